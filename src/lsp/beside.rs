//! Documents that are no perspectives and yet the program's: checklists and sheets of questions beside a perspective,
//! settings, templates of personas. What is wrong with each, and what belongs to what.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use tower_lsp::ls_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};

use super::convert;
use super::worker::{Judgement, Worker};
use crate::check::Checked;
use crate::config;
use crate::disk::SETTINGS;
use crate::project::{self, Kind, Texts as _};
use crate::report::{Finding, Fix, Severity};
use crate::rules::RULES;
use crate::text::{Span, Text};
use crate::workflow::together;

/// The code of what is wrong with settings.
const SETTING: &str = "unknown-setting";

/// The code of what is wrong with a persona's template.
const TEMPLATE: &str = "persona-template";

/// Something wrong in a document that is no perspective.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    pub(super) span: Span,
    severity: Severity,
    code: &'static str,
    message: String,
    /// Places in the perspective that say otherwise.
    evidence: Vec<Span>,
    /// What mends it.
    pub(super) fixes: Vec<Fix>,
}

impl Note {
    fn new(span: Span, severity: Severity, code: &'static str, message: String) -> Self {
        Note { span, severity, code, message, evidence: Vec::new(), fixes: Vec::new() }
    }
}

/// A document beside a perspective, and what is wrong with it.
pub(super) struct Beside {
    pub(super) text: Text,
    pub(super) notes: Vec<Note>,
    /// Its perspective, where it has one.
    pub(super) perspective: Option<Owner>,
    /// What it is beside that.
    pub(super) kind: Option<Kind>,
}

/// The perspective of a checklist or a sheet.
pub(super) struct Owner {
    pub(super) uri: Uri,
    pub(super) checked: Arc<Checked>,
}

impl Worker {
    /// Reads the document at `path` with `text` as one that is no perspective; `None` where it is none of ours.
    pub(super) fn read_beside(&self, path: &Path, text: &Text) -> Option<Beside> {
        if path.file_name().is_some_and(|name| name == SETTINGS) {
            return Some(Beside { text: text.clone(), notes: settings(text), perspective: None, kind: None });
        }
        if let Some(notes) = template(path, text) {
            return Some(Beside { text: text.clone(), notes, perspective: None, kind: None });
        }
        let kind = project::kind_of(path)?;
        let owner = self.owner(path)?;
        let judged = self.engine.project().beside(path, kind, text, &owner.checked, owner.uri.as_str());
        let notes = judged.report.findings.iter().map(note).collect();
        Some(Beside { text: text.clone(), notes, perspective: Some(owner), kind: Some(kind) })
    }

    /// The perspective that the checklist or sheet at `path` belongs to, as the user sees it.
    fn owner(&self, path: &Path) -> Option<Owner> {
        let texts = self.texts();
        let path = self.engine.project().perspective_of(path, &texts)?;
        let open = self.open_at(&path).map(|(uri, _)| uri);
        let known = open.as_ref().and_then(|uri| match &self.documents.get(uri)?.judgement {
            Judgement::Done(checked) => Some(checked.clone()),
            _ => None,
        });
        let checked = match known {
            Some(checked) => checked,
            None => Arc::new(self.engine.project().check(&path, &Text::new(texts.read(&path).ok().flatten()?))?),
        };
        Some(Owner { uri: open.or_else(|| convert::uri(&path.to_string_lossy()))?, checked })
    }

    /// What is wrong with a document that is no perspective, as diagnostics.
    pub(super) fn notes(&self, beside: &Beside) -> Vec<Diagnostic> {
        beside.notes.iter().map(|note| self.note(beside, note)).collect()
    }

