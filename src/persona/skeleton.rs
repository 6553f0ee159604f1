//! The skeleton of a persona's document: its sections and what to write in them.

use super::headings::{is_shared, shared_role};
use super::{Area, Part, Problem, Role, SectionKind};
use crate::report::Severity;
use crate::syntax::{self, BlockKind};
use crate::text::Span;

/// The skeleton for personas that bring none of their own.
const SHARED: &str = include_str!("../../templates/vocabulary/skeleton.md");

/// Behind the title of a section that the document need not have.
const OPTIONAL: &str = "(optional)";

/// The skeleton's sections in order.
pub(super) fn read(text: &str, problems: &mut Vec<Problem>) -> Vec<SectionKind> {
    let syntax = syntax::read(text);
    let headings: Vec<_> = syntax.blocks.iter().filter(|block| block.kind == BlockKind::Heading(2)).collect();
    let mut sections: Vec<SectionKind> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let words = heading.content.of(text).replace(['*', '_'], "");
        let bare = words.trim().strip_suffix(OPTIONAL);
        let title = bare.unwrap_or(&words).split_whitespace().collect::<Vec<_>>().join(" ");
        let end = headings.get(at + 1).map_or(text.len(), |next| next.span.start);
        let body = Span::new(heading.span.end, end).of(text).trim().to_owned();
        let flaw = match () {
            () if title.is_empty() => Some("the skeleton has a section without a title; give it one".to_owned()),
            () if sections.iter().any(|section| section.title == title) => {
                Some(format!("the skeleton has the section \"{title}\" twice; keep one of them"))
            }
            () => None,
        };
        if let Some(message) = flaw {
            problems.push(Problem { part: Part::Skeleton, span: heading.span, severity: Severity::Error, message });
            continue;
        }
        let role = shared_role(&title).unwrap_or(Role::Topic);
        sections.push(SectionKind { title, role, mandatory: bare.is_none(), body });
    }
    settle(&mut sections);
    if sections.is_empty() {
        let message = "the skeleton has no sections; write \"## <Title>\" for each".to_owned();
        problems.push(Problem { part: Part::Skeleton, span: Span::at(0), severity: Severity::Error, message });
    }
    sections
}

/// Of several sections with one role those keep it that are titled so as a whole: beside "Risk Assessment", "Threat Model"
/// is a topic, though threats are risks elsewhere.
fn settle(sections: &mut [SectionKind]) {
    let titled: Vec<Role> = sections.iter().filter(|it| is_shared(&it.title)).map(|it| it.role).collect();
    for section in sections.iter_mut().filter(|it| titled.contains(&it.role) && !is_shared(&it.title)) {
        section.role = Role::Topic;
    }
}

/// The skeleton of a persona called `name` that has no file of its own: its considerations become the topics.
pub(super) fn derived(name: &str, considerations: &[Area]) -> String {
    // An area for which the shared skeleton has a section already (outcomes, risks, metrics) is that section.
    let topics = considerations.iter().filter(|area| !is_shared(&area.title));
    let topics: Vec<String> = topics
        .map(|area| {
            let points: Vec<String> = area.points.iter().map(|point| format!("- [Describe: {}]", prompt(point))).collect();
            let points = if points.is_empty() { "- [Describe what matters here]".to_owned() } else { points.join("\n") };
            format!("## {}\n\n{points}", area.title)
        })
        .collect();
    let whole = SHARED.replace("{NAME}", name);
    if topics.is_empty() { whole.replace("{TOPICS}\n\n", "") } else { whole.replace("{TOPICS}", &topics.join("\n\n")) }
}

/// `point` as it can stand in square brackets.
fn prompt(point: &str) -> String {
    point.replace(['[', '{'], "(").replace([']', '}'], ")").chars().take(120).collect()
}
