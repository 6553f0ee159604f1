//! Markdown read again after an edit: only the blocks around it are parsed.
//!
//! The parser reads line by line. Where a heading or a paragraph of the top level starts behind an empty line, nothing is
//! open, so what follows is parsed as if the document began there; and if the parser comes to such a block again in the same
//! way, everything behind it is as before. Only definitions of links reach farther; a document with one is parsed whole.

use std::ops::Range;

use super::{Block, BlockKind, Syntax, read};
use crate::text::{Diff, Span};

/// The blocks that an edit changed, in the earlier and in the later document. All others are the same, but for their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Where they and the gaps around them stand. Both start at the same byte.
    pub place: Diff,
    /// Their indices before.
    pub old: Range<usize>,
    /// Their indices now.
    pub new: Range<usize>,
    /// Whether a heading of the top level is among them, before or now.
    pub headings: bool,
    /// Indices of the bracketed marks in them, before.
    pub old_brackets: Range<usize>,
    /// The same now.
    pub new_brackets: Range<usize>,
}

/// The Markdown of `text`, where that of the earlier text `old` was `syntax` and `diff` is what was edited; and which blocks
/// are new, if not all are.
pub(super) fn read_again(syntax: Syntax, old: &str, text: &str, diff: &Diff) -> (Syntax, Option<Renewed>) {
    match stretch(&syntax, old, text, diff) {
        Some(mut stretch) => {
            stretch.leave_out_unchanged(&syntax, diff);
            let (syntax, renewed) = stretch.put_into(syntax);
            (syntax, Some(renewed))
        }
        None => (read(text), None),
    }
}

/// A stretch of the document that was parsed anew.
struct Stretch {
    /// Where it stands.
    place: Diff,
    /// The blocks that it takes the place of.
    blocks: Range<usize>,
    /// Its Markdown; spans and indices are the document's, and the prose is its own.
    fresh: Syntax,
}

fn stretch(syntax: &Syntax, old: &str, text: &str, diff: &Diff) -> Option<Stretch> {
    let fenced = |text: &str| text.starts_with("---");
    let front = syntax.front_matter.as_ref().map_or(0, |it| it.span.end);
    if syntax.defines_links || (fenced(old) || fenced(text)) && (front == 0 || diff.old.start <= front) {
        return None;
    }
    let blocks = &syntax.blocks;
    // The first line of the block before the edit is untouched, so it closes what was open before it as it did.
    let untouched = |block: &Block| old[block.span.start..diff.old.start].contains('\n');
    let before = blocks.partition_point(|block| block.span.start < diff.old.start);
    let first = (0..before).rev().find(|&at| stands_free(old, &blocks[at]) && untouched(&blocks[at]));
    let (start, from) = first.map_or((0, 0), |at| (blocks[at].span.start, at));
    let behind = blocks.partition_point(|block| block.span.start <= diff.old.end);
    let next = (behind..blocks.len()).find(|&at| stands_free(old, &blocks[at]));
    next.and_then(|at| up_to(syntax, text, diff, start, from, at)).or_else(|| {
        let place = Diff { old: Span::new(start, old.len()), new: Span::new(start, text.len()) };
        let fresh = parse(text, place.new, from);
        (!fresh.defines_links).then_some(Stretch { place, blocks: from..blocks.len(), fresh })
    })
}

/// The stretch from `start`, the block with index `from`, up to the block `at`, if the parser comes to that one as before.
fn up_to(syntax: &Syntax, text: &str, diff: &Diff, start: usize, from: usize, at: usize) -> Option<Stretch> {
    let next = &syntax.blocks[at];
    let place = Diff { old: Span::new(start, next.span.start), new: Span::new(start, diff.moved(next.span.start)) };
    let mut fresh = parse(text, Span::new(start, diff.moved(next.span.end)), from);
    let end = place.new.end;
    let last = fresh.blocks.iter().position(|block| block.span.start >= end)?;
    let reached = fresh.blocks[last];
    if reached.span.start != end || reached.kind != next.kind || reached.parent.is_some() || fresh.defines_links {
        return None;
    }
    fresh.blocks.truncate(last);
    fresh.marks.truncate(fresh.marks.partition_point(|mark| mark.span.start < end));
    fresh.brackets.retain(|bracket| bracket.block < from + last);
    fresh.prose.truncate(place.new.len());
    Some(Stretch { place, blocks: from..at, fresh })
}

/// The Markdown of `text` in `span`; the first block gets the index `from`.
fn parse(text: &str, span: Span, from: usize) -> Syntax {
    let mut syntax = read(span.of(text));
    let moved = |it: Span| Span::new(it.start + span.start, it.end + span.start);
    for block in &mut syntax.blocks {
        (block.span, block.content) = (moved(block.span), moved(block.content));
        block.parent = block.parent.map(|it| it + from);
    }
    syntax.marks.iter_mut().for_each(|mark| mark.span = moved(mark.span));
    for bracket in &mut syntax.brackets {
        bracket.map(moved);
        bracket.block += from;
    }
    syntax
}

/// Whether `block` is a heading or a paragraph of the top level that starts its line, behind an empty one.
fn stands_free(text: &str, block: &Block) -> bool {
    let plain = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph) && block.parent.is_none();
    let line_before = || text[..block.span.start].strip_suffix('\n').map(|it| it.trim_end_matches([' ', '\t', '\r']));
    plain && line_before().is_some_and(|it| it.ends_with('\n'))
}

