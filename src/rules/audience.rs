//! `audience`: a passage needs an engineer to be understood.

use std::collections::HashSet;

use super::{Context, Rule, Sink};
use crate::model::{Leak, LeakKind};
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "audience",
    severity: Severity::Warning,
    summary: "a passage needs an engineer to be understood",
    page: include_str!("audience.md"),
    check,
};

/// So many build technologies make a text for engineers (GUIDELINE, CQ3).
const TECHNOLOGIES: usize = 3;

/// So many unexplained acronyms do (GUIDELINE, CQ3).
const ACRONYMS: usize = 4;

fn check(cx: &Context, report: &mut Sink) {
    if !cx.asks(Check::Audience) {
        return;
    }
    let sure = || cx.perspective.leaks.iter().filter(|leak| leak.is_sure() && cx.forbids(leak).next().is_some());
    for leak in sure().filter(|leak| leak.addressed && leak.guidance) {
        let message = format!(
            "only an engineer understands \"{}\". Fix: write for {}: what changes for the {}, by when.",
            cx.quote(leak.span),
            cx.persona.terms.readers,
            cx.persona.terms.beneficiary
        );
        report.add(leak.span, message).help("Code and tasks for developers belong in the engineering plan.").fails(Check::Audience);
    }
    technologies(cx, &sure().filter(|leak| leak.kind == LeakKind::Technology).collect::<Vec<_>>(), report);
    let acronyms = &cx.perspective.acronyms;
    if acronyms.len() >= ACRONYMS {
        for span in acronyms {
            let name = cx.quote(*span);
            let message = format!(
                "\"{name}\" is one of several acronyms that nothing here explains. Fix: write it out once, e.g. \"<full name> ({name})\"."
            );
            report
                .add(*span, message)
                .help("Acronyms of the persona's own trade, and of the industry it works in, need no explanation.")
                .fails(Check::Audience);
        }
    }
}

/// One finding at the technology that makes the text one for engineers.
fn technologies(cx: &Context, leaks: &[&Leak], report: &mut Sink) {
    let mut seen = HashSet::new();
    let distinct: Vec<&&Leak> = leaks.iter().filter(|leak| seen.insert(cx.quote(leak.name).to_lowercase())).collect();
    let Some(last) = distinct.get(TECHNOLOGIES - 1) else { return };
    let names: Vec<String> = distinct.iter().take(TECHNOLOGIES).map(|leak| format!("\"{}\"", cx.quote(leak.span))).collect();
    let message = format!(
        "so many technologies ({}) make this a text for engineers. Fix: say what the {} notices instead of how it is built.",
        names.join(", "),
        cx.persona.terms.beneficiary
    );
    let mut draft = report
        .add(last.span, message)
        .help(format!("Those whom it is written for, {}, should need nobody to read it to them.", cx.persona.terms.readers))
        .fails(Check::Audience);
    for leak in distinct.iter().take(TECHNOLOGIES - 1) {
        draft = draft.related(leak.span, "another technology");
    }
}
