//! The editor's settings: for all documents, or for those in one of the workspace's folders. A client says them at the
//! start, tells of new ones, or is asked for them.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tower_lsp::ls_types::Uri;

use super::convert;
use super::worker::Worker;

/// The setting of an editor that turns inlay hints on. It changes what is shown, not what is judged, so a project's
/// settings do not have it.
const INLAY_HINTS: &str = "inlayHints";

/// The name under which an editor has settings of ours.
const SECTION: &str = "perspective";

/// What the editor's settings say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    /// For all documents; `None` where nothing was said yet.
    general: Option<Value>,
    /// For those in a folder, in place of that.
    folders: Vec<(PathBuf, Value)>,
}

impl Settings {
    /// What holds for the document at `path`.
    fn of(&self, path: &Path) -> Option<&Value> {
        let around = self.folders.iter().filter(|(folder, _)| path.starts_with(folder));
        let innermost = around.max_by_key(|(folder, _)| folder.components().count());
        innermost.map(|(_, settings)| settings).or(self.general.as_ref())
    }
}

impl Worker {
    /// Whether the user wants inlay hints in the document at `uri`.
    pub(super) fn shows_hints(&self, uri: &Uri) -> bool {
        let path = convert::path(uri);
        self.settings.of(Path::new(&path)).is_some_and(|it| it[INLAY_HINTS] == true)
    }

    /// Takes settings that the client says unasked: the object under `perspective`, at the start also one that stands
    /// `alone`. An editor that speaks only of others' settings says nothing of ours. Whether anything is new.
    pub(super) fn take_settings(&mut self, said: Value, alone: bool) -> bool {
        let ours = match said {
            Value::Object(mut all) if all.contains_key(SECTION) => all.remove(SECTION),
            Value::Object(all) if alone && !all.is_empty() => Some(Value::Object(all)),
            _ => None,
        };
        ours.is_some_and(|ours| self.configure(Settings { general: Some(ours), folders: Vec::new() }))
    }

    /// Asks the client for its settings, where it can be asked: for all documents and for each folder. Where it has none
    /// of ours, what it `said` holds, and without that, what held before. What it said holds until it answers, too: a client
    /// that pulls and cannot be asked to pull again would else see what was found before.
    pub(super) fn ask_settings(&mut self, said: Value) {
        if self.take_settings(said.clone(), false) {
            self.check_again();
            self.wake();
        }
        let folders: Vec<PathBuf> = self.folders().to_vec();
        let scoped = folders.iter().map(|it| json!({"scopeUri": convert::uri(&it.to_string_lossy()), "section": SECTION}));
        let items: Vec<Value> = std::iter::once(json!({"section": SECTION})).chain(scoped).collect();
        self.call("workspace/configuration", json!({"items": items}), move |worker, answer| {
            let answers = answer.ok().and_then(|it| it.as_array().cloned()).unwrap_or_default();
            let mut answers = answers.into_iter().map(|it| Some(it).filter(Value::is_object));
            let general = answers.next().flatten();
            let folders: Vec<(PathBuf, Value)> = folders.into_iter().zip(answers).filter_map(|(folder, it)| Some((folder, it?))).collect();
            let new = match general.is_none() && folders.is_empty() {
                true => worker.take_settings(said, false),
                false => {
                    let general = general.or_else(|| worker.settings.general.clone());
                    worker.configure(Settings { general, folders })
                }
            };
            if new {
                worker.check_again();
                worker.wake();
            }
        });
    }

    /// Has documents judged under `settings` from now on; whether these are new.
    fn configure(&mut self, settings: Settings) -> bool {
        if self.settings == settings {
            return false;
        }
        self.settings = settings.clone();
        self.judged_under += 1;
        let general = settings.general.map(|it| (None, it));
        let folders = settings.folders.into_iter().map(|(folder, it)| (Some(folder), it));
        let mut problems: Vec<String> = Vec::new();
        for (folder, mut said) in general.into_iter().chain(folders) {
            if let Value::Object(keys) = &mut said {
                keys.remove(INLAY_HINTS);
            }
            problems.extend(self.engine.configure(&said, folder.as_deref()));
        }
        // Most settings of a folder are those for all, and so are their mistakes.
        problems.sort();
        problems.dedup();
        problems.into_iter().for_each(|it| self.warn(format!("settings: {it}")));
        true
    }
}
