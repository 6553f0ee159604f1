//! Recommendations: what somebody should do, and whether two people would do the same.

mod action;
mod extract;
mod judge;
mod value;

use std::ops::Range;

pub(super) use action::{Action, Force, Mood, actions};

use super::unit::Fresh;
use super::{Perspective, Source};
use crate::persona::Role;
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
    read_in(source, perspective, 0..perspective.units.len())
}

/// Reads those of the sections anew that hold `fresh` units; `before` are those of the earlier version. What the document's
/// outcomes are must be the same as there.
pub(super) fn read_again(source: Source, perspective: &Perspective, mut before: Vec<Recommendation>, fresh: &Fresh) -> Vec<Recommendation> {
    // What a bullet tells may belong to the recommendation above it in its section.
    let units = &perspective.units;
    let section = |at: usize| units.get(at).map(|it| it.section);
    let first = fresh.new.start.checked_sub(1).and_then(section);
    let last = section(fresh.new.end);
    let start = (0..fresh.new.start).rev().take_while(|at| section(*at) == first).last().unwrap_or(fresh.new.start);
    let end = (fresh.new.end..units.len()).take_while(|at| section(*at) == last).last().map_or(fresh.new.end, |at| at + 1);
    let old_end = end.wrapping_add_signed(-fresh.more());
    let kept = before.partition_point(|it| it.unit < start)..before.partition_point(|it| it.unit < old_end);
    let place = &fresh.place;
    let moved = |span: &mut Option<Span>| *span = span.map(|it| place.moved_span(it));
    for it in &mut before[kept.end..] {
        (it.span, it.head) = (place.moved_span(it.span), place.moved_span(it.head));
        it.unit = it.unit.wrapping_add_signed(fresh.more());
        [&mut it.who, &mut it.when, &mut it.how, &mut it.serves].into_iter().for_each(moved);
    }
    before.splice(kept, read_in(source, perspective, start..end));
    before
}

/// The recommendations of `units`.
fn read_in(source: Source, perspective: &Perspective, units: Range<usize>) -> Vec<Recommendation> {
    if !units.clone().any(|at| perspective.role(&perspective.units[at]) == Role::Recommendations) {
        return Vec::new();
    }
    let results = value::Results::of(source, perspective);
    extract::pieces(perspective, units)
        .iter()
        .map(|piece| {
            let judge::Judgement { label, confidence, who, when, how } = judge::judge(piece);
            let (focused, serves) = (value::focused(piece, &results), value::served(piece, &results));
            Recommendation { span: piece.span, head: piece.head, unit: piece.index, label, confidence, who, when, how, focused, serves }
        })
        .collect()
}
