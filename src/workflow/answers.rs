//! Steps 5c.7 and 5c.8: what the user chose, and the document with each marker replaced by it.

use super::questions::{CUSTOM, Identity, Question, Sheet, words_of};
use super::words::{closed, fingerprint, is_open, one_line};
use super::{phrase, place};
use crate::check::Checked;
use crate::model::Marker;
use crate::report::Edit;

mod read;

pub use read::{chosen, interpret, parse};

/// A choice names an option that its question does not offer.
pub const UNKNOWN_OPTION: &str = "answer-unknown-option";
/// A question has no answer, or one that is still to be written.
pub const MISSING: &str = "answer-missing";
/// A question of the sheet is not, or no longer, asked in the document.
pub const ORPHANED: &str = "question-orphaned";

/// An answer to a question of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The question's number in the sheet.
    pub question: usize,
    /// The answer.
    pub answer: Answer,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An option by its letter, in upper case.
    Option(String),
    /// The user's own words.
    Custom(String),
}

/// Why answers are not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// [`UNKNOWN_OPTION`], [`MISSING`] or [`ORPHANED`].
    pub code: &'static str,
    /// Number of the question, where it is about one.
    pub question: Option<usize>,
    /// One line: what is wrong and what to write.
    pub message: String,
}

impl Problem {
    fn new(code: &'static str, question: usize, message: String) -> Self {
        Problem { code, question: Some(question), message }
    }
}

/// How answers are taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// The day, ISO 8601; names the session in the log.
    pub date: &'a str,
    /// Questions of the sheet may stay without an answer: for an action that answers one of them.
    pub partial: bool,
    /// An answer also replaces other markers that ask the very same question.
    pub duplicates: bool,
}

/// The edits of the document that `checked` is of: each marker replaced by its answer, the exchange noted under
/// Clarifications.
///
/// # Errors
/// All or nothing. An option that is not offered, a question without an answer (unless [`Options::partial`]), an answer
/// that is still a prompt, a question that the sheet or the document does not have: every problem there is, and no edit.
pub fn apply(checked: &Checked, sheet: &Sheet, choices: &[Choice], options: Options) -> Result<Vec<Edit>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut taken: Vec<(usize, &Marker, String)> = Vec::new();
    for choice in choices {
        match settle(checked, sheet, choice) {
            Err(problem) => problems.push(problem),
            Ok((marker, _)) if taken.iter().any(|(_, other, _)| *other == marker) => {
                let message = format!("Q{} asks what another answer settles already. Fix: answer it once.", choice.question);
                problems.push(Problem::new(ORPHANED, choice.question, message));
            }
            Ok((marker, answer)) => taken.push((choice.question, marker, answer)),
        }
    }
    if !options.partial || choices.is_empty() {
        problems.extend(unanswered(sheet, choices));
    }
    if !problems.is_empty() {
        problems.sort_by_key(|it| it.question);
        return Err(problems);
    }
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    taken.sort_by_key(|(number, ..)| *number);
    Ok(edits(checked, &taken, options))
}

/// The edits for answers that are known to fit.
fn edits(checked: &Checked, taken: &[(usize, &Marker, String)], options: Options) -> Vec<Edit> {
    let same = |one: &Marker, other: &Marker| fingerprint(&words_of(checked, one)) == fingerprint(&words_of(checked, other));
    let mut edits = Vec::new();
    let mut log = String::new();
    for (_, marker, answer) in taken {
        let chosen =
            |it: &&Marker| it == marker || (options.duplicates && same(it, marker) && !taken.iter().any(|(_, other, _)| other == it));
        let spans = checked.perspective.markers.iter().filter(chosen).map(|it| it.span);
        edits.extend(spans.map(|span| Edit { span, text: phrase::fit(checked, span, answer) }));
        log += &format!("- Q: {} -> A: {answer}\n", closed(&words_of(checked, marker)));
    }
    edits.push(place::log(checked, &one_line(options.date), &log));
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// The marker that `choice` is for, and the words that replace it.
fn settle<'c>(checked: &'c Checked, sheet: &Sheet, choice: &Choice) -> Result<(&'c Marker, String), Problem> {
    let number = choice.question;
    let Some(question) = sheet.questions.iter().find(|it| it.number == number) else {
        let message = format!("there is no question Q{number}; the sheet asks {}. Fix: answer one of these.", numbers(sheet));
        return Err(Problem::new(ORPHANED, number, message));
    };
    let answer = examine(question, &choice.answer)?;
    let marker = marker_of(checked, question).ok_or_else(|| {
        let message = format!(
            "Q{number} has changed since it was asked: the document no longer asks \"{}\" there. Fix: write the questions again and answer those.",
            question.question
        );
        Problem::new(ORPHANED, number, message)
    })?;
    Ok((marker, answer))
}

