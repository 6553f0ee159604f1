//! Everything this program thinks of a document, in one pure function.
#![deny(clippy::disallowed_methods)]

use std::sync::Arc;

use crate::config::Config;
use crate::model::{self, Perspective};
use crate::persona::Persona;
use crate::report::Report;
use crate::rules;
use crate::syntax::{self, Syntax};
use crate::text::{Diff, Text};

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

/// Judges `text`, of which `before` is an earlier version that was judged under the same settings: the same as [`check`]
/// gives, sooner.
pub fn check_again(before: Checked, text: &Text, config: &Config) -> Checked {
    let Checked { text: old, persona, syntax, perspective, .. } = before;
    let diff = Diff::between(old.as_str(), text.as_str());
    let (syntax, renewed) = syntax::read_again(syntax, old.as_str(), text.as_str(), &diff);
    let config = &config.of(&persona.id);
    let perspective = match &renewed {
        Some(renewed) => model::read_again(text.as_str(), &syntax, &persona, config, perspective, renewed),
        None => model::read(text.as_str(), &syntax, &persona, config),
    };
    judged(text, &persona, config, syntax, perspective)
}

/// Judges `text` as a perspective of `persona`. Same text, same persona, same settings: same result.
pub fn check(text: &Text, persona: &Arc<Persona>, config: &Config) -> Checked {
    let syntax = syntax::read(text.as_str());
    let config = &config.of(&persona.id);
    let perspective = model::read(text.as_str(), &syntax, persona, config);
    judged(text, persona, config, syntax, perspective)
}

/// Runs the rules on `perspective`, which is what `text` says.
fn judged(text: &Text, persona: &Arc<Persona>, config: &Config, syntax: Syntax, perspective: Perspective) -> Checked {
    let report = rules::run(&rules::Context { text, syntax: &syntax, perspective: &perspective, persona, config });
    let limit = config.limit.unwrap_or(persona.limit);
    Checked { text: text.clone(), persona: persona.clone(), syntax, perspective, limit, report }
}
