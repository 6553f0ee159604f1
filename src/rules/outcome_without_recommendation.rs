//! `outcome-without-recommendation`: an outcome that no recommendation serves.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-without-recommendation",
    severity: Severity::Warning,
    summary: "an outcome that no recommendation serves",
    page: include_str!("outcome_without_recommendation.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
