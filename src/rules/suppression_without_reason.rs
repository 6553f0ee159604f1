//! `suppression-without-reason`: a comment allows a finding without saying why.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "suppression-without-reason",
    severity: Severity::Warning,
    summary: "a comment allows a finding without saying why",
    page: include_str!("suppression_without_reason.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
