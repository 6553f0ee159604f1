//! Names: looked for in the whole workspace, and changed with all that refers to them.

use std::fs;

use serde_json::{Value, json};

use super::client::{Editor, edited, held, place};
use super::workspace::{beside, in_folder, repository, uri_of, write};

const TEXT: &str = "# Customer Success Manager Perspective: 🧭 X\n\n🧭 [How](#success-metrics) and [all](other.md#success-metrics)\n\n\
    ## Customer Outcomes\n\n- 🧭 **Fast Start**: New teams answer their first ticket within a day.\n\n\
    ## Recommendations\n\n- Call every new team, owned by CS by 1 May, for a fast Start.\n\n\
    ## Success Metrics\n\n- 🧭 Fast Start: 70% of new teams by June\n";

fn rename(editor: &mut Editor, uri: &str, at: &str, new: &str) -> Value {
    editor.ask("textDocument/rename", json!({"textDocument": {"uri": uri}, "position": place(TEXT, at), "newName": new}))
}

#[test]
fn a_section_is_renamed_with_the_links_to_it() {
    let (folder, path) = repository(TEXT);
    let list = "# 🧭 List\n\n[metrics](../customer-success-perspective.md#success-metrics) [no](../other.md#success-metrics)\n";
    let readme = "See [metrics][m].\n\n[m]: <personas/x/customer-success-perspective.md#success-metrics>\n";
    write(&beside(&path, "checklists"), list);
    write(&folder.path().join("README.md"), readme);
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    assert_eq!(editor.offered["capabilities"]["renameProvider"], json!({"prepareProvider": true}));
    let uri = uri_of(&path);
    editor.open(&uri, 7, TEXT);
    let prepared = editor.of("textDocument/prepareRename", &uri, json!({"position": place(TEXT, "## Success Metrics")}));
    assert_eq!((held(TEXT, &prepared["range"]), &prepared["placeholder"]), ("Success Metrics", &json!("Success Metrics")));
    let edit = rename(&mut editor, &uri, "## Success Metrics", "How We Measure")["result"].clone();
    let after = edited(TEXT, &edit, &uri);
    assert!(
        after.contains("\n## How We Measure\n") && after.contains("🧭 [How](#how-we-measure) and [all](other.md#success-metrics)"),
        "{after}"
    );
    let versions: Vec<&Value> =
        edit["documentChanges"].as_array().expect("files").iter().map(|it| &it["textDocument"]["version"]).collect();
    assert_eq!(versions, [&json!(7), &Value::Null, &Value::Null], "only one of them is open");
    let after = edited(list, &edit, &uri_of(&beside(&path, "checklists")));
    assert_eq!(after, list.replacen("success-metrics", "how-we-measure", 1));
    let after = edited(readme, &edit, &uri_of(&folder.path().join("README.md")));
    assert_eq!(after, readme.replace("#success-metrics", "#how-we-measure"));
}

#[test]
fn an_outcome_is_renamed_where_it_is_named() {
    let mut editor = Editor::bare();
    assert_eq!(editor.offered["capabilities"]["renameProvider"], true);
    let uri = "untitled:Untitled-1";
    editor.show(uri, TEXT);
    let edit = rename(&mut editor, uri, "Fast Start**", "Quick Win")["result"].clone();
    assert_eq!(edited(TEXT, &edit, uri), TEXT.replace("Fast Start", "Quick Win").replace("fast Start", "quick Win"));
    let prepared = editor.of("textDocument/prepareRename", uri, json!({"position": place(TEXT, "Start: 70")}));
    assert_eq!(held(TEXT, &prepared["range"]), "Fast Start", "also where it is only referred to");
}

#[test]
fn what_cannot_be_renamed_is_said() {
    let mut editor = Editor::able();
    let uri = "untitled:Untitled-1";
    editor.show(uri, TEXT);
    assert_eq!(editor.of("textDocument/prepareRename", uri, json!({"position": place(TEXT, "by 1 May")})), Value::Null);
    let code = |answer: Value| (answer["error"]["code"].as_i64(), answer["error"]["message"].as_str().unwrap_or_default().to_owned());
    let refused = code(rename(&mut editor, uri, "by 1 May", "x"));
    assert!(refused.0 == Some(-32602) && refused.1.contains("only a section's title"), "{refused:?}");
    let refused = code(rename(&mut editor, uri, "## Success", "two\nlines"));
    assert!(refused.0 == Some(-32602) && refused.1.contains("one line"), "{refused:?}");
    assert_eq!(editor.of("textDocument/rename", "file:///never.md", json!({"position": place(TEXT, "by"), "newName": "x"})), Value::Null);
}

