//! `check`: many files at once, printed in order.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::Known;
use super::{CheckArguments, Color, FINDINGS, Format, TROUBLE, complain, count, human, print, warn};
use crate::disk::{self, Failure};
use crate::format::{self, Document};
use crate::persona::Persona;
use crate::project::{Changes, Outcome, Perspective, Project, Taken};
use crate::report::Severity;

/// Below this many files there is no progress bar.
const MANY: usize = 200;

pub(super) fn run(arguments: &CheckArguments) -> u8 {
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let project = Project::new(arguments.config.clone());
    let persona = match forced(&project, arguments) {
        Ok(persona) => persona,
        Err(message) => {
            complain(&message);
            return TROUBLE;
        }
    };
    let mut job = Job { arguments, project, persona, failures: Vec::new() };
    let mut perspectives = job.perspectives();
    if arguments.fix || arguments.diff {
        perspectives = perspectives.into_iter().map(|it| job.fixed(it)).collect();
    }
    job.project.compare(&mut perspectives);
    let loud = job.tell(&perspectives);
    job.end(loud)
}

/// The persona that all named files are of, where one is asked for.
fn forced(project: &Project, arguments: &CheckArguments) -> Result<Option<Arc<Persona>>, String> {
    let Some(id) = &arguments.persona else { return Ok(None) };
    let personas = project.personas(&here(arguments));
    let known: Vec<&str> = personas.ids().collect();
    let found = personas.get(id).cloned();
    found.map(Some).ok_or_else(|| format!("there is no persona \"{id}\"; there are: {}", known.join(", ")))
}

/// The file whose repository says which personas there are.
fn here(arguments: &CheckArguments) -> PathBuf {
    let first = arguments.stdin_filename.as_ref().or(arguments.paths.first()).cloned().unwrap_or_else(|| ".".into());
    if first.is_dir() { first.join("any") } else { first }
}

struct Job<'a> {
    arguments: &'a CheckArguments,
    project: Project,
    /// The persona of every file that is named.
    persona: Option<Arc<Persona>>,
    /// What went wrong on the way.
    failures: Vec<Failure>,
}

