//! What the server asks of the rest of the program: one seam, so that tests can stand a fake in its place.

use std::collections::HashSet;
use std::path::Path;

use crate::check::{Checked, check};
use crate::config::{self, Config};
use crate::disk::Settings;
use crate::persona::Personas;
use crate::rules;
use crate::text::Text;

/// Judges documents under settings. It is owned by the one thread that checks, so it may keep what it has read.
pub trait Engine: Send + 'static {
    /// Judges `text` as the document at `path` (as of `textDocument.uri`, percent-decoded); `None` where it is no
    /// perspective.
    fn check(&mut self, path: &str, text: &Text) -> Option<Checked>;

    /// Takes the editor's settings, an object with the keys of [`Config`], in place of those it had; one line for each
    /// that cannot be used.
    fn configure(&mut self, settings: &serde_json::Value) -> Vec<String>;

    /// Settings' files have changed: what was read of them no longer holds.
    fn forget(&mut self);

    /// What is wrong with settings' files, one line each, said once.
    fn problems(&mut self) -> Vec<String>;
}

/// The engine of the program: the personas there are, the settings of files and the editor's.
///
/// What a project's `perspective.toml` says comes before what the editor says, so that an editor, a terminal and a CI run
/// find the same.
pub struct Judge {
    personas: Personas,
    files: Settings,
    editor: Config,
    told: HashSet<String>,
}

impl Default for Judge {
    fn default() -> Self {
        Judge { personas: Personas::built_in(), files: Settings::new(None), editor: Config::default(), told: HashSet::new() }
    }
}

impl Engine for Judge {
    fn check(&mut self, path: &str, text: &Text) -> Option<Checked> {
        let config = self.files.of(Path::new(path)).config.over(&self.editor);
        let persona = self.personas.of_document_or(path, text.as_str(), config.persona.as_deref())?;
        Some(check(text, persona, &config))
    }

    fn configure(&mut self, settings: &serde_json::Value) -> Vec<String> {
        let codes: Vec<&str> = rules::RULES.iter().map(|rule| rule.name).collect();
        let (editor, problems) = config::json(settings, &codes);
        self.editor = editor;
        problems.into_iter().map(|problem| problem.message).collect()
    }

    fn forget(&mut self) {
        self.files.forget();
        self.told.clear();
    }

    fn problems(&mut self) -> Vec<String> {
        let problems = self.files.problems().into_iter().map(|it| format!("{}: {}", it.path.display(), it.message));
        problems.filter(|problem| self.told.insert(problem.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_comes_before_the_editor() {
        let read = |source: &str| config::toml(source, &["vague-recommendation", "audience"]).0;
        let editor = read(
            "limit = 9\naccept = [\"webhook\"]\n[severity]\naudience = \"off\"\nvague-recommendation = \"hint\"\n[personas.x]\nlimit = 7",
        );
        let file = read("limit = 2\n[severity]\naudience = \"error\"\n[personas.x]\nban = [\"foo\"]");
        let all = file.over(&editor);
        let wanted = read(
            "limit = 2\naccept = [\"webhook\"]\n[severity]\naudience = \"error\"\nvague-recommendation = \"hint\"\n[personas.x]\nlimit = 7\nban = [\"foo\"]",
        );
        assert_eq!(all, wanted);
    }
}
