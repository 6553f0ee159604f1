//! What a theme can colour: markers, placeholders, quantities, owners, times. In the types that every theme knows.

use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensLegend,
};

use super::convert;
use super::view::View;
use crate::language::Amount;
use crate::syntax::BracketKind;
use crate::text::{Span, fnv1a};

/// A type of token: its index in the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Marker,
    Placeholder,
    Owner,
    Time,
    Quantity,
}

/// The bit of a marker over the limit, which cannot stay.
const OVER: u32 = 1;

/// The types and modifiers, in the order of their numbers.
pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::MACRO,
            SemanticTokenType::PARAMETER,
            SemanticTokenType::TYPE,
            SemanticTokenType::PROPERTY,
            SemanticTokenType::NUMBER,
        ],
        token_modifiers: vec![SemanticTokenModifier::DEPRECATED],
    }
}

/// The tokens of the document that touch `within`.
pub(super) fn tokens(view: &View, within: Span) -> Vec<SemanticToken> {
    let mut found = found(view);
    found.retain(|(span, ..)| span.touches(within) && !span.is_empty());
    // Of two that overlap the one of the earlier kind counts, since most clients know no overlaps.
    found.sort_by_key(|(_, kind, _)| *kind);
    let mut kept: Vec<(Span, Kind, u32)> = Vec::with_capacity(found.len());
    for token in found {
        let at = kept.partition_point(|(span, ..)| span.start < token.0.start);
        let free = |other: Option<&(Span, Kind, u32)>| other.is_none_or(|(span, ..)| !span.overlaps(token.0));
        if free(kept.get(at)) && free(at.checked_sub(1).and_then(|before| kept.get(before))) {
            kept.insert(at, token);
        }
    }
    encoded(view, &kept)
}

fn found(view: &View) -> Vec<(Span, Kind, u32)> {
    let checked = view.checked;
    let perspective = &checked.perspective;
    let mut found: Vec<(Span, Kind, u32)> =
        perspective.markers.iter().map(|it| (it.span, Kind::Marker, if it.keep { 0 } else { OVER })).collect();
    let placeholders = checked.syntax.brackets.iter().filter(|it| it.kind == BracketKind::Placeholder);
    found.extend(placeholders.map(|it| (it.span, Kind::Placeholder, 0)));
    found.extend(perspective.recommendations.iter().filter_map(|it| Some((it.who?, Kind::Owner, 0))));
    for unit in &perspective.units {
        found.extend(unit.times.iter().map(|it| (unit.words.span(it.words.clone()), Kind::Time, 0)));
        let amounts = unit.quantities.iter().filter(|it| it.amount != Amount::Letter);
        found.extend(amounts.map(|it| (unit.words.span(it.words.clone()), Kind::Quantity, 0)));
    }
    found
}

/// The tokens as LSP has them, each line of one that goes over several by itself.
fn encoded(view: &View, tokens: &[(Span, Kind, u32)]) -> Vec<SemanticToken> {
    let (text, lines, encoding) = (view.text().as_str(), view.text().lines(), view.client.encoding);
    let mut data = Vec::with_capacity(tokens.len());
    let (mut last_line, mut last_start) = (0, 0);
    for (span, kind, modifiers) in tokens {
        for line in lines.line_of(span.start)..=lines.line_of(span.end.saturating_sub(1)) {
            let start = lines.start(text, line);
            let part = Span::new(span.start.max(start), span.end.min(start + lines.line(text, line).len()));
            let part = if part.start == start { part.trim(text) } else { part };
            if part.is_empty() {
                continue;
            }
            let range = convert::range(view.text(), part, encoding);
            let (line, start) = (range.start.line, range.start.character);
            let delta_line = line - last_line;
            data.push(SemanticToken {
                delta_line,
                delta_start: if delta_line == 0 { start - last_start } else { start },
                length: range.end.character - start,
                token_type: *kind as u32,
                token_modifiers_bitset: *modifiers,
            });
            (last_line, last_start) = (line, start);
        }
    }
    data
}

/// What tells one list of tokens from another.
pub(super) fn id(data: &[SemanticToken]) -> String {
    let numbers = data.iter().flat_map(|it| [it.delta_line, it.delta_start, it.length, it.token_type, it.token_modifiers_bitset]);
    let bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
    format!("{:016x}", fnv1a(&bytes))
}

/// How `new` differs from `old`, which the client has: one edit, for typing changes one place.
pub(super) fn delta(old: &[SemanticToken], new: Vec<SemanticToken>) -> SemanticTokensFullDeltaResult {
    let result_id = Some(id(&new));
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - same;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let number = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    if same == old.len() && same == new.len() {
        return SemanticTokensDelta { result_id, edits: Vec::new() }.into();
    }
    let data = new[same..new.len() - tail].to_vec();
    let edit = SemanticTokensEdit { start: number(same), delete_count: number(old.len() - tail - same), data: Some(data) };
    SemanticTokensDelta { result_id, edits: vec![edit] }.into()
}

/// All tokens, as an answer.
pub(super) fn whole(data: Vec<SemanticToken>) -> SemanticTokens {
    SemanticTokens { result_id: Some(id(&data)), data }
}
