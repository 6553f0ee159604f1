//! Texts of files as the user sees them: what the editor holds open, else what is on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::Uri;

use super::worker::{Open, Worker};
use crate::disk::Failure;
use crate::project::{OnDisk, Texts};

/// The texts of a worker.
pub(super) struct OpenTexts<'w>(&'w HashMap<Uri, Open>);

impl Texts for OpenTexts<'_> {
    fn read(&self, path: &Path) -> Result<Option<String>, Failure> {
        match find(self.0, path) {
            Some((_, open)) => Ok(Some(open.document.text().as_str().to_owned())),
            None => OnDisk.read(path),
        }
    }
}

fn find<'w>(documents: &'w HashMap<Uri, Open>, path: &Path) -> Option<(&'w Uri, &'w Open)> {
    documents.iter().find(|(uri, open)| uri.scheme().as_str().eq_ignore_ascii_case("file") && Path::new(&open.path) == path)
}

impl Worker {
    /// Texts as the user sees them.
    pub(super) fn texts(&self) -> OpenTexts<'_> {
        OpenTexts(&self.documents)
    }

    /// URI and version of the document that is open from the file at `path`.
    pub(super) fn open_at(&self, path: &Path) -> Option<(Uri, i32)> {
        find(&self.documents, path).map(|(uri, open)| (uri.clone(), open.document.version))
    }

    /// The first of the workspace's folders.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folders().first().map(PathBuf::as_path)
    }

    /// Has the client show the document at `uri`, if it can.
    pub(super) fn show(&mut self, uri: &Uri) {
        if self.client.shows {
            self.call("window/showDocument", serde_json::json!({"uri": uri, "takeFocus": true}), |_, _| {});
        }
    }
}
