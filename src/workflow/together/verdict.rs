//! What a team's checklist says of the perspectives of a feature.

use super::{Part, TeamVerdict, Together};
use crate::persona::{Check, Every, Team, TeamItem};
use crate::report::{State, Verdict};

/// The verdict on each item of `team`, in its order.
pub fn verdicts(team: &Team, parts: &[Part], together: &Together) -> Vec<TeamVerdict> {
    team.items.iter().enumerate().map(|(item, asked)| verdict(item, asked, parts, together)).collect()
}

fn verdict(item: usize, asked: &TeamItem, parts: &[Part], together: &Together) -> TeamVerdict {
    if !asked.is_decided() {
        let reason = "no program can decide this item; a person has to".to_owned();
        return Verdict { item, state: State::Review, reason, evidence: Vec::new() };
    }
    let against = coverage(asked, together).or_else(|| every(asked, parts)).or_else(|| risks(asked, parts)).or_else(|| {
        let first = together.differences.first().filter(|_| asked.agree)?;
        Some(first.told(parts))
    });
    let state = if against.is_some() { State::Fail } else { State::Pass };
    let reason = against.unwrap_or_else(|| format!("{} speak, and nothing is against it", together.personas.join(", ")));
    Verdict { item, state, reason, evidence: Vec::new() }
}

/// Whose perspective is missing.
fn coverage(asked: &TeamItem, together: &Together) -> Option<String> {
    if together.personas.len() < asked.at_least {
        return Some(format!("{} of {} personas speak; add perspectives of others", together.personas.len(), asked.at_least));
    }
    let covers = asked.covers();
    let missing = covers.iter().find(|ids| !ids.iter().any(|id| together.personas.iter().any(|it| it == id)))?;
    Some(format!("no perspective of {}; add one with `perspective-ls new {} \"<request>\"`", missing.join(" or "), missing[0]))
}

/// Which perspective's own checklist says no.
fn every(asked: &TeamItem, parts: &[Part]) -> Option<String> {
    let check = match asked.every? {
        Every::Sections => Check::Sections,
        Every::Actionable => Check::Actionable,
        Every::Measurable => Check::Measurable,
        Every::Outcomes => Check::Outcomes,
        Every::NoLeak => Check::NoLeak,
    };
    let failing = |part: &&Part| {
        let items = &part.checked.persona.items;
        part.checked
            .report
            .verdicts
            .iter()
            .any(|it| it.state == State::Fail && items.get(it.item).is_some_and(|item| item.check == Some(check)))
    };
    match parts {
        [] => Some("there is no perspective".to_owned()),
        _ => parts.iter().find(failing).map(|part| format!("it does not hold in {}", part.path)),
    }
}

/// How many perspectives have yet to assess a risk.
fn risks(asked: &TeamItem, parts: &[Part]) -> Option<String> {
    let assessed = parts.iter().filter(|it| it.checked.perspective.assesses_risk()).count();
    (assessed < asked.risks).then(|| format!("{assessed} of {} perspectives assess a risk", asked.risks))
}
