//! Risks: an event, its effect or its rating, and a response (GUIDELINE, CA4, rulings 1 and 22).

use super::piece::{Classes, Passage, Piece, asserts};
use super::{Cell, Perspective, Unit, UnitKind};
use crate::language::{Amount, Class, TimeKind, class, is_determiner};
use crate::persona::Role;
use crate::text::Span;

/// A risk that the document states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// The block.
    pub span: Span,
    /// Its first line: the place to change.
    pub head: Span,
    /// Whether it says what the event does to the customer or the business, or how likely or bad it is.
    pub effect: bool,
    /// Whether it says what is done about it.
    pub response: bool,
    /// Whether it stands in the section for risks.
    pub own: bool,
}

impl Risk {
    /// Whether it is a risk assessment by itself.
    pub fn complete(&self) -> bool {
        self.effect && self.response
    }
}

pub(super) fn read(perspective: &Perspective, passages: &[Passage]) -> Vec<Risk> {
    let mut risks: Vec<Risk> = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        let role = perspective.role(passage.unit);
        let own = role == Role::Risks;
        if matches!(role, Role::Metrics | Role::Outcomes | Role::Summary) || passage.open() || passage.content() < 3 {
            continue;
        }
        let named = passage.asserted().join(columns(passage)).join(passage.label);
        if !own && !named.has(class::RISK) {
            continue;
        }
        if lists_accounts(passage) {
            continue;
        }
        let mut parts = Parts::of(passage);
        if own {
            parts = parts.by_order(passage);
        }
        // Effect and response may stand in paragraphs of their own, each with its label.
        let next = passages.get(at + 1).filter(|it| it.unit.section == passage.unit.section && own && (labelled(it) || refers(it)));
        if let Some(next) = next {
            let rest = Parts::of(next);
            parts = Parts { effect: parts.effect || rest.effect, response: parts.response || rest.response, ..parts };
        }
        if parts.event {
            risks.push(Risk { span: passage.unit.span, head: passage.unit.head(), effect: parts.effect, response: parts.response, own });
        }
    }
    risks
}

/// The block in the section for risks that says why none applies.
pub(super) fn excuse(perspective: &Perspective, passages: &[Passage]) -> Option<Span> {
    passages.iter().find(|it| perspective.role(it.unit) == Role::Risks && it.excused()).map(|it| it.unit.span)
}

/// Whether `passage` is by its label the effect of a risk or the response to it.
fn labelled(passage: &Passage) -> bool {
    passage.label.any(&[class::EFFECT_LABEL, class::RESPONSE_LABEL])
}

/// Whether `passage` only tells which customers are in which state of health: no assessment of a risk.
fn lists_accounts(passage: &Passage) -> bool {
    let words = &passage.unit.words;
    let open = (0..words.len()).any(|at| matches!(words.lower(at), "may" | "might" | "could" | "would" | "if" | "should"));
    passage.unit.of(class::STATUS).count() > 1 && !open && passage.columns.is_empty()
}

/// Whether `passage` is a paragraph that speaks of what stands before it: "Both are met in the same way".
fn refers(passage: &Passage) -> bool {
    let opens = matches!(
        passage.unit.words.lower(0),
        "both" | "these" | "this" | "either" | "all" | "against" | "therefore" | "our" | "they" | "it"
    );
    passage.unit.kind == UnitKind::Paragraph && opens
}

fn columns(passage: &Passage) -> Classes {
    passage.columns.iter().fold(Classes::default(), |all, it| all.join(*it))
}

/// Classes of the headings of columns that name a part of an assessment.
const PARTS: &[Class] = &[class::RISK, class::EFFECT_LABEL, class::RATING, class::RESPONSE_LABEL];

/// What a block has of a risk assessment.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    event: bool,
    effect: bool,
    response: bool,
}

impl Parts {
    fn of(passage: &Passage) -> Self {
        if columns(passage).any(PARTS) {
            return Parts::of_row(passage);
        }
        let mut parts = Parts::default();
        let mut troubles = 0;
        for piece in passage.pieces.iter().filter(|it| !it.question) {
            troubles += usize::from(piece.asserted.has(class::RISK));
            for clause in clauses(passage, piece) {
                match clause.kind {
                    ClauseKind::Rating => parts.effect = true,
                    ClauseKind::Trouble => {
                        parts.effect |= troubles > 0;
                        troubles += 1;
                    }
                    ClauseKind::Event => {
                        // "When he retires, we might lose the account": what follows on trouble is its effect.
                        parts.effect |= clause.trouble && (troubles > 0 || clause.conditional);
                        troubles += 1;
                    }
                    ClauseKind::Response => parts.response |= troubles > 0 || parts.effect || clause.labelled || piece.words.start > 0,
                    ClauseKind::Effect => {
                        parts.effect |= troubles > 0 || clause.labelled;
                        troubles += 1;
                    }
                    ClauseKind::Other => {}
                }
            }
        }
        parts.event = troubles > 0 || parts.effect || passage.label.has(class::RISK);
        parts
    }

