//! `topic-not-addressed`: a topic of the checklist has no statement of substance.

use super::{Context, Rule, Sink};
use crate::persona::{Check, Shape, Topic};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "topic-not-addressed",
    severity: Severity::Warning,
    summary: "a topic of the checklist has no statement of substance",
    page: include_str!("topic_not_addressed.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for (at, (topic, reading)) in cx.persona.topics.iter().zip(&cx.perspective.topics).enumerate() {
        let check = Check::Topic(at);
        if matches!(topic.shape, Shape::Strategy | Shape::Metric) || !cx.asks(check) {
            continue;
        }
        for statement in &reading.evidence {
            report.evidence(check, statement.span, statement.reason.clone());
        }
        if !reading.evidence.is_empty() {
            continue;
        }
        let name = topic.name.replace('-', " ");
        let missing = reading.missing.join(", nothing on ");
        let place = reading.nearest.map_or_else(String::new, |it| format!(": \"{}\" is no such statement", cx.quote(it)));
        let message = match topic.shape {
            Shape::Statement => {
                format!("{name} is not addressed: nothing of substance on {missing}{place}. Fix: {}.", form(topic, &reading.missing))
            }
            Shape::Recommendation if !topic.needs.is_empty() => {
                format!(
                    "{name} is not complete: no recommendation is on {}. Fix: {}.",
                    reading.missing.join(", none on "),
                    form(topic, &reading.missing)
                )
            }
            _ => format!("{name} is not addressed: nothing says {missing}{place}. Fix: {}.", form(topic, &reading.missing)),
        };
        let mut draft = report
            .add(reading.nearest.unwrap_or_else(|| cx.elsewhere()), message)
            .help("state an action or a fact; or write \"Not applicable because <reason>\"")
            .fails(check);
        for other in &reading.others {
            draft = draft.related(*other, "nor does this");
        }
    }
}

/// What to write.
fn form(topic: &Topic, missing: &[String]) -> String {
    match topic.shape {
        Shape::Opportunity => "name what is sold, to whom and when, e.g. \"<offer> is offered to <customers> when <trigger>\"".to_owned(),
        Shape::Contact => {
            "name a contact, its cadence and the roles, e.g. \"<Role> meets <customer's role> every <period> to review <subject>\""
                .to_owned()
        }
        Shape::Recommendation if !topic.needs.is_empty() => {
            format!("add one on {}, e.g. \"<who> does <what> by <date>\"", missing.join(" and one on "))
        }
        Shape::Recommendation => format!("say in each recommendation which {} it comes with", missing.join(" and ")),
        Shape::Code => "add a short block of code in a fence, with its language named".to_owned(),
        _ => {
            format!("add a sentence on {} with an action or a fact, e.g. \"<who> does <what> within <time>\"", missing.join(" and one on "))
        }
    }
}
