//! A stretch of words that is read for technical details, with the classes of each word at hand.

use std::ops::Range;

use crate::language::{Class, Hit, Kind, Quantity, Words};

/// How far a cue may reach, in tokens: longer than any sentence of people, so that the work stays linear in any text.
const REACH: usize = 80;

/// A unit, a heading or a cell of a table's head.
pub(super) struct Passage<'a> {
    /// The document.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) words: &'a Words,
    /// Terms of the vocabulary in them.
    pub(super) hits: &'a [Hit],
    /// Quantities in them.
    pub(super) quantities: &'a [Quantity],
    /// Its sentences.
    pub(super) sentences: &'a [Range<usize>],
    /// Its parts: sentences, cells, items. A cue does not reach over their ends.
    pub(super) parts: &'a [Range<usize>],
    /// Whether it is a row of a table.
    pub(super) row: bool,
    /// Whether it states a metric.
    pub(super) metric: bool,
    /// For each token, a bit for each class of a term that covers it.
    tags: Vec<u128>,
}

impl<'a> Passage<'a> {
    /// Reads the classes of `words` off `hits`.
    pub(super) fn new(
        text: &'a str,
        words: &'a Words,
        hits: &'a [Hit],
        quantities: &'a [Quantity],
        sentences: &'a [Range<usize>],
        parts: &'a [Range<usize>],
    ) -> Self {
        let mut tags = vec![0; words.len()];
        for hit in hits {
            for tag in &mut tags[hit.words.clone()] {
                // The classes that the program names are the first; those of a vocabulary alone are looked up by their hits.
                *tag |= 1u128.checked_shl(u32::from(hit.class.0)).unwrap_or(0);
            }
        }
        Passage { text, words, hits, quantities, sentences, parts, row: false, metric: false, tags }
    }

    /// Whether the token at `index` belongs to a term of `class`.
    pub(super) fn is(&self, index: usize, class: Class) -> bool {
        self.tags.get(index).is_some_and(|tag| tag >> class.0 & 1 == 1)
    }

    /// Whether the token at `index` belongs to a term of any of `classes`.
    pub(super) fn is_any(&self, index: usize, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.is(index, class))
    }

    /// Whether a token in `range` belongs to a term of `class`.
    pub(super) fn has(&self, mut range: Range<usize>, class: Class) -> bool {
        range.any(|at| self.is(at, class))
    }

    /// The terms that start in `range`.
    pub(super) fn hits_in(&self, range: Range<usize>) -> impl Iterator<Item = &'a Hit> {
        let first = self.hits.partition_point(|hit| hit.words.start < range.start);
        self.hits[first..].iter().take_while(move |hit| hit.words.start < range.end)
    }

    /// The quantities that start in `range`.
    pub(super) fn quantities_in(&self, range: Range<usize>) -> impl Iterator<Item = &'a Quantity> {
        let first = self.quantities.partition_point(|it| it.words.start < range.start);
        self.quantities[first..].iter().take_while(move |it| it.words.start < range.end)
    }

    /// The end of the longest term of `class` that starts at `index`.
    pub(super) fn end(&self, index: usize, class: Class) -> Option<usize> {
        if !self.is(index, class) {
            return None;
        }
        self.hits_in(index..index + 1).filter(|hit| hit.class == class).map(|hit| hit.words.end).max()
    }

    /// The token at `index` in lower case; past either end, the empty string.
    pub(super) fn lower(&self, index: usize) -> &str {
        self.words.lower(index)
    }

    /// Whether the token at `index` is a word that starts with a capital.
    pub(super) fn capital(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|it| it.kind == Kind::Word && it.capital)
    }

    /// Whether the token at `index` opens a sentence, a part or what stands behind a colon, so that its capital says nothing.
    pub(super) fn opens(&self, index: usize) -> bool {
        let before = index.wrapping_sub(1);
        let first = |list: &[Range<usize>]| list.binary_search_by_key(&index, |it| it.start).is_ok();
        first(self.sentences) || first(self.parts) || matches!(self.lower(before), ":" | "\"" | "“")
    }

    /// Whether the token at `index` ends a clause.
    pub(super) fn ends_clause(&self, index: usize) -> bool {
        matches!(self.lower(index), "," | ";" | ":" | "." | "?" | "!" | "but" | "however" | "although" | "so" | "because" | "(" | ")")
            && !(self.lower(index) == "." && self.words.get(index + 1).is_some_and(|it| it.glued))
            || self.dash(index)
    }

    /// Whether the token at `index` is a dash, not a hyphen.
    pub(super) fn dash(&self, index: usize) -> bool {
        self.lower(index) == "-" && self.words.get(index).is_some_and(|it| !it.glued)
    }

    /// The sentence that holds the token at `index`, as far as a cue reaches.
    pub(super) fn sentence(&self, index: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|it| it.end <= index);
        let whole = self.sentences.get(at).filter(|it| it.contains(&index)).cloned().unwrap_or(0..self.words.len());
        whole.start.max(index.saturating_sub(REACH))..whole.end.min(index + REACH)
    }

    /// The clause that holds the token at `index`, without what ends it.
    pub(super) fn clause(&self, index: usize) -> Range<usize> {
        let sentence = self.sentence(index);
        let start = (sentence.start..index).rev().find(|&at| self.ends_clause(at)).map_or(sentence.start, |at| at + 1);
        let end = (index..sentence.end).find(|&at| self.ends_clause(at)).unwrap_or(sentence.end);
        start..end.max(start)
    }

    /// Whether `words` are said at all: not denied, not quoted, not asked.
    pub(super) fn asserts(&self, words: &Range<usize>) -> bool {
        let quoted = self.words.get(words.start).is_some_and(|it| it.quoted);
        let sentence = self.sentence(words.start);
        let asked = sentence.end > 0 && self.lower(sentence.end - 1) == "?";
        !quoted && !asked && !self.denied(words, &sentence)
    }

    /// Whether a negation reaches `words`: in their clause, at most eight tokens before, with no conjunction between that opens
    /// another statement ("cannot start until Redis ..."), or "no" and "not" directly behind ("Kafka is not part of this").
    fn denied(&self, words: &Range<usize>, sentence: &Range<usize>) -> bool {
        let opens = |at: usize| {
            self.ends_clause(at) && !(self.lower(at) == "," && self.listed(at))
                || matches!(
                    self.lower(at),
                    "until" | "before" | "unless" | "since" | "as" | "while" | "when" | "if" | "after" | "once" | "only"
                )
        };
        let near = self.hits_in(sentence.start.max(words.start.saturating_sub(12))..words.start);
        let before = near.filter(|hit| hit.class == crate::language::class::NEGATION).any(|negation| {
            let between = negation.words.end..words.start;
            let contrast = matches!(self.lower(negation.words.start), "instead" | "rather");
            between.len() <= 8
                && !contrast
                && !matches!(self.lower(negation.words.end), "only" | "just" | "later" | "longer" | "less" | "more" | "fewer")
                && !between.clone().any(opens)
        });
        let behind = matches!(self.lower(words.end), "is" | "are" | "was" | "were" | "does" | "do" | "will" | "has" | "need" | "plays")
            && (words.end + 1..(words.end + 3).min(sentence.end)).any(|at| matches!(self.lower(at), "not" | "no" | "out" | "never"));
        before || behind
    }

    /// Whether the comma at `index` separates the members of a list: a capital, or "or" or "and", stands behind it.
    fn listed(&self, index: usize) -> bool {
        matches!(self.lower(index + 1), "or" | "and" | "nor") || self.capital(index + 1)
    }
}
