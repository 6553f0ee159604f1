//! The report as one page that needs nothing else: no script, no resource. States are words; colour only repeats them.

use std::fmt::Write as _;

use super::super::words::counted;
use super::{Entry, readiness};
use crate::report::State;
use crate::workflow::checklist::ITERATIONS;

const STYLE: &str = include_str!("page.css");

/// How a page of ours begins.
const BEGIN: &str =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"perspective-ls\">\n";

/// Whether `text` is a page that [`html`] made.
pub fn is_page(text: &str) -> bool {
    text.starts_with(BEGIN)
}

/// The report as an HTML document. Everything that comes from documents is escaped.
pub fn html(entries: &[Entry]) -> String {
    let ready = entries.iter().filter(|it| it.ready).count();
    let mut page = format!(
        "{BEGIN}<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Perspectives</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#overview\">Skip to the overview</a>\n<main>\n<h1>Perspectives</h1>\n\
         <p>{} of {} ready for the next phase.</p>\n",
        ready,
        counted(entries.len(), "perspective")
    );
    page += &overview(entries);
    entries.iter().enumerate().for_each(|(at, entry)| page += &section(at, entry));
    page + "</main>\n</body>\n</html>\n"
}

/// The table of features and personas.
fn overview(entries: &[Entry]) -> String {
    let mut table = String::from(
        "<div class=\"wide\" id=\"overview\" tabindex=\"0\" role=\"region\" aria-label=\"Overview\">\n<table>\n\
         <thead><tr><th scope=\"col\">Feature</th><th scope=\"col\">Persona</th><th scope=\"col\">Items</th>\
         <th scope=\"col\">Open questions</th><th scope=\"col\">State</th><th scope=\"col\">Next</th></tr></thead>\n<tbody>\n",
    );
    for (at, entry) in entries.iter().enumerate() {
        let feature = if entry.feature.is_empty() { &entry.path } else { &entry.feature };
        let _ = writeln!(
            table,
            "<tr><th scope=\"row\"><a href=\"#p{at}\">{}</a></th><td>{}</td><td>{}/{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(feature),
            escaped(&entry.persona),
            entry.passing(),
            entry.items.len(),
            entry.questions.len(),
            badge(if entry.ready { "pass" } else { "fail" }, readiness(entry)),
            entry.next.first().map_or_else(String::new, |it| escaped(it))
        );
    }
    table + "</tbody>\n</table>\n</div>\n"
}

fn section(at: usize, entry: &Entry) -> String {
    let title = if entry.title.is_empty() { &entry.path } else { &entry.title };
    let mut text = format!("<section aria-labelledby=\"p{at}\">\n<h2 id=\"p{at}\">{}</h2>\n<dl>\n", escaped(title));
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "<dt>{name}</dt><dd>{value}</dd>");
    };
    fact("State", &badge(if entry.ready { "pass" } else { "fail" }, readiness(entry)));
    fact("File", &format!("<code>{}</code>", escaped(&entry.path)));
    fact("Branch", &entry.branch.as_deref().map_or_else(|| "none".to_owned(), |it| format!("<code>{}</code>", escaped(it))));
    fact("Checklist", &format!("{} of {} pass", entry.passing(), entry.items.len()));
    if let Some(iteration) = entry.iteration {
        fact("Validations", &format!("{iteration} of {ITERATIONS}"));
    }
    text += "</dl>\n<h3>What to do next</h3>\n<ol>\n";
    entry.next.iter().for_each(|step| text += &format!("<li>{}</li>\n", escaped(step)));
    text += "</ol>\n";
    if !entry.questions.is_empty() {
        text += "<h3>Open questions</h3>\n<ul>\n";
        entry.questions.iter().for_each(|it| text += &format!("<li>{}</li>\n", escaped(it)));
        text += "</ul>\n";
    }
    text + &items(entry) + "</section>\n"
}

/// The checklist with reasons and evidence, a table for each group.
fn items(entry: &Entry) -> String {
    let mut text = String::new();
    for group in entry.items.chunk_by(|one, other| one.group == other.group) {
        let _ = write!(
            text,
            "<h3>{0}</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\n<table>\n<thead><tr>\
             <th scope=\"col\">State</th><th scope=\"col\">Item</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n",
            escaped(&group[0].group)
        );
        for line in group {
            let quotes: String = line.evidence.iter().map(|it| format!("<blockquote>{}</blockquote>", escaped(it))).collect();
            let name = line.state.name();
            let class = if line.state == State::Waived { "review" } else { name };
            let _ = writeln!(
                text,
                "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}{quotes}</td></tr>",
                badge(class, name),
                escaped(&line.words),
                escaped(&line.reason)
            );
        }
        text += "</tbody>\n</table>\n</div>\n";
    }
    text
}

/// A state: the word, and a class for its colour.
fn badge(class: &str, word: &str) -> String {
    format!("<span class=\"state {class}\">{word}</span>")
}

/// `text` as HTML text or the value of an attribute; control characters, which HTML forbids, are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            it if it.is_control() => safe.push(' '),
            it => safe.push(it),
        }
    }
    safe
}
