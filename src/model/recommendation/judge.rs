//! The label of a recommendation: would two people do recognisably the same?

use std::ops::Range;

use super::RecommendationLabel as Label;
use super::action::{Action, Force, Mood, actions};
use super::extract::Piece;
use crate::language::{Class, Kind, TimeKind, WordSet, class, is_definite, is_determiner, is_preposition};
use crate::model::{Unit, is_function_word};
use crate::text::Span;

/// A label with what speaks for it.
pub(super) struct Judgement {
    pub label: Label,
    pub confidence: u8,
    pub who: Option<Span>,
    pub when: Option<Span>,
    pub how: Option<Span>,
}

/// Judges `piece`, a block with what belongs to it.
pub(super) fn judge(piece: &Piece) -> Judgement {
    let reader = Reader::new(piece);
    let (who, when, how) = (reader.who(), reader.when(), reader.how());
    let vague = reader.vagueness();
    let label = match vague {
        Some(_) => Label::Vague,
        None if who.is_some() || when.is_some() || how.is_some() => Label::Actionable,
        None => Label::Partly,
    };
    Judgement { label, confidence: vague.unwrap_or(80), who, when, how }
}

struct Reader<'a> {
    piece: &'a Piece<'a>,
    unit: &'a Unit,
    words: Range<usize>,
    actions: Vec<Action>,
}

impl<'a> Reader<'a> {
    fn new(piece: &'a Piece<'a>) -> Self {
        let unit = piece.unit;
        let words = piece.words.clone();
        Reader { piece, unit, actions: actions(unit, &words), words }
    }

    /// How sure it is that the recommendation is vague, in percent; `None` where it is not.
    fn vagueness(&self) -> Option<u8> {
        if self.others_tell() {
            return None;
        }
        let main = self.actions.iter().find(|it| matches!(it.mood, Mood::Told | Mood::Passive));
        match main {
            None => self.noun_phrase(),
            Some(main) => match main.force {
                Force::Hedge => (!self.is_clear() && !self.is_decided()).then_some(90),
                Force::Abstract if self.assigns(main) => None,
                Force::Abstract => (!self.is_clear()).then_some(if self.has_anchor() { 88 } else { 93 }),
                Force::Act | Force::Light if self.makes_feel(main) && !self.is_clear_beside(main) => Some(88),
                Force::Act | Force::Light => self.empty_deed(main),
            },
        }
    }

    /// `Make the pickers love the robots`, `keep members happy`: what others should feel, and no deed.
    fn makes_feel(&self, main: &Action) -> bool {
        let causes = matches!(
            self.unit.words.lower(main.words.start),
            "make" | "makes" | "keep" | "keeps" | "get" | "gets" | "let" | "lets" | "have"
        );
        let object = self.phrase(main.words.end);
        static FEELINGS: WordSet = WordSet::new(&[
            "love",
            "like",
            "feel",
            "want",
            "trust",
            "enjoy",
            "believe",
            "happy",
            "proud",
            "successful",
            "satisfied",
            "loyal",
            "excited",
            "comfortable",
            "confident",
            "engaged",
            "delighted",
            "aware",
            "care",
        ]);
        let feels = |at: usize| FEELINGS.contains(self.unit.words.lower(at));
        causes && (object.start + 1..(object.end + 1).min(self.words.end)).any(feels)
    }

    /// Whether a column or a bullet that belongs to it tells how: `How: ...`, `Deliverable: ...`.
    fn others_tell(&self) -> bool {
        const HOW: &[&str] = &["how", "method", "deliverable", "implementation", "step", "detail", "first step", "what exactly"];
        let how = |label: &str| HOW.iter().any(|it| label.starts_with(it));
        let tells = |unit: &Unit, words: &Range<usize>| {
            let thing = unit.of(class::DELIVERABLE).any(|it| within(&it.words, words) && !filled(unit, &it.words));
            thing || actions(unit, words).iter().any(|it| it.force == Force::Act)
        };
        self.unit.cells.iter().any(|cell| how(&cell.column) && tells(self.unit, &cell.words))
            || self
                .piece
                .extra
                .iter()
                .any(|unit| how(unit.words.lower(unit.label.start)) && tells(unit, &(unit.label.end..unit.words.len())))
    }

