//! `unfilled-placeholder`: template text is still to be filled in.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unfilled-placeholder",
    severity: Severity::Error,
    summary: "template text is still to be filled in",
    page: include_str!("unfilled_placeholder.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
