//! What has changed in git, and which perspectives that touches.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::{git, is_watched, kind_of, sheet_of};
use crate::disk::{Failure, SETTINGS};

/// Files that have changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    files: HashSet<PathBuf>,
    /// Folders whose settings changed.
    settings: Vec<PathBuf>,
    /// Whether a persona's template changed: then any perspective may be judged differently.
    templates: bool,
}

impl Changes {
    /// Those since the commit where the current one and `revision` part, as git knows it, among them what is not committed
    /// yet. `folder` lies in the repository.
    ///
    /// # Errors
    /// It does not, git is not there, or knows no such revision.
    pub fn since(revision: &str, folder: &Path) -> Result<Self, Failure> {
        let files: HashSet<PathBuf> = git::changed(folder, revision)?.iter().map(|it| real(it)).collect();
        let is_settings = |it: &&PathBuf| it.file_name().is_some_and(|name| name == SETTINGS);
        let settings = files.iter().filter(is_settings).filter_map(|it| it.parent()).map(Path::to_owned).collect();
        let templates = files.iter().any(|it| is_watched(it) && !is_settings(&it));
        Ok(Changes { files, settings, templates })
    }

    /// Whether the perspective at `path` may be judged differently: it changed itself, or its sheet of questions, its
    /// checklist of the same name, its settings, or a persona. What stands beside a perspective follows any of its feature.
    pub fn touch(&self, path: &Path) -> bool {
        let path = real(path);
        let feature = path.parent().and_then(Path::parent).filter(|_| kind_of(&path).is_some());
        if feature.is_some_and(|feature| self.files.iter().any(|it| it.parent() == Some(feature))) {
            return true;
        }
        let sheet = sheet_of(&path);
        let checklist = path.with_file_name("checklists").join(path.file_name().unwrap_or_default());
        self.templates
            || [&path, &sheet, &checklist].into_iter().any(|it| self.files.contains(it))
            || self.settings.iter().any(|it| path.starts_with(it))
    }
}

/// `path` as the file system knows it, without links, so that git's paths and a user's are the same.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.canonicalize().unwrap_or(absolute)
}
