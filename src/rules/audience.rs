//! `audience`: a passage needs an engineer to be understood.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "audience",
    severity: Severity::Warning,
    summary: "a passage needs an engineer to be understood",
    page: include_str!("audience.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
