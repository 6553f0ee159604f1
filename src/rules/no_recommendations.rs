//! `no-recommendations`: the document recommends nothing.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-recommendations",
    severity: Severity::Warning,
    summary: "the document recommends nothing",
    page: include_str!("no_recommendations.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
