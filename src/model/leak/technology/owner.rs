//! Signs that the technology is the customer's: bought, owned, run or set up by its name (GUIDELINE, rulings 9 and 17).

use std::ops::Range;

use super::{NAMES, Name};
use crate::language::class;
use crate::model::is_function_word;
use crate::model::leak::passage::Passage;

/// Outweighs every sign for a leak.
const THEIRS: i32 = -20;

/// Opens another statement, or makes a name a part of what the vendor does: a customer before it is no subject of what follows.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    ";", ":", ".", "(", "so", "because", "once", "if", "when", "until", "while", "since", "after", "before", "unless", "by", "we", "us", "our",
    "engineering", "is", "are", "was", "were", "be", "been", "it",
];

/// Links a subject to its verb: a relative pronoun, an adverb, an auxiliary, a place behind the subject.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "who", "that", "which", "whose", "at", "in", "from", "of", "already", "still", "often", "also", "may", "can", "will", "must", "need", "today",
    "now", "mostly", "usually", "both", "and", "do", "to",
];

impl Name<'_> {
    /// A product or a lesson that bears the technology's name: "Kubernetes Pack" (GUIDELINE, ruling 17).
    pub(super) fn offered(&self) -> i32 {
        let passage = self.passage;
        let next = self.listed_end();
        let offer = passage.end(next, class::OFFER_HEAD).or_else(|| {
            // "Kubernetes Starter Pack": a capital between.
            passage.capital(next).then(|| passage.end(next + 1, class::OFFER_HEAD)).flatten()
        });
        let Some(_) = offer else { return 0 };
        let clause = passage.clause(self.words.start);
        let made = (clause.start..self.words.start).any(|at| passage.is(at, class::MAKING) || passage.is(at, class::IMPLEMENTED));
        if made && !passage.capital(next) { -2 } else { THEIRS }
    }

    /// The end of the list of names that starts with this one: "GitHub and GitLab".
    fn listed_end(&self) -> usize {
        let mut end = self.words.end;
        while matches!(self.passage.lower(end), "and" | "or" | "," | "/" | "&") && self.passage.is_any(end + 1, NAMES) {
            end = (end + 2..self.passage.words.len()).find(|&at| !self.passage.is_any(at, NAMES)).unwrap_or(self.passage.words.len());
        }
        end
    }

    /// What customers own, run or set up themselves (GUIDELINE, ruling 9).
    pub(super) fn theirs(&self) -> i32 {
        let passage = self.passage;
        let sentence = passage.sentence(self.words.start);
        let first = self.words.start;
        // An owner stands before the name with nothing but adjectives and other names between.
        for at in (sentence.start.max(first.saturating_sub(5))..first).rev() {
            let word = passage.lower(at);
            let raw = passage.words.place(at).of(passage.text);
            let customer = passage.is_any(at, &[class::CUSTOMER_SIDE, class::BENEFICIARY]);
            let owner = matches!(word, "their" | "theirs" | "whose") || customer && is_possessive(raw, passage, at);
            if owner || matches!(word, "customer" | "customers" | "client" | "clients") && first == at + 1 {
                return THEIRS;
            }
            let linked = matches!(word, "and" | "or" | "," | "'" | "’" | "own") || passage.is_any(at, NAMES);
            if !linked && (passage.ends_clause(at) || is_function_word(word)) {
                break;
            }
        }
        let end = self.end();
        let behind = |words: [&str; 3]| (0..3).all(|at| passage.lower(end + at) == words[at] || words[at].is_empty());
        if behind(["of", "their", "own"]) || behind(["that", "they", ""]) || behind(["of", "the", "customer"]) {
            return THEIRS;
        }
        self.used(&sentence)
    }

    /// Whether an article marks the technology as a part of the product: "use the React Native app".
    fn is_ours(&self) -> bool {
        matches!(self.passage.lower(self.words.start.wrapping_sub(1)), "the" | "our" | "a" | "an" | "this" | "new")
    }

    /// "Customers who build in Go", "accounts on Postgres": a customer before as the subject, and what customers do between.
    fn used(&self, sentence: &Range<usize>) -> i32 {
        let passage = self.passage;
        let first = self.words.start;
        let part = passage.is_any(self.words.end, &[class::TECHNOLOGY_HEAD, class::TECHNOLOGY_HEAD_WEAK]) && self.is_ours();
        let mut verb = false;
        for at in (sentence.start.max(first.saturating_sub(12))..first).rev() {
            if passage.lower(at) == "whose" {
                return THEIRS;
            }
            let abbreviation = passage.words.get(at).is_some_and(|it| it.upper);
            if (OPENERS.contains(&passage.lower(at))) && !abbreviation
                || passage.lower(at) == "," && !passage.is_any(at.saturating_sub(1), NAMES)
            {
                return 0;
            }
            if self.is_customer(at) {
                let object = (sentence.start..at).any(|it| passage.is(it, class::MAKING) || passage.is(it, class::BUILDER_VERB));
                let close = !object && first - at <= 5 && matches!(passage.lower(at + 1), "on" | "with" | "using" | "running")
                    || passage.lower(at + 1) == "of" && at + 2 == first;
                let acts = passage.is(at + 1, class::OWN_USE) || LINKS.contains(&passage.lower(at + 1));
                return if close || (verb && acts && !part) { THEIRS } else { 0 };
            }
            verb |= passage.is(at, class::OWN_USE) && !is_making_passive(passage, at);
        }
        0
    }

    /// Whether the token at `at` is a customer that something is said of; of engineers, only where they are a customer's.
    fn is_customer(&self, at: usize) -> bool {
        let passage = self.passage;
        if passage.lower(at) == "they" {
            return true;
        }
        let raw = passage.words.place(at).of(passage.text);
        if !passage.is_any(at, &[class::CUSTOMER_SIDE, class::BENEFICIARY]) || is_possessive(raw, passage, at) {
            return false;
        }
        let before = passage.lower(at.wrapping_sub(1));
        if matches!(before, "our" | "own" | "internal") && !passage.is(at, class::BENEFICIARY) {
            return false;
        }
        let theirs = matches!(passage.lower(at + 1), "at" | "who" | "that" | "whose" | "of")
            || matches!(before, "customer" | "customers" | "customers'" | "client" | "their" | "'" | "’");
        !passage.is(at, class::DEVELOPER) || theirs
    }
}

/// Whether the customer's noun at `at` stands in the possessive: "customers' SAP", "the bank's own Kubernetes".
fn is_possessive(raw: &str, passage: &Passage, at: usize) -> bool {
    raw.ends_with("'s") || raw.ends_with("’s") || raw.ends_with(['\'', '’']) || matches!(passage.lower(at + 1), "'" | "’")
}

/// Whether the verb at `at` is a participle behind a form of "to be": "lists are kept in Redis" is no customer's use.
fn is_making_passive(passage: &Passage, at: usize) -> bool {
    matches!(passage.lower(at.wrapping_sub(1)), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "now" | "still")
        && matches!(passage.lower(at).as_bytes().last(), Some(b'd' | b'n' | b't'))
}
