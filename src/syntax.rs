//! A document as Markdown: blocks, inline marks, the bracketed marks of this kind of document, front matter.
//!
//! The only user of pulldown-cmark. Never fails: every text is Markdown.
#![deny(clippy::disallowed_methods)]

mod again;
mod blocks;
mod brackets;
mod front_matter;
mod links;
pub mod table;

pub use again::Renewed;
pub use blocks::{Block, BlockKind, Mark, MarkKind};
pub use brackets::{Bracket, BracketKind, Flaw};
pub use front_matter::FrontMatter;

use crate::text::{Diff, Span};

/// A document's Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    /// All blocks in document order, each container before what it contains.
    pub blocks: Vec<Block>,
    /// Inline marks in document order.
    pub marks: Vec<Mark>,
    /// Clarification markers, near-misses and placeholders, in document order.
    pub brackets: Vec<Bracket>,
    /// The head block between `---` lines.
    pub front_matter: Option<FrontMatter>,
    /// The prose: as many bytes as the text, with everything that is not prose blanked (spaces; line breaks stay):
    /// markup, code, comments, link destinations, struck text, markers and placeholders. So an offset in it is an
    /// offset in the text, and searching it never finds a mention.
    pub prose: String,
    /// Whether something in it may define links for all of it: `[name]: address`.
    pub defines_links: bool,
}

/// Reads `text`.
pub fn read(text: &str) -> Syntax {
    let mut syntax = blocks::read(text);
    syntax.front_matter = front_matter::read(text, &syntax.blocks);
    syntax.brackets = brackets::read(text, &syntax);
    let mut prose = std::mem::take(&mut syntax.prose).into_bytes();
    for bracket in &syntax.brackets {
        blank(&mut prose, bracket.span);
    }
    syntax.prose = String::from_utf8(prose).unwrap_or_default();
    syntax.defines_links = text.contains("]:");
    syntax
}

/// Reads `text` where the earlier text `old` was read as `syntax` and `diff` is where the two differ: the same as
/// [`read`] gives, and which blocks are new, if not all of them have to be looked at.
pub fn read_again(syntax: Syntax, old: &str, text: &str, diff: &Diff) -> (Syntax, Option<Renewed>) {
    again::read_again(syntax, old, text, diff)
}

impl Syntax {
    /// The leaf whose inline text holds all of `span`.
    pub fn leaf(&self, span: Span) -> Option<&Block> {
        // Blocks come in the order of their starts and leaves hold no blocks, so it is the last that starts before.
        let after = self.blocks.partition_point(|block| block.span.start <= span.start);
        self.blocks[..after].last().filter(|block| block.kind.is_leaf() && block.content.covers(span))
    }

    /// Whether `span` lies in a mark of `kind`.
    pub fn marked(&self, span: Span, kind: MarkKind) -> bool {
        self.marks.iter().any(|mark| mark.kind == kind && mark.span.covers(span))
    }

    /// HTML comments, with the words between `<!--` and `-->`.
    pub fn comments<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, &'a str)> + 'a {
        let blocks = self.blocks.iter().filter(|block| block.kind == BlockKind::Html).map(|block| block.span);
        let inline = self.marks.iter().filter(|mark| mark.kind == MarkKind::Html).map(|mark| mark.span);
        blocks.chain(inline).flat_map(move |outer| {
            let source = outer.of(text);
            source.match_indices("<!--").filter_map(move |(at, _)| {
                let length = source[at..].find("-->")?;
                let span = Span::new(outer.start + at, outer.start + at + length + 3);
                Some((span, source[at + 4..(at + length).max(at + 4)].trim()))
            })
        })
    }
}

/// Blanks `span` in `prose`, keeping line breaks and the length.
fn blank(prose: &mut [u8], span: Span) {
    let end = span.end.min(prose.len());
    for byte in &mut prose[span.start.min(end)..end] {
        if *byte != b'\n' && *byte != b'\r' {
            *byte = b' ';
        }
    }
}
