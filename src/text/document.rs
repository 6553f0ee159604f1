//! What an editor holds open: a rope, so that an edit costs the edit.

use ropey::Rope;

use super::{Encoding, Position, Text};

/// One change as LSP sends it: the text between two positions is replaced, or the whole text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Start and end in the text as the changes before this one left it; `None` replaces the whole text.
    pub range: Option<(Position, Position)>,
    /// What stands there afterwards.
    pub text: String,
}

/// An open document.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
    /// The client's version of the text.
    pub version: i32,
}

impl Document {
    /// A document with `text` at `version`.
    pub fn new(text: &str, version: i32) -> Self {
        Document { rope: Rope::from_str(text), version }
    }

    /// Applies all `changes` in order. Positions that do not exist are clamped; a range given backwards is turned round.
    pub fn apply(&mut self, changes: &[Change], encoding: Encoding, version: i32) {
        for change in changes {
            match change.range {
                None => self.rope = Rope::from_str(&change.text),
                Some((one, other)) => {
                    let (one, other) = (self.character(one, encoding), self.character(other, encoding));
                    let (start, end) = (one.min(other), one.max(other));
                    self.rope.remove(start..end);
                    self.rope.insert(start, &change.text);
                }
            }
        }
        self.version = version;
    }

    /// The text as it is now.
    pub fn text(&self) -> Text {
        Text::new(self.rope.to_string())
    }

    /// Index of the character at `position`, clamped to its line and to the text.
    fn character(&self, position: Position, encoding: Encoding) -> usize {
        if position.line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let start = self.rope.line_to_char(position.line);
        let line = self.rope.line(position.line);
        let mut left = position.column;
        for (at, character) in line.chars().enumerate() {
            let width = match encoding {
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
                Encoding::Utf32 => 1,
            };
            if character == '\n' || character == '\r' || left < width {
                return start + at;
            }
            left -= width;
        }
        start + line.len_chars()
    }
}
