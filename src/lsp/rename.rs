//! New names: of a section or an outcome, with all that refers to it, and of files, with the links to them.

use std::path::{Path, PathBuf};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    FileOperationFilter, FileOperationPattern, FileOperationPatternKind, FileOperationRegistrationOptions, FileRename, Position,
    PrepareRenameResponse, Uri, WorkspaceEdit,
};

use super::commands::wrong;
use super::convert;
use super::edit::{FileEdit, renaming, workspace_edit};
use super::worker::Worker;
use crate::project::{self, Change, Move};
use crate::text::Text;
use crate::workflow::rename;

/// The files whose new names the server wants to hear of beforehand: Markdown, and folders, which may hold some.
pub(super) fn files() -> FileOperationRegistrationOptions {
    let filter = |glob: &str, kind| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern { glob: glob.to_owned(), matches: Some(kind), options: None },
    };
    FileOperationRegistrationOptions {
        filters: vec![filter("**/*.md", FileOperationPatternKind::File), filter("**", FileOperationPatternKind::Folder)],
    }
}

impl Worker {
    /// The name at `position` of `uri`, where something has one.
    pub(super) fn named(&mut self, uri: &Uri, position: Position) -> Result<Option<PrepareRenameResponse>> {
        let Some(view) = self.view(uri)? else { return Ok(None) };
        let named = rename::named(view.checked, view.offset(position));
        Ok(named.map(|it| PrepareRenameResponse::RangeWithPlaceholder { range: view.range(it.span), placeholder: it.name }))
    }

    /// The edit that gives the section or the outcome at `position` of `uri` the name `new`, in this file and in those
    /// that link to it.
    pub(super) fn rename(&mut self, uri: &Uri, position: Position, new: &str) -> Result<Option<WorkspaceEdit>> {
        let Some(view) = self.view(uri)? else { return Ok(None) };
        let named = rename::named(view.checked, view.offset(position));
        let named = named.ok_or_else(|| wrong("only a section's title and an outcome's name can be renamed"))?;
        let renamed = rename::rename(view.checked, &named, new).map_err(wrong)?;
        let mut files = vec![FileEdit::new(uri.clone(), Some(view.version), view.text(), &renamed.edits, view.client)];
        if uri.scheme().as_str().eq_ignore_ascii_case("file") {
            let path = PathBuf::from(convert::path(uri));
            let others = Vec::from(self.workspace_files());
            let changes = self.engine.project().follow_anchors(&path, &renamed.anchors, &others, &self.texts());
            files.extend(changes.iter().filter_map(|it| self.file_edit(it)));
        }
        Ok(workspace_edit(&self.client, files, None))
    }

    /// What is to change before `files` get new names: links, and the names of checklists and sheets whose perspective
    /// is among them.
    pub(super) fn rename_files(&mut self, files: &[FileRename]) -> Option<WorkspaceEdit> {
        let path = |uri: &str| uri.parse::<Uri>().ok().map(|it| PathBuf::from(convert::path(&it)));
        let mut moves: Vec<Move> = files.iter().filter_map(|it| Some((path(&it.old_uri)?, path(&it.new_uri)?))).collect();
        let (project, texts) = (self.engine.project(), self.texts());
        let companions = if self.client.renames_files { project.companions(&moves, &texts) } else { Vec::new() };
        moves.extend(companions.iter().cloned());
        let mut around = Vec::from(self.workspace_files());
        // Where no folder is open, what belongs to the file is still known.
        let beside = moves.iter().flat_map(|(old, _)| [old.clone(), project.checklist_of(old, &texts), project::sheet_of(old)]);
        around.extend(beside.filter(|it| it.is_file()));
        around.sort();
        around.dedup();
        let changes = project.follow_moves(&moves, &around, &texts);
        if changes.is_empty() && companions.is_empty() {
            return None;
        }
        let edits = changes.iter().filter_map(|it| self.file_edit(it)).collect();
        let mut edit = workspace_edit(&self.client, edits, None)?;
        let uri = |path: &Path| convert::uri(&path.to_string_lossy());
        renaming(&mut edit, companions.iter().filter_map(|(old, new)| Some((uri(old)?, uri(new)?))));
        Some(edit)
    }

    /// `change` as the client makes it.
    fn file_edit(&self, change: &Change) -> Option<FileEdit> {
        let text = Text::new(change.before.clone()?);
        let (uri, version) = match self.open_at(&change.path) {
            Some((uri, version)) => (uri, Some(version)),
            None => (convert::uri(&change.path.to_string_lossy())?, None),
        };
        Some(FileEdit::new(uri, version, &text, &change.edits, &self.client))
    }
}