    /// A note as a diagnostic.
    pub(super) fn note(&self, beside: &Beside, note: &Note) -> Diagnostic {
        let encoding = self.client.encoding;
        let related = beside.perspective.iter().filter(|_| self.client.related).flat_map(|owner| {
            note.evidence.iter().map(|span| DiagnosticRelatedInformation {
                location: Location { uri: owner.uri.clone(), range: convert::range(&owner.checked.text, *span, encoding) },
                message: "the perspective says here".to_owned(),
            })
        });
        let related: Vec<_> = related.collect();
        Diagnostic {
            range: convert::range(&beside.text, note.span, encoding),
            severity: Some(match note.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Information => DiagnosticSeverity::INFORMATION,
                Severity::Hint => DiagnosticSeverity::HINT,
            }),
            code: Some(NumberOrString::String(note.code.to_owned())),
            source: Some(super::NAME.to_owned()),
            message: note.message.clone(),
            related_information: Some(related).filter(|it| !it.is_empty()),
            data: Some(json!({"schema": 1, "code": note.code})),
            ..Diagnostic::default()
        }
    }

    /// Has what is judged together with the file at `path` judged again: a change in one may settle the other.
    pub(super) fn disturb(&mut self, path: &Path) {
        let Some(feature) = feature(path) else { return };
        // Findings of a perspective name the ticks that they contradict.
        let is_list = project::kind_of(path) == Some(Kind::Checklist);
        let beside: Vec<Uri> = self
            .documents
            .iter()
            .filter(|(_, open)| Path::new(&open.path) != path && (is_list || matches!(open.judgement, Judgement::Beside(_))))
            .filter(|(_, open)| self::feature(Path::new(&open.path)).is_some_and(|it| it == feature))
            .map(|(uri, _)| uri.clone())
            .collect();
        for uri in beside {
            self.judge_again(&uri);
        }
    }

    /// Has the other open perspectives of the feature judged again that the one at `path` belongs to: what it states is
    /// told in them, too.
    pub(super) fn disturb_mates(&mut self, path: &Path) {
        let folder = path.parent();
        let is_mate = |open: &super::worker::Open| {
            let other = Path::new(&open.path);
            other != path && other.parent() == folder && matches!(open.judgement, Judgement::Done(_))
        };
        let mates: Vec<Uri> = self.documents.iter().filter(|(_, open)| is_mate(open)).map(|(uri, _)| uri.clone()).collect();
        mates.iter().for_each(|uri| self.judge_again(uri));
        if !mates.is_empty() {
            self.refresh();
        }
    }

    /// Files changed on disk: what is judged together with them is judged again.
    pub(super) fn disturbed(&mut self, paths: &[PathBuf]) {
        if paths.iter().any(|path| project::is_watched(path)) {
            self.engine.forget();
            self.judged_under += 1;
            return self.check_again();
        }
        for path in paths {
            self.disturb(path);
            if !project::is_neighbour(path) {
                self.disturb_mates(path);
            }
            let Some(feature) = feature(path) else { continue };
            let near = |open: &super::worker::Open| self::feature(Path::new(&open.path)) == Some(feature);
            let judged = |open: &super::worker::Open| matches!(open.judgement, Judgement::Done(_) | Judgement::Beside(_));
            let open: Vec<Uri> = self.documents.iter().filter(|(_, it)| judged(it) && near(it)).map(|(uri, _)| uri.clone()).collect();
            open.iter().for_each(|uri| self.push_beside(uri));
        }
        self.refresh();
    }

    /// Whether the open document at `uri` is one that the program has something to say to.
    pub(super) fn is_ours(&self, uri: &Uri) -> bool {
        self.documents.get(uri).is_some_and(|open| matches!(open.judgement, Judgement::Done(_) | Judgement::Beside(_)))
    }
}

/// Where a document states something otherwise than another of its feature, and what is said of that.
pub(super) fn differing(judgement: &Judgement) -> Vec<(Span, String)> {
    let Judgement::Done(checked) = judgement else { return Vec::new() };
    let found = checked.report.findings.iter().filter(|it| it.code == together::CODE);
    found.map(|it| (it.span, it.message.clone())).collect()
}

/// The folder of the feature that the file at `path` belongs to, whether it is a perspective or lies beside one.
pub(super) fn feature(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    if project::kind_of(path).is_some() { folder.parent() } else { Some(folder) }
}

fn settings(text: &Text) -> Vec<Note> {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let (_, problems) = config::toml(text.as_str(), &codes);
    problems.into_iter().map(|it| Note::new(it.span, Severity::Error, SETTING, it.message)).collect()
}

/// What is to be said of a persona's text; `None` for any other file.
fn template(path: &Path, text: &Text) -> Option<Vec<Note>> {
    let notes = project::notes(path, text.as_str())?;
    Some(notes.into_iter().map(|it| Note::new(it.span, it.severity, TEMPLATE, it.message)).collect())
}

/// A finding on a document beside a perspective.
fn note(finding: &Finding) -> Note {
    let evidence = finding.related.iter().filter(|it| it.file.is_some()).map(|it| it.span).collect();
    Note { evidence, fixes: finding.fixes.clone(), ..Note::new(finding.span, finding.severity, finding.code, finding.message.clone()) }
}
