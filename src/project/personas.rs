//! The personas of a repository: those built in, and its own in their place or beside them.
//!
//! Its own are command templates in `.personakit/templates/commands`, in the installed form in the assistants' folders,
//! and whole personas (template, skeleton, vocabulary) in `.personakit/templates/personas/<id>`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::agents::{AGENTS, Form};
use super::commands::installed;
use super::problem::Problem;
use super::root::{KIT, repository};
use super::toml;
use crate::disk;
use crate::persona::{self, Part, Personas};
use crate::report::Severity;
use crate::text::Span;

/// The kit's command templates, below a repository's root.
pub(super) const COMMANDS: &str = ".personakit/templates/commands";

/// Whole personas, a folder each, below a repository's root.
pub(super) const FOLDERS: &str = ".personakit/templates/personas";

/// Before a command's name in the assistants' folders.
const PREFIX: &str = "personakit.";

/// Commands of the kit that are steps of its workflow and no persona's.
const WORKFLOW: &[&str] =
    &["analyze", "checklist", "clarify", "constitution", "implement", "patterns", "plan", "specify", "tasks", "workflows"];

/// The personas that hold in a folder.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// All of them.
    pub personas: Personas,
    /// Id and template's file of each that the repository brings.
    pub own: Vec<(String, PathBuf)>,
    /// What is wrong with its templates.
    pub problems: Vec<Problem>,
    /// The folder that holds the templates' folders.
    pub(super) home: Option<PathBuf>,
}

/// A template's file.
struct Source {
    id: String,
    path: PathBuf,
    form: Form,
    /// Whether a file of this name is meant as a persona whatever it says.
    meant: bool,
}

/// The nearest folder from `folder` upwards, within its repository, that has command templates.
pub(super) fn home(folder: &Path) -> Option<PathBuf> {
    let has = |folder: &&Path| folder.join(KIT).is_dir() || AGENTS.iter().any(|it| !commands(&folder.join(it.folder), it.form).is_empty());
    repository(folder).into_iter().find(has).map(Path::to_owned)
}

/// Whether personas are read from the file at `path`.
pub(super) fn is_template(path: &Path) -> bool {
    let path = path.to_string_lossy().replace('\\', "/");
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let below = |parent: &str| folder.strip_suffix(parent).is_some_and(|it| it.is_empty() || it.ends_with('/'));
    let installed = |it: &super::Agent| below(it.folder) && name.starts_with(PREFIX) && name.ends_with(it.form.extension());
    let whole = folder.rsplit_once('/').is_some_and(|(parent, _)| parent.ends_with(FOLDERS));
    whole || (below(COMMANDS) && name.ends_with(".md")) || AGENTS.iter().any(installed)
}

impl Roster {
    /// Those of the program alone.
    pub(super) fn built_in() -> Self {
        Roster { personas: Personas::built_in(), ..Roster::default() }
    }

    /// Those of the program and of the templates below `home`.
    pub(super) fn read(home: PathBuf) -> Self {
        let mut roster = Roster::built_in();
        for source in sources(&home) {
            // A persona of the kit's own folder counts, not its copies that are installed for assistants.
            if !roster.own.iter().any(|(id, _)| *id == source.id) {
                roster.add(&home, &source);
            }
        }
        roster.home = Some(home);
        roster
    }

    /// The file of the template that the repository has for the persona called `id`: its own, or the one installed there.
    pub fn template(&self, id: &str) -> Option<PathBuf> {
        sources(self.home.as_ref()?).into_iter().find(|it| it.id == id).map(|it| it.path)
    }

