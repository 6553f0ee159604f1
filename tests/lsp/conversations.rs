//! What editors do all day.

use serde_json::{Value, json};

use super::client::{Editor, capabilities, range};
use super::fake::Fake;

const URI: &str = "file:///notes/a%20b.md";

#[test]
fn open_change_close() {
    let (fake, watch) = Fake::counted();
    let mut editor = Editor::pushed(fake, "utf-16");
    editor.open(URI, 7, "# Title\n\nbad\n");
    let (version, list) = editor.diagnostics();
    assert_eq!((version, list.len()), (Some(7), 1));
    assert_eq!(list[0]["range"], range((2, 0), (2, 3)));

    editor.change(URI, 8, json!([{"range": range((2, 0), (2, 3)), "text": "fine"}]));
    assert_eq!(editor.diagnostics(), (Some(8), vec![]), "an empty list proves that version 8 is clean");

    editor.change(URI, 9, json!([{"text": "# bad"}]));
    assert_eq!(editor.diagnostics().1.len(), 1);
    editor.close(URI);
    assert_eq!(editor.diagnostics(), (None, vec![]), "the client does not clear by itself");
    assert_eq!(watch.paths(), ["/notes/a b.md"; 3]);
}

#[test]
fn a_diagnostic_has_all_its_parts() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# T\nbad bad\n");
    let (_, list) = editor.diagnostics();
    let second = &list[1];
    let expected = json!({
        "range": range((1, 4), (1, 7)),
        "severity": 2,
        "code": "vague-recommendation",
        "codeDescription": {"href": "https://github.com/perspective-ls/perspective-ls/blob/main/src/rules/vague_recommendation.md"},
        "source": "perspective-ls",
        "message": "a bad word. Fix: take a good one.",
        "tags": [1],
        "relatedInformation": [{"location": {"uri": URI, "range": range((1, 0), (1, 3))}, "message": "first here"}],
        "data": {
            "schema": 1,
            "code": "vague-recommendation",
            "items": ["second item"],
            "version": 1,
            "hash": "27ae298511df1086",
            "evidence": "bad",
            "help": "take a good one",
            "fixes": [
                {"title": "Replace by good", "safe": true, "edits": [{"range": range((1, 4), (1, 7)), "newText": "good"}]},
                {"title": "Replace by two words", "safe": false, "edits": [
                    {"range": range((1, 4), (1, 7)), "newText": "🧭 so"},
                    {"range": range((1, 7), (1, 7)), "newText": " so"},
                ]},
            ],
            "url": "https://github.com/perspective-ls/perspective-ls/blob/main/src/rules/vague_recommendation.md",
        },
    });
    assert_eq!(*second, expected);
    assert!(list[0].get("relatedInformation").is_none(), "nothing is related to the first");
}

#[test]
fn a_plain_client_is_sent_what_it_knows() {
    let mut editor = Editor::start(Fake::new(), json!({"processId": null, "rootUri": null, "capabilities": {}}));
    assert_eq!(editor.offered["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(editor.offered["capabilities"]["codeActionProvider"], true);
    assert_eq!(editor.offered["capabilities"].get("diagnosticProvider"), None);
    editor.open(URI, 1, "# T\nbad bad\n");
    let (_, list) = editor.diagnostics();
    assert_eq!((list[1].get("tags"), list[1].get("relatedInformation")), (None, None));
    let actions = editor.actions(URI, range((1, 0), (1, 0)), None);
    assert_eq!(actions[0]["edit"], json!({"changes": {URI: [{"range": range((1, 0), (1, 3)), "newText": "good"}]}}));
    assert_eq!(actions[0].get("isPreferred"), None);
}

#[test]
fn other_markdown_is_left_alone() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "bad, but no perspective");
    editor.change(URI, 2, json!([{"text": "# bad"}]));
    editor.settle();
    let (version, list) = editor.diagnostics();
    assert_eq!((version, list.len()), (Some(2), 1));
    editor.change(URI, 3, json!([{"text": "bad again, but no perspective any more"}]));
    assert_eq!(editor.diagnostics(), (Some(3), vec![]), "what was published is taken back");
    editor.change(URI, 4, json!([{"text": "still none"}]));
    editor.close(URI);
}

#[test]
fn a_burst_is_one_check() {
    let (fake, watch) = Fake::watched();
    let mut editor = Editor::pushed(fake, "utf-16");
    editor.open(URI, 0, "# T\n");
    watch.entered();
    for version in 1..=200 {
        editor.change(URI, version, json!([{"range": range((1, 0), (1, 0)), "text": "bad "}]));
    }
    editor.settle();
    watch.leave();
    watch.entered();
    watch.leave();
    let (version, list) = editor.diagnostics();
    assert_eq!((version, list.len()), (Some(200), 200), "version 0 was stale and was not published");
    assert_eq!(watch.checks(), 2);
}

