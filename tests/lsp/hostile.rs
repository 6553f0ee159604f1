//! What no client should do, and some do.

use serde_json::{Value, json};

use super::client::{Editor, frame, range};
use super::fake::Fake;

const URI: &str = "file:///a.md";

/// The code of an error that answers no request.
fn refusal(editor: &mut Editor) -> i64 {
    let message = editor.next();
    assert_eq!(message.get("id"), Some(&Value::Null), "{message}");
    message["error"]["code"].as_i64().expect("an error")
}

#[test]
fn broken_frames_cost_themselves_alone() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    for (bytes, code) in [
        (&b"Content-Length: 5\r\n\r\n{\"a\":"[..], -32700),
        (b"Content-Length: 3\r\n\r\n[1]", -32600),
        (b"Content-Length: 14\r\n\r\n[\"2.0\",\"exit\"]", -32600),
        (b"Content-Length: 2\r\n\r\n\xff\xfe", -32700),
        (b"Content-Length: 0\r\n\r\n", -32700),
        (b"Content-Length: abc\r\n\r\n", -32700),
        (b"Content-Length: 1000000000000000\r\n\r\n", -32700),
        (b"Content-Length: 18446744073709551616\r\n\r\n", -32700),
        (b"X-Nothing: 1\r\n\r\n", -32700),
        (b"Content-Length: 17\r\n\r\n{\"jsonrpc\":\"2.0\"}", -32600),
    ] {
        editor.write(bytes);
        assert_eq!(refusal(&mut editor), code, "{:?}", String::from_utf8_lossy(bytes));
        editor.settle();
    }
}

#[test]
fn deep_json_does_not_end_the_server() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    let body = "[".repeat(100_000);
    editor.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    assert_eq!(refusal(&mut editor), -32700);
    editor.settle();
}

#[test]
fn odd_headers_are_fine() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    let ask = |id: i64| json!({"jsonrpc": "2.0", "id": id, "method": "x/y"}).to_string();
    for (id, headers) in [
        (901, "content-length: {}"),
        (902, "CONTENT-LENGTH:{}"),
        (903, "Content-Type: application/json\r\nContent-Length: {}"),
        (904, "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8"),
        (905, "X-A: 1\r\nX-B: 2\r\nContent-Length: {}\r\nX-C: 3"),
    ] {
        let body = ask(id);
        editor.write(format!("{}\r\n\r\n{body}", headers.replace("{}", &body.len().to_string())).as_bytes());
        assert_eq!(editor.answer(id)["error"]["code"], -32601, "{headers}");
    }
}

#[test]
fn frames_may_come_together_or_in_pieces() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    let message = |id: i64| frame(&json!({"jsonrpc": "2.0", "id": id, "method": "x/y"}));
    let all: Vec<u8> = (900..950).flat_map(message).collect();
    editor.write(&all);
    for id in 900..950 {
        editor.answer(id);
    }
    for byte in message(999) {
        editor.write(&[byte]);
    }
    editor.answer(999);
}

#[test]
fn wrong_parameters_are_told() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.tell("textDocument/didChange", json!({"x": 1}));
    assert!(editor.log().starts_with("textDocument/didChange was ignored, its parameters are wrong: "));
    assert_eq!(editor.ask("textDocument/codeAction", json!({"x": 1}))["error"]["code"], -32602);
}

#[test]
fn unknown_documents_are_told() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.change(URI, 2, json!([{"text": "# bad"}]));
    assert_eq!(editor.log(), format!("{URI} was changed, but is not open; the change was ignored"));
    editor.close(URI);
    assert_eq!(editor.log(), format!("{URI} was closed, but is not open"));
    editor.open(URI, 1, "# bad");
    assert_eq!(editor.diagnostics().1.len(), 1);
    editor.open(URI, 1, "# bad bad");
    assert_eq!(editor.log(), format!("{URI} was opened twice; the later text counts"));
    assert_eq!(editor.diagnostics().1.len(), 2);
}

#[test]
fn versions_that_go_backwards_are_told_and_taken() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 5, "# bad");
    assert_eq!(editor.diagnostics().0, Some(5));
    editor.change(URI, 3, json!([{"text": "# bad bad"}]));
    assert_eq!(editor.log(), format!("{URI}: version 3 came after version 5; the order of arrival counts"));
    let (version, list) = editor.diagnostics();
    assert_eq!((version, list.len()), (Some(3), 2));
}

