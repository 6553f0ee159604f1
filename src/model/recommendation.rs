//! Recommendations: what somebody should do, and whether two people would do the same.

mod action;
mod extract;
mod judge;
mod value;

pub(super) use action::{Action, Force, Mood, actions};

use super::{Perspective, Source};
use crate::text::Span;

/// The guideline's label of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecommendationLabel {
    /// Clear, with who, when, how, a deliverable or a quantity.
    Actionable,
    /// Clear, and nothing more. It passes.
    Partly,
    /// Different people would do different things.
    Vague,
}

impl RecommendationLabel {
    /// The guideline's word for it.
    pub fn name(self) -> &'static str {
        match self {
            RecommendationLabel::Actionable => "actionable",
            RecommendationLabel::Partly => "partly",
            RecommendationLabel::Vague => "vague",
        }
    }
}

/// A recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The block, or the sentence of a paragraph.
    pub span: Span,
    /// Its first line: the place to change.
    pub head: Span,
    /// Index of its unit.
    pub unit: usize,
    /// The label.
    pub label: RecommendationLabel,
    /// How sure the label is, in percent.
    pub confidence: u8,
    /// Who, when and how, as far as the block says.
    pub who: Option<Span>,
    /// When.
    pub when: Option<Span>,
    /// How: a method, a deliverable or a quantity.
    pub how: Option<Span>,
    /// Whether it names a beneficiary or an outcome (item "Focused on ...").
    pub focused: bool,
    /// The result that it serves: in the block, its heading, label or column (item "Recommendations align with ...").
    pub serves: Option<Span>,
}

/// The recommendations of the document, in order.
pub(super) fn read(source: Source, perspective: &Perspective) -> Vec<Recommendation> {
    let results = value::Results::of(source, perspective);
    extract::pieces(perspective)
        .iter()
        .map(|piece| {
            let judge::Judgement { label, confidence, who, when, how } = judge::judge(piece);
            let (focused, serves) = (value::focused(piece, &results), value::served(piece, &results));
            Recommendation { span: piece.span, head: piece.head, unit: piece.index, label, confidence, who, when, how, focused, serves }
        })
        .collect()
}
