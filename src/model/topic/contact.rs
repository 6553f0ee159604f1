//! Topics of contacts: a regular or planned contact with named roles, a sponsor or a stakeholder (GUIDELINE, CA7, ruling 5).

use super::{Ground, SUBSTANCE, Statement, TopicReading, of_passage, of_piece};
use crate::language::{Class, TimeKind, class};
use crate::model::UnitKind;
use crate::model::piece::{Passage, Piece};
use crate::persona::Role;

pub(super) fn read(ground: &Ground) -> TopicReading {
    let lexicon = &ground.source.persona.lexicon;
    let own_words = lexicon.class(&format!("topic:{}", ground.topic.name));
    let others: Vec<Class> = ground
        .source
        .persona
        .topics
        .iter()
        .filter(|it| it.name != ground.topic.name)
        .flat_map(|it| it.needs.iter().filter_map(|need| lexicon.class(&format!("topic:{need}"))))
        .collect();
    let mut found: Vec<(u8, Statement)> = Vec::new();
    for passage in ground.passages {
        if matches!(ground.role(passage), Role::Risks | Role::Metrics | Role::Outcomes) || passage.open() {
            continue;
        }
        let own = ground.owns(passage);
        let kept = || passage.pieces.iter().filter(|it| is_contact(passage, it, &others));
        let block = Signs::of(passage, kept(), own_words);
        for piece in kept() {
            let signs = if own { block } else { Signs::of(passage, std::iter::once(piece), own_words) };
            let here = piece.asserted.any(&[class::CONTACT]) || own_words.is_some_and(|it| piece.asserted.has(it)) || signs.column;
            if here && signs.suffice(own) && passage.content() >= SUBSTANCE - usize::from(own) {
                let reason = "a regular or planned contact with named roles";
                let whole = passage.unit.kind != UnitKind::Paragraph;
                let weight = u8::from(own) * 2 + u8::from(signs.cadence);
                found.push((weight, if whole { of_passage(passage, reason) } else { of_piece(passage, piece, reason) }));
                break;
            }
        }
    }
    if found.is_empty() {
        found.extend(listed(ground, own_words, &others));
    }
    ground.reading(found, "a regular or planned contact with named roles")
}

/// The topic's own section as one statement, where it is a list of short entries: roles in some, the cadence in another.
fn listed(ground: &Ground, own: Option<Class>, others: &[Class]) -> Option<(u8, Statement)> {
    let entries = || ground.own_passages().filter(|it| it.unit.kind != UnitKind::Paragraph && it.content() <= 12 && !it.open());
    let first = entries().next()?;
    let signs = entries()
        .map(|it| Signs::of(it, it.pieces.iter().filter(|piece| is_contact(it, piece, others)), own))
        .fold(Signs::default(), Signs::join);
    let whole = signs.person && (signs.contact || signs.own) && signs.cadence;
    whole.then(|| (1, of_passage(first, "roles and a cadence of contact")))
}

/// Whether somebody is met who is called by name: "coffee with Wim".
fn named(passage: &Passage, piece: &Piece) -> bool {
    let words = &passage.unit.words;
    piece.words.clone().any(|at| words.lower(at) == "with" && at + 1 < piece.words.end && words.get(at + 1).is_some_and(|it| it.capital))
}

/// Whether `piece` may tell of a contact: no question, no sale, no intervention on a signal, no session of another topic.
fn is_contact(passage: &Passage, piece: &Piece, others: &[Class]) -> bool {
    let sale = piece.asserted.any(&[class::SELLING]) && !piece.recurring;
    let opens = matches!(passage.unit.words.lower(piece.words.start), "when" | "whenever" | "if" | "should" | "once" | "as");
    let trouble = piece.asserted.any(&[class::TROUBLE, class::STATUS]);
    let intervention = piece.troubled && !piece.recurring
        || piece.conditional && (trouble && opens || !piece.recurring && (trouble || piece.words.start == 0));
    !piece.question && !piece.denied && !sale && !intervention && (!piece.asserted.any(others) || piece.recurring)
}

/// Whether a time that recurs stands beside a contact.
fn rhythm(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let times = || unit.times.iter().filter(|it| it.kind == TimeKind::Recurring && piece.words.contains(&it.words.start));
    unit.of(class::CONTACT)
        .filter(|hit| piece.words.contains(&hit.words.start))
        .any(|hit| times().any(|it| it.words.start <= hit.words.end + 1 && hit.words.start <= it.words.end + 2))
}

/// What a block or a sentence has of a contact.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    contact: bool,
    /// A word that only relationships have: sponsor, business review.
    own: bool,
    person: bool,
    cadence: bool,
    /// The cadence is that of the contact: "a monthly call".
    rhythm: bool,
    planned: bool,
    /// The table has a column for the cadence or the contact.
    column: bool,
}

impl Signs {
    fn of<'p>(passage: &Passage, pieces: impl Iterator<Item = &'p Piece>, own: Option<Class>) -> Self {
        let mut signs = Signs {
            column: passage.columns.iter().any(|it| it.any(&[class::CADENCE_LABEL, class::CONTACT])),
            own: own.is_some_and(|it| passage.label.has(it)),
            ..Signs::default()
        };
        for piece in pieces {
            signs.contact |= piece.asserted.has(class::CONTACT);
            signs.rhythm |= rhythm(passage, piece);
            signs.own |= own.is_some_and(|it| piece.asserted.has(it));
            signs.person |= piece.asserted.any(&[class::PERSON, class::BENEFICIARY, class::ACTOR]) || named(passage, piece);
            signs.cadence |= piece.recurring;
            signs.planned |= piece.timed;
        }
        signs
    }

    fn join(self, other: Self) -> Self {
        Signs {
            contact: self.contact || other.contact,
            own: self.own || other.own,
            person: self.person || other.person,
            cadence: self.cadence || other.cadence,
            rhythm: self.rhythm || other.rhythm,
            planned: self.planned || other.planned,
            column: self.column || other.column,
        }
    }

    fn suffice(self, own_section: bool) -> bool {
        match own_section {
            true => self.person && (self.contact && (self.cadence || self.planned) || self.own || self.column && self.cadence),
            false => self.person && self.own && (self.cadence || self.planned || self.contact) || self.person && self.rhythm,
        }
    }
}
