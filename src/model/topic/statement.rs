//! Topics of statements: an action or a fact on each subtopic, in five content words or more.

use super::{Ground, SUBSTANCE, Statement, TopicReading, of_passage, of_piece};
use crate::language::{Class, TimeKind, class};
use crate::model::piece::{Classes, Passage, Piece};
use crate::persona::{Role, Strength};

pub(super) fn read(ground: &Ground) -> TopicReading {
    let own = [ground.topic.name.clone()];
    let needs = if ground.topic.needs.is_empty() { &own[..] } else { &ground.topic.needs[..] };
    let mut reading = TopicReading::default();
    for need in needs {
        let subject = need.replace('-', " ");
        match best(ground, need, &subject) {
            None => reading.missing.push(subject),
            Some(statement) => reading.evidence.push(statement),
        }
    }
    if !reading.missing.is_empty() {
        reading.evidence.clear();
        reading.nearest = ground.nearest();
        reading.others = ground.others();
    }
    reading
}

/// What says most on `need`, in words `subject`; of equals, the first.
fn best(ground: &Ground, need: &str, subject: &str) -> Option<Statement> {
    let words = Words::of(ground, need);
    let mut best: Option<(u8, Statement)> = None;
    let beats = |weight: u8, best: &Option<(u8, Statement)>| best.as_ref().is_none_or(|(most, _)| weight > *most);
    // Elsewhere than in the topic's own section, only its own words are evidence.
    let speaks = |it: &&Passage| ground.owns(it) || words.topic.is_some_and(|class| it.reach().has(class));
    for passage in ground.passages.iter().filter(speaks) {
        if let Some(excuse) = words.excuse(ground, passage, subject).filter(|(weight, _)| beats(*weight, &best)) {
            best = Some(excuse);
        }
        let heading = passage.context.join(passage.label);
        for piece in passage.statements() {
            if let Some(weight) = words.weigh(ground, passage, piece, heading).filter(|it| beats(*it, &best)) {
                let whole = passage.is_row() || piece.content < SUBSTANCE;
                let reason = format!("a statement on {subject}");
                best = Some((weight, if whole { of_passage(passage, reason) } else { of_piece(passage, piece, reason) }));
            }
        }
    }
    best.or_else(|| words.list(ground, subject)).map(|(_, statement)| statement)
}

/// The classes of a subtopic.
struct Words {
    topic: Option<Class>,
    /// What is evidence by itself in the topic's own section.
    near: Option<Class>,
    hint: Option<Class>,
    when: Option<Class>,
    /// A beginning, which beside a deed is evidence by itself in the topic's own section.
    start: Option<Class>,
}

impl Words {
    fn of(ground: &Ground, need: &str) -> Self {
        let class = |kind: &str| ground.source.persona.lexicon.class(&format!("{kind}:{need}"));
        Words { topic: class("topic"), near: class("near"), hint: class("hint"), when: class("when"), start: class("start") }
    }

    /// "Onboarding is not applicable because ...".
    fn excuse(&self, ground: &Ground, passage: &Passage, subject: &str) -> Option<(u8, Statement)> {
        let named = passage.pieces.iter().fold(passage.context, |all, it| all.join(it.named));
        // One that names no subtopic before its reason excuses them all.
        let all = passage.unit.of(class::NOT_APPLICABLE).any(|it| it.words.start == 0);
        (ground.owns(passage) && passage.excused() && (all || self.topic.is_some_and(|it| named.has(it))))
            .then(|| (3, of_passage(passage, format!("says why {subject} does not apply"))))
    }

    /// A list in the topic's own section of which each entry is short: labels that speak of the topic make it one
    /// statement ("Must have: login. Should have: photos").
    fn list(&self, ground: &Ground, subject: &str) -> Option<(u8, Statement)> {
        if ground.topic.strength.unwrap_or(Strength::Addressed) > Strength::Addressed {
            return None;
        }
        let says = |it: &Passage| !it.open() && it.pieces.iter().any(|piece| !piece.question && !piece.denied);
        let labelled = |it: &Passage| self.topic.is_some_and(|topic| it.context.join(it.label).has(topic));
        let entries: Vec<&Passage> = ground.own_passages().filter(|it| says(it) && labelled(it)).collect();
        let content: usize = entries.iter().map(|it| it.content()).sum();
        let [first, _, ..] = entries[..] else { return None };
        (content >= SUBSTANCE).then(|| (3, of_passage(first, format!("a list on {subject}"))))
    }

