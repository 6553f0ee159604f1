//! Whether a document is in English. The judgements know English only; of other languages they would say anything.

use super::{Unit, is_function_word};
use crate::language::Kind;

/// Words below which a document is taken for English: too few tell.
const FEWEST: usize = 60;

/// Share of function words, in percent, below which a text is no English prose. Terse English with tables and lists has 28
/// and more; German, which shares "in", "an", "so" and "was" with English, has 15 at most.
const LEAST_COMMON: usize = 20;

/// Share of the words in [`OWN`], in percent, below which a text is no English prose. English has 10 and more.
const LEAST_OWN: usize = 4;

/// Common words that hardly any other language writes so.
const OWN: &[&str] =
    &["the", "and", "with", "from", "this", "that", "which", "every", "each", "their", "they", "our", "should", "would", "have", "for"];

/// Whether the words of `units` are not English.
pub(super) fn is_foreign(units: &[Unit]) -> bool {
    let (mut all, mut common, mut own) = (0, 0, 0);
    for unit in units {
        for at in 0..unit.words.len() {
            if unit.words.get(at).is_some_and(|it| it.kind == Kind::Word) {
                let word = unit.words.lower(at);
                all += 1;
                common += usize::from(is_function_word(word));
                own += usize::from(OWN.contains(&word));
            }
        }
    }
    all >= FEWEST && common * 100 < all * LEAST_COMMON && own * 100 < all * LEAST_OWN
}
