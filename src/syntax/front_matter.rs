//! The head block between `---` lines: keys and values, one to a line.

use super::{Block, BlockKind};
use crate::text::Span;

/// A document's front matter. Only plain `key: value` lines are understood; anything else is left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// All of it with its fences.
    pub span: Span,
    /// Keys and values in order, values without their quotes.
    pub entries: Vec<(Span, Span)>,
}

impl FrontMatter {
    /// The value of `key`.
    pub fn get<'t>(&self, text: &'t str, key: &str) -> Option<&'t str> {
        self.entries.iter().find(|(name, _)| name.of(text) == key).map(|(_, value)| value.of(text))
    }
}

pub(super) fn read(text: &str, blocks: &[Block]) -> Option<FrontMatter> {
    let span = blocks.first().filter(|block| block.kind == BlockKind::FrontMatter)?.span;
    let mut entries = Vec::new();
    let mut at = span.start;
    for line in span.of(text).split_inclusive('\n') {
        if let Some((key, value)) = line.split_once(':')
            && !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        {
            let value_at = at + key.len() + 1;
            let value = Span::new(value_at, value_at + value.len()).trim(text);
            let quoted = value.len() >= 2 && ["\"", "'"].iter().any(|q| value.of(text).starts_with(q) && value.of(text).ends_with(q));
            let value = if quoted { Span::new(value.start + 1, value.end - 1) } else { value };
            entries.push((Span::new(at, at + key.len()), value));
        }
        at += line.len();
    }
    Some(FrontMatter { span, entries })
}
