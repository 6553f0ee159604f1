//! `technical-detail`: a build technology is named as a part of how things are built.

use super::{Context, Rule, Sink};
use crate::model::LeakKind;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "technical-detail",
    severity: Severity::Warning,
    summary: "a build technology is named where the reader needs none",
    page: include_str!("technical_detail.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for leak in cx.perspective.leaks.iter().filter(|leak| leak.kind == LeakKind::Technology) {
        let fails: Vec<Check> = cx.forbids(leak).collect();
        if fails.is_empty() {
            continue;
        }
        let (name, one) = (cx.quote(leak.span), &cx.persona.terms.beneficiary);
        let message = format!(
            "\"{name}\" tells how it is built, which engineering may change unnoticed by the {one}. Fix: say what the {one} notices instead, e.g. \"the list opens at once\", or leave it out."
        );
        let help = format!(
            "Name a technology only where the {one} buys, sees or asks for it by that name. If it is the name of a product here, add \"{name}\" to `accept` in the settings."
        );
        report.add(leak.span, message).help(help).confidence(leak.confidence).fails_all(fails);
    }
}
