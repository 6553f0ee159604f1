//! `no-risk-assessment`: no risk is stated with its effect and a response.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-risk-assessment",
    severity: Severity::Warning,
    summary: "no risk is stated with its effect and a response",
    page: include_str!("no_risk_assessment.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
