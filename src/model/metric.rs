//! Success metrics: what is measured, how much, and how the guideline labels that.

mod amount;
mod block;
mod judge;
mod satisfaction;
mod scope;
mod sentence;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::unit::Fresh;
use super::{LeakKind, Perspective, Source};
use crate::persona::Role;
use crate::text::Span;

/// The guideline's label of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricLabel {
    /// What and how much.
    Measurable,
    /// An instrument with a criterion or a cadence.
    Qualitative,
    /// The amount is still a letter or a placeholder.
    Unresolved,
    /// A direction, a name, an adjective, or an observed value.
    Unmeasurable,
    /// It has an amount, but only an engineer could measure it.
    Technical,
}

impl MetricLabel {
    /// The guideline's word for it.
    pub fn name(self) -> &'static str {
        match self {
            MetricLabel::Measurable => "measurable",
            MetricLabel::Qualitative => "qualitative",
            MetricLabel::Unresolved => "unresolved",
            MetricLabel::Unmeasurable => "unmeasurable",
            MetricLabel::Technical => "technical",
        }
    }
}

/// What an unmeasurable metric has in place of an amount to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// More or less of something.
    Direction,
    /// A state that two people would see differently.
    Adjective,
    /// A value of today or of the past.
    Observed,
    /// The name of a measure.
    Name,
}

/// A metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// The block, or the sentence of a paragraph.
    pub span: Span,
    /// Its first line: the place to change.
    pub head: Span,
    /// Index of its unit.
    pub unit: usize,
    /// The label.
    pub label: MetricLabel,
    /// How sure the label is, in percent.
    pub confidence: u8,
    /// The amount, or what stands for it: a letter, a marker, an empty cell. Of an observed value, that value.
    pub amount: Option<Span>,
    /// What it has instead of an amount, where it is [`MetricLabel::Unmeasurable`].
    pub shortfall: Option<Shortfall>,
    /// Whether it measures satisfaction.
    pub satisfaction: Option<Span>,
}

/// The metrics in sections on metrics, in order.
pub(super) fn read(source: Source, perspective: &Perspective) -> Vec<Metric> {
    read_in(source, perspective, 0..perspective.units.len())
}

/// Reads those of the `fresh` units anew; `metrics` are those of the earlier version.
pub(super) fn read_again(source: Source, perspective: &Perspective, mut metrics: Vec<Metric>, fresh: &Fresh) -> Vec<Metric> {
    let place = &fresh.place;
    let start = metrics.partition_point(|it| it.unit < fresh.new.start);
    let end = metrics.partition_point(|it| it.unit < fresh.new.start + fresh.removed.len());
    for metric in &mut metrics[end..] {
        (metric.span, metric.head) = (place.moved_span(metric.span), place.moved_span(metric.head));
        metric.unit = metric.unit.wrapping_add_signed(fresh.more());
        metric.amount = metric.amount.map(|it| place.moved_span(it));
        metric.satisfaction = metric.satisfaction.map(|it| place.moved_span(it));
    }
    metrics.splice(start..end, read_in(source, perspective, fresh.new.clone()));
    metrics
}

/// The metrics of `units`.
fn read_in(source: Source, perspective: &Perspective, units: Range<usize>) -> Vec<Metric> {
    let mut found = Vec::new();
    let of_metrics = |it: &usize| perspective.role(&perspective.units[*it]) == Role::Metrics;
    for index in units.filter(of_metrics) {
        block::read(source, index, &perspective.units[index], &mut found);
    }
    for metric in &mut found {
        let technical = perspective.leaks.iter().any(|leak| leak.kind == LeakKind::Metric && leak.span.overlaps(metric.span));
        if technical && matches!(metric.label, MetricLabel::Measurable | MetricLabel::Qualitative) {
            metric.label = MetricLabel::Technical;
        }
    }
    found
}
