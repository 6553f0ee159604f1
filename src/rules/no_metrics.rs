//! `no-metrics`: the document measures nothing.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-metrics",
    severity: Severity::Warning,
    summary: "the document measures nothing",
    page: include_str!("no_metrics.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
