//! Verbs of a recommendation: which words tell somebody to do something, without a tagger. A verb counts by its form
//! and by what stands around it; a verb in a condition, a relative clause or a purpose tells nobody to do anything.

use std::ops::Range;

use crate::language::{Class, Form, Kind, class, form, is_adverb, is_determiner, is_preposition};
use crate::model::Unit;

/// What a verb says of the deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Force {
    /// An observable deed.
    Act,
    /// A deed that only its object tells.
    Light,
    /// No deed.
    Abstract,
    /// Thinking about one.
    Hedge,
}

/// How a verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Mood {
    /// Somebody is told to: an imperative, a modal verb, a role with what it does.
    Told,
    /// The same in the passive: what is done to stands before.
    Passive,
    /// `by sending ...`.
    Method,
    /// `to send ...`, the purpose of something else.
    Purpose,
}

/// A verb found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct Action {
    /// Its tokens in the unit.
    pub words: Range<usize>,
    /// What it says.
    pub force: Force,
    /// How it stands.
    pub mood: Mood,
}

const FORCES: [(Class, Force); 4] =
    [(class::ACT, Force::Act), (class::LIGHT, Force::Light), (class::ABSTRACT, Force::Abstract), (class::HEDGE, Force::Hedge)];

/// The verbs of `within` that tell somebody something, in order.
pub(in crate::model) fn actions(unit: &Unit, within: &Range<usize>) -> Vec<Action> {
    let mut found: Vec<Action> = Vec::new();
    let mut end = usize::MAX;
    for (words, force) in verbs(unit, within) {
        // What stands directly behind a verb is its object: "deepens ties", "offering discounts".
        let object = end == words.start && form(unit.words.lower(words.start)) == Form::Third;
        let Some(mut mood) = mood(unit, &words, within, found.last()).filter(|_| !object) else { continue };
        end = words.end;
        // "to bundle and leave": what is joined by "and" has the mood of what it is joined to.
        let joined = matches!(unit.words.lower(words.start.wrapping_sub(1)), "and" | "or");
        if let Some(last) = found.last()
            && joined
            && mood == Mood::Told
            && last.mood == Mood::Purpose
            && !(last.words.end..words.start).any(|at| unit.ends_clause(at))
        {
            mood = Mood::Purpose;
        }
        found.push(Action { words, force, mood });
    }
    found
}

/// Whether the verb is the end of a name of more than one word: `finance leads`, `success plan`.
fn ends_name(unit: &Unit, verb: &Range<usize>) -> bool {
    const NAMES: [Class; 5] = [class::BENEFICIARY, class::ACTOR, class::DELIVERABLE, class::GENERIC, class::OUTCOME];
    unit.hits.iter().any(|hit| hit.words.start < verb.start && hit.words.end >= verb.end && NAMES.contains(&hit.class))
}

/// The verbs in `within`: at each place the longest of all forces.
fn verbs(unit: &Unit, within: &Range<usize>) -> Vec<(Range<usize>, Force)> {
    let mut found: Vec<(Range<usize>, Force)> = Vec::new();
    for hit in unit.hits.iter().filter(|hit| within.start <= hit.words.start && hit.words.end <= within.end) {
        let Some(&(_, force)) = FORCES.iter().find(|(class, _)| *class == hit.class) else { continue };
        match found.last_mut() {
            Some(last) if hit.words.start == last.0.start && hit.words.end > last.0.end => *last = (hit.words.clone(), force),
            Some(last) if hit.words.start < last.0.end => {}
            _ => found.push((hit.words.clone(), force)),
        }
    }
    found
}

