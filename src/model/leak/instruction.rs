//! Instructions on how to build: a verb of builders, and what only builders have (GUIDELINE, ruling 7).

use std::ops::Range;

use super::passage::Passage;
use super::{Leak, LeakKind};
use crate::language::{Class, Kind, class};
use crate::model::piece::Classes;

/// Weights of signs, by class; the sum of a stretch of clauses decides.
const SIGNS: &[(Class, i32)] = &[
    (class::CONSTRUCT, 4),
    (class::ENGINEER_VERB, 4),
    (class::PART_HARD, 3),
    (class::PART, 2),
    (class::BUILDER_VERB, 2),
    (class::PART_OFFICE, 1),
    (class::BUILDER_VERB_OFFICE, 1),
    (class::BUILD_VERB, 1),
];

/// Classes of which an instruction has a term.
const TELLING: Classes = Classes::among(&[
    class::CONSTRUCT,
    class::ENGINEER_VERB,
    class::PART_HARD,
    class::PART,
    class::BUILDER_VERB,
    class::BUILDER_VERB_OFFICE,
]);

/// From this sum on, a stretch is an instruction.
const ENOUGH: i32 = 4;

/// The instructions in `passage`, at most one a sentence.
pub(super) fn read(passage: &Passage, found: &mut Vec<Leak>) {
    if !passage.hits.iter().any(|hit| TELLING.has(hit.class)) {
        return;
    }
    for sentence in passage.sentences {
        let mut stretch = Stretch::default();
        for clause in clauses(passage, sentence.clone()) {
            let here = Stretch::read(passage, clause);
            if here.acts && stretch.acts && here.sum > 1 {
                stretch = stretch.join(here);
            } else {
                stretch.settle(passage, found);
                stretch = here;
            }
        }
        stretch.settle(passage, found);
    }
}

/// The clauses of `sentence`: between commas, and between what opens a reason or a time.
fn clauses(passage: &Passage, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut start = sentence.start;
    for at in sentence.clone() {
        let opens = matches!(
            passage.lower(at),
            "so" | "because" | "while" | "which" | "until" | "before" | "after" | "when" | "once" | "if" | "unless"
        );
        if passage.ends_clause(at) || opens {
            list.push(start..at);
            start = at + 1;
        }
    }
    list.push(start..sentence.end);
    list.retain(|it| !it.is_empty());
    list
}

/// Clauses that are judged together.
#[derive(Default)]
struct Stretch {
    sum: i32,
    /// Whether somebody does something in it.
    acts: bool,
    /// Whether something only builders know is in it.
    technical: bool,
    /// Whether it tells developers.
    addressed: bool,
    /// From the first sign to the end of the clause with the last one.
    words: Range<usize>,
}

impl Stretch {
    fn read(passage: &Passage, clause: Range<usize>) -> Stretch {
        let mut stretch = Stretch::default();
        let mut built = false;
        let (mut office, mut moved, mut first, mut last) = (0, 0, usize::MAX, 0);
        for hit in passage.hits_in(clause.clone()).filter(|hit| hit.words.end <= clause.end) {
            let Some((class, weight)) = SIGNS.iter().find(|(class, _)| *class == hit.class) else { continue };
            let at = hit.words.start;
            let verb = is_verb_class(*class);
            if verb && (!is_verb(passage, &hit.words, &clause) || is_modifier(passage, &hit.words))
                || !verb && is_shadowed(passage, hit.class, &hit.words)
                || !passage.asserts(&hit.words)
            {
                continue;
            }
            let weight = match *class {
                class::PART_OFFICE => (2 - office).clamp(0, 1),
                class::BUILD_VERB => i32::from(!built),
                class::PART if passage.lower(hit.words.end) == "of" => 1,
                _ => *weight,
            };
            let idle =
                matches!(*class, class::PART | class::PART_OFFICE) && !stretch.acts && !is_passive(passage, hit.words.end, clause.end);
            let weight = if idle { 0 } else { weight };
            office += i32::from(*class == class::PART_OFFICE && !idle);
            moved += i32::from(*class == class::BUILDER_VERB_OFFICE);
            stretch.sum += weight;
            built |= *class == class::BUILD_VERB;
            stretch.acts |= verb;
            stretch.technical |=
                matches!(*class, class::CONSTRUCT | class::ENGINEER_VERB | class::PART_HARD | class::PART | class::BUILDER_VERB);
            first = first.min(at);
            last = last.max(hit.words.end);
        }
        if is_machine_pace(passage, &clause) {
            stretch.sum += 2;
        }
        // Two operations on two kinds of records are a matter of the store behind them.
        stretch.technical |= office > 1 && moved > 1;
        stretch.addressed = passage.has(clause.start..first.min(clause.end), class::DEVELOPER)
            && !passage.has(clause.start..first.min(clause.end), class::BENEFICIARY);
        stretch.sum -= theirs(passage, &clause, first.min(clause.end));
        stretch.words = first.min(clause.end)..if last > 0 { tail(passage, last, clause.end) } else { clause.end };
        stretch
    }

    fn join(self, other: Stretch) -> Stretch {
        Stretch {
            sum: self.sum + other.sum,
            acts: true,
            technical: self.technical || other.technical,
            addressed: self.addressed || other.addressed,
            words: self.words.start..other.words.end,
        }
    }

    fn settle(&self, passage: &Passage, found: &mut Vec<Leak>) {
        let told = self.acts || self.sum > ENOUGH;
        if self.sum >= ENOUGH && told && self.technical && !self.words.is_empty() {
            let confidence = if self.sum > ENOUGH || self.addressed { 92 } else { 86 };
            let span = passage.words.span(self.words.clone());
            found.push(Leak { addressed: self.addressed, ..Leak::new(span, LeakKind::Instruction, confidence) });
        }
    }
}

