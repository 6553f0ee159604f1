//! Somebody at an editor of a certain make: keeps the texts, answers what the server asks, makes the edits that it wants
//! made, and holds every message to what the editor said that it can take.

use std::collections::HashMap;
use std::path::Path;

use perspective_ls::lsp::Judge;
use serde_json::{Value, json};

use super::client::{Editor, edited, position};
use super::workspace::uri_of;

/// A make of editor, by what it says in `initialize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    /// A client of LSP 3.0 that has none of the optional capabilities.
    Bare,
    /// Neovim 0.11, as recorded.
    Neovim,
    /// VS Code, as recorded.
    Code,
}

/// Requests that a client of LSP 3.0 knows.
const OLD: &[&str] = &[
    "initialize",
    "shutdown",
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/completion",
    "completionItem/resolve",
    "textDocument/definition",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/onTypeFormatting",
    "textDocument/rangeFormatting",
    "textDocument/references",
    "textDocument/rename",
    "workspace/executeCommand",
    "workspace/symbol",
];

impl Make {
    /// What it can do, but for what would have the server ask before it goes on.
    pub(crate) fn unasked(self) -> Value {
        let mut capabilities = self.initialize(Path::new("/w"))["capabilities"].take();
        if self != Make::Bare {
            capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": false});
            capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": false});
            capabilities["workspace"]["configuration"] = json!(false);
        }
        capabilities
    }

    /// What it says of itself in `folder`.
    fn initialize(self, folder: &Path) -> Value {
        let recorded = |source: &str| {
            let mut params = serde_json::from_str::<Value>(source).expect("a recorded request")["params"].take();
            params["rootUri"] = json!(uri_of(folder));
            params["rootPath"] = json!(folder);
            params["workspaceFolders"] = json!([{"uri": uri_of(folder), "name": "work"}]);
            params
        };
        match self {
            Make::Bare => json!({"processId": null, "rootUri": uri_of(folder), "capabilities": {}}),
            Make::Neovim => recorded(include_str!("initialize/neovim-0.11.4.json")),
            Make::Code => recorded(include_str!("initialize/vscode-1.100.3.json")),
        }
    }
}

/// Somebody at an editor.
pub(crate) struct Person {
    pub(crate) editor: Editor,
    make: Make,
    able: Value,
    /// Version and text of what is open.
    texts: HashMap<String, (i64, String)>,
    /// Diagnostics that were pushed since the last edit.
    pushed: HashMap<String, Value>,
    /// What the user has set, as the editor hands it out.
    settings: Value,
    tokens: Vec<Value>,
    /// How often the server asked to ask again.
    pub(crate) refreshed: usize,
}

impl Person {
    /// Somebody who opens `folder` in an editor.
    pub(crate) fn new(make: Make, folder: &Path) -> Self {
        let initialize = make.initialize(folder);
        let able = initialize["capabilities"].clone();
        let tokens = initialize.get("workDoneToken").cloned().into_iter().collect();
        let editor = Editor::start(Judge::default(), initialize);
        let (texts, pushed) = (HashMap::new(), HashMap::new());
        Person { editor, make, able, texts, pushed, settings: json!({}), tokens, refreshed: 0 }
    }

    fn can(&self, pointer: &str) -> bool {
        self.able.pointer(pointer) == Some(&json!(true))
    }

    fn lists(&self, pointer: &str, value: &Value) -> bool {
        self.able.pointer(pointer).and_then(Value::as_array).is_some_and(|it| it.contains(value))
    }

    fn pulls(&self) -> bool {
        self.able.pointer("/textDocument/diagnostic").is_some()
    }

    /// Whether this editor asks for `method`, and the server answers it.
    pub(crate) fn asks(&self, method: &str) -> bool {
        self.make != Make::Bare || OLD.contains(&method)
    }

    /// The text of what is open at `uri`, as it is by now.
    pub(crate) fn text(&self, uri: &str) -> String {
        self.texts[uri].1.clone()
    }

    /// Where `needle` begins in what is open at `uri`, as the editor counts.
    pub(crate) fn at(&self, uri: &str, needle: &str) -> Value {
        let text = self.text(uri);
        let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is in {text}"));
        self.place(&text, at)
    }

    fn place(&self, text: &str, at: usize) -> Value {
        let place = position(text, at);
        if self.editor.offered["capabilities"]["positionEncoding"] != "utf-8" {
            return place;
        }
        let column = at - text[..at].rfind('\n').map_or(0, |it| it + 1);
        json!({"line": place["line"], "character": column})
    }

