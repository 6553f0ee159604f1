//! The steps of the workflow as commands, on real files.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Editor, edited, place, range, span};
use super::samples::{TEXT, URI};

const CLEAN: &str = include_str!("../data/clean.md");

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join(".git")).expect("a repository");
    folder
}

fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// An able editor with `folder` as its workspace.
fn editor(folder: &Path) -> Editor {
    let recorded: Value = serde_json::from_str(include_str!("initialize/vscode-1.100.3.json")).expect("a recorded request");
    let mut capabilities = recorded["params"]["capabilities"].clone();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": false});
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": false});
    capabilities["workspace"]["configuration"] = json!(false);
    let folders = json!([{"uri": uri_of(folder), "name": "work"}]);
    let initialize = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
    let mut editor = Editor::start(perspective_ls::lsp::Judge::default(), initialize);
    editor.quiet();
    editor
}

fn run(editor: &mut Editor, command: &str, argument: Value) -> Value {
    let answer = editor.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]}));
    assert_eq!(answer.get("error"), None, "{answer}");
    answer["result"].clone()
}

fn refused(editor: &mut Editor, command: &str, argument: Value) -> String {
    let answer = editor.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]}));
    assert_eq!(answer["error"]["code"], -32602, "{answer}");
    answer["error"]["message"].as_str().expect("words").to_owned()
}

/// Runs a command that edits the open document at `uri`, as an editor does it; the result and the new text.
fn run_editing(editor: &mut Editor, command: &str, argument: Value, uri: &str, text: &str, version: i64) -> (Value, String) {
    let id = editor.request("workspace/executeCommand", json!({"command": command, "arguments": [argument]}));
    let request = editor.until("workspace/applyEdit");
    let after = edited(text, &request["params"]["edit"], uri);
    editor.change(uri, version, json!([{"text": after}]));
    editor.reply(&request, json!({"applied": true}));
    let answer = editor.answer(id);
    assert_eq!(answer.get("error"), None, "{answer}");
    (answer["result"].clone(), after)
}

/// Two questions in an otherwise clean perspective.
fn asking() -> String {
    CLEAN
        .replace("for 21 days", "for [NEEDS CLARIFICATION: which churn signal counts as at risk of leaving?]")
        .replace("in the June survey", "in the [NEEDS CLARIFICATION: which satisfaction survey is used, and how often?]")
}

