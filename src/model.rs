//! A document as a perspective: sections by role, units, recommendations, metrics, markers. Gaps are `None`.
#![deny(clippy::disallowed_methods)]

mod deed;
mod english;
mod leak;
mod marker;
mod metric;
mod outcome;
mod piece;
mod recommendation;
mod risk;
mod section;
mod suppression;
mod topic;
mod unit;

pub use leak::{Leak, LeakKind};
pub use marker::{Marker, Why, weight};
pub use metric::{Metric, MetricLabel, Shortfall};
pub use outcome::Outcome;
pub use recommendation::{Recommendation, RecommendationLabel};
pub use risk::Risk;
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
    /// Whether its words are not English, so that nothing is judged that takes reading.
    pub foreign: bool,
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
    /// Risks stated, in order, with what each has of an assessment.
    pub risks: Vec<Risk>,
    /// The block that says why an assessment of risks does not apply.
    pub risk_excuse: Option<Span>,
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
    let foreign = english::is_foreign(&units);
    let mut perspective = Perspective { title, sections, units, foreign, ..Perspective::default() };
    perspective.suppressions = suppression::read(text, syntax);
    perspective.markers = marker::read(source, &perspective);
    perspective.leaks = leak::read(source, &perspective);
    perspective.acronyms = leak::acronyms(source, &perspective);
    perspective.recommendations = recommendation::read(source, &perspective);
    perspective.metrics = metric::read(source, &perspective);
    perspective.outcomes = outcome::read(source, &perspective);
    let passages = piece::read(&perspective, &persona.lexicon);
    let (topics, risks) = (topic::read(source, &perspective, &passages), risk::read(&perspective, &passages));
    let risk_excuse = risk::excuse(&perspective, &passages);
    Perspective { topics, risks, risk_excuse, ..perspective }
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

    /// Whether a risk stands with its effect and a response, or a reason why none does.
    pub fn assesses_risk(&self) -> bool {
        self.risk_excuse.is_some() || self.risks.iter().any(Risk::complete)
    }

    /// The first line of the risk that comes nearest to an assessment.
    pub fn nearest_risk(&self) -> Option<Span> {
        self.risks.iter().rev().max_by_key(|it| (it.own, u8::from(it.effect) + u8::from(it.response))).map(|it| it.head)
    }

    /// The first section of `role`.
    pub fn section_of(&self, role: Role) -> Option<&Section> {
        self.sections.iter().find(|it| it.role == role && it.level == 2)
    }

    /// Where a section of `role` says that it does not apply, with a reason: "Not applicable because ...". Such a section
    /// satisfies the items that look into it.
    pub fn excused(&self, role: Role) -> Option<Span> {
        self.units_in(role).find_map(|(_, unit)| {
            let lower = |at: usize| unit.words.lower(at);
            let denied = (0..unit.words.len().min(12)).find(|&at| {
                (lower(at) == "not" && lower(at + 1) == "applicable") || (lower(at) == "n" && lower(at + 1) == "/" && lower(at + 2) == "a")
            })?;
            let reason = (denied..unit.words.len()).find(|&at| {
                matches!(lower(at), "because" | "since" | "as" | "until" | "while") || (at > denied + 1 && matches!(lower(at), ":" | "-"))
            })?;
            (unit.content_words(reason..unit.words.len()) >= 3).then_some(unit.span)
        })
    }
}
