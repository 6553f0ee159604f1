//! Edits and requests in any order, none waiting for another: each answer fits the version that it was asked of, and once
//! it is quiet, what the client holds is what a fresh server says.

use std::cell::RefCell;
use std::collections::HashMap;

use perspective_ls::lsp::Judge;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{TestCaseError, TestRunner};
use serde_json::{Value, json};

use super::client::{Editor, position};
use super::person::Make;
use super::samples::TEXT;

/// Documents that are open all the time.
const URIS: &[&str] = &[
    "file:///w/personas/a/customer-success-perspective.md",
    "file:///w/personas/b/customer-success-perspective.md",
    "untitled:Untitled-1",
];

/// What is typed.
const TYPED: &[&str] = &[
    "",
    "",
    "a",
    "🧭 字é",
    "\n",
    "\r\n",
    "\n\n## Risk Assessment\n\n",
    "# ",
    "- [NEEDS CLARIFICATION: who pays?]\n",
    "[NEEDS CLARIFICATION",
    "| a | 字 |\n| --- | --- |\n| 5% | by June |\n",
    "2. Improve the experience.\n",
    "[x](#success-metrics)",
    "<!-- perspective: allow vague-recommendation -- we know -->\n",
    "```\n",
];

/// What is asked.
const ASKED: &[&str] = &[
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/diagnostic",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/prepareRename",
    "textDocument/rangeFormatting",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "perspective/status",
];

