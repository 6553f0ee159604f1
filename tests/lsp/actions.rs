//! What can be done at a place, in each form that clients take it.

use std::fs;

use serde_json::{Value, json};

use super::client::{Editor, capabilities, edited, range, span};
use super::samples::{TEXT, URI};

const WHOLE: ((u32, u32), (u32, u32)) = ((0, 0), (9999, 0));

fn named<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<&str> = actions.iter().filter_map(|it| it["title"].as_str()).collect();
    actions.iter().find(|it| it["title"].as_str().is_some_and(|it| it.contains(title))).unwrap_or_else(|| panic!("{title}: {titles:?}"))
}

const LOOSE: &str = "\
# Customer Success Manager Perspective: 🧭 X

## Success Metrics

- NPS of at least 40 by June

## Customer Adoption

- 🧭 [NEEDS CLARIFICATION - who runs it?]
- We use Snowflake for everything that customers see.
";

#[test]
fn a_finding_can_be_mended_at_its_place() {
    let mut editor = Editor::able();
    editor.show(URI, LOOSE);
    let actions = editor.actions(URI, span(LOOSE, "who runs"), Some(json!(["quickfix"])));
    let fix = named(&actions, "Write the marker in its form");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], true);
    assert!(edited(LOOSE, &fix["edit"], URI).contains("- 🧭 [NEEDS CLARIFICATION: who runs it?]\n"));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
}

#[test]
fn all_that_is_safe_is_mended_at_once() {
    let mut editor = Editor::able();
    editor.show(URI, LOOSE);
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.fixAll"])));
    assert_eq!(actions.len(), 1);
    let action = &actions[0];
    assert_eq!(
        (&action["kind"], action.get("edit")),
        (&json!("source.fixAll.perspective"), None),
        "the edit is computed when it is wanted"
    );
    let resolved = editor.ask("codeAction/resolve", action.clone())["result"].clone();
    let after = edited(LOOSE, &resolved["edit"], URI);
    assert!(after.contains("[NEEDS CLARIFICATION: who runs it?]"));
    assert!(after.contains("## Risk Assessment"), "{after}");
    editor.change(URI, 2, json!([{"text": after}]));
    editor.quiet();
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.fixAll"])));
    assert_eq!(actions[0]["disabled"]["reason"], "nothing can be mended without a look");
}

#[test]
fn an_action_of_an_older_version_is_refused() {
    let mut editor = Editor::able();
    editor.show(URI, LOOSE);
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.fixAll.perspective"])));
    editor.change(URI, 2, json!([{"range": range((0, 0), (0, 0)), "text": ""}]));
    assert_eq!(editor.ask("codeAction/resolve", actions[0].clone())["error"]["code"], -32801, "ContentModified");
    editor.quiet();
    assert_eq!(editor.ask("codeAction/resolve", json!({"title": "x", "data": {"uri": 3}}))["error"]["code"], -32602);
    let plain = json!({"title": "x"});
    assert_eq!(editor.ask("codeAction/resolve", plain.clone())["result"], plain);
}

#[test]
fn a_client_that_cannot_ask_later_gets_the_edit_at_once() {
    let mut editor = Editor::judging(capabilities("utf-16"));
    editor.show(URI, LOOSE);
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.fixAll.perspective"])));
    assert!(edited(LOOSE, &actions[0]["edit"], URI).contains("[NEEDS CLARIFICATION: who runs it?]"));
    editor.change(URI, 2, json!([{"text": "# Customer Success Manager Perspective: 🧭 X\n"}]));
    editor.quiet();
    let nothing = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.organizeSections"])));
    assert_eq!(nothing, Vec::<Value>::new(), "it does not know of disabled actions");
}

#[test]
fn sections_are_brought_into_order() {
    let mut editor = Editor::able();
    editor.show(URI, LOOSE);
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.organizeSections"])));
    let after = edited(LOOSE, &actions[0]["edit"], URI);
    assert!(after.find("## Customer Adoption") < after.find("## Success Metrics"), "{after}");
    editor.change(URI, 2, json!([{"text": after}]));
    editor.quiet();
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some(json!(["source.organizeSections"])));
    assert_eq!(actions[0]["disabled"]["reason"], "the sections are in order already");
    let actions = editor.actions(URI, range((0, 0), (0, 0)), None);
    assert!(!actions.iter().any(|it| it["kind"] == "source.organizeSections"), "nobody asked for it by name");
}

