//! What lies around perspectives: checklists, sheets of questions, settings, templates, and the workspace as a whole.

use std::fs;
use std::path::{Path, PathBuf};

use perspective_ls::persona::Personas;
use perspective_ls::workflow::checklist;
use serde_json::{Value, json};

use super::client::{Editor, able_capabilities, edited, held, place, span};
use super::samples::TEXT;

const CLEAN: &str = include_str!("../data/clean.md");

/// A repository with one perspective; its folder, and the perspective's path.
pub(crate) fn repository(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join(".git")).expect("a repository");
    let path = folder.path().join("personas/x/customer-success-perspective.md");
    write(&path, text);
    (folder, path)
}

pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

pub(crate) fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

pub(crate) fn beside(path: &Path, folder: &str) -> PathBuf {
    path.parent().expect("a folder").join(folder).join(path.file_name().expect("a name"))
}

/// An editor with all that VS Code can do, in `folder`.
pub(crate) fn in_folder(folder: &Path, change: impl FnOnce(&mut Value)) -> Editor {
    let mut capabilities = able_capabilities();
    change(&mut capabilities);
    let folders = json!([{"uri": uri_of(folder), "name": "work"}]);
    let initialize = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
    Editor::start(perspective_ls::lsp::Judge::default(), initialize)
}

fn pulling(folder: &Path) -> Editor {
    in_folder(folder, |capabilities| {
        capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": true, "relatedInformation": true});
    })
}

/// The checklist of the persona with an item of somebody's own, and that of the persona called `words` ticked.
fn ticked(words: &str) -> String {
    let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
    let list = checklist::create(&persona, "X", "2026-02-09", "../customer-success-perspective.md");
    let (open, done) = (format!("- [ ] {words}\n"), format!("- [x] {words}\n"));
    assert!(list.contains(&open), "{words}");
    list.replace(&open, &done).replacen("- [ ]", "- [x] 🧭 my own\n- [ ]", 1)
}

const ACTIONABLE: &str = "All recommendations are actionable";

#[test]
fn a_contradicted_tick_is_found_and_links_to_what_says_so() {
    let (folder, path) = repository(TEXT);
    let list = ticked(ACTIONABLE);
    let mut editor = in_folder(folder.path(), |_| {});
    let uri = uri_of(&beside(&path, "checklists"));
    let found = editor.show(&uri, &list);
    editor.quiet();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&json!("tick-contradicted"), &json!(1)));
    let related = &found[0]["relatedInformation"][0]["location"];
    assert_eq!((&related["uri"], held(TEXT, &related["range"])), (&json!(uri_of(&path)), "Improve the experience."));
    let actions = editor.actions(&uri, found[0]["range"].clone(), Some(json!(["quickfix"])));
    assert_eq!(actions[0]["title"], "Take the tick out");
    assert!(edited(&list, &actions[0]["edit"], &uri).contains(&format!("- [ ] {ACTIONABLE}")));
    let hover = editor.of("textDocument/hover", &uri, json!({"position": place(&list, ACTIONABLE)}));
    assert!(
        hover["contents"]["value"].as_str().is_some_and(|it| it.starts_with("**fail**") && it.contains("Improve the experience.")),
        "{hover}"
    );
}

#[test]
fn a_checklist_is_judged_anew_when_the_perspective_is_edited() {
    let (folder, path) = repository(TEXT);
    let mut editor = in_folder(folder.path(), |_| {});
    let list = uri_of(&beside(&path, "checklists"));
    let uri = uri_of(&path);
    editor.show(&list, &ticked(ACTIONABLE));
    let of = |editor: &mut Editor, wanted: &str| loop {
        let told = editor.until("textDocument/publishDiagnostics");
        if told["params"]["uri"] == wanted {
            break told["params"]["diagnostics"].as_array().expect("a list").len();
        }
    };
    editor.open(&uri, 1, TEXT);
    assert_eq!(of(&mut editor, &list), 1, "judged with the open text");
    editor.change(&uri, 2, json!([{"text": CLEAN}]));
    assert_eq!(of(&mut editor, &list), 0, "the tick is right now");
    editor.quiet();
}

