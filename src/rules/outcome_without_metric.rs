//! `outcome-without-metric`: an outcome that no metric serves.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-without-metric",
    severity: Severity::Warning,
    summary: "an outcome that no metric serves",
    page: include_str!("outcome_without_metric.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
