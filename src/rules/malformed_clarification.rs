//! `malformed-clarification`: a clarification marker is not in the form that counts.

use super::{Context, Rule, Sink};
use crate::report::{Fix, Severity};
use crate::syntax::{Bracket, BracketKind, Flaw};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "malformed-clarification",
    severity: Severity::Warning,
    summary: "a clarification marker is not in the form that counts",
    page: include_str!("malformed_clarification.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for bracket in &cx.syntax.brackets {
        let (flaw, question) = match bracket.kind {
            BracketKind::Malformed { flaw, question } => (flaw, question),
            BracketKind::Marker { nested: true, .. } => {
                report
                    .add(
                        bracket.span,
                        format!(
                            "clarification stands inside another: \"{}\". Fix: ask one question in one marker.",
                            cx.quote(bracket.span)
                        ),
                    )
                    .help("ask one question in one marker");
                continue;
            }
            _ => continue,
        };
        let what = match flaw {
            Flaw::NoQuestion => "has no question",
            Flaw::NoColon => "has no colon before its question",
            Flaw::Spelling => "is misspelt",
            Flaw::Unclosed => "has no closing bracket",
        };
        let draft = report
            .add(
                bracket.span,
                format!(
                    "clarification {what} and does not count: \"{}\". Fix: write [NEEDS CLARIFICATION: question].",
                    cx.quote(bracket.span)
                ),
            )
            .help("write [NEEDS CLARIFICATION: question]");
        if let Some(fix) = fix(cx, bracket, flaw, question) {
            draft.fix(fix);
        }
    }
}

/// The same question in the form that counts.
fn fix(cx: &Context, bracket: &Bracket, flaw: Flaw, question: Option<Span>) -> Option<Fix> {
    let text = cx.text.as_str();
    let marker = |question: &str| format!("[NEEDS CLARIFICATION: {}]", question.trim());
    match (flaw, question) {
        (Flaw::Unclosed, Some(question)) => {
            // The question ends at its question mark; what follows on the same line is prose again.
            let words = question.of(text);
            let length = words.find('?').map_or_else(|| words.lines().next().map_or(0, str::len), |at| at + 1);
            let words = words[..length].trim_end();
            (!words.is_empty()).then(|| Fix::new("Close the marker", Span::new(bracket.span.start, question.start + length), marker(words)))
        }
        (_, Some(question)) => Some(Fix::new("Write the marker in its form", bracket.span, marker(question.of(text))).safe()),
        (_, None) => {
            // "[NEEDS CLARIFICATION] - which plan?": the words behind it are the question.
            let rest = Span::new(bracket.span.end, cx.syntax.blocks[bracket.block].content.end).of(text);
            let words = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '*' | '_'));
            let end = bracket.span.end + (rest.len() - words.len()) + words.trim_end_matches(['*', '_', ' ']).len();
            let question = words.trim_end_matches(['*', '_', ' ']);
            let plain =
                !question.is_empty() && !question.contains(['[', ']', '*', '_']) && !rest[..rest.len() - words.len()].contains(['*', '_']);
            plain.then(|| Fix::new("Make the words behind it the question", Span::new(bracket.span.start, end), marker(question)))
        }
    }
}
