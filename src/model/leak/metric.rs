//! Technical metrics: a measure that only an engineer with access to the system could take.

use std::ops::Range;

use super::passage::Passage;
use super::{Leak, LeakKind};
use crate::language::{Kind, class};
use crate::text::Span;

/// How many tokens of a row are looked at for where its figure is seen.
const WIDEST_ROW: usize = 200;

/// The technical metrics in `passage`, at most one a sentence, and one a row.
pub(super) fn read(passage: &Passage, found: &mut Vec<Leak>) {
    let start = found.len();
    let measures = passage.hits.iter().filter(|hit| matches!(hit.class, class::MEASURE_TECHNICAL | class::MEASURE_SHARED));
    for hit in measures {
        let name = passage.capital(hit.words.end) && passage.words.get(hit.words.end).is_some_and(|it| !it.upper);
        if !passage.asserts(&hit.words) || name && !passage.row {
            continue;
        }
        let Some(measure) = Measure::read(passage, hit.words.clone(), hit.class == class::MEASURE_TECHNICAL) else { continue };
        let span = measure.span(passage);
        match found[start..].last_mut().filter(|it| it.span.overlaps(span)) {
            Some(it) => it.span = it.span.join(span),
            None => found.push(Leak::new(span, LeakKind::Metric, 95)),
        }
    }
    if found.len() == start {
        milliseconds(passage, found);
    }
    if found.len() == start && passage.metric {
        counted_constructs(passage, found);
    }
}

/// Times in milliseconds of `passage`: nobody takes them without access to the system.
fn milliseconds(passage: &Passage, found: &mut Vec<Leak>) {
    for quantity in passage.quantities {
        let unit = (quantity.words.start..quantity.words.end + 1).rev().find(|&at| is_millisecond(passage.lower(at)));
        let (Some(unit), true) = (unit, passage.asserts(&quantity.words)) else { continue };
        let clause = passage.clause(quantity.words.start);
        if !passage.has(passage.sentence(unit), class::CUSTOMER_SEES) {
            let words = clause.start..unit + 1;
            let span = if passage.row { passage.words.span(0..passage.words.len()) } else { passage.words.span(words) };
            found.push(Leak::new(span, LeakKind::Metric, 90));
        }
    }
}

/// Metrics that count what only engineers have: "fewer than five failed background jobs", "nine in ten reads from the cache".
fn counted_constructs(passage: &Passage, found: &mut Vec<Leak>) {
    for sentence in passage.sentences {
        let quantity = passage.quantities_in(sentence.clone()).next();
        let thing =
            sentence.clone().find(|&at| passage.is(at, class::CONSTRUCT) || passage.lower(at) == "cache" && passage.lower(at + 1) != "of");
        let theirs =
            sentence.clone().any(|at| passage.is_any(at, &[class::BENEFICIARY, class::CUSTOMER_SEES]) || passage.lower(at) == "their");
        let thing = thing.filter(|_| !theirs).or_else(|| carrier(passage, sentence));
        let (Some(_), Some(thing)) = (quantity, thing) else { continue };
        if passage.asserts(&(thing..thing + 1)) {
            found.push(Leak::new(passage.words.span(sentence.clone()), LeakKind::Metric, 86));
        }
    }
}

/// The part of a system of which `sentence` tells how much it carries: "the database can hold 10 million records".
fn carrier(passage: &Passage, sentence: &Range<usize>) -> Option<usize> {
    sentence.clone().find(|&at| {
        let verb = at + 1 + usize::from(matches!(passage.lower(at + 1), "can" | "must" | "should" | "will"));
        let carries = matches!(
            passage.lower(verb),
            "support"
                | "supports"
                | "handle"
                | "handles"
                | "hold"
                | "holds"
                | "store"
                | "stores"
                | "process"
                | "processes"
                | "serve"
                | "serves"
        );
        let theirs = matches!(passage.lower(at.wrapping_sub(1)), "their" | "customers'");
        passage.is(at, class::MEASURED_PART) && carries && !theirs
    })
}

fn is_millisecond(word: &str) -> bool {
    matches!(word, "ms" | "millisecond" | "milliseconds")
}

/// A measure with what is measured and how much.
struct Measure {
    words: Range<usize>,
    amount: Option<Range<usize>>,
}

