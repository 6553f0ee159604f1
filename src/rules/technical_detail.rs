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
    if !cx.asks(Check::NoTechnology) && !cx.asks(Check::NoLeak) {
        return;
    }
    for leak in cx.perspective.leaks.iter().filter(|leak| leak.kind == LeakKind::Technology) {
        let name = cx.quote(leak.span);
        let message = format!(
            "\"{name}\" tells how it is built, which engineering may change unnoticed by the customer. Fix: say what the customer notices instead, e.g. \"the list opens at once\", or leave it out."
        );
        let draft = report.add(leak.span, message).help(format!(
            "Name a technology only where the customer buys, sees or asks for it by that name. If it is the name of a product here, add \"{name}\" to `accept` in the settings."
        ));
        if !leak.is_sure() {
            draft.severity(Severity::Information);
        } else if leak.guidance {
            draft.fails(Check::NoTechnology).fails(Check::NoLeak);
        } else {
            draft.fails(Check::NoTechnology);
        }
    }
}
