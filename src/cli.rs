//! The surface for terminals.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::check::check;
use crate::config::Config;
use crate::persona::Personas;
use crate::text::{Encoding, Span, Text};

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let personas = Personas::built_in();
    let mut documents = Vec::new();
    for path in std::env::args().skip(1).filter(|it| it.ends_with(".md")) {
        let text = Text::new(std::fs::read_to_string(&path).unwrap_or_default());
        let Some(persona) = personas.of_document(&path, text.as_str()) else { continue };
        let done = check(&text, persona, &Config::default());
        let place = |offset| {
            let at = text.position(offset, Encoding::Utf32);
            json!({"byte": offset, "line": at.line + 1, "column": at.column + 1})
        };
        let span = |it: Span| json!({"start": place(it.start), "end": place(it.end), "text": text.slice(it)});
        let spans = |list: &[Span]| list.iter().map(|it| span(*it)).collect::<Vec<Value>>();
        documents.push(json!({
            "path": path, "persona": persona.id, "ready": done.ready(),
            "checklist": done.report.verdicts.iter().map(|it| json!({"group": persona.items[it.item].group, "item": persona.items[it.item].words, "state": it.state.name(), "reason": it.reason, "evidence": spans(&it.evidence)})).collect::<Vec<_>>(),
            "clarifications": {"limit": persona.limit, "markers": done.perspective.markers.iter().map(|it| json!({"question": text.slice(it.question), "impact": it.impact, "rank": it.rank, "keep": it.keep, "span": span(it.span)})).collect::<Vec<_>>()},
            "recommendations": done.perspective.recommendations.iter().map(|it| json!({"label": it.label.name(), "span": span(it.span)})).collect::<Vec<_>>(),
            "metrics": done.perspective.metrics.iter().map(|it| json!({"label": it.label.name(), "span": span(it.span)})).collect::<Vec<_>>(),
            "diagnostics": done.report.findings.iter().map(|it| json!({"code": it.code, "severity": it.severity.name(), "message": it.message, "items": it.items, "span": span(it.span)})).collect::<Vec<_>>(),
        }));
    }
    println!("{}", json!({"schema": 1, "documents": documents}));
    ExitCode::SUCCESS
}