fn mood(unit: &Unit, verb: &Range<usize>, within: &Range<usize>, last: Option<&Action>) -> Option<Mood> {
    let place = Place::new(unit, verb, within);
    let inside = place.previous.is_some() && unit.words.get(verb.start).is_some_and(|it| it.capital && !it.upper);
    if inside || ends_name(unit, verb) || place.quoted() || place.is_advice() || unit.asks(verb) {
        return None;
    }
    let mood = match form(unit.words.lower(verb.start)) {
        Form::Base => place.base(),
        Form::Third => place.third(),
        Form::Past => {
            matches!(place.before(), "be" | "is" | "are" | "being" | "been" | "get" | "gets" | "was" | "were").then_some(Mood::Passive)
        }
        Form::Gerund => place.gerund(),
    }?;
    // What "and" joins to a verb that tells something tells something too, whatever stands between.
    let joined = matches!(place.before(), "and" | "or") && last.is_some_and(|it| it.mood == Mood::Told && it.words.start >= place.start);
    (!place.subordinate(joined)).then_some(mood)
}

/// A verb and what stands around it.
struct Place<'a> {
    unit: &'a Unit,
    verb: &'a Range<usize>,
    /// First token of the part or range that the verb stands in.
    start: usize,
    /// Token before it that is no adverb; `None` at a start.
    previous: Option<usize>,
}

impl<'a> Place<'a> {
    fn new(unit: &'a Unit, verb: &'a Range<usize>, within: &Range<usize>) -> Self {
        let start = unit.parts.iter().find(|part| part.contains(&verb.start)).map_or(within.start, |part| part.start.max(within.start));
        let labelled = unit.label.end <= verb.start && unit.label.end > start;
        let start = if labelled { unit.label.end } else { start };
        let mut place = Place { unit, verb, start, previous: None };
        place.previous = place.back(verb.start);
        place
    }

    /// The token before `at` that is no adverb; `None` where a clause begins.
    fn back(&self, at: usize) -> Option<usize> {
        (self.start..at).rev().find(|&it| !is_adverb(self.unit.words.lower(it))).filter(|&it| !self.opens(it))
    }

    /// Whether the symbol at `at` makes the next word the first of a clause.
    fn opens(&self, at: usize) -> bool {
        let words = &self.unit.words;
        match words.lower(at) {
            "." | ":" | ";" | "!" | "?" | "→" | "(" | "[" | "]" | ")" | "•" | ">" => {
                words.get(at).is_some_and(|it| it.kind == Kind::Symbol)
            }
            "-" => words.get(at).is_some_and(|it| !it.glued),
            _ => false,
        }
    }

    fn word(&self, at: Option<usize>) -> &str {
        at.map_or("", |it| self.unit.words.lower(it))
    }

    /// The word before the verb; empty at the start of a clause.
    fn before(&self) -> &str {
        self.word(self.previous)
    }

    fn quoted(&self) -> bool {
        self.unit.words.get(self.verb.start).is_some_and(|it| it.quoted)
    }

    /// `We recommend that ...`, `It is suggested to ...`: no deed, only its introduction.
    fn is_advice(&self) -> bool {
        let advice = self.unit.of(class::ADVICE).any(|hit| hit.words.start == self.verb.start);
        let it_helps = self.unit.words.lower(self.verb.start) == "help" && self.unit.words.lower(self.start) == "it";
        it_helps || (advice && (matches!(self.before(), "we" | "i" | "is" | "would") || self.introduces(self.verb.start)))
    }

    /// Whether `that` follows the advice at `at`.
    fn introduces(&self, at: usize) -> bool {
        self.unit.words.lower(at + 1) == "that" && self.previous.is_some()
    }

    fn base(&self) -> Option<Mood> {
        let Some(previous) = self.previous else {
            return self.is_verb_at_start().then_some(Mood::Told);
        };
        match self.before() {
            "should" | "must" | "will" | "shall" | "ought" | "can" | "could" | "may" | "might" | "would" | "do" | "don't" | "please" => {
                Some(Mood::Told)
            }
            "to" => Some(if self.governed(previous) { Mood::Told } else { Mood::Purpose }),
            "and" | "or" | "then" | "but" | "," | "&" | "/" | "+" => self.has_object().then_some(Mood::Told),
            "we" | "they" | "i" | "you" | "somebody" | "someone" => Some(Mood::Told),
            "be" | "is" | "are" | "being" | "been" => {
                // Participles that look like their base: put, set, run, cut.
                matches!(self.unit.words.lower(self.verb.start), "put" | "set" | "run" | "cut" | "read").then_some(Mood::Passive)
            }
            before => {
                let plural = before.ends_with('s') && !before.ends_with("ss") && self.is_word(previous);
                ((plural && self.has_noun() || self.is_role(previous) && self.has_object()) && !self.is_filler(previous))
                    .then_some(Mood::Told)
            }
        }
    }

