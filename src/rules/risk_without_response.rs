//! `risk-without-response`: a risk beside assessed ones has no response.

use super::{Context, Rule, Sink};
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "risk-without-response",
    severity: Severity::Information,
    summary: "a risk has an effect or a rating, but no response",
    page: include_str!("risk_without_response.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    // Where no risk is assessed at all, `no-risk-assessment` speaks.
    if !cx.asks(Check::Risk) || !cx.perspective.assesses_risk() {
        return;
    }
    for risk in cx.perspective.risks.iter().filter(|it| it.own && it.effect && !it.response) {
        report
            .add(
                risk.head,
                format!(
                    "risk has no response: \"{}\" says what may happen, not what is done about it. \
                     Fix: add who does what by when, or \"Accepted because <reason>\".",
                    cx.quote(risk.head)
                ),
            )
            .help("add a response, or say why the risk is accepted");
    }
}
