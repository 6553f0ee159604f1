//! `empty-clarification`: a clarification marker has no question.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "empty-clarification",
    severity: Severity::Warning,
    summary: "a clarification marker has no question",
    page: include_str!("empty_clarification.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