#[test]
fn a_checklist_that_nobody_has_open_is_told_of() {
    let (folder, path) = repository(TEXT);
    let file = beside(&path, "checklists");
    write(&file, &ticked(ACTIONABLE));
    let mut editor = in_folder(folder.path(), |_| {});
    let uri = uri_of(&path);
    editor.show(&uri, TEXT);
    let told = editor.expect("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], told["diagnostics"].as_array().map(Vec::len)), (&json!(uri_of(&file)), Some(1)));
    editor.change(&uri, 2, json!([{"text": CLEAN}]));
    assert_eq!(editor.diagnostics().0, Some(2));
    assert_eq!(editor.expect("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    write(&file, &ticked("Written for customer success and leadership stakeholders"));
    editor.change(&uri, 3, json!([{"text": TEXT}]));
    editor.quiet();
    let mut pulling = pulling(folder.path());
    pulling.quiet();
    write(&file, &ticked(ACTIONABLE));
    pulling.open(&uri, 1, TEXT);
    let report = pulling.of("textDocument/diagnostic", &uri, json!({}));
    let related = &report["relatedDocuments"][uri_of(&file)];
    assert_eq!((&related["kind"], related["items"].as_array().map(Vec::len)), (&json!("full"), Some(1)), "{}", report["relatedDocuments"]);
}

/// The next list of diagnostics that is pushed for `uri`, by their codes.
fn pushed(editor: &mut Editor, uri: &str) -> Vec<String> {
    loop {
        let told = editor.until("textDocument/publishDiagnostics")["params"].clone();
        if told["uri"] == uri {
            let list = told["diagnostics"].as_array().expect("a list");
            return list.iter().map(|it| it["code"].as_str().expect("a code").to_owned()).collect();
        }
    }
}

#[test]
fn a_perspective_that_nobody_has_open_is_judged_with_its_checklist() {
    let (folder, path) = repository(TEXT);
    let (uri, list) = (uri_of(&path), uri_of(&beside(&path, "checklists")));
    let mut editor = in_folder(folder.path(), |_| {});
    editor.open(&list, 1, &ticked(ACTIONABLE));
    assert_eq!(pushed(&mut editor, &list), ["tick-contradicted"]);
    let told = editor.until("textDocument/publishDiagnostics")["params"].clone();
    assert_eq!(told["uri"], uri);
    let vague = told["diagnostics"].as_array().expect("a list").iter().find(|it| it["code"] == "vague-recommendation");
    let related = vague.expect("it is found")["relatedInformation"].as_array().expect("a list").clone();
    assert!(related.iter().any(|it| it["location"]["uri"] == list), "the finding names the tick: {related:?}");
    // Without the tick the finding names none.
    let untick = ticked(ACTIONABLE).replace(&format!("- [x] {ACTIONABLE}"), &format!("- [ ] {ACTIONABLE}"));
    editor.change(&list, 2, json!([{"text": untick}]));
    assert!(pushed(&mut editor, &list).is_empty());
    let told = editor.until("textDocument/publishDiagnostics")["params"].clone();
    assert!(told["uri"] == uri && !told.to_string().contains(&list), "{told}");
    // Once nothing of the feature is open, nothing is said of it.
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": list}}));
    let mut cleared = vec![pushed(&mut editor, &list), pushed(&mut editor, &uri)];
    cleared.retain(|it| !it.is_empty());
    assert!(cleared.is_empty(), "{cleared:?}");
    editor.quiet();
}

#[test]
fn the_workspace_judges_a_checklist_anew_when_its_perspective_changes_on_disk() {
    let (folder, path) = repository(TEXT);
    let list = beside(&path, "checklists");
    write(&list, &ticked(ACTIONABLE));
    let mut editor = pulling(folder.path());
    let first = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(reports(&first)[0].2, 1);
    editor.quiet();
    let ids: Vec<Value> =
        first["result"]["items"].as_array().expect("items").iter().map(|it| json!({"uri": it["uri"], "value": it["resultId"]})).collect();
    write(&path, CLEAN);
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri_of(&path), "type": 2}]}));
    let second = editor.ask("workspace/diagnostic", json!({"previousResultIds": ids}));
    let told = &reports(&second)[0];
    assert_eq!((told.0.as_str(), told.1.as_str(), told.2), ("x/checklists/customer-success-perspective.md", "full", 0));
}

