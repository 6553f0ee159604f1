//! `unresolved-metric`: a metric whose amount is still a letter or a placeholder.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unresolved-metric",
    severity: Severity::Warning,
    summary: "a metric whose amount is still a letter or a placeholder",
    page: include_str!("unresolved_metric.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
