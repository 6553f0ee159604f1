//! SARIF 2.1.0, the OASIS standard for results of static analysis.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeMap;

use serde::Serialize;

use super::fingerprint::{self, section};
use super::{Document, Named, TOOL, VERSION, indented, place, plain};
use crate::report::{self, Severity};
use crate::rules::{self, RULES, Rule};
use crate::text::{Span, Text};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    /// Columns count characters.
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message<'static>,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    baseline_state: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

/// A section.
#[derive(Serialize)]
struct Logical {
    name: String,
    kind: &'static str,
}

#[derive(Clone, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message<'a>,
    artifact_changes: [Change<'a>; 1],
    properties: Safety,
}

/// Whether the fix may be applied without asking.
#[derive(Serialize)]
struct Safety {
    safe: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Message<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    severity: &'static str,
    help: &'a str,
    items: Vec<&'a str>,
}

/// The log: one run with all results. Where a baseline is given, known results are there and say so.
pub fn documents(documents: &[Document]) -> String {
    let driver = Driver {
        name: TOOL,
        semantic_version: VERSION,
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: RULES.iter().map(descriptor).collect(),
    };
    let results = documents.iter().flat_map(|document| document.all().iter().map(|it| outcome(document, it))).collect();
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    indented(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn descriptor(rule: &Rule) -> Descriptor {
    Descriptor {
        id: rule.name,
        short_description: Message { text: rule.summary },
        help: Help { text: rule.page, markdown: rule.page },
        help_uri: rules::url(rule.name),
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn outcome<'a>(document: &Document<'a>, named: &'a Named<'a>) -> Outcome<'a> {
    let (checked, finding) = (document.checked, named.finding);
    let at = |span, message| location(document, span, message);
    Outcome {
        rule_id: finding.code,
        rule_index: RULES.iter().position(|it| it.name == finding.code),
        level: level(finding.severity),
        message: Message { text: &finding.message },
        locations: [at(finding.span, None)],
        related_locations: finding.related.iter().map(|it| related(document, it)).collect(),
        partial_fingerprints: BTreeMap::from([(fingerprint::VERSION, named.fingerprint.as_str())]),
        baseline_state: if named.known { "unchanged" } else { "new" },
        fixes: finding.fixes.iter().filter(|it| !it.edits.is_empty()).map(|it| fix(document, it)).collect(),
        properties: Properties {
            severity: finding.severity.name(),
            help: &finding.help,
            items: finding.items.iter().map(|&at| checked.persona.items[at].words.as_str()).collect(),
        },
    }
}

fn location<'a>(document: &Document, span: Span, message: Option<Message<'a>>) -> Location<'a> {
    let section = section(document.checked, span).map(|name| Logical { name, kind: "section" });
    Location {
        physical_location: Physical { artifact_location: artifact(document), region: region(&document.checked.text, span) },
        logical_locations: section.into_iter().collect(),
        message,
    }
}

/// Another place that explains a finding, be it in another file.
fn related<'a>(document: &Document, related: &'a report::Related) -> Location<'a> {
    let message = Some(Message { text: &related.message });
    let Some(file) = &related.file else { return location(document, related.span, message) };
    let physical_location =
        Physical { artifact_location: Artifact { uri: uri(plain(&file.path)) }, region: region(&file.text, related.span) };
    Location { physical_location, logical_locations: Vec::new(), message }
}

fn fix<'a>(document: &Document, fix: &'a report::Fix) -> Fix<'a> {
    let replacement = |edit: &'a report::Edit| Replacement {
        deleted_region: region(&document.checked.text, edit.span),
        inserted_content: Message { text: &edit.text },
    };
    let change = Change { artifact_location: artifact(document), replacements: fix.edits.iter().map(replacement).collect() };
    Fix { description: Message { text: &fix.title }, artifact_changes: [change], properties: Safety { safe: fix.safe } }
}

fn region(text: &Text, span: Span) -> Region {
    let ((start_line, start_column), (end_line, end_column)) = (place(text, span.start), place(text, span.end));
    Region { start_line, start_column, end_line, end_column }
}

fn artifact(document: &Document) -> Artifact {
    Artifact { uri: uri(document.plain_path()) }
}

/// `path` as a reference to a URI (RFC 3986): relative where the path is.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    match path.as_bytes() {
        [b'/', ..] => format!("file://{uri}"),
        [drive, b':', ..] if drive.is_ascii_alphabetic() => format!("file:///{uri}"),
        _ => uri,
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("personas/a b/Ü#1.md"), "personas/a%20b/%C3%9C%231.md");
        assert_eq!(uri("/home/a.md"), "file:///home/a.md");
        assert_eq!(uri("C:/x.md"), "file:///C%3A/x.md");
    }
}