impl Stretch {
    /// Leaves out the blocks at the start that were only parsed to come to the edit.
    fn leave_out_unchanged(&mut self, syntax: &Syntax, diff: &Diff) {
        let old = &syntax.blocks[self.blocks.clone()];
        let unchanged = self.fresh.blocks.iter().zip(old).take_while(|(new, old)| new == old && old.span.end < diff.old.start).count();
        let free = |at: &usize| self.fresh.blocks.get(*at).is_none_or(|it| it.parent.is_none());
        let Some(count) = (0..=unchanged).rev().find(free).filter(|it| *it > 0) else { return };
        let start_of = |blocks: &[Block]| blocks.get(count).map_or(usize::MAX, |it| it.span.start);
        let start = start_of(&self.fresh.blocks).min(start_of(old)).min(diff.old.start);
        self.fresh.prose.drain(..start - self.place.new.start);
        self.fresh.blocks.drain(..count);
        self.fresh.marks.drain(..self.fresh.marks.partition_point(|mark| mark.span.start < start));
        self.blocks.start += count;
        self.fresh.brackets.retain(|bracket| bracket.block >= self.blocks.start);
        (self.place.old.start, self.place.new.start) = (start, start);
    }

    /// Puts the stretch in its place in `syntax`, the Markdown of the earlier text.
    fn put_into(self, mut syntax: Syntax) -> (Syntax, Renewed) {
        let Stretch { place, blocks, fresh } = self;
        let between = |before: fn(&Syntax, usize) -> usize| before(&syntax, place.old.start)..before(&syntax, place.old.end);
        let marks = between(|syntax, at| syntax.marks.partition_point(|it| it.span.start < at));
        let brackets = between(|syntax, at| syntax.brackets.partition_point(|it| it.span.start < at));
        let new = blocks.start..blocks.start + fresh.blocks.len();
        let is_heading = |block: &Block| block.parent.is_none() && matches!(block.kind, BlockKind::Heading(_));
        let renewed = Renewed {
            place,
            headings: syntax.blocks[blocks.clone()].iter().chain(&fresh.blocks).any(is_heading),
            old: blocks.clone(),
            new: new.clone(),
            old_brackets: brackets.clone(),
            new_brackets: brackets.start..brackets.start + fresh.brackets.len(),
        };
        for block in &mut syntax.blocks[blocks.end..] {
            (block.span, block.content) = (place.moved_span(block.span), place.moved_span(block.content));
            block.parent = block.parent.map(|it| it + new.end - blocks.end);
        }
        syntax.marks[marks.end..].iter_mut().for_each(|mark| mark.span = place.moved_span(mark.span));
        for bracket in &mut syntax.brackets[brackets.end..] {
            bracket.map(|span| place.moved_span(span));
            bracket.block = bracket.block + new.end - blocks.end;
        }
        if place.new.start == 0 {
            syntax.front_matter = fresh.front_matter;
        }
        syntax.blocks.splice(blocks, fresh.blocks);
        syntax.marks.splice(marks, fresh.marks);
        syntax.brackets.splice(brackets, fresh.brackets);
        syntax.prose.replace_range(place.old.start..place.old.end, &fresh.prose);
        (syntax, renewed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::text::floor_boundary;

    /// What Markdown is made of, and what opens or closes much of it.
    const SCRAPS: &[&str] = &[
        "words of a sentence",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "\r\n",
        "# Title",
        "## Section",
        "### Part",
        "- item",
        "* item",
        "  - child",
        "1. step",
        "> quoted",
        "> - item",
        "```",
        "~~~",
        "    code",
        "\t",
        "<!-- note",
        "-->",
        "<div>",
        "</div>",
        "<script>",
        "| a | b |\n| --- | --- |\n| c | d |",
        "|",
        "---",
        "===",
        "[NEEDS CLARIFICATION: which plan?]",
        "[NEEDS CLARIFICATION",
        "[OWNER]",
        "~~[NEEDS CLARIFICATION: old?]~~",
        "**bold**",
        "**",
        "`",
        "[link](to)",
        "[name]",
        "[name]: to",
        "\\",
        " ",
        "“é”",
        "key: value",
    ];

    fn scraps(most: usize) -> impl Strategy<Value = String> {
        vec(select(SCRAPS), 0..most).prop_map(|all| all.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 8 * ProptestConfig::default().cases, ..ProptestConfig::default() })]

        #[test]
        fn the_same_as_when_read_whole(text in scraps(60), edits in vec((0.0..1.0, 0usize..30, scraps(4)), 1..5)) {
            let mut text = text;
            let mut syntax = read(&text);
            for (place, length, new) in edits {
                let start = floor_boundary(&text, (place * (text.len() + 1) as f64) as usize);
                let end = floor_boundary(&text, start + length).max(start);
                let edited = format!("{}{new}{}", &text[..start], &text[end..]);
                let (again, renewed) = read_again(syntax, &text, &edited, &Diff::between(&text, &edited));
                prop_assert_eq!(&again, &read(&edited), "{:?} -> {:?} by {:?}", text, edited, renewed);
                (text, syntax) = (edited, again);
            }
        }
    }
}
