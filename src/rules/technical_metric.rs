//! `technical-metric`: a measure in guidance that only an engineer could take.

use super::{Context, Rule, Sink};
use crate::model::LeakKind;
use crate::persona::Check;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "technical-metric",
    severity: Severity::Warning,
    summary: "a measure in guidance that only an engineer with access to the system could take",
    page: include_str!("technical_metric.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for leak in cx.perspective.leaks.iter().filter(|leak| leak.kind == LeakKind::Metric && leak.guidance) {
        let fails: Vec<Check> = cx.forbids(leak).collect();
        if fails.is_empty() {
            continue;
        }
        let one = &cx.persona.terms.beneficiary;
        let message = format!(
            "technical metric: only an engineer can measure \"{}\". Fix: measure what the {one}, a survey, the CRM or an invoice can tell, e.g. \"9 of 10 users say that pages open without a wait\" or \"no complaints about waiting in <month>\".",
            cx.quote(leak.span)
        );
        let help = format!("Ask: could a {} find the figure out without access to the system?", cx.persona.name);
        report.add(leak.span, message).help(help).confidence(leak.confidence).fails_all(fails);
    }
}
