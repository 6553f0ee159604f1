//! A repository of perspectives on disk: its root, its settings, its own personas, and the check of a document under
//! them. Every surface asks here, so an editor, a terminal and an agent meet the same personas and the same settings.
//!
//! Files are read and written by [`crate::disk`] alone; what is judged of them is the core's.

mod agents;
mod commands;
mod compare;
mod fix;
mod git;
mod guides;
mod init;
mod judge;
mod moves;
mod new;
mod notes;
mod personas;
mod places;
mod problem;
mod root;
mod since;
mod steps;
mod survey;
mod texts;
mod toml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::check::{Checked, check, check_again};
use crate::config::Config;
use crate::disk::{Found, SETTINGS, Settings};
use crate::persona::{Persona, Personas};
use crate::text::Text;

use compare::Remembered;

pub use agents::{AGENTS, Agent, Form};
pub use commands::{commands, persona};
pub use compare::mates;
pub use fix::Fixed;
pub use guides::guides;
pub use init::{Installed, Piece, install, kit};
pub use moves::{Move, moved};
pub use new::{Made, Order, Refused};
pub use notes::{Note, notes};
pub use personas::Roster;
pub use places::{Kind, kind_of, sheet_of};
pub use problem::Problem;
pub use root::root;
pub use since::Changes;
pub use steps::{Answered, Perspective, Questions, Refusal, Validation, is_neighbour};
pub use survey::{Outcome, Taken};
pub use texts::{Change, OnDisk, Texts};

/// Repositories as far as they were read: settings and personas by folder, each read once until [`Project::forget`].
#[derive(Debug, Default)]
pub struct Project {
    settings: Settings,
    /// What the editor's settings say; a repository's come before them.
    editor: Config,
    /// What they say in place of that for the documents in a folder.
    folders: Vec<(PathBuf, Config)>,
    rosters: Mutex<HashMap<PathBuf, Arc<Roster>>>,
    /// Perspectives as they were judged beside others.
    siblings: Mutex<HashMap<PathBuf, Remembered>>,
}

impl Project {
    /// Settings come from the `fixed` file for all documents; without one, from the nearest `perspective.toml` upwards
    /// from each.
    pub fn new(fixed: Option<PathBuf>) -> Self {
        Project { settings: Settings::new(fixed), ..Project::default() }
    }

    /// Takes the editor's settings in place of all those it had. What a repository says comes before them, so that an
    /// editor, a terminal and a CI run find the same.
    pub fn set_editor(&mut self, editor: Config) {
        self.editor = editor;
        self.folders.clear();
        self.siblings().clear();
    }

    /// Takes the editor's settings for the documents in `folder`, in place of those for all.
    pub fn set_editor_in(&mut self, folder: &Path, editor: Config) {
        self.folders.retain(|(known, _)| known != folder);
        self.folders.push((folder.to_owned(), editor));
        self.siblings().clear();
    }

    /// What holds for the document at `path`.
    pub fn config(&self, path: &Path) -> Config {
        let around = self.folders.iter().filter(|(folder, _)| path.starts_with(folder));
        let innermost = around.max_by_key(|(folder, _)| folder.components().count());
        self.settings.of(path).config.over(innermost.map_or(&self.editor, |(_, config)| config))
    }

    /// The settings' file that holds for the document at `path`, as it was read.
    pub fn settings(&self, path: &Path) -> Arc<Found> {
        self.settings.of(path)
    }

    /// The personas that there are for the document at `path`: those built in, and the repository's own in their place
    /// or beside them.
    pub fn personas(&self, path: &Path) -> Personas {
        let personas = self.roster(path).personas.clone();
        if self.config(path).spec_kit == Some(true) { personas.with_spec_kit() } else { personas }
    }

    /// The same with where each comes from and what is wrong with their templates.
    pub fn roster(&self, path: &Path) -> Arc<Roster> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        if let Some(roster) = self.lock().get(&folder) {
            return roster.clone();
        }
        let home = personas::home(&folder);
        // Folders that share their templates share what was read.
        let known = home.as_ref().and_then(|home| self.lock().values().find(|it| it.home.as_ref() == Some(home)).cloned());
        let roster = known.unwrap_or_else(|| Arc::new(home.map_or_else(Roster::built_in, Roster::read)));
        self.lock().insert(folder, roster.clone());
        roster
    }

    /// Whose perspective the document at `path` with `text` is; `None` for any other Markdown.
    pub fn persona_of(&self, path: &Path, text: &str) -> Option<Arc<Persona>> {
        let config = self.config(path);
        let (name, default) = (path.to_string_lossy(), config.persona.as_deref());
        match config.spec_kit {
            Some(true) => self.personas(path).of_document_or(&name, text, default).cloned(),
            _ => self.roster(path).personas.of_document_or(&name, text, default).cloned(),
        }
    }

    /// Judges `text` as the document at `path`; `None` where it is no perspective.
    pub fn check(&self, path: &Path, text: &Text) -> Option<Checked> {
        let persona = self.persona_of(path, text.as_str())?;
        Some(self.check_as(path, text, &persona))
    }

    /// The same, sooner where `before` is an earlier version that was judged under the same settings.
    pub fn check_again(&self, before: Checked, path: &Path, text: &Text) -> Option<Checked> {
        let persona = self.persona_of(path, text.as_str())?;
        Some(check_again(before, text, &persona, &self.config(path)))
    }

    /// Judges `text` as the document at `path`, whatever it says, as a perspective of `persona`.
    pub fn check_as(&self, path: &Path, text: &Text, persona: &Arc<Persona>) -> Checked {
        check(text, persona, &self.config(path))
    }

    /// Forgets what was read of files: one that [`is_watched`] may have changed.
    pub fn forget(&self) {
        self.settings.forget();
        self.lock().clear();
        self.siblings().clear();
    }

    /// Everything wrong with the settings and the personas' templates read so far, by file and place.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.settings.problems().into_iter().map(Problem::from).collect();
        problems.extend(self.lock().values().flat_map(|it| it.problems.clone()));
        problems.sort();
        problems.dedup();
        problems
    }

    fn siblings(&self) -> MutexGuard<'_, HashMap<PathBuf, Remembered>> {
        self.siblings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Arc<Roster>>> {
        self.rosters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The day that it is here, ISO 8601: `2026-02-09`.
pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

/// Patterns, as editors watch files by, of what [`is_watched`] knows.
pub fn watched() -> Vec<String> {
    let mut patterns = vec![format!("**/{SETTINGS}"), format!("**/{}/*.md", personas::COMMANDS), format!("**/{}/**", personas::FOLDERS)];
    patterns.extend(AGENTS.iter().map(|agent| format!("**/{}/personakit.*{}", agent.folder, agent.form.extension())));
    patterns
}

/// Whether settings or personas are read from the file at `path`.
pub fn is_watched(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SETTINGS) || personas::is_template(path)
}
