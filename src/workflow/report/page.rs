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

/// The report as an HTML document: the matrix of features and personas, then each perspective with what to do next and the
/// evidence. Everything that comes from documents is escaped.
pub fn html(entries: &[Entry]) -> String {
    let alone = entries.len() == 1;
    let said = summary(entries);
    let mut page = format!(
        "{BEGIN}<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Perspectives: {said}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body{}>\n<a class=\"skip\" href=\"#{}\">Skip to the {}</a>\n<main id=\"top\">\n<h1>Perspectives</h1>\n\
         <p class=\"lead\">{said} for the next phase</p>\n<p class=\"soft\">{}</p>\n",
        if alone { " class=\"alone\"" } else { "" },
        if alone { "p0" } else { "overview" },
        if alone { "perspective" } else { "overview" },
        totals(entries),
    );
    if !alone {
        page += &matrix(entries);
    }
    entries.iter().enumerate().for_each(|(at, entry)| page += &article(at, entry, alone));
    page + "</main>\n</body>\n</html>\n"
}

/// `2 of 3 perspectives are ready`.
fn summary(entries: &[Entry]) -> String {
    let ready = entries.iter().filter(|it| it.ready).count();
    match entries {
        [only] => format!("1 perspective, {}", readiness(only)),
        _ => format!("{ready} of {} {} ready", counted(entries.len(), "perspective"), if ready == 1 { "is" } else { "are" }),
    }
}

/// All items, questions and errors together.
fn totals(entries: &[Entry]) -> String {
    let sum = |of: &dyn Fn(&Entry) -> usize| entries.iter().map(of).sum::<usize>();
    format!(
        "{} of {} pass, {}, {}",
        sum(&Entry::passing),
        counted(sum(&|it| it.items.len()), "item"),
        counted(sum(&|it| it.questions.len()), "open question"),
        counted(sum(&|it| it.errors), "error")
    )
}

/// The features in rows, the personas in columns, each in the order in which they first come.
fn matrix(entries: &[Entry]) -> String {
    let (mut features, mut personas): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for entry in entries {
        for (list, name) in [(&mut features, feature(entry)), (&mut personas, entry.persona.as_str())] {
            if !list.contains(&name) {
                list.push(name);
            }
        }
    }
    let heads: String = personas.iter().map(|it| format!("<th scope=\"col\">{}</th>", escaped(it))).collect();
    let mut table = format!(
        "<div class=\"wide\" id=\"overview\" tabindex=\"0\" role=\"region\" aria-label=\"Features and personas\">\n<table>\n\
         <thead><tr><th scope=\"col\">Feature</th>{heads}</tr></thead>\n<tbody>\n"
    );
    for name in features {
        let cell = |persona: &&str| {
            let here = entries.iter().enumerate().filter(|(_, it)| feature(it) == name && it.persona == **persona);
            let links: String = here.map(|(at, it)| link(at, it)).collect();
            format!("<td>{}</td>", if links.is_empty() { "<span class=\"soft\">none</span>" } else { &links })
        };
        let _ = writeln!(table, "<tr><th scope=\"row\">{}</th>{}</tr>", escaped(name), personas.iter().map(cell).collect::<String>());
    }
    table + "</tbody>\n</table>\n</div>\n"
}

/// A perspective in the matrix: how it stands, and the way to it.
fn link(at: usize, entry: &Entry) -> String {
    let mut rest = format!("{} of {} pass", entry.passing(), entry.items.len());
    for (count, noun) in [(entry.questions.len(), "open question"), (entry.errors, "error")] {
        if count > 0 {
            rest += &format!(", {}", counted(count, noun));
        }
    }
    format!("<a class=\"{}\" href=\"#p{at}\"><b>{}</b><small>{rest}</small></a>", class(entry), readiness(entry))
}

fn feature(entry: &Entry) -> &str {
    if entry.feature.is_empty() { &entry.path } else { &entry.feature }
}

fn class(entry: &Entry) -> &'static str {
    if entry.ready { "pass" } else { "fail" }
}

