//! What an amount in a metric is: the value to reach, a part of what is measured, or a value of today.

use std::ops::Range;

use super::scope::Scope;
use crate::language::{Amount, Kind, Quantity, class};
use crate::model::Unit;

/// What an amount is to the metric that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The value to reach.
    Target,
    /// How many are meant: `at our 12 sites`, `for every account`. A target only of what happens to them all.
    Covered,
    /// A value of today or of the past.
    Observed,
    /// Part of a name: `30-day retention`, `a five-point scale`.
    Name,
    /// A letter or a mark that stands for it.
    Open,
}

/// Prepositions that attach those who are meant.
const PLACES: &[&str] = &[
    "in",
    "at",
    "across",
    "among",
    "amongst",
    "for",
    "within",
    "from",
    "with",
    "of",
    "through",
    "throughout",
    "between",
    "on",
    "by",
    "to",
    "per",
    "w",
    "having",
];

/// Prepositions that attach a time frame.
const FRAMES: &[&str] =
    &["within", "in", "over", "during", "after", "for", "throughout", "inside", "before", "next", "first", "last", "past", "coming"];

/// Words that may stand between a preposition and the number that it attaches.
const BETWEEN: &[&str] = &[
    "our",
    "the",
    "these",
    "those",
    "all",
    "its",
    "their",
    "my",
    "your",
    "his",
    "her",
    "top",
    "first",
    "last",
    "next",
    "largest",
    "biggest",
    "key",
    "pilot",
    "other",
    "remaining",
    "named",
    "strategic",
    "about",
    "around",
    "roughly",
    "some",
    "nearly",
    "almost",
    "only",
    "just",
    "existing",
    "past",
    "coming",
];

/// What `quantity` is in `scope`.
pub(super) fn standing(scope: &Scope, quantity: &Quantity) -> Standing {
    match () {
        () if quantity.amount == Amount::Letter => Standing::Open,
        () if is_name(scope, quantity) => Standing::Name,
        () if is_observed(scope, quantity) => Standing::Observed,
        () if is_covered(scope, quantity) => Standing::Covered,
        () => Standing::Target,
    }
}

/// `one-question card`, `five-point scale`, `scale of 1 to 10`, `90-day retention`.
fn is_name(scope: &Scope, quantity: &Quantity) -> bool {
    let end = quantity.words.end;
    let (before, next, far) = (scope.lower(quantity.words.start.wrapping_sub(1)), scope.lower(end), scope.lower(end + 1));
    let hyphen = next == "-" && glued(scope.unit, end) && glued(scope.unit, end + 1);
    let measures =
        scope.is(class::MEASURE, end) || matches!(next, "trial" | "plan" | "contract" | "period" | "window" | "mark" | "cycle" | "scale");
    match quantity.amount {
        Amount::Count if hyphen => !(matches!(far, "point" | "points") && scope.is(class::DIRECTION, end + 2)) && word(scope.unit, end + 1),
        // In "30-day retention" the time says which retention is meant, in "24-hour response time" how long that is.
        Amount::Duration => hyphenated(scope, quantity) && measures && !(end..end + 4).any(|at| scope.lower(at) == "time"),
        _ => {
            before == "scale"
                || (matches!(before, "of" | "from") && scope.lower(quantity.words.start.wrapping_sub(2)) == "scale")
                || next == "scale"
                || in_scale(scope, quantity)
        }
    }
}

/// The second number of `scale of 1 to 10`, `scale from 1-5`.
fn in_scale(scope: &Scope, quantity: &Quantity) -> bool {
    let start = quantity.words.start;
    matches!(scope.lower(start.wrapping_sub(1)), "to" | "-") && (3..=4).any(|back| scope.lower(start.wrapping_sub(back)) == "scale")
}

fn hyphenated(scope: &Scope, quantity: &Quantity) -> bool {
    quantity.words.clone().any(|at| scope.lower(at) == "-")
}

/// Whether `quantity` is told and not aimed at: `currently 31`, `82 % last year`, `from 40`, `baseline: 31`.
fn is_observed(scope: &Scope, quantity: &Quantity) -> bool {
    let clause = scope.clause(quantity.words.start);
    let start = quantity.words.start;
    let back = |n: usize| start.checked_sub(n).filter(|it| *it >= clause.start).map_or("", |it| scope.lower(it));
    let past = is_past(scope, &clause, start);
    let skip = (1..=4).find(|n| {
        !BETWEEN.contains(&back(*n))
            && !matches!(back(*n), "currently" | "today" | "over" | "under" | "approximately" | "~" | "year" | "today's")
    });
    let origin = skip.is_some_and(|n| {
        (back(n) == "from" && is_origin(scope, &clause, start))
            || matches!(back(n), "vs" | "versus" | "against")
            || (matches!(back(n), "to" | "with") && back(n + 1) == "compared")
    });
    past || origin || labelled_observed(scope, &clause) || told(scope, quantity, &clause)
}

