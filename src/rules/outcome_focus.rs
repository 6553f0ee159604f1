//! `outcome-focus`: the recommendations are not about customers and their outcomes.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-focus",
    severity: Severity::Warning,
    summary: "the recommendations are not about customers and their outcomes",
    page: include_str!("outcome_focus.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
