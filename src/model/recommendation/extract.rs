//! Which blocks and sentences are recommendations. A bullet, a step or a row is one with all that it contains; a
//! sentence of a paragraph is one if it tells somebody to do something.

use std::ops::Range;

use super::action::{Action, Mood, actions};
use crate::language::{Kind, class};
use crate::model::{Perspective, Unit, UnitKind};
use crate::persona::Role;
use crate::text::Span;

/// A recommendation's place: a unit or a part of it, and the bullets that only tell who, when or why.
pub(super) struct Piece<'a> {
    /// Index of the unit.
    pub index: usize,
    /// The unit.
    pub unit: &'a Unit,
    /// Its tokens that are judged.
    pub words: Range<usize>,
    /// All of it.
    pub span: Span,
    /// Its first line.
    pub head: Span,
    /// Attribute bullets that belong to it: `Owner: ...`.
    pub extra: Vec<&'a Unit>,
}

/// The recommendations of `units`, in order.
pub(super) fn pieces(perspective: &Perspective, units: Range<usize>) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece> = Vec::new();
    let within = perspective.units[units.clone()].iter().zip(units).map(|(unit, at)| (at, unit));
    for (index, unit) in within.filter(|(_, unit)| perspective.role(unit) == Role::Recommendations) {
        if unit.words.iter().all(|it| it.kind == Kind::Symbol) {
            continue;
        }
        match unit.kind {
            UnitKind::Paragraph => sentences(index, unit, &mut found),
            UnitKind::Row => found.extend(row(index, unit)),
            UnitKind::Bullet | UnitKind::Step if is_attribute(unit) => match found.last_mut() {
                Some(last) if last.unit.section == unit.section => last.extra.push(unit),
                _ => {}
            },
            UnitKind::Bullet | UnitKind::Step => found.push(whole(index, unit, 0..unit.words.len())),
        }
    }
    found
}

fn whole(index: usize, unit: &Unit, words: Range<usize>) -> Piece<'_> {
    Piece { index, unit, words, span: unit.span, head: unit.head(), extra: Vec::new() }
}

/// Whether a bullet only gives an attribute of the recommendation above it.
fn is_attribute(unit: &Unit) -> bool {
    !unit.label.is_empty()
        && unit.of(class::ATTRIBUTE).any(|hit| {
            hit.words.start == unit.label.start
                && (hit.words.end..unit.label.end).all(|at| unit.words.get(at).is_some_and(|it| it.kind == Kind::Symbol))
        })
}

/// A row: the cells that tell what to do. The others tell who, when and why.
fn row(index: usize, unit: &Unit) -> Option<Piece<'_>> {
    const ASIDE: &[&str] = &["#", "no", "no.", "nr", "id", "item", "", "priority", "phase", "area", "theme", "topic", "status", "segment"];
    let tells = |at: usize| {
        let cell = &unit.cells[at];
        let attribute = super::value::COLUMNS.iter().any(|(names, _)| names.iter().any(|name| cell.column.starts_with(name)));
        !attribute && !ASIDE.contains(&cell.column.as_str()) && unit.content_words(cell.words.clone()) > 0
    };
    let first = (0..unit.cells.len())
        .find(|&at| tells(at))
        .or_else(|| (0..unit.cells.len()).find(|&at| unit.content_words(unit.cells[at].words.clone()) > 0))?;
    let last = (first..unit.cells.len()).take_while(|&at| at == first || tells(at)).last().unwrap_or(first);
    let words = unit.cells[first].words.start..unit.cells[last].words.end;
    let mut piece = whole(index, unit, words.clone());
    piece.head = unit.words.span(unit.cells[first].words.clone());
    Some(piece)
}

/// The sentences of a paragraph that tell somebody to do something; what follows one belongs to it.
fn sentences<'a>(index: usize, unit: &'a Unit, found: &mut Vec<Piece<'a>>) {
    let label = unit.label.clone();
    // "Goal: shorter waiting" heads what follows.
    if unit.of(class::REASON).any(|hit| hit.words.start == label.start && hit.words.end <= label.end && !label.is_empty()) {
        return;
    }
    let before = found.len();
    for sentence in &unit.sentences {
        // A bold label is the title of what follows.
        let start = if label.end > sentence.start && label.end < unit.words.len() { label.end.max(sentence.start) } else { sentence.start };
        if start >= sentence.end {
            continue;
        }
        let words = start..sentence.end;
        if is_recommendation(unit, &words) {
            let span = unit.words.span(words.clone());
            let span = if found.len() == before && !label.is_empty() { unit.words.span(label.start..words.end) } else { span };
            found.push(Piece { index, unit, words, span, head: span, extra: Vec::new() });
        } else if found.len() > before
            && let Some(last) = found.last_mut()
        {
            last.words.end = sentence.end;
        }
    }
}

