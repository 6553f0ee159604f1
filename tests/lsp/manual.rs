//! The page of what the server offers (`docs/lsp.md`), made from what the running server says of itself and from the tests
//! of this folder. `UPDATE=1 cargo test --test lsp manual` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::{Value, json};

use super::client::Editor;
use perspective_ls::lsp::Judge;

/// What stands above the tables.
const HEAD: &str = "\
# What the language server offers

Made from the server's answers to `initialize` and from its tests; `UPDATE=1 cargo test --test lsp manual` writes it
anew, and a test fails where it is out of date. *Offered* says who is offered a method: every client, or only one that
says in `initialize` that it can do what the method needs. The tests are those of `tests/lsp`.
";

/// Messages of the client: the method, and where the server's capabilities offer it; nothing where every server takes it.
const TAKEN: &[(&str, &str)] = &[
    ("initialize", ""),
    ("initialized", ""),
    ("shutdown", ""),
    ("exit", ""),
    ("$/cancelRequest", ""),
    ("$/setTrace", ""),
    ("textDocument/didOpen", "/textDocumentSync/openClose"),
    ("textDocument/didChange", "/textDocumentSync/change"),
    ("textDocument/didClose", "/textDocumentSync/openClose"),
    ("textDocument/diagnostic", "/diagnosticProvider"),
    ("workspace/diagnostic", "/diagnosticProvider/workspaceDiagnostics"),
    ("textDocument/codeAction", "/codeActionProvider"),
    ("codeAction/resolve", "/codeActionProvider/resolveProvider"),
    ("textDocument/completion", "/completionProvider"),
    ("completionItem/resolve", "/completionProvider/resolveProvider"),
    ("textDocument/hover", "/hoverProvider"),
    ("textDocument/documentSymbol", "/documentSymbolProvider"),
    ("workspace/symbol", "/workspaceSymbolProvider"),
    ("textDocument/definition", "/definitionProvider"),
    ("textDocument/references", "/referencesProvider"),
    ("textDocument/documentHighlight", "/documentHighlightProvider"),
    ("textDocument/documentLink", "/documentLinkProvider"),
    ("textDocument/prepareRename", "/renameProvider/prepareProvider"),
    ("textDocument/rename", "/renameProvider"),
    ("workspace/willRenameFiles", "/workspace/fileOperations/willRename"),
    ("textDocument/foldingRange", "/foldingRangeProvider"),
    ("textDocument/selectionRange", "/selectionRangeProvider"),
    ("textDocument/semanticTokens/full", "/semanticTokensProvider/full"),
    ("textDocument/semanticTokens/full/delta", "/semanticTokensProvider/full/delta"),
    ("textDocument/semanticTokens/range", "/semanticTokensProvider/range"),
    ("textDocument/inlayHint", "/inlayHintProvider"),
    ("textDocument/codeLens", "/codeLensProvider"),
    ("textDocument/formatting", "/documentFormattingProvider"),
    ("textDocument/rangeFormatting", "/documentRangeFormattingProvider"),
    ("textDocument/onTypeFormatting", "/documentOnTypeFormattingProvider"),
    ("workspace/executeCommand", "/executeCommandProvider"),
    ("workspace/didChangeWorkspaceFolders", "/workspace/workspaceFolders/changeNotifications"),
    ("workspace/didChangeConfiguration", ""),
    ("workspace/didChangeWatchedFiles", ""),
    ("perspective/status", "/experimental/perspective/status"),
    ("perspective/waitFor", "/experimental/perspective/status"),
];

/// Capabilities that offer no method.
const NO_METHOD: &[&str] = &["/positionEncoding"];

/// What is told to say anything of a capability: `false`, `null` and what is left out offer nothing.
fn offers(capabilities: &Value, pointer: &str) -> bool {
    capabilities.pointer(pointer).is_some_and(|it| !it.is_null() && *it != json!(false))
}

