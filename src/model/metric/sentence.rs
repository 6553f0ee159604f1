//! Which sentences of running text are metrics.

use super::block::{asks, is_remark, metric, names_measure, states_something};
use super::judge::{self, Reading};
use super::scope::Scope;
use super::{Metric, MetricLabel, Shortfall};
use crate::language::{Hit, class};
use crate::model::{Source, Unit};
use crate::text::Span;

/// Adds the sentences of the paragraph `unit` that state a measure.
pub(super) fn read(source: Source, index: usize, unit: &Unit, found: &mut Vec<Metric>) {
    for (at, sentence) in unit.sentences.iter().enumerate() {
        // The text of a sentence reaches to the next one, so that a marker at its end belongs to it.
        let start = if at == 0 { unit.span.start } else { unit.words.span(sentence.clone()).start };
        let end = unit.sentences.get(at + 1).map_or(unit.span.end, |next| unit.words.span(next.clone()).start);
        let scope = Scope { source, unit, parts: vec![sentence.clone()], span: Span::new(start, end).trim(source.text) };
        let reading = judge::read(&scope);
        if states_measure(&scope, &reading) {
            found.push(metric(&scope, index, sentence.clone(), reading));
        }
    }
}

/// Whether a sentence states a measure, rather than introducing or explaining one. Where it has no amount, little but
/// the measure and its direction or state may stand in it.
fn states_measure(scope: &Scope, reading: &Reading) -> bool {
    let (first, last) = (scope.parts[0].start, scope.parts[0].end - 1);
    let opening = scope.lower(first);
    let condition = matches!(opening, "if" | "when" | "because" | "although" | "while" | "as" | "where" | "once");
    if !states_something(scope, reading) || scope.lower(last) == ":" || asks(scope) {
        return false;
    }
    match reading.label {
        MetricLabel::Measurable | MetricLabel::Technical => true,
        MetricLabel::Qualitative | MetricLabel::Unresolved => scope.content() >= 2 || names_measure(scope),
        MetricLabel::Unmeasurable if condition || is_remark(scope) || denies(scope) => false,
        MetricLabel::Unmeasurable => match reading.shortfall {
            Some(Shortfall::Observed) => {
                let back = matches!(opening, "it" | "this" | "that" | "they" | "these" | "those" | "we");
                let value = scope.quantities().next().map_or(first, |it| it.words.start);
                !back && (scope.within(class::MEASURE, &(first..value)) || scope.within(class::SATISFACTION, &(first..value)))
            }
            Some(Shortfall::Direction | Shortfall::Adjective) => {
                let hits = scope.of(class::DIRECTION).chain(scope.of(class::STATE));
                hits.into_iter().any(|hit| is_predicate(scope, hit)) || is_opinion(scope) || compares(scope)
            }
            _ => false,
        },
    }
}

/// Whether anything is denied in the sentence; then it explains.
fn denies(scope: &Scope) -> bool {
    scope.of(class::NEGATION).any(|it| !scope.is(class::CRITERION, it.words.start) && scope.lower(it.words.start) != "without")
}

/// `Engagement is high`, `NPS improves`, `Higher adoption among planners`: the measure, and all that is said of it.
fn is_predicate(scope: &Scope, hit: &Hit) -> bool {
    let (first, end) = (scope.parts[0].start, scope.parts[0].end);
    let before = first..hit.words.start;
    let measured = scope.within(class::MEASURE, &before) || scope.within(class::SATISFACTION, &before);
    let joined = matches!(
        scope.lower(hit.words.start.wrapping_sub(1)),
        "is" | "are"
            | "be"
            | "becomes"
            | "become"
            | "stays"
            | "stay"
            | "remains"
            | "remain"
            | "gets"
            | "get"
            | "very"
            | "to"
            | "should"
            | "will"
    );
    let verb = scope.is(class::DIRECTION, hit.words.start) && scope.lower(hit.words.end - 1).ends_with('s');
    let fragment = hit.words.start == first
        && names_measure(scope)
        && scope.tokens().all(|at| !matches!(scope.lower(at), "is" | "are" | "may" | "does" | "do" | "should"));
    (measured && before.len() <= 6 && (joined || verb) && end - hit.words.end <= 8) || (fragment && end - first <= 12)
}

/// `Buyers recommend us.`: a short statement on those who are served, and how they find it.
fn is_opinion(scope: &Scope) -> bool {
    let first = scope.parts[0].start;
    let served = scope.of(class::BENEFICIARY).find(|it| it.words.start <= first + 2);
    served.is_some_and(|it| {
        scope.is(class::STATE, it.words.end)
            || (matches!(scope.lower(it.words.end), "is" | "are") && scope.is(class::STATE, it.words.end + 1))
    }) && scope.tokens().count() <= 12
}

/// `Members stay longer than they used to.`: a short statement that something is more or less than before.
fn compares(scope: &Scope) -> bool {
    let than = |it: &Hit| it.words.len() > 1 && scope.lower(it.words.end - 1) == "than" || scope.lower(it.words.end) == "than";
    scope.tokens().count() <= 12 && scope.of(class::DIRECTION).any(than)
}
