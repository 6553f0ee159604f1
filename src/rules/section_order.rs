//! `section-order`: a section stands before one that it should follow.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "section-order",
    severity: Severity::Hint,
    summary: "a section stands before one that it should follow",
    page: include_str!("section_order.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
