//! `open-clarification`: a question is still open: ask the user.

use super::{Context, Rule, Sink, mend};
use crate::persona::Check;
use crate::report::{Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "open-clarification",
    severity: Severity::Warning,
    summary: "a question is still open: ask the user",
    page: include_str!("open_clarification.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for marker in cx.perspective.markers.iter().filter(|it| it.keep) {
        let question = cx.quote(marker.question);
        let mut draft = report
            .add(
                marker.span,
                format!(
                    "question is open (impact: {}): \"{question}\". Ask the user. Fix: replace the marker by the answer.",
                    marker.impact
                ),
            )
            .help("ask the user, then replace the marker by the answer");
        for suggested in cx.persona.suggestions(cx.text.slice(marker.question)).into_iter().flat_map(|it| &it.answers) {
            draft = draft.fix(Fix::new(format!("Answer: {}", suggested.answer), marker.span, suggested.answer.clone()));
        }
        draft = draft.fix(mend::assume(cx, "Turn this question into an assumption", &[marker]));
        if cx.asks(Check::NoMarkers) {
            draft.fails(Check::NoMarkers);
        }
    }
}
