//! Completion and the layout of tables.

use serde_json::{Value, json};

use super::client::{Editor, after, capabilities, held, place, position};
use super::samples::{TEXT, URI};

/// What is suggested in a document where `¦` marks the cursor.
fn suggested(editor: &mut Editor, version: i64, marked: &str) -> (Vec<Value>, String) {
    let at = marked.find('¦').expect("a cursor");
    let text = marked.replace('¦', "");
    editor.change(URI, version, json!([{"text": text}]));
    let list = editor.of("textDocument/completion", URI, json!({"position": position(&text, at)}));
    editor.quiet();
    (list["items"].as_array().cloned().unwrap_or_default(), text)
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|it| it["label"].as_str()).collect()
}

/// The text with `item` taken.
fn taken(text: &str, item: &Value) -> String {
    let edit = &item["textEdit"];
    let replaced = held(text, &edit["range"]);
    let at = replaced.as_ptr() as usize - text.as_ptr() as usize;
    format!("{}{}{}", &text[..at], edit["newText"].as_str().expect("text"), &text[at + replaced.len()..])
}

const HEAD: &str = "# Customer Success Manager Perspective: 🧭 X\n\n";

#[test]
fn missing_sections_are_suggested_in_order() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let document = format!("{HEAD}## Guidance Request\n\n> x\n\n##¦\n\n## Risk Assessment\n\nx\n");
    let (items, text) = suggested(&mut editor, 2, &document);
    let labels = labels(&items);
    assert_eq!(labels[..3], ["Customer Adoption", "Retention Management", "Expansion Revenue"], "first what belongs here");
    assert!(!labels.contains(&"Guidance Request") && !labels.contains(&"Risk Assessment"), "{labels:?}");
    assert!(labels.contains(&"Success Metrics"), "the others, too");
    assert_eq!(items[0]["filterText"], "## Customer Adoption");
    assert_eq!(items[0]["detail"], "mandatory section");
    assert!(items[0]["documentation"]["value"].as_str().is_some_and(|it| it.contains("onboarded")));
    let after = taken(&text, &items[0]);
    assert!(after.contains("\n\n## Customer Adoption\n\n- ${1:[How a new customer"), "{after}");
    assert_eq!(items[0]["insertTextFormat"], 2);
    let (items, text) = suggested(&mut editor, 3, &format!("{HEAD}## Guidance Request\n\n> x\n\n¦\n"));
    let first = items.iter().find(|it| it["label"] == "Customer Adoption").expect("also on an empty line");
    assert!(taken(&text, first).starts_with(&format!("{HEAD}## Guidance Request\n\n> x\n\n## Customer Adoption\n")));
}

#[test]
fn markers_are_suggested_where_they_begin() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    for (version, typed, expected) in [
        (2, "- 🧭 [¦]", "- 🧭 [NEEDS CLARIFICATION: ${1:specific question}]"),
        (3, "- 🧭 [needs¦", "- 🧭 [NEEDS CLARIFICATION: ${1:specific question}]"),
        (4, "🧭 text NEE¦", "🧭 text [NEEDS CLARIFICATION: ${1:specific question}]"),
    ] {
        let (items, text) = suggested(&mut editor, version, &format!("{HEAD}## Customer Adoption\n\n{typed}\n"));
        assert_eq!(taken(&text, &items[0]).lines().last(), Some(expected), "{typed}");
    }
    let (items, text) = suggested(&mut editor, 5, &format!("{HEAD}[NEEDS CLARIFICATION(¦: why?]\n"));
    assert_eq!(labels(&items), ["retention", "expansion", "satisfaction", "other"]);
    assert_eq!(taken(&text, &items[0]).lines().last(), Some("[NEEDS CLARIFICATION(impact=retention: why?]"));
    let (items, _) = suggested(&mut editor, 6, &format!("{HEAD}🧭 needless to say, a word¦\n"));
    assert_eq!(items, Vec::<Value>::new());
}

