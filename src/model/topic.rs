//! Topics: whether the document says something of substance on each that the persona's checklist asks for.

use super::{Perspective, Source};
use crate::text::Span;

/// What was found on a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicReading {
    /// What satisfies it, best first.
    pub evidence: Vec<Statement>,
    /// What is missing, in words for a message: "onboarding", "a response with an owner, a time or a threshold".
    pub missing: Vec<String>,
    /// What comes nearest, where it is not satisfied: the place to change.
    pub nearest: Option<Span>,
}

/// A statement on a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The block or sentence.
    pub span: Span,
    /// Why it counts.
    pub reason: String,
}

pub(super) fn read(source: Source, _perspective: &Perspective) -> Vec<TopicReading> {
    let _ = source;
    Vec::new()
}
