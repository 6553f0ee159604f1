//! A stretch of a unit that is judged as one metric, and questions to its words.

use std::ops::Range;

use crate::language::{Class, Hit, Kind, Quantity, Time, class};
use crate::model::{Source, Unit, is_function_word};
use crate::syntax::{Bracket, BracketKind};
use crate::text::Span;

/// A stretch of a unit that is judged as one metric.
pub(super) struct Scope<'a> {
    pub(super) source: Source<'a>,
    pub(super) unit: &'a Unit,
    /// Its tokens: one range a block (the cells of a row, a bullet and its children).
    pub(super) parts: Vec<Range<usize>>,
    /// Where it stands in the text, with what is no prose.
    pub(super) span: Span,
}

impl<'a> Scope<'a> {
    /// Whether the token at `at` belongs to it.
    pub(super) fn covers(&self, at: usize) -> bool {
        self.parts.iter().any(|part| part.contains(&at))
    }

    /// All of its tokens.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().cloned().flatten()
    }

    /// The normal form of the token at `at`; empty outside.
    pub(super) fn lower(&self, at: usize) -> &'a str {
        if self.covers(at) { self.unit.words.lower(at) } else { "" }
    }

    /// The terms of `class` in it, outside quotations.
    pub(super) fn of(&self, class: Class) -> impl Iterator<Item = &'a Hit> + '_ {
        let quoted = |at: usize| self.unit.words.get(at).is_some_and(|it| it.quoted);
        self.unit.hits.iter().filter(move |hit| hit.class == class && self.covers(hit.words.start) && !quoted(hit.words.start))
    }

    /// The terms of `class` in `range`.
    pub(super) fn within(&self, class: Class, range: &Range<usize>) -> bool {
        self.of(class).any(|hit| range.start <= hit.words.start && hit.words.end <= range.end)
    }

    /// Whether the token at `at` begins or belongs to a term of `class`.
    pub(super) fn is(&self, class: Class, at: usize) -> bool {
        self.of(class).any(|hit| hit.words.contains(&at))
    }

    /// Its quantities.
    pub(super) fn quantities(&self) -> impl Iterator<Item = &'a Quantity> + '_ {
        self.unit.quantities.iter().filter(|it| self.covers(it.words.start))
    }

    /// Its times.
    pub(super) fn times(&self) -> impl Iterator<Item = &'a Time> + '_ {
        self.unit.times.iter().filter(|it| self.covers(it.words.start))
    }

    /// The bracketed marks in it that leave something open.
    pub(super) fn brackets(&self) -> impl Iterator<Item = &'a Bracket> + '_ {
        let all = self.source.syntax.brackets.get(self.unit.brackets.clone()).unwrap_or_default();
        all.iter().filter(|it| self.span.covers(it.span) && it.kind != BracketKind::Settled)
    }

    /// The clause around the token at `at`.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let part = self.parts.iter().find(|it| it.contains(&at)).cloned().unwrap_or(at..at + 1);
        let ends = |at: &usize| self.unit.ends_clause(*at) || self.unit.words.lower(*at) == "|";
        let start = (part.start..at).rev().find(ends).map_or(part.start, |it| it + 1);
        let end = (at..part.end).find(ends).unwrap_or(part.end);
        start..end
    }

    /// The clause that ends directly before the clause `clause`, and the sign between the two.
    pub(super) fn clause_before(&self, clause: &Range<usize>) -> Option<(Range<usize>, &'a str)> {
        let sign = clause.start.checked_sub(1)?;
        let inner = sign.checked_sub(1).filter(|it| self.covers(*it) && self.covers(sign))?;
        Some((self.clause(inner).start..sign, self.lower(sign)))
    }

    /// Whether the token at `at` is a word with content of its own that is no bound.
    pub(super) fn is_content(&self, at: usize) -> bool {
        self.covers(at)
            && self.unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)
            && !is_function_word(self.unit.words.lower(at))
            && !self.is(class::LIMIT, at)
    }

    /// Number of content words.
    pub(super) fn content(&self) -> usize {
        self.tokens().filter(|at| self.is_content(*at)).count()
    }

    /// Where the tokens `words` stand in the text.
    pub(super) fn place(&self, words: Range<usize>) -> Span {
        self.unit.words.span(words)
    }

    /// Whether something happens in `range`: an event of the vocabulary, or a participle that stands as a predicate.
    pub(super) fn happens(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| self.is(class::EVENT, at)) || range.into_iter().any(|at| self.is_participle(at))
    }

    fn is_participle(&self, at: usize) -> bool {
        let word = self.lower(at);
        let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word != "hundred";
        let other = [class::MEASURING, class::DIRECTION, class::STATE].iter().any(|class| self.is(*class, at));
        // Before a noun it only describes: "pooled accounts".
        let describes = self.is_content(at + 1) && !self.times().any(|it| it.words.contains(&(at + 1)));
        let felt = at > 0 && matches!(self.lower(at - 1), "feel" | "feels" | "felt" | "seem" | "seems");
        regular && !other && !describes && !felt
    }
}
