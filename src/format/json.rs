//! Checked documents as one JSON object, schema 1. The core's types are not serialisable by design: what is promised to
//! machines stands here.

use serde::Serialize;

use super::Document;
use crate::report::{Finding, Severity};
use crate::text::{Encoding, Span, Text};

/// Version of the schema.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Report {
    schema: u32,
    tool: Tool,
    documents: Vec<Entry>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Entry {
    path: String,
    persona: String,
    ready: bool,
    checklist: Vec<Item>,
    clarifications: Clarifications,
    recommendations: Vec<Labelled>,
    metrics: Vec<Labelled>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct Item {
    group: String,
    item: String,
    state: &'static str,
    reason: String,
    evidence: Vec<Place>,
}

#[derive(Serialize)]
struct Clarifications {
    limit: usize,
    markers: Vec<Marker>,
}

#[derive(Serialize)]
struct Marker {
    question: String,
    impact: String,
    rank: usize,
    keep: bool,
    span: Place,
}

#[derive(Serialize)]
struct Labelled {
    label: &'static str,
    span: Place,
}

#[derive(Serialize)]
struct Diagnostic {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: String,
    items: Vec<String>,
    span: Place,
    fixes: Vec<Fix>,
}

#[derive(Serialize)]
struct Fix {
    title: String,
    safe: bool,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edit {
    span: Place,
    new_text: String,
}

/// A span: bytes from 0, lines and columns from 1, columns in characters.
#[derive(Serialize)]
struct Place {
    start: Point,
    end: Point,
    text: String,
}

#[derive(Serialize)]
struct Point {
    byte: usize,
    line: usize,
    column: usize,
}

#[derive(Default, Serialize)]
struct Summary {
    documents: usize,
    ready: usize,
    errors: usize,
    warnings: usize,
    information: usize,
    hints: usize,
}

/// The object of `check --format json`, indented, with a line break at its end.
pub fn documents(documents: &[Document]) -> String {
    let mut summary = Summary { documents: documents.len(), ..Summary::default() };
    for document in documents {
        summary.ready += usize::from(document.checked.ready());
        for finding in &document.checked.report.findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Information => summary.information += 1,
                Severity::Hint => summary.hints += 1,
            }
        }
    }
    let report = Report {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        documents: documents.iter().map(entry).collect(),
        summary,
    };
    // Nothing in these types can fail to be written.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn entry(document: &Document) -> Entry {
    let checked = document.checked;
    let (text, persona, perspective) = (&checked.text, &checked.persona, &checked.perspective);
    let places = |spans: &[Span]| spans.iter().map(|span| place(text, *span)).collect();
    Entry {
        path: document.path.clone(),
        persona: persona.id.clone(),
        ready: checked.ready(),
        checklist: (checked.report.verdicts.iter())
            .map(|it| Item {
                group: persona.items[it.item].group.clone(),
                item: persona.items[it.item].words.clone(),
                state: it.state.name(),
                reason: it.reason.clone(),
                evidence: places(&it.evidence),
            })
            .collect(),
        clarifications: Clarifications {
            limit: checked.limit,
            markers: (perspective.markers.iter())
                .map(|it| Marker {
                    question: text.slice(it.question).to_owned(),
                    impact: it.impact.clone(),
                    rank: it.rank,
                    keep: it.keep,
                    span: place(text, it.span),
                })
                .collect(),
        },
        recommendations: perspective
            .recommendations
            .iter()
            .map(|it| Labelled { label: it.label.name(), span: place(text, it.span) })
            .collect(),
        metrics: perspective.metrics.iter().map(|it| Labelled { label: it.label.name(), span: place(text, it.span) }).collect(),
        diagnostics: checked.report.findings.iter().map(|it| diagnostic(text, &persona.items, it)).collect(),
    }
}

fn diagnostic(text: &Text, items: &[crate::persona::Item], finding: &Finding) -> Diagnostic {
    let edit = |it: &crate::report::Edit| Edit { span: place(text, it.span), new_text: it.text.clone() };
    Diagnostic {
        code: finding.code,
        severity: finding.severity.name(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        items: finding.items.iter().map(|at| items[*at].words.clone()).collect(),
        span: place(text, finding.span),
        fixes: finding
            .fixes
            .iter()
            .map(|it| Fix { title: it.title.clone(), safe: it.safe, edits: it.edits.iter().map(edit).collect() })
            .collect(),
    }
}

fn place(text: &Text, span: Span) -> Place {
    let point = |byte: usize| {
        let at = text.position(byte, Encoding::Utf32);
        Point { byte, line: at.line + 1, column: at.column + 1 }
    };
    Place { start: point(span.start), end: point(span.end), text: text.slice(span).to_owned() }
}
