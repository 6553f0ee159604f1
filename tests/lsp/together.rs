//! Perspectives of one feature, read together while one of them is written.

use std::fs;
use std::path::Path;

use perspective_ls::lsp::Judge;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Editor, capabilities};

const CEO: &str = include_str!("../personas/ceo/clean.md");
const CSM: &str = include_str!("../data/clean.md");

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn with(text: &str, metric: &str) -> String {
    text.replace("## Assumptions", &format!("- {metric}\n\n## Assumptions"))
}

/// A repository with the perspectives of the CEO and the Customer Success Manager of one feature on disk; their URIs.
fn feature(ceo: &str, csm: &str) -> (TempDir, [String; 2]) {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a repository's mark");
    let home = folder.path().join("personas/cold-chain");
    fs::create_dir_all(&home).expect("folders");
    let files = [("ceo-perspective.md", ceo), ("customer-success-perspective.md", csm)];
    let uris = files.map(|(name, text)| {
        fs::write(home.join(name), text).expect("written");
        uri(&home.join(name))
    });
    (folder, uris)
}

fn started(folder: &TempDir) -> Editor {
    let mut capabilities = capabilities("utf-16");
    capabilities["textDocument"]["publishDiagnostics"] = json!({"relatedInformation": true, "versionSupport": true});
    Editor::start(Judge::default(), json!({"processId": null, "rootUri": uri(folder.path()), "capabilities": capabilities}))
}

/// Lines (from 0) of what is stated differently, each with the document that is named beside it.
fn differing(diagnostics: &[Value]) -> Vec<(u64, String)> {
    let found = diagnostics.iter().filter(|it| it["code"] == "differing-statement");
    let place = |it: &Value| it["range"]["start"]["line"].as_u64().expect("a line");
    let other = |it: &Value| it["relatedInformation"][0]["location"]["uri"].as_str().unwrap_or_default().to_owned();
    found.map(|it| (place(it), other(it))).collect()
}

/// What is pushed for `uri` next.
fn told(editor: &mut Editor, uri: &str) -> Vec<Value> {
    loop {
        let params = editor.expect("textDocument/publishDiagnostics");
        if params["uri"] == uri {
            return params["diagnostics"].as_array().expect("a list").clone();
        }
    }
}

#[test]
fn a_difference_is_told_in_both_and_goes_in_both() {
    let (folder, [ceo, csm]) = feature(CEO, CSM);
    let mut editor = started(&folder);
    let strict = with(CEO, "Customer retention rate of 95% by June.");
    let loose = with(CSM, "Retention of at least 90% by June.");
    editor.open(&ceo, 1, &strict);
    assert_eq!(differing(&told(&mut editor, &ceo)), []);
    editor.open(&csm, 1, &loose);
    let line = |text: &str, needle: &str| text.lines().position(|it| it.contains(needle)).expect("there") as u64;
    assert_eq!(differing(&told(&mut editor, &csm)), [(line(&loose, "at least 90%"), ceo.clone())]);
    assert_eq!(differing(&told(&mut editor, &ceo)), [(line(&strict, "rate of 95%"), csm.clone())]);
    // Settled in one of them, it is settled in both.
    editor.change(&csm, 2, json!([{"text": loose.replace("90% by June", "95% by June")}]));
    assert_eq!(differing(&told(&mut editor, &csm)), []);
    assert_eq!(differing(&told(&mut editor, &ceo)), []);
    // Nothing more to tell: a key that changes no statement leaves the other alone.
    editor.change(&csm, 3, json!([{"text": CSM}]));
    assert_eq!(differing(&told(&mut editor, &csm)), []);
    editor.settle();
}

#[test]
fn a_perspective_that_nobody_has_open_counts_as_it_is_on_disk() {
    let (folder, [ceo, csm]) = feature(&with(CEO, "Customer retention rate of 95% by June."), CSM);
    let mut editor = started(&folder);
    editor.open(&csm, 1, &with(CSM, "Retention of at least 90% by June."));
    assert_eq!(differing(&told(&mut editor, &csm)).len(), 1);
    let path = folder.path().join("personas/cold-chain/ceo-perspective.md");
    fs::write(path, CEO).expect("written");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": ceo, "type": 2}]}));
    assert_eq!(differing(&told(&mut editor, &csm)), []);
}