#[test]
fn the_document_edited_last_goes_first() {
    let (fake, watch) = Fake::watched();
    let mut editor = Editor::pushed(fake, "utf-16");
    editor.open("file:///first.md", 1, "# bad");
    watch.entered();
    editor.open("file:///second.md", 1, "# bad");
    editor.open("file:///third.md", 1, "# bad");
    editor.change("file:///second.md", 2, json!([{"text": "# bad"}]));
    editor.settle();
    for _ in 0..2 {
        watch.leave();
        watch.entered();
    }
    watch.leave();
    for _ in 0..3 {
        editor.diagnostics();
    }
    assert_eq!(watch.paths(), ["/first.md", "/second.md", "/third.md"]);
}

#[test]
fn an_applied_fix_clears_its_diagnostic() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# 🧭\r\n🧭 bad, bad\r\n");
    let (_, before) = editor.diagnostics();
    assert_eq!(before.len(), 2);
    let actions = editor.actions(URI, range((1, 4), (1, 4)), Some(json!(["quickfix"])));
    assert_eq!(actions.len(), 2);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["isPreferred"], true, "the only safe fix");
    assert_eq!(actions[1].get("isPreferred"), None);
    assert_eq!(actions[0]["diagnostics"], json!([before[0]]), "the same as was published");
    let edit = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({"uri": URI, "version": 1}));
    let changes: Vec<Value> =
        edit["edits"].as_array().unwrap().iter().map(|it| json!({"range": it["range"], "text": it["newText"]})).collect();
    editor.change(URI, 2, json!(changes));
    let (version, after) = editor.diagnostics();
    assert_eq!((version, after.len()), (Some(2), 1));
    assert_eq!(after[0]["range"], range((1, 9), (1, 12)));
}

#[test]
fn actions_fit_the_version_they_are_asked_for() {
    let (fake, watch) = Fake::watched();
    let mut editor = Editor::pushed(fake, "utf-16");
    editor.open(URI, 1, "# bad");
    watch.entered();
    editor.change(URI, 2, json!([{"range": range((0, 0), (0, 0)), "text": "# bad\n"}]));
    let asked = editor.request(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": URI}, "range": range((1, 2), (1, 2)), "context": {"diagnostics": [], "only": ["quickfix"]}}),
    );
    editor.settle();
    watch.leave();
    watch.entered();
    watch.leave();
    let answer = editor.answer(asked);
    assert_eq!(answer["result"][0]["edit"]["documentChanges"][0]["textDocument"]["version"], 2);
    assert_eq!(answer["result"][0]["edit"]["documentChanges"][0]["edits"][0]["range"], range((1, 2), (1, 5)));
    assert_eq!(editor.diagnostics().0, Some(2));
    assert_eq!(watch.checks(), 2, "the check made for the action is the one that is published");
}

#[test]
fn actions_are_filtered_by_place_and_kind() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# T\nbad and bad\n");
    editor.diagnostics();
    let all = range((0, 0), (9, 9));
    assert_eq!(editor.actions(URI, all.clone(), None).len(), 6);
    assert_eq!(editor.actions(URI, all.clone(), Some(json!(["quickfix"]))).len(), 4);
    assert_eq!(editor.actions(URI, all.clone(), Some(json!([""]))).len(), 6);
    assert_eq!(editor.actions(URI, all.clone(), Some(json!(["source.fixAll"]))).len(), 1);
    assert_eq!(editor.actions(URI, all.clone(), Some(json!(["source.fix"]))).len(), 0);
    assert_eq!(editor.actions(URI, all, Some(json!([]))).len(), 0);
    let fixes = Some(json!(["quickfix"]));
    assert_eq!(editor.actions(URI, range((1, 5), (1, 6)), fixes.clone()).len(), 0);
    assert_eq!(editor.actions(URI, range((1, 11), (1, 11)), fixes).len(), 2, "a cursor behind the word touches it");
    assert_eq!(editor.actions("file:///unknown.md", range((0, 0), (0, 0)), None).len(), 0);
}

#[test]
fn a_client_that_pulls_is_not_pushed_to() {
    let (fake, watch) = Fake::counted();
    let mut editor = Editor::pulling(fake);
    let provider = &editor.offered["capabilities"]["diagnosticProvider"];
    assert_eq!((&provider["interFileDependencies"], &provider["workspaceDiagnostics"]), (&json!(true), &json!(true)));
    editor.open(URI, 1, "# bad");
    let pull = |editor: &mut Editor, previous: Option<&Value>| {
        let mut params = json!({"textDocument": {"uri": URI}});
        if let Some(previous) = previous {
            params["previousResultId"] = previous.clone();
        }
        editor.ask("textDocument/diagnostic", params)["result"].clone()
    };
    let first = pull(&mut editor, None);
    assert_eq!((&first["kind"], first["items"].as_array().unwrap().len()), (&json!("full"), 1));
    assert_eq!(first["items"][0]["data"]["version"], 1);
    let again = pull(&mut editor, Some(&first["resultId"]));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    for version in 2..=50 {
        editor.change(URI, version, json!([{"range": range((0, 0), (0, 0)), "text": "# bad\n"}]));
    }
    let last = pull(&mut editor, Some(&first["resultId"]));
    assert_eq!((&last["kind"], last["items"].as_array().unwrap().len()), (&json!("full"), 50));
    assert_eq!(watch.checks(), 2, "one check a pull, none a key");
    editor.close(URI);
    assert_eq!(pull(&mut editor, None)["items"], json!([]));
}

