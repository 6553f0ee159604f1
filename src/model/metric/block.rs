//! Which blocks and sentences of a section on metrics are metrics.

use std::ops::Range;

use super::judge::{self, Reading};
use super::scope::Scope;
use super::{Metric, MetricLabel, Shortfall, table};
use crate::language::{Class, Quantity, class};
use crate::model::{Source, Unit, UnitKind};
use crate::syntax::BlockKind;
use crate::text::Span;

/// Adds the metrics that `unit`, the one with `index`, holds.
pub(super) fn read(source: Source, index: usize, unit: &Unit, found: &mut Vec<Metric>) {
    match unit.kind {
        UnitKind::Row => found.extend(table::read(source, index, unit)),
        UnitKind::Bullet | UnitKind::Step => item(source, index, unit, found),
        // A row that has lost its table is a row still.
        UnitKind::Paragraph if unit.words.lower(0) == "|" => found.extend(block(source, index, unit)),
        UnitKind::Paragraph => sentences(source, index, unit, found),
    }
}

/// The metric of `scope` as `reading` has it; its first line is the tokens `head`.
pub(super) fn metric(scope: &Scope, index: usize, head: Range<usize>, reading: Reading) -> Metric {
    let head = if head.is_empty() { scope.span } else { scope.place(head) };
    let own = satisfaction(scope);
    // A heading that names the measure names it for each entry below (GUIDELINE, ruling 13).
    let above = scope.unit.context_hits.iter().any(|it| it.class == class::SATISFACTION).then_some(head);
    Metric {
        span: scope.span,
        head,
        unit: index,
        label: reading.label,
        confidence: reading.confidence,
        amount: reading.amount,
        shortfall: reading.shortfall,
        satisfaction: own.or(above),
    }
}

/// The words that measure satisfaction; not where they are said not to be measured.
fn satisfaction(scope: &Scope) -> Option<Span> {
    let hits = scope.unit.hits.iter().filter(|hit| hit.class == class::SATISFACTION && scope.covers(hit.words.start));
    let named = hits.filter(|hit| !scope.unit.negates(&hit.words) && !denied(scope, hit.words.end)).map(|hit| scope.place(hit.words.clone())).next();
    named.or_else(|| scope.quantities().find(|it| is_mark(scope, it)).map(|it| scope.place(it.words.clone())))
}

/// A value on a scale of five or ten: `4.4 of 5`, `8 or better out of ten`, `9/10`; not of a test, and not `9/10 of admins`.
fn is_mark(scope: &Scope, quantity: &Quantity) -> bool {
    let tested = scope.tokens().any(|at| matches!(scope.lower(at), "quiz" | "exam" | "test" | "health" | "credit" | "risk" | "audit" | "maturity" | "grade"));
    let top = |at: usize| matches!(scope.lower(at), "5" | "five" | "6" | "six" | "7" | "seven" | "10" | "ten");
    let (start, end) = (quantity.words.start, quantity.words.end);
    let decimal = scope.lower(start).contains('.') || scope.lower(start + 1) == "/";
    let whole = end > start + 1 && top(end - 1) && decimal && !scope.is_content(end);
    let bound = scope.of(class::LIMIT).find(|it| it.words.start == end && scope.lower(end) == "or").map(|it| it.words.end);
    let behind = bound.is_some_and(|at| (scope.lower(at) == "of" && top(at + 1)) || (scope.lower(at) == "out" && top(at + 2)));
    !tested && (whole || behind)
}

/// `NPS is not measured`: a negation directly behind the verb.
fn denied(scope: &Scope, end: usize) -> bool {
    let verb = matches!(scope.lower(end), "is" | "are" | "was" | "will");
    verb && matches!(scope.lower(end + 1), "not" | "never") && scope.is(class::MEASURING, end + 2)
}

/// A bullet with its children: one metric, or a list of them under a label.
fn item(source: Source, index: usize, unit: &Unit, found: &mut Vec<Metric>) {
    let children = children(source, unit);
    if children.len() > 1 && is_group(source, unit, &children) {
        for child in children {
            let head = child.parts.first().cloned().unwrap_or(0..0);
            let reading = judge::read(&child);
            if states_something(&child, &reading) {
                found.push(metric(&child, index, head, reading));
            }
        }
    } else {
        found.extend(block(source, index, unit));
    }
}

/// The whole of `unit` as one metric, if it states a measure.
fn block(source: Source, index: usize, unit: &Unit) -> Option<Metric> {
    let scope = Scope { source, unit, parts: unit.parts.clone(), span: unit.span };
    let reading = judge::read(&scope);
    let head = unit.parts.first().cloned().unwrap_or(0..0);
    states_something(&scope, &reading).then(|| metric(&scope, index, head, reading))
}

/// The items of the list below `unit`, each with all that it contains.
fn children<'a>(source: Source<'a>, unit: &'a Unit) -> Vec<Scope<'a>> {
    let blocks = &source.syntax.blocks;
    let first = blocks.partition_point(|it| it.span.start < unit.span.start);
    let Some(own) = (first..blocks.len()).find(|&at| blocks[at].span == unit.span && matches!(blocks[at].kind, BlockKind::Item { .. })) else {
        return Vec::new();
    };
    let below = |at: &usize| blocks[*at].span.start < unit.span.end;
    let depth = |at: usize| blocks[at].parent.and_then(|list| blocks[list].parent);
    (own + 1..blocks.len())
        .take_while(below)
        .filter(|&at| matches!(blocks[at].kind, BlockKind::Item { .. }) && depth(at) == Some(own))
        .map(|at| {
            let span = blocks[at].span;
            let parts = unit.parts.iter().filter(|part| !part.is_empty() && span.covers(unit.words.span((*part).clone()))).cloned().collect();
            Scope { source, unit, parts, span }
        })
        .collect()
}

