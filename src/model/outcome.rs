//! Outcomes: the results that the customer should reach, and what serves each (GUIDELINE, PR3 and ruling 4).
//!
//! A recommendation or a metric serves an outcome when the two share a subject: a word that tells outcomes apart, in any
//! of its forms, or a synonym. What stands over a list speaks for its entries (ruling 13).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Perspective, Source, Unit, UnitKind, is_function_word};
use crate::language::{Amount, Hit, Kind, Quantity, TimeKind, Words, class, stem};
use crate::persona::Role;
use crate::text::Span;

/// An outcome stated in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The block, or the sentence of a paragraph.
    pub span: Span,
    /// The recommendation that serves it: its block.
    pub recommendation: Option<Span>,
    /// The metric that serves it: its block.
    pub metric: Option<Span>,
}

/// The subjects of a block: what it is about, each once.
type Subjects<'a> = Vec<&'a str>;

pub(super) fn read(source: Source, perspective: &Perspective) -> Vec<Outcome> {
    if perspective.units_in(Role::Outcomes).next().is_none() {
        return Vec::new();
    }
    let reader = Reader { source, perspective, places: Places::of(perspective), spreads: RefCell::default() };
    let recommendations = reader.blocks(Role::Recommendations);
    let metrics = reader.blocks(Role::Metrics);
    let mut outcomes = Vec::new();
    for (_, unit) in perspective.units_in(Role::Outcomes) {
        for words in stated(unit) {
            let wanted = reader.wanted(unit, words.clone());
            let (mut recommendation, mut metric) = (wanted.serving(&recommendations), wanted.serving(&metrics));
            // What serves it may name it in other words: the metric of a recommendation that serves it does, too.
            match (recommendation, metric) {
                (Some(found), None) => metric = reader.linked(found, &metrics),
                (None, Some(found)) => recommendation = reader.linked(found, &recommendations),
                _ => {}
            }
            // A metric on what the whole document is about measures what a recommendation serves: in doubt, it passes.
            if recommendation.is_some() && metric.is_none() {
                metric = metrics.iter().find(|it| wanted.common.iter().any(|subject| it.things.contains(subject)));
            }
            let span = if unit.kind == UnitKind::Paragraph { unit.words.span(words) } else { unit.span };
            outcomes.push(Outcome { span, recommendation: recommendation.map(|it| it.span), metric: metric.map(|it| it.span) });
        }
    }
    outcomes
}

/// The token ranges of `unit` that each state an outcome: the whole of a bullet or a row, each sentence of a paragraph.
fn stated(unit: &Unit) -> Vec<Range<usize>> {
    let whole = 0..unit.words.len();
    let content = unit.content_words(whole.clone());
    if content < 2 || unit.words.lower(whole.end - 1) == ":" || unit.has(class::PENDING) && content < 8 {
        return Vec::new();
    }
    if unit.kind != UnitKind::Paragraph {
        return vec![whole];
    }
    if !unit.label.is_empty() || excused(unit) {
        return if excused(unit) { Vec::new() } else { vec![whole] };
    }
    // "They take precedence": a sentence about the outcomes before it states none.
    let refers =
        |it: &Range<usize>| it.start > 0 && matches!(unit.words.lower(it.start), "they" | "both" | "these" | "this" | "all" | "it");
    unit.sentences
        .iter()
        .filter(|it| !refers(it))
        .filter(|it| unit.content_words((*it).clone()) >= 3 && !matches!(unit.words.lower(it.end - 1), "?" | ":"))
        .cloned()
        .collect()
}

fn excused(unit: &Unit) -> bool {
    unit.of(class::NOT_APPLICABLE).any(|it| it.words.start == 0)
}

/// A recommendation or a metric.
struct Block<'a> {
    span: Span,
    subjects: Subjects<'a>,
    /// Its subjects without people.
    things: Subjects<'a>,
    /// Whether it gives a length of time.
    timed: bool,
    lengths: Vec<Length<'a>>,
}

/// A length of time that work takes, by its number and the first letter of its unit: `20 minutes` is `20 min`.
type Length<'a> = [&'a str; 2];

