//! What can be done at a place: mend a finding, allow it, mend all that is safe, bring the sections into order. Computed
//! from the current version each time, never from what a diagnostic brought along.

use serde_json::json;
use tower_lsp::ls_types::{
    self, CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind, Command, Range,
    Uri, WorkspaceEdit,
};

use super::commands;
use super::edit::{FileEdit, workspace_edit};
use super::view::View;
use crate::config::edit as settings;
use crate::disk::SETTINGS;
use crate::project;
use crate::report::{Edit, Finding, Fix};
use crate::text::Text;
use crate::workflow::answers::{self, Answer, Choice};
use crate::workflow::mend::destroys;
use crate::workflow::organize::organize;
use crate::workflow::{allow, questions};

/// The kind of the action that mends all that is safe.
pub(super) const FIX_ALL: &str = "source.fixAll.perspective";

/// The kind of the action that brings the sections into order.
pub(super) const ORGANIZE: &str = "source.organizeSections";

/// The kinds of actions that there are.
pub(super) fn kinds() -> Vec<CodeActionKind> {
    vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::from(FIX_ALL), CodeActionKind::from(ORGANIZE)]
}

/// A settings' file as it is open or on disk; no text where there is none yet.
pub(super) struct SettingsFile {
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
    pub(super) text: Option<Text>,
}

/// What the client asks for.
pub(super) struct Wanted<'a>(pub(super) &'a CodeActionContext);

impl Wanted<'_> {
    /// Whether actions of `kind` are wanted.
    pub(super) fn kind(&self, kind: &CodeActionKind) -> bool {
        asked(kind, self.0.only.as_deref())
    }

    /// Whether actions of `kind` are asked for by name, and an answer is due even where there is nothing to do.
    pub(super) fn named(&self, kind: &CodeActionKind) -> bool {
        self.0.only.is_some() && self.kind(kind)
    }

    /// Whether the user asks, not the editor at each move of the cursor.
    pub(super) fn by_hand(&self) -> bool {
        self.0.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC)
    }
}