/// A client that can do everything there is.
fn able() -> Value {
    let recorded: Value = serde_json::from_str(include_str!("initialize/vscode-1.100.3.json")).expect("a recorded request");
    let mut capabilities = recorded["params"]["capabilities"].clone();
    capabilities["experimental"] = json!({"perspective": {"status": true}});
    capabilities
}

/// The server's capabilities for a client with `capabilities`, and the methods that it registers afterwards.
fn offered(capabilities: Value) -> (Value, BTreeSet<String>) {
    let mut editor = Editor::start(Judge::default(), json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
    let registers = capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] == true;
    let registrations = if registers { editor.until("client/registerCapability")["params"]["registrations"].clone() } else { json!([]) };
    let methods = registrations.as_array().expect("a list").iter().map(|it| it["method"].as_str().expect("a method").to_owned()).collect();
    editor.quiet();
    (editor.offered["capabilities"].clone(), methods)
}

/// Functions of the tests' sources.
#[derive(Debug)]
struct Function {
    /// `file::name`.
    name: String,
    own: String,
    helper: bool,
    test: bool,
    body: String,
    /// What it calls, by bare names.
    calls: BTreeSet<String>,
}

/// The functions of the sources in this folder, but for this page's, in the order of their files.
fn functions() -> Vec<Function> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp");
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|it| it.path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "rs") && !it.ends_with("manual.rs"));
    files.sort();
    let call = Regex::new(r"\b(\w+)\(").expect("a pattern");
    let head = Regex::new(r"^( *)(?:pub\(crate\) )?fn (\w+)").expect("a pattern");
    let mut found = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("a source");
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let lines: Vec<&str> = source.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(head) = head.captures(line) else { continue };
            let end = format!("{}}}", &head[1]);
            let body: Vec<&str> = lines[at..].iter().copied().take_while(|it| *it != end).collect();
            let test = lines[..at].iter().rev().take_while(|it| it.trim_start().starts_with("#[")).any(|it| it.contains("#[test]"));
            let helper = line.contains("pub(crate) fn");
            let body = body.join("\n");
            let calls = call.captures_iter(&body).map(|it| it[1].to_owned()).collect();
            found.push(Function { name: format!("{stem}::{}", &head[2]), own: head[2].to_owned(), helper, test, body, calls });
        }
    }
    found
}

/// Two tests that use each method: those that the page `written` names if they still do, so that it does not change with
/// every test that is added; then those that name the method, then those that use it through functions that they call.
fn tests(methods: &BTreeSet<&str>, written: &str) -> BTreeMap<String, Vec<String>> {
    let functions = functions();
    // A method that a helper only looks out for is not asked by it.
    let names = |body: &str, method: &str| {
        body.split(&format!("\"{method}\"")).skip(1).any(|rest| ![" =>", " |", " if"].iter().any(|it| rest.starts_with(it)))
    };
    let file = |it: &Function| it.name.split("::").next().unwrap_or_default().to_owned();
    let calls =
        |one: &Function, other: &Function| (other.helper || file(one) == file(other)) && !other.test && one.calls.contains(&other.own);
    let mut uses: Vec<BTreeSet<&str>> =
        functions.iter().map(|it| methods.iter().copied().filter(|method| names(&it.body, method)).collect()).collect();
    let called: Vec<Vec<usize>> = functions
        .iter()
        .map(|one| (0..functions.len()).filter(|&at| functions[at].name != one.name && calls(one, &functions[at])).collect())
        .collect();
    loop {
        let mut more = false;
        for at in 0..functions.len() {
            let through: BTreeSet<&str> = called[at].iter().flat_map(|&it| uses[it].clone()).collect();
            more |= !through.is_subset(&uses[at]);
            uses[at].extend(through);
        }
        if !more {
            break;
        }
    }
    let tests = |method: &str| {
        let all: Vec<usize> = (0..functions.len()).filter(|&at| functions[at].test && uses[at].contains(method)).collect();
        let row = written.lines().find(|it| it.starts_with(&format!("| `{method}` |"))).unwrap_or_default();
        let listed = |at: usize| row.contains(&format!("`{}`", functions[at].name));
        let mut found: Vec<usize> = all;
        found.sort_by_key(|&at| (!listed(at), !names(&functions[at].body, method)));
        found.into_iter().take(2).map(|at| functions[at].name.clone()).collect()
    };
    methods.iter().map(|it| ((*it).to_owned(), tests(it))).collect()
}

