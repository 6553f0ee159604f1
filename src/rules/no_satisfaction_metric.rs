//! `no-satisfaction-metric`: no metric measures satisfaction.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-satisfaction-metric",
    severity: Severity::Warning,
    summary: "no metric measures satisfaction",
    page: include_str!("no_satisfaction_metric.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
