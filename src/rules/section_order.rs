//! `section-order`: a section stands before one that it should follow.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "section-order",
    severity: Severity::Hint,
    summary: "a section stands before one that it should follow",
    page: include_str!("section_order.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let mut latest: Option<(usize, &crate::model::Section)> = None;
    for section in cx.perspective.sections.iter().filter(|it| it.level <= 2) {
        // Only the mandatory sections have a place; optional ones may stand anywhere.
        let Some(kind) = section.kind.filter(|it| cx.persona.sections[*it].mandatory) else { continue };
        match latest {
            Some((last, before)) if kind < last => {
                let (this, other) = (cx.quote(section.title), cx.quote(before.title));
                report
                    .add(
                        section.heading,
                        format!("section \"{this}\" stands behind \"{other}\". Fix: move it before \"{other}\", as in the skeleton."),
                    )
                    .help(format!("move it before \"{other}\""))
                    .related(before.heading, format!("\"{other}\" comes later in the skeleton"));
            }
            _ => latest = Some((kind, section)),
        }
    }
}
