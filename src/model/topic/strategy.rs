//! Topics of strategies: a signal and a response to it that has a timing, an owner or a threshold, in one block
//! (GUIDELINE, CA3, rulings 1 and 21).

use super::{Ground, Statement, TopicReading, of_passage};
use crate::language::{Class, Hit, Kind, TimeKind, class};
use crate::model::UnitKind;
use crate::model::deed::{Doer, doer};
use crate::model::piece::{Classes, Passage, Piece, arrow, denies};
use crate::model::recommendation::{Force, Mood, actions};
use crate::persona::Role;
use crate::text::Span;

/// What a signal is made of.
const SIGNALS: &[Class] = &[class::TROUBLE, class::STATUS];

pub(super) fn read(ground: &Ground) -> TopicReading {
    let mut found: Vec<(u8, Statement)> = Vec::new();
    for (at, passage) in ground.passages.iter().enumerate() {
        let own = ground.owns(passage);
        if matches!(ground.role(passage), Role::Risks | Role::Metrics | Role::Outcomes) || passage.open() {
            continue;
        }
        if let Some(statement) = listed(ground, at) {
            found.push((1, statement));
        }
        // Elsewhere the signal stands in the block itself, or over its columns.
        let signals = passage.reach().any(SIGNALS) || passage.columns.iter().any(|it| it.has(class::SIGNAL_LABEL));
        if !own && !signals {
            continue;
        }
        let before = at.checked_sub(1).map(|it| &ground.passages[it]).filter(|it| continues(it, passage));
        let parts = Parts::of(passage, before, own);
        if parts.complete(own) {
            let mut statement = of_passage(passage, "a signal, and a response with a time, an owner or a threshold");
            if let Some(before) = before.filter(|_| parts.borrowed) {
                statement.span = Span::new(before.unit.span.start, statement.span.end);
            }
            found.push((u8::from(own) * 2 + u8::from(parts.trouble), statement));
        }
    }
    ground.reading(found, "a signal with a response that has an owner, a time or a threshold")
}

/// A strategy in labelled entries that follow each other from the passage at `at` on: one gives the signal, one the response,
/// one the owner or the time.
fn listed(ground: &Ground, at: usize) -> Option<Statement> {
    let first = &ground.passages[at];
    let labelled = |it: &&Passage| {
        ground.owns(it) && it.unit.kind != UnitKind::Paragraph && !it.unit.label.is_empty() && it.unit.section == first.unit.section
    };
    if !first.label.has(class::SIGNAL_LABEL) {
        return None;
    }
    let entries = || ground.passages[at..].iter().take_while(labelled).take(6).filter(|it| !it.open());
    let response = entries().any(|it| it.label.has(class::RESPONSE_LABEL) && !it.unit.has(class::HOLLOW));
    let anchor = entries().any(|it| it.label.any(&[class::OWNER, class::DUE]));
    (response && anchor).then(|| of_passage(first, "a signal, and a response with a time, an owner or a threshold"))
}

/// Whether `passage` goes on where `before` ended: its label says that it is the response.
fn continues(before: &Passage, passage: &Passage) -> bool {
    before.unit.section == passage.unit.section && passage.label.has(class::RESPONSE_LABEL) && !before.label.has(class::RESPONSE_LABEL)
}

/// What a block has of a strategy.
#[derive(Debug, Default)]
struct Parts {
    trouble: bool,
    /// The response follows on the trouble in one sentence.
    joined: bool,
    /// Something follows on an event, whatever it is.
    conditional: bool,
    response: bool,
    anchor: bool,
    /// It has a time, an amount or an owner, which a rhythm alone is not.
    firm: bool,
    /// The signal stands in the block before.
    borrowed: bool,
}