    /// How much `piece` says on the subtopic; `None` for nothing.
    fn weigh(&self, ground: &Ground, passage: &Passage, piece: &Piece, heading: Classes) -> Option<u8> {
        let own = ground.owns(passage);
        let role = ground.role(passage);
        let content = if passage.is_row() { passage.content() } else { piece.content };
        if piece.question
            || piece.denied
            || passage.open()
            || praises(passage, piece)
            || content < SUBSTANCE - 1
            || !own && content < SUBSTANCE
        {
            return None;
        }
        let has = |class: Option<Class>| class.is_some_and(|it| piece.asserted.has(it));
        let strong =
            has(self.topic) || own && has(self.near) || self.topic.is_some_and(|it| heading.has(it) && !passage.unit.label.is_empty());
        // In its own section what stands over it says what it is on: a heading, a label, the columns of a table.
        let over = passage.columns.iter().fold(heading, |all, it| all.join(*it));
        let under = [self.topic, self.near].iter().flatten().any(|it| over.has(*it));
        // Elsewhere, a fall in use is a signal and no statement on use.
        let signal = !own && piece.conditional && piece.asserted.has(class::TROUBLE);
        // A mention elsewhere is no statement on the topic; a target is neither a plan nor an estimate.
        let strength = ground.topic.strength.unwrap_or(Strength::Addressed);
        let target = strength >= Strength::Detailed && matches!(role, Role::Metrics | Role::Outcomes);
        let told = !target && tells(if own { strength } else { strength.max(Strength::Addressed) }, passage, piece);
        if !signal && (strong || own && under) && told {
            return Some(if own { 4 } else { 2 });
        }
        if !own || matches!(role, Role::Risks | Role::Metrics) {
            return None;
        }
        let (hint, when) = (has(self.hint), has(self.when));
        let deed = piece.asserted.any(&[class::RESPONSE, class::CONTACT, class::DEED, class::DELIVERABLE]);
        let begun = (deed || piece.amount && piece.content >= 2 * SUBSTANCE)
            && self.start.is_some_and(|it| piece.asserted.has(it) || opens(passage, piece))
            && !trouble(piece);
        // Under a label that says when, as "Getting going", plain statements count.
        let begins = || self.start.is_some() && passage.label_words().any(|at| begins(passage.unit.words.lower(at)));
        let labelled = (self.when.is_some_and(|it| heading.has(it)) || begins()) && content >= SUBSTANCE && !trouble(piece);
        let hinted = hint && (when || piece.share) || when && (piece.share || piece.amount || piece.conditional) && !trouble(piece);
        let weight = if begun || labelled {
            2
        } else if hint && when {
            3
        } else {
            1
        };
        (told && (begun || labelled || hinted)).then_some(weight)
    }
}

/// Whether `piece` only praises: words that add nothing, and no time, amount or occasion, nor anybody who does anything
/// ("Robust controls ensure that data is protected at all times").
fn praises(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let places = |classes: &[Class]| {
        let hits = unit.hits.iter().filter(|it| classes.contains(&it.class) && piece.words.contains(&it.words.start));
        let mut places: Vec<usize> = hits.map(|it| it.words.start).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let deeds = places(&[class::RESPONSE, class::CONTACT, class::DEED]);
    let by = |at: usize| (1..3).any(|back| unit.words.lower(at.wrapping_sub(back)) == "by");
    let done = |actor: &usize| deeds.iter().any(|deed| actor < deed) || by(*actor);
    let told = piece.amount || piece.timed || piece.recurring || piece.conditional;
    let empty = [class::FILLER, class::HOLLOW, class::SLOGAN];
    !told
        && !places(&empty).is_empty()
        && places(&[&empty[..], &[class::ABSTRACT]].concat()).len() > 1
        && !places(&[class::ACTOR, class::PERSON, class::RESPONDER]).iter().any(done)
}

/// Whether `piece` of `passage` says as much as `strength` wants. The signs may stand anywhere in the block.
fn tells(strength: Strength, passage: &Passage, piece: &Piece) -> bool {
    let pieces = || passage.pieces.iter().filter(|it| !it.question && !it.denied);
    let sign = |has: fn(&Piece) -> bool| usize::from(pieces().any(has));
    let told = sign(|it| it.amount) + sign(|it| it.timed || it.recurring) + sign(|it| it.conditional) + sign(has_person);
    let deed = pieces().any(|it| it.asserted.any(&[class::RESPONSE, class::CONTACT, class::DEED]));
    match strength {
        Strength::Noted | Strength::Considered => true,
        Strength::Addressed => fact(piece),
        Strength::Identified => told > 0 || deed,
        Strength::Included => told > 1 || told > 0 && deed,
        Strength::Detailed => told > 1 && deed,
        Strength::Estimated => pieces().any(|it| it.amount),
    }
}

/// Whether `piece` names somebody.
fn has_person(piece: &Piece) -> bool {
    piece.asserted.any(&[class::BENEFICIARY, class::ACTOR, class::PERSON, class::RESPONDER])
}

/// Whether `piece` tells an action or a fact: somebody, something done, a time or an amount.
fn fact(piece: &Piece) -> bool {
    piece.amount
        || piece.timed
        || piece.recurring
        || piece.conditional
        || has_person(piece)
        || piece.asserted.any(&[class::RESPONSE, class::CONTACT])
        || piece.content >= 2 * SUBSTANCE
}

/// Whether `piece` tells what goes wrong, and no event on which something follows.
fn trouble(piece: &Piece) -> bool {
    piece.asserted.has(class::TROUBLE) && !piece.conditional
}

/// Whether `piece` speaks of the first day, week or occasion, or of what is before a start: "on the first shooting day",
/// "before their licence starts".
fn opens(passage: &Passage, piece: &Piece) -> bool {
    let unit = passage.unit;
    let begun = |at: usize| begins(unit.words.lower(at));
    let before = |at: usize| unit.words.lower(at) == "before" && (at + 2..(at + 5).min(piece.words.end)).any(begun);
    // "So we start on the brewery floor".
    let we = |at: usize| matches!(unit.words.lower(at), "we" | "they" | "everyone" | "everybody") && begun(at + 1);
    piece.words.clone().any(before)
        || piece.amount && piece.words.clone().any(we)
        || unit
            .times
            .iter()
            .any(|it| it.kind == TimeKind::Relative && piece.words.contains(&it.words.start) && unit.words.lower(it.words.start) == "first")
}

/// Whether `word` tells of a beginning.
fn begins(word: &str) -> bool {
    const BEGINNINGS: &[&str] = &["start", "begin", "beginn", "open", "launch"];
    let stem = ["ings", "ing", "es", "s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    BEGINNINGS.contains(&stem)
}
