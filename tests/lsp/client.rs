//! A small editor in the process: two pipes, real frames, no sleeps. When it is dropped it ends the server and holds that
//! nothing was said that no test expected.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use perspective_ls::lsp::{Engine, Judge, serve_on};
use serde_json::{Value, json};

/// How long a message may take; a test that waits so long has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// `message` as a frame.
pub(crate) fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Reads frames of `output` as a strict client does, until it ends.
pub(crate) fn messages(output: impl Read + Send + 'static) -> Receiver<Value> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let mut header = String::new();
            if output.read_line(&mut header).expect("output can be read") == 0 {
                return;
            }
            let length = header.strip_prefix("Content-Length: ").and_then(|it| it.trim_end().parse().ok());
            let mut body = vec![0; length.unwrap_or_else(|| panic!("a frame begins with its length, not {header:?}"))];
            let mut empty = String::new();
            output.read_line(&mut empty).expect("output can be read");
            assert_eq!(empty, "\r\n");
            output.read_exact(&mut body).expect("a whole body");
            let message = serde_json::from_slice(&body).expect("a body is JSON");
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

/// An editor that talks with a server of its own.
pub(crate) struct Editor {
    input: Option<PipeWriter>,
    messages: Receiver<Value>,
    /// Messages that came while an answer was awaited.
    kept: VecDeque<Value>,
    server: Option<JoinHandle<u8>>,
    requests: i64,
    /// Whether it does not matter what is said unasked.
    careless: bool,
    /// The result of `initialize`.
    pub(crate) offered: Value,
}

impl Editor {
    /// A server that nothing was said to yet.
    pub(crate) fn silent(engine: impl Engine) -> Self {
        let (server_input, input) = std::io::pipe().expect("a pipe");
        let (output, server_output) = std::io::pipe().expect("a pipe");
        let server = std::thread::spawn(move || serve_on(server_input, server_output, engine));
        Editor {
            input: Some(input),
            messages: messages(output),
            kept: VecDeque::new(),
            server: Some(server),
            requests: 0,
            careless: false,
            offered: Value::Null,
        }
    }

    /// Shakes hands with these parameters of `initialize`.
    pub(crate) fn start(engine: impl Engine, initialize: Value) -> Self {
        let mut editor = Editor::silent(engine);
        editor.offered = editor.ask("initialize", initialize)["result"].clone();
        editor.tell("initialized", json!({}));
        editor
    }

    /// An editor that takes pushed diagnostics with all that belongs to them, and counts columns in `encoding`.
    pub(crate) fn pushed(engine: impl Engine, encoding: &str) -> Self {
        Editor::start(engine, json!({"processId": null, "rootUri": null, "capabilities": capabilities(encoding)}))
    }

    /// The same editor, but it asks for diagnostics.
    pub(crate) fn pulling(engine: impl Engine) -> Self {
        let mut capabilities = capabilities("utf-16");
        capabilities["textDocument"]["diagnostic"] = json!({});
        capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
        Editor::start(engine, json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    /// An editor with all that VS Code can do, talking to the real judge.
    pub(crate) fn able() -> Self {
        Editor::judging(able_capabilities())
    }

    /// An editor that can do nothing but what every client of LSP 3.0 could, talking to the real judge.
    pub(crate) fn bare() -> Self {
        Editor::judging(json!({}))
    }

    /// An editor of these capabilities, talking to the real judge.
    pub(crate) fn judging(capabilities: Value) -> Self {
        Editor::start(Judge::default(), json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    /// Opens a document and waits for its diagnostics.
    pub(crate) fn show(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.open(uri, 1, text);
        self.diagnostics().1
    }

    /// Asks about a document; the result.
    pub(crate) fn of(&mut self, method: &str, uri: &str, more: Value) -> Value {
        let mut params = json!({"textDocument": {"uri": uri}});
        params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        let answer = self.ask(method, params);
        assert_eq!(answer.get("error"), None, "{answer}");
        answer["result"].clone()
    }

    /// Writes bytes as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.input.as_mut().expect("input is open").write_all(bytes).expect("the server reads");
    }

    /// Sends a notification.
    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": method, "params": params})));
    }

    /// Sends a request and gives its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.requests, "method": method, "params": params});
        if params_are_left_out(&message) {
            message.as_object_mut().expect("an object").remove("params");
        }
        self.write(&frame(&message));
        self.requests
    }

    /// Answers a request of the server.
    pub(crate) fn reply(&mut self, request: &Value, result: Value) {
        self.write(&frame(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result})));
    }

    /// Sends a request and waits for its answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Waits for the answer to the request `id`; what comes before it is kept.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        loop {
            let message = self.receive();
            if message["id"] == json!(id) && message.get("method").is_none() {
                return message;
            }
            if !self.careless {
                self.kept.push_back(message);
            }
        }
    }

    /// The next message.
    pub(crate) fn next(&mut self) -> Value {
        self.kept.pop_front().unwrap_or_else(|| self.receive())
    }

    fn receive(&mut self) -> Value {
        self.messages.recv_timeout(PATIENCE).expect("a message of the server")
    }

    /// Waits for the answer to the request `id` and keeps it with all that comes before.
    pub(crate) fn wait_for(&mut self, id: i64) {
        loop {
            let message = self.receive();
            let answer = message["id"] == json!(id) && message.get("method").is_none();
            self.kept.push_back(message);
            if answer {
                return;
            }
        }
    }

    /// The next message that was kept.
    pub(crate) fn kept(&mut self) -> Option<Value> {
        self.kept.pop_front()
    }

    /// Drops what was kept.
    pub(crate) fn forget(&mut self) {
        self.kept.clear();
    }

    /// Opens a document; the list that is published for this version, whatever comes before.
    pub(crate) fn published(&mut self, uri: &str, version: i64, text: &str) -> Value {
        self.open(uri, version, text);
        loop {
            let message = self.receive();
            let params = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && params["version"] == version {
                return params["diagnostics"].clone();
            }
        }
    }

    /// Waits for this notification or request of the server, whatever comes before.
    pub(crate) fn until(&mut self, method: &str) -> Value {
        loop {
            let message = self.next();
            if message["method"] == method {
                return message;
            }
        }
    }

    /// The next message, which must be this notification or request; its parameters.
    pub(crate) fn expect(&mut self, method: &str) -> Value {
        let mut message = self.next();
        assert_eq!(message["method"], method, "{message}");
        message["params"].take()
    }

    /// The next message, which must be diagnostics; version and list.
    pub(crate) fn diagnostics(&mut self) -> (Option<i64>, Vec<Value>) {
        let params = self.expect("textDocument/publishDiagnostics");
        (params["version"].as_i64(), params["diagnostics"].as_array().expect("a list").clone())
    }

    /// The next message, which must be a line of the log.
    pub(crate) fn log(&mut self) -> String {
        self.expect("window/logMessage")["message"].as_str().expect("words").to_owned()
    }

    /// Waits until the server took all that was sent before; no worker is asked.
    pub(crate) fn settle(&mut self) {
        let answer = self.ask("test/settle", json!({}));
        assert_eq!(answer["error"]["code"], -32601, "{answer}");
    }

    /// From now on it does not matter what the server says unasked.
    pub(crate) fn quiet(&mut self) {
        self.kept.clear();
        self.careless = true;
    }

    /// Opens a document.
    pub(crate) fn open(&mut self, uri: &str, version: i64, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": version, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Edits a document.
    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: Value) {
        self.tell("textDocument/didChange", json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}));
    }

    /// Closes a document.
    pub(crate) fn close(&mut self, uri: &str) {
        self.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Fixes offered from one position to the other, `only` of these kinds.
    pub(crate) fn actions(&mut self, uri: &str, range: Value, only: Option<Value>) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = only;
        }
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        let answer = self.ask("textDocument/codeAction", params);
        answer["result"].as_array().unwrap_or_else(|| panic!("a list: {answer}")).clone()
    }

    /// Waits for the server to end by itself; its exit status.
    pub(crate) fn status(&mut self) -> u8 {
        self.server.take().expect("a server").join().expect("the server does not panic")
    }

    /// Ends the server; its exit status and what it still said.
    pub(crate) fn end(&mut self, shutdown: bool, exit: bool) -> (u8, Vec<Value>) {
        if shutdown {
            let answer = self.ask("shutdown", Value::Null);
            assert_eq!(answer.get("error"), None, "{answer}");
        }
        if exit {
            self.tell("exit", Value::Null);
        } else {
            self.input = None;
        }
        let status = self.status();
        self.input = None;
        let mut rest: Vec<Value> = self.kept.drain(..).collect();
        loop {
            match self.messages.recv_timeout(PATIENCE) {
                Ok(message) => rest.push(message),
                Err(RecvTimeoutError::Disconnected) => return (status, rest),
                Err(RecvTimeoutError::Timeout) => panic!("output stays open after the end"),
            }
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if self.server.is_some() && !std::thread::panicking() {
            let (status, unread) = self.end(true, true);
            assert_eq!(status, 0);
            assert!(unread.is_empty() || self.careless, "nobody expected {unread:?}");
        }
    }
}