/// Whether a copula of the past tells the amount at `start`, or a list of amounts that it belongs to: `there were 22 in
/// May and 19 in June`.
fn is_past(scope: &Scope, clause: &Range<usize>, start: usize) -> bool {
    let copula = |at: &usize| matches!(scope.lower(*at), "was" | "were" | "stood" | "averaged" | "hovered");
    let Some(verb) = (clause.start..start).rev().find(copula) else { return false };
    let first = scope.quantities().map(|it| it.words.start).find(|at| *at > verb).unwrap_or(start);
    let aims = (first..start).any(|at| matches!(scope.lower(at), "to" | "target" | "goal" | "aim" | "should" | "will" | "want"));
    first - verb <= 3 && !aims
}

/// Whether `from` before the amount at `start` tells where a change begins: `up from 7`, `from 40 to 60`.
fn is_origin(scope: &Scope, clause: &Range<usize>, start: usize) -> bool {
    let changes = scope.of(class::DIRECTION).any(|it| clause.contains(&it.words.start));
    let leads = scope.quantities().any(|it| {
        it.words.start > start
            && clause.contains(&it.words.start)
            && (start..it.words.start).any(|at| matches!(scope.lower(at), "to" | "towards" | ">" | "→"))
    });
    let signed = (clause.start..start).any(|at| matches!(scope.lower(at), "up" | "down"));
    let opens = (clause.start..start).all(|at| scope.lower(at) == "from");
    changes || leads || signed || opens
}

/// `Baseline: 31`, `Currently, 31`: the words before the clause say that it tells.
fn labelled_observed(scope: &Scope, clause: &Range<usize>) -> bool {
    let Some((before, sign)) = scope.clause_before(clause) else { return false };
    let told = scope.within(class::OBSERVATION, &before) || (sign == ":" && scope.within(class::BASELINE_ASPECT, &before));
    matches!(sign, ":" | ",")
        && told
        && before.len() <= 4
        && !scope.within(class::TARGET_ASPECT, &before)
        && scope.quantities().all(|it| !before.contains(&it.words.start))
}

/// Whether an adverb of the present or the past goes with `quantity`.
fn told(scope: &Scope, quantity: &Quantity, clause: &Range<usize>) -> bool {
    scope.of(class::OBSERVATION).filter(|cue| clause.contains(&cue.words.start)).any(|cue| {
        if scope.lower(cue.words.start) == "current" && !names_level(scope, cue.words.end) {
            return false;
        }
        let distance = |it: &Quantity| match it.words.start >= cue.words.end {
            true => it.words.start - cue.words.end,
            false => cue.words.start.saturating_sub(it.words.end),
        };
        let mine = distance(quantity);
        let nearest = scope.quantities().filter(|it| clause.contains(&it.words.start)).all(|it| distance(it) >= mine);
        let opens = cue.words.start <= clause.start + 1 && cue.words.end <= quantity.words.start;
        let past = clause.clone().any(|at| matches!(scope.lower(at), "was" | "were" | "saw" | "had"));
        // "41 of 60 gyms use the planner today": the last word of the only amount's clause.
        let present = matches!(scope.lower(cue.words.start), "today" | "now" | "currently" | "presently" | "so" | "to" | "at");
        let compares = clause.clone().any(|at| matches!(scope.lower(at), "than" | "as" | "from"));
        let closes = (present && !compares && cue.words.end == clause.end)
            && scope.quantities().filter(|it| clause.contains(&it.words.start)).count() == 1
            && !scope.of(class::TARGET_ASPECT).any(|it| clause.contains(&it.words.start));
        let tied = mine <= 2 || opens || past || closes;
        // "Not above last year's 8 %" bounds by what was observed; "a third fewer than last year" is relative.
        let bounded = scope.of(class::LIMIT).any(|limit| {
            clause.contains(&limit.words.start) && limit.words.end <= cue.words.start && cue.words.end <= quantity.words.start
        });
        // "Half of today's" is relative, too.
        let part =
            scope.lower(quantity.words.end) == "of" && cue.words.start <= quantity.words.end + 2 && quantity.words.end <= cue.words.start;
        let relative = part || is_relative(scope, quantity);
        // "From 14 last year to five": the cue is behind the first.
        let reached = scope.lower(quantity.words.start.wrapping_sub(1)) == "to";
        nearest && !reached && tied && !(bounded && !past) && !relative
    })
}

