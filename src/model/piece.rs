//! Pieces: the sentences of guidance, each with the few facts that the readings of topics, risks and outcomes ask for.

use std::ops::Range;

use super::{Perspective, Unit, UnitKind};
use crate::language::{Amount, Class, Hit, Kind, TimeKind, class};
use crate::text::Span;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes([u128; 2]);

impl Classes {
    pub(super) fn of<'h>(hits: impl IntoIterator<Item = &'h Hit>) -> Self {
        let mut classes = Classes::default();
        hits.into_iter().for_each(|hit| classes.add(hit.class));
        classes
    }

    /// Those of `list`.
    pub(super) const fn among(list: &[Class]) -> Self {
        let (mut sets, mut at) = ([0; 2], 0);
        while at < list.len() {
            sets[(list[at].0 / 128) as usize] |= 1 << (list[at].0 % 128);
            at += 1;
        }
        Classes(sets)
    }

    pub(super) fn add(&mut self, class: Class) {
        self.0[usize::from(class.0 / 128)] |= 1 << (class.0 % 128);
    }

    pub(super) fn has(self, class: Class) -> bool {
        self.0[usize::from(class.0 / 128)] >> (class.0 % 128) & 1 == 1
    }

    pub(super) fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|it| self.has(*it))
    }

    pub(super) fn join(self, other: Self) -> Self {
        Classes([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}

/// A sentence of a unit, or a cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its tokens in the unit.
    pub(super) words: Range<usize>,
    /// Classes of the terms that it asserts.
    pub(super) asserted: Classes,
    /// Classes of all of its terms.
    pub(super) named: Classes,
    /// Number of its words that carry content, figures among them.
    pub(super) content: usize,
    /// Whether it asks.
    pub(super) question: bool,
    /// Whether it denies what it is about: "no onboarding is planned".
    pub(super) denied: bool,
    /// Whether it recurs: weekly, twice a year.
    pub(super) recurring: bool,
    /// Whether it gives a date or a time that is counted from something.
    pub(super) timed: bool,
    /// Whether it begins with, or holds, an event on which something follows: when, if, once.
    pub(super) conditional: bool,
    /// Whether a relative clause at its head tells which ones are in trouble: "farms whose deliveries stop".
    pub(super) troubled: bool,
    /// Whether it holds an amount.
    pub(super) amount: bool,
    /// Whether it holds a share or a rating, which tell how many do something or how well.
    pub(super) share: bool,
}

/// What the readings of topics, risks and outcomes ask of a unit; empty where it is no guidance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pieces: Vec<Piece>,
    /// The cells of a row as one sentence.
    row: Option<Piece>,
    /// Classes of the terms that any of them asserts.
    asserted: Classes,
    columns: Vec<Classes>,
    label: Classes,
    /// How many tokens at its head are its label.
    labelled: usize,
    /// Number of words that carry content.
    content: usize,
    /// Whether it promises text and holds none.
    open: bool,
}

/// A unit of guidance in pieces.
#[derive(Clone, Debug)]
pub(super) struct Passage<'a> {
    /// Index of the unit.
    pub(super) at: usize,
    pub(super) unit: &'a Unit,
    pub(super) pieces: &'a [Piece],
    /// Classes of what stands over it: headings below its section's, the paragraph before its list.
    pub(super) context: Classes,
    /// Classes of the heading of each of a row's cells.
    pub(super) columns: &'a [Classes],
    /// Classes of its label, or of a first sentence of one or two words that stands for one.
    pub(super) label: Classes,
}

/// Guidance in passages, in order.
pub(super) fn read(perspective: &Perspective) -> Vec<Passage<'_>> {
    // What stands under the title is about the document.
    let stands = |unit: &Unit| perspective.sections[unit.section].level == 2;
    perspective.guidance().filter(|(_, unit)| stands(unit)).map(|(at, unit)| passage(at, unit)).collect()
}

fn passage(at: usize, unit: &Unit) -> Passage<'_> {
    let Told { pieces, columns, label, .. } = &unit.told;
    Passage { at, unit, pieces, context: unit.context_classes, columns, label: *label }
}

