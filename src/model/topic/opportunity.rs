//! Topics of opportunities: what is sold or grown, and to whom, when or at what trigger (GUIDELINE, CA5).

use super::{Ground, SUBSTANCE, Statement, TopicReading, of_passage, of_piece};
use crate::language::{Hit, Kind, TimeKind, class};
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
        if own && tabled(passage) {
            found.push((2, of_passage(passage, "says what is sold or grown, to whom and at what trigger")));
            continue;
        }
        // Elsewhere only a thing that is sold counts, by its name.
        if !own && !passage.reach().has(class::SELLING) {
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

/// Whether `passage` is a row of three filled cells or more, two of which say more than a word: to whom, what and when.
fn tabled(passage: &Passage) -> bool {
    let (unit, mut cells) = (passage.unit, passage.unit.cells.iter());
    let told = unit.cells.iter().filter(|cell| unit.content_words(cell.words.clone()) >= 2).count();
    let denied = passage.pieces.iter().any(|it| it.question || it.denied || it.asserted.any(&[class::TROUBLE, class::NOT_APPLICABLE]));
    unit.cells.len() >= 3 && told >= 2 && cells.all(|cell| unit.content_words(cell.words.clone()) > 0) && !denied
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
        && passage.unit.of(class::SELLING).any(|hit| {
            piece.words.contains(&hit.words.start) && !passage.unit.words.lower(hit.words.start).ends_with("ing") && names(passage, hit)
        })
        && passage.pieces.iter().any(|it| event(passage, it) || addressed(passage, it));
    (thing || sells || listed || offers(passage, piece)).then_some(if listed { 2 } else { 3 })
}

/// Whether a bullet or row names a thing and ties it to an event or to somebody.
fn listed(passage: &Passage, piece: &Piece) -> bool {
    let columns = passage.columns.iter().fold(Classes::default(), |all, it| all.join(*it));
    let cells = columns.any(&[class::OFFER, class::SELLING]) && columns.has(class::SALE_LABEL);
    let opens = passage.unit.words.get(piece.words.start).is_some_and(|it| it.capital || it.kind != crate::language::Kind::Word);
    cells || opens && !piece.asserted.has(class::TROUBLE) && (piece.conditional || passage.unit.parts.len() > 1)
}

/// Whether something with a name is sold at `hit`: "buy more" names nothing.
fn names(passage: &Passage, hit: &Hit) -> bool {
    let unit = passage.unit;
    let passive = hit.words.start > 0 && matches!(unit.words.lower(hit.words.start - 1), "is" | "are" | "be" | "been");
    let near = hit.words.end..hit.words.end + 6;
    let stops = |at: usize| {
        unit.ends_clause(at)
            || matches!(unit.words.lower(at), "when" | "where" | "wherever" | "whenever" | "if" | "as" | "and" | "or" | "more")
    };
    let end = near.clone().find(|&at| stops(at)).unwrap_or(near.end);
    let label = unit.words.lower(hit.words.end) == ":";
    let noun = unit.hits.iter().any(|it| it.class == class::SELLING && it.words == hit.words) && hit.words.end >= unit.words.len();
    passive || label || noun || unit.content_words(hit.words.end..end) > 0
}

/// Whether `piece` names those to whom something is sold.
fn addressed(passage: &Passage, piece: &Piece) -> bool {
    piece.asserted.any(&[class::BENEFICIARY, class::PERSON]) && specifies(passage, piece)
}

/// `Gyms with a second branch: the family card`: an entry of two sides, of which one tells who and the other what.
fn offers(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let Some(colon) = piece.words.clone().find(|&at| unit.words.lower(at) == ":") else { return false };
    let tells = |words: std::ops::Range<usize>| unit.content_words(words) >= 2;
    let plain = !piece.asserted.any(&[class::TROUBLE, class::RESPONSE]);
    let entry = passage.unit.kind != UnitKind::Paragraph || restricts(passage, &(piece.words.start..colon));
    entry && plain && tells(piece.words.start..colon) && tells(colon + 1..piece.words.end)
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
    let restricted = restricts(passage, &piece.words);
    let to_whom = unit
        .hits
        .iter()
        .filter(|hit| matches!(hit.class, class::BENEFICIARY | class::PERSON) && piece.words.contains(&hit.words.start))
        .any(|hit| (1..=4).any(|back| matches!(lower(hit.words.start.wrapping_sub(back)), "to" | "for" | "with")));
    let that = unit.of(class::BENEFICIARY).any(|hit| {
        piece.words.contains(&hit.words.start) && matches!(lower(hit.words.end), "that" | "which" | "with" | "in" | "on" | "at" | "above")
    });
    !piece.question && (piece.conditional && !lists(passage, piece) || piece.timed || relative || restricted || to_whom || that)
}

/// Whether a plural and what sets those apart stand in `words`: `gyms with a second branch`.
fn restricts(passage: &Passage, words: &std::ops::Range<usize>) -> bool {
    let unit = passage.unit;
    words.clone().skip(1).any(|at| {
        let apart = matches!(
            unit.words.lower(at),
            "that" | "which" | "who" | "whose" | "with" | "above" | "over" | "below" | "under" | "without" | "outside" | "from"
        );
        let before = unit.words.lower(at - 1);
        apart && before.ends_with('s') && !before.ends_with("ss") && unit.words.get(at - 1).is_some_and(|it| it.kind == Kind::Word)
    })
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
