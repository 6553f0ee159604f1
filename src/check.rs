//! Everything this program thinks of a document, in one pure function.
#![deny(clippy::disallowed_methods)]

use std::sync::Arc;

use crate::config::Config;
use crate::model::{self, Perspective, Suppression};
use crate::persona::Persona;
use crate::report::{Finding, Report};
use crate::rules;
use crate::syntax::{self, Syntax};
use crate::text::{Span, Text};

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
    rules::weigh(&mut findings, &config.of(&of.persona.id));
    findings.sort_by_key(|finding| (finding.span.start, finding.severity, finding.span.end));
    Checked {
        kind,
        text: text.clone(),
        persona: of.persona.clone(),
        syntax: syntax::read(text.as_str()),
        perspective: Perspective::default(),
        limit: of.limit,
        report: Report { findings, verdicts: Vec::new() },
    }
}

/// Judges `text` as a perspective of `persona`. Same text, same persona, same settings: same result.
pub fn check(text: &Text, persona: &Arc<Persona>, config: &Config) -> Checked {
    let syntax = syntax::read(text.as_str());
    let config = &config.of(&persona.id);
    let perspective = model::read(text.as_str(), &syntax, persona, config);
    let report = rules::run(&rules::Context { text, syntax: &syntax, perspective: &perspective, persona, config });
    let limit = config.limit.unwrap_or(persona.limit);
    Checked { kind: Kind::Perspective, text: text.clone(), persona: persona.clone(), syntax, perspective, limit, report }
}