impl View<'_> {
    /// The fixes of all findings that touch `range`, in the document's order, each once; then the ways to allow them.
    pub(super) fn quick_fixes(&self, range: Range) -> Vec<CodeAction> {
        let place = self.span(range);
        let mut fixes: Vec<(&Fix, Vec<&Finding>)> = Vec::new();
        let here: Vec<&Finding> = self.checked.report.findings.iter().filter(|finding| finding.span.touches(place)).collect();
        for finding in &here {
            for fix in &finding.fixes {
                match fixes.iter_mut().find(|(known, _)| known.title == fix.title && known.edits == fix.edits) {
                    Some((_, findings)) => findings.push(finding),
                    None => fixes.push((fix, vec![finding])),
                }
            }
        }
        let mut actions: Vec<CodeAction> = fixes.into_iter().filter_map(|(fix, findings)| self.quick_fix(fix, &findings)).collect();
        for action in here.iter().filter_map(|finding| self.allowed_here(finding)) {
            // One comment allows all findings of its code in a block.
            match actions.iter_mut().find(|it| it.title == action.title && it.edit == action.edit) {
                Some(known) => known.diagnostics.get_or_insert_default().extend(action.diagnostics.unwrap_or_default()),
                None => actions.push(action),
            }
        }
        actions
    }

    fn quick_fix(&self, fix: &Fix, findings: &[&Finding]) -> Option<CodeAction> {
        let sole = |finding: &&Finding| fix.safe && finding.fixes.iter().filter(|it| it.safe).count() == 1;
        let warning = destroys(self.text().as_str(), fix).then_some(fix.title.as_str());
        let edit = self.edit(&fix.edits, warning)?;
        // A client that cannot warn by itself has its user asked by the server, if it lets that edit.
        let asks = warning.is_some() && !self.client.annotates && self.client.applies;
        let command = asks.then(|| commands::apply(&fix.title, &edit, true));
        Some(CodeAction {
            diagnostics: Some(findings.iter().filter_map(|finding| self.typed(finding)).collect()),
            edit: if asks { None } else { Some(edit) },
            command,
            is_preferred: (self.client.prefers && findings.iter().any(sole)).then_some(true),
            ..action(&fix.title, CodeActionKind::QUICKFIX)
        })
    }

    /// The action that writes the comment which allows `finding`. Its reason is the author's to write.
    fn allowed_here(&self, finding: &Finding) -> Option<CodeAction> {
        let edit = allow::here(self.checked, finding)?;
        Some(CodeAction {
            diagnostics: Some(self.typed(finding).into_iter().collect()),
            edit: Some(self.edit(&[edit], None)?),
            ..action(&format!("Allow {} here (then write the reason)", finding.code), CodeActionKind::QUICKFIX)
        })
    }

    /// The actions that allow what is found in `range` for all documents under the settings in `file`.
    pub(super) fn allowed_in_settings(&self, range: Range, file: &SettingsFile) -> Vec<CodeAction> {
        let place = self.span(range);
        let source = file.text.as_ref().map_or("", Text::as_str);
        let mut actions: Vec<CodeAction> = Vec::new();
        for finding in self.checked.report.findings.iter().filter(|finding| finding.span.touches(place)) {
            let term = self.words(finding.span);
            let names_one = finding.code == "technical-detail" && term.split_whitespace().count() <= 3;
            let accepted = names_one.then(|| settings::accept(source, term)).flatten();
            let accepted = accepted.map(|edit| (format!("Accept \"{term}\" in {SETTINGS}"), edit));
            let off = (format!("Switch {} off in {SETTINGS}", finding.code), settings::switch_off(source, finding.code));
            for (title, edit) in accepted.into_iter().chain([off]) {
                let known = actions.iter_mut().find(|it| it.title == title);
                match (known, self.in_settings(file, &edit)) {
                    (Some(known), _) => known.diagnostics.get_or_insert_default().extend(self.typed(finding)),
                    (None, Some(edit)) => actions.push(CodeAction {
                        diagnostics: Some(self.typed(finding).into_iter().collect()),
                        edit: Some(edit),
                        ..action(&title, CodeActionKind::QUICKFIX)
                    }),
                    (None, None) => {}
                }
            }
        }
        actions
    }

    fn in_settings(&self, file: &SettingsFile, edit: &Edit) -> Option<WorkspaceEdit> {
        let file = match &file.text {
            Some(text) => FileEdit::new(file.uri.clone(), file.version, text, std::slice::from_ref(edit), self.client),
            None => FileEdit::created(file.uri.clone(), edit.text.trim_start()),
        };
        workspace_edit(self.client, vec![file], None)
    }

    /// The steps of the workflow that fit what is in `range`: answers to its questions, and all questions or the
    /// checklist as files.
    pub(super) fn steps(&self, range: Range) -> Vec<CodeAction> {
        let place = self.span(range);
        let rewrite = || CodeActionKind::REFACTOR_REWRITE;
        let command = |title: &str, name: &str, argument: serde_json::Value| CodeAction {
            command: Some(Command { title: title.to_owned(), command: name.to_owned(), arguments: Some(vec![argument]) }),
            ..action(title, rewrite())
        };
        let mut actions = Vec::new();
        let sheet = questions::sheet(self.checked);
        for (marker, question) in questions::asked(self.checked) {
            if !marker.touches(place) {
                continue;
            }
            for option in question.options.iter().filter(|it| !it.label.eq_ignore_ascii_case(questions::CUSTOM)) {
                let choice = Choice { question: question.number, answer: Answer::Option(option.label.clone()) };
                let options = answers::Options { date: &project::today(), partial: true, duplicates: true };
                let answer = action(&format!("Q{}: answer {}: {}", question.number, option.label, option.answer), rewrite());
                actions.extend(match answers::apply(self.checked, &sheet, &[choice], options) {
                    Ok(edits) => self.edit(&edits, None).map(|edit| CodeAction { edit: Some(edit), ..answer }),
                    Err(problems) => problems.first().and_then(|it| self.disabled(answer, &it.message, true)),
                });
            }
        }
        if !sheet.questions.is_empty() {
            actions.push(command("Ask the open questions", commands::QUESTIONS, json!({"uri": self.uri, "write": true})));
        }
        actions.push(command("Write the checklist", commands::CHECKLIST, json!({"uri": self.uri, "write": true})));
        actions
    }

    /// A finding as the framework's type of a diagnostic, the same as was published.
    pub(super) fn typed(&self, finding: &Finding) -> Option<ls_types::Diagnostic> {
        serde_json::from_value(serde_json::to_value(self.diagnostic(finding)).ok()?).ok()
    }

    /// Edits of this document.
    pub(super) fn edit(&self, edits: &[Edit], warning: Option<&str>) -> Option<WorkspaceEdit> {
        let file = FileEdit::new(self.uri.clone(), Some(self.version), self.text(), edits, self.client);
        workspace_edit(self.client, vec![file], warning)
    }

    /// The action that brings the sections into order; one that says why it cannot where it was `named`.
    pub(super) fn organizing(&self, named: bool) -> Option<CodeAction> {
        let edits = organize(self.checked);
        let action = action("Bring the sections into the order of the skeleton", CodeActionKind::from(ORGANIZE));
        match edits.is_empty() {
            true => self.disabled(action, "the sections are in order already", named),
            false => Some(CodeAction { edit: Some(self.edit(&edits, None)?), ..action }),
        }
    }

    /// The action that mends all that is safe, as far as it is known without doing it. What it writes is computed when
    /// the client asks for it, if it can.
    pub(super) fn fixing_all(&self, named: bool) -> Option<CodeAction> {
        let safe = self.checked.report.findings.iter().any(|finding| finding.fixes.iter().any(|fix| fix.safe));
        let action = action("Mend all that can be mended safely", CodeActionKind::from(FIX_ALL));
        if !safe {
            return self.disabled(action, "nothing can be mended without a look", named);
        }
        Some(CodeAction { data: Some(json!({"uri": self.uri, "version": self.version})), ..action })
    }

    /// `action` as one that cannot be taken, for a client that shows why.
    fn disabled(&self, action: CodeAction, reason: &str, named: bool) -> Option<CodeAction> {
        let disabled = Some(CodeActionDisabled { reason: reason.to_owned() });
        (named && self.client.disables).then_some(CodeAction { disabled, ..action })
    }
}

