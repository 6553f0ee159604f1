//! A checklist as it stands, whoever wrote in it.

use super::super::words::{fingerprint, one_line};
use crate::persona::Persona;
use crate::syntax::{self, BlockKind, Syntax};
use crate::text::Span;

/// Opens and closes what the program writes, and keeps what it remembers.
pub(super) const BEGIN: &str = "perspective-ls: begin";
pub(super) const END: &str = "perspective-ls: end";
pub(super) const STATE: &str = "perspective-ls: state";

/// A checklist file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// The words of its title.
    pub title: Option<Span>,
    /// The destination of the link to the perspective, where `**Feature**:` has one.
    pub link: Option<Span>,
    /// Its items in order, the user's own among them.
    pub entries: Vec<Entry>,
    /// The body of its Notes, up to the next heading of that level.
    pub notes: Option<Span>,
    /// What the program wrote, with its delimiters.
    pub block: Option<Span>,
    /// How many validations it remembers; 0 before the first.
    pub iteration: usize,
    /// Fingerprint of the perspective that was validated last; empty before the first time.
    pub(super) judged: String,
    /// Whether everything passed then.
    pub(super) done: bool,
    /// What each tick was judged on.
    pub(super) records: Vec<Record>,
}

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The character between the brackets.
    pub tick: Span,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether people set it aside: `[~]`, which is partly done, deferred or not applicable.
    pub set_aside: bool,
    /// The heading that it stands below.
    pub group: String,
    /// What it is called: `CHK001`.
    pub id: Option<String>,
    /// Its words on one line, without its id and its tags.
    pub words: String,
    /// What stands behind it in brackets: `Gap`, `Completeness, Spec §FR-001`.
    pub tags: Vec<String>,
    /// All of it with its children.
    pub span: Span,
}

impl Entry {
    /// What tells it from other items, in spite of its place, case and marks.
    pub(super) fn key(&self) -> String {
        key(&self.words)
    }
}

/// What a tick was judged on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) key: String,
    /// A person ticked it, not the program.
    pub(super) person: bool,
    pub(super) judged: String,
    /// Where `judged` stands.
    pub(super) span: Span,
}

pub(super) fn key(words: &str) -> String {
    fingerprint(words.replace(['*', '_', '`'], "").trim().trim_end_matches(['.', ';', ',']))
}

/// Reads a checklist. Never fails.
pub fn read(text: &str) -> Checklist {
    let syntax = syntax::read(text);
    let mut list = Checklist { block: block(text, &syntax), ..Checklist::default() };
    let mut group = String::new();
    for (at, block) in syntax.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(1) if list.title.is_none() => list.title = Some(block.content),
            BlockKind::Heading(level @ 2..) => {
                group = one_line(block.content.of(text));
                if list.notes.is_none() && block.parent.is_none() && group.eq_ignore_ascii_case("notes") {
                    let ends = |it: &&syntax::Block| matches!(it.kind, BlockKind::Heading(other) if other <= level) && it.parent.is_none();
                    let end = syntax.blocks[at + 1..].iter().find(ends).map_or(text.len(), |it| it.span.start);
                    list.notes = Some(Span::new(block.span.end, end));
                }
            }
            BlockKind::Item { .. } if !list.block.is_some_and(|it| it.covers(block.span)) => {
                list.entries.extend(entry(text, &syntax, at, &group));
            }
            BlockKind::Paragraph if list.link.is_none() => list.link = link(text, block.content),
            _ => {}
        }
    }
    if let Some(span) = list.block {
        list.remember(text, &syntax, span);
    }
    list
}

/// The task at `at`; `None` for a list item that is none.
fn entry(text: &str, syntax: &Syntax, at: usize, group: &str) -> Option<Entry> {
    let BlockKind::Item { task, .. } = syntax.blocks[at].kind else { return None };
    let leaf = syntax.blocks.get(at + 1).filter(|it| it.parent == Some(at) && it.kind == BlockKind::Paragraph);
    let span = syntax.blocks[at].span;
    // CommonMark knows no `[~]`, so that its brackets are the first characters of the item's words.
    let set_aside = task.is_none() && leaf.is_some_and(|it| it.content.of(text).starts_with("[~] "));
    let open = if set_aside { leaf?.content.start } else { span.start + span.of(text).find('[')? };
    let tick = Span::new(open + 1, open + 2);
    let fits = set_aside || (task.is_some() && matches!(tick.of(text), " " | "x" | "X") && text[tick.end..].starts_with(']'));
    let words = leaf.map_or_else(String::new, |it| one_line(Span::new(it.content.start.max(tick.end + 1), it.content.end).of(text)));
    let (id, words) = identified(&words);
    let (words, tags) = tagged(words);
    let (id, words) = (id.map(str::to_owned), words.to_owned());
    fits.then(|| Entry { tick, ticked: task == Some(true), set_aside, group: group.to_owned(), id, words, tags, span })
}

