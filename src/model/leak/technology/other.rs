//! Signs that something else bears a technology's name: a person, a company, a place, a plan.

use super::{NAMES, Name};
use crate::language::{Kind, class};
use crate::model::is_function_word;
use crate::model::leak::passage::Passage;

impl Name<'_> {
    /// Signs that something else bears the name: a person, a company, a place, a plan.
    pub(super) fn other_name(&self) -> i32 {
        let passage = self.passage;
        let (before, next) = (self.words.start.wrapping_sub(1), self.words.end);
        let named = |at: usize| {
            passage.capital(at)
                && !passage.is_any(at, NAMES)
                && !passage.is_any(at, &[class::TECHNOLOGY_HEAD, class::ACRONYM])
                && !is_function_word(passage.lower(at))
        };
        let mut weight = 0;
        // "The Jenkins family": a modifier of something that is no technology.
        let modifies = passage.words.get(next).is_some_and(|it| it.kind == Kind::Word && !it.capital)
            && !passage.is_any(next, &[class::TECHNOLOGY_HEAD, class::TECHNOLOGY_HEAD_WEAK, class::PROGRAM_HEAD, class::DEVELOPER])
            && !is_function_word(passage.lower(next))
            && matches!(passage.lower(before), "the" | "a" | "an" | "this" | "every" | "each");
        weight -= match () {
            () if modifies && self.class == class::TECHNOLOGY_LIKELY => 1,
            () if modifies => 2,
            () => 0,
        };
        if passage.is(before, class::PERSON_CUE) {
            weight -= 5;
        }
        if before < self.words.start && named(before) && !passage.opens(before)
            || named(next) && passage.words.get(next).is_some_and(|it| !it.glued)
        {
            weight -= 4;
        }
        if passage.lower(next) == "&" && passage.capital(next + 1) && !passage.is_any(next + 1, NAMES) {
            weight -= 5;
        }
        let headed = passage.is_any(next, &[class::TECHNOLOGY_HEAD, class::TECHNOLOGY_HEAD_WEAK]);
        if !headed && passage.is_any(next, &[class::CUSTOMER_SIDE, class::BENEFICIARY, class::ACTOR]) {
            weight -= 5;
        }
        if passage.is(next, class::PERSON_VERB) && !is_base(passage, next) {
            weight -= 4;
        }
        let written = passage.words.place(self.words.end - 1).of(passage.text);
        if written.ends_with(['s', 'S']) && written.contains(['\'', '’']) {
            weight -= 3;
        }
        weight - self.apposition()
    }

    /// "Cassandra, the finance lead", "Docker is our largest customer".
    fn apposition(&self) -> i32 {
        let passage = self.passage;
        let next = self.words.end;
        let article = matches!(passage.lower(next + 1), "the" | "our" | "a" | "an" | "whose" | "who") && passage.lower(next) == ",";
        let technical = (next + 2..next + 6)
            .any(|at| passage.is_any(at, &[class::TECHNOLOGY_HEAD, class::PART_HARD, class::CONSTRUCT]) || passage.lower(at) == "language");
        if article && !technical {
            return 5;
        }
        let opens = match passage.lower(next) {
            "," => matches!(passage.lower(next + 1), "the" | "our" | "a" | "an" | "who" | "whose" | "now" | "with" | "one" | "their"),
            "is" | "was" | "are" | "remains" | "became" | "has" => true,
            "(" => true,
            _ => false,
        };
        let role =
            |at: usize| passage.is_any(at, &[class::PERSON_CUE, class::OFFER_HEAD, class::CUSTOMER_SIDE, class::ACTOR, class::BENEFICIARY]);
        let end =
            (next + 1..next + 8).take_while(|&at| at < passage.words.len()).take_while(|&at| !matches!(passage.lower(at), "." | ";" | ")"));
        if opens && end.into_iter().any(|at| role(at) || passage.lower(at) == "lead") { 5 } else { 0 }
    }
}

/// Whether the token at `at` is the base form of a verb: no `s`, `ed` or `ing` at its end. After a plural name it may be the
/// predicate, after a singular one it is not.
fn is_base(passage: &Passage, at: usize) -> bool {
    let word = passage.lower(at);
    !(word.ends_with('s')
        || word.ends_with("ed")
        || word.ends_with("ing")
        || matches!(word, "met" | "told" | "said" | "bought" | "paid" | "led" | "sold" | "took" | "left"))
}
