//! A baseline: the findings that a repository had when it began to be checked, so that only new ones count.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Document, indented};

/// Version of the file's form.
const SCHEMA: u32 = 1;

/// The findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: u32,
    /// By path, with `/`, relative to the folder of the baseline.
    documents: BTreeMap<String, Vec<Known>>,
}

/// A known finding. Code and words are for people who read the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    code: String,
    fingerprint: String,
    message: String,
}

impl Baseline {
    /// The baseline that knows all findings of `documents`; `name` gives a document's path relative to the baseline's
    /// folder.
    pub fn of(documents: &[Document], name: impl Fn(&str) -> String) -> Self {
        let known = |document: &Document| {
            let known = |it: &super::Named| Known {
                code: it.finding.code.to_owned(),
                fingerprint: it.fingerprint.clone(),
                message: it.finding.message.clone(),
            };
            (name(&document.path), document.all().iter().map(known).collect())
        };
        let documents = documents.iter().filter(|it| !it.all().is_empty()).map(known).collect();
        Baseline { schema: SCHEMA, documents }
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        indented(self)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// It is no baseline, or one of another version: one line with the place and what to do.
    pub fn read(text: &str) -> Result<Self, String> {
        let again = "write it anew with --update-baseline";
        let baseline: Baseline = serde_json::from_str(text).map_err(|error| format!("is no baseline ({error}); {again}"))?;
        match baseline.schema {
            SCHEMA => Ok(baseline),
            other => Err(format!("is a baseline of version {other}, and this program reads version {SCHEMA}; {again}")),
        }
    }

    /// Marks the findings of `documents` that are known; how many entries match no finding any more, among the documents
    /// given.
    pub fn apply(&self, documents: &mut [Document], name: impl Fn(&str) -> String) -> usize {
        let mut gone = 0;
        for document in documents {
            let Some(known) = self.documents.get(&name(&document.path)) else { continue };
            let known: HashSet<&str> = known.iter().map(|it| it.fingerprint.as_str()).collect();
            document.know(&known);
            gone += known.len() - document.known();
        }
        gone
    }
}
