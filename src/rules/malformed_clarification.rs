//! `malformed-clarification`: a clarification marker is not in the form that counts.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "malformed-clarification",
    severity: Severity::Warning,
    summary: "a clarification marker is not in the form that counts",
    page: include_str!("malformed_clarification.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
