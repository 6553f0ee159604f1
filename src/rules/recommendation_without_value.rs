//! `recommendation-without-value`: neither the recommendation nor its heading says which result it serves.

use super::{Context, Rule, Sink};
use crate::model::Recommendation;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "recommendation-without-value",
    severity: Severity::Warning,
    summary: "a recommendation that does not say which result it serves, in a document where more than one in four does not",
    page: include_str!("recommendation_without_value.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let all = &cx.perspective.recommendations;
    let without: Vec<&Recommendation> = all.iter().filter(|it| it.serves.is_none()).collect();
    // GUIDELINE, item CA1: more than one in four. One that names its customer may name the result in words that are not
    // known here, so it counts half: 60 to 40 is a pass.
    let halves: usize = without.iter().map(|it| if it.focused { 1 } else { 2 }).sum();
    if halves * 2 <= all.len() {
        for recommendation in all {
            if let Some(span) = recommendation.serves {
                report.evidence(Check::Alignment, span, "names the result that its recommendation serves");
            }
        }
        return;
    }
    for recommendation in without {
        let (quote, one) = (cx.quote(recommendation.head), &cx.persona.terms.beneficiary);
        report
            .add(
                recommendation.head,
                format!(
                    "recommendation without a result: \"{quote}\" does not say what it is good for, and neither does its heading. Fix: name the \
                     {one}'s or the business's result, e.g. \"..., so that <{one}s get ...>\" or \"..., to protect <a result>\"."
                ),
            )
            .help("one recommendation in four may go without; a heading or a column that states the purpose counts for all below it")
            .fails(Check::Alignment);
    }
}
