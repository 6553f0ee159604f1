//! Names of findings that survive edits elsewhere: what a baseline and a CI service tell known findings by.

use std::collections::HashMap;

use crate::check::Checked;
use crate::report::Finding;
use crate::text::{Span, fnv1a};

/// Version of the recipe below; part of the key under which SARIF carries a fingerprint.
pub const VERSION: &str = "perspective/v1";

/// A fingerprint for each finding of a document, in their order: 16 hexadecimal digits, different within the document.
///
/// It is made of the code, the section, the words found and those that the message quotes, without regard to case and
/// white space, and of how often the same has been seen before. No line, no number of a version: an edit elsewhere
/// changes none of it.
pub fn fingerprints(checked: &Checked) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |finding: &Finding| {
        let subject = subject(checked, finding);
        let times = seen.entry(subject.clone()).or_default();
        *times += 1;
        format!("{:016x}", fnv1a(format!("{subject}\n{times}").as_bytes()))
    };
    checked.report.findings.iter().map(name).collect()
}

/// The fingerprint of a finding among those of all documents: with the document's `path` in it.
pub(super) fn in_file(path: &str, fingerprint: &str) -> String {
    format!("{:016x}", fnv1a(format!("{path}\n{fingerprint}").as_bytes()))
}

fn subject(checked: &Checked, finding: &Finding) -> String {
    let head = finding.message.split(" Fix: ").next().unwrap_or_default();
    let quoted: Vec<&str> = head.split('"').skip(1).step_by(2).collect();
    let section = section(checked, finding.span).unwrap_or_default();
    [finding.code, &section, checked.text.slice(finding.span), &quoted.join(" ")].map(normal).join("\n")
}

/// The title of the section that holds `span`, as the persona's skeleton calls it; no title where it stands above all.
pub(super) fn section(checked: &Checked, span: Span) -> Option<String> {
    let holds = |it: Span| it.covers(Span::at(span.start)) && (span.start < it.end || it.end == checked.text.as_str().len());
    let section = checked.perspective.sections.iter().rev().find(|it| it.level > 1 && (holds(it.body) || holds(it.heading)))?;
    let known = section.kind.and_then(|kind| checked.persona.sections.get(kind)).map(|it| it.title.clone());
    Some(known.unwrap_or_else(|| checked.text.slice(section.title).trim().to_owned()))
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
