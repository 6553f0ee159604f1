//! `check`: many files at once, in parallel, printed in order.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{CheckArguments, Color, FINDINGS, Format, TROUBLE, complain, human, print, warn};
use crate::check::Checked;
use crate::disk::{self, Failure};
use crate::format;
use crate::persona::Persona;
use crate::project::Project;
use crate::report::Severity;
use crate::rules;
use crate::text::Text;
use crate::workflow::together::{self, Part};

/// A judged document.
pub(super) struct Document {
    /// Its path as it was found.
    pub(super) path: PathBuf,
    /// What was found.
    pub(super) checked: Checked,
}

impl Document {
    fn entry(&self) -> format::Document<'_> {
        format::Document::new(self.path.to_string_lossy().replace('\\', "/"), &self.checked)
    }
}

/// What became of a file.
enum Result {
    Judged(Box<Document>),
    /// It is no perspective.
    Other(PathBuf),
    Failed(Failure),
}

/// Below this many files there is no progress bar.
const MANY: usize = 200;

pub(super) fn run(arguments: &CheckArguments) -> u8 {
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let project = Project::new(arguments.config.clone());
    let personas = project.personas(&here(arguments));
    let forced = match &arguments.persona {
        None => None,
        Some(id) => match personas.get(id) {
            Some(persona) => Some(persona.clone()),
            None => {
                let known: Vec<&str> = personas.ids().collect();
                complain(&format!("there is no persona \"{id}\"; there are: {}", known.join(", ")));
                return TROUBLE;
            }
        },
    };
    let job = Job { project, forced };
    let (results, mut failures) = match &arguments.stdin_filename {
        Some(name) => (vec![job.standard_input(name)], Vec::new()),
        None => job.files(&arguments.paths),
    };
    let (mut documents, mut others) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Result::Judged(document) => documents.push(*document),
            Result::Other(path) => others.push(path),
            Result::Failed(failure) => failures.push(failure),
        }
    }
    together(&job.project, &mut documents);
    if let Some(file) = arguments.config.as_ref().filter(|file| !file.is_file()) {
        failures.push(Failure { path: file.clone(), message: "cannot be read: there is no such file".into() });
    }
    print(&written(arguments.format, &documents));
    for problem in job.project.problems() {
        match problem.severity {
            Severity::Error => failures.push(Failure { message: problem.message(), path: problem.path }),
            _ => warn(&problem.to_string()),
        }
    }
    failures.extend(job.nothing(arguments, &documents, &others));
    failures.sort_by(|one, other| (&one.path, &one.message).cmp(&(&other.path, &other.message)));
    failures.dedup();
    for failure in &failures {
        complain(&format!("{}: {}", failure.path.display(), failure.message));
    }
    let level = arguments.fail_on.severity();
    let loud = documents.iter().flat_map(|it| &it.checked.report.findings).any(|it| it.severity <= level);
    match (failures.is_empty(), loud) {
        (false, _) => TROUBLE,
        (true, true) => FINDINGS,
        (true, false) => 0,
    }
}

/// Adds what perspectives of one feature, which lie in one folder, state differently.
fn together(project: &Project, documents: &mut [Document]) {
    for feature in documents.chunk_by_mut(|one, other| one.path.parent() == other.path.parent()) {
        let paths: Vec<String> = feature.iter().map(|it| it.path.to_string_lossy().replace('\\', "/")).collect();
        let parts: Vec<Part> = feature.iter().zip(&paths).map(|(it, path)| Part { path, checked: &it.checked }).collect();
        if parts.len() < 2 || !is_feature(feature[0].path.parent()) {
            continue;
        }
        let all = together::together(&parts);
        let default = rules::rule(together::CODE).map_or(Severity::Information, |it| it.severity);
        let severity = |part: &Part| match project.config(Path::new(part.path)).of(&part.checked.persona.id).severity.get(together::CODE) {
            Some(given) => *given,
            None => Some(default),
        };
        let found: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(at, part)| severity(part).map_or_else(Vec::new, |severity| together::findings(&parts, &all, at, severity)))
            .collect();
        for (document, findings) in feature.iter_mut().zip(found) {
            document.checked.report.add(findings);
        }
    }
}

/// Whether `folder` is that of a feature: `personas/<feature>`. Elsewhere documents lie together by chance.
fn is_feature(folder: Option<&Path>) -> bool {
    let absolute = folder.and_then(|it| std::path::absolute(it).ok());
    absolute.as_deref().and_then(Path::parent).and_then(Path::file_name).is_some_and(|it| it.eq_ignore_ascii_case("personas"))
}

/// The file whose repository says which personas there are.
fn here(arguments: &CheckArguments) -> PathBuf {
    let first = arguments.stdin_filename.as_ref().or(arguments.paths.first()).cloned().unwrap_or_else(|| ".".into());
    if first.is_dir() { first.join("any") } else { first }
}

