//! `missing-section`: a mandatory section is missing.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "missing-section",
    severity: Severity::Error,
    summary: "a mandatory section is missing",
    page: include_str!("missing_section.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
