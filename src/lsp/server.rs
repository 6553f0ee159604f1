//! The handlers. Each hands its message to the worker before it first waits, so the worker sees the client's order;
//! none computes, and none waits for the client.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, mpsc};

use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::client::Client;
use super::outbox::Outbox;
use super::progress::Progress;
use super::status::{Status, StatusParams, WaitParams};
use super::view::View;
use super::worker::{Event, Worker};
use super::{commands, completion, folding, formatting, highlight, inlay, lens, selection, symbols, tokens};
use crate::project;
use crate::text::Text;

/// The protocol's side of the server.
pub(super) struct Backend {
    worker: mpsc::Sender<Event>,
    outbox: Outbox,
    client: OnceLock<Arc<Client>>,
    /// Called with the id of the editor's process, to end when that ends.
    follow: Box<dyn Fn(u32) + Send + Sync>,
    shutdown: Arc<AtomicBool>,
}

impl Backend {
    pub(super) fn new(
        worker: mpsc::Sender<Event>,
        outbox: Outbox,
        shutdown: Arc<AtomicBool>,
        follow: impl Fn(u32) + Send + Sync + 'static,
    ) -> Self {
        Backend { worker, outbox, client: OnceLock::new(), follow: Box::new(follow), shutdown }
    }

    fn tell(&self, event: Event) {
        // The worker ends only when this sender is gone.
        let _ = self.worker.send(event);
    }

