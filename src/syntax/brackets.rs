//! The bracketed marks of this kind of document: `[NEEDS CLARIFICATION: question]`, its near-misses, and what a
//! template left to fill in.
//!
//! Found on the source text of each leaf block, outside code, HTML and links, so that tables, quotes, lists, several
//! lines and every line break work alike. What counts as what follows the spellings that people really use.

use std::ops::{Range, RangeInclusive};

use super::{BlockKind, MarkKind, Syntax};
use crate::text::Span;

/// A mark in brackets, or a word that stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// All of it with its brackets.
    pub span: Span,
    /// What it is.
    pub kind: BracketKind,
    /// Index of the leaf block that it stands in.
    pub block: usize,
}

impl Bracket {
    /// Puts all of its spans where `place` says.
    pub(super) fn map(&mut self, place: impl Fn(Span) -> Span) {
        self.span = place(self.span);
        match &mut self.kind {
            BracketKind::Marker { question, impact, .. } => {
                *question = place(*question);
                *impact = impact.map(&place);
            }
            BracketKind::Malformed { question, .. } => *question = question.map(&place),
            BracketKind::Empty | BracketKind::Settled | BracketKind::Placeholder => {}
        }
    }
}

/// What a bracketed mark is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BracketKind {
    /// An open clarification.
    Marker {
        /// The question, without white space at its ends.
        question: Span,
        /// The impact that the author gives: `(impact=retention)`.
        impact: Option<Span>,
        /// Whether it holds another marker.
        nested: bool,
    },
    /// Meant as a clarification, but not in the form; not counted.
    Malformed {
        /// What is wrong.
        flaw: Flaw,
        /// The question as far as there is one.
        question: Option<Span>,
    },
    /// A clarification with a colon and no question.
    Empty,
    /// A clarification that is struck through: answered, and left behind.
    Settled,
    /// Template text, or a word that promises some: `[FEATURE NAME]`, `{ARGS}`, `TBD`.
    Placeholder,
}

/// Why a clarification is not in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No question in it.
    NoQuestion,
    /// Something else than a colon before the question.
    NoColon,
    /// Spelt `NEEDS_CLARIFICATION`, `NEED CLARIFICATION` ...
    Spelling,
    /// No closing bracket in its block.
    Unclosed,
}

/// The head of a clarification: a bracket and `NEEDS CLARIFICATION`, in the spellings that people use.
struct Head<'s> {
    /// From the bracket, or the backslash before it, to the end of the words.
    range: Range<usize>,
    /// `NEEDS`, as written.
    needs: &'s str,
    /// What stands between the words.
    joint: &'s str,
}

/// The first head of a clarification in `source` from byte `from` on.
fn find_head(source: &str, from: usize) -> Option<Head<'_>> {
    source[from..].match_indices('[').find_map(|(at, _)| head(source, from, from + at))
}

/// The head of a clarification whose bracket stands at `bracket`; what stands before `from` is not looked at.
fn head(source: &str, from: usize, bracket: usize) -> Option<Head<'_>> {
    let blank = [' ', '\t'];
    let inner = source[bracket + 1..].trim_start_matches(blank);
    let inner = ["**", "__", "*", "_"].iter().find_map(|it| inner.strip_prefix(it)).unwrap_or(inner).trim_start_matches(blank);
    let needs = &inner[..word(inner, "need")?];
    let rest = &inner[needs.len()..];
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '_' || c == '-');
    let joint = &rest[..rest.len() - after.len()];
    let tail = &after[word(after, "clarification")?..];
    let ends = !tail.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let escaped = bracket > from && source[..bracket].ends_with('\\');
    let range = bracket - usize::from(escaped)..source.len() - tail.len();
    (ends && !joint.is_empty()).then_some(Head { range, needs, joint })
}

/// Number of bytes of `word`, or of its plural, at the start of `text`, in any case of letters.
fn word(text: &str, word: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = bytes.get(..word.len())?.eq_ignore_ascii_case(word.as_bytes());
    let plural = matches!(bytes.get(word.len()), Some(b's' | b'S'));
    begins.then_some(word.len() + usize::from(plural))
}

/// The form of a placeholder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[words]`.
    Square,
    /// `<words>`.
    Angle,
    /// `{{words}}`, `{WORD}`, `$ARGUMENTS`, `TBD`.
    Other,
}

/// Words that stand for text to come.
const PENDING: &[&str] = &["TBD", "TBC", "TBA", "TODO", "TKTK", "XXX", "FIXME"];

