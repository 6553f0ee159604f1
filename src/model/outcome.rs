//! Outcomes: the results that the customer should reach, and what serves each (GUIDELINE, PR3 and ruling 4).
//!
//! A recommendation or a metric serves an outcome when the two share a subject: a word that tells outcomes apart, in any
//! of its forms, or a synonym. What stands over a list speaks for its entries (ruling 13).

use std::ops::Range;

use super::{Perspective, Source, Unit, UnitKind, is_function_word};
use crate::language::{Hit, Kind, Words, class};
use crate::persona::Role;
use crate::text::Span;

/// An outcome stated in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The block, or the sentence of a paragraph.
    pub span: Span,
    /// The recommendation that serves it: its block.
    pub recommendation: Option<Span>,
    /// The metric that serves it: its block.
    pub metric: Option<Span>,
}

/// The subjects of a block: what it is about, each once.
type Subjects<'a> = Vec<&'a str>;

pub(super) fn read(source: Source, perspective: &Perspective) -> Vec<Outcome> {
    let reader = Reader { source, perspective };
    let recommendations = reader.blocks(Role::Recommendations);
    let metrics = reader.blocks(Role::Metrics);
    let mut outcomes = Vec::new();
    for (_, unit) in perspective.units_in(Role::Outcomes) {
        for words in stated(source, unit) {
            let subjects = reader.subjects(&unit.words, &unit.hits, words.clone());
            let serves = |blocks: &[(Span, Subjects)]| serving(&subjects, blocks);
            let span = if unit.kind == UnitKind::Paragraph { unit.words.span(words) } else { unit.span };
            outcomes.push(Outcome { span, recommendation: serves(&recommendations), metric: serves(&metrics) });
        }
    }
    outcomes
}

/// The token ranges of `unit` that each state an outcome: the whole of a bullet or a row, each sentence of a paragraph.
fn stated(source: Source, unit: &Unit) -> Vec<Range<usize>> {
    let whole = 0..unit.words.len();
    let content = unit.content_words(whole.clone());
    if content < 2 || unit.words.lower(whole.end - 1) == ":" || unit.has(class::PENDING) && content < 8 {
        return Vec::new();
    }
    if unit.kind != UnitKind::Paragraph {
        return vec![whole];
    }
    if !unit.label.is_empty() || excused(unit) {
        return if excused(unit) { Vec::new() } else { vec![whole] };
    }
    let _ = source;
    unit.sentences
        .iter()
        .filter(|it| unit.content_words((*it).clone()) >= 3 && !matches!(unit.words.lower(it.end - 1), "?" | ":"))
        .cloned()
        .collect()
}

fn excused(unit: &Unit) -> bool {
    unit.of(class::NOT_APPLICABLE).any(|it| it.words.start == 0)
}

/// The block that shares a subject with `subjects`; the one that shares most. One without a subject is served by any.
fn serving(subjects: &Subjects, blocks: &[(Span, Subjects)]) -> Option<Span> {
    let shared = |block: &Subjects| subjects.iter().filter(|it| block.contains(it)).count();
    let best = blocks.iter().rev().max_by_key(|(_, block)| shared(block))?;
    (subjects.is_empty() || shared(&best.1) > 0).then_some(best.0)
}

struct Reader<'a> {
    source: Source<'a>,
    perspective: &'a Perspective,
}

impl<'a> Reader<'a> {
    /// The blocks in sections of `role` with their subjects, what stands over them included.
    fn blocks(&self, role: Role) -> Vec<(Span, Subjects<'a>)> {
        let perspective: &'a Perspective = self.perspective;
        perspective
            .units_in(role)
            .map(|(_, unit)| {
                let mut subjects = self.subjects(&unit.words, &unit.hits, 0..unit.words.len());
                subjects.extend(self.subjects(&unit.context, &unit.context_hits, 0..unit.context.len()));
                (unit.span, subjects)
            })
            .collect()
    }

    fn subjects(&self, words: &'a Words, hits: &[Hit], within: Range<usize>) -> Subjects<'a> {
        let dull = |at: usize| hits.iter().any(|hit| hit.class == class::COLORLESS && hit.words.contains(&at));
        let telling = |at: usize| words.get(at).is_some_and(|it| it.kind == Kind::Word && it.span.len() > 2) && !is_function_word(words.lower(at)) && !dull(at);
        let mut subjects: Subjects<'a> = within.filter(|&at| telling(at)).map(|at| self.source.persona.lexicon.subject(words.lower(at))).collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }
}
