//! Numbers that are no amounts: parts of dates, times of day and versions, and numbers that name something.

use super::{MONTHS, NUMBERS, SUFFIXES, UNITS, digits, glued};
use crate::language::set::WordSet;
use crate::language::words::{Kind, Words};

/// Words that make the number behind them a name: `tier 2`, `phase 1`.
static NAMERS: WordSet = WordSet::new(&[
    "tier",
    "phase",
    "level",
    "step",
    "version",
    "iso",
    "soc",
    "week",
    "day",
    "month",
    "year",
    "chapter",
    "stage",
    "option",
    "part",
    "section",
    "page",
    "question",
    "item",
    "wave",
    "priority",
    "sprint",
    "release",
    "type",
    "grade",
    "form",
    "room",
    "line",
    "no",
    "number",
    "appendix",
    "article",
    "module",
    "lesson",
    "round",
    "cohort",
    "group",
    "figure",
    "table",
    "quarter",
    "fy",
    "pillar",
    "milestone",
    "gate",
    "act",
    "area",
    "zone",
    "terminal",
    "building",
    "ticket",
    "case",
    "rule",
    "ruling",
    "goal",
    "outcome",
    "risk",
    "recommendation",
    "objective",
    "scenario",
    "plan",
    "en",
    "din",
    "series",
    "windows",
    "office",
    "class",
    "segment",
    "region",
    "hour",
    "slide",
    "row",
    "column",
    "scale",
    "size",
    "unit",
    "gen",
    "generation",
]);

/// Those that name with a number in words as well: `week eight`, `month six`.
static SPELT: WordSet =
    WordSet::new(&["week", "day", "month", "year", "quarter", "phase", "tier", "level", "step", "stage", "wave", "priority"]);

/// Words before a hyphen that bound the number behind it: `sub-5 minutes`.
static BOUNDS: WordSet = WordSet::new(&["sub", "under", "over", "top", "plus", "minus", "to", "max", "min"]);

