//! A summary of several perspectives, filled from what they say: people write what only people can.

use std::fmt::Write as _;

use super::super::words::{cut, inert};
use super::{Difference, Part, Stated, Together, place};
use crate::persona::{Role, Team};
use crate::text::Span;

/// Longest quotation, in characters.
const QUOTE: usize = 160;

/// The summary of `parts` for `team` on `feature`, a Markdown document. Links are relative to the folder of the parts.
pub fn summary(team: &Team, feature: &str, parts: &[Part], together: &Together) -> String {
    let mut text = format!("# {} Summary: {}\n\n{}\n\n## Perspectives\n\n", team.name, inert(feature), inert(&team.description));
    text += "| Persona | Document | Items that hold | Open questions |\n| --- | --- | --- | --- |\n";
    for part in parts {
        let report = &part.checked.report;
        let holding =
            report.verdicts.iter().filter(|it| matches!(it.state, crate::report::State::Pass | crate::report::State::Waived)).count();
        let _ = writeln!(
            text,
            "| {} | {} | {holding} of {} | {} |",
            part.checked.persona.name,
            link(part, None),
            report.verdicts.len(),
            part.checked.perspective.markers.len()
        );
    }
    text += "\n## Where They Agree\n\n[Say what all of them want, in three sentences]\n\n## Where They Differ\n\n";
    match together.differences.is_empty() {
        true => text += "No figure, date or scope is stated differently.\n",
        false => together.differences.iter().for_each(|it| text += &difference(it, parts)),
    }
    text += "\n[Say how each difference is settled, and by whom]\n";
    for (title, role) in [
        ("Outcomes", Role::Outcomes),
        ("Recommendations", Role::Recommendations),
        ("Success Metrics", Role::Metrics),
        ("Risks", Role::Risks),
    ] {
        let _ = writeln!(text, "\n## {title}\n");
        parts.iter().for_each(|part| text += &of_role(part, role));
    }
    text += "\n## Open Questions\n\n";
    let mut open = 0;
    for part in parts {
        for marker in &part.checked.perspective.markers {
            open += 1;
            let question = inert(&cut(part.checked.text.slice(marker.question), QUOTE));
            let _ = writeln!(text, "- {question} ({})", link(part, Some(marker.span)));
        }
    }
    if open == 0 {
        text += "None.\n";
    }
    text + "\n## Next Steps\n\n- [Who does what by when, over all perspectives]\n"
}

/// What `part` states in its sections of `role`, a bullet for each block.
fn of_role(part: &Part, role: Role) -> String {
    let blocks = part.checked.perspective.units_in(role).map(|(_, unit)| {
        let words = inert(&cut(part.checked.text.slice(unit.words.span(0..unit.words.len())), QUOTE));
        format!("- {words} ({})\n", link(part, Some(unit.span)))
    });
    let blocks: String = blocks.collect();
    if blocks.is_empty() { String::new() } else { format!("### {}\n\n{blocks}\n", part.checked.persona.name) }
}

fn difference(it: &Difference, parts: &[Part]) -> String {
    let stated = |it: &Stated| {
        let part = &parts[it.part];
        format!("{} says {} ({})", part.checked.persona.name, inert(&it.words), link(part, Some(it.span)))
    };
    format!("- **{}**: {}\n", inert(&it.subject), it.statements.iter().map(stated).collect::<Vec<_>>().join("; "))
}

/// A link to `part`, at the line of `span`.
fn link(part: &Part, span: Option<Span>) -> String {
    let name = part.path.rsplit(['/', '\\']).next().unwrap_or(part.path);
    let target = name.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    match span {
        None => format!("[{}]({target})", inert(name)),
        Some(span) => {
            let shown = place(part, span);
            let line = shown.rsplit(':').next().unwrap_or_default();
            format!("[{}:{line}]({target}#L{line})", inert(name))
        }
    }
}
