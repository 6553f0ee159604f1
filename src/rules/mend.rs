//! Edits that several rules offer: put in a section, take out a mark, turn a question into an assumption.

use super::Context;
use crate::model::{Marker, Section};
use crate::persona::Role;
use crate::report::{Edit, Fix};
use crate::syntax::{Block, BlockKind};
use crate::text::Span;

/// Where a section of the persona's `kind` belongs: before the first section that follows it in the skeleton, else at
/// the end; and the heading that stands there now.
pub(super) fn place(cx: &Context, kind: usize) -> (usize, Option<Section>) {
    let next = cx.perspective.sections.iter().find(|it| it.level <= 2 && it.kind.is_some_and(|other| other > kind));
    match next {
        Some(next) => (next.heading.start, Some(next.clone())),
        None => (cx.text.as_str().len(), None),
    }
}

/// The edits that put in sections of `kinds`, which are in the skeleton's order, each with `body`; one edit a place.
pub(super) fn insert_sections(cx: &Context, kinds: &[usize], body: impl Fn(usize) -> String) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for &kind in kinds {
        let (at, next) = place(cx, kind);
        let section = format!("## {}\n\n{}\n", cx.persona.sections[kind].title, body(kind).trim());
        match edits.iter_mut().find(|edit| edit.span.start == at) {
            Some(edit) if next.is_some() => edit.text += &format!("{section}\n"),
            Some(edit) => edit.text += &format!("\n{section}"),
            None if next.is_some() => edits.push(Edit { span: Span::at(at), text: format!("{section}\n") }),
            None => edits.push(Edit { span: Span::at(at), text: format!("{}{section}", gap(cx.text.as_str())) }),
        }
    }
    for edit in &mut edits {
        edit.text = edit.text.replace('\n', cx.text.line_break());
    }
    edits
}

/// What is missing at the end of `text` before a heading may follow.
fn gap(text: &str) -> &'static str {
    match text.trim_end_matches([' ', '\t']) {
        "" => "",
        it if it.ends_with("\n\n") || it.ends_with("\r\n\r\n") || it.ends_with("\r\r") => "",
        it if it.ends_with(['\n', '\r']) => "\n",
        _ => "\n\n",
    }
}

/// What to delete so that the mark at `span` is gone and nothing empty is left: the mark with a space before it, or
/// the whole line or item that holds nothing else.
pub(super) fn removal(cx: &Context, span: Span) -> Span {
    let text = cx.text.as_str();
    let holder = cx.syntax.leaf(span);
    let alone = holder.filter(|block| {
        let around = [Span::new(block.content.start, span.start), Span::new(span.end, block.content.end)];
        around.iter().all(|it| !it.of(text).contains(char::is_alphanumeric))
    });
    match alone {
        Some(block) if block.kind == BlockKind::Paragraph => line(text, lone_item(cx, block).span),
        _ => {
            let before = text[..span.start].len() - text[..span.start].trim_end_matches([' ', '\t']).len();
            let opens = text[span.end..].starts_with(|c: char| c.is_alphanumeric());
            let starts_line = text[..span.start - before].ends_with(['\n', '\r']) || span.start == before;
            Span::new(if opens || starts_line { span.start } else { span.start - before }, span.end)
        }
    }
}

/// The item that holds `block` and nothing else, or `block` itself.
fn lone_item<'a>(cx: &'a Context, block: &'a Block) -> &'a Block {
    let parent = block.parent.map(|it| &cx.syntax.blocks[it]);
    match parent {
        Some(item) if matches!(item.kind, BlockKind::Item { .. }) && item.span.end <= block.span.end => item,
        _ => block,
    }
}

/// `span` with the rest of its first and last lines, the line break behind it included.
fn line(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let start = if text[start..span.start].trim().is_empty() { start } else { span.start };
    let rest = &text[span.end..];
    let end = rest.find(['\n', '\r']).map_or(rest.len(), |at| if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 });
    let end = if rest[..end].trim().is_empty() { span.end + end } else { span.end };
    Span::new(start, end)
}

/// The fix that takes out `markers` and notes each under Assumptions, with the persona's default where one fits.
pub(super) fn assume(cx: &Context, title: &str, markers: &[&Marker]) -> Fix {
    let mut fix = Fix { title: title.into(), edits: Vec::new(), safe: false };
    for marker in markers {
        fix = match mid_sentence(cx, marker.span) {
            true => fix.and(marker.span, "(see Assumptions)"),
            false => fix.and(removal(cx, marker.span), ""),
        };
    }
    let entries: String = markers.iter().map(|marker| format!("- {}\n", assumption(cx, marker))).collect();
    let section = cx.perspective.section_of(Role::Assumptions);
    let kind = cx.persona.sections.iter().position(|it| it.role == Role::Assumptions);
    match (section, kind) {
        (Some(section), _) => {
            let body = section.body.of(cx.text.as_str());
            let end = section.body.start + body.trim_end().len();
            // A line that goes from the end of the section makes room for what is assumed.
            if let Some(gone) = fix.edits.iter_mut().find(|it| it.span.start <= end && end < it.span.end) {
                gone.text += &entries.replace('\n', cx.text.line_break());
                return fix;
            }
            let last_is_list = cx
                .syntax
                .blocks
                .iter()
                .rev()
                .find(|it| it.parent.is_none() && section.body.covers(it.span))
                .is_some_and(|it| matches!(it.kind, BlockKind::List { ordered: false }));
            let lead = if last_is_list { "\n" } else { "\n\n" };
            let text = format!("{lead}{}", entries.trim_end()).replace('\n', cx.text.line_break());
            fix.and(Span::at(end), text)
        }
        (None, Some(kind)) => {
            insert_sections(cx, &[kind], |_| entries.clone()).into_iter().fold(fix, |fix, edit| fix.and(edit.span, edit.text))
        }
        (None, None) => fix,
    }
}

/// Whether words of the same sentence stand beside `span`, so that taking it out would leave a hole.
fn mid_sentence(cx: &Context, span: Span) -> bool {
    let text = cx.text.as_str();
    let Some(block) = cx.syntax.leaf(span) else { return false };
    let before = text[block.content.start..span.start].trim_end();
    let after = text[span.end..block.content.end].trim_start_matches(['*', '_', ' ']);
    let closed = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', ')', ']', '*']);
    let opens = after.trim().is_empty() || after.starts_with(|c: char| c.is_uppercase() || c == '[');
    !(closed && opens)
}

/// What is assumed in place of an answer.
fn assumption(cx: &Context, marker: &Marker) -> String {
    let question = cx.text.slice(marker.question).split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = question.to_lowercase();
    let fits = |topic: &str| {
        topic.to_lowercase().split_whitespace().filter(|word| word.len() > 3 && *word != "customer").any(|word| lower.contains(word))
    };
    match cx.persona.defaults.iter().find(|it| fits(&it.topic)) {
        Some(default) => format!("{}: {}, until confirmed (asked: {question})", default.topic, lower_first(&default.words)),
        None => format!("The usual practice applies until confirmed (asked: {question})"),
    }
}

/// `words` with a small first letter.
fn lower_first(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
