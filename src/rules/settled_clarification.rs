//! `settled-clarification`: a struck clarification marker is left in the text.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "settled-clarification",
    severity: Severity::Hint,
    summary: "a struck clarification marker is left in the text",
    page: include_str!("settled_clarification.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