    /// `edit` with places in UTF-16, as the helpers of these tests count.
    fn utf16(&self, text: &str, edit: &Value) -> Value {
        let place = |it: &Value| {
            let line = it["line"].as_u64().expect("a line") as usize;
            let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
            position(text, start + it["character"].as_u64().expect("a column") as usize)
        };
        if self.editor.offered["capabilities"]["positionEncoding"] != "utf-8" {
            return edit.clone();
        }
        let mut edit = edit.clone();
        let range = edit["range"].clone();
        edit["range"] = json!({"start": place(&range["start"]), "end": place(&range["end"])});
        edit
    }

    /// Opens `text` as `uri`.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.texts.insert(uri.to_owned(), (1, text.to_owned()));
        self.pushed.remove(uri);
        self.editor.open(uri, 1, text);
    }

    /// Has `uri` hold `text`, sent as one change of what differs.
    pub(crate) fn write(&mut self, uri: &str, text: &str) {
        let (version, before) = self.texts[uri].clone();
        let same = before.char_indices().zip(text.chars()).find(|((_, one), other)| one != other);
        let start = same.map_or(before.len().min(text.len()), |((at, _), _)| at);
        let range = json!({"start": self.place(&before, start), "end": self.place(&before, before.len())});
        self.editor.change(uri, version + 1, json!([{"range": range, "text": &text[start..]}]));
        self.texts.insert(uri.to_owned(), (version + 1, text.to_owned()));
        self.pushed.clear();
    }

    /// Closes `uri`.
    pub(crate) fn close(&mut self, uri: &str) {
        self.texts.remove(uri);
        self.editor.close(uri);
    }

    /// Sets what the user wants, as this editor tells it.
    pub(crate) fn set(&mut self, settings: Value) {
        self.settings = settings.clone();
        self.pushed.clear();
        self.editor.tell("workspace/didChangeConfiguration", json!({"settings": {"perspective": settings}}));
    }

    /// Tells that a file changed, if the editor watches files.
    pub(crate) fn touched(&mut self, path: &Path) {
        self.pushed.clear();
        self.editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri_of(path), "type": 2}]}));
    }

    /// Asks; the result, held to what this editor can take.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        assert!(self.asks(method), "{:?} does not know {method}", self.make);
        let id = self.editor.request(method, params);
        loop {
            let message = self.editor.next();
            if message.get("method").is_some() {
                self.hear(&message);
            } else if message["id"] == id {
                assert_eq!(message.get("error"), None, "{method}: {message}");
                self.hold(method, &message["result"]);
                return message["result"].clone();
            }
        }
    }

    /// Asks about a document.
    pub(crate) fn of(&mut self, method: &str, uri: &str, more: Value) -> Value {
        let mut params = json!({"textDocument": {"uri": uri}});
        params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        self.ask(method, params)
    }

    /// What is found in the current version of `uri`, pulled or pushed as this editor has it.
    pub(crate) fn findings(&mut self, uri: &str) -> Vec<Value> {
        if self.pulls() {
            return self.of("textDocument/diagnostic", uri, json!({}))["items"].as_array().expect("items").clone();
        }
        // What was told while the document was not open has no version.
        while self.pushed.get(uri).is_none_or(|it| it["version"].is_null()) {
            let message = self.editor.next();
            self.hear(&message);
        }
        self.pushed[uri]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Codes of what is found in the current version of `uri`.
    pub(crate) fn codes(&mut self, uri: &str) -> Vec<String> {
        self.findings(uri).iter().map(|it| it["code"].as_str().expect("a code").to_owned()).collect()
    }

    /// Takes an action or a command, as its user would by choosing it.
    pub(crate) fn take(&mut self, action: &Value) {
        let mut action = action.clone();
        if action["command"].is_string() {
            // It is a command by itself.
            action = json!({"command": action});
        } else if action.get("edit").is_none() && action.get("data").is_some() {
            action = self.ask("codeAction/resolve", action);
        }
        if action.get("edit").is_some() {
            self.make(&action["edit"]);
        }
        if let Some(command) = action.get("command").filter(|it| it.is_object()) {
            self.ask("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
        }
    }

    /// Makes an edit of the workspace; files that are not open stay as they are.
    pub(crate) fn make(&mut self, edit: &Value) {
        self.hold_edit(edit);
        let mut files: HashMap<String, Vec<Value>> = HashMap::new();
        for (uri, edits) in edit["changes"].as_object().into_iter().flatten() {
            files.entry(uri.clone()).or_default().extend(edits.as_array().expect("edits").clone());
        }
        for file in edit["documentChanges"].as_array().into_iter().flatten().filter(|it| it.get("kind").is_none()) {
            let uri = file["textDocument"]["uri"].as_str().expect("a uri");
            files.entry(uri.to_owned()).or_default().extend(file["edits"].as_array().expect("edits").clone());
        }
        for (uri, edits) in files {
            let Some((_, text)) = self.texts.get(&uri).cloned() else { continue };
            let edits: Vec<Value> = edits.iter().map(|it| self.utf16(&text, it)).collect();
            let after = edited(&text, &json!({"changes": {&uri: edits}}), &uri);
            self.write(&uri, &after);
        }
    }

    /// Does what the server asks, as far as this editor said that it can; anything else is a mistake of the server.
    fn hear(&mut self, message: &Value) {
        let params = &message["params"];
        let method = message["method"].as_str().expect("a method");
        let wrong = || format!("{:?} cannot take {message}", self.make);
        match method {
            "textDocument/publishDiagnostics" => {
                assert!(!self.pulls(), "pushed to a client that pulls: {message}");
                self.hold_diagnostics(&params["diagnostics"], "/textDocument/publishDiagnostics");
                let uri = params["uri"].as_str().expect("a uri");
                let current = self.texts.get(uri).is_some_and(|(version, _)| params["version"].is_null() || params["version"] == *version);
                if current {
                    self.pushed.insert(uri.to_owned(), params.clone());
                }
                return;
            }
            "window/logMessage" => return assert_ne!(params["type"], 1, "{message}"),
            "$/progress" => return assert!(self.tokens.contains(&params["token"]), "{}", wrong()),
            _ => {}
        }
        let answer = match method {
            "client/registerCapability" => {
                for registration in params["registrations"].as_array().expect("registrations") {
                    let (area, name) = registration["method"].as_str().and_then(|it| it.split_once('/')).expect("a method");
                    assert!(self.can(&format!("/{area}/{name}/dynamicRegistration")), "{}", wrong());
                }
                Value::Null
            }
            "workspace/configuration" => {
                assert!(self.can("/workspace/configuration"), "{}", wrong());
                let items = params["items"].as_array().expect("items");
                items.iter().map(|_| self.settings.clone()).collect()
            }
            "workspace/applyEdit" => {
                assert!(self.can("/workspace/applyEdit"), "{}", wrong());
                self.make(&params["edit"]);
                json!({"applied": true})
            }
            "window/showDocument" => {
                assert!(self.can("/window/showDocument/support"), "{}", wrong());
                json!({"success": true})
            }
            "workspace/diagnostic/refresh" => {
                assert!(self.can("/workspace/diagnostics/refreshSupport") && self.pulls(), "{}", wrong());
                self.refreshed += 1;
                Value::Null
            }
            "workspace/codeLens/refresh" | "workspace/inlayHint/refresh" | "workspace/semanticTokens/refresh" => {
                let area = method.split('/').nth(1).expect("an area");
                assert!(self.can(&format!("/workspace/{area}/refreshSupport")), "{}", wrong());
                Value::Null
            }
            _ => panic!("{}", wrong()),
        };
        assert!(message.get("id").is_some(), "{message}");
        self.editor.reply(message, answer);
    }

    /// Holds the answer to `method` to what this editor can take.
    fn hold(&self, method: &str, result: &Value) {
        let list = || result.as_array().into_iter().flatten();
        match method {
            "textDocument/hover" => match result.get("contents") {
                Some(Value::String(_)) | None => {}
                Some(contents) => assert!(self.lists("/textDocument/hover/contentFormat", &contents["kind"]), "{result}"),
            },
            "textDocument/definition" if !self.can("/textDocument/definition/linkSupport") => {
                assert!(list().all(|it| it.get("targetUri").is_none()), "{result}");
            }
            "textDocument/documentSymbol" => {
                let tree = self.can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
                assert!(list().all(|it| it.get("location").is_none() == tree), "{result}");
                list().for_each(|it| self.hold_kinds(it, "/textDocument/documentSymbol/symbolKind/valueSet", 18));
            }
            "workspace/symbol" => list().for_each(|it| self.hold_kinds(it, "/workspace/symbol/symbolKind/valueSet", 18)),
            "textDocument/completion" => {
                let items = result["items"].as_array().cloned().unwrap_or_default();
                items.iter().for_each(|it| self.hold_completion(it));
            }
            "textDocument/codeAction" => list().for_each(|it| self.hold_action(it)),
            "textDocument/documentLink" if !self.can("/textDocument/documentLink/tooltipSupport") => {
                assert!(list().all(|it| it.get("tooltip").is_none()), "{result}");
            }
            "textDocument/diagnostic" => {
                self.hold_diagnostics(&result["items"], "/textDocument/diagnostic");
                assert!(
                    result.get("relatedDocuments").is_none() || self.can("/textDocument/diagnostic/relatedDocumentSupport"),
                    "{result}"
                );
            }
            "textDocument/rename" | "workspace/willRenameFiles" if !result.is_null() => self.hold_edit(result),
            _ => {}
        }
    }

    /// LSP: who says nothing of kinds knows those up to `last`.
    fn hold_kinds(&self, symbol: &Value, pointer: &str, last: u64) {
        let known = match self.able.pointer(pointer) {
            Some(_) => self.lists(pointer, &symbol["kind"]),
            None => symbol["kind"].as_u64().is_some_and(|it| (1..=last).contains(&it)),
        };
        assert!(known, "{:?} does not know the kind of {symbol}", self.make);
        symbol["children"].as_array().into_iter().flatten().for_each(|it| self.hold_kinds(it, pointer, last));
    }

    fn hold_completion(&self, item: &Value) {
        self.hold_kinds(item, "/textDocument/completion/completionItemKind/valueSet", 18);
        let snippets = self.can("/textDocument/completion/completionItem/snippetSupport");
        assert!(snippets || item.get("insertTextFormat").is_none_or(|it| *it == 1), "{item}");
        let formats = "/textDocument/completion/completionItem/documentationFormat";
        assert!(item["documentation"].is_string() || item.get("documentation").is_none_or(|it| self.lists(formats, &it["kind"])), "{item}");
    }

    fn hold_action(&self, action: &Value) {
        let command = action["command"].is_string();
        let literals = self.able.pointer("/textDocument/codeAction/codeActionLiteralSupport").is_some();
        // A command could do nothing for a client that lets nobody edit; if it knows literals, it has something.
        assert!(command || literals || !self.can("/workspace/applyEdit"), "{action}");
        assert!(action.get("disabled").is_none() || self.can("/textDocument/codeAction/disabledSupport"), "{action}");
        assert!(action.get("isPreferred").is_none() || self.can("/textDocument/codeAction/isPreferredSupport"), "{action}");
        assert!(action.get("data").is_none() || self.can("/textDocument/codeAction/dataSupport"), "{action}");
        if let Some(edit) = action.get("edit") {
            self.hold_edit(edit);
        }
        for argument in action["arguments"].as_array().into_iter().flatten().filter_map(|it| it.get("edit")) {
            self.hold_edit(argument);
        }
    }

    fn hold_edit(&self, edit: &Value) {
        assert!(edit.get("documentChanges").is_none() || self.can("/workspace/workspaceEdit/documentChanges"), "{edit}");
        assert!(edit.get("changeAnnotations").is_none() || self.able.pointer("/workspace/workspaceEdit/changeAnnotationSupport").is_some());
        for change in edit["documentChanges"].as_array().into_iter().flatten() {
            match change.get("kind") {
                Some(kind) => assert!(self.lists("/workspace/workspaceEdit/resourceOperations", kind), "{change}"),
                None => {
                    let (uri, version) = (change["textDocument"]["uri"].as_str().expect("a uri"), &change["textDocument"]["version"]);
                    assert_eq!(version.as_i64(), self.texts.get(uri).map(|it| it.0), "{change}");
                }
            }
        }
    }

    fn hold_diagnostics(&self, list: &Value, pointer: &str) {
        for diagnostic in list.as_array().expect("a list") {
            // Before LSP 3.18 a client says this of pushed diagnostics alone, and means all.
            let related =
                self.can("/textDocument/publishDiagnostics/relatedInformation") || self.can(&format!("{pointer}/relatedInformation"));
            assert!(diagnostic.get("relatedInformation").is_none() || related, "{diagnostic}");
            for tag in diagnostic["tags"].as_array().into_iter().flatten() {
                assert!(self.lists(&format!("{pointer}/tagSupport/valueSet"), tag), "{diagnostic}");
            }
        }
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        // What is still said has to be right, too.
        let (status, rest) = self.editor.end(true, true);
        assert_eq!(status, 0);
        let pushed = rest.iter().any(|it| it["method"] == "textDocument/publishDiagnostics");
        assert!(!pushed || !self.pulls(), "{rest:?}");
    }
}
