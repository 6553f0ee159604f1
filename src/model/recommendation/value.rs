//! What a recommendation is good for: whom it names, and which result it serves.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::action::{Mood, actions};
use super::extract::Piece;
use crate::language::{Class, Kind, Words, class, is_determiner, is_preposition, stem};
use crate::model::{Perspective, Source, Unit, is_function_word, topic};
use crate::persona::{Role, Shape};
use crate::text::Span;

/// Headings of columns that say who, why and when; a heading begins with one of them.
pub(super) const COLUMNS: &[(&[&str], Class)] = &[
    (
        &["owner", "who", "responsib", "accountable", "lead", "by whom", "assign", "role", "team", "dri", "in charge", "done by"],
        class::OWNER,
    ),
    (
        &[
            "serves",
            "why",
            "benefit",
            "value",
            "impact",
            "expected",
            "outcome",
            "result",
            "goal",
            "purpose",
            "rationale",
            "reason",
            "aim",
            "objective",
            "customer benefit",
            "customer value",
            "customer outcome",
            "customer result",
            "business",
            "helps",
            "what for",
            "pays into",
            "contributes",
            "supports",
            "effect",
            "gain",
            "so that",
            "for the customer",
            "what it",
            "what the",
            "what changes",
        ],
        class::REASON,
    ),
    (
        &[
            "when",
            "due",
            "timeline",
            "timing",
            "deadline",
            "date",
            "by when",
            "until",
            "start",
            "cadence",
            "frequency",
            "time",
            "trigger",
            "target date",
            "by",
            "effort",
            "cost",
            "budget",
            "metric",
            "measure",
            "kpi",
            "success",
            "risk",
            "note",
        ],
        class::DUE,
    ),
];

/// Words of time and number: they are in any text.
const TIMES: &[&str] = &[
    "time",
    "times",
    "day",
    "days",
    "week",
    "weeks",
    "weekly",
    "daily",
    "monthly",
    "month",
    "months",
    "year",
    "years",
    "quarter",
    "quarters",
    "quarterly",
    "hour",
    "hours",
    "minute",
    "minutes",
    "first",
    "second",
    "third",
    "last",
    "next",
    "today",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "half",
    "dozen",
    "hundred",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
];

/// What stands in the column or behind the label of `class`: its words, where it is not left open.
pub(super) fn attribute(piece: &Piece, class: Class) -> Option<Span> {
    let unit = piece.unit;
    let cell = unit.cells.iter().find(|cell| {
        let names = COLUMNS.iter().find(|(_, it)| *it == class).map_or(&[][..], |(names, _)| names);
        names.iter().any(|name| cell.column.starts_with(name)) && filled(unit, &cell.words)
    });
    cell.map(|cell| cell.span)
        .or_else(|| labelled(unit, &piece.words, class))
        .or_else(|| piece.extra.iter().find_map(|extra| labelled(extra, &(0..extra.words.len()), class)))
}

/// `Owner: Priya` anywhere in `within`.
fn labelled(unit: &Unit, within: &Range<usize>, class: Class) -> Option<Span> {
    unit.of(class).filter(|hit| within.contains(&hit.words.start)).find_map(|hit| {
        let mut at = hit.words.end;
        while matches!(unit.words.lower(at), "*" | "_" | ")") {
            at += 1;
        }
        let colon = unit.words.lower(at) == ":";
        let end = unit.parts.iter().find(|part| part.contains(&hit.words.start)).map_or(within.end, |part| part.end);
        let words = at + 1..end.max(at + 1);
        (colon && filled(unit, &words)).then(|| unit.words.span(words))
    })
}

fn filled(unit: &Unit, words: &Range<usize>) -> bool {
    words.clone().any(|at| {
        unit.words.get(at).is_some_and(|it| it.kind != Kind::Symbol)
            && !matches!(unit.words.lower(at), "tbd" | "tbc" | "n" | "na" | "none" | "ongoing" | "open")
    })
}

/// The words in which the document states the customer's outcomes.
#[derive(Default)]
pub(super) struct Results<'a> {
    /// All of them, people included.
    all: FxHashSet<&'a str>,
    /// Those that name no person.
    things: FxHashSet<&'a str>,
    /// Who reaches them: what stands before a verb at the head of an outcome.
    people: FxHashSet<&'a str>,
    /// All words of the outcomes, the commonest too, each with the outcomes that it stands in.
    each: FxHashMap<&'a str, Vec<usize>>,
    /// What the document says is sold, by the last two words of its name: `network plan`.
    offers: FxHashSet<[&'a str; 2]>,
}

