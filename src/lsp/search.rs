//! Symbols of the whole workspace by their names. Looked for file by file while nothing else waits, as its diagnostics
//! are; what was found in a file is kept until it changes.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use serde_json::json;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{ProgressToken, SymbolInformation, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use super::progress::{Progress, Running};
use super::view::View;
use super::worker::{Judgement, Worker};
use super::{convert, symbols};
use crate::project::Texts as _;
use crate::text::{Text, fnv1a};

/// Symbols that are sent together, where they are sent in parts.
const PART: usize = 100;

/// A search that goes on.
pub(super) struct Search {
    reply: oneshot::Sender<Result<Option<WorkspaceSymbolResponse>>>,
    query: String,
    files: VecDeque<PathBuf>,
    total: usize,
    /// Where parts go.
    partial: Option<ProgressToken>,
    running: Running,
    found: Vec<SymbolInformation>,
}

/// The symbols of a file that nobody has open.
pub(super) struct Known {
    /// Of its text, and of what it was judged under.
    hash: u64,
    epoch: u64,
    symbols: Vec<SymbolInformation>,
}

impl Worker {
    /// Begins to answer a request for symbols.
    pub(super) fn search(&mut self, params: WorkspaceSymbolParams, reply: oneshot::Sender<Result<Option<WorkspaceSymbolResponse>>>) {
        let files = self.workspace_files();
        let running = Progress(params.work_done_progress_params.work_done_token).begin(&self.outbox, "Looking through perspectives");
        let total = files.len();
        let partial = params.partial_result_params.partial_result_token;
        self.searches.push_back(Search { reply, query: params.query, files, total, partial, running, found: Vec::new() });
    }

    /// Goes one file on with the search that waits longest; whether there was one.
    pub(super) fn search_on(&mut self) -> bool {
        let Some(mut search) = self.searches.pop_front() else { return false };
        if search.reply.is_closed() {
            search.running.end();
            return true;
        }
        let Some(path) = search.files.pop_front() else {
            self.found(search);
            return true;
        };
        let symbols = self.symbols_of(&path);
        search.found.extend(symbols.into_iter().filter(|it| matches(&search.query, &it.name)));
        search.running.report(search.total - search.files.len(), search.total);
        if search.found.len() >= PART {
            self.found_so_far(&mut search);
        }
        self.searches.push_front(search);
        true
    }

    /// Sends the symbols so far, where the client takes parts.
    fn found_so_far(&self, search: &mut Search) {
        if let Some(token) = search.partial.as_ref().filter(|_| !search.found.is_empty()) {
            let symbols = std::mem::take(&mut search.found);
            self.outbox.notify("$/progress", json!({"token": token, "value": symbols}));
        }
    }

    fn found(&self, mut search: Search) {
        self.found_so_far(&mut search);
        search.running.end();
        let _ = search.reply.send(Ok(Some(search.found.into())));
    }

    /// The symbols of the file at `path`, as the user sees it; none where it is no perspective.
    fn symbols_of(&mut self, path: &Path) -> Vec<SymbolInformation> {
        if let Some((uri, version)) = self.open_at(path) {
            self.judge(&uri);
            let judgement = self.documents.get(&uri).map(|it| &it.judgement);
            let Some(Judgement::Done(checked)) = judgement else { return Vec::new() };
            return symbols::flat(&View::new(&uri, version, checked, &self.client));
        }
        let Some(text) = self.texts().read(path).ok().flatten() else { return Vec::new() };
        let (hash, epoch) = (fnv1a(text.as_bytes()), self.judged_under);
        if let Some(known) = self.known.get(path).filter(|it| it.hash == hash && it.epoch == epoch) {
            return known.symbols.clone();
        }
        let Some(uri) = convert::uri(&path.to_string_lossy()) else { return Vec::new() };
        let checked = self.engine.check(&path.to_string_lossy().replace('\\', "/"), &Text::new(text));
        let symbols = checked.map(|it| symbols::flat(&View::new(&uri, 0, &it, &self.client))).unwrap_or_default();
        self.known.insert(path.to_owned(), Known { hash, epoch, symbols: symbols.clone() });
        symbols
    }
}

/// Whether the characters of `query` stand in `name` in this order, whatever their case and whatever stands between
/// them: editors leave out what they do not want to see, and none can show what it is not given.
fn matches(query: &str, name: &str) -> bool {
    let mut name = name.chars().flat_map(char::to_lowercase);
    query.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).all(|wanted| name.any(|it| it == wanted))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_query_is_a_few_letters_of_a_name() {
        for (query, name, found) in [
            ("", "Success Metrics", true),
            ("sucmet", "Success Metrics", true),
            ("Success met", "Success Metrics", true),
            ("ÜB", "über", true),
            ("metsuc", "Success Metrics", false),
            ("x", "Success Metrics", false),
        ] {
            assert_eq!(matches(query, name), found, "{query}");
        }
    }
}