#[test]
fn entries_have_the_shape_of_their_section() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let (items, text) = suggested(&mut editor, 2, &format!("{HEAD}## Recommendations\n\n1. ¦\n"));
    assert_eq!(items[0]["detail"], "an entry of Recommendations");
    let after = taken(&text, &items[0]);
    assert!(after.contains("\n1. ${1:[Verb and object]}, owned by ${2:[role]}, by ${3:[date]}, so that "), "{after}");
    let (items, text) = suggested(&mut editor, 3, &format!("{HEAD}## Recommendations\n\n- 🧭 Call each new team by 3 May¦\n"));
    let labels = labels(&items);
    assert!(labels.contains(&"owned by [role]"), "{labels:?}");
    assert!(!labels.contains(&"by [date]"), "it says when: {labels:?}");
    assert!(taken(&text, &items[0]).contains("by 3 May, owned by ${1:[role]}\n"));
    let (items, _) = suggested(&mut editor, 4, &format!("{HEAD}## Success Metrics\n\n- ¦\n"));
    assert!(items[0]["label"].as_str().is_some_and(|it| it.contains("from [number] to [number]")), "{}", items[0]);
    assert!(items[0]["documentation"]["value"].as_str().is_some_and(|it| it.contains("Good examples")));
}

#[test]
fn rows_have_the_cells_of_their_table() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let table = "## Success Metrics\n\n| Metric 🧭 | Baseline | Target |\n| --- | --- | --- |\n";
    for (version, typed) in [(2, "|¦"), (3, "| NPS | 1 | 2 |\n¦"), (4, "| NPS | 1 | 2 |\n|¦"), (5, "| NPS | 1 | 2 |\n| ¦")] {
        let (items, text) = suggested(&mut editor, version, &format!("{HEAD}{table}{typed}\n"));
        assert_eq!(taken(&text, &items[0]).lines().last(), Some("| ${1:[Metric 🧭]} | ${2:[Baseline]} | ${3:[Target]} |"), "{typed}");
    }
}

#[test]
fn codes_are_suggested_inside_suppressions_with_their_page() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let document = format!("{HEAD}## Recommendations\n\n<!-- perspective: allow vag¦ -->\n- Improve the experience.\n");
    let (items, text) = suggested(&mut editor, 2, &document);
    assert!(labels(&items).contains(&"unmeasurable-metric"));
    assert_eq!(items[0]["label"], "vague-recommendation", "first what would be allowed");
    assert!(taken(&text, &items[0]).contains("<!-- perspective: allow vague-recommendation -->"));
    assert_eq!(items[0].get("documentation"), None, "the page is sent when it is shown");
    let resolved = editor.ask("completionItem/resolve", items[0].clone());
    assert!(resolved["result"]["documentation"]["value"].as_str().is_some_and(|it| it.len() > 300), "{resolved}");
    let (items, text) = suggested(&mut editor, 3, &format!("{HEAD}<!--¦\n"));
    assert!(taken(&text, &items[0]).contains("<!-- perspective: allow ${1:code} -- ${2:reason} -->"));
    let (items, _) = suggested(&mut editor, 4, &format!("{HEAD}<!-- perspective: allow audience -- bec¦ -->\n"));
    assert_eq!(items, Vec::<Value>::new(), "a reason is the author's");
}

#[test]
fn personas_are_suggested_in_the_front_matter() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let (items, text) = suggested(&mut editor, 2, &format!("---\npersona: ¦\n---\n{HEAD}"));
    let own = items.iter().find(|it| it["label"] == "customer-success-manager").expect("the persona");
    assert!(taken(&text, own).starts_with("---\npersona: customer-success-manager\n---\n"));
    let (items, _) = suggested(&mut editor, 4, &format!("---\nper¦\n---\n{HEAD}"));
    assert_eq!(labels(&items), ["persona"]);
}

#[test]
fn a_document_that_is_nobodys_yet_may_name_its_persona() {
    let mut editor = Editor::able();
    let uri = "untitled:Untitled-1";
    for (text, line, column, found) in [
        ("---\ntitle: 🧭\npersona: cust\n---\n# Notes\n", 2, 13, true),
        ("---\npersona:", 1, 8, true),
        ("---\npersona: cust\n---\n# Notes\n", 3, 3, false),
        ("---\ntitle: x\n---\npersona: cust\n", 3, 13, false),
        ("persona: cust\n", 0, 13, false),
        ("# Notes\n\n- \n", 2, 2, false),
    ] {
        editor.open(uri, 1, text);
        let list = editor.of("textDocument/completion", uri, json!({"position": {"line": line, "character": column}}));
        let item = list["items"].as_array().and_then(|it| it.iter().find(|it| it["label"] == "customer-success-manager"));
        assert_eq!(item.is_some(), found, "{text}: {list}");
        assert!(item.is_none_or(
            |it| taken(text, it).contains("persona:customer") || taken(text, it).contains("persona: customer-success-manager\n")
        ));
        editor.close(uri);
    }
    editor.quiet();
}