fn article(at: usize, entry: &Entry, alone: bool) -> String {
    let title = if entry.title.is_empty() { &entry.path } else { &entry.title };
    let mut text = format!(
        "<article aria-labelledby=\"p{at}\">\n<header><h2 id=\"p{at}\" tabindex=\"-1\">{}</h2><span class=\"state {}\">{}</span></header>\n",
        escaped(title),
        class(entry),
        readiness(entry)
    );
    text += &bar(entry);
    text += "<dl class=\"facts\">\n";
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    };
    fact("Persona", &escaped(&entry.persona));
    fact("File", &format!("<code>{}</code>", escaped(&entry.path)));
    fact("Branch", &entry.branch.as_deref().map_or_else(|| "none".to_owned(), |it| format!("<code>{}</code>", escaped(it))));
    fact("Validations", &entry.iteration.map_or_else(|| "none yet".to_owned(), |it| format!("{it} of {ITERATIONS}")));
    text += "</dl>\n<div class=\"pair\">\n<section>\n<h3>What to do next</h3>\n<ol class=\"steps\">\n";
    for step in &entry.next {
        let _ = writeln!(text, "<li>{} <span class=\"tag\">for the {}</span></li>", escaped(&step.what), step.who.name());
    }
    text += "</ol>\n</section>\n";
    if !entry.questions.is_empty() {
        text += "<section>\n<h3>Open questions</h3>\n<ol class=\"asked\">\n";
        for question in &entry.questions {
            let _ = writeln!(text, "<li>{} <span class=\"tag\">{}</span></li>", escaped(&question.words), escaped(&question.impact));
        }
        text += "</ol>\n</section>\n";
    }
    text += "</div>\n";
    text += &items(entry);
    if !alone {
        text += "<p class=\"top\"><a href=\"#top\">Back to the overview</a></p>\n";
    }
    text + "</article>\n"
}

/// How the items divide, as a bar and in words.
fn bar(entry: &Entry) -> String {
    const STATES: [(State, &str); 4] =
        [(State::Pass, "pass"), (State::Waived, "waived"), (State::Review, "to be reviewed"), (State::Fail, "fail")];
    let counts = STATES.map(|(state, words)| (state, entry.count(state), words));
    let there = || counts.iter().filter(|(_, count, _)| *count > 0);
    let words = there().map(|(_, count, words)| format!("{count} {words}")).collect::<Vec<_>>().join(", ");
    let parts: String =
        there().map(|(state, count, _)| format!("<span class=\"{}\" style=\"flex: {count}\"></span>", state.name())).collect();
    let of = counted(entry.items.len(), "item");
    format!("<div class=\"bar\" aria-hidden=\"true\">{parts}</div>\n<p class=\"soft\">{of}: {words}</p>\n")
}

/// The checklist with reasons and evidence, a list for each group.
fn items(entry: &Entry) -> String {
    let mut text = String::new();
    for group in entry.items.chunk_by(|one, other| one.group == other.group) {
        let passing = group.iter().filter(|it| matches!(it.state, State::Pass | State::Waived)).count();
        let _ = writeln!(
            text,
            "<section>\n<h3><small>{passing} of {} pass</small>{}</h3>\n<ul class=\"items\">",
            group.len(),
            escaped(&group[0].group)
        );
        for line in group {
            // What passes is shown by its best evidence, so that the eye finds what does not.
            let shown = if line.state == State::Pass { 1 } else { line.evidence.len() };
            let quotes: String = line.evidence.iter().take(shown).map(|it| format!("<blockquote>{}</blockquote>", escaped(it))).collect();
            let name = line.state.name();
            let _ = writeln!(
                text,
                "<li><span class=\"mark {name}\">{} {name}</span><div>{}<div class=\"why\">{}</div>{quotes}</div></li>",
                mark(line.state),
                escaped(&line.words),
                escaped(&line.reason)
            );
        }
        text += "</ul>\n</section>\n";
    }
    text
}

/// A sign beside a state's word, for a page without colours.
fn mark(state: State) -> &'static str {
    match state {
        State::Pass => "\u{2713}",
        State::Fail => "\u{2717}",
        State::Review => "?",
        State::Waived => "\u{2013}",
    }
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