#[test]
fn the_whole_workflow_from_an_empty_folder_to_ready() {
    let folder = repository();
    let mut editor = editor(folder.path());
    let made = run(&mut editor, "perspective.new", json!({"persona": "customer-success-manager", "request": "How do homes swap shifts?"}));
    let (uri, file) = (made["uri"].as_str().expect("a uri"), made["personaFile"].as_str().expect("a path"));
    assert_eq!(uri, uri_of(Path::new(file)));
    assert_eq!(made["persona"], "customer-success-manager");
    let branch = made["branchName"].as_str().expect("a branch");
    assert!(Path::new(file).starts_with(folder.path().join("personas").join(branch)), "{file}");

    let skeleton = fs::read_to_string(file).expect("the document is there");
    editor.open(uri, 1, &skeleton);
    let status = editor.of("perspective/status", uri, json!({}));
    assert_eq!((&status["ready"], &status["total"]), (&json!(false), &json!(15)));
    let text = asking();
    editor.change(uri, 2, json!([{"text": text}]));

    let told = run(&mut editor, "perspective.checklist", json!({"uri": uri, "write": true}));
    let list = told["file"].as_str().expect("a file").strip_prefix("file://").expect("a file").to_owned();
    assert!(list.ends_with("checklists/customer-success-perspective.md"), "{list}");
    assert_eq!(told["summary"]["iteration"], 1);
    assert!(fs::read_to_string(&list).expect("it is there").contains("Validation 1 of 3"));

    let questions = run(&mut editor, "perspective.questions", json!({"uri": uri}));
    let sheet = questions["uri"].as_str().expect("a sheet").strip_prefix("file://").expect("a file").to_owned();
    assert!(fs::read_to_string(&sheet).expect("it is there").contains("## Question 1: "));
    assert_eq!(questions["questions"].as_array().map(Vec::len), Some(2));
    assert_eq!(questions["questions"][0]["impact"], "retention");
    assert_eq!(questions["questions"][0]["options"][0]["label"], "A");

    let answers = json!({"uri": uri, "answers": "Q1: A, Q2: Custom - June survey, with \"NPS\", yearly"});
    let (answered, text) = run_editing(&mut editor, "perspective.answer", answers, uri, &text, 3);
    assert_eq!((&answered["answered"], &answered["open"]), (&json!(2), &json!(0)));
    assert_eq!((&answered["status"]["version"], &answered["status"]["state"]), (&json!(3), &json!("checked")));
    assert_eq!(answered["status"]["ready"], true, "{answered}");
    assert!(text.contains("## Clarifications") && !text.contains("[NEEDS CLARIFICATION"), "{text}");
    fs::write(file, &text).expect("the editor saves");

    let told = run(&mut editor, "perspective.checklist", json!({"uri": uri, "write": true}));
    assert_eq!((&told["summary"]["after"], &told["summary"]["iteration"]), (&json!(15), &json!(2)), "{}", told["summary"]);
    let report = run(&mut editor, "perspective.report", json!({"uri": uri, "html": true}));
    assert!(report["text"].as_str().is_some_and(|it| it.contains("ready for the next phase") && it.contains("15/15 pass")), "{report}");
    assert!(report["html"].as_str().is_some_and(|it| it.starts_with("<!doctype html>")));
    let report = run(&mut editor, "perspective.report", json!({"folder": uri_of(folder.path())}));
    assert_eq!(report["entries"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report.get("html"), None);
}

#[test]
fn what_was_made_is_shown() {
    let folder = repository();
    let mut editor = editor(folder.path());
    let id = editor.request(
        "workspace/executeCommand",
        json!({"command": "perspective.new", "arguments": [{"persona": "customer-success-manager", "request": "x y z"}]}),
    );
    let shown = editor.until("window/showDocument");
    let answer = editor.answer(id);
    assert_eq!(shown["params"]["uri"], answer["result"]["uri"]);
}

#[test]
fn a_new_perspective_is_refused_with_a_reason() {
    let folder = repository();
    let mut editor = editor(folder.path());
    let say = |editor: &mut Editor, argument: Value| refused(editor, "perspective.new", argument);
    assert!(say(&mut editor, json!({"persona": "customer-success-manager", "request": " "})).contains("No guidance request provided"));
    assert!(say(&mut editor, json!({"persona": "nobody", "request": "x"})).contains("customer-success-manager"));
    assert!(say(&mut editor, json!({"request": "x"})).contains("missing field `persona`"));
    assert!(!folder.path().join("personas").exists(), "nothing was made");
    let mut alone = Editor::able();
    assert!(say(&mut alone, json!({"persona": "customer-success-manager", "request": "x"})).contains("no folder is open"));
}

#[test]
fn the_checklist_is_shown_with_evidence_and_not_written_unasked() {
    let folder = repository();
    let path = folder.path().join("personas/x/customer-success-perspective.md");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, TEXT).expect("a file");
    let mut editor = editor(folder.path());
    let told = run(&mut editor, "perspective.checklist", json!({"uri": uri_of(&path)}));
    assert_eq!((&told["file"], told.get("summary")), (&Value::Null, None));
    assert_eq!(told["status"]["version"], Value::Null, "it is not open");
    let groups = told["groups"].as_array().expect("groups");
    assert_eq!(groups.len(), 3);
    let items: Vec<&Value> = groups.iter().flat_map(|it| it["items"].as_array().expect("items")).collect();
    assert_eq!(items.len(), 15);
    let vague = items.iter().find(|it| it["words"] == "All recommendations are actionable").expect("the item");
    assert_eq!(vague["state"], "fail");
    assert_eq!(vague["evidence"][0], json!({"range": span(TEXT, "Improve the experience."), "text": "Improve the experience."}));
    assert!(!path.parent().expect("a folder").join("checklists").exists());
}

