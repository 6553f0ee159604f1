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

use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::persona::{Persona, Role};
use crate::syntax::{BlockKind, Renewed, Syntax};
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
    /// What decided on the outcomes.
    spreads: outcome::Spreads,
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
    let sections = section::read(text, syntax, persona, None);
    let units = unit::read(syntax, &sections, &persona.lexicon);
    let title = syntax.blocks.iter().find(|block| block.kind == BlockKind::Heading(1)).map(|block| block.content);
    let mut perspective = Perspective { title, sections, units, ..Perspective::default() };
    perspective.leaks = leak::read(source, &perspective);
    perspective.recommendations = recommendation::read(source, &perspective);
    perspective.metrics = metric::read(source, &perspective);
    (perspective.outcomes, perspective.spreads) = outcome::read(source, &perspective);
    perspective.markers = marker::read(source, &perspective, |_| None);
    rest(source, perspective)
}

/// Reads a perspective of `persona` again, of which `before` was the earlier version and `renewed` what was edited: the same
/// as [`read`] gives. Units, and what is read of each by itself, are read anew where the edit concerns them.
pub fn read_again(
    text: &str,
    syntax: &Syntax,
    persona: &Persona,
    config: &Config,
    mut before: Perspective,
    renewed: &Renewed,
) -> Perspective {
    let source = Source { text, syntax, persona, config };
    let title = syntax.blocks.iter().find(|block| block.kind == BlockKind::Heading(1)).map(|block| block.content);
    let title_kept = title == before.title && title.is_none_or(|it| it.end < renewed.place.new.start);
    let sections = section::read(text, syntax, persona, Some((&before.sections, &renewed.place)));
    let fresh = unit::read_again(&mut before.units, renewed, syntax, &sections, before.sections.len(), &persona.lexicon);
    let old_sections = std::mem::replace(&mut before.sections, sections);
    let mut perspective = Perspective { title, ..before };
    let touches = |role: Role| {
        fresh.removed.iter().any(|it| old_sections[it.section].role == role)
            || perspective.units[fresh.new.clone()].iter().any(|it| perspective.role(it) == role)
    };
    let same_outcomes = title_kept && !touches(Role::Outcomes);
    let linked = same_outcomes && !renewed.headings && !touches(Role::Recommendations) && !touches(Role::Metrics);
    // What is sold is learned from the sections of topics.
    let same_results = same_outcomes && !touches(Role::Topic);
    let (leaks, recommendations, metrics) = (
        std::mem::take(&mut perspective.leaks),
        std::mem::take(&mut perspective.recommendations),
        std::mem::take(&mut perspective.metrics),
    );
    perspective.leaks = leak::read_again(source, &perspective, leaks, &fresh);
    perspective.recommendations = match same_results {
        true => recommendation::read_again(source, &perspective, recommendations, &fresh),
        false => recommendation::read(source, &perspective),
    };
    perspective.metrics = metric::read_again(source, &perspective, metrics, &fresh);
    let outcomes = std::mem::take(&mut perspective.outcomes);
    match linked.then(|| outcome::kept(outcomes, &perspective.spreads, &perspective, &fresh)).flatten() {
        Some(outcomes) => perspective.outcomes = outcomes,
        None => (perspective.outcomes, perspective.spreads) = outcome::read(source, &perspective),
    }
    let place = &fresh.place;
    let markers = std::mem::take(&mut perspective.markers);
    let untouched = markers.into_iter().filter(|it| it.span.end <= place.old.start || it.span.start >= place.old.end);
    let known: FxHashMap<Span, String> = untouched.map(|it| (place.moved_span(it.span), it.impact)).collect();
    perspective.markers = marker::read(source, &perspective, |span| known.get(&span).cloned());
    rest(source, perspective)
}

/// Adds to `perspective` what is read of the whole document.
fn rest(source: Source, mut perspective: Perspective) -> Perspective {
    let Source { text, syntax, .. } = source;
    perspective.foreign = english::is_foreign(&perspective.units);
    perspective.suppressions = suppression::read(text, syntax);
    perspective.acronyms = leak::acronyms(&perspective);
    let passages = piece::read(&perspective);
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
        let before = self.sections.partition_point(|it| it.heading.start <= offset);
        let holds = |it: &&Section| it.body.contains(offset) || it.heading.contains(offset);
        self.sections[..before].iter().rev().find(holds).map_or(Role::Other, |it| it.role)
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