#[test]
fn settings_are_taken_at_the_start_and_later() {
    let mut editor = Editor::start(
        Fake::new(),
        json!({"processId": null, "rootUri": null, "capabilities": capabilities("utf-16"), "initializationOptions": {"word": "poor"}}),
    );
    editor.open(URI, 1, "# bad poor poor");
    assert_eq!(editor.diagnostics().1.len(), 2);
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"perspective": {"word": "bad"}, "other": {"word": "x"}}}));
    let (version, list) = editor.diagnostics();
    assert_eq!((version, list.len()), (Some(1), 1), "open documents are checked again");
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"perspective": {"wrod": "bad"}}}));
    assert_eq!(editor.log(), "settings: unknown key");
    assert_eq!(editor.diagnostics().1.len(), 1);
}

#[test]
fn foreign_settings_say_nothing() {
    for settings in [json!(null), json!({}), json!({"other": 1}), json!([1]), json!("x")] {
        let mut editor = Editor::pushed(Fake::new(), "utf-16");
        editor.tell("workspace/didChangeConfiguration", json!({"settings": settings}));
        editor.settle();
    }
}

#[test]
fn settings_files_are_watched() {
    let mut able = capabilities("utf-16");
    able["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let mut editor = Editor::start(Fake::new(), json!({"processId": null, "rootUri": null, "capabilities": able}));
    let asked = editor.expect("client/registerCapability");
    assert_eq!(asked["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(asked["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"], "**/perspective.toml");
    editor.open(URI, 1, "# bad");
    assert_eq!(editor.diagnostics().1.len(), 1, "nobody waits for the client's answer");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": "file:///notes/other.toml", "type": 2}]}));
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": "file:///notes/perspective.toml", "type": 2}]}));
    assert_eq!(editor.diagnostics(), (Some(1), vec![]));
}

#[test]
fn a_client_that_pulls_is_asked_to_pull_again() {
    let mut editor = Editor::pulling(Fake::new());
    editor.open(URI, 1, "# bad poor");
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"perspective": {"word": "poor"}}}));
    editor.expect("workspace/diagnostic/refresh");
    let report = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    assert_eq!(report["result"]["items"][0]["range"], range((0, 6), (0, 10)));
}

#[test]
fn columns_are_counted_as_agreed() {
    for (encoding, columns) in [("utf-8", (7, 10)), ("utf-16", (4, 7)), ("utf-32", (3, 6))] {
        let mut editor = Editor::pushed(Fake::new(), encoding);
        assert_eq!(editor.offered["capabilities"]["positionEncoding"], encoding);
        editor.open(URI, 1, "# T\r\né 🧭bad\r\nrest");
        let (_, list) = editor.diagnostics();
        // é is 2 bytes, 1 unit, 1 character; 🧭 is 4, 2, 1.
        assert_eq!(list[0]["range"], range((1, columns.0), (1, columns.1)), "{encoding}");
        editor.change(URI, 2, json!([{"range": list[0]["range"], "text": "字bad"}]));
        let (_, list) = editor.diagnostics();
        let wide = if encoding == "utf-8" { 3 } else { 1 };
        assert_eq!(list[0]["range"], range((1, columns.0 + wide), (1, columns.1 + wide)), "{encoding}");
    }
}

#[test]
fn the_best_offered_encoding_is_taken() {
    for (offered, taken) in [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-16"),
        (json!(["utf-32"]), "utf-32"),
        (json!(["utf-7"]), "utf-16"),
        (json!([]), "utf-16"),
    ] {
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let editor = Editor::start(Fake::new(), json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
        assert_eq!(editor.offered["capabilities"]["positionEncoding"], taken);
    }
}

#[test]
fn a_client_may_follow_what_the_server_does() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.ask("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}));
    editor.tell("$/setTrace", json!({"value": "messages"}));
    let told = editor.expect("$/logTrace");
    assert!(told["message"].as_str().is_some_and(|it| it.starts_with("$/setTrace: handled in ") && it.ends_with(" ms")), "{told}");
    let id = editor.request("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}));
    editor.answer(id);
    let told = editor.expect("$/logTrace");
    assert!(told["message"].as_str().is_some_and(|it| it.starts_with(&format!("textDocument/hover ({id}): "))), "{told}");
    assert_eq!(told.get("verbose"), None);
    editor.tell("$/setTrace", json!({"value": "verbose"}));
    assert_eq!(editor.expect("$/logTrace")["verbose"], "{\"value\":\"verbose\"}");
    editor.tell("$/setTrace", json!({"value": "off"}));
    editor.settle();
}
