//! The label of a metric.

use std::ops::Range;

use super::amount::{Standing, standing};
use super::scope::Scope;
use super::{MetricLabel, Shortfall};
use crate::language::{Amount, Kind, TimeKind, class};
use crate::model::UnitKind;
use crate::syntax::BracketKind;
use crate::text::Span;

/// How a metric reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) label: MetricLabel,
    pub(super) confidence: u8,
    pub(super) amount: Option<Span>,
    pub(super) shortfall: Option<Shortfall>,
}

impl Reading {
    fn new(label: MetricLabel, confidence: u8, amount: Option<Span>) -> Self {
        Reading { label, confidence, amount, shortfall: None }
    }

    /// Whether its own words name an amount, settled or not.
    pub(super) fn has_amount(&self) -> bool {
        matches!(self.label, MetricLabel::Measurable | MetricLabel::Unresolved)
    }
}

/// Reads the metric in `scope`.
pub(super) fn read(scope: &Scope) -> Reading {
    if let Some(open) = open(scope) {
        return Reading::new(MetricLabel::Unresolved, 98, Some(open));
    }
    if let Some(label) = qualitative(scope) {
        return label;
    }
    if let Some((amount, confidence)) = amount(scope) {
        return Reading::new(MetricLabel::Measurable, confidence, amount);
    }
    // Without any other amount, a mark stands for it wherever it is.
    if let Some(bracket) = scope.brackets().find(|it| !precedes(scope, it.span)) {
        return Reading::new(MetricLabel::Unresolved, 90, Some(bracket.span));
    }
    unmeasurable(scope)
}

/// Whether a mark stands before a sentence that begins with a capital: it is of the sentence before.
fn precedes(scope: &Scope, mark: Span) -> bool {
    let words = &scope.unit.words;
    let follows = |at: usize| mark.end <= words.place(at).start && words.get(at).is_some_and(|it| it.capital);
    scope.unit.kind == UnitKind::Paragraph && scope.tokens().next().is_some_and(follows)
}

/// What stands for an amount that is still to be filled in.
fn open(scope: &Scope) -> Option<Span> {
    let letter = scope.quantities().find(|it| standing(scope, it) == Standing::Open).map(|it| scope.place(it.words.clone()));
    letter.or_else(|| ticked_letter(scope)).or_else(|| bracketed(scope)).or_else(|| open_bracket(scope)).or_else(|| open_words(scope))
}

/// A word in square brackets that no template is known for, where an amount is wanted: `from [baseline] to [goal]`, `[xx] days`.
fn bracketed(scope: &Scope) -> Option<Span> {
    let close = |at: usize| (at + 1..at + 5).find(|it| scope.lower(*it) == "]");
    scope.tokens().filter(|at| scope.lower(*at) == "[").find_map(|at| {
        let end = close(at)?;
        let words = (at + 1..end).all(|it| !scope.unit.words.get(it).is_some_and(|word| word.kind == Kind::Number));
        let wanted = at.checked_sub(1).is_some_and(|before| wants_amount(scope, before));
        (words && (wanted || counts(scope, end + 1))).then(|| scope.place(at..end + 1))
    })
}

/// Whether the token at `at` wants an amount behind it: `of`, `to`, `above`, a colon, a currency.
fn wants_amount(scope: &Scope, at: usize) -> bool {
    let word = scope.lower(at);
    matches!(
        word,
        ":" | "of"
            | "to"
            | "at"
            | "from"
            | "between"
            | "inside"
            | "$"
            | "€"
            | "£"
            | "="
            | "reach"
            | "reaches"
            | "target"
            | "≥"
            | "≤"
            | "<"
            | ">"
            | "|"
    ) || scope.of(class::LIMIT).any(|it| it.words.end == at + 1)
}

/// Whether the token at `at` wants an amount before it: `%`, `points`, `days`.
fn counts(scope: &Scope, at: usize) -> bool {
    matches!(scope.lower(at), "%" | "percent" | "points" | "of" | "out" | "days" | "hours" | "weeks" | "months" | "stars")
}

