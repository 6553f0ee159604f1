//! A persona's own texts while they are written: what is wrong with them, and what was understood.

use serde::Serialize;
use tower_lsp::ls_types::Range;

use super::diagnostic::number;
use crate::project::Note;

/// The code of what is said of a persona's texts.
const CODE: &str = "persona-template";

/// A note as a diagnostic.
#[derive(Debug, Serialize)]
pub(super) struct Diagnostic {
    range: Range,
    severity: u8,
    code: &'static str,
    source: &'static str,
    message: String,
}

impl Diagnostic {
    /// `note`, which stands at `range`.
    pub(super) fn new(note: Note, range: Range) -> Self {
        Diagnostic { range, severity: number(note.severity), code: CODE, source: super::NAME, message: note.message }
    }
}
