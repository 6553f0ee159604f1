//! Open clarification markers: their impact by the persona's chain, their rank, and which are kept.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Perspective, Source};
use crate::language::{Hit, TimeKind, Words, class, times};
use crate::persona::Role;
use crate::syntax::BracketKind;
use crate::text::Span;

/// An open clarification marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// All of it with its brackets.
    pub span: Span,
    /// The question.
    pub question: Span,
    /// An element of the persona's chain, or `other`.
    pub impact: String,
    /// From 1, the weightiest first; equal impact: the earlier first.
    pub rank: usize,
    /// Whether it is among those kept when there are more than the limit.
    pub keep: bool,
    /// Why it has its impact.
    pub why: Why,
}

/// Why a marker has its impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The author says so in the marker.
    Given,
    /// These words of the question.
    Words(Span),
    /// The answer settles a metric about it.
    Metric,
    /// It asks for a person, which decides nothing of the chain.
    Person,
    /// Nothing of the chain is in it.
    Nothing,
}

impl Marker {
    /// Why it has its impact, as words that may follow it in parentheses. `text` is the document's.
    pub fn reason(&self, text: &str) -> String {
        match self.why {
            Why::Given => "as the marker says".to_owned(),
            Why::Words(span) => format!("it says \"{}\"", span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")),
            Why::Metric => "it stands in a metric about it".to_owned(),
            Why::Person => "it asks for a person".to_owned(),
            Why::Nothing => "it names nothing of the order of impact".to_owned(),
        }
    }
}

/// The impact of a question about none of the persona's concerns.
const OTHER: &str = "other";

/// `known` tells the impact of a marker that stood in the earlier version, too, and nothing around it was edited.
pub(super) fn read(source: Source, perspective: &Perspective, known: impl Fn(Span) -> Option<String>) -> Vec<Marker> {
    let mut markers: Vec<Marker> = source
        .syntax
        .brackets
        .iter()
        .filter_map(|bracket| match bracket.kind {
            BracketKind::Marker { question, impact, .. } => {
                let given =
                    impact.map(|it| it.of(source.text).to_lowercase()).filter(|it| it == OTHER || source.persona.chain.contains(it));
                let (impact, why) = match given {
                    Some(given) => (given, Why::Given),
                    None => {
                        let impact = known(bracket.span).unwrap_or_else(|| classify(source, perspective, bracket.span, question));
                        let why = why(source, question, &impact);
                        (impact, why)
                    }
                };
                Some(Marker { span: bracket.span, question, impact, rank: 0, keep: true, why })
            }
            _ => None,
        })
        .collect();
    let weight = |impact: &str| weight(&source.persona.chain, impact);
    let mut order: Vec<usize> = (0..markers.len()).collect();
    order.sort_by_key(|&at| (weight(&markers[at].impact), at));
    let limit = source.config.limit.unwrap_or(source.persona.limit);
    for (rank, at) in order.into_iter().enumerate() {
        markers[at].rank = rank + 1;
        markers[at].keep = rank < limit;
    }
    markers
}

/// The place of `impact` in the persona's `chain`, the weightiest 0; behind all of it for any other.
pub fn weight(chain: &[String], impact: &str) -> usize {
    chain.iter().position(|it| it == impact).unwrap_or(chain.len())
}

/// What in `question` made its impact what it is.
fn why(source: Source, question: Span, impact: &str) -> Why {
    let words = Words::new(source.text, question);
    let hits = source.persona.lexicon.scan(&words);
    if impact == OTHER && asked(&words, &hits) == Asked::Person {
        return Why::Person;
    }
    let term = |kind: &&str| {
        let class = source.persona.lexicon.class(&format!("impact:{impact}{kind}"))?;
        hits.iter().find(|hit| hit.class == class)
    };
    let own = || (0..words.len()).find(|&at| impact.split(' ').next() == Some(words.lower(at)));
    match ["", ":deed", ":weak"].iter().find_map(term) {
        Some(hit) => Why::Words(words.span(hit.words.clone())),
        None if impact == OTHER => Why::Nothing,
        None => own().map_or(Why::Metric, |at| Why::Words(words.span(at..at + 1))),
    }
}

/// What a question's first words ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// A person: other, whatever it is about (GUIDELINE, ruling 20).
    Person,
    /// A date: other, unless what is sold or what keeps the customer is named (rulings 11 and 26).
    Date,
    /// A fact or a decision: what it is about counts.
    Thing,
}

/// The impact of what the answer to the question of `marker` would change.
fn classify(source: Source, perspective: &Perspective, marker: Span, question: Span) -> String {
    let words = Words::new(source.text, question);
    let hits = source.persona.lexicon.scan(&words);
    let asked = asked(&words, &hits);
    if asked == Asked::Person || names(source, &hits, OTHER) {
        return OTHER.to_owned();
    }
    // A question about when a survey is sent changes no satisfaction; the last of the chain is what customers feel.
    let chain = match asked {
        Asked::Date => &source.persona.chain[..source.persona.chain.len().saturating_sub(1)],
        _ => &source.persona.chain[..],
    };
    let about = |impact: &&String| names_impact(source, &words, &hits, impact);
    let weak = |impact: &&String| names(source, &hits, &format!("{impact}:weak"));
    // "Before renewal" tells when, unless the question speaks of nothing else.
    let moment = || chain.iter().find(|impact| names(source, &hits, impact));
    let named = chain.iter().find(about).or_else(moment);
    let hinted = || chain.iter().find(weak).filter(|_| asked == Asked::Thing && !names(source, &hits, "other:weak"));
    let done = || chain.iter().find(|impact| does(source, &words, &hits, impact)).filter(|_| !names(source, &hits, "other:weak"));
    let metric = || chain.iter().find(|impact| measured(source, perspective, marker, impact));
    named.or_else(metric).or_else(done).or_else(hinted).cloned().unwrap_or_else(|| OTHER.to_owned())
}