/// What `unit` tells; `class_of` gives the classes of a column's heading.
pub(super) fn told(unit: &Unit, class_of: impl FnMut(&str) -> Classes) -> Told {
    let pieces = pieces(unit);
    let columns = unit.cells.iter().map(|cell| cell.column.as_str()).map(class_of).collect();
    let mut label = Classes::default();
    let end = match pieces.first() {
        Some(first) if unit.label.is_empty() && first.content <= 2 && pieces.len() > 1 => first.words.end,
        _ => unit.label.end,
    };
    unit.hits.iter().filter(|hit| hit.words.end <= end).for_each(|hit| label.add(hit.class));
    let content = pieces.iter().map(|it| it.content).sum();
    let asserted = pieces.iter().fold(Classes::default(), |all, it| all.join(it.asserted));
    let row = if unit.kind == UnitKind::Row { joined(&pieces) } else { None };
    Told { row, asserted, columns, label, labelled: end, content, open: is_open(unit, content), pieces }
}

/// The cells of a row as one sentence.
fn joined(pieces: &[Piece]) -> Option<Piece> {
    let join = |all: Piece, it: &Piece| Piece {
        words: all.words.start..it.words.end,
        asserted: all.asserted.join(it.asserted),
        named: all.named.join(it.named),
        content: all.content + it.content,
        question: all.question && it.question,
        denied: all.denied && it.denied,
        recurring: all.recurring || it.recurring,
        timed: all.timed || it.timed,
        conditional: all.conditional || it.conditional,
        troubled: all.troubled || it.troubled,
        amount: all.amount || it.amount,
        share: all.share || it.share,
    };
    let (first, rest) = pieces.split_first()?;
    Some(rest.iter().fold(first.clone(), join))
}

/// Whether `unit`, of `content` words, promises text and holds none: only a marker or a placeholder and a word or two
/// beside it.
fn is_open(unit: &Unit, content: usize) -> bool {
    let marked = !unit.brackets.is_empty();
    let first = unit.words.iter().position(|it| it.kind != Kind::Symbol).map_or(unit.span.end, |at| unit.words.place(at).start);
    let bullet = if unit.kind == UnitKind::Paragraph { 2 } else { 8 };
    let begins = marked && first > unit.span.start + bullet;
    let pending = unit.of(class::PENDING).any(|it| marked || it.words.start < 3 || it.words.start < 6 && content < 8);
    content < 8 && (marked || points_elsewhere(unit)) || begins && unit.kind != UnitKind::Row || pending || content == 0
}

/// "See the services contract" says nothing here.
fn points_elsewhere(unit: &Unit) -> bool {
    let first = if unit.label.is_empty() { 0 } else { unit.label.end };
    let first = (first..unit.words.len()).find(|&at| unit.words.get(at).is_some_and(|it| it.kind != Kind::Symbol)).unwrap_or(0);
    match unit.words.lower(first) {
        "see" | "cf" => unit.words.lower(first + 1) != "that",
        "refer" => unit.words.lower(first + 1) == "to",
        "as" => matches!(unit.words.lower(first + 1), "described" | "defined" | "above" | "before"),
        _ => false,
    }
}

fn pieces(unit: &Unit) -> Vec<Piece> {
    unit.sentences.iter().filter(|it| !it.is_empty()).map(|words| piece(unit, words.clone())).collect()
}

fn piece(unit: &Unit, words: Range<usize>) -> Piece {
    let question = unit.words.lower(words.end - 1) == "?";
    let inside = |range: &Range<usize>| words.start <= range.start && range.end <= words.end;
    let (mut asserted, mut named) = (Classes::default(), Classes::default());
    let first = unit.hits.partition_point(|hit| hit.words.start < words.start);
    let near = unit.hits[first..].iter().take_while(|hit| hit.words.start < words.end);
    for hit in near.filter(|hit| hit.words.end <= words.end) {
        named.add(hit.class);
        if !question && !asserted.has(hit.class) && states(unit, hit) {
            asserted.add(hit.class);
        }
    }
    let times = || unit.times.iter().filter(|it| inside(&it.words));
    let vague = |it: &Range<usize>| it.len() == 1 && is_universal(unit.words.lower(it.start));
    let quantities = || unit.quantities.iter().filter(|it| inside(&it.words) && it.amount != Amount::Letter && !vague(&it.words));
    let figures = words.clone().filter(|&at| unit.words.get(at).is_some_and(|it| it.kind == Kind::Number)).count();
    Piece {
        question,
        denied: denied(unit, &words),
        recurring: times().any(|it| it.kind == TimeKind::Recurring),
        timed: times().any(|it| matches!(it.kind, TimeKind::Date | TimeKind::Relative)),
        conditional: conditional(unit, &words),
        troubled: troubled(unit, &words),
        amount: quantities().next().is_some(),
        share: quantities().any(|it| matches!(it.amount, Amount::Share | Amount::Rating)),
        content: unit.content_words(words.clone()) + figures,
        words,
        asserted,
        named,
    }
}