impl Parts {
    fn of(passage: &Passage, before: Option<&Passage>, own: bool) -> Self {
        let mut parts = Parts::default();
        let columns = passage.columns.iter().fold(Classes::default(), |all, it| all.join(*it));
        if columns.has(class::SIGNAL_LABEL) && columns.any(&[class::RESPONSE_LABEL, class::RESPONSE]) {
            parts.row(passage);
            return parts;
        }
        for piece in passage.pieces.iter().filter(|it| !it.question && !it.denied) {
            parts.trouble |= piece.asserted.any(SIGNALS);
            parts.joined |= piece.asserted.any(SIGNALS) && piece.conditional;
            parts.conditional |= piece.conditional || own && piece.troubled;
            parts.response |= responds(passage, piece);
            parts.firm |= firm(passage, piece);
            // Elsewhere only words of response count.
            if own && !(parts.response && parts.firm) && !hollow(passage, piece) {
                for doer in deeds(passage, piece) {
                    parts.response = true;
                    parts.firm |= doer == Doer::Person;
                }
            }
            parts.anchor |= parts.firm || piece.recurring;
        }
        if parts.response
            && let Some(before) = before
        {
            parts.borrowed = !parts.trouble;
            parts.trouble |= before.asserted().any(SIGNALS);
            (parts.conditional, parts.firm) = (true, true);
            parts.anchor |= before.pieces.iter().any(|it| it.amount || it.timed);
        }
        if parts.response && passage.context.any(&[class::TROUBLE, class::STATUS, class::SIGNAL_LABEL]) {
            parts.trouble |= passage.context.any(SIGNALS);
            (parts.conditional, parts.firm) = (true, parts.anchor);
        }
        parts
    }

    /// A row of a table of signals and responses.
    fn row(&mut self, passage: &Passage) {
        for (cell, columns) in passage.unit.cells.iter().zip(passage.columns) {
            let filled = passage.unit.content_words(cell.words.clone()) > 0;
            let hollow = passage.unit.of(class::HOLLOW).any(|hit| cell.words.contains(&hit.words.start));
            let response = columns.any(&[class::RESPONSE_LABEL, class::RESPONSE]) && !columns.has(class::SIGNAL_LABEL);
            let signal = columns.has(class::SIGNAL_LABEL);
            self.trouble |= signal && filled;
            (self.conditional, self.joined, self.firm) = (true, true, true);
            self.response |= response && filled && !hollow;
            self.anchor |= !response && !signal && filled && cell.words.start > 0;
        }
        self.anchor |= passage.pieces.iter().any(|it| it.recurring || firm(passage, it));
    }

    /// Whether it is all there. Outside the topic's own section the signal must be one of trouble, on which the response
    /// follows.
    fn complete(&self, own: bool) -> bool {
        let signal = if own { self.trouble || self.conditional && self.firm } else { self.trouble && self.joined };
        signal && self.response && self.anchor
    }
}

/// Whether `piece` tells somebody's response: a deed that is not denied and not a part of the event itself.
fn responds(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    if hollow(passage, piece) {
        return false;
    }
    // "Hears from its account manager", "is met by the trainer".
    let received = unit.of(class::RESPONDER).any(|hit| {
        let behind = (1..=3).any(|back| matches!(unit.words.lower(hit.words.start.wrapping_sub(back)), "from" | "by"));
        piece.words.contains(&hit.words.start) && behind && !in_event(passage, piece, hit.words.start)
    });
    received
        || unit.of(class::RESPONSE).any(|hit| {
            piece.words.contains(&hit.words.start)
                && !denies(unit, hit)
                && !unit.words.get(hit.words.start).is_some_and(|it| it.quoted)
                && !in_event(passage, piece, hit.words.start)
                && !theirs(passage, piece, hit)
                && !(piece.words.start..hit.words.start).any(|at| matches!(unit.words.lower(at), "nobody" | "none"))
        })
}

/// Whether `piece` only says that something suitable will be done.
fn hollow(passage: &Passage, piece: &Piece) -> bool {
    passage.unit.of(class::HOLLOW).any(|it| piece.words.contains(&it.words.start))
}

