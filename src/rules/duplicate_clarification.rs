//! `duplicate-clarification`: two clarification markers ask the same.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-clarification",
    severity: Severity::Hint,
    summary: "two clarification markers ask the same",
    page: include_str!("duplicate_clarification.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
