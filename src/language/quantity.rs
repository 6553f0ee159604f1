//! Quantities: how much, in digits, in words, as a ratio; and the letters that stand for an amount to be filled in.

use std::ops::Range;

use super::words::{Kind, Words};

/// What is known of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A share: `95 %`, `half`, `nine in ten`, `a third`, `all`, `none`.
    Share,
    /// A sum of money.
    Money,
    /// A length of time: `10 days`.
    Duration,
    /// A value on a scale: `4.5 out of 5`, `4.7 stars`.
    Rating,
    /// A factor or a difference: `twice`, `halves`, `10 points`.
    Change,
    /// A number of anything.
    Count,
    /// A letter in place of the amount: `X%`, `$Y`, `above Z`.
    Letter,
}

/// A quantity in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its tokens.
    pub words: Range<usize>,
    /// What is known of it.
    pub amount: Amount,
}

/// Number words that count like digits. `one` is left out: it is a pronoun as often.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "dozen",
];

/// Words that make the number behind them a name: `tier 2`, `phase 1`.
const NAMERS: &[&str] = &[
    "tier", "phase", "level", "step", "version", "iso", "soc", "week", "day", "month", "year", "chapter", "stage", "option", "part",
    "section", "page", "question", "item", "wave", "priority", "sprint", "release", "type", "grade", "form", "room", "line", "no",
    "number", "appendix", "article", "module", "lesson", "round", "cohort", "group", "figure", "table",
];

/// Units of time, singular and plural.
pub(super) const UNITS: &[&str] = &[
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "fortnight",
    "fortnights",
    "min",
    "mins",
    "hr",
    "hrs",
    "h",
    "weekday",
    "weekdays",
    "night",
    "nights",
    "ms",
    "millisecond",
    "milliseconds",
];

