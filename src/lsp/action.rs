//! Fixes as code actions: computed from the current version each time, never from what a diagnostic brought along.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    self, CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::view::View;
use crate::report::{Finding, Fix};

impl View<'_> {
    /// The fixes of all findings that touch `range`, in the document's order, each once.
    pub(super) fn actions(&self, range: Range, context: &CodeActionContext) -> Vec<CodeActionOrCommand> {
        if !asked(&CodeActionKind::QUICKFIX, context.only.as_deref()) {
            return Vec::new();
        }
        let place = self.span(range);
        let mut fixes: Vec<(&Fix, Vec<&Finding>)> = Vec::new();
        for finding in self.checked.report.findings.iter().filter(|finding| finding.span.touches(place)) {
            for fix in &finding.fixes {
                match fixes.iter_mut().find(|(known, _)| known.title == fix.title && known.edits == fix.edits) {
                    Some((_, findings)) => findings.push(finding),
                    None => fixes.push((fix, vec![finding])),
                }
            }
        }
        fixes.into_iter().map(|(fix, findings)| CodeActionOrCommand::CodeAction(self.action(fix, &findings))).collect()
    }

    fn action(&self, fix: &Fix, findings: &[&Finding]) -> CodeAction {
        let sole = |finding: &&Finding| fix.safe && finding.fixes.iter().filter(|it| it.safe).count() == 1;
        CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(findings.iter().filter_map(|finding| self.typed(finding)).collect()),
            edit: Some(self.edit(fix)),
            is_preferred: (self.client.prefers && findings.iter().any(sole)).then_some(true),
            ..CodeAction::default()
        }
    }

    /// A finding as the framework's type of a diagnostic, the same as was published.
    fn typed(&self, finding: &Finding) -> Option<ls_types::Diagnostic> {
        serde_json::from_value(serde_json::to_value(self.diagnostic(finding)).ok()?).ok()
    }

    fn edit(&self, fix: &Fix) -> WorkspaceEdit {
        let edits = fix.edits.iter().map(|edit| TextEdit { range: self.range(edit.span), new_text: edit.text.clone() });
        if !self.client.versioned_edits {
            return WorkspaceEdit { changes: Some(HashMap::from([(self.uri.clone(), edits.collect())])), ..WorkspaceEdit::default() };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: self.uri.clone(), version: Some(self.version) };
        let edits = edits.map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
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