    /// Asks the worker, in the client's order; nothing is computed for a request that was cancelled while it waited.
    async fn ask<T: Send + 'static>(&self, question: impl FnOnce(&mut Worker) -> Result<T> + Send + 'static) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Ask(Box::new(move |worker| {
            if !reply.is_closed() {
                let _ = reply.send(question(worker));
            }
        })));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// Asks about the current version of a document; `None` where it is no perspective.
    async fn look<T: Send + 'static>(&self, uri: Uri, look: impl FnOnce(&View) -> T + Send + 'static) -> Result<Option<T>> {
        self.ask(move |worker| Ok(worker.view(&uri)?.map(|view| look(&view)))).await
    }

    /// `perspective/status`.
    pub(super) async fn status(&self, params: StatusParams) -> Result<Status> {
        self.ask(move |worker| Ok(worker.status_now(&params.text_document.uri))).await
    }

    /// `perspective/waitFor`.
    pub(super) async fn wait_for(&self, params: WaitParams) -> Result<Status> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Ask(Box::new(move |worker| worker.wait_for(&params.text_document.uri, params.version, reply))));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Arc::new(Client::new(&params.capabilities));
        if let Some(process) = params.process_id {
            (self.follow)(process);
        }
        let folders = folders(&params);
        self.tell(Event::Start { client: client.clone(), settings: params.initialization_options, folders });
        let capabilities = client.offer();
        // The framework lets `initialize` succeed once only.
        let _ = self.client.set(client);
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        Ok(InitializeResult {
            capabilities,
            server_info: Some(ServerInfo { name: super::NAME.to_owned(), version }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let Some(client) = self.client.get() else { return };
        let registrations: Vec<Registration> =
            [client.watches.then(watch_files), client.registers_settings.then(watch_settings)].into_iter().flatten().collect();
        if !registrations.is_empty() {
            self.outbox.request("register", "client/registerCapability", RegistrationParams { registrations });
        }
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.shutdown.store(true, Ordering::SeqCst);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Change(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Close(params.text_document.uri));
    }

    /// Nothing to do: what is checked is what the editor holds, saved or not.
    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::Settings(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[WorkspaceFolder]| folders.iter().filter_map(|it| folder(&it.uri)).collect();
        self.tell(Event::Folders { added: paths(&params.event.added), removed: paths(&params.event.removed) });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().map(|change| PathBuf::from(super::convert::path(&change.uri)));
        let paths: Vec<PathBuf> = paths.filter(|path| project::is_watched(path) || is_markdown(path)).collect();
        if !paths.is_empty() {
            self.tell(Event::FilesChanged(paths));
        }
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(move |worker| worker.actions(&params.text_document.uri, params.range, &params.context).map(Some)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        self.ask(move |worker| worker.resolve(action)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let progress = Progress(params.work_done_progress_params.work_done_token);
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Ask(Box::new(move |worker| commands::execute(worker, &params.command, params.arguments, progress, reply))));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.look(params.text_document.uri, lens::lenses).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.ask(move |worker| worker.pull(&params.text_document.uri, params.previous_result_id.as_deref())).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Ask(Box::new(move |worker| worker.scan(params, reply))));
        answer.await.unwrap_or_else(|_| Ok(WorkspaceDiagnosticReport::default().into()))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        self.ask(move |worker| worker.definition(&place.text_document.uri, place.position)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (place, itself) = (params.text_document_position, params.context.include_declaration);
        self.ask(move |worker| worker.references(&place.text_document.uri, place.position, itself)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.ask(move |worker| worker.named(&params.text_document.uri, params.position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let place = params.text_document_position;
        self.ask(move |worker| worker.rename(&place.text_document.uri, place.position, &params.new_name)).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.ask(move |worker| Ok(worker.rename_files(&params.files))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Ask(Box::new(move |worker| worker.search(params, reply))));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.look(params.text_document.uri, symbols::symbols).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        self.ask(move |worker| worker.hover(&place.text_document.uri, place.position)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.look(params.text_document.uri, folding::folds).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.look(params.text_document.uri, move |view| selection::selections(view, &params.positions)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let place = params.text_document_position;
        self.ask(move |worker| worker.completion(&place.text_document.uri, place.position)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.ask(move |worker| Ok(completion::resolve(item, &worker.client))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.ask(move |worker| Ok(worker.tokens(&params.text_document.uri)?.map(|it| tokens::whole(it).into()))).await
    }

    async fn semantic_tokens_full_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
        self.ask(move |worker| worker.tokens_since(&params.text_document.uri, &params.previous_result_id)).await
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        let look = move |view: &View| SemanticTokens { result_id: None, data: tokens::tokens(view, view.span(params.range)) }.into();
        self.look(params.text_document.uri, look).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let (uri, range) = (params.text_document.uri, params.range);
        self.ask(move |worker| match worker.shows_hints(&uri) {
            false => Ok(None),
            true => Ok(worker.view(&uri)?.map(|view| inlay::hints(&view, view.span(range)))),
        })
        .await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let place = params.text_document_position_params;
        self.look(place.text_document.uri, move |view| highlight::highlights(view, place.position)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(move |worker| worker.links(&params.text_document.uri)).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.ask(move |worker| worker.format(&params.text_document.uri, |text, client| formatting::format(text, client, None))).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let (uri, range) = (params.text_document.uri, params.range);
        self.ask(move |worker| worker.format(&uri, |text, client| formatting::format(text, client, Some(range)))).await
    }

    async fn on_type_formatting(&self, params: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let place = params.text_document_position;
        let typed = move |text: &Text, client: &Client| formatting::typed(text, client, place.position, &params.ch);
        self.ask(move |worker| worker.format(&place.text_document.uri, typed)).await
    }
}

/// The paths of the workspace's folders; the root where a client knows of one only.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(several) = params.workspace_folders.as_ref().filter(|it| !it.is_empty()) {
        return several.iter().filter_map(|it| folder(&it.uri)).collect();
    }
    #[expect(deprecated, reason = "what older clients send")]
    let (uri, path) = (&params.root_uri, &params.root_path);
    let root = uri.as_ref().and_then(folder).or_else(|| path.as_ref().filter(|it| !it.is_empty()).map(PathBuf::from));
    root.into_iter().collect()
}

/// The path of the folder at `uri`, where it is one of the file system.
fn folder(uri: &Uri) -> Option<PathBuf> {
    uri.scheme().as_str().eq_ignore_ascii_case("file").then(|| PathBuf::from(super::convert::path(uri)))
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("md"))
}

/// Settings, templates, perspectives and what lies beside them.
fn watch_files() -> Registration {
    let watcher = |pattern| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern), kind: None };
    let watchers = project::watched().into_iter().chain(["**/personas/**/*.md".to_owned()]).map(watcher).collect();
    Registration {
        id: "watch-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok(),
    }
}

/// The editor's own settings.
fn watch_settings() -> Registration {
    Registration {
        id: "watch-settings".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(serde_json::json!({"section": "perspective"})),
    }
}
