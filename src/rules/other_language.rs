//! `other-language`: the document is not in English, so that only its structure and its markers are checked.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "other-language",
    severity: Severity::Information,
    summary: "the document is not in English: only its structure and its markers are checked",
    page: include_str!("other_language.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if cx.perspective.foreign {
        report
            .add(
                cx.perspective.title.unwrap_or_default(),
                "document is not in English: only its structure, its placeholders and its markers are checked. \
                 Have a person who reads it decide the checklist.",
            )
            .help("have a person who reads it decide the checklist");
    }
}
