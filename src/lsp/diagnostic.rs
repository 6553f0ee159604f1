//! Findings as diagnostics. The structures borrow from what was checked and are written straight into a message:
//! with the framework's own types each diagnostic would be built three times.

use std::borrow::Cow;

use serde::Serialize;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{self, DiagnosticTag, Range, Uri};

use super::convert;
use super::view::View;
use crate::format::data::{self, Data};
use crate::report::{self, Finding, Severity};
use crate::rules;
use crate::text::fnv1a;

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
    data: Data<'a, Range>,
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
    uri: Cow<'a, Uri>,
    range: Range,
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
            code_description: CodeDescription { href: rules::url(finding.code) },
            source: super::NAME,
            message: &finding.message,
            tags: if finding.unnecessary && self.client.fades { &[DiagnosticTag::UNNECESSARY] } else { &[] },
            related_information: related.map(|it| self.related(it)).collect(),
            data: self.data(finding),
        }
    }

    /// Another place that explains a finding, be it in another file.
    fn related<'v>(&'v self, related: &'v report::Related) -> Related<'v> {
        let elsewhere = related.file.as_ref().and_then(|file| {
            let uri = Uri::from_file_path(&file.path)?;
            Some(Location { uri: Cow::Owned(uri), range: convert::range(&file.text, related.span, self.client.encoding) })
        });
        let here = || Location { uri: Cow::Borrowed(self.uri), range: self.range(related.span) };
        Related { location: elsewhere.unwrap_or_else(here), message: &related.message }
    }

    fn data<'v>(&'v self, finding: &'v Finding) -> Data<'v, Range> {
        let version = data::Version { number: self.version, hash: self.hash() };
        data::data(self.checked, finding, version, self.question(finding.span), |span| self.range(span))
    }
}

/// A list of diagnostics as JSON, and its id: the same list has the same.
pub(super) fn identified(list: &impl Serialize) -> Result<(String, Vec<u8>)> {
    let json = serde_json::to_vec(list).map_err(|_| Error::internal_error())?;
    Ok((format!("{:016x}", fnv1a(&json)), json))
}

/// A list of diagnostics in the framework's types.
pub(super) fn typed(json: &[u8]) -> Result<Vec<ls_types::Diagnostic>> {
    serde_json::from_slice(json).map_err(|_| Error::internal_error())
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
