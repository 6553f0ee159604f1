//! The worker's answers to requests that need more than a look at one checked version: other versions, files, settings,
//! or what the client was given before.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::action::{SettingsFile, Wanted};
use super::beside::Beside;
use super::client::Client;
use super::commands::{self, wrong};
use super::edit::{FileEdit, workspace_edit};
use super::view::View;
use super::worker::{Judgement, Worker};
use super::{action, completion, convert, diagnostic, hover, links, tokens};
use crate::disk::SETTINGS;
use crate::project::{self, Texts as _};
use crate::text::{Span, Text};
use crate::workflow::complete::complete_other;
use crate::workflow::mend::{difference, mend};
use crate::workflow::{questions, settings};

/// Whether `uri` names a settings' file.
fn is_settings(uri: &Uri) -> bool {
    Path::new(&convert::path(uri)).file_name().is_some_and(|name| name == SETTINGS)
}

impl Worker {
    /// What is known of the place at `position` of `uri`.
    pub(super) fn hover(&mut self, uri: &Uri, position: Position) -> Result<Option<Hover>> {
        if let Some(view) = self.view(uri)? {
            return Ok(hover::hover(&view, position));
        }
        let Some(beside) = self.beside(uri) else { return Ok(None) };
        let at = beside.text.offset(convert::position(position), self.client.encoding);
        let found = match &beside.perspective {
            Some(owner) => hover::item(&beside.text, &owner.checked, at),
            None => settings::explain(&beside.text, at).filter(|_| is_settings(uri)),
        };
        let known = |(span, words): (Span, String)| Hover {
            contents: hover::contents(&self.client, words),
            range: Some(convert::range(&beside.text, span, self.client.encoding)),
        };
        Ok(found.map(known))
    }

    /// The document at `uri`, where it is ours and no perspective.
    fn beside(&self, uri: &Uri) -> Option<&Beside> {
        match &self.documents.get(uri)?.judgement {
            Judgement::Beside(beside) => Some(beside),
            _ => None,
        }
    }

    /// What may be written at `position` of `uri`.
    pub(super) fn completion(&mut self, uri: &Uri, position: Position) -> Result<Option<CompletionResponse>> {
        let Some(path) = self.documents.get(uri).map(|open| open.path.clone()) else { return Ok(None) };
        let personas = self.engine.project().personas(Path::new(&path));
        if let Some(view) = self.view(uri)? {
            return Ok(Some(completion::completion(&view, &personas, position)));
        }
        let encoding = self.client.encoding;
        let Some(beside) = self.beside(uri).filter(|_| is_settings(uri)) else {
            let Some(text) = self.documents.get(uri).map(|open| open.document.text()) else { return Ok(None) };
            let at = text.offset(convert::position(position), encoding);
            let range = |span| convert::range(&text, span, encoding);
            let found = Some(complete_other(&text, &personas, at)).filter(|it| !it.is_empty());
            return Ok(found.map(|it| completion::list(it, &self.client, range)));
        };
        let at = beside.text.offset(convert::position(position), encoding);
        let range = |span| convert::range(&beside.text, span, encoding);
        Ok(Some(completion::list(settings::complete(&beside.text, &personas, at), &self.client, range)))
    }