/// Whether a sentence tells somebody to do something: no lead-in, no rationale, no question.
fn is_recommendation(unit: &Unit, words: &Range<usize>) -> bool {
    let last = unit.words.lower(words.end - 1);
    if last == "?" || (last == ":" && words.end == unit.words.len()) || unit.content_words(words.clone()) < 2 {
        return false;
    }
    let all = actions(unit, words);
    if all.iter().any(|action| tells(unit, words, action)) {
        return true;
    }
    let opening = |list: &[&str]| list.contains(&unit.words.lower(words.start));
    (opening(&["it", "our", "we", "one"]) && advises(unit, words))
        || (wants(unit, words) && !opening(&["this", "that", "it", "these", "they"]))
}

/// `We suggest ...`, `It makes sense to ...`, `Our advice: ...`.
fn advises(unit: &Unit, words: &Range<usize>) -> bool {
    words.clone().take(6).any(|at| {
        matches!(
            unit.words.lower(at),
            "advice"
                | "advisable"
                | "sense"
                | "recommend"
                | "recommended"
                | "suggest"
                | "suggestion"
                | "propose"
                | "important"
                | "help"
                | "recommendation"
                | "worth"
                | "urge"
        )
    })
}

/// `would help`, `deserves`: a wish in the form of a statement.
fn wants(unit: &Unit, words: &Range<usize>) -> bool {
    words.clone().any(|at| match unit.words.lower(at) {
        "deserve" | "deserves" => true,
        "would" => matches!(unit.words.lower(at + 1), "help" | "be" | "benefit"),
        "should" | "must" | "ought" => true,
        _ => false,
    })
}

fn tells(unit: &Unit, words: &Range<usize>, action: &Action) -> bool {
    if !matches!(action.mood, Mood::Told | Mood::Passive) {
        return false;
    }
    let at = action.words.start;
    let first = unit.words.lower(words.start);
    let modal = (words.start..at).rev().take(4).map(|it| unit.words.lower(it)).find(|it| {
        matches!(
            *it,
            "should"
                | "must"
                | "ought"
                | "shall"
                | "will"
                | "needs"
                | "need"
                | "has"
                | "have"
                | "to"
                | "can"
                | "could"
                | "may"
                | "might"
                | "would"
        )
    });
    let states = matches!(first, "this" | "that" | "these" | "those" | "it" | "they" | "there" | "here");
    match modal {
        Some("should" | "must" | "ought" | "shall") => true,
        Some("will" | "needs" | "need" | "has" | "have" | "to") => !states || first == "it",
        Some("might" | "would" | "could") => first == "one" || first == "we" || has_doer(unit, words, at),
        Some(_) => false,
        None => {
            let starts = at == words.start || (words.start..at).all(|it| unit.words.get(it).is_some_and(|word| word.kind == Kind::Symbol));
            let fronted = at > words.start && matches!(unit.words.lower(at - 1), "," | ":" | "then" | "please" | "and");
            starts
                || fronted
                || (!states && action.mood == Mood::Told && has_doer(unit, words, at))
                || (!states && action.mood == Mood::Passive && is_present(unit, words, at))
        }
    }
}

/// Whether a role of the vendor, `we` or a name stands before the verb at `at`.
fn has_doer(unit: &Unit, words: &Range<usize>, at: usize) -> bool {
    let doer = unit.of(class::ACTOR).any(|hit| words.start <= hit.words.start && hit.words.end <= at);
    let before = at.saturating_sub(1);
    let team = (words.start..at).take(6).any(|it| matches!(unit.words.lower(it), "team" | "teams" | "we"));
    doer || team
        || matches!(unit.words.lower(before), "we" | "everybody" | "somebody" | "everyone" | "team" | "teams")
        || unit.words.get(before).is_some_and(|it| it.capital && it.kind == Kind::Word && words.contains(&before))
        || matches!(unit.words.lower(at), "get" | "gets" | "receive" | "receives")
}

/// Whether a passive in the present says who or when: `a call is scheduled by the CSM`.
fn is_present(unit: &Unit, words: &Range<usize>, at: usize) -> bool {
    let present = matches!(unit.words.lower(at.wrapping_sub(1)), "is" | "are" | "be" | "gets" | "get");
    let here = |other: &Range<usize>| words.start <= other.start && other.end <= words.end;
    let lead = unit.words.lower(words.start + 1) == "following" || unit.words.lower(words.start + 1) == "recommendations";
    present && !lead && (unit.of(class::ACTOR).any(|hit| here(&hit.words)) || unit.times.iter().any(|time| here(&time.words)))
}
