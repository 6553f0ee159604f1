//! Where a record of questions and answers goes in a document.

use crate::check::Checked;
use crate::model::Section;
use crate::persona::Role;
use crate::report::Edit;
use crate::syntax::BlockKind;
use crate::text::Span;

/// The heading where the persona's skeleton has none for it.
const CLARIFICATIONS: &str = "Clarifications";

/// The edit that adds `entries`, list items that end with `\n`, to the session of `date` below Clarifications. Session
/// and section are made where there is none; the section at its place in the skeleton's order.
pub(super) fn log(checked: &Checked, date: &str, entries: &str) -> Edit {
    let session = format!("Session {date}");
    let existing = checked.perspective.section_of(Role::Clarifications);
    let (at, text) = match existing {
        Some(section) => match subsection(checked, section, &session) {
            Some(session) => append(checked, session.body, entries),
            None => append_block(checked, section.body, &format!("### {session}\n\n{entries}")),
        },
        None => insert(checked, &session, entries),
    };
    Edit { span: Span::at(at), text: text.replace('\n', checked.text.line_break()) }
}

/// The subsection of `section` that is called `title`.
fn subsection<'a>(checked: &'a Checked, section: &Section, title: &str) -> Option<&'a Section> {
    let called = |it: &Section| checked.text.slice(it.title).trim().eq_ignore_ascii_case(title);
    checked.perspective.sections.iter().filter(|it| it.level > 2 && section.body.covers(it.heading)).find(|it| called(it))
}

/// Where the words of `body` end.
fn end(checked: &Checked, body: Span) -> usize {
    body.start + checked.text.slice(body).trim_end().len()
}

/// `entries` behind the list that ends `body`, or as a list of their own.
fn append(checked: &Checked, body: Span, entries: &str) -> (usize, String) {
    let last = checked.syntax.blocks.iter().rev().find(|it| it.parent.is_none() && body.covers(it.span));
    if last.is_some_and(|it| it.kind == BlockKind::List { ordered: false }) {
        return (end(checked, body), format!("\n{}", entries.trim_end()));
    }
    append_block(checked, body, entries)
}

/// `block` as the last one of `body`.
fn append_block(checked: &Checked, body: Span, block: &str) -> (usize, String) {
    (end(checked, body), format!("\n\n{}", block.trim_end()))
}

/// A section of its own: before the first one that follows it in the skeleton, else at the end.
fn insert(checked: &Checked, session: &str, entries: &str) -> (usize, String) {
    let kinds = &checked.persona.sections;
    let kind = kinds.iter().position(|it| it.role == Role::Clarifications);
    let title = kind.map_or(CLARIFICATIONS, |kind| kinds[kind].title.as_str());
    let section = format!("## {title}\n\n### {session}\n\n{entries}");
    let next = checked.perspective.sections.iter().find(|it| it.level == 2 && it.kind.is_some() && it.kind > kind && kind.is_some());
    match next {
        Some(next) => (next.heading.start, format!("{section}\n")),
        None => {
            let text = checked.text.as_str();
            let gap = match text.trim_end_matches([' ', '\t']) {
                "" => "",
                it if it.ends_with("\n\n") || it.ends_with("\r\n\r\n") || it.ends_with("\r\r") => "",
                it if it.ends_with(['\n', '\r']) => "\n",
                _ => "\n\n",
            };
            (text.len(), format!("{gap}{section}"))
        }
    }
}
