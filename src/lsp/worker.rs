//! The one thread that holds the documents and checks them. What comes in is handled in order; a document is checked
//! when nothing more waits, so a burst of edits folds into one check, and slow typing gets one each.

use std::any::Any;
use std::collections::{HashMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Id, Response, Result};
use tower_lsp::ls_types::{DidChangeTextDocumentParams, MessageType, SemanticToken, TextDocumentItem, Uri, WorkspaceEdit};

use super::beside::{self, Beside};
use super::client::Client;
use super::convert;
use super::engine::Engine;
use super::outbox::Outbox;
use super::scan::{Scan, Scanned};
use super::search::{Known, Search};
use super::settings::Settings;
use super::status::{self, State, Status};
use super::view::View;
use crate::check::Checked;
use crate::text::{Change, Document, Span, Text};

/// What the worker is told or asked.
pub(super) enum Event {
    /// The client said what it can do, its settings and its folders.
    Start { client: Arc<Client>, settings: Option<Value>, folders: Vec<PathBuf> },
    /// The handshake is done.
    Initialized,
    /// The workspace has other folders.
    Folders { added: Vec<PathBuf>, removed: Vec<PathBuf> },
    /// A document was opened.
    Open(TextDocumentItem),
    /// A document was edited.
    Change(DidChangeTextDocumentParams),
    /// A document was closed.
    Close(Uri),
    /// The editor's settings changed.
    Settings(Value),
    /// Files changed on disk.
    FilesChanged(Vec<PathBuf>),
    /// The client will say nothing more.
    Ended,
    /// The client answers a request of ours.
    Response(Response),
    /// Something is asked; the question answers for itself.
    Ask(Question),
}

/// What is done with the worker in the client's order.
pub(super) type Question = Box<dyn FnOnce(&mut Worker) + Send>;

/// What is done with the client's answer to a request of ours.
type Then = Box<dyn FnOnce(&mut Worker, Result<Value>) + Send>;

/// An open document.
pub(super) struct Open {
    pub(super) path: String,
    pub(super) document: Document,
    pub(super) judgement: Judgement,
    /// Where it states something otherwise than another perspective of its feature, and what was said of that.
    differing: Vec<(Span, String)>,
    /// The version that this was found in; `None` before the first check.
    compared: Option<i32>,
    /// Whether the client holds a list of diagnostics of it that we pushed.
    published: bool,
    /// Who waits until a version of it, or a later one, is checked.
    waiters: Vec<(i32, oneshot::Sender<Result<Status>>)>,
    /// The semantic tokens that the client has of it.
    pub(super) tokens: Vec<SemanticToken>,
}

/// What is known of the current version of a document.
pub(super) enum Judgement {
    /// Nothing yet; what an earlier version was, to go on from.
    Waiting(Option<Arc<Checked>>),
    /// It is none of ours.
    Other,
    /// It is no perspective, and yet ours.
    Beside(Box<Beside>),
    /// The check broke down.
    Failed,
    /// It was checked.
    Done(Arc<Checked>),
}

impl Judgement {
    /// Notes that it is of an earlier version.
    fn outdate(&mut self) {
        let before = match std::mem::replace(self, Judgement::Waiting(None)) {
            Judgement::Done(checked) => Some(checked),
            Judgement::Waiting(before) => before,
            _ => None,
        };
        *self = Judgement::Waiting(before);
    }
}

/// The worker's state.
pub(super) struct Worker {
    pub(super) engine: Box<dyn Engine>,
    pub(super) outbox: Outbox,
    folders: Vec<PathBuf>,
    pub(super) client: Arc<Client>,
    pub(super) documents: HashMap<Uri, Open>,
    /// Documents to check and publish; the one edited last is at the end and goes first.
    waiting: Vec<Uri>,
    /// Whether the client was told of a panic. Once is enough: the next key would bring the same again.
    panic_told: bool,
    /// Number of requests sent to the client.
    requests: u64,
    /// What is done with the client's answers, by the requests' ids.
    awaited: HashMap<String, Then>,
    pub(super) settings: Settings,
    /// Scans of the workspace that go on, and those that wait for a change.
    pub(super) scans: VecDeque<Scan>,
    pub(super) resting: Vec<Scan>,
    /// What scans found in files, so that the same is not judged again.
    pub(super) scanned: HashMap<PathBuf, Scanned>,
    /// Searches of the workspace that go on, and the symbols of files that nobody has open.
    pub(super) searches: VecDeque<Search>,
    pub(super) known: HashMap<PathBuf, Known>,
    /// How often settings or personas changed: what was judged before may be judged otherwise.
    pub(super) judged_under: u64,
    /// Files that nobody has open and whose diagnostics the client holds, as they stand beside one that is.
    closed: HashSet<Uri>,
}

