//! Units: the blocks that are judged. A bullet with its children, a table row with its column headings, a paragraph.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::english::Tongue;
use super::leak::acronym::Acronym;
use super::piece::{self, Classes, Told};
use super::{Section, leak};
use crate::language::{Class, Hit, Kind, Lexicon, Quantity, Time, WordSet, Words, class, quantities, times};
use crate::syntax::{BlockKind, MarkKind, Renewed, Syntax};
use crate::text::{Diff, Span, floor_boundary};

/// What a unit is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// An item of a bullet list with all that it contains.
    Bullet,
    /// An item of a numbered list with all that it contains.
    Step,
    /// A row of a table's body.
    Row,
    /// A paragraph outside lists and tables.
    Paragraph,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its tokens in the unit.
    pub words: Range<usize>,
    /// Its column's heading, lower case.
    pub column: String,
    /// All of it in the text.
    pub span: Span,
}

/// A block that is judged, with all that its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is made of.
    pub kind: UnitKind,
    /// All of it.
    pub span: Span,
    /// Index of the section of level 2 that it stands in.
    pub section: usize,
    /// Its tokens; those of its children follow its own.
    pub words: Words,
    /// How many of the tokens are its own, before its first child.
    pub own: usize,
    /// Where the tokens of each of its inner blocks are: its own text, then a range a child.
    pub parts: Vec<Range<usize>>,
    /// Tokens of the bold label or `Label:` at its head; empty where there is none.
    pub label: Range<usize>,
    /// A row's cells.
    pub cells: Vec<Cell>,
    /// Words of what stands over it and speaks for it: the headings below its section's, and the paragraph that
    /// introduces its list or table.
    pub context: Words,
    /// Terms of the vocabulary in its words.
    pub hits: Vec<Hit>,
    /// Their classes.
    pub(super) present: Classes,
    /// The same for `context`.
    pub context_hits: Arc<[Hit]>,
    /// The classes of those.
    pub(super) context_classes: Classes,
    /// Quantities in its words.
    pub quantities: Vec<Quantity>,
    /// Times in its words.
    pub times: Vec<Time>,
    /// Its sentences, none reaching over the end of a part.
    pub sentences: Vec<Range<usize>>,
    /// Indices of the bracketed marks in it (`Syntax::brackets`).
    pub brackets: Range<usize>,
    /// Acronyms in it.
    pub(super) acronyms: Vec<Acronym>,
    /// Whether it speaks of sales-qualified leads.
    pub(super) leads: bool,
    /// What tells in which language it is.
    pub(super) tongue: Tongue,
    /// Where it names products that bear the name of a technology; indices of tokens.
    pub(super) products: Vec<usize>,
    /// What it tells, where it is guidance.
    pub(super) told: Told,
}

impl Unit {
    /// Puts it where it stands now that `place` was edited before it; `section` and `brackets` are how many more of them
    /// stand before it.
    fn moved(&mut self, place: &Diff, section: isize, brackets: isize) {
        self.span = place.moved_span(self.span);
        self.words.moved(place);
        self.context.moved(place);
        self.cells.iter_mut().for_each(|cell| cell.span = place.moved_span(cell.span));
        self.section = self.section.wrapping_add_signed(section);
        self.brackets = self.brackets.start.wrapping_add_signed(brackets)..self.brackets.end.wrapping_add_signed(brackets);
    }

    /// Whether a term of `class` stands in it.
    pub fn has(&self, class: Class) -> bool {
        self.of(class).next().is_some()
    }

    /// The terms of `class` in it.
    pub fn of(&self, class: Class) -> impl Iterator<Item = &Hit> {
        // Most units have terms of few classes, and most questions are about others.
        let hits = if self.present.has(class) { &self.hits[..] } else { &[] };
        hits.iter().filter(move |hit| hit.class == class)
    }

    /// The terms of `class` in it that it asserts; see [`Unit::asserts`].
    pub fn asserted(&self, class: Class) -> impl Iterator<Item = &Hit> {
        self.of(class).filter(|hit| self.asserts(&hit.words))
    }

