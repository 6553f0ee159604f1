//! A perspective and its checklist judged together: what is wrong in the checklist, with the words of the perspective that
//! show it, and in the perspective the ticks that its findings contradict.

use super::read::{Checklist, read};
use super::{CONTRADICTED, Issue, MISSING, STALE, judge};
use crate::check::{self, Checked, Kind};
use crate::config::Config;
use crate::report::{Edit, File, Finding, Fix, Related};
use crate::rules;
use crate::syntax::{self, BlockKind, Syntax};
use crate::text::{Span, Text};
use crate::workflow::words::cut;

/// How many missing items a message names.
const NAMED: usize = 3;

/// Judges `text` as the checklist of the perspective that `of` is of and that lies at `path`, named as the surface names
/// files.
pub fn check(text: &Text, of: &Checked, path: &str, config: &Config) -> Checked {
    let syntax = syntax::read(text.as_str());
    let perspective = File { path: path.to_owned(), text: of.text.clone() };
    let mut findings: Vec<Finding> = judge(text.as_str(), of).iter().map(|it| finding(text, it, &perspective)).collect();
    findings.extend(missing(text, &syntax, of));
    findings.extend(rules::tables(text, &syntax));
    check::beside(Kind::Checklist, text, of, findings, config)
}

/// Puts into `checked`, a perspective, what its checklist has to do with it: each finding that fails a ticked item names
/// the tick. Without a `list`, but with the place where it is `expected`, the perspective has no checklist, and that is
/// said.
pub fn link(checked: &mut Checked, list: Option<&File>, expected: Option<&str>, config: &Config) {
    match (list, expected) {
        (Some(list), _) => ticks(checked, list),
        (None, Some(expected)) => {
            let mut findings = vec![absent(checked, expected)];
            rules::weigh(&mut findings, &config.of(&checked.persona.id));
            checked.add(findings);
        }
        (None, None) => {}
    }
}

fn ticks(checked: &mut Checked, list: &File) {
    let entries = read(list.text.as_str());
    let ticked: Vec<(usize, Span)> = entries
        .matched(&checked.persona)
        .into_iter()
        .filter(|(_, at)| entries.entries[*at].ticked)
        .map(|(item, at)| (item, line(&list.text, entries.entries[at].tick)))
        .collect();
    for finding in &mut checked.report.findings {
        for &(item, span) in ticked.iter().filter(|(item, _)| finding.items.contains(item)) {
            let words = checked.persona.items.get(item).map_or("", |it| it.words.as_str());
            let message = format!("\"{}\" is ticked in the checklist", cut(words, 80));
            finding.related.push(Related { span, message, file: Some(list.clone()) });
        }
    }
}

/// That there is no checklist.
fn absent(checked: &Checked, expected: &str) -> Finding {
    let message = format!("perspective has no checklist at {expected}. Fix: write it, e.g. with `perspective-ls checklist FILE --write`.");
    let help = "write it, e.g. with `perspective-ls checklist FILE --write`";
    let span = checked.perspective.title.unwrap_or_default();
    rules::finding(MISSING, span, message, help)
}

/// An item from its box to the end of its first line.
fn line(text: &Text, tick: Span) -> Span {
    let end = text.as_str()[tick.end..].find(['\n', '\r']).map_or(text.as_str().len(), |at| tick.end + at);
    Span::new(tick.start.saturating_sub(1), end).trim(text.as_str())
}

fn finding(text: &Text, issue: &Issue, perspective: &File) -> Finding {
    let help = match issue.code {
        CONTRADICTED => "mend the perspective, or take the tick out",
        _ => "read the perspective again and confirm the tick, or take it out",
    };
    let related =
        |span: &Span| Related { span: *span, message: "the words of the perspective".to_owned(), file: Some(perspective.clone()) };
    let untick = Fix::new("Take the tick out", tick(issue), " ");
    let mut fixes = vec![untick];
    if issue.code == STALE {
        fixes.insert(0, Fix { title: "Confirm the tick".to_owned(), edits: vec![issue.fix.clone()], safe: false });
    }
    let found = rules::finding(issue.code, line(text, issue.span), &issue.message, help);
    Finding { related: issue.evidence.iter().map(related).collect(), fixes, ..found }
}

/// The character in the box.
fn tick(issue: &Issue) -> Span {
    issue.span
}

/// That items of the persona are not in a list that has others of them.
fn missing(text: &Text, syntax: &Syntax, of: &Checked) -> Option<Finding> {
    let list = read(text.as_str());
    let matched = list.matched(&of.persona);
    let missing: Vec<usize> = (0..of.persona.items.len()).filter(|at| !matched.iter().any(|(item, _)| item == at)).collect();
    if matched.is_empty() || missing.is_empty() {
        return None;
    }
    let words = |at: &usize| format!("\"{}\"", cut(&of.persona.items[*at].words, 80));
    let named = missing.iter().take(NAMED).map(words).collect::<Vec<_>>().join(", ");
    let more = if missing.len() > NAMED { " and others" } else { "" };
    let message = format!("checklist lacks {named}{more} of the {}'s items. Fix: put them back as \"- [ ] <item>\".", of.persona.name);
    let fix = Fix { title: "Put the missing items back".to_owned(), edits: put_back(text, syntax, &list, of, &missing), safe: false };
    let span = list.title.unwrap_or_default();
    Some(Finding { fixes: vec![fix], ..rules::finding(MISSING, span, message, "put them back as \"- [ ] <item>\"") })
}

/// The edits that put `missing` items below their groups; a group that is not there is made, before the notes.
fn put_back(text: &Text, syntax: &Syntax, list: &Checklist, of: &Checked, missing: &[usize]) -> Vec<Edit> {
    let source = text.as_str();
    let break_ = text.line_break();
    let mut edits: Vec<Edit> = Vec::new();
    for group in missing.chunk_by(|one, other| of.persona.items[*one].group == of.persona.items[*other].group) {
        let title = &of.persona.items[group[0]].group;
        let lines: Vec<String> = group.iter().map(|&at| format!("- [ ] {}", of.persona.items[at].words)).collect();
        let lines = lines.join(break_);
        let last = list.entries.iter().rfind(|it| it.group.eq_ignore_ascii_case(title));
        let heading = syntax
            .blocks
            .iter()
            .find(|it| matches!(it.kind, BlockKind::Heading(2..)) && it.content.of(source).trim().eq_ignore_ascii_case(title));
        let (at, inserted) = match (last, heading) {
            (Some(last), _) => (last.span.start + last.span.of(source).trim_end().len(), format!("{break_}{lines}")),
            (None, Some(heading)) => (heading.span.start + heading.span.of(source).trim_end().len(), format!("{break_}{break_}{lines}")),
            (None, None) => {
                let notes = syntax.blocks.iter().find(|it| list.notes.is_some_and(|notes| it.span.end == notes.start));
                let at = notes.map_or(source.trim_end().len(), |it| it.span.start);
                let section = format!("## {title}{break_}{break_}{lines}");
                (at, if notes.is_some() { format!("{section}{break_}{break_}") } else { format!("{break_}{break_}{section}") })
            }
        };
        match edits.iter_mut().find(|it| it.span.start == at) {
            Some(edit) => edit.text += &inserted,
            None => edits.push(Edit { span: Span::at(at), text: inserted }),
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}