    /// A row of a table with columns for the risk, its effect or rating, and the response.
    fn of_row(passage: &Passage) -> Self {
        let unit = passage.unit;
        let mut parts = Parts { event: passage.content() >= 3, ..Parts::default() };
        for (cell, columns) in unit.cells.iter().zip(passage.columns) {
            let words = unit.content_words(cell.words.clone());
            let rated = unit.hits.iter().any(|it| it.class == class::RATING && cell.words.contains(&it.words.start))
                || unit.quantities.iter().any(|it| it.amount != Amount::Letter && cell.words.contains(&it.words.start))
                || cell.words.clone().any(|at| unit.words.lower(at).starts_with(|c: char| c.is_ascii_digit()));
            let denied = unit.of(class::NOT_APPLICABLE).any(|it| it.words.start == cell.words.start);
            if columns.any(&[class::RESPONSE_LABEL, class::RESPONSE]) && !columns.has(class::RISK) {
                parts.response |= responds(passage, cell.words.clone());
            } else if columns.any(&[class::EFFECT_LABEL, class::RATING]) {
                parts.effect |= words > 0 && !denied || rated;
            }
        }
        // A table without a column for the effect may tell it in the risk's own cell.
        parts.effect |= unit.of(class::TROUBLE).count() > 1 && parts.response;
        parts
    }

    /// What the order of the cells tells where no heading names the response: risks, their effect, the response (GUIDELINE,
    /// "The document").
    fn by_order(self, passage: &Passage) -> Self {
        let ([first, second, .., last], [.., heading]) = (&passage.unit.cells[..], passage.columns) else { return self };
        let headings = columns(passage);
        let other = heading.any(PARTS) || heading.any(&[class::OWNER, class::ATTRIBUTE, class::STATUS]);
        if other || headings.any(&[class::RESPONSE_LABEL, class::RESPONSE]) || passage.unit.content_words(last.words.clone()) < 2 {
            return self;
        }
        let filled = |cell: &Cell| passage.unit.content_words(cell.words.clone()) > 0;
        let told = headings.any(&[class::EFFECT_LABEL, class::RATING]);
        Parts {
            event: self.event || filled(first),
            effect: self.effect || !told && filled(second),
            response: self.response || responds(passage, last.words.clone()),
        }
    }
}

/// Whether `words` of `passage`, a cell for the response, tell one.
fn responds(passage: &Passage, words: std::ops::Range<usize>) -> bool {
    let unit = passage.unit;
    let denied = unit.of(class::NOT_APPLICABLE).any(|it| it.words.start == words.start);
    unit.content_words(words.clone()) > 0 && !denied && !hollow(passage, words)
}

