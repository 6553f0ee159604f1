//! The same conversations with three makes of editor: one that can do nothing special, Neovim, VS Code. See
//! [`super::person`] for what each message is held to.

use std::fs;

use serde_json::{Value, json};

use super::person::{Make, Person};
use super::samples::TEXT;
use super::workspace::{beside, repository, uri_of, write};

/// Has each conversation of this file with each make of editor.
macro_rules! conversations {
    ($($name:ident)*) => {
        mod bare {
            $(#[test] fn $name() { super::$name(super::Make::Bare); })*
        }
        mod neovim {
            $(#[test] fn $name() { super::$name(super::Make::Neovim); })*
        }
        mod code {
            $(#[test] fn $name() { super::$name(super::Make::Code); })*
        }
    };
}

conversations! { writing reading mending completing laying_out naming working setting overlooking }

const WHOLE: &str = "{\"start\": {\"line\": 0, \"character\": 0}, \"end\": {\"line\": 9999, \"character\": 0}}";

fn whole() -> Value {
    serde_json::from_str(WHOLE).expect("a range")
}

/// Everything that can be done in `range`.
fn actions(person: &mut Person, uri: &str, range: Value, only: Option<Value>) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = only;
    }
    person.of("textDocument/codeAction", uri, json!({"range": range, "context": context})).as_array().expect("a list").clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    actions.iter().find(|it| it["title"].as_str().is_some_and(|it| it.contains(title))).unwrap_or_else(|| panic!("{title}: {actions:?}"))
}

fn writing(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    person.open(&uri, TEXT);
    assert!(person.codes(&uri).contains(&"vague-recommendation".to_owned()));
    person.write(&uri, &TEXT.replace("2. Improve the experience.\n", ""));
    assert!(!person.codes(&uri).contains(&"vague-recommendation".to_owned()));
    person.write(&uri, &TEXT.replace("🧭 Guided", "字 Guided"));
    assert!(person.codes(&uri).contains(&"vague-recommendation".to_owned()));
    person.close(&uri);
    let notes = uri_of(&folder.path().join("notes.md"));
    person.open(&notes, "# Notes\n");
    assert_eq!(person.of("textDocument/documentSymbol", &notes, json!({})), Value::Null, "it is no perspective");
    person.open("untitled:Untitled-1", TEXT);
    assert!(person.codes("untitled:Untitled-1").contains(&"vague-recommendation".to_owned()));
}

fn reading(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    let text = TEXT.replace("Nothing yet.", "See [the list](checklists/customer-success-perspective.md).");
    person.open(&uri, &text);
    let outline = person.of("textDocument/documentSymbol", &uri, json!({})).to_string();
    assert!(outline.contains("Who runs the kickoff") && outline.contains("Success Metrics"));
    let at = json!({"position": person.at(&uri, "Who runs")});
    let hover = person.of("textDocument/hover", &uri, at)["contents"].to_string();
    assert!(hover.contains("rank 2 of 2"), "{hover}");
    let outcome = json!({"position": person.at(&uri, "New teams answer"), "context": {"includeDeclaration": true}});
    assert_eq!(person.of("textDocument/definition", &uri, outcome.clone()).as_array().map(Vec::len), Some(2));
    assert_eq!(person.of("textDocument/references", &uri, outcome.clone()).as_array().map(Vec::len), Some(3));
    assert_eq!(person.of("textDocument/documentHighlight", &uri, outcome).as_array().map(Vec::len), Some(3));
    assert_eq!(person.of("textDocument/documentLink", &uri, json!({})).as_array().map(Vec::len), Some(1));
    assert!(person.of("textDocument/codeLens", &uri, json!({})).to_string().contains("write checklist"));
    for (method, more, said) in [
        ("textDocument/foldingRange", json!({}), "startLine"),
        ("textDocument/selectionRange", json!({"positions": [person.at(&uri, "Who runs")]}), "parent"),
        ("textDocument/semanticTokens/full", json!({}), "data"),
        ("textDocument/semanticTokens/range", json!({"range": whole()}), "data"),
    ] {
        if person.asks(method) {
            assert!(person.of(method, &uri, more).to_string().contains(said), "{method}");
        }
    }
}

fn mending(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    person.open(&uri, &TEXT.replace("[NEEDS CLARIFICATION: Who", "[NEEDS CLARIFICATION - Who"));
    let at = person.at(&uri, "Who runs");
    let here = actions(&mut person, &uri, json!({"start": at, "end": at}), None);
    // A client that takes commands alone, and lets nobody edit, is offered what it can do: nothing.
    if make != Make::Bare {
        person.take(titled(&here, "Write the marker in its form"));
        assert!(person.text(&uri).contains("[NEEDS CLARIFICATION: Who"), "{}", person.text(&uri));
        let all = actions(&mut person, &uri, whole(), Some(json!(["source.fixAll"])));
        person.take(&all[0]);
        assert!(person.text(&uri).contains("## Risk Assessment"), "{}", person.text(&uri));
    }
    let at = person.at(&uri, "Improve the");
    let here = actions(&mut person, &uri, json!({"start": at, "end": at}), None);
    if make != Make::Bare {
        person.take(titled(&here, "Allow vague-recommendation here"));
        let text = person.text(&uri);
        assert!(text.contains("allow vague-recommendation --"), "{text}");
        person.write(&uri, &text.replace("allow vague-recommendation --", "allow vague-recommendation -- we know"));
        assert!(!person.codes(&uri).contains(&"vague-recommendation".to_owned()));
    }
}

fn completing(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    for (typed, at, label) in [
        ("## \n\n## Customer Adoption", "## \n", "Expansion Revenue"),
        ("- [\n\n## Customer Adoption", "- [\n", "NEEDS CLARIFICATION"),
        ("<!-- perspective: allow \n\n## Customer Adoption", "<!-- perspective: allow \n", "vague-recommendation"),
    ] {
        person.open(&uri, &TEXT.replace("## Customer Adoption", typed));
        let text = person.text(&uri);
        let end = text.find(at).expect("the place") + at.len() - 1;
        let line = text[..end].matches('\n').count();
        let column = end - text[..end].rfind('\n').map_or(0, |it| it + 1);
        let place = json!({"position": {"line": line, "character": column}});
        let list = person.of("textDocument/completion", &uri, place);
        let items = list["items"].as_array().expect("items").clone();
        let item = items.iter().find(|it| it["label"].as_str().is_some_and(|it| it.contains(label)));
        let item = item.unwrap_or_else(|| panic!("{label}: {items:?}")).clone();
        assert!(item["textEdit"]["newText"].is_string());
        let later = person.editor.offered["capabilities"]["completionProvider"]["resolveProvider"] == true;
        let item = if later { person.ask("completionItem/resolve", item) } else { item };
        assert!(label != "vague-recommendation" || item["documentation"].to_string().len() > 100, "{item}");
        person.close(&uri);
    }
}

fn laying_out(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    person.open(&uri, TEXT);
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let edits = person.of("textDocument/formatting", &uri, json!({"options": options}));
    person.make(&json!({"changes": {&uri: edits}}));
    let once = person.text(&uri);
    assert!(once.contains("| Server response time                                     |"), "{once}");
    let edits = person.of("textDocument/formatting", &uri, json!({"options": options}));
    assert_eq!(edits, json!([]), "once is enough");
    let edits = person.of("textDocument/rangeFormatting", &uri, json!({"options": options, "range": whole()}));
    assert_eq!(edits, json!([]));
}

fn naming(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    person.open(&uri, &TEXT.replace("Nothing yet.", "See [metrics](#success-metrics)."));
    let found = person.ask("workspace/symbol", json!({"query": "scsmtrcs"}));
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    let place = person.at(&uri, "Success Metrics\n");
    if person.asks("textDocument/prepareRename") {
        assert_eq!(person.of("textDocument/prepareRename", &uri, json!({"position": place}))["placeholder"], "Success Metrics");
    }
    let edit = person.of("textDocument/rename", &uri, json!({"position": place, "newName": "Figures"}));
    person.make(&edit);
    let text = person.text(&uri);
    assert!(text.contains("## Figures\n") && text.contains("[metrics](#figures)"), "{text}");
    if person.editor.offered["capabilities"]["workspace"]["fileOperations"].is_object() {
        let new = uri_of(&path.with_file_name("other.md"));
        assert_eq!(person.ask("workspace/willRenameFiles", json!({"files": [{"oldUri": uri, "newUri": new}]})), Value::Null);
    }
}

/// What a command gives.
fn run(person: &mut Person, command: &str, argument: Value) -> Value {
    person.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]}))
}