/// `- [X] of 14 countries`: Markdown reads the letter as a tick, but an amount is wanted before "of" or "%".
fn ticked_letter(scope: &Scope) -> Option<Span> {
    let first = scope.tokens().next().filter(|at| matches!(scope.lower(*at), "of" | "out" | "%" | "percent"))?;
    let start = scope.unit.words.place(first).start;
    let before = Span::new(scope.span.start, start).of(scope.source.text);
    let at = before.find("[X]").or_else(|| before.find("[x]"))?;
    Some(Span::new(scope.span.start + at, scope.span.start + at + 3))
}

/// A marker or a placeholder where an amount is wanted.
fn open_bracket(scope: &Scope) -> Option<Span> {
    scope
        .brackets()
        .find(|bracket| {
            let span = |at: usize| scope.unit.words.place(at);
            let before = scope.tokens().take_while(|at| span(*at).end <= bracket.span.start).last();
            let after = scope.tokens().find(|at| span(*at).start >= bracket.span.end);
            let wanted = before.is_some_and(|at| wants_amount(scope, at));
            let counted = after.is_some_and(|at| counts(scope, at));
            let words = bracket.span.of(scope.source.text).to_lowercase();
            let amount = bracket.kind == BracketKind::Placeholder
                && (before.is_none()
                    || [
                        "number",
                        "amount",
                        "target",
                        "value",
                        "percent",
                        "%",
                        "threshold",
                        "figure",
                        "score",
                        "tbd",
                        "tbc",
                        "tba",
                        "[x",
                        "[y",
                        "[n]",
                        "??",
                        "__",
                    ]
                    .iter()
                    .any(|it| words.contains(it)));
            // A question is the amount only where the words before it do not finish.
            wanted || counted || amount
        })
        .map(|it| it.span)
}

/// `to be agreed`, `tbd` where an amount is wanted: behind a colon, in a cell of its own, behind a word for an amount.
fn open_words(scope: &Scope) -> Option<Span> {
    scope
        .of(class::OPEN_AMOUNT)
        .find(|hit| {
            let start = hit.words.start;
            let first = scope.parts.iter().any(|part| part.start == start);
            let before = scope.lower(start.wrapping_sub(1));
            let sign = first
                || matches!(before, ":" | "=" | "|" | "(")
                || (before == "-" && !scope.unit.words.get(start - 1).is_some_and(|it| it.glued));
            let short = matches!(scope.lower(start), "tbd" | "tbc" | "tba");
            let named = start > 0
                && (scope.is(class::METRIC_WORD, start - 1)
                    || matches!(before, "number" | "amount" | "value" | "level" | "threshold" | "percentage" | "is" | "still"));
            // A single word such as "open" is an amount to settle only where it stands alone.
            let single = hit.words.len() == 1 && !short;
            let alone = scope.clause(start).len() <= hit.words.len() + 1;
            short || (single && sign && alone) || (!single && (sign || named))
        })
        .map(|hit| scope.place(hit.words.clone()))
}

/// The amount to reach, and how sure that is.
fn amount(scope: &Scope) -> Option<(Option<Span>, u8)> {
    let place = |words: &Range<usize>| Some(scope.place(words.clone()));
    if let Some(target) = scope.quantities().find(|it| standing(scope, it) == Standing::Target) {
        return Some((place(&target.words), 95));
    }
    if let Some(zero) = scope.of(class::NEGATION).find(|it| counts_none(scope, &it.words)) {
        return Some((place(&zero.words), 80));
    }
    if let Some(bound) = scope.of(class::LIMIT).find(|it| holds_level(scope, &it.words)) {
        return Some((place(&bound.words), 75));
    }
    if let Some(words) = keeps_level(scope).or_else(|| referred(scope)) {
        return Some((place(&words), 75));
    }
    if yes_or_no(scope) {
        return Some((None, 90));
    }
    if first_of(scope, class::DIRECTION).is_some() || first_of(scope, class::STATE).is_some() {
        return None;
    }
    let covered = scope.quantities().find(|it| standing(scope, it) == Standing::Covered && !is_bare(scope, it.words.start));
    covered.map(|it| (place(&it.words), 70)).or_else(|| event(scope).map(|span| (Some(span), 75)))
}

