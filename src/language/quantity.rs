//! Quantities: how much, in digits, in words, as a ratio; and the letters that stand for an amount to be filled in.

mod letter;
mod name;
mod spoken;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::set::WordSet;
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
static NUMBERS: WordSet = WordSet::new(&[
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
    "billion",
    "dozen",
]);

/// Letters that may be glued to digits without making them a name: `10k`, `2.3M`, `8pp`, `3x`, `14d`.
static SUFFIXES: WordSet = WordSet::new(&["k", "m", "mm", "mn", "mio", "bn", "b", "tn"]);

/// Currencies, before or behind the number.
static CURRENCIES: WordSet = WordSet::new(&[
    "€", "$", "£", "¥", "₹", "eur", "usd", "gbp", "chf", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "jpy", "inr", "brl", "dollar",
    "dollars", "euro", "euros", "pound", "pounds", "franc", "francs", "krona", "kronor", "kr", "cents",
]);

/// Units of time, singular and plural.
pub(super) static UNITS: WordSet = WordSet::new(&[
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
    "sec",
    "secs",
    "min",
    "mins",
    "hr",
    "hrs",
    "h",
    "weekday",
    "weekdays",
    "weekend",
    "weekends",
    "night",
    "nights",
    "ms",
    "millisecond",
    "milliseconds",
    "wk",
    "wks",
    "yr",
    "yrs",
]);

/// Months, and their usual abbreviations; `may` and `march` count only beside a number.
pub(super) static MONTHS: WordSet = WordSet::new(&[
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
]);

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
    if let Some(end) = letter::end(words, at) {
        return Some(Quantity { words: at..end, amount: Amount::Letter });
    }
    if let Some((end, amount)) = spoken::quantity(words, at) {
        return Some(Quantity { words: at..end, amount });
    }
    if words.get(at)?.kind == Kind::Symbol {
        return None;
    }
    let number = number(words, at)?;
    if name::is_name(words, at) {
        return None;
    }
    let before = words.lower(at.wrapping_sub(1));
    let money = CURRENCIES.contains(before);
    let (end, amount) = unit(words, number, money);
    let start = if money || matches!(before, "<" | ">" | "≥" | "≤" | "±" | "~" | "≈") { at - 1 } else { at };
    Some(Quantity { words: start..end, amount })
}

/// End of the number at `at`: `10,000`, `3.1m`, `2.3 million`, `forty-two`, `two hundred`.
fn number(words: &Words, at: usize) -> Option<usize> {
    let spoken = NUMBERS.contains(words.lower(at));
    if !spoken && words.get(at)?.kind != Kind::Number {
        return None;
    }
    let mut end = at + 1;
    if !spoken && glued(words, end) && SUFFIXES.contains(words.lower(end)) {
        end += 1;
    }
    loop {
        let hyphen = words.lower(end) == "-" && glued(words, end);
        match () {
            () if NUMBERS.contains(words.lower(end)) => end += 1,
            () if hyphen && spoken && NUMBERS.contains(words.lower(end + 1)) => end += 2,
            () if words.lower(end) == "+" && glued(words, end) => end += 1,
            () => return Some(end),
        }
    }
}

/// Where the quantity whose number ends at `end` ends with its unit, and what it is an amount of.
fn unit(words: &Words, end: usize, money: bool) -> (usize, Amount) {
    let next = words.lower(end);
    match next {
        "%" | "percent" | "pct" if matches!(words.lower(end + 1), "points" | "point") => (end + 2, Amount::Change),
        "%" | "percent" | "pct" => (end + 1, Amount::Share),
        "per" if words.lower(end + 1) == "cent" => (end + 2, Amount::Share),
        "percentage" | "basis" if matches!(words.lower(end + 1), "points" | "point") => (end + 2, Amount::Change),
        "in" | "out" | "of" if ratio(words, end).is_some() => (ratio(words, end).unwrap_or(end), Amount::Share),
        "/" if digits(words, end + 1) => (end + 2, Amount::Rating),
        ":" if glued(words, end) && digits(words, end + 1) && glued(words, end + 1) => (end + 2, Amount::Share),
        "star" | "stars" => (scale(words, end + 1), Amount::Rating),
        "-" if words.lower(end + 1) == "star" => (end + 2, Amount::Rating),
        "point" | "points" | "pp" | "ppt" | "ppts" | "pt" | "pts" | "bps" => (scale(words, end + 1), Amount::Change),
        "times" | "x" | "fold" => (end + 1, Amount::Change),
        "-" if words.lower(end + 1) == "fold" => (end + 2, Amount::Change),
        _ if CURRENCIES.contains(next) => (end + 1, Amount::Money),
        _ if money => (end, Amount::Money),
        _ if UNITS.contains(next) && !is_ordinal_second(words, end) => (end + 1, Amount::Duration),
        "d" | "w" | "mo" | "mos" | "y" if glued(words, end) => (end + 1, Amount::Duration),
        "-" | "business" | "working" | "calendar" | "full" | "consecutive" | "more" | "fewer" if UNITS.contains(words.lower(end + 1)) => {
            (end + 2, Amount::Duration)
        }
        _ => (end, Amount::Count),
    }
}

/// `two second calls`: the word behind a number is no unit where another noun follows.
fn is_ordinal_second(words: &Words, at: usize) -> bool {
    words.lower(at) == "second" && words.get(at + 1).is_some_and(|it| it.kind == Kind::Word)
}

/// End of `out of 5`, `of five` at `at`, behind stars or points; else `at`.
fn scale(words: &Words, at: usize) -> usize {
    if matches!(words.lower(at), "of" | "out") { ratio(words, at).unwrap_or(at) } else { at }
}

/// End of `in ten`, `out of 5`, `of the 18`, which makes what stands before it a share; `at` is the first word of it.
fn ratio(words: &Words, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while matches!(words.lower(end), "of" | "every" | "the" | "our" | "all" | "those" | "these" | "their" | "each") {
        end += 1;
    }
    let plain = digits(words, end) && !name::is_name(words, end) || NUMBERS.contains(words.lower(end));
    let stop = number(words, end)?;
    let unit = UNITS.contains(words.lower(stop)) || MONTHS.contains(words.lower(stop)) || matches!(words.lower(stop), "%" | "-");
    (plain && !unit).then_some(stop)
}

fn digits(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|it| it.kind == Kind::Number)
}

fn glued(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|it| it.glued)
}