#[test]
fn source_actions_are_not_offered_at_each_move_of_the_cursor() {
    let mut editor = Editor::able();
    editor.show(URI, LOOSE);
    let context = json!({"diagnostics": [], "triggerKind": 2});
    let params = json!({"textDocument": {"uri": URI}, "range": range(WHOLE.0, WHOLE.1), "context": context});
    let actions = editor.ask("textDocument/codeAction", params)["result"].clone();
    let kinds: Vec<&str> = actions.as_array().expect("a list").iter().filter_map(|it| it["kind"].as_str()).collect();
    assert!(!kinds.is_empty() && !kinds.iter().any(|it| it.starts_with("source")), "{kinds:?}");
}

#[test]
fn a_finding_can_be_allowed_in_the_file() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let actions = editor.actions(URI, span(TEXT, "Improve the"), None);
    let allow = named(&actions, "Allow vague-recommendation here");
    let after = edited(TEXT, &allow["edit"], URI);
    assert!(after.contains("2. Improve the experience. <!-- perspective: allow vague-recommendation -- -->\n"), "{after}");
    let written = after.replace("vague-recommendation -- -->", "vague-recommendation -- the board wants it so -->");
    editor.change(URI, 2, json!([{"text": written}]));
    let list = editor.diagnostics().1;
    assert!(!list.iter().any(|it| it["code"] == "vague-recommendation"));
}

#[test]
fn what_one_comment_allows_is_one_action() {
    let text = LOOSE.replace("We use Snowflake for", "We use Snowflake and PostgreSQL for");
    let mut editor = Editor::able();
    let found = editor.show(URI, &text);
    let technical = found.iter().filter(|it| it["code"] == "technical-detail").count();
    assert_eq!(technical, 2, "{found:?}");
    let line = json!({"start": super::client::place(&text, "- We use"), "end": super::client::place(&text, "customers see.")});
    let actions = editor.actions(URI, line, Some(json!(["quickfix"])));
    let allow: Vec<&Value> = actions.iter().filter(|it| it["title"] == "Allow technical-detail here (then write the reason)").collect();
    assert_eq!(allow.iter().map(|it| it["diagnostics"].as_array().map(Vec::len)).collect::<Vec<_>>(), [Some(2)]);
}

#[test]
fn a_choice_that_takes_words_out_is_confirmed() {
    let text = "# Customer Success Manager Perspective: X\n\n## Customer Adoption\n\n- Teams start. [NEEDS CLARIFICATION: who?]\n- Teams go on. [NEEDS CLARIFICATION: who?]\n";
    let mut editor = Editor::able();
    let list = editor.show(URI, text);
    let destructive =
        |actions: &[Value]| actions.iter().filter(|it| it["edit"].get("changeAnnotations").is_some()).cloned().collect::<Vec<_>>();
    let found = destructive(&editor.actions(URI, range(WHOLE.0, WHOLE.1), None));
    assert!(!found.is_empty(), "{list:?}");
    for action in &found {
        let (id, annotation) = action["edit"]["changeAnnotations"].as_object().expect("annotations").iter().next().expect("one");
        assert_eq!((&annotation["needsConfirmation"], &annotation["label"]), (&json!(true), &action["title"]));
        let edits = action["edit"]["documentChanges"][0]["edits"].as_array().expect("edits");
        assert!(edits.iter().all(|it| it["annotationId"] == *id));
    }
    let mut plain = Editor::judging(capabilities("utf-16"));
    plain.show(URI, text);
    assert_eq!(destructive(&plain.actions(URI, range(WHOLE.0, WHOLE.1), None)), Vec::<Value>::new(), "a client that does not know that");
}

#[test]
fn a_client_that_cannot_warn_has_its_user_asked() {
    let text = "# Customer Success Manager Perspective: X\n\n## Customer Adoption\n\n- Teams start. [NEEDS CLARIFICATION: who?]\n- Teams go on. [NEEDS CLARIFICATION: who?]\n";
    let mut able = capabilities("utf-16");
    able["workspace"]["applyEdit"] = json!(true);
    let mut editor = Editor::judging(able);
    editor.show(URI, text);
    let actions = editor.actions(URI, range(WHOLE.0, WHOLE.1), Some(json!(["quickfix"])));
    let action = actions.iter().find(|it| it["command"]["command"] == "perspective.apply").expect("one that asks");
    for (choice, applied) in [(json!(null), false), (json!({"title": "Cancel"}), false), (json!({"title": "Take them out"}), true)] {
        let params = json!({"command": "perspective.apply", "arguments": action["command"]["arguments"]});
        editor.ask("workspace/executeCommand", params);
        let question = editor.next();
        assert_eq!(question["method"], "window/showMessageRequest");
        assert!(question["params"]["message"].as_str().is_some_and(|it| it.contains("takes words out")));
        editor.reply(&question, choice);
        if applied {
            let request = editor.next();
            assert_eq!(request["method"], "workspace/applyEdit");
            assert_eq!(edited(text, &request["params"]["edit"], URI).matches("[NEEDS CLARIFICATION").count(), 1);
            editor.reply(&request, json!({"applied": true}));
        }
    }
}

