//! Amounts that are said without a number: `half of`, `two thirds`, `every`, `none`, `twice`, `halves`, `top quartile`.

use super::{Amount, NUMBERS, UNITS, ratio};
use crate::language::set::WordSet;
use crate::language::time::{RECURRING, WEEKDAYS};
use crate::language::words::{Kind, Words};

/// Words with which such an amount begins, but for the numbers among them.
#[rustfmt::skip]
static FIRST: WordSet = WordSet::new(&[
    "a", "all", "an", "bottom", "double", "doubled", "doubles", "doubling", "each", "every", "everybody", "everyone", "first", "fivefold",
    "fourfold", "half", "halve", "halved", "halves", "halving", "highest", "lowest", "majority", "nil", "no", "nobody", "none", "once", "one",
    "quadruple", "quadrupled", "quadruples", "single", "tenfold", "threefold", "thrice", "top", "treble", "trebled", "trebles", "triple",
    "tripled", "triples", "tripling", "twice", "twofold", "upper", "zero",
]);

/// The quantity at `at` that has no number: its end and what is known of it.
pub(super) fn quantity(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let this = words.lower(at);
    if !FIRST.contains(this) && !NUMBERS.contains(this) {
        return None;
    }
    fraction(words, at).or_else(|| factor(words, at)).or_else(|| whole(words, at)).or_else(|| one(words, at)).or_else(|| rank(words, at))
}

fn is_part(word: &str) -> bool {
    matches!(word, "third" | "quarter" | "fifth" | "sixth" | "eighth" | "tenth")
}

fn are_parts(word: &str) -> bool {
    matches!(word, "thirds" | "quarters" | "fifths" | "sixths" | "eighths" | "tenths")
}

/// `half`, `two thirds`, `a quarter of`, `by a third`, `half a star`.
fn fraction(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let (this, next) = (words.lower(at), words.lower(at + 1));
    let hyphen = usize::from(next == "-");
    let part = words.lower(at + 1 + hyphen);
    let before = words.lower(at.wrapping_sub(1));
    match this {
        "one" if is_part(part) && !starts_thing(words, at + 2 + hyphen) => Some((at + 2 + hyphen, Amount::Share)),
        _ if NUMBERS.contains(this) && are_parts(part) => {
            // "Two quarters" are six months, "three quarters of accounts" are not.
            let share = part != "quarters" || this == "three" || words.lower(at + 2 + hyphen) == "of";
            share.then_some((at + 2 + hyphen, Amount::Share))
        }
        "a" if is_part(next) => {
            let behind = words.lower(at + 2);
            let compared =
                matches!(behind, "of" | "fewer" | "less" | "more" | "lower" | "higher" | "faster" | "shorter" | "smaller" | "better");
            let by = matches!(before, "by" | "least" | "than" | "about" | "over" | "nearly" | "almost" | "under");
            let period = next == "quarter" && !by && !compared;
            ((compared || by) && !period && !(next == "quarter" && by && before != "by" && !compared))
                .then_some((at + 2, if by && before == "by" { Amount::Change } else { Amount::Share }))
        }
        "half" => half(words, at),
        "majority" if before != "vast" => Some((at + 1, Amount::Share)),
        _ => None,
    }
}