fn hollow(passage: &Passage, words: std::ops::Range<usize>) -> bool {
    passage.unit.of(class::HOLLOW).any(|it| words.contains(&it.words.start))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClauseKind {
    /// What may happen.
    Event,
    Rating,
    Trouble,
    Effect,
    Response,
    Other,
}

struct Clause {
    kind: ClauseKind,
    /// Whether a label says what it is.
    labelled: bool,
    /// Whether it says that trouble may come.
    trouble: bool,
    /// Whether it opens with the event on which the rest follows.
    conditional: bool,
}

/// The clauses of `piece`: what each tells.
fn clauses(passage: &Passage, piece: &Piece) -> Vec<Clause> {
    let unit = passage.unit;
    let mut found = Vec::new();
    let mut start = piece.words.start;
    let mut label = Classes::default();
    for at in piece.words.clone() {
        let end = at + 1 == piece.words.end;
        if !(end || ends(passage, at)) {
            continue;
        }
        let words = start..at + 1;
        let classes = Classes::of(unit.hits.iter().filter(|hit| words.contains(&hit.words.start) && asserts(unit, hit)));
        let content = unit.content_words(words.clone());
        if unit.words.lower(at) == ":" && content <= 3
            || content <= 2 && classes.any(&[class::RESPONSE_LABEL, class::EFFECT_LABEL]) && unit.words.lower(at) != ","
        {
            label = classes;
            // "Strike in July: ...": a label may name the event itself.
            if classes.has(class::TROUBLE) && !classes.any(&[class::RESPONSE_LABEL, class::EFFECT_LABEL, class::RATING]) {
                found.push(Clause { kind: ClauseKind::Trouble, labelled: false, trouble: false, conditional: false });
            }
        } else if content > 0 || classes != Classes::default() || label.has(class::RATING) {
            found.push(clause(passage, words, classes, label));
        }
        start = at + 1;
    }
    found
}

fn ends(passage: &Passage, at: usize) -> bool {
    passage.unit.ends_clause(at) || matches!(passage.unit.words.lower(at), "and" | "→" | "which" | "then" | "therefore")
}

fn clause(passage: &Passage, words: std::ops::Range<usize>, classes: Classes, label: Classes) -> Clause {
    let unit = passage.unit;
    // The month of May is no modal verb.
    let dated = |at: usize| unit.times.iter().any(|it| it.kind != TimeKind::Trigger && it.words.contains(&at));
    let any = |list: &[&str]| words.clone().any(|at| list.contains(&unit.words.lower(at)) && !dated(at));
    let (event, effect) =
        (any(&["may", "might", "if", "should"]) || unit.words.lower(words.start) == "were", any(&["could", "would", "can"]));
    let content = unit.content_words(words.clone());
    let labelled = label.has(class::RESPONSE_LABEL) || concludes(passage, &words);
    let says_nothing = hollow(passage, words.clone());
    let ratings = unit.of(class::RATING).filter(|hit| words.contains(&hit.words.start)).count();
    let rating =
        ratings > 0 && (content <= 3 || ratings > 1) || classes.has(class::RATING) && label.any(&[class::RATING, class::EFFECT_LABEL]);
    let kind = match () {
        () if label.has(class::RATING) => ClauseKind::Rating,
        () if labelled && content > 0 && !says_nothing => ClauseKind::Response,
        () if label.any(&[class::EFFECT_LABEL]) && content > 0 => ClauseKind::Effect,
        () if rating => ClauseKind::Rating,
        () if event => ClauseKind::Event,
        () if effect => ClauseKind::Effect,
        () if classes.has(class::TROUBLE) => ClauseKind::Trouble,
        () if !says_nothing && (classes.has(class::RESPONSE) || does(passage, words.clone())) => ClauseKind::Response,
        () => ClauseKind::Other,
    };
    let trouble = classes.has(class::TROUBLE) && any(&["may", "might"]);
    let conditional = matches!(unit.words.lower(words.start), "when" | "if" | "once" | "should" | "were");
    Clause { kind, labelled: labelled || label.has(class::EFFECT_LABEL), trouble, conditional }
}

/// Whether somebody does a deed in `words`: with an agent, in the passive, as an order, or at a time.
fn does(passage: &Passage, words: std::ops::Range<usize>) -> bool {
    let unit = passage.unit;
    let lower = |at: usize| unit.words.lower(at);
    let deeds = unit.hits.iter().filter(|hit| matches!(hit.class, class::DEED | class::ACT) && words.contains(&hit.words.start));
    deeds.filter(|hit| !is_trouble(unit, hit.words.start)).any(|hit| {
        let at = hit.words.start;
        let passive = (1..=3).any(|back| matches!(lower(at.wrapping_sub(back)), "is" | "are" | "be" | "been" | "gets" | "get"));
        let agent = (words.start..at).any(|it| matches!(lower(it), "we" | "they" | "who" | "she" | "he"))
            || unit.hits.iter().any(|it| {
                matches!(it.class, class::ACTOR | class::PERSON | class::RESPONDER | class::BENEFICIARY)
                    && words.contains(&it.words.start)
                    && it.words.start < at
            });
        let timed = hit.class == class::DEED && unit.times.iter().any(|it| words.contains(&it.words.start) || it.words.start == words.end);
        let gerund = lower(at).ends_with("ing");
        // "Moving the rise to October takes the sting out of it."
        let subject = gerund && at == words.start && at > 0 && unit.sentences.iter().any(|it| it.start == at);
        let third = lower(at).ends_with('s') && !lower(at).ends_with("ss");
        let order = at == words.start && !(third && matches!(lower(at.wrapping_sub(1)), "which" | "that"));
        passive || subject || !gerund && (agent || timed || order)
    })
}

/// Whether the word at `at` tells of trouble, so that it is no deed against it: `cancel`, `leave`.
fn is_trouble(unit: &Unit, at: usize) -> bool {
    unit.of(class::TROUBLE).any(|it| it.words.contains(&at))
}

/// Whether a word at the head of the clause draws a conclusion for those who act: `we therefore`, `so the CSM`, `hence`.
fn concludes(passage: &Passage, words: &std::ops::Range<usize>) -> bool {
    let unit = passage.unit;
    let acts = |at: usize| {
        let subject = if is_determiner(unit.words.lower(at)) { at + 1 } else { at };
        matches!(unit.words.lower(at), "we" | "our" | "nobody" | "i")
            || unit.hits.iter().any(|it| matches!(it.class, class::ACTOR | class::RESPONDER) && it.words.start == subject)
    };
    let before = words.start.checked_sub(1).map_or("", |it| unit.words.lower(it));
    let first = words.clone().take(4).find(|&at| matches!(unit.words.lower(at), "therefore" | "hence" | "accordingly"));
    // "So each handover includes an hour with us."
    let trouble = unit.of(class::TROUBLE).any(|it| words.contains(&it.words.start));
    let opens = unit.sentences.iter().any(|it| it.start + 1 == words.start);
    let so = opens && before == "so" && !trouble && unit.content_words(words.clone()) >= 3;
    let answers = || unit.of(class::RESPONSE).any(|it| words.contains(&it.words.start) && asserts(unit, it));
    so || before == "so" && answers()
        || first.is_some()
        || before == "therefore"
        || before == "so" && acts(words.start)
        || unit.words.lower(words.start) == "so" && acts(words.start + 1)
}