/// A difference or a factor: `halves`, `10 points`, `by a third`, `a third fewer`.
fn is_relative(scope: &Scope, quantity: &Quantity) -> bool {
    let (before, next) = (scope.lower(quantity.words.start.wrapping_sub(1)), scope.lower(quantity.words.end));
    quantity.amount == Amount::Change
        || before == "by"
        || matches!(next, "fewer" | "less" | "more" | "lower" | "higher" | "above" | "below" | "better")
}

/// Whether `current` at the token before `at` speaks of a value: `current NPS`, `current level`.
fn names_level(scope: &Scope, at: usize) -> bool {
    scope.is(class::MEASURE, at)
        || scope.is(class::SATISFACTION, at)
        || matches!(scope.lower(at), ":" | "value" | "level" | "state" | "figure" | "average")
        || scope.quantities().any(|it| it.words.start == at)
}

/// Whether `quantity` says who or what is meant, or in which time, rather than how much.
fn is_covered(scope: &Scope, quantity: &Quantity) -> bool {
    let start = quantity.words.start;
    let clause = scope.clause(start);
    let back = |n: usize| start.checked_sub(n).filter(|it| *it >= clause.start).map_or("", |it| scope.lower(it));
    let skip = (1..=4).find(|n| !BETWEEN.contains(&back(*n))).unwrap_or(5);
    let preposition = back(skip);
    // In "with five or more shops" the bound stands between the number and what it counts.
    let bound = scope.of(class::LIMIT).find(|it| it.words.start == quantity.words.end).map_or(quantity.words.end, |it| it.words.end);
    let noun = scope.is_content(bound);
    match quantity.amount {
        Amount::Share if is_universal(scope.lower(start)) => PLACES.contains(&preposition),
        // "In ten minutes or less" is how long it may take.
        Amount::Duration if scope.of(class::LIMIT).any(|it| it.words.start == quantity.words.end) => false,
        Amount::Duration => FRAMES.contains(&preposition) || FRAMES.contains(&back(1)),
        Amount::Count => {
            let average = preposition == "of"
                && matches!(back(skip + 1), "average" | "median" | "mean" | "total" | "sum" | "minimum" | "maximum" | "pace");
            let definite = skip > 1
                && matches!(back(1), "our" | "the" | "these" | "those" | "their" | "top" | "first" | "last" | "largest" | "biggest");
            noun && !average
                && ((PLACES.contains(&preposition)
                    && (bound == quantity.words.end || matches!(preposition, "with" | "w" | "having" | "of")))
                    || definite
                    || restricts(scope, start))
        }
        Amount::Money => restricts(scope, start),
        _ => false,
    }
}

/// `all`, `every`, `each`: an amount that covers everything.
fn is_universal(word: &str) -> bool {
    matches!(word, "all" | "every" | "each" | "everyone" | "everybody")
}

/// Whether a bound before the number at `start` tells which customers are meant: `chains with more than five shops`, `accounts above €50k`.
fn restricts(scope: &Scope, start: usize) -> bool {
    let Some(limit) = scope.of(class::LIMIT).find(|it| it.words.end == start) else { return false };
    let Some(before) = limit.words.start.checked_sub(1) else { return false };
    let word = scope.lower(before);
    let measured = scope.is(class::MEASURE, before) || scope.is(class::SATISFACTION, before) || scope.is(class::DIRECTION, before);
    let bare = matches!(
        scope.lower(limit.words.start),
        "above" | "over" | "below" | "under" | "beyond" | "more" | "fewer" | "less" | "larger" | "longer" | "at"
    );
    matches!(word, "with" | "w" | "having" | "of" | "that" | "who") && bare && word != "of"
        || (bare && limit.words.len() == 1 && word.ends_with('s') && word.len() > 3 && !measured && scope.is_content(before))
}

fn glued(unit: &Unit, at: usize) -> bool {
    unit.words.get(at).is_some_and(|it| it.glued)
}

fn word(unit: &Unit, at: usize) -> bool {
    unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)
}