impl Worker {
    pub(super) fn new(engine: impl Engine, outbox: Outbox) -> Self {
        let client = Arc::default();
        Worker {
            engine: Box::new(engine),
            outbox,
            folders: Vec::new(),
            client,
            documents: HashMap::new(),
            waiting: Vec::new(),
            panic_told: false,
            requests: 0,
            awaited: HashMap::new(),
            settings: Settings::default(),
            scans: VecDeque::new(),
            resting: Vec::new(),
            scanned: HashMap::new(),
            searches: VecDeque::new(),
            known: HashMap::new(),
            judged_under: 0,
            closed: HashSet::new(),
        }
    }

    /// Works until nobody can send events any more and nothing is left to check.
    pub(super) fn run(mut self, events: &Receiver<Event>) {
        loop {
            let Some(uri) = self.waiting.pop() else {
                // What is done beside is done while nothing comes in.
                let next = match events.try_recv() {
                    Err(TryRecvError::Empty) if self.scan_safely() => continue,
                    Err(_) => events.recv().ok(),
                    Ok(event) => Some(event),
                };
                match next {
                    Some(event) => self.handle_all(event, events),
                    None if self.scan_safely() => {}
                    None => return,
                }
                continue;
            };
            self.judge(&uri);
            // What came in meanwhile may have changed the document: then it waits again, and this check is stale.
            match events.try_recv() {
                Ok(event) => self.handle_all(event, events),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => {}
            }
            self.publish(&uri);
        }
    }

    /// Goes on with what is done beside; whether there was anything.
    fn scan_safely(&mut self) -> bool {
        match catch_unwind(AssertUnwindSafe(|| self.search_on() || self.scan_on())) {
            Ok(any) => any,
            Err(panic) => {
                self.tell_panic("a file of the workspace", &*panic);
                true
            }
        }
    }

