//! Step 5: the checklist file. Its ticks belong to people: only the boxes whose verdict changed are written, and what
//! the program has to say stands in one block of its own.

mod beside;
mod read;
mod write;

use std::borrow::Cow;

use super::words::{cut, fingerprint, one_line};
use crate::check::Checked;
use crate::persona::Persona;
use crate::report::{Edit, Severity, State, Verdict};
use crate::text::Span;

pub use beside::{check, link};
pub use read::{Checklist, Entry, read};
pub use write::{Summary, Written, write_back};

/// How often a perspective is mended and validated before what remains is handed to people (the seed's step 5c).
pub const ITERATIONS: usize = 3;

/// A ticked item that the perspective contradicts.
pub const CONTRADICTED: &str = "tick-contradicted";
/// An item ticked by a person on words that have changed since.
pub const STALE: &str = "checklist-stale";
/// No checklist, or one without an item of the persona.
pub const MISSING: &str = "checklist-missing";

/// The checklist for a perspective: the persona's own block with the title of the `feature`, the `date` (ISO 8601) and a
/// link to the perspective filled in. `link` is relative to the checklist: `../customer-success-perspective.md`.
pub fn create(persona: &Persona, feature: &str, date: &str, link: &str) -> String {
    let block = if persona.checklist.trim().is_empty() { Cow::Owned(block_of(persona)) } else { Cow::Borrowed(&persona.checklist) };
    let feature = one_line(feature).replace(['[', ']'], "");
    let mut text = String::new();
    for line in block.trim().lines() {
        let line = line.trim_end().replace("[FEATURE NAME]", &feature).replace("[DATE]", &one_line(date));
        text += &linked(&line, link);
        text.push('\n');
    }
    text
}

/// Whether `text` bears the title of the checklist of `persona`.
pub fn is_titled(text: &str, persona: &Persona) -> bool {
    let title = read(text).title.map(|it| one_line(it.of(text)).to_lowercase());
    title.is_some_and(|it| it.starts_with(&persona.checklist_title.to_lowercase()))
}

/// `line` with its `[Link to ...]` as a link that works.
fn linked(line: &str, link: &str) -> String {
    const PROMPT: &str = "[Link to ";
    let found = line.find(PROMPT).and_then(|at| Some((at, at + line[at..].find(']')?)));
    let Some((start, end)) = found else { return line.to_owned() };
    format!("{}[{}]({}){}", &line[..start], &line[start + PROMPT.len()..end], destination(link), &line[end + 1..])
}

/// `link` as the destination of a Markdown link; what would end it is percent-encoded (RFC 3986).
pub(crate) fn destination(link: &str) -> String {
    let encode = |c: char| match c {
        ' ' | '<' | '>' | '(' | ')' | '\\' | '\n' | '\r' | '\t' | '"' | '%' | '#' | '?' => format!("%{:02X}", c as u32),
        _ => c.to_string(),
    };
    link.replace('\\', "/").chars().map(encode).collect()
}

/// A checklist for a persona whose template has no block for it.
fn block_of(persona: &Persona) -> String {
    let mut text = format!(
        "# {}: [FEATURE NAME]\n\n**Created**: [DATE]\n**Feature**: [Link to {} perspective]\n",
        persona.checklist_title, persona.name
    );
    let mut group = "";
    for item in &persona.items {
        if group != item.group {
            group = &item.group;
            text += &format!("\n## {group}\n\n");
        }
        text += &format!("- [ ] {}\n", item.words);
    }
    text + "\n## Notes\n"
}

/// Something wrong between a checklist and its perspective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// [`CONTRADICTED`] or [`STALE`].
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The tick, in the checklist.
    pub span: Span,
    /// The item, an index into the persona's flat list.
    pub item: usize,
    /// One line: what is wrong and what to do.
    pub message: String,
    /// What speaks against it, in the perspective.
    pub evidence: Vec<Span>,
    /// The edit of the checklist that mends it.
    pub fix: Edit,
}

/// Compares a checklist with the perspective that `checked` is of.
pub fn judge(text: &str, checked: &Checked) -> Vec<Issue> {
    let list = read(text);
    let matched = list.matched(&checked.persona);
    let ticked = matched.iter().filter_map(|&(item, at)| Some((checked.report.verdicts.get(item)?, &list.entries[at])));
    ticked.filter(|(_, entry)| entry.ticked).filter_map(|(verdict, entry)| issue(&list, checked, verdict, entry)).collect()
}

fn issue(list: &Checklist, checked: &Checked, verdict: &Verdict, entry: &Entry) -> Option<Issue> {
    let item = verdict.item;
    let issue =
        |code, severity, message, fix| Issue { code, severity, span: entry.tick, item, message, evidence: verdict.evidence.clone(), fix };
    if verdict.state == State::Fail {
        let message = format!(
            "\"{}\" is ticked, and the perspective says otherwise: {} Or take the tick out.",
            cut(&entry.words, 80),
            ended(&verdict.reason)
        );
        let fix = Edit { span: entry.tick, text: " ".to_owned() };
        return Some(issue(CONTRADICTED, Severity::Error, message, fix));
    }
    let record = list.records.iter().find(|it| it.key == entry.key())?;
    if !record.person || record.judged == judged_on(checked, verdict) {
        return None;
    }
    let message = format!(
        "\"{}\" was ticked on words that have changed since. Fix: read the perspective again and confirm the tick, or take it out.",
        cut(&entry.words, 80)
    );
    Some(issue(STALE, Severity::Warning, message, attest(list, checked, item)?))
}

/// The edit by which a person confirms that the tick of `item` holds for the perspective as it is now; `None` where the
/// checklist has no record of it.
pub fn attest(list: &Checklist, checked: &Checked, item: usize) -> Option<Edit> {
    let verdict = checked.report.verdicts.get(item)?;
    let (_, at) = *list.matched(&checked.persona).iter().find(|(it, _)| *it == item)?;
    let record = list.records.iter().find(|it| it.key == list.entries[at].key())?;
    Some(Edit { span: record.span, text: judged_on(checked, verdict) })
}

/// `message` with a full stop.
fn ended(message: &str) -> String {
    let message = one_line(message);
    if message.ends_with(['.', '!', '?']) { message } else { message + "." }
}

/// A fingerprint of the words that an item is judged on: its evidence, else all guidance.
fn judged_on(checked: &Checked, verdict: &Verdict) -> String {
    let text = &checked.text;
    if verdict.state != State::Review && !verdict.evidence.is_empty() {
        return fingerprint(&verdict.evidence.iter().map(|it| text.slice(*it)).collect::<Vec<_>>().join("\n"));
    }
    let guidance = checked.perspective.sections.iter().filter(|it| it.level == 2 && it.role.is_guidance());
    fingerprint(&guidance.map(|it| text.slice(it.heading.join(it.body))).collect::<Vec<_>>().join("\n"))
}
