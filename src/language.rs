//! The language of a perspective: words, classes of words, quantities, times. Knows nothing of sections or rules.
#![deny(clippy::disallowed_methods)]

#[path = "language/classes.rs"]
pub mod class;
mod grammar;
mod inflect;
mod lexicon;
mod quantity;
mod set;
mod stem;
mod time;
mod words;

pub use grammar::{Form, form, is_adverb, is_definite, is_determiner, is_preposition};
pub use lexicon::{Class, Hit, Lexicon, LexiconBuilder, Term};
pub use quantity::{Amount, Quantity, quantities};
pub(crate) use set::WordSet;
pub use stem::stem;
pub use time::{Time, TimeKind, times};
pub use words::{Kind, Word, Words};
