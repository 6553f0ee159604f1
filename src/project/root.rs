//! Where a repository of perspectives begins.

use std::path::{Path, PathBuf};

/// Marks the root of a repository that uses the Persona Kit.
pub(super) const KIT: &str = ".personakit";

/// Holds the features' folders.
pub(super) const PERSONAS: &str = "personas";

/// The root of the repository of perspectives that `path` (a folder, or a file in one) belongs to: the nearest folder
/// upwards with `.personakit`; else that of the git repository; else the folder that holds `personas`; else the folder
/// itself. Nothing above a git repository's root is looked at. Absolute.
pub fn root(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
    let within = repository(folder);
    let kit = within.iter().find(|it| it.join(KIT).is_dir());
    let git = within.last().filter(|it| it.join(".git").exists());
    let personas = || folder.ancestors().find(|it| it.file_name().is_some_and(|name| name == PERSONAS)).and_then(Path::parent);
    kit.or(git).copied().or_else(personas).unwrap_or(folder).to_owned()
}

/// `folder` and those above it, up to the root of its git repository; all of them where there is none.
pub(super) fn repository(folder: &Path) -> Vec<&Path> {
    let mut folders = Vec::new();
    for folder in folder.ancestors().filter(|it| !it.as_os_str().is_empty()) {
        folders.push(folder);
        if folder.join(".git").exists() {
            break;
        }
    }
    folders
}
