//! What a client may have executed by name (`workspace/executeCommand`): the steps of the workflow. Each takes one object
//! and gives one. Files that the editor holds open are changed through the editor, others on disk.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Command, MessageType, Uri, WorkspaceEdit};

use super::convert;
use super::edit::{FileEdit, workspace_edit};
use super::progress::Progress;
use super::status::Status;
use super::told;
use super::worker::Worker;
use crate::check::Checked;
use crate::disk::{self, Failure};
use crate::format::steps::{self, Asked};
use crate::persona::Item;
use crate::project::{self, Change, Order, Perspective, Refusal};
use crate::report::Verdict;
use crate::text::{Span, Text};
use crate::workflow::{answers, questions, report};

/// Makes an edit that an action offers, for clients whose actions are commands.
const APPLY: &str = "perspective.apply";
/// Makes the document of a new perspective.
pub(super) const NEW: &str = "perspective.new";
/// Asks the open questions.
pub(super) const QUESTIONS: &str = "perspective.questions";
/// Takes answers in.
pub(super) const ANSWER: &str = "perspective.answer";
/// Shows the checklist, or writes it.
pub(super) const CHECKLIST: &str = "perspective.checklist";
/// Reports on a perspective or a folder of them.
pub(super) const REPORT: &str = "perspective.report";
/// Lists the personas that there are.
const PERSONAS: &str = "perspective.personas";

/// The names of all commands.
pub(super) const ALL: &[&str] = &[APPLY, NEW, QUESTIONS, ANSWER, CHECKLIST, REPORT, PERSONAS];

/// Where the result of a command goes; some wait for the client before they give it.
pub(super) type Reply = oneshot::Sender<Result<Option<Value>>>;

/// The command that makes `edit`, called `title`; the user is asked first where it takes words out and `confirm` is set.
pub(super) fn apply(title: &str, edit: &WorkspaceEdit, confirm: bool) -> Command {
    let argument = json!({"label": title, "edit": edit, "confirm": confirm});
    Command { title: title.to_owned(), command: APPLY.to_owned(), arguments: Some(vec![argument]) }
}

/// Arguments of [`APPLY`]: those of `workspace/applyEdit`, and whether to ask first.
#[derive(Deserialize)]
struct Apply {
    label: String,
    edit: WorkspaceEdit,
    #[serde(default)]
    confirm: bool,
}

#[derive(Deserialize)]
struct New {
    persona: String,
    #[serde(default)]
    request: String,
    feature: Option<String>,
    folder: Option<Uri>,
    #[serde(default)]
    branch: bool,
}

#[derive(Deserialize)]
struct Questions {
    uri: Uri,
    write: Option<bool>,
}

#[derive(Deserialize)]
struct Answer {
    uri: Uri,
    answers: Option<String>,
    /// Questions may stay open: for a client that lets its user skip one.
    #[serde(default)]
    partial: bool,
}

#[derive(Deserialize)]
struct Checklist {
    uri: Uri,
    #[serde(default)]
    write: bool,
}

#[derive(Deserialize)]
struct Report {
    uri: Option<Uri>,
    folder: Option<Uri>,
    #[serde(default)]
    html: bool,
}

#[derive(Deserialize)]
struct Personas {
    uri: Option<Uri>,
}

/// Executes the command called `name` and answers `reply`, now or once the client has done its part.
pub(super) fn execute(worker: &mut Worker, name: &str, arguments: Vec<Value>, progress: Progress, reply: Reply) {
    let done = match name {
        APPLY => argument(name, arguments).map(|it| make(worker, it)).map(|()| None),
        NEW => argument(name, arguments).and_then(|it| new(worker, &it)).map(Some),
        PERSONAS => argument(name, arguments).map(|it: Personas| Some(personas(worker, &it))),
        REPORT => argument(name, arguments).and_then(|it| report(worker, &it, progress)).map(Some),
        QUESTIONS => return give(reply, argument(name, arguments), |it, reply| questions(worker, &it, reply)),
        ANSWER => return give(reply, argument(name, arguments), |it, reply| answer(worker, &it, reply)),
        CHECKLIST => return give(reply, argument(name, arguments), |it, reply| checklist(worker, &it, reply)),
        _ => Err(wrong(format!("there is no command {name}: the commands are {}", ALL.join(", ")))),
    };
    let _ = reply.send(done);
}

