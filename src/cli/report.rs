//! `report`: where each perspective stands, for people and for machines.

use std::path::{Path, PathBuf};

use super::{ReportArguments, TROUBLE, complain, print};
use crate::disk::{self, Failure, Workspace};
use crate::format::steps;
use crate::project::{OnDisk, Perspective, Project};
use crate::text::Text;
use crate::workflow::report::{self, Entry};

pub(super) fn run(arguments: &ReportArguments) -> u8 {
    let here = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { here.as_slice() } else { &arguments.paths };
    let (mut entries, mut failures) = entries(paths);
    if entries.is_empty() && failures.is_empty() {
        failures.push(Failure {
            path: paths[0].clone(),
            message: "holds no perspective (README.md, \"Which files are perspectives?\")".into(),
        });
    }
    entries.sort_by(|one, other| (&one.feature, &one.persona, &one.path).cmp(&(&other.feature, &other.persona, &other.path)));
    if let Some(file) = &arguments.html {
        if let Err(failure) = page(file, &report::html(&entries)) {
            failures.push(failure);
        }
    } else if arguments.json {
        print(&steps::line(&steps::Report::of(&entries)));
    } else {
        print(&report::text(&entries));
    }
    for failure in &failures {
        complain(&format!("{}: {}", failure.path.display(), failure.message));
    }
    if failures.is_empty() { 0 } else { TROUBLE }
}

/// What is reported of the perspectives at and below `paths`.
fn entries(paths: &[PathBuf]) -> (Vec<Entry>, Vec<Failure>) {
    let project = Project::default();
    let (files, mut failures) = disk::markdown(paths);
    let mut entries = Vec::new();
    for path in &files {
        match entry(&project, path, paths.contains(path)) {
            Ok(found) => entries.extend(found),
            Err(failure) => failures.push(failure),
        }
    }
    for problem in project.problems() {
        if problem.severity == crate::report::Severity::Error {
            failures.push(Failure { message: problem.message(), path: problem.path });
        }
    }
    (entries, failures)
}

/// `None` for a file that is no perspective, unless it is `named`.
fn entry(project: &Project, path: &Path, named: bool) -> Result<Option<Entry>, Failure> {
    let shown = path.strip_prefix(".").unwrap_or(path).to_string_lossy().replace('\\', "/");
    if named {
        let perspective = project.open(path, &OnDisk)?;
        return project.report(&perspective, &shown, &OnDisk).map(Some);
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // Some other file that happens to lie in the folder may hold anything.
    let text = match disk::read(path) {
        Ok(text) => text,
        Err(_) if project.persona_of(&absolute, &disk::head(path)).is_none() => return Ok(None),
        Err(failure) => return Err(failure),
    };
    match project.check(&absolute, &Text::new(text)) {
        Some(checked) => project.report(&Perspective { path: absolute, checked }, &shown, &OnDisk).map(Some),
        None => Ok(None),
    }
}

/// Writes the page to `file`, which may be one that was written before.
fn page(file: &Path, html: &str) -> Result<(), Failure> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let workspace = Workspace::new(file.parent().unwrap_or(&file))?;
    if !file.exists() {
        return workspace.create(&file, html);
    }
    let before = disk::read(&file)?;
    if !report::is_page(&before) {
        return Err(Failure { path: file, message: "is no report of ours; it was left as it is".to_owned() });
    }
    workspace.replace(&file, &before, html)
}