/// `half of`, `in half`, `half a star`; not `half-yearly`, `the first half`, `half an hour` as a share.
fn half(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let (before, next) = (words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    let ordinal =
        matches!(before, "first" | "second" | "other" | "each" | "every" | "next" | "last" | "this" | "per" | "previous" | "coming");
    if ordinal || UNITS.contains(next) || RECURRING.contains(next) || next == "day" {
        return None;
    }
    match next {
        "-" => None,
        "a" | "an" if UNITS.contains(words.lower(at + 2)) => {
            let recurring = matches!(before, "every" | "each");
            (!recurring).then_some((at + 3, Amount::Duration))
        }
        "a" | "an" => Some((at + 3, Amount::Change)),
        _ => Some((at + 1, Amount::Share)),
    }
}

/// `twice`, `doubles`, `halved`, `threefold`.
fn factor(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let (this, next) = (words.lower(at), words.lower(at + 1));
    let behind = if next == "-" { words.lower(at + 2) } else { next };
    match this {
        "twice" | "thrice" if RECURRING.contains(behind) || matches!(behind, "yearly" | "monthly" | "weekly") => None,
        "double" if matches!(behind, "down" | "check" | "checked" | "opt" | "entry" | "up" | "booking" | "bookings" | "entries") => None,
        "double" | "single" | "triple" if matches!(behind, "digit" | "digits") => {
            Some((at + if next == "-" { 3 } else { 2 }, Amount::Share))
        }
        "single" if matches!(words.lower(at.wrapping_sub(1)), "a" | "one") && negated(words, at) => Some((at + 1, Amount::Count)),
        "twice" | "thrice" | "doubles" | "doubled" | "double" | "doubling" | "halves" | "halve" | "halved" | "halving" | "triples"
        | "triple" | "tripled" | "tripling" | "trebles" | "treble" | "trebled" | "quadruple" | "quadruples" | "quadrupled" | "twofold"
        | "threefold" | "fourfold" | "fivefold" | "tenfold" => Some((at + 1, Amount::Change)),
        _ => None,
    }
}

/// `all`, `every`, `none`, `zero`, `nobody`; not `every month`, `at all`.
fn whole(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let (before, this, next) = (words.lower(at.wrapping_sub(1)), words.lower(at), words.lower(at + 1));
    let idiom = matches!(before, "at" | "after" | "above" | "of" | "in") && matches!(next, "" | "." | "," | ";" | "in" | ")");
    let whole = match this {
        "all" => !idiom && next != "-" && !(next == "in" && words.lower(at + 2) == "all"),
        "every" | "each" => {
            let skip = usize::from(
                matches!(next, "other" | "single" | "half" | "second" | "third" | "working" | "business" | "calendar" | "fiscal" | "full")
                    || NUMBERS.contains(next)
                    || words.get(at + 1).is_some_and(|it| it.kind == Kind::Number),
            );
            let noun = words.lower(at + 1 + skip);
            let period = UNITS.contains(noun)
                || WEEKDAYS.contains(noun)
                || super::MONTHS.contains(noun)
                || matches!(
                    noun,
                    "time" | "spring" | "summer" | "autumn" | "fall" | "winter" | "season" | "term" | "half" | "cycle" | "sprint" | "-"
                );
            !period && !(this == "each" && matches!(next, "" | "." | "," | ";" | "other" | ")"))
        }
        "everyone" | "everybody" | "none" | "nobody" | "zero" | "nil" => true,
        "no" => next == "one" && words.lower(at + 2) != "of",
        _ => false,
    };
    whole.then_some((if this == "no" { at + 2 } else { at + 1 }, Amount::Share))
}

/// `one` where it counts: `at least one`, `one in eight`, `one business day`, `one reference per region`, `at least once`.
fn one(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let (before, this, next) = (words.lower(at.wrapping_sub(1)), words.lower(at), words.lower(at + 1));
    let bounded = matches!(
        before,
        "least" | "most" | "exactly" | "than" | "only" | "under" | "over" | "below" | "above" | "within" | "to" | "≥" | "≤" | "<" | ">"
    ) || matches!(before, "max" | "maximum" | "minimum" | "min");
    match this {
        "a" | "an"
            if UNITS.contains(next)
                && words.lower(at + 2) == "or"
                && matches!(words.lower(at + 3), "less" | "fewer" | "under" | "sooner" | "more") =>
        {
            Some((at + 2, Amount::Duration))
        }
        "a" | "an" if bounded && !matches!(before, "only" | "over" | "to" | "above") => {
            let skip = usize::from(matches!(next, "working" | "business" | "calendar" | "full" | "single"));
            UNITS.contains(words.lower(at + 1 + skip)).then_some((at + 2 + skip, Amount::Duration))
        }
        "once" if matches!(before, "least" | "exactly" | "only" | "than") => Some((at + 1, Amount::Count)),
        "once" if matches!(next, "by" | "before" | "per" | "a" | "every" | "each" | "or") => Some((at + 1, Amount::Count)),
        "one" if matches!(next, "in" | "out") && ratio(words, at + 1).is_some() => Some((ratio(words, at + 1)?, Amount::Share)),
        "one" if before == "not" => Some((at + 1, Amount::Count)),
        "one" if UNITS.contains(next) => Some((at + 2, Amount::Duration)),
        "one" if matches!(next, "business" | "working" | "calendar") && UNITS.contains(words.lower(at + 2)) => {
            Some((at + 3, Amount::Duration))
        }
        "one" if bounded || (next == "or" && matches!(words.lower(at + 2), "more" | "fewer" | "less" | "two")) => {
            Some((at + 1, Amount::Count))
        }
        "one" => {
            // "One reference per region", "one charity in eight".
            let far = (at + 2..at + 5).find(|&it| matches!(words.lower(it), "per" | "in" | "out" | "for"))?;
            let near = (at + 1..far).all(|it| words.get(it).is_some_and(|word| word.kind == Kind::Word));
            let counted = words.lower(far) == "per" || ratio(words, far).is_some() || words.lower(far + 1) == "every";
            (near && counted).then_some((at + 1, Amount::Count))
        }
        _ => None,
    }
}

/// `top quartile`, `upper third`, which a benchmark makes an amount.
fn rank(words: &Words, at: usize) -> Option<(usize, Amount)> {
    let hyphen = usize::from(words.lower(at + 1) == "-");
    let top = matches!(words.lower(at), "top" | "upper" | "first" | "highest") || (matches!(words.lower(at), "bottom" | "lowest"));
    let part = matches!(words.lower(at + 1 + hyphen), "quartile" | "decile" | "quintile" | "percentile")
        || (matches!(words.lower(at), "top" | "upper") && matches!(words.lower(at + 1 + hyphen), "tenth" | "third" | "quarter" | "half"));
    (top && part).then_some((at + 2 + hyphen, Amount::Share))
}

/// Whether a negation stands closely before `at`: `not a single`, `without a single`.
fn negated(words: &Words, at: usize) -> bool {
    matches!(words.lower(at.wrapping_sub(2)), "not" | "without" | "no" | "never")
}

/// Whether `-party` or another noun makes `one third` something else.
fn starts_thing(words: &Words, at: usize) -> bool {
    matches!(words.lower(at), "party" | "-")
}