#[test]
fn a_client_without_snippets_gets_plain_text_with_all_documentation() {
    let mut editor = Editor::judging(capabilities("utf-16"));
    editor.show(URI, TEXT);
    let (items, text) = suggested(&mut editor, 2, &format!("{HEAD}##¦\n"));
    assert_eq!(items[0].get("insertTextFormat"), None);
    assert!(!items[0]["textEdit"]["newText"].as_str().is_some_and(|it| it.contains("${")), "{}", items[0]);
    assert!(taken(&text, &items[0]).contains("## Guidance Request\n\n[Quote the request"));
    let (items, _) = suggested(&mut editor, 3, &format!("{HEAD}<!-- perspective: allow ¦\n"));
    assert!(items[0]["documentation"].as_str().is_some_and(|it| it.len() > 300), "it cannot ask later");
}

#[test]
fn nothing_is_suggested_in_code() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    assert_eq!(suggested(&mut editor, 2, &format!("{HEAD}```\n##¦\n```\n")).0, Vec::<Value>::new());
}

/// Text edits as a list.
fn edits_of(answer: Value) -> Vec<Value> {
    answer.as_array().expect("edits").clone()
}

const OPTIONS: &str = "{\"tabSize\": 2, \"insertSpaces\": true}";

#[test]
fn tables_are_laid_out_and_nothing_else() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let options: Value = serde_json::from_str(OPTIONS).expect("options");
    let edits = editor.of("textDocument/formatting", URI, json!({"options": options}));
    let laid = after(TEXT, edits_of(edits));
    assert!(
        laid.contains(
            "| Metric                                                   | Target               |\n\
             | -------------------------------------------------------- | -------------------- |\n\
             | 🧭 New teams with a first answered ticket within one day | at least 70% by June |\n\
             | Server response time                                     | under 200 ms         |\n"
        ),
        "the face is two columns wide: {laid}"
    );
    let squeezed = |text: &str| text.chars().filter(|it| !matches!(it, ' ' | '-')).collect::<String>();
    assert_eq!(squeezed(&laid), squeezed(TEXT));
    editor.change(URI, 2, json!([{"text": laid}]));
    assert_eq!(editor.of("textDocument/formatting", URI, json!({"options": options})), json!([]), "twice is once");
    editor.quiet();
}

#[test]
fn a_range_and_a_typed_character_lay_out_the_table_there() {
    let mut editor = Editor::able();
    let text = format!("{HEAD}|a|🧭b|\n|-|-|\n|1|2|\n\ntext\n\n|c|d|\n|-|-|\n\n");
    editor.show(URI, &text);
    let options: Value = serde_json::from_str(OPTIONS).expect("options");
    let range = json!({"start": place(&text, "text"), "end": place(&text, "|d|")});
    let laid = after(&text, edits_of(editor.of("textDocument/rangeFormatting", URI, json!({"range": range, "options": options}))));
    assert!(laid.contains("|a|🧭b|\n") && laid.contains("| c   | d   |\n"), "{laid}");
    let behind = position(&text, text.find("2|\n").expect("a row") + 2);
    let typed = json!({"position": behind, "ch": "|", "options": options});
    let laid = after(&text, edits_of(editor.of("textDocument/onTypeFormatting", URI, typed)));
    assert!(laid.contains("| 1   | 2   |\n") && laid.contains("|c|d|\n"), "{laid}");
    let mut line = place(&text, "|c|d|");
    line["line"] = json!(line["line"].as_u64().expect("a line") + 2);
    let typed = json!({"position": line, "ch": "\n", "options": options});
    let laid = after(&text, edits_of(editor.of("textDocument/onTypeFormatting", URI, typed)));
    assert!(laid.contains("| c   | d   |\n") && laid.contains("|a|🧭b|\n"), "{laid}");
}
