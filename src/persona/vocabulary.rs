//! Vocabularies: TOML files of words by class, made into a lexicon.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::{Lexicon, LexiconBuilder, Term};

/// The words that every persona shares.
const SHARED: &[&str] = &[
    include_str!("../../templates/vocabulary/general.toml"),
    include_str!("../../templates/vocabulary/technology.toml"),
    include_str!("../../templates/vocabulary/actions.toml"),
    include_str!("../../templates/vocabulary/measures.toml"),
    include_str!("../../templates/vocabulary/business.toml"),
    include_str!("../../templates/vocabulary/synonyms.toml"),
];

/// `[class.<name>]` tables of a vocabulary.
#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    class: BTreeMap<String, Terms>,
    /// Groups of words that speak of the same subject.
    #[serde(default)]
    synonyms: Vec<Vec<String>>,
}

/// The terms of a class. An irregular form follows its base after `|`: `send|sent`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Terms {
    nouns: Vec<String>,
    verbs: Vec<String>,
    exact: Vec<String>,
    /// Phrases in which the class's terms do not count.
    except: Vec<String>,
}

/// The shared words, compiled once for all personas.
static BASE: LazyLock<LexiconBuilder> = LazyLock::new(|| {
    let mut builder = LexiconBuilder::default();
    SHARED.iter().for_each(|source| add(&mut builder, source));
    builder
});

/// The lexicon of the shared words and `own`. A file that is no TOML adds nothing; its reader says so.
pub(super) fn lexicon(own: &str) -> Lexicon {
    let mut builder = BASE.clone();
    add(&mut builder, own);
    builder.finish()
}

/// Adds the words of the file `source`.
fn add(builder: &mut LexiconBuilder, source: &str) {
    let file = toml::from_str::<File>(source).unwrap_or_default();
    file.synonyms.iter().for_each(|group| builder.synonyms(group));
    for (name, terms) in file.class {
        let class = builder.class(&name);
        for (list, how, except) in [
            (&terms.nouns, Term::Noun, false),
            (&terms.verbs, Term::Verb, false),
            (&terms.exact, Term::Exact, false),
            (&terms.except, Term::Exact, true),
        ] {
            for term in list {
                builder.add(class, term, how, except);
            }
        }
    }
}
