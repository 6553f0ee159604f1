//! `technical-metric`: a measure that only an engineer could take.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "technical-metric",
    severity: Severity::Warning,
    summary: "a measure that only an engineer could take",
    page: include_str!("technical_metric.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
