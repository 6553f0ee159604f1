//! Words and phrases by class: which tokens of a text belong to which class of a vocabulary.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::inflect;
use super::stem::stem;
use super::words::{Kind, Words};

/// A class of words, by the name that a vocabulary gives it. At most 256 in a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Class(pub u8);

/// A phrase found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its class.
    pub class: Class,
    /// Its tokens.
    pub words: Range<usize>,
}

/// How a term of a vocabulary is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// As it stands.
    Exact,
    /// With its plural; in a phrase the last word is inflected.
    Noun,
    /// With its third person, past and gerund; in a phrase the first word is inflected.
    Verb,
}

/// A term after its first word: the words that follow, and whose it is.
#[derive(Clone, Debug)]
struct Tail {
    rest: Box<[Box<str>]>,
    class: Class,
    /// Takes away hits of its class instead of making one.
    except: bool,
}

/// A compiled vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    names: Vec<String>,
    heads: FxHashMap<Box<str>, Vec<Tail>>,
    /// The stem of each word that has synonyms, and that of its group's first word.
    subjects: FxHashMap<Box<str>, Box<str>>,
}

impl Lexicon {
    /// The subject that `word`, in lower case, speaks of: the stem of its synonyms' first word, or its own.
    pub fn subject<'a>(&'a self, word: &'a str) -> &'a str {
        let stem = stem(word);
        self.subjects.get(stem).map_or(stem, |it| it)
    }

    /// The class called `name`, if the vocabulary has it.
    pub fn class(&self, name: &str) -> Option<Class> {
        self.names.iter().position(|it| it == name).map(|at| Class(at as u8))
    }

    /// The name of `class`.
    pub fn name(&self, class: Class) -> &str {
        self.names.get(usize::from(class.0)).map_or("", String::as_str)
    }

    /// All terms in `words`, in order; of one class the longest at a place, none within another. Hyphens between words
    /// do not matter.
    pub fn scan(&self, words: &Words) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut except: Vec<Hit> = Vec::new();
        for at in 0..words.len() {
            let Some(tails) = self.heads.get(words.lower(at)) else { continue };
            for tail in tails {
                let Some(end) = matches(words, at + 1, &tail.rest) else { continue };
                let list = if tail.except { &mut except } else { &mut hits };
                let same = list.iter_mut().rev().take_while(|it| it.words.end > at).find(|it| it.class == tail.class);
                match same {
                    Some(it) if it.words.start == at => it.words.end = it.words.end.max(end),
                    Some(_) => {}
                    None => list.push(Hit { class: tail.class, words: at..end }),
                }
            }
        }
        hits.retain(|hit| {
            !except.iter().any(|it| it.class == hit.class && it.words.start < hit.words.end && hit.words.start < it.words.end)
        });
        hits
    }
}

/// Where `rest` ends if it stands in `words` from `at` on.
fn matches(words: &Words, mut at: usize, rest: &[Box<str>]) -> Option<usize> {
    for part in rest {
        if words.lower(at) == "-" && words.get(at)?.kind == Kind::Symbol && &**part != "-" {
            at += 1;
        }
        if words.lower(at) != &**part {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Collects terms into a [`Lexicon`].
#[derive(Debug)]
pub struct LexiconBuilder(Lexicon);

impl Default for LexiconBuilder {
    /// Without a term, with the classes of [`super::class`] under their numbers.
    fn default() -> Self {
        LexiconBuilder(Lexicon { names: super::class::NAMES.iter().map(|name| (*name).to_owned()).collect(), ..Lexicon::default() })
    }
}

impl LexiconBuilder {
    /// The class called `name`, made if it is new. Past 256 classes, the last is shared.
    pub fn class(&mut self, name: &str) -> Class {
        if let Some(class) = self.0.class(name) {
            return class;
        }
        if self.0.names.len() < 256 {
            self.0.names.push(name.to_owned());
        }
        Class((self.0.names.len() - 1) as u8)
    }

    /// Adds `term` and its forms to `class`; with `except`, as a phrase in which the class's terms do not count.
    pub fn add(&mut self, class: Class, term: &str, how: Term, except: bool) {
        let term = term.to_lowercase();
        let forms = match how {
            Term::Exact => inflect::spellings(term.split('|').map(str::to_owned).collect()),
            Term::Noun => inflect::noun(&term),
            Term::Verb => inflect::verb(&term),
        };
        for form in forms {
            let words = Words::new(&form, crate::text::Span::new(0, form.len()));
            let parts: Vec<&str> = (0..words.len()).map(|at| words.lower(at)).filter(|it| *it != "-").collect();
            let Some((head, rest)) = parts.split_first() else { continue };
            let rest = rest.iter().map(|it| Box::from(*it)).collect();
            self.0.heads.entry(Box::from(*head)).or_default().push(Tail { rest, class, except });
        }
    }

    /// Makes the words of `group` one subject. A word that has a group keeps it.
    pub fn synonyms(&mut self, group: &[String]) {
        let Some(first) = group.first() else { return };
        for word in group {
            self.0.subjects.entry(Box::from(stem(word))).or_insert_with(|| Box::from(stem(first)));
        }
    }

    /// The lexicon, longest terms first.
    pub fn finish(mut self) -> Lexicon {
        for tails in self.0.heads.values_mut() {
            tails.sort_by_key(|tail| std::cmp::Reverse(tail.rest.len()));
        }
        self.0
    }
}
