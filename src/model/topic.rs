//! Topics: whether the document says something of substance on each that the persona's checklist asks for.
//!
//! What counts follows from a topic's shape and from the classes that vocabularies fill; no topic is known by name. In
//! the topic's own section plain words do, elsewhere its own words are wanted.

mod contact;
mod example;
mod metric;
mod opportunity;
mod statement;
mod strategy;

use super::piece::{Passage, Piece};
use super::{Content, Perspective, Section, Source, Unit};
use crate::persona::{Role, Shape, Topic};
use crate::text::Span;

/// What was found on a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicReading {
    /// What satisfies it, best first.
    pub evidence: Vec<Statement>,
    /// What is missing, in words for a message: "onboarding", "a response with an owner, a time or a threshold".
    pub missing: Vec<String>,
    /// What comes nearest, where it is not satisfied: the place to change.
    pub nearest: Option<Span>,
    /// Other places of the topic's own section that do not satisfy it either, in order.
    pub others: Vec<Span>,
}

/// A statement on a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The block or sentence.
    pub span: Span,
    /// Why it counts.
    pub reason: String,
}

/// At most this many statements are kept for a topic, or for each of its subtopics.
const KEPT: usize = 3;

/// Content words from which a statement has substance (GUIDELINE, CA2).
const SUBSTANCE: usize = 5;

/// What the reading of one topic is made from.
struct Ground<'a> {
    source: Source<'a>,
    perspective: &'a Perspective,
    passages: &'a [Passage<'a>],
    topic: &'a Topic,
    /// For each section, whether it is the topic's own.
    own: Vec<bool>,
}

pub(super) fn read(source: Source, perspective: &Perspective, passages: &[Passage]) -> Vec<TopicReading> {
    let ground = |topic| Ground { source, perspective, passages, topic, own: own(source, perspective, topic) };
    source.persona.topics.iter().map(|topic| ground(topic).read()).collect()
}

/// For each section, whether it is the own section of `topic`: one whose heading in the skeleton has a word of the topic.
fn own(source: Source, perspective: &Perspective, topic: &Topic) -> Vec<bool> {
    let heads: Vec<bool> = source.persona.sections.iter().map(|it| topic.heads(&it.title)).collect();
    let is_own = |it: &Section| it.role == Role::Topic && it.kind.iter().chain(&it.joined).any(|kind| heads[*kind]);
    perspective.sections.iter().map(is_own).collect()
}

/// The units in the own sections of the topics of `shape`.
pub(super) fn of_shape<'a>(source: Source, perspective: &'a Perspective, shape: Shape) -> impl Iterator<Item = &'a Unit> + use<'a> {
    let topics = source.persona.topics.iter().filter(|it| it.shape == shape);
    let own: Vec<Vec<bool>> = topics.map(|topic| own(source, perspective, topic)).collect();
    let units = perspective.units_in(Role::Topic).map(|(_, unit)| unit);
    units.filter(move |unit| own.iter().any(|it| it[unit.section]))
}

impl Ground<'_> {
    fn read(&self) -> TopicReading {
        if self.topic.shape != Shape::Metric
            && let Some(passage) = self.own_passages().find(|it| it.excused())
        {
            let statement = Statement { span: passage.unit.span, reason: "says why it does not apply".to_owned() };
            if self.topic.needs.is_empty() {
                return TopicReading { evidence: vec![statement], ..TopicReading::default() };
            }
        }
        match self.topic.shape {
            Shape::Statement => statement::read(self),
            Shape::Strategy => strategy::read(self),
            Shape::Opportunity => opportunity::read(self),
            Shape::Contact => contact::read(self),
            Shape::Metric => metric::read(self),
            Shape::Recommendation => example::recommended(self),
            Shape::Code => example::code(self),
        }
    }

    /// Whether `passage` stands in the topic's own section: one whose heading in the skeleton has a word of the topic.
    fn owns(&self, passage: &Passage) -> bool {
        self.is_own(passage.unit.section)
    }

    fn is_own(&self, section: usize) -> bool {
        self.own[section]
    }

    fn own_passages(&self) -> impl Iterator<Item = &Passage<'_>> {
        self.passages.iter().filter(|it| self.owns(it))
    }

    fn role(&self, passage: &Passage) -> Role {
        self.perspective.role(passage.unit)
    }

    /// What comes nearest in the topic's own section: the first words there, or its heading.
    fn nearest(&self) -> Option<Span> {
        let section = (0..self.perspective.sections.len()).find(|&at| self.perspective.sections[at].level == 2 && self.is_own(at))?;
        let own = self.own_passages().max_by_key(|it| (it.content().min(12), std::cmp::Reverse(it.at)));
        let section = &self.perspective.sections[section];
        match (section.content, own) {
            (Content::Promise(span), _) => Some(span),
            (_, Some(passage)) if passage.content() > 0 => Some(passage.pieces.first().map_or(passage.unit.span, |it| passage.span(it))),
            _ => Some(section.heading),
        }
    }

    /// What else stands in the topic's own section, beside the place that comes nearest.
    fn others(&self) -> Vec<Span> {
        let nearest = self.nearest();
        let places = self.own_passages().flat_map(|it| it.pieces.iter().filter(|piece| piece.content > 2).map(|piece| it.span(piece)));
        places.filter(|it| Some(*it) != nearest).take(KEPT - 1).collect()
    }

    /// The reading that `found` gives, best first; with `missing` where it is empty.
    fn reading(&self, mut found: Vec<(u8, Statement)>, missing: &str) -> TopicReading {
        found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let evidence: Vec<Statement> = found.into_iter().map(|(_, it)| it).take(KEPT).collect();
        match evidence.is_empty() {
            true => TopicReading { evidence, missing: vec![missing.to_owned()], nearest: self.nearest(), others: self.others() },
            false => TopicReading { evidence, ..TopicReading::default() },
        }
    }
}

impl Topic {
    /// Whether the section `title` of the skeleton is the topic's own: by name, else by one of the topic's words.
    pub fn heads(&self, title: &str) -> bool {
        if !self.sections.is_empty() {
            return self.sections.iter().any(|it| it == title);
        }
        title.split(|c: char| !c.is_alphanumeric()).any(|word| self.words.iter().any(|it| it.eq_ignore_ascii_case(word)))
    }
}

/// A statement of the words of `piece`.
fn of_piece(passage: &Passage, piece: &Piece, reason: impl Into<String>) -> Statement {
    Statement { span: passage.span(piece), reason: reason.into() }
}

/// A statement of the whole of `passage`.
fn of_passage(passage: &Passage, reason: impl Into<String>) -> Statement {
    Statement { span: passage.unit.span, reason: reason.into() }
}
