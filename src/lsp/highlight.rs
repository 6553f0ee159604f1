//! What belongs to the place at the cursor, in the same document.

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, Position};

use super::view::View;
use crate::workflow::explain;

/// The place at `position` and what it stands for, in the document's order.
pub(super) fn highlights(view: &View, position: Position) -> Vec<DocumentHighlight> {
    let mut places = explain::linked(view.checked, view.offset(position));
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|it| DocumentHighlight { range: view.range(it), kind: Some(DocumentHighlightKind::TEXT) }).collect()
}
