//! `tick-contradicted`: a ticked item of the checklist fails.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "tick-contradicted",
    severity: Severity::Error,
    summary: "an item of the checklist is ticked, and the perspective says otherwise",
    page: include_str!("tick_contradicted.md"),
    // Found where the files are compared, in the module `workflow`.
    check: |_, _| {},
};