/// How long something takes in `words` of `unit`: minutes and hours are what is measured, where days and more are time
/// frames of anything.
fn lengths<'a>(unit: &'a Unit, words: &Range<usize>) -> Vec<Length<'a>> {
    let lower = |at: usize| unit.words.lower(at);
    let inside = |it: &&Quantity| it.amount == Amount::Duration && words.contains(&it.words.start) && it.words.len() > 1;
    let length = |it: &Quantity| {
        let name = lower(it.words.end - 1);
        let short = name.get(..1).filter(|it| matches!(*it, "m" | "h") && !name.starts_with("mo"))?;
        Some([lower(it.words.end - 2), short])
    };
    unit.quantities.iter().filter(inside).filter_map(length).collect()
}

/// Where `unit` names its owner: behind a label of its own.
fn owners(unit: &Unit) -> impl Iterator<Item = Range<usize>> {
    unit.of(class::OWNER).filter(|hit| unit.words.lower(hit.words.end) == ":").filter_map(|hit| {
        let part = unit.parts.iter().find(|it| it.contains(&hit.words.start))?;
        let end = (hit.words.end + 1..part.end).find(|&at| matches!(unit.words.lower(at), "." | ";")).unwrap_or(part.end);
        Some(hit.words.start..end)
    })
}

/// The people that `words` of `unit` name.
fn people<'a>(unit: &'a Unit, words: Range<usize>) -> Subjects<'a> {
    let hits = || unit.hits.iter().filter(|it| matches!(it.class, class::BENEFICIARY | class::PERSON));
    let named = words.filter(|at| hits().any(|it| it.words.contains(at)));
    named.map(|at| unit.words.lower(at)).map(stem).collect()
}

/// What an outcome is about.
struct Wanted<'a> {
    subjects: Subjects<'a>,
    /// Those that much of the document is about, or that only say whose outcome it is: one of them proves little.
    common: Subjects<'a>,
    /// What its last word names, where that is no person: "less of the morning on lists" is about lists.
    last: Option<&'a str>,
    /// Whether it is about speed, which a length of time measures.
    quick: bool,
    lengths: Vec<Length<'a>>,
}

impl Wanted<'_> {
    /// How much `block` shares with it; from [`ENOUGH`] on, the block serves it.
    fn shared(&self, block: &Block) -> usize {
        let subjects = self.subjects.iter().filter(|it| block.subjects.contains(it));
        let weights = subjects.map(|it| if self.common.contains(it) && self.last != Some(it) { 1 } else { ENOUGH });
        let lengths = self.lengths.iter().filter(|it| block.lengths.contains(it)).count() * ENOUGH;
        weights.sum::<usize>() + lengths + usize::from(self.quick && block.timed)
    }

    /// The block that shares most, if that is enough. An outcome without a subject of its own is served by any.
    fn serving<'b, 'c>(&self, blocks: &'b [Block<'c>]) -> Option<&'b Block<'c>> {
        let best = blocks.iter().rev().max_by_key(|it| self.shared(it))?;
        let telling = self.subjects.iter().any(|it| !self.common.contains(it));
        let least = if telling { ENOUGH } else { 1 };
        (self.subjects.is_empty() || self.shared(best) >= least).then_some(best)
    }
}

/// What one telling subject weighs, or two common ones.
const ENOUGH: usize = 2;

/// How long an ending is that leaves a word the same subject.
const LONGEST_ENDING: usize = 3;

/// From how many sections on a subject does not by itself link a recommendation with a metric.
const RARE: usize = 4;

/// In how many sections a subject stands that much of the document is about.
const EVERYWHERE: usize = 6;

/// The words of a document, each with the sections of level 2 that it stands in.
struct Places<'a>(BTreeMap<&'a str, Vec<usize>>);

impl<'a> Places<'a> {
    fn of(perspective: &'a Perspective) -> Self {
        let mut sections: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for unit in perspective.units.iter().filter(|it| perspective.sections[it.section].level == 2) {
            for at in 0..unit.words.len() {
                let places = sections.entry(unit.words.lower(at)).or_default();
                // Units come in the order of their sections.
                if places.last() != Some(&unit.section) {
                    places.push(unit.section);
                }
            }
        }
        Places(sections.into_iter().collect())
    }

    /// In how many sections a word with the stem `subject` stands.
    fn spread(&self, subject: &str) -> usize {
        let named = self.0.range(subject..).take_while(|(word, _)| word.starts_with(subject));
        let mut sections: Vec<usize> =
            named.filter(|(word, _)| word.len() - subject.len() <= LONGEST_ENDING).flat_map(|(_, places)| places).copied().collect();
        sections.sort_unstable();
        sections.dedup();
        sections.len()
    }
}