fn targets(answer: &Value) -> Vec<(String, Value)> {
    let list = answer.as_array().cloned().unwrap_or_default();
    let uri = |it: &Value| it["targetUri"].as_str().or(it["uri"].as_str()).expect("a uri").to_owned();
    let range = |it: &Value| if it["targetRange"].is_null() { it["range"].clone() } else { it["targetRange"].clone() };
    list.iter().map(|it| (uri(it), range(it))).collect()
}

#[test]
fn items_lead_to_their_evidence_and_back() {
    let (folder, path) = repository(TEXT);
    let list = ticked(ACTIONABLE);
    write(&beside(&path, "checklists"), &list);
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    let (uri, list_uri) = (uri_of(&path), uri_of(&beside(&path, "checklists")));
    editor.open(&uri, 1, TEXT);
    editor.open(&list_uri, 1, &list);
    let to = |editor: &mut Editor, uri: &str, at: Value| targets(&editor.of("textDocument/definition", uri, json!({"position": at})));
    let found = to(&mut editor, &list_uri, place(&list, ACTIONABLE));
    assert_eq!((found[0].0.as_str(), held(TEXT, &found[0].1)), (uri.as_str(), "Improve the experience."));
    let links = editor.of("textDocument/documentLink", &list_uri, json!({}));
    assert_eq!((held(&list, &links[0]["range"]), &links[0]["target"]), ("../customer-success-perspective.md", &json!(uri)));
    let found = to(&mut editor, &list_uri, place(&list, "../customer"));
    assert_eq!(held(TEXT, &found[0].1), "Customer Success Manager Perspective: 🧭 Guided Onboarding");
    let found = to(&mut editor, &uri, place(TEXT, "Improve the"));
    assert!(found.iter().any(|(to, range)| *to == list_uri && held(&list, range).contains(ACTIONABLE)), "from the evidence: {found:?}");
    let found = to(&mut editor, &uri, place(TEXT, "## Recommendations"));
    assert!(found.iter().any(|(to, range)| *to == list_uri && held(&list, range).contains(ACTIONABLE)), "{found:?}");
    let once: std::collections::BTreeSet<String> = found.iter().map(|it| format!("{it:?}")).collect();
    assert_eq!(once.len(), found.len(), "items share evidence: {found:?}");
    let found = to(&mut editor, &uri, place(TEXT, "# Customer Success"));
    assert!(found.iter().any(|(to, _)| *to == list_uri), "{found:?}");
    let found = to(&mut editor, &uri, place(TEXT, "New teams answer"));
    let here = |found: &[(String, Value)]| found.iter().filter(|it| it.0 == uri).count();
    assert_eq!(here(&found), 2, "the recommendation and the metric");
    assert!(found.len() > 2, "and the items that it is evidence for");
    let params = json!({"position": place(TEXT, "New teams answer"), "context": {"includeDeclaration": true}});
    assert_eq!(here(&targets(&editor.of("textDocument/references", &uri, params))), 3, "with the outcome itself");
    assert_eq!(editor.of("textDocument/definition", &uri, json!({"position": place(TEXT, "Nothing yet")})), Value::Null);
}

#[test]
fn findings_and_codes_lead_to_the_line_of_the_template() {
    let (folder, path) = repository(TEXT);
    let template = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/personas/customer-success-manager/command.md"));
    let template = template.expect("the template").replace("# Customer Success Manager Persona", "# 🧭 Customer Success Manager Persona");
    let file = folder.path().join(".personakit/templates/commands/customer-success-manager.md");
    write(&file, &template);
    let allowed =
        TEXT.replace("Improve the experience.", "Improve the experience. <!-- perspective: allow vague-recommendation -- we know -->");
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    let uri = uri_of(&path);
    editor.open(&uri, 1, TEXT);
    let to = |editor: &mut Editor, at: Value| targets(&editor.of("textDocument/definition", &uri, json!({"position": at})));
    let found = to(&mut editor, place(TEXT, "Improve the"));
    let lines: Vec<&str> = found.iter().map(|it| held(&template, &it.1)).collect();
    assert!(lines.iter().all(|it| it.starts_with("- [ ] ")) && lines.contains(&format!("- [ ] {ACTIONABLE}").as_str()), "{lines:?}");
    assert_eq!(found[0].0, uri_of(&file));
    editor.change(&uri, 2, json!([{"text": allowed}]));
    let found = to(&mut editor, place(&allowed, "vague-rec"));
    assert_eq!(found.iter().map(|it| held(&template, &it.1)).collect::<Vec<_>>(), [format!("- [ ] {ACTIONABLE}")], "{found:?}");
    assert_eq!(
        targets(&editor.of("textDocument/definition", &uri, json!({"position": place(&allowed, "we know")}))),
        [],
        "only the code leads there"
    );
}