/// An action that does nothing yet.
pub(super) fn action(title: &str, kind: CodeActionKind) -> CodeAction {
    CodeAction { title: title.to_owned(), kind: Some(kind), ..CodeAction::default() }
}

/// `actions` as the client takes them: one that knows only commands gets commands, if it lets the server edit.
pub(super) fn taken(actions: Vec<CodeAction>, literals: bool) -> Vec<CodeActionOrCommand> {
    let command = |action: CodeAction| match (action.command, action.edit) {
        (Some(command), _) => Some(CodeActionOrCommand::Command(command)),
        (None, Some(edit)) => Some(CodeActionOrCommand::Command(commands::apply(&action.title, &edit, false))),
        (None, None) => None,
    };
    match literals {
        true => actions.into_iter().map(CodeActionOrCommand::CodeAction).collect(),
        false => actions.into_iter().filter_map(command).collect(),
    }
}

/// Whether the client wants actions of `kind`: all if it names none, else those of a kind it names or of a kind below.
fn asked(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let Some(only) = only else { return true };
    only.iter().any(|wanted| {
        let rest = kind.as_str().strip_prefix(wanted.as_str());
        wanted.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_asked_for_by_themselves_or_from_above() {
        let fix = CodeActionKind::from("quickfix.safe");
        for (only, wanted) in
            [("", true), ("quickfix", true), ("quickfix.safe", true), ("quickfix.s", false), ("quick", false), ("source", false)]
        {
            assert_eq!(asked(&fix, Some(&[CodeActionKind::from(only)])), wanted, "{only}");
        }
        assert!(asked(&fix, None));
        assert!(!asked(&fix, Some(&[])));
    }
}
