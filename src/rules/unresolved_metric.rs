//! `unresolved-metric`: the amount of a metric is still a letter, a placeholder or an open question.

use super::{Context, Rule, Sink};
use crate::model::MetricLabel;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "unresolved-metric",
    severity: Severity::Warning,
    summary: "the amount of a metric is still to be filled in",
    page: include_str!("unresolved_metric.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for metric in cx.perspective.metrics.iter().filter(|it| it.label == MetricLabel::Unresolved) {
        let place = metric.amount.unwrap_or(metric.head);
        let words = cx.quote(place);
        let metric_words = cx.quote(metric.head);
        let marker = cx.perspective.markers.iter().any(|it| it.span.overlaps(place));
        let message = match () {
            () if marker => {
                format!("metric waits for an answer: its amount is {words}. Fix: ask the user, and put the number in place of the marker.")
            }
            () if words.trim_matches(['-', '–', '—', '.', '|', ' ']).is_empty() || place == metric.span => format!(
                "metric \"{metric_words}\" has no target: its cell is empty. Fix: write the number to reach, e.g. \"at least 40\"; ask the user where no default is reasonable."
            ),
            () => format!(
                "metric has an open amount: \"{words}\" in \"{metric_words}\". Fix: put a number in place of \"{words}\"; ask the user where no default is reasonable."
            ),
        };
        report
            .add(place, message)
            .fails(Check::Measurable)
            .help("an amount that is a letter, TBD, a placeholder or a question cannot be measured yet");
    }
}
