//! Build technologies: which mentions of their names are uses.

use std::ops::Range;

use super::passage::Passage;
use super::{Leak, LeakKind};
use crate::language::{Class, Kind, class};

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

/// Classes whose terms are technologies where they stand, for the company that they give to other names.
const SURELY: &[Class] = &[class::TECHNOLOGY, class::TECHNOLOGY_LIKELY, class::TECHNOLOGY_WORD, class::TECHNOLOGY_UPPER];

/// Outweighs every sign for a leak: the customer buys, owns or runs the technology by its name.
const THEIRS: i32 = -20;

/// The uses of technologies in `passage`.
pub(super) fn read(passage: &Passage, leads: bool, found: &mut Vec<Leak>) {
    for hit in passage.hits.iter().filter(|hit| NAMES.contains(&hit.class)) {
        if !is_whole(passage, &hit.words) || !passage.asserts(&hit.words) {
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

    /// The head noun behind the name.
    fn head(&self) -> i32 {
        let next = self.words.end;
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
        let made = (start..at).any(|it| is_making(passage.lower(it)));
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
            2
        } else {
            i32::from(technical)
        }
    }

    /// Signs that something else bears the name: a person, a company, a place, a plan.
    fn other_name(&self) -> i32 {
        let passage = self.passage;
        let (before, next) = (self.words.start.wrapping_sub(1), self.words.end);
        let named = |at: usize| {
            passage.capital(at)
                && !passage.is_any(at, NAMES)
                && !passage.is_any(at, &[class::TECHNOLOGY_HEAD, class::ACRONYM])
                && !crate::model::is_function_word(passage.lower(at))
        };
        let mut weight = 0;
        // "The Jenkins family": a modifier of something that is no technology.
        let modifies = passage.words.get(next).is_some_and(|it| it.kind == Kind::Word && !it.capital)
            && !passage.is_any(next, &[class::TECHNOLOGY_HEAD, class::TECHNOLOGY_HEAD_WEAK, class::PROGRAM_HEAD, class::DEVELOPER])
            && !crate::model::is_function_word(passage.lower(next))
            && matches!(passage.lower(before), "the" | "a" | "an" | "this" | "every" | "each");
        weight -= match () {
            () if is_kin(passage.lower(next)) => 5,
            () if modifies && self.class == class::TECHNOLOGY_LIKELY => 1,
            () if modifies => 2,
            () => 0,
        };
        if passage.is(before, class::PERSON_CUE) {
            weight -= 5;
        }
        if before < self.words.start && named(before) && !passage.opens(before)
            || named(next) && passage.words.get(next).is_some_and(|it| !it.glued)
        {
            weight -= 4;
        }
        if passage.lower(next) == "&" && passage.capital(next + 1) && !passage.is_any(next + 1, NAMES) {
            weight -= 5;
        }
        if passage.is_any(next, &[class::CUSTOMER_SIDE, class::BENEFICIARY, class::ACTOR]) {
            weight -= 5;
        }
        if passage.is(next, class::PERSON_VERB) && !is_base(passage, next) {
            weight -= 4;
        }
        if passage
            .words
            .get(self.words.end - 1)
            .is_some_and(|it| it.span.of(passage.text).ends_with(['s', 'S']) && it.span.of(passage.text).contains(['\'', '’']))
        {
            weight -= 3;
        }
        weight - self.apposition()
    }

    /// "Cassandra, the finance lead", "Docker is our largest customer".
    fn apposition(&self) -> i32 {
        let passage = self.passage;
        let next = self.words.end;
        let article = matches!(passage.lower(next + 1), "the" | "our" | "a" | "an" | "whose" | "who") && passage.lower(next) == ",";
        let technical = (next + 2..next + 6)
            .any(|at| passage.is_any(at, &[class::TECHNOLOGY_HEAD, class::PART_HARD, class::CONSTRUCT]) || passage.lower(at) == "language");
        if article && !technical {
            return 5;
        }
        let opens = match passage.lower(next) {
            "," => matches!(passage.lower(next + 1), "the" | "our" | "a" | "an" | "who" | "whose" | "now" | "with" | "one" | "their"),
            "is" | "was" | "are" | "remains" | "became" | "has" => true,
            "(" => true,
            _ => false,
        };
        let role =
            |at: usize| passage.is_any(at, &[class::PERSON_CUE, class::OFFER_HEAD, class::CUSTOMER_SIDE, class::ACTOR, class::BENEFICIARY]);
        let end =
            (next + 1..next + 8).take_while(|&at| at < passage.words.len()).take_while(|&at| !matches!(passage.lower(at), "." | ";" | ")"));
        if opens && end.into_iter().any(|at| role(at) || passage.lower(at) == "lead") { 5 } else { 0 }
    }

    /// A product or a lesson that bears the technology's name: "Kubernetes Pack" (GUIDELINE, ruling 17).
    fn offered(&self) -> i32 {
        let passage = self.passage;
        let next = self.listed_end();
        let offer = passage.end(next, class::OFFER_HEAD).or_else(|| {
            // "Kubernetes Starter Pack": a capital between.
            passage.capital(next).then(|| passage.end(next + 1, class::OFFER_HEAD)).flatten()
        });
        let Some(_) = offer else { return 0 };
        let clause = passage.clause(self.words.start);
        let made = (clause.start..self.words.start).any(|at| is_making(passage.lower(at)) || passage.is(at, class::IMPLEMENTED));
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
    fn theirs(&self) -> i32 {
        let passage = self.passage;
        let sentence = passage.sentence(self.words.start);
        let first = self.words.start;
        // An owner stands before the name with nothing but adjectives and other names between.
        for at in (sentence.start.max(first.saturating_sub(5))..first).rev() {
            let word = passage.lower(at);
            let raw = passage.words.get(at).map_or("", |it| it.span.of(passage.text));
            let customer = passage.is_any(at, &[class::CUSTOMER_SIDE, class::BENEFICIARY]);
            let owner = matches!(word, "their" | "theirs" | "whose") || customer && is_possessive(raw, passage, at);
            if owner || matches!(word, "customer" | "customers" | "client" | "clients") && first == at + 1 {
                return THEIRS;
            }
            let linked = matches!(word, "and" | "or" | "," | "'" | "’" | "own") || passage.is_any(at, NAMES);
            if !linked && (passage.ends_clause(at) || crate::model::is_function_word(word)) {
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
            if opens_statement(passage.lower(at)) && !abbreviation
                || passage.lower(at) == "," && !passage.is_any(at.saturating_sub(1), NAMES)
            {
                return 0;
            }
            if self.is_customer(at) {
                let object = (sentence.start..at).any(|it| is_making(passage.lower(it)) || passage.is(it, class::BUILDER_VERB));
                let close = !object && first - at <= 5 && matches!(passage.lower(at + 1), "on" | "with" | "using" | "running")
                    || passage.lower(at + 1) == "of" && at + 2 == first;
                let acts = passage.is(at + 1, class::OWN_USE) || is_link(passage.lower(at + 1));
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
        let raw = passage.words.get(at).map_or("", |it| it.span.of(passage.text));
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

    /// A part of a product that is also a way to build: only calling and building it is a leak.
    fn dual(&self) -> i32 {
        let passage = self.passage;
        let first = self.words.start;
        let clause = passage.clause(first);
        let sentence = passage.sentence(first);
        let called = (clause.start.max(first.saturating_sub(4))..first).any(|at| is_call(passage.lower(at)));
        let through = matches!(passage.lower(first.wrapping_sub(1)), "through" | "via" | "over" | "against" | "from")
            || matches!(passage.lower(first.wrapping_sub(1)), "the" | "an" | "a" | "our" | "its")
                && matches!(passage.lower(first.wrapping_sub(2)), "through" | "via" | "over" | "against");
        let moved = clause
            .clone()
            .any(|at| passage.is_any(at, &[class::PLACED, class::IMPLEMENTED, class::BUILDER_VERB]) || is_making(passage.lower(at)));
        let built = (clause.start.max(first.saturating_sub(4))..first).any(|at| is_making(passage.lower(at)));
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
        let made = clause.clone().any(|at| is_call(passage.lower(at)) || is_making(passage.lower(at)) || passage.is(at, class::PLACED));
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

/// Whether the token at `at` is the base form of a verb: no `s`, `ed` or `ing` at its end. After a plural name it may be the
/// predicate, after a singular one it is not.
fn is_base(passage: &Passage, at: usize) -> bool {
    let word = passage.lower(at);
    !(word.ends_with('s')
        || word.ends_with("ed")
        || word.ends_with("ing")
        || matches!(word, "met" | "told" | "said" | "bought" | "paid" | "led" | "sold" | "took" | "left"))
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

/// Whether `word` opens another statement, or makes the name a part of what the vendor does.
fn opens_statement(word: &str) -> bool {
    matches!(
        word,
        ";" | ":"
            | "."
            | "("
            | "so"
            | "because"
            | "once"
            | "if"
            | "when"
            | "until"
            | "while"
            | "since"
            | "after"
            | "before"
            | "unless"
            | "by"
            | "we"
            | "us"
            | "our"
            | "engineering"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "it"
    )
}

/// Whether `word` links a subject to its verb: a relative pronoun, an adverb, an auxiliary, or a place behind the subject.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "that"
            | "which"
            | "whose"
            | "at"
            | "in"
            | "from"
            | "of"
            | "already"
            | "still"
            | "often"
            | "also"
            | "may"
            | "can"
            | "will"
            | "must"
            | "need"
            | "today"
            | "now"
            | "mostly"
            | "usually"
            | "both"
            | "and"
            | "do"
            | "to"
    )
}

/// Nouns behind the name of a family or a place.
fn is_kin(word: &str) -> bool {
    matches!(
        word,
        "family"
            | "brothers"
            | "sisters"
            | "household"
            | "estate"
            | "foundation"
            | "museum"
            | "street"
            | "square"
            | "stadium"
            | "novel"
            | "hall"
            | "bakery"
            | "farm"
    )
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "in" | "on" | "with" | "to" | "from" | "via" | "through" | "over" | "of" | "by" | "using" | "into")
}

/// Verbs of making and moving programs, in all their forms; what follows their preposition is what it is made with.
fn is_making(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "write",
        "writes",
        "writing",
        "written",
        "wrote",
        "rewrite",
        "rewrites",
        "rewriting",
        "rewritten",
        "rewrote",
        "rebuild",
        "rebuilds",
        "rebuilding",
        "rebuilt",
        "build",
        "builds",
        "building",
        "built",
        "implement",
        "implements",
        "implementing",
        "implemented",
        "code",
        "codes",
        "coding",
        "coded",
        "program",
        "programmed",
        "programming",
        "develop",
        "develops",
        "developed",
        "developing",
        "port",
        "ports",
        "ported",
        "porting",
        "refactor",
        "refactored",
        "refactoring",
        "compile",
        "compiled",
        "compiles",
        "migrate",
        "migrates",
        "migrated",
        "migrating",
        "deploy",
        "deploys",
        "deployed",
        "deploying",
        "render",
        "renders",
        "rendered",
        "rendering",
        "cache",
        "caches",
        "cached",
        "caching",
        "stream",
        "streams",
        "streamed",
        "streaming",
        "queue",
        "queued",
        "index",
        "indexed",
        "persist",
        "persisted",
        "compute",
        "computed",
        "computes",
        "serve",
        "served",
        "host",
        "hosted",
        "script",
        "scripted",
        "reimplement",
        "reimplemented",
        "containerize",
        "containerized",
        "replatform",
        "replatformed",
        "package",
        "packaged",
        "recode",
        "recoded",
        "prototype",
        "prototyped",
        "engineer",
        "engineered",
        "expose",
        "exposes",
        "exposed",
        "publish",
        "published",
        "store",
        "stores",
        "stored",
        "storing",
        "wire",
        "wired",
        "orchestrate",
        "orchestrated",
        "automate",
        "automated",
    ];
    STEMS.contains(&word)
}

/// Verbs of one program that asks another.
fn is_call(word: &str) -> bool {
    matches!(
        word,
        "call"
            | "calls"
            | "calling"
            | "hit"
            | "hits"
            | "hitting"
            | "poll"
            | "polls"
            | "polling"
            | "query"
            | "queries"
            | "querying"
            | "invoke"
            | "invokes"
            | "invoking"
            | "fetch"
            | "fetches"
            | "fetching"
            | "ping"
            | "pings"
            | "consume"
            | "consumes"
            | "consuming"
            | "expose"
            | "exposes"
            | "exposing"
            | "exposed"
            | "parse"
            | "parses"
            | "authenticate"
            | "authenticates"
            | "refactor"
            | "versioned"
            | "deprecate"
    )
}
