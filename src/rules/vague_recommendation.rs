//! `vague-recommendation`: a recommendation that different people would carry out differently.

use super::{Context, Rule, Sink};
use crate::model::{Recommendation, RecommendationLabel};
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "vague-recommendation",
    severity: Severity::Warning,
    summary: "a recommendation that different people would carry out differently",
    page: include_str!("vague_recommendation.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for recommendation in &cx.perspective.recommendations {
        match recommendation.label {
            RecommendationLabel::Vague => vague(cx, recommendation, report),
            RecommendationLabel::Actionable => report.evidence(Check::Actionable, recommendation.head, "says who, when or how"),
            RecommendationLabel::Partly => {}
        }
    }
}

fn vague(cx: &Context, recommendation: &Recommendation, report: &mut Sink) {
    let quote = cx.quote(recommendation.head);
    let short = quote.trim_end_matches(['.', '!', ':', ';']);
    let mut draft = report
        .add(
            recommendation.head,
            format!(
                "recommendation is vague: \"{quote}\" does not say what is done, so two people would do different things. Fix: name the method, \
                 e.g. \"{short} by <doing>, owned by <role>, by <date>\"."
            ),
        )
        .confidence(recommendation.confidence)
        .help("name something one can watch being done (send, call, publish), or add \"by <doing>\", a document, an offer or an event; an owner, a date or a number alone does not tell what to do")
        .fails(Check::Actionable);
    for (span, what) in [(recommendation.who, "says who, not what"), (recommendation.when, "says when, not what")] {
        if let Some(span) = span {
            draft = draft.related(span, what);
        }
    }
}
