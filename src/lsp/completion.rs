//! What may be written next, as the client can take it: snippets or plain text, explained at once or on demand.

use serde_json::json;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat,
    MarkupContent, MarkupKind, Position, TextEdit,
};

use super::client::Client;
use super::view::View;
use crate::persona::Personas;
use crate::rules;
use crate::workflow::complete::{About, Kind, Suggestion, complete};

/// Characters that ask for suggestions by themselves.
pub(super) const TRIGGERS: &[&str] = &["#", "[", "(", ":", "=", "<", "|", "-", "\""];

/// What may be written at `position`.
pub(super) fn completion(view: &View, personas: &Personas, position: Position) -> CompletionResponse {
    let suggestions = complete(view.checked, personas, view.offset(position));
    list(suggestions, view.client, |span| view.range(span))
}

/// Suggestions as the client takes them; `range` tells where a span is.
pub(super) fn list(
    suggestions: Vec<Suggestion>,
    client: &Client,
    range: impl Fn(crate::text::Span) -> tower_lsp::ls_types::Range,
) -> CompletionResponse {
    let items = suggestions.into_iter().enumerate().map(|(at, it)| item(at, it, client, &range)).collect();
    CompletionResponse::List(CompletionList { is_incomplete: false, items })
}

fn item(
    at: usize,
    suggestion: Suggestion,
    client: &Client,
    range: &impl Fn(crate::text::Span) -> tower_lsp::ls_types::Range,
) -> CompletionItem {
    let snippet = client.snippets && suggestion.insert.has_stops();
    let plain = suggestion.insert.plain();
    let new_text = if snippet { suggestion.insert.snippet() } else { plain.clone() };
    let data = match suggestion.about {
        About::Rule(code) if client.resolves_documentation => Some(json!({"rule": code})),
        _ => None,
    };
    CompletionItem {
        label: suggestion.label,
        kind: Some(kind(suggestion.kind, client)),
        detail: Some(suggestion.detail).filter(|it| !it.is_empty()),
        documentation: if data.is_some() { None } else { documentation(&suggestion.about, client) },
        // The order of the list is the order of likelihood; a client sorts by this.
        sort_text: Some(format!("{at:04}")),
        // What a client filters by has to begin as what was typed does.
        filter_text: plain.lines().next().map(str::to_owned),
        insert_text_format: client.snippets.then_some(if snippet { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: range(suggestion.span), new_text })),
        data,
        ..CompletionItem::default()
    }
}

/// The item with its documentation.
pub(super) fn resolve(mut item: CompletionItem, client: &Client) -> CompletionItem {
    let code = item.data.as_ref().and_then(|data| data["rule"].as_str()).and_then(rules::rule);
    if let Some(rule) = code {
        item.documentation = documentation(&About::Rule(rule.name), client);
    }
    item
}

fn documentation(about: &About, client: &Client) -> Option<Documentation> {
    let words = match about {
        About::Nothing => return None,
        About::Words(words) => words.clone(),
        About::Rule(code) => rules::rule(code)?.page.to_owned(),
    };
    if words.is_empty() {
        return None;
    }
    Some(match client.completion_markdown {
        true => Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: words }),
        false => Documentation::String(super::hover::plain(&words)),
    })
}

fn kind(kind: Kind, client: &Client) -> CompletionItemKind {
    match kind {
        Kind::Section => CompletionItemKind::MODULE,
        Kind::Marker if client.completion_kinds => CompletionItemKind::EVENT,
        Kind::Marker => CompletionItemKind::SNIPPET,
        Kind::Shape => CompletionItemKind::SNIPPET,
        Kind::Key => CompletionItemKind::PROPERTY,
        Kind::Value => CompletionItemKind::VALUE,
        Kind::Code if client.completion_kinds => CompletionItemKind::CONSTANT,
        Kind::Code => CompletionItemKind::VALUE,
    }
}