/// Goes on with an argument that could be read; says what is wrong with any other.
fn give<T>(reply: Reply, argument: Result<T>, then: impl FnOnce(T, Reply)) {
    match argument {
        Ok(argument) => then(argument, reply),
        Err(error) => drop(reply.send(Err(error))),
    }
}

/// The one argument of the command called `name`.
fn argument<T: DeserializeOwned>(name: &str, arguments: Vec<Value>) -> Result<T> {
    let first = arguments.into_iter().next().unwrap_or_else(|| json!({}));
    serde_json::from_value(first).map_err(|error| wrong(format!("{name} takes one object as its argument: {error}")))
}

/// An error about what the client sent.
pub(super) fn wrong(message: impl Into<String>) -> Error {
    Error { message: message.into().into(), ..Error::invalid_params("") }
}

/// An error that the user can do something about.
fn failed(failure: &Failure) -> Error {
    wrong(format!("{}: {}", failure.path.display(), failure.message))
}

/// The result of a command.
fn result(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|_| Error::internal_error())
}

fn make(worker: &mut Worker, Apply { label, edit, confirm }: Apply) {
    if !confirm {
        return worker.apply(&label, edit);
    }
    let params = json!({
        "type": MessageType::WARNING,
        "message": format!("{label}? It takes words out of the document."),
        "actions": [{"title": CONFIRM}, {"title": "Cancel"}],
    });
    worker.call("window/showMessageRequest", params, move |worker, answer| {
        if answer.is_ok_and(|answer| answer["title"] == CONFIRM) {
            worker.apply(&label, edit);
        }
    });
}

/// The button that confirms.
const CONFIRM: &str = "Take them out";

fn new(worker: &mut Worker, order: &New) -> Result<Value> {
    let folder = order.folder.as_ref().map(|it| PathBuf::from(convert::path(it))).or_else(|| worker.folder().map(Path::to_owned));
    let folder = folder.ok_or_else(|| wrong("no folder is open: name one in \"folder\", as a URI"))?;
    let order = Order {
        persona: &order.persona,
        request: &order.request,
        feature: order.feature.as_deref().filter(|it| !it.trim().is_empty()),
        date: &project::today(),
        branch: order.branch,
        dry_run: false,
    };
    let made = worker.engine.project().new_perspective(&project::root(&folder), order).map_err(|refused| wrong(refused.to_string()))?;
    let file = made.file.to_string_lossy();
    let uri = convert::uri(&file).ok_or_else(Error::internal_error)?;
    worker.show(&uri);
    result(&told::Made { uri, persona_file: &file, branch_name: &made.branch, persona: &made.persona.id })
}

fn personas(worker: &mut Worker, of: &Personas) -> Value {
    let path = of.uri.as_ref().map(|it| PathBuf::from(convert::path(it)));
    let path = path.or_else(|| worker.folder().map(|it| it.join("personas/x/x.md"))).unwrap_or_default();
    let personas = worker.engine.project().personas(&path);
    let list = personas.summaries().map(|(id, name, description)| json!({"id": id, "name": name, "description": description}));
    json!({"personas": list.collect::<Vec<_>>()})
}

fn questions(worker: &mut Worker, asking: &Questions, reply: Reply) {
    let write = asking.write.unwrap_or(true);
    let read = worker.perspective(&asking.uri).and_then(|perspective| {
        let questions = worker.engine.project().questions(&perspective, &worker.texts()).map_err(|it| failed(&it))?;
        Ok((perspective, questions))
    });
    give(reply, read, |(perspective, questions), reply| {
        let file = questions.file.path.clone();
        // What is written is what is asked then; it may have other numbers than an older sheet.
        let sheet = if write { questions::parse(&questions.file.after) } else { questions.sheet };
        let list: Vec<Asked> = sheet.questions.iter().map(|it| Asked::of(&perspective.checked, it)).collect();
        let exists = !list.is_empty() && (write || questions.file.before.is_some());
        let changes = if write && !list.is_empty() { vec![questions.file] } else { Vec::new() };
        carry_out(worker, "Ask the open questions", changes, reply, move |worker| {
            let uri = convert::uri(&file.to_string_lossy()).filter(|_| exists);
            if let Some(uri) = uri.as_ref().filter(|_| write) {
                worker.show(uri);
            }
            result(&told::Questions { uri, questions: list })
        });
    });
}

