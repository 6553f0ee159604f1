//! What can be folded: sections, items of lists, tables, code, quotations, comments, front matter.

use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind};

use super::view::View;
use crate::syntax::BlockKind;
use crate::text::Span;

/// What can be folded, in the document's order; only what takes more than one line.
pub(super) fn folds(view: &View) -> Vec<FoldingRange> {
    let checked = view.checked;
    let sections = checked.perspective.sections.iter().map(|it| (Span::new(it.heading.start, it.body.end), None));
    let blocks = checked.syntax.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Item { .. } | BlockKind::Table | BlockKind::Code | BlockKind::Quote => Some((block.span, None)),
        BlockKind::FrontMatter => Some((block.span, Some(FoldingRangeKind::Region))),
        BlockKind::Html => Some((block.span, Some(FoldingRangeKind::Comment))),
        _ => None,
    });
    let mut folds: Vec<FoldingRange> = sections.chain(blocks).filter_map(|(span, kind)| fold(view, span, kind)).collect();
    folds.sort_by_key(|it| (it.start_line, std::cmp::Reverse(it.end_line)));
    folds.dedup_by_key(|it| (it.start_line, it.end_line));
    match view.client.folds {
        0 => folds,
        most => folds.into_iter().take(most).collect(),
    }
}

fn fold(view: &View, span: Span, kind: Option<FoldingRangeKind>) -> Option<FoldingRange> {
    let range = view.range(span.trim(view.text().as_str()));
    (range.start.line < range.end.line).then_some(FoldingRange {
        start_line: range.start.line,
        start_character: None,
        end_line: range.end.line,
        end_character: None,
        kind,
        collapsed_text: None,
    })
}
