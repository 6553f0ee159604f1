//! The real binary over real standard input and output.

use std::io::Write;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use super::client::{PATIENCE, capabilities, frame, messages};

const URI: &str = "file:///notes/personas/x/customer-success-perspective.md";

const DOCUMENT: &str = "# Customer Success Manager Perspective: X\n\n## Recommendations\n\n- Ask [NEEDS CLARIFICATION: who pays?]\n";

/// A server in a process of its own.
struct Process {
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    ended: Receiver<Option<i32>>,
}

impl Process {
    fn start(arguments: &[&str]) -> Self {
        let mut child: Child = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let (sender, ended) = channel();
        let (input, output) = (child.stdin.take(), child.stdout.take().expect("output"));
        std::thread::spawn(move || {
            let _ = sender.send(child.wait().expect("a child").code());
        });
        Process { input, messages: messages(output), ended }
    }

    fn send(&mut self, message: Value) {
        self.input.as_mut().expect("input is open").write_all(&frame(&message)).expect("the server reads");
    }

    fn receive(&self) -> Value {
        self.messages.recv_timeout(PATIENCE).expect("a message")
    }

    fn initialize(&mut self, process: Option<u32>) -> Value {
        self.send(initialize(process));
        let answer = self.receive();
        self.send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        answer["result"].clone()
    }

    fn shutdown(&mut self) {
        self.send(json!({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}));
        assert_eq!(self.receive()["id"], 99);
    }

    fn exit(&mut self) {
        self.send(json!({"jsonrpc": "2.0", "method": "exit"}));
    }

    fn status(&self) -> i32 {
        self.ended.recv_timeout(PATIENCE).expect("the process ends").expect("it is not killed")
    }
}

fn initialize(process: Option<u32>) -> Value {
    let params = json!({"processId": process, "rootUri": null, "capabilities": capabilities("utf-8")});
    json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params})
}

fn open() -> Value {
    let document = json!({"uri": URI, "languageId": "markdown", "version": 3, "text": DOCUMENT});
    json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})
}

#[test]
fn both_ways_to_start_judge_a_perspective() {
    for arguments in [&["server"][..], &["server", "--stdio"], &["--stdio"]] {
        let mut server = Process::start(arguments);
        let offered = server.initialize(None);
        assert_eq!(offered["capabilities"]["positionEncoding"], "utf-8");
        server.send(open());
        let published = server.receive();
        assert_eq!((&published["params"]["uri"], &published["params"]["version"]), (&json!(URI), &json!(3)));
        let list = published["params"]["diagnostics"].as_array().expect("a list");
        let marker = list.iter().find(|it| it["code"] == "open-clarification").expect("the marker is found");
        assert_eq!(marker["range"], super::client::range((4, 6), (4, 38)));
        server.shutdown();
        server.exit();
        assert_eq!(server.status(), 0, "input is still open");
    }
}

#[test]
fn exit_without_shutdown_is_status_1() {
    let mut server = Process::start(&["server"]);
    server.initialize(None);
    server.exit();
    assert_eq!(server.status(), 1);
}

#[test]
fn the_end_of_input_is_the_end() {
    let mut server = Process::start(&["server"]);
    server.initialize(None);
    server.input = None;
    assert_eq!(server.status(), 1);

    let mut server = Process::start(&["server"]);
    server.initialize(None);
    server.shutdown();
    server.input = None;
    assert_eq!(server.status(), 0);
}

#[test]
fn a_piped_session_gets_its_answers() {
    let mut server = Process::start(&["server"]);
    let initialized = json!({"jsonrpc": "2.0", "method": "initialized", "params": {}});
    let mut session = frame(&initialize(None));
    session.extend(frame(&initialized));
    session.extend(frame(&open()));
    let mut input = server.input.take().expect("input is open");
    input.write_all(&session).expect("the server reads");
    drop(input);
    assert_eq!(server.receive()["id"], 0);
    assert_eq!(server.receive()["params"]["version"], 3);
    assert_eq!(server.status(), 1);
}

#[test]
fn a_client_that_no_longer_reads_ends_the_server() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
        .arg("server")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("input");
    input.write_all(&frame(&initialize(None))).expect("the server reads");
    assert_eq!(child.wait().expect("a child").code(), Some(1), "input is still open");
}

#[cfg(unix)]
#[test]
fn the_server_does_not_outlive_its_editor() {
    let mut editor = Command::new("sleep").arg("1000").spawn().expect("a process that stands for the editor");
    let mut server = Process::start(&["server"]);
    server.initialize(Some(editor.id()));
    editor.kill().expect("it can be killed");
    editor.wait().expect("it is gone");
    assert_eq!(server.status(), 1, "input is still open");
}

#[cfg(unix)]
#[test]
fn an_editor_that_cannot_be_seen_is_not_taken_for_dead() {
    let mut gone = Command::new("true").spawn().expect("a process");
    gone.wait().expect("it is gone");
    let mut server = Process::start(&["server"]);
    server.initialize(Some(gone.id()));
    server.shutdown();
    server.exit();
    assert_eq!(server.status(), 0);
}
