//! Outcomes: the results that the customer should reach, and what serves each (GUIDELINE, PR3 and ruling 4).
//!
//! A recommendation or a metric serves an outcome when the two share a subject: a word that tells outcomes apart, in any
//! of its forms, or a synonym. What stands over a list speaks for its entries (ruling 13).

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::unit::Fresh;
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

/// In how many sections of level 2 a subject stands, as far as that was asked.
pub(super) type Spreads = FxHashMap<Box<str>, usize>;

/// The outcomes, and the spread of each subject that decided on them.
pub(super) fn read(source: Source, perspective: &Perspective) -> (Vec<Outcome>, Spreads) {
    if perspective.units_in(Role::Outcomes).next().is_none() {
        return (Vec::new(), Spreads::default());
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
    let spreads = reader.spreads.into_inner().into_iter().map(|(subject, spread)| (Box::from(subject), spread)).collect();
    (outcomes, spreads)
}

/// Moves the `outcomes` of an earlier version that are the same after an edit of other sections; `None` where the `fresh`
/// units have changed a word on which they depend. `spreads` is what [`read`] gave with them.
pub(super) fn kept(mut outcomes: Vec<Outcome>, spreads: &Spreads, perspective: &Perspective, fresh: &Fresh) -> Option<Vec<Outcome>> {
    let mut words: FxHashMap<&str, i32> = FxHashMap::default();
    for (units, by) in [(&fresh.removed[..], -1), (&perspective.units[fresh.new.clone()], 1)] {
        for unit in units {
            (0..unit.words.len()).for_each(|at| *words.entry(unit.words.lower(at)).or_default() += by);
        }
    }
    let stems = |word: &'_ str| {
        (0..=LONGEST_ENDING).filter_map(|ending| word.get(..word.len().checked_sub(ending)?)).any(|it| spreads.contains_key(it))
    };
    if words.into_iter().any(|(word, more)| more != 0 && stems(word)) {
        return None;
    }
    for outcome in &mut outcomes {
        outcome.span = fresh.place.moved_span(outcome.span);
        for span in [&mut outcome.recommendation, &mut outcome.metric].into_iter().flatten() {
            *span = fresh.place.moved_span(*span);
        }
    }
    Some(outcomes)
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

/// The recommendations, or the metrics, and on which subjects and things they are.
struct Blocks<'a> {
    list: Vec<Block<'a>>,
    by_subject: FxHashMap<&'a str, Vec<usize>>,
    by_thing: FxHashMap<&'a str, Vec<usize>>,
}

impl<'a> Blocks<'a> {
    fn new(list: Vec<Block<'a>>) -> Self {
        let (mut by_subject, mut by_thing) = (FxHashMap::default(), FxHashMap::default());
        for (at, block) in list.iter().enumerate() {
            note(&mut by_subject, &block.subjects, at);
            note(&mut by_thing, &block.things, at);
        }
        Blocks { list, by_subject, by_thing }
    }
}

/// Notes that the block `at` is on `subjects`.
fn note<'a>(index: &mut FxHashMap<&'a str, Vec<usize>>, subjects: &Subjects<'a>, at: usize) {
    for subject in subjects {
        let blocks = index.entry(subject).or_default();
        if blocks.last() != Some(&at) {
            blocks.push(at);
        }
    }
}

/// The people that `words` of `unit` name.
fn people<'a>(source: Source<'a>, unit: &'a Unit, words: Range<usize>) -> Subjects<'a> {
    let hits = unit.hits.iter().filter(|it| matches!(it.class, class::BENEFICIARY | class::PERSON));
    let named = hits.flat_map(|it| it.words.start.max(words.start)..it.words.end.min(words.end));
    named.map(|at| source.persona.lexicon.subject(unit.words.lower(at))).collect()
}

/// What an outcome is about.
struct Wanted<'a> {
    subjects: Subjects<'a>,
    /// Those that much of the document is about, or that only say whose outcome it is: one of them proves little.
    common: Subjects<'a>,
}

impl Wanted<'_> {
    /// The block that shares most, if that is enough: from [`ENOUGH`] on, it serves the outcome. An outcome without a subject
    /// of its own is served by any.
    fn serving<'b, 'c>(&self, blocks: &'b Blocks<'c>) -> Option<&'b Block<'c>> {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for subject in &self.subjects {
            let weight = if self.common.contains(subject) { 1 } else { ENOUGH };
            for at in blocks.by_subject.get(subject).into_iter().flatten() {
                *shared.entry(*at).or_default() += weight;
            }
        }
        let (most, best) = shared.into_iter().map(|(at, shared)| (shared, Reverse(at))).max().unwrap_or((0, Reverse(0)));
        let telling = self.subjects.iter().any(|it| !self.common.contains(it));
        let least = if telling { ENOUGH } else { 1 };
        blocks.list.get(best.0).filter(|_| self.subjects.is_empty() || most >= least)
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
    fn blocks(&self, role: Role) -> Blocks<'a> {
        let perspective: &'a Perspective = self.perspective;
        let blocks = perspective
            .units_in(role)
            .map(|(_, unit)| {
                let mut subjects = self.subjects(&unit.words, &unit.hits, 0..unit.words.len());
                subjects.extend(self.subjects(&unit.context, &unit.context_hits, 0..unit.context.len()));
                let people = people(self.source, unit, 0..unit.words.len());
                let things = subjects.iter().filter(|it| !people.contains(it)).copied().collect();
                Block { span: unit.span, subjects, things }
            })
            .collect();
        Blocks::new(blocks)
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
    fn linked<'b>(&self, found: &Block<'a>, blocks: &'b Blocks<'a>) -> Option<&'b Block<'a>> {
        let telling = found.things.iter().copied().filter(|it| self.spread(it) < RARE);
        let first = telling.filter_map(|it| blocks.by_thing.get(it)?.first()).min()?;
        blocks.list.get(*first)
    }

    fn subjects(&self, words: &'a Words, hits: &[Hit], within: Range<usize>) -> Subjects<'a> {
        let colorless: Vec<&Hit> = hits.iter().filter(|hit| hit.class == class::COLORLESS).collect();
        let dull = |at: usize| colorless.iter().any(|hit| hit.words.contains(&at));
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