#[test]
fn answers_that_do_not_fit_change_nothing() {
    let folder = repository();
    let path = folder.path().join("personas/x/customer-success-perspective.md");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, asking()).expect("a file");
    let mut editor = editor(folder.path());
    let uri = uri_of(&path);
    for (answers, said) in [("Q1: A", "Q2 has no answer"), ("Q1: Z, Q2: B", "has no option Z"), ("Q1: A, Q2: A, Q9: A", "Q9"), ("", "Q1")] {
        let message = refused(&mut editor, "perspective.answer", json!({"uri": uri, "answers": answers}));
        assert!(message.contains(said), "{answers}: {message}");
    }
    assert_eq!(fs::read_to_string(&path).expect("a file"), asking());
    let done = run(&mut editor, "perspective.answer", json!({"uri": uri, "answers": "Q1: A, Q2: B"}));
    assert_eq!(done["answered"], 2);
    assert!(!fs::read_to_string(&path).expect("a file").contains("[NEEDS"), "a file that is not open is changed on disk");
}

#[test]
fn a_question_may_stay_open_where_the_client_says_so() {
    let folder = repository();
    let path = folder.path().join("personas/x/customer-success-perspective.md");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, asking()).expect("a file");
    let mut editor = editor(folder.path());
    let uri = uri_of(&path);
    let done = run(&mut editor, "perspective.answer", json!({"uri": uri, "answers": "Q2: A", "partial": true}));
    assert_eq!((&done["answered"], &done["open"]), (&json!(1), &json!(1)));
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains("which churn signal counts") && !text.contains("[NEEDS CLARIFICATION: which satisfaction survey"), "{text}");
    let message = refused(&mut editor, "perspective.answer", json!({"uri": uri, "answers": "", "partial": true}));
    assert!(message.contains("Q1"), "no answer at all is none: {message}");
}

#[test]
fn an_editor_that_refuses_keeps_everything_as_it_was() {
    let folder = repository();
    let path = folder.path().join("personas/x/customer-success-perspective.md");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, asking()).expect("a file");
    let uri = uri_of(&path);
    let mut able = editor(folder.path());
    able.open(&uri, 1, &asking());
    run(&mut able, "perspective.questions", json!({"uri": uri}));
    let sheet = path.parent().expect("a folder").join("questions/customer-success-perspective.md");
    let before = fs::read_to_string(&sheet).expect("a sheet");
    let arguments = json!({"command": "perspective.answer", "arguments": [{"uri": uri, "answers": "Q1: A, Q2: B"}]});
    let id = able.request("workspace/executeCommand", arguments.clone());
    let request = able.until("workspace/applyEdit");
    able.reply(&request, json!({"applied": false, "failureReason": "it is locked"}));
    assert!(able.answer(id)["error"]["message"].as_str().is_some_and(|it| it.contains("nothing was written: it is locked")));
    assert_eq!(fs::read_to_string(&sheet).expect("a sheet"), before);

    let mut plain = Editor::bare();
    plain.show(&uri, &asking());
    let answer = plain.ask("workspace/executeCommand", arguments);
    assert!(answer["error"]["message"].as_str().is_some_and(|it| it.contains("close it")), "{answer}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), asking());
}

#[test]
fn personas_can_be_listed_for_a_choice() {
    let folder = repository();
    let mut editor = editor(folder.path());
    let list = run(&mut editor, "perspective.personas", json!({}))["personas"].clone();
    let own = list.as_array().expect("a list").iter().find(|it| it["id"] == "customer-success-manager").expect("the persona");
    assert_eq!(own["name"], "Customer Success Manager");
    assert!(own["description"].as_str().is_some_and(|it| !it.is_empty()));
}