#[test]
fn positions_are_clamped() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# T\r\nbad\r\n");
    editor.diagnostics();
    let huge = 4_294_967_295_u64;
    for (version, start, end, text, count) in [
        (2, json!([huge, huge]), json!([huge, huge]), "bad", 2),
        (3, json!([1, 900]), json!([1, huge]), " bad", 3),
        (4, json!([-1, -1]), json!([-7, 0]), "# bad\n", 4),
        (5, json!([99_999_999_999_u64, 0]), json!([99_999_999_999_u64, 1]), " bad", 5),
        (6, json!([2, 0]), json!([0, 0]), "# ", 4),
    ] {
        let place = |it: &Value| json!({"line": it[0], "character": it[1]});
        editor.change(URI, version, json!([{"range": {"start": place(&start), "end": place(&end)}, "text": text}]));
        let (published, list) = editor.diagnostics();
        assert_eq!((published, list.len()), (Some(version), count));
    }
    let whole = json!({"start": {"line": -1, "character": -1}, "end": {"line": 1e12, "character": 0}});
    let whole = editor.actions(URI, whole, Some(json!(["quickfix"])));
    assert_eq!(whole.len(), 8, "two fixes a finding");
}

#[test]
fn changes_of_a_batch_are_applied_in_order() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# T\n");
    editor.diagnostics();
    editor.change(
        URI,
        2,
        json!([
            {"range": range((1, 0), (1, 0)), "text": "b\n"},
            {"range": range((1, 1), (2, 0)), "text": "ad"},
            {"range": range((0, 0), (0, 0)), "text": "# first\n"},
        ]),
    );
    assert_eq!(editor.diagnostics().1[0]["range"], range((2, 0), (2, 3)));
}

#[test]
fn uris_are_taken_as_they_come() {
    for (uri, path) in [
        ("untitled:Untitled-1", "Untitled-1"),
        ("file:///c%3A/x%20y/%C3%A9.md", "c:/x y/é.md"),
        ("file:///C:/x/y.md", "C:/x/y.md"),
        ("file://host/share/a.md", "//host/share/a.md"),
    ] {
        let (fake, watch) = Fake::counted();
        let mut editor = Editor::pushed(fake, "utf-16");
        editor.open(uri, 1, "# bad");
        assert_eq!(editor.expect("textDocument/publishDiagnostics")["uri"], uri);
        assert_eq!(watch.paths(), [path]);
    }
}

#[test]
fn a_panic_is_told_once_and_survived() {
    let mut editor = Editor::pushed(Fake::new(), "utf-16");
    editor.open(URI, 1, "# panic now");
    let told = editor.log();
    assert!(told.contains("the text said so") && told.contains("/issues") && told.contains(URI), "{told}");
    let answer = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": URI}, "range": range((0, 0), (0, 0)), "context": {"diagnostics": []}}),
    );
    assert_eq!(answer["error"]["code"], -32603, "an empty list would say that nothing is wrong");
    editor.change(URI, 2, json!([{"text": "# panic now, again"}]));
    editor.change(URI, 3, json!([{"text": "# bad"}]));
    assert_eq!(editor.diagnostics().0, Some(3));
}

#[test]
fn a_request_too_early_or_too_late_is_refused() {
    let mut editor = Editor::silent(Fake::new());
    let params = json!({"textDocument": {"uri": URI}, "range": range((0, 0), (0, 0)), "context": {"diagnostics": []}});
    assert_eq!(editor.ask("textDocument/codeAction", params.clone())["error"]["code"], -32002);
    editor.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    assert_eq!(editor.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}))["error"]["code"], -32600);
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.ask("textDocument/codeAction", params)["error"]["code"], -32600);
    assert_eq!(editor.end(false, true), (0, vec![]));
}

#[test]
fn the_status_tells_whether_the_end_was_announced() {
    let start = || Editor::pushed(Fake::new(), "utf-16");
    assert_eq!(start().end(true, true), (0, vec![]));
    assert_eq!(start().end(true, false), (0, vec![]));
    assert_eq!(start().end(false, true), (1, vec![]));
    assert_eq!(start().end(false, false), (1, vec![]));
    assert_eq!(Editor::silent(Fake::new()).end(false, true).0, 1);
    assert_eq!(Editor::silent(Fake::new()).end(false, false).0, 1);
}

#[test]
fn a_hanging_check_does_not_keep_the_server() {
    let (fake, watch) = Fake::watched();
    let mut editor = Editor::pushed(fake, "utf-16");
    editor.open(URI, 1, "# bad");
    watch.entered();
    editor.ask("shutdown", Value::Null);
    editor.tell("exit", Value::Null);
    // The check is let go on only after the server has ended.
    let status = editor.status();
    watch.leave();
    assert_eq!(status, 0);
}

#[test]
fn requests_can_be_cancelled() {
    let (fake, watch) = Fake::watched();
    let mut editor = Editor::pulling(fake);
    editor.open(URI, 1, "# bad");
    let first = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    watch.entered();
    editor.change(URI, 2, json!([{"text": "# bad bad"}]));
    let second = editor.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    editor.tell("$/cancelRequest", json!({"id": second}));
    assert_eq!(editor.answer(second)["error"]["code"], -32800, "answered while the check goes on");
    watch.leave();
    assert_eq!(editor.answer(first)["result"]["kind"], "full");
    editor.settle();
    assert_eq!(watch.checks(), 1, "nothing is computed for a cancelled request");
}
