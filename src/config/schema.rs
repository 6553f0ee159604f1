//! The keys as a JSON schema: for editors that complete `perspective.toml`, and for the settings of editors.

use serde_json::{Map, Value, json};

use super::{KEYS, Key, Kind};
use crate::report::Severity;

/// What a value of `severity` may be.
const LEVELS: &[&str] = &["off", "hint", "information", "warning", "error"];

/// The schema (draft-07, which editors of TOML read) of `perspective.toml`. `rules` are name, severity and summary of
/// each rule there is.
pub fn schema(rules: &[(&str, Severity, &str)]) -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "perspective.toml",
        "description": "Settings of perspective-ls.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties(KEYS.iter(), rules),
    })
}

fn properties<'a>(keys: impl Iterator<Item = &'a Key>, rules: &[(&str, Severity, &str)]) -> Map<String, Value> {
    keys.map(|key| (key.name.to_owned(), property(key, rules))).collect()
}

fn property(key: &Key, rules: &[(&str, Severity, &str)]) -> Value {
    let mut schema = match key.kind {
        Kind::Terms => json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true }),
        Kind::Whole => json!({ "type": "integer", "minimum": 0, "maximum": 1000 }),
        Kind::Persona => json!({ "type": "string" }),
        Kind::Switch => json!({ "type": "boolean" }),
        Kind::Severities => {
            let level = |&(name, severity, summary): &(&str, Severity, &str)| {
                let description = format!("{summary} Default: {}.", severity.name());
                (name.to_owned(), json!({ "enum": LEVELS, "description": description }))
            };
            let levels: Map<String, Value> = rules.iter().map(level).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": levels })
        }
        Kind::Personas => {
            let own = KEYS.iter().filter(|it| !matches!(it.kind, Kind::Persona | Kind::Switch | Kind::Personas));
            let own = json!({ "type": "object", "additionalProperties": false, "properties": properties(own, rules) });
            json!({ "type": "object", "additionalProperties": own })
        }
    };
    schema["description"] = format!("{} Default: {}.", key.doc, key.default).into();
    schema
}