#[test]
fn questions_lead_to_their_markers_and_back() {
    let (folder, path) = repository(TEXT);
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    let uri = uri_of(&path);
    editor.open(&uri, 1, TEXT);
    editor.ask("workspace/executeCommand", json!({"command": "perspective.questions", "arguments": [{"uri": uri}]}));
    let sheet = beside(&path, "questions");
    let text = fs::read_to_string(&sheet).expect("the sheet");
    let to = |editor: &mut Editor, uri: &str, at: Value| targets(&editor.of("textDocument/definition", uri, json!({"position": at})));
    let found = to(&mut editor, &uri, place(TEXT, "Which gross"));
    assert!(found[0].0 == uri_of(&sheet) && held(&text, &found[0].1).starts_with("## Question 1: "), "{found:?}");
    let sheet_uri = uri_of(&sheet);
    editor.open(&sheet_uri, 1, &text);
    let found = to(&mut editor, &sheet_uri, place(&text, "| A"));
    assert_eq!(held(TEXT, &found[0].1), "[NEEDS CLARIFICATION: Which gross retention does leadership expect?]");

    let wrong = text.replacen("**Your choice**: _[Wait for user response]_", "**Your choice**: Z", 1);
    editor.change(&sheet_uri, 2, json!([{"text": wrong}]));
    let told = loop {
        let told = editor.until("textDocument/publishDiagnostics")["params"].clone();
        if told["uri"] == sheet_uri && told["version"] == 2 {
            break told["diagnostics"].clone();
        }
    };
    assert_eq!(told[0]["code"], "answer-unknown-option", "{told}");
    assert!(held(&wrong, &told[0]["range"]).contains("Your choice"), "{told}");
}

#[test]
fn answers_are_chosen_in_the_sheet_and_taken_in() {
    let text = CLEAN
        .replace("for 21 days", "for [NEEDS CLARIFICATION: which churn signal counts as at risk of leaving?]")
        .replace("in the June survey", "in the [NEEDS CLARIFICATION: which tone is right?]");
    let (folder, path) = repository(&text);
    let mut editor = in_folder(folder.path(), |_| {});
    editor.quiet();
    let uri = uri_of(&path);
    let asked = editor.ask("workspace/executeCommand", json!({"command": "perspective.questions", "arguments": [{"uri": uri}]}));
    let prompts = |at: usize| -> Vec<bool> {
        let options = asked["result"]["questions"][at]["options"].as_array().expect("options");
        options.iter().map(|it| it["prompt"].as_bool().expect("a truth")).collect()
    };
    assert_eq!((prompts(0), prompts(1)), (vec![false; 4], vec![true, true, true, false]), "what cannot be chosen is told");
    let sheet = fs::read_to_string(beside(&path, "questions")).expect("the sheet");
    let sheet_uri = uri_of(&beside(&path, "questions"));
    editor.open(&sheet_uri, 1, &sheet);
    let titles =
        |actions: &[Value]| -> Vec<String> { actions.iter().map(|it| it["title"].as_str().expect("a title").to_owned()).collect() };
    let first = editor.actions(&sheet_uri, span(&sheet, "Question 1"), Some(json!(["refactor.rewrite"])));
    assert_eq!(
        titles(&first)[1..],
        ["Q1: choose B: No log-in for 14 days", "Q1: choose C: A health score below 60", "Take the answers in"]
    );
    let second = editor.actions(&sheet_uri, span(&sheet, "Question 2"), Some(json!(["refactor.rewrite"])));
    assert_eq!(titles(&second), ["Take the answers in"], "a prompt is no answer");
    let chosen = edited(&sheet, &first[1]["edit"], &sheet_uri).replacen("_[Wait for user response]_", "Custom - a calm one", 1);
    assert!(chosen.contains("**Your choice**: B\n"), "{chosen}");
    editor.change(&sheet_uri, 2, json!([{"text": chosen}]));
    let command = json!({"command": first[3]["command"]["command"], "arguments": first[3]["command"]["arguments"]});
    let answered = editor.ask("workspace/executeCommand", command);
    assert_eq!(answered["result"]["answered"], 2, "{answered}");
    let after = fs::read_to_string(&path).expect("it is there");
    assert!(after.contains("for no log-in for 14 days") && after.contains("in the calm one") && !after.contains("NEEDS"), "{after}");

    let list = uri_of(&beside(&path, "checklists"));
    editor.open(&list, 1, &ticked(ACTIONABLE));
    let actions = editor.actions(&list, span(&ticked(ACTIONABLE), "# Customer"), Some(json!(["refactor.rewrite"])));
    assert_eq!(titles(&actions), ["Bring the checklist up to date"]);
}

