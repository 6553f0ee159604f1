//! `strategy-not-detailed`: no signal is paired with a response that has an owner, a time or a threshold.

use super::{Context, Rule, Sink};
use crate::persona::{Check, Shape};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "strategy-not-detailed",
    severity: Severity::Warning,
    summary: "no signal is paired with a response that has an owner, a time or a threshold",
    page: include_str!("strategy_not_detailed.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for (at, (topic, reading)) in cx.persona.topics.iter().zip(&cx.perspective.topics).enumerate() {
        let check = Check::Topic(at);
        if topic.shape != Shape::Strategy || !cx.asks(check) {
            continue;
        }
        for statement in &reading.evidence {
            report.evidence(check, statement.span, statement.reason.clone());
        }
        if !reading.evidence.is_empty() {
            continue;
        }
        let place = reading.nearest.map_or_else(String::new, |it| format!(": \"{}\" is no such pair", cx.quote(it)));
        let message = format!(
            "{} is not detailed: no signal is paired with a response that has an owner, a time or a threshold{place}. \
             Fix: write \"When <signal with a number>, <role> does <response> within <time>\".",
            topic.name.replace('-', " ")
        );
        let mut draft = report
            .add(reading.nearest.unwrap_or_else(|| cx.elsewhere()), message)
            .help("pair a signal with a response, and say who responds or by when; or write \"Not applicable because <reason>\"")
            .fails(check);
        for other in &reading.others {
            draft = draft.related(*other, "nor does this");
        }
    }
}
