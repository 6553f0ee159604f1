//! Verdicts into a checklist: ticks where they changed, and the block that says what remains.

use super::super::words::{fingerprint, inert};
use super::read::{BEGIN, Checklist, END, STATE, read};
use super::{ITERATIONS, judged_on};
use crate::check::Checked;
use crate::report::{Edit, State};
use crate::text::{Span, Text};

/// A checklist brought up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The edits of the checklist; none where it is up to date.
    pub edits: Vec<Edit>,
    /// What changed.
    pub summary: Summary,
}

/// What a validation changed. Counts are of the persona's items; items are indices into its flat list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Items of the persona.
    pub total: usize,
    /// How many were ticked before.
    pub before: usize,
    /// How many are ticked now.
    pub after: usize,
    /// Items that pass now and were not ticked.
    pub newly_passing: Vec<usize>,
    /// Items that were ticked and fail now.
    pub regressions: Vec<usize>,
    /// Items that the file no longer has.
    pub missing: Vec<usize>,
    /// Which validation of the perspective this is, from 1 to [`ITERATIONS`].
    pub iteration: usize,
    /// Everything is ticked and no question is open.
    pub complete: bool,
}

impl Summary {
    /// Whether all validations are used up and something remains, which is for people then.
    pub fn exhausted(&self) -> bool {
        self.iteration >= ITERATIONS && !self.complete
    }
}

/// Writes the verdicts of `checked` into its checklist. A box is changed where its verdict says otherwise; boxes of items
/// that no program can decide stay as people left them. All other bytes stay, but for the program's own block. Doing it
/// again for the same perspective changes nothing.
pub fn write_back(text: &str, checked: &Checked) -> Written {
    let list = read(text);
    let mut edits = Vec::new();
    let mut summary = Summary { total: checked.persona.items.len(), ..Summary::default() };
    let mut records = String::new();
    let matched = list.matched(&checked.persona);
    for verdict in &checked.report.verdicts {
        let Some(&(item, at)) = matched.iter().find(|(item, _)| *item == verdict.item) else {
            summary.missing.push(verdict.item);
            continue;
        };
        let entry = &list.entries[at];
        let wanted = match verdict.state {
            // What people set aside is theirs.
            _ if entry.set_aside => false,
            State::Pass | State::Waived => true,
            State::Fail => false,
            State::Review => entry.ticked,
        };
        if wanted != entry.ticked {
            edits.push(Edit { span: entry.tick, text: if wanted { "x" } else { " " }.to_owned() });
            if wanted { &mut summary.newly_passing } else { &mut summary.regressions }.push(item);
        }
        summary.before += usize::from(entry.ticked);
        summary.after += usize::from(wanted);
        if wanted {
            let now = judged_on(checked, verdict);
            let old = list.records.iter().find(|it| it.key == entry.key());
            let review = verdict.state == State::Review;
            // A person's tick is remembered on what it was judged on. What the program confirms anew is its own.
            let (person, judged) = match old {
                Some(old) if old.person && (review || old.judged == now) => (true, old.judged.clone()),
                Some(_) => (review, now),
                None => (entry.ticked, now),
            };
            records += &format!(" {}:{}:{judged}", entry.key(), if person { "person" } else { "tool" });
        }
    }
    summary.complete = summary.after == summary.total && checked.perspective.markers.is_empty();
    let judged = fingerprint(checked.text.as_str());
    summary.iteration = match list.iteration {
        0 => 1,
        last if list.judged == judged => last.min(ITERATIONS),
        _ if list.done => 1,
        last => (last + 1).min(ITERATIONS),
    };
    let done = if summary.complete { "yes" } else { "no" };
    let state = format!("<!-- {STATE} iteration={} text={judged} done={done}{records} -->", summary.iteration);
    let block = block(checked, &list, &summary, &matched, &state);
    edits.extend(placed(text, &list, &block));
    edits.sort_by_key(|edit| edit.span);
    Written { edits, summary }
}

