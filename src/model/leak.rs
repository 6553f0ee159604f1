//! Technical details: build technologies, technical metrics, instructions on how to build.
//!
//! Every judgement is a sum of signs for and against. What a word alone does not tell, its neighbourhood does: the predicate
//! before it, the head noun behind it, whose it is, and whether it is denied, quoted or asked.

pub(super) mod acronym;
mod code;
mod instruction;
mod metric;
mod passage;
pub(super) mod technology;

use std::collections::BTreeMap;

use super::piece::Classes;
use super::unit::Fresh;
use super::{Perspective, Source, Unit};
use crate::language::{Class, Lexicon, WordSet, Words, quantities};
use crate::persona::{Ban, Role};
use crate::report::{SILENT, SURE};
use crate::syntax::BlockKind;
use crate::text::Span;
use passage::Passage;

/// What kind of technical detail it is (GUIDELINE, "Labels").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeakKind {
    /// A language, framework, database, protocol, cloud service or developer tool.
    Technology,
    /// A measure that only an engineer with access to the system could take.
    Metric,
    /// An instruction on how to build, code included.
    Instruction,
    /// Something else that the persona's vocabulary bans: a term of this class.
    Banned(Class),
}

/// A technical detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The phrase that names it.
    pub span: Span,
    /// The name in it, without the head nouns behind; where nothing is named, the same as `span`.
    pub name: Span,
    /// What kind it is.
    pub kind: LeakKind,
    /// How sure this is, in percent.
    pub confidence: u8,
    /// Whether it stands in guidance.
    pub guidance: bool,
    /// Whether it takes an engineer to read it: code, or an instruction to developers.
    pub addressed: bool,
}

impl Leak {
    fn new(span: Span, kind: LeakKind, confidence: u8) -> Self {
        Leak { span, name: span, kind, confidence, guidance: false, addressed: false }
    }

    /// Whether it is a block of code.
    pub fn is_code(&self) -> bool {
        self.kind == LeakKind::Instruction && self.addressed && self.confidence == code::CONFIDENCE
    }

    /// Whether it is sure enough to fail an item of the checklist.
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }
}

/// How sure a term is that a persona's vocabulary bans, in percent: its words are chosen to be so where they stand.
const LISTED: u8 = 90;

/// All technical details outside the request, by place; none within another.
pub(super) fn read(source: Source, perspective: &Perspective) -> Vec<Leak> {
    let all = Span::new(0, usize::MAX);
    read_in(source, perspective, all, &perspective.units)
}

/// Reads those anew that stand in the `fresh` units and around them; `leaks` are those of the earlier version.
pub(super) fn read_again(source: Source, perspective: &Perspective, mut leaks: Vec<Leak>, fresh: &Fresh) -> Vec<Leak> {
    // Whether SQL is a lead, and what is a product, is said anywhere in the document.
    let new = &perspective.units[fresh.new.clone()];
    let others = perspective.units.iter().enumerate().filter(|(at, _)| !fresh.new.contains(at)).any(|(_, unit)| unit.leads);
    let same_leads = others || fresh.removed.iter().any(|it| it.leads) == new.iter().any(|it| it.leads);
    if same_leads && products(&fresh.removed).eq(products(new)) {
        let place = &fresh.place;
        let start = leaks.partition_point(|it| it.span.start < place.old.start);
        let end = leaks.partition_point(|it| it.span.start < place.old.end);
        for leak in &mut leaks[end..] {
            (leak.span, leak.name) = (place.moved_span(leak.span), place.moved_span(leak.name));
        }
        leaks.splice(start..end, read_in(source, perspective, place.new, new));
        return leaks;
    }
    read(source, perspective)
}

/// The technical details in `place`, whose units are `units`.
fn read_in(source: Source, perspective: &Perspective, place: Span, units: &[Unit]) -> Vec<Leak> {
    let classes = banned_classes(source);
    let leads = perspective.units.iter().any(|unit| unit.leads);
    let products: Vec<[&str; 2]> = products(&perspective.units).collect();
    let reader = Reader { source, leads, classes, products: &products };
    let blocks = &source.syntax.blocks;
    let blocks = &blocks[blocks.partition_point(|it| it.span.start < place.start)..blocks.partition_point(|it| it.span.start < place.end)];
    let mut found = code::read(source, perspective, blocks);
    for unit in units {
        let role = perspective.role(unit);
        if role == Role::Request {
            continue;
        }
        let row = unit.kind == super::UnitKind::Row;
        let mut passage = Passage::new(source.text, &unit.words, &unit.hits, &unit.quantities, &unit.sentences, &unit.parts);
        passage.row = row;
        passage.metric = role == Role::Metrics;
        reader.passage(&passage, role.is_guidance(), &mut found);
    }
    for block in blocks.iter().filter(|block| is_head(block.kind, source, block.parent)) {
        let role = perspective.role_at(block.content.start);
        if role != Role::Request {
            reader.block(block.content, role.is_guidance(), &mut found);
        }
    }
    settle(found)
}

/// The acronyms that a reader of the persona's trade has no key to, once each, in order.
pub(super) fn acronyms(perspective: &Perspective) -> Vec<Span> {
    acronym::read(perspective)
}

/// Whether a block of `kind` is a heading of a section or of a column.
fn is_head(kind: BlockKind, source: Source, parent: Option<usize>) -> bool {
    match kind {
        BlockKind::Heading(level) => level > 1,
        BlockKind::TableCell(_) => parent.is_some_and(|at| source.syntax.blocks[at].kind == BlockKind::TableHead),
        _ => false,
    }
}

