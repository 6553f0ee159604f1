//! What a perspective states that another may state differently: figures of a measure, dates of an event, what is left out.

use std::collections::BTreeSet;

use super::super::words::cut;
use super::{Difference, Kind, Part, Stated};
use crate::language::{Amount, Class, TimeKind, class};
use crate::model::{Unit, is_function_word};
use crate::persona::Role;
use crate::text::Span;

/// Classes of words that tell measures apart nowhere: what is done with them, how much, by whom.
const IDLE: &[Class] = &[
    class::ACT,
    class::LIGHT,
    class::ABSTRACT,
    class::SOFT,
    class::DIRECTION,
    class::LIMIT,
    class::OBSERVATION,
    class::REFERENCE,
    class::FILLER,
    class::GENERIC,
    class::GAUGE,
    class::MEASURING,
    class::INSTRUMENT,
];

/// A statement that can be compared.
struct Claim {
    part: usize,
    /// Where it stands.
    span: Span,
    /// What it is about: subjects of words, each once.
    subject: BTreeSet<String>,
    /// The words of its subject, for people.
    name: String,
    /// What it says of it, in a form that can be compared.
    value: String,
    /// What it says of it, as it is written.
    words: String,
    /// When, as far as it says.
    when: Option<String>,
}

/// Measures whose amounts differ.
pub(super) fn figures(parts: &[Part]) -> Vec<Difference> {
    let claims = claims(parts, figures_of);
    let same = |one: &Claim, other: &Claim| {
        let when = one.when.is_none() || other.when.is_none() || one.when == other.when;
        one.subject == other.subject && when && unit(&one.value) == unit(&other.value)
    };
    differences(claims, Kind::Figure, same)
}

/// Events whose dates differ.
pub(super) fn dates(parts: &[Part]) -> Vec<Difference> {
    differences(claims(parts, dates_of), Kind::Date, |one, other| one.subject == other.subject)
}

fn claims(parts: &[Part], of: fn(usize, &Part, &Unit) -> Vec<Claim>) -> Vec<Claim> {
    let units = parts.iter().enumerate().flat_map(|(at, part)| part.checked.perspective.guidance().map(move |(_, unit)| (at, part, unit)));
    units.flat_map(|(at, part, unit)| of(at, part, unit)).collect()
}

/// The claims that are the `same` but for their values, where two perspectives differ.
fn differences(claims: Vec<Claim>, kind: Kind, same: impl Fn(&Claim, &Claim) -> bool) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut left: Vec<Claim> = claims;
    while !left.is_empty() {
        let first = left.remove(0);
        let (mut group, rest): (Vec<Claim>, Vec<Claim>) = left.into_iter().partition(|it| same(&first, it));
        left = rest;
        group.insert(0, first);
        let differs = |it: &Claim| group.iter().any(|other| other.part != it.part && other.value != it.value);
        let statements: Vec<Stated> =
            group.iter().filter(|it| differs(it)).map(|it| Stated { part: it.part, span: it.span, words: it.words.clone() }).collect();
        if !statements.is_empty() {
            found.push(Difference { kind, subject: group[0].name.clone(), statements });
        }
    }
    found
}

