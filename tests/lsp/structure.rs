//! The outline, hovers, folds and growing selections.

use serde_json::{Value, json};

use super::client::{Editor, held, place, span};
use super::samples::{TEXT, URI};

fn open(mut editor: Editor) -> Editor {
    editor.show(URI, TEXT);
    editor
}

/// The symbols of a tree with how deep each stands.
fn flat(symbols: &Value, depth: usize, found: &mut Vec<(usize, Value)>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        found.push((depth, symbol.clone()));
        flat(&symbol["children"], depth + 1, found);
    }
}

#[test]
fn the_outline_is_a_tree_with_verdicts() {
    let mut editor = open(Editor::able());
    let tree = editor.of("textDocument/documentSymbol", URI, json!({}));
    let mut all = Vec::new();
    flat(&tree, 0, &mut all);
    let named = |name: &str| all.iter().find(|(_, it)| it["name"].as_str().is_some_and(|it| it.contains(name))).expect(name);
    let (depth, title) = named("Guided Onboarding");
    assert_eq!(*depth, 0);
    assert!(title["detail"].as_str().is_some_and(|it| it.contains("of 15 items pass")), "{title}");
    let (depth, section) = named("Success Metrics");
    assert_eq!((*depth, held(TEXT, &section["selectionRange"])), (1, "## Success Metrics"));
    assert!(section["detail"].as_str().is_some_and(|it| it.contains("fail")), "{section}");
    assert_eq!(named("Later").0, 2);
    let (depth, marker) = named("Who runs the kickoff");
    assert_eq!((*depth, held(TEXT, &marker["selectionRange"])), (2, "Who runs the kickoff for teams below ten agents?"));
    assert!(named("Improve the experience").1["detail"].as_str().is_some_and(|it| it == "vague recommendation"));
    for (_, symbol) in &all {
        let (outer, inner) = (held(TEXT, &symbol["range"]), held(TEXT, &symbol["selectionRange"]));
        assert!(outer.contains(inner) && !inner.is_empty(), "{symbol}");
    }
}

#[test]
fn the_outline_is_a_list_for_a_client_that_knows_no_trees() {
    let mut editor = open(Editor::bare());
    let list = editor.of("textDocument/documentSymbol", URI, json!({}));
    let marker = list.as_array().expect("a list").iter().find(|it| it["name"] == "Which gross retention does leadership expect?");
    let marker = marker.expect("the marker is there");
    assert_eq!((&marker["location"]["uri"], &marker["containerName"]), (&json!(URI), &json!("Retention Management")));
}

fn hover(editor: &mut Editor, needle: &str) -> (String, Value) {
    let answer = editor.of("textDocument/hover", URI, json!({"position": place(TEXT, needle)}));
    (answer["contents"]["value"].as_str().unwrap_or_default().to_owned(), answer)
}

#[test]
fn hovers_explain_what_is_below_the_cursor() {
    let mut editor = open(Editor::able());
    for (needle, ranged, said) in [
        (
            "Who runs",
            "[NEEDS CLARIFICATION: Who runs the kickoff for teams below ten agents?]",
            "**Open question**, impact `other` (it asks for a person), rank 2 of 2",
        ),
        ("Which gross", "[NEEDS CLARIFICATION: Which gross retention does leadership expect?]", "- **A** "),
        ("Success Metrics", "## Success Metrics", "What the checklist asks of it"),
        ("Success Metrics", "## Success Metrics", "What belongs here"),
        ("Guided Onboarding", "# Customer Success Manager Perspective: 🧭 Guided Onboarding", "Not ready for the next phase"),
        ("Improve the exp", "Improve the experience.", "`vague-recommendation`"),
        ("Improve the exp", "Improve the experience.", "template asks for it"),
        ("Improve the exp", "Improve the experience.", "src/rules/vague_recommendation.md"),
        ("at least 70%", "| 🧭 New teams with a first answered ticket within one day | at least 70% by June |", "- how much: \"70%\""),
        (
            "at least 70%",
            "| 🧭 New teams with a first answered ticket within one day | at least 70% by June |",
            "- how it compares: at least",
        ),
        ("at least 70%", "| 🧭 New teams with a first answered ticket within one day | at least 70% by June |", "- when: \"June\""),
        (
            "Call every",
            "Call every new team on the day after its signup, owned by the onboarding team, so that the first ticket is answered within a day.",
            "**Recommendation**: actionable",
        ),
        ("New teams answer", "- New teams answer their first ticket within a day.", "- metric: \"🧭 New teams with a first answered"),
        ("Later", "### Later", "not in the persona's skeleton"),
    ] {
        let (words, answer) = hover(&mut editor, needle);
        assert!(words.contains(said), "{needle}: {words}");
        assert!(held(TEXT, &answer["range"]).contains(ranged.trim_start_matches("- ")), "{needle}: {:?}", held(TEXT, &answer["range"]));
    }
    assert_eq!(editor.of("textDocument/hover", URI, json!({"position": {"line": 1, "character": 0}})), Value::Null);
}

