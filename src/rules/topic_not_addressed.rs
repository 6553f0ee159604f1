//! `topic-not-addressed`: a topic of the checklist has no statement of substance.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "topic-not-addressed",
    severity: Severity::Warning,
    summary: "a topic of the checklist has no statement of substance",
    page: include_str!("topic_not_addressed.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