/// What the first words ask for.
fn asked(words: &Words, hits: &[Hit]) -> Asked {
    let lower = |at: usize| words.lower(at);
    let customers = || hits.iter().any(|hit| hit.class == class::CUSTOMER_DOES);
    let head = (0..words.len()).find(|&at| is_interrogative(lower(at)) && opens_question(words, at));
    let Some(at) = head else { return if weighs_dates(words) { Asked::Date } else { Asked::Thing } };
    let preposition = at > 0 && matches!(lower(at - 1), "by" | "until" | "from" | "since" | "on" | "till");
    let defines =
        (at..words.len()).any(|it| matches!(lower(it), "considered" | "counted" | "regarded" | "treated" | "deemed" | "call" | "count"));
    let dates = (at + 1..at + 3).any(|it| matches!(lower(it), "date" | "day" | "deadline" | "month" | "week" | "year"));
    match lower(at) {
        // "Who is surveyed" and "who may buy" ask for a group of customers.
        "who" | "whom" if customers() => Asked::Thing,
        "who" | "whom" | "whose" => Asked::Person,
        "when" if !defines => Asked::Date,
        "which" | "what" if dates || (preposition && lower(at + 1) == "quarter") => Asked::Date,
        _ => Asked::Thing,
    }
}

fn is_interrogative(word: &str) -> bool {
    matches!(word, "who" | "whom" | "whose" | "when" | "which" | "what" | "how" | "why" | "where")
}

/// Whether the interrogative at `at` opens the question, behind a preposition or a lead-in at most; a relative pronoun
/// follows a noun.
fn opens_question(words: &Words, at: usize) -> bool {
    let before = words.lower(at.wrapping_sub(1));
    let preposition = matches!(
        before,
        "by" | "until"
            | "till"
            | "from"
            | "since"
            | "on"
            | "to"
            | "with"
            | "for"
            | "at"
            | "of"
            | "in"
            | "below"
            | "above"
            | "under"
            | "per"
            | "after"
            | "before"
    );
    at == 0 || matches!(before, ":" | "," | "-" | ";" | "and" | "or" | "but" | "so") || (preposition && at <= 2)
}

/// `In May or in June?`, `this year or next?`: the choice is between dates.
fn weighs_dates(words: &Words) -> bool {
    let dates: Vec<Range<usize>> = times(words).into_iter().filter(|it| it.kind == TimeKind::Date).map(|it| it.words).collect();
    dates.windows(2).any(|pair| (pair[0].end..pair[1].start).any(|at| words.lower(at) == "or"))
}

/// Whether a term of the class `impact:<name>` is among `hits`.
fn names(source: Source, hits: &[Hit], name: &str) -> bool {
    source.persona.lexicon.class(&format!("impact:{name}")).is_some_and(|class| hits.iter().any(|hit| hit.class == class))
}

/// Whether the question is about `impact`: a term of its class, other than as a point in time ("before renewal"), or
/// its own name.
fn names_impact(source: Source, words: &Words, hits: &[Hit], impact: &str) -> bool {
    let class = source.persona.lexicon.class(&format!("impact:{impact}"));
    let own = || impact.split(' ').next().is_some_and(|first| (0..words.len()).any(|at| words.lower(at) == first));
    let hit = class.is_some_and(|class| hits.iter().any(|hit| hit.class == class && !is_moment(words, hit.words.start)));
    hit || (class.is_none() && own())
}

/// Whether the question tells what customers do, or what is done to them, of the deeds of `impact`: `do growers stay`,
/// `keep the larger schools`.
fn does(source: Source, words: &Words, hits: &[Hit], impact: &str) -> bool {
    let Some(class) = source.persona.lexicon.class(&format!("impact:{impact}:deed")) else { return false };
    let customer = |at: usize| hits.iter().any(|it| it.class == class::BENEFICIARY && it.words.contains(&at));
    let pronoun = |at: usize| matches!(words.lower(at), "they" | "them" | "who" | "everyone" | "nobody");
    let stops = |at: usize| matches!(words.lower(at), "," | ";" | ":" | "and" | "or" | "if" | "when" | "that");
    hits.iter().filter(|hit| hit.class == class).any(|hit| {
        let subject = (hit.words.start.saturating_sub(4)..hit.words.start).rev().take_while(|&at| !stops(at) || at + 1 == hit.words.start);
        let object = (hit.words.end..hit.words.end + 4).take_while(|&at| at < words.len() && !stops(at));
        subject.chain(object).any(|at| customer(at) || pronoun(at))
    })
}

/// Whether the term at `at` only tells a point in time: `90 days before the renewal`.
fn is_moment(words: &Words, at: usize) -> bool {
    let lower = |back: usize| words.lower(at.wrapping_sub(back));
    if !matches!(words.lower(at), "renewal" | "renewals" | "contract" | "end" | "launch") {
        return false;
    }
    let skip = if matches!(lower(1), "the" | "a" | "their" | "its" | "each" | "every") { 2 } else { 1 };
    matches!(lower(skip), "before" | "after" | "until" | "till")
        || (lower(skip) == "at" && matches!(words.lower(at), "renewal" | "renewals"))
        || (lower(skip) == "to" && lower(skip + 1) == "prior")
}

/// Whether `marker` stands for the amount of a metric about `impact`: then the answer settles that metric.
fn measured(source: Source, perspective: &Perspective, marker: Span, impact: &str) -> bool {
    let unit = perspective.units_in(Role::Metrics).find(|(_, unit)| unit.span.covers(marker));
    unit.is_some_and(|(_, unit)| names_impact(source, &unit.words, &unit.hits, impact))
}
