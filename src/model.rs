//! A document as a perspective: sections by role, units, recommendations, metrics, markers. Gaps are `None`.
#![deny(clippy::disallowed_methods)]

mod leak;
mod marker;
mod metric;
mod outcome;
mod recommendation;
mod section;
mod suppression;
mod topic;
mod unit;

pub use leak::{Leak, LeakKind};
pub use marker::Marker;
pub use metric::{Metric, MetricLabel};
pub use outcome::Outcome;
pub use recommendation::{Recommendation, RecommendationLabel};
pub use section::{Content, Section};
pub use suppression::Suppression;
pub use topic::{Statement, TopicReading};
pub use unit::{Cell, Unit, UnitKind, is_function_word};

use crate::config::Config;
use crate::persona::{Persona, Role};
use crate::syntax::{BlockKind, Syntax};
use crate::text::Span;

/// A document as a perspective.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Perspective {
    /// The words of the first heading of level 1.
    pub title: Option<Span>,
    /// Sections in order, subsections among them.
    pub sections: Vec<Section>,
    /// The blocks that are judged, in order.
    pub units: Vec<Unit>,
    /// Open markers in document order.
    pub markers: Vec<Marker>,
    /// Recommendations in order.
    pub recommendations: Vec<Recommendation>,
    /// Metrics in order.
    pub metrics: Vec<Metric>,
    /// Technical details in order, wherever they stand.
    pub leaks: Vec<Leak>,
    /// Acronyms that the persona's readers have no key to, once each, in order.
    pub acronyms: Vec<Span>,
    /// Outcomes stated, in order, and what serves each.
    pub outcomes: Vec<Outcome>,
    /// What was found on each topic of the persona, in its order.
    pub topics: Vec<TopicReading>,
    /// Comments that allow findings, in order.
    pub suppressions: Vec<Suppression>,
}

/// What the readings below are made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    syntax: &'a Syntax,
    persona: &'a Persona,
    config: &'a Config,
}

/// Reads a perspective of `persona`.
pub fn read(text: &str, syntax: &Syntax, persona: &Persona, config: &Config) -> Perspective {
    let source = Source { text, syntax, persona, config };
    let sections = section::read(text, syntax, persona);
    let units = unit::read(syntax, &sections, &persona.lexicon);
    let title = syntax.blocks.iter().find(|block| block.kind == BlockKind::Heading(1)).map(|block| block.content);
    let mut perspective = Perspective { title, sections, units, ..Perspective::default() };
    perspective.suppressions = suppression::read(text, syntax);
    perspective.markers = marker::read(source, &perspective);
    perspective.leaks = leak::read(source, &perspective);
    perspective.acronyms = leak::acronyms(source, &perspective);
    perspective.recommendations = recommendation::read(source, &perspective);
    perspective.metrics = metric::read(source, &perspective);
    perspective.outcomes = outcome::read(source, &perspective);
    perspective.topics = topic::read(source, &perspective);
    perspective
}

impl Perspective {
    /// The role of the section that `unit` stands in.
    pub fn role(&self, unit: &Unit) -> Role {
        self.sections[unit.section].role
    }

    /// The role at `offset`; outside every section, [`Role::Other`].
    pub fn role_at(&self, offset: usize) -> Role {
        self.sections.iter().rev().find(|it| it.body.contains(offset) || it.heading.contains(offset)).map_or(Role::Other, |it| it.role)
    }

    /// Units in sections of `role`, with their indices.
    pub fn units_in(&self, role: Role) -> impl Iterator<Item = (usize, &Unit)> {
        self.units.iter().enumerate().filter(move |(_, unit)| self.role(unit) == role)
    }

    /// Units in guidance, with their indices.
    pub fn guidance(&self) -> impl Iterator<Item = (usize, &Unit)> {
        self.units.iter().enumerate().filter(|(_, unit)| self.role(unit).is_guidance())
    }

    /// The first section of the persona's `kind`.
    pub fn section(&self, kind: usize) -> Option<&Section> {
        self.sections.iter().find(|it| it.is(kind))
    }

    /// The first section of `role`.
    pub fn section_of(&self, role: Role) -> Option<&Section> {
        self.sections.iter().find(|it| it.role == role && it.level == 2)
    }
}
