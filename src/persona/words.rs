//! Words of headings and items in one canonical form, so that case, plural, punctuation, numbering and British or
//! American spelling do not matter. Both sides of a comparison go through it, so a form need not be English.

use std::borrow::Cow;

/// Words without content of their own.
const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "for", "from", "how", "in", "into", "is", "it", "of", "on", "or", "that", "the",
    "this", "to", "we", "what", "when", "which", "who", "why", "will", "with",
];

/// Words that a heading may have or leave out.
const ARTICLES: &[&str] = &["a", "an", "its", "my", "our", "the", "their", "your"];

/// Whether `word` has no content of its own.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// `text` with a line feed for each carriage return that stands alone, so that one kind of line break less is to be
/// thought of. Offsets stay.
pub(super) fn line_feeds(text: &str) -> Cow<'_, str> {
    let lone = |at: usize| text.as_bytes()[at] == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
    if !(0..text.len()).any(lone) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.char_indices().map(|(at, character)| if lone(at) { '\n' } else { character }).collect())
}

/// All words of `text`, canonical, articles left out.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let spaced = text.replace(['&', '+'], " and ").replace(['’', '‘'], "'");
    for token in spaced.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let token = token.trim_matches('\'').to_lowercase();
        let token = token.strip_suffix("'s").unwrap_or(&token).replace('\'', "");
        if !token.is_empty() && !ARTICLES.contains(&token.as_str()) {
            found.push(spelling(&singular(&token)));
        }
    }
    found
}

/// The words of a heading: without its number, its closing `#`s and what stands in parentheses.
pub(super) fn heading(text: &str) -> Vec<String> {
    let numberless = unnumbered(text.trim().trim_end_matches('#'));
    let found = words(&without_parentheses(numberless));
    if found.is_empty() { words(numberless) } else { found }
}

/// The words of a heading as one string, for a look-up.
pub(super) fn key(text: &str) -> String {
    heading(text).join(" ")
}

/// `text` without what stands in parentheses.
pub(super) fn without_parentheses(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|&character| {
            depth += usize::from(character == '(');
            let outside = depth == 0;
            depth -= usize::from(character == ')' && depth > 0);
            outside
        })
        .collect()
}

/// `text` without a number in front: `3.`, `3.1`, `3)`, `IV.`, `b)`, `Section 3:`.
fn unnumbered(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return text };
    if ["section", "part", "step"].contains(&first.to_lowercase().as_str()) {
        return if rest.starts_with(|c: char| c.is_ascii_digit()) { unnumbered(rest) } else { text };
    }
    let bare = first.trim_end_matches(['.', ')', ':']);
    let marked = bare.len() < first.len();
    let digits = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letter = marked && (bare.len() == 1 || bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X')));
    if digits || letter { rest } else { text }
}

/// `word` without the ending of a plural.
fn singular(word: &str) -> String {
    let cut = |bytes: usize| word[..word.len() - bytes].to_owned();
    match word {
        _ if word.len() <= 3 || !word.is_ascii() => word.to_owned(),
        _ if word.ends_with("ies") && word.len() > 4 => cut(3) + "y",
        _ if word.ends_with("yses") => cut(2) + "is",
        _ if ["sses", "shes", "ches", "xes", "zes"].iter().any(|it| word.ends_with(it)) => cut(2),
        _ if ["ss", "us", "is"].iter().any(|it| word.ends_with(it)) => word.to_owned(),
        _ if word.ends_with('s') => cut(1),
        _ => word.to_owned(),
    }
}

/// `word` in American spelling.
fn spelling(word: &str) -> String {
    let swap = |from: &str, to: &str| word.strip_suffix(from).map(|stem| format!("{stem}{to}"));
    let pairs = [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ysing", "yzing"),
        ("aviour", "avior"),
        ("programme", "program"),
        ("centre", "center"),
        ("centred", "centered"),
        ("defence", "defense"),
        ("licence", "license"),
        ("fulfilment", "fulfillment"),
        ("enrolment", "enrollment"),
    ];
    pairs.iter().find_map(|(from, to)| swap(from, to)).unwrap_or_else(|| word.to_owned())
}