#[test]
fn long_work_tells_how_far_it_is() {
    let folder = repository();
    for number in 0..60 {
        let path = folder.path().join(format!("personas/f{number}/customer-success-perspective.md"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "# Customer Success Manager Perspective: X\n").expect("a file");
    }
    let mut editor = editor(folder.path());
    let argument = json!({"command": "perspective.report", "arguments": [{}], "workDoneToken": "t1"});
    let id = editor.request("workspace/executeCommand", argument);
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        let told = editor.until("$/progress");
        assert_eq!(told["params"]["token"], "t1");
        kinds.push(told["params"]["value"]["kind"].clone());
    }
    assert_eq!(kinds, ["begin", "report", "report", "end"]);
    assert_eq!(editor.answer(id)["result"]["entries"].as_array().map(Vec::len), Some(60));
}

#[test]
fn lenses_say_how_it_stands_and_carry_the_next_step() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let lenses = editor.of("textDocument/codeLens", URI, json!({}));
    let named = |title: &str| {
        let found =
            lenses.as_array().expect("a list").iter().find(|it| it["command"]["title"].as_str().is_some_and(|it| it.contains(title)));
        found.unwrap_or_else(|| panic!("{title}: {lenses}")).clone()
    };
    let ask = named("2 of 3 questions open: ask");
    assert_eq!((&ask["command"]["command"], &ask["command"]["arguments"]), (&json!("perspective.questions"), &json!([{"uri": URI}])));
    assert_eq!(ask["range"]["start"]["line"], 0);
    assert!(named("of 15 items pass")["command"]["title"].as_str().is_some_and(|it| it.contains("fail")));
    let write = named("write checklist");
    assert_eq!(write["command"]["arguments"], json!([{"uri": URI, "write": true}]));
    let metrics = lenses.as_array().expect("a list").iter().filter(|it| it["range"]["start"] == place(TEXT, "## Success Metrics"));
    assert_eq!(metrics.count(), 1);
}

#[test]
fn questions_are_answered_by_actions() {
    let text = asking();
    let mut editor = Editor::able();
    editor.show(URI, &text);
    let actions = editor.actions(URI, span(&text, "which churn signal"), Some(json!(["refactor"])));
    let answer = actions.iter().find(|it| it["title"].as_str().is_some_and(|it| it.starts_with("Q1: answer A: "))).expect("an answer");
    let words = answer["title"].as_str().expect("words").trim_start_matches("Q1: answer A: ").to_lowercase();
    let after = edited(&text, &answer["edit"], URI);
    assert_eq!(after.matches("[NEEDS CLARIFICATION").count(), 1, "only this one");
    assert!(after.to_lowercase().matches(&words).count() >= 2, "in its place and in the log: {after}");
    assert!(after.contains("### Session "), "{after}");
    let ask = actions.iter().find(|it| it["title"] == "Ask the open questions").expect("all questions");
    assert_eq!(ask["command"]["command"], "perspective.questions");
    assert!(actions.iter().any(|it| it["title"] == "Write the checklist"));

    let odd = "# Customer Success Manager Perspective: X\n\n[NEEDS CLARIFICATION: xyzzy plugh?]\n";
    editor.change(URI, 2, json!([{"text": odd}]));
    editor.quiet();
    let actions = editor.actions(URI, range((2, 3), (2, 3)), Some(json!(["refactor.rewrite"])));
    let answer = actions.iter().find(|it| it["title"].as_str().is_some_and(|it| it.starts_with("Q1: answer A"))).expect("an answer");
    assert!(answer["disabled"]["reason"].as_str().is_some_and(|it| it.contains("still to be written")), "{answer}");
}
