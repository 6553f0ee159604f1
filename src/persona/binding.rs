//! What an item of a checklist asks for, by the pattern of its words.
//!
//! An item that says more than a check can decide is not bound: a pass would be a guess.

use super::headings::is_generic;
use super::words::{is_function_word, without_parentheses, words};
use super::{Ban, Check, Item, Leaks, Review, Strength, Topic};

/// Words that make "no ... details" speak of how things are built.
const TECHNICAL: &[&str] = &["technical", "technology", "implementation", "engineering", "code", "language", "framework", "api"];

/// Words that forbid depth only: such a persona may name technology, and only its vocabulary tells how deep is too deep.
const DEPTH: &[&str] = &["detailed", "low", "deep"];

/// Words that say that something is there at all, and how much of it is wanted.
const CLAIMS: &[(&str, Strength)] = &[
    ("noted", Strength::Noted),
    ("listed", Strength::Noted),
    ("present", Strength::Noted),
    ("stated", Strength::Noted),
    ("considered", Strength::Considered),
    ("discussed", Strength::Considered),
    ("maintained", Strength::Considered),
    ("outlined", Strength::Considered),
    ("addressed", Strength::Addressed),
    ("covered", Strength::Addressed),
    ("described", Strength::Addressed),
    ("evaluated", Strength::Addressed),
    ("applied", Strength::Addressed),
    ("identified", Strength::Identified),
    ("defined", Strength::Identified),
    ("clear", Strength::Identified),
    ("established", Strength::Identified),
    ("documented", Strength::Identified),
    ("included", Strength::Included),
    ("given", Strength::Included),
    ("provided", Strength::Included),
    ("detailed", Strength::Detailed),
    ("estimated", Strength::Estimated),
    ("quantified", Strength::Estimated),
    ("forecast", Strength::Estimated),
];

/// Words that ask for the whole of something: bound only to a topic that says of what parts the whole is.
const WHOLE: &[&str] = &["comprehensive", "complete", "thorough"];

/// Words between a subject and its claim that add nothing.
const IDLE: &[&str] = &["clearly", "fully", "explicitly", "present", "been", "has", "have"];

/// Binds a persona's items.
pub(super) struct Binder<'a> {
    /// The persona's name.
    pub(super) name: &'a str,
    /// The topics of its vocabulary.
    pub(super) topics: &'a [Topic],
    /// What its vocabulary bans; `None` where it says nothing of that.
    pub(super) leaks: Option<&'a Leaks>,
    /// The items that it leaves to people.
    pub(super) reviews: &'a [Review],
}

