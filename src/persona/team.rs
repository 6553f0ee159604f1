//! Teams: the kit's commands that look at a feature through several personas, as data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A command that looks through several personas at once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its id: the name of its command, `company-team`.
    pub id: String,
    /// Its name: `Collaborative Company Team`.
    pub name: String,
    /// One line.
    pub description: String,
    /// Base name of its checklist: `collaborative-perspective`.
    pub file: String,
    /// Title of its checklist, without the feature.
    pub title: String,
    /// The checklist, flat, in order.
    pub items: Vec<TeamItem>,
}

/// An item of a team's checklist, and what it asks of the perspectives of a feature together. One that asks nothing is
/// left to people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamItem {
    /// Title of its group.
    pub group: String,
    /// Its words.
    pub words: String,
    /// Personas, or groups of them (`architect|developer`, `business`), of each of which a perspective is wanted.
    #[serde(default)]
    covers: Vec<String>,
    /// How many personas have to speak.
    #[serde(default)]
    pub at_least: usize,
    /// What each perspective's own checklist has to say yes to.
    #[serde(default)]
    pub every: Option<Every>,
    /// How many perspectives have to assess a risk.
    #[serde(default)]
    pub risks: usize,
    /// Whether no two perspectives may state different things.
    #[serde(default)]
    pub agree: bool,
}

/// An item that all personas' checklists have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// All mandatory sections completed.
    Sections,
    /// All recommendations are actionable.
    Actionable,
    /// Success metrics are measurable.
    Measurable,
    /// The outcomes are met.
    Outcomes,
    /// Nothing leaks into guidance.
    NoLeak,
}

/// The form of `teams.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    domain: BTreeMap<String, Vec<String>>,
    team: Vec<Team>,
}

// The file is embedded, so a mistake in it is found by the tests and never by a user.
static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../../templates/teams.toml")).expect("teams.toml is well-formed"));

/// All teams, in the kit's order.
pub fn teams() -> &'static [Team] {
    &FILE.team
}

/// The team called `id`.
pub fn team(id: &str) -> Option<&'static Team> {
    teams().iter().find(|it| it.id == id)
}

impl TeamItem {
    /// Ids of personas, a list for each perspective that is wanted: one of the list suffices.
    pub fn covers(&self) -> Vec<Vec<&str>> {
        let ids = |name: &'_ str| FILE.domain.get(name).map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>());
        self.covers.iter().map(|it| it.split('|').flat_map(|name| ids(name).unwrap_or_else(|| vec![name])).collect()).collect()
    }

    /// Whether a program can decide it.
    pub fn is_decided(&self) -> bool {
        !self.covers.is_empty() || self.at_least > 0 || self.every.is_some() || self.risks > 0 || self.agree
    }
}
