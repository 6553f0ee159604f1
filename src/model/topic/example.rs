//! Topics of examples: code in guidance, and what recommendations have to bring along.

use super::{Ground, KEPT, Statement, TopicReading};
use crate::model::{Leak, Recommendation};
use crate::syntax::BlockKind;

/// Blocks of code in guidance.
pub(super) fn code(ground: &Ground) -> TopicReading {
    let of_code = |leak: &&Leak| leak.is_code() && leak.guidance;
    let found = ground.perspective.leaks.iter().filter(of_code).map(|leak| statement(leak.span, "an example in code"));
    // A fence of prose is no code by its signs, but it may be an example all the same: pseudo-code, a query in words.
    let blocks = ground.source.syntax.blocks.iter().filter(|it| it.kind == BlockKind::Code);
    let fenced = blocks.filter(|it| ground.perspective.role_at(it.span.start).is_guidance()).map(|it| statement(it.span, "an example"));
    let evidence: Vec<Statement> = found.chain(fenced).take(KEPT).collect();
    ground.reading(evidence.into_iter().map(|it| (1, it)).collect(), "an example in code")
}

/// Half of the recommendations or more, if they speak of the topic.
pub(super) fn recommended(ground: &Ground) -> TopicReading {
    let class = ground.source.persona.lexicon.class(&format!("topic:{}", ground.topic.name));
    let all = &ground.perspective.recommendations;
    let speaks = |it: &&Recommendation| {
        let unit = &ground.perspective.units[it.unit];
        unit.hits.iter().chain(unit.context_hits.iter()).any(|hit| Some(hit.class) == class)
    };
    let found: Vec<&Recommendation> = all.iter().filter(speaks).collect();
    let missing = ground.topic.name.replace('-', " ");
    if found.len() * 2 < all.len() || found.is_empty() {
        let nearest = all.iter().find(|it| !speaks(it)).map(|it| it.head);
        return TopicReading { nearest, missing: vec![missing], ..TopicReading::default() };
    }
    let reason = format!("names {missing}");
    TopicReading { evidence: found.into_iter().take(KEPT).map(|it| statement(it.head, &reason)).collect(), ..TopicReading::default() }
}

fn statement(span: crate::text::Span, reason: &str) -> Statement {
    Statement { span, reason: reason.to_owned() }
}