/// The figures that `unit` states: an amount that can be compared beside a measure, a sentence each.
fn figures_of(part: usize, of: &Part, unit: &Unit) -> Vec<Claim> {
    let lexicon = &of.checked.persona.lexicon;
    let mut found = Vec::new();
    for sentence in &unit.sentences {
        let inside = |words: &std::ops::Range<usize>| sentence.start <= words.start && words.end <= sentence.end;
        let quantities: Vec<_> = unit.quantities.iter().filter(|it| inside(&it.words) && comparable(it.amount)).collect();
        // "From 22 % to 26 %" aims at the last; two amounts of other kinds are two statements in one.
        let Some(last) = quantities.last() else { continue };
        let ranged = quantities.len() == 2 && unit.words.lower(quantities[0].words.start.wrapping_sub(1)) == "from";
        let measures: Vec<_> = unit.of(class::MEASURE).filter(|hit| inside(&hit.words)).collect();
        let asked = unit.words.lower(sentence.end - 1) == "?";
        // What stands among the metrics is a measure by whatever name.
        let metric = of.checked.perspective.role(unit) == Role::Metrics;
        if !metric && measures.is_empty() || asked || !(quantities.len() == 1 || ranged) || unit.negates(&last.words) {
            continue;
        }
        let text = of.checked.text.slice(unit.words.span(last.words.clone()));
        let Some(value) = normal(text, last.amount) else { continue };
        let idle = |at: usize| {
            unit.hits
                .iter()
                .any(|hit| hit.words.contains(&at) && IDLE.contains(&hit.class) && !measures.iter().any(|it| it.words.contains(&at)))
                || unit.quantities.iter().any(|it| it.words.contains(&at))
                || unit.times.iter().any(|it| it.words.contains(&at))
        };
        let gauge = |at: usize| unit.of(class::GAUGE).any(|hit| hit.words.contains(&at)) || is_gauge(unit.words.lower(at));
        let content: Vec<usize> = sentence.clone().filter(|&at| unit.is_content(at) && !idle(at) && !gauge(at)).collect();
        let subject: BTreeSet<String> = content.iter().map(|&at| lexicon.subject(unit.words.lower(at)).to_owned()).collect();
        if subject.is_empty() {
            continue;
        }
        let name = content.iter().map(|&at| unit.words.lower(at)).collect::<Vec<_>>().join(" ");
        found.push(Claim {
            part,
            span: unit.words.span(sentence.clone()),
            subject,
            name,
            value,
            words: text.to_owned(),
            when: date(of, unit, sentence),
        });
    }
    found
}

/// Nouns that tell measures apart nowhere: retention, retention rate and customer retention are one.
const GAUGES: &[&str] = &[
    "account",
    "accounts",
    "average",
    "client",
    "clients",
    "customer",
    "customers",
    "level",
    "mean",
    "number",
    "percentage",
    "rate",
    "rates",
    "ratio",
    "score",
    "share",
    "total",
    "user",
    "users",
    "value",
];

fn is_gauge(word: &str) -> bool {
    GAUGES.contains(&word)
}

fn comparable(amount: Amount) -> bool {
    matches!(amount, Amount::Share | Amount::Money | Amount::Duration | Amount::Rating | Amount::Count)
}

/// `text`, a quantity, as a number and its unit: `95 %` and `95%` are one, `EUR 2.1 million` and `€2,100,000` too. `None`
/// without digits.
fn normal(text: &str, amount: Amount) -> Option<String> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let number: f64 = digits.trim_end_matches(['.', ',']).replace(',', "").parse().ok()?;
    let words = text.to_lowercase();
    let has = |names: &[&str]| words.split(|c: char| !c.is_alphabetic()).any(|word| names.contains(&word));
    let factor = match () {
        () if has(&["million", "m", "mn", "mio"]) => 1e6,
        () if has(&["billion", "bn"]) => 1e9,
        () if has(&["thousand", "k"]) => 1e3,
        () => 1.0,
    };
    let (days, unit) = match amount {
        Amount::Duration if has(&["minute", "minutes"]) => (1.0 / 1440.0, "days"),
        Amount::Duration if has(&["hour", "hours"]) => (1.0 / 24.0, "days"),
        Amount::Duration if has(&["week", "weeks"]) => (7.0, "days"),
        Amount::Duration if has(&["month", "months"]) => (30.0, "days"),
        Amount::Duration if has(&["year", "years"]) => (365.0, "days"),
        Amount::Duration => (1.0, "days"),
        Amount::Share => (1.0, "%"),
        Amount::Money => (1.0, "money"),
        Amount::Rating => (1.0, "rating"),
        _ => (1.0, "count"),
    };
    Some(format!("{:.4} {unit}", number * factor * days))
}

/// The unit of a normal value.
fn unit(value: &str) -> &str {
    value.rsplit(' ').next().unwrap_or_default()
}