fn working(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    let made = run(&mut person, "perspective.new", json!({"persona": "customer-success-manager", "request": "Who helps whom?"}));
    assert!(made["personaFile"].as_str().is_some_and(|it| fs::metadata(it).is_ok()), "{made}");
    assert!(run(&mut person, "perspective.personas", json!({}))["personas"].as_array().is_some_and(|it| !it.is_empty()));
    let asked = run(&mut person, "perspective.questions", json!({"uri": uri}));
    assert_eq!(asked["questions"].as_array().map(Vec::len), Some(2), "{asked}");
    let answered = run(&mut person, "perspective.answer", json!({"uri": uri, "answers": "Q1: Custom - 95%, Q2: Custom - Ann"}));
    assert_eq!((&answered["answered"], &answered["open"]), (&json!(2), &json!(0)), "{answered}");
    assert!(fs::read_to_string(&path).expect("the file").contains("95%"), "nobody had it open");
    person.open(&uri, TEXT);
    if make != Make::Bare {
        run(&mut person, "perspective.answer", json!({"uri": uri, "answers": "Q1: Custom - 90%, Q2: Custom - Ann"}));
        assert!(person.text(&uri).contains("90%"), "through the editor that has it open");
    }
    let list = run(&mut person, "perspective.checklist", json!({"uri": uri, "write": true}));
    assert!(list["file"].as_str().is_some_and(|it| it.ends_with("checklists/customer-success-perspective.md")), "{list}");
    let report = run(&mut person, "perspective.report", json!({}));
    assert_eq!(report["entries"].as_array().map(Vec::len), Some(2), "{report}");
}

