//! Open clarification markers: their impact by the persona's chain, their rank, and which are kept.

use super::{Perspective, Source};
use crate::syntax::BracketKind;
use crate::text::Span;

/// An open clarification marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// All of it with its brackets.
    pub span: Span,
    /// The question.
    pub question: Span,
    /// An element of the persona's chain, or `other`.
    pub impact: String,
    /// From 1, the weightiest first; equal impact: the earlier first.
    pub rank: usize,
    /// Whether it is among those kept when there are more than the limit.
    pub keep: bool,
}

/// The impact of a question about none of the persona's concerns.
const OTHER: &str = "other";

pub(super) fn read(source: Source, _perspective: &Perspective) -> Vec<Marker> {
    let mut markers: Vec<Marker> = source
        .syntax
        .brackets
        .iter()
        .filter_map(|bracket| match bracket.kind {
            BracketKind::Marker { question, impact, .. } => {
                let given =
                    impact.map(|it| it.of(source.text).to_lowercase()).filter(|it| it == OTHER || source.persona.chain.contains(it));
                let impact = given.unwrap_or_else(|| classify(source, question));
                Some(Marker { span: bracket.span, question, impact, rank: 0, keep: true })
            }
            _ => None,
        })
        .collect();
    let weight = |impact: &str| source.persona.chain.iter().position(|it| it == impact).unwrap_or(source.persona.chain.len());
    let mut order: Vec<usize> = (0..markers.len()).collect();
    order.sort_by_key(|&at| (weight(&markers[at].impact), at));
    let limit = source.config.limit.unwrap_or(source.persona.limit);
    for (rank, at) in order.into_iter().enumerate() {
        markers[at].rank = rank + 1;
        markers[at].keep = rank < limit;
    }
    markers
}

/// The impact of what the answer to `question` would change.
fn classify(_source: Source, _question: Span) -> String {
    OTHER.to_owned()
}
