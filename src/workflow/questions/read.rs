//! A sheet read back, after people and assistants have written in it. Line by line, since hardly anything of the form
//! can be relied on: what is not recognised is left out, and nothing is an error.

use super::super::words::one_line;
use super::{Choosable, Question, Sheet};

/// Reads a sheet of questions. Text without any has no questions.
pub fn parse(text: &str) -> Sheet {
    let mut reader = Reader::default();
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        reader.line(line.trim());
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    sheet: Sheet,
    /// The label whose words may go on in the next line.
    open: Option<Label>,
    /// What stands behind `Your choice` so far.
    choice: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Context,
    Question,
    Answers,
    Choice,
}

const LABELS: &[(&str, Label)] = &[
    ("context", Label::Context),
    ("what we need to know", Label::Question),
    ("suggested answers", Label::Answers),
    ("your choice", Label::Choice),
];

impl Reader {
    fn line(&mut self, line: &str) {
        if let Some((number, topic)) = heading(line) {
            self.close();
            self.sheet.questions.push(Question { number, topic, ..Question::default() });
        } else if let Some(id) = id(line) {
            self.open = None;
            if let Some(question) = self.sheet.questions.last_mut() {
                question.id = id.to_owned();
            }
        } else if let Some((label, words)) = label(line) {
            self.open = Some(label);
            self.words(label, words);
        } else if line.starts_with('|') && self.open.is_none_or(|it| it == Label::Answers) {
            self.row(&cells(line));
        } else if line.is_empty() {
            // The table stands below a blank line, and so may an answer whose line was left empty.
            let waits = self.open == Some(Label::Answers) || (self.open == Some(Label::Choice) && self.choice.is_empty());
            self.open = self.open.filter(|_| waits);
        } else if let Some(label) = self.open {
            self.words(label, line);
        }
    }

    fn words(&mut self, label: Label, words: &str) {
        let Some(question) = self.sheet.questions.last_mut() else { return };
        let target = match label {
            Label::Context => &mut question.context,
            Label::Question => &mut question.question,
            Label::Choice => &mut self.choice,
            Label::Answers => return,
        };
        *target = one_line(&format!("{target} {words}"));
    }

    fn row(&mut self, cells: &[String]) {
        let Some(question) = self.sheet.questions.last_mut() else { return };
        let cell = |at: usize| cells.get(at).map_or_else(String::new, |it| one_line(it));
        let rule = |it: &String| !it.trim().is_empty() && it.trim().chars().all(|c| matches!(c, '-' | ':'));
        if question.options.is_empty() && cell(0).eq_ignore_ascii_case("option") {
            self.sheet.implications = cell(2);
        } else if !cells.iter().all(rule) && !cell(0).is_empty() {
            let label = cell(0).trim_matches('*').trim().to_owned();
            question.options.push(Choosable { label, answer: cell(1), implication: cell(2) });
        }
    }

    /// Ends the question that is being read.
    fn close(&mut self) {
        let choice = std::mem::take(&mut self.choice);
        self.open = None;
        if let Some(question) = self.sheet.questions.last_mut() {
            question.choice = Some(choice).filter(|it| !is_waiting(it));
        }
    }

    fn finish(mut self) -> Sheet {
        self.close();
        self.sheet
    }
}

/// Number and topic of `## Question 1: Topic`, in any level.
pub(super) fn heading(line: &str) -> Option<(usize, String)> {
    let words = line.strip_prefix('#')?.trim_start_matches('#').trim_start();
    let rest = strip_word(words, "question")?.trim_start().trim_start_matches('[');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    let rest = rest[digits..].trim_start_matches(']').trim_start();
    let topic = rest.strip_prefix([':', '.', '-', '–', '—']).unwrap_or(rest);
    Some((number, one_line(topic)))
}

/// The id in a comment of ours.
fn id(line: &str) -> Option<&str> {
    let id = line.strip_prefix("<!-- perspective-question:")?.strip_suffix("-->")?.trim();
    (id.len() <= 40 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-')).then_some(id)
}

/// The label that opens `line`, and what follows it.
pub(super) fn label(line: &str) -> Option<(Label, &str)> {
    let bare = line.trim_start_matches(['-', '>', ' ']);
    let strong = bare.strip_prefix("**").or_else(|| bare.strip_prefix("__"));
    let words = strong.unwrap_or(bare);
    let (label, rest) = LABELS.iter().find_map(|(name, label)| Some((*label, strip_word(words, name)?)))?;
    let closing = |rest: &str| if rest.starts_with("**") || rest.starts_with("__") { 2 } else { 0 };
    let early = if strong.is_some() { closing(rest) } else { 0 };
    let rest = rest[early..].trim_start();
    let rest = rest.strip_prefix(':').or_else(|| rest.strip_prefix('：'))?;
    let late = if strong.is_some() && early == 0 { closing(rest) } else { 0 };
    Some((label, rest[late..].trim()))
}

/// `text` behind `word`, in any case.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

/// The cells of a table's row, pipes unescaped.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut slashes = 0usize;
    for character in line.strip_prefix('|').unwrap_or(line).chars() {
        let last = cells.len() - 1;
        if character == '|' {
            // Of the backslashes before a pipe each second one is itself.
            let kept = cells[last].len() - slashes.div_ceil(2);
            cells[last].truncate(kept);
            if slashes % 2 == 1 {
                cells[last].push('|');
            } else {
                cells.push(String::new());
            }
        } else {
            cells[last].push(character);
        }
        slashes = if character == '\\' { slashes + 1 } else { 0 };
    }
    if cells.last().is_some_and(|it| it.trim().is_empty()) {
        cells.pop();
    }
    cells
}

/// Whether `choice` is only the place for one: nothing, a line to write on, or a prompt in brackets.
fn is_waiting(choice: &str) -> bool {
    let bare = choice.trim_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '*' | '`' | '\\' | '.' | '…'));
    let inner = bare.strip_prefix('[').and_then(|it| it.strip_suffix(']').or_else(|| it.strip_suffix("\\]")));
    let inner = inner.map(str::trim).filter(|it| !it.contains(']'));
    match inner {
        // "[B]" is an answer, "[Wait for user response]" is none.
        Some(inner) => inner.chars().count() != 1 && strip_word(inner, "option ").is_none() && strip_word(inner, "custom").is_none(),
        None => bare.is_empty(),
    }
}