#[test]
fn settings_are_checked_completed_and_explained() {
    let (folder, _) = repository(TEXT);
    let text = "# 🧭 ours\nlimt = 3\n\n[severity]\naudience = \"loud\"\n";
    let uri = uri_of(&folder.path().join("perspective.toml"));
    let mut editor = in_folder(folder.path(), |_| {});
    let found = editor.show(&uri, text);
    assert_eq!(found.len(), 2);
    assert_eq!((held(text, &found[0]["range"]), &found[0]["code"]), ("limt", &json!("unknown-setting")));
    assert!(found[0]["message"].as_str().is_some_and(|it| it.contains("did you mean \"limit\"")));
    let hover = editor.of("textDocument/hover", &uri, json!({"position": place(text, "audience")}));
    assert!(hover["contents"]["value"].as_str().is_some_and(|it| it.starts_with("**audience**")), "{hover}");
    let list = editor.of("textDocument/completion", &uri, json!({"position": place(text, "\n\n[sev")}));
    assert_eq!(list, json!({"isIncomplete": false, "items": []}), "behind a value there is nothing");
    let list = editor.of("textDocument/completion", &uri, json!({"position": {"line": 2, "character": 0}}));
    assert_eq!(list["items"][2]["label"], "limit");
    let value = json!({"position": {"line": 4, "character": 12}});
    let list = editor.of("textDocument/completion", &uri, value);
    assert_eq!(list["items"][0]["label"], "off", "{list}");
    assert_eq!(editor.of("textDocument/formatting", &uri, json!({"options": {"tabSize": 2, "insertSpaces": true}})), Value::Null);
    editor.change(&uri, 2, json!([{"text": "limit = 3\n"}]));
    assert_eq!(editor.diagnostics(), (Some(2), vec![]));
}

#[test]
fn templates_are_checked_as_they_are_typed() {
    let (folder, _) = repository(TEXT);
    let uri = uri_of(&folder.path().join(".personakit/templates/commands/chef.md"));
    let mut editor = in_folder(folder.path(), |_| {});
    let found = editor.show(&uri, "---\ndescription: x\n---\n\n# Chef Persona Guidance Command\n");
    assert!(found.iter().any(|it| it["message"].as_str().is_some_and(|it| it.contains("no checklist"))), "{found:?}");
    assert!(found.iter().all(|it| it["code"] == "persona-template"));
}

/// Reports of an answer to `workspace/diagnostic` by the end of their path.
fn reports(answer: &Value) -> Vec<(String, String, usize)> {
    let items = answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let mut list: Vec<_> = items
        .iter()
        .map(|it| {
            let uri = it["uri"].as_str().expect("a uri").rsplit("/personas/").next().expect("a path").to_owned();
            (uri, it["kind"].as_str().expect("a kind").to_owned(), it["items"].as_array().map_or(0, Vec::len))
        })
        .collect();
    list.sort();
    list
}

