//! `technical-detail`: a build technology is named in customer guidance.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "technical-detail",
    severity: Severity::Warning,
    summary: "a build technology is named in customer guidance",
    page: include_str!("technical_detail.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
