//! Rows of a table of metrics: the column that holds the target decides.

use super::block::metric;
use super::judge::{self, Reading};
use super::scope::Scope;
use super::{Metric, MetricLabel, Shortfall};
use crate::language::{Class, TimeKind, Words, class};
use crate::model::{Cell, Source, Unit};
use crate::text::Span;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Target,
    Baseline,
    /// The row's number.
    Identifier,
    /// A source, an owner, a time frame: welcome, and decides nothing.
    Other,
    /// The measure's name, or anything else.
    Plain,
}

/// The metric in the row `unit`.
pub(super) fn read(source: Source, index: usize, unit: &Unit) -> Option<Metric> {
    let columns: Vec<Column> = columns(source, unit);
    let whole = scope(source, unit, unit.cells.iter(), unit.span);
    let name = unit.cells.iter().zip(&columns).find(|(_, column)| **column == Column::Plain).map(|(cell, _)| cell.words.clone());
    if whole.content() == 0 {
        return None;
    }
    let target = unit.cells.iter().zip(&columns).find(|(_, column)| **column == Column::Target).map(|(cell, _)| cell);
    let reading = match target {
        Some(cell) => in_target(source, unit, &columns, cell),
        None => without_target(source, unit, &columns),
    };
    Some(metric(&whole, index, name.unwrap_or_else(|| whole.parts.first().cloned().unwrap_or(0..0)), reading))
}

/// A scope of some cells.
fn scope<'a>(source: Source<'a>, unit: &'a Unit, cells: impl Iterator<Item = &'a Cell>, span: Span) -> Scope<'a> {
    Scope { source, unit, parts: cells.map(|it| it.words.clone()).collect(), span }
}

/// What each column holds, by the words of its heading. The first column of words is the name, whatever it is called.
fn columns(source: Source, unit: &Unit) -> Vec<Column> {
    let lexicon = &source.persona.lexicon;
    let mut columns: Vec<Column> = unit
        .cells
        .iter()
        .map(|cell| {
            let words = Words::new(&cell.column, Span::new(0, cell.column.len()));
            let hits = lexicon.scan(&words);
            // In "Target (by June)" or "Baseline 2024" the first words tell.
            let first = |class: Class| hits.iter().filter(|it| it.class == class).map(|it| it.words.start).min();
            let kinds = [
                (first(class::TARGET_ASPECT), Column::Target),
                (first(class::BASELINE_ASPECT), Column::Baseline),
                (first(class::OTHER_ASPECT), Column::Other),
            ];
            let numbered = matches!(words.lower(0), "#" | "id" | "no" | "nr" | "ref" | "rank" | "row") && words.len() <= 2;
            let bare = words.is_empty() && cell.words.len() == 1;
            if numbered || bare {
                return Column::Identifier;
            }
            let named = hits.iter().any(|it| matches!(it.class, class::METRIC_WORD | class::MEASURE)) && kinds[0].0.is_none();
            match kinds.into_iter().filter_map(|(at, kind)| at.map(|at| (at, kind))).min_by_key(|(at, _)| *at) {
                Some((_, kind)) if !named => kind,
                _ => Column::Plain,
            }
        })
        .collect();
    // "2025 | 2026": of periods, the last is to come.
    let periods: Vec<usize> = (0..columns.len()).filter(|&at| is_period(&unit.cells[at].column)).collect();
    if let [earlier @ .., last] = &periods[..]
        && !earlier.is_empty()
        && !columns.contains(&Column::Target)
    {
        earlier.iter().for_each(|at| columns[*at] = Column::Baseline);
        columns[*last] = Column::Target;
    }
    // "Goal | Target": the first is the name. So is the first of all, if nothing else is.
    let targets: Vec<usize> = (0..columns.len()).filter(|&at| columns[at] == Column::Target).collect();
    if let [first, .., _] = targets[..]
        && columns[..first].iter().all(|it| *it == Column::Identifier)
    {
        columns[first] = Column::Plain;
    }
    if !columns.contains(&Column::Plain)
        && let Some(first) = columns.iter().position(|it| !matches!(it, Column::Baseline | Column::Identifier))
        && columns.iter().filter(|it| **it == Column::Target).count() != 1
    {
        columns[first] = Column::Plain;
    }
    columns
}

