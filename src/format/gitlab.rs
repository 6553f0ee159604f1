//! GitLab's Code Quality report. <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use super::{Document, fingerprint, indented, place};
use crate::report::Severity;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The report: an array with an issue for each finding.
pub fn documents(documents: &[Document]) -> String {
    let issues = documents.iter().flat_map(|document| {
        document.findings().map(|named| {
            let finding = named.finding;
            let line = |offset| place(&document.checked.text, offset).0;
            Issue {
                description: &finding.message,
                check_name: finding.code,
                fingerprint: fingerprint::in_file(document.plain_path(), &named.fingerprint),
                severity: severity(finding.severity),
                location: Location {
                    path: document.plain_path(),
                    lines: Lines { begin: line(finding.span.start), end: line(finding.span.end) },
                },
            }
        })
    });
    indented(&issues.collect::<Vec<_>>())
}

/// GitLab has five; what breaks an installation is none of ours.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Information => "minor",
        Severity::Hint => "info",
    }
}