/// The operations of an edit that are not edits of text.
fn operations(edit: &Value) -> Vec<&Value> {
    edit["documentChanges"].as_array().expect("operations").iter().filter(|it| !it["kind"].is_null()).collect()
}

#[test]
fn links_follow_a_file_and_what_belongs_to_it_goes_along() {
    let (folder, path) = repository(TEXT);
    let (list, sheet, readme) = (beside(&path, "checklists"), beside(&path, "questions"), folder.path().join("README.md"));
    let linking = "# L\n\n**Feature**: [X](../customer-success-perspective.md#top)\n";
    write(&list, linking);
    write(&sheet, "# Questions\n");
    write(&readme, "🧭 [x](personas/x/customer-success-perspective.md) [r](LICENSE.md)\n");
    write(&folder.path().join("LICENSE.md"), "free\n");
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    let filters = &editor.offered["capabilities"]["workspace"]["fileOperations"]["willRename"]["filters"];
    assert_eq!(filters[0]["pattern"], json!({"glob": "**/*.md", "matches": "file"}));

    let new = path.with_file_name("cs 1.md");
    let files = json!({"files": [{"oldUri": uri_of(&path), "newUri": uri_of(&new).replace(' ', "%20")}]});
    let edit = editor.ask("workspace/willRenameFiles", files)["result"].clone();
    assert!(edited(linking, &edit, &uri_of(&list)).contains("[X](../cs%201.md#top)"), "{edit}");
    let text = fs::read_to_string(&readme).expect("a file");
    assert_eq!(edited(&text, &edit, &uri_of(&readme)), "🧭 [x](personas/x/cs%201.md) [r](LICENSE.md)\n");
    let renamed: Vec<(&Value, &Value)> = operations(&edit).into_iter().map(|it| (&it["oldUri"], &it["newUri"])).collect();
    let named = |path: &std::path::Path| json!(uri_of(&path.with_file_name("cs 1.md")).replace(' ', "%20"));
    assert_eq!(renamed, [(&json!(uri_of(&list)), &named(&list)), (&json!(uri_of(&sheet)), &named(&sheet))]);

    // To another feature: the checklist goes along, so its link is right as it is.
    let new = folder.path().join("personas/y/customer-success-perspective.md");
    let edit =
        editor.ask("workspace/willRenameFiles", json!({"files": [{"oldUri": uri_of(&path), "newUri": uri_of(&new)}]}))["result"].clone();
    let edits = edit["documentChanges"].as_array().expect("changes");
    assert!(!edits.iter().any(|it| it["textDocument"]["uri"] == uri_of(&list)), "{edit}");
    assert_eq!(operations(&edit)[0]["newUri"], uri_of(&beside(&new, "checklists")));

    // A whole feature: only what lies outside of it has to follow.
    let (old, new) = (folder.path().join("personas/x"), folder.path().join("personas/z"));
    let edit =
        editor.ask("workspace/willRenameFiles", json!({"files": [{"oldUri": uri_of(&old), "newUri": uri_of(&new)}]}))["result"].clone();
    assert_eq!(edit["documentChanges"].as_array().map(Vec::len), Some(1), "{edit}");
    assert!(edited(&text, &edit, &uri_of(&readme)).contains("(personas/z/customer-success-perspective.md)"));

    // Links between other documents are none of ours.
    let (old, new) = (folder.path().join("LICENSE.md"), folder.path().join("COPYING.md"));
    let answer = editor.ask("workspace/willRenameFiles", json!({"files": [{"oldUri": uri_of(&old), "newUri": uri_of(&new)}]}));
    assert_eq!(answer["result"], Value::Null, "{answer}");
}

