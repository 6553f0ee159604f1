//! `suppression-without-reason`: a comment allows a finding without saying why.

use super::{Rule, allowed};
use crate::model::Suppression;
use crate::report::{Finding, Severity};

pub(super) const RULE: Rule = Rule {
    name: "suppression-without-reason",
    severity: Severity::Warning,
    summary: "a comment allows a finding without saying why",
    page: include_str!("suppression_without_reason.md"),
    // Found when the comments are applied, after all other rules.
    check: |_, _| {},
};

/// The finding on `suppression`, which gives no reason.
pub(super) fn finding(suppression: &Suppression) -> Finding {
    let codes = suppression.codes.join(", ");
    let message =
        format!("comment allows {codes} without a reason, so it allows nothing. Fix: write <!-- perspective: allow {codes} -- reason -->.");
    allowed::on_comment(&RULE, suppression.span, message, "write the reason behind two hyphens", None)
}
