//! Step 5c: the sheet that asks the user the open questions, at most as many as the persona allows, all at once.

use std::fmt::Write as _;

use super::words::{capital, cut, fingerprint, is_open, one_line};
use crate::check::Checked;
use crate::model::{Marker, Section};
use crate::syntax::{self, BlockKind, BracketKind};
use crate::text::Span;

mod beside;
mod current;
mod read;

pub use beside::check;
pub use current::{Place, Standing, choosing, current, gone, places, record, renewed, standing};
pub use read::parse;

/// The option that takes an answer in the user's own words.
pub const CUSTOM: &str = "Custom";

/// What stands for an answer that is not given yet.
const WAIT: &str = "_[Wait for user response]_";

/// Characters of a quoted context.
const CONTEXT_MAX: usize = 240;

/// A sheet of questions. Every text in it stands on one line, without white space at its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Heading of the third column: `Customer Success Implications`.
    pub implications: String,
    /// The questions; in a sheet of ours numbered from 1, the weightiest first.
    pub questions: Vec<Question>,
}

/// A question of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// `N` of `Question N`.
    pub number: usize,
    /// Which marker it is for: fingerprints of the question with its section, and of the words around it. Empty where a
    /// sheet was written by hand; then the question's words decide.
    pub id: String,
    /// What it is about, in a few words.
    pub topic: String,
    /// Where it stands: the section, and the sentence around the marker.
    pub context: String,
    /// The question.
    pub question: String,
    /// The rows of the table, [`CUSTOM`] last.
    pub options: Vec<Choosable>,
    /// What the user wrote behind `Your choice`; `None` while nothing is chosen.
    pub choice: Option<String>,
}

/// An answer that a question offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosable {
    /// `A`, `B`, `C` or [`CUSTOM`].
    pub label: String,
    /// The answer; takes the place of the marker.
    pub answer: String,
    /// What it means.
    pub implication: String,
}

impl Choosable {
    /// Whether it only says that an answer belongs here: it is refused as one.
    pub fn is_prompt(&self) -> bool {
        is_open(&self.answer)
    }
}

/// The sheet for the open questions of a document: those that are kept, the weightiest first, each question once.
pub fn sheet(checked: &Checked) -> Sheet {
    Sheet { implications: implications(checked), questions: asked(checked).into_iter().map(|(_, question)| question).collect() }
}

/// The questions of [`sheet`], each with the span of the marker that asks it.
pub fn asked(checked: &Checked) -> Vec<(Span, Question)> {
    let mut kept: Vec<&Marker> = checked.perspective.markers.iter().filter(|it| it.keep).collect();
    kept.sort_by_key(|it| it.rank);
    let mut questions: Vec<(Span, Question)> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for marker in kept {
        let question = words_of(checked, marker);
        let print = fingerprint(&question);
        if !known.contains(&print) {
            known.push(print);
            questions.push((marker.span, ask(checked, marker, question, questions.len() + 1)));
        }
    }
    questions
}

/// The question for `marker`.
fn ask(checked: &Checked, marker: &Marker, question: String, number: usize) -> Question {
    let suggested = checked.persona.suggestions(&question);
    let section = section_of(checked, marker).map(|it| one_line(checked.text.slice(it.title)));
    let topic = match (suggested, marker.impact.as_str()) {
        (Some(suggested), _) => one_line(&suggested.topic),
        (None, "other" | "") => section.clone().unwrap_or_else(|| "Open question".to_owned()),
        (None, impact) => capital(impact),
    };
    let quote = quote(checked, marker);
    let identity = Identity::beside(checked, marker, &quote);
    let context = match (section, quote.is_empty()) {
        (Some(section), true) => section,
        (Some(section), false) => format!("{section}: \"{quote}\""),
        (None, _) => format!("\"{quote}\""),
    };
    let outcomes = implications(checked).replace("Implications", "").trim().to_lowercase();
    let row = |(label, nth): (&str, &str), at: usize| match suggested.and_then(|it| it.answers.get(at)) {
        Some(it) => Choosable { label: label.to_owned(), answer: one_line(&it.answer), implication: one_line(&it.implication) },
        None => Choosable {
            label: label.to_owned(),
            answer: format!("[{nth} suggested answer]"),
            implication: format!("[What this means for {}]", one_line(&format!("{outcomes} outcomes"))),
        },
    };
    let mut options: Vec<Choosable> =
        [("A", "First"), ("B", "Second"), ("C", "Third")].into_iter().enumerate().map(|(at, label)| row(label, at)).collect();
    options.push(Choosable {
        label: CUSTOM.to_owned(),
        answer: "Provide your own answer".to_owned(),
        implication: "Write \"Custom - \" and your answer".to_owned(),
    });
    Question { number, id: identity.id(), topic, context, question, options, choice: None }
}

/// What `question` weighs by the persona's chain; empty where no marker of the document asks it.
pub fn impact(checked: &Checked, question: &Question) -> String {
    super::answers::marker_of(checked, question).map(|it| it.impact.clone()).unwrap_or_default()
}

/// Heading of the third column.
fn implications(checked: &Checked) -> String {
    match one_line(&checked.persona.implications) {
        it if it.is_empty() => "Implications".to_owned(),
        it => it,
    }
}

/// The words of a marker's question on one line.
pub(super) fn words_of(checked: &Checked, marker: &Marker) -> String {
    flat(checked.text.slice(marker.question))
}

/// `text` on one line without the marks of a block quote at the start of its further lines.
fn flat(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    one_line(&lines.fold(first, |all, line| all + " " + line.trim_start_matches([' ', '\t', '>'])))
}