#[test]
fn a_hover_does_not_repeat_the_diagnostic_that_an_editor_shows_beside_it() {
    let mut editor = open(Editor::able());
    let (words, _) = hover(&mut editor, "Improve the exp");
    assert!(words.contains("`vague-recommendation`: a recommendation that different people") && !words.contains("Fix:"), "{words}");
}

#[test]
fn words_in_angle_brackets_are_no_tags() {
    let text = TEXT.replace("🧭 New teams with", "🧭 <New> teams with");
    let mut editor = Editor::able();
    editor.show(URI, &text);
    let answer = editor.of("textDocument/hover", URI, json!({"position": place(&text, "at least 70%")}));
    let words = answer["contents"]["value"].as_str().expect("words");
    assert!(words.contains("\\<New> teams"), "{words}");
}

#[test]
fn a_client_without_markdown_gets_plain_hovers() {
    let mut editor = open(Editor::bare());
    let words = hover(&mut editor, "Who runs").1["contents"].to_string();
    assert!(words.contains("Open question, impact other") && !words.contains("**"), "a string, as LSP 3.0 has it: {words}");
    let mut editor = open(Editor::judging(json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})));
    let (words, answer) = hover(&mut editor, "Who runs");
    assert_eq!(answer["contents"]["kind"], "plaintext");
    assert!(words.contains("Open question, impact other") && !words.contains("**"), "{words}");
}

#[test]
fn sections_items_and_tables_fold() {
    let mut editor = open(Editor::able());
    let folds = editor.of("textDocument/foldingRange", URI, json!({}));
    let line = |needle: &str| place(TEXT, needle)["line"].clone();
    let ends =
        |start: &Value| folds.as_array().expect("a list").iter().find(|it| it["startLine"] == *start).map(|it| it["endLine"].clone());
    assert_eq!(ends(&line("## Retention Management")), Some(line("[NEEDS CLARIFICATION: Which")));
    assert_eq!(ends(&line("- 🧭 When a team")), Some(line("[NEEDS CLARIFICATION: Which")));
    assert_eq!(ends(&line("| Metric")), Some(line("| Server")));
    assert_eq!(ends(&line("## Success Metrics")), Some(line("Nothing yet.")));
    assert_eq!(ends(&line("2. Improve")), None, "one line does not fold");
}

#[test]
fn no_more_folds_than_the_client_takes() {
    let mut editor = open(Editor::judging(json!({"textDocument": {"foldingRange": {"rangeLimit": 3}}})));
    assert_eq!(editor.of("textDocument/foldingRange", URI, json!({})).as_array().map(Vec::len), Some(3));
}

#[test]
fn selections_grow_from_the_word_to_the_document() {
    let mut editor = open(Editor::able());
    let positions = json!([place(TEXT, "kickoff for"), place(TEXT, "Guided")]);
    let answer = editor.of("textDocument/selectionRange", URI, json!({"positions": positions}));
    let mut grown = Vec::new();
    let mut at = &answer[0];
    while !at.is_null() {
        grown.push(held(TEXT, &at["range"]));
        at = &at["parent"];
    }
    assert_eq!(
        grown[..3],
        [
            "kickoff",
            "Who runs the kickoff for teams below ten agents?",
            "[NEEDS CLARIFICATION: Who runs the kickoff for teams below ten agents?]"
        ]
    );
    assert!(grown.iter().any(|it| it.starts_with("## Customer Adoption") && it.ends_with("agents?]")), "the section: {grown:?}");
    assert_eq!(grown.last(), Some(&TEXT));
    assert!(grown.windows(2).all(|pair| pair[1].contains(pair[0]) && pair[0].len() < pair[1].len()), "{grown:?}");
    assert_eq!(answer[1]["range"], span(TEXT, "Guided"));
}

#[test]
fn other_documents_have_no_structure() {
    let mut editor = Editor::able();
    editor.open("file:///project/readme.md", 1, "# Notes\n\ntext\n");
    for (method, more) in [
        ("textDocument/documentSymbol", json!({})),
        ("textDocument/foldingRange", json!({})),
        ("textDocument/hover", json!({"position": {"line": 0, "character": 3}})),
        ("textDocument/selectionRange", json!({"positions": [{"line": 0, "character": 3}]})),
    ] {
        assert_eq!(editor.of(method, "file:///project/readme.md", more.clone()), Value::Null, "{method}");
        assert_eq!(editor.of(method, "file:///never/opened.md", more), Value::Null, "{method}");
    }
}
