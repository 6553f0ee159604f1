//! What is to be said of a persona's file while it is written: what is wrong with it, and what was understood.

use std::path::Path;

use super::agents::Form;
use super::personas::{COMMANDS, FOLDERS, is_template};
use crate::disk;
use crate::persona::{self, Part, Persona, Personas};
use crate::report::Severity;
use crate::text::Span;

/// Something to say of a place in a persona's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// How much it matters: an error where what was meant is not known, information on what was understood.
    pub severity: Severity,
    /// One line that stands alone.
    pub message: String,
}

/// What is to be said of `text`, the content of the file at `path`; `None` where no persona is read from it. The persona's
/// other texts are read from disk.
pub fn notes(path: &Path, text: &str) -> Option<Vec<Note>> {
    if !is_template(path)
        || path.extension().is_some_and(|it| it == Form::Toml.extension().trim_start_matches('.')) && part(path) != Part::Vocabulary
    {
        return None;
    }
    let (part, id) = (part(path), id(path)?);
    let folder = home(path)?.join(FOLDERS).join(&id);
    let built_in = Personas::built_in();
    let known = built_in.get(&id);
    if part == Part::Command
        && known.is_none()
        && !path.to_string_lossy().replace('\\', "/").contains("/.personakit/")
        && !persona::is_persona_command(text)
    {
        return None;
    }
    let other = |of: Part, name: &str, built_in: Option<&str>| match of == part {
        true => text.to_owned(),
        false => disk::read(&folder.join(name)).unwrap_or_else(|_| built_in.unwrap_or_default().to_owned()),
    };
    let command = other(Part::Command, "command.md", built_in.command(&id));
    let skeleton = other(Part::Skeleton, "perspective.md", known.map(|it| it.skeleton.as_str()));
    let vocabulary = other(Part::Vocabulary, "vocabulary.toml", known.map(|it| it.vocabulary.as_str()));
    let (persona, problems) = persona::read(&id, &command, &skeleton, &vocabulary);
    let of_part = problems.into_iter().filter(|it| it.part == part);
    let mut notes: Vec<Note> = of_part.map(|it| Note { span: it.span, severity: it.severity, message: it.message }).collect();
    if part == Part::Command {
        notes.push(understood(&persona, text));
        notes.extend(left_open(&persona, text));
    }
    Some(notes)
}

/// Which of a persona's texts the file is.
fn part(path: &Path) -> Part {
    match path.file_name().and_then(|it| it.to_str()) {
        Some("perspective.md") => Part::Skeleton,
        Some("vocabulary.toml") => Part::Vocabulary,
        _ => Part::Command,
    }
}

/// The persona's id: its folder's name, or that of the command.
fn id(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let whole = folder.parent().is_some_and(|it| it.ends_with(FOLDERS));
    if whole { Some(folder.file_name()?.to_str()?.to_lowercase()) } else { persona::id_of_command(path.to_str()?) }
}

/// The folder above the kit's, or above an assistant's.
fn home(path: &Path) -> Option<&Path> {
    let above =
        |kit: &str| path.ancestors().find(|it| it.ends_with(kit)).and_then(|it| it.ancestors().nth(Path::new(kit).components().count()));
    above(FOLDERS).or_else(|| above(COMMANDS)).or_else(|| super::AGENTS.iter().find_map(|it| above(it.folder)))
}

/// What was understood, at the title.
fn understood(persona: &Persona, text: &str) -> Note {
    let decided = persona.items.iter().filter(|it| it.check.is_some()).count();
    let sections = persona.sections.iter().filter(|it| it.mandatory).count();
    let order = if persona.chain.is_empty() { "no order".to_owned() } else { persona.chain.join(" > ") };
    let message = format!(
        "understood: the persona \"{}\" (`{}`), {} items of which {decided} are decided by rules, {sections} mandatory sections, at most {} \
         questions by {order}, documents called {}.md",
        persona.name,
        persona.id,
        persona.items.len(),
        persona.limit,
        persona.file
    );
    let title = text.match_indices("# ").map(|(at, _)| at).find(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n').unwrap_or(0);
    let end = text[title..].find(['\n', '\r']).map_or(text.len(), |it| title + it);
    Note { span: Span::new(title, end), severity: Severity::Information, message }
}

/// Items that are left to people, each where it stands.
fn left_open(persona: &Persona, text: &str) -> Vec<Note> {
    let open = persona.items.iter().filter(|it| it.check.is_none());
    let note = |item: &persona::Item| {
        let at = text.find(&format!("] {}", item.words)).map(|it| it + 2)?;
        let why = if item.why.is_empty() {
            format!(
                "no check is bound to \"{}\", so a person has to decide it. Fix: add a [[topic]] with its words to the vocabulary.",
                item.words
            )
        } else {
            format!("\"{}\" is left to a person: {}", item.words, item.why)
        };
        Some(Note { span: Span::new(at, at + item.words.len()), severity: Severity::Hint, message: why })
    };
    open.filter_map(note).collect()
}
