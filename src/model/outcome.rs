//! Outcomes: the results that the customer should reach, and what serves each (GUIDELINE, PR3 and ruling 4).
//!
//! A recommendation or a metric serves an outcome when the two share a subject: a word that tells outcomes apart, in any
//! of its forms, or a synonym. What stands over a list speaks for its entries (ruling 13).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Perspective, Source, Unit, UnitKind, is_function_word};
use crate::language::{Hit, Kind, Words, class};
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
    unit.sentences
        .iter()
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
}

/// The people that `words` of `unit` name.
fn people<'a>(source: Source<'a>, unit: &'a Unit, words: Range<usize>) -> Subjects<'a> {
    let hits = || unit.hits.iter().filter(|it| matches!(it.class, class::BENEFICIARY | class::PERSON));
    let named = words.filter(|at| hits().any(|it| it.words.contains(at)));
    named.map(|at| source.persona.lexicon.subject(unit.words.lower(at))).collect()
}

/// What an outcome is about.
struct Wanted<'a> {
    subjects: Subjects<'a>,
    /// Those that much of the document is about, or that only say whose outcome it is: one of them proves little.
    common: Subjects<'a>,
}

impl Wanted<'_> {
    /// How much `block` shares with it; from [`ENOUGH`] on, the block serves it.
    fn shared(&self, block: &Subjects) -> usize {
        self.subjects.iter().filter(|it| block.contains(it)).map(|it| if self.common.contains(it) { 1 } else { ENOUGH }).sum()
    }

    /// The block that shares most, if that is enough. An outcome without a subject of its own is served by any.
    fn serving<'b, 'c>(&self, blocks: &'b [Block<'c>]) -> Option<&'b Block<'c>> {
        let best = blocks.iter().rev().max_by_key(|it| self.shared(&it.subjects))?;
        let telling = self.subjects.iter().any(|it| !self.common.contains(it));
        let least = if telling { ENOUGH } else { 1 };
        (self.subjects.is_empty() || self.shared(&best.subjects) >= least).then_some(best)
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
                let mut subjects = self.subjects(&unit.words, &unit.hits, 0..unit.words.len());
                subjects.extend(self.subjects(&unit.context, &unit.context_hits, 0..unit.context.len()));
                let people = people(self.source, unit, 0..unit.words.len());
                let things = subjects.iter().filter(|it| !people.contains(it)).copied().collect();
                Block { span: unit.span, subjects, things }
            })
            .collect()
    }

    /// What the outcome in `words` of `unit` is about.
    fn wanted(&self, unit: &'a Unit, words: Range<usize>) -> Wanted<'a> {
        let subjects = self.subjects(&unit.words, &unit.hits, words.clone());
        let mut common = people(self.source, unit, words);
        common.extend(subjects.iter().filter(|it| self.spread(it) >= EVERYWHERE));
        Wanted { subjects, common }
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
            words.get(at).is_some_and(|it| it.kind == Kind::Word && it.length() > 2) && !is_function_word(words.lower(at)) && !dull(at)
        };
        let mut subjects: Subjects<'a> =
            within.filter(|&at| telling(at)).map(|at| self.source.persona.lexicon.subject(words.lower(at))).collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }
}
