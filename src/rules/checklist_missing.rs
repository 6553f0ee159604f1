//! `checklist-missing`: a checklist, or an item of it, is not there.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "checklist-missing",
    severity: Severity::Hint,
    summary: "the perspective has no checklist, or the checklist lacks items of the persona",
    page: include_str!("checklist_missing.md"),
    // Found where the files are compared, in the module `workflow`.
    check: |_, _| {},
};
