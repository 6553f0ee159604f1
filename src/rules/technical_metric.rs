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
    if !cx.asks(Check::NoLeak) {
        return;
    }
    for leak in cx.perspective.leaks.iter().filter(|leak| leak.kind == LeakKind::Metric && leak.guidance) {
        let message = format!(
            "technical metric: only an engineer can measure \"{}\". Fix: measure what the customer, a survey, the CRM or an invoice can tell, e.g. \"9 of 10 users say that pages open without a wait\" or \"no complaints about waiting in <month>\".",
            cx.quote(leak.span)
        );
        let draft =
            report.add(leak.span, message).help("Ask: could a customer success manager find the figure out without access to the system?");
        if leak.is_sure() {
            draft.fails(Check::NoLeak);
        } else {
            draft.severity(Severity::Information);
        }
    }
}
