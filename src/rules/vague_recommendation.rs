//! `vague-recommendation`: a recommendation that different people would carry out differently.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "vague-recommendation",
    severity: Severity::Warning,
    summary: "a recommendation that different people would carry out differently",
    page: include_str!("vague_recommendation.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
