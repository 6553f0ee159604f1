//! What may be written in a `perspective.toml`, and what stands there means.

use super::complete::{About, Insert, Kind, Piece, Suggestion};
use crate::config::{self, KEYS, Key};
use crate::persona::Personas;
use crate::rules::{self, RULES};
use crate::text::{Span, Text};

/// The table that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table<'t> {
    /// The keys of all settings.
    Top,
    /// Severities by code.
    Severity,
    /// Settings of one persona.
    Persona,
    /// Some other table.
    Other(&'t str),
}

/// A line of the settings up to a place, and the table that it belongs to.
struct Place<'t> {
    table: Table<'t>,
    /// First byte of the line.
    start: usize,
    line: &'t str,
    offset: usize,
}

impl<'t> Place<'t> {
    fn new(text: &'t Text, offset: usize) -> Self {
        let (source, lines) = (text.as_str(), text.lines());
        let number = lines.line_of(offset);
        let (start, line) = (lines.start(source, number), lines.line(source, number));
        let headers = (0..number).rev().map(|it| lines.line(source, it).trim());
        let header = headers.filter_map(header).next();
        let table = match header {
            None => Table::Top,
            Some("severity") => Table::Severity,
            Some(name) if name.ends_with(".severity") => Table::Severity,
            Some(name) if name.starts_with("personas.") => Table::Persona,
            Some(name) => Table::Other(name),
        };
        Place { table, start, line, offset: offset.clamp(start, start + line.len()) }
    }

    fn before(&self) -> &'t str {
        &self.line[..self.offset - self.start]
    }

    /// What was typed of the last word, from its `start` in the line.
    fn typed(&self, start: usize) -> Span {
        Span::new(self.start + start, self.offset)
    }
}

/// The name in `[name]`.
fn header(line: &str) -> Option<&str> {
    let bare = line.split('#').next().unwrap_or_default().trim();
    bare.strip_prefix('[')?.strip_suffix(']').map(str::trim)
}

/// What may be written at `offset` of the settings `text`.
pub fn complete(text: &Text, personas: &Personas, offset: usize) -> Vec<Suggestion> {
    let place = Place::new(text, offset);
    let before = place.before();
    if before.contains('#') {
        return Vec::new();
    }
    if let Some(open) = before.find('[').filter(|_| !before.contains('=')) {
        return tables(&place, personas, open);
    }
    match before.split_once('=') {
        Some((key, value)) => values(&place, personas, key.trim(), value),
        None => keys(&place),
    }
}

fn tables(place: &Place, personas: &Personas, open: usize) -> Vec<Suggestion> {
    let close = usize::from(place.line[place.offset - place.start..].starts_with(']'));
    let span = Span::new(place.start + open, place.offset + close);
    let table = |name: &str, about: &str| {
        Suggestion::new(Kind::Key, format!("[{name}]"), span, Insert::text(&format!("[{name}]"))).about(About::Words(about.to_owned()))
    };
    let doc = |name: &str| KEYS.iter().find(|it| it.name == name).map_or("", |it| it.doc);
    let own = personas.summaries().map(|(id, name, _)| table(&format!("personas.{id}"), doc("personas")).detail(name));
    std::iter::once(table("severity", doc("severity"))).chain(own).collect()
}

fn keys(place: &Place) -> Vec<Suggestion> {
    let start = place.before().len() - place.before().trim_start().len();
    let span = place.typed(start);
    let wanted = |key: &&Key| match place.table {
        Table::Top => !matches!(key.name, "severity" | "personas"),
        Table::Persona => matches!(key.name, "accept" | "ban" | "limit"),
        _ => false,
    };
    let key = |key: &Key| {
        let (open, stop, close) = match key.kind {
            config::Kind::Terms => ("[", "\"term\"", "]"),
            config::Kind::Whole => ("", "3", ""),
            config::Kind::Switch => ("", "true", ""),
            _ => ("\"", "value", "\""),
        };
        let insert = Insert(vec![Piece::Text(format!("{} = {open}", key.name)), Piece::Stop(stop.into()), Piece::Text(close.into())]);
        Suggestion::new(Kind::Key, key.name, span, insert).detail(kind_of(key)).about(About::Words(key.doc.to_owned()))
    };
    let code = |rule: &rules::Rule| {
        let insert = Insert(vec![Piece::Text(format!("{} = \"", rule.name)), Piece::Stop("off".into()), Piece::Text("\"".into())]);
        Suggestion::new(Kind::Code, rule.name, span, insert).detail(rule.summary).about(About::Rule(rule.name))
    };
    match place.table {
        Table::Severity => RULES.iter().map(code).collect(),
        _ => KEYS.iter().filter(wanted).map(key).collect(),
    }
}