/// Whether the unit's own text only sorts the metrics below it: no amount of its own, and each child states a measure
/// that is more than an aspect (`Target:`, `Source:`) of one above it.
fn is_group(source: Source, unit: &Unit, children: &[Scope]) -> bool {
    let own = Scope { source, unit, parts: unit.parts.first().cloned().into_iter().collect(), span: unit.head() };
    if matches!(judge::read(&own).label, MetricLabel::Measurable | MetricLabel::Unresolved) {
        return false;
    }
    if children.iter().any(|child| aspect(child).is_some()) {
        return false;
    }
    let sorts = own.of(class::METRIC_GROUP).next().is_some() && own.content() <= 4 && !own.is(class::DIRECTION, 0);
    let measures = |child: &Scope| judge::read(child).shortfall != Some(Shortfall::Name);
    sorts || (own.content() <= 4 && children.iter().all(measures))
}

fn names_measure(scope: &Scope) -> bool {
    scope.of(class::MEASURE).chain(scope.of(class::SATISFACTION)).next().is_some()
}

/// The class of aspect that the label at the head of `scope` names: `Target: ...`, `Source: ...`.
fn aspect(scope: &Scope) -> Option<Class> {
    let start = scope.tokens().next()?;
    let colon = (start..start + 5).find(|at| matches!(scope.lower(*at), ":" | "="))?;
    let whole = |class: Class| scope.of(class).any(|hit| hit.words.start == start && hit.words.end == colon);
    [class::TARGET_ASPECT, class::BASELINE_ASPECT, class::OTHER_ASPECT].into_iter().find(|it| whole(*it))
}

/// Whether a block states a measure at all: it is no lone marker, no introduction, no remark on the metrics, no aspect
/// of another metric.
fn states_something(scope: &Scope, reading: &Reading) -> bool {
    if scope.content() == 0 {
        return reading.has_amount() && scope.quantities().next().is_some();
    }
    if reading.label != MetricLabel::Unmeasurable {
        // "All metrics are reviewed monthly" covers all of them, and aims at nothing.
        let whole = reading.amount.is_some_and(|it| matches!(it.of(scope.source.text).to_lowercase().as_str(), "all" | "each" | "every"));
        return !(whole && is_remark(scope));
    }
    let last = scope.tokens().last().map_or("", |at| scope.lower(at));
    let vague = matches!(reading.shortfall, Some(Shortfall::Direction | Shortfall::Adjective));
    let aside = matches!(aspect(scope), Some(class::BASELINE_ASPECT | class::OTHER_ASPECT));
    last != ":" && !(aside && !vague) && !is_remark(scope) && !asks(scope)
}

/// `All metrics are reviewed monthly`, `Measured in the CRM`: a remark on the metrics.
fn is_remark(scope: &Scope) -> bool {
    let first = scope.tokens().next().unwrap_or(0);
    let subject = scope.of(class::METRIC_WORD).any(|it| it.words.start < first + 4);
    let measuring = scope.of(class::MEASURING).next().is_some();
    let opens = scope.is(class::MEASURING, first) && scope.lower(first).ends_with("ed");
    (subject && measuring) || opens
}

fn asks(scope: &Scope) -> bool {
    scope.tokens().last().is_some_and(|at| scope.lower(at) == "?")
}

/// `Buyers recommend us.`: a short statement on those who are served, and how they find it.
fn is_opinion(scope: &Scope) -> bool {
    let first = scope.tokens().next().unwrap_or(0);
    scope.of(class::BENEFICIARY).any(|it| it.words.start <= first + 2) && scope.tokens().count() <= 12
}

/// The sentences of a paragraph that state a measure.
fn sentences(source: Source, index: usize, unit: &Unit, found: &mut Vec<Metric>) {
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

/// Whether a sentence of running text states a measure, rather than introducing or explaining one.
fn states_measure(scope: &Scope, reading: &Reading) -> bool {
    if !states_something(scope, reading) || scope.lower(scope.parts[0].end - 1) == ":" || asks(scope) {
        return false;
    }
    let first = scope.lower(scope.parts[0].start);
    let back = matches!(first, "it" | "this" | "that" | "they" | "these" | "those" | "we" | "both" | "which");
    let negated = scope.tokens().any(|at| matches!(scope.lower(at), "not" | "no" | "never") && scope.is(class::MEASURING, at + 1));
    match reading.label {
        MetricLabel::Measurable => !(negated && reading.confidence < 85),
        MetricLabel::Qualitative | MetricLabel::Unresolved => scope.content() >= 2 || names_measure(scope),
        _ => match reading.shortfall {
            Some(Shortfall::Observed) => !back,
            Some(Shortfall::Direction | Shortfall::Adjective) => (names_measure(scope) || is_opinion(scope)) && !back && !negated && !is_remark(scope),
            _ => false,
        },
    }
}
