//! A range of bytes: the only coordinate below the surfaces.

/// A half-open range of bytes `[start, end)` in the UTF-8 text of a document, counted from 0.
///
/// Spans made by this crate lie on character boundaries. Every method is total: a span that does not fit
/// a text is clamped to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; an end before the start gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The empty span at `offset`: a place to insert.
    pub fn at(offset: usize) -> Self {
        Span { start: offset, end: offset }
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies in it.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies in it.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two share a byte or meet; what an editor's cursor or selection asks.
    pub fn touches(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes of `text` in this span, clamped to the text and to character boundaries.
    pub fn of(self, text: &str) -> &str {
        let start = floor_boundary(text, self.start);
        let end = floor_boundary(text, self.end).max(start);
        &text[start..end]
    }

    /// This span without the white space at both of its ends.
    pub fn trim(self, text: &str) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start().len());
        Span::new(start, start + inside.trim().len())
    }
}

/// The last character boundary of `text` at or before `offset`.
pub fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