/// The severities as settings have them, and what each does.
const SEVERITIES: &[(&str, &str)] = &[
    ("off", "the rule finds nothing"),
    ("hint", "welcome, never required"),
    ("information", "worth a look"),
    ("warning", "to be mended"),
    ("error", "blocks the next phase"),
];

fn values(place: &Place, personas: &Personas, key: &str, value: &str) -> Vec<Suggestion> {
    let start = place.before().len() - value.trim_start().len();
    // An editor closes the quotation mark as it is opened.
    let close = usize::from(value.contains('"') && place.line[place.offset - place.start..].starts_with('"'));
    let span = Span::new(place.start + start, place.offset + close);
    let text = |value: &str, detail: &str| Suggestion::new(Kind::Value, value, span, Insert::text(&format!("\"{value}\""))).detail(detail);
    match (place.table, key) {
        (Table::Severity, _) => SEVERITIES.iter().map(|(name, detail)| text(name, detail)).collect(),
        (Table::Top, "persona") => personas.summaries().map(|(id, name, _)| text(id, name)).collect(),
        _ => Vec::new(),
    }
}

/// What stands at `offset` of the settings `text` means, as Markdown, and where it stands.
pub fn explain(text: &Text, offset: usize) -> Option<(Span, String)> {
    let place = Place::new(text, offset);
    if let Some(name) = header(place.line.trim()) {
        let key = KEYS.iter().find(|it| name.split('.').next() == Some(it.name))?;
        return Some((Span::new(place.start, place.start + place.line.len()), described(key)));
    }
    let (name, _) = place.line.split_once('=')?;
    let key = name.trim();
    let span = Span::new(place.start, place.start + name.len()).trim(text.as_str());
    if !span.touches(Span::at(offset)) {
        return None;
    }
    let code = if place.table == Table::Severity { key } else { key.strip_prefix("severity.").unwrap_or_default() };
    match rules::rule(code) {
        Some(rule) => Some((span, format!("**{}**: {} (by default: {})\n\n{}", rule.name, rule.summary, rule.severity.name(), rule.page))),
        None => Some((span, described(KEYS.iter().find(|it| it.name == key)?))),
    }
}

fn described(key: &Key) -> String {
    format!("**{}**: {}\n\n- kind: {}\n- default: {}", key.name, key.doc, kind_of(key), key.default)
}

/// What the value of `key` is, in words.
fn kind_of(key: &Key) -> &'static str {
    match key.kind {
        config::Kind::Terms => "list of terms",
        config::Kind::Whole => "whole number",
        config::Kind::Persona => "id of a persona",
        config::Kind::Switch => "true or false",
        config::Kind::Severities => "table: code = off, hint, information, warning or error",
        config::Kind::Personas => "table: id = table of accept, ban, limit, severity",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(marked: &str) -> Vec<String> {
        let offset = marked.find('¦').expect("a cursor");
        let text = marked.replace('¦', "");
        complete(&Text::new(text), &Personas::built_in(), offset).into_iter().map(|it| it.label).collect()
    }

    #[test]
    fn keys_fit_their_table() {
        assert_eq!(suggested("¦"), ["accept", "ban", "limit", "persona", "spec-kit"]);
        assert_eq!(suggested("[personas.ceo]\nli¦"), ["accept", "ban", "limit"]);
        assert!(suggested("[severity]\n¦").contains(&"vague-recommendation".to_owned()));
        assert!(suggested("[other]\n¦").is_empty());
        assert!(suggested("# li¦").is_empty());
    }

    #[test]
    fn values_fit_their_key() {
        assert_eq!(suggested("[severity]\naudience = \"¦\""), ["off", "hint", "information", "warning", "error"]);
        assert!(suggested("persona = ¦").contains(&"customer-success-manager".to_owned()));
        assert!(suggested("limit = ¦").is_empty());
        let tables = suggested("[¦]");
        assert_eq!(tables[0], "[severity]");
        assert!(tables.contains(&"[personas.customer-success-manager]".to_owned()));
    }

    #[test]
    fn settings_explain_themselves() {
        let text = Text::new("limit = 2\n[severity]\naudience = \"off\"\nnonsense = \"off\"\n");
        let at = |needle: &str| {
            explain(&text, text.as_str().find(needle).expect("it is there")).map(|(span, words)| (text.slice(span).to_owned(), words))
        };
        assert!(at("limit").is_some_and(|(place, words)| place == "limit" && words.contains("default: the persona's")));
        assert!(at("audience").is_some_and(|(place, words)| place == "audience" && words.contains("by default: ")));
        assert!(at("[sev").is_some_and(|(_, words)| words.starts_with("**severity**")));
        assert_eq!(at("nonsense"), None);
        assert_eq!(at("\"off\""), None);
    }
}