#[test]
fn the_whole_workspace_is_judged_also_what_nobody_opened() {
    let (folder, path) = repository(TEXT);
    let clean = folder.path().join("personas/y/customer-success-perspective.md");
    write(&clean, CLEAN);
    write(&beside(&path, "checklists"), &ticked(ACTIONABLE));
    write(&folder.path().join("README.md"), "# Read me\n");
    let mut editor = pulling(folder.path());
    assert_eq!(editor.offered["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    let first = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let list = reports(&first);
    let kinds: Vec<(&str, &str)> = list.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    assert_eq!(
        kinds,
        [
            ("x/checklists/customer-success-perspective.md", "full"),
            ("x/customer-success-perspective.md", "full"),
            ("y/customer-success-perspective.md", "full"),
        ]
    );
    assert_eq!((list[0].2, list[2].2), (1, 0), "{list:?}");
    assert!(list[1].2 > 3);

    let ids: Vec<Value> =
        first["result"]["items"].as_array().expect("items").iter().map(|it| json!({"uri": it["uri"], "value": it["resultId"]})).collect();
    let waits = editor.request("workspace/diagnostic", json!({"previousResultIds": ids}));
    editor.settle();
    write(&clean, TEXT);
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri_of(&clean), "type": 2}]}));
    let second = editor.answer(waits);
    let list = reports(&second);
    assert_eq!(
        list.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(),
        ["unchanged", "unchanged", "full"],
        "answered once something changed"
    );

    fs::remove_file(&clean).expect("it goes");
    let ids = json!([{"uri": uri_of(&clean), "value": "old"}]);
    let third = editor.ask("workspace/diagnostic", json!({"previousResultIds": ids}));
    let gone = third["result"]["items"].as_array().expect("items").iter().find(|it| it["uri"] == uri_of(&clean)).expect("a report");
    assert_eq!(gone["items"], json!([]), "what is gone has none");
    editor.quiet();
}

#[test]
fn a_file_that_nobody_has_open_can_be_asked_about() {
    let (folder, path) = repository(TEXT);
    let mut editor = pulling(folder.path());
    let report = editor.of("textDocument/diagnostic", &uri_of(&path), json!({}));
    assert!(report["items"].as_array().is_some_and(|it| it.iter().any(|it| it["code"] == "vague-recommendation")), "{report}");
    let again = editor.of("textDocument/diagnostic", &uri_of(&path), json!({"previousResultId": report["resultId"]}));
    assert_eq!(again["kind"], "unchanged");
    let gone = editor.of("textDocument/diagnostic", &uri_of(&path.with_file_name("gone.md")), json!({}));
    assert_eq!(gone["items"], json!([]));
}

#[test]
fn a_big_workspace_comes_in_parts_and_can_be_cancelled() {
    let (folder, _) = repository(TEXT);
    for number in 0..50 {
        write(
            &folder.path().join(format!("personas/f{number}/customer-success-perspective.md")),
            "# Customer Success Manager Perspective: X\n",
        );
    }
    let mut editor = pulling(folder.path());
    let id = editor.request("workspace/diagnostic", json!({"previousResultIds": [], "partialResultToken": 7, "workDoneToken": "w"}));
    let (mut parts, mut kinds) = (0, Vec::new());
    while parts < 51 {
        let told = editor.until("$/progress")["params"].clone();
        match told["token"] == 7 {
            true => parts += told["value"]["items"].as_array().expect("a part").len(),
            false => kinds.push(told["value"]["kind"].clone()),
        }
    }
    assert_eq!((parts, kinds[0].clone()), (51, json!("begin")));
    let last = editor.until("$/progress")["params"].clone();
    assert_eq!((&last["token"], &last["value"]["kind"]), (&json!("w"), &json!("end")), "once all is told");
    assert_eq!(editor.answer(id)["result"]["items"], json!([]), "all was sent");
    let id = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));
    editor.tell("$/cancelRequest", json!({"id": id}));
    let answer = editor.answer(id);
    assert!(answer["error"]["code"] == -32800 || answer["result"].is_object(), "{answer}");
    editor.quiet();
}