    /// Whether something in the block tells what is done, although its main verb does not.
    fn is_clear(&self) -> bool {
        self.actions.iter().any(|action| self.tells(action)) || self.has_method() || self.is_determined() || self.is_detailed()
    }

    /// Whether something else than `main` tells what is done.
    fn is_clear_beside(&self, main: &Action) -> bool {
        self.actions.iter().any(|it| it != main && self.tells(it)) || self.has_method() || self.is_detailed()
    }

    /// `Ensure every new agent has a named coach`: who is to have which thing or person.
    fn assigns(&self, main: &Action) -> bool {
        let end = self.clause_end(main.words.end);
        let has =
            (main.words.end..end).find(|&at| matches!(self.unit.words.lower(at), "has" | "have" | "gets" | "get" | "receives" | "receive"));
        has.is_some_and(|at| {
            let given = self.phrase(at + 1);
            let counted = matches!(self.unit.words.lower(at + 1), "a" | "an" | "one" | "two") || self.amount(&given);
            let head = self.head(&given);
            let blurred =
                head.is_none_or(|it| [class::GENERIC, class::OUTCOME, class::ABSTRACT].iter().any(|class| self.covers(*class, it)));
            at > main.words.end + 1 && counted && !blurred && !self.has(class::FILLER, &given) && !self.has(class::SLOGAN, &given)
        })
    }

    fn tells(&self, action: &Action) -> bool {
        let joint = || self.main_is(class::JOINT);
        let mood = match action.mood {
            Mood::Told | Mood::Passive | Mood::Method => true,
            Mood::Purpose => joint(),
        };
        let deed = match action.force {
            Force::Act => true,
            Force::Light => {
                let object = self.object(action);
                let clause = action.words.start..self.clause_end(action.words.end);
                let timed = self.unit.times.iter().any(|it| within(&it.words, &clause));
                self.thing(&object) || self.amount(&object) || self.specific(&object) > 1 || timed
            }
            Force::Abstract | Force::Hedge => false,
        };
        mood && deed && !self.is_generic(action)
    }

    fn main_is(&self, class: Class) -> bool {
        let main = self.actions.iter().find(|it| matches!(it.mood, Mood::Told | Mood::Passive));
        main.is_some_and(|main| self.unit.of(class).any(|hit| hit.words.start == main.words.start))
    }

    /// `with`, `through`, `using` ... something that one can hold, attend or count.
    fn has_method(&self) -> bool {
        self.method().is_some()
    }

    fn method(&self) -> Option<Range<usize>> {
        self.words.clone().find_map(|at| {
            let cue = self.unit.words.lower(at);
            let wide = matches!(cue, "using" | "via");
            if !(wide || matches!(cue, "with" | "through" | "as" | "in" | "into")) {
                return None;
            }
            let phrase = self.phrase(at + 1);
            let counted = is_determiner(self.unit.words.lower(at + 1)) || self.amount(&phrase);
            let thing = self.thing(&phrase);
            let found = match cue {
                "using" | "via" => thing || self.amount(&phrase) || (self.specific(&phrase) > 0 && !self.has(class::FILLER, &phrase)),
                "as" | "in" | "into" => thing && matches!(self.unit.words.lower(at + 1), "a" | "an" | "one" | "two" | "three"),
                // "Engagement with the page": what they are engaged with, no way of doing it.
                "with" if self.covers(class::OUTCOME, at.wrapping_sub(1)) && is_definite(self.unit.words.lower(at + 1)) => false,
                "with" if thing => counted || self.specific(&phrase) > 0,
                "with" if self.acts_on_thing() && self.specific(&phrase) > 0 => true,
                // "Brokers with two products": who is meant, no way of doing it.
                "with" if self.covers(class::BENEFICIARY, at.wrapping_sub(1)) => false,
                _ => {
                    thing && (counted || cue == "through" || self.specific(&phrase) > 0)
                        || (self.amount(&phrase) && self.specific(&phrase) > 0)
                }
            };
            found.then_some(at..phrase.end)
        })
    }

