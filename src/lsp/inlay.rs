//! Hints between the words, for those who turn them on: how a section stands, how a metric was read.

use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintTooltip};

use super::view::View;
use crate::text::Span;
use crate::workflow::{explain, one_line};

/// The hints in `within`.
pub(super) fn hints(view: &View, within: Span) -> Vec<InlayHint> {
    let checked = view.checked;
    let mut hints: Vec<(usize, String, String)> = Vec::new();
    for section in checked.perspective.sections.iter().filter(|it| it.level == 2) {
        let verdicts = explain::verdicts_of(checked, section);
        let words = |at: usize| checked.persona.items.get(at).map_or("", |it| it.words.as_str());
        let items: Vec<String> = verdicts.iter().map(|it| format!("{}: {}", it.state.name(), words(it.item))).collect();
        hints.push((section.heading.end, explain::tally(verdicts), items.join("\n")));
    }
    for metric in &checked.perspective.metrics {
        let read = explain::reading(checked, metric);
        let words = |span: Option<Span>| span.map(|it| one_line(view.words(it)));
        let parts = [read.comparator.map(str::to_owned), words(read.amount), words(read.time)];
        let value: Vec<String> = parts.into_iter().flatten().collect();
        let label = if value.is_empty() { metric.label.name().to_owned() } else { format!("{}: {}", metric.label.name(), value.join(" ")) };
        hints.push((metric.head.end, label, words(read.subject).map_or_else(String::new, |it| format!("What is measured: {it}"))));
    }
    hints.retain(|(at, label, _)| within.touches(Span::at(*at)) && !label.is_empty());
    hints.sort_by_key(|(at, ..)| *at);
    hints.into_iter().map(|(at, label, tooltip)| hint(view, at, label, tooltip)).collect()
}

fn hint(view: &View, at: usize, label: String, tooltip: String) -> InlayHint {
    InlayHint {
        position: view.range(Span::at(at)).start,
        label: InlayHintLabel::String(label),
        kind: None,
        text_edits: None,
        tooltip: Some(tooltip).filter(|it| !it.is_empty()).map(InlayHintTooltip::String),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
