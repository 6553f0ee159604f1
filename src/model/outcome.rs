//! Outcomes: the results that the customer should reach, and what serves each (GUIDELINE, PR3 and ruling 4).
//!
//! A recommendation or a metric serves an outcome when the two share a subject: a word that tells outcomes apart, in any
//! of its forms, or a synonym. What stands over a list speaks for its entries (ruling 13).

use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::unit::Fresh;
use super::{Perspective, Source, Unit, UnitKind, is_function_word};
use crate::language::{Amount, Class, Hit, Kind, Quantity, TimeKind, Words, class, stem};
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
            // A metric on what the whole document is about measures what a recommendation serves: in doubt, it passes.
            if recommendation.is_some() && metric.is_none() {
                metric = metrics.list.iter().find(|it| wanted.common.iter().any(|subject| it.things.contains(subject)));
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
fn people<'a>(unit: &'a Unit, words: Range<usize>) -> Subjects<'a> {
    let hits = unit.hits.iter().filter(|it| matches!(it.class, class::BENEFICIARY | class::PERSON));
    let named = hits.flat_map(|it| it.words.start.max(words.start)..it.words.end.min(words.end));
    named.map(|at| stem(unit.words.lower(at))).collect()
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
    /// The block that shares most, if that is enough: from [`ENOUGH`] on, it serves the outcome. An outcome without a subject
    /// of its own is served by any.
    fn serving<'b, 'c>(&self, blocks: &'b Blocks<'c>) -> Option<&'b Block<'c>> {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for subject in &self.subjects {
            let weight = if self.common.contains(subject) && self.last != Some(subject) { 1 } else { ENOUGH };
            for at in blocks.by_subject.get(subject).into_iter().flatten() {
                *shared.entry(*at).or_default() += weight;
            }
        }
        for (at, block) in blocks.list.iter().enumerate().filter(|_| self.quick || !self.lengths.is_empty()) {
            let lengths = self.lengths.iter().filter(|it| block.lengths.contains(it)).count() * ENOUGH;
            *shared.entry(at).or_default() += lengths + usize::from(self.quick && block.timed);
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

/// The words of a document with the sections of level 2 that they stand in, by their first letters: words of one stem
/// share them.
struct Places<'a> {
    /// For each hash of first letters, the entry read last.
    last: Vec<u32>,
    entries: Vec<Place<'a>>,
}

/// A word in a section.
struct Place<'a> {
    word: &'a str,
    section: usize,
    /// The entry before of the same hash.
    before: u32,
}

/// Where a chain of entries ends.
const END: u32 = u32::MAX;

impl<'a> Places<'a> {
    /// Number of chains; a power of two.
    const CHAINS: usize = 1024;

    fn of(perspective: &'a Perspective) -> Self {
        let mut places = Places { last: vec![END; Self::CHAINS], entries: Vec::new() };
        for unit in perspective.units.iter().filter(|it| perspective.sections[it.section].level == 2) {
            for word in (0..unit.words.len()).map(|at| unit.words.lower(at)) {
                let last = &mut places.last[Self::chain(word)];
                places.entries.push(Place { word, section: unit.section, before: *last });
                *last = places.entries.len() as u32 - 1;
            }
        }
        places
    }

    /// The chain of `word`, by its first three bytes: no stem is shorter.
    fn chain(word: &str) -> usize {
        let letters = word.bytes().take(3).fold(0, |all, byte| all * 31 + usize::from(byte));
        letters % Self::CHAINS
    }

    /// In how many sections a word with the stem `subject` stands.
    fn spread(&self, subject: &str) -> usize {
        let entry = |at: u32| self.entries.get(at as usize);
        let chain = std::iter::successors(entry(self.last[Self::chain(subject)]), |it| entry(it.before));
        let named = chain.filter(|it| it.word.starts_with(subject) && it.word.len() - subject.len() <= LONGEST_ENDING);
        let mut sections: Vec<usize> = named.map(|it| it.section).collect();
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
                let mut subjects = self.told(unit);
                subjects.extend(self.subjects(&unit.context, &unit.context_hits, 0..unit.context.len()));
                let people = people(unit, 0..unit.words.len());
                let things = subjects.iter().filter(|it| !people.contains(it)).copied().collect();
                let timed = unit.quantities.iter().any(|it| it.amount == Amount::Duration);
                Block { span: unit.span, subjects, things, timed, lengths: lengths(unit, &(0..unit.words.len())) }
            })
            .collect();
        Blocks::new(blocks)
    }

    /// What `unit` is about; how long it takes, when it is and who owns it is not.
    fn told(&self, unit: &'a Unit) -> Subjects<'a> {
        // "Machines that a supplier reaches", "on each exam day": events and occasions have subjects of their own.
        let dates = unit.times.iter().filter(|it| matches!(it.kind, TimeKind::Date | TimeKind::Relative)).map(|it| &it.words);
        let spans = unit.quantities.iter().map(|it| &it.words).chain(dates);
        let measured: Vec<Range<usize>> = spans.filter(|it| it.len() > 1).cloned().chain(owners(unit)).collect();
        let counts = |at: &usize| !measured.iter().any(|it| it.contains(at));
        self.subjects(&unit.words, &unit.hits, (0..unit.words.len()).filter(counts))
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
    fn linked<'b>(&self, found: &Block<'a>, blocks: &'b Blocks<'a>) -> Option<&'b Block<'a>> {
        let telling = found.things.iter().copied().filter(|it| self.spread(it) < RARE);
        let first = telling.filter_map(|it| blocks.by_thing.get(it)?.first()).min()?;
        blocks.list.get(*first)
    }

    fn subjects(&self, words: &'a Words, hits: &[Hit], within: impl Iterator<Item = usize>) -> Subjects<'a> {
        let near = |classes: &[Class]| -> Vec<Range<usize>> {
            hits.iter().filter(|hit| classes.contains(&hit.class)).map(|hit| hit.words.clone()).collect()
        };
        let (dull, people) = (near(&[class::COLORLESS]), near(&[class::BENEFICIARY, class::PERSON]));
        let dull = |at: usize| dull.iter().any(|it| it.contains(&at));
        let telling = |at: usize| {
            words.get(at).is_some_and(|it| it.kind == Kind::Word && it.length() > 2) && !is_function_word(words.lower(at)) && !dull(at)
        };
        // Savers do not save effort, nor are teachers taught: people have no synonyms.
        let person = |at: usize| people.iter().any(|it| it.contains(&at));
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