/// Whether `words` speak of sales-qualified leads, so that SQL is one anywhere in the document.
pub(super) fn leads(words: &Words) -> bool {
    static WORDS: WordSet =
        WordSet::new(&["mql", "mqls", "sal", "sals", "lead", "leads", "bdr", "sdr", "conversion", "qualified", "pipeline"]);
    (0..words.len()).any(|at| WORDS.contains(words.lower(at)))
}

/// What `units` call products that bear the name of a technology.
fn products(units: &[Unit]) -> impl Iterator<Item = [&str; 2]> {
    units.iter().flat_map(|unit| unit.products.iter().map(|&at| [unit.words.lower(at - 1), unit.words.lower(at)]))
}

/// The classes of words that the persona's vocabulary bans.
fn banned_classes(source: Source) -> Classes {
    let leaks = &source.persona.leaks;
    let mut classes = Classes::default();
    let names = leaks.bans.iter().chain(&leaks.details);
    names.filter_map(|ban| ban.class(&source.persona.lexicon)).for_each(|it| classes.add(it));
    classes
}

impl Ban {
    /// The class of the words that it bans, if it bans words.
    fn class(&self, lexicon: &Lexicon) -> Option<Class> {
        match self {
            Ban::Words(name) => lexicon.class(&format!("ban:{name}")),
            _ => None,
        }
    }

    /// Whether `leak` is what it bans.
    pub fn covers(&self, leak: &Leak, lexicon: &Lexicon) -> bool {
        match self {
            Ban::Technology => leak.kind == LeakKind::Technology,
            Ban::Metric => leak.kind == LeakKind::Metric,
            Ban::Instruction => leak.kind == LeakKind::Instruction,
            Ban::Code => leak.is_code(),
            Ban::Words(_) => matches!(leak.kind, LeakKind::Banned(class) if Some(class) == self.class(lexicon)),
        }
    }
}

struct Reader<'a> {
    source: Source<'a>,
    leads: bool,
    /// Classes of words that the persona's vocabulary bans.
    classes: Classes,
    /// What the document calls a product by name: `postgres backup`.
    products: &'a [[&'a str; 2]],
}

impl Reader<'_> {
    /// Reads a block that is no unit.
    fn block(&self, span: Span, guidance: bool, found: &mut Vec<Leak>) {
        let words = Words::new(&self.source.syntax.prose, span);
        let hits = self.source.persona.lexicon.scan(&words);
        let (amounts, all) = (quantities(&words), 0..words.len());
        let sentences = words.sentences(all.clone());
        let parts = [all];
        self.passage(&Passage::new(self.source.text, &words, &hits, &amounts, &sentences, &parts), guidance, found);
    }

    fn passage(&self, passage: &Passage, guidance: bool, found: &mut Vec<Leak>) {
        let start = found.len();
        metric::read(passage, found);
        technology::read(passage, self.leads, self.products, found);
        instruction::read(passage, found);
        self.banned(passage, found);
        let config = self.source.config;
        let allows = || config.accept.iter().chain(&self.source.persona.leaks.allows);
        let mut kept = start;
        for at in start..found.len() {
            found[at].guidance = guidance;
            let words = found[at].span.of(self.source.text);
            if !allows().any(|term| mentions(words, term)) || found[at].confidence == 100 {
                found.swap(kept, at);
                kept += 1;
            }
        }
        found.truncate(kept);
    }

    /// Terms that the vocabulary or the settings ban.
    fn banned(&self, passage: &Passage, found: &mut Vec<Leak>) {
        for hit in passage.hits.iter().filter(|hit| self.classes.has(hit.class) && passage.asserts(&hit.words)) {
            found.push(Leak::new(passage.words.span(hit.words.clone()), LeakKind::Banned(hit.class), LISTED));
        }
        for term in &self.source.config.ban {
            let term = Words::new(term, Span::new(0, term.len()));
            for at in 0..passage.words.len() {
                let words = at..at + term.len();
                if !term.is_empty() && words.clone().zip(0..).all(|(at, of)| passage.lower(at) == term.lower(of)) && passage.asserts(&words)
                {
                    found.push(Leak::new(passage.words.span(words), LeakKind::Technology, 100));
                }
            }
        }
    }
}

/// Whether `term` stands in `words` as whole words, in any case of letters.
fn mentions(words: &str, term: &str) -> bool {
    let (words, term) = (words.to_lowercase(), term.to_lowercase());
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !term.is_empty()
        && words.match_indices(&term).any(|(at, _)| edge(words[..at].chars().next_back()) && edge(words[at + term.len()..].chars().next()))
}

/// Leaves one leak at a place: code over what a vocabulary bans over a metric over a technology over an instruction, and the longer of two of a kind.
fn settle(mut found: Vec<Leak>) -> Vec<Leak> {
    found.retain(|leak| leak.confidence >= SILENT);
    let rank = |leak: &Leak| match leak.kind {
        _ if leak.is_code() => 0,
        LeakKind::Banned(_) => 1,
        LeakKind::Metric => 2,
        LeakKind::Technology => 3,
        LeakKind::Instruction => 4,
    };
    found.sort_by_key(|leak| (rank(leak), std::cmp::Reverse(leak.span.len()), leak.span));
    // Those kept are disjoint, so the nearest on either side tell whether there is room.
    let mut kept: BTreeMap<usize, Leak> = BTreeMap::new();
    for leak in found {
        let before = kept.range(..leak.span.end.max(leak.span.start + 1)).next_back();
        if !before.is_some_and(|(_, it)| it.span.overlaps(leak.span)) {
            kept.insert(leak.span.start, leak);
        }
    }
    kept.into_values().collect()
}
