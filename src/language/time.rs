//! Times: dates, relative times, recurring times and triggers. Each counts as a *when* (GUIDELINE, ruling 12).

use std::ops::Range;

use super::quantity::{MONTHS, UNITS};
use super::set::WordSet;
use super::words::{Kind, Words};

/// How a time is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A date or a named period: `5 May`, `Q3`, `by year end`.
    Date,
    /// Counted from something: `within 10 days`, `in week one`, `before launch`.
    Relative,
    /// Again and again: `weekly`, `every Monday`, `twice a year`.
    Recurring,
    /// An event: `when a third seat is added`.
    Trigger,
}

/// A time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its tokens.
    pub words: Range<usize>,
    /// How it is given.
    pub kind: TimeKind,
}

pub(super) static WEEKDAYS: WordSet = WordSet::new(&["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

pub(super) static RECURRING: WordSet = WordSet::new(&[
    "daily",
    "weekly",
    "biweekly",
    "fortnightly",
    "monthly",
    "bimonthly",
    "quarterly",
    "yearly",
    "annually",
    "annual",
    "nightly",
    "hourly",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "weekends",
    "biannual",
    "biannually",
    "semiannual",
    "semiannually",
    "biennial",
    "everyday",
    "termly",
    "fortnights",
]);

static SEASONS: WordSet =
    WordSet::new(&["spring", "summer", "autumn", "fall", "winter", "season", "term", "semester", "sprint", "cycle", "half", "cohort"]);

/// What takes place again and again: behind "every", it makes a cadence.
static OCCASIONS: WordSet = WordSet::new(&[
    "meeting", "review", "qbr", "ebr", "call", "session", "visit", "renewal", "release", "cohort", "workshop", "survey", "round",
    "campaign",
]);

static COUNTED: WordSet = WordSet::new(&[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "1", "2", "3", "4", "5", "6", "7", "8", "9",
]);

/// Letters of the longest words that begin a time, but for those of [`RECURRING`]: "thanksgiving".
const LONGEST: usize = 12;

/// All times in `words`, in order.
pub fn times(words: &Words) -> Vec<Time> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match time(words, at) {
            Some((end, kind)) => {
                found.push(Time { words: at..end, kind });
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

fn time(words: &Words, at: usize) -> Option<(usize, TimeKind)> {
    let this = words.lower(at);
    // No time begins with a sign, nor with a long word but these.
    match words.get(at)?.kind {
        Kind::Symbol => return None,
        Kind::Word if this.len() > LONGEST && !RECURRING.contains(this) => return None,
        _ => {}
    }
    let number = |at: usize| words.get(at).is_some_and(|it| it.kind == Kind::Number);
    let unit = |at: usize| UNITS.contains(words.lower(at)) || SEASONS.contains(words.lower(at));
    match this {
        _ if RECURRING.contains(this) => Some((at + 1, TimeKind::Recurring)),
        "half" | "twice" if matches!(words.lower(at + 2), "yearly" | "monthly" | "weekly") => Some((at + 3, TimeKind::Recurring)),
        "half" if words.lower(at + 1) == "yearly" => Some((at + 2, TimeKind::Recurring)),
        "after" | "following" | "at" if matches!(words.lower(at + 1), "every" | "each") && (this != "at" || occasion(words, at + 2)) => {
            Some((at + 2, TimeKind::Recurring))
        }
        "end" if words.lower(at + 1) == "of" => end_of(words, at + 2),
        "every" | "each" => {
            let other = usize::from(
                matches!(words.lower(at + 1), "other" | "second" | "third" | "fourth" | "first" | "last" | "half" | "working")
                    || COUNTED.contains(words.lower(at + 1))
                    || number(at + 1),
            );
            let end = at + 1 + other;
            let period = unit(end) || WEEKDAYS.contains(words.lower(end)) || MONTHS.contains(words.lower(end));
            period.then_some((end + 1, TimeKind::Recurring))
        }
        "a" | "per" | "an"
            if unit(at + 1)
                && !matches!(words.lower(at.wrapping_sub(1)), "within" | "after" | "in" | "half" | "for")
                && (this == "per" || counted_before(words, at)) =>
        {
            Some((at + 2, TimeKind::Recurring))
        }
        "within" | "inside" | "after" | "in" | "for" | "before" | "under" if duration(words, at + 1).is_some() => {
            Some((duration(words, at + 1)?, TimeKind::Relative))
        }
        "week" | "day" | "month" | "quarter" | "year" if number(at + 1) || COUNTED.contains(words.lower(at + 1)) => {
            Some((at + 2, TimeKind::Relative))
        }
        "first" | "second" | "third" | "last" | "same" | "next" | "following" | "this" | "that"
            if unit(at + 1) || matches!(words.lower(at + 1), "morning" | "afternoon" | "evening") =>
        {
            Some((at + 2, TimeKind::Relative))
        }
        // "The first shooting day".
        "first" if words.get(at + 1).is_some_and(|it| it.kind == Kind::Word) && unit(at + 2) => Some((at + 3, TimeKind::Relative)),
        "today" | "tomorrow" | "tonight" => Some((at + 1, TimeKind::Relative)),
        _ if number(at) && MONTHS.contains(words.lower(at + 1)) => Some((at + 2, TimeKind::Date)),
        _ if MONTHS.contains(this) && number(at + 1) => Some((at + 2, TimeKind::Date)),
        "may" | "march" if !words.get(at).is_some_and(|it| it.capital) => None,
        "may"
            if !matches!(
                words.lower(at.wrapping_sub(1)),
                "in" | "by" | "of" | "until" | "from" | "before" | "since" | "mid" | "early" | "late"
            ) =>
        {
            None
        }
        _ if MONTHS.contains(this) && this.len() > 2 && words.get(at).is_some_and(|it| it.capital) => Some((at + 1, TimeKind::Date)),
        _ if WEEKDAYS.contains(this) => Some((at + 1, TimeKind::Date)),
        "q1" | "q2" | "q3" | "q4" | "h1" | "h2" => Some((at + 1, TimeKind::Date)),
        "year" if matches!(words.lower(at + 1), "end") || (words.lower(at + 1) == "-" && words.lower(at + 2) == "end") => {
            Some((at + 2, TimeKind::Date))
        }
        _ if number(at) && this.len() == 4 && (this.starts_with("20")) && words.lower(at + 1) == "-" && number(at + 2) => {
            Some((at + 5, TimeKind::Date))
        }
        "spring" | "summer" | "autumn" | "winter" | "easter" | "christmas" | "xmas" | "michaelmas" | "thanksgiving" | "ramadan"
        | "halloween"
            if matches!(words.lower(at.wrapping_sub(1)), "by" | "this" | "next" | "before" | "in" | "until" | "the") =>
        {
            Some((at + 1, TimeKind::Date))
        }
        // "Before the week is out", "spring and autumn".
        "before" if unit(at + 2) && matches!(words.lower(at + 3), "is" | "ends") => Some((at + 4, TimeKind::Relative)),
        _ if SEASONS.contains(this) && words.lower(at + 1) == "and" && SEASONS.contains(words.lower(at + 2)) => {
            Some((at + 3, TimeKind::Recurring))
        }
        "when" | "whenever" | "once" | "if" | "unless" | "until" | "after" | "before" | "upon" => trigger(words, at),
        "as" if words.lower(at + 1) == "soon" => Some((at + 3, TimeKind::Trigger)),
        "on" | "at" if matches!(words.lower(at + 1), "renewal" | "signature" | "kickoff" | "launch" | "announcement" | "signup") => {
            Some((at + 2, TimeKind::Trigger))
        }
        _ => None,
    }
}

/// Whether an occasion that recurs stands within two words of `at`: `second steering meeting`.
fn occasion(words: &Words, at: usize) -> bool {
    (at..at + 3).any(|it| OCCASIONS.contains(words.lower(it)))
}

/// `the year`, `each quarter`, `Q3`, `May` behind `end of`.
fn end_of(words: &Words, at: usize) -> Option<(usize, TimeKind)> {
    let kind = if matches!(words.lower(at), "each" | "every") { TimeKind::Recurring } else { TimeKind::Date };
    (at..at + 4)
        .find(|&it| {
            let word = words.lower(it);
            UNITS.contains(word)
                || SEASONS.contains(word)
                || MONTHS.contains(word)
                || matches!(word, "q1" | "q2" | "q3" | "q4" | "h1" | "h2")
        })
        .map(|it| (it + 1, kind))
}

/// Whether `a month` at `at` follows a count: `twice a month`, `four times a year`.
fn counted_before(words: &Words, at: usize) -> bool {
    (1..=3).any(|back| {
        let before = words.lower(at.wrapping_sub(back));
        matches!(before, "once" | "twice" | "times" | "x")
            || COUNTED.contains(before)
            || words.get(at.wrapping_sub(back)).is_some_and(|it| it.kind == Kind::Number)
    })
}

/// End of `10 business days`, `a week`, `the first month`, `two working days` at `at`.
fn duration(words: &Words, at: usize) -> Option<usize> {
    let counted = |at: usize| {
        words.get(at).is_some_and(|it| it.kind == Kind::Number)
            || COUNTED.contains(words.lower(at))
            || matches!(words.lower(at), "a" | "an" | "the" | "one" | "half")
    };
    if !counted(at) {
        return None;
    }
    (at + 1..at + 5)
        .take_while(|&end| words.get(end).is_some_and(|it| it.kind != Kind::Symbol || words.lower(end) == "-"))
        .find(|&end| UNITS.contains(words.lower(end)))
        .map(|end| end + 1)
}

/// `when`, `if`, `after` ... with an event: some words behind it in its clause.
fn trigger(words: &Words, at: usize) -> Option<(usize, TimeKind)> {
    let event = (at + 1..words.len()).take_while(|&it| words.get(it).is_some_and(|word| word.kind != Kind::Symbol || word.glued)).count();
    let vague = matches!(
        (words.lower(at + 1), words.lower(at + 2)),
        ("needed" | "appropriate" | "possible" | "necessary" | "required", _) | ("it" | "where", "makes")
    ) || words.lower(at) == "once"
        && (matches!(words.lower(at + 1), "per" | "every" | "each" | "in" | "again" | "more" | "or")
            || matches!(words.lower(at + 1), "a" | "an") && UNITS.contains(words.lower(at + 2)));
    (event >= 1 && !vague).then_some((at + 1, TimeKind::Trigger))
}

#[cfg(test)]
mod tests {
    use super::{TimeKind, times};
    use crate::language::Words;
    use crate::text::Span;

    fn kinds(text: &str) -> Vec<TimeKind> {
        times(&Words::new(text, Span::new(0, text.len()))).into_iter().map(|it| it.kind).collect()
    }

    #[test]
    fn times_of_all_kinds() {
        for (kind, lines) in [
            (
                TimeKind::Date,
                "by 5 May|in Q3|on 2025-04-02|by March 31|by the end of the year|before year end|by Michaelmas|at the end of Q2|on Friday",
            ),
            (
                TimeKind::Recurring,
                "weekly|every Monday|each quarter|twice a year|half-yearly|twice-yearly|every two weeks|every other week|each spring|after every cohort|at each steering meeting|every half year|at the end of each quarter",
            ),
            (TimeKind::Relative, "within 10 days|in week eight|in the first month|this spring|after two weeks|for 30 days"),
            (TimeKind::Trigger, "when a third seat is added|before the rollout starts|if usage falls"),
        ] {
            for line in lines.split('|') {
                assert!(kinds(line).contains(&kind), "{line}: {:?}", kinds(line));
            }
        }
        for line in ["new customers", "early in life", "soon", "as needed", "may help", "march on", "for every fleet"] {
            assert_eq!(kinds(line), [], "{line}");
        }
    }
}
