//! An editor that pulls, one that is pushed to, a terminal and an agent are told the same of the same document: every
//! finding's code, severity, place and message, over all documents of the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use perspective_ls::lsp::Judge;
use serde_json::{Value, json};

use super::client::{Editor, capabilities};
use super::workspace::{repository, uri_of, write};

/// A finding as all can be compared: code, severity, place (lines and characters from 0), message.
type Finding = (String, String, [u64; 4], String);

/// What is found, by document.
type Found = BTreeMap<String, Vec<Finding>>;

/// The documents of the corpus, each in a feature of its own in a new repository.
fn corpus() -> (tempfile::TempDir, Vec<PathBuf>) {
    let (folder, sample) = repository("");
    fs::remove_file(&sample).expect("it is not needed");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut paths = Vec::new();
    for group in ["dev", "dev-b"] {
        for entry in fs::read_dir(corpus.join(group)).expect("a folder").flatten() {
            let file = entry.path();
            if file.extension().is_some_and(|it| it == "md") {
                let feature = file.file_stem().expect("a name");
                let path = folder.path().join("personas").join(feature).join("customer-success-perspective.md");
                write(&path, &fs::read_to_string(&file).expect("a document"));
                paths.push(path);
            }
        }
    }
    paths.sort();
    assert!(paths.len() >= 40, "the corpus is there");
    (folder, paths)
}

/// The feature of a document, which names it everywhere.
fn feature(path: &str) -> String {
    path.rsplit('/').nth(1).expect("a feature").to_owned()
}

fn word(value: &Value) -> String {
    value.as_str().expect("a word").to_owned()
}

/// Diagnostics of LSP.
fn of_lsp(list: &Value) -> Vec<Finding> {
    let number = |it: &Value| it.as_u64().expect("a number");
    let finding = |it: &Value| {
        let severity = ["", "error", "warning", "information", "hint"][number(&it["severity"]) as usize];
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        let place = [number(&start["line"]), number(&start["character"]), number(&end["line"]), number(&end["character"])];
        (word(&it["code"]), severity.to_owned(), place, word(&it["message"]))
    };
    list.as_array().expect("a list").iter().map(finding).collect()
}

/// The report of the terminal and of the agent, whose lines and columns begin at 1.
fn of_report(report: &Value) -> Found {
    let number = |it: &Value| it.as_u64().expect("a number") - 1;
    let finding = |it: &Value| {
        let (start, end) = (&it["span"]["start"], &it["span"]["end"]);
        let place = [number(&start["line"]), number(&start["column"]), number(&end["line"]), number(&end["column"])];
        (word(&it["code"]), word(&it["severity"]), place, word(&it["message"]))
    };
    let documents = report["documents"].as_array().expect("documents").iter();
    documents
        .map(|it| {
            (feature(it["path"].as_str().expect("a path")), it["diagnostics"].as_array().expect("a list").iter().map(finding).collect())
        })
        .collect()
}

fn pushed(paths: &[PathBuf]) -> Found {
    // A report counts characters.
    let mut editor = Editor::pushed(Judge::default(), "utf-32");
    let mut found = Found::new();
    for path in paths {
        let (uri, text) = (uri_of(path), fs::read_to_string(path).expect("a document"));
        found.insert(feature(&uri), of_lsp(&editor.published(&uri, 1, &text)));
        editor.quiet();
    }
    found
}

/// What is pulled document by document, and what is pulled of the whole workspace while nothing is open.
fn pulled(folder: &Path, paths: &[PathBuf]) -> (Found, Found) {
    let mut able = capabilities("utf-32");
    able["textDocument"]["diagnostic"] = json!({});
    let folders = json!([{"uri": uri_of(folder), "name": "corpus"}]);
    let mut editor =
        Editor::start(Judge::default(), json!({"processId": null, "rootUri": null, "capabilities": able, "workspaceFolders": folders}));
    let report = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = report["result"]["items"].as_array().expect("items").iter();
    let all = items.map(|it| (feature(it["uri"].as_str().expect("a uri")), of_lsp(&it["items"]))).collect();
    let mut each = Found::new();
    for path in paths {
        let (uri, text) = (uri_of(path), fs::read_to_string(path).expect("a document"));
        editor.open(&uri, 1, &text);
        each.insert(feature(&uri), of_lsp(&editor.of("textDocument/diagnostic", &uri, json!({}))["items"]));
        editor.close(&uri);
    }
    (each, all)
}

fn in_a_terminal(folder: &Path) -> Found {
    let run = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
        .args(["check", "--format", "json", "personas"])
        .current_dir(folder)
        .output()
        .expect("it runs");
    of_report(&serde_json::from_slice(&run.stdout).expect("JSON"))
}

fn by_an_agent(folder: &Path) -> Found {
    let mut child = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
        .arg("mcp")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let (mut input, mut output) = (child.stdin.take().expect("a pipe"), BufReader::new(child.stdout.take().expect("a pipe")));
    let who = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
    let messages = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": who}),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "check", "arguments": {"paths": ["personas"]}}}),
    ];
    messages.iter().for_each(|it| writeln!(input, "{it}").expect("it reads"));
    let answer = loop {
        let mut line = String::new();
        assert!(output.read_line(&mut line).expect("it writes") > 0, "it answers");
        let message: Value = serde_json::from_str(&line).expect("JSON");
        if message["id"] == 2 {
            break message["result"]["structuredContent"].clone();
        }
    };
    drop(input);
    assert!(child.wait().expect("it ends").success());
    of_report(&answer)
}

/// Holds that `one` way tells what `other` does, with the first document that differs.
fn same(one: (&str, &Found), other: (&str, &Found)) {
    assert!(one.1.keys().eq(other.1.keys()), "{} and {} look at the same documents", one.0, other.0);
    for (feature, found) in one.1 {
        assert_eq!(found, &other.1[feature], "{feature}: {} and {}", one.0, other.0);
    }
}

#[test]
fn everybody_is_told_the_same() {
    let (folder, paths) = corpus();
    let terminal = in_a_terminal(folder.path());
    assert!(terminal.values().map(Vec::len).sum::<usize>() > 200, "the corpus has findings");
    let (each, all) = pulled(folder.path(), &paths);
    same(("pushed", &pushed(&paths)), ("the terminal", &terminal));
    same(("pulled", &each), ("the terminal", &terminal));
    same(("the workspace", &all), ("the terminal", &terminal));
    same(("the agent", &by_an_agent(folder.path())), ("the terminal", &terminal));
}