/// Whether the response at `hit` is what others do, or a reason: "because actors talk".
fn theirs(passage: &Passage, piece: &Piece, hit: &Hit) -> bool {
    let unit = passage.unit;
    let at = hit.words.start;
    let start = (piece.words.start..at).rev().find(|&it| unit.ends_clause(it)).map_or(piece.words.start, |it| it + 1);
    let anybody = (start..at).take(4).any(|it| matches!(unit.words.lower(it), "somebody" | "someone" | "anybody" | "people" | "everybody"));
    let reason = anybody || matches!(unit.words.lower(start), "because" | "since") || start > 0 && unit.words.lower(start - 1) == "because";
    let Some(before) = at.checked_sub(1).filter(|it| piece.words.contains(it)) else { return reason };
    let plural = unit.words.lower(before).ends_with('s') && unit.words.get(before).is_some_and(|it| it.kind == Kind::Word);
    let ours = unit.hits.iter().any(|it| matches!(it.class, class::ACTOR | class::RESPONDER) && it.words.end == at);
    let base = matches!(
        unit.words.lower(at),
        "talk" | "call" | "speak" | "meet" | "ask" | "answer" | "reply" | "respond" | "write" | "say" | "join" | "visit"
    );
    reason || plural && base && !ours && before == start
}

/// Who on the vendor's side does something in `piece`, outside the event.
fn deeds<'p>(passage: &'p Passage, piece: &'p Piece) -> impl Iterator<Item = Doer> + 'p {
    let unit = passage.unit;
    let told = actions(unit, &piece.words);
    (0..told.len()).filter_map(move |index| {
        let action = &told[index];
        let at = action.words.start;
        let trouble = unit.of(class::TROUBLE).any(|it| it.words.contains(&at));
        if action.mood != Mood::Told || trouble || unit.negates(&action.words) || in_event(passage, piece, at) {
            return None;
        }
        let light = action.force == Force::Light && unit.content_words(action.words.end..action.words.end + 4) > 0;
        doer(unit, &piece.words, &told, at).filter(|it| action.force == Force::Act || light && *it == Doer::Person)
    })
}

/// Whether the token at `at` stands in the clause that gives the event: behind "when" or "if" up to the end of the
/// clause, or before the colon or arrow on which the response follows.
fn in_event(passage: &Passage, piece: &Piece, at: usize) -> bool {
    let unit = passage.unit;
    let begun = unit.times.iter().any(|it| {
        it.kind == TimeKind::Trigger
            && piece.words.contains(&it.words.start)
            && it.words.start < at
            && !(it.words.end..at).any(|between| unit.ends_clause(between))
    });
    // Behind the label "Signal:" stands the event; what follows in the same sentence belongs to it.
    if passage.label.has(class::SIGNAL_LABEL)
        && !passage.label.has(class::RESPONSE_LABEL)
        && piece.words.contains(&passage.unit.label.start)
    {
        let joint = piece.words.clone().find(|&it| arrow(unit, it) || matches!(unit.words.lower(it), ";" | ","));
        return joint.is_none_or(|joint| at < joint);
    }
    let joint = piece.words.clone().find(|&it| arrow(unit, it) || unit.words.lower(it) == ":");
    begun || joint.is_some_and(|joint| at < joint)
}

/// Whether `piece` has a time for the response, an owner, or a threshold. The word "when" alone is no time (ruling 21).
fn firm(passage: &Passage, piece: &Piece) -> bool {
    piece.timed || piece.amount || piece.asserted.has(class::ACTOR) || owned(passage, piece)
}

/// Whether somebody of the vendor's side, or a person by name, does it.
fn owned(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let named = |at: usize| {
        unit.words.get(at).is_some_and(|it| it.kind == Kind::Word && it.capital && !it.upper) && !unit.ends_clause(at.saturating_sub(1))
    };
    // "A call from the yard manager."
    let from = |hit: &Hit| {
        matches!(unit.words.lower(hit.words.end), "from" | "by" | "with")
            && unit.of(class::RESPONDER).any(|it| it.words.start > hit.words.end && it.words.start <= hit.words.end + 4)
    };
    if unit.of(class::RESPONSE).any(|hit| piece.words.contains(&hit.words.start) && from(hit)) {
        return true;
    }
    unit.of(class::RESPONDER).any(|hit| {
        piece.words.contains(&hit.words.start)
            && (hit.words.end..hit.words.end + 4)
                .take_while(|&at| !unit.ends_clause(at))
                .any(|at| unit.of(class::RESPONSE).any(|it| it.words.start == at))
    }) || unit
        .of(class::RESPONSE)
        .any(|hit| piece.words.contains(&hit.words.start) && hit.words.start > piece.words.start + 1 && named(hit.words.start - 1))
}