/// `No renewals lost`, `without an escalation`: none is an amount. `Not satisfied` is none.
fn counts_none(scope: &Scope, words: &Range<usize>) -> bool {
    let word = scope.lower(words.start);
    let clause = scope.clause(words.start);
    let noun = scope.is_content(words.end);
    let happens = scope.happens(words.end..clause.end);
    let opens = clause.start == words.start;
    match word {
        "no" => noun && (happens || opens || clause.end - words.end <= 3) && scope.lower(words.end) != "longer",
        "never" => opens || noun,
        "without" => matches!(scope.lower(words.end), "a" | "an" | "any") && happens && !scope.is(class::CRITERION, words.start),
        _ => false,
    }
}

/// `Not above last year`, `no worse than the baseline`: a bound to a value that is known.
fn holds_level(scope: &Scope, words: &Range<usize>) -> bool {
    let holds = matches!(scope.lower(words.start), "not" | "no" | "never") || scope.lower(words.start + 1) == "least";
    let near = words.end..words.end + 6;
    holds && scope.of(class::REFERENCE).any(|it| near.contains(&it.words.start))
}

/// `Hold last year's retention`: a value that is known is to be kept (GUIDELINE, ruling 23).
fn keeps_level(scope: &Scope) -> Option<Range<usize>> {
    let keeps = |at: usize| matches!(scope.lower(at), "hold" | "holds" | "keep" | "keeps" | "match" | "matches" | "maintain" | "maintains");
    let known = |at: usize| matches!(scope.lower(at), "last" | "previous" | "prior");
    let level = |at: usize| scope.of(class::REFERENCE).find(|it| it.words.start == at && known(at));
    scope.tokens().filter(|&at| keeps(at)).find_map(|at| level(at + 1).or_else(|| level(at + 2)).map(|it| at..it.words.end))
}

/// `(see Assumptions)`: the amount stands there (GUIDELINE, general rule 1).
fn referred(scope: &Scope) -> Option<Range<usize>> {
    scope.tokens().find(|&at| scope.lower(at) == "see" && scope.lower(at + 1) == "assumptions").map(|at| at..at + 2)
}

fn yes_or_no(scope: &Scope) -> bool {
    scope.tokens().any(|at| scope.lower(at) == "yes" && matches!(scope.lower(at + 1), "or" | "/") && scope.lower(at + 2) == "no")
}

/// An event with a date, or with a time that is counted: a metric of yes or no.
fn event(scope: &Scope) -> Option<Span> {
    let dated = scope.times().find(|it| matches!(it.kind, TimeKind::Date | TimeKind::Relative) || named_week(scope, &it.words))?;
    let head = scope.tokens().take(3).find(|at| scope.is(class::GAUGE, *at) || scope.is(class::MEASURE, *at));
    let name_only = head.filter(|at| !scope.is(class::EVENT, at.wrapping_sub(1))).is_some_and(|at| {
        let after = scope
            .of(class::MEASURE)
            .chain(scope.of(class::GAUGE))
            .filter(|it| it.words.contains(&at))
            .map(|it| it.words.end)
            .max()
            .unwrap_or(at + 1);
        matches!(scope.lower(after), "of" | "in" | "at" | "among" | "for" | "with" | "across" | "by" | "per" | "from" | "on")
    });
    let happens = scope.parts.iter().any(|part| scope.happens(part.clone()));
    // What happened last year is told, not aimed at.
    let past = scope.of(class::OBSERVATION).any(|it| dated.words.start <= it.words.start + 1 && it.words.start <= dated.words.end);
    (happens && !name_only && !past).then(|| scope.place(dated.words.clone()))
}

fn named_week(scope: &Scope, words: &Range<usize>) -> bool {
    matches!(scope.lower(words.start), "before" | "by" | "until")
}

/// Whether what stands before `at` in its clause is only the name of a level, without a word for what happens.
fn is_bare(scope: &Scope, at: usize) -> bool {
    let before = scope.clause(at).start..at;
    let named = scope.within(class::MEASURE, &before) || scope.within(class::SATISFACTION, &before);
    let verb =
        before.clone().any(|it| matches!(scope.lower(it), "is" | "are" | "has" | "have" | "will" | "be" | "gets" | "get" | "goes" | "go"));
    named && !verb && !scope.happens(before)
}