    /// The diagnostics of `uri`, unless the client has them already under the id `previous`. With those of its
    /// checklist, where that is not open and the client takes them.
    pub(super) fn pull(&mut self, uri: &Uri, previous: Option<&str>) -> Result<DocumentDiagnosticReportResult> {
        let (result_id, json) = self.listed(uri)?;
        let related_documents = self.related(uri)?;
        if previous == Some(result_id.as_str()) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
            let report = RelatedUnchangedDocumentDiagnosticReport { related_documents, unchanged_document_diagnostic_report };
            return Ok(DocumentDiagnosticReport::Unchanged(report).into());
        }
        let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items: diagnostic::typed(&json)? };
        let report = RelatedFullDocumentDiagnosticReport { related_documents, full_document_diagnostic_report };
        Ok(DocumentDiagnosticReport::Full(report).into())
    }

    /// The diagnostics of the document at `uri` and their id. Clients also ask about files that nobody has open: those
    /// are judged as they are on disk.
    pub(super) fn listed(&mut self, uri: &Uri) -> Result<(String, Vec<u8>)> {
        if !self.documents.contains_key(uri) && uri.scheme().as_str().eq_ignore_ascii_case("file") {
            let path = convert::path(uri);
            let text = self.texts().read(Path::new(&path)).ok().flatten();
            let listed = text.and_then(|it| self.listed_on_disk(uri, Path::new(&path), &Text::new(it)));
            return listed.map_or_else(|| diagnostic::identified(&[(); 0]), Ok);
        }
        if let Some(view) = self.view(uri)? {
            return diagnostic::identified(&view.diagnostics());
        }
        diagnostic::identified(&self.beside(uri).map(|it| self.notes(it)).unwrap_or_default())
    }

    /// The reports on the files beside `uri` that nobody has open.
    fn related(&mut self, uri: &Uri) -> Result<Option<HashMap<Uri, DocumentDiagnosticReportKind>>> {
        if !self.client.related_documents {
            return Ok(None);
        }
        let mut reports = HashMap::new();
        for (uri, list) in self.closed_beside(uri) {
            let (result_id, json) = diagnostic::identified(&list)?;
            let report = FullDocumentDiagnosticReport { result_id: Some(result_id), items: diagnostic::typed(&json)? };
            reports.insert(uri, DocumentDiagnosticReportKind::Full(report));
        }
        Ok(Some(reports).filter(|it| !it.is_empty()))
    }

    /// The files beside the document at `uri` that nobody has open, each with its diagnostics: the checklist and the sheet
    /// of questions of a perspective, the perspective of either.
    pub(super) fn closed_beside(&self, uri: &Uri) -> Vec<(Uri, Vec<Value>)> {
        let Some(open) = self.documents.get(uri).filter(|_| uri.scheme().as_str().eq_ignore_ascii_case("file")) else { return Vec::new() };
        let (path, project) = (Path::new(&open.path), self.engine.project());
        let files = match &open.judgement {
            Judgement::Done(_) => vec![project.checklist_of(path, &self.texts()), project::sheet_of(path)],
            Judgement::Beside(beside) if beside.kind.is_some() => project.perspective_of(path, &self.texts()).into_iter().collect(),
            _ => Vec::new(),
        };
        let closed = files.into_iter().filter(|it| self.open_at(it).is_none());
        closed.filter_map(|path| self.listed_beside(&path)).collect()
    }

    /// The file at `path`, which nobody has open, and its diagnostics; `None` where there is no such file.
    fn listed_beside(&self, path: &Path) -> Option<(Uri, Vec<Value>)> {
        let (uri, text) = self.file(path)?;
        let project = self.engine.project();
        let list = if project::is_neighbour(path) {
            serde_json::to_value(self.notes(&self.read_beside(path, &text)?))
        } else {
            let mut checked = project.check(path, &text)?;
            project.relate(path, &mut checked, &self.texts());
            serde_json::to_value(View::new(&uri, 0, &checked, &self.client).diagnostics())
        };
        let list = list.ok()?.as_array()?.clone();
        Some((uri, list))
    }

    /// All semantic tokens of `uri`; they are what the client has from now on.
    pub(super) fn tokens(&mut self, uri: &Uri) -> Result<Option<Vec<SemanticToken>>> {
        let Some(view) = self.view(uri)? else { return Ok(None) };
        let data = tokens::tokens(&view, Span::new(0, view.text().as_str().len()));
        if let Some(open) = self.documents.get_mut(uri) {
            open.tokens.clone_from(&data);
        }
        Ok(Some(data))
    }

    /// What changed in the semantic tokens of `uri` since the client was given those called `previous`.
    pub(super) fn tokens_since(&mut self, uri: &Uri, previous: &str) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let old = self.documents.get(uri).map(|open| open.tokens.clone()).unwrap_or_default();
        let Some(new) = self.tokens(uri)? else { return Ok(None) };
        Ok(Some(if tokens::id(&old) == previous { tokens::delta(&old, new) } else { tokens::whole(new).into() }))
    }

    /// What can be followed in `uri`: also from a checklist to its perspective.
    pub(super) fn links(&mut self, uri: &Uri) -> Result<Option<Vec<DocumentLink>>> {
        if let Some(view) = self.view(uri)? {
            return Ok(Some(links::links(&view)));
        }
        let markdown = self.beside(uri).filter(|it| it.kind.is_some());
        Ok(markdown.map(|it| links::others(uri, &it.text, &self.client)))
    }

    /// Edits of the layout of `uri`.
    pub(super) fn format(&mut self, uri: &Uri, format: impl FnOnce(&Text, &Client) -> Vec<TextEdit>) -> Result<Option<Vec<TextEdit>>> {
        if let Some(view) = self.view(uri)? {
            return Ok(Some(format(view.text(), view.client)));
        }
        let markdown = self.beside(uri).filter(|it| it.kind.is_some());
        Ok(markdown.map(|it| format(&it.text, &self.client)))
    }

    /// What can be done in `range` of `uri`.
    pub(super) fn actions(&mut self, uri: &Uri, range: Range, context: &CodeActionContext) -> Result<Vec<CodeActionOrCommand>> {
        let wanted = Wanted(context);
        let settings = self.settings_of(uri).filter(|_| wanted.kind(&CodeActionKind::QUICKFIX));
        if self.view(uri)?.is_none() {
            let mut actions = self.mending(uri, range, &wanted);
            if wanted.kind(&CodeActionKind::REFACTOR_REWRITE) {
                actions.extend(self.beside(uri).into_iter().flat_map(|it| self.steps_beside(uri, it, range)));
            }
            return Ok(action::taken(actions, self.client.action_literals || !self.client.applies));
        }
        let Some(view) = self.view(uri)? else { return Ok(Vec::new()) };
        let mut actions = Vec::new();
        if wanted.kind(&CodeActionKind::QUICKFIX) {
            actions.extend(view.quick_fixes(range));
            actions.extend(settings.iter().flat_map(|it| view.allowed_in_settings(range, it)));
        }
        if wanted.kind(&CodeActionKind::REFACTOR_REWRITE) {
            actions.extend(view.steps(range));
        }
        let (all, order) = (CodeActionKind::from(action::FIX_ALL), CodeActionKind::from(action::ORGANIZE));
        if wanted.kind(&order) && (wanted.named(&order) || wanted.by_hand()) {
            actions.extend(view.organizing(wanted.named(&order)));
        }
        let fixing = view.fixing_all(wanted.named(&all)).filter(|_| wanted.kind(&all) && (wanted.named(&all) || wanted.by_hand()));
        if let Some(action) = fixing {
            let ready = self.client.resolves_edits || action.disabled.is_some();
            actions.push(if ready { action } else { self.fix_all(uri, action)? });
        }
        let literals = self.client.action_literals || !self.client.applies;
        Ok(action::taken(actions, literals))
    }

    /// What mends the findings in `range` of a document beside a perspective.
    fn mending(&self, uri: &Uri, range: Range, wanted: &Wanted) -> Vec<CodeAction> {
        let version = self.documents.get(uri).map(|open| open.document.version);
        let beside = self.beside(uri).filter(|_| wanted.kind(&CodeActionKind::QUICKFIX));
        let place = |beside: &Beside| convert::span(&beside.text, range, self.client.encoding);
        let notes =
            beside.into_iter().flat_map(|it| it.notes.iter().filter(|note| note.span.touches(place(it))).map(move |note| (it, note)));
        notes
            .flat_map(|(beside, note)| note.fixes.iter().map(move |fix| (beside, note, fix)))
            .filter_map(|(beside, note, fix)| {
                let file = FileEdit::new(uri.clone(), version, &beside.text, &fix.edits, &self.client);
                Some(CodeAction {
                    diagnostics: Some(vec![self.note(beside, note)]),
                    edit: Some(workspace_edit(&self.client, vec![file], None)?),
                    ..action::action(&fix.title, CodeActionKind::QUICKFIX)
                })
            })
            .collect()
    }

    /// The steps of the workflow that begin in a checklist or a sheet of questions: the checklist brought up to date, an
    /// answer chosen in `range`, the answers taken in.
    fn steps_beside(&self, uri: &Uri, beside: &Beside, range: Range) -> Vec<CodeAction> {
        let command = |title: &str, name: &str, argument: Value| CodeAction {
            command: Some(Command { title: title.to_owned(), command: name.to_owned(), arguments: Some(vec![argument]) }),
            ..action::action(title, CodeActionKind::REFACTOR_REWRITE)
        };
        let (Some(kind), Some(owner)) = (beside.kind, &beside.perspective) else { return Vec::new() };
        if kind == project::Kind::Checklist {
            return vec![command("Bring the checklist up to date", commands::CHECKLIST, json!({"uri": uri, "write": true}))];
        }
        let version = self.documents.get(uri).map(|open| open.document.version);
        let place = convert::span(&beside.text, range, self.client.encoding);
        let mut actions: Vec<CodeAction> = questions::choosing(beside.text.as_str(), &owner.checked, place)
            .into_iter()
            .filter_map(|(title, edit)| {
                let file = FileEdit::new(uri.clone(), version, &beside.text, &[edit], &self.client);
                let edit = Some(workspace_edit(&self.client, vec![file], None)?);
                Some(CodeAction { edit, ..action::action(&title, CodeActionKind::REFACTOR_REWRITE) })
            })
            .collect();
        actions.push(command("Take the answers in", commands::ANSWER, json!({"uri": uri})));
        actions
    }

    /// `action` with its edit.
    pub(super) fn resolve(&mut self, action: CodeAction) -> Result<CodeAction> {
        let Some(data) = action.data.clone() else { return Ok(action) };
        let uri =
            data["uri"].as_str().and_then(|it| it.parse().ok()).ok_or_else(|| wrong("the action's data is not that of this server"))?;
        let version = self.documents.get(&uri).map(|open| open.document.version);
        if version.is_none() || version.map(i64::from) != data["version"].as_i64() {
            return Err(Error { message: "the document was edited since the action was offered".into(), ..Error::content_modified() });
        }
        self.fix_all(&uri, action)
    }

    /// `action` with the edit that mends all that is safe in `uri`.
    fn fix_all(&mut self, uri: &Uri, action: CodeAction) -> Result<CodeAction> {
        self.judge(uri);
        let Some((path, text)) = self.documents.get(uri).map(|open| (open.path.clone(), open.document.text())) else { return Ok(action) };
        let engine = &mut self.engine;
        let mended = mend(&text, |text| engine.check(&path, text));
        let edits = difference(text.as_str(), mended.text.as_str());
        let edit = self.view(uri)?.and_then(|view| view.edit(&edits, None));
        Ok(CodeAction { edit, data: None, ..action })
    }

    /// The settings' file for `uri`, as it is open or on disk; `None` for a document that lies nowhere.
    fn settings_of(&mut self, uri: &Uri) -> Option<SettingsFile> {
        let path = self.documents.get(uri).filter(|_| uri.scheme().as_str().eq_ignore_ascii_case("file"))?.path.clone();
        let project = self.engine.project();
        let path = Path::new(&path);
        let file = project.settings(path).file.clone().unwrap_or_else(|| project::root(path).join(SETTINGS));
        let uri = convert::uri(&file.to_string_lossy())?;
        let open = self.documents.get(&uri).map(|open| (Some(open.document.version), open.document.text()));
        let (version, text) = match open {
            Some((version, text)) => (version, Some(text)),
            None if file.is_file() => (None, Some(Text::new(crate::disk::read(&file).ok()?))),
            None => (None, None),
        };
        Some(SettingsFile { uri, version, text })
    }
}
