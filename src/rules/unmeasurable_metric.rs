//! `unmeasurable-metric`: a metric without an amount to reach.

use super::{Context, Rule, Sink};
use crate::model::{Metric, MetricLabel, Shortfall};
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unmeasurable-metric",
    severity: Severity::Warning,
    summary: "a metric without an amount to reach",
    page: include_str!("unmeasurable_metric.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for metric in &cx.perspective.metrics {
        match metric.label {
            MetricLabel::Unmeasurable => add(cx, report, metric),
            MetricLabel::Measurable | MetricLabel::Technical if metric.confidence >= 60 && !forbidden(cx, metric) => {
                report.evidence(Check::Measurable, metric.head, format!("a metric with an amount: \"{}\"", cx.quote(metric.head)));
            }
            _ => {}
        }
    }
}

/// Whether it is a measure that the persona's checklist forbids.
fn forbidden(cx: &Context, metric: &Metric) -> bool {
    metric.label == MetricLabel::Technical
        && cx.perspective.leaks.iter().any(|leak| leak.span.overlaps(metric.span) && cx.forbids(leak).next().is_some())
}

fn add(cx: &Context, report: &mut Sink, metric: &Metric) {
    let words = metric.amount.map(|it| cx.quote(it)).unwrap_or_default();
    let (lacks, example) = match metric.shortfall {
        Some(Shortfall::Observed) => {
            (format!("\"{words}\" is a value of today or the past, not a target"), "\"..., to <number> by <date>\"")
        }
        Some(Shortfall::Direction) if !words.is_empty() => {
            (format!("\"{words}\" gives a direction and no amount"), "\"... from <baseline> to <number> by <date>\"")
        }
        Some(Shortfall::Adjective) if !words.is_empty() => {
            (format!("\"{words}\" is an adjective that no two people measure alike"), "\"... of at least <number> by <date>\"")
        }
        _ => ("it names a measure and no amount".to_owned(), "\"...: at least <number> by <date>\""),
    };
    let draft = report
        .add(
            metric.head,
            format!(
                "metric cannot be measured: \"{}\": {lacks}. Fix: state the amount to reach, e.g. {example}, or a survey or review with its criterion or cadence.",
                cx.quote(metric.head)
            ),
        )
        .fails(Check::Measurable)
        .confidence(metric.confidence)
        .help("say what and how much: a number, a limit, zero or all, or a yes/no event with a date");
    if let Some(span) = metric.amount.filter(|it| *it != metric.head) {
        draft.related(span, "this stands where the amount to reach is wanted");
    }
}
