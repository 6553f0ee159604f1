//! Settings: `perspective.toml` and the editor's, the same keys. Parsed from text that is given; what is wrong with
//! them is a list of problems with places, never a crash.
#![deny(clippy::disallowed_methods)]

use std::collections::BTreeMap;

use crate::report::Severity;
use crate::text::Span;

/// The settings of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Severity by code; `None` switches the rule off (`"off"`).
    pub severity: BTreeMap<String, Option<Severity>>,
    /// Terms that are never technical here.
    pub accept: Vec<String>,
    /// Terms that are technical here.
    pub ban: Vec<String>,
    /// How many clarification markers a document may have, instead of the persona's limit.
    pub limit: Option<usize>,
    /// The persona of documents that do not say theirs.
    pub persona: Option<String>,
}

/// Something wrong with settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the settings' text.
    pub span: Span,
    /// What, in one line.
    pub message: String,
    /// Whether the settings cannot be used at all (broken TOML), or only this key is left out.
    pub fatal: bool,
}