/// The first date of `sentence`, in lower case.
fn date(of: &Part, unit: &Unit, sentence: &std::ops::Range<usize>) -> Option<String> {
    let time = unit.times.iter().find(|it| it.kind == TimeKind::Date && sentence.contains(&it.words.start))?;
    let text = of.checked.text.slice(unit.words.span(time.words.clone())).to_lowercase();
    let bare = ["by the end of ", "by ", "on ", "in ", "until ", "from ", "before ", "after "].iter().find_map(|it| text.strip_prefix(it));
    Some(bare.unwrap_or(&text).to_owned())
}

/// How many tokens may stand between an event and its date.
const REACH: usize = 5;

/// The dates that `unit` gives to events: "the pilot starts on 5 May", "launch: June".
fn dates_of(part: usize, of: &Part, unit: &Unit) -> Vec<Claim> {
    let mut found = Vec::new();
    for hit in unit.of(class::MILESTONE).filter(|hit| !unit.negates(&hit.words)) {
        let Some(sentence) = unit.sentences.iter().find(|it| it.contains(&hit.words.start)) else { continue };
        let near = hit.words.end..(hit.words.end + REACH).min(sentence.end);
        // A relation to the event is no date of it: "two weeks after the launch", "before the pilot in May".
        let related = matches!(unit.words.lower(hit.words.start.wrapping_sub(1)), "after" | "before" | "since" | "until" | "from")
            || matches!(unit.words.lower(hit.words.start.wrapping_sub(2)), "after" | "before" | "since" | "until" | "from");
        let asked = unit.words.lower(sentence.end - 1) == "?";
        let time = unit.times.iter().find(|it| it.kind == TimeKind::Date && near.contains(&it.words.start));
        let (Some(time), false) = (time, related || asked) else { continue };
        let preposition = unit.words.lower(time.words.start.wrapping_sub(1));
        if (hit.words.end..time.words.start).any(|at| unit.ends_clause(at) && unit.words.lower(at) != ":") || preposition == "after" {
            continue;
        }
        let words = of.checked.text.slice(unit.words.span(time.words.clone()));
        let name = of.checked.persona.lexicon.subject(unit.words.lower(hit.words.end - 1)).to_owned();
        let Some(value) = date(of, unit, &(time.words.start..sentence.end)) else { continue };
        found.push(Claim {
            part,
            span: unit.words.span(hit.words.start..time.words.end),
            subject: BTreeSet::from([name]),
            name: unit.words.lower(hit.words.end - 1).to_owned(),
            value,
            words: words.to_owned(),
            when: None,
        });
    }
    found
}

/// What one perspective leaves out and another recommends.
pub(super) fn scopes(parts: &[Part]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for (_, left_out) in part.checked.perspective.units_in(Role::OutOfScope) {
            // What is left out stands before the reason.
            let end = (0..left_out.words.len())
                .find(|&at| left_out.ends_clause(at) || matches!(left_out.words.lower(at), "because" | "since" | "until"))
                .unwrap_or(left_out.words.len());
            let subject = subjects(part, left_out, 0..end);
            if subject.len() < 2 {
                continue;
            }
            for (other, of) in parts.iter().enumerate().filter(|(other, _)| *other != at) {
                let units = &of.checked.perspective.units;
                let recommends = of.checked.perspective.recommendations.iter().find(|it| {
                    let unit = &units[it.unit];
                    subject.is_subset(&subjects(of, unit, 0..unit.words.len()))
                        && !(0..unit.words.len()).any(|at| unit.negates(&(at..at + 1)))
                });
                let Some(recommends) = recommends else { continue };
                let stated = |part: usize, of: &Part, span: Span| Stated { part, span, words: cut(of.checked.text.slice(span), 80) };
                let name = cut(part.checked.text.slice(left_out.words.span(0..end)), 60);
                let statements = vec![stated(at, part, left_out.span), stated(other, of, recommends.head)];
                found.push(Difference { kind: Kind::Scope, subject: name.to_lowercase(), statements });
            }
        }
    }
    found
}

/// The subjects of the content words in `range` of `unit`.
fn subjects(part: &Part, unit: &Unit, range: std::ops::Range<usize>) -> BTreeSet<String> {
    let words = range.filter(|&at| unit.is_content(at)).map(|at| unit.words.lower(at));
    words.filter(|word| !is_function_word(word)).map(|word| part.checked.persona.lexicon.subject(word).to_owned()).collect()
}