    /// Whether the main verb changes a document, an offer or an event.
    fn acts_on_thing(&self) -> bool {
        self.main_is(class::SOFT) && self.actions.first().is_some_and(|main| self.thing(&self.object(main)))
    }

    /// `ensure a kickoff call for every new account`: the deliverable tells the deed.
    fn is_determined(&self) -> bool {
        if self.is_cut() || (self.main_is(class::JOINT) && self.words.clone().any(|at| self.is_on_thing(at))) {
            return true;
        }
        self.main_is(class::SOFT) && (self.determined() || (self.thing(&self.words) && self.amount(&self.words)))
    }

    /// `Work with the growers on a field day`.
    fn is_on_thing(&self, at: usize) -> bool {
        self.unit.words.lower(at) == "on"
            && matches!(self.unit.words.lower(at + 1), "a" | "an" | "one" | "two")
            && self.thing(&self.phrase(at + 1))
    }

    /// `Cut the second reminder`: these verbs change a thing, not a quality, where their object is a thing.
    fn is_cut(&self) -> bool {
        self.actions.first().is_some_and(|main| {
            let verb = self.unit.words.lower(main.words.start);
            let object = self.object(main);
            let head = self.head(&object).is_some_and(|head| self.covers(class::DELIVERABLE, head));
            matches!(verb, "cut" | "lower" | "raise" | "lift" | "unlock" | "halve") && head && self.thing(&object)
        })
    }

    /// Whether a deliverable stands there with an article or a number of its own.
    fn determined(&self) -> bool {
        self.of(class::DELIVERABLE, &self.words).any(|hit| {
            let start = self.phrase_start(hit.start);
            let counted = matches!(self.unit.words.lower(start), "a" | "an" | "each" | "every" | "one") || self.amount(&(start..hit.end));
            !filled(self.unit, &hit) && counted
        })
    }

    /// `Improve answers on weekends: two agents on call`: what follows the colon tells it.
    fn is_detailed(&self) -> bool {
        let colon = self.words.clone().find(|&at| matches!(self.unit.words.lower(at), ":" | ";"));
        let main = self.actions.first().map_or(0, |it| it.words.start);
        colon.is_some_and(|colon| {
            if main > colon {
                return false;
            }
            let detail = colon + 1..self.words.end;
            let timed = self.unit.times.iter().any(|it| within(&it.words, &detail)) && self.specific(&detail) > 1;
            self.specific(&detail) > 0 && (self.amount(&detail) || self.thing(&detail) || timed)
        })
    }

    /// A deadline, or a rule for deciding.
    fn is_decided(&self) -> bool {
        // "For the team day": an occasion is no deadline.
        let back = |at: usize, by: usize| self.unit.words.lower(at.wrapping_sub(by));
        let occasion = |at: usize| back(at, 0) == "for" || back(at, 1) == "for" || back(at, 1) == "the" && back(at, 2) == "for";
        let times = self.unit.times.iter().filter(|it| within(&it.words, &self.words) && !occasion(it.words.start));
        times.into_iter().any(|time| match time.kind {
            TimeKind::Date | TimeKind::Relative => true,
            TimeKind::Trigger => !matches!(self.unit.words.lower(time.words.start), "until" | "unless"),
            TimeKind::Recurring => false,
        }) || self.words.clone().any(|at| matches!(self.unit.words.lower(at), "decide" | "decides" | "decision"))
    }

    fn has_anchor(&self) -> bool {
        self.who().is_some() || self.when().is_some()
    }

