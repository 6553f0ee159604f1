//! Many files at once, in parallel, in the order of their paths.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{OnDisk, Perspective, Project, Texts};
use crate::disk::{self, Failure};
use crate::persona::Persona;
use crate::text::Text;
use crate::workflow::checklist;

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It was judged.
    Judged(Box<Perspective>),
    /// It is no perspective.
    Other(PathBuf),
    /// It cannot be read.
    Failed(Failure),
}

/// Whose perspectives files are.
#[derive(Clone, Debug, Default)]
pub struct Taken<'a> {
    /// Files that the user named.
    pub named: &'a [PathBuf],
    /// The persona of those; without one, each file tells.
    pub persona: Option<Arc<Persona>>,
}

impl Project {
    /// Judges all `files`; `tick` is called after each.
    pub fn survey(&self, files: &[PathBuf], taken: &Taken, tick: &(dyn Fn() + Sync)) -> Vec<Outcome> {
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
        let worker = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(path) = files.get(at) else { return done };
                done.push((at, self.look_at(path, taken)));
                tick();
            }
        };
        let mut outcomes: Vec<(usize, Outcome)> = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
            handles.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
        });
        outcomes.sort_by_key(|(at, _)| *at);
        outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    }

    fn look_at(&self, path: &Path, taken: &Taken) -> Outcome {
        let named = taken.named.iter().any(|it| it == path);
        match disk::read(path) {
            Ok(text) => self.take(path, text, taken.persona.as_ref().filter(|_| named)),
            Err(failure) if named || !path.is_file() || self.is_perspective(path) => Outcome::Failed(failure),
            // Some other file that happens to lie in the folder.
            Err(_) => Outcome::Other(path.to_owned()),
        }
    }

    /// Judges `text` as the file at `path` with what stands beside it on disk, as a perspective of `persona` if one is given.
    pub fn take(&self, path: &Path, text: String, persona: Option<&Arc<Persona>>) -> Outcome {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let text = Text::new(text);
        let checked = match persona {
            Some(persona) => Some(self.judge_as(&absolute, &text, persona, &OnDisk)),
            None => self.judge(&absolute, &text, &OnDisk),
        };
        match checked {
            Some(checked) => Outcome::Judged(Box::new(Perspective { path: path.to_owned(), checked })),
            None => Outcome::Other(path.to_owned()),
        }
    }

    /// Whether the file at `path`, which is no text, would be judged if it were.
    fn is_perspective(&self, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.persona_of(&absolute, &disk::head(path)).is_some()
    }

    /// How often the perspective at `path` was validated, by its checklist file; `None` where there is none.
    pub fn validations(&self, path: &Path) -> Option<usize> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let text = OnDisk.read(&self.checklist_of(&path, &OnDisk)).ok()??;
        Some(checklist::read(&text).iteration)
    }
}
