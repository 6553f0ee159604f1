//! Slash commands as assistants take them: the personas' command templates and the teams', which tell the assistant to run
//! this program.

use std::fmt::Write as _;

use super::agents::{Agent, Form};
use super::init::Piece;
use super::personas::FOLDERS;
use crate::persona::{Personas, Team, teams};

/// A team's command, with what is filled in in braces.
const TEAM: &str = include_str!("../../templates/kit/team-command.md");

/// The texts of a new persona, with its id and its name in braces.
const NEW: [(&str, &str); 3] = [
    ("command.md", include_str!("../../templates/kit/new-persona/command.md")),
    ("perspective.md", include_str!("../../templates/kit/new-persona/perspective.md")),
    ("vocabulary.toml", include_str!("../../templates/kit/new-persona/vocabulary.toml")),
];

/// The texts of a new persona `id` called `name`, below a repository's root; `None` for an id that cannot be a command's.
pub fn persona(id: &str, name: &str) -> Option<Vec<Piece>> {
    let plain = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
    let piece = |(file, text): (&str, &str)| Piece {
        path: format!("{FOLDERS}/{id}/{file}"),
        text: text.replace("{ID}", id).replace("{NAME}", name),
        program: false,
    };
    (plain && !name.trim().is_empty()).then(|| NEW.map(piece).into())
}

/// The slash commands of `agent`: one for each persona built in, one for each team.
pub fn commands(agent: &Agent) -> Vec<Piece> {
    let personas = Personas::built_in();
    let of_personas = personas.ids().filter_map(|id| Some((id.to_owned(), installed(id, personas.command(id)?, agent.form))));
    let of_teams = teams().iter().map(|team| (team.id.clone(), written(&of_team(team), agent.form)));
    let piece = |(id, text): (String, String)| Piece {
        path: format!("{}/personakit.{id}{}", agent.folder, agent.form.extension()),
        text,
        program: false,
    };
    of_personas.chain(of_teams).map(piece).collect()
}

/// The command template `command` of the persona `id` as it is installed.
pub(super) fn installed(id: &str, command: &str, form: Form) -> String {
    let run = format!("perspective-ls new {id} --json \"$ARGUMENTS\"");
    let text = without_scripts(command).replace("{SCRIPT}", &run).replace("{ARGS}", "$ARGUMENTS");
    written(&text.replace("`templates/", "`.personakit/templates/"), form)
}

/// `command` without the scripts of its front matter, which only an installer needs.
fn without_scripts(command: &str) -> String {
    let mut inside = false;
    let kept = |line: &&str| {
        inside = line.starts_with("scripts:") || (inside && line.starts_with([' ', '\t']));
        !inside
    };
    let head = command.find("\n---").unwrap_or(0);
    command[..head].split_inclusive('\n').filter(kept).collect::<String>() + &command[head..]
}

/// The command of `team`.
fn of_team(team: &Team) -> String {
    let mut checklist = String::new();
    for group in team.items.chunk_by(|one, other| one.group == other.group) {
        let _ = writeln!(checklist, "## {}\n", group[0].group);
        group.iter().for_each(|item| checklist += &format!("- [ ] {}\n", item.words));
        checklist.push('\n');
    }
    let fields = [
        ("{ID}", team.id.as_str()),
        ("{NAME}", &team.name),
        ("{DESCRIPTION}", &team.description),
        ("{FILE}", &team.file),
        ("{TITLE}", &team.title),
        ("{CHECKLIST}\n", &checklist),
    ];
    fields.iter().fold(TEAM.to_owned(), |text, (field, value)| text.replace(field, value))
}

/// `text` in `form`.
fn written(text: &str, form: Form) -> String {
    if form != Form::Toml {
        return text.to_owned();
    }
    let description = text.lines().find_map(|line| line.strip_prefix("description:")).unwrap_or_default();
    let fields = [("description", description.trim().to_owned()), ("prompt", text.replace("$ARGUMENTS", "{{args}}"))];
    fields.into_iter().map(|(key, value)| (key.to_owned(), toml::Value::String(value))).collect::<toml::Table>().to_string()
}
