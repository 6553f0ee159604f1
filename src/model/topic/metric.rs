//! Topics of metrics: a metric of Success Metrics that measures the topic, or says how it is measured.

use super::{Ground, KEPT, Statement, TopicReading};

pub(super) fn read(ground: &Ground) -> TopicReading {
    let own = [ground.topic.name.clone()];
    let needs = if ground.topic.needs.is_empty() { &own[..] } else { &ground.topic.needs[..] };
    let mut reading = TopicReading::default();
    for need in needs {
        let found: Vec<Statement> = measured(ground, need).take(KEPT).collect();
        match found.is_empty() {
            true => reading.missing.push(need.clone()),
            false => reading.evidence.extend(found),
        }
    }
    if !reading.missing.is_empty() {
        reading.evidence.clear();
    }
    reading
}

/// The metrics that speak of `need`, or stand under a heading or a column that does.
fn measured<'a>(ground: &'a Ground, need: &str) -> impl Iterator<Item = Statement> + 'a {
    let class = ground.source.persona.lexicon.class(&format!("topic:{need}"));
    let reason = format!("measures {}", need.replace('-', " "));
    let speaks = move |unit: &crate::model::Unit| {
        let hits = || unit.hits.iter().chain(unit.context_hits.iter());
        class.is_some_and(|class| hits().any(|hit| hit.class == class))
    };
    let metrics = ground.perspective.metrics.iter().filter(move |it| speaks(&ground.perspective.units[it.unit]));
    metrics.map(move |it| Statement { span: it.head, reason: reason.clone() })
}