/// The id at the beginning of an item, as spec-kit numbers them (`CHK001`, `CHK-060 -`), and its words.
fn identified(words: &str) -> (Option<&str>, &str) {
    let (id, rest) = words.split_once([' ', ':']).unwrap_or((words, ""));
    let is_id = id.strip_prefix("CHK").is_some_and(|it| {
        it.ends_with(|c: char| c.is_ascii_digit()) && it.chars().all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase())
    });
    if is_id { (Some(id), rest.trim_start_matches([' ', '-', '–', '—', ':'])) } else { (None, words) }
}

/// An item's words, and the tags in brackets behind them, the first first.
fn tagged(words: &str) -> (&str, Vec<String>) {
    let (mut words, mut tags) = (words.trim_end(), Vec::new());
    while let Some((before, tag)) = words.strip_suffix(']').and_then(|it| it.rsplit_once(" [")) {
        if tag.contains(['[', ']']) || before.trim().is_empty() {
            break;
        }
        tags.insert(0, tag.to_owned());
        words = before.trim_end();
    }
    (words, tags)
}

/// The destination of the link behind `**Feature**:`, or a bare path there.
fn link(text: &str, content: Span) -> Option<Span> {
    let source = content.of(text);
    let label = ["**Feature**:", "**Feature:**"].iter().find_map(|it| Some(source.find(it)? + it.len()))?;
    let line = source[label..].lines().next()?;
    let start = content.start + label;
    let found = match line.find("](") {
        Some(at) => Span::new(start + at + 2, start + at + 2 + line[at + 2..].find(')')?),
        None => Span::new(start, start + line.len()).trim(text),
    };
    let words = found.of(text);
    (words.ends_with(".md") || line.contains("](")).then_some(found).filter(|_| !words.is_empty() && !words.contains(char::is_whitespace))
}

/// What the program wrote: from the last `begin` before the first `end` that has one.
fn block(text: &str, syntax: &Syntax) -> Option<Span> {
    let mut begin = None;
    let mut comments: Vec<(Span, &str)> = syntax.comments(text).collect();
    comments.sort_by_key(|(span, _)| *span);
    for (span, words) in comments {
        if words.starts_with(BEGIN) {
            begin = Some(span.start);
        } else if words.starts_with(END)
            && let Some(start) = begin
        {
            return Some(Span::new(start, span.end));
        }
    }
    None
}

impl Checklist {
    /// Takes in what the state comment in `block` says.
    fn remember(&mut self, text: &str, syntax: &Syntax, block: Span) {
        let Some((span, _)) = syntax.comments(text).find(|(span, words)| block.covers(*span) && words.starts_with(STATE)) else { return };
        let source = span.of(text);
        for (at, word) in source.split_whitespace().map(|word| (word.as_ptr() as usize - source.as_ptr() as usize, word)) {
            match word.split_once('=') {
                Some(("iteration", count)) => self.iteration = count.parse().unwrap_or(0),
                Some(("text", judged)) => self.judged = judged.to_owned(),
                Some(("done", done)) => self.done = done == "yes",
                _ => self.records.extend(record(word, span.start + at)),
            }
        }
    }

    /// Which entry is which item of the persona: pairs of an index into its flat list and one into the entries. The same
    /// words in two groups are told apart by the group; a second copy of an item is the user's own.
    pub fn matched(&self, persona: &Persona) -> Vec<(usize, usize)> {
        let keys: Vec<String> = self.entries.iter().map(Entry::key).collect();
        let mut taken = vec![false; keys.len()];
        let mut pairs = Vec::new();
        for (item, wanted) in persona.items.iter().enumerate() {
            let key = key(&wanted.words);
            let free = |at: &usize| !taken[*at] && keys[*at] == key;
            let here = |at: &usize| free(at) && self.entries[*at].group.eq_ignore_ascii_case(&wanted.group);
            if let Some(at) = (0..keys.len()).find(here).or_else(|| (0..keys.len()).find(free)) {
                taken[at] = true;
                pairs.push((item, at));
            }
        }
        pairs
    }
}

/// `key:who:judged`, which stands at byte `at`.
fn record(word: &str, at: usize) -> Option<Record> {
    let (key, rest) = word.split_once(':')?;
    let (who, judged) = rest.split_once(':')?;
    let is_hash = |it: &str| it.len() == 8 && it.bytes().all(|byte| byte.is_ascii_hexdigit());
    let start = at + word.len() - judged.len();
    let record =
        Record { key: key.to_owned(), person: who == "person", judged: judged.to_owned(), span: Span::new(start, at + word.len()) };
    (is_hash(key) && is_hash(judged)).then_some(record)
}
