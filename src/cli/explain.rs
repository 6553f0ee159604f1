//! `explain`, `rules`, `personas`, `config`: what there is and what it means.

use std::fmt::Write as _;
use std::path::Path;

use super::{Style, TROUBLE, complain, print, styled, warn};
use crate::config::{Config, KEYS};
use crate::disk::Settings;
use crate::project::{Problem, Project};
use crate::report::Severity;
use crate::rules::{self, RULES};

/// Prints the page of the rule `code`.
pub(super) fn page(code: &str) -> u8 {
    let Some(rule) = rules::rule(code) else {
        let near = rules::nearest(code).map_or("", |rule| rule.name);
        complain(&format!("there is no rule \"{code}\": did you mean \"{near}\"? `perspective-ls rules` lists all"));
        return TROUBLE;
    };
    let mut out = String::new();
    for line in rule.page.lines() {
        // Headings are bold and the fences of examples faint; the rest is read as it is written.
        let line = match line {
            _ if line.starts_with("# ") => styled(Style::STRONG, line.trim_start_matches("# ")),
            _ if line.starts_with("`````") => {
                styled(Style::FAINT, format!("--- {}", line.trim_matches('`').trim_start_matches("markdown ")).trim_end())
            }
            _ => line.to_owned(),
        };
        out += line.trim_end();
        out.push('\n');
    }
    let _ = writeln!(out, "\nseverity: {}", rule.severity.name());
    print(&out);
    0
}

/// Lists the rules in the manual's order.
pub(super) fn rules() -> u8 {
    let width = RULES.iter().map(|it| it.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for rule in RULES {
        let _ = writeln!(out, "{:<width$}  {:<11}  {}", rule.name, rule.severity.name(), rule.summary);
    }
    print(&out);
    0
}

/// Lists the personas.
pub(super) fn personas() -> u8 {
    let mut out = String::new();
    let project = Project::default();
    let roster = project.roster(Path::new("any"));
    for persona in roster.personas.all() {
        let decided = persona.items.iter().filter(|it| it.check.is_some()).count();
        let _ = writeln!(out, "{}", styled(Style::STRONG, &persona.id));
        let _ = writeln!(out, "  {}", persona.name);
        if let Some((_, file)) = roster.own.iter().find(|(id, _)| *id == persona.id) {
            let _ = writeln!(out, "  {}", styled(Style::FAINT, &format!("from {}", file.display())));
        }
        let _ = writeln!(
            out,
            "  {} items, {decided} decided by rules; {} sections",
            persona.items.len(),
            persona.sections.iter().filter(|it| it.mandatory).count()
        );
        let _ = writeln!(out, "  at most {} questions, by {}", persona.limit, persona.chain.join(" > "));
    }
    print(&out);
    trouble(&roster.problems)
}

/// Says what is wrong with templates; the exit status.
fn trouble(problems: &[Problem]) -> u8 {
    for problem in problems {
        let say = if problem.severity == Severity::Error { complain } else { warn };
        say(&problem.to_string());
    }
    if problems.iter().any(|it| it.severity == Severity::Error) { TROUBLE } else { 0 }
}

/// Says which settings hold for the file at `path`.
pub(super) fn config(path: &Path) -> u8 {
    let settings = Settings::default();
    let found = settings.of(path);
    let mut out = match &found.file {
        Some(file) => format!("settings for {} come from {}\n", path.display(), file.display()),
        None => format!("settings for {} are the defaults: no perspective.toml is found upwards from it\n", path.display()),
    };
    for key in KEYS {
        let (value, set) = match value(&found.config, key.name) {
            Some(value) => (value, "set there"),
            None => (key.default.to_owned(), "default"),
        };
        let _ =
            writeln!(out, "  {:<9} {value}  {}", key.name, styled(Style::FAINT, &format!("({set}; {})", key.doc.trim_end_matches('.'))));
    }
    print(&out);
    for problem in &found.problems {
        complain(&format!("{}: {}", problem.path.display(), problem.message));
    }
    if found.problems.is_empty() { 0 } else { TROUBLE }
}

/// The value of a key as it would be written, if it is set.
fn value(config: &Config, key: &str) -> Option<String> {
    let list = |terms: &[String]| (!terms.is_empty()).then(|| format!("{terms:?}"));
    match key {
        "accept" => list(&config.accept),
        "ban" => list(&config.ban),
        "limit" => config.limit.map(|it| it.to_string()),
        "persona" => config.persona.clone(),
        "spec-kit" => config.spec_kit.map(|it| it.to_string()),
        "severity" => {
            let each = config.severity.iter().map(|(code, it)| format!("{code} = {}", it.map_or("off", crate::report::Severity::name)));
            (!config.severity.is_empty()).then(|| each.collect::<Vec<_>>().join(", "))
        }
        _ => (!config.personas.is_empty()).then(|| config.personas.keys().cloned().collect::<Vec<_>>().join(", ")),
    }
}
