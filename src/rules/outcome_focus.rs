//! `outcome-focus`: recommendations that name neither a customer nor an outcome, or a document that states no outcome.

use super::{Context, Rule, Sink};
use crate::model::Recommendation;
use crate::persona::{Check, Role};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "outcome-focus",
    severity: Severity::Warning,
    summary: "fewer than half of the recommendations name a beneficiary or an outcome, or no outcome is stated",
    page: include_str!("outcome_focus.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let one = &cx.persona.terms.beneficiary;
    if !states_outcome(cx) {
        let place = cx.perspective.section_of(Role::Outcomes).or_else(|| cx.perspective.section_of(Role::Recommendations));
        let place = place.map(|it| it.title).or(cx.perspective.title).unwrap_or_default();
        let section = cx.persona.sections.iter().find(|it| it.role == Role::Outcomes).map_or("Outcomes", |it| &it.title);
        report
            .add(
                place,
                format!(
                    "no outcome of the {one} is stated. Fix: write below \"{section}\" what the {one} reaches, e.g. \"- Teams close their \
                     month in two days\"."
                ),
            )
            .fails(Check::Focus);
        return;
    }
    let all = &cx.perspective.recommendations;
    let without: Vec<&Recommendation> = all.iter().filter(|it| !it.focused).collect();
    // GUIDELINE, item CQ2: fewer than half name one.
    if without.len() * 2 <= all.len() {
        for recommendation in all.iter().filter(|it| it.focused) {
            report.evidence(Check::Focus, recommendation.head, format!("names a {one} or an outcome"));
        }
        return;
    }
    for recommendation in without {
        let quote = cx.quote(recommendation.head);
        report
            .add(
                recommendation.head,
                format!(
                    "recommendation without a {one}: \"{quote}\" names neither whom it is for nor an outcome. Fix: say for whom, e.g. \"... for \
                     <{one}s who ...>\", or what they reach by it."
                ),
            )
            .help(format!("those who do the work are no beneficiaries; at least half of the recommendations name a {one} or an outcome"))
            .fails(Check::Focus);
    }
}

/// Whether a unit of the outcomes' section says something.
fn states_outcome(cx: &Context) -> bool {
    cx.perspective.units_in(Role::Outcomes).any(|(_, unit)| unit.content_words(0..unit.words.len()) >= 2)
}
