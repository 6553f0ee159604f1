//! The outline of a document: its sections with how they stand, and what is judged in them.

use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::view::View;
use crate::model::Section;
use crate::text::Span;
use crate::workflow::{cut, explain};

/// Characters of a name.
const NAME_MAX: usize = 80;

/// A part of the outline.
struct Symbol {
    name: String,
    detail: String,
    kind: SymbolKind,
    span: Span,
    selection: Span,
    children: Vec<Symbol>,
}

/// The outline, as a tree where the client takes one.
pub(super) fn symbols(view: &View) -> DocumentSymbolResponse {
    match view.client.symbol_tree {
        true => DocumentSymbolResponse::Nested(tree(view).into_iter().map(|it| nested(view, it)).collect()),
        false => DocumentSymbolResponse::Flat(flat(view)),
    }
}

/// The outline as a list; each part names what it stands in.
pub(super) fn flat(view: &View) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    tree(view).into_iter().for_each(|it| flatten(view, it, None, &mut flat));
    flat
}

fn tree(view: &View) -> Vec<Symbol> {
    let mut leaves = leaves(view);
    leaves.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    let mut leaves = leaves.into_iter().peekable();
    // Sections whose end was not seen yet, the innermost last, and what stands outside of all.
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    let mut roots = Vec::new();
    for section in &view.checked.perspective.sections {
        while let Some(leaf) = leaves.next_if(|it| it.span.start < section.heading.start) {
            place(leaf, &mut open, &mut roots);
        }
        close(section.level, &mut open, &mut roots);
        open.push((section.level, of_section(view, section)));
    }
    leaves.for_each(|leaf| place(leaf, &mut open, &mut roots));
    close(0, &mut open, &mut roots);
    roots
}

/// Ends the open sections from `level` on inwards.
fn close(level: u8, open: &mut Vec<(u8, Symbol)>, roots: &mut Vec<Symbol>) {
    while open.last().is_some_and(|(other, _)| *other >= level) {
        let Some((_, done)) = open.pop() else { return };
        place(done, open, roots);
    }
}

fn place(symbol: Symbol, open: &mut [(u8, Symbol)], roots: &mut Vec<Symbol>) {
    match open.last_mut() {
        Some((_, section)) => section.children.push(symbol),
        None => roots.push(symbol),
    }
}

fn of_section(view: &View, section: &Section) -> Symbol {
    let words = view.words(section.title).trim();
    let name = if words.is_empty() { "(no title)".to_owned() } else { cut(words, NAME_MAX) };
    let span = Span::new(section.heading.start, section.heading.end.max(section.body.trim(view.text().as_str()).end));
    let detail = match section.level {
        1 => explain::tally(&view.checked.report.verdicts),
        _ => explain::tally(explain::verdicts_of(view.checked, section)),
    };
    let kind = if section.level == 1 { SymbolKind::MODULE } else { SymbolKind::NAMESPACE };
    Symbol { name, detail, kind, span, selection: section.heading, children: Vec::new() }
}

/// What is judged: markers, recommendations, metrics, outcomes.
fn leaves(view: &View) -> Vec<Symbol> {
    let perspective = &view.checked.perspective;
    let leaf = |span: Span, words: Span, kind, detail: String| Symbol {
        name: name(view.words(words)),
        detail,
        kind,
        span,
        selection: words,
        children: Vec::new(),
    };
    let question = if view.client.symbol_kinds { SymbolKind::EVENT } else { SymbolKind::FIELD };
    let markers = perspective.markers.iter().map(|it| {
        let detail = format!("open question, impact {}, rank {}", it.impact, it.rank);
        leaf(it.span, it.question, question, detail)
    });
    let recommendations = perspective.recommendations.iter();
    let recommendations =
        recommendations.map(|it| leaf(it.span, it.head, SymbolKind::FUNCTION, format!("{} recommendation", it.label.name())));
    let metrics = perspective.metrics.iter().map(|it| leaf(it.span, it.head, SymbolKind::NUMBER, format!("{} metric", it.label.name())));
    let outcomes = perspective.outcomes.iter().map(|it| leaf(it.span, it.span, SymbolKind::INTERFACE, "outcome".to_owned()));
    markers.chain(recommendations).chain(metrics).chain(outcomes).filter(|it| it.span.covers(it.selection)).collect()
}

/// `words` as a name: never empty, which LSP forbids.
fn name(words: &str) -> String {
    let bare = words.trim_start_matches(['-', '*', '+', '|', ' ', '\t']);
    match cut(bare, NAME_MAX) {
        name if name.is_empty() => "(empty)".to_owned(),
        name => name,
    }
}

#[expect(deprecated, reason = "a field that the type still has")]
fn nested(view: &View, symbol: Symbol) -> DocumentSymbol {
    DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|it| !it.is_empty()),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        range: view.range(symbol.span),
        selection_range: view.range(symbol.selection),
        children: Some(symbol.children.into_iter().map(|it| nested(view, it)).collect::<Vec<_>>()).filter(|it| !it.is_empty()),
    }
}

#[expect(deprecated, reason = "a field that the type still has")]
fn flatten(view: &View, symbol: Symbol, container: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    flat.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location { uri: view.uri.clone(), range: view.range(symbol.span) },
        container_name: container.map(str::to_owned),
    });
    symbol.children.into_iter().for_each(|it| flatten(view, it, Some(&symbol.name), flat));
}
