//! One JSON object a line: each finding when it is known, then the document, at the end the summary. The objects are
//! those of [`super::json`] with a `type` in front.

use serde::Serialize;

use super::Document;
use super::json::{self, Companion, Diagnostic, Entry, Summary};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Diagnostic {
        path: &'a str,
        persona: &'a str,
        #[serde(flatten)]
        diagnostic: &'a Diagnostic,
    },
    Document(&'a Entry),
    Companion(&'a Companion),
    Summary(&'a Summary),
}

/// A line for each finding, each document and the whole.
pub fn documents(documents: &[Document]) -> String {
    let report = json::report(documents);
    let mut out = String::new();
    for mut document in report.documents {
        for diagnostic in std::mem::take(&mut document.diagnostics) {
            out += &line(&Line::Diagnostic { path: &document.path, persona: &document.persona, diagnostic: &diagnostic });
        }
        out += &line(&Line::Document(&document));
    }
    for mut companion in report.companions {
        for diagnostic in std::mem::take(&mut companion.diagnostics) {
            out += &line(&Line::Diagnostic { path: &companion.path, persona: &companion.persona, diagnostic: &diagnostic });
        }
        out += &line(&Line::Companion(&companion));
    }
    out + &line(&Line::Summary(&report.summary))
}

fn line(line: &Line) -> String {
    serde_json::to_string(line).unwrap_or_default() + "\n"
}