    /// Whether `words` are evidence: not negated, not quoted, not part of a question.
    pub fn asserts(&self, words: &Range<usize>) -> bool {
        !self.negates(words) && !self.words.get(words.start).is_some_and(|word| word.quoted) && !self.asks(words)
    }

    /// Whether a negation stands before `words` in their clause, at most six tokens away.
    pub fn negates(&self, words: &Range<usize>) -> bool {
        self.of(class::NEGATION).any(|negation| {
            let between = negation.words.end..words.start;
            negation.words.start <= words.start && between.len() <= 6 && !between.clone().any(|at| self.ends_clause(at))
        })
    }

    /// Whether `words` stand in a sentence that ends with a question mark.
    pub fn asks(&self, words: &Range<usize>) -> bool {
        self.sentences.iter().any(|sentence| sentence.contains(&words.start) && self.words.lower(sentence.end - 1) == "?")
    }

    /// Whether the token at `index` ends a clause.
    pub fn ends_clause(&self, index: usize) -> bool {
        matches!(self.words.lower(index), "," | ";" | ":" | "." | "?" | "!" | "but" | "however" | "although" | "so" | "because" | "(" | ")")
            || (self.words.lower(index) == "-" && self.words.get(index).is_some_and(|it| !it.glued))
    }

    /// Number of words that carry content: letters, not among the commonest function words.
    pub fn content_words(&self, words: Range<usize>) -> usize {
        words.filter(|&at| self.is_content(at)).count()
    }

    /// Whether the token at `index` is a word that carries content.
    pub fn is_content(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|it| it.kind == Kind::Word) && !is_function_word(self.words.lower(index))
    }

    /// Where the unit's own first line stands: its first part, for a finding's place.
    pub fn head(&self) -> Span {
        match self.parts.first() {
            Some(part) if !part.is_empty() => self.words.span(part.clone()),
            _ => self.span,
        }
    }
}

/// Articles, pronouns, prepositions, auxiliaries: words without content of their own.
pub fn is_function_word(word: &str) -> bool {
    static LIST: WordSet = WordSet::new(&[
        "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being", "both", "but", "by",
        "can", "could", "did", "do", "does", "each", "else", "for", "from", "had", "has", "have", "her", "here", "his", "how", "i", "if",
        "in", "into", "is", "it", "its", "may", "might", "more", "most", "must", "my", "no", "not", "of", "off", "on", "once", "one",
        "only", "or", "other", "our", "out", "over", "own", "per", "shall", "she", "should", "so", "some", "such", "than", "that", "the",
        "their", "them", "then", "there", "these", "they", "this", "those", "to", "too", "under", "until", "up", "us", "very", "was", "we",
        "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "would", "you", "your",
    ]);
    LIST.contains(word)
}

/// Bytes of a paragraph that are judged. Nobody writes a longer one as prose, and what is judged within a block may cost
/// the square of its length.
const LONGEST_LEAF: usize = 8 * 1024;

/// Tokens of a block after which no further child of it is read.
const LONGEST_UNIT: usize = 2000;

/// Bytes of the paragraph before a list that speak for each of its entries.
const LONGEST_LEAD: usize = 512;

/// `span`, at most `most` bytes of it.
fn clipped(text: &str, span: Span, most: usize) -> Span {
    Span::new(span.start, span.end.min(floor_boundary(text, span.start + most)))
}

/// The units of the document, in order. Code, HTML, quotations and headings are none.
pub(super) fn read(syntax: &Syntax, sections: &[Section], lexicon: &Lexicon) -> Vec<Unit> {
    let mut reader = Reader::new(syntax, sections, lexicon);
    reader.blocks(0..syntax.blocks.len());
    reader.units
}

/// What an edit changed of the units.
pub(super) struct Fresh {
    /// The units that are no more.
    pub(super) removed: Vec<Unit>,
    /// The indices of the new ones.
    pub(super) new: Range<usize>,
    /// The part of the text whose units they are.
    pub(super) place: Diff,
}

