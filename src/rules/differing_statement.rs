//! `differing-statement`: two perspectives of a feature state different things.
//!
//! No document tells alone; `workflow::together` finds it where the perspectives of a feature are read together.

use super::Rule;
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "differing-statement",
    severity: Severity::Information,
    summary: "two perspectives of a feature give different figures, dates or scopes",
    page: include_str!("differing_statement.md"),
    check: |_, _| {},
};