    fn add(&mut self, home: &Path, source: &Source) {
        let command = match Command::read(source) {
            Ok(command) => command,
            Err(problem) => return self.problems.push(problem),
        };
        // What `init` installed is the program's own; to read it again would cost, and say nothing new.
        let own = self.personas.command(&source.id).is_some_and(|it| command.file == installed(&source.id, it, source.form));
        if own {
            return;
        }
        let known = self.personas.get(&source.id).cloned();
        if !source.meant && known.is_none() && !persona::is_persona_command(command.text()) {
            return;
        }
        let folder = home.join(FOLDERS).join(&source.id);
        let (skeleton, skeleton_file) = self.own_text(&folder, "perspective.md", known.as_ref().map(|it| it.skeleton.as_str()));
        let (words, words_file) = self.own_text(&folder, "vocabulary.toml", known.as_ref().map(|it| it.vocabulary.as_str()));
        let (persona, problems) = persona::read(&source.id, command.text(), &skeleton, &words);
        for persona::Problem { part, span, severity, message } in problems {
            let place = match part {
                Part::Command => Some((source.path.clone(), command.file.as_str(), command.place(span))),
                // What is wrong with a text that the program brings is not the repository's.
                Part::Skeleton => skeleton_file.clone().map(|it| (it, skeleton.as_str(), span)),
                Part::Vocabulary => words_file.clone().map(|it| (it, words.as_str(), span)),
            };
            self.problems.extend(place.map(|(path, text, span)| Problem::at(path, text, span, severity, message)));
        }
        self.own.push((source.id.clone(), source.path.clone()));
        // Without a checklist there is nothing to judge by; then the persona of the program stays.
        if !persona.items.is_empty() {
            self.personas.put(Arc::new(persona));
        }
    }

    /// The text of the file `name` in `folder` where the repository has it, else the one `built_in`; and the file.
    fn own_text(&mut self, folder: &Path, name: &str, built_in: Option<&str>) -> (String, Option<PathBuf>) {
        let built_in = || built_in.unwrap_or_default().to_owned();
        let path = folder.join(name);
        if !path.is_file() {
            return (built_in(), None);
        }
        match disk::read(&path) {
            Ok(text) => (text, Some(path)),
            Err(failure) => {
                self.problems.push(failure.into());
                (built_in(), None)
            }
        }
    }
}

/// A template's file as it was read.
struct Command {
    file: String,
    /// The template inside, where the file is no Markdown.
    prompt: Option<toml::Prompt>,
}

impl Command {
    fn read(source: &Source) -> Result<Self, Problem> {
        let file = disk::read(&source.path)?;
        if source.form != Form::Toml {
            return Ok(Command { file, prompt: None });
        }
        match toml::prompt(&file) {
            Ok(prompt) => Ok(Command { file, prompt: Some(prompt) }),
            Err((span, message)) => Err(Problem::at(source.path.clone(), &file, span, Severity::Error, message)),
        }
    }

    /// The template.
    fn text(&self) -> &str {
        self.prompt.as_ref().map_or(&self.file, |it| &it.text)
    }

    /// Where `span` of the template stands in the file.
    fn place(&self, span: Span) -> Span {
        self.prompt.as_ref().map_or(span, |it| it.place(&self.file, span))
    }
}

/// All files below `home` that may hold a persona's template, the first to count first.
fn sources(home: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in disk::folders(&home.join(FOLDERS)) {
        let id = folder.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let path = folder.join("command.md");
        sources.extend(id.filter(|_| path.is_file()).map(|id| Source { id, path, form: Form::Markdown, meant: true }));
    }
    for path in disk::files(&home.join(COMMANDS)) {
        let id = path.to_str().and_then(persona::id_of_command).filter(|id| !WORKFLOW.contains(&id.as_str()) && id != "readme");
        sources.extend(id.map(|id| Source { id, path, form: Form::Markdown, meant: true }));
    }
    for agent in AGENTS {
        for (id, path) in commands(&home.join(agent.folder), agent.form) {
            let meant = false;
            sources.push(Source { id, path, form: agent.form, meant });
        }
    }
    sources
}

/// Id and file of each command of the kit that is installed in an assistant's `folder`.
fn commands(folder: &Path, form: Form) -> Vec<(String, PathBuf)> {
    let command = |path: PathBuf| {
        let name = path.file_name()?.to_str()?;
        let id = name.strip_prefix(PREFIX)?.strip_suffix(form.extension())?.to_lowercase();
        (!id.is_empty() && !WORKFLOW.contains(&id.as_str())).then_some((id, path))
    };
    disk::files(folder).into_iter().filter_map(command).collect()
}
