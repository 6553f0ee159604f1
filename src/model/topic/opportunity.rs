//! Topics of opportunities: what is sold or grown, and to whom, when or at what trigger (GUIDELINE, CA5).

use super::{Ground, SUBSTANCE, Statement, TopicReading, of_passage, of_piece};
use crate::language::{TimeKind, class};
use crate::model::UnitKind;
use crate::model::piece::{Classes, Passage, Piece};
use crate::persona::Role;

pub(super) fn read(ground: &Ground) -> TopicReading {
    let mut found: Vec<(u8, Statement)> = Vec::new();
    for passage in ground.passages {
        let own = ground.owns(passage);
        if matches!(ground.role(passage), Role::Risks | Role::Metrics | Role::Outcomes) || passage.open() {
            continue;
        }
        let specific = passage.pieces.iter().any(|it| specifies(passage, it)) || column(passage, class::SALE_LABEL);
        for piece in passage.pieces.iter().filter(|it| !it.question && !it.denied) {
            if let Some(weight) = weigh(passage, piece, own, specific) {
                let reason = "says what is sold or grown, and to whom, when or at what trigger";
                let whole = passage.unit.kind != UnitKind::Paragraph;
                found.push((weight, if whole { of_passage(passage, reason) } else { of_piece(passage, piece, reason) }));
                break;
            }
        }
    }
    ground.reading(found, "what is sold or grown, and to whom, when or at what trigger")
}

fn column(passage: &Passage, class: crate::language::Class) -> bool {
    passage.columns.iter().any(|it| it.has(class))
}

/// How well `piece` tells an opportunity in a block that is `specific`; `None` if it tells none.
fn weigh(passage: &Passage, piece: &Piece, own: bool, specific: bool) -> Option<u8> {
    let all = piece.asserted.join(passage.label);
    let (thing, selling) = (all.has(class::OFFER), piece.asserted.has(class::SELLING));
    let content = if own { passage.content() } else { piece.content };
    if !specific || content < SUBSTANCE || piece.asserted.has(class::TRACK_RECORD) && !selling {
        return None;
    }
    if thing && selling {
        return Some(if own { 4 } else { 2 });
    }
    if !own {
        return None;
    }
    // In a list of offers the thing sold stands first and needs no word of selling: "Scorecards, once ...".
    let listed = passage.unit.kind != UnitKind::Paragraph && listed(passage, piece);
    let sells = selling
        && passage
            .unit
            .of(class::SELLING)
            .any(|hit| piece.words.contains(&hit.words.start) && !passage.unit.words.lower(hit.words.start).ends_with("ing"))
        && passage.pieces.iter().any(|it| it.amount || it.timed || event(passage, it));
    (thing || sells || listed).then_some(if listed { 2 } else { 3 })
}

/// Whether a bullet or row names a thing and ties it to an event or to somebody.
fn listed(passage: &Passage, piece: &Piece) -> bool {
    let columns = passage.columns.iter().fold(Classes::default(), |all, it| all.join(*it));
    let cells = columns.any(&[class::OFFER, class::SELLING]) && columns.has(class::SALE_LABEL);
    let opens = passage.unit.words.get(piece.words.start).is_some_and(|it| it.capital || it.kind != crate::language::Kind::Word);
    cells || opens && !piece.asserted.has(class::TROUBLE) && (piece.conditional || passage.unit.parts.len() > 1)
}

/// Whether `piece` says to whom, when, at what trigger or how much.
fn specifies(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let lower = |at: usize| unit.words.lower(at);
    let relative = piece
        .words
        .clone()
        .any(|at| matches!(lower(at), "who" | "whose" | "whoever" | "without" | "above" | "below" | "over" | "beyond" | "before"));
    // "Teams that hit the ceiling": a plural and what sets those apart.
    let restricted = piece.words.clone().any(|at| lower(at) == "that" && at > piece.words.start && lower(at - 1).ends_with('s'));
    let to_whom = unit
        .hits
        .iter()
        .filter(|hit| matches!(hit.class, class::BENEFICIARY | class::PERSON) && piece.words.contains(&hit.words.start))
        .any(|hit| (1..=4).any(|back| matches!(lower(hit.words.start.wrapping_sub(back)), "to" | "for" | "with" | "by")));
    let that = unit.of(class::BENEFICIARY).any(|hit| {
        piece.words.contains(&hit.words.start) && matches!(lower(hit.words.end), "that" | "which" | "with" | "in" | "on" | "at" | "above")
    });
    !piece.question && (piece.conditional && !lists(passage, piece) || piece.timed || relative || restricted || to_whom || that)
}

/// Whether a colon behind the thing sold only opens a list of such things.
fn lists(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let colon = piece.words.clone().find(|&at| unit.words.lower(at) == ":");
    !event(passage, piece)
        && colon.is_some_and(|colon| unit.of(class::OFFER).any(|hit| piece.words.contains(&hit.words.start) && hit.words.start < colon))
}

/// Whether `piece` names the event at which something is sold.
fn event(passage: &Passage, piece: &Piece) -> bool {
    let lower = |at: usize| passage.unit.words.lower(at);
    passage.unit.times.iter().any(|it| {
        let at = it.words.start;
        let event = matches!(lower(at), "when" | "whenever" | "if" | "once" | "upon" | "after" | "on" | "at") || lower(at + 1) == "soon";
        it.kind == TimeKind::Trigger && event && piece.words.contains(&at)
    })
}