#[test]
fn a_client_that_cannot_rename_in_an_edit_gets_the_links() {
    let (folder, path) = repository(TEXT);
    let list = beside(&path, "checklists");
    let linking = "# L\n\n**Feature**: [X](../customer-success-perspective.md)\n";
    write(&list, linking);
    let mut editor = in_folder(folder.path(), |it| it["workspace"]["workspaceEdit"] = json!({}));
    let new = folder.path().join("personas/y/customer-success-perspective.md");
    let edit =
        editor.ask("workspace/willRenameFiles", json!({"files": [{"oldUri": uri_of(&path), "newUri": uri_of(&new)}]}))["result"].clone();
    assert!(edited(linking, &edit, &uri_of(&list)).contains("(../../y/customer-success-perspective.md)"), "{edit}");
    assert!(edit["documentChanges"].is_null());
    let silent = in_folder(folder.path(), |it| it["workspace"]["fileOperations"] = json!({}));
    assert!(silent.offered["capabilities"]["workspace"]["fileOperations"].is_null(), "it does not ask");
}

#[test]
fn links_follow_also_where_no_folder_is_open() {
    let (_folder, path) = repository(TEXT);
    let list = beside(&path, "checklists");
    let linking = "# L\n\n**Feature**: [X](../customer-success-perspective.md)\n";
    write(&list, linking);
    let mut editor = Editor::able();
    editor.quiet();
    let new = uri_of(&path.with_file_name("cs.md"));
    let edit = editor.ask("workspace/willRenameFiles", json!({"files": [{"oldUri": uri_of(&path), "newUri": new}]}))["result"].clone();
    assert!(edited(linking, &edit, &uri_of(&list)).contains("[X](../cs.md)"), "{edit}");
}

/// Names with what they stand in.
fn names(list: &Value) -> Vec<(&str, &str)> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|it| (it["name"].as_str().expect("a name"), it["containerName"].as_str().unwrap_or_default()))
        .collect()
}

#[test]
fn symbols_of_the_workspace_are_found_by_letters_of_their_names() {
    let (folder, path) = repository(TEXT);
    let other = folder.path().join("personas/y/customer-success-perspective.md");
    write(&other, &TEXT.replace("🧭 X", "Y"));
    write(&folder.path().join("README.md"), "# Success Metrics\n");
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    let found = editor.ask("workspace/symbol", json!({"query": "scsmtrcs"}))["result"].clone();
    let title = |name: &str| format!("Customer Success Manager Perspective: {name}");
    assert_eq!(names(&found), [("Success Metrics", title("🧭 X").as_str()), ("Success Metrics", title("Y").as_str())]);
    let range = &found[0]["location"]["range"];
    assert_eq!((&found[0]["location"]["uri"], held(TEXT, range).lines().next()), (&json!(uri_of(&path)), Some("## Success Metrics")));

    // What an editor holds open is looked at as it is there.
    editor.open(&uri_of(&path), 1, &TEXT.replace("Success Metrics", "Numbers"));
    let found = editor.ask("workspace/symbol", json!({"query": "scsmtrcs"}))["result"].clone();
    assert_eq!(names(&found).len(), 1, "{found}");
    write(&other, &TEXT.replace("## Success Metrics", "## Figures"));
    let found = editor.ask("workspace/symbol", json!({"query": "Figures"}))["result"].clone();
    assert_eq!(names(&found).len(), 1, "a file that changed is read anew");
    let all = editor.ask("workspace/symbol", json!({"query": ""}))["result"].clone();
    assert!(names(&all).len() > 10, "{all}");
}

#[test]
fn symbols_come_in_parts_and_can_be_cancelled() {
    let (folder, _) = repository(TEXT);
    for number in 0..30 {
        write(&folder.path().join(format!("personas/f{number}/customer-success-perspective.md")), TEXT);
    }
    let mut editor = in_folder(folder.path(), |_| {});
    assert_eq!(editor.offered["capabilities"]["workspaceSymbolProvider"], json!({"workDoneProgress": true}));
    let id = editor.request("workspace/symbol", json!({"query": "Metrics", "partialResultToken": "part"}));
    let mut found = 0;
    while found < 31 {
        let told = editor.expect("$/progress");
        assert_eq!(told["token"], "part");
        found += told["value"].as_array().expect("symbols").len();
    }
    assert_eq!(editor.answer(id)["result"], json!([]), "all was told before");
    let id = editor.request("workspace/symbol", json!({"query": ""}));
    editor.tell("$/cancelRequest", json!({"id": id}));
    let answer = editor.answer(id);
    assert!(answer["error"]["code"] == -32800 || answer["result"].is_array(), "{answer}");
}