/// The words of `answer` to `question`.
///
/// # Errors
/// An option that is not offered, an answer without words or one that is still a prompt.
pub(super) fn examine(question: &Question, answer: &Answer) -> Result<String, Problem> {
    let number = question.number;
    let words = match answer {
        Answer::Custom(words) => one_line(words),
        Answer::Option(label) => {
            let offered = question.options.iter().filter(|it| !it.label.eq_ignore_ascii_case(CUSTOM));
            let Some(option) = offered.clone().find(|it| it.label.eq_ignore_ascii_case(label)) else {
                let labels: Vec<&str> = offered.map(|it| it.label.as_str()).collect();
                let message =
                    format!("Q{number} has no option {label}. Fix: choose {} or write \"Custom - <your answer>\".", labels.join(", "));
                return Err(Problem::new(UNKNOWN_OPTION, number, message));
            };
            one_line(&option.answer)
        }
    };
    if !words.chars().any(char::is_alphanumeric) {
        return Err(Problem::new(MISSING, number, format!("Q{number} has no answer. Fix: write \"Custom - \" and the answer.")));
    }
    if is_open(&words) {
        let message = format!(
            "the answer to Q{number} is still to be written: \"{words}\". Fix: choose another option or write \"Custom - <your answer>\"."
        );
        return Err(Problem::new(MISSING, number, message));
    }
    Ok(words)
}

/// The marker that `question` is for: the one with its words at its place; where that was edited, the only one with its
/// words in its section.
pub(super) fn marker_of<'c>(checked: &'c Checked, question: &Question) -> Option<&'c Marker> {
    let markers = &checked.perspective.markers;
    if question.id.is_empty() {
        let asked = fingerprint(&question.question);
        return markers.iter().find(|it| fingerprint(&words_of(checked, it)) == asked);
    }
    let known: Vec<(Identity, &Marker)> = markers.iter().map(|it| (Identity::of(checked, it), it)).collect();
    let subject = question.id.split('-').next().unwrap_or_default();
    let mut alike = known.iter().filter(|(it, _)| it.subject == subject);
    let exact = known.iter().find(|(it, _)| it.id() == question.id);
    exact.or_else(|| alike.next().filter(|_| alike.next().is_none())).map(|(_, marker)| *marker)
}

/// A problem for each question that no choice answers.
fn unanswered(sheet: &Sheet, choices: &[Choice]) -> Vec<Problem> {
    let open = sheet.questions.iter().filter(|it| !choices.iter().any(|choice| choice.question == it.number));
    open.map(|it| {
        let message =
            format!("Q{} has no answer: \"{}\". Fix: answer all questions at once, e.g. \"Q{}: A\".", it.number, it.question, it.number);
        Problem::new(MISSING, it.number, message)
    })
    .collect()
}

/// "Q1, Q2, Q3".
fn numbers(sheet: &Sheet) -> String {
    match sheet.questions.as_slice() {
        [] => "nothing".to_owned(),
        all => all.iter().map(|it| format!("Q{}", it.number)).collect::<Vec<_>>().join(", "),
    }
}
