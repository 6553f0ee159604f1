//! `outcome-focus`: recommendations that name neither a customer nor an outcome, or a document that states no outcome.

use super::{Context, Rule, Sink};
use crate::model::Recommendation;
use crate::persona::{Check, Role};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-focus",
    severity: Severity::Warning,
    summary: "fewer than half of the recommendations name a customer or an outcome, or no outcome of the customer is stated",
    page: include_str!("outcome_focus.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if !states_outcome(cx) {
        let place = cx.perspective.section_of(Role::Outcomes).or_else(|| cx.perspective.section_of(Role::Recommendations));
        let place = place.map(|it| it.title).or(cx.perspective.title).unwrap_or_default();
        report
            .add(
                place,
                "no outcome of the customer is stated. Fix: write below \"Customer Outcomes\" what the customer reaches, e.g. \"- Teams close \
                 their month in two days\".",
            )
            .fails(Check::Focus);
        return;
    }
    let all = &cx.perspective.recommendations;
    let without: Vec<&Recommendation> = all.iter().filter(|it| !it.focused).collect();
    // GUIDELINE, item CQ2: fewer than half name one.
    if without.len() * 2 <= all.len() {
        for recommendation in all.iter().filter(|it| it.focused) {
            report.evidence(Check::Focus, recommendation.head, "names a customer or an outcome");
        }
        return;
    }
    for recommendation in without {
        let quote = cx.quote(recommendation.head);
        report
            .add(
                recommendation.head,
                format!(
                    "recommendation without a customer: \"{quote}\" names neither whom it is for nor an outcome. Fix: say for whom, e.g. \"... for \
                     <customers who ...>\", or what they reach by it."
                ),
            )
            .help("the vendor's own teams are no beneficiaries; at least half of the recommendations name a customer or an outcome")
            .fails(Check::Focus);
    }
}

/// Whether a unit of the outcomes' section says something.
fn states_outcome(cx: &Context) -> bool {
    cx.perspective.units_in(Role::Outcomes).any(|(_, unit)| unit.content_words(0..unit.words.len()) >= 2)
}
