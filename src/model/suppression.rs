//! Comments that allow findings: `<!-- perspective: allow CODE, CODE -- reason -->`.

use crate::syntax::{BlockKind, Syntax};
use crate::text::Span;

/// A comment that allows findings of some codes in one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The codes it names, as written.
    pub codes: Vec<String>,
    /// Why; `None` where it does not say.
    pub reason: Option<String>,
    /// The block in which it allows them: the one that follows the comment, or the one that holds it.
    pub block: Span,
}

pub(super) fn read(text: &str, syntax: &Syntax) -> Vec<Suppression> {
    syntax
        .comments(text)
        .filter_map(|(span, words)| {
            let rest = words.strip_prefix("perspective:")?.trim_start().strip_prefix("allow")?;
            let (codes, reason) = rest.split_once("--").map_or((rest, None), |(codes, reason)| (codes, Some(reason.trim())));
            let codes = codes.split([',', ' ', '\t', '\n', '\r']).filter(|it| !it.is_empty()).map(str::to_owned).collect();
            let reason = reason.filter(|it| !it.is_empty()).map(str::to_owned);
            Some(Suppression { span, codes, reason, block: block(syntax, span) })
        })
        .collect()
}

/// The block that a comment at `span` speaks of.
fn block(syntax: &Syntax, span: Span) -> Span {
    let holder = syntax.blocks.iter().rposition(|block| block.kind.is_leaf() && block.content.overlaps(span));
    if let Some(mut at) = holder {
        // In a list or a table, the item or the row.
        while let Some(parent) = syntax.blocks[at].parent
            && matches!(syntax.blocks[parent].kind, BlockKind::Item { .. } | BlockKind::TableRow)
        {
            at = parent;
        }
        return syntax.blocks[at].span;
    }
    let next = syntax.blocks.iter().find(|block| block.span.start >= span.end && block.kind != BlockKind::Html);
    next.map_or(Span::at(span.end), |block| block.span)
}
