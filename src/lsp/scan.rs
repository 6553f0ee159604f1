//! Diagnostics of the whole workspace, also of files that nobody has open. Done file by file while nothing else waits, so
//! that nobody who types has to; results come in parts where the client takes them so, and a client that has all of them
//! is answered once something changed.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};

use serde_json::json;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    FullDocumentDiagnosticReport, ProgressToken, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::progress::{Progress, Running};
use super::view::View;
use super::worker::Worker;
use super::{convert, diagnostic};
use crate::disk::{self, SETTINGS};
use crate::project::{self, Texts as _};
use crate::text::{Text, fnv1a};

/// Reports that are sent together, where they are sent in parts.
const PART: usize = 20;

/// A scan of the workspace that goes on.
pub(super) struct Scan {
    reply: oneshot::Sender<Result<WorkspaceDiagnosticReportResult>>,
    files: VecDeque<PathBuf>,
    total: usize,
    /// What the client has, by document; what is left at the end was not found any more.
    previous: HashMap<Uri, String>,
    /// Where parts go.
    partial: Option<ProgressToken>,
    running: Running,
    items: Vec<WorkspaceDocumentDiagnosticReport>,
    /// Whether anything is new to the client.
    news: bool,
}

/// What the last scan found in a file.
pub(super) struct Scanned {
    /// Of the text, and of what it was judged under.
    hash: u64,
    epoch: u64,
    id: String,
}

impl Worker {
    /// Begins to answer a request for the diagnostics of the workspace.
    pub(super) fn scan(&mut self, params: WorkspaceDiagnosticParams, reply: oneshot::Sender<Result<WorkspaceDiagnosticReportResult>>) {
        let previous = params.previous_result_ids.into_iter().map(|it| (it.uri, it.value)).collect();
        let partial = params.partial_result_params.partial_result_token;
        let token = params.work_done_progress_params.work_done_token;
        let files = self.workspace_files();
        let running = Progress(token).begin(&self.outbox, "Checking perspectives");
        let total = files.len();
        self.scans.push_back(Scan { reply, files, total, previous, partial, running, items: Vec::new(), news: false });
    }

    /// Markdown and settings in the workspace's folders, and what is open besides.
    pub(super) fn workspace_files(&self) -> VecDeque<PathBuf> {
        let (mut files, _) = disk::markdown(self.folders());
        files.extend(self.folders().iter().map(|folder| folder.join(SETTINGS)).filter(|it| it.is_file()));
        let open = self.documents.iter().filter(|(uri, _)| uri.scheme().as_str().eq_ignore_ascii_case("file"));
        files.extend(open.map(|(_, open)| PathBuf::from(&open.path)));
        files.sort();
        files.dedup();
        files.into()
    }

    /// Goes one file on with the scan that waits longest; whether there was one.
    pub(super) fn scan_on(&mut self) -> bool {
        let Some(mut scan) = self.scans.pop_front() else { return false };
        // A request that was cancelled needs no answer.
        if scan.reply.is_closed() {
            scan.running.end();
            return true;
        }
        match scan.files.pop_front() {
            Some(path) => {
                let report = self.reported(&path, &mut scan.previous);
                scan.news |= matches!(report, Some(WorkspaceDocumentDiagnosticReport::Full(_)));
                scan.items.extend(report);
                scan.running.report(scan.total - scan.files.len(), scan.total);
                if scan.items.len() >= PART {
                    self.part(&mut scan);
                }
                self.scans.push_front(scan);
            }
            None => self.finish(scan),
        }
        true
    }

    /// Sends the reports so far, where the client takes parts.
    fn part(&self, scan: &mut Scan) {
        if let Some(token) = &scan.partial {
            let items = std::mem::take(&mut scan.items);
            self.outbox.notify("$/progress", json!({"token": token, "value": {"items": items}}));
        }
    }

    fn finish(&mut self, mut scan: Scan) {
        // Files that are gone, or are no perspectives any more, have no diagnostics.
        let gone: Vec<Uri> = scan.previous.drain().map(|(uri, _)| uri).collect();
        scan.news |= !gone.is_empty();
        scan.items.extend(gone.into_iter().filter_map(|uri| full(uri, None, &diagnostic::identified(&Vec::<()>::new()).ok()?)));
        if !scan.news && scan.total > 0 {
            // It has all there is; VS Code would ask again every two seconds.
            scan.running.tell_end();
            self.resting.push(scan);
            return;
        }
        self.part(&mut scan);
        scan.running.tell_end();
        let report = WorkspaceDiagnosticReport { items: scan.items };
        let _ = scan.reply.send(Ok(report.into()));
    }

