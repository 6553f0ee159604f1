//! Everything this program thinks of a document, in one pure function.
#![deny(clippy::disallowed_methods)]

use std::sync::Arc;

use crate::config::Config;
use crate::model::{self, Perspective, Suppression};
use crate::persona::Persona;
use crate::report::{Finding, Report};
use crate::rules;
use crate::syntax::{self, Syntax};
use crate::text::{Diff, Span, Text};

/// What a judged document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A perspective.
    Perspective,
    /// The checklist of one.
    Checklist,
    /// The sheet of questions of one.
    Questions,
}

/// A document, read and judged.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What it is. A checklist or a sheet has no perspective of its own and no verdicts.
    pub kind: Kind,
    /// What was checked.
    pub text: Text,
    /// By whose checklist.
    pub persona: Arc<Persona>,
    /// Under which settings: those that hold for its persona.
    pub config: Config,
    /// As Markdown.
    pub syntax: Syntax,
    /// As a perspective.
    pub perspective: Perspective,
    /// How many clarification markers it may have.
    pub limit: usize,
    /// What is said of it.
    pub report: Report,
}

impl Checked {
    /// Adds findings that a look at other files has made, but for those that a comment allows.
    pub fn add(&mut self, mut findings: Vec<Finding>) {
        let allows = |it: &Suppression, finding: &Finding| {
            let reasoned = it.reason.is_some() && it.codes.iter().any(|code| code == finding.code);
            reasoned && it.block.touches(Span::at(finding.span.start))
        };
        findings.retain(|finding| !self.perspective.suppressions.iter().any(|it| allows(it, finding)));
        self.report.add(findings);
    }

    /// Whether the next phase may begin: every item passes or is waived, no marker is open, no error stands.
    pub fn ready(&self) -> bool {
        use crate::report::{Severity, State};
        self.perspective.markers.is_empty()
            && self.report.verdicts.iter().all(|it| matches!(it.state, State::Pass | State::Waived))
            && self.report.findings.iter().all(|it| it.severity != Severity::Error)
    }
}

/// A document of another `kind` that stands beside the perspective `of`, with `findings` in the order of their places.
pub fn beside(kind: Kind, text: &Text, of: &Checked, mut findings: Vec<Finding>, config: &Config) -> Checked {
    let config = config.of(&of.persona.id);
    rules::weigh(&mut findings, &config);
    findings.sort_by_key(|finding| (finding.span.start, finding.severity, finding.span.end));
    Checked {
        kind,
        text: text.clone(),
        persona: of.persona.clone(),
        config,
        syntax: syntax::read(text.as_str()),
        perspective: Perspective::default(),
        limit: of.limit,
        report: Report { findings, verdicts: Vec::new() },
    }
}

/// The same as [`check`] gives, sooner: what an edit did not touch is taken from `before`, an earlier version of `text`,
/// where that was judged as a perspective of the same persona under the same settings.
pub fn check_again(before: Checked, text: &Text, persona: &Arc<Persona>, config: &Config) -> Checked {
    let config = config.of(&persona.id);
    if !Arc::ptr_eq(persona, &before.persona) || config != before.config {
        return check_under(text, persona, config);
    }
    let Checked { text: old, syntax, perspective, .. } = before;
    let diff = Diff::between(old.as_str(), text.as_str());
    let (syntax, renewed) = syntax::read_again(syntax, old.as_str(), text.as_str(), &diff);
    let perspective = match &renewed {
        Some(renewed) => model::read_again(text.as_str(), &syntax, persona, &config, perspective, renewed),
        None => model::read(text.as_str(), &syntax, persona, &config),
    };
    judged(text, persona, config, syntax, perspective)
}

/// Judges `text` as a perspective of `persona`. Same text, same persona, same settings: same result.
pub fn check(text: &Text, persona: &Arc<Persona>, config: &Config) -> Checked {
    check_under(text, persona, config.of(&persona.id))
}

/// The same; `config` is what holds for `persona`.
fn check_under(text: &Text, persona: &Arc<Persona>, config: Config) -> Checked {
    let syntax = syntax::read(text.as_str());
    let perspective = model::read(text.as_str(), &syntax, persona, &config);
    judged(text, persona, config, syntax, perspective)
}

/// Runs the rules on `perspective`, which is what `text` says.
fn judged(text: &Text, persona: &Arc<Persona>, config: Config, syntax: Syntax, perspective: Perspective) -> Checked {
    let report = rules::run(&rules::Context { text, syntax: &syntax, perspective: &perspective, persona, config: &config });
    let limit = config.limit.unwrap_or(persona.limit);
    Checked { kind: Kind::Perspective, text: text.clone(), persona: persona.clone(), config, syntax, perspective, limit, report }
}
