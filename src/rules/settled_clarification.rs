//! `settled-clarification`: a struck clarification marker is left in the text.

use super::{Context, Rule, Sink};
use crate::report::{Fix, Severity};
use crate::syntax::{BracketKind, MarkKind};

pub(super) const RULE: Rule = Rule {
    name: "settled-clarification",
    severity: Severity::Hint,
    summary: "a struck clarification marker is left in the text",
    page: include_str!("settled_clarification.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for bracket in cx.syntax.brackets.iter().filter(|it| it.kind == BracketKind::Settled) {
        let struck = cx.syntax.marks.iter().find(|mark| mark.kind == MarkKind::Strike && mark.span.covers(bracket.span));
        let Some(struck) = struck else { continue };
        // The space behind the struck text goes with it.
        let behind = cx.text.as_str()[struck.span.end..].starts_with(' ');
        let hole = crate::text::Span::new(struck.span.start, struck.span.end + usize::from(behind));
        report
            .add(
                struck.span,
                format!(
                    "settled question is left in the text: \"{}\". Fix: take the struck marker out and keep the answer.",
                    cx.quote(bracket.span)
                ),
            )
            .help("take the struck marker out and keep the answer")
            .unnecessary()
            .fix(Fix::new("Remove the struck marker", hole, ""));
    }
}