/// The block, with `\n` as line break.
fn block(checked: &Checked, list: &Checklist, summary: &Summary, matched: &[(usize, usize)], state: &str) -> String {
    let Summary { after, total, iteration, .. } = summary;
    let mut text = format!("<!-- {BEGIN}: written anew by each validation; write your own notes outside -->\n\n");
    text += &format!("Validation {iteration} of {ITERATIONS}: {after} of {total} items pass.");
    text += match () {
        () if summary.complete => " Ready for the next phase.\n",
        () if summary.exhausted() => " No further validation is planned; people have to settle what remains:\n",
        () => " What remains:\n",
    };
    let remaining = remaining(checked, list, summary, matched);
    if !remaining.is_empty() {
        text += "\n";
        text += &remaining.iter().map(|it| format!("- {}\n", inert(it))).collect::<String>();
    }
    text + &format!("\n{state}\n<!-- {END} -->")
}

/// What keeps the perspective from being ready, each with the one who has to act.
fn remaining(checked: &Checked, list: &Checklist, summary: &Summary, matched: &[(usize, usize)]) -> Vec<String> {
    let items = &checked.persona.items;
    let mut lines = Vec::new();
    for verdict in &checked.report.verdicts {
        let words = items.get(verdict.item).map_or("", |it| it.words.as_str());
        let ticked = matched.iter().any(|(item, at)| *item == verdict.item && list.entries[*at].ticked);
        let set_aside = matched.iter().any(|(item, at)| *item == verdict.item && list.entries[*at].set_aside);
        match verdict.state {
            State::Fail => {
                let against = checked.report.findings.iter().filter(|it| it.items.contains(&verdict.item));
                let messages: Vec<&str> = against.map(|it| it.message.as_str()).collect();
                let messages = if messages.is_empty() { vec![verdict.reason.as_str()] } else { messages };
                lines.extend(messages.into_iter().map(|message| format!("For the author: {words}: {message}")));
            }
            _ if set_aside => lines.push(format!("For a reviewer: {words}: it is set aside; tick it once it holds.")),
            State::Review if !ticked => lines.push(format!("For a reviewer: {words}: read the perspective and tick the item if it holds.")),
            _ if summary.missing.contains(&verdict.item) => {
                lines.push(format!("For the author: {words}: the item is not in this checklist; put it back."));
            }
            _ => {}
        }
    }
    for marker in &checked.perspective.markers {
        lines.push(format!("For the user: open question (impact: {}): \"{}\"", marker.impact, checked.text.slice(marker.question)));
    }
    lines
}

/// The edit that brings `block` into the checklist: in place of the old one, else behind the notes.
fn placed(text: &str, list: &Checklist, block: &str) -> Option<Edit> {
    let break_ = Text::new(text).line_break();
    let fresh = block.replace('\n', break_);
    if let Some(span) = list.block {
        return (span.of(text) != fresh).then_some(Edit { span, text: fresh });
    }
    let (at, lead) = match list.notes {
        Some(notes) => (notes.start + notes.of(text).trim_end().len(), "\n\n"),
        None => {
            let lead = if text.is_empty() { "## Notes\n\n" } else { "\n\n## Notes\n\n" };
            (text.trim_end().len(), lead)
        }
    };
    let edit = Edit { span: Span::at(at), text: lead.replace('\n', break_) + &fresh };
    // Behind a code block or a comment that is never closed the block would be text, and be written again each time.
    let after = [&text[..at], &edit.text, &text[at..]].concat();
    let block = read(&after).block;
    block.is_some_and(|span| span.of(&after) == fresh).then_some(edit)
}

/// Keys are made of words alone, so a record finds its item after the list was sorted anew.
#[cfg(test)]
mod tests {
    use super::super::read::key;

    #[test]
    fn keys_ignore_marks_and_case() {
        assert_eq!(key("**Risk** assessment included."), key("risk assessment  included"));
        assert_ne!(key("Risk assessment included"), key("Risk assessment"));
    }
}
