//! Success metrics: what is measured, how much, and how the guideline labels that.

use super::{Perspective, Source};
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
    /// The amount, or the letter that stands for it.
    pub amount: Option<Span>,
    /// Whether it measures satisfaction.
    pub satisfaction: Option<Span>,
}

pub(super) fn read(_source: Source, _perspective: &Perspective) -> Vec<Metric> {
    Vec::new()
}