/// What may be placeholders in `source`, in order, none within another.
fn promises(source: &str) -> Vec<(Form, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        match promise(source, at) {
            Some((form, length)) => {
                found.push((form, at..at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The form and the length in bytes of what may be a placeholder at byte `at`.
fn promise(source: &str, at: usize) -> Option<(Form, usize)> {
    let byte = source.as_bytes()[at];
    if !matches!(byte, b'\\' | b'[' | b'{' | b'<' | b'$' | b'?' | b'_' | b'l' | b'L' | b'T' | b'X' | b'F') {
        return None;
    }
    let here = &source[at..];
    let run = || here.bytes().take_while(|it| *it == byte).count();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let ends = |length: usize| !here[length..].starts_with(is_word);
    let other = |length: usize| Some((Form::Other, length));
    match byte {
        b'\\' if here[1..].starts_with('[') => {
            bracketed(&here[2..], ']', 2..=160, |c| !matches!(c, '[' | '\n')).map(|it| (Form::Square, it + 2))
        }
        b'[' => bracketed(&here[1..], ']', 2..=160, |c| !matches!(c, '[' | '\n')).map(|it| (Form::Square, it + 1)),
        b'{' => match here.strip_prefix("{{") {
            Some(inner) => bracketed(inner, '}', 1..=60, |c| !matches!(c, '{' | '\n'))
                .filter(|it| inner[*it..].starts_with('}'))
                .and_then(|it| other(it + 3)),
            None => bracketed(&here[1..], '}', 3..=30, |c| c.is_ascii_uppercase() || c == '_').and_then(|it| other(it + 1)),
        },
        b'<' if here[1..].starts_with(|c: char| c.is_ascii_lowercase()) => {
            bracketed(&here[1..], '>', 3..=41, |c| c.is_ascii_lowercase() || matches!(c, ' ' | '_' | '-')).map(|it| (Form::Angle, it + 1))
        }
        b'$' if here.starts_with("$ARGUMENTS") && ends(10) => other(10),
        b'?' if run() >= 3 => other(run()),
        b'_' if run() >= 4 => other(run()),
        b'l' | b'L' if here.as_bytes().get(..11).is_some_and(|it| it.eq_ignore_ascii_case(b"lorem ipsum")) => other(11),
        b'T' | b'X' | b'F' if !source[..at].ends_with(is_word) => {
            PENDING.iter().find(|it| here.starts_with(**it) && ends(it.len())).and_then(|it| other(it.len()))
        }
        _ => None,
    }
}

/// Number of bytes up to and with `close`, where `lengths` characters that `may` stand there do before it.
fn bracketed(inner: &str, close: char, lengths: RangeInclusive<usize>, may: impl Fn(char) -> bool) -> Option<usize> {
    for (count, (at, character)) in inner.char_indices().enumerate() {
        if character == close {
            return lengths.contains(&count).then_some(at + close.len_utf8());
        }
        if count >= *lengths.end() || !may(character) {
            return None;
        }
    }
    None
}

/// First words of a prompt in a template.
const PROMPTS: &[&str] = &[
    "add",
    "amount",
    "answer",
    "branch",
    "choose",
    "company",
    "customer name",
    "date",
    "define",
    "describe",
    "enter",
    "explain",
    "feature",
    "fill",
    "first",
    "insert",
    "link",
    "list",
    "name",
    "number",
    "n",
    "owner",
    "percent",
    "percentage",
    "placeholder",
    "provide",
    "quote",
    "role",
    "second",
    "specify",
    "state",
    "target",
    "tbc",
    "tbd",
    "third",
    "to be",
    "to follow",
    "todo",
    "topic",
    "value",
    "wait",
    "what",
    "who",
    "when",
    "why",
    "how",
    "x",
    "y",
    "z",
    "your",
];

/// Finds all of them in the leaf blocks of `syntax`, in document order.
pub(super) fn read(text: &str, syntax: &Syntax) -> Vec<Bracket> {
    let mut found = Vec::new();
    let mut marks = syntax.marks.as_slice();
    for (at, block) in syntax.blocks.iter().enumerate() {
        if !block.kind.is_leaf() || block.content.is_empty() {
            continue;
        }
        // Marks come in document order and leaves do not overlap, so each leaf looks at its own marks only.
        let first = marks.partition_point(|mark| mark.span.end <= block.content.start && mark.span.start < block.content.start);
        marks = &marks[first.min(marks.len())..];
        let until = marks.partition_point(|mark| mark.span.start < block.content.end);
        let leaf = Leaf { text, content: block.content, kind: block.kind, at, marks: &marks[..until] };
        leaf.markers(&mut found);
        leaf.placeholders(&mut found);
    }
    found.sort_by_key(|bracket| bracket.span);
    found
}

struct Leaf<'t> {
    text: &'t str,
    content: Span,
    kind: BlockKind,
    at: usize,
    marks: &'t [super::Mark],
}

impl Leaf<'_> {
    fn markers(&self, found: &mut Vec<Bracket>) {
        let source = self.content.of(self.text);
        let mut from = 0;
        while let Some(Head { range: whole, needs, joint }) = find_head(source, from) {
            let opener = Span::new(self.content.start + whole.start, self.content.start + whole.end);
            from = whole.end;
            if self.inside(opener, &[MarkKind::Code, MarkKind::Html, MarkKind::Link]) {
                continue;
            }
            let plain = needs.eq_ignore_ascii_case("needs") && joint.chars().all(char::is_whitespace);
            let closed = self.close(opener);
            if let Some((kind, end)) = self.classify(opener, closed, plain, &source[whole]) {
                let span = Span::new(opener.start, end);
                let kind = if self.inside(span, &[MarkKind::Strike]) { BracketKind::Settled } else { kind };
                from = end - self.content.start;
                found.push(Bracket { span, kind, block: self.at });
            }
        }
    }

    /// What the clarification that begins with `opener` is, and where it ends; `None` for a mention.
    fn classify(&self, opener: Span, closed: Option<Span>, plain: bool, head: &str) -> Option<(BracketKind, usize)> {
        let inner = Span::new(opener.end, closed.map_or(self.content.end, |it| it.start));
        let source = inner.of(self.text);
        let end = closed.map_or(self.content.end, |it| it.end);
        let rest = source.trim_start_matches([' ', '\t', '*', '_']);
        let (impact, rest) = impact(rest, inner.end - rest.len());
        let after = rest.trim_start();
        if let Some(question) = after.strip_prefix(':').or_else(|| after.strip_prefix('：')) {
            let question = Span::new(inner.end - question.len(), inner.end).trim(self.text);
            let words = question.of(self.text);
            return match () {
                () if closed.is_none() => Some((BracketKind::Malformed { flaw: Flaw::Unclosed, question: Some(question) }, end)),
                () if words.is_empty() => Some((BracketKind::Empty, end)),
                () if is_example(words) => None,
                () if !plain => Some((BracketKind::Malformed { flaw: Flaw::Spelling, question: Some(question) }, end)),
                () => {
                    let nested = find_head(words, 0).is_some();
                    Some((BracketKind::Marker { question, impact, nested }, end))
                }
            };
        }
        closed?;
        // A status name ("Needs Clarification | Rejected") is no marker.
        let title_case = head.contains("Needs") && head.contains("Clarification");
        if title_case || rest.trim_start().starts_with('|') {
            return None;
        }
        let dashed = after.trim_start_matches(['-', '–', '—', ',', ';', '.']).trim();
        let numbered = dashed.trim_start_matches(['#', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).trim().is_empty();
        if !numbered {
            let at = inner.end - rest.len() + rest.find(dashed).unwrap_or(0);
            let question = Span::new(at, at + dashed.len()).trim(self.text);
            return Some((BracketKind::Malformed { flaw: Flaw::NoColon, question: Some(question) }, end));
        }
        let flaw = if plain { Flaw::NoQuestion } else { Flaw::Spelling };
        self.stands_open(Span::new(opener.start, end)).then_some((BracketKind::Malformed { flaw, question: None }, end))
    }

    /// Whether a clarification without a question is meant as one, and is not a mention: it opens its block, or it
    /// closes a statement whose words do not speak of markers.
    fn stands_open(&self, span: Span) -> bool {
        let before = Span::new(self.content.start, span.start).of(self.text);
        if before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            return true;
        }
        let after = Span::new(span.end, self.content.end).of(self.text).trim_start_matches(['*', '_']);
        let closes = after.trim().is_empty() || after.starts_with(['.', '\n', '\r']);
        let about = before.split(|c: char| !c.is_alphanumeric()).any(|word| {
            let word = word.to_lowercase();
            word.starts_with(|c: char| c.is_ascii_digit())
                || [
                    "no",
                    "not",
                    "any",
                    "all",
                    "each",
                    "every",
                    "zero",
                    "marker",
                    "markers",
                    "mark",
                    "marked",
                    "remaining",
                    "resolve",
                    "remove",
                    "and",
                ]
                .contains(&word.as_str())
        });
        closes && !about && before.is_ascii() && self.kind != BlockKind::Heading(1)
    }

    /// The bracket that closes the one at the start of `opener`, balanced, outside code.
    fn close(&self, opener: Span) -> Option<Span> {
        let escaped = self.text[opener.start..].starts_with('\\');
        let bytes = self.text.as_bytes();
        let mut depth = 1usize;
        let mut at = opener.end;
        while at < self.content.end {
            if let Some(mark) = self.marks.iter().find(|mark| mark.kind == MarkKind::Code && mark.span.contains(at)) {
                at = mark.span.end;
                continue;
            }
            match bytes[at] {
                b'\\' if escaped && bytes.get(at + 1) == Some(&b']') => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(Span::new(at, at + 2));
                    }
                    at += 1;
                }
                b'\\' => at += 1,
                b'[' => depth += 1,
                b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(Span::new(at, at + 1));
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn placeholders(&self, found: &mut Vec<Bracket>) {
        let source = self.content.of(self.text);
        for (form, range) in promises(source) {
            let span = Span::new(self.content.start + range.start, self.content.start + range.end);
            let words = &source[range];
            let taken = found.iter().rev().take_while(|it| it.block == self.at).any(|it| it.span.overlaps(span));
            let hidden = if form == Form::Angle {
                self.inside(span, &[MarkKind::Code, MarkKind::Link])
            } else {
                self.inside(span, &[MarkKind::Code, MarkKind::Html, MarkKind::Link, MarkKind::Strike])
            };
            let linked = self.text[span.end..].starts_with(['(', '[', ':']) && form == Form::Square;
            let follows_link = self.text[..span.start].ends_with(']');
            if taken || hidden || (linked && !words.contains(' ')) || follows_link || (form == Form::Square && !is_prompt(words)) {
                continue;
            }
            found.push(Bracket { span, kind: BracketKind::Placeholder, block: self.at });
        }
    }

    fn inside(&self, span: Span, kinds: &[MarkKind]) -> bool {
        self.marks.iter().any(|mark| kinds.contains(&mark.kind) && mark.span.start <= span.start && span.start < mark.span.end)
    }
}

/// The impact in `(impact=...)` at the start of `rest`, which starts at byte `at`, and what follows.
fn impact(rest: &str, at: usize) -> (Option<Span>, &str) {
    let inner = rest.strip_prefix('(').and_then(|it| it.split_once(')'));
    let Some((inner, after)) = inner else {
        return (None, rest);
    };
    let Some((key, value)) = inner.split_once('=') else {
        return (None, rest);
    };
    if !key.trim().eq_ignore_ascii_case("impact") {
        return (None, rest);
    }
    let start = at + 1 + key.len() + 1 + (value.len() - value.trim_start().len());
    (Some(Span::new(start, start + value.trim().len())), after)
}

/// Whether the words of a marker only show its form.
fn is_example(words: &str) -> bool {
    words.chars().all(|c| c == '.' || c == '…' || c.is_whitespace())
        || ["specific question", "question"].iter().any(|it| words.eq_ignore_ascii_case(it))
}

/// Whether words in square brackets are template text: all capitals, or a prompt.
fn is_prompt(bracketed: &str) -> bool {
    let inner = bracketed.trim_start_matches('\\').trim_matches(['[', ']', '\\']).trim();
    if inner.starts_with(['!', '^', '#', '@', '/', '.']) || !inner.chars().any(char::is_alphabetic) || inner == "x" || inner == "X" {
        return false;
    }
    let letters = inner.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().all(char::is_uppercase) && letters.count() > 1;
    let lower = inner.to_lowercase();
    let prompt = PROMPTS
        .iter()
        .any(|prompt| lower.strip_prefix(prompt).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', ',', '-'])));
    let sentence = inner.starts_with(char::is_uppercase) && inner.split_whitespace().count() >= 3;
    (capitals && !inner.starts_with("RESOLVED") && !inner.starts_with("CLARIFIED"))
        || (prompt && !lower.starts_with("clarified"))
        || (sentence && !lower.starts_with("clarified") && !lower.starts_with("resolved"))
}