impl Measure {
    /// Judges the term of a measure at `words`; `technical` where only an engineer takes it.
    fn read(passage: &Passage, words: Range<usize>, technical: bool) -> Option<Measure> {
        let sentence = passage.sentence(words.start);
        let amount = amount(passage, &words, &sentence);
        let fast = has_machine_time(passage, &sentence);
        let part = part(passage, &words, fast);
        // A row's cells speak for each other.
        let around = if passage.row { 0..passage.words.len().min(WIDEST_ROW) } else { sentence.clone() };
        let seen = passage.has(around.clone(), class::CUSTOMER_SEES);
        let page =
            around.into_iter().any(|at| passage.lower(at) == "page" && matches!(passage.lower(at.wrapping_sub(1)), "status" | "usage"));
        if page || seen && !technical || is_theirs(passage, &words) {
            return None;
        }
        let counted = amount.is_some() || passage.row && !passage.quantities.is_empty();
        let milliseconds = sentence.clone().any(|at| matches!(passage.lower(at), "ms" | "milliseconds" | "millisecond"));
        let judged = match technical {
            true => counted || fast || passage.metric || part.is_some(),
            false => (part.is_some() || milliseconds) && (counted || passage.metric),
        };
        judged.then(|| {
            let start = part.as_ref().map_or(words.start, |it| it.start.min(words.start));
            let end = part.as_ref().map_or(words.end, |it| it.end.max(words.end));
            Measure { words: start..end, amount }
        })
    }

    /// The whole phrase: from the measure or what is measured to the amount; of a row, all of it.
    fn span(&self, passage: &Passage) -> Span {
        if passage.row {
            return passage.words.span(0..passage.words.len());
        }
        match &self.amount {
            Some(amount) => passage.words.span(self.words.start.min(amount.start)..self.words.end.max(amount.end)),
            None => passage.words.span(self.words.clone()),
        }
    }
}

/// The amount of the measure at `words`: the nearest quantity of its sentence.
fn amount(passage: &Passage, words: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let inside = passage.quantities_in(sentence.clone());
    let distance = |it: &Range<usize>| if it.start >= words.end { it.start - words.end } else { 2 * words.start.saturating_sub(it.end) };
    let mut nearest = inside.map(|it| it.words.clone()).filter(|it| it.start >= words.end || it.end <= words.start).min_by_key(distance)?;
    if nearest.start < words.start && nearest.start > sentence.start && words.start - nearest.end > 4 {
        return None;
    }
    // The unit behind the number, and the comparison before it, belong to the phrase.
    let unit = |at: usize| {
        matches!(
            passage.lower(at),
            "ms" | "milliseconds" | "seconds" | "s" | "%" | "percent" | "gb" | "mb" | "tb" | "million" | "per" | "rps"
        )
    };
    while nearest.end < sentence.end && unit(nearest.end) {
        nearest.end += 1;
    }
    Some(nearest)
}

/// What is measured by the measure at `words`: a part of a system at most four words away in the same clause. Parts that an
/// office has, too, count beside a time that only machines keep (`fast`).
fn part(passage: &Passage, words: &Range<usize>, fast: bool) -> Option<Range<usize>> {
    let clause = passage.clause(words.start);
    // "The database holds fewer than a million rows": a bound and a number stand between.
    let reach = if matches!(passage.lower(words.start), "rows" | "records") { 7 } else { 4 };
    let near = if passage.metric && !passage.row {
        passage.sentence(words.start)
    } else {
        clause.start.max(words.start.saturating_sub(reach))..clause.end.min(words.end + 8)
    };
    let soft = if fast { Some(class::MEASURED_PART_SOFT) } else { None };
    passage
        .hits_in(near.clone())
        .filter(|hit| hit.class == class::MEASURED_PART || hit.class == class::TECHNOLOGY || Some(hit.class) == soft)
        .map(|hit| hit.words.clone())
        .find(|it| near.start <= it.start && it.end <= near.end && (it.start >= words.end || it.end <= words.start))
}

/// Whether a time of a second or less, or a rate per second, stands in `sentence`.
fn has_machine_time(passage: &Passage, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        matches!(passage.lower(at), "ms" | "milliseconds" | "millisecond" | "second" | "seconds" | "gb" | "mb" | "kb")
            && (passage.words.get(at.wrapping_sub(1)).is_some_and(|it| it.kind == Kind::Number)
                || matches!(passage.lower(at.wrapping_sub(1)), "per" | "a" | "one" | "two"))
    })
}

/// Whether the measure is one of the customer's own systems: "their servers' uptime".
fn is_theirs(passage: &Passage, words: &Range<usize>) -> bool {
    (words.start.saturating_sub(3)..words.start).any(|at| matches!(passage.lower(at), "their" | "customers'"))
}
