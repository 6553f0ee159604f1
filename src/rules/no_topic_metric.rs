//! `no-topic-metric`: no success metric measures something that the checklist wants measured.

use super::{Context, Rule, Sink};
use crate::persona::{Check, Role, Shape};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-topic-metric",
    severity: Severity::Warning,
    summary: "no success metric measures something that the checklist wants measured",
    page: include_str!("no_topic_metric.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for (at, (topic, reading)) in cx.persona.topics.iter().zip(&cx.perspective.topics).enumerate() {
        let check = Check::Topic(at);
        if topic.shape != Shape::Metric || !cx.asks(check) {
            continue;
        }
        for statement in &reading.evidence {
            report.evidence(check, statement.span, statement.reason.clone());
        }
        // A topic without words of its own is satisfaction, of which `no-satisfaction-metric` speaks.
        let own = reading.missing.iter().chain([&topic.name]).any(|it| cx.persona.lexicon.class(&format!("topic:{it}")).is_some());
        if !own || !reading.evidence.is_empty() || cx.perspective.excused(Role::Metrics).is_some() {
            continue;
        }
        let missing = reading.missing.iter().map(|it| it.replace('-', " ")).collect::<Vec<_>>().join(" and ");
        let section = cx.perspective.section_of(Role::Metrics);
        let place = section.map(|it| it.heading).or(cx.perspective.title).unwrap_or_default();
        report
            .add(
                place,
                format!(
                    "no success metric measures {missing}. Fix: add one that names it and an amount, e.g. \"- <Measure of {missing}> of at \
                     least <number> by <date>\"."
                ),
            )
            .help("say how it is measured in the metric itself, or in a heading or a column above it")
            .fails(check);
    }
}
