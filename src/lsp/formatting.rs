//! Tables by display width. Nothing else is rewritten.

use tower_lsp::ls_types::{Position, Range, TextEdit};

use super::client::Client;
use super::convert;
use crate::syntax::{self, table};
use crate::text::{Span, Text};

/// Characters behind which the table at the cursor is laid out: the end of a cell, and of a row.
pub(super) const TRIGGERS: (&str, &str) = ("|", "\n");

/// The edits that lay out the tables of `text`, all or those that touch `range`.
pub(super) fn format(text: &Text, client: &Client, range: Option<Range>) -> Vec<TextEdit> {
    let within = range.map_or(Span::new(0, text.as_str().len()), |range| convert::span(text, range, client.encoding));
    let edits = table::layout(text, &syntax::read(text.as_str()), within);
    edits.into_iter().map(|edit| TextEdit { range: convert::range(text, edit.span, client.encoding), new_text: edit.text }).collect()
}

/// The same behind a character that was typed at `position`: for the table there, or the one that a line break ended.
pub(super) fn typed(text: &Text, client: &Client, position: Position, character: &str) -> Vec<TextEdit> {
    let line = if character == TRIGGERS.1 { position.line.saturating_sub(1) } else { position.line };
    let start = Position { line, character: 0 };
    format(text, client, Some(Range { start, end: Position { line, character: u32::MAX } }))
}