/// Whether a column's heading only names a period: `2026`, `Q4`, `H2 2026`, `FY26`.
fn is_period(heading: &str) -> bool {
    let period = |word: &str| {
        let digits = word.trim_start_matches(['q', 'h', 'f', 'y']);
        !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) && (digits.len() == 4 || digits.len() < word.len())
    };
    let mut words = heading.split_whitespace().peekable();
    words.peek().is_some() && words.all(period)
}

/// The row by the cell of its target.
fn in_target(source: Source, unit: &Unit, columns: &[Column], cell: &Cell) -> Reading {
    let scope_of = |wanted: &[Column]| {
        let cells = unit.cells.iter().zip(columns).filter(|(_, it)| wanted.contains(it)).map(|(it, _)| it);
        scope(source, unit, cells, unit.span)
    };
    let target = Scope { source, unit, parts: vec![cell.words.clone()], span: cell.span };
    let reading = judge::read(&target);
    let letter = cell.words.len() == 1 && matches!(target.lower(cell.words.start), "x" | "y" | "z" | "n" | "xx" | "xxx" | "nn");
    if letter || is_empty(&target, reading) {
        let span = if cell.span.is_empty() { unit.span } else { cell.span };
        return Reading { label: MetricLabel::Unresolved, confidence: 95, amount: Some(span), shortfall: None };
    }
    if reading.label != MetricLabel::Unmeasurable {
        return reading;
    }
    // Without an amount in its cell, the target is what the name says, or an instrument with its cadence.
    let rest = scope_of(&[Column::Plain, Column::Target, Column::Other]);
    let together = judge::read(&rest);
    let vague = matches!(reading.shortfall, Some(Shortfall::Direction | Shortfall::Adjective));
    let dated = target.times().any(|it| it.kind != TimeKind::Trigger);
    let plain_yes = target.content() <= 2
        && target.tokens().any(|at| matches!(target.lower(at), "yes" | "done" | "live" | "signed" | "complete" | "completed" | "launched"));
    match together.label {
        MetricLabel::Qualitative if !vague => together,
        MetricLabel::Measurable if !vague && (dated || plain_yes) => together,
        _ if plain_yes && scope_of(&[Column::Plain]).parts.iter().any(|part| rest.happens(part.clone())) => {
            Reading { label: MetricLabel::Measurable, confidence: 75, amount: Some(cell.span), shortfall: None }
        }
        _ => Reading { amount: Some(cell.span), ..reading },
    }
}

/// Whether a target's cell holds nothing: no word, a dash, `n/a`, `?`.
fn is_empty(target: &Scope, reading: Reading) -> bool {
    let blank = target.tokens().all(|at| matches!(target.lower(at), "-" | "." | "…" | "?" | "n" | "/" | "a" | "none" | "na"))
        && reading.label != MetricLabel::Measurable;
    blank && target.brackets().next().is_none()
}

/// A row of a table that has no column for targets: everything counts but what tells of today, sources and the like.
fn without_target(source: Source, unit: &Unit, columns: &[Column]) -> Reading {
    let plain = unit.cells.iter().zip(columns).filter(|(_, it)| **it == Column::Plain).map(|(it, _)| it);
    let reading = judge::read(&scope(source, unit, plain, unit.span));
    let other = unit.cells.iter().zip(columns).filter(|(_, it)| matches!(it, Column::Plain | Column::Other)).map(|(it, _)| it);
    let wide = judge::read(&scope(source, unit, other, unit.span));
    let has_baseline = columns.contains(&Column::Baseline);
    match (reading.label, wide.label) {
        (MetricLabel::Unmeasurable, MetricLabel::Qualitative) => wide,
        // A date of its own column makes an event of the name.
        (MetricLabel::Unmeasurable, MetricLabel::Measurable) if !has_baseline => wide,
        (MetricLabel::Unmeasurable, _) if has_baseline => Reading { shortfall: Some(Shortfall::Observed), ..reading },
        _ => reading,
    }
}
