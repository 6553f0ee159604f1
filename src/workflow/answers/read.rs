//! What a user typed as choices: `Q1: A, Q2: Custom - 90 days, rolling, Q3: B`, or behind `Your choice` of a sheet.

use std::sync::LazyLock;

use regex::Regex;

use super::super::questions::Sheet;
use super::super::words::one_line;
use super::{Answer, Choice, MISSING, Problem};

/// A question's number as it opens an answer. Only at the start or behind a separator: "as in Q2: the plan" is text.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[,;\n\r])[\s*_>-]*(?:and\s+)?(?:q|question\s)\s*(?P<number>\d{1,3})[*_]*\s*(?P<mark>[:=：)]|\.\s|\s[-–—]\s)[*_]*")
        .expect("a valid pattern")
});

/// Words in the user's own: the label, and what parts it from them.
static CUSTOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)^[*_]*\[?(?:option\s+)?custom\]?[*_]*(?:\s*(?:[-–—:=]+|\banswer\b\s*:)|\s|$)[*_]*").expect("a valid pattern")
});

/// An option's letter: alone, or closed off from a remark. "A plan for pilot customers" is an answer in own words.
static OPTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)^[*_`\[(]*(?:option\s+(?P<named>[a-z])\b|(?P<bare>[a-z])(?:[*_`\])]*\s*$|[*_`\])]*[.:;,)]|[*_`\])]+\s|\s*[-–—(]\s?))")
        .expect("a valid pattern")
});

/// Reads the answers in `text`, in the order given. `sheet` tells which numbers are questions: behind a comma, `Q7: late`
/// goes on with the custom answer before it where there is no Q7, unless it names an option.
///
/// # Errors
/// Text that opens with no question, and a question that is answered twice.
pub fn parse(text: &str, sheet: &Sheet) -> Result<Vec<Choice>, Vec<Problem>> {
    let heads = heads(text, sheet);
    let Some(first) = heads.first() else { return unnumbered(text, sheet) };
    if text[..first.start].chars().any(char::is_alphanumeric) {
        return Err(vec![unreadable(text)]);
    }
    let mut choices: Vec<Choice> = Vec::new();
    let mut problems = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(text.len(), |next| next.start);
        if choices.iter().any(|it| it.question == head.number) {
            let number = head.number;
            let message =
                format!("Q{number} is answered twice. Fix: answer it once; put an answer that holds \"Q{number}:\" in double quotes.");
            problems.push(Problem::new(MISSING, number, message));
            continue;
        }
        choices.push(Choice { question: head.number, answer: interpret(&text[head.end..end]) });
    }
    if problems.is_empty() { Ok(choices) } else { Err(problems) }
}

/// An answer without a number, which a sheet of one question takes.
fn unnumbered(text: &str, sheet: &Sheet) -> Result<Vec<Choice>, Vec<Problem>> {
    match sheet.questions.as_slice() {
        [only] if text.chars().any(char::is_alphanumeric) => Ok(vec![Choice { question: only.number, answer: interpret(text) }]),
        _ => Err(vec![unreadable(text)]),
    }
}

fn unreadable(text: &str) -> Problem {
    let message =
        format!("\"{}\" names no question first. Fix: write e.g. \"Q1: A, Q2: Custom - 90 days\".", super::super::words::cut(text, 60));
    Problem { code: MISSING, question: None, message }
}

/// Where an answer begins.
struct Head {
    number: usize,
    start: usize,
    end: usize,
}

fn heads(text: &str, sheet: &Sheet) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut from = 0;
    while let Some(found) = HEAD.captures_at(text, from) {
        let whole = found.get(0).map_or(0..0, |it| it.range());
        from = whole.end;
        let number = found["number"].parse().unwrap_or(usize::MAX);
        let known = sheet.questions.iter().any(|it| it.number == number);
        let behind = &text[whole.end..];
        let names_option = matches!(interpret(behind.split([',', ';', '\n']).next().unwrap_or_default()), Answer::Option(_));
        if known || names_option || heads.is_empty() {
            heads.push(Head { number, start: whole.start, end: whole.end });
            from = quoted(text, whole.end).unwrap_or(from);
        }
    }
    heads
}

/// The end of a custom answer in quotation marks that begins at byte `at`; nothing inside opens another answer.
fn quoted(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start();
    let rest = CUSTOM.find(rest).map_or(rest, |label| rest[label.end()..].trim_start());
    let close = match rest.chars().next()? {
        '"' => '"',
        '“' | '„' => '”',
        '«' => '»',
        _ => return None,
    };
    let start = text.len() - rest.len();
    let inside = start + rest.chars().next()?.len_utf8();
    text[inside..].find(close).map(|end| inside + end + close.len_utf8())
}

/// What `text` chooses: `B`, `b.`, `**Option D.** because ...`, `Custom - 90 days`, or plain words.
pub fn interpret(text: &str) -> Answer {
    let text = text.trim().trim_end_matches([',', ';']).trim_end();
    if let Some(label) = CUSTOM.find(text) {
        return Answer::Custom(unquoted(&text[label.end()..]));
    }
    if let Some(found) = OPTION.captures(text)
        && let Some(letter) = found.name("named").or_else(|| found.name("bare"))
    {
        return Answer::Option(letter.as_str().to_uppercase());
    }
    Answer::Custom(unquoted(text))
}

/// `text` on one line without quotation marks around all of it.
fn unquoted(text: &str) -> String {
    let text = one_line(text);
    let pairs = [('"', '"'), ('“', '”'), ('„', '”'), ('«', '»')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    match inner {
        Some(inner) if !inner.contains(['"', '“', '”', '«', '»']) => inner.trim().to_owned(),
        _ => text,
    }
}

/// The choices that are written into a sheet; a question without one is left out.
pub fn chosen(sheet: &Sheet) -> Vec<Choice> {
    let written = sheet.questions.iter().filter_map(|it| Some((it.number, it.choice.as_deref()?)));
    written.map(|(question, words)| Choice { question, answer: interpret(words) }).collect()
}
