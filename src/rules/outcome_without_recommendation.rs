//! `outcome-without-recommendation`: no recommendation serves an outcome, or no outcome is stated.

use super::{Context, Rule, Sink};
use crate::model::Content;
use crate::persona::{Check, Role};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-without-recommendation",
    severity: Severity::Information,
    summary: "an outcome has no recommendation that serves it, or no outcome is stated",
    page: include_str!("outcome_without_recommendation.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if !cx.asks(Check::Outcomes) {
        return;
    }
    let outcomes = &cx.perspective.outcomes;
    if outcomes.is_empty() {
        let section = cx.perspective.section_of(Role::Outcomes);
        let span = section.map_or_else(|| cx.elsewhere(), |it| if let Content::Promise(span) = it.content { span } else { it.heading });
        report
            .add(span, "no outcome is stated, so nothing can be held against it. Fix: write what the customer will have reached, one result to a bullet, e.g. \"<Customers> <do what they could not> <by how much or by when>\".")
            .help("state the results that the customer should reach")
            .fails(Check::Outcomes);
    }
    for outcome in outcomes {
        match outcome.recommendation {
            Some(served) if outcome.metric.is_some() => {
                report.evidence(Check::Outcomes, outcome.span, format!("served by \"{}\"", cx.quote(served)));
            }
            Some(_) => {}
            None => {
                let section = cx.perspective.section_of(Role::Recommendations);
                let draft = report.add(
                    outcome.span,
                    format!(
                        "outcome has no recommendation: \"{}\" shares its subject with none. \
                         Fix: add a recommendation that names it, e.g. \"<Role> <does what> by <time>, so that <this outcome>\".",
                        cx.quote(outcome.span)
                    ),
                );
                let draft = draft.help("add a recommendation that names the outcome, or drop the outcome").fails(Check::Outcomes);
                if let Some(section) = section {
                    draft.related(section.heading, "none of these names the subject of the outcome");
                }
            }
        }
    }
}
