//! `outside-remit`: something that this persona leaves to others.

use super::{Context, Rule, Sink};
use crate::model::LeakKind;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outside-remit",
    severity: Severity::Warning,
    summary: "a matter that the persona leaves to others",
    page: include_str!("outside_remit.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for leak in cx.perspective.leaks.iter().filter(|leak| matches!(leak.kind, LeakKind::Banned(_))) {
        let fails: Vec<Check> = cx.forbids(leak).collect();
        if fails.is_empty() {
            continue;
        }
        let name = cx.quote(leak.span);
        let message = format!(
            "\"{name}\" is no matter of {}. Fix: leave it to the persona whose decision it is, and say only what it means for this one.",
            cx.persona.terms.guidance
        );
        report
            .add(leak.span, message)
            .help(format!("If it belongs here after all, add \"{name}\" to `accept` in the settings."))
            .fails_all(fails);
    }
}