impl Binder<'_> {
    /// The item `words` of `group`, bound.
    pub(super) fn item(&self, group: String, item: String) -> Item {
        let same = |it: &&Review| words(&it.item) == words(&item);
        if let Some(review) = self.reviews.iter().find(same) {
            return Item { group, words: item, check: None, with: None, why: review.why.clone() };
        }
        let (check, with) = self.checks(&item);
        Item { group, words: item, check, with, why: String::new() }
    }

    /// For each topic, how much the items that ask for it want to hear: the most that one of them does.
    pub(super) fn strengths(&self, items: &[Item]) -> Vec<Option<Strength>> {
        let strength = |topic: usize| items.iter().filter(|it| it.asks(Check::Topic(topic))).filter_map(|it| claim(&it.words)).max();
        (0..self.topics.len()).map(strength).collect()
    }

    /// What `item` asks for, and what besides.
    fn checks(&self, item: &str) -> (Option<Check>, Option<Check>) {
        let all = words(item);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let whole = |check| (Some(check), None);
        match all.as_slice() {
            ["no", "need", "clarification", "marker", "remain"] => whole(Check::NoMarkers),
            ["no", rest @ ..] => (self.absence(rest), None),
            ["focused", "on", _, ..] => whole(Check::Focus),
            ["written", "for", _, ..] => whole(Check::Audience),
            ["all", "mandatory" | "required", "section", .., "complete" | "completed" | "present"] => whole(Check::Sections),
            ["recommendation", "align", "with", _, ..] => whole(Check::Alignment),
            ["all", "recommendation", "are", "actionable", rest @ ..] => self.with(Check::Actionable, rest),
            ["success", "metric" | "criteria" | "criterion", "are", "measurable", rest @ ..] => self.with(Check::Measurable, rest),
            ["perspective", "meet", _, .., "outcome", "defined"] | ["perspective", "meet", "outcome", "defined"] => whole(Check::Outcomes),
            ["risk", "assessment", .., last] if self.is_risk(&all[2..], last) => whole(Check::Risk),
            ["risk", "mitigation", "strategy" | "approach" | "measure" | "plan", last] if is_claim(last) => whole(Check::Risk),
            _ => (self.topic(item), None),
        }
    }

    /// "Risk assessment included", "Risk assessment and mitigation detailed", "Risk assessment is thorough".
    fn is_risk(&self, rest: &[&str], last: &str) -> bool {
        let plain = rest.iter().rev().skip(1).all(|it| matches!(*it, "and" | "mitigation" | "is" | "has" | "been"));
        plain && (is_claim(last) || WHOLE.contains(&last))
    }

    /// `check`, and what "with ..." or "through ..." behind it asks besides; not bound where that is unknown.
    fn with(&self, check: Check, rest: &[&str]) -> (Option<Check>, Option<Check>) {
        match rest {
            [] => (Some(check), None),
            ["with" | "through" | "by" | "via", rest @ ..] => match self.best(rest) {
                Some(topic) => (Some(check), Some(Check::Topic(topic))),
                None => (None, None),
            },
            _ => (None, None),
        }
    }

    /// "No ... details" and "No ... leak into ...".
    fn absence(&self, words: &[&str]) -> Option<Check> {
        let leak = words.windows(2).position(|pair| pair == ["leak", "into"]);
        let what = &words[..leak.unwrap_or(words.len())];
        let technical = what.iter().any(|word| TECHNICAL.contains(word)) && !what.iter().any(|word| DEPTH.contains(word));
        let details = what.iter().any(|word| matches!(*word, "detail" | "language" | "framework" | "api"));
        // What a vocabulary bans is what such an item of its persona means, whatever its words are.
        let told = |bans: fn(&Leaks) -> &[Ban]| self.leaks.is_some_and(|it| !bans(it).is_empty());
        match leak {
            Some(_) if technical || told(|it| &it.bans) => Some(Check::NoLeak),
            None if details && (technical || what.contains(&"implementation") && told(|it| &it.details)) => Some(Check::NoTechnology),
            _ => None,
        }
    }

    /// "<topic> considerations addressed", "<topic> is thorough", "<subject> considers <topic>".
    fn topic(&self, item: &str) -> Option<Check> {
        let all = words(&without_parentheses(item));
        let rest: Vec<&str> = all.iter().map(String::as_str).filter(|it| !is_claim(it) && !IDLE.contains(it)).collect();
        let at = self.best(&rest)?;
        let topic = &self.topics[at];
        // Without a word that claims something of the topic, all that is said has to be among the topic's words, and
        // they have to say how much is wanted.
        let claimed = rest.len() < all.len() || topic.strength.is_some();
        let whole = !rest.iter().any(|it| WHOLE.contains(it)) || topic.needs.len() > 1;
        (claimed && whole).then_some(Check::Topic(at))
    }

    /// The topic that has most of `rest` and leaves nothing over.
    fn best(&self, rest: &[&str]) -> Option<usize> {
        let name = words(self.name);
        let own = |list: &[String], word: &str| list.iter().any(|it| words(it).iter().any(|it| it == word));
        let fits = |topic: &Topic| {
            let bound = topic.words.iter().all(|it| words(it).iter().all(|word| rest.contains(&word.as_str())));
            let idle = |word: &str| is_function_word(word) || is_generic(word) || name.iter().any(|it| it == word) || WHOLE.contains(&word);
            bound && !topic.words.is_empty() && rest.iter().all(|word| own(&topic.words, word) || own(&topic.also, word) || idle(word))
        };
        let fitting = self.topics.iter().enumerate().filter(|(_, topic)| fits(topic));
        fitting.max_by_key(|(at, topic)| (topic.words.len(), usize::MAX - at)).map(|(at, _)| at)
    }
}

fn is_claim(word: &str) -> bool {
    CLAIMS.iter().any(|(it, _)| *it == word)
}

/// How much an item wants to hear: by the last word that says it.
fn claim(item: &str) -> Option<Strength> {
    let all = words(&without_parentheses(item));
    all.iter().rev().find_map(|word| CLAIMS.iter().find(|(it, _)| it == word).map(|(_, strength)| *strength))
}
