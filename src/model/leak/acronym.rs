//! Acronyms that nobody outside engineering has a key to (GUIDELINE, item CQ3 and ruling 15).

use std::collections::{HashMap, HashSet};

use super::super::{Perspective, Source};
use crate::language::{Class, Hit, Kind, Words, class};
use crate::model::is_function_word;
use crate::persona::Role;
use crate::text::Span;

/// Longest acronym, in letters. What is longer is a word in capitals.
const LONGEST: usize = 5;

/// Classes whose terms need no key: what directors read, and names of systems and companies that they know.
const KNOWN: &[Class] = &[class::ACRONYM, class::TRADE_TOOL, class::TECHNOLOGY_CLOUD, class::TECHNOLOGY_VENDOR];

/// Unexplained acronyms outside the request, once each, in order.
pub(super) fn read(source: Source, perspective: &Perspective) -> Vec<Span> {
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut explained: HashSet<String> = HashSet::new();
    let mut ordinary: HashSet<&str> = HashSet::new();
    for unit in &perspective.units {
        let asked = perspective.role(unit) == Role::Request;
        for at in 0..unit.words.len() {
            let Some(word) = unit.words.get(at) else { continue };
            if word.kind == Kind::Word && !word.upper && !word.capital {
                ordinary.insert(unit.words.lower(at));
            }
            if !is_acronym(source.text, &unit.words, at) {
                continue;
            }
            let known = hits_at(&unit.hits, at).any(|hit| KNOWN.contains(&hit.class));
            let name = unit.words.lower(at).to_owned();
            let name = if is_plural(unit.words.place(at).of(source.text)) { name.trim_end_matches('s').to_owned() } else { name };
            if known || is_explained(&unit.words, at) {
                explained.insert(name);
            } else if !asked && seen.insert(name.clone()) {
                found.push((name, unit.words.place(at)));
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let spelt = initials(perspective, &found);
    let open = |name: &str| !explained.contains(name) && !ordinary.contains(name) && !spelt.contains(name);
    found.into_iter().filter(|(name, _)| open(name)).map(|(_, span)| span).collect()
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

/// The acronyms of `found` whose letters begin words that follow each other somewhere in the document.
fn initials(perspective: &Perspective, found: &[(String, Span)]) -> HashSet<String> {
    let mut wanted: HashMap<char, Vec<&str>> = HashMap::new();
    for (name, _) in found {
        if let Some(first) = name.chars().next() {
            wanted.entry(first).or_default().push(name);
        }
    }
    let mut spelt = HashSet::new();
    for unit in &perspective.units {
        for at in 0..unit.words.len() {
            let Some(names) = unit.words.lower(at).chars().next().and_then(|it| wanted.get(&it)) else { continue };
            for name in names {
                if spells(&unit.words, at, name) {
                    spelt.insert((*name).to_owned());
                }
            }
        }
    }
    spelt
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