fn is_verb_class(class: Class) -> bool {
    matches!(class, class::ENGINEER_VERB | class::BUILDER_VERB | class::BUILDER_VERB_OFFICE | class::BUILD_VERB)
}

/// Whether a term of verbs at `words` is one: it opens its clause, or follows "to", "and", an auxiliary or a subject that
/// does things; or its form is a verb's alone.
fn is_verb(passage: &Passage, words: &Range<usize>, clause: &Range<usize>) -> bool {
    let word = passage.lower(words.start);
    let before = passage.lower(words.start.wrapping_sub(1));
    if words.start == clause.start || passage.opens(words.start) {
        return !matches!(passage.lower(words.end), "of");
    }
    let article =
        matches!(before, "a" | "an" | "the" | "our" | "their" | "this" | "that" | "each" | "every" | "no" | "per" | "of" | "your" | "its");
    let led = matches!(
        before,
        "to" | "and"
            | "or"
            | "must"
            | "should"
            | "will"
            | "can"
            | "shall"
            | "we"
            | "not"
            | "then"
            | "please"
            | "them"
            | "it"
            | "also"
            | "would"
            | "could"
            | "instead"
    );
    let form = word.ends_with("ed") || word.ends_with("ing") || matches!(word, "put" | "written" | "built" | "kept" | "rewritten");
    let object = matches!(passage.lower(words.end), "the" | "a" | "an" | "every" | "each" | "all" | "our" | "one" | "them");
    led || (form && !article) || (object && !article)
}

/// Whether the last word of a phrase of verb and object only modifies what follows: "train the model hotel's staff".
fn is_modifier(passage: &Passage, words: &Range<usize>) -> bool {
    words.len() > 2
        && passage.words.get(words.end).is_some_and(|it| it.kind == Kind::Word)
        && !crate::model::is_function_word(passage.lower(words.end))
        && matches!(passage.lower(words.end - 1), "model" | "container" | "image" | "build")
}

/// Whether a term of things lies in one of a class that says more, or is a verb here.
fn is_shadowed(passage: &Passage, class: Class, words: &Range<usize>) -> bool {
    let more: &[Class] = match class {
        class::CONSTRUCT => &[],
        class::PART_HARD => &[class::CONSTRUCT],
        class::PART => {
            &[class::CONSTRUCT, class::PART_HARD, class::ENGINEER_VERB, class::BUILDER_VERB, class::BUILDER_VERB_OFFICE, class::BUILD_VERB]
        }
        _ => &[
            class::CONSTRUCT,
            class::PART_HARD,
            class::PART,
            class::ENGINEER_VERB,
            class::BUILDER_VERB,
            class::BUILDER_VERB_OFFICE,
            class::BUILD_VERB,
        ],
    };
    let verb = |it: Class| is_verb_class(it) && words.start > 0 && !is_verb(passage, words, &passage.clause(words.start));
    more.iter().any(|&it| passage.is(words.start, it) && !verb(it))
}

/// Whether something is done every few seconds.
fn is_machine_pace(passage: &Passage, clause: &Range<usize>) -> bool {
    clause.clone().any(|at| {
        passage.lower(at) == "every" && (at + 1..at + 3).any(|it| matches!(passage.lower(it), "seconds" | "second" | "milliseconds" | "ms"))
    })
}

/// What is taken off where the thing is the customer's own, or is sold.
fn theirs(passage: &Passage, clause: &Range<usize>, first: usize) -> i32 {
    let subject = clause.start..first;
    let ours = passage.has(subject.clone(), class::DEVELOPER) && !passage.has(subject.clone(), class::BENEFICIARY);
    let customer = !ours && subject.clone().any(|at| is_subject(passage, at));
    let named = clause.clone().any(|at| passage.is_any(at, &[class::CONSTRUCT, class::ENGINEER_VERB, class::PART_HARD]));
    let own = clause.clone().any(|at| matches!(passage.lower(at), "their" | "whose" | "customers'"));
    if customer || own {
        5
    } else if first != clause.start && !named && passage.has(clause.clone(), class::SALE) {
        2
    } else {
        0
    }
}

/// Whether the token at `at` is a customer who does something: a verb follows, or what links to one. "The team" is ours.
fn is_subject(passage: &Passage, at: usize) -> bool {
    let general = matches!(passage.lower(at), "team" | "group" | "people" | "business" | "company")
        && matches!(passage.lower(at.wrapping_sub(1)), "the" | "our" | "a");
    let next = at + 1;
    let acts = matches!(
        passage.lower(next),
        "who" | "that" | "which" | "can" | "may" | "will" | "must" | "should" | "at" | "on" | "with" | "often" | "already"
    ) || passage
        .is_any(next, &[class::OWN_USE, class::BUILD_VERB, class::BUILDER_VERB, class::BUILDER_VERB_OFFICE, class::ENGINEER_VERB]);
    passage.is_any(at, &[class::CUSTOMER_SIDE, class::BENEFICIARY]) && !general && acts
}

/// Whether a form of "to be" with a participle follows from `at` on: what stands before is acted on.
fn is_passive(passage: &Passage, at: usize, end: usize) -> bool {
    (at..end.min(at + 6))
        .any(|at| matches!(passage.lower(at), "is" | "are" | "be" | "been" | "was" | "were") && passage.lower(at + 1).ends_with("ed"))
}

/// The end of the clause behind its last sign at `last`: before "and" with something else.
fn tail(passage: &Passage, last: usize, end: usize) -> usize {
    (last..end).find(|&at| matches!(passage.lower(at), "and" | "but" | "then")).unwrap_or(end)
}
