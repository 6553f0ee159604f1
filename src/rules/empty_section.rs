//! `empty-section`: a mandatory section says nothing yet.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "empty-section",
    severity: Severity::Error,
    summary: "a mandatory section says nothing yet",
    page: include_str!("empty_section.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