    /// Whether a base form at the start of a clause is a verb: no verb of its own and no `of` follows.
    fn is_verb_at_start(&self) -> bool {
        let next = self.unit.words.lower(self.verb.end);
        let fits = !matches!(next, "of" | "is" | "are" | "should" | "must" | "will" | "shall" | "has" | "was");
        // Within brackets, a verb has an object.
        let bracket = self.verb.start > self.start && matches!(self.unit.words.lower(self.verb.start - 1), "(" | "[");
        fits && (!bracket || self.has_object())
    }

    fn third(&self) -> Option<Mood> {
        let previous = self.previous?;
        match self.before() {
            "and" | "," | "or" | "then" => self.has_object().then_some(Mood::Told),
            "he" | "she" | "who" | "everyone" | "somebody" | "someone" => Some(Mood::Told),
            before if !self.is_word(previous) || is_determiner(before) || is_preposition(before) => None,
            _ if self.is_filler(previous) => None,
            _ => (self.is_actor(previous) || self.has_noun()).then_some(Mood::Told),
        }
    }

    fn gerund(&self) -> Option<Mood> {
        match self.before() {
            "" => Some(Mood::Told),
            "by" | "through" | "via" | "while" => Some(Mood::Method),
            "in" => self.has_noun().then_some(Mood::Method),
            "and" | "or" | "," => {
                let by = (self.start..self.verb.start).rev().take(25).any(|at| matches!(self.unit.words.lower(at), "by" | "through"));
                (by && self.has_object()).then_some(Mood::Method)
            }
            "recommend" | "suggest" | "propose" | "advise" | "start" | "begin" | "try" | "stop" => Some(Mood::Told),
            _ => None,
        }
    }

