//! What the commands answer, as types.

use serde::Serialize;
use tower_lsp::ls_types::{Range, Uri};

use super::status::Status;
use crate::format::steps::{Asked, Reported, Validation};

/// A perspective that was made.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Made<'a> {
    pub(super) uri: Uri,
    /// Its path; absolute.
    pub(super) persona_file: &'a str,
    pub(super) branch_name: &'a str,
    /// Id of its persona.
    pub(super) persona: &'a str,
}

/// The open questions.
#[derive(Serialize)]
pub(super) struct Questions {
    /// Their sheet, where there is one.
    pub(super) uri: Option<Uri>,
    pub(super) questions: Vec<Asked>,
}

/// Answers taken in.
#[derive(Serialize)]
pub(super) struct Answered {
    /// How many.
    pub(super) answered: usize,
    /// Questions that are still open.
    pub(super) open: usize,
    pub(super) status: Option<Status>,
}

/// A checklist.
#[derive(Serialize)]
pub(super) struct Checklist<'a> {
    pub(super) status: Option<Status>,
    pub(super) groups: Vec<Group<'a>>,
    /// Its file, where there is one.
    pub(super) file: Option<Uri>,
    /// What changes, or has been changed, in that file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Validation>,
}

/// Items below one heading.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    pub(super) title: &'a str,
    pub(super) items: Vec<Item<'a>>,
}

/// An item.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    pub(super) words: &'a str,
    pub(super) state: &'static str,
    pub(super) reason: &'a str,
    pub(super) evidence: Vec<Evidence<'a>>,
}

/// Where it is seen.
#[derive(Serialize)]
pub(super) struct Evidence<'a> {
    pub(super) range: Range,
    pub(super) text: &'a str,
}

/// A report.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    /// For people, in a terminal.
    pub(super) text: String,
    /// For people, as a page; where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) html: Option<String>,
    pub(super) entries: Vec<Reported<'a>>,
}