impl<'a> Results<'a> {
    /// Learns from the sections of outcomes.
    ///
    /// Words of the document's title are not learned: they name the product, which is in any sentence.
    pub(super) fn of(source: Source, perspective: &'a Perspective) -> Self {
        let title = Words::new(&source.syntax.prose, perspective.title.unwrap_or_default());
        let titled: FxHashSet<&str> = (0..title.len()).map(|at| stem(title.lower(at))).collect();
        let mut results = Results::default();
        for unit in topic::of_shape(source, perspective, Shape::Opportunity) {
            let names =
                (1..unit.words.len()).filter_map(|at| named_by_two(unit, at)).filter(|it| !it.iter().all(|word| titled.contains(word)));
            results.offers.extend(names);
        }
        for (outcome, (_, unit)) in perspective.units_in(Role::Outcomes).enumerate() {
            results.people.extend(subjects(unit));
            for at in (0..unit.words.len()).filter(|&at| is_content(unit, at)) {
                let outcomes = results.each.entry(stem(unit.words.lower(at))).or_default();
                if outcomes.last() != Some(&outcome) {
                    outcomes.push(outcome);
                }
            }
            for at in 0..unit.words.len() {
                if !tells(unit, at) {
                    continue;
                }
                let subject = stem(unit.words.lower(at));
                results.all.insert(subject);
                if !covered(unit, at, &[class::BENEFICIARY, class::ACTOR]) && !titled.contains(subject) {
                    results.things.insert(subject);
                }
            }
        }
        results
    }

    /// Whether the word at `at` names those who reach an outcome.
    fn names_people(&self, unit: &Unit, at: usize) -> bool {
        self.people.contains(stem(unit.words.lower(at)))
    }

    /// Whether a word at `at` of `unit` is one in which an outcome is stated.
    fn names(&self, unit: &Unit, at: usize) -> bool {
        tells(unit, at) && self.all.contains(stem(unit.words.lower(at)))
    }

    /// The first of two words of `range` in which one outcome is stated: the same people and the same matter.
    fn same_matter(&self, unit: &Unit, range: &Range<usize>) -> Option<usize> {
        let part = |at: usize| unit.of(class::BENEFICIARY).any(|hit| hit.words.contains(&at) && at + 1 < hit.words.end);
        // For each outcome the first word that it shares; then the first outcome that shares another.
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        let mut found: Option<(usize, usize)> = None;
        for at in range.clone() {
            let Some(outcomes) = self.each.get(stem(unit.words.lower(at))).filter(|_| is_content(unit, at) && !part(at)) else { continue };
            for &outcome in outcomes {
                let first = *shared.entry(outcome).or_insert(at);
                let other = stem(unit.words.lower(first)) != stem(unit.words.lower(at));
                if other && found.is_none_or(|(earliest, _)| outcome < earliest) {
                    found = Some((outcome, first));
                }
            }
        }
        found.map(|(_, first)| first)
    }

    /// The first word of something that the document says is sold.
    fn names_offer(&self, unit: &Unit, range: &Range<usize>) -> Option<usize> {
        range.clone().skip(1).find(|&at| named_by_two(unit, at).is_some_and(|it| self.offers.contains(&it))).map(|at| at - 1)
    }

    fn names_thing(&self, unit: &Unit, at: usize) -> bool {
        tells(unit, at) && self.things.contains(stem(unit.words.lower(at))) && !covered(unit, at, &[class::BENEFICIARY, class::ACTOR])
    }
}

/// The name that ends with the word at `at`, by its last two words, where neither is a person's.
fn named_by_two(unit: &Unit, at: usize) -> Option<[&str; 2]> {
    let names = |at: usize| is_content(unit, at) && !covered(unit, at, &[class::BENEFICIARY, class::ACTOR, class::PERSON, class::FILLER]);
    (names(at - 1) && names(at)).then(|| [stem(unit.words.lower(at - 1)), stem(unit.words.lower(at))])
}