#[derive(Clone, Debug)]
enum Step {
    /// Replaces a stretch of at most so many characters.
    Edit { document: usize, at: Index, length: usize, text: &'static str },
    /// Closes a document and opens it again.
    Reopen { document: usize },
    /// Asks something of a stretch of a document.
    Ask { document: usize, method: &'static str, from: Index, to: Index },
    /// Takes the last request back.
    Cancel,
    /// Has another severity set.
    Set { severity: &'static str },
}

fn step() -> impl Strategy<Value = Step> {
    let document = 0..URIS.len();
    prop_oneof![
        4 => (document.clone(), any::<Index>(), 0..40_usize, select(TYPED))
            .prop_map(|(document, at, length, text)| Step::Edit { document, at, length, text }),
        1 => document.clone().prop_map(|document| Step::Reopen { document }),
        6 => (document, select(ASKED), any::<Index>(), any::<Index>())
            .prop_map(|(document, method, from, to)| Step::Ask { document, method, from, to }),
        1 => Just(Step::Cancel),
        1 => select(&["off", "error", "hint"][..]).prop_map(|severity| Step::Set { severity }),
    ]
}

/// A document as the client has it.
#[derive(Clone, Debug)]
struct Document {
    version: i64,
    text: String,
}

/// A request with what it was asked of.
struct Asked {
    id: i64,
    method: &'static str,
    params: Value,
    uri: &'static str,
    document: Document,
    settings: Value,
    cancelled: bool,
}

/// An editor with these capabilities.
fn editor(capabilities: &Value) -> Editor {
    let mut editor = Editor::start(Judge::default(), json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
    editor.quiet();
    editor
}

/// Where the byte at `offset` of `text` is, as `editor` counts.
fn place(editor: &Editor, text: &str, offset: usize) -> Value {
    match editor.offered["capabilities"]["positionEncoding"] == "utf-8" {
        true => json!({"line": position(text, offset)["line"], "character": offset - text[..offset].rfind('\n').map_or(0, |it| it + 1)}),
        false => position(text, offset),
    }
}

fn settings(severity: &str) -> Value {
    json!({"settings": {"perspective": {"severity": {"vague-recommendation": severity}, "inlayHints": true}}})
}

/// The nearest place between characters, and not between the halves of a line break.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
        at -= 1;
    }
    at
}

/// The parameters of `method` for the stretch from `start` to `end`.
fn params(method: &str, uri: &str, start: Value, end: Value) -> Value {
    let context = match method {
        "textDocument/codeAction" => json!({"diagnostics": [], "triggerKind": 1}),
        "textDocument/completion" => json!({"triggerKind": 1}),
        _ => json!({"includeDeclaration": true}),
    };
    json!({
        "textDocument": {"uri": uri}, "position": start, "positions": [start, end], "range": {"start": start, "end": end},
        "options": {"tabSize": 4, "insertSpaces": true}, "context": context, "newName": "Another Name",
    })
}

/// What a server says that has heard of nothing else.
fn fresh(oracle: &mut Editor, asked: &Asked) -> Value {
    oracle.tell("workspace/didChangeConfiguration", asked.settings.clone());
    oracle.open(asked.uri, asked.document.version, &asked.document.text);
    let answer = oracle.ask(asked.method, asked.params.clone());
    oracle.close(asked.uri);
    answer
}

/// What a client holds of a document that a server was told of alone: nothing of one that is no perspective.
fn held(oracle: &mut Editor, uri: &str, document: &Document, settings: &Value) -> Value {
    oracle.tell("workspace/didChangeConfiguration", settings.clone());
    oracle.open(uri, document.version, &document.text);
    let status = oracle.ask("perspective/status", json!({"textDocument": {"uri": uri}}))["result"].clone();
    oracle.close(uri);
    match status["state"] == "other" {
        true => json!([]),
        false => {
            let list = oracle.published(uri, document.version, &document.text);
            oracle.close(uri);
            list
        }
    }
}

/// The server under test, and the one that answers one question at a time; both live on from case to case.
struct Pair {
    editor: Editor,
    oracle: Editor,
}

fn storm(capabilities: &Value, pair: &RefCell<Option<Pair>>, steps: &[Step]) -> Result<(), TestCaseError> {
    let pulls = capabilities.pointer("/textDocument/diagnostic").is_some();
    // A pair that failed is not used again.
    let known = pair.borrow_mut().take();
    let mut both = known.unwrap_or_else(|| Pair { editor: editor(capabilities), oracle: editor(capabilities) });
    let Pair { editor, oracle } = &mut both;
    let mut documents: HashMap<&str, Document> = HashMap::new();
    let mut now = settings("warning");
    editor.tell("workspace/didChangeConfiguration", now.clone());
    for uri in URIS {
        documents.insert(uri, Document { version: 1, text: TEXT.to_owned() });
        editor.open(uri, 1, TEXT);
    }
    let mut all: Vec<Asked> = Vec::new();
    for step in steps {
        match step {
            Step::Edit { document, at, length, text } => {
                let uri = URIS[*document];
                let held = documents.get_mut(uri).expect("it is open");
                let start = boundary(&held.text, at.index(held.text.len() + 1));
                let end = boundary(&held.text, (start + length).min(held.text.len())).max(start);
                let range = json!({"start": place(editor, &held.text, start), "end": place(editor, &held.text, end)});
                held.text.replace_range(start..end, text);
                held.version += 1;
                editor.change(uri, held.version, json!([{"range": range, "text": text}]));
            }
            Step::Reopen { document } => {
                let uri = URIS[*document];
                let held = documents.get_mut(uri).expect("it is open");
                held.version = 1;
                editor.close(uri);
                editor.open(uri, 1, &held.text);
            }
            Step::Ask { document, method, from, to } => {
                if *method == "textDocument/diagnostic" && !pulls {
                    continue;
                }
                let (uri, held) = (URIS[*document], documents[URIS[*document]].clone());
                let byte = |it: &Index| boundary(&held.text, it.index(held.text.len() + 1));
                let (start, end) = (byte(from).min(byte(to)), byte(from).max(byte(to)));
                let params = params(method, uri, place(editor, &held.text, start), place(editor, &held.text, end));
                let id = editor.request(method, params.clone());
                all.push(Asked { id, method, params, uri, document: held, settings: now.clone(), cancelled: false });
            }
            Step::Cancel => {
                if let Some(last) = all.last_mut() {
                    last.cancelled = true;
                    editor.tell("$/cancelRequest", json!({"id": last.id}));
                }
            }
            Step::Set { severity } => {
                now = settings(severity);
                editor.tell("workspace/didChangeConfiguration", now.clone());
            }
        }
    }
    // The worker publishes one document between two questions.
    let last: Vec<i64> = (0..URIS.len() + 3)
        .map(|_| {
            let id = editor.request("perspective/status", json!({"textDocument": {"uri": "untitled:none"}}));
            editor.wait_for(id);
            id
        })
        .collect();
    let mut answers: HashMap<i64, Value> = HashMap::new();
    let mut pushed: HashMap<String, Value> = HashMap::new();
    while let Some(message) = editor.kept() {
        match message["method"].as_str() {
            None => {
                prop_assert!(answers.insert(message["id"].as_i64().expect("an id"), message.clone()).is_none(), "answered twice: {message}")
            }
            Some("textDocument/publishDiagnostics") => {
                prop_assert!(!pulls, "pushed to a client that pulls: {message}");
                let uri = message["params"]["uri"].as_str().expect("a uri").to_owned();
                pushed.insert(uri, message["params"].clone());
            }
            Some(method) => prop_assert!(method.ends_with("/refresh"), "{message}"),
        }
    }
    last.iter().for_each(|id| drop(answers.remove(id)));
    prop_assert_eq!(answers.len(), all.len(), "each request has one answer");
    for asked in &all {
        let answer = &answers[&asked.id];
        match answer["error"]["code"].as_i64() {
            Some(-32801) => {}
            Some(-32800) => prop_assert!(asked.cancelled, "{}: {answer}", asked.method),
            code => {
                let nameless = asked.method == "textDocument/rename" && code == Some(-32602);
                prop_assert!(code.is_none() || nameless, "{}: {answer}", asked.method);
                let mut expected = fresh(oracle, asked);
                expected["id"] = answer["id"].clone();
                prop_assert_eq!(answer, &expected, "{} at version {} of {}", asked.method, asked.document.version, asked.uri);
            }
        }
    }
    for uri in URIS {
        let document = documents[uri].clone();
        if pulls {
            let params = json!({"textDocument": {"uri": uri}});
            let answer = editor.ask("textDocument/diagnostic", params.clone())["result"].clone();
            let asked = Asked { id: 0, method: "textDocument/diagnostic", params, uri, document, settings: now.clone(), cancelled: false };
            prop_assert_eq!(&answer, &fresh(oracle, &asked)["result"]);
        } else {
            let told = pushed.get(*uri).map_or(json!([]), |it| it["diagnostics"].clone());
            prop_assert_eq!(&told, &held(oracle, uri, &document, &now), "what is held of {} in the end", uri);
        }
        editor.close(uri);
    }
    editor.settle();
    editor.forget();
    *pair.borrow_mut() = Some(both);
    Ok(())
}

fn storms(capabilities: &Value) {
    let config = ProptestConfig { cases: 12, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() };
    let pair = RefCell::new(None);
    let steps = proptest::collection::vec(step(), 1..40);
    if let Err(error) = TestRunner::new(config).run(&steps, |steps| storm(capabilities, &pair, &steps)) {
        panic!("{error}");
    }
}

#[test]
fn answers_fit_their_version_for_a_bare_client() {
    storms(&Make::Bare.unasked());
}

#[test]
fn answers_fit_their_version_for_neovim() {
    storms(&Make::Neovim.unasked());
}

#[test]
fn answers_fit_their_version_for_vs_code() {
    storms(&Make::Code.unasked());
}

#[test]
fn answers_fit_their_version_for_a_vs_code_that_is_pushed_to() {
    let mut capabilities = Make::Code.unasked();
    capabilities["textDocument"].as_object_mut().expect("an object").remove("diagnostic");
    storms(&capabilities);
}
