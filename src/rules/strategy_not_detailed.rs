//! `strategy-not-detailed`: no signal is paired with a response that has an owner, a time or a threshold.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "strategy-not-detailed",
    severity: Severity::Warning,
    summary: "no signal is paired with a response that has an owner, a time or a threshold",
    page: include_str!("strategy_not_detailed.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
