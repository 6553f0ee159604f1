//! Checked documents as text for machines: one module for each format. Pure, and shared by all surfaces, so that what one
//! prints another sends.
#![deny(clippy::disallowed_methods)]

use std::collections::HashSet;

use crate::check::{Checked, Kind};
use crate::report::{Finding, Severity};
use crate::text::Text;

pub mod baseline;
pub mod data;
pub mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod sarif;
pub mod steps;
pub mod team;

/// The published schemas: their names below `docs/schema`, without `.json`.
pub const SCHEMAS: &[&str] = &["check.v1", "diagnostic-data.v1"];

/// The text of the published schema called `name`.
pub fn schema(name: &str) -> Option<String> {
    match name {
        "check.v1" => Some(json::schema()),
        "diagnostic-data.v1" => Some(data::schema()),
        _ => None,
    }
}

/// Name of the program as every format gives it.
const TOOL: &str = env!("CARGO_PKG_NAME");

/// Its version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A judged document, and what a reader wants to know around it.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Its path as the surface names it, with `/` on every system.
    pub path: String,
    /// What was found.
    pub checked: &'a Checked,
    /// How often it was validated, where its checklist file says so.
    pub validations: Option<usize>,
    /// The findings in their order.
    named: Vec<Named<'a>>,
}

/// A finding with what a baseline knows it by.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Its fingerprint (see [`fingerprint`]).
    pub fingerprint: String,
    /// Whether the baseline has it.
    pub known: bool,
}

impl<'a> Document<'a> {
    /// The document at `path`, with no baseline.
    pub fn new(path: impl Into<String>, checked: &'a Checked) -> Self {
        let fingerprints = fingerprint::fingerprints(checked);
        let named = checked.report.findings.iter().zip(fingerprints);
        let named = named.map(|(finding, fingerprint)| Named { finding, fingerprint, known: false }).collect();
        Document { path: path.into(), checked, validations: None, named }
    }

    /// The same document, validated so many times.
    pub fn validated(mut self, validations: Option<usize>) -> Self {
        self.validations = validations;
        self
    }

    /// Whether it is a perspective; otherwise it is a checklist or a sheet of questions.
    pub fn is_perspective(&self) -> bool {
        self.checked.kind == Kind::Perspective
    }

    /// Marks the findings whose fingerprints are among `known`.
    fn know(&mut self, known: &HashSet<&str>) {
        for named in &mut self.named {
            named.known = known.contains(named.fingerprint.as_str());
        }
    }

    /// All findings in their order.
    pub fn all(&self) -> &[Named<'a>] {
        &self.named
    }

    /// The findings that no baseline has, in their order: what is to be said.
    pub fn findings(&self) -> impl Iterator<Item = &Named<'a>> {
        self.named.iter().filter(|it| !it.known)
    }

    /// How many findings a baseline has.
    pub fn known(&self) -> usize {
        self.named.iter().filter(|it| it.known).count()
    }

    /// How many findings of `severity` there are that no baseline has.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|it| it.finding.severity == severity).count()
    }

    /// The path as other tools name a file of the repository: without a leading `./`.
    fn plain_path(&self) -> &str {
        plain(&self.path)
    }
}

/// `path` as other tools name a file of the repository: without a leading `./`.
fn plain(path: &str) -> &str {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    path
}

/// Line and column of the byte at `offset` of a document, both from 1, the column in characters.
fn place(text: &Text, offset: usize) -> (usize, usize) {
    let at = text.position(offset, crate::text::Encoding::Utf32);
    (at.line + 1, at.column + 1)
}

/// `value` as indented JSON with a line break at its end. Nothing in the formats' types can fail to be written.
fn indented(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// The schema of `T`, as it is published below `docs/schema` under `name`.
fn published<T: schemars::JsonSchema>(name: &str) -> String {
    let mut schema = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    let id = format!("{}/raw/main/docs/schema/{name}.json", env!("CARGO_PKG_REPOSITORY"));
    schema.insert("$id".to_owned(), id.into());
    indented(&schema)
}
