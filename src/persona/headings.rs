//! Which section a heading opens: by title, by synonym, by its content words. The synonyms are data
//! (`templates/vocabulary/sections.toml` and each persona's `[[section]]` tables).

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::words::{self, is_function_word};
use super::{Role, SectionKind};

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// What the section is for.
    pub(super) role: Role,
    /// Its index among the skeleton's sections; `None` where the skeleton has none of this role.
    pub(super) section: Option<usize>,
}

/// Other ways to write a heading.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Synonyms {
    /// The title of the skeleton's section; unused in the tables of roles.
    pub(super) title: String,
    /// Whole headings.
    titles: Vec<String>,
    /// Words that identify the section, each on its own.
    words: Vec<String>,
    /// Words that may stand beside them.
    with: Vec<String>,
}

/// The headings of a persona's document.
#[derive(Clone, Default)]
pub(super) struct Headings {
    titles: FxHashMap<String, Target>,
    content: Vec<Content>,
}

impl fmt::Debug for Headings {
    /// Says only that it is there: its hundreds of synonyms would hide everything else of a persona.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_struct("Headings").finish_non_exhaustive()
    }
}

/// The content words of a section.
#[derive(Clone)]
struct Content {
    target: Target,
    words: FxHashSet<String>,
    with: FxHashSet<String>,
}

/// The form of `sections.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    generic: Vec<String>,
    role: BTreeMap<String, Synonyms>,
}

/// What every persona shares.
struct Shared {
    generic: FxHashSet<String>,
    roles: Vec<(Role, Synonyms)>,
    /// The roles alone, for the titles of a skeleton.
    headings: Headings,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    // The file is embedded, so a mistake in it is found by the tests and never by a user.
    let file: File = toml::from_str(include_str!("../../templates/vocabulary/sections.toml")).expect("sections.toml is well-formed");
    let roles: Vec<_> =
        file.role.into_iter().map(|(name, synonyms)| (Role::named(&name).expect("sections.toml names roles"), synonyms)).collect();
    let generic = canonical(&file.generic);
    let mut headings = Headings::default();
    for (role, synonyms) in &roles {
        headings.add(Target { role: *role, section: None }, synonyms);
    }
    Shared { generic, roles, headings }
});

/// Whether `word`, canonical, tells sections apart nowhere.
pub(super) fn is_generic(word: &str) -> bool {
    SHARED.generic.contains(word)
}

/// The role that the shared table gives to a section titled `title`.
pub(super) fn shared_role(title: &str) -> Option<Role> {
    SHARED.headings.find(title).map(|target| target.role)
}

/// Whether `title` as a whole, not only one word of it, is a title of a section that every persona shares.
pub(super) fn is_shared(title: &str) -> bool {
    SHARED.headings.titles.contains_key(&words::key(title)) || SHARED.headings.find_by_content(&words::heading(title)).is_some()
}

impl Headings {
    /// The headings of a document with `sections`, for which `own` are the persona's synonyms.
    ///
    /// A title of the skeleton goes before the persona's synonyms, and these before the shared ones.
    pub(super) fn new(sections: &[SectionKind], own: &[Synonyms]) -> Self {
        let mut headings = Headings::default();
        for (at, section) in sections.iter().enumerate() {
            let target = Target { role: section.role, section: Some(at) };
            headings.titles.entry(words::key(&section.title)).or_insert(target);
            if section.role == Role::Topic {
                let words = words::words(&section.title).into_iter().filter(|word| is_content(word)).collect();
                headings.content.push(Content { target, words, with: FxHashSet::default() });
            }
        }
        for synonyms in own {
            if let Some(&target) = headings.titles.get(&words::key(&synonyms.title)) {
                headings.add(target, synonyms);
            }
        }
        for (role, synonyms) in &SHARED.roles {
            headings.add(Target { role: *role, section: sections.iter().position(|it| it.role == *role) }, synonyms);
        }
        headings
    }

    fn add(&mut self, target: Target, synonyms: &Synonyms) {
        for title in &synonyms.titles {
            self.titles.entry(words::key(title)).or_insert(target);
        }
        self.content.push(Content { target, words: canonical(&synonyms.words), with: canonical(&synonyms.with) });
    }

    /// What `heading` opens. Where it has a colon or a dash, the parts count if the whole says nothing.
    pub(super) fn find(&self, heading: &str) -> Option<Target> {
        self.find_whole(heading).or_else(|| {
            let parts = heading.split([':', '–', '—', '|']).flat_map(|part| part.split(" - "));
            parts.filter(|part| part.len() < heading.len()).find_map(|part| self.find_whole(part))
        })
    }

    fn find_whole(&self, heading: &str) -> Option<Target> {
        let words = words::heading(heading);
        if words.is_empty() {
            return None;
        }
        self.titles.get(&words.join(" ")).copied().or_else(|| self.find_by_content(&words)).or_else(|| self.find_by_one_word(&words))
    }

    /// The section whose own words alone occur in a heading, whatever else does. Only where it is guidance: a heading
    /// taken for the request or an assumption by mistake would hide what stands below it from every judgement.
    fn find_by_one_word(&self, words: &[String]) -> Option<Target> {
        let mut found = self.content.iter().filter(|entry| words.iter().any(|word| entry.words.contains(word))).map(|entry| entry.target);
        let first = found.next()?;
        (first.role.is_guidance() && found.all(|other| other == first)).then_some(first)
    }

    /// The section to which all content words of a heading belong, at least one of them as its own.
    fn find_by_content(&self, words: &[String]) -> Option<Target> {
        let content: Vec<&String> = words.iter().filter(|word| !is_function_word(word)).collect();
        let mut best: Option<(usize, Target)> = None;
        let mut tie = false;
        for entry in &self.content {
            let own = content.iter().filter(|word| entry.words.contains(**word)).count();
            let fits = content.iter().all(|word| entry.words.contains(*word) || entry.with.contains(*word) || is_generic(word));
            if own == 0 || !fits {
                continue;
            }
            match best {
                Some((most, target)) if own < most || (own == most && target == entry.target) => {}
                Some((most, _)) if own == most => tie = true,
                _ => {
                    best = Some((own, entry.target));
                    tie = false;
                }
            }
        }
        best.filter(|_| !tie).map(|(_, target)| target)
    }
}

/// Whether `word`, canonical, can tell sections apart.
fn is_content(word: &str) -> bool {
    !is_function_word(word) && !is_generic(word)
}

fn canonical(list: &[String]) -> FxHashSet<String> {
    list.iter().flat_map(|entry| words::words(entry)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persona::Personas;

    /// A synonym that another one hides would be dead: every title opens its own section, and so does every word alone.
    #[test]
    fn every_synonym_opens_its_own_section() {
        for (role, synonyms) in &SHARED.roles {
            for heading in synonyms.titles.iter().chain(&synonyms.words) {
                assert_eq!(shared_role(heading), Some(*role), "{heading}");
            }
        }
        for persona in Personas::built_in().all() {
            let own: super::super::Vocabulary = toml::from_str(&persona.vocabulary).expect("a built-in vocabulary is well-formed");
            for synonyms in own.section {
                for heading in synonyms.titles.iter().chain(&synonyms.words) {
                    let found = persona.section(heading).map(|at| persona.sections[at].title.as_str());
                    assert_eq!(found, Some(synonyms.title.as_str()), "{heading}");
                }
            }
            for (role, synonyms) in &SHARED.roles {
                for heading in synonyms.titles.iter().chain(&synonyms.words) {
                    assert_eq!(persona.role_of(heading), *role, "{heading}");
                }
            }
        }
    }
}
