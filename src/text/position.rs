//! Bytes to lines and columns and back, in the encodings that LSP knows. Total functions: they clamp, never panic.

use super::span::floor_boundary;

/// How a client counts columns (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Columns are bytes.
    Utf8,
    /// Columns are UTF-16 code units: LSP's default.
    #[default]
    Utf16,
    /// Columns are characters.
    Utf32,
}

impl Encoding {
    /// Columns that `text` takes in this encoding.
    pub fn width(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    /// The byte of `line` at `column`. Past the end: the end. Inside a character: that character's start.
    pub fn byte(self, line: &str, column: usize) -> usize {
        if self == Encoding::Utf8 || line.is_ascii() {
            return floor_boundary(line, column);
        }
        let mut left = column;
        for (at, character) in line.char_indices() {
            let width = if self == Encoding::Utf16 { character.len_utf16() } else { 1 };
            if left < width {
                return at;
            }
            left -= width;
        }
        line.len()
    }
}

/// A line and a column, both from 0; the column in some [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 0.
    pub line: usize,
    /// Column, from 0.
    pub column: usize,
}

/// Where the lines of a text start. Lines end at `\n`, `\r\n` or `\r` alone, as LSP has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The first byte of each line; the first is 0.
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of `text`. There is always at least one.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines { starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect() }
    }

    /// Number of lines, at least 1.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 0) that holds the byte at `offset`; past the end, the last line.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// First byte of `line`; past the last line, the end of `text`.
    pub fn start(&self, text: &str, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(text.len())
    }

    /// The characters of `line` without its line break; past the last line, nothing.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        text[self.start(text, line)..self.start(text, line.saturating_add(1))].trim_end_matches(['\n', '\r'])
    }

    /// Where the byte at `offset` stands. An offset inside a line break counts as the end of its line, one past the
    /// end of the text as the end of the text.
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = floor_boundary(text, offset);
        let line = self.line_of(offset);
        let content = self.line(text, line);
        let within = (offset - self.starts[line]).min(content.len());
        Position { line, column: encoding.width(&content[..within]) }
    }

    /// The byte at `position`. A column past the end of its line is the end of the line (before the line break); a
    /// line past the last is the end of the text.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let start = self.start(text, position.line);
        start + encoding.byte(self.line(text, position.line), position.column)
    }
}
