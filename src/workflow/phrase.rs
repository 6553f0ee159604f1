//! An answer in the place of its marker, so that the sentence around it stays one.

use super::words::{capital, one_line, small};
use crate::check::Checked;
use crate::model::is_function_word;
use crate::syntax::{self, Block, BlockKind};
use crate::text::Span;

/// What ends a sentence.
const STOPS: [char; 4] = ['.', '!', '?', '…'];

/// Short forms whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] =
    &["e.g.", "i.e.", "approx.", "ca.", "incl.", "vs.", "no.", "max.", "min.", "dr.", "mr.", "ms.", "mrs.", "st."];

/// `answer` as it stands where the marker at `span` stood.
pub(super) fn fit(checked: &Checked, span: Span, answer: &str) -> String {
    let answer = one_line(answer);
    let text = checked.text.as_str();
    let Some(block) = checked.syntax.blocks.iter().rfind(|it| it.kind.is_leaf() && it.content.covers(span)) else { return answer };
    let before = Span::new(block.content.start, span.start).of(text);
    let after = Span::new(span.end, block.content.end).of(text);
    let place = Place::new(block, before, after);
    let answer = unrepeated(before, &answer);
    let answer = place.stop(&place.case(checked, answer));
    match block.kind {
        BlockKind::TableCell(_) => cell(&answer),
        _ if opens_line(before) => guarded(&answer),
        _ => answer,
    }
}

/// What the marker's surroundings ask of the answer.
struct Place {
    /// A sentence begins here.
    opens: bool,
    /// The same sentence goes on behind it.
    goes_on: bool,
    /// A mark that ends the sentence stands behind it already.
    stopped: bool,
    /// A label stands before it, whose value may be written either way.
    labelled: bool,
    /// Running text, which wants full stops.
    running: bool,
}

impl Place {
    fn new(block: &Block, before: &str, after: &str) -> Self {
        let bare = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~');
        let (before, after) = (before.trim_end_matches(bare), after.trim_start_matches(bare));
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['(', '*', '_']);
        let abbreviated = ABBREVIATIONS.contains(&last.to_lowercase().as_str());
        let mut behind = after.chars();
        let (first, second) = (behind.next(), behind.next());
        // "CSMs call ..." goes on, "Call ..." begins anew.
        let anew = first.is_some_and(|c| c.is_uppercase()) && !second.is_some_and(char::is_uppercase) || first == Some('[');
        Place {
            opens: before.is_empty() || (before.ends_with(STOPS) && !abbreviated),
            goes_on: first.is_some() && !anew,
            stopped: first.is_some_and(|c| STOPS.contains(&c)),
            labelled: before.ends_with([':', '|', '=']),
            running: block.kind == BlockKind::Paragraph,
        }
    }

    /// The first letter, large or small as the place wants it.
    fn case(&self, checked: &Checked, answer: &str) -> String {
        match () {
            () if self.opens => capital(answer),
            () if self.labelled || !is_ordinary(checked, answer) => answer.to_owned(),
            () => small(answer),
        }
    }

    /// The full stop, there once or not at all.
    fn stop(&self, answer: &str) -> String {
        let bare = match answer.strip_suffix('.') {
            Some(bare) if !bare.ends_with('.') && !ABBREVIATIONS.iter().any(|it| answer.to_lowercase().ends_with(&format!(" {it}"))) => {
                bare
            }
            _ => answer,
        };
        let closed = answer.trim_end_matches(['"', '”', '’', '\'', ')', '*', '_']).ends_with(STOPS);
        match () {
            () if !self.running || self.stopped || self.goes_on => bare.to_owned(),
            () if self.opens && !closed => format!("{answer}."),
            () => answer.to_owned(),
        }
    }
}

/// `answer` without a first word that stands before it already: "within [...]" and "Within 30 days".
fn unrepeated<'a>(before: &str, answer: &'a str) -> &'a str {
    const ARTICLES: [&str; 3] = ["a", "an", "the"];
    if !before.ends_with(char::is_whitespace) {
        return answer;
    }
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let Some((first, rest)) = answer.split_once(' ') else { return answer };
    let first = first.to_lowercase();
    let again = is_function_word(&first) && (first == last || (ARTICLES.contains(&first.as_str()) && ARTICLES.contains(&last.as_str())));
    if again { rest } else { answer }
}

/// Whether the first word of `answer` has its capital only because it stands first: it is a function word, or it is
/// written small in this document or among the questions that the persona knows. A name is not.
fn is_ordinary(checked: &Checked, answer: &str) -> bool {
    let word: &str = answer.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let capitalized = word.chars().next().is_some_and(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase);
    if !capitalized || word == "I" {
        return false;
    }
    let written = |text: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|it| it == lower);
    is_function_word(&lower) || checked.persona.questions.iter().any(|it| it.words.contains(&lower)) || written(checked.text.as_str())
}

/// `answer` in a table's cell.
fn cell(answer: &str) -> String {
    let mut escaped = String::with_capacity(answer.len());
    let mut slashes = 0;
    for character in answer.chars() {
        if character == '|' && slashes % 2 == 0 {
            escaped.push('\\');
        }
        slashes = if character == '\\' { slashes + 1 } else { 0 };
        escaped.push(character);
    }
    // A last backslash would escape the pipe that ends the cell.
    if slashes % 2 == 1 { escaped + " " } else { escaped }
}

/// Whether nothing but white space and quotation marks stands before the place on its line.
fn opens_line(before: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    line.chars().all(|c| c.is_whitespace() || c == '>')
}

/// `answer` so that it opens no block: no heading, list, quotation, rule or HTML.
fn guarded(answer: &str) -> String {
    let is_paragraph = |text: &str| {
        let blocks = syntax::read(text).blocks;
        blocks.len() == 1 && blocks[0].kind == BlockKind::Paragraph
    };
    if answer.is_empty() || (is_paragraph(answer) && is_paragraph(&format!("x\n{answer}"))) {
        return answer.to_owned();
    }
    let digits = answer.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}\\{}", &answer[..digits], &answer[digits..])
}