fn answer(worker: &mut Worker, given: &Answer, reply: Reply) {
    let taken = worker.perspective(&given.uri).and_then(|perspective| {
        let project = worker.engine.project();
        let options = answers::Options { date: &project::today(), partial: given.partial, duplicates: true };
        let answered = project.answer(&perspective, given.answers.as_deref(), options, &worker.texts());
        answered.map(|answered| (perspective, answered)).map_err(|refusal| match refusal {
            Refusal::Failed(failure) => failed(&failure),
            Refusal::Problems(problems) => {
                let messages: Vec<&str> = problems.iter().map(|it| it.message.as_str()).collect();
                let data: Vec<Value> =
                    problems.iter().map(|it| json!({"code": it.code, "question": it.question, "message": it.message})).collect();
                Error { data: Some(json!({"problems": data})), ..wrong(messages.join(" ")) }
            }
        })
    });
    give(reply, taken, |(perspective, answered), reply| {
        let count = answered.answered.len();
        let checked = answered.checked;
        carry_out(worker, "Take the answers in", answered.changes, reply, move |worker| {
            let status = worker.status_of(&perspective.path, &checked);
            result(&told::Answered { answered: count, open: checked.perspective.markers.len(), status })
        });
    });
}

/// The items with their evidence, by group.
fn groups<'c>(worker: &Worker, checked: &'c Checked) -> Vec<told::Group<'c>> {
    let evidence = |span: &Span| told::Evidence {
        range: convert::range(&checked.text, *span, worker.client.encoding),
        text: checked.text.slice(*span),
    };
    let item = |(verdict, item): &(&'c Verdict, &'c Item)| told::Item {
        words: &item.words,
        state: verdict.state.name(),
        reason: &verdict.reason,
        evidence: verdict.evidence.iter().map(evidence).collect(),
    };
    let pairs = checked.report.verdicts.iter().filter_map(|it| Some((it, checked.persona.items.get(it.item)?)));
    let pairs: Vec<(&Verdict, &Item)> = pairs.collect();
    let groups = pairs.chunk_by(|one, other| one.1.group == other.1.group);
    groups.map(|group| told::Group { title: &group[0].1.group, items: group.iter().map(item).collect() }).collect()
}

fn checklist(worker: &mut Worker, asking: &Checklist, reply: Reply) {
    let write = asking.write;
    let read = worker.perspective(&asking.uri).and_then(|perspective| {
        let validation = worker.engine.project().validate(&perspective, &project::today(), &worker.texts()).map_err(|it| failed(&it))?;
        Ok((perspective, validation))
    });
    give(reply, read, |(Perspective { path, checked }, validation), reply| {
        let file = validation.file.path.clone();
        let exists = write || validation.file.before.is_some();
        let summary = exists.then(|| steps::Validation::of(&checked, &validation.summary));
        let changes = if write { vec![validation.file] } else { Vec::new() };
        carry_out(worker, "Write the checklist", changes, reply, move |worker| {
            let uri = convert::uri(&file.to_string_lossy()).filter(|_| exists);
            if let Some(uri) = uri.as_ref().filter(|_| write) {
                worker.show(uri);
            }
            let status = worker.status_of(&path, &checked);
            result(&told::Checklist { status, groups: groups(worker, &checked), file: uri, summary })
        });
    });
}

