//! Outcomes: the results that the customer should reach, and what serves each.

use super::{Perspective, Source};
use crate::text::Span;

/// An outcome stated in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The block, or the sentence of a paragraph.
    pub span: Span,
    /// The recommendation that serves it: index.
    pub recommendation: Option<usize>,
    /// The metric that serves it: index.
    pub metric: Option<usize>,
}

pub(super) fn read(_source: Source, _perspective: &Perspective) -> Vec<Outcome> {
    Vec::new()
}