/// Whether `hit` is asserted. One that is made of a negation itself, as the signal "no login", is not denied by it.
pub(super) fn asserts(unit: &Unit, hit: &Hit) -> bool {
    let negative = || unit.of(class::NEGATION).any(|it| it.words.start == hit.words.start);
    let quoted = unit.words.get(hit.words.start).is_some_and(|word| word.quoted);
    unit.asserts(&hit.words) || negative() && !quoted
}

/// The same in a sentence that does not ask.
fn states(unit: &Unit, hit: &Hit) -> bool {
    let negative = || unit.of(class::NEGATION).any(|it| it.words.start == hit.words.start);
    !unit.words.get(hit.words.start).is_some_and(|word| word.quoted) && (!unit.negates(&hit.words) || negative())
}

/// Whether `hit`, a deed, is denied: by a word directly before it, or by "not" and its like a little further off. The
/// object of another verb may stand between: "no review for ten days is answered" denies no answer.
pub(super) fn denies(unit: &Unit, hit: &Hit) -> bool {
    // "The only trained user" tells no deed.
    let before = unit.words.lower(hit.words.start.wrapping_sub(1));
    let adjective =
        unit.words.lower(hit.words.start).ends_with("ed") && matches!(before, "the" | "a" | "an" | "only" | "any" | "each" | "every");
    adjective || negated(unit, hit)
}

fn negated(unit: &Unit, hit: &Hit) -> bool {
    unit.of(class::NEGATION).any(|it| {
        let word = unit.words.lower(it.words.end.saturating_sub(1));
        let far = if matches!(word, "not" | "never" | "cannot") || word.ends_with("n't") { 4 } else { 2 };
        let between = it.words.end..hit.words.start;
        it.words.end <= hit.words.start && between.len() < far && !between.clone().any(|at| unit.ends_clause(at))
    })
}

/// Whether the sentence opens with a denial, or says that its subject is not planned.
fn denied(unit: &Unit, words: &Range<usize>) -> bool {
    let lower = |at: usize| if at < words.end { unit.words.lower(at) } else { "" };
    let content = (words.start..words.end).find(|&at| unit.words.get(at).is_some_and(|it| it.kind != Kind::Symbol));
    let opens = content.is_some_and(|at| matches!(lower(at), "no" | "neither" | "nobody" | "none") && !is_signal(unit, at));
    let planned = |at: usize| {
        matches!(
            lower(at),
            "planned"
                | "foreseen"
                | "intended"
                | "provided"
                | "offered"
                | "defined"
                | "set"
                | "scheduled"
                | "expected"
                | "needed"
                | "required"
                | "in"
        )
    };
    let is_copula = |at: &usize| matches!(lower(*at), "is" | "are" | "be" | "was" | "were");
    let post = words
        .clone()
        .filter(is_copula)
        .any(|at| (lower(at + 1) == "not" && (planned(at + 2) || planned(at + 3))) || (opens && (planned(at + 1) || planned(at + 2))));
    post || (opens && words.clone().any(|at| matches!(lower(at), "is" | "are") && planned(at + 1)))
}

/// Whether the negation at `at` belongs to a signal of trouble: "no login".
fn is_signal(unit: &Unit, at: usize) -> bool {
    unit.of(class::TROUBLE).any(|hit| hit.words.contains(&at))
}

/// Whether the sentence holds an event on which something follows: a clause of when, if or should, `X: Y`, `X -> Y`.
fn conditional(unit: &Unit, words: &Range<usize>) -> bool {
    let lower = |at: usize| unit.words.lower(at);
    let event = unit.times.iter().any(|it| {
        let at = it.words.start;
        let joins = matches!(lower(at), "when" | "whenever" | "if" | "once" | "as" | "unless" | "upon");
        // "When the time is right" is no event.
        let hollow = unit.of(class::HOLLOW).any(|it| it.words.contains(&at));
        it.kind == TimeKind::Trigger && words.contains(&at) && !hollow && (joins || lower(at) == "after" && opens(unit, words, at))
    });
    let is_sign = |at: &usize| unit.words.get(*at).is_some_and(|it| it.kind == Kind::Symbol);
    event
        || matches!(lower(words.start), "should" | "were" | "whoever" | "wherever" | "where" | "whenever" | "anyone" | "any")
        || counted(unit, words)
        || words.clone().filter(is_sign).any(|at| arrow(unit, at))
        || words
            .clone()
            .skip(2)
            .filter(is_sign)
            .any(|at| lower(at) == ":" && at + 2 < words.end && unit.words.get(at + 1).is_some_and(|it| !it.glued))
}