impl Fresh {
    /// How many units there are more than before.
    pub(super) fn more(&self) -> isize {
        self.new.len() as isize - self.removed.len() as isize
    }
}

/// Reads the units anew that `renewed` concerns: those in it, and those behind it that what stands in it speaks for.
/// `before` is how many sections there were.
pub(super) fn read_again(
    units: &mut Vec<Unit>,
    renewed: &Renewed,
    syntax: &Syntax,
    sections: &[Section],
    before: usize,
    lexicon: &Lexicon,
) -> Fresh {
    let end = end_of_effect(renewed, syntax);
    let place = match syntax.blocks.get(end) {
        Some(block) => {
            let new_end = block.span.start;
            let old_end = new_end - renewed.place.new.end + renewed.place.old.end;
            Diff { old: Span::new(renewed.place.old.start, old_end), new: Span::new(renewed.place.new.start, new_end) }
        }
        None => Diff { old: Span::new(renewed.place.old.start, usize::MAX), new: Span::new(renewed.place.new.start, usize::MAX) },
    };
    let mut reader = Reader::new(syntax, sections, lexicon);
    reader.lead = lead(syntax, renewed.new.start);
    reader.blocks(renewed.new.start..end);
    let start = units.partition_point(|it| it.span.start < place.old.start);
    let stop = units.partition_point(|it| it.span.start < place.old.end);
    let more_sections = sections.len() as isize - before as isize;
    let more_brackets = renewed.new_brackets.len() as isize - renewed.old_brackets.len() as isize;
    units[stop..].iter_mut().for_each(|unit| unit.moved(&place, more_sections, more_brackets));
    let new = start..start + reader.units.len();
    let removed = units.splice(start..stop, reader.units).collect();
    Fresh { removed, new, place }
}

/// The first block behind `renewed` over which nothing in it stands: no heading of its section, and no paragraph that
/// introduces a list or a table.
fn end_of_effect(renewed: &Renewed, syntax: &Syntax) -> usize {
    let top = (renewed.new.end..syntax.blocks.len()).filter(|&at| syntax.blocks[at].parent.is_none());
    let ends = |kind: BlockKind| match renewed.headings {
        // What stands below a heading of level 1 may still belong to a section of level 2 before it.
        true => kind == BlockKind::Heading(2),
        false => !matches!(kind, BlockKind::List { .. } | BlockKind::Table),
    };
    top.into_iter().find(|&at| ends(syntax.blocks[at].kind)).unwrap_or(syntax.blocks.len())
}

/// The paragraph that introduces a list or a table at `at`.
fn lead(syntax: &Syntax, at: usize) -> Option<Span> {
    let mut before = syntax.blocks[..at].iter().rev().filter(|it| it.parent.is_none());
    let block = before.find(|it| !matches!(it.kind, BlockKind::List { .. } | BlockKind::Table))?;
    (block.kind == BlockKind::Paragraph).then_some(block.content)
}

/// The quantities and times in each of `parts`: "30 September" in one cell does not date the 40 in the next.
fn measure(words: &Words, parts: &[Range<usize>]) -> (Vec<Quantity>, Vec<Time>) {
    if parts.len() <= 1 {
        return (quantities(words), times(words));
    }
    let (mut amounts, mut moments) = (Vec::new(), Vec::new());
    for part in parts {
        let shift = |range: Range<usize>| range.start + part.start..range.end + part.start;
        let alone = words.part(part.clone());
        amounts.extend(quantities(&alone).into_iter().map(|it| Quantity { words: shift(it.words), ..it }));
        moments.extend(times(&alone).into_iter().map(|it| Time { words: shift(it.words), ..it }));
    }
    (amounts, moments)
}

struct Reader<'a> {
    syntax: &'a Syntax,
    sections: &'a [Section],
    /// Where the sections of level 1 and 2 start, and their indices.
    starts: Vec<(usize, usize)>,
    lexicon: &'a Lexicon,
    /// The paragraph that stands directly before a list or a table.
    lead: Option<Span>,
    /// What stood over the unit read last: where it stands, its words and their terms.
    over: (Vec<Span>, Words, Arc<[Hit]>),
    /// The classes of columns' headings.
    columns: FxHashMap<String, Classes>,
    units: Vec<Unit>,
}

