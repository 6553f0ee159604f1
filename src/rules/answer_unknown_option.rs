//! `answer-unknown-option`: an answer that cannot be taken in.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "answer-unknown-option",
    severity: Severity::Warning,
    summary: "the choice names an option that the question does not offer",
    page: include_str!("answer_unknown_option.md"),
    // Found where the files are compared, in the module `workflow`.
    check: |_, _| {},
};
