//! The perspectives of a feature read together, for machines.

use serde::Serialize;

use crate::persona::{Team, teams};
use crate::report::State;
use crate::text::Encoding;
use crate::workflow::together::{Kind, Part, TeamVerdict, Together};

/// What a team says of a feature.
#[derive(Serialize)]
struct Report<'a> {
    team: &'a str,
    feature: &'a str,
    personas: &'a [String],
    differences: Vec<Difference<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    kind: &'static str,
    subject: &'a str,
    statements: Vec<Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    path: &'a str,
    persona: &'a str,
    /// From 1.
    line: usize,
    words: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    group: &'a str,
    words: &'a str,
    state: &'static str,
    reason: &'a str,
}

/// One JSON object on one line.
pub fn json(team: &Team, feature: &str, parts: &[Part], together: &Together, verdicts: &[TeamVerdict]) -> String {
    let statement = |it: &'_ crate::workflow::together::Stated| {
        let part = &parts[it.part];
        let line = part.checked.text.position(it.span.start, Encoding::Utf8).line + 1;
        (part.path, part.checked.persona.name.as_str(), line)
    };
    let differences = together.differences.iter().map(|it| Difference {
        kind: kind(it.kind),
        subject: &it.subject,
        statements: it
            .statements
            .iter()
            .map(|it| {
                let (path, persona, line) = statement(it);
                Statement { path, persona, line, words: &it.words }
            })
            .collect(),
    });
    let items = verdicts.iter().filter_map(|it| {
        let item = team.items.get(it.item)?;
        Some(Item { group: &item.group, words: &item.words, state: it.state.name(), reason: &it.reason })
    });
    let report =
        Report { team: &team.id, feature, personas: &together.personas, differences: differences.collect(), items: items.collect() };
    super::steps::line(&report)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Figure => "figure",
        Kind::Date => "date",
        Kind::Scope => "scope",
    }
}

/// The same as text for people.
pub fn text(team: &Team, feature: &str, parts: &[Part], together: &Together, verdicts: &[TeamVerdict]) -> String {
    let holding = verdicts.iter().filter(|it| it.state == State::Pass).count();
    let mut text = format!("{}: {feature}\n", team.name);
    text += &format!("Personas:    {}\n", together.personas.join(", "));
    text += &format!("Checklist:   {holding}/{} pass\n", team.items.len());
    for part in parts {
        text += &format!("  {} by {}\n", part.path, part.checked.persona.name);
    }
    if !together.differences.is_empty() {
        text += "Differences:\n";
        together.differences.iter().for_each(|it| text += &format!("  {}\n", it.told(parts)));
    }
    for verdict in verdicts.iter().filter(|it| it.state != State::Pass) {
        if let Some(item) = team.items.get(verdict.item) {
            text += &format!("  {}: {}\n    {}\n", verdict.state.name(), item.words, verdict.reason);
        }
    }
    text
}

/// The ids of all teams, for a message.
pub fn known() -> String {
    teams().iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ")
}
