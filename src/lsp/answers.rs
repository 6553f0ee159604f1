//! The worker's answers to requests that need more than a look at one checked version: other versions, files, settings,
//! or what the client was given before.

use std::path::Path;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CompletionResponse, Position, Range, SemanticToken,
    SemanticTokensFullDeltaResult, TextEdit, Uri,
};

use super::action::{SettingsFile, Wanted};
use super::client::Client;
use super::commands::wrong;
use super::worker::Worker;
use super::{action, completion, convert, tokens};
use crate::disk::SETTINGS;
use crate::project;
use crate::text::{Span, Text};
use crate::workflow::mend::{difference, mend};

impl Worker {
    /// What may be written at `position` of `uri`.
    pub(super) fn completion(&mut self, uri: &Uri, position: Position) -> Result<Option<CompletionResponse>> {
        let Some(path) = self.documents.get(uri).map(|open| open.path.clone()) else { return Ok(None) };
        let personas = self.engine.project().personas(Path::new(&path));
        Ok(self.view(uri)?.map(|view| completion::completion(&view, &personas, position)))
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

    /// Edits of the layout of `uri`.
    pub(super) fn format(&mut self, uri: &Uri, format: impl FnOnce(&Text, &Client) -> Vec<TextEdit>) -> Result<Option<Vec<TextEdit>>> {
        Ok(self.view(uri)?.map(|view| format(view.text(), view.client)))
    }

    /// What can be done in `range` of `uri`.
    pub(super) fn actions(&mut self, uri: &Uri, range: Range, context: &CodeActionContext) -> Result<Vec<CodeActionOrCommand>> {
        let wanted = Wanted(context);
        let settings = self.settings_of(uri).filter(|_| wanted.kind(&CodeActionKind::QUICKFIX));
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
