//! `no-satisfaction-metric`: no metric measures satisfaction.

use std::ops::Range;

use super::{Context, Rule, Sink};
use crate::language::class;
use crate::persona::{Check, Persona, Role, Shape, Topic};
use crate::report::Severity;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "no-satisfaction-metric",
    severity: Severity::Warning,
    summary: "no success metric measures satisfaction",
    page: include_str!("no_satisfaction_metric.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let Some(asked) = satisfaction_item(cx.persona) else { return };
    let mut proof = cx.perspective.metrics.iter().filter_map(|it| it.satisfaction.map(|words| (it, words))).peekable();
    if proof.peek().is_some() {
        for (metric, words) in proof {
            report.evidence(asked, metric.head, format!("\"{}\" measures satisfaction", cx.quote(words)));
        }
        return;
    }
    if cx.perspective.excused(Role::Metrics).is_some() {
        return;
    }
    let place = cx.perspective.section_of(Role::Metrics).map(|it| it.heading).or(cx.perspective.title).unwrap_or(Span::at(0));
    let draft = report
        .add(
            place,
            "no success metric measures satisfaction. Fix: add one that asks customers, e.g. \"- NPS of at least 40 in the June survey\" or \"- CSAT after onboarding: 4.5 of 5\".",
        )
        .fails(asked)
        .help("satisfaction is measured by NPS, CSAT, CES, a survey score or a rating; complaints and refunds are behaviour");
    // A measure that stands elsewhere only has to be moved.
    let stray = cx.perspective.guidance().find_map(|(_, unit)| {
        let measure = unit.asserted(class::SATISFACTION).find(|it| unit.quantities.iter().any(|amount| near(&amount.words, &it.words)))?;
        (cx.perspective.role(unit) != Role::Metrics).then(|| unit.words.span(measure.words.clone()))
    });
    if let Some(stray) = stray {
        draft.related(stray, "this measures satisfaction, but is not among the success metrics");
    }
}

/// Whether an amount stands within a few words of a measure.
fn near(amount: &Range<usize>, measure: &Range<usize>) -> bool {
    amount.start < measure.end + 6 && measure.start < amount.end + 10
}

/// The check of the item that asks for satisfaction metrics, where the persona has one: the topic of a metric that brings
/// no words of its own, for those of satisfaction are shared.
fn satisfaction_item(persona: &Persona) -> Option<Check> {
    let shared = |topic: &Topic| topic.needs.is_empty() && persona.lexicon.class(&format!("topic:{}", topic.name)).is_none();
    persona.topics.iter().position(|topic| topic.shape == Shape::Metric && shared(topic)).map(Check::Topic)
}