    /// An observable verb whose object could be anything.
    fn empty_deed(&self, main: &Action) -> Option<u8> {
        let filler = self.has(class::FILLER, &self.words);
        let slogan = self.has(class::SLOGAN, &self.words);
        if self.is_generic(main) {
            let other = self.actions.iter().any(|it| it != main && self.tells(it)) || self.has_method();
            let specific = self.specific(&self.words);
            let thing = self.determined() && !(slogan && main.force == Force::Light && !self.amount(&self.words));
            let few = usize::from(main.force == Force::Light);
            let vague = !other && !thing && (filler || slogan || specific <= few && !self.amount(&self.words));
            return vague.then_some(if filler || slogan { 86 } else { 72 });
        }
        // "Identify and act on signals": the deed is what the second verb says.
        let next = self.actions.iter().find(|it| it.words.start > main.words.end);
        if self.object(main).is_empty()
            && matches!(self.unit.words.lower(main.words.end), "and" | "or")
            && next.is_some_and(|it| it.force == Force::Abstract && it.words.start == main.words.end + 1)
        {
            return (!self.is_clear()).then_some(80);
        }
        let the = self.of(class::DELIVERABLE, &self.words).any(|hit| is_determiner(self.unit.words.lower(self.phrase_start(hit.start))));
        let thing = self.determined() || (self.thing(&self.words) && (the || !filler));
        let bare = self.of(class::DELIVERABLE, &self.words).filter(|_| !the).map(|hit| self.specific(&hit)).sum::<usize>();
        let nothing = self.specific(&self.words) <= bare && !thing && !self.amount(&self.words) && self.when().is_none();
        let generic = main.force == Force::Light && self.has(class::GENERIC, &self.words);
        (nothing && (filler || slogan || generic)).then_some(78)
    }

