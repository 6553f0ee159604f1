//! Whether a document is in English. The judgements know English only; of other languages they would say anything.

use super::{Unit, is_function_word};
use crate::language::{Kind, WordSet, Words};

/// Words below which a document is taken for English: too few tell.
const FEWEST: usize = 60;

/// Share of function words, in percent, below which a text is no English prose. Terse English with tables and lists has 28
/// and more; German, which shares "in", "an", "so" and "was" with English, has 15 at most.
const LEAST_COMMON: usize = 20;

/// Share of the words in [`OWN`], in percent, below which a text is no English prose. English has 10 and more.
const LEAST_OWN: usize = 4;

/// Common words that hardly any other language writes so.
static OWN: WordSet = WordSet::new(&[
    "the", "and", "with", "from", "this", "that", "which", "every", "each", "their", "they", "our", "should", "would", "have", "for",
]);

/// Words of a block: all, those without content, and those in [`OWN`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tongue {
    all: u32,
    common: u32,
    own: u32,
}

impl Tongue {
    pub(super) fn of(words: &Words) -> Self {
        let mut tongue = Tongue::default();
        for at in (0..words.len()).filter(|&at| words.get(at).is_some_and(|it| it.kind == Kind::Word)) {
            let word = words.lower(at);
            tongue.all += 1;
            tongue.common += u32::from(is_function_word(word));
            tongue.own += u32::from(OWN.contains(word));
        }
        tongue
    }
}

/// Whether the words of `units` are not English.
pub(super) fn is_foreign(units: &[Unit]) -> bool {
    let (mut all, mut common, mut own) = (0, 0, 0);
    for Unit { tongue, .. } in units {
        (all, common, own) = (all + tongue.all as usize, common + tongue.common as usize, own + tongue.own as usize);
    }
    all >= FEWEST && common * 100 < all * LEAST_COMMON && own * 100 < all * LEAST_OWN
}
