//! Acronyms that nobody outside engineering has a key to (GUIDELINE, item CQ3 and ruling 15).

use rustc_hash::FxHashSet;

use super::super::Perspective;
use crate::language::{Class, Hit, Kind, Words, class};
use crate::model::is_function_word;
use crate::persona::Role;
use crate::text::Span;

/// Longest acronym, in letters. What is longer is a word in capitals.
const LONGEST: usize = 5;

/// Classes whose terms need no key: what directors read, and names of systems and companies that they know.
const KNOWN: &[Class] = &[class::ACRONYM, class::TRADE_TOOL, class::TECHNOLOGY_CLOUD, class::TECHNOLOGY_VENDOR];

/// An acronym in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct Acronym {
    /// Its token.
    at: usize,
    /// Its letters in lower case, of a plural without the `s`.
    name: Box<str>,
    /// Whether readers know it, or it is explained where it stands.
    explained: bool,
}

/// The acronyms in `words`, in which `hits` are the terms of the vocabulary.
pub(in crate::model) fn find(prose: &str, words: &Words, hits: &[Hit]) -> Vec<Acronym> {
    let found = (0..words.len()).filter(|&at| is_acronym(prose, words, at));
    found
        .map(|at| {
            let lower = words.lower(at);
            let name = if is_plural(words.place(at).of(prose)) { lower.trim_end_matches('s') } else { lower };
            let known = || hits_at(hits, at).any(|hit| KNOWN.contains(&hit.class));
            Acronym { at, name: name.into(), explained: is_explained(words, at) || known() }
        })
        .collect()
}

/// Unexplained acronyms outside the request, once each, in order.
pub(super) fn read(perspective: &Perspective) -> Vec<Span> {
    let mut found: Vec<(&str, Span)> = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut explained: FxHashSet<&str> = FxHashSet::default();
    for unit in &perspective.units {
        let asked = perspective.role(unit) == Role::Request;
        for acronym in &unit.acronyms {
            if acronym.explained {
                explained.insert(&acronym.name);
            } else if !asked && seen.insert(&acronym.name) {
                found.push((&acronym.name, unit.words.place(acronym.at)));
            }
        }
    }
    found.retain(|(name, _)| !explained.contains(name));
    if !found.is_empty() {
        let told = told(perspective, &found);
        found.retain(|(name, _)| !told.contains(name));
    }
    found.into_iter().map(|(_, span)| span).collect()
}

/// The terms among `hits` that cover the token at `at`; none is longer than a few words.
fn hits_at(hits: &[Hit], at: usize) -> impl Iterator<Item = &Hit> {
    let first = hits.partition_point(|hit| hit.words.start + 8 < at);
    hits[first..].iter().take_while(move |hit| hit.words.start <= at).filter(move |hit| hit.words.contains(&at))
}

/// Whether the token at `at` is written as an acronym: capitals, not shouted with its neighbours, not a part of a number or a name
/// with a hyphen or a possessor.
fn is_acronym(text: &str, words: &Words, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let letters = word.length();
    if !(word.upper || word.capital) || letters > LONGEST + 1 {
        return false;
    }
    let shouted = |at: usize| {
        words
            .get(at)
            .is_some_and(|it| it.kind == Kind::Word && it.upper && it.length() > 3 || it.upper && is_function_word(words.lower(at)))
    };
    let glued = |at: usize| words.get(at).is_some_and(|it| it.glued);
    let named = |at: usize| words.get(at).is_some_and(|it| it.kind == Kind::Word && it.capital && !it.upper) && at > 0;
    let plural = word.kind == Kind::Word && is_plural(words.place(at).of(text));
    let number = |at: usize| words.get(at).is_some_and(|it| it.kind == Kind::Number);
    // "ABC-123", "EN 301" and "3PL" are numbers of something.
    let numbered = number(at + 1) || glued(at + 1) && number(at + 2) || glued(at) && at > 0 && number(at - 1);
    (word.kind == Kind::Word && word.upper || plural)
        && (2..=LONGEST + usize::from(plural)).contains(&letters)
        && !word.quoted
        && !is_function_word(words.lower(at))
        && !numbered
        && !named(at + 1)
        && !shouted(at + 1)
        && (at == 0 || !shouted(at - 1))
}

/// `APIs`: capitals with a small `s` behind.
fn is_plural(written: &str) -> bool {
    written.strip_suffix('s').is_some_and(|rest| rest.len() > 1 && rest.bytes().all(|it| it.is_ascii_uppercase()))
}

/// Whether the acronym at `at` is explained where it stands: "Full Name (ABC)", "ABC (full name)", "ABC: full name", "ABC, the ...".
fn is_explained(words: &Words, at: usize) -> bool {
    let bracketed = words.lower(at.wrapping_sub(1)) == "(" && words.lower(at + 1) == ")" && at >= 3;
    let opens = matches!(words.lower(at + 1), "(" | ":" | "=") && words.get(at + 2).is_some_and(|it| it.kind == Kind::Word);
    let means = matches!(words.lower(at + 1), "means" | "stands") || (words.lower(at + 1) == "is" && words.lower(at + 2) == "short");
    bracketed || opens || means
}

/// Those of `found` that need no key: they stand in small letters, too, and so are words, or their letters begin words that
/// follow each other somewhere in the document.
fn told<'a>(perspective: &'a Perspective, found: &[(&'a str, Span)]) -> FxHashSet<&'a str> {
    let mut wanted: Vec<Vec<&str>> = vec![Vec::new(); 256];
    for (name, _) in found {
        name.bytes().next().into_iter().for_each(|first| wanted[usize::from(first)].push(name));
    }
    let mut told = FxHashSet::default();
    for unit in &perspective.units {
        for (at, word) in unit.words.iter().enumerate() {
            let lower = unit.words.lower(at);
            let Some(first) = lower.bytes().next() else { continue };
            let ordinary = word.kind == Kind::Word && !word.upper && !word.capital;
            told.extend(wanted[usize::from(first)].iter().filter(|name| ordinary && **name == lower || spells(&unit.words, at, name)));
        }
    }
    told
}

/// Whether the words from `at` on begin with the letters of `name`; hyphens and the small words between are passed over.
fn spells(words: &Words, mut at: usize, name: &str) -> bool {
    for (index, letter) in name.chars().enumerate() {
        while index > 0
            && (words.lower(at) == "-"
                || matches!(words.lower(at), "of" | "and" | "the" | "to" | "for") && !words.lower(at).starts_with(letter))
        {
            at += 1;
        }
        let Some(word) = words.get(at) else { return false };
        if word.upper || !words.lower(at).starts_with(letter) {
            return false;
        }
        at += 1;
    }
    true
}
