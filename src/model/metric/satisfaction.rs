//! Whether a metric measures satisfaction: a rating in any form (GUIDELINE, ruling 10).

use super::scope::Scope;
use crate::language::{Quantity, class, stem};
use crate::text::Span;

/// The words of `scope` that measure satisfaction; not where they are said not to be measured.
pub(super) fn measured(scope: &Scope) -> Option<Span> {
    let hits = scope.unit.hits.iter().filter(|hit| hit.class == class::SATISFACTION && scope.covers(hit.words.start));
    let named = hits
        .filter(|hit| !scope.unit.negates(&hit.words) && !denied(scope, hit.words.end))
        .map(|hit| scope.place(hit.words.clone()))
        .next();
    let named = named.or_else(|| opinion(scope).filter(|_| !tested(scope)).map(|at| scope.place(at..at + 1)));
    named.or_else(|| scope.quantities().find(|it| is_mark(scope, it)).map(|it| scope.place(it.words.clone())))
}

/// A value on a scale of five or ten: `4.4 of 5`, `8 or better out of ten`, `9/10`; not of a test, and not `9/10 of admins`.
fn is_mark(scope: &Scope, quantity: &Quantity) -> bool {
    let top = |at: usize| matches!(scope.lower(at), "5" | "five" | "6" | "six" | "7" | "seven" | "10" | "ten");
    let (start, end) = (quantity.words.start, quantity.words.end);
    let decimal = scope.lower(start).contains('.') || scope.lower(start + 1) == "/";
    let whole = end > start + 1 && top(end - 1) && (decimal || !counts(scope, start)) && !scope.is_content(end);
    let bound = scope.of(class::LIMIT).find(|it| it.words.start == end && scope.lower(end) == "or").map(|it| it.words.end);
    let behind = bound.is_some_and(|at| (scope.lower(at) == "of" && top(at + 1)) || (scope.lower(at) == "out" && top(at + 2)));
    !tested(scope) && (whole || behind)
}

/// Whether the whole number at `start` may count something: what is counted is a plural, and stands in the same metric.
fn counts(scope: &Scope, start: usize) -> bool {
    let plural = |at: usize| {
        let word = scope.lower(at);
        let irregular = matches!(word, "people" | "men" | "women" | "children" | "staff");
        scope.is_content(at) && (irregular || word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
    };
    scope.clause(start).chain((0..start).filter(|at| scope.covers(*at))).any(plural)
}

/// `NPS is not measured`: a negation directly behind the verb.
fn denied(scope: &Scope, end: usize) -> bool {
    let verb = matches!(scope.lower(end), "is" | "are" | "was" | "will");
    verb && matches!(scope.lower(end + 1), "not" | "never") && scope.is(class::MEASURING, end + 2)
}

/// Whether it is a test or a grade of the business that is scored.
fn tested(scope: &Scope) -> bool {
    scope
        .tokens()
        .any(|at| matches!(scope.lower(at), "quiz" | "exam" | "test" | "health" | "credit" | "risk" | "audit" | "maturity" | "grade"))
}

/// Where people give their opinion: on a scale, or by what they say or find of a quality.
fn opinion(scope: &Scope) -> Option<usize> {
    let scale = |at: usize| scope.lower(at) == "scale" && matches!(scope.lower(at.wrapping_sub(1)), "point" | "the" | "a" | "same" | "-");
    let says = |at: usize| {
        let verb = matches!(
            scope.lower(at),
            "say"
                | "says"
                | "find"
                | "finds"
                | "found"
                | "call"
                | "calls"
                | "consider"
                | "considers"
                | "describe"
                | "describes"
                | "feel"
                | "feels"
                | "judge"
                | "judged"
        );
        let answer = matches!(stem(scope.lower(at)), "say" | "said" | "agr" | "answ" | "repl")
            && (at + 1..at + 7).any(|it| matches!(scope.lower(it), "that" | "yes"));
        answer || verb && (at + 1..at + 6).any(|it| is_quality(scope.lower(it)))
    };
    scope.tokens().find(|&at| scale(at) || says(at))
}

/// A quality that people find in what they are given.
fn is_quality(word: &str) -> bool {
    matches!(
        word,
        "fair"
            | "easy"
            | "easier"
            | "clear"
            | "clearer"
            | "helpful"
            | "useful"
            | "good"
            | "satisfied"
            | "simple"
            | "pleasant"
            | "worth"
            | "valuable"
            | "friendly"
            | "quick"
            | "reliable"
            | "comfortable"
            | "confident"
            | "happy"
            | "content"
            | "understandable"
            | "trustworthy"
            | "supported"
            | "welcome"
            | "safe"
            | "well"
    )
}
