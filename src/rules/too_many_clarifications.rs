//! `too-many-clarifications`: more clarification markers than the persona allows.

use super::{Context, Rule, Sink, mend};
use crate::model::{Marker, weight};
use crate::persona::Check;
use crate::report::{Fix, Severity};
use crate::text::Span;

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
                    "one question too many (at most {limit} are allowed): \"{question}\" has impact {} ({}) and rank {}. Fix: decide it yourself and note that under Assumptions.",
                    marker.impact,
                    marker.reason(cx.text.as_str()),
                    marker.rank
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
        if over.len() <= MANY {
            draft = keep(cx, marker, limit).into_iter().chain(swap(cx, marker, kept.last().copied(), limit)).fold(draft, super::Draft::fix);
        }
        for other in &kept {
            let reason = other.reason(cx.text.as_str());
            draft = draft.related(other.span, format!("kept, rank {}: impact {} ({reason})", other.rank, other.impact));
        }
    }
}

/// The fix that keeps `marker`, which is over the limit, by a weightier impact; another one is over it then.
fn keep(cx: &Context, marker: &Marker, limit: usize) -> Option<Fix> {
    let impact = enough(cx, marker, None, limit)?;
    let (span, text) = headed(marker, impact);
    Some(Fix::new(format!("Keep this question: say that its impact is {impact}"), span, text))
}

/// The fix that asks `marker`, which is over the limit, in the place of `last`, which is kept and becomes an assumption.
fn swap(cx: &Context, marker: &Marker, last: Option<&Marker>, limit: usize) -> Option<Fix> {
    let last = last?;
    let impact = enough(cx, marker, Some(last), limit)?;
    let title = format!("Ask this instead of \"{}\", which becomes an assumption", cx.quote(last.question));
    let fix = mend::assume(cx, &title, &[last]);
    if impact == marker.impact {
        return Some(fix);
    }
    let (span, text) = headed(marker, impact);
    (!fix.edits.iter().any(|edit| edit.span.touches(span))).then(|| fix.and(span, text))
}

/// The least impact under which `marker` is kept, its own where that will do; `without` another one, which is not counted.
fn enough<'a>(cx: &'a Context, marker: &'a Marker, without: Option<&Marker>, limit: usize) -> Option<&'a str> {
    let chain = &cx.persona.chain;
    let counts = |it: &&Marker| it.span != marker.span && without.is_none_or(|other| it.span != other.span);
    let before = |impact: &str| {
        let own = (weight(chain, impact), marker.span.start);
        cx.perspective.markers.iter().filter(counts).filter(|it| (weight(chain, &it.impact), it.span.start) < own).count()
    };
    let rising = [&marker.impact].into_iter().chain(chain.iter().rev());
    rising.map(String::as_str).find(|impact| before(impact) < limit)
}

/// What gives `marker` this `impact`: the place before its question, and what is to stand there.
fn headed(marker: &Marker, impact: &str) -> (Span, String) {
    (Span::new(marker.span.start, marker.question.start), format!("[NEEDS CLARIFICATION(impact={impact}): "))
}
