//! Small things that the steps share: one line of words, a fingerprint, quoted Markdown.

use crate::syntax;
use crate::text::fnv1a;

/// `text` on one line, with single spaces and none at its ends.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// `text` with its first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// `text` with a small first letter.
pub(super) fn small(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// `text` on one line, at most `most` characters long, cut between words.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let words = one_line(text);
    match words.char_indices().nth(most) {
        None => words,
        Some((at, _)) => {
            let end = words[..at].rfind(' ').unwrap_or(at);
            format!("{}…", words[..end].trim_end_matches([',', ';', ':', ' ', '-']))
        }
    }
}

/// A fingerprint of the words of `text` that stays the same on every machine and in every release, since it is written
/// into files: a hash of 64 bits folded to eight hexadecimal digits.
/// White space and case do not matter.
pub(super) fn fingerprint(text: &str) -> String {
    let line = one_line(text);
    let mut letters: Vec<u8> = Vec::with_capacity(4 * line.len());
    line.chars().flat_map(char::to_lowercase).for_each(|it| letters.extend((it as u32).to_le_bytes()));
    let hash = fnv1a(&letters);
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// `text` on one line so that, as Markdown, it shows its characters and does nothing: no HTML, no link, no task box.
pub(super) fn inert(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let line = one_line(text);
    let mut characters = line.chars().peekable();
    let mut inside = false;
    while let Some(character) = characters.next() {
        // An underscore inside a word is no mark; at a word's edge it would be.
        let joins = character == '_' && inside && characters.peek().is_some_and(|next| next.is_alphanumeric());
        if matches!(character, '<' | '[' | ']' | '`' | '*' | '\\' | '|' | '~' | '_') && !joins {
            shown.push('\\');
        }
        shown.push(character);
        inside = character.is_alphanumeric();
    }
    shown
}

/// `2 items`, `1 item`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Whether `text`, as running text, holds a marker, something meant as one, or a placeholder.
pub(super) fn is_open(text: &str) -> bool {
    // A word in front keeps a leading mark from opening a block of another kind.
    !syntax::read(&format!("x {}", one_line(text))).brackets.is_empty()
}

/// A question as a record: what would count as a marker or a placeholder in it does not.
pub(super) fn closed(question: &str) -> String {
    if is_open(question) { question.replace(['[', '{'], "(").replace([']', '}'], ")") } else { question.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_for_ever() {
        assert_eq!(fingerprint(""), format!("{:08x}", 0xcbf2_9ce4_u64 ^ 0x8422_2325));
        assert_eq!(fingerprint("What  is\nthe goal?"), fingerprint("what is the goal?"));
        assert_ne!(fingerprint("what is the goal?"), fingerprint("what is the goal"));
        assert_eq!(fingerprint("What is the goal?").len(), 8);
    }

    #[test]
    fn inert_text_has_no_marks() {
        let source = "a <!-- b --> [x] *c* `d` ~~e~~ __f__ <b>";
        let syntax = syntax::read(&inert(source));
        assert!(syntax.marks.is_empty(), "{:?}", syntax.marks);
    }

    #[test]
    fn cuts_between_words() {
        assert_eq!(cut("one two three", 100), "one two three");
        assert_eq!(cut("one two, three", 10), "one two…");
        assert_eq!(cut("äöüäöü", 3), "äöü…");
    }
}
