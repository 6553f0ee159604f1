//! The bracketed marks of this kind of document: `[NEEDS CLARIFICATION: question]`, its near-misses, and what a
//! template left to fill in.
//!
//! Found on the source text of each leaf block, outside code, HTML and links, so that tables, quotes, lists, several
//! lines and every line break work alike. What counts as what follows the spellings that people really use.

use std::sync::LazyLock;

use regex::Regex;

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

static HEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\\?\[[ \t]*(?:\*\*|__|\*|_)?[ \t]*(needs?)([\s_-]+)(clarifications?)\b").expect("a valid pattern"));

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<square>\\?\[[^\[\]\n]{2,160}\])",
        r"|(?P<curly>\{\{[^{}\n]{1,60}\}\}|\{[A-Z_]{3,30}\})",
        r"|(?P<angle><[a-z][a-z _-]{2,40}>)",
        r"|(?P<argument>\$ARGUMENTS\b)",
        r"|(?P<word>\b(?:TBD|TBC|TBA|TODO|TKTK|XXX|FIXME)\b|\?\?\?+|_{4,}|(?i:lorem ipsum))",
    ))
    .expect("a valid pattern")
});

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
        if needs_look(block.content.of(text)) {
            let leaf = Leaf { text, content: block.content, kind: block.kind, at, marks: &marks[..until] };
            leaf.markers(&mut found);
            leaf.placeholders(&mut found);
        }
    }
    found.sort_by_key(|bracket| bracket.span);
    found
}

/// Whether a leaf's source can hold a mark at all; most cannot, and patterns are dear.
fn needs_look(source: &str) -> bool {
    source.bytes().any(|byte| matches!(byte, b'[' | b'{' | b'<' | b'$' | b'_' | b'?'))
        || ["TBD", "TBC", "TBA", "TODO", "TKTK", "XXX", "FIXME", "orem"].iter().any(|word| source.contains(word))
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
        while let Some(head) = HEAD.captures_at(source, from) {
            let whole = head.get(0).map_or(0..0, |it| it.range());
            let opener = Span::new(self.content.start + whole.start, self.content.start + whole.end);
            from = whole.end;
            if self.inside(opener, &[MarkKind::Code, MarkKind::Html, MarkKind::Link]) {
                continue;
            }
            let word = head.get(1).map_or("", |it| it.as_str());
            let joint = head.get(2).map_or("", |it| it.as_str());
            let plain = word.eq_ignore_ascii_case("needs") && joint.chars().all(char::is_whitespace);
            let closed = self.close(opener);
            if let Some((kind, end)) = self.classify(opener, closed, plain, &head[0]) {
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
                    let nested = HEAD.is_match(words);
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
        for hit in PLACEHOLDER.captures_iter(source) {
            let range = hit.get(0).map_or(0..0, |it| it.range());
            let span = Span::new(self.content.start + range.start, self.content.start + range.end);
            let words = hit.get(0).map_or("", |it| it.as_str());
            let taken = found.iter().rev().take_while(|it| it.block == self.at).any(|it| it.span.overlaps(span));
            let hidden = if hit.name("angle").is_some() {
                self.inside(span, &[MarkKind::Code, MarkKind::Link])
            } else {
                self.inside(span, &[MarkKind::Code, MarkKind::Html, MarkKind::Link, MarkKind::Strike])
            };
            let linked = self.text[span.end..].starts_with(['(', '[', ':']) && hit.name("square").is_some();
            let follows_link = self.text[..span.start].ends_with(']');
            if taken || hidden || (linked && !words.contains(' ')) || follows_link || (hit.name("square").is_some() && !is_prompt(words)) {
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