    /// A recommendation without a verb.
    fn noun_phrase(&self) -> Option<u8> {
        let body = if self.unit.label.end > self.words.start && self.unit.label.end < self.words.end {
            self.unit.label.end..self.words.end
        } else {
            self.words.clone()
        };
        let start = body.clone().find(|&at| self.unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)).unwrap_or(body.start);
        let mut phrase = self.phrase(start);
        while self.head(&phrase).is_none() && phrase.end + 1 < body.end {
            phrase.end = self.phrase(phrase.end + 1).end;
        }
        let head = self.head(&phrase)?;
        let person = self.covers(class::BENEFICIARY, head);
        let abstract_head = !person && [class::GENERIC, class::ABSTRACT, class::OUTCOME].iter().any(|class| self.covers(*class, head));
        let thing = self.thing(&self.words);
        let clear = self.is_clear() || thing || self.amount(&self.words);
        let filler = self.has(class::FILLER, &body);
        if clear {
            return None;
        }
        let hollow = self.covers(class::DELIVERABLE, head) && self.has(class::FILLER, &phrase) && self.when().is_none();
        let slogan = self.has(class::SLOGAN, &self.words);
        let abstract_head = abstract_head || (self.covers(class::LIGHT, head) && self.has(class::GENERIC, &phrase));
        let empty = filler && self.specific(&body) == 0 && self.when().is_none();
        (abstract_head || hollow || slogan || empty).then_some(if filler { 86 } else { 78 })
    }

    /// Whether the object of `action`, or what is done to in the passive, could be anything.
    fn is_generic(&self, action: &Action) -> bool {
        let object = self.object(action);
        let Some(head) = self.head(&object) else { return false };
        let thing = self.thing(&object);
        let generic = self.covers(class::GENERIC, head) || (self.covers(class::OUTCOME, head) && action.force == Force::Light);
        let slogan = self.has(class::SLOGAN, &(action.words.start..self.clause_end(action.words.end)));
        // A list of things tells more than one thing that could be anything.
        let list = self.unit.words.lower(object.end) == "," && self.words.contains(&object.end);
        // A number of things that could be anything is no more than a number.
        let counted = self.amount(&object) && self.specific(&object) > 0;
        (generic && !thing && !list && !counted) || slogan
    }

    /// The noun phrase that `action` acts on.
    fn object(&self, action: &Action) -> Range<usize> {
        if action.mood == Mood::Passive {
            let end = (self.words.start..action.words.start)
                .rev()
                .find(|&at| {
                    !matches!(
                        self.unit.words.lower(at),
                        "be" | "is" | "are" | "been" | "being" | "to" | "should" | "must" | "will" | "needs" | "need" | "has" | "have"
                    )
                })
                .map_or(action.words.start, |at| at + 1);
            let start = self.clause_start(end);
            return start..self.phrase(start).end.min(end).max(start);
        }
        let mut at = action.words.end;
        while matches!(self.unit.words.lower(at), "to" | "with" | "on" | "for" | "at" | "into" | "out" | "up" | "about" | "through") {
            at += 1;
        }
        self.phrase(at)
    }

    fn clause_start(&self, end: usize) -> usize {
        (self.words.start..end).rev().find(|&at| self.unit.ends_clause(at)).map_or(self.words.start, |at| at + 1)
    }

    fn clause_end(&self, start: usize) -> usize {
        (start..self.part_end(start)).find(|&at| self.unit.ends_clause(at)).unwrap_or(self.part_end(start))
    }

    /// Where the inner block ends that `at` stands in.
    fn part_end(&self, at: usize) -> usize {
        self.unit.parts.iter().find(|part| part.contains(&at)).map_or(self.words.end, |part| part.end.min(self.words.end))
    }

    /// The noun phrase from `start` on: up to a preposition (other than `of`), a conjunction, a relative or a stop.
    fn phrase(&self, start: usize) -> Range<usize> {
        let stops = |at: usize| {
            let word = self.unit.words.lower(at);
            (is_preposition(word) && word != "of" && !self.covers(class::FILLER, at))
                || matches!(
                    word,
                    "and"
                        | "or"
                        | "who"
                        | "which"
                        | "that"
                        | "where"
                        | "when"
                        | "if"
                        | "how"
                        | "what"
                        | "why"
                        | "whether"
                        | "so"
                        | "because"
                        | "once"
                )
                || self.unit.ends_clause(at)
        };
        let end =
            (start..self.part_end(start)).skip(usize::from(matches!(self.unit.words.lower(start), "that" | "this"))).find(|&at| stops(at));
        start..end.unwrap_or(self.part_end(start)).max(start)
    }

    /// The head of a noun phrase: its last word that carries content; before `of`, where there is one.
    fn head(&self, phrase: &Range<usize>) -> Option<usize> {
        let of = phrase.clone().find(|&at| self.unit.words.lower(at) == "of").filter(|&at| at > phrase.start);
        let vague_of = |at: usize| {
            matches!(self.unit.words.lower(at.wrapping_sub(1)), "sense" | "lot" | "set" | "range" | "kind" | "series" | "number" | "list")
        };
        let end = of.filter(|&at| !vague_of(at)).unwrap_or(phrase.end);
        (phrase.start..end).rev().find(|&at| self.is_content(at) && !self.covers(class::FILLER, at))
    }

    fn phrase_start(&self, at: usize) -> usize {
        (self.words.start..at)
            .rev()
            .find(|&it| is_determiner(self.unit.words.lower(it)) || is_preposition(self.unit.words.lower(it)) || self.unit.ends_clause(it))
            .unwrap_or(self.words.start)
    }

    fn is_content(&self, at: usize) -> bool {
        self.unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)
            && !is_function_word(self.unit.words.lower(at))
            && !is_preposition(self.unit.words.lower(at))
    }

    /// Whether a deliverable stands in `range` that its adjectives do not blur; a verb of the same spelling is none.
    fn thing(&self, range: &Range<usize>) -> bool {
        let verb = |hit: &Range<usize>| self.actions.iter().any(|it| it.words.start == hit.start);
        self.of(class::DELIVERABLE, range).any(|hit| !filled(self.unit, &hit) && !verb(&hit))
    }

    /// Words in `range` that are peculiar to it: no part of the vocabulary of the trade or of vagueness.
    fn specific(&self, range: &Range<usize>) -> usize {
        const COMMON: [Class; 12] = [
            class::FILLER,
            class::GENERIC,
            class::BENEFICIARY,
            class::OUTCOME,
            class::ACTOR,
            class::ABSTRACT,
            class::HEDGE,
            class::SLOGAN,
            class::NEGATION,
            class::LIGHT,
            class::SOFT,
            class::JOINT,
        ];
        let plain = |at: usize| {
            matches!(
                self.unit.words.lower(at),
                "new" | "manager" | "managers" | "team" | "teams" | "lead" | "leads" | "leader" | "leaders" | "group" | "groups" | "base"
            )
        };
        let common = |at: usize| plain(at) || self.unit.hits.iter().any(|hit| hit.words.contains(&at) && COMMON.contains(&hit.class));
        let verb = |at: usize| self.actions.iter().any(|it| it.words.contains(&at));
        let hollow = |at: usize| self.any(class::DELIVERABLE, &(at..at + 1)).is_some_and(|hit| filled(self.unit, hit));
        range.clone().filter(|&at| self.is_content(at) && !common(at) && !verb(at) && !hollow(at)).count()
    }

    /// An amount in `range` that somebody wrote: a number, not `all` or `every`.
    fn amount(&self, range: &Range<usize>) -> bool {
        self.unit
            .quantities
            .iter()
            .any(|it| within(&it.words, range) && !matches!(self.unit.words.lower(it.words.start), "all" | "every" | "none" | "nobody"))
    }

    fn of<'b>(&'b self, class: Class, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'b, 'a> {
        let range = range.clone();
        self.unit.of(class).map(|hit| hit.words.clone()).filter(move |words| within(words, &range))
    }

    fn any(&self, class: Class, range: &Range<usize>) -> Option<&'a Range<usize>> {
        self.unit.of(class).map(|hit| &hit.words).find(|words| words.start < range.end && range.start < words.end)
    }

    fn has(&self, class: Class, range: &Range<usize>) -> bool {
        self.any(class, range).is_some()
    }

    fn covers(&self, class: Class, at: usize) -> bool {
        self.has(class, &(at..at + 1))
    }

    /// Who does it: a role or a name where a doer stands, not one to whom something is done.
    fn who(&self) -> Option<Span> {
        if let Some(span) = self.column(class::OWNER) {
            return Some(span);
        }
        let doer = |start: usize| {
            let mut at = start;
            while at > self.words.start
                && (is_determiner(self.unit.words.lower(at - 1))
                    || self.covers(class::FILLER, at - 1)
                    || self.unit.words.lower(at - 1) == "named")
            {
                at -= 1;
            }
            let before = self.unit.words.lower(at.wrapping_sub(1));
            at <= self.words.start || before == "by" || self.unit.parts.iter().any(|part| part.start == at) || self.unit.ends_clause(at - 1)
        };
        let role = self.unit.of(class::ACTOR).map(|hit| &hit.words).find(|words| within(words, &self.words) && doer(words.start));
        let name = || {
            self.actions.iter().filter(|it| it.mood == Mood::Told).find_map(|action| {
                let mut at = action.words.start.checked_sub(1)?;
                let third = self.unit.words.lower(action.words.start).ends_with('s');
                if !third && !matches!(self.unit.words.lower(at), "to" | "will" | "should" | "must") {
                    return None;
                }
                if matches!(self.unit.words.lower(at), "to" | "will" | "should" | "must") {
                    at = at.checked_sub(1)?;
                }
                let named = self.words.contains(&at)
                    && self.unit.words.get(at)?.capital
                    && self.unit.words.get(at)?.kind == Kind::Word
                    && !is_function_word(self.unit.words.lower(at));
                let bare = !self.covers(class::BENEFICIARY, at) && !self.covers(class::ACT, at);
                (named && bare).then_some(at..at + 1)
            })
        };
        role.cloned().or_else(name).map(|words| self.unit.words.span(words))
    }

    fn when(&self) -> Option<Span> {
        let time = self.unit.times.iter().find(|time| {
            let at = time.words.start;
            let adjective = time.kind == TimeKind::Recurring
                && time.words.len() == 1
                && self.unit.words.get(at + 1).is_some_and(|it| it.kind == Kind::Word);
            let before = self.unit.words.lower(at.wrapping_sub(1));
            let named = adjective && matches!(before, "the" | "their" | "our" | "your" | "his" | "her" | "this" | "skip" | "old" | "new");
            within(&time.words, &self.words) && !named && !self.is_relative(at)
        });
        time.map(|time| self.unit.words.span(time.words.clone()))
            .or_else(|| self.piece.extra.iter().find_map(|unit| unit.times.first().map(|time| unit.words.span(time.words.clone()))))
    }

    /// Whether `at` stands in a relative clause: a time there is no time of the deed.
    fn is_relative(&self, at: usize) -> bool {
        (self.words.start..at)
            .rev()
            .take(12)
            .take_while(|&it| !self.unit.ends_clause(it))
            .any(|it| matches!(self.unit.words.lower(it), "who" | "which" | "whose"))
    }

    /// How: a method, a number, or a deliverable that the verb does not merely act on.
    fn how(&self) -> Option<Span> {
        if let Some(action) = self.actions.iter().find(|it| it.mood == Mood::Method && it.force != Force::Abstract) {
            return Some(self.unit.words.span(action.words.clone()));
        }
        let amount = self.unit.quantities.iter().find(|it| {
            within(&it.words, &self.words)
                && !matches!(self.unit.words.lower(it.words.start), "all" | "every" | "none" | "nobody" | "half")
                && !matches!(self.unit.words.lower(it.words.start.wrapping_sub(1)), "the" | "these" | "those" | "all")
        });
        if let Some(amount) = amount {
            return Some(self.unit.words.span(amount.words.clone()));
        }
        let verbless = !self.actions.iter().any(|it| it.mood == Mood::Told || it.mood == Mood::Passive);
        let made = self.of(class::DELIVERABLE, &self.words).find(|hit| {
            let start = self.phrase_start(hit.start);
            let opener = self.unit.words.lower(start);
            let aside = self.words.contains(&start)
                && matches!(
                    self.unit.words.lower(start.wrapping_sub(1)),
                    "with" | "in" | "as" | "into" | "through" | "via" | "on" | ":" | ";"
                );
            !filled(self.unit, hit)
                && (verbless
                    || matches!(opener, "a" | "an" | "one")
                    || (opener == "your" && aside)
                    || matches!(opener, "with" | "via" | "through" | ":"))
        });
        made.or_else(|| self.method()).map(|words| self.unit.words.span(words)).or_else(|| {
            self.piece.extra.iter().find_map(|unit| unit.of(class::DELIVERABLE).next().map(|hit| unit.words.span(hit.words.clone())))
        })
    }

    /// What stands in the column, or behind the label, of `class`.
    fn column(&self, class: Class) -> Option<Span> {
        super::value::attribute(self.piece, class)
    }
}

/// Whether a word before `hit` in its noun phrase only fills: `regular check-ins`, `tailored customer training`.
fn filled(unit: &Unit, hit: &Range<usize>) -> bool {
    let word =
        |at: usize| unit.words.get(at).is_some_and(|it| it.kind == Kind::Word || it.glued) && !is_function_word(unit.words.lower(at));
    let start = (hit.start.saturating_sub(4)..hit.start)
        .rev()
        .take_while(|&at| word(at) && !is_preposition(unit.words.lower(at)))
        .last()
        .unwrap_or(hit.start);
    unit.of(class::FILLER).any(|filler| filler.words.start < hit.start && filler.words.end > start)
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
