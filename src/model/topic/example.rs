//! Topics of examples: code in guidance, and what recommendations have to bring along.

use super::{Ground, KEPT, Statement, TopicReading};
use crate::model::Recommendation;
use crate::syntax::BlockKind;

/// Blocks of code in guidance. A fence of prose may be an example all the same: pseudo-code, a query in words.
pub(super) fn code(ground: &Ground) -> TopicReading {
    let blocks = ground.source.syntax.blocks.iter().filter(|it| it.kind == BlockKind::Code);
    let found = blocks.filter(|it| ground.perspective.role_at(it.span.start).is_guidance());
    ground.reading(found.map(|it| (1, statement(it.span, "an example in code"))).collect(), "an example in code")
}

/// What the recommendations have to bring along: half of them or more the topic, or where it has parts, one each of them.
pub(super) fn recommended(ground: &Ground) -> TopicReading {
    if !ground.topic.needs.is_empty() {
        return spread(ground);
    }
    let all = &ground.perspective.recommendations;
    let (found, others): (Vec<&Recommendation>, Vec<_>) = all.iter().partition(|it| speaks(ground, it, &ground.topic.name));
    let missing = ground.topic.name.replace('-', " ");
    if found.len() * 2 < all.len() || found.is_empty() {
        return TopicReading { nearest: others.first().map(|it| it.head), missing: vec![missing], ..TopicReading::default() };
    }
    let reason = format!("names {missing}");
    TopicReading { evidence: found.into_iter().take(KEPT).map(|it| statement(it.head, &reason)).collect(), ..TopicReading::default() }
}

/// For each part of the topic the first recommendation on it.
fn spread(ground: &Ground) -> TopicReading {
    let mut reading = TopicReading::default();
    for need in &ground.topic.needs {
        let subject = need.replace('-', " ");
        match ground.perspective.recommendations.iter().find(|it| speaks(ground, it, need)) {
            Some(found) => reading.evidence.push(statement(found.head, &format!("a recommendation on {subject}"))),
            None => reading.missing.push(subject),
        }
    }
    if !reading.missing.is_empty() {
        reading.evidence.clear();
        reading.nearest = ground.perspective.recommendations.first().map(|it| it.head);
    }
    reading
}

/// Whether `recommendation`, or what stands over it, speaks of `topic`.
fn speaks(ground: &Ground, recommendation: &Recommendation, topic: &str) -> bool {
    let class = ground.source.persona.lexicon.class(&format!("topic:{topic}"));
    let unit = &ground.perspective.units[recommendation.unit];
    class.is_some_and(|class| unit.hits.iter().chain(unit.context_hits.iter()).any(|hit| hit.class == class))
}

fn statement(span: crate::text::Span, reason: &str) -> Statement {
    Statement { span, reason: reason.to_owned() }
}
