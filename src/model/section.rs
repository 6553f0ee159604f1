//! Headings as sections with a role.

use crate::persona::{Persona, Role};
use crate::syntax::{BlockKind, Syntax};
use crate::text::Span;

/// A section of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index among the persona's sections; `None` for one that the skeleton does not have.
    pub kind: Option<usize>,
    /// What it is for. A subsection has its section's role.
    pub role: Role,
    /// Its heading's line.
    pub heading: Span,
    /// Its heading's words.
    pub title: Span,
    /// From behind the heading to the next heading of its level or above.
    pub body: Span,
    /// The heading's level: 1 for the document's title, 2 for a section.
    pub level: u8,
}

/// The sections of the document in order. What stands under the title alone belongs to the title.
pub(super) fn read(text: &str, syntax: &Syntax, persona: &Persona) -> Vec<Section> {
    let headings: Vec<_> = syntax
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading(level) if block.parent.is_none() => Some((level, block)),
            _ => None,
        })
        .collect();
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    for (at, (level, block)) in headings.iter().enumerate() {
        let end = headings[at + 1..].iter().find(|(next, _)| next <= level).map_or(text.len(), |(_, next)| next.span.start);
        let (kind, role) = if *level <= 2 {
            let kind = if *level == 2 { persona.section(block.content.of(&syntax.prose)) } else { None };
            (kind, kind.map_or(Role::Other, |kind| persona.sections[kind].role))
        } else {
            let parent = sections.iter().rev().find(|it| it.level == 2);
            (None, parent.map_or(Role::Other, |it| it.role))
        };
        sections.push(Section {
            kind,
            role,
            heading: block.span,
            title: block.content,
            body: Span::new(block.span.end, end),
            level: *level,
        });
    }
    sections
}
