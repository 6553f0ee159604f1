//! Positions and edits against a plain string, in all encodings.

use perspective_ls::text::{Change, Document, Encoding, Position, Text};
use proptest::prelude::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Text with characters of all widths, all line breaks, and some that are none.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec!["a", "é", "字", "🧭", "\r\n", "\r", "\n", "\u{2028}", "\u{85}", " ", "word"]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn boundaries(text: &str) -> Vec<usize> {
    (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect()
}

/// Whether `at` lies between the two bytes of a `\r\n`: there is no position for that.
fn splits_a_break(text: &str, at: usize) -> bool {
    text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

/// Line and column of `at`, by plain means.
fn plain(text: &str, at: usize, encoding: Encoding) -> Position {
    let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
    let (line, last) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default());
    let column = match encoding {
        Encoding::Utf8 => last.len(),
        Encoding::Utf16 => last.encode_utf16().count(),
        Encoding::Utf32 => last.chars().count(),
    };
    Position { line, column }
}

proptest! {
    #[test]
    fn offsets_and_positions_go_both_ways(source in text()) {
        let text = Text::new(source.clone());
        for encoding in ENCODINGS {
            for at in boundaries(&source).into_iter().filter(|at| !splits_a_break(&source, *at)) {
                let position = text.position(at, encoding);
                prop_assert_eq!(position, plain(&source, at, encoding));
                prop_assert_eq!(text.offset(position, encoding), at);
            }
        }
    }

    #[test]
    fn any_position_is_clamped(source in text(), line in 0usize..60, column in 0usize..200) {
        let text = Text::new(source.clone());
        for encoding in ENCODINGS {
            for position in [Position { line, column }, Position { line: usize::MAX, column }, Position { line, column: usize::MAX }] {
                let at = text.offset(position, encoding);
                prop_assert!(source.is_char_boundary(at));
                if position.line < text.lines().count() {
                    prop_assert_eq!(text.lines().line_of(at), position.line);
                } else {
                    prop_assert_eq!(at, source.len());
                }
            }
        }
    }

    #[test]
    fn edits_are_those_of_a_string(source in text(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), text()), 0..12)) {
        for encoding in ENCODINGS {
            let mut oracle = source.clone();
            let mut changes = Vec::new();
            for (one, other, new) in &edits {
                let places: Vec<usize> = boundaries(&oracle).into_iter().filter(|at| !splits_a_break(&oracle, *at)).collect();
                let (one, other) = (places[one.index(places.len())], places[other.index(places.len())]);
                changes.push(Change {
                    range: Some((plain(&oracle, one, encoding), plain(&oracle, other, encoding))),
                    text: new.clone(),
                });
                oracle.replace_range(one.min(other)..one.max(other), new);
            }
            let mut document = Document::new(&source, 1);
            document.apply(&changes, encoding, 2);
            prop_assert_eq!(document.text().as_str().to_owned(), oracle);
            prop_assert_eq!(document.version, 2);
        }
    }
}
