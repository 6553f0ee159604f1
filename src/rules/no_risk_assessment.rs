//! `no-risk-assessment`: no risk is stated with its effect and a response.

use super::{Context, Rule, Sink};
use crate::model::Content;
use crate::persona::{Check, Role};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "no-risk-assessment",
    severity: Severity::Warning,
    summary: "no risk is stated with its effect and a response",
    page: include_str!("no_risk_assessment.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    if !cx.asks(Check::Risk) {
        return;
    }
    let perspective = cx.perspective;
    for risk in perspective.risks.iter().filter(|it| it.complete()).take(3) {
        report.evidence(Check::Risk, risk.span, "a risk with its effect or rating, and a response");
    }
    if perspective.assesses_risk() {
        if let Some(excuse) = perspective.risk_excuse {
            report.evidence(Check::Risk, excuse, "says why it does not apply");
        }
        return;
    }
    let section = perspective.section_of(Role::Risks);
    let first = perspective.units_in(Role::Risks).next().map(|(_, unit)| unit.head());
    let span = match section.map(|it| it.content) {
        Some(Content::Promise(span)) => span,
        Some(Content::Nothing) => section.map(|it| it.heading).unwrap_or_default(),
        _ => perspective.nearest_risk().or(first).or(section.map(|it| it.heading)).unwrap_or_else(|| cx.elsewhere()),
    };
    // A place that says nothing of risks is only where a risk could be added.
    let what = match section.is_some() || perspective.nearest_risk().is_some() {
        true => format!("\"{}\" does not give a risk, its effect and a response together", cx.quote(span)),
        false => "the document states no risk with its effect and a response".to_owned(),
    };
    let mut draft = report
        .add(
            span,
            format!(
                "no risk is assessed: {what}. \
                 Fix: write \"<Event> may <happen>, which would <effect on the {}>; <role> <responds> by <time>\".",
                cx.persona.terms.beneficiary
            ),
        )
        .help("state a risk with its effect or rating, and what is done about it, in one block or row")
        .fails(Check::Risk);
    for other in perspective.risks.iter().filter(|it| it.own && it.head != span).take(2) {
        draft = draft.related(other.head, "nor does this");
    }
}