fn report(worker: &mut Worker, asking: &Report, progress: Progress) -> Result<Value> {
    let named = asking.uri.as_ref().map(|uri| worker.perspective(uri)).transpose()?;
    let paths = match (&named, &asking.folder) {
        (Some(perspective), _) => vec![perspective.path.clone()],
        (None, Some(folder)) => disk::markdown(&[PathBuf::from(convert::path(folder))]).0,
        (None, None) => disk::markdown(worker.folders()).0,
    };
    let mut entries = Vec::new();
    let mut told = progress.begin(&worker.outbox, "Reporting on perspectives");
    for (at, path) in paths.iter().enumerate() {
        told.report(at, paths.len());
        entries.extend(entry(worker, path));
    }
    told.end();
    entries.sort_by(|one, other| (&one.feature, &one.persona, &one.path).cmp(&(&other.feature, &other.persona, &other.path)));
    let html = asking.html.then(|| report::html(&entries));
    result(&told::Report { text: report::text(&entries), html, entries: entries.iter().map(steps::Reported::from).collect() })
}

/// What is reported of the file at `path`; `None` where it is no perspective or cannot be read.
fn entry(worker: &Worker, path: &Path) -> Option<report::Entry> {
    use crate::project::Texts as _;
    let (project, texts) = (worker.engine.project(), worker.texts());
    let text = texts.read(path).ok().flatten()?;
    let checked = project.check(path, &Text::new(text))?;
    let shown = worker.folders().iter().find_map(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    let shown = shown.to_string_lossy().replace('\\', "/");
    project.report(&Perspective { path: path.to_owned(), checked }, &shown, &texts).ok()
}

/// Carries `changes` out, those of open documents through the editor and first, since it may refuse; then answers with
/// what `done` gives. Nothing is written on disk where the editor refuses.
fn carry_out(
    worker: &mut Worker,
    label: &str,
    changes: Vec<Change>,
    reply: Reply,
    done: impl FnOnce(&mut Worker) -> Result<Value> + Send + 'static,
) {
    let (open, closed): (Vec<Change>, Vec<Change>) =
        changes.into_iter().filter(Change::is_needed).partition(|change| worker.open_at(&change.path).is_some());
    let write = move |worker: &mut Worker| {
        closed.iter().try_for_each(Change::carry_out).map_err(|failure| failed(&failure))?;
        worker.files_written(&closed.iter().map(|it| it.path.clone()).collect::<Vec<_>>());
        done(worker).map(Some)
    };
    if open.is_empty() {
        let result = write(worker);
        let _ = reply.send(result);
        return;
    }
    let files = open.iter().filter_map(|change| {
        let (uri, version) = worker.open_at(&change.path)?;
        let text = Text::new(change.before.clone().unwrap_or_default());
        Some(FileEdit::new(uri, Some(version), &text, &change.edits, &worker.client))
    });
    let edit = workspace_edit(&worker.client, files.collect(), None).filter(|_| worker.client.applies);
    let Some(edit) = edit else {
        let message = "the document is open in an editor that lets nobody else edit it: close it, or use the terminal";
        return drop(reply.send(Err(wrong(message))));
    };
    worker.call("workspace/applyEdit", json!({"label": label, "edit": edit}), move |worker, answer| {
        let answer = answer.unwrap_or_default();
        let result = match answer["applied"] == true {
            true => write(worker),
            false => {
                let why = answer["failureReason"].as_str().unwrap_or("it gives no reason").to_owned();
                Err(wrong(format!("the editor did not make the changes, and nothing was written: {why}")))
            }
        };
        let _ = reply.send(result);
    });
}

impl Worker {
    /// The perspective at `uri`, or the one whose checklist or questions lie there, checked.
    fn perspective(&mut self, uri: &Uri) -> Result<Perspective> {
        let path = PathBuf::from(convert::path(uri));
        if let Some(checked) = self.view(uri)?.map(|view| view.checked.clone()) {
            return Ok(Perspective { path, checked });
        }
        self.engine.project().open(&path, &self.texts()).map_err(|failure| failed(&failure))
    }

    /// How the perspective at `path` stands: its open version where that is what `checked` is of, else `checked`.
    fn status_of(&mut self, path: &Path, checked: &Checked) -> Option<Status> {
        match self.open_at(path) {
            Some((uri, _)) => {
                let same = self.documents.get(&uri).is_some_and(|open| open.document.text().as_str() == checked.text.as_str());
                Some(if same { self.status_now(&uri) } else { Status::checked(&uri, None, checked) })
            }
            None => Some(Status::checked(&convert::uri(&path.to_string_lossy())?, None, checked)),
        }
    }
}
