//! Deeds: who on the vendor's side does what a verb tells.

use std::ops::Range;

use super::Unit;
use super::recommendation::{Action, Mood};
use crate::language::{Hit, Kind, class, is_determiner};

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    /// A role of the vendor, or a person by name: an owner.
    Person,
    /// All of us.
    We,
}

/// Who does what the verb at `at` tells, in `sentence` with the verbs `told`. Verbs that "and" joins share a subject.
pub(super) fn doer(unit: &Unit, sentence: &Range<usize>, told: &[Action], at: usize) -> Option<Doer> {
    let before = (sentence.start..at).rev().find(|&it| !is_adverb(unit.words.lower(it)))?;
    if matches!(unit.words.lower(before), "and" | ",") {
        let joined = told.iter().rev().find(|it| it.words.end <= before)?;
        return (joined.mood == Mood::Told && !unit.negates(&joined.words)).then(|| doer(unit, sentence, told, joined.words.start))?;
    }
    let opens = |at: usize| at <= sentence.start || unit.ends_clause(at - 1);
    // "Support calls" after a preposition are no deed of the support.
    let role = |it: &Hit| {
        let first = it.words.start;
        let preceding = unit.words.lower(first.wrapping_sub(1));
        matches!(it.class, class::ACTOR | class::RESPONDER)
            && it.words.end == before + 1
            && (opens(first) || is_determiner(preceding) && preceding != "no")
    };
    let word = unit.words.get(before)?;
    let plural = unit.words.lower(before).ends_with('s');
    let served = || unit.of(class::BENEFICIARY).any(|it| it.words.contains(&before));
    let named = word.kind == Kind::Word && word.capital && !word.upper && !plural && before > sentence.start && opens(before) && !served();
    match unit.words.lower(before) {
        "we" => Some(Doer::We),
        "she" | "he" => Some(Doer::Person),
        _ => (named || unit.hits.iter().any(role)).then_some(Doer::Person),
    }
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || matches!(word, "then" | "also" | "will" | "always" | "therefore" | "should" | "may")
}
