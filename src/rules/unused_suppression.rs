//! `unused-suppression`: a comment allows a finding that is not there.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unused-suppression",
    severity: Severity::Hint,
    summary: "a comment allows a finding that is not there",
    page: include_str!("unused_suppression.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
