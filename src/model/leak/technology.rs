//! Build technologies: which mentions of their names are uses.

mod other;
mod owner;

use std::ops::Range;

use super::passage::Passage;
use super::{Leak, LeakKind};
use crate::language::{Class, Kind, class};
use crate::model::Unit;
use crate::model::piece::Classes;

/// Classes of names, in order of how much a name alone says.
const NAMES: &[Class] = &[
    class::TECHNOLOGY,
    class::TECHNOLOGY_LIKELY,
    class::TECHNOLOGY_WORD,
    class::TECHNOLOGY_UPPER,
    class::TECHNOLOGY_HOMOGRAPH,
    class::TECHNOLOGY_CLOUD,
    class::TECHNOLOGY_VENDOR,
    class::TECHNOLOGY_FORMAT,
    class::TECHNOLOGY_DUAL,
    class::TRADE_TOOL,
];

const NAMED: Classes = Classes::among(NAMES);

/// Classes whose terms are technologies where they stand, for the company that they give to other names.
const SURELY: &[Class] = &[class::TECHNOLOGY, class::TECHNOLOGY_LIKELY, class::TECHNOLOGY_WORD, class::TECHNOLOGY_UPPER];

/// Where `unit` names a product by a technology and another word with a capital that it sells: "the Postgres Backup add-on"
/// (GUIDELINE, ruling 17). Where it is named again, it is the same product. Indices of those other words.
pub(in crate::model) fn products(unit: &Unit) -> Vec<usize> {
    if !unit.present.any(NAMES) {
        return Vec::new();
    }
    let names = unit.hits.iter().filter(|hit| NAMED.has(hit.class)).map(|hit| hit.words.end);
    let is_sold = |next: &usize| {
        let capital = unit.words.get(*next).is_some_and(|it| it.kind == Kind::Word && it.capital);
        capital
            && (next + 1..next + 3).any(|at| {
                unit.of(class::SALE).chain(unit.of(class::OFFER_HEAD)).any(|it| it.words.start == at && !unit.ends_clause(at - 1))
            })
    };
    names.filter(is_sold).collect()
}

/// The uses of technologies in `passage`; none of `products`.
pub(super) fn read(passage: &Passage, leads: bool, products: &[[&str; 2]], found: &mut Vec<Leak>) {
    for hit in passage.hits.iter().filter(|hit| NAMED.has(hit.class)) {
        if !is_whole(passage, &hit.words) || !passage.asserts(&hit.words) {
            continue;
        }
        let (last, next) = (passage.lower(hit.words.end - 1), passage.lower(hit.words.end));
        if products.contains(&[last, next]) {
            continue;
        }
        let name = Name { passage, class: hit.class, words: hit.words.clone() };
        let weight = name.weight(leads);
        if weight >= 1 {
            let confidence = if weight >= 2 || hit.class == class::TECHNOLOGY { 95 } else { 86 };
            let span = passage.words.span(hit.words.start..name.end());
            found.push(Leak { name: passage.words.span(hit.words.clone()), ..Leak::new(span, LeakKind::Technology, confidence) });
        }
    }
}

/// Whether the symbols in `words` are glued to the letters around them: "C++", not "C + +"; and none is cut out of a longer
/// word: ".net" of "example.net".
fn is_whole(passage: &Passage, words: &Range<usize>) -> bool {
    let symbol = |at: usize| passage.words.get(at).is_some_and(|it| it.kind == Kind::Symbol) && passage.lower(at) != "-";
    let glued = |at: usize| passage.words.get(at).is_some_and(|it| it.glued);
    let inside = words.clone().skip(1).all(|at| glued(at) || !(symbol(at) || symbol(at - 1)));
    let cut = (glued(words.start) && symbol(words.start))
        || (glued(words.end) && matches!(passage.lower(words.end), "." | "+" | "#" | "@") && glued(words.end + 1));
    inside && !cut
}

/// A name in its neighbourhood.
struct Name<'a> {
    passage: &'a Passage<'a>,
    class: Class,
    words: Range<usize>,
}