/// An instrument with a criterion or a cadence, unless a result is aimed at with an amount.
fn qualitative(scope: &Scope) -> Option<Reading> {
    let instrument = scope.of(class::INSTRUMENT).next()?;
    let result = scope.quantities().any(|it| standing(scope, it) == Standing::Target && !is_sample(scope, &it.words, it.amount));
    let criterion = scope.of(class::CRITERION).map(|it| it.words.clone()).next().or_else(|| indirect_question(scope));
    let cadence = scope.times().any(|it| it.kind == TimeKind::Recurring)
        || scope.times().filter(|it| it.kind == TimeKind::Date).count() > 1
        || sampled(scope)
        || scope.tokens().any(|at| matches!(scope.lower(at), "every" | "each"));
    let leading = |class| first_of(scope, class).is_some_and(|at| at < instrument.words.start);
    let told = scope.quantities().any(|it| standing(scope, it) == Standing::Observed);
    let vague = leading(class::DIRECTION) || leading(class::STATE) || told;
    let counts = !result && (criterion.is_some() || (cadence && !vague));
    counts.then(|| {
        Reading::new(
            MetricLabel::Qualitative,
            if vague { 65 } else { 85 },
            Some(scope.place(criterion.unwrap_or_else(|| instrument.words.clone()))),
        )
    })
}

/// `says which of them it made easier`: what the instrument is to tell.
fn indirect_question(scope: &Scope) -> Option<Range<usize>> {
    let tells = |at: usize| {
        matches!(
            scope.lower(at),
            "say"
                | "says"
                | "tell"
                | "tells"
                | "note"
                | "notes"
                | "show"
                | "shows"
                | "record"
                | "records"
                | "judge"
                | "judges"
                | "name"
                | "names"
        )
    };
    let question = |at: usize| matches!(scope.lower(at), "which" | "what" | "how" | "why" | "where" | "who");
    scope.tokens().find(|&at| tells(at) && question(at + 1)).map(|at| at..at + 2)
}

/// Whether a number only tells how many are asked: `six interviews a quarter`.
fn is_sample(scope: &Scope, words: &Range<usize>, amount: Amount) -> bool {
    let bounded = scope.of(class::LIMIT).any(|it| it.words.end == words.start || it.words.start == words.end);
    let often = matches!(scope.lower(words.end), "a" | "per" | "each") && scope.times().any(|it| it.words.contains(&words.end));
    !bounded && (often || (amount == Amount::Count && scope.is_content(words.end)))
        || amount == Amount::Share && matches!(scope.lower(words.start), "all" | "every" | "each")
}

/// `two a quarter`: a count with a period.
fn sampled(scope: &Scope) -> bool {
    scope.tokens().any(|at| {
        matches!(scope.lower(at), "a" | "per" | "each")
            && matches!(scope.lower(at + 1), "month" | "quarter" | "year" | "week" | "season" | "term" | "cohort")
    })
}

/// The first term of `class`.
fn first_of(scope: &Scope, class: crate::language::Class) -> Option<usize> {
    scope.of(class).map(|it| it.words.start).min()
}

/// Tells what stands in place of an amount.
fn unmeasurable(scope: &Scope) -> Reading {
    let observed = scope.quantities().find(|it| standing(scope, it) == Standing::Observed);
    let word = |class| scope.of(class).next().map(|it| scope.place(it.words.clone()));
    let named = scope.of(class::MEASURE).chain(scope.of(class::SATISFACTION)).next().is_some();
    let (shortfall, confidence, place) = if let Some(quantity) = observed {
        (Shortfall::Observed, 88, Some(scope.place(quantity.words.clone())))
    } else if let Some(place) = word(class::DIRECTION) {
        (Shortfall::Direction, 95, Some(place))
    } else if let Some(place) = word(class::STATE) {
        (Shortfall::Adjective, 92, Some(place))
    } else {
        (Shortfall::Name, if named { 90 } else { 75 }, None)
    };
    Reading { label: MetricLabel::Unmeasurable, confidence, amount: place, shortfall: Some(shortfall) }
}