    /// Something changed: who has everything may not have it any more.
    pub(super) fn wake(&mut self) {
        let files = self.workspace_files();
        for mut scan in std::mem::take(&mut self.resting) {
            for item in std::mem::take(&mut scan.items) {
                if let WorkspaceDocumentDiagnosticReport::Unchanged(known) = item {
                    scan.previous.insert(known.uri, known.unchanged_document_diagnostic_report.result_id);
                }
            }
            scan.files.clone_from(&files);
            scan.total = files.len();
            self.scans.push_back(scan);
        }
    }

    /// The report on the file at `path`; `None` where it is none of ours.
    fn reported(&mut self, path: &Path, previous: &mut HashMap<Uri, String>) -> Option<WorkspaceDocumentDiagnosticReport> {
        if let Some((uri, version)) = self.open_at(path) {
            let known = previous.remove(&uri);
            let (id, json) = self.listed(&uri).ok()?;
            let ours = self.is_ours(&uri) || known.is_some();
            return ours.then(|| report(uri, Some(version), (id, json), known)).flatten();
        }
        let uri = convert::uri(&path.to_string_lossy())?;
        let text = self.texts().read(path).ok().flatten()?;
        let hash = self.stamp(path, &text);
        let known = previous.get(&uri);
        if let Some(scanned) = self.scanned.get(path).filter(|it| it.hash == hash && it.epoch == self.judged_under && Some(&it.id) == known)
        {
            let id = scanned.id.clone();
            previous.remove(&uri);
            return Some(unchanged(uri, None, id));
        }
        let listed = self.listed_on_disk(&uri, path, &Text::new(text))?;
        let known = previous.remove(&uri);
        self.scanned.insert(path.to_owned(), Scanned { hash, epoch: self.judged_under, id: listed.0.clone() });
        report(uri, None, listed, known)
    }

    /// A hash of what the file at `path` with `text` is judged by: its text, that of the file beside it, and those of the
    /// other perspectives of its feature.
    fn stamp(&self, path: &Path, text: &str) -> u64 {
        let (project, texts) = (self.engine.project(), self.texts());
        let other = match project::is_neighbour(path) {
            true => project.perspective_of(path, &texts),
            false => Some(project.checklist_of(path, &texts)),
        };
        let others = other.into_iter().chain(project::mates(path));
        let others = others.map(|it| texts.read(&it).ok().flatten().unwrap_or_default());
        fnv1a(others.fold(text.to_owned(), |all, other| all + "\0" + &other).as_bytes())
    }

    /// The diagnostics of the file at `path`, which nobody has open, and their id.
    pub(super) fn listed_on_disk(&mut self, uri: &Uri, path: &Path, text: &Text) -> Option<(String, Vec<u8>)> {
        if let Some(mut checked) = self.engine.check(&path.to_string_lossy().replace('\\', "/"), text) {
            self.engine.project().relate(path, &mut checked, &self.texts());
            return diagnostic::identified(&View::new(uri, 0, &checked, &self.client).diagnostics()).ok();
        }
        if !(project::is_neighbour(path) || project::is_watched(path)) {
            return None;
        }
        let beside = self.read_beside(path, text)?;
        diagnostic::identified(&self.notes(&beside)).ok()
    }
}

fn report(uri: Uri, version: Option<i32>, listed: (String, Vec<u8>), known: Option<String>) -> Option<WorkspaceDocumentDiagnosticReport> {
    if known.as_ref() == Some(&listed.0) {
        return Some(unchanged(uri, version, listed.0));
    }
    full(uri, version, &listed)
}

fn full(uri: Uri, version: Option<i32>, (id, json): &(String, Vec<u8>)) -> Option<WorkspaceDocumentDiagnosticReport> {
    let items = diagnostic::typed(json).ok()?;
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(id.clone()), items };
    let version = version.map(i64::from);
    Some(WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into())
}

fn unchanged(uri: Uri, version: Option<i32>, result_id: String) -> WorkspaceDocumentDiagnosticReport {
    let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
    WorkspaceUnchangedDocumentDiagnosticReport { uri, version: version.map(i64::from), unchanged_document_diagnostic_report }.into()
}
