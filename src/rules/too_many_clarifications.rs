//! `too-many-clarifications`: more clarification markers than the persona allows.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "too-many-clarifications",
    severity: Severity::Error,
    summary: "more clarification markers than the persona allows",
    page: include_str!("too_many_clarifications.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
