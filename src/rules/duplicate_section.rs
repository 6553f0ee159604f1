//! `duplicate-section`: a section stands twice.

use super::{Context, Rule, Sink};
use crate::report::Severity;

pub(super) const RULE: Rule = Rule {
    name: "duplicate-section",
    severity: Severity::Warning,
    summary: "a section stands twice",
    page: include_str!("duplicate_section.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    let words = |section: &crate::model::Section| cx.text.slice(section.title).trim().to_lowercase();
    let sections: Vec<_> = cx.perspective.sections.iter().filter(|it| it.level == 2).collect();
    for (at, section) in sections.iter().enumerate() {
        if let Some(first) = sections[..at].iter().find(|it| words(it) == words(section)) {
            let title = cx.quote(section.title);
            report
                .add(section.heading, format!("section \"{title}\" stands twice. Fix: join the two under the first heading."))
                .help("join the two under the first heading")
                .related(first.heading, "the first one");
        }
    }
}