/// Those of whom the sentences of an outcome speak: a plural at the head, before a verb of what people do.
fn subjects(unit: &Unit) -> impl Iterator<Item = &str> {
    const NOT_PEOPLE: &[&str] = &[
        "are",
        "were",
        "have",
        "come",
        "arrive",
        "become",
        "take",
        "go",
        "fall",
        "rise",
        "drop",
        "disappear",
        "vanish",
        "land",
        "end",
        "cost",
        "last",
        "begin",
        "grow",
        "shrink",
        "happen",
        "remain",
        "show",
        "work",
        "need",
        "contain",
        "flow",
        "match",
        "is",
        "will",
        "should",
        "can",
        "must",
    ];
    unit.sentences.iter().filter_map(|sentence| {
        let start = sentence
            .clone()
            .find(|&at| unit.words.get(at).is_some_and(|it| it.kind == Kind::Word) && !is_function_word(unit.words.lower(at)))?;
        let (word, next) = (unit.words.lower(start), unit.words.lower(start + 1));
        let plural = word.ends_with('s') && !word.ends_with("ss");
        let acts = unit.words.get(start + 1).is_some_and(|it| it.kind == Kind::Word) && !NOT_PEOPLE.contains(&next);
        let thing = covered(unit, start, &[class::GENERIC, class::DELIVERABLE, class::OUTCOME, class::FILLER]);
        (plural && acts && !thing && !is_function_word(next) && !is_preposition(next)).then(|| stem(word))
    })
}

/// Whether the recommendation names a beneficiary or an outcome.
pub(super) fn focused(piece: &Piece, results: &Results) -> bool {
    let unit = piece.unit;
    let all = range(piece);
    let label = |hit: &Range<usize>| unit.words.lower(hit.end) == ":" && unit.of(class::ATTRIBUTE).any(|it| it.words == *hit);
    let vendor = |hit: &Range<usize>| label(hit) || unit.of(class::ACTOR).any(|it| it.words.start <= hit.start && hit.end <= it.words.end);
    let named = [class::BENEFICIARY, class::OUTCOME].iter().any(|class| {
        unit.of(*class)
            .any(|hit| all.start <= hit.words.start && hit.words.end <= all.end && !vendor(&hit.words) && !is_pronoun(unit, &hit.words))
    });
    let reason =
        || attribute(piece, class::REASON).is_some() || purpose(unit, &all, results).is_some() || context(piece, results).is_some();
    named
        || all.clone().any(|at| results.names_people(unit, at))
        || reason()
        || results.same_matter(unit, &all).is_some()
        || keeps(unit, &all).is_some()
}

/// The result that the recommendation serves.
pub(super) fn served(piece: &Piece, results: &Results) -> Option<Span> {
    let unit = piece.unit;
    let all = range(piece);
    if let Some(span) = attribute(piece, class::REASON) {
        return Some(span);
    }
    let outcome = unit.asserted(class::OUTCOME).find(|hit| all.start <= hit.words.start && hit.words.end <= all.end);
    if let Some(hit) = outcome {
        return Some(unit.words.span(hit.words.clone()));
    }
    if let Some(words) = purpose(unit, &all, results) {
        return Some(unit.words.span(words));
    }
    if let Some(at) =
        all.clone().find(|&at| results.names_thing(unit, at)).or_else(|| results.same_matter(unit, &all)).or_else(|| keeps(unit, &all))
    {
        return Some(unit.words.span(at..at + 1));
    }
    if let Some(at) = results.names_offer(unit, &all) {
        return Some(unit.words.span(at..at + 2));
    }
    if let Some(words) = sells(unit, &all) {
        return Some(unit.words.span(words));
    }
    context(piece, results)
}

/// An offer that grows the account: what is sold, or the verb of selling it.
fn sells(unit: &Unit, all: &Range<usize>) -> Option<Range<usize>> {
    let told = actions(unit, all);
    let verb = |words: &Range<usize>| unit.hits.iter().any(|hit| hit.class == class::ACT && hit.words == *words);
    let sold = unit
        .of(class::SELL)
        .map(|hit| &hit.words)
        .find(|words| all.contains(&words.start) && (!verb(words) || told.iter().any(|it| it.words.start == words.start)));
    sold.cloned()
}

/// Where customers are kept, won or lost: retention in other words.
fn keeps(unit: &Unit, all: &Range<usize>) -> Option<usize> {
    all.clone().find(|&at| {
        let keeps = matches!(
            unit.words.lower(at),
            "keep" | "keeps" | "kept" | "keeping" | "win" | "wins" | "winning" | "lose" | "losing" | "loses" | "lost" | "save" | "saves"
        );
        keeps
            && unit
                .of(class::BENEFICIARY)
                .any(|hit| (at + 1..at + 4).contains(&hit.words.start) && !(at..hit.words.start).any(|it| unit.ends_clause(it)))
    })
}

/// The words of the block that belong to the piece: all of a row or a bullet, the sentences of a paragraph.
fn range(piece: &Piece) -> Range<usize> {
    match piece.unit.cells.is_empty() {
        true => piece.words.clone(),
        false => 0..piece.unit.words.len(),
    }
}

