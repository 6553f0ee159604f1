//! `build-instruction`: guidance says how to build.

use super::{Context, Rule, Sink};
use crate::model::LeakKind;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "build-instruction",
    severity: Severity::Warning,
    summary: "guidance says how to build, in words or in code",
    page: include_str!("build_instruction.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for leak in cx.perspective.leaks.iter().filter(|leak| leak.kind == LeakKind::Instruction && leak.guidance) {
        let fails: Vec<Check> = cx.forbids(leak).collect();
        if fails.is_empty() {
            continue;
        }
        let crate::persona::Terms { beneficiary, guidance, .. } = &cx.persona.terms;
        let what = if cx.text.slice(leak.span).starts_with(['`', '~']) { "code block" } else { "instruction on how to build" };
        let message = format!(
            "{what} in {guidance}: \"{}\". Fix: say what the {beneficiary} should notice and leave the way to engineering, e.g. \"month-end opens within a breath, agreed with engineering by <date>\".",
            cx.quote(leak.span)
        );
        let help = "Keep the wish; move the design to the engineering plan.";
        report.add(leak.span, message).help(help).confidence(leak.confidence).fails_all(fails);
    }
}
