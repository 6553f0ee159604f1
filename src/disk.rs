//! The only module that reads and writes files: documents, folders of them, settings found upwards.

mod write;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::config::{self, Config};
use crate::rules;
use crate::text::{Encoding, Text};
pub use write::{Probe, Step, TEMPORARY, Workspace};

/// Name of the settings' file.
pub const SETTINGS: &str = "perspective.toml";

/// Bytes at the start of a file that tell what kind of document it is.
const HEAD: u64 = 16 * 1024;

/// Something that could not be read, with what is wrong and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong, one line; begins with the line and column where there are any.
    pub message: String,
}

/// The document at `path`.
///
/// # Errors
/// It cannot be read, or is not UTF-8: then the message names line and byte.
pub fn read(path: &Path) -> Result<String, Failure> {
    let failure = |message: String| Failure { path: path.to_owned(), message };
    let bytes = fs::read(path).map_err(|error| failure(format!("cannot be read: {error}")))?;
    decode(bytes).map_err(failure)
}

/// The first few kilobytes of the file at `path`, whatever its encoding: enough to tell what kind of document it is.
/// Empty where it cannot be read.
pub fn head(path: &Path) -> String {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut bytes));
    read.map_or_else(|_| String::new(), |_| String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of `bytes`. A byte order mark stays, since places in the file count it.
///
/// # Errors
/// They are not UTF-8: the message names line and byte.
pub fn decode(bytes: Vec<u8>) -> Result<String, String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(format!("line {line}, byte {at}: not UTF-8; save the file as UTF-8"))
        }
    }
}

/// Whether the file at `path` lies in the folder `root`, with links followed.
pub fn holds(root: &Path, path: &Path) -> bool {
    match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => path.starts_with(root),
    }
}

/// The files directly in `folder`, sorted by name; none where it cannot be read.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    children(folder, Path::is_file)
}

/// The folders directly in `folder`, sorted by name; none where it cannot be read.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    children(folder, Path::is_dir)
}

/// The names of everything directly in `folder`; none where it cannot be read.
pub fn names(folder: &Path) -> Vec<String> {
    children(folder, |_| true).iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
}

fn children(folder: &Path, wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| wanted(path)).collect();
    found.sort();
    found
}

/// Markdown files at and below `paths`, sorted, each once. Files are taken as they are; folders are walked as git would:
/// what .gitignore and its like exclude, and hidden folders but `.personakit`, are left out.
pub fn markdown(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Ok(data) if data.is_dir() => walk(path, &mut found, &mut failures),
            Ok(_) => found.push(path.clone()),
            Err(error) => failures.push(Failure { path: path.clone(), message: format!("cannot be read: {error}") }),
        }
    }
    found.sort();
    found.dedup();
    (found, failures)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>, failures: &mut Vec<Failure>) {
    let (sender, receiver) = std::sync::mpsc::channel();
    ignore::WalkBuilder::new(folder).require_git(false).build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            let sent = match entry {
                Ok(entry) => {
                    let markdown =
                        entry.path().extension().is_some_and(|it| it.eq_ignore_ascii_case("md") || it.eq_ignore_ascii_case("markdown"));
                    // A link to a file is a file; a dangling one is a failure when it is read.
                    let folder = entry.file_type().is_none_or(|it| it.is_dir());
                    if markdown && !folder { sender.send(Ok(entry.into_path())) } else { Ok(()) }
                }
                Err(error) => sender.send(Err(Failure { path: PathBuf::new(), message: error.to_string() })),
            };
            if sent.is_ok() { ignore::WalkState::Continue } else { ignore::WalkState::Quit }
        })
    });
    drop(sender);
    for entry in receiver {
        match entry {
            Ok(path) => found.push(path),
            Err(failure) => failures.push(Failure { path: folder.to_owned(), ..failure }),
        }
    }
}

/// Settings that hold in a folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The settings.
    pub config: Config,
    /// Their file, where there is one.
    pub file: Option<PathBuf>,
    /// What is wrong with them; the settings are then what could be read.
    pub problems: Vec<Failure>,
}

/// Settings by folder, each read once.
#[derive(Debug, Default)]
pub struct Settings {
    /// The file that holds for all documents, instead of looking upwards.
    fixed: Option<PathBuf>,
    folders: Mutex<HashMap<PathBuf, Arc<Found>>>,
}

impl Settings {
    /// Settings that are looked for upwards from each document, or those of the `fixed` file for all.
    pub fn new(fixed: Option<PathBuf>) -> Self {
        Settings { fixed, ..Settings::default() }
    }

    /// Those for the document at `path`: the nearest `perspective.toml` upwards. The search ends at the root of a
    /// repository (a folder with `.git`), that folder included.
    pub fn of(&self, path: &Path) -> Arc<Found> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = if self.fixed.is_some() { PathBuf::new() } else { path.parent().map(Path::to_owned).unwrap_or_default() };
        if let Some(found) = self.lock().get(&folder) {
            return found.clone();
        }
        let file = self.fixed.clone().or_else(|| upwards(&folder));
        // Folders that share a file share what was read, so that its problems are said once.
        let known = file.as_ref().and_then(|file| self.lock().values().find(|it| it.file.as_ref() == Some(file)).cloned());
        let found = known.unwrap_or_else(|| Arc::new(file.map_or_else(Found::default, load)));
        self.lock().insert(folder, found.clone());
        found
    }

    /// Forgets what was read: a settings' file may have changed.
    pub fn forget(&self) {
        self.lock().clear();
    }

    /// Everything wrong with the settings read so far, by file and place.
    pub fn problems(&self) -> Vec<Failure> {
        let mut problems: Vec<Failure> = self.lock().values().flat_map(|it| it.problems.clone()).collect();
        problems.sort_by(|one, other| (&one.path, &one.message).cmp(&(&other.path, &other.message)));
        problems.dedup();
        problems
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Arc<Found>>> {
        self.folders.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn upwards(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(SETTINGS);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

fn load(file: PathBuf) -> Found {
    let source = match read(&file) {
        Ok(source) => source,
        Err(failure) => return Found { problems: vec![failure], file: Some(file), config: Config::default() },
    };
    let codes: Vec<&str> = rules::RULES.iter().map(|rule| rule.name).collect();
    let (config, problems) = config::toml(&source, &codes);
    let text = Text::new(source);
    let problems = problems.into_iter().map(|problem| {
        let at = text.position(problem.span.start, Encoding::Utf32);
        Failure { path: file.clone(), message: format!("line {}, column {}: {}", at.line + 1, at.column + 1, problem.message) }
    });
    Found { config, problems: problems.collect(), file: Some(file) }
}
