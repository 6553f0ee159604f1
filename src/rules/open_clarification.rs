//! `open-clarification`: a question is still open: ask the user.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "open-clarification",
    severity: Severity::Warning,
    summary: "a question is still open: ask the user",
    page: include_str!("open_clarification.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