    fn is_word(&self, at: usize) -> bool {
        self.unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)
    }

    /// Whether the word at `at` is a mere quality, so that a noun follows: `key sponsors`.
    fn is_filler(&self, at: usize) -> bool {
        self.unit.of(class::FILLER).any(|hit| hit.words.contains(&at))
    }

    /// Whether a noun phrase follows the verb.
    fn has_noun(&self) -> bool {
        self.has_object() && !is_preposition(self.unit.words.lower(self.verb.end))
    }

    /// Whether a role of the vendor ends at `at`.
    fn is_role(&self, at: usize) -> bool {
        self.unit.of(class::ACTOR).any(|hit| hit.words.end == at + 1)
    }

    /// Whether a role of the vendor or a name ends at `at`.
    fn is_actor(&self, at: usize) -> bool {
        let capital = self.unit.words.get(at).is_some_and(|it| it.capital && !it.upper);
        let verb = || self.unit.hits.iter().any(|hit| hit.words.start == at && FORCES.iter().any(|(class, _)| *class == hit.class));
        let first = || !self.unit.words.lower(at).ends_with('s') && !verb();
        self.is_role(at) || (capital && (at > self.start || first()))
    }

    /// Whether `to` at `at` belongs to a verb or a word that tells somebody to do what follows.
    fn governed(&self, at: usize) -> bool {
        const GOVERNORS: &[&str] = &[
            "advisable",
            "advised",
            "agree",
            "agreed",
            "and",
            "are",
            "asked",
            "best",
            "due",
            "encouraged",
            "expected",
            "good",
            "had",
            "has",
            "have",
            "helpful",
            "idea",
            "important",
            "is",
            "need",
            "needs",
            "obliged",
            "or",
            "ought",
            "recommended",
            "required",
            "sense",
            "supposed",
            "time",
            "want",
            "wants",
            "wise",
            "worth",
            "urged",
            "remember",
            "or",
            "commit",
            "commits",
            "use",
        ];
        let Some(governor) = self.back(at) else { return true };
        let word = self.unit.words.lower(governor);
        let name = self.unit.words.get(governor).is_some_and(|it| it.capital) && governor < self.start + 4;
        let actor = self.unit.of(class::ACTOR).any(|hit| hit.words.end == governor + 1) && governor < self.start + 5;
        // "A review to be held": the subject stands before.
        let passive = self.unit.words.lower(self.verb.start) == "be" || self.unit.words.lower(at + 1) == "be";
        GOVERNORS.contains(&word) || name || actor || passive
    }

    /// Whether what follows the verb can be its object or go on with it.
    fn has_object(&self) -> bool {
        let at = self.verb.end;
        let next = self.unit.words.lower(at);
        let Some(word) = self.unit.words.get(at) else { return false };
        is_determiner(next)
            || is_preposition(next)
            || matches!(
                next,
                "them"
                    | "him"
                    | "her"
                    | "it"
                    | "us"
                    | "me"
                    | "you"
                    | "how"
                    | "what"
                    | "why"
                    | "whether"
                    | "who"
                    | "when"
                    | "where"
                    | "that"
                    | "which"
                    | "more"
                    | "fewer"
                    | "back"
                    | "up"
                    | "out"
                    | "down"
                    | "away"
                    | "everyone"
                    | "everybody"
                    | "somebody"
                    | "nobody"
            )
            || (word.kind == Kind::Number)
            || (word.kind == Kind::Word && word.capital)
            || (word.kind == Kind::Word
                && self.verb.start > 0
                && matches!(self.before(), "and" | "or" | ",")
                && !next.ends_with("ing")
                && self.unit.words.get(at + 1).is_some_and(|it| it.kind == Kind::Word)
                && !matches!(self.unit.words.lower(at + 1), "of" | "in" | "and"))
            || matches!(self.unit.words.lower(at), "\"" | "“" | "'" | "‘")
            || self.unit.quantities.iter().any(|it| it.words.start == at)
    }

    /// Whether the verb stands in a condition, a relative clause, a purpose or a reason. A comma ends the first two.
    fn subordinate(&self, joined: bool) -> bool {
        let words = &self.unit.words;
        if words.lower(self.start) == "whoever" {
            return self.verb.start == self.start + 1;
        }
        let strong = matches!(self.before(), "should" | "must" | "ought");
        let mut comma = false;
        for at in (self.start..self.verb.start).rev().take(40) {
            match words.lower(at) {
                "." | ";" | ":" | "!" | "?" | "→" if self.opens(at) => return false,
                "-" if words.get(at).is_some_and(|it| !it.glued) => return false,
                "," => comma = true,
                "because" | "since" | "lest" => return true,
                "so" => return !matches!(words.lower(at + 1), "far" | "many" | "much"),
                "order" if words.lower(at + 1) == "to" => return true,
                "if" if words.lower(self.start) == "it" => return false,
                "that" if self.is_content(at) => return false,
                "that" if is_determiner_that(words.lower(at + 1)) => {}
                "who" | "which" | "whose" | "whom" | "that" if !strong && !comma => return true,
                "which" => return true,
                "when" | "if" | "once" | "whenever" | "until" | "unless" | "after" | "before" | "as" | "where" | "while" | "how"
                | "what" | "why" | "whether"
                    if !(comma || joined || at + 1 >= self.verb.start || words.lower(at) == "as" && is_determiner(words.lower(at + 1))) =>
                {
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    /// Whether `that` at `at` opens what is recommended.
    fn is_content(&self, at: usize) -> bool {
        let before = self.unit.words.lower(at.wrapping_sub(1));
        at > self.start
            && ["recommend", "suggest", "propose", "advis", "important", "agree", "essential", "sense"]
                .iter()
                .any(|it| before.starts_with(it))
    }
}

fn is_determiner_that(next: &str) -> bool {
    matches!(next, "week" | "day" | "month" | "same" | "call" | "list" | "page" | "date")
}
