//! `duplicate-clarification`: two clarification markers ask the same.

use std::collections::HashMap;

use super::{Context, Rule, Sink, mend};
use crate::report::{Fix, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-clarification",
    severity: Severity::Hint,
    summary: "two clarification markers ask the same",
    page: include_str!("duplicate_clarification.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let words = |span: Span| {
        cx.text.slice(span).split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let mut seen: HashMap<String, Span> = HashMap::new();
    for marker in &cx.perspective.markers {
        let first = *seen.entry(words(marker.question)).or_insert(marker.span);
        if first != marker.span {
            report
                .add(
                    marker.span,
                    format!("question is asked twice: \"{}\". Fix: take out one of the two markers.", cx.quote(marker.question)),
                )
                .help("take out one of the two markers")
                .unnecessary()
                .related(first, "asked here first")
                .fix(Fix::new("Remove this marker", mend::removal(cx, marker.span), ""));
        }
    }
}
