//! Handshakes with what real clients send, recorded from them.

use serde_json::{Value, json};

use super::client::Editor;
use super::fake::Fake;

/// Replays a recorded `initialize` and holds the server to what that client can take.
fn shake_hands(recorded: &str, encoding: &str, pulls: bool, registers: bool) {
    let recorded: Value = serde_json::from_str(recorded).expect("a recorded request");
    let configures = recorded["params"]["capabilities"]["workspace"]["configuration"] == true;
    let mut editor = Editor::start(Fake::new(), recorded["params"].clone());
    let offered = editor.offered["capabilities"].clone();
    assert_eq!(offered["positionEncoding"], encoding);
    assert_eq!(offered["textDocumentSync"], json!({"openClose": true, "change": 2}));
    assert_eq!(offered.get("diagnosticProvider").is_some(), pulls);
    assert_eq!(editor.offered["serverInfo"]["name"], "perspective-ls");
    if registers {
        editor.expect("client/registerCapability");
    }
    if configures {
        let asked = editor.next();
        assert_eq!(asked["method"], "workspace/configuration");
        editor.reply(&asked, json!([null]));
    }
    editor.open("file:///workspace/personas/x/customer-success-perspective.md", 1, "# bad");
    if pulls {
        let uri = "file:///workspace/personas/x/customer-success-perspective.md";
        let report = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        assert_eq!(report["result"]["items"].as_array().expect("a list").len(), 1);
    } else {
        assert_eq!(editor.diagnostics().1.len(), 1);
    }
    // Dropping the editor holds that nothing else was said: push or pull, never both.
}

#[test]
fn vscode() {
    shake_hands(include_str!("initialize/vscode-1.100.3.json"), "utf-16", true, true);
}

#[test]
fn neovim() {
    shake_hands(include_str!("initialize/neovim-0.11.4.json"), "utf-8", true, false);
}

#[test]
fn eglot() {
    shake_hands(include_str!("initialize/emacs28-eglot-1.9.json"), "utf-16", false, true);
}

#[test]
fn copilot_cli() {
    shake_hands(include_str!("initialize/copilot-cli-1.0.102.json"), "utf-16", false, true);
}

#[test]
fn opencode() {
    shake_hands(include_str!("initialize/opencode-1.18.33.json"), "utf-16", true, true);
}