impl Name<'_> {
    /// The sum of the signs that a technology is meant and that it is the vendor's; from 1 on it is a leak.
    fn weight(&self, leads: bool) -> i32 {
        if self.class == class::TRADE_TOOL {
            return self.programmed();
        }
        let sold = |at: usize| matches!(self.passage.lower(at), "sales" | "marketing" | "accepted" | "qualified");
        let lead = leads || self.passage.sentence(self.words.start).any(sold);
        if lead && self.passage.lower(self.words.start) == "sql" && self.words.len() == 1 {
            return -9;
        }
        let against = self.offered() + self.theirs();
        if self.class == class::TECHNOLOGY_DUAL {
            return self.dual() + against;
        }
        let other = if self.class == class::TECHNOLOGY { 0 } else { self.other_name() };
        self.prior() + self.head() + self.predicate() + self.company() + against + other
    }

    /// What the name says alone, by its class, its capital and its place.
    fn prior(&self) -> i32 {
        let first = self.words.start;
        let capital = self.passage.capital(first);
        let opens = self.passage.opens(first);
        match self.class {
            class::TECHNOLOGY => 6,
            class::TECHNOLOGY_UPPER if self.passage.words.get(first).is_some_and(|it| it.upper) => 3,
            class::TECHNOLOGY_UPPER => -20,
            class::TECHNOLOGY_LIKELY if capital => 2,
            class::TECHNOLOGY_WORD if capital && opens => -2,
            class::TECHNOLOGY_WORD if capital => 2,
            class::TECHNOLOGY_WORD => -6,
            class::TECHNOLOGY_LIKELY => -1,
            class::TECHNOLOGY_HOMOGRAPH if capital && !opens => -3,
            class::TECHNOLOGY_HOMOGRAPH if capital => -4,
            class::TECHNOLOGY_HOMOGRAPH => -9,
            class::TECHNOLOGY_CLOUD => -2,
            class::TECHNOLOGY_VENDOR => -5,
            _ => -4,
        }
    }

    /// The head noun behind the name, or what the name serves as: "React for the frontend".
    fn head(&self) -> i32 {
        let next = self.words.end;
        let article = usize::from(matches!(self.passage.lower(next + 1), "a" | "an" | "the" | "our"));
        if matches!(self.passage.lower(next), "for" | "as") && self.passage.is(next + 1 + article, class::TECHNOLOGY_HEAD) {
            return 3;
        }
        let lower = !self.passage.capital(next) || self.passage.is_any(next, SURELY);
        if self.passage.is(next, class::TECHNOLOGY_HEAD) && lower {
            5
        } else if self.passage.is(next, class::TECHNOLOGY_HEAD_WEAK) && lower {
            2
        } else {
            0
        }
    }

    /// The predicate before the name, at most a few words away: "written in", "runs on", "via".
    fn predicate(&self) -> i32 {
        let passage = self.passage;
        let clause = passage.clause(self.words.start);
        let mut near = 0;
        for at in (clause.start.max(self.words.start.saturating_sub(6))..self.words.start).rev() {
            if passage.is(at, class::IMPLEMENTED) {
                near = near.max(5);
            } else if passage.is(at, class::PLACED) {
                near = near.max(3);
            }
            let skipped =
                matches!(passage.lower(at), "a" | "an" | "the" | "our" | "new" | "old" | "own" | "plain" | "and" | "or" | "both" | "pure");
            if near > 0 || !(skipped || NAMES.iter().any(|&it| passage.is(at, it)) || is_preposition(passage.lower(at))) {
                break;
            }
        }
        near.max(self.preposition(clause.start))
    }

    /// A preposition directly before the name, and a verb of making before that in the clause: "write the export in Rust".
    fn preposition(&self, start: usize) -> i32 {
        let passage = self.passage;
        let article = usize::from(matches!(passage.lower(self.words.start.wrapping_sub(1)), "a" | "an" | "the" | "our" | "plain"));
        let at = self.words.start.wrapping_sub(1 + article);
        if at >= self.words.start || at < start {
            return 0;
        }
        let word = passage.lower(at);
        let made = (start..at).any(|it| passage.is(it, class::MAKING));
        match word {
            "in" | "using" | "on" | "to" | "into" if made => 5,
            "with" | "via" | "through" | "over" if made => 4,
            "via" | "through" | "over" | "into" | "onto" | "using" => 2,
            "in" | "with" | "on" | "by" | "from" => 1,
            _ => 0,
        }
    }

    /// Other technologies beside it: "FastAPI and Celery", "from Python to Go".
    fn company(&self) -> i32 {
        let passage = self.passage;
        let joins =
            |at: usize| matches!(passage.lower(at), "and" | "or" | "to" | "," | "/" | "+" | "&" | "with" | "plus" | "over" | "on" | "-");
        let start = self.words.start;
        let before = start >= 2 && joins(start - 1) && passage.is_any(start - 2, SURELY);
        let after = joins(self.words.end) && passage.is_any(self.words.end + 1, SURELY);
        let sentence = passage.sentence(start);
        let around = sentence.clone().any(|at| {
            !self.words.contains(&at)
                && (passage.is(at, class::TECHNOLOGY) || passage.is_any(at, SURELY) && passage.capital(at) && !passage.opens(at))
        });
        let technical = sentence
            .clone()
            .any(|at| !self.words.contains(&at) && passage.is_any(at, &[class::CONSTRUCT, class::PART_HARD, class::ENGINEER_VERB]));
        if before || after {
            4
        } else if around {
            // Beside Kotlin, "the Swift one" is no bird.
            if self.class == class::TECHNOLOGY_HOMOGRAPH && passage.capital(start) && !passage.opens(start) { 4 } else { 2 }
        } else {
            i32::from(technical)
        }
    }

    /// A part of a product that is also a way to build: only calling and building it is a leak.
    fn dual(&self) -> i32 {
        let passage = self.passage;
        let first = self.words.start;
        let clause = passage.clause(first);
        let sentence = passage.sentence(first);
        let called = (clause.start.max(first.saturating_sub(4))..first).any(|at| passage.is(at, class::CALLING));
        let through = matches!(passage.lower(first.wrapping_sub(1)), "through" | "via" | "over" | "against" | "from")
            || matches!(passage.lower(first.wrapping_sub(1)), "the" | "an" | "a" | "our" | "its")
                && matches!(passage.lower(first.wrapping_sub(2)), "through" | "via" | "over" | "against");
        let moved = clause
            .clone()
            .any(|at| passage.is_any(at, &[class::PLACED, class::IMPLEMENTED, class::BUILDER_VERB]) || passage.is(at, class::MAKING));
        let built = (clause.start.max(first.saturating_sub(4))..first).any(|at| passage.is(at, class::MAKING));
        let mut weight = -4;
        weight += if called { 5 } else { 0 };
        weight += if through && moved { 5 } else { 0 };
        weight += if built { 4 } else { 0 };
        weight += if passage.is(self.words.end, class::TECHNOLOGY_HEAD) { 5 } else { 0 };
        weight += if sentence
            .clone()
            .any(|at| passage.is_any(at, &[class::TECHNOLOGY, class::CONSTRUCT, class::PART_HARD]) && !self.words.contains(&at))
        {
            3
        } else {
            0
        };
        weight -= if passage.has(sentence, class::SALE) { 5 } else { 0 };
        weight
    }

    /// A business system is a leak only where it is programmed: "an Apex trigger in Salesforce", "the Zendesk API".
    fn programmed(&self) -> i32 {
        let passage = self.passage;
        let next = self.words.end;
        if !passage.is(next, class::PROGRAM_HEAD) || !passage.capital(self.words.start) {
            return -1;
        }
        let clause = passage.clause(self.words.start);
        let sold = passage.has(passage.sentence(next), class::SALE);
        let made =
            clause.clone().any(|at| passage.is(at, class::CALLING) || passage.is(at, class::MAKING) || passage.is(at, class::PLACED));
        i32::from(!sold || made) + self.theirs()
    }

    /// The end of the name with the head nouns and the version that belong to it (GUIDELINE, ruling 24).
    fn end(&self) -> usize {
        let passage = self.passage;
        let mut end = self.words.end;
        if passage.words.get(end).is_some_and(|it| it.kind == Kind::Number) && passage.lower(end).len() < 5 {
            end += 1;
        }
        for _ in 0..2 {
            let head = [class::TECHNOLOGY_HEAD, class::TECHNOLOGY_HEAD_WEAK, class::PROGRAM_HEAD];
            let next = head.into_iter().filter_map(|it| passage.end(end, it)).max();
            // "Redis feeds it": a verb, not a head noun.
            let verb =
                next.is_some_and(|it| matches!(passage.lower(it), "it" | "them" | "the" | "a" | "an" | "every" | "each" | "all" | "our"));
            let Some(next) = next
                .filter(|_| !verb)
                .filter(|_| passage.words.get(end).is_some_and(|it| !passage.ends_clause(end) && it.kind == Kind::Word))
            else {
                break;
            };
            end = next;
        }
        end
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "in" | "on" | "with" | "to" | "from" | "via" | "through" | "over" | "of" | "by" | "using" | "into")
}
