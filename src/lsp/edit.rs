//! Edits of files as the client can take them: with the version they are made for, with files to create, with a word of
//! warning where they destroy text; or plain, for a client that knows nothing of that.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, RenameFile, RenameFileOptions, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::convert;
use crate::report::Edit;
use crate::text::Text;

/// The name under which an edit that destroys text is explained.
const WARNING: &str = "destroys";

/// Edits of one file.
pub(super) struct FileEdit {
    pub(super) uri: Uri,
    /// The version that they are made for; `None` for a file that is not open.
    pub(super) version: Option<i32>,
    /// Whether the file is to be made first.
    pub(super) create: bool,
    pub(super) edits: Vec<TextEdit>,
}

impl FileEdit {
    /// Edits of the file at `uri` with `text`, which is open in `version` or not.
    pub(super) fn new(uri: Uri, version: Option<i32>, text: &Text, edits: &[Edit], client: &Client) -> Self {
        let edit = |edit: &Edit| TextEdit { range: convert::range(text, edit.span, client.encoding), new_text: edit.text.clone() };
        FileEdit { uri, version, create: false, edits: edits.iter().map(edit).collect() }
    }

    /// The same for a file that is to be made with `text`.
    pub(super) fn created(uri: Uri, text: &str) -> Self {
        let edits = vec![TextEdit { range: Default::default(), new_text: text.to_owned() }];
        FileEdit { uri, version: None, create: true, edits }
    }
}

/// `files` as one edit; `None` where it would make a file and the client cannot. `warning` is what a client asks its user
/// first, if it can.
pub(super) fn workspace_edit(client: &Client, files: Vec<FileEdit>, warning: Option<&str>) -> Option<WorkspaceEdit> {
    if files.iter().any(|it| it.create) && !(client.creates_files && client.versioned_edits) {
        return None;
    }
    if !client.versioned_edits {
        // One map entry a file.
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        files.into_iter().for_each(|file| changes.entry(file.uri).or_default().extend(file.edits));
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let warning = warning.filter(|_| client.annotates);
    let edit = |it: TextEdit| match warning {
        Some(_) => OneOf::Right(AnnotatedTextEdit { text_edit: it, annotation_id: WARNING.to_owned() }),
        None => OneOf::Left(it),
    };
    let mut operations = Vec::new();
    for file in files {
        if file.create {
            let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) });
            let create = CreateFile { uri: file.uri.clone(), options, annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: file.uri, version: file.version };
        operations
            .push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits: file.edits.into_iter().map(edit).collect() }));
    }
    let annotations = warning.map(|words| {
        let annotation = ChangeAnnotation {
            label: words.to_owned(),
            needs_confirmation: Some(true),
            description: Some("It takes words out.".to_owned()),
        };
        HashMap::from([(WARNING.to_owned(), annotation)])
    });
    let document_changes = Some(DocumentChanges::Operations(operations));
    Some(WorkspaceEdit { changes: None, document_changes, change_annotations: annotations })
}

/// `edit` with files that get another place after it, where the client can do that in an edit; it must have the form with
/// versions. A file that is in the way stays, and so does what would take its place.
pub(super) fn renaming(edit: &mut WorkspaceEdit, files: impl Iterator<Item = (Uri, Uri)>) {
    let options = Some(RenameFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) });
    let rename = |(old_uri, new_uri)| {
        let rename = RenameFile { old_uri, new_uri, options: options.clone(), annotation_id: None };
        DocumentChangeOperation::Op(ResourceOp::Rename(rename))
    };
    if let Some(DocumentChanges::Operations(operations)) = &mut edit.document_changes {
        operations.extend(files.map(rename));
    }
}
