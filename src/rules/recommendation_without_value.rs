//! `recommendation-without-value`: a recommendation serves no named customer or business result.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "recommendation-without-value",
    severity: Severity::Warning,
    summary: "a recommendation serves no named customer or business result",
    page: include_str!("recommendation_without_value.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