#[test]
fn typing_goes_before_the_workspace() {
    let (folder, path) = repository(TEXT);
    for number in 0..30 {
        write(&folder.path().join(format!("personas/f{number}/customer-success-perspective.md")), CLEAN);
    }
    let mut editor = pulling(folder.path());
    let scan = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));
    editor.open(&uri_of(&path), 1, TEXT);
    let hover = editor.request("textDocument/hover", json!({"textDocument": {"uri": uri_of(&path)}, "position": place(TEXT, "Who runs")}));
    let first = loop {
        let message = editor.next();
        if message["id"] == hover || message["id"] == scan {
            break message["id"].clone();
        }
    };
    assert_eq!(first, hover);
    editor.quiet();
}

#[test]
fn settings_are_asked_for_and_registered() {
    let (folder, path) = repository(TEXT);
    let mut editor = in_folder(folder.path(), |capabilities| {
        capabilities["workspace"]["configuration"] = json!(true);
        capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": true});
        capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    });
    let registered = editor.until("client/registerCapability")["params"]["registrations"].clone();
    let methods: Vec<&str> = registered.as_array().expect("a list").iter().filter_map(|it| it["method"].as_str()).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    assert!(
        registered[0]["registerOptions"]["watchers"]
            .as_array()
            .expect("watchers")
            .iter()
            .any(|it| it["globPattern"] == "**/personas/**/*.md")
    );
    let asked = editor.until("workspace/configuration");
    let scoped = json!({"scopeUri": uri_of(folder.path()), "section": "perspective"});
    assert_eq!(asked["params"], json!({"items": [{"section": "perspective"}, scoped]}));
    editor.reply(&asked, json!([{"severity": {"vague-recommendation": "off"}}, null]));
    let found = editor.published(&uri_of(&path), 1, TEXT);
    assert!(!found.as_array().expect("a list").iter().any(|it| it["code"] == "vague-recommendation"));
    editor.tell("workspace/didChangeConfiguration", json!({"settings": null}));
    let asked = editor.until("workspace/configuration");
    editor.reply(&asked, json!([{"severity": {"vague-recommendation": "error"}}]));
    let found = editor.until("textDocument/publishDiagnostics")["params"]["diagnostics"].clone();
    assert!(found.as_array().expect("a list").iter().any(|it| it["code"] == "vague-recommendation" && it["severity"] == 1));
    editor.quiet();
}

/// How an editor that is asked for its settings judges recommendations that are vague: `general` is for all documents,
/// `folders` for each folder.
fn answer_settings(editor: &mut Editor, general: &str, folders: &[&str]) {
    let asked = editor.until("workspace/configuration");
    assert_eq!(asked["params"]["items"].as_array().map(Vec::len), Some(1 + folders.len()), "{asked}");
    let settings = |severity: &&str| json!({"severity": {"vague-recommendation": severity}, "inlayHints": *severity == "error"});
    editor.reply(&asked, std::iter::once(&general).chain(folders).map(settings).collect());
}

#[test]
fn an_editor_has_settings_for_each_folder() {
    let (one, path) = repository(TEXT);
    let (other, second) = repository(TEXT);
    let mut editor = in_folder(one.path(), |it| it["workspace"]["configuration"] = json!(true));
    answer_settings(&mut editor, "off", &["error"]);
    let severity = |list: &Value| {
        let found = list.as_array().expect("a list").iter().find(|it| it["code"] == "vague-recommendation");
        found.map(|it| it["severity"].clone())
    };
    assert_eq!(severity(&editor.published(&uri_of(&path), 1, TEXT)), Some(json!(1)), "in the folder");
    assert_eq!(severity(&editor.published(&uri_of(&second), 1, TEXT)), None, "outside of it");
    let all = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    assert!(editor.of("textDocument/inlayHint", &uri_of(&path), all.clone()).is_array());
    assert_eq!(editor.of("textDocument/inlayHint", &uri_of(&second), all), Value::Null);

    let folder = json!([{"uri": uri_of(other.path()), "name": "other"}]);
    editor.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": folder, "removed": []}}));
    answer_settings(&mut editor, "off", &["error", "hint"]);
    let told = loop {
        let told = editor.until("textDocument/publishDiagnostics")["params"].clone();
        if told["uri"] == uri_of(&second) {
            break told;
        }
    };
    assert_eq!(severity(&told["diagnostics"]), Some(json!(4)));
    editor.quiet();
}

