//! `checklist-stale`: a tick attests words that are no longer there.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "checklist-stale",
    severity: Severity::Warning,
    summary: "an item was ticked by a person on words that have changed since",
    page: include_str!("checklist_stale.md"),
    // Found where the files are compared, in the module `workflow`.
    check: |_, _| {},
};