/// Whether a relative clause near the head of the sentence tells which ones are in trouble: "Farms whose deliveries stop are
/// called".
fn troubled(unit: &Unit, words: &Range<usize>) -> bool {
    let relative = words.clone().take(8).find(|&at| matches!(unit.words.lower(at), "who" | "whose" | "that" | "which"));
    relative.is_some_and(|at| {
        let end = (at..words.end).find(|&it| unit.ends_clause(it)).unwrap_or(words.end);
        unit.of(class::TROUBLE).any(|it| (at + 1..(at + 5).min(end)).contains(&it.words.start)) && at > words.start
    })
}

/// Amounts that cover everything, or nothing.
fn is_universal(word: &str) -> bool {
    matches!(word, "all" | "every" | "each" | "none" | "nobody" | "any" | "everyone" | "everybody")
}

/// Whether the sentence opens with an amount and no verb, on which the rest follows: "Under five, we come again", "More than
/// two complaints in a month, and the practice gets a number of its own".
fn counted(unit: &Unit, words: &Range<usize>) -> bool {
    let comma = words.clone().take(12).find(|&at| unit.words.lower(at) == ",");
    let bound = unit.hits.iter().any(|it| it.class == class::LIMIT && it.words.start == words.start);
    let amount = unit.quantities.iter().any(|it| {
        it.words.start == words.start
            && matches!(it.amount, Amount::Count | Amount::Share)
            && !is_universal(unit.words.lower(it.words.start))
    });
    let goes_on = |at: usize| at + 2 < words.end && matches!(unit.words.lower(at + 1), "and" | "we" | "the" | "a" | "our" | "then");
    (bound || amount) && comma.is_some_and(goes_on)
}

/// Whether `at` is the first word of the sentence.
fn opens(unit: &Unit, words: &Range<usize>, at: usize) -> bool {
    (words.start..at).all(|before| unit.words.get(before).is_some_and(|it| it.kind == Kind::Symbol))
}

/// Whether an arrow stands at `at`.
pub(super) fn arrow(unit: &Unit, at: usize) -> bool {
    matches!(unit.words.lower(at), "→" | "⇒" | "➜" | "➔" | "⟶")
        || (matches!(unit.words.lower(at), "-" | "=")
            && unit.words.lower(at + 1) == ">"
            && unit.words.get(at + 1).is_some_and(|it| it.glued))
}

impl Passage<'_> {
    /// Classes that any of its pieces asserts.
    pub(super) fn asserted(&self) -> Classes {
        self.pieces.iter().filter(|it| !it.denied).fold(Classes::default(), |all, it| all.join(it.asserted))
    }

    /// The tokens of its label.
    pub(super) fn label_words(&self) -> Range<usize> {
        0..self.unit.told.labelled
    }

    /// Where `piece` stands in the text.
    pub(super) fn span(&self, piece: &Piece) -> Span {
        self.unit.words.span(piece.words.clone())
    }

    /// Number of its words that carry content.
    pub(super) fn content(&self) -> usize {
        self.unit.told.content
    }

    /// A row's cells as one sentence; any other passage sentence by sentence.
    pub(super) fn statements(&self) -> &[Piece] {
        self.unit.told.row.as_ref().map_or(self.pieces, std::slice::from_ref)
    }

    /// Classes of the terms that it asserts, and of what stands over it.
    pub(super) fn reach(&self) -> Classes {
        self.unit.told.asserted.join(self.context).join(self.label)
    }

    /// Whether it promises text and holds none: only a marker or a placeholder and a word or two beside it.
    pub(super) fn open(&self) -> bool {
        self.unit.told.open
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.unit.kind == UnitKind::Row
    }

    /// "Not applicable because <reason>": the words that say so and the reason.
    pub(super) fn excused(&self) -> bool {
        let Some(hit) = self.unit.of(class::NOT_APPLICABLE).next() else { return false };
        let reason = (hit.words.end..self.unit.words.len()).find(|&at| {
            matches!(
                self.unit.words.lower(at),
                "because" | "since" | "as" | ":" | "-" | "," | "while" | "until" | "given" | "for" | "due" | "."
            )
        });
        hit.words.start <= 8 && reason.is_some_and(|at| self.unit.content_words(at..self.unit.words.len()) >= 2)
    }
}
