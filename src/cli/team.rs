//! `team`: the perspectives of a feature read together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{FINDINGS, TROUBLE, TeamArguments, complain, print};
use crate::check::{Checked, Kind};
use crate::disk::{self, Failure};
use crate::format::team as written;
use crate::persona::team;
use crate::project::{Outcome, Perspective, Project, Taken};
use crate::report::State;
use crate::workflow::together::{Part, summary, together, verdicts};

/// Perspectives by feature: the folder that they lie in.
type Features = BTreeMap<PathBuf, Vec<(String, Checked)>>;

pub(super) fn run(arguments: &TeamArguments) -> u8 {
    let Some(team) = team(&arguments.team) else {
        complain(&format!("there is no team \"{}\"; there are: {}", arguments.team, written::known()));
        return TROUBLE;
    };
    let here = [PathBuf::from(".")];
    let paths = if arguments.paths.is_empty() { here.as_slice() } else { &arguments.paths };
    let (features, mut failures) = features(paths);
    if features.is_empty() && failures.is_empty() {
        failures.push(Failure { path: paths[0].clone(), message: "holds no perspective".into() });
    }
    let mut open = false;
    for (folder, documents) in &features {
        let parts: Vec<Part> = documents.iter().map(|(path, checked)| Part { path, checked }).collect();
        let feature = folder.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        let all = together(&parts);
        let verdicts = verdicts(team, &parts, &all);
        open |= verdicts.iter().any(|it| it.state == State::Fail);
        print(&match (arguments.summary, arguments.json) {
            (true, _) => summary(team, &feature, &parts, &all),
            (false, true) => written::json(team, &feature, &parts, &all, &verdicts),
            (false, false) => written::text(team, &feature, &parts, &all, &verdicts),
        });
    }
    failures.iter().for_each(|it| complain(&format!("{}: {}", it.path.display(), it.message)));
    match (failures.is_empty(), open && !arguments.summary) {
        (false, _) => TROUBLE,
        (true, true) => FINDINGS,
        (true, false) => 0,
    }
}

/// The perspectives at and below `paths`.
fn features(paths: &[PathBuf]) -> (Features, Vec<Failure>) {
    let (files, mut failures) = disk::markdown(paths);
    let mut features = Features::new();
    for outcome in Project::default().survey(&files, &Taken { named: paths, persona: None }, &|| {}) {
        match outcome {
            Outcome::Judged(perspective) if perspective.checked.kind == Kind::Perspective => {
                let Perspective { path, checked } = *perspective;
                let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
                let shown = path.strip_prefix(".").unwrap_or(&path).to_string_lossy().replace('\\', "/");
                features.entry(absolute.parent().unwrap_or(Path::new("")).to_owned()).or_default().push((shown, checked));
            }
            Outcome::Judged(_) | Outcome::Other(_) => {}
            Outcome::Failed(failure) => failures.push(failure),
        }
    }
    (features, failures)
}
