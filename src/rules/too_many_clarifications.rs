//! `too-many-clarifications`: more clarification markers than the persona allows.

use super::{Context, Rule, Sink, mend};
use crate::model::Marker;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "too-many-clarifications",
    severity: Severity::Error,
    summary: "more clarification markers than the persona allows",
    page: include_str!("too_many_clarifications.md"),
    check,
};

/// From so many markers over the limit on, the fix for all of them is offered at the first alone: it has an edit for
/// each, and one at each would make the report grow with the square of their number.
const MANY: usize = 20;

fn check(cx: &Context, report: &mut Sink) {
    let limit = cx.config.limit.unwrap_or(cx.persona.limit);
    let over: Vec<&Marker> = cx.perspective.markers.iter().filter(|it| !it.keep).collect();
    let mut kept: Vec<&Marker> = cx.perspective.markers.iter().filter(|it| it.keep).collect();
    kept.sort_by_key(|it| it.rank);
    for marker in &over {
        let question = cx.quote(marker.question);
        let mut draft = report
            .add(
                marker.span,
                format!(
                    "one question too many (at most {limit} are allowed): \"{question}\" has impact {} and rank {}. Fix: decide it yourself and note that under Assumptions.",
                    marker.impact, marker.rank
                ),
            )
            .help("decide it yourself and note that under Assumptions")
            .fix(mend::assume(cx, "Turn this question into an assumption", &[marker]));
        if over.len() > 1 && (over.len() <= MANY || marker.span == over[0].span) {
            let title = format!("Keep the {limit} most important questions, turn the rest into assumptions");
            draft = draft.fix(mend::assume(cx, &title, &over));
        }
        if cx.asks(Check::NoMarkers) {
            draft = draft.fails(Check::NoMarkers);
        }
        for other in &kept {
            draft = draft.related(other.span, format!("kept, rank {}: impact {}", other.rank, other.impact));
        }
    }
}
