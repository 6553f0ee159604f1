//! Everything this program thinks of a document, in one pure function.
#![deny(clippy::disallowed_methods)]

use std::sync::Arc;

use crate::config::Config;
use crate::model::{self, Perspective};
use crate::persona::Persona;
use crate::report::Report;
use crate::rules;
use crate::syntax::{self, Syntax};
use crate::text::Text;

/// A document, read and judged.
#[derive(Clone, Debug)]
pub struct Checked {
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
    /// Whether the next phase may begin: every item passes or is waived, no marker is open, no error stands.
    pub fn ready(&self) -> bool {
        use crate::report::{Severity, State};
        self.perspective.markers.is_empty()
            && self.report.verdicts.iter().all(|it| matches!(it.state, State::Pass | State::Waived))
            && self.report.findings.iter().all(|it| it.severity != Severity::Error)
    }
}

/// Judges `text` as a perspective of `persona`. Same text, same persona, same settings: same result.
pub fn check(text: &Text, persona: &Arc<Persona>, config: &Config) -> Checked {
    let syntax = syntax::read(text.as_str());
    let config = &config.of(&persona.id);
    let perspective = model::read(text.as_str(), &syntax, persona, config);
    let report = rules::run(&rules::Context { text, syntax: &syntax, perspective: &perspective, persona, config });
    let limit = config.limit.unwrap_or(persona.limit);
    Checked { text: text.clone(), persona: persona.clone(), syntax, perspective, limit, report }
}
