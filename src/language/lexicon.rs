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

/// A word that stands in terms, by its number. 0 is a word that stands in none.
type Number = u32;

/// The number of the hyphen, which counts between words only where a term has it.
const HYPHEN: Number = 1;

/// A term after its first word: the words that follow, and whose it is.
#[derive(Clone, Debug)]
struct Tail {
    /// The word behind the first; 0 where there is none.
    second: Number,
    /// Its place among the terms that begin with its first word, the longest first.
    rank: u32,
    rest: Range<u32>,
    class: Class,
    /// Takes away hits of its class instead of making one.
    except: bool,
}

/// A compiled vocabulary.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    names: Vec<String>,
    /// The classes by their names.
    classes: FxHashMap<Box<str>, Class>,
    /// The words that stand in terms.
    numbers: FxHashMap<Box<str>, Number>,
    /// For the number of a term's first word, where its tails are.
    heads: Vec<Range<u32>>,
    tails: Vec<Tail>,
    /// Numbers of the words that follow a first one.
    rests: Vec<Number>,
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
        self.classes.get(name).copied()
    }

    /// The name of `class`.
    pub fn name(&self, class: Class) -> &str {
        self.names.get(usize::from(class.0)).map_or("", String::as_str)
    }

    /// All terms in `words`, in order; of one class the longest at a place, none within another. Hyphens between words
    /// do not matter.
    pub fn scan(&self, words: &Words) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::with_capacity(words.len() / 2);
        let mut except: Vec<Hit> = Vec::new();
        let mut fitting: Vec<(u32, &Tail, usize)> = Vec::new();
        let numbers: Vec<Number> = (0..words.len()).map(|at| self.numbers.get(words.lower(at)).copied().unwrap_or(0)).collect();
        for (at, &number) in numbers.iter().enumerate() {
            let Some(tails) = self.heads.get(number as usize) else { continue };
            let tails = &self.tails[tails.start as usize..tails.end as usize];
            fitting.clear();
            for second in seconds(&numbers, at) {
                let first = tails.partition_point(|it| it.second < second);
                for tail in tails[first..].iter().take_while(|it| it.second == second) {
                    let rest = &self.rests[tail.rest.start as usize..tail.rest.end as usize];
                    fitting.extend(matches(&numbers, words, at + 1, rest).map(|end| (tail.rank, tail, end)));
                }
            }
            fitting.sort_unstable_by_key(|(rank, ..)| *rank);
            for &(_, tail, end) in &fitting {
                let list = if tail.except { &mut except } else { &mut hits };
                let same = list.iter_mut().rev().take_while(|it| it.words.end > at).find(|it| it.class == tail.class);
                match same {
                    Some(it) if it.words.start == at => it.words.end = it.words.end.max(end),
                    Some(_) => {}
                    None => list.push(Hit { class: tail.class, words: at..end }),
                }
            }
        }
        if !except.is_empty() {
            hits.retain(|hit| {
                !except.iter().any(|it| it.class == hit.class && it.words.start < hit.words.end && hit.words.start < it.words.end)
            });
        }
        hits
    }
}

/// The words that a term from `at` on may have second: none, the next one, and the one behind a hyphen.
fn seconds(numbers: &[Number], at: usize) -> impl Iterator<Item = Number> {
    let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
    let next = number(at + 1);
    let behind = if next == HYPHEN { number(at + 2) } else { 0 };
    [next, behind].into_iter().filter(|it| *it != 0).chain([0])
}

/// Where `rest` ends if it stands in `words`, whose numbers are `numbers`, from `at` on.
fn matches(numbers: &[Number], words: &Words, mut at: usize, rest: &[Number]) -> Option<usize> {
    for &part in rest {
        if numbers.get(at) == Some(&HYPHEN) && part != HYPHEN && words.get(at)?.kind == Kind::Symbol {
            at += 1;
        }
        if numbers.get(at) != Some(&part) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Collects terms into a [`Lexicon`].
#[derive(Clone, Debug)]
pub struct LexiconBuilder {
    lexicon: Lexicon,
    /// Tails with the number of their first word.
    tails: Vec<(Number, Tail)>,
}

impl Default for LexiconBuilder {
    /// Without a term, with the classes of [`super::class`] under their numbers.
    fn default() -> Self {
        let names: Vec<String> = super::class::NAMES.iter().map(|name| (*name).to_owned()).collect();
        let classes = names.iter().zip(0..).map(|(name, at)| (Box::from(name.as_str()), Class(at))).collect();
        let numbers = FxHashMap::from_iter([(Box::from(""), 0), (Box::from("-"), HYPHEN)]);
        LexiconBuilder { lexicon: Lexicon { names, classes, numbers, ..Lexicon::default() }, tails: Vec::new() }
    }
}

impl LexiconBuilder {
    /// The class called `name`, made if it is new. Past 256 classes, the last is shared.
    pub fn class(&mut self, name: &str) -> Class {
        if let Some(class) = self.lexicon.class(name) {
            return class;
        }
        if self.lexicon.names.len() < 256 {
            self.lexicon.classes.insert(Box::from(name), Class(self.lexicon.names.len() as u8));
            self.lexicon.names.push(name.to_owned());
        }
        Class((self.lexicon.names.len() - 1) as u8)
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
            let mut parts = (0..words.len()).map(|at| words.lower(at)).filter(|it| *it != "-");
            let Some(head) = parts.next() else { continue };
            let head = self.number(head);
            let start = self.lexicon.rests.len() as u32;
            for part in parts {
                let number = self.number(part);
                self.lexicon.rests.push(number);
            }
            let rest = start..self.lexicon.rests.len() as u32;
            let second = self.lexicon.rests.get(start as usize).copied().unwrap_or(0);
            self.tails.push((head, Tail { second, rank: 0, rest, class, except }));
        }
    }

    /// The number of `word`.
    fn number(&mut self, word: &str) -> Number {
        let next = self.lexicon.numbers.len() as Number;
        match self.lexicon.numbers.get(word) {
            Some(&number) => number,
            None => *self.lexicon.numbers.entry(Box::from(word)).or_insert(next),
        }
    }

    /// Makes the words of `group` one subject. A word that has a group keeps it.
    pub fn synonyms(&mut self, group: &[String]) {
        let Some(first) = group.first() else { return };
        for word in group {
            self.lexicon.subjects.entry(Box::from(stem(word))).or_insert_with(|| Box::from(stem(first)));
        }
    }

    /// The lexicon.
    pub fn finish(mut self) -> Lexicon {
        self.tails.sort_by_key(|(head, tail)| (*head, std::cmp::Reverse(tail.rest.len())));
        (0..).zip(&mut self.tails).for_each(|(rank, (_, tail))| tail.rank = rank);
        self.tails.sort_by_key(|(head, tail)| (*head, tail.second));
        let mut lexicon = self.lexicon;
        lexicon.heads = vec![0..0; lexicon.numbers.len()];
        for (head, tail) in self.tails {
            let (place, at) = (&mut lexicon.heads[head as usize], lexicon.tails.len() as u32);
            place.start = if place.end == 0 { at } else { place.start };
            place.end = at + 1;
            lexicon.tails.push(tail);
        }
        lexicon
    }
}
