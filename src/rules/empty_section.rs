//! `empty-section`: a mandatory section says nothing yet.

use super::{Context, Rule, Sink};
use crate::model::{Content, Section};
use crate::persona::Check;
use crate::report::{Fix, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "empty-section",
    severity: Severity::Error,
    summary: "a mandatory section says nothing yet",
    page: include_str!("empty_section.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for (kind, wanted) in cx.persona.sections.iter().enumerate().filter(|(_, it)| it.mandatory) {
        let mut same = cx.perspective.sections.iter().filter(|it| it.is(kind));
        let Some(section) = same.clone().next() else { continue };
        if same.any(|it| it.content == Content::Substance) {
            continue;
        }
        let title = cx.quote(section.title);
        let (span, message) = match section.content {
            Content::Promise(span) => (
                span,
                format!(
                    "section \"{title}\" only promises text: \"{}\". Fix: write what belongs there, or \"Not applicable because <reason>\".",
                    cx.quote(span)
                ),
            ),
            _ => (
                section.heading,
                format!("section \"{title}\" is empty. Fix: write what belongs there, or \"Not applicable because <reason>\"."),
            ),
        };
        let draft = report.add(span, message).help("write it, or say why it does not apply").fails(Check::Sections);
        if section.content == Content::Nothing && !wanted.body.trim().is_empty() {
            draft.fix(prompts(cx, section, &wanted.body));
        }
    }
}

/// Puts the skeleton's prompts below an empty heading.
fn prompts(cx: &Context, section: &Section, body: &str) -> Fix {
    let text = format!("\n\n{}", body.trim()).replace('\n', cx.text.line_break());
    Fix::new("Insert the prompts for this section", Span::at(section.heading.end), text)
}
