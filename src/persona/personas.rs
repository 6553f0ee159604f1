//! The personas there are, each read when it is first asked for: a document is one persona's, and reading all of them would
//! cost more than its check.

use std::sync::{Arc, LazyLock, OnceLock};

use super::identify::{self, Head, SESSIONS, SPECS};
use super::{Persona, read, template};

/// The personas there are.
#[derive(Clone, Debug, Default)]
pub struct Personas(Vec<Entry>);

/// A persona, or where to read it.
#[derive(Clone, Debug)]
struct Entry {
    /// What tells whose a document is.
    head: Head,
    /// Its texts: command template, skeleton, vocabulary.
    texts: [&'static str; 3],
    /// What was read of them.
    persona: Arc<OnceLock<Arc<Persona>>>,
}

/// Id, command template, skeleton and vocabulary.
type Embedded = (&'static str, &'static str, &'static str, &'static str);

/// Each folder below `templates/personas`; written by `build.rs`.
const EMBEDDED: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/personas.rs"));

/// Each folder below `templates/spec-kit`.
const SPEC_KIT: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/spec_kit.rs"));

static BUILT_IN: LazyLock<Personas> = LazyLock::new(|| embedded(EMBEDDED, SESSIONS));

static OF_SPEC_KIT: LazyLock<Personas> = LazyLock::new(|| embedded(SPEC_KIT, SPECS));

/// The personas of `table`, whose documents lie in folders below `folder`.
fn embedded(table: &[Embedded], folder: &'static str) -> Personas {
    let entry = |&(id, command, skeleton, words): &Embedded| Entry {
        head: template::head(id, command, folder),
        texts: [command, skeleton, words],
        persona: Arc::default(),
    };
    Personas(table.iter().map(entry).collect())
}

impl Entry {
    /// The persona; read at the first call.
    fn persona(&self) -> &Arc<Persona> {
        let [command, skeleton, words] = self.texts;
        self.persona.get_or_init(|| Arc::new(read(&self.head.id, command, skeleton, words).0))
    }
}

impl From<Arc<Persona>> for Entry {
    fn from(persona: Arc<Persona>) -> Self {
        let head = Head {
            id: persona.id.clone(),
            name: persona.name.clone(),
            file: persona.file.clone(),
            checklist_title: persona.checklist_title.clone(),
            description: persona.description.clone(),
            folder: SESSIONS,
        };
        Entry { head, texts: [""; 3], persona: Arc::new(persona.into()) }
    }
}

impl FromIterator<Arc<Persona>> for Personas {
    fn from_iter<I: IntoIterator<Item = Arc<Persona>>>(personas: I) -> Self {
        Personas(personas.into_iter().map(Entry::from).collect())
    }
}

impl Personas {
    /// Those embedded in the program. Each is read once, when it is first asked for.
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// These, and behind them the documents of spec-kit, each a persona whose documents lie in `specs/<feature>/`.
    pub fn with_spec_kit(mut self) -> Self {
        self.0.extend(OF_SPEC_KIT.0.iter().cloned());
        self
    }

    /// Their ids, in order; reads none.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(|it| it.head.id.as_str())
    }

    /// Id, name and description of each, in order; reads none.
    pub fn summaries(&self) -> impl ExactSizeIterator<Item = (&str, &str, &str)> {
        self.0.iter().map(|it| (it.head.id.as_str(), it.head.name.as_str(), it.head.description.as_str()))
    }

    /// All of them, in order; reads each.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &Arc<Persona>> {
        self.0.iter().map(Entry::persona)
    }

    /// The one with `id`.
    pub fn get(&self, id: &str) -> Option<&Arc<Persona>> {
        self.0.iter().find(|it| it.head.id == id).map(Entry::persona)
    }

    /// The command template of the one with `id`, where it is built in.
    pub fn command(&self, id: &str) -> Option<&'static str> {
        self.0.iter().find(|it| it.head.id == id).map(|it| it.texts[0]).filter(|it| !it.is_empty())
    }

    /// Adds `persona`, in the place of the one with its id where there is one.
    pub fn put(&mut self, persona: Arc<Persona>) {
        let entry = Entry::from(persona);
        match self.0.iter_mut().find(|it| it.head.id == entry.head.id) {
            Some(place) => *place = entry,
            None => self.0.push(entry),
        }
    }

    /// Whose perspective the document at `path` with `text` is; `None` for a command template, a checklist, a sheet of
    /// questions, a read-me and any other Markdown. `path` may be absolute or relative, with `/` or `\`.
    ///
    /// In this order: front matter (`persona: <id>`); in `personas/<feature>/` (any folders above) the persona that gives
    /// its documents this name; the title; the only persona there is, unless name or title speak of another. Elsewhere a
    /// title `<Name> Perspective` alone. Only the document's head is read.
    pub fn of_document(&self, path: &str, text: &str) -> Option<&Arc<Persona>> {
        self.of_document_or(path, text, None)
    }

    /// The same, with the `default` persona (an id) for documents in `personas/<feature>/` that do not say theirs.
    pub fn of_document_or(&self, path: &str, text: &str, default: Option<&str>) -> Option<&Arc<Persona>> {
        let found = identify::of_document(|| self.0.iter().map(|it| &it.head), path, text, default)?;
        self.0.get(found).map(Entry::persona)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known of a persona before it is read is what is read.
    #[test]
    fn heads_say_what_the_templates_say() {
        for entry in Personas::built_in().0 {
            assert_eq!(Entry::from(entry.persona().clone()).head, entry.head);
        }
    }
}