fn setting(make: Make) {
    let (folder, path) = repository(TEXT);
    let mut person = Person::new(make, folder.path());
    let uri = uri_of(&path);
    let vague = "vague-recommendation".to_owned();
    person.open(&uri, TEXT);
    assert!(person.codes(&uri).contains(&vague));
    person.set(json!({"severity": {"vague-recommendation": "off"}}));
    // Those who are asked for their settings have told them once their next question is answered.
    person.of("textDocument/hover", &uri, json!({"position": {"line": 0, "character": 0}}));
    person.of("textDocument/hover", &uri, json!({"position": {"line": 0, "character": 0}}));
    assert!(!person.codes(&uri).contains(&vague));
    person.set(json!({}));
    person.of("textDocument/hover", &uri, json!({"position": {"line": 0, "character": 0}}));
    person.of("textDocument/hover", &uri, json!({"position": {"line": 0, "character": 0}}));
    assert!(person.codes(&uri).contains(&vague));
    let file = folder.path().join("perspective.toml");
    write(&file, "[severity]\nvague-recommendation = \"off\"\n");
    person.touched(&file);
    assert!(!person.codes(&uri).contains(&vague));
    assert_eq!(person.refreshed > 0, make == Make::Code, "asked to ask again, where it can be asked");
}

fn overlooking(make: Make) {
    let (folder, path) = repository(TEXT);
    let (list, uri) = (beside(&path, "checklists"), uri_of(&path));
    write(&list, "# Customer Success Perspective Quality Checklist: X\n\n- [x] All recommendations are actionable\n");
    let mut person = Person::new(make, folder.path());
    person.open(&uri_of(&list), &fs::read_to_string(&list).expect("the file"));
    // That it lacks the other items stands in it all the time.
    let said = |person: &mut Person| -> Vec<String> {
        let codes = person.codes(&uri_of(&list));
        codes.into_iter().filter(|it| it != "checklist-missing").collect()
    };
    assert_eq!(said(&mut person), ["tick-contradicted"]);
    person.open(&uri, &TEXT.replace("2. Improve the experience.\n", ""));
    person.findings(&uri);
    assert_eq!(said(&mut person), Vec::<String>::new(), "as it is in the editor, not on disk");
    if person.asks("workspace/diagnostic") {
        let report = person.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        assert_eq!(report["items"].as_array().map(Vec::len), Some(2), "{report}");
    }
}
