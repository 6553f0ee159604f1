//! A persona of one's own, while an editor runs: no restart, and what its texts lack is said in them.

use std::fs;
use std::path::Path;

use perspective_ls::lsp::Judge;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Editor, capabilities};

const ID: &str = "data-protection-officer";
const FOLDER: &str = ".personakit/templates/personas/data-protection-officer";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|it| it["code"].as_str()).collect()
}

/// A repository, and an editor that takes pushed diagnostics.
fn started() -> (TempDir, Editor) {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a repository's mark");
    let root = uri(folder.path());
    let start = json!({"processId": null, "rootUri": root, "capabilities": capabilities("utf-16")});
    (folder, Editor::start(Judge::default(), start))
}

/// Writes the texts of a new persona, as `personas new` does.
fn add(folder: &TempDir) {
    for piece in perspective_ls::project::persona(ID, "Data Protection Officer").expect("a good id") {
        let path = folder.path().join(&piece.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, piece.text).expect("written");
    }
}

#[test]
fn a_persona_is_added_without_a_restart() {
    let (folder, mut editor) = started();
    let document = uri(&folder.path().join("personas/plates/data-protection-officer-perspective.md"));
    editor.open(&document, 1, "# Data Protection Officer Perspective: Plates\n\n## Goals\n\nTBD\n");
    // Nobody's document: nothing is published for it, so the next thing is what comes after the change.
    editor.settle();
    add(&folder);
    let command = folder.path().join(FOLDER).join("command.md");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&command), "type": 1}]}));
    let (_, diagnostics) = editor.diagnostics();
    assert!(codes(&diagnostics).contains(&"missing-section") && codes(&diagnostics).contains(&"empty-section"), "{diagnostics:?}");
    // A changed template counts at once, too.
    let text = fs::read_to_string(&command).expect("there").replace("- [ ] All mandatory sections completed\n", "");
    fs::write(&command, text).expect("written");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&command), "type": 2}]}));
    let (_, diagnostics) = editor.diagnostics();
    assert!(!codes(&diagnostics).contains(&"missing-section"), "{diagnostics:?}");
}

#[test]
fn what_a_template_lacks_is_said_in_the_template() {
    let (folder, mut editor) = started();
    add(&folder);
    let path = folder.path().join(FOLDER).join("command.md");
    let text = fs::read_to_string(&path).expect("there");
    let whole = editor.show(&uri(&path), &text);
    assert_eq!((codes(&whole), whole[0]["severity"].as_u64()), (vec!["persona-template"], Some(3)), "{whole:?}");
    let message = whole[0]["message"].as_str().expect("words");
    assert!(message.contains("\"Data Protection Officer\"") && message.contains("11 items of which 11 are decided"), "{message}");
    // Not saved yet, and broken: an error for what is missing, and an item that nobody can decide.
    let broken = text.replace("LIMIT: Maximum 3", "LIMIT: three").replace("Goals and needs addressed", "Parking spaces counted");
    editor.change(&uri(&path), 2, json!([{"text": broken}]));
    let (_, told) = editor.diagnostics();
    let messages: Vec<&str> = told.iter().filter_map(|it| it["message"].as_str()).collect();
    assert!(messages.iter().any(|it| it.contains("no limit of clarification markers")), "{messages:?}");
    assert!(messages.iter().any(|it| it.contains("\"Parking spaces counted\"") && it.contains("[[topic]]")), "{messages:?}");
    assert!(messages.iter().any(|it| it.contains("11 items of which 10 are decided")), "{messages:?}");
    editor.close(&uri(&path));
    assert_eq!(editor.diagnostics().1, Vec::<Value>::new());
    // Other Markdown is left alone.
    editor.open(&uri(&folder.path().join("README.md")), 1, "# Read me\n");
    editor.settle();
}