/// Months, and their usual abbreviations; `may` and `march` count only beside a number.
pub(super) const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// All quantities in `words`, in order.
pub fn quantities(words: &Words) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match quantity(words, at) {
            Some(quantity) => {
                at = quantity.words.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

fn quantity(words: &Words, at: usize) -> Option<Quantity> {
    if let Some(end) = letter(words, at) {
        return Some(Quantity { words: at..end, amount: Amount::Letter });
    }
    if let Some((end, amount)) = spoken(words, at) {
        return Some(Quantity { words: at..end, amount });
    }
    let number = words.get(at)?.kind == Kind::Number;
    if !number && !NUMBERS.contains(&words.lower(at)) {
        return None;
    }
    if number && is_name(words, at) {
        return None;
    }
    let mut end = at + 1;
    while NUMBERS.contains(&words.lower(end))
        || (words.lower(end) == "-" && NUMBERS.contains(&words.lower(end + 1)) && words.get(end)?.glued)
    {
        end += 1;
    }
    let before = words.lower(at.wrapping_sub(1));
    let amount = match words.lower(end) {
        "%" | "percent" | "pct" => {
            end += 1;
            Amount::Share
        }
        "per" if words.lower(end + 1) == "cent" => {
            end += 2;
            Amount::Share
        }
        "in" | "out" | "of" if ratio(words, end).is_some() => {
            end = ratio(words, end).unwrap_or(end);
            Amount::Share
        }
        "/" if words.get(end + 1).is_some_and(|it| it.kind == Kind::Number) => {
            end += 2;
            Amount::Rating
        }
        "star" | "stars" => {
            end += 1;
            Amount::Rating
        }
        "point" | "points" | "pp" | "times" | "x" => {
            end += 1;
            Amount::Change
        }
        "€" | "$" | "£" | "eur" | "usd" | "gbp" | "dollars" | "euros" | "pounds" | "francs" | "kr" => {
            end += 1;
            Amount::Money
        }
        unit if UNITS.contains(&unit) => {
            end += 1;
            Amount::Duration
        }
        "-" | "business" | "working" | "calendar" if UNITS.contains(&words.lower(end + 1)) => {
            end += 2;
            Amount::Duration
        }
        _ if matches!(before, "$" | "€" | "£") => Amount::Money,
        _ => Amount::Count,
    };
    let start = if matches!(before, "$" | "€" | "£" | "<" | ">" | "≥" | "≤" | "±") { at - 1 } else { at };
    Some(Quantity { words: start..end, amount })
}

/// End of `in ten`, `out of 5`, `of the 18`, which makes what stands before it a share; `end` is the first word of it.
fn ratio(words: &Words, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while matches!(words.lower(end), "of" | "every" | "the" | "our" | "all" | "those") {
        end += 1;
    }
    let number = words.get(end).is_some_and(|it| it.kind == Kind::Number && !is_name(words, end)) || NUMBERS.contains(&words.lower(end));
    let unit = UNITS.contains(&words.lower(end + 1)) || MONTHS.contains(&words.lower(end + 1));
    (number && !unit).then_some(end + 1)
}

/// Shares and factors that have no number: `half of`, `two thirds`, `all`, `none`, `twice`, `halves`.
fn spoken(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let (this, next) = (words.lower(at), words.lower(at + 1));
    let change = |end| Some((end, Amount::Change));
    let share = |end| Some((end, Amount::Share));
    match (this, next) {
        ("one" | "two" | "three" | "four" | "nine", "third" | "thirds" | "quarters" | "fifth" | "fifths" | "tenth" | "tenths") => {
            share(at + 2)
        }
        ("one", "in" | "out") if ratio(words, at + 1).is_some() => share(ratio(words, at + 1)?),
        ("a", "third" | "fifth" | "tenth" | "quarter")
            if matches!(words.lower(at + 2), "of" | "fewer" | "less" | "more" | "lower" | "higher") =>
        {
            share(at + 2)
        }
        ("by", "a") if matches!(words.lower(at + 2), "third" | "quarter" | "fifth" | "tenth" | "half") => change(at + 3),
        ("half", "-") => None,
        ("half", "a") => None,
        ("half", _) if !UNITS.contains(&next) => share(at + 1),
        ("all" | "every" | "none" | "zero" | "nobody", _) => share(at + 1),
        ("no", "more") if words.lower(at + 2) == "than" => None,
        ("twice" | "doubles" | "doubled" | "double" | "halves" | "halve" | "halved" | "triples" | "triple" | "trebles", _) => {
            change(at + 1)
        }
        ("top", "quartile" | "decile" | "tenth" | "quarter" | "third") => share(at + 2),
        ("at", "least" | "most") if words.lower(at + 2) == "one" => Some((at + 3, Amount::Count)),
        _ => None,
    }
}

/// End of a letter that stands for an amount: `X%`, `$Y`, `above X`, `N days`.
fn letter(words: &Words, at: usize) -> Option<usize> {
    let single = |at: usize| {
        words.get(at).is_some_and(|word| word.kind == Kind::Word && word.capital && word.span.len() == 1)
            && !matches!(words.lower(at), "i" | "a")
            || words.lower(at) == "xx" && words.get(at).is_some_and(|word| word.upper)
    };
    if matches!(words.lower(at), "$" | "€" | "£") && single(at + 1) {
        return Some(at + 2);
    }
    if !single(at) {
        return None;
    }
    let (before, after) = (words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    let compared = matches!(
        before,
        "above" | "below" | "to" | "by" | "over" | "under" | "within" | "of" | "least" | "most" | "than" | "<" | ">" | "≥" | "≤" | "from"
    ) && matches!(words.lower(at), "x" | "y" | "z" | "n");
    let counted = matches!(after, "%" | "percent" | "points" | "days" | "hours" | "weeks" | "months" | "minutes" | "qualified" | "out");
    if !(compared || counted) {
        return None;
    }
    Some(if after == "%" { at + 2 } else { at + 1 })
}

/// Whether the number at `at` names something, or is part of a date, a time of day or a version.
fn is_name(words: &Words, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let (before, after) = (words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    let digits = words.lower(at);
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) && !matches!(after, "%");
    let dated = MONTHS.contains(&before) || (MONTHS.contains(&after) && !words.get(at + 1).is_some_and(|it| it.glued));
    let iso = matches!(before, "-" | "/" | ":" | ".") && word.glued && words.get(at.wrapping_sub(1)).is_some_and(|it| it.glued) && {
        let far = words.get(at.wrapping_sub(2));
        far.is_some_and(|it| it.kind == Kind::Number)
            && (before == ":" || words.lower(at.wrapping_sub(2)).len() == 4 || is_name(words, at.wrapping_sub(2)))
    };
    let clock =
        matches!(after, ":" | "am" | "pm" | "a.m" | "p.m") || (after == "a" && words.lower(at + 2) == "." && words.lower(at + 3) == "m");
    let always = digits == "24" && after == "/" && words.lower(at + 2) == "7"
        || digits == "7" && before == "/" && words.lower(at.wrapping_sub(2)) == "24";
    let ordinal = matches!(after, "st" | "nd" | "rd" | "th") && words.get(at + 1).is_some_and(|it| it.glued);
    let degree = digits == "360";
    let named = NAMERS.contains(&before) && !matches!(after, "%");
    let marked = before == "#";
    year || dated || iso || clock || always || ordinal || degree || named || marked
}
