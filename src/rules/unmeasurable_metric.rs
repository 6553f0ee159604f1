//! `unmeasurable-metric`: a metric without an amount to reach.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unmeasurable-metric",
    severity: Severity::Warning,
    summary: "a metric without an amount to reach",
    page: include_str!("unmeasurable_metric.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
