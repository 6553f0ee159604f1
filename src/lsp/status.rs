//! How a document stands: whether a version was checked, and what came of it. For status bars, and for programs that
//! have to know that what they see belongs to what they wrote.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{TextDocumentIdentifier, Uri};

use crate::check::Checked;
use crate::format::steps;

/// The request for the status of a document.
pub(super) const REQUEST: &str = "perspective/status";

/// The request that is answered once a version was checked.
pub(super) const WAIT: &str = "perspective/waitFor";

/// The notification that a document was checked, for clients that say `experimental.perspective.status`.
pub(super) const CHANGED: &str = "perspective/statusChanged";

/// Parameters of [`REQUEST`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusParams {
    pub(super) text_document: TextDocumentIdentifier,
}

/// Parameters of [`WAIT`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WaitParams {
    pub(super) text_document: TextDocumentIdentifier,
    pub(super) version: i32,
}

/// What is known of a version of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// It was checked.
    Checked,
    /// It is still to be checked.
    Waiting,
    /// The check broke down.
    Failed,
    /// It is no perspective, or not open.
    Other,
}

/// How a document stands. Counts are 0 where it was not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Status {
    uri: Uri,
    version: Option<i32>,
    state: State,
    /// Id of its persona.
    persona: Option<String>,
    passing: usize,
    failing: usize,
    review: usize,
    waived: usize,
    total: usize,
    /// Open clarification markers.
    markers: usize,
    /// How many it may have.
    limit: usize,
    errors: usize,
    warnings: usize,
    /// Whether the next phase may begin.
    ready: bool,
}

impl Status {
    /// A document that was not checked.
    pub(super) fn of(uri: &Uri, version: Option<i32>, state: State) -> Self {
        Status {
            uri: uri.clone(),
            version,
            state,
            persona: None,
            passing: 0,
            failing: 0,
            review: 0,
            waived: 0,
            total: 0,
            markers: 0,
            limit: 0,
            errors: 0,
            warnings: 0,
            ready: false,
        }
    }

    /// A document that was checked.
    pub(super) fn checked(uri: &Uri, version: Option<i32>, checked: &Checked) -> Self {
        let found = steps::Status::of(checked);
        Status {
            persona: Some(found.persona),
            passing: found.passing,
            failing: found.failing,
            review: found.review,
            waived: found.waived,
            total: found.total,
            markers: found.markers,
            limit: found.limit,
            errors: found.errors,
            warnings: found.warnings,
            ready: found.ready,
            ..Status::of(uri, version, State::Checked)
        }
    }
}
