//! What a growing selection takes in: the word, the mark, the sentence, the block, its list, the section, the document.

use tower_lsp::ls_types::{Position, SelectionRange};

use super::view::View;
use crate::text::Span;

/// The selection that grows from each of `positions`.
pub(super) fn selections(view: &View, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| selection(view, *position)).collect()
}

fn selection(view: &View, position: Position) -> SelectionRange {
    let at = view.offset(position);
    let mut spans = around(view, at);
    // From the largest to the smallest, each within the one before.
    spans.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
    let mut whole = SelectionRange { range: view.range(Span::new(0, view.text().as_str().len())), parent: None };
    let mut outer = Span::new(0, view.text().as_str().len());
    for span in spans {
        if span != outer && outer.covers(span) {
            whole = SelectionRange { range: view.range(span), parent: Some(Box::new(whole)) };
            outer = span;
        }
    }
    whole
}

/// Everything that holds the byte at `at`.
fn around(view: &View, at: usize) -> Vec<Span> {
    let here = Span::at(at);
    let (checked, text) = (view.checked, view.text().as_str());
    let mut spans: Vec<Span> = vec![word(text, at)];
    spans.extend(checked.syntax.marks.iter().map(|it| it.span));
    spans.extend(checked.syntax.brackets.iter().map(|it| it.span));
    spans.extend(checked.perspective.markers.iter().map(|it| it.question));
    spans.extend(checked.syntax.blocks.iter().flat_map(|it| [it.content, it.span]));
    for unit in checked.perspective.units.iter().filter(|it| it.span.touches(here)) {
        spans.extend(unit.sentences.iter().map(|it| unit.words.span(it.clone())));
    }
    for section in &checked.perspective.sections {
        let body = section.body.trim(text);
        spans.extend([section.title, section.heading, body, Span::new(section.heading.start, body.end.max(section.heading.end))]);
    }
    spans.retain(|it| it.touches(here));
    spans
}

/// The word at `at`; empty between two others.
fn word(text: &str, at: usize) -> Span {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let before = text[..at].len() - text[..at].trim_end_matches(part).len();
    let after = text[at..].len() - text[at..].trim_start_matches(part).len();
    Span::new(at - before, at + after)
}
