//! Pieces: the sentences of guidance, each with the few facts that the readings of topics, risks and outcomes ask for.

use std::ops::Range;

use super::{Perspective, Unit, UnitKind};
use crate::language::{Amount, Class, Hit, Kind, Lexicon, TimeKind, Words, class};
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
#[derive(Clone, Debug)]
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

/// A unit of guidance in pieces.
#[derive(Clone, Debug)]
pub(super) struct Passage<'a> {
    /// Index of the unit.
    pub(super) at: usize,
    pub(super) unit: &'a Unit,
    pub(super) pieces: Vec<Piece>,
    /// Classes of what stands over it: headings below its section's, the paragraph before its list.
    pub(super) context: Classes,
    /// Classes of the heading of each of a row's cells.
    pub(super) columns: Vec<Classes>,
    /// Classes of its label, or of a first sentence of one or two words that stands for one.
    pub(super) label: Classes,
    /// How many tokens at its head are that label.
    labelled: usize,
}

/// Guidance in passages, in order.
pub(super) fn read<'a>(perspective: &'a Perspective, lexicon: &Lexicon) -> Vec<Passage<'a>> {
    // What stands under the title is about the document.
    let stands = |unit: &Unit| perspective.sections[unit.section].level == 2;
    perspective.guidance().filter(|(_, unit)| stands(unit)).map(|(at, unit)| passage(at, unit, lexicon)).collect()
}

fn passage<'a>(at: usize, unit: &'a Unit, lexicon: &Lexicon) -> Passage<'a> {
    let pieces = pieces(unit);
    let columns =
        unit.cells.iter().map(|cell| Classes::of(&lexicon.scan(&Words::new(&cell.column, Span::new(0, cell.column.len()))))).collect();
    let mut label = Classes::default();
    let end = match pieces.first() {
        Some(first) if unit.label.is_empty() && first.content <= 2 && pieces.len() > 1 => first.words.end,
        _ => unit.label.end,
    };
    unit.hits.iter().filter(|hit| hit.words.end <= end).for_each(|hit| label.add(hit.class));
    Passage { at, unit, pieces, context: Classes::of(&unit.context_hits), columns, label, labelled: end }
}

fn pieces(unit: &Unit) -> Vec<Piece> {
    unit.sentences.iter().filter(|it| !it.is_empty()).map(|words| piece(unit, words.clone())).collect()
}

fn piece(unit: &Unit, words: Range<usize>) -> Piece {
    let question = unit.words.lower(words.end - 1) == "?";
    let inside = |range: &Range<usize>| words.start <= range.start && range.end <= words.end;
    let (mut asserted, mut named) = (Classes::default(), Classes::default());
    for hit in unit.hits.iter().filter(|hit| inside(&hit.words)) {
        named.add(hit.class);
        if !question && asserts(unit, hit) {
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
    let negative = unit.of(class::NEGATION).any(|it| it.words.start == hit.words.start);
    let quoted = unit.words.get(hit.words.start).is_some_and(|word| word.quoted);
    unit.asserts(&hit.words) || negative && !quoted
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
    let post = words.clone().any(|at| {
        let copula = matches!(lower(at), "is" | "are" | "be" | "was" | "were");
        (copula && lower(at + 1) == "not" && (planned(at + 2) || planned(at + 3)))
            || (copula && opens && (planned(at + 1) || planned(at + 2)))
    });
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
    event
        || matches!(lower(words.start), "should" | "were" | "whoever" | "wherever" | "where" | "whenever" | "anyone" | "any")
        || counted(unit, words)
        || words.clone().any(|at| arrow(unit, at))
        || words.clone().skip(2).any(|at| lower(at) == ":" && at + 2 < words.end && unit.words.get(at + 1).is_some_and(|it| !it.glued))
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
        0..self.labelled
    }

    /// Where `piece` stands in the text.
    pub(super) fn span(&self, piece: &Piece) -> Span {
        self.unit.words.span(piece.words.clone())
    }

    /// Number of its words that carry content.
    pub(super) fn content(&self) -> usize {
        self.pieces.iter().map(|it| it.content).sum()
    }

    /// A row's cells as one sentence; any other passage sentence by sentence.
    pub(super) fn statements(&self) -> std::borrow::Cow<'_, [Piece]> {
        let (Some(first), true) = (self.pieces.first(), self.is_row()) else { return std::borrow::Cow::Borrowed(&self.pieces) };
        let whole = self.pieces[1..].iter().fold(first.clone(), |all, it| Piece {
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
        });
        std::borrow::Cow::Owned(vec![whole])
    }

    /// Whether it promises text and holds none: only a marker or a placeholder and a word or two beside it.
    pub(super) fn open(&self) -> bool {
        let unit = self.unit;
        let marked = !unit.brackets.is_empty();
        let first = unit.words.iter().find(|it| it.kind != Kind::Symbol).map_or(unit.span.end, |it| it.span.start);
        let bullet = if unit.kind == UnitKind::Paragraph { 2 } else { 8 };
        let begins = marked && first > unit.span.start + bullet;
        let pending = unit.of(class::PENDING).any(|it| marked || it.words.start < 3 || it.words.start < 6 && self.content() < 8);
        // "See the services contract" points elsewhere and says nothing here.
        let first = if unit.label.is_empty() { 0 } else { unit.label.end };
        let first = (first..unit.words.len()).find(|&at| unit.words.get(at).is_some_and(|it| it.kind != Kind::Symbol)).unwrap_or(0);
        let points = self.content() < 8
            && match unit.words.lower(first) {
                "see" | "cf" => unit.words.lower(first + 1) != "that",
                "refer" => unit.words.lower(first + 1) == "to",
                "as" => matches!(unit.words.lower(first + 1), "described" | "defined" | "above" | "before"),
                _ => false,
            };
        points || marked && self.content() < 8 || begins && !self.is_row() || pending || self.content() == 0
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