/// `documents` as text in `format`.
fn written(format: Format, documents: &[Document]) -> String {
    let entries = || documents.iter().map(Document::entry).collect::<Vec<_>>();
    match format {
        Format::Human => human::documents(documents),
        Format::Json => format::json::documents(&entries()),
        Format::Jsonl => format::jsonl::documents(&entries()),
        Format::Sarif => format::sarif::documents(&entries()),
        Format::Github => format::github::documents(&entries()),
        Format::Gitlab => format::gitlab::documents(&entries()),
        Format::Junit => format::junit::documents(&entries()),
    }
}

struct Job {
    project: Project,
    /// The persona of every file that is named.
    forced: Option<Arc<Persona>>,
}

impl Job {
    /// Judges all files at and below `paths`, in the order of their paths.
    fn files(&self, paths: &[PathBuf]) -> (Vec<Result>, Vec<Failure>) {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { here.as_slice() } else { paths };
        let (files, failures) = disk::markdown(paths);
        let bar = progress(files.len());
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
        let worker = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(path) = files.get(at) else { return done };
                let named = paths.contains(path);
                let result = match disk::read(path) {
                    Ok(text) => self.judge(path, text, named),
                    Err(failure) if named || !path.is_file() || self.is_perspective(path) => Result::Failed(failure),
                    // Some other file that happens to lie in the folder.
                    Err(_) => Result::Other(path.clone()),
                };
                done.push((at, result));
                bar.inc(1);
            }
        };
        let mut results: Vec<(usize, Result)> = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
            handles.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
        });
        bar.finish_and_clear();
        results.sort_by_key(|(at, _)| *at);
        (results.into_iter().map(|(_, result)| result).collect(), failures)
    }

    /// Judges what standard input holds, as if it were the file `name`.
    fn standard_input(&self, name: &Path) -> Result {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("standard input cannot be read: {error}"));
        match read.and_then(|_| disk::decode(bytes)) {
            Ok(text) => self.judge(name, text, true),
            Err(message) => Result::Failed(Failure { path: name.to_owned(), message }),
        }
    }

    /// Judges `text` of the file at `path`; `named` where the user named the file itself.
    fn judge(&self, path: &Path, text: String, named: bool) -> Result {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let text = Text::new(text);
        let checked = match &self.forced {
            Some(persona) if named => Some(self.project.check_as(&absolute, &text, persona)),
            _ => self.project.check(&absolute, &text),
        };
        match checked {
            Some(checked) => Result::Judged(Box::new(Document { path: path.to_owned(), checked })),
            None => Result::Other(path.to_owned()),
        }
    }

    /// Whether the file at `path`, which is no text, would be judged if it were.
    fn is_perspective(&self, path: &Path) -> bool {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.project.persona_of(&absolute, &disk::head(path)).is_some()
    }

    /// What to say where nothing was judged though something was asked for.
    fn nothing(&self, arguments: &CheckArguments, documents: &[Document], others: &[PathBuf]) -> Vec<Failure> {
        let named = |path: &&PathBuf| arguments.paths.contains(path) || arguments.stdin_filename.as_ref() == Some(path);
        // Where there is one persona only it must be meant.
        let personas = self.project.personas(&here(arguments));
        let (id, list) = match personas.ids().next() {
            Some(only) if personas.ids().len() == 1 => (only, ""),
            _ => ("ID", "; `perspective-ls personas` lists the ids"),
        };
        let told = format!("is not a perspective; --persona {id} takes it all the same{list}");
        let mut failures: Vec<Failure> =
            others.iter().filter(named).map(|path| Failure { path: path.clone(), message: told.clone() }).collect();
        let folders = arguments.paths.iter().filter(|it| it.is_dir()).cloned();
        let folders: Vec<PathBuf> =
            if arguments.paths.is_empty() && arguments.stdin_filename.is_none() { vec![".".into()] } else { folders.collect() };
        failures.extend(
            folders
                .into_iter()
                .filter(|folder| !documents.iter().any(|it| it.path.starts_with(folder)))
                .map(|path| Failure { path, message: "holds no perspective (README.md, \"Which files are perspectives?\")".into() }),
        );
        failures
    }
}

/// A progress bar for long runs, to a terminal only.
fn progress(files: usize) -> indicatif::ProgressBar {
    if files < MANY {
        return indicatif::ProgressBar::hidden();
    }
    let style =
        indicatif::ProgressStyle::with_template("{bar:32} {pos}/{len} files").unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
    // indicatif draws on standard error, and hides itself where that is no terminal.
    indicatif::ProgressBar::new(files as u64).with_style(style)
}
