//! Findings that a comment in the document allows, and the comments that allow nothing.

use super::{BESIDE, Context, rule, suppression_without_reason, unused_suppression};
use crate::report::{CERTAIN, Finding, Fix};
use crate::text::Span;

/// An item that would fail but for a comment.
pub(super) struct Waiver {
    /// The item.
    pub(super) item: usize,
    /// What the comment says.
    pub(super) reason: String,
    /// What was allowed.
    pub(super) span: Span,
}

/// Takes the allowed findings out of `findings`, adds those on the comments themselves, and tells which items the
/// comments concern. A comment without a reason allows nothing.
pub(super) fn apply(cx: &Context, findings: &mut Vec<Finding>) -> Vec<Waiver> {
    let mut waived = Vec::new();
    for suppression in &cx.perspective.suppressions {
        let Some(reason) = &suppression.reason else {
            findings.push(suppression_without_reason::finding(suppression));
            continue;
        };
        for code in &suppression.codes {
            let before = findings.len();
            findings.retain(|finding| {
                let allowed = finding.code == code && suppression.block.touches(Span::at(finding.span.start));
                if allowed {
                    waived.extend(finding.items.iter().map(|&item| Waiver { item, reason: reason.clone(), span: finding.span }));
                }
                !allowed
            });
            // Whether a comparison with another file finds something is not known here.
            if findings.len() == before && !BESIDE.contains(&code.as_str()) {
                findings.push(unused_suppression::finding(suppression, code, rule(code).is_some()));
            }
        }
    }
    waived
}

/// A finding on a comment, which no other rule makes.
pub(super) fn on_comment(rule: &super::Rule, span: Span, message: String, help: &str, fix: Option<Fix>) -> Finding {
    Finding {
        code: rule.name,
        severity: rule.severity,
        confidence: CERTAIN,
        span,
        message,
        help: help.into(),
        items: Vec::new(),
        related: Vec::new(),
        fixes: fix.into_iter().collect(),
        unnecessary: rule.name == unused_suppression::RULE.name,
    }
}