impl<'a> Reader<'a> {
    fn new(syntax: &'a Syntax, sections: &'a [Section], lexicon: &'a Lexicon) -> Self {
        let outer = sections.iter().enumerate().filter(|(_, it)| it.level <= 2);
        let starts = outer.map(|(at, it)| (it.body.start, at)).collect();
        let over = (Vec::new(), Words::default(), Arc::from([]));
        Reader { syntax, sections, starts, lexicon, lead: None, over, columns: FxHashMap::default(), units: Vec::new() }
    }

    /// Reads all of `blocks`.
    fn blocks(&mut self, blocks: Range<usize>) {
        let mut at = blocks.start;
        while at < blocks.end {
            at = self.block(at);
        }
    }

    /// The section of level 1 or 2 that holds what starts at `offset`.
    fn section(&self, offset: usize) -> Option<usize> {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts[..after].iter().rev().map(|(_, at)| *at).find(|&at| self.sections[at].body.contains(offset))
    }

    /// Reads what stands over the unit at `offset` in `section`: headings below the section's, and what introduces a list.
    fn read_over(&mut self, section: usize, offset: usize, lead: Option<Span>) {
        let inner = self.sections[section + 1..].iter().take_while(|it| it.heading.start < offset);
        let headings = inner.filter(|it| it.level > 2 && it.body.contains(offset)).map(|it| it.title);
        let lead = lead.map(|lead| clipped(&self.syntax.prose, lead, LONGEST_LEAD));
        let spans: Vec<Span> = headings.chain(lead).collect();
        if spans != self.over.0 {
            let mut words = Words::default();
            spans.iter().for_each(|span| words.add(&self.syntax.prose, *span));
            let hits = self.lexicon.scan(&words).into();
            self.over = (spans, words, hits);
        }
    }

    /// Reads the block at `at` and tells the next one to read.
    fn block(&mut self, at: usize) -> usize {
        let block = &self.syntax.blocks[at];
        let end = self.end(at);
        match block.kind {
            BlockKind::Paragraph => {
                self.unit(UnitKind::Paragraph, at);
                self.lead = Some(block.content);
                return end;
            }
            BlockKind::List { .. } => return at + 1,
            BlockKind::Item { ordered, .. } => {
                self.unit(if ordered { UnitKind::Step } else { UnitKind::Bullet }, at);
                return end;
            }
            BlockKind::Table | BlockKind::TableHead => {
                return if block.kind == BlockKind::TableHead { end } else { at + 1 };
            }
            BlockKind::TableRow => self.unit(UnitKind::Row, at),
            _ => {}
        }
        if block.kind != BlockKind::TableRow {
            self.lead = None;
        }
        end
    }

    /// Index of the first block behind the block at `at` and all that it contains.
    fn end(&self, at: usize) -> usize {
        let span = self.syntax.blocks[at].span;
        (at + 1..self.syntax.blocks.len())
            .find(|&next| !span.covers(self.syntax.blocks[next].span) || self.syntax.blocks[next].span.start >= span.end)
            .unwrap_or(self.syntax.blocks.len())
    }