/// JSON-RPC has no `"params": null`.
fn params_are_left_out(message: &Value) -> bool {
    message["params"].is_null()
}

/// Where `needle` begins in `text`, for the first time, as a client that counts UTF-16 says it.
pub(crate) fn place(text: &str, needle: &str) -> Value {
    let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is in the text"));
    position(text, at)
}

/// Where the byte at `offset` of `text` is, as a client that counts UTF-16 says it.
pub(crate) fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    json!({"line": line, "character": column})
}

/// The range of `needle` in `text`, for the first time, in UTF-16.
pub(crate) fn span(text: &str, needle: &str) -> Value {
    let at = text.find(needle).unwrap_or_else(|| panic!("{needle:?} is in the text"));
    json!({"start": position(text, at), "end": position(text, at + needle.len())})
}

/// What `range` (UTF-16) holds in `text`.
pub(crate) fn held<'t>(text: &'t str, range: &Value) -> &'t str {
    let offset = |place: &Value| {
        let line = place["line"].as_u64().expect("a line") as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = place["character"].as_u64().expect("a column") as usize;
        let mut at = start;
        for character in text[start..].chars() {
            if left == 0 || character == '\n' {
                break;
            }
            left = left.checked_sub(character.len_utf16()).expect("no position is inside a character");
            at += character.len_utf8();
        }
        at
    };
    &text[offset(&range["start"])..offset(&range["end"])]
}

