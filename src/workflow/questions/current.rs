//! A sheet that was written earlier beside the questions that are open now: which of its questions still stand, what is
//! asked, and how the file is brought up to date without losing what people wrote.

use super::super::answers::{Answer, Choice, examine, marker_of};
use super::super::words::{closed, fingerprint, one_line};
use super::read::{Label, heading, label};
use super::{Question, Sheet, render, sheet};
use crate::check::Checked;
use crate::persona::Role;
use crate::report::{Edit, applied};
use crate::text::{Span, Text};

/// How a question of a sheet stands in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A marker asks it.
    Open,
    /// No marker asks it any more, and its answer is noted under Clarifications.
    Settled,
    /// No marker asks it, and no answer is noted.
    Orphaned,
}

/// How `question` stands in the document that `checked` is of.
pub fn standing(checked: &Checked, question: &Question) -> Standing {
    if marker_of(checked, question).is_some() {
        return Standing::Open;
    }
    let asked = fingerprint(&closed(&question.question));
    let notes = checked.perspective.section_of(Role::Clarifications).map_or("", |it| checked.text.slice(it.body));
    let noted = notes.lines().filter_map(|line| line.trim_start().trim_start_matches(['-', '*', '+']).trim_start().strip_prefix("Q: "));
    let settled = noted.filter_map(|it| it.split_once(" -> A:")).any(|(words, _)| fingerprint(words) == asked);
    if settled { Standing::Settled } else { Standing::Orphaned }
}

/// What is asked of the user now. Where a `file` was written earlier and questions of it stand, they keep their numbers,
/// for that is what the user has before their eyes; questions that are new get the next ones.
pub fn current(checked: &Checked, file: Option<&Sheet>) -> Sheet {
    let fresh = sheet(checked);
    let Some(file) = file else { return fresh };
    let mut questions: Vec<Question> = Vec::new();
    for question in &file.questions {
        let known = questions.iter().any(|it| it.number == question.number);
        if !known && standing(checked, question) == Standing::Open {
            questions.push(question.clone());
        }
    }
    if questions.is_empty() {
        return fresh;
    }
    let highest = file.questions.iter().map(|it| it.number).max().unwrap_or(0);
    let new = fresh.questions.into_iter().filter(|it| !questions.iter().any(|old| is_same(checked, old, it))).collect::<Vec<_>>();
    questions.extend(new.into_iter().enumerate().map(|(at, it)| Question { number: highest + at + 1, ..it }));
    Sheet { implications: fresh.implications, questions }
}

/// The questions of `file` that the user answers by number though no marker asks them: to be told so, not to be passed
/// over.
pub fn gone(checked: &Checked, file: &Sheet, choices: &[Choice]) -> Vec<Question> {
    let answered = |it: &&Question| choices.iter().any(|choice| choice.question == it.number);
    file.questions.iter().filter(answered).filter(|it| standing(checked, it) != Standing::Open).cloned().collect()
}

fn is_same(checked: &Checked, old: &Question, new: &Question) -> bool {
    old.id == new.id || marker_of(checked, old) == marker_of(checked, new)
}

/// The sheet's file as it is to be: what is asked now, in order of importance. A question that stands keeps everything
/// that was written below its heading, and so does what stands before the first question; one that does not is left out.
/// Where nothing has to change, the text stays as it is to the byte.
pub fn renewed(checked: &Checked, file: Option<&str>) -> String {
    let fresh = sheet(checked);
    let Some(text) = file else { return render(&fresh).replace('\n', checked.text.line_break()) };
    let places = places(text);
    let old = super::parse(text);
    let kept = |new: &Question| {
        let at = old.questions.iter().position(|it| is_same(checked, it, new))?;
        Some((at, places.get(at)?.whole))
    };
    let in_order = fresh.questions.len() == places.len()
        && fresh
            .questions
            .iter()
            .enumerate()
            .all(|(at, it)| kept(it).is_some_and(|(old_at, _)| old_at == at) && old.questions[at].number == it.number);
    if in_order {
        return text.to_owned();
    }
    let break_ = Text::new(text).line_break();
    let mut blocks: Vec<String> = Vec::new();
    for question in &fresh.questions {
        let block = match kept(question) {
            Some((_, span)) => renumbered(span.of(text), question.number),
            None => render(&Sheet { implications: fresh.implications.clone(), questions: vec![question.clone()] }).replace('\n', break_),
        };
        blocks.push(block.trim_end().to_owned() + break_);
    }
    let lead = &text[..places.first().map_or(text.len(), |it| it.whole.start)];
    // A heading wants a line of its own.
    let gap = if blocks.is_empty() || lead.is_empty() || lead.ends_with(['\n', '\r']) { String::new() } else { break_.repeat(2) };
    lead.to_owned() + &gap + &blocks.join(break_)
}

