//! Findings as diagnostics. The structures borrow from what was checked and are written straight into a message:
//! with the framework's own types each diagnostic would be built three times.

use serde::Serialize;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    DiagnosticTag, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport, Range,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
};

use super::convert;
use super::view::View;
use crate::report::{Edit, Finding, Fix, Severity};

/// Where the page of a code is: the rule's Markdown file in the repository.
const PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/src/rules/");

/// The version of the object in `diagnostic.data`. A field that is added does not change it.
const SCHEMA: u8 = 1;

/// The longest evidence that is repeated in `data`, in bytes; a longer one is read from the text.
const EVIDENCE_LIMIT: usize = 300;

/// A diagnostic as LSP has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Diagnostic<'a> {
    range: Range,
    severity: u8,
    code: &'a str,
    code_description: CodeDescription,
    source: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'static [DiagnosticTag],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_information: Vec<Related<'a>>,
    data: Data<'a>,
}

#[derive(Serialize)]
struct CodeDescription {
    href: String,
}

#[derive(Serialize)]
struct Related<'a> {
    location: Location<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    uri: &'a Uri,
    range: Range,
}

/// What a program wants to know of a finding. The server never needs it back.
#[derive(Serialize)]
struct Data<'a> {
    schema: u8,
    code: &'a str,
    /// The words of the checklist's items that fail by it.
    items: Vec<&'a str>,
    /// The version of the text that was checked.
    version: i32,
    /// FNV-1a, 64 bit, of that text in UTF-8, in hexadecimal.
    hash: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    evidence: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    help: &'a str,
    fixes: Vec<DataFix<'a>>,
}

#[derive(Serialize)]
struct DataFix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<DataEdit<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataEdit<'a> {
    range: Range,
    new_text: &'a str,
}

impl View<'_> {
    /// All diagnostics of the document, in its order.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic<'_>> {
        self.checked.report.findings.iter().map(|finding| self.diagnostic(finding)).collect()
    }

    /// A finding as a diagnostic.
    pub(super) fn diagnostic<'v>(&'v self, finding: &'v Finding) -> Diagnostic<'v> {
        let related = finding.related.iter().filter(|_| self.client.related);
        Diagnostic {
            range: self.range(finding.span),
            severity: number(finding.severity),
            code: finding.code,
            code_description: CodeDescription { href: page(finding.code) },
            source: super::NAME,
            message: &finding.message,
            tags: if finding.unnecessary && self.client.fades { &[DiagnosticTag::UNNECESSARY] } else { &[] },
            related_information: related
                .map(|it| Related { location: Location { uri: self.uri, range: self.range(it.span) }, message: &it.message })
                .collect(),
            data: self.data(finding),
        }
    }

    fn data<'v>(&'v self, finding: &'v Finding) -> Data<'v> {
        let items = &self.checked.persona.items;
        let evidence = self.checked.text.slice(finding.span);
        Data {
            schema: SCHEMA,
            code: finding.code,
            items: finding.items.iter().filter_map(|&at| items.get(at)).map(|item| item.words.as_str()).collect(),
            version: self.version,
            hash: self.hash(),
            evidence: if evidence.len() <= EVIDENCE_LIMIT { evidence } else { "" },
            help: &finding.help,
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    fn fix<'v>(&self, fix: &'v Fix) -> DataFix<'v> {
        let edit = |edit: &'v Edit| DataEdit { range: self.range(edit.span), new_text: &edit.text };
        DataFix { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
    }
}

/// The answer to a request for the diagnostics in `view`; nothing where the client has them already.
pub(super) fn pull(view: Option<&View>, previous: Option<&str>) -> Result<DocumentDiagnosticReportResult> {
    let list = view.map(View::diagnostics).unwrap_or_default();
    let json = serde_json::to_vec(&list).map_err(|_| Error::internal_error())?;
    let result_id = format!("{:016x}", convert::fnv1a(&json));
    if previous == Some(result_id.as_str()) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        let report = RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report };
        return Ok(DocumentDiagnosticReport::Unchanged(report).into());
    }
    let items = serde_json::from_slice(&json).map_err(|_| Error::internal_error())?;
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    let report = RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report };
    Ok(DocumentDiagnosticReport::Full(report).into())
}

/// The page that explains `code`.
pub(super) fn page(code: &str) -> String {
    format!("{PAGES}{}.md", code.replace('-', "_"))
}

/// LSP's number for a severity.
fn number(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Information => 3,
        Severity::Hint => 4,
    }
}