struct Reader<'a> {
    source: Source<'a>,
    perspective: &'a Perspective,
    places: Places<'a>,
    /// What [`Places::spread`] told before.
    spreads: RefCell<FxHashMap<&'a str, usize>>,
}

impl<'a> Reader<'a> {
    /// The blocks in sections of `role` with their subjects, what stands over them included.
    fn blocks(&self, role: Role) -> Vec<Block<'a>> {
        let perspective: &'a Perspective = self.perspective;
        perspective
            .units_in(role)
            .map(|(_, unit)| {
                let mut subjects = self.told(unit);
                subjects.extend(self.subjects(&unit.context, &unit.context_hits, 0..unit.context.len()));
                let people = people(unit, 0..unit.words.len());
                let things = subjects.iter().filter(|it| !people.contains(it)).copied().collect();
                let timed = unit.quantities.iter().any(|it| it.amount == Amount::Duration);
                Block { span: unit.span, subjects, things, timed, lengths: lengths(unit, &(0..unit.words.len())) }
            })
            .collect()
    }

    /// What `unit` is about; how long it takes, when it is and who owns it is not.
    fn told(&self, unit: &'a Unit) -> Subjects<'a> {
        // "Machines that a supplier reaches", "on each exam day": events and occasions have subjects of their own.
        let dates = unit.times.iter().filter(|it| matches!(it.kind, TimeKind::Date | TimeKind::Relative)).map(|it| &it.words);
        let spans = unit.quantities.iter().map(|it| &it.words).chain(dates);
        let measured: Vec<Range<usize>> = spans.filter(|it| it.len() > 1).cloned().chain(owners(unit)).collect();
        let mut subjects = Subjects::new();
        let mut start = 0;
        for at in 0..=unit.words.len() {
            if at == unit.words.len() || measured.iter().any(|it| it.contains(&at)) {
                subjects.extend(self.subjects(&unit.words, &unit.hits, start..at));
                start = at + 1;
            }
        }
        subjects
    }

    /// What the outcome in `words` of `unit` is about.
    fn wanted(&self, unit: &'a Unit, words: Range<usize>) -> Wanted<'a> {
        let subjects = self.subjects(&unit.words, &unit.hits, words.clone());
        let mut common = people(unit, words.clone());
        let end = words.clone().rev().find(|&at| unit.words.get(at).is_some_and(|it| it.kind == Kind::Word)).unwrap_or(words.end);
        let last = self.subjects(&unit.words, &unit.hits, end..words.end).into_iter().next().filter(|it| !common.contains(it));
        common.extend(subjects.iter().filter(|it| self.spread(it) >= EVERYWHERE));
        let quick = subjects.contains(&self.source.persona.lexicon.subject("fast"));
        Wanted { subjects, common, last, quick, lengths: lengths(unit, &words) }
    }

    /// In how many sections a word with the stem `subject` stands.
    fn spread(&self, subject: &'a str) -> usize {
        *self.spreads.borrow_mut().entry(subject).or_insert_with(|| self.places.spread(subject))
    }

    /// The block that is on the subject of `found`: it shares a thing that stands in few sections.
    fn linked<'b>(&self, found: &Block<'a>, blocks: &'b [Block<'a>]) -> Option<&'b Block<'a>> {
        let rare = |subject: &&'a str| self.spread(subject) < RARE;
        let telling: Subjects = found.things.iter().copied().filter(rare).collect();
        blocks.iter().find(|block| telling.iter().any(|it| block.things.contains(it)))
    }

    fn subjects(&self, words: &'a Words, hits: &[Hit], within: Range<usize>) -> Subjects<'a> {
        let dull = |at: usize| hits.iter().any(|hit| hit.class == class::COLORLESS && hit.words.contains(&at));
        let telling = |at: usize| {
            words.get(at).is_some_and(|it| it.kind == Kind::Word && it.span.len() > 2) && !is_function_word(words.lower(at)) && !dull(at)
        };
        // Savers do not save effort, nor are teachers taught: people have no synonyms.
        let person = |at: usize| hits.iter().any(|it| matches!(it.class, class::BENEFICIARY | class::PERSON) && it.words.contains(&at));
        let subject = |at: usize| {
            let word = words.lower(at);
            if person(at) { stem(word) } else { self.source.persona.lexicon.subject(word) }
        };
        let mut subjects: Subjects<'a> = within.filter(|&at| telling(at)).map(subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }
}
