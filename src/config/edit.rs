//! Settings changed in their text, so that comments, order and spelling of all else stay.

use toml::de::{DeTable, DeValue};

use crate::report::Edit;
use crate::text::{Span, Text};

/// The edit of a `perspective.toml` that switches the rule `code` off. Text that is no TOML is added to all the same; it
/// was unusable before.
pub fn switch_off(text: &str, code: &str) -> Edit {
    let table = DeTable::parse(text).ok();
    let severity = table.as_ref().and_then(|it| it.get_ref().get("severity"));
    if let Some(value) = severity.and_then(|it| it.get_ref().get(code)) {
        return Edit { span: Span::new(value.span().start, value.span().end), text: "\"off\"".to_owned() };
    }
    let line = format!("{code} = \"off\"");
    match header(text, "[severity]") {
        Some(end) => insert(text, end, &line),
        None => {
            let end = text.trim_end().len();
            let lead = if end == 0 { "" } else { "\n\n" };
            Edit { span: Span::new(end, text.len()), text: with_breaks(text, &format!("{lead}[severity]\n{line}\n")) }
        }
    }
}

/// The edit that adds `term` to the terms that are never technical; `None` where it is among them.
pub fn accept(text: &str, term: &str) -> Option<Edit> {
    let table = DeTable::parse(text).ok();
    let list = table.as_ref().and_then(|it| it.get_ref().get("accept"));
    let term = quoted(term);
    let Some(list) = list else {
        // Keys before the first table belong to no table.
        return Some(Edit { span: Span::at(0), text: with_breaks(text, &format!("accept = [{term}]\n")) });
    };
    let DeValue::Array(terms) = list.get_ref() else { return None };
    let known = terms.iter().any(|it| it.get_ref().as_str().is_some_and(|it| quoted(it) == term));
    let last = terms.iter().last().map(|it| it.span().end);
    match last {
        _ if known => None,
        Some(end) => Some(Edit { span: Span::at(end), text: format!(", {term}") }),
        None => Some(Edit { span: Span::at(list.span().start + 1), text: term }),
    }
}

/// `term` as a string of TOML.
fn quoted(term: &str) -> String {
    let words = term.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Where the line that is `header` ends, without its line break.
fn header(text: &str, header: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.split('#').next().unwrap_or_default().trim();
        if bare == header {
            return Some(at + line.trim_end_matches(['\n', '\r']).len());
        }
        at += line.len();
    }
    None
}

/// The edit that puts `line` behind the line that ends at `at`.
fn insert(text: &str, at: usize, line: &str) -> Edit {
    Edit { span: Span::at(at), text: with_breaks(text, &format!("\n{line}")) }
}

/// `words` with the line breaks that `text` has.
fn with_breaks(text: &str, words: &str) -> String {
    words.replace('\n', Text::new(text).line_break())
}

#[cfg(test)]
mod tests {
    use super::super::toml;
    use super::*;
    use crate::report::{Severity, applied};

    const CODES: &[&str] = &["audience", "open-clarification"];

    #[test]
    fn a_rule_is_switched_off_wherever_it_stands() {
        for text in [
            "",
            "limit = 3",
            "# why\nlimit = 3\n\n[severity] # weights\nopen-clarification = \"hint\"\n",
            "[severity]\naudience = \"error\" # loud\n",
            "severity.audience = \"hint\"\n",
            "severity = { audience = \"hint\" }\r\n",
            "[personas.x]\r\nlimit = 1\r\n",
        ] {
            let after = applied(text, &[switch_off(text, "audience")]);
            let (config, problems) = toml(&after, CODES);
            assert_eq!(problems, [], "{after}");
            assert_eq!(config.severity.get("audience"), Some(&None), "{after}");
            let before = toml(text, CODES).0;
            assert_eq!((config.limit, config.personas.len()), (before.limit, before.personas.len()), "{after}");
            assert!(
                !text.contains("hint\"\n") || text.contains("audience") || config.severity["open-clarification"] == Some(Severity::Hint)
            );
            assert!(
                text.split(['\n', '\r']).filter(|it| it.contains('#')).all(|it| after.contains(it.split('#').nth(1).unwrap())),
                "{after}"
            );
        }
    }

    #[test]
    fn a_term_is_accepted_once() {
        for text in
            ["", "limit = 3\n[severity]\naudience = \"off\"\n", "accept = []\n", "accept = [\n  \"Brightdesk\",\n  \"x\", # why\n]\n"]
        {
            let after = applied(text, &[accept(text, "Snow \"flake\"").expect("it is new")]);
            let (config, problems) = toml(&after, CODES);
            assert_eq!(problems, [], "{after}");
            assert_eq!(config.accept.last().map(String::as_str), Some("Snow \"flake\""), "{after}");
            assert_eq!(accept(&after, "Snow  \"flake\""), None);
        }
        assert_eq!(accept("accept = 3\n", "x"), None);
    }
}
