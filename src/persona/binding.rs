//! What an item of a checklist asks for, by the pattern of its words.
//!
//! An item that says more than a check can decide is not bound: a pass would be a guess.

use super::headings::is_generic;
use super::words::{is_function_word, without_parentheses, words};
use super::{Check, Topic};

/// Words that make "no ... details" speak of how things are built.
const TECHNICAL: &[&str] = &["technical", "technology", "implementation", "engineering", "code", "language", "framework", "api"];

/// Words that forbid depth only: such a persona may name technology, and no check tells how deep is too deep.
const DEPTH: &[&str] = &["detailed", "low", "deep"];

/// Words that say that something is there at all.
const PRESENT: &[&str] = &[
    "addressed",
    "covered",
    "considered",
    "described",
    "detailed",
    "discussed",
    "documented",
    "given",
    "identified",
    "included",
    "listed",
    "noted",
    "outlined",
    "present",
    "provided",
    "stated",
];

/// The check that an item with the words `item` asks for, for a persona called `name` with `topics`.
pub(super) fn check(item: &str, name: &str, topics: &[Topic]) -> Option<Check> {
    let all = words(item);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    match all.as_slice() {
        ["no", rest @ ..] => absence(rest),
        ["focused", "on", _, ..] => Some(Check::Focus),
        ["written", "for", _, ..] => Some(Check::Audience),
        ["all", "mandatory" | "required", "section", .., "complete" | "completed" | "present"] => Some(Check::Sections),
        ["recommendation", "align", "with", _, ..] => Some(Check::Alignment),
        ["all", "recommendation", "are", "actionable", ..] => Some(Check::Actionable),
        ["success", "metric", "are", "measurable", ..] => Some(Check::Measurable),
        ["perspective", "meet", _, .., "outcome", "defined"] | ["perspective", "meet", "outcome", "defined"] => Some(Check::Outcomes),
        ["risk", "assessment", last] | ["risk", "assessment", "and", "mitigation", last] if PRESENT.contains(last) => Some(Check::Risk),
        _ => topic(&without_parentheses(item), name, topics),
    }
}

/// "No ... details" and "No ... leak into ...".
fn absence(words: &[&str]) -> Option<Check> {
    let leak = words.windows(2).position(|pair| pair == ["leak", "into"]);
    let what = &words[..leak.unwrap_or(words.len())];
    let technical = what.iter().any(|word| TECHNICAL.contains(word)) && !what.iter().any(|word| DEPTH.contains(word));
    match leak {
        _ if !technical => None,
        Some(_) => Some(Check::NoLeak),
        None => what.iter().any(|word| matches!(*word, "detail" | "language" | "framework" | "api")).then_some(Check::NoTechnology),
    }
}

/// "<topic> considerations addressed": the topic that has most of the item's words and leaves none over.
fn topic(item: &str, name: &str, topics: &[Topic]) -> Option<Check> {
    let all = words(item);
    let (last, rest) = all.split_last()?;
    if !PRESENT.contains(&last.as_str()) {
        return None;
    }
    let name = words(name);
    let own = |list: &[String], word: &String| list.iter().any(|it| words(it).contains(word));
    let fits = |topic: &Topic| {
        let bound = topic.words.iter().all(|it| words(it).iter().all(|word| rest.contains(word)));
        let idle = |word: &String| is_function_word(word) || is_generic(word) || name.contains(word);
        bound && !topic.words.is_empty() && rest.iter().all(|word| own(&topic.words, word) || own(&topic.also, word) || idle(word))
    };
    let (at, _) =
        topics.iter().enumerate().filter(|(_, topic)| fits(topic)).max_by_key(|(at, topic)| (topic.words.len(), usize::MAX - at))?;
    Some(Check::Topic(at))
}
