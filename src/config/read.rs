//! Settings from TOML and from JSON, through one reading.

use toml::de::{DeTable, DeValue};

use super::{Config, KEYS, Problem};
use crate::report::Severity;
use crate::text::Span;

/// A value of either format, with its place.
struct Given {
    span: Span,
    value: Value,
}

enum Value {
    Table(Vec<(String, Span, Given)>),
    List(Vec<Given>),
    Text(String),
    Whole(i64),
    Switch(bool),
    Other,
}

/// The settings in a TOML text. `codes` are the names of all rules. Text that is no TOML gives the defaults and one
/// problem; a key that cannot be used is left out and is a problem each.
pub fn toml(text: &str, codes: &[&str]) -> (Config, Vec<Problem>) {
    match DeTable::parse(text) {
        Ok(table) => read(from_table(table.get_ref(), Span::new(0, text.len())), codes),
        Err(error) => {
            let span = error.span().map_or(Span::at(0), |range| Span::new(range.start, range.end));
            let message = format!("settings cannot be read: {}", error.message().split_whitespace().collect::<Vec<_>>().join(" "));
            (Config::default(), vec![Problem { span, message }])
        }
    }
}

/// The settings in a JSON value, as an editor sends them. `null` gives the defaults.
pub fn json(value: &serde_json::Value, codes: &[&str]) -> (Config, Vec<Problem>) {
    match value {
        serde_json::Value::Null => (Config::default(), Vec::new()),
        value => read(from_json(value), codes),
    }
}

fn from_table(table: &DeTable<'_>, span: Span) -> Given {
    let place = |range: std::ops::Range<usize>| Span::new(range.start, range.end);
    let mut entries: Vec<(String, Span, Given)> = table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), place(key.span()), from_toml(value.get_ref(), place(value.span()))))
        .collect();
    entries.sort_by_key(|(_, span, _)| *span);
    Given { span, value: Value::Table(entries) }
}

fn from_toml(value: &DeValue<'_>, span: Span) -> Given {
    let value = match value {
        DeValue::Table(table) => return from_table(table, span),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|it| from_toml(it.get_ref(), Span::new(it.span().start, it.span().end))).collect())
        }
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(on) => Value::Switch(*on),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Whole),
        _ => Value::Other,
    };
    Given { span, value }
}

fn from_json(value: &serde_json::Value) -> Given {
    let value = match value {
        serde_json::Value::Object(map) => Value::Table(map.iter().map(|(key, it)| (key.clone(), Span::default(), from_json(it))).collect()),
        serde_json::Value::Array(list) => Value::List(list.iter().map(from_json).collect()),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Bool(on) => Value::Switch(*on),
        serde_json::Value::Number(number) => number.as_i64().map_or(Value::Other, Value::Whole),
        _ => Value::Other,
    };
    Given { span: Span::default(), value }
}

fn read(given: Given, codes: &[&str]) -> (Config, Vec<Problem>) {
    let mut reader = Reader { codes, problems: Vec::new() };
    let config = reader.config(given, true);
    (config, reader.problems)
}

