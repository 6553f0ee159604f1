//! Whether a metric measures satisfaction: a rating in any form (GUIDELINE, ruling 10).

use super::scope::Scope;
use crate::language::{Quantity, class};
use crate::text::Span;

/// The words of `scope` that measure satisfaction; not where they are said not to be measured.
pub(super) fn measured(scope: &Scope) -> Option<Span> {
    let hits = scope.unit.hits.iter().filter(|hit| hit.class == class::SATISFACTION && scope.covers(hit.words.start));
    let named = hits
        .filter(|hit| !scope.unit.negates(&hit.words) && !denied(scope, hit.words.end))
        .map(|hit| scope.place(hit.words.clone()))
        .next();
    named.or_else(|| scope.quantities().find(|it| is_mark(scope, it)).map(|it| scope.place(it.words.clone())))
}

/// A value on a scale of five or ten: `4.4 of 5`, `8 or better out of ten`, `9/10`; not of a test, and not `9/10 of admins`.
fn is_mark(scope: &Scope, quantity: &Quantity) -> bool {
    let tested = scope
        .tokens()
        .any(|at| matches!(scope.lower(at), "quiz" | "exam" | "test" | "health" | "credit" | "risk" | "audit" | "maturity" | "grade"));
    let top = |at: usize| matches!(scope.lower(at), "5" | "five" | "6" | "six" | "7" | "seven" | "10" | "ten");
    let (start, end) = (quantity.words.start, quantity.words.end);
    let decimal = scope.lower(start).contains('.') || scope.lower(start + 1) == "/";
    let whole = end > start + 1 && top(end - 1) && decimal && !scope.is_content(end);
    let bound = scope.of(class::LIMIT).find(|it| it.words.start == end && scope.lower(end) == "or").map(|it| it.words.end);
    let behind = bound.is_some_and(|at| (scope.lower(at) == "of" && top(at + 1)) || (scope.lower(at) == "out" && top(at + 2)));
    !tested && (whole || behind)
}

/// `NPS is not measured`: a negation directly behind the verb.
fn denied(scope: &Scope, end: usize) -> bool {
    let verb = matches!(scope.lower(end), "is" | "are" | "was" | "will");
    verb && matches!(scope.lower(end + 1), "not" | "never") && scope.is(class::MEASURING, end + 2)
}
