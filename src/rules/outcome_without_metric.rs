//! `outcome-without-metric`: no metric measures an outcome.

use super::{Context, Rule, Sink};
use crate::persona::{Check, Role};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-without-metric",
    severity: Severity::Information,
    summary: "an outcome has no metric that measures it",
    page: include_str!("outcome_without_metric.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if !cx.asks(Check::Outcomes) {
        return;
    }
    for outcome in cx.perspective.outcomes.iter().filter(|it| it.metric.is_none()) {
        let draft = report.add(
            outcome.span,
            format!(
                "outcome has no metric: \"{}\" shares its subject with none. \
                 Fix: add a metric that names it, with an amount, e.g. \"<this outcome>: from <today> to <target> by <date>\".",
                cx.quote(outcome.span)
            ),
        );
        let draft = draft.help("add a metric that names the outcome, or drop the outcome").fails(Check::Outcomes);
        if let Some(section) = cx.perspective.section_of(Role::Metrics) {
            draft.related(section.heading, "none of these names the subject of the outcome");
        }
    }
}
