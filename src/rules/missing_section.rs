//! `missing-section`: a mandatory section is missing.

use super::{Context, Rule, Sink, mend};
use crate::persona::Check;
use crate::report::{Fix, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "missing-section",
    severity: Severity::Error,
    summary: "a mandatory section is missing",
    page: include_str!("missing_section.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let kinds = || cx.persona.sections.iter().enumerate();
    let missing: Vec<usize> = kinds().filter(|(at, it)| it.mandatory && cx.perspective.section(*at).is_none()).map(|(at, _)| at).collect();
    let insert = |title: String, kinds: &[usize]| Fix {
        title,
        edits: mend::insert_sections(cx, kinds, |kind| cx.persona.sections[kind].body.clone()),
        safe: true,
    };
    for &kind in &missing {
        let title = &cx.persona.sections[kind].title;
        let (_, next) = mend::place(cx, kind);
        // The heading that the section belongs before; at the end, the last heading, and in a document without any, its start.
        let last = cx.perspective.sections.last().map(|it| it.heading);
        let span = next.as_ref().map(|it| it.heading).or(last).unwrap_or(Span::at(0));
        let place = next.map_or_else(|| "at the end".to_owned(), |it| format!("before \"{}\"", cx.quote(it.heading)));
        let draft = report
            .add(span, format!("mandatory section is missing: \"## {title}\". Fix: add it {place} and say what belongs there."))
            .help(format!("add \"## {title}\" {place}"))
            .fails(Check::Sections)
            .fix(insert(format!("Insert the section \"{title}\""), &[kind]));
        if missing.len() > 1 {
            draft.fix(insert("Insert all missing sections".into(), &missing));
        }
    }
    if let (true, Some(first)) = (missing.is_empty(), cx.perspective.sections.iter().find(|it| it.kind.is_some())) {
        report.evidence(Check::Sections, first.heading, "all mandatory sections are there and say something");
    }
}
