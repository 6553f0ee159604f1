//! `item-needs-review`: an item of the checklist that only a person can decide.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "item-needs-review",
    severity: Severity::Hint,
    summary: "an item of the checklist that only a person can decide",
    page: include_str!("item_needs_review.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
