//! A document as characters: bytes inside, lines and columns only at the border.
#![deny(clippy::disallowed_methods)]

mod diff;
mod document;
mod hash;
mod position;
mod span;

use std::sync::Arc;

pub use diff::Diff;
pub use document::{Change, Document};
pub use hash::fnv1a;
pub use position::{Encoding, Lines, Position};
pub use span::{Span, floor_boundary};

/// One version of a document's text with its lines. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Arc<(String, Lines)>);

impl Text {
    /// Takes `text` and finds its lines.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = Lines::new(&text);
        Text(Arc::new((text, lines)))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.0
    }

    /// Its lines.
    pub fn lines(&self) -> &Lines {
        &self.0.1
    }

    /// The text in `span`, clamped.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.as_str())
    }

    /// Where the byte at `offset` stands, from 0, in `encoding`.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        self.lines().position(self.as_str(), offset, encoding)
    }

    /// The byte at `position`, clamped.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        self.lines().offset(self.as_str(), position, encoding)
    }

    /// The line break that the document uses first; `\n` where it has none. What is inserted uses the same.
    pub fn line_break(&self) -> &'static str {
        match self.as_str().find(['\n', '\r']) {
            Some(at) if self.as_str()[at..].starts_with("\r\n") => "\r\n",
            Some(at) if self.as_str()[at..].starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}
