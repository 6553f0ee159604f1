//! What is shown between and on the words: semantic tokens, inlay hints, highlights, links.

use serde_json::{Value, json};

use super::client::{Editor, held, place, range};
use super::samples::{TEXT, URI};

/// Tokens as words with their types.
fn decoded<'t>(editor: &Editor, text: &'t str, data: &Value) -> Vec<(&'t str, String)> {
    let legend = &editor.offered["capabilities"]["semanticTokensProvider"]["legend"];
    let numbers: Vec<u64> = data.as_array().expect("numbers").iter().map(|it| it.as_u64().expect("a number")).collect();
    let (mut line, mut start) = (0, 0);
    let mut found = Vec::new();
    for token in numbers.chunks(5) {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        let range = json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": start + token[2]}});
        let mut kind = legend["tokenTypes"][token[3] as usize].as_str().expect("a type").to_owned();
        if token[4] != 0 {
            kind += " over";
        }
        found.push((held(text, &range), kind));
    }
    found
}

#[test]
fn tokens_tell_what_is_what() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let whole = editor.of("textDocument/semanticTokens/full", URI, json!({}));
    let tokens = decoded(&editor, TEXT, &whole["data"]);
    let kind = |words: &str| tokens.iter().find(|it| it.0 == words).map(|it| it.1.as_str());
    assert_eq!(kind("[NEEDS CLARIFICATION: Who runs the kickoff for teams below ten agents?]"), Some("macro"));
    assert_eq!(kind("70%"), Some("number"));
    assert_eq!(kind("June"), Some("property"));
    assert!(tokens.iter().any(|it| it.0.contains("onboarding team") && it.1 == "type"), "{tokens:?}");
    let part = editor.of(
        "textDocument/semanticTokens/range",
        URI,
        json!({"range": {"start": place(TEXT, "| 🧭 New"), "end": place(TEXT, "| Server")}}),
    );
    let line = decoded(&editor, TEXT, &part["data"]);
    assert!(line.iter().any(|it| it.0 == "70%") && !line.iter().any(|it| it.1 == "macro"), "{line:?}");
}

#[test]
fn markers_over_the_limit_and_over_lines_are_marked() {
    let text = "# Customer Success Manager Perspective: X\n\n- [NEEDS CLARIFICATION: a?]\n- [NEEDS CLARIFICATION: b?]\n- [NEEDS CLARIFICATION: c?]\n- 🧭 [NEEDS CLARIFICATION: d\n  and e?] [FEATURE NAME]\n";
    let mut editor = Editor::able();
    editor.show(URI, text);
    let whole = editor.of("textDocument/semanticTokens/full", URI, json!({}));
    let tokens = decoded(&editor, text, &whole["data"]);
    let words: Vec<(&str, &str)> = tokens.iter().map(|it| (it.0, it.1.as_str())).collect();
    assert_eq!(
        words[2..],
        [
            ("[NEEDS CLARIFICATION: c?]", "macro"),
            ("[NEEDS CLARIFICATION: d", "macro over"),
            ("and e?]", "macro over"),
            ("[FEATURE NAME]", "parameter"),
        ]
    );
}

#[test]
fn deltas_rebuild_the_tokens() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let first = editor.of("textDocument/semanticTokens/full", URI, json!({}));
    let mut have: Vec<Value> = first["data"].as_array().expect("numbers").clone();
    let mut id = first["resultId"].clone();
    let line = place(TEXT, "2. Improve")["line"].as_u64().expect("a line") as u32;
    for (version, new) in [(2, "3. Call 40 teams by 3 May.\n"), (3, "\n"), (4, "x")] {
        editor.change(URI, version, json!([{"range": range((line, 0), (line, 0)), "text": new}]));
        let delta = editor.of("textDocument/semanticTokens/full/delta", URI, json!({"previousResultId": id}));
        for edit in delta["edits"].as_array().unwrap_or_else(|| panic!("edits: {delta}")) {
            let number = |key: &str| edit[key].as_u64().expect("a number") as usize;
            have.splice(number("start")..number("start") + number("deleteCount"), edit["data"].as_array().cloned().unwrap_or_default());
        }
        id = delta["resultId"].clone();
        let whole = editor.of("textDocument/semanticTokens/full", URI, json!({}));
        assert_eq!((json!(have), &id), (whole["data"].clone(), &whole["resultId"]));
        editor.quiet();
    }
    let unknown = editor.of("textDocument/semanticTokens/full/delta", URI, json!({"previousResultId": "never"}));
    assert_eq!(unknown["data"], json!(have), "a client that has others gets all");
}

