//! `unused-suppression`: a comment allows a finding that is not there.

use super::{Rule, allowed};
use crate::model::Suppression;
use crate::report::{Finding, Fix, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unused-suppression",
    severity: Severity::Hint,
    summary: "a comment allows a finding that is not there",
    page: include_str!("unused_suppression.md"),
    // Found when the comments are applied, after all other rules.
    check: |_, _| {},
};

/// The finding on `suppression`, whose `code` allowed nothing; `known` tells whether there is such a rule.
pub(super) fn finding(suppression: &Suppression, code: &str, known: bool) -> Finding {
    let (message, help) = match known {
        true => {
            (format!("comment allows {code}, which is not found here. Fix: take {code} out of the comment."), "take it out of the comment")
        }
        false => (
            format!("comment allows \"{code}\", but there is no such rule. Fix: name one of the codes that `perspective-ls rules` lists."),
            "name a code that `perspective-ls rules` lists",
        ),
    };
    let fix = (suppression.codes.len() == 1).then(|| Fix::new("Remove the comment", suppression.span, "").safe());
    allowed::on_comment(&RULE, suppression.span, message, help, fix)
}
