//! A document as a perspective: sections by role, recommendations, metrics, markers. Gaps are `None`.
#![deny(clippy::disallowed_methods)]

use crate::config::Config;
use crate::persona::{Persona, Role};
use crate::syntax::Syntax;
use crate::text::Span;

/// A section of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index among the persona's sections; `None` for one that the skeleton does not have.
    pub kind: Option<usize>,
    /// What it is for.
    pub role: Role,
    /// Its heading's line.
    pub heading: Span,
    /// Its heading's words.
    pub title: Span,
    /// From behind the heading to the next heading of its level or above.
    pub body: Span,
    /// The heading's level: 2 for a section of the document.
    pub level: u8,
}

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

/// A unit of the document that was judged, and the guideline's label for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The block: a bullet with its children, a row, a sentence.
    pub span: Span,
    /// `actionable`, `partly`, `vague`; `measurable`, `qualitative`, `unresolved`, `unmeasurable`, `technical`.
    pub label: &'static str,
}

/// A document as a perspective.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Perspective {
    /// The words of the first heading of level 1.
    pub title: Option<Span>,
    /// Sections in order, subsections among them.
    pub sections: Vec<Section>,
    /// Open markers in document order.
    pub markers: Vec<Marker>,
    /// Recommendations in order.
    pub recommendations: Vec<Labelled>,
    /// Metrics in order.
    pub metrics: Vec<Labelled>,
}

/// Reads a perspective of `persona`.
pub fn read(text: &str, syntax: &Syntax, persona: &Persona, config: &Config) -> Perspective {
    let _ = (text, syntax, persona, config);
    Perspective::default()
}
