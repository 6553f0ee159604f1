//! What is written for machines: valid by its schema over the whole corpus, and the same findings in every format.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::format::{self, fingerprint};
use perspective_ls::persona::Personas;
use perspective_ls::text::Text;
use serde_json::Value;

const CLEAN: &str = include_str!("data/clean.md");
const EXAMPLE: &str = include_str!("../examples/personas/guided-onboarding/customer-success-perspective.md");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All documents of the corpus, relative to the repository.
fn corpus() -> Vec<String> {
    let folders = ["tests/corpus/dev", "tests/corpus/dev-b"];
    let entries = folders.iter().flat_map(|it| fs::read_dir(root().join(it)).expect("a folder of the corpus"));
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "md"));
    files.sort();
    assert!(files.len() > 20, "the corpus is there");
    files.iter().map(|it| it.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/")).collect()
}

/// What `check --format` prints for the whole corpus and the example.
fn printed(format: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
        .args(["check", "--persona", "customer-success-manager", "--format", format, "examples"])
        .args(corpus())
        .current_dir(root())
        .output()
        .expect("the binary runs");
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every way in which `value` breaks `schema`; empty where it is valid.
fn breaches(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::options().should_validate_formats(true).build(schema).expect("a schema");
    validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// `value` with its first string called `key` turned into a number: no schema of ours allows that.
fn broken(value: &mut Value, key: &str) -> bool {
    match value {
        Value::Object(map) => {
            if let Some(found) = map.get_mut(key).filter(|it| it.is_string()) {
                *found = 7.into();
                return true;
            }
            map.values_mut().any(|it| broken(it, key))
        }
        Value::Array(list) => list.iter_mut().any(|it| broken(it, key)),
        _ => false,
    }
}

/// Holds `value` to `schema`, and the schema to noticing when `key` is wrong.
fn valid(schema: &Value, mut value: Value, key: &str) {
    assert_eq!(breaches(schema, &value), Vec::<String>::new());
    assert!(broken(&mut value, key), "{key} is there");
    assert_ne!(breaches(schema, &value), Vec::<String>::new(), "the schema says what {key} is");
}

fn judged(text: &str) -> Checked {
    let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
    check(&Text::new(text), &persona, &Config::default())
}

#[test]
fn published_schemas_are_those_of_the_types() {
    let published =
        [("docs/schema/check.v1.json", format::json::schema()), ("docs/schema/diagnostic-data.v1.json", format::data::schema())];
    for (path, schema) in published {
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(root().join(path), &schema).expect("it is written");
        }
        let how = "UPDATE_SCHEMAS=1 cargo test --test formats writes it anew; a breaking change needs a new version";
        assert_eq!(read(path), schema, "{path}: {how}");
    }
}

#[test]
fn json_is_valid() {
    let schema = parsed(&format::json::schema());
    valid(&schema, parsed(&printed("json")), "severity");
}

#[test]
fn jsonl_has_the_objects_of_json() {
    let mut whole = parsed(&printed("json"));
    let text = printed("jsonl");
    let lines: Vec<Value> = text.lines().map(parsed).collect();
    let of = |kind: &str| -> Vec<&Value> { lines.iter().filter(|it| it["type"] == kind).collect() };
    assert_eq!(lines.len(), of("diagnostic").len() + of("document").len() + 1);
    let mut diagnostics = of("diagnostic").into_iter();
    for (document, line) in whole["documents"].as_array_mut().expect("documents").iter_mut().zip(of("document")) {
        for expected in document["diagnostics"].as_array().expect("diagnostics") {
            let mut found = diagnostics.next().expect("a line").clone();
            let map = found.as_object_mut().expect("an object");
            assert_eq!(map.remove("path").as_ref(), Some(&document["path"]));
            assert_eq!(map.remove("persona").as_ref(), Some(&document["persona"]));
            map.remove("type");
            assert_eq!(found, *expected);
        }
        document["diagnostics"] = Value::Array(Vec::new());
        let mut line = line.clone();
        line.as_object_mut().expect("an object").remove("type");
        assert_eq!(line, *document);
    }
    assert!(diagnostics.next().is_none());
    let mut last = lines.last().expect("a summary").clone();
    assert_eq!(last.as_object_mut().expect("an object").remove("type").expect("a type"), "summary");
    assert_eq!(last, whole["summary"]);
}

#[test]
fn sarif_is_valid() {
    let log = parsed(&printed("sarif"));
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules").clone();
    let results = run["results"].as_array().expect("results").clone();
    assert!(results.iter().any(|it| it["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"].is_object()));
    for result in &results {
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("it is small");
        assert_eq!(rules[at]["id"], result["ruleId"]);
    }
    let whole = parsed(&printed("json"));
    let expected: usize =
        whole["documents"].as_array().expect("documents").iter().map(|it| it["diagnostics"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(results.len(), expected);
    valid(&parsed(&read("tests/schemas/sarif-2.1.0-part.json")), log, "ruleId");
}

#[test]
fn gitlab_is_valid_and_its_fingerprints_unique() {
    let report = parsed(&printed("gitlab"));
    let all: Vec<&str> = report.as_array().expect("an array").iter().map(|it| it["fingerprint"].as_str().expect("a string")).collect();
    assert_eq!(all.len(), all.iter().collect::<HashSet<_>>().len());
    valid(&parsed(&read("tests/schemas/codeclimate.json")), report, "severity");
}

#[test]
fn github_has_a_line_for_each_finding() {
    let text = printed("github");
    let whole = parsed(&printed("json"));
    let expected: usize =
        ["errors", "warnings", "information", "hints"].iter().map(|it| whole["summary"][it].as_u64().unwrap_or(0) as usize).sum();
    assert_eq!(text.lines().count(), expected);
    let pattern =
        regex::Regex::new(r"^::(error|warning|notice) file=[^,:]+,line=\d+(,col=\d+,endColumn=\d+|,endLine=\d+),title=[a-z-]+::\S")
            .expect("a pattern");
    for line in text.lines() {
        assert!(pattern.is_match(line), "{line}");
    }
}

#[test]
fn junit_counts_what_it_holds() {
    let text = printed("junit");
    let count = |part: &str| text.matches(part).count();
    let first = text.lines().nth(1).expect("the root");
    assert!(first.contains(&format!("tests=\"{}\" failures=\"{}\"", count("<testcase "), count("<failure "))), "{first}");
    let failing = parsed(&printed("json"))["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .flat_map(|it| it["checklist"].as_array().expect("items").clone())
        .filter(|it| it["state"] == "fail")
        .count();
    assert!(count("<failure ") >= failing && failing > 0);
}

#[test]
fn fingerprints_outlive_edits_elsewhere() {
    let before = judged(EXAMPLE);
    let edited = EXAMPLE
        .replace("## Guidance Request\n", "## Guidance Request\n\nA further paragraph,\nof two lines.\n")
        .replace("- Improve the onboarding experience.", "-   Improve   the onboarding\n  experience.")
        .replace("a monthly half hour with the team lead", "a monthly hour with the team lead");
    let after = judged(&edited);
    let (before, after) = (fingerprint::fingerprints(&before), fingerprint::fingerprints(&after));
    assert!(before.len() > 5);
    assert_eq!(before, after);
}

#[test]
fn a_fingerprint_says_what_it_is_of() {
    let twice = format!("{CLEAN}\n## Notes\n\n- Ask [NAME ONE].\n- Ask [NAME TWO].\n- Ask [NAME ONE].\n");
    let of = |text: &str| fingerprint::fingerprints(&judged(text));
    let all = of(&twice);
    assert_eq!(all.len(), 3);
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), 3, "the same words twice have two names");
    let first = of(&twice.replace("- Ask [NAME TWO].\n- Ask [NAME ONE].\n", ""));
    assert_eq!(first, all[..1], "what is gone takes no name along");
    let elsewhere = of(&twice.replace("## Notes", "## Billing"));
    assert!(elsewhere.iter().all(|it| !all.contains(it)), "the section counts");
}

#[test]
fn the_problem_matcher_of_vs_code_reads_what_people_see() {
    let package = parsed(&read("editors/vscode/package.json"));
    let patterns = &package["contributes"]["problemMatchers"][0]["pattern"];
    let pattern = |at: usize| regex::Regex::new(patterns[at]["regexp"].as_str().expect("a pattern")).expect("it is one");
    let (head, place) = (pattern(0), pattern(1));
    let text = printed("human");
    let lines: Vec<&str> = text.lines().collect();
    let found = lines.windows(2).filter(|it| head.is_match(it[0]) && place.is_match(it[1])).count();
    let summary = parsed(&printed("json"))["summary"].clone();
    let expected: u64 = ["errors", "warnings", "information", "hints"].iter().filter_map(|it| summary[it].as_u64()).sum();
    assert_eq!(found as u64, expected);
}
