//! Units: the blocks that are judged. A bullet with its children, a table row with its column headings, a paragraph.

use std::ops::Range;

use super::Section;
use super::piece::Classes;
use crate::language::{Class, Hit, Kind, Lexicon, Quantity, Time, WordSet, Words, class, quantities, times};
use crate::syntax::{BlockKind, MarkKind, Syntax};
use crate::text::{Span, floor_boundary};

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
    pub context_hits: Vec<Hit>,
    /// Quantities in its words.
    pub quantities: Vec<Quantity>,
    /// Times in its words.
    pub times: Vec<Time>,
    /// Its sentences, none reaching over the end of a part.
    pub sentences: Vec<Range<usize>>,
    /// Indices of the bracketed marks in it (`Syntax::brackets`).
    pub brackets: Range<usize>,
}

impl Unit {
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
    let mut reader = Reader { syntax, sections, lexicon, lead: None, units: Vec::new() };
    let mut at = 0;
    while at < syntax.blocks.len() {
        at = reader.block(at);
    }
    reader.units
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
    lexicon: &'a Lexicon,
    /// The paragraph that stands directly before a list or a table.
    lead: Option<Span>,
    units: Vec<Unit>,
}

impl Reader<'_> {
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
        let Some(section) = self.sections.iter().rposition(|it| it.level <= 2 && it.body.contains(span.start)) else { return };
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
        let mut context = Words::default();
        for heading in self.sections.iter().filter(|it| it.level > 2 && it.body.contains(span.start)) {
            context.add(&self.syntax.prose, heading.title);
        }
        if let (Some(lead), true) = (self.lead, kind != UnitKind::Paragraph) {
            context.add(&self.syntax.prose, clipped(&self.syntax.prose, lead, LONGEST_LEAD));
        }
        let own = if kind == UnitKind::Row { words.len() } else { parts.first().map_or(0, |it| it.end) };
        let sentences = parts.iter().flat_map(|part| words.sentences(part.clone())).collect();
        let label = self.label(&words, parts.first());
        let (amounts, moments) = measure(&words, &parts);
        let hits = self.lexicon.scan(&words);
        self.units.push(Unit {
            kind,
            span,
            section,
            own,
            label,
            cells,
            present: Classes::of(&hits),
            hits,
            context_hits: self.lexicon.scan(&context),
            quantities: amounts,
            times: moments,
            sentences,
            brackets: first..last.max(first),
            words,
            parts,
            context,
        });
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
            let end = part.clone().find(|&at| words.get(at).is_some_and(|it| it.span.start >= mark.span.end)).unwrap_or(part.end);
            return part.start..end;
        }
        let colon = part.clone().take(8).find(|&at| words.lower(at) == ":" && words.get(at + 1).is_some_and(|it| !it.glued));
        part.start..colon.unwrap_or(part.start)
    }
}