/// Where a question stands in the text of its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number.
    pub number: usize,
    /// Its heading.
    pub heading: Span,
    /// The line of `Your choice`, where there is one, and what stands behind the label.
    pub choice: Option<(Span, Span)>,
    /// The question with all below it, up to the next one.
    pub whole: Span,
}

/// The places of the questions of the sheet `text`, in its order; one for each that [`super::parse`] reads.
pub fn places(text: &str) -> Vec<Place> {
    let heads: Vec<(usize, Span)> =
        lines(text).filter_map(|(at, line)| Some((heading(line.trim())?.0, Span::new(at, at + line.len()).trim(text)))).collect();
    let ends = heads.iter().skip(1).map(|(_, it)| it.start).chain([text.len()]);
    let place = |(&(number, heading), end): (&(usize, Span), usize)| {
        let whole = Span::new(heading.start, end);
        let choice = lines(whole.of(text)).find_map(|(at, line)| match label(line.trim()) {
            Some((Label::Choice, words)) => {
                let line = Span::new(whole.start + at, whole.start + at + line.len()).trim(text);
                Some((line, Span::new(line.end - words.len(), line.end)))
            }
            _ => None,
        });
        Place { number, heading, choice, whole }
    };
    heads.iter().zip(ends).map(place).collect()
}

/// Lines with the byte at which each begins, without their breaks.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let at = from;
        from += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

/// `block`, which begins with the heading of a question, with another number there.
fn renumbered(block: &str, number: usize) -> String {
    let line = block.split(['\n', '\r']).next().unwrap_or_default();
    let Some(start) = line.find(|c: char| c.is_ascii_digit()) else { return block.to_owned() };
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{number}{}", &block[..start], &block[start + digits..])
}

/// The edits that note `choices` behind `Your choice` of the sheet `text`, where nothing is chosen yet.
pub fn record(text: &str, choices: &[Choice]) -> Vec<Edit> {
    let sheet = super::parse(text);
    let mut edits = Vec::new();
    for (question, place) in sheet.questions.iter().zip(places(text)) {
        let choice = choices.iter().find(|it| it.question == question.number).filter(|_| question.choice.is_none());
        if let (Some(choice), Some((_, place))) = (choice, place.choice) {
            let lead = if text[..place.start].ends_with(char::is_whitespace) { "" } else { " " };
            edits.push(Edit { span: place, text: format!("{lead}{}", said(&choice.answer)) });
        }
    }
    // An answer never becomes a heading or a label of its own.
    let recorded = super::parse(&applied(text, &edits));
    if recorded.questions.len() == sheet.questions.len() { edits } else { Vec::new() }
}

/// What can be chosen at `within` of the sheet `text` of the document that `checked` is of: for each option of the open
/// question there that is an answer, a title and the edit that writes its letter behind `Your choice`.
pub fn choosing(text: &str, checked: &Checked, within: Span) -> Vec<(String, Edit)> {
    let sheet = super::parse(text);
    let mut choices = Vec::new();
    for (question, place) in sheet.questions.iter().zip(places(text)) {
        let Some((_, choice)) = place.choice.filter(|_| place.whole.touches(within) && standing(checked, question) == Standing::Open)
        else {
            continue;
        };
        let lead = if text[..choice.start].ends_with(char::is_whitespace) { "" } else { " " };
        let answers = question.options.iter().filter(|it| examine(question, &Answer::Option(it.label.clone())).is_ok());
        choices.extend(answers.map(|it| {
            let title = format!("Q{}: choose {}: {}", question.number, it.label, it.answer);
            (title, Edit { span: choice, text: format!("{lead}{}", it.label) })
        }));
    }
    choices
}

/// `answer` as it is written behind `Your choice`.
fn said(answer: &Answer) -> String {
    match answer {
        Answer::Option(label) => label.clone(),
        Answer::Custom(words) => format!("Custom - {}", one_line(words)),
    }
}