impl Job<'_> {
    /// All that is to be checked, judged, in the order of the paths.
    fn perspectives(&mut self) -> Vec<Perspective> {
        let outcomes = match &self.arguments.stdin_filename {
            Some(name) => vec![self.standard_input(name)],
            None => match self.files() {
                Some(outcomes) => outcomes,
                None => return Vec::new(),
            },
        };
        let (mut judged, mut others) = (Vec::new(), Vec::new());
        for outcome in outcomes {
            match outcome {
                Outcome::Judged(perspective) => judged.push(*perspective),
                Outcome::Other(path) => others.push(path),
                Outcome::Failed(failure) => self.failures.push(failure),
            }
        }
        let nothing = self.nothing(&judged, &others);
        self.failures.extend(nothing);
        judged
    }

    /// The files at and below the paths; `None` where it cannot be told which.
    fn files(&mut self) -> Option<Vec<Outcome>> {
        let here = [PathBuf::from(".")];
        let named = if self.arguments.paths.is_empty() { here.as_slice() } else { self.arguments.paths.as_slice() };
        let (mut files, failures) = disk::markdown(named);
        self.failures.extend(failures);
        if let Some(since) = &self.arguments.since {
            match Changes::since(since, Path::new(".")) {
                Ok(changes) => files.retain(|it| changes.touch(it)),
                Err(failure) => {
                    self.failures.push(failure);
                    return None;
                }
            }
        }
        let bar = progress(files.len());
        let taken = Taken { named, persona: self.persona.clone() };
        let outcomes = self.project.survey(&files, &taken, &|| bar.inc(1));
        bar.finish_and_clear();
        Some(outcomes)
    }

    /// Judges what standard input holds, as if it were the file `name`.
    fn standard_input(&self, name: &Path) -> Outcome {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("standard input cannot be read: {error}"));
        match read.and_then(|_| disk::decode(bytes)) {
            Ok(text) => self.project.take(name, text, self.persona.as_ref()),
            Err(message) => Outcome::Failed(Failure { path: name.to_owned(), message }),
        }
    }

    /// What to say where nothing was judged though something was asked for.
    fn nothing(&self, judged: &[Perspective], others: &[PathBuf]) -> Vec<Failure> {
        let arguments = self.arguments;
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
        // Where only what changed is looked at, nothing may have.
        if arguments.since.is_some() {
            return failures;
        }
        let folders = arguments.paths.iter().filter(|it| it.is_dir()).cloned();
        let folders: Vec<PathBuf> =
            if arguments.paths.is_empty() && arguments.stdin_filename.is_none() { vec![".".into()] } else { folders.collect() };
        failures.extend(
            folders
                .into_iter()
                .filter(|folder| !judged.iter().any(|it| it.path.starts_with(folder)))
                .map(|path| Failure { path, message: "holds no perspective (README.md, \"Which files are perspectives?\")".into() }),
        );
        failures
    }

    /// `perspective` with its safe fixes applied, in its file unless only the difference is asked for.
    fn fixed(&mut self, perspective: Perspective) -> Perspective {
        let fixed = self.project.fix(&perspective);
        if fixed.done.is_empty() {
            return perspective;
        }
        let path = perspective.path.display().to_string();
        if self.arguments.diff {
            print(&fixed.file.diff(&path));
            return Perspective { checked: fixed.checked, ..perspective };
        }
        match fixed.file.carry_out() {
            Ok(()) => {
                anstream::eprintln!("{path}: {} mended by safe fixes", count(fixed.done.len(), "finding"));
                Perspective { checked: fixed.checked, ..perspective }
            }
            Err(failure) => {
                self.failures.push(failure);
                perspective
            }
        }
    }

    /// Prints what was found; whether there is anything at or above the level asked for.
    fn tell(&mut self, perspectives: &[Perspective]) -> bool {
        let mut documents: Vec<Document> = perspectives
            .iter()
            .map(|it| {
                let name = it.path.to_string_lossy().replace('\\', "/");
                Document::new(name, &it.checked).validated(self.project.validations(&it.path))
            })
            .collect();
        if let Some(file) = &self.arguments.baseline {
            match Known::new(file).take(&mut documents, self.arguments.update_baseline) {
                Ok(Some(remark)) => anstream::eprintln!("{remark}"),
                Ok(None) => {}
                Err(failure) => self.failures.push(failure),
            }
        }
        if !self.arguments.diff {
            print(&written(self.arguments.format, &documents));
        }
        let level = self.arguments.fail_on.severity();
        documents.iter().any(|it| it.findings().any(|it| it.finding.severity <= level))
    }

    /// Says what went wrong, in order; the exit status.
    fn end(mut self, loud: bool) -> u8 {
        if let Some(file) = self.arguments.config.as_ref().filter(|file| !file.is_file()) {
            self.failures.push(Failure { path: file.clone(), message: "cannot be read: there is no such file".into() });
        }
        for problem in self.project.problems() {
            match problem.severity {
                Severity::Error => self.failures.push(Failure { message: problem.message(), path: problem.path }),
                _ => warn(&problem.to_string()),
            }
        }
        self.failures.sort_by(|one, other| (&one.path, &one.message).cmp(&(&other.path, &other.message)));
        self.failures.dedup();
        for failure in &self.failures {
            complain(&format!("{}: {}", failure.path.display(), failure.message));
        }
        match (self.failures.is_empty(), loud) {
            (false, _) => TROUBLE,
            (true, true) => FINDINGS,
            (true, false) => 0,
        }
    }
}

/// `documents` as text in `format`.
fn written(format: Format, documents: &[Document]) -> String {
    match format {
        Format::Human => human::documents(documents),
        Format::Json => format::json::documents(documents),
        Format::Jsonl => format::jsonl::documents(documents),
        Format::Sarif => format::sarif::documents(documents),
        Format::Github => format::github::documents(documents),
        Format::Gitlab => format::gitlab::documents(documents),
        Format::Junit => format::junit::documents(documents),
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