    /// Handles `event` and all that already came after it; not what comes meanwhile, or a client that asks without a pause
    /// would never be told what was found.
    fn handle_all(&mut self, event: Event, events: &Receiver<Event>) {
        let waiting: Vec<Event> = std::iter::once(event).chain(events.try_iter()).collect();
        for event in waiting {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.handle(event))) {
                self.tell_panic("a message", &*panic);
            }
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Start { client, settings, folders } => {
                self.client = client;
                self.folders = folders;
                self.take_settings(settings.unwrap_or_default(), true);
            }
            Event::Folders { added, removed } => {
                self.folders.retain(|it| !removed.contains(it));
                self.folders.extend(added);
                if self.client.configures {
                    self.ask_settings(Value::Null);
                }
                self.wake();
            }
            Event::Open(item) => {
                self.open(item);
                self.wake();
            }
            Event::Change(params) => {
                self.change(params);
                self.wake();
            }
            Event::Close(uri) => {
                self.close(&uri);
                self.wake();
            }
            Event::Settings(settings) => {
                if self.client.configures {
                    return self.ask_settings(settings);
                }
                if self.take_settings(settings, false) {
                    self.check_again();
                    self.wake();
                }
            }
            Event::Initialized if self.client.configures => self.ask_settings(Value::Null),
            Event::Initialized => {}
            Event::FilesChanged(paths) => {
                self.disturbed(&paths);
                self.wake();
            }
            Event::Ended => self.resting.clear(),
            Event::Response(response) => self.answered(response),
            Event::Ask(question) => question(self),
        }
    }

    fn open(&mut self, item: TextDocumentItem) {
        let (published, waiters) = match self.documents.remove(&item.uri) {
            Some(open) => {
                self.warn(format!("{} was opened twice; the later text counts", item.uri.as_str()));
                (open.published, open.waiters)
            }
            None => (false, Vec::new()),
        };
        let document = Document::new(&item.text, item.version);
        let open = Open {
            path: convert::path(&item.uri),
            document,
            judgement: Judgement::Waiting(None),
            differing: Vec::new(),
            compared: None,
            published,
            waiters,
            tokens: Vec::new(),
        };
        let path = PathBuf::from(&open.path);
        self.closed.remove(&item.uri);
        self.documents.insert(item.uri.clone(), open);
        self.wait(&item.uri);
        self.disturb(&path);
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let (uri, version) = (params.text_document.uri, params.text_document.version);
        let Some(open) = self.documents.get_mut(&uri) else {
            return self.warn(format!("{} was changed, but is not open; the change was ignored", uri.as_str()));
        };
        let before = open.document.version;
        let changes: Vec<Change> = params.content_changes.into_iter().map(convert::change).collect();
        open.document.apply(&changes, self.client.encoding, version);
        open.judgement.outdate();
        if version <= before {
            self.warn(format!("{}: version {version} came after version {before}; the order of arrival counts", uri.as_str()));
        }
        let path = self.documents.get(&uri).map(|open| PathBuf::from(&open.path)).unwrap_or_default();
        self.wait(&uri);
        self.disturb(&path);
    }

    fn close(&mut self, uri: &Uri) {
        self.waiting.retain(|waiting| waiting != uri);
        let Some(open) = self.documents.remove(uri) else {
            return self.warn(format!("{} was closed, but is not open", uri.as_str()));
        };
        if open.published {
            self.send_diagnostics::<()>(uri, None, &[]);
        }
        self.tell_status(uri, open.waiters);
        self.disturb(Path::new(&open.path));
        if !open.differing.is_empty() {
            self.disturb_mates(Path::new(&open.path));
        }
        self.take_back();
    }

    /// All documents may be judged otherwise now.
    pub(super) fn check_again(&mut self) {
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        uris.iter().for_each(|uri| self.judge_again(uri));
        self.refresh();
        let client = &self.client;
        let shown = [
            (client.refreshes_lenses, "workspace/codeLens/refresh"),
            (client.refreshes_hints, "workspace/inlayHint/refresh"),
            (client.refreshes_tokens, "workspace/semanticTokens/refresh"),
        ];
        shown.into_iter().filter(|(can, _)| *can).for_each(|(_, method)| self.call(method, Value::Null, |_, _| {}));
    }

    /// Asks a client that pulls to pull again.
    pub(super) fn refresh(&mut self) {
        if self.client.pulls && self.client.refreshes {
            self.call("workspace/diagnostic/refresh", Value::Null, |_, _| {});
        }
    }

    /// Notes that `uri` is to be checked and told of. A client that pulls is checked for when it asks.
    fn wait(&mut self, uri: &Uri) {
        let awaited = self.documents.get(uri).is_some_and(|open| !open.waiters.is_empty());
        if !self.client.pulls || self.client.follows_status || awaited {
            self.waiting.retain(|waiting| waiting != uri);
            self.waiting.push(uri.clone());
        }
    }

    /// Checks the current version of `uri` if that was not done yet.
    pub(super) fn judge(&mut self, uri: &Uri) {
        let Some(open) = self.documents.get_mut(uri) else { return };
        let Judgement::Waiting(before) = &mut open.judgement else { return };
        let before = before.take();
        let (path, text) = (open.path.clone(), open.document.text());
        let judgement = match catch_unwind(AssertUnwindSafe(|| self.judged(uri, &path, &text, before))) {
            Ok(judgement) => judgement,
            Err(panic) => {
                self.tell_panic(uri.as_str(), &*panic);
                Judgement::Failed
            }
        };
        let differing = beside::differing(&judgement);
        let mut unsettled = false;
        if let Some(open) = self.documents.get_mut(uri) {
            open.judgement = judgement;
            // Where only another perspective changed, that one knows already.
            let version = Some(open.document.version);
            unsettled = open.compared != version && open.differing != differing;
            open.differing = differing;
            open.compared = version;
        }
        if unsettled {
            self.disturb_mates(Path::new(&path));
        }
        for problem in self.engine.problems() {
            self.warn(problem);
        }
    }

    fn judged(&mut self, uri: &Uri, path: &str, text: &Text, before: Option<Arc<Checked>>) -> Judgement {
        let file = uri.scheme().as_str().eq_ignore_ascii_case("file");
        let checked = match before.map(Arc::unwrap_or_clone) {
            Some(before) => self.engine.check_again(before, path, text),
            None => self.engine.check(path, text),
        };
        if let Some(mut checked) = checked {
            if file {
                self.engine.project().relate(Path::new(path), &mut checked, &self.texts());
            }
            return Judgement::Done(Arc::new(checked));
        }
        let beside = file.then(|| self.read_beside(Path::new(path), text)).flatten();
        beside.map_or(Judgement::Other, |it| Judgement::Beside(Box::new(it)))
    }

    /// Has `uri` judged again though its text is the same.
    pub(super) fn judge_again(&mut self, uri: &Uri) {
        if let Some(open) = self.documents.get_mut(uri) {
            open.judgement.outdate();
        }
        self.wait(uri);
    }

    /// Tells what was found in `uri`, if it is of the current version.
    fn publish(&mut self, uri: &Uri) {
        let Some(open) = self.documents.get_mut(uri) else { return };
        if matches!(open.judgement, Judgement::Waiting(_)) {
            return;
        }
        // A request may have had a newer version checked, which then need not wait.
        self.waiting.retain(|waiting| waiting != uri);
        let version = open.document.version;
        let (done, waiters) = std::mem::take(&mut open.waiters).into_iter().partition(|(wanted, _)| *wanted <= version);
        open.waiters = waiters;
        self.push(uri);
        self.push_beside(uri);
        self.tell_status(uri, done);
    }

    /// Pushes the diagnostics of `uri`. A document that is no perspective gets none, and an empty list if it was one
    /// before.
    fn push(&mut self, uri: &Uri) {
        let Some(open) = self.documents.get(uri).filter(|_| !self.client.pulls) else { return };
        let version = open.document.version;
        match &open.judgement {
            Judgement::Done(checked) => {
                let view = View::new(uri, version, checked, &self.client);
                self.send_diagnostics(uri, Some(version), &view.diagnostics());
            }
            Judgement::Beside(beside) => self.send_diagnostics(uri, Some(version), &self.notes(beside)),
            Judgement::Other if open.published => self.send_diagnostics::<()>(uri, Some(version), &[]),
            _ => return,
        }
        let perspective = !matches!(open.judgement, Judgement::Other);
        if let Some(open) = self.documents.get_mut(uri) {
            open.published = perspective;
        }
    }

    /// Tells those who wait how `uri` stands, and the client if it follows that.
    fn tell_status(&mut self, uri: &Uri, waiters: Vec<(i32, oneshot::Sender<Result<Status>>)>) {
        if waiters.is_empty() && !self.client.follows_status {
            return;
        }
        let status = self.status(uri);
        for (_, waiter) in waiters {
            let _ = waiter.send(Ok(status.clone()));
        }
        if self.client.follows_status {
            self.outbox.notify(status::CHANGED, &status);
        }
    }

    /// How `uri` stands, as far as it was checked.
    fn status(&self, uri: &Uri) -> Status {
        let Some(open) = self.documents.get(uri) else { return Status::of(uri, None, State::Other) };
        let version = Some(open.document.version);
        match &open.judgement {
            Judgement::Done(checked) => Status::checked(uri, version, checked),
            Judgement::Waiting(_) => Status::of(uri, version, State::Waiting),
            Judgement::Failed => Status::of(uri, version, State::Failed),
            Judgement::Other | Judgement::Beside(_) => Status::of(uri, version, State::Other),
        }
    }

    /// How `uri` stands now, checked if need be.
    pub(super) fn status_now(&mut self, uri: &Uri) -> Status {
        self.judge(uri);
        self.status(uri)
    }

    /// Answers `reply` as soon as `version` of `uri` was checked, or a later one; when the document is closed before,
    /// that it is none of ours.
    pub(super) fn wait_for(&mut self, uri: &Uri, version: i32, reply: oneshot::Sender<Result<Status>>) {
        match self.documents.get_mut(uri) {
            Some(open) if open.document.version < version => {
                open.waiters.retain(|(_, waiter)| !waiter.is_closed());
                open.waiters.push((version, reply));
            }
            _ => drop(reply.send(Ok(self.status_now(uri)))),
        }
    }

    /// Pushes what is wrong in the files beside `uri` that nobody has open: the text that settles it is this one.
    pub(super) fn push_beside(&mut self, uri: &Uri) {
        if self.client.pulls {
            return;
        }
        for (file, list) in self.closed_beside(uri) {
            let told = if list.is_empty() { self.closed.remove(&file) } else { true };
            if told {
                if !list.is_empty() {
                    self.closed.insert(file.clone());
                }
                self.send_diagnostics(&file, None, &list);
            }
        }
    }

    /// Takes back what was told of files that nobody has open, where no file beside them is open any more: what happens
    /// to them is not seen then.
    fn take_back(&mut self) {
        let beside = |uri: &Uri| {
            let path = convert::path(uri);
            let feature = beside::feature(Path::new(&path))?.to_owned();
            Some(self.documents.values().any(|open| beside::feature(Path::new(&open.path)) == Some(&feature)))
        };
        let alone: Vec<Uri> = self.closed.iter().filter(|uri| beside(uri) != Some(true)).cloned().collect();
        for uri in alone {
            self.closed.remove(&uri);
            self.send_diagnostics::<()>(&uri, None, &[]);
        }
    }

    fn send_diagnostics<D: Serialize>(&self, uri: &Uri, version: Option<i32>, diagnostics: &[D]) {
        #[derive(Serialize)]
        struct Params<'a, D> {
            uri: &'a Uri,
            #[serde(skip_serializing_if = "Option::is_none")]
            version: Option<i32>,
            diagnostics: &'a [D],
        }
        self.outbox.notify("textDocument/publishDiagnostics", Params { uri, version, diagnostics });
    }

    /// The current version of `uri` as the client sees it, checked now if need be; `None` where there is nothing to say.
    pub(super) fn view<'a>(&'a mut self, uri: &'a Uri) -> Result<Option<View<'a>>> {
        self.judge(uri);
        let Some(open) = self.documents.get(uri) else { return Ok(None) };
        match &open.judgement {
            Judgement::Done(checked) => Ok(Some(View::new(uri, open.document.version, checked, &self.client))),
            // Not "nothing found": that would be taken for clean.
            Judgement::Failed => Err(Error { message: "the document could not be checked".into(), ..Error::internal_error() }),
            Judgement::Other | Judgement::Beside(_) | Judgement::Waiting(_) => Ok(None),
        }
    }

    /// The workspace's folders.
    pub(super) fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Files were written on disk by the server itself; a client that watches tells of it too, one that does not would
    /// go on with what was read before.
    pub(super) fn files_written(&mut self, paths: &[PathBuf]) {
        if !paths.is_empty() {
            self.disturbed(paths);
            self.wake();
        }
    }

    /// Sends a request to the client; `then` is done with its answer, should one come. Nobody waits.
    pub(super) fn call(&mut self, method: &str, params: impl Serialize, then: impl FnOnce(&mut Worker, Result<Value>) + Send + 'static) {
        self.requests += 1;
        let id = format!("perspective-{}", self.requests);
        self.outbox.request(&id, method, params);
        self.awaited.insert(id, Box::new(then));
    }

    fn answered(&mut self, response: Response) {
        let (id, result) = response.into_parts();
        let then = match id {
            Id::String(id) => self.awaited.remove(&id),
            _ => None,
        };
        if let Some(then) = then {
            then(self, result);
        }
    }

    /// Has the client make `edit`, called `label`, and tells where it does not.
    pub(super) fn apply(&mut self, label: &str, edit: WorkspaceEdit) {
        let params = json!({"label": label, "edit": edit});
        let label = label.to_owned();
        self.call("workspace/applyEdit", params, move |worker, answer| {
            let answer = answer.unwrap_or_default();
            if answer["applied"] != true {
                let why = answer["failureReason"].as_str().unwrap_or("the editor gives no reason");
                worker.warn(format!("\"{label}\" was not done: {why}"));
            }
        });
    }

    pub(super) fn warn(&self, message: impl Into<String>) {
        self.outbox.log(MessageType::WARNING, message);
    }

    /// Says once what happened and what to send.
    fn tell_panic(&mut self, what: &str, panic: &(dyn Any + Send)) {
        if std::mem::replace(&mut self.panic_told, true) {
            return;
        }
        let why = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
        let message = format!(
            "perspective-ls {} broke down on {what}: {why}. The server goes on. Please report this line, with the document if you may \
             share it, at {}/issues",
            env!("CARGO_PKG_VERSION"),
            env!("CARGO_PKG_REPOSITORY"),
        );
        self.outbox.log(MessageType::ERROR, message);
    }
}