#[test]
fn a_client_that_has_no_settings_to_ask_for_is_taken_at_its_word() {
    let (folder, path) = repository(TEXT);
    let mut editor = in_folder(folder.path(), |it| it["workspace"]["configuration"] = json!(true));
    let asked = editor.until("workspace/configuration");
    editor.reply(&asked, json!([null, null]));
    let said = json!({"settings": {"perspective": {"severity": {"vague-recommendation": "off"}}}});
    editor.tell("workspace/didChangeConfiguration", said);
    let asked = editor.until("workspace/configuration");
    editor.reply(&asked, json!([null, null]));
    editor.quiet();
    editor.settle();
    editor.open(&uri_of(&path), 1, TEXT);
    let found = editor.until("textDocument/publishDiagnostics")["params"]["diagnostics"].clone();
    assert!(!found.as_array().expect("a list").iter().any(|it| it["code"] == "vague-recommendation"), "{found}");
}

#[test]
fn what_is_drawn_is_drawn_anew_when_settings_change() {
    let (folder, path) = repository(TEXT);
    let mut editor = in_folder(folder.path(), |_| {});
    editor.show(&uri_of(&path), TEXT);
    write(&folder.path().join("perspective.toml"), "[severity]\nvague-recommendation = \"off\"\n");
    let change = json!([{"uri": uri_of(&folder.path().join("perspective.toml")), "type": 1}]);
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": change}));
    for method in ["workspace/codeLens/refresh", "workspace/inlayHint/refresh", "workspace/semanticTokens/refresh"] {
        let asked = editor.next();
        assert_eq!((&asked["method"], asked.get("params")), (&json!(method), None));
    }
    assert!(!editor.diagnostics().1.iter().any(|it| it["code"] == "vague-recommendation"));
}

#[test]
fn a_root_is_taken_as_old_clients_say_it() {
    let (folder, _) = repository(TEXT);
    for root in [json!({"rootUri": uri_of(folder.path())}), json!({"rootUri": null, "rootPath": folder.path()})] {
        let mut initialize = json!({"processId": null, "capabilities": {}});
        initialize.as_object_mut().expect("an object").extend(root.as_object().expect("an object").clone());
        let mut editor = Editor::start(perspective_ls::lsp::Judge::default(), initialize);
        let found = editor.ask("workspace/symbol", json!({"query": "scsmtrcs"}))["result"].clone();
        assert_eq!(found.as_array().map(Vec::len), Some(1), "{root}: {found}");
    }
}

#[test]
fn each_folder_has_its_own_settings() {
    let (one, path) = repository(TEXT);
    let (other, second) = repository(TEXT);
    write(&one.path().join("perspective.toml"), "[severity]\nvague-recommendation = \"off\"\n");
    let mut editor = in_folder(one.path(), |_| {});
    let folder = json!([{"uri": uri_of(other.path()), "name": "other"}]);
    editor.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": folder, "removed": []}}));
    let vague = |list: &[Value]| list.iter().any(|it| it["code"] == "vague-recommendation");
    assert!(!vague(&editor.show(&uri_of(&path), TEXT)));
    assert!(vague(&editor.show(&uri_of(&second), TEXT)));
    let report = editor.ask("workspace/executeCommand", json!({"command": "perspective.report", "arguments": [{}]}));
    assert_eq!(report["result"]["entries"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_is_not_saved_yet_is_judged_by_its_title() {
    let mut editor = Editor::able();
    let found = editor.show("untitled:Untitled-1", TEXT);
    assert!(found.iter().any(|it| it["code"] == "vague-recommendation"));
    let actions = editor.actions("untitled:Untitled-1", span(TEXT, "Improve the"), None);
    assert!(!actions.iter().any(|it| it["title"].as_str().is_some_and(|it| it.contains("perspective.toml"))), "it lies nowhere");
    assert_eq!(editor.of("textDocument/definition", "untitled:Untitled-1", json!({"position": place(TEXT, "Who runs")})), Value::Null);
}