/// What tells a marker from all others, in spite of edits around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The question and the section that it stands in.
    pub(super) subject: String,
    /// The words beside it.
    pub(super) place: String,
}

impl Identity {
    pub(super) fn of(checked: &Checked, marker: &Marker) -> Self {
        Identity::beside(checked, marker, &quote(checked, marker))
    }

    /// The same; `quote` is what stands around the marker.
    fn beside(checked: &Checked, marker: &Marker, quote: &str) -> Self {
        let section = section_of(checked, marker).map_or("", |it| checked.text.slice(it.title));
        let subject = fingerprint(&format!("{} / {section}", words_of(checked, marker)));
        Identity { subject, place: fingerprint(quote) }
    }

    pub(super) fn id(&self) -> String {
        format!("{}-{}", self.subject, self.place)
    }
}

/// The section that a marker stands in; not the document's title.
fn section_of<'a>(checked: &'a Checked, marker: &Marker) -> Option<&'a Section> {
    let holds = |it: &&Section| it.level > 1 && (it.body.covers(marker.span) || it.heading.covers(marker.span));
    checked.perspective.sections.iter().rev().find(holds)
}

/// The sentence around a marker; where the marker stands alone, what is said before it in the same section, or after it.
fn quote(checked: &Checked, marker: &Marker) -> String {
    let blocks = &checked.syntax.blocks;
    let Some(at) = blocks.iter().rposition(|it| it.kind.is_leaf() && it.content.covers(marker.span)) else { return String::new() };
    let own = match blocks[at].kind {
        BlockKind::TableCell(_) => row(checked, at),
        _ => shown(checked, sentence(checked.text.as_str(), blocks[at].content, marker.span)),
    };
    if says_something(&own) {
        return cut(&own, CONTEXT_MAX);
    }
    let Some(body) = section_of(checked, marker).map(|it| it.body) else { return String::new() };
    let speaks = |&other: &usize| {
        matches!(blocks[other].kind, BlockKind::Paragraph | BlockKind::TableCell(_))
            && body.covers(blocks[other].content)
            && says_something(&shown(checked, blocks[other].content))
    };
    let beside = (0..at).rev().find(speaks).or_else(|| (at + 1..blocks.len()).find(speaks));
    beside.map_or_else(String::new, |other| cut(&shown(checked, blocks[other].content), CONTEXT_MAX))
}

fn says_something(quote: &str) -> bool {
    quote.chars().any(char::is_alphanumeric)
}

/// The sentence of `content` that holds `span`.
fn sentence(text: &str, content: Span, span: Span) -> Span {
    let ends = |at: usize| text[..at].ends_with(['.', '!', '?', '…']) && text[at..].starts_with(char::is_whitespace);
    let before = Span::new(content.start, span.start).of(text);
    let start = before.char_indices().map(|(at, _)| content.start + at).rev().find(|&at| ends(at)).unwrap_or(content.start);
    let after = Span::new(span.end, content.end).of(text);
    let end = after.char_indices().map(|(at, _)| span.end + at).find(|&at| ends(at) && at > span.end).unwrap_or(content.end);
    Span::new(start, end)
}

/// The cells of the row that holds the cell at `at`.
fn row(checked: &Checked, at: usize) -> String {
    let blocks = &checked.syntax.blocks;
    let cells = blocks.iter().filter(|it| it.parent == blocks[at].parent && matches!(it.kind, BlockKind::TableCell(_)));
    cells.map(|it| shown(checked, it.content)).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" - ")
}

/// The words of `span` with an ellipsis for each marker in it.
fn shown(checked: &Checked, span: Span) -> String {
    let text = checked.text.as_str();
    let mut words = String::new();
    let mut from = span.start;
    let markers = checked.syntax.brackets.iter().filter(|it| !matches!(it.kind, BracketKind::Placeholder) && span.overlaps(it.span));
    for bracket in markers {
        words += Span::new(from, bracket.span.start).of(text);
        words += "…";
        from = bracket.span.end.max(from);
    }
    words += Span::new(from, span.end).of(text);
    flat(&words)
}

/// The sheet as Markdown, with `\n` as line break. Empty for a sheet without questions.
pub fn render(sheet: &Sheet) -> String {
    sheet.questions.iter().map(|it| rendered(it, &sheet.implications)).collect::<Vec<_>>().join("\n")
}

fn rendered(question: &Question, implications: &str) -> String {
    let Question { number, id, topic, context, question: words, options, choice } = question;
    let mut text = format!(
        "## Question {number}: {topic}\n\n**Context**: {context}\n\n**What we need to know**: {words}\n\n**Suggested Answers**:\n\n{}\n\
         **Your choice**: {}\n",
        table(options, implications),
        choice.as_deref().unwrap_or(WAIT)
    );
    if !id.is_empty() {
        let _ = writeln!(text, "\n<!-- perspective-question: {id} -->");
    }
    text
}

/// The table, its pipes below each other in columns of a terminal.
fn table(options: &[Choosable], implications: &str) -> String {
    let line = |cells: [&str; 3]| format!("| {} |\n", cells.map(cell).join(" | "));
    let rows: String = options.iter().map(|it| line([&it.label, &it.answer, &it.implication])).collect();
    syntax::table::aligned(&format!("{}|---|---|---|\n{rows}", line(["Option", "Answer", implications])))
}

/// `text` as a cell: a pipe in it is escaped, and so are backslashes that stand before one.
fn cell(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut slashes = 0;
    for character in text.chars() {
        if character == '|' {
            escaped.extend(std::iter::repeat_n('\\', slashes + 1));
        }
        slashes = if character == '\\' { slashes + 1 } else { 0 };
        escaped.push(character);
    }
    escaped
}