#[test]
fn hints_are_off_until_they_are_turned_on() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let all = json!({"range": range((0, 0), (999, 0))});
    assert_eq!(editor.of("textDocument/inlayHint", URI, all.clone()), Value::Null);
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"perspective": {"inlayHints": true}}}));
    let hints = editor.of("textDocument/inlayHint", URI, all);
    let at = |needle: &str, shift: u64| {
        let mut at = place(TEXT, needle);
        at["character"] = json!(at["character"].as_u64().expect("a column") + shift);
        hints
            .as_array()
            .expect("a list")
            .iter()
            .find(|it| it["position"] == at)
            .map(|it| it["label"].as_str().unwrap_or_default().to_owned())
    };
    assert!(at("## Success Metrics", 18).is_some_and(|it| it.contains("fail")), "{hints}");
    assert!(hints.to_string().contains("measurable: at least 70% June"), "{hints}");
    let few = editor.of("textDocument/inlayHint", URI, json!({"range": range((0, 0), (5, 0))}));
    assert!(few.as_array().is_some_and(Vec::is_empty), "{few}");
    editor.quiet();
}

#[test]
fn what_belongs_together_is_highlighted_together() {
    let mut editor = Editor::able();
    editor.show(URI, TEXT);
    let lit = |editor: &mut Editor, needle: &str| {
        let list = editor.of("textDocument/documentHighlight", URI, json!({"position": place(TEXT, needle)}));
        list.as_array().expect("a list").iter().map(|it| held(TEXT, &it["range"]).to_owned()).collect::<Vec<_>>()
    };
    let outcome = lit(&mut editor, "New teams answer their first");
    assert_eq!(outcome.len(), 3, "{outcome:?}");
    assert!(outcome[1].starts_with("1. 🧭 Call every new team") && outcome[2].contains("at least 70%"), "{outcome:?}");
    assert!(lit(&mut editor, "at least 70%")[0].starts_with("- New teams answer"), "and back");
    assert_eq!(lit(&mut editor, "Who runs"), ["[NEEDS CLARIFICATION: Who runs the kickoff for teams below ten agents?]"]);
    assert!(lit(&mut editor, "## Success Metrics").len() > 1, "the evidence of its items");
    assert_eq!(lit(&mut editor, "Nothing yet"), Vec::<String>::new());
}

#[test]
fn files_and_codes_are_links() {
    let text = "# Customer Success Manager Perspective: X\n\n🧭 [checklist](checklists/a%20b.md) and [page](https://example.com) and [top](#x)\n\n<!-- perspective: allow audience, nonsense -- why -->\ntext\n";
    let mut editor = Editor::able();
    editor.show(URI, text);
    let links = editor.of("textDocument/documentLink", URI, json!({}));
    let links: Vec<(&str, &str)> =
        links.as_array().expect("a list").iter().map(|it| (held(text, &it["range"]), it["target"].as_str().expect("a target"))).collect();
    assert_eq!(
        links,
        [
            ("checklists/a%20b.md", "file:///project/personas/guided-onboarding/checklists/a%20b.md"),
            ("audience", "https://github.com/perspective-ls/perspective-ls/blob/main/src/rules/audience.md"),
        ]
    );
}
