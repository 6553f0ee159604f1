//! Headings as sections with a role.

use super::is_function_word;
use crate::language::{Kind, Lexicon, Words, class};
use crate::persona::{Persona, Role};
use crate::syntax::{BlockKind, BracketKind, Syntax};
use crate::text::{Diff, Span, floor_boundary};

/// Whether a section says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// It does.
    Substance,
    /// It holds only what promises text: a placeholder, TBD, "to follow", N/A without a reason, an open question.
    Promise(Span),
    /// Nothing stands under its heading.
    Nothing,
}

/// A section of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index among the persona's sections; `None` for one that the skeleton does not have.
    pub kind: Option<usize>,
    /// Further ones that its heading joins to it: "Retention and Expansion".
    pub joined: Vec<usize>,
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
    /// Whether it says something.
    pub content: Content,
}

impl Section {
    /// Whether it is the section of the persona's `kind`, alone or joined with others.
    pub fn is(&self, kind: usize) -> bool {
        self.kind == Some(kind) || self.joined.contains(&kind)
    }
}

/// The sections of the document in order. What stands under the title alone belongs to the title.
///
/// `before` are those of an earlier version, and where it was edited.
pub(super) fn read(text: &str, syntax: &Syntax, persona: &Persona, before: Option<(&[Section], &Diff)>) -> Vec<Section> {
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
        let words = block.content.of(&syntax.prose).trim();
        let known = before.and_then(|(sections, place)| earlier(sections, place, block.span).map(|it| (it, place)));
        let (kinds, role) = match (*level, known) {
            (0..=1, _) => (Vec::new(), Role::Other),
            (2, Some((known, _))) => (known.kind.into_iter().chain(known.joined.iter().copied()).collect(), known.role),
            (2, None) => (persona.sections_of(words), persona.role_of(words)),
            _ => (Vec::new(), sections.iter().rev().find(|it| it.level == 2).map_or(Role::Other, |it| it.role)),
        };
        let (kind, joined) = kinds.split_first().map_or((None, Vec::new()), |(first, rest)| (Some(*first), rest.to_vec()));
        let role = if role == Role::Other { kind.map_or(role, |kind| persona.sections[kind].role) } else { role };
        let body = Span::new(block.span.end, end);
        let same = |it: &Section| it.role == role && it.body.len() == body.len();
        let untouched = known.filter(|(it, place)| same(it) && (body.end <= place.new.start || body.start >= place.new.end));
        let content = match untouched {
            Some((Section { content: Content::Promise(span), .. }, place)) => Content::Promise(place.moved_span(*span)),
            Some((known, _)) => known.content,
            None => content(text, syntax, &persona.lexicon, role, body),
        };
        sections.push(Section { kind, joined, role, heading: block.span, title: block.content, body, level: *level, content });
    }
    sections
}

/// The section among those of the earlier version whose heading stands at `heading` now, if that was not edited.
fn earlier<'s>(sections: &'s [Section], place: &Diff, heading: Span) -> Option<&'s Section> {
    let start = match heading.start {
        start if heading.end < place.new.start => start,
        start if start >= place.new.end => start - place.new.end + place.old.end,
        _ => return None,
    };
    sections.binary_search_by_key(&start, |it| it.heading.start).ok().map(|at| &sections[at])
}

/// What stands in `body`. The request may be echoed in any form; elsewhere code is not looked at.
fn content(text: &str, syntax: &Syntax, lexicon: &Lexicon, role: Role, body: Span) -> Content {
    let mut promise = None;
    let first = syntax.blocks.partition_point(|block| block.span.start < body.start);
    for (at, block) in syntax.blocks.iter().enumerate().skip(first).take_while(|(_, block)| block.span.start < body.end) {
        match block.kind {
            BlockKind::Code if role == Role::Request => return Content::Substance,
            BlockKind::Paragraph | BlockKind::TableCell(_) => {}
            _ => continue,
        }
        if block.parent.is_some_and(|it| syntax.blocks[it].kind == BlockKind::TableHead) || block.content.of(text).trim().is_empty() {
            continue;
        }
        if !promises(syntax, lexicon, role, at) {
            return Content::Substance;
        }
        promise = promise.or(Some(block.content));
    }
    promise.map_or(Content::Nothing, Content::Promise)
}

/// Whether the leaf at `at` only promises text.
fn promises(syntax: &Syntax, lexicon: &Lexicon, role: Role, at: usize) -> bool {
    // A leaf that only promises text is short, so the head of a long one tells enough.
    let leaf = syntax.blocks[at].content;
    let head = Span::new(leaf.start, leaf.end.min(floor_boundary(&syntax.prose, leaf.start + 512)));
    let words = Words::new(&syntax.prose, head);
    let content = |from: usize| {
        (from..words.len())
            .filter(|&it| words.get(it).is_some_and(|word| word.kind != Kind::Symbol) && !is_function_word(words.lower(it)))
            .count()
    };
    let first = syntax.brackets.partition_point(|it| it.block < at);
    let mut brackets = syntax.brackets[first..].iter().take_while(|it| it.block == at).peekable();
    if brackets.peek().is_some() {
        // Text in front of a word like TBD may stand; what follows it says who will write it, or when.
        let opens = |span: Span| words.is_empty() || span.start < words.place(0).start;
        let word = |span: Span| !span.of(&syntax.prose).is_empty() && span.len() <= 5;
        return content(0) < 3
            || brackets.any(|it| it.kind == BracketKind::Placeholder && word(it.span) && opens(it.span) && content(0) < 10);
    }
    let first = (0..words.len()).find(|&it| words.get(it).is_some_and(|word| word.kind != Kind::Symbol)).unwrap_or(0);
    // No term is longer.
    let hits = lexicon.scan(&words.part(0..words.len().min(first + 16)));
    let opens = |class| hits.iter().find(|hit| hit.class == class && hit.words.start == first).map(|hit| hit.words.end);
    if opens(class::PENDING).is_some() {
        return content(0) < 12;
    }
    let denied = opens(class::NOT_APPLICABLE).filter(|_| role != Role::Assumptions);
    denied.map_or(content(0) == 0, |end| content(end) < 3)
}