/// `text` after the edits of one document in a workspace edit, whichever form it has.
pub(crate) fn edited(text: &str, edit: &Value, uri: &str) -> String {
    let edits: Vec<Value> = match edit["changes"].as_object() {
        Some(changes) => changes[uri].as_array().expect("edits").clone(),
        None => {
            let files = edit["documentChanges"].as_array().unwrap_or_else(|| panic!("an edit: {edit}"));
            let file = files.iter().filter(|it| it["textDocument"]["uri"] == uri);
            file.flat_map(|it| it["edits"].as_array().expect("edits").clone()).collect()
        }
    };
    after(text, edits)
}

/// `text` after text edits.
pub(crate) fn after(text: &str, mut edits: Vec<Value>) -> String {
    edits.sort_by_key(|it| (it["range"]["start"]["line"].as_u64(), it["range"]["start"]["character"].as_u64()));
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        let at = held(text, &edit["range"]);
        let start = at.as_ptr() as usize - text.as_ptr() as usize;
        out.replace_range(start..start + at.len(), edit["newText"].as_str().expect("text"));
    }
    out
}

/// A range on one line or more.
pub(crate) fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({"start": {"line": start.0, "character": start.1}, "end": {"line": end.0, "character": end.1}})
}

/// All that VS Code can do, but that it is pushed to and asks for nothing by registration.
pub(crate) fn able_capabilities() -> Value {
    let recorded: Value = serde_json::from_str(include_str!("initialize/vscode-1.100.3.json")).expect("a recorded request");
    let mut capabilities = recorded["params"]["capabilities"].clone();
    capabilities["textDocument"].as_object_mut().expect("an object").remove("diagnostic");
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": false});
    capabilities["workspace"]["didChangeConfiguration"] = json!({"dynamicRegistration": false});
    capabilities["workspace"]["configuration"] = json!(false);
    capabilities
}

/// What an able editor says of itself.
pub(crate) fn capabilities(encoding: &str) -> Value {
    json!({
        "general": {"positionEncodings": [encoding]},
        "workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "versionSupport": true},
            "codeAction": {"isPreferredSupport": true, "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        },
    })
}
