//! `no-recommendations`: the section of recommendations tells nobody to do anything.

use super::{Context, Rule, Sink};
use crate::persona::{Check, Role};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-recommendations",
    severity: Severity::Warning,
    summary: "the document recommends nothing",
    page: include_str!("no_recommendations.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if !cx.perspective.recommendations.is_empty() {
        return;
    }
    let place = cx.perspective.section_of(Role::Recommendations).map(|it| it.title).or(cx.perspective.title);
    let place = place.or_else(|| cx.perspective.sections.first().map(|it| it.title)).unwrap_or_default();
    report
        .add(
            place,
            "the document recommends nothing: no bullet, step, row or sentence under \"Recommendations\" tells somebody to do something. \
             Fix: add one per line, e.g. \"- Call every account that ... by <date>, so that ...\".",
        )
        .help("start each recommendation with a verb, or with who does it")
        .fails(Check::Actionable);
}
