//! `question-orphaned`: a question without a marker.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "question-orphaned",
    severity: Severity::Warning,
    summary: "a question of the sheet is no longer asked in the perspective",
    page: include_str!("question_orphaned.md"),
    // Found where the files are compared, in the module `workflow`.
    check: |_, _| {},
};
