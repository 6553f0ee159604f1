//! Technical details: build technologies, technical metrics, instructions on how to build.

use super::{Perspective, Source};
use crate::text::Span;

/// What kind of technical detail it is (GUIDELINE, "Labels").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeakKind {
    /// A language, framework, database, protocol, cloud service or developer tool.
    Technology,
    /// A measure that only an engineer with access to the system could take.
    Metric,
    /// An instruction on how to build, code included.
    Instruction,
}

/// A technical detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The phrase that names it.
    pub span: Span,
    /// What kind it is.
    pub kind: LeakKind,
    /// How sure this is, in percent.
    pub confidence: u8,
    /// Whether it stands in guidance.
    pub guidance: bool,
}

pub(super) fn read(_source: Source, _perspective: &Perspective) -> Vec<Leak> {
    Vec::new()
}
