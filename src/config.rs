//! Settings: `perspective.toml` and the editor's, the same keys. Parsed from text that is given; what is wrong with
//! them is a list of problems with places, never a crash.
#![deny(clippy::disallowed_methods)]

pub mod edit;
mod read;
mod schema;

use std::collections::BTreeMap;

pub use read::{json, toml};
pub use schema::schema;

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
    /// The persona of files in `personas/<feature>/` that do not say theirs.
    pub persona: Option<String>,
    /// Whether the documents of spec-kit are judged, too: `specs/<feature>/spec.md` with its checklists.
    pub spec_kit: Option<bool>,
    /// The same for documents of one persona, by its id; what it says comes before what is said for all.
    pub personas: BTreeMap<String, Config>,
}

impl Config {
    /// What holds for documents of the persona `id`.
    pub fn of(&self, id: &str) -> Config {
        let mut all = self.clone();
        let own = all.personas.remove(id).unwrap_or_default();
        all.personas.clear();
        own.over(&all)
    }

    /// `below` with what these settings say in its place; lists of terms add up.
    pub fn over(&self, below: &Config) -> Config {
        let mut all = below.clone();
        all.severity.extend(self.severity.clone());
        all.accept.extend(self.accept.iter().cloned());
        all.ban.extend(self.ban.iter().cloned());
        all.limit = self.limit.or(all.limit);
        all.persona = self.persona.clone().or(all.persona);
        all.spec_kit = self.spec_kit.or(all.spec_kit);
        for (id, own) in &self.personas {
            let own = all.personas.get(id).map_or_else(|| own.clone(), |known| own.over(known));
            all.personas.insert(id.clone(), own);
        }
        all
    }
}

/// Something wrong with settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the settings' text; empty at 0 for settings that have none (an editor's).
    pub span: Span,
    /// What, in one line, with what to do.
    pub message: String,
}

/// A key of the settings, for documentation and explanation.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// What holds where it is not set.
    pub default: &'static str,
    /// What it does, one sentence.
    pub doc: &'static str,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A list of terms.
    Terms,
    /// A whole number from 0 to 1000.
    Whole,
    /// The id of a persona.
    Persona,
    /// `true` or `false`.
    Switch,
    /// A table: the name of a rule = `off` or a severity.
    Severities,
    /// A table: the id of a persona = a table of the other keys.
    Personas,
}

/// All keys, in the order of the manual.
pub const KEYS: &[Key] = &[
    Key { name: "accept", kind: Kind::Terms, default: "none", doc: "Terms that are never a technical detail here." },
    Key { name: "ban", kind: Kind::Terms, default: "none", doc: "Terms that are always a technical detail here." },
    Key { name: "limit", kind: Kind::Whole, default: "the persona's", doc: "How many clarification markers a document may have." },
    Key {
        name: "persona",
        kind: Kind::Persona,
        default: "none",
        doc: "The persona of files in personas/<feature>/ that do not say theirs.",
    },
    Key {
        name: "spec-kit",
        kind: Kind::Switch,
        default: "false",
        doc: "Whether spec-kit's specs/<feature>/spec.md and its checklists are judged, too.",
    },
    Key {
        name: "severity",
        kind: Kind::Severities,
        default: "each rule's own",
        doc: "What the findings of a rule weigh; off switches the rule off.",
    },
    Key { name: "personas", kind: Kind::Personas, default: "none", doc: "The same keys for documents of one persona." },
];