/// A clause of purpose or reason that is about the customer or the business.
fn purpose(unit: &Unit, all: &Range<usize>, results: &Results) -> Option<Range<usize>> {
    let about =
        |words: &Range<usize>| words.clone().any(|at| covered(unit, at, &[class::BENEFICIARY, class::OUTCOME]) || results.names(unit, at));
    let clause = unit.of(class::PURPOSE).filter(|hit| all.contains(&hit.words.start)).find_map(|hit| {
        let words = hit.words.start..end(unit, hit.words.end, all.end);
        let wide = unit.content_words(hit.words.end..words.end) >= 2 && !is_internal(unit, hit.words.end);
        let strict = matches!(unit.words.lower(hit.words.start), "since" | "until");
        (about(&words) || (wide && !strict)).then_some(words)
    });
    clause.or_else(|| {
        actions(unit, all).into_iter().filter(|action| action.mood == Mood::Purpose).find_map(|action| {
            let words = action.words.start..end(unit, action.words.end, all.end);
            about(&words).then_some(words)
        })
    })
}

/// Whether the clause at `at` is about the vendor: `so that we ...`.
fn is_internal(unit: &Unit, at: usize) -> bool {
    let subject = if is_determiner(unit.words.lower(at)) { at + 1 } else { at };
    matches!(unit.words.lower(at), "we" | "our" | "i") || covered(unit, subject, &[class::ACTOR])
}

fn end(unit: &Unit, start: usize, limit: usize) -> usize {
    (start..limit).find(|&at| matches!(unit.words.lower(at), "." | ";" | ":" | "?" | "!")).unwrap_or(limit)
}

/// A heading or an introduction that states the purpose for all that stands under it (ruling 13).
fn context(piece: &Piece, results: &Results) -> Option<Span> {
    let unit = piece.unit;
    let hit = unit.context_hits.iter().find(|hit| matches!(hit.class, class::OUTCOME | class::PURPOSE | class::SELL));
    let words = hit
        .map(|hit| hit.words.clone())
        .or_else(|| (0..unit.context.len()).find(|&at| results.things.contains(stem(unit.context.lower(at)))).map(|at| at..at + 1))?;
    Some(unit.context.span(words))
}

fn covered(unit: &Unit, at: usize, classes: &[Class]) -> bool {
    unit.hits.iter().any(|hit| hit.words.contains(&at) && classes.contains(&hit.class))
}

fn is_pronoun(unit: &Unit, words: &Range<usize>) -> bool {
    matches!(unit.words.lower(words.start), "they" | "them" | "their" | "everyone" | "everybody" | "nobody")
}

fn is_content(unit: &Unit, at: usize) -> bool {
    let word = unit.words.lower(at);
    unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)
        && word.len() > 2
        && !is_function_word(word)
        && !TIMES.contains(&word)
        && !covered(unit, at, &[class::NEGATION])
}

/// Whether the word at `at` can tell what a result is about.
fn tells(unit: &Unit, at: usize) -> bool {
    const COMMON: &[&str] = &[
        "new",
        "team",
        "teams",
        "page",
        "know",
        "one",
        "least",
        "less",
        "fewer",
        "need",
        "needs",
        "knows",
        "people",
        "own",
        "way",
        "make",
        "makes",
        "get",
        "gets",
        "take",
        "takes",
        "see",
        "sees",
        "use",
        "work",
        "stop",
        "stops",
        "before",
        "after",
        "customer",
        "customers",
        "without",
        "never",
        "every",
        "instead",
        "rather",
        "out",
        "longer",
        "start",
        "starts",
        "come",
        "comes",
        "go",
        "goes",
        "keep",
        "list",
        "meeting",
        "call",
        "calls",
        "run",
        "open",
        "find",
        "finds",
        "tell",
        "ask",
        "show",
        "give",
        "spend",
        "within",
        "again",
        "product",
        "feature",
        "order",
        "change",
        "end",
        "name",
        "move",
        "back",
        "price",
        "quality",
        "part",
        "place",
        "number",
        "side",
        "form",
        "sheet",
    ];
    let word = unit.words.lower(at);
    unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)
        && word.len() > 2
        && !is_function_word(word)
        && !COMMON.contains(&word)
        && !TIMES.contains(&word)
        && !covered(unit, at, &[class::FILLER, class::ABSTRACT, class::LIGHT, class::HEDGE, class::NEGATION])
}