struct Reader<'a> {
    codes: &'a [&'a str],
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// The settings in a table; `top` where it may have tables for personas.
    fn config(&mut self, given: Given, top: bool) -> Config {
        let mut config = Config::default();
        for (key, place, given) in self.table(given, "settings") {
            match key.as_str() {
                "accept" => config.accept = self.texts(given, "accept"),
                "ban" => config.ban = self.texts(given, "ban"),
                "limit" => config.limit = self.whole(&given, "limit"),
                "persona" if top => config.persona = self.text(given, "persona"),
                "spec-kit" if top => config.spec_kit = self.switch(&given, "spec-kit"),
                "severity" => self.severities(given, &mut config),
                "personas" if top => {
                    for (id, _, given) in self.table(given, "personas") {
                        let own = self.config(given, false);
                        config.personas.insert(id, own);
                    }
                }
                // An editor sends null for what is not set, and may send keys of its own extension.
                _ => self.unknown(place, "setting", &key, &KEYS.iter().map(|it| it.name).collect::<Vec<_>>()),
            }
        }
        config
    }

    fn severities(&mut self, given: Given, config: &mut Config) {
        for (code, place, given) in self.table(given, "severity") {
            if !self.codes.contains(&code.as_str()) {
                self.unknown(place, "rule", &code, self.codes);
                continue;
            }
            let span = given.span;
            let Some(name) = self.text(given, &code) else { continue };
            match (name.as_str(), Severity::named(&name)) {
                ("off", _) => drop(config.severity.insert(code, None)),
                (_, Some(severity)) => drop(config.severity.insert(code, Some(severity))),
                _ => {
                    self.problem(span, format!("severity \"{name}\" of {code} is unknown: write off, hint, information, warning or error"))
                }
            }
        }
    }

    fn table(&mut self, given: Given, name: &str) -> Vec<(String, Span, Given)> {
        match given.value {
            Value::Table(entries) => entries,
            _ => {
                self.problem(given.span, format!("{name} is not a table: write it as a table of keys and values"));
                Vec::new()
            }
        }
    }

    fn texts(&mut self, given: Given, name: &str) -> Vec<String> {
        let Value::List(list) = given.value else {
            self.problem(given.span, format!("{name} is not a list: write {name} = [\"term\", \"term\"]"));
            return Vec::new();
        };
        list.into_iter().filter_map(|it| self.text(it, name)).filter(|it| !it.trim().is_empty()).collect()
    }

    fn text(&mut self, given: Given, name: &str) -> Option<String> {
        match given.value {
            Value::Text(text) => Some(text),
            _ => {
                self.problem(given.span, format!("{name} wants text in quotation marks"));
                None
            }
        }
    }

    fn whole(&mut self, given: &Given, name: &str) -> Option<usize> {
        match given.value {
            Value::Whole(number) if (0..=1000).contains(&number) => usize::try_from(number).ok(),
            _ => {
                self.problem(given.span, format!("{name} wants a whole number from 0 to 1000"));
                None
            }
        }
    }

    fn switch(&mut self, given: &Given, name: &str) -> Option<bool> {
        match given.value {
            Value::Switch(on) => Some(on),
            _ => {
                self.problem(given.span, format!("{name} wants true or false"));
                None
            }
        }
    }

    fn unknown(&mut self, span: Span, what: &str, name: &str, known: &[&str]) {
        let near = nearest(name, known).map_or_else(String::new, |it| format!(": did you mean \"{it}\"?"));
        self.problem(span, format!("{what} \"{name}\" is unknown{near}"));
    }

    fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem { span, message });
    }
}

/// The one of `known` that `name` is most likely a misspelling of, if any is near.
fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().map(|it| (strsim::damerau_levenshtein(name, it), *it)).min()?;
    (near.0 <= 1 + name.len() / 4).then_some(near.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: &[&str] = &["open-clarification", "vague-recommendation"];

    #[test]
    fn both_formats_read_alike() {
        let text = "accept = [\"Snowflake\"]\nlimit = 2\n[severity]\nopen-clarification = \"off\"\n[personas.ceo]\nban = [\"synergy\"]\nlimit = 1\n";
        let value = serde_json::json!({"accept": ["Snowflake"], "limit": 2, "severity": {"open-clarification": "off"}, "personas": {"ceo": {"ban": ["synergy"], "limit": 1}}});
        let (from_toml, problems) = toml(text, CODES);
        assert_eq!(problems, []);
        assert_eq!((from_toml.clone(), Vec::new()), json(&value, CODES));
        assert_eq!(from_toml.of("ceo").limit, Some(1));
        assert_eq!(from_toml.of("ceo").ban, ["synergy"]);
        assert_eq!(from_toml.of("cfo").limit, Some(2));
    }

    #[test]
    fn what_is_wrong_has_a_place_and_the_rest_holds() {
        let text = "acept = []\nlimit = -1\nban = [\"x\", 3]\n[severity]\nvague-recommendations = \"off\"\nopen-clarification = \"loud\"\n";
        let (config, problems) = toml(text, CODES);
        let said: Vec<(&str, &str)> = problems.iter().map(|it| (it.span.of(text), it.message.as_str())).collect();
        assert_eq!(said[0], ("acept", "setting \"acept\" is unknown: did you mean \"accept\"?"));
        assert_eq!(said[1].0, "-1");
        assert_eq!(said[2].0, "3");
        assert_eq!(said[3], ("vague-recommendations", "rule \"vague-recommendations\" is unknown: did you mean \"vague-recommendation\"?"));
        assert_eq!(said[4].0, "\"loud\"");
        assert_eq!(config.ban, ["x"]);
    }

    #[test]
    fn broken_toml_is_one_problem_at_its_place() {
        let (config, problems) = toml("limit = 3\nban = [\"x\"\n", CODES);
        assert_eq!(config, Config::default());
        assert_eq!(problems.len(), 1);
        assert!(problems[0].span.start >= 10, "{problems:?}");
    }
}