/// Methods that the server's sources name and no client sends: what it says or asks by itself.
fn sent() -> BTreeSet<String> {
    let method = Regex::new(r#""((?:textDocument|workspace|window|client|telemetry|perspective|\$)/[\w/]+)""#).expect("a pattern");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lsp")).expect("a folder").flatten() {
        let source = fs::read_to_string(entry.path()).expect("a source");
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        found.extend(method.captures_iter(&code).map(|it| it[1].to_owned()));
    }
    found.retain(|it| !TAKEN.iter().any(|(method, _)| method == it));
    found
}

fn row(page: &mut String, cells: &[&str]) {
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}

fn listed(tests: &[String]) -> String {
    tests.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_page_says_what_is_offered_and_how_that_is_tested() {
    let ((all, registered), (bare, _)) = (offered(able()), offered(json!({})));
    let sent = sent();
    let methods: BTreeSet<&str> = TAKEN.iter().map(|(method, _)| *method).chain(sent.iter().map(String::as_str)).collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lsp.md");
    let written = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let tests = tests(&methods, &written);
    let mut page = HEAD.to_owned();
    page += "\n## What it takes\n\n";
    row(&mut page, &["method", "offered", "tested by"]);
    row(&mut page, &["---", "---", "---"]);
    let mut untested = Vec::new();
    for (method, pointer) in TAKEN {
        let offered = match *pointer {
            _ if registered.contains(*method) => "every client; asked for by registration of those that can",
            "" => "every client",
            pointer if offers(&bare, pointer) => "every client",
            pointer if offers(&all, pointer) => "clients that can",
            pointer => panic!("{method} is listed, and the server does not offer {pointer}"),
        };
        untested.extend(tests[*method].is_empty().then_some(*method));
        row(&mut page, &[&format!("`{method}`"), offered, &listed(&tests[*method])]);
    }
    page += "\n## What it says and asks\n\nOf clients that can be told or asked.\n\n";
    row(&mut page, &["method", "tested by"]);
    row(&mut page, &["---", "---"]);
    for method in &sent {
        untested.extend(tests[method].is_empty().then_some(method.as_str()));
        row(&mut page, &[&format!("`{method}`"), &listed(&tests[method])]);
    }
    page += "\n## Commands\n\nOf `workspace/executeCommand`, each with one object as its argument.\n\n";
    for command in all["executeCommandProvider"]["commands"].as_array().expect("commands") {
        let _ = writeln!(page, "- `{}`", command.as_str().expect("a name"));
    }
    assert_eq!(untested, Vec::<&str>::new(), "each method has a test in tests/lsp");

    if std::env::var_os("UPDATE").is_some() {
        return fs::write(&file, &page).expect("the page can be written");
    }
    assert!(written == page, "docs/lsp.md is out of date; UPDATE=1 cargo test --test lsp manual writes it");
}

#[test]
fn nothing_is_offered_that_the_page_does_not_list() {
    let (all, registered) = offered(able());
    for key in all.as_object().expect("capabilities").keys() {
        let listed =
            TAKEN.iter().any(|(_, pointer)| pointer.split('/').nth(1) == Some(key)) || NO_METHOD.contains(&format!("/{key}").as_str());
        assert!(listed, "{key} is offered, and docs/lsp.md lists no method for it");
    }
    assert!(registered.iter().all(|it| TAKEN.iter().any(|(method, _)| method == it)), "{registered:?}");
}

#[test]
fn every_command_has_a_test() {
    let (all, _) = offered(able());
    let functions = functions();
    for command in all["executeCommandProvider"]["commands"].as_array().expect("commands") {
        let name = format!("\"{}\"", command.as_str().expect("a name"));
        assert!(functions.iter().any(|it| it.body.contains(&name)), "no test executes {name}");
    }
}
