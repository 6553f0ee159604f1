//! `build-instruction`: an instruction on how to build.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "build-instruction",
    severity: Severity::Warning,
    summary: "an instruction on how to build",
    page: include_str!("build_instruction.md"),
    check,
};

fn check(_cx: &Context, _report: &mut Sink) {}
