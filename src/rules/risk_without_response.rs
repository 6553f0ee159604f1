//! `risk-without-response`: a risk without a response.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "risk-without-response",
    severity: Severity::Hint,
    summary: "a risk without a response",
    page: include_str!("risk_without_response.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
