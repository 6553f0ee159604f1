//! `duplicate-section`: a section stands twice.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-section",
    severity: Severity::Warning,
    summary: "a section stands twice",
    page: include_str!("duplicate_section.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
