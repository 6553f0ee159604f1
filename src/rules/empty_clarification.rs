//! `empty-clarification`: a clarification marker has no question.

use super::{Context, Rule, Sink, mend};
use crate::report::{Fix, Severity};
use crate::syntax::BracketKind;

pub(super) const RULE: Rule = Rule {
    name: "empty-clarification",
    severity: Severity::Warning,
    summary: "a clarification marker has no question",
    page: include_str!("empty_clarification.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for bracket in cx.syntax.brackets.iter().filter(|it| it.kind == BracketKind::Empty) {
        report
            .add(
                bracket.span,
                format!(
                    "clarification asks nothing: \"{}\". Fix: write the question behind the colon, or take the marker out.",
                    cx.quote(bracket.span)
                ),
            )
            .help("write the question behind the colon, or take the marker out")
            .unnecessary()
            .fix(Fix::new("Remove the marker", mend::removal(cx, bracket.span), ""));
    }
}
