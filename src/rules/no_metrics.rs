//! `no-metrics`: the document measures nothing.

use super::{Context, Rule, Sink};
use crate::persona::{Check, Role};
use crate::report::Severity;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "no-metrics",
    severity: Severity::Warning,
    summary: "the document measures nothing",
    page: include_str!("no_metrics.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if !cx.asks(Check::Measurable) || !cx.perspective.metrics.is_empty() || cx.perspective.excused(Role::Metrics).is_some() {
        return;
    }
    let section = cx.perspective.section_of(Role::Metrics);
    let place = section.map(|it| it.heading).or(cx.perspective.title).unwrap_or(Span::at(0));
    let message = match section {
        Some(_) => format!(
            "\"{}\" states no metric. Fix: write a bullet that says what is measured and how much, e.g. \"- NPS of at least 40 in the June survey\".",
            cx.quote(place).trim_start_matches(['#', ' '])
        ),
        None => "the document states no metric: it has no section on success metrics. Fix: add the section with a bullet such as \"- NPS of at least 40 in the June survey\".".to_owned(),
    };
    report.add(place, message).fails(Check::Measurable).help("state at least one metric: what, and how much");
}
