//! What stands above the title and the sections: how many items pass, and the next step as a command.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command};

use super::commands;
use super::view::View;
use crate::text::Span;
use crate::workflow::explain;

/// The lenses of the document.
pub(super) fn lenses(view: &View) -> Vec<CodeLens> {
    let checked = view.checked;
    let title = checked.perspective.title.unwrap_or_default();
    let argument = json!({"uri": view.uri});
    let mut lenses = vec![lens(view, title, explain::tally(&checked.report.verdicts), commands::CHECKLIST, argument.clone())];
    let markers = checked.perspective.markers.len();
    if markers > 0 {
        let words = format!("{markers} of {} question{} open: ask", checked.limit, if checked.limit == 1 { "" } else { "s" });
        lenses.push(lens(view, title, words, commands::QUESTIONS, argument.clone()));
    }
    lenses.push(lens(view, title, "write checklist".to_owned(), commands::CHECKLIST, json!({"uri": view.uri, "write": true})));
    for section in checked.perspective.sections.iter().filter(|it| it.level == 2) {
        let words = explain::tally(explain::verdicts_of(checked, section));
        lenses.push(lens(view, section.heading, words, commands::CHECKLIST, argument.clone()));
    }
    lenses.retain(|it| it.command.as_ref().is_some_and(|it| !it.title.is_empty()));
    lenses
}

fn lens(view: &View, span: Span, title: String, command: &str, argument: serde_json::Value) -> CodeLens {
    let command = Command { title, command: command.to_owned(), arguments: Some(vec![argument]) };
    CodeLens { range: view.range(span), command: Some(command), data: None }
}