    fn unit(&mut self, kind: UnitKind, at: usize) {
        let span = self.syntax.blocks[at].span;
        let Some(section) = self.section(span.start) else { return };
        let mut words = Words::default();
        let mut parts = Vec::new();
        let mut cells = Vec::new();
        for leaf in (at..self.end(at)).filter(|&leaf| self.syntax.blocks[leaf].kind.is_leaf()) {
            if self.quoted(leaf) || words.len() > LONGEST_UNIT {
                continue;
            }
            let block = self.syntax.blocks[leaf];
            let start = words.len();
            words.add(&self.syntax.prose, clipped(&self.syntax.prose, block.content, LONGEST_LEAF));
            parts.push(start..words.len());
            if let BlockKind::TableCell(column) = block.kind {
                cells.push(Cell { words: start..words.len(), column: self.column(at, column), span: block.content });
            }
        }
        let first = self.syntax.brackets.partition_point(|it| it.span.end <= span.start);
        let last = self.syntax.brackets.partition_point(|it| it.span.start < span.end);
        self.read_over(section, span.start, self.lead.filter(|_| kind != UnitKind::Paragraph));
        let (context, context_hits) = (self.over.1.clone(), self.over.2.clone());
        let own = if kind == UnitKind::Row { words.len() } else { parts.first().map_or(0, |it| it.end) };
        let sentences = parts.iter().flat_map(|part| words.sentences(part.clone())).collect();
        let label = self.label(&words, parts.first());
        let (amounts, moments) = measure(&words, &parts);
        let hits = self.lexicon.scan(&words);
        let mut unit = Unit {
            kind,
            span,
            section,
            own,
            label,
            cells,
            acronyms: leak::acronym::find(&self.syntax.prose, &words, &hits),
            present: Classes::of(&hits),
            hits,
            context_classes: Classes::of(context_hits.iter()),
            context_hits,
            quantities: amounts,
            times: moments,
            sentences,
            brackets: first..last.max(first),
            leads: leak::leads(&words),
            tongue: Tongue::of(&words),
            words,
            parts,
            context,
            products: Vec::new(),
            told: Told::default(),
        };
        unit.products = leak::technology::products(&unit);
        let section = &self.sections[section];
        if section.role.is_guidance() && section.level == 2 {
            unit.told = piece::told(&unit, |column| self.classes_of(column));
        }
        self.units.push(unit);
    }

    /// The classes of the words of a column's heading.
    fn classes_of(&mut self, column: &str) -> Classes {
        if let Some(known) = self.columns.get(column) {
            return *known;
        }
        let classes = Classes::of(&self.lexicon.scan(&Words::new(column, Span::new(0, column.len()))));
        self.columns.insert(column.to_owned(), classes);
        classes
    }

    fn quoted(&self, mut at: usize) -> bool {
        loop {
            match self.syntax.blocks[at].parent {
                Some(parent) if self.syntax.blocks[parent].kind == BlockKind::Quote => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
    }

    /// Heading of the `column` in the table that holds the row at `row`, lower case.
    fn column(&self, row: usize, column: usize) -> String {
        let table = self.syntax.blocks[row].parent;
        let head = |block: &&crate::syntax::Block| {
            block.kind == BlockKind::TableCell(column)
                && block
                    .parent
                    .is_some_and(|it| self.syntax.blocks[it].kind == BlockKind::TableHead && self.syntax.blocks[it].parent == table)
        };
        let start = table.unwrap_or(row);
        self.syntax.blocks[start..row]
            .iter()
            .find(head)
            .map_or_else(String::new, |block| block.content.of(&self.syntax.prose).trim().to_lowercase())
    }

    /// Tokens of the label at the head of a unit: what is bold there, or the few words before a colon.
    fn label(&self, words: &Words, part: Option<&Range<usize>>) -> Range<usize> {
        let Some(part) = part.filter(|it| !it.is_empty()) else { return 0..0 };
        let first = words.span(part.start..part.start + 1);
        let marks = &self.syntax.marks;
        let strong = marks[marks.partition_point(|mark| mark.span.start + 4 < first.start)..]
            .iter()
            .take_while(|mark| mark.span.start <= first.start)
            .find(|mark| mark.kind == MarkKind::Strong && mark.span.covers(first) && mark.span.start + 4 >= first.start);
        if let Some(mark) = strong {
            let end = part.clone().find(|&at| words.place(at).start >= mark.span.end).unwrap_or(part.end);
            return part.start..end;
        }
        let colon = part.clone().take(8).find(|&at| words.lower(at) == ":" && words.get(at + 1).is_some_and(|it| !it.glued));
        part.start..colon.unwrap_or(part.start)
    }
}
