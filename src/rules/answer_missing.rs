//! `answer-missing`: an answer is not given, or still a prompt.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "answer-missing",
    severity: Severity::Warning,
    summary: "a question of the sheet has no answer, though others have one",
    page: include_str!("answer_missing.md"),
    // Found where the files are compared, in the module `workflow`.
    check: |_, _| {},
};
