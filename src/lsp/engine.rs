//! What the server asks of the rest of the program: one seam, so that tests can stand a fake in its place.

use std::collections::HashSet;
use std::path::Path;

use crate::check::Checked;
use crate::config;
use crate::project::Project;
use crate::rules;
use crate::text::Text;

/// Judges documents under settings. It is owned by the one thread that checks, so it may keep what it has read.
pub trait Engine: Send + 'static {
    /// Judges `text` as the document at `path` (as of `textDocument.uri`, percent-decoded); `None` where it is no
    /// perspective.
    fn check(&mut self, path: &str, text: &Text) -> Option<Checked>;

    /// The same, where `before` is an earlier version of the document, from which it may go on.
    fn check_again(&mut self, before: Checked, path: &str, text: &Text) -> Option<Checked> {
        let _ = before;
        self.check(path, text)
    }

    /// The repositories that documents are judged in.
    fn project(&self) -> &Project;

    /// Takes the editor's settings, an object with the keys of [`Config`](config::Config): for the documents in `folder`,
    /// or, without one, for all and in place of all it had. One line for each setting that cannot be used.
    fn configure(&mut self, settings: &serde_json::Value, folder: Option<&Path>) -> Vec<String>;

    /// Settings' files or personas' templates have changed: what was read of them no longer holds.
    fn forget(&mut self);

    /// What is wrong with settings' files and personas' templates, one line each, said once.
    fn problems(&mut self) -> Vec<String>;
}

/// The engine of the program: the repository's personas and settings, and the editor's settings below them.
#[derive(Default)]
pub struct Judge {
    project: Project,
    told: HashSet<String>,
}

impl Engine for Judge {
    fn check(&mut self, path: &str, text: &Text) -> Option<Checked> {
        self.project.check(Path::new(path), text)
    }

    fn check_again(&mut self, before: Checked, path: &str, text: &Text) -> Option<Checked> {
        self.project.check_again(before, Path::new(path), text)
    }

    fn project(&self) -> &Project {
        &self.project
    }

    fn configure(&mut self, settings: &serde_json::Value, folder: Option<&Path>) -> Vec<String> {
        let codes: Vec<&str> = rules::RULES.iter().map(|rule| rule.name).collect();
        let (editor, problems) = config::json(settings, &codes);
        match folder {
            Some(folder) => self.project.set_editor_in(folder, editor),
            None => self.project.set_editor(editor),
        }
        problems.into_iter().map(|problem| problem.message).collect()
    }

    fn forget(&mut self) {
        self.project.forget();
        self.told.clear();
    }

    fn problems(&mut self) -> Vec<String> {
        let problems = self.project.problems().into_iter().map(|it| it.to_string());
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