/// A repository with a perspective; its folder, and the perspective's URI.
fn repository(settings: Option<&str>) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join(".git")).expect("a repository");
    fs::create_dir_all(folder.path().join("personas/x")).expect("a folder");
    if let Some(settings) = settings {
        fs::write(folder.path().join("perspective.toml"), settings).expect("a file");
    }
    let uri = format!("file://{}/personas/x/customer-success-perspective.md", folder.path().display());
    (folder, uri)
}

#[test]
fn a_finding_can_be_allowed_in_the_settings() {
    let settings = "# ours\naccept = [\"Brightdesk\"]\n\n[severity]\naudience = \"hint\"\n";
    let (folder, uri) = repository(Some(settings));
    let mut editor = Editor::able();
    editor.show(&uri, LOOSE);
    let actions = editor.actions(&uri, span(LOOSE, "Snowflake"), None);
    let settings_uri = format!("file://{}/perspective.toml", folder.path().display());
    let accept = edited(settings, &named(&actions, "Accept \"Snowflake\" in perspective.toml")["edit"], &settings_uri);
    assert!(accept.contains("accept = [\"Brightdesk\", \"Snowflake\"]\n"), "{accept}");
    let off = edited(settings, &named(&actions, "Switch technical-detail off in perspective.toml")["edit"], &settings_uri);
    assert!(off.contains("[severity]\ntechnical-detail = \"off\"\naudience = \"hint\"\n"), "{off}");

    let open = "[severity]\n# open in the editor\n";
    editor.open(&settings_uri, 7, open);
    let actions = editor.actions(&uri, span(LOOSE, "Snowflake"), None);
    let off = &named(&actions, "Switch technical-detail off")["edit"];
    assert_eq!(off["documentChanges"][0]["textDocument"], json!({"uri": settings_uri, "version": 7}));
    assert_eq!(edited(open, off, &settings_uri), "[severity]\ntechnical-detail = \"off\"\n# open in the editor\n");
    editor.quiet();
}

#[test]
fn settings_that_do_not_exist_are_made_by_a_client_that_can() {
    let (folder, uri) = repository(None);
    let mut editor = Editor::able();
    editor.show(&uri, LOOSE);
    let actions = editor.actions(&uri, span(LOOSE, "Snowflake"), None);
    let changes = &named(&actions, "Switch technical-detail off")["edit"]["documentChanges"];
    let settings_uri = format!("file://{}/perspective.toml", folder.path().display());
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(settings_uri)));
    assert_eq!(changes[1]["edits"][0]["newText"], "[severity]\ntechnical-detail = \"off\"\n");
    let mut plain = Editor::judging(capabilities("utf-16"));
    plain.show(&uri, LOOSE);
    let actions = plain.actions(&uri, span(LOOSE, "Snowflake"), None);
    assert!(!actions.iter().any(|it| it["title"].as_str().is_some_and(|it| it.contains("perspective.toml"))));
}

#[test]
fn a_client_of_lsp_3_0_gets_commands_that_edit() {
    let mut editor = Editor::judging(json!({"workspace": {"applyEdit": true}}));
    editor.show(URI, LOOSE);
    let actions = editor.actions(URI, span(LOOSE, "who runs"), None);
    let fix = named(&actions, "Write the marker in its form");
    assert_eq!(fix["command"], "perspective.apply");
    let answer = editor.ask("workspace/executeCommand", json!({"command": fix["command"], "arguments": fix["arguments"]}));
    assert_eq!(answer["result"], Value::Null);
    let request = editor.next();
    assert_eq!(request["method"], "workspace/applyEdit");
    assert!(edited(LOOSE, &request["params"]["edit"], URI).contains("[NEEDS CLARIFICATION: who runs it?]"));
    editor.reply(&request, json!({"applied": false, "failureReason": "read-only"}));
    assert!(editor.log().contains("was not done: read-only"));
}

#[test]
fn unknown_commands_and_wrong_arguments_are_errors() {
    let mut editor = Editor::able();
    for (command, arguments) in [("perspective.nonsense", json!([])), ("perspective.apply", json!([])), ("perspective.apply", json!([3]))] {
        let answer = editor.ask("workspace/executeCommand", json!({"command": command, "arguments": arguments}));
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
        assert!(answer["error"]["message"].as_str().is_some_and(|it| it.contains("perspective.")), "{answer}");
    }
}
