//! Which blocks of a section on metrics are metrics.

use std::ops::Range;

use super::judge::{self, Reading};
use super::scope::Scope;
use super::{Metric, MetricLabel, Shortfall, satisfaction, sentence, table};
use crate::language::{Class, class};
use crate::model::{Source, Unit, UnitKind};
use crate::syntax::BlockKind;

/// Adds the metrics that `unit`, the one with `index`, holds.
pub(super) fn read(source: Source, index: usize, unit: &Unit, found: &mut Vec<Metric>) {
    match unit.kind {
        UnitKind::Row => found.extend(table::read(source, index, unit)),
        UnitKind::Bullet | UnitKind::Step => item(source, index, unit, found),
        // A row that has lost its table is a row still.
        UnitKind::Paragraph if unit.words.lower(0) == "|" => found.extend(block(source, index, unit)),
        UnitKind::Paragraph => sentence::read(source, index, unit, found),
    }
}

/// The metric of `scope` as `reading` has it; its first line is the tokens `head`.
pub(super) fn metric(scope: &Scope, index: usize, head: Range<usize>, reading: Reading) -> Metric {
    let head = if head.is_empty() { scope.span } else { scope.place(head) };
    let own = satisfaction::measured(scope);
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
    let Some(own) = (first..blocks.len()).find(|&at| blocks[at].span == unit.span && matches!(blocks[at].kind, BlockKind::Item { .. }))
    else {
        return Vec::new();
    };
    let below = |at: &usize| blocks[*at].span.start < unit.span.end;
    let depth = |at: usize| blocks[at].parent.and_then(|list| blocks[list].parent);
    (own + 1..blocks.len())
        .take_while(below)
        .filter(|&at| matches!(blocks[at].kind, BlockKind::Item { .. }) && depth(at) == Some(own))
        .map(|at| {
            let span = blocks[at].span;
            let parts =
                unit.parts.iter().filter(|part| !part.is_empty() && span.covers(unit.words.span((*part).clone()))).cloned().collect();
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

pub(super) fn names_measure(scope: &Scope) -> bool {
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
pub(super) fn states_something(scope: &Scope, reading: &Reading) -> bool {
    if scope.content() == 0 {
        return reading.has_amount() && scope.quantities().next().is_some();
    }
    // "(see Assumptions)" points elsewhere.
    if scope.content() <= 2 && scope.tokens().find(|at| scope.is_content(*at)).is_some_and(|at| scope.lower(at) == "see") {
        return false;
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

/// `All metrics are reviewed monthly`, `Measured in the CRM`, `Baselines are from January`: a remark on the metrics.
pub(super) fn is_remark(scope: &Scope) -> bool {
    let first = scope.tokens().next().unwrap_or(0);
    let opens = scope.is(class::MEASURING, first) && scope.lower(first).ends_with("ed");
    let measuring = scope.of(class::MEASURING).next().is_some();
    let subject = scope.of(class::METRIC_WORD).find(|it| it.words.start < first + 4);
    let speaks = |end: usize| {
        matches!(
            scope.lower(end),
            "is" | "are" | "was" | "were" | "exclude" | "include" | "cover" | "excludes" | "includes" | "covers" | "may" | "will"
        )
    };
    opens || subject.is_some_and(|it| measuring || speaks(it.words.end))
}

pub(super) fn asks(scope: &Scope) -> bool {
    scope.tokens().last().is_some_and(|at| scope.lower(at) == "?")
}
