//! How documents stand: status, waiting for a version, and the notification.

use serde_json::{Value, json};

use super::client::{Editor, range};
use super::fake::Fake;
use super::samples::{TEXT, URI};

fn following() -> Editor {
    Editor::judging(json!({"experimental": {"perspective": {"status": true}}}))
}

#[test]
fn a_status_says_what_was_found_in_which_version() {
    let mut editor = Editor::able();
    let list = editor.show(URI, TEXT);
    let status = editor.of("perspective/status", URI, json!({}));
    let severe = |severity: i64| list.iter().filter(|it| it["severity"] == severity).count();
    assert_eq!((&status["uri"], &status["version"], &status["state"]), (&json!(URI), &json!(1), &json!("checked")));
    assert_eq!((&status["persona"], &status["total"]), (&json!("customer-success-manager"), &json!(15)));
    assert_eq!((&status["markers"], &status["limit"], &status["ready"]), (&json!(2), &json!(3), &json!(false)));
    assert_eq!((&status["errors"], &status["warnings"]), (&json!(severe(1)), &json!(severe(2))));
    let count = |key: &str| status[key].as_u64().expect("a count");
    assert_eq!(count("passing") + count("failing") + count("review") + count("waived"), 15);
    assert!(count("failing") > 0 && count("passing") > 0);
}

#[test]
fn the_status_of_a_version_is_that_of_its_text() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let end = range((0, 0), (9999, 0));
    editor.change(URI, 2, json!([{"range": end, "text": "# Customer Success Manager Perspective: X\n\n[NEEDS CLARIFICATION: why?]\n"}]));
    let status = editor.of("perspective/status", URI, json!({}));
    assert_eq!((&status["version"], &status["markers"]), (&json!(2), &json!(1)));
    editor.diagnostics();
}

#[test]
fn what_is_none_of_ours_has_a_status_too() {
    let mut editor = Editor::able();
    editor.open("file:///project/readme.md", 4, "# Notes\n");
    let status = editor.of("perspective/status", "file:///project/readme.md", json!({}));
    assert_eq!((&status["state"], &status["version"], &status["persona"]), (&json!("other"), &json!(4), &Value::Null));
    let status = editor.of("perspective/status", "file:///never/opened.md", json!({}));
    assert_eq!((&status["state"], &status["version"]), (&json!("other"), &Value::Null));
}

#[test]
fn a_check_that_breaks_down_is_told_as_failed() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# panic now");
    assert!(editor.log().contains("broke down"));
    assert_eq!(editor.of("perspective/status", URI, json!({}))["state"], "failed");
    let waited = editor.of("perspective/waitFor", URI, json!({"version": 1}));
    assert_eq!((&waited["state"], &waited["version"]), (&json!("failed"), &json!(1)));
}

#[test]
fn who_waits_for_a_version_is_answered_once_it_was_checked() {
    for mut editor in [Editor::able(), Editor::pulling(perspective_ls::lsp::Judge::default())] {
        editor.open(URI, 1, TEXT);
        let early = editor.request("perspective/waitFor", json!({"textDocument": {"uri": URI}, "version": 3}));
        let now = editor.of("perspective/waitFor", URI, json!({"version": 1}));
        assert_eq!(now["version"], 1);
        editor.change(URI, 2, json!([{"range": range((0, 0), (0, 0)), "text": ""}]));
        editor.of("perspective/status", URI, json!({}));
        editor.change(URI, 4, json!([{"range": range((3, 0), (3, 0)), "text": "[NEEDS CLARIFICATION: why?]\n"}]));
        let answer = editor.answer(early);
        assert_eq!((&answer["result"]["version"], &answer["result"]["markers"]), (&json!(4), &json!(3)), "{answer}");
        editor.quiet();
    }
}

#[test]
fn who_waits_for_a_closed_document_is_answered() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let early = editor.request("perspective/waitFor", json!({"textDocument": {"uri": URI}, "version": 3}));
    editor.close(URI);
    assert_eq!(editor.answer(early)["result"]["state"], "other");
    assert_eq!(editor.diagnostics(), (None, vec![]));
}

#[test]
fn a_client_that_follows_is_told_of_each_checked_version() {
    let mut editor = following();
    editor.open(URI, 1, TEXT);
    assert_eq!(editor.diagnostics().0, Some(1));
    let told = editor.expect("perspective/statusChanged");
    assert_eq!((&told["uri"], &told["version"], &told["markers"]), (&json!(URI), &json!(1), &json!(2)));
    editor.close(URI);
    assert_eq!(editor.diagnostics(), (None, vec![]));
    assert_eq!(editor.expect("perspective/statusChanged")["state"], "other");
}

#[test]
fn a_client_that_pulls_and_follows_is_told_without_asking() {
    let mut editor = Editor::judging(json!({"textDocument": {"diagnostic": {}}, "experimental": {"perspective": {"status": true}}}));
    editor.open(URI, 1, TEXT);
    assert_eq!(editor.expect("perspective/statusChanged")["state"], "checked");
}

#[test]
fn wrong_parameters_are_refused() {
    let mut editor = Editor::able();
    assert_eq!(editor.ask("perspective/status", json!({"uri": URI}))["error"]["code"], -32602);
    assert_eq!(editor.ask("perspective/waitFor", json!({"textDocument": {"uri": URI}}))["error"]["code"], -32602);
}
