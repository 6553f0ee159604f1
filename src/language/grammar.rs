//! Closed classes of English words, and the forms of verbs.

use super::WordSet;

/// The form of a verb, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `send`.
    Base,
    /// `sends`.
    Third,
    /// `sent`: the past, and the participle of the passive.
    Past,
    /// `sending`.
    Gerund,
}

/// The form that `word`, in lower case, has if it is a verb.
pub fn form(word: &str) -> Form {
    static BASE: WordSet = WordSet::new(&[
        "bring", "ring", "sing", "ping", "swing", "string", "need", "feed", "seed", "speed", "proceed", "succeed", "exceed", "embed",
        "focus",
    ]);
    static PAST: WordSet = WordSet::new(&[
        "sent",
        "held",
        "met",
        "told",
        "given",
        "made",
        "written",
        "shown",
        "brought",
        "built",
        "taught",
        "paid",
        "kept",
        "taken",
        "done",
        "drawn",
        "led",
        "got",
        "gone",
        "sold",
        "bought",
        "found",
        "lent",
        "spoken",
        "chosen",
        "left",
        "laid",
        "rung",
        "had",
        "driven",
        "grown",
        "withdrawn",
        "understood",
        "thought",
        "sat",
        "wound",
        "rewritten",
        "frozen",
        "sought",
        "upheld",
    ]);
    match word {
        _ if BASE.contains(word) => Form::Base,
        _ if word.ends_with("ed") || PAST.contains(word) => Form::Past,
        _ if word.ends_with("ing") => Form::Gerund,
        _ if word.ends_with('s') && !word.ends_with("ss") => Form::Third,
        _ => Form::Base,
    }
}

/// Adverbs, and the other words that may stand between a subject and its verb.
pub fn is_adverb(word: &str) -> bool {
    static ADVERBS: WordSet = WordSet::new(&[
        "also",
        "always",
        "first",
        "then",
        "please",
        "just",
        "not",
        "never",
        "only",
        "again",
        "soon",
        "still",
        "together",
        "next",
        "finally",
        "perhaps",
        "maybe",
        "instead",
        "therefore",
        "\"",
        "“",
        "'",
        "second",
        "third",
        "better",
        "jointly",
        "even",
        "*",
        "now",
    ]);
    static OTHERS: WordSet = WordSet::new(&["family", "reply", "supply", "apply", "only", "weekly", "monthly", "quarterly", "assembly"]);
    ADVERBS.contains(word) || (word.ends_with("ly") && !OTHERS.contains(word))
}

/// Articles, possessives, numerals, quantifiers: what opens a noun phrase.
pub fn is_determiner(word: &str) -> bool {
    static DETERMINERS: WordSet = WordSet::new(&[
        "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their", "each", "every", "all",
        "any", "no", "both", "some", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "half",
        "either", "another", "several", "such",
    ]);
    DETERMINERS.contains(word)
}

/// What opens a phrase for something that is there already.
pub fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "this" | "that" | "these" | "those" | "our" | "their" | "its")
}

/// Prepositions and particles that follow a verb.
pub fn is_preposition(word: &str) -> bool {
    static PREPOSITIONS: WordSet = WordSet::new(&[
        "to",
        "with",
        "through",
        "over",
        "on",
        "at",
        "from",
        "in",
        "into",
        "for",
        "about",
        "of",
        "by",
        "via",
        "after",
        "before",
        "within",
        "during",
        "across",
        "among",
        "between",
        "against",
        "towards",
        "toward",
        "under",
        "until",
        "without",
        "beyond",
        "around",
        "beside",
        "onto",
        "per",
        "as",
        "throughout",
        "inside",
        "near",
        "off",
        "along",
        "up",
        "out",
        "down",
        "above",
        "below",
        "ahead",
        "using",
        "behind",
    ]);
    PREPOSITIONS.contains(word)
}