/// Whether the number at `at` names something, or is part of a date, a time of day or a version.
pub(super) fn is_name(words: &Words, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    // "Every two weeks" is a time.
    if matches!(words.lower(at.wrapping_sub(1)), "every" | "each") && UNITS.contains(words.lower(at + 1)) {
        return true;
    }
    if word.kind != Kind::Number {
        return NUMBERS.contains(words.lower(at)) && named_in_words(words, at);
    }
    let (before, after) = (words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    if matches!(after, "%" | "percent") || (after == "per" && words.lower(at + 2) == "cent") {
        return false;
    }
    let number = words.lower(at);
    let degree = number == "360" && matches!(after, "-" | "degree" | "°");
    before == "#" || degree || is_year(words, at) || is_date(words, at) || is_clock(words, at) || is_code(words, at) || is_named(words, at)
}

fn named_in_words(words: &Words, at: usize) -> bool {
    let before = words.lower(at.wrapping_sub(1));
    let counted = matches!(words.lower(at.wrapping_sub(2)), "per" | "a" | "each" | "every" | "next" | "this" | "last");
    SPELT.contains(before) && !counted && !UNITS.contains(words.lower(at + 1))
}

/// `2025`, and not `2000 users`.
fn is_year(words: &Words, at: usize) -> bool {
    let number = words.lower(at);
    if number.len() != 4 || !(number.starts_with("19") || number.starts_with("20")) {
        return false;
    }
    let before = words.lower(at.wrapping_sub(1));
    let placed = ["in", "since", "by", "until", "till", "from", "during", "for", "before", "after", "of", "the", "end", "fy", "cy", "year"]
        .contains(&before)
        || MONTHS.contains(before);
    let counted =
        words.get(at + 1).is_some_and(|it| it.kind == Kind::Word && !it.glued && !it.capital) && words.lower(at + 1).ends_with('s');
    placed || !counted || matches!(words.lower(at + 1), "is" | "was" | "has" | "as" | "does")
}

/// `5 May`, `May 5`, `2025-04-02`, `3/31/2025`, `by 3/31`, `24/7`, `1st`.
fn is_date(words: &Words, at: usize) -> bool {
    let (before, after) = (words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    let far = at.wrapping_sub(2);
    let joined = word_joins(words, at.wrapping_sub(1)) && matches!(before, "-" | "/" | "." | ":") && digits(words, far);
    let dated = MONTHS.contains(before) || (MONTHS.contains(after) && !glued(words, at + 1));
    let ordinal = matches!(after, "st" | "nd" | "rd" | "th") && glued(words, at + 1);
    let always = (words.lower(at) == "24" && after == "/" && words.lower(at + 2) == "7")
        || (words.lower(at) == "7" && before == "/" && words.lower(far) == "24");
    let leads = |at: usize| matches!(words.lower(at), "-" | "/" | ".") && word_joins(words, at) && digits(words, at + 1);
    // Three numbers joined by the same sign are a date wherever the year stands.
    let three = leads(at + 1) && leads(at + 3);
    let month_and_day = leads(at + 1) && after == "/" && matches!(before, "by" | "on" | "until" | "before" | "from");
    dated || ordinal || always || three || month_and_day || (joined && is_name(words, far))
}

/// `4 a.m.`, `14:30`; `3:1` is a ratio, but `1:1` is a meeting.
fn is_clock(words: &Words, at: usize) -> bool {
    let (before, after) = (words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    let spoken = matches!(after, "am" | "pm" | "a.m" | "p.m" | "o'clock")
        || (matches!(after, "a" | "p") && words.lower(at + 2) == "." && words.lower(at + 3) == "m");
    let minutes = |at: usize| words.lower(at).len() == 2;
    let leads = after == ":" && word_joins(words, at + 1) && digits(words, at + 2);
    let follows = before == ":" && word_joins(words, at.wrapping_sub(1)) && digits(words, at.wrapping_sub(2));
    let meeting = |at: usize| words.lower(at) == "1" && words.lower(at + 2) == "1" && words.lower(at.wrapping_sub(1)) != "ratio";
    spoken || (leads && (minutes(at + 2) || meeting(at))) || (follows && (minutes(at) || meeting(at.wrapping_sub(2))))
}

/// `5G`, `COVID-19`, `tier-1`.
fn is_code(words: &Words, at: usize) -> bool {
    static UNITS_GLUED: WordSet =
        WordSet::new(&["pp", "ppt", "ppts", "pt", "pts", "bps", "d", "w", "mo", "mos", "y", "kr", "fold", "star", "stars", "s", "x"]);
    let next = words.lower(at + 1);
    let lettered = words.get(at + 1).is_some_and(|it| it.kind == Kind::Word && it.glued)
        && !SUFFIXES.contains(next)
        && !UNITS.contains(next)
        && !UNITS_GLUED.contains(next)
        && !super::CURRENCIES.contains(next);
    let hyphen = words.lower(at.wrapping_sub(1)) == "-" && glued(words, at) && glued(words, at.wrapping_sub(1));
    let stem = at.wrapping_sub(2);
    let behind = hyphen
        && words.get(stem).is_some_and(|it| it.kind == Kind::Word)
        && !BOUNDS.contains(words.lower(stem))
        && !NUMBERS.contains(words.lower(stem))
        && !SUFFIXES.contains(words.lower(stem));
    lettered || behind
}

/// `tier 2`, `weeks 3-4`, `phases 1 and 2`.
fn is_named(words: &Words, at: usize) -> bool {
    let before = words.lower(at.wrapping_sub(1));
    let singular = before.strip_suffix('s').unwrap_or(before);
    let plain = words.get(at.wrapping_sub(1)).is_some_and(|it| it.kind == Kind::Word);
    // "cohort" names, "cohorts" may be counted from; but "weeks 3 to 5" names both.
    let period = ["week", "day", "month", "year", "phase", "tier", "level", "step", "stage", "wave", "question"].contains(&singular);
    let counted = matches!(words.lower(at.wrapping_sub(2)), "per" | "each" | "every" | "a" | "an") || UNITS.contains(words.lower(at + 1));
    if plain && !counted && (NAMERS.contains(before) || period) {
        return true;
    }
    let listed = matches!(before, "and" | "or" | "to" | "-" | "," | "&") && digits(words, at.wrapping_sub(2));
    listed && words.lower(at).len() <= 2 && is_named(words, at.wrapping_sub(2)) && !UNITS.contains(words.lower(at + 1))
}

/// Whether the sign at `at` joins what stands around it without space.
fn word_joins(words: &Words, at: usize) -> bool {
    glued(words, at) && glued(words, at.wrapping_add(1))
}
