//! `item-needs-review`: an item of the checklist that only a person can decide.

use super::{Context, Rule, Sink};
use crate::report::Severity;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "item-needs-review",
    severity: Severity::Hint,
    summary: "an item of the checklist that only a person can decide",
    page: include_str!("item_needs_review.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let span = cx.perspective.sections.first().map_or(Span::at(0), |it| it.heading);
    for item in cx.persona.items.iter().filter(|it| it.check.is_none()) {
        report
            .add(
                span,
                format!(
                    "item has to be decided by a person: \"{}\". Read the document for it, and tick it in the checklist if it holds.",
                    item.words
                ),
            )
            .help("read the document for it, and tick it in the checklist if it holds");
    }
}
