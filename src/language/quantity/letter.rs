//! What stands for an amount until somebody fills it in: `X%`, `$Y`, `above Z`, `N days`, `??%`, `__ %`, `{target}`.

use super::glued;
use crate::language::set::WordSet;
use crate::language::words::{Kind, Words};

/// Words before a letter that want an amount behind them.
static COMPARED: WordSet = WordSet::new(&[
    "above",
    "below",
    "to",
    "by",
    "over",
    "under",
    "within",
    "of",
    "least",
    "most",
    "than",
    "<",
    ">",
    "≥",
    "≤",
    "=",
    "from",
    "between",
    "around",
    "approximately",
    "about",
    "reach",
    "reaches",
    "minimum",
    "maximum",
    "max",
    "min",
    ":",
    "and",
    "or",
    "-",
]);

/// Words behind a letter that want an amount before them.
static COUNTED: WordSet = WordSet::new(&[
    "%",
    "percent",
    "percentage",
    "points",
    "point",
    "pp",
    "days",
    "day",
    "hours",
    "weeks",
    "months",
    "minutes",
    "qualified",
    "out",
    "stars",
    "times",
    "business",
    "working",
    "of",
]);

/// The most letters of a word that stands for an amount: `xxx`.
const LONGEST: usize = 3;

/// End of what stands for an amount at `at`.
pub(super) fn end(words: &Words, at: usize) -> Option<usize> {
    // All of them are signs, or words of a few letters.
    let word = words.get(at)?;
    if word.kind == Kind::Number || word.kind == Kind::Word && words.lower(at).len() > LONGEST {
        return None;
    }
    marks(words, at).or_else(|| letter(words, at))
}

/// `??%`, `? %`, `__ %`, `{threshold}`, `n.n %`.
fn marks(words: &Words, at: usize) -> Option<usize> {
    let this = words.lower(at);
    match this {
        "{" => {
            let close = (at + 2..at + 6).find(|&it| words.lower(it) == "}")?;
            (at + 1..close).all(|it| words.get(it).is_some_and(|word| word.kind != Kind::Number)).then_some(close + 1)
        }
        "?" | "_" | "…" => {
            let end = (at..words.len()).find(|&it| words.lower(it) != this).unwrap_or(words.len());
            let percent = matches!(words.lower(end), "%" | "percent") || (words.lower(end) == "per" && words.lower(end + 1) == "cent");
            let run = end - at >= 2 && this != "…" && (this == "_" || words.get(end).is_some());
            let open = this == "?" && at > 0 && matches!(words.lower(at - 1), ":" | "=" | "≥" | "≤" | "<" | ">");
            (percent || run || open).then_some(if words.lower(end) == "%" { end + 1 } else { end })
        }
        "#" => {
            let end = (at..words.len()).find(|&it| words.lower(it) != this).unwrap_or(words.len());
            (end - at >= 2).then_some(if words.lower(end) == "%" { end + 1 } else { end })
        }
        "$" | "€" | "£"
            if matches!(words.lower(at + 1), "…" | "?" | "_" | "#") || (words.lower(at + 1) == "." && words.lower(at + 2) == ".") =>
        {
            (at + 1..=words.len()).find(|&it| !matches!(words.lower(it), "…" | "?" | "_" | "#" | "."))
        }
        "x" | "n"
            if matches!(words.lower(at + 1), "of" | "out") && (at + 2..at + 4).any(|it| matches!(words.lower(it), "y" | "n" | "z")) =>
        {
            (at + 2..at + 4).find(|&it| matches!(words.lower(it), "y" | "n" | "z")).map(|it| it + 1)
        }
        "n" | "x" if words.lower(at + 1) == "." && words.lower(at + 2) == this && glued(words, at + 2) => {
            Some(if words.lower(at + 3) == "%" { at + 4 } else { at + 3 })
        }
        _ => None,
    }
}

/// A capital letter, or a doubled one, where an amount is wanted.
fn letter(words: &Words, at: usize) -> Option<usize> {
    if matches!(words.lower(at), "$" | "€" | "£") && (single(words, at + 1) || doubled(words, at + 1)) {
        return Some(at + 2);
    }
    let (lone, double) = (single(words, at), doubled(words, at));
    let (this, before, after) = (words.lower(at), words.lower(at.wrapping_sub(1)), words.lower(at + 1));
    let percent = after == "%" || after == "percent" || (after == "per" && words.lower(at + 2) == "cent");
    // A small letter counts only where nothing else can be meant.
    let small = matches!(this, "x" | "y" | "n" | "nn" | "xx") && percent;
    if !(lone || double || small) {
        return None;
    }
    let usual = double || matches!(this, "x" | "y" | "z" | "n");
    let compared = usual && COMPARED.contains(before) && !(before == "-" && glued(words, at)) && !is_generation(words, at);
    let counted = COUNTED.contains(after) && (usual || after != "of");
    let scaled = usual && after == "/" && words.get(at + 2).is_some_and(|it| it.kind == Kind::Number);
    let leads = usual && lone && starts_clause(words, at) && is_plural(words, at + 1);
    if leads {
        return Some(at + 1);
    }
    if !(compared || counted || percent || scaled) || (compared && matches!(before, "and" | "or" | "-") && !counted && !percent) {
        return None;
    }
    Some(if after == "%" { at + 2 } else { at + 1 })
}

fn single(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|word| word.kind == Kind::Word && word.capital && word.length() == 1) && !matches!(words.lower(at), "i" | "a")
}

fn doubled(words: &Words, at: usize) -> bool {
    matches!(words.lower(at), "xx" | "xxx" | "nn" | "yy" | "xk" | "yk" | "nk" | "xm" | "ym") && words.get(at).is_some_and(|it| it.capital)
}

fn starts_clause(words: &Words, at: usize) -> bool {
    at == 0 || matches!(words.lower(at - 1), ":" | "," | ";" | "(" | "." | "|" | "than" | "least" | "most" | "with")
}

/// Whether a plural in small letters stands at `at`: `N clubs`.
fn is_plural(words: &Words, at: usize) -> bool {
    words.get(at).is_some_and(|it| it.kind == Kind::Word && !it.capital && !it.glued)
        && words.lower(at).ends_with('s')
        && words.lower(at).len() > 3
}

/// `Gen Z`, `generation Y`.
fn is_generation(words: &Words, at: usize) -> bool {
    matches!(words.lower(at.wrapping_sub(1)), "gen" | "generation") || words.lower(at + 1) == "("
}
