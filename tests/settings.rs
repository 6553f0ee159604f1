//! What others are told of the settings is what the program reads: the schema of `perspective.toml`, and the settings of
//! the extension for VS Code, which has them in its manifest.

use std::fs;
use std::path::{Path, PathBuf};

use perspective_ls::config;
use perspective_ls::report::Severity;
use perspective_ls::rules::RULES;
use serde_json::{Map, Value, json};

const HOW: &str = "UPDATE_SCHEMAS=1 cargo test --test settings writes it anew";

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn update(file: &str, text: &str) {
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(path(file), text).expect("it is written");
    }
}

fn schema() -> Value {
    let rules: Vec<(&str, Severity, &str)> = RULES.iter().map(|it| (it.name, it.severity, it.summary)).collect();
    config::schema(&rules)
}

#[test]
fn the_published_schema_is_that_of_the_keys() {
    let file = "docs/schema/settings.v1.json";
    let expected = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    update(file, &expected);
    assert_eq!(read(file), expected, "{file}: {HOW}");
}

#[test]
fn the_schema_takes_what_the_program_takes_and_nothing_else() {
    let validator = jsonschema::options().build(&schema()).expect("a schema");
    let codes: Vec<&str> = RULES.iter().map(|it| it.name).collect();
    let cases = [
        (read("examples/perspective.toml"), true),
        (
            "accept = [\"Snowflake\"]\nlimit = 2\npersona = \"ceo\"\n[severity]\naudience = \"off\"\n[personas.ceo]\nlimit = 1\n"
                .to_owned(),
            true,
        ),
        ("limit = -1\n".to_owned(), false),
        ("limit = \"3\"\n".to_owned(), false),
        ("acept = []\n".to_owned(), false),
        ("accept = [3]\n".to_owned(), false),
        ("[severity]\naudience = \"loud\"\n".to_owned(), false),
        ("[severity]\naudiences = \"off\"\n".to_owned(), false),
        ("[personas.ceo]\npersona = \"cfo\"\n".to_owned(), false),
    ];
    for (text, right) in cases {
        let value: Value = toml::from_str(&text).expect("TOML");
        assert_eq!(validator.is_valid(&value), right, "the schema on {text}");
        assert_eq!(config::toml(&text, &codes).1.is_empty(), right, "the program on {text}");
    }
}

/// `manifest` with `properties` as the settings: all that stands between the line that opens them and the one that closes
/// them, which are told by their indentation.
fn with_settings(manifest: &str, properties: &Map<String, Value>) -> String {
    let (before, rest) = manifest.split_once("\n      \"properties\": {").expect("the settings");
    let (_, after) = rest.split_once("\n      }\n").expect("their end");
    let pretty = serde_json::to_string_pretty(properties).expect("JSON").replace('\n', "\n      ");
    format!("{before}\n      \"properties\": {pretty}\n{after}")
}

#[test]
fn the_extension_has_the_settings_of_the_server() {
    let file = "editors/vscode/package.json";
    let manifest = read(file);
    let mut expected: Map<String, Value> = Map::new();
    for (at, key) in config::KEYS.iter().enumerate() {
        let mut property = schema()["properties"][key.name].clone();
        property["scope"] = "resource".into();
        property["order"] = at.into();
        expected.insert(format!("perspective.{}", key.name), property);
    }
    let own = config::KEYS.len();
    expected.insert(
        "perspective.server.path".to_owned(),
        json!({
            "type": "string", "default": "", "scope": "machine-overridable", "order": own,
            "description": "The program to run as the server, an absolute path. Empty: the one in this extension, else the one on the PATH."
        }),
    );
    expected.insert(
        "perspective.trace.server".to_owned(),
        json!({
            "type": "string", "enum": ["off", "messages", "verbose"], "default": "off", "scope": "window", "order": own + 1,
            "description": "Whether the talk with the server is written to the log."
        }),
    );
    update(file, &with_settings(&manifest, &expected));
    let read: Value = serde_json::from_str(&read(file)).expect("JSON");
    assert_eq!(read["contributes"]["configuration"]["properties"], Value::Object(expected), "{file}: {HOW}");
}
