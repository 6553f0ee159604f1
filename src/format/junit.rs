//! JUnit's XML, in the form that the Jenkins plugin "xUnit" gives a schema for: a suite for each document, a case for
//! each item of the checklist and for each finding that no item is about.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Document, Named, TOOL, place};
use crate::report::{Severity, State};

/// The whole file.
pub fn documents(documents: &[Document]) -> String {
    let suites: Vec<Suite> = documents.iter().map(suite).collect();
    let mut out = Out(Writer::new_with_indent(Vec::new(), b' ', 2));
    let _ = out.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let all = |state: fn(&Outcome) -> bool| suites.iter().map(|it| it.count(state)).sum::<usize>().to_string();
    let (tests, failures) = (all(|_| true), all(Outcome::failed));
    let attributes = [("name", TOOL), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    out.element("testsuites", &attributes, |out| suites.iter().for_each(|suite| suite.write(out)));
    String::from_utf8(out.0.into_inner()).unwrap_or_default() + "\n"
}

struct Suite {
    name: String,
    cases: Vec<Case>,
    /// Findings that are welcome and never required.
    notes: String,
}

struct Case {
    class: String,
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Skipped(String),
    Failed { code: String, message: String, details: String },
}

impl Outcome {
    fn failed(&self) -> bool {
        matches!(self, Outcome::Failed { .. })
    }

    fn skipped(&self) -> bool {
        matches!(self, Outcome::Skipped(_))
    }
}

fn suite(document: &Document) -> Suite {
    let checked = document.checked;
    let mut cases: Vec<Case> = Vec::new();
    for verdict in &checked.report.verdicts {
        let item = &checked.persona.items[verdict.item];
        let about: Vec<&Named> = document.findings().filter(|it| it.finding.items.contains(&verdict.item)).collect();
        let outcome = match (verdict.state, about.first()) {
            (State::Fail, Some(first)) => failed(document, first, &about),
            // All that speaks against it is in the baseline.
            (State::Fail, None) => Outcome::Skipped(format!("known: {}", verdict.reason)),
            (State::Review | State::Waived, _) => Outcome::Skipped(verdict.reason.clone()),
            (State::Pass, _) => Outcome::Passed,
        };
        cases.push(Case { class: item.group.clone(), name: item.words.clone(), outcome });
    }
    let (loud, quiet): (Vec<&Named>, Vec<&Named>) =
        document.findings().filter(|it| it.finding.items.is_empty()).partition(|it| it.finding.severity <= Severity::Warning);
    cases.extend(loud.into_iter().map(|it| Case {
        class: it.finding.code.to_owned(),
        name: one_line(checked.text.slice(it.finding.span)),
        outcome: failed(document, it, &[it]),
    }));
    let notes = quiet.iter().map(|it| line(document, it)).collect();
    Suite { name: document.plain_path().to_owned(), cases, notes }
}

fn failed(document: &Document, first: &Named, all: &[&Named]) -> Outcome {
    let details = all.iter().map(|it| line(document, it)).collect();
    Outcome::Failed { code: first.finding.code.to_owned(), message: first.finding.message.clone(), details }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `path:line:column: severity[code]: message`.
fn line(document: &Document, named: &Named) -> String {
    let finding = named.finding;
    let (line, column) = place(&document.checked.text, finding.span.start);
    format!("{}:{line}:{column}: {}[{}]: {}\n", document.plain_path(), finding.severity.name(), finding.code, finding.message)
}

impl Suite {
    fn count(&self, state: fn(&Outcome) -> bool) -> usize {
        self.cases.iter().filter(|it| state(&it.outcome)).count()
    }

    fn write(&self, out: &mut Out) {
        let [tests, failures, skipped] = [|_: &Outcome| true, Outcome::failed, Outcome::skipped].map(|it| self.count(it).to_string());
        let attributes = [("name", self.name.as_str()), ("tests", &tests), ("failures", &failures), ("errors", "0"), ("skipped", &skipped)];
        out.element("testsuite", &attributes, |out| {
            for case in &self.cases {
                out.element("testcase", &[("classname", &case.class), ("name", &case.name)], |out| case.outcome.write(out));
            }
            if !self.notes.is_empty() {
                out.element("system-out", &[], |out| out.text(&self.notes));
            }
        });
    }
}

impl Outcome {
    fn write(&self, out: &mut Out) {
        match self {
            Outcome::Passed => {}
            Outcome::Skipped(why) => out.element("skipped", &[("message", why)], |_| {}),
            Outcome::Failed { code, message, details } => {
                out.element("failure", &[("type", code), ("message", message)], |out| out.text(details));
            }
        }
    }
}

/// Writes XML into memory, which cannot fail.
struct Out(Writer<Vec<u8>>);

impl Out {
    fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Out)) {
        let values: Vec<(&str, String)> = attributes.iter().map(|(name, value)| (*name, printable(value))).collect();
        let start = BytesStart::new(name).with_attributes(values.iter().map(|(name, value)| (*name, value.as_str())));
        let _ = self.0.write_event(Event::Start(start));
        inside(self);
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }

    fn text(&mut self, text: &str) {
        let _ = self.0.write_event(Event::Text(BytesText::new(&printable(text))));
    }
}

/// `text` without the characters that XML 1.0 cannot hold in any form (its production `Char`).
fn printable(text: &str) -> String {
    let allowed = |c: &char| !(c.is_control() && !matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(allowed).collect()
}
