//! What a frame says: a message for the framework, an answer to nothing that is waited for, or something to refuse.

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, Position, Range, TextDocumentIdentifier, Uri,
};

/// A decoded frame.
#[derive(Debug)]
pub(super) enum Message {
    /// A request or a notification.
    Request(Request),
    /// The client's answer to a request of ours.
    Response(Response),
    /// No message of the protocol; the answer that says so.
    Refused(Response),
}

impl Message {
    /// Reads the body of a frame.
    pub(super) fn read(body: &[u8]) -> Self {
        // A list would be taken for the fields of a message in their order.
        if body.trim_ascii_start().first() != Some(&b'{') {
            return Message::Refused(match serde_json::from_slice::<serde::de::IgnoredAny>(body) {
                Ok(_) => refused(Error::invalid_request(), "a message is an object"),
                Err(error) => refused(Error::parse_error(), &error.to_string()),
            });
        }
        match serde_json::from_slice::<Request>(body) {
            Ok(request) if !request.method().is_empty() => Message::Request(mended(request)),
            Ok(_) => match serde_json::from_slice::<Response>(body) {
                Ok(response) => Message::Response(response),
                Err(_) => Message::Refused(refused(Error::invalid_request(), "a message has a method, or an id and a result or an error")),
            },
            Err(error) if error.is_data() => Message::Refused(refused(Error::invalid_request(), &error.to_string())),
            Err(error) => Message::Refused(refused(Error::parse_error(), &error.to_string())),
        }
    }

    /// The answer to a frame that cannot even be cut out of the stream.
    pub(super) fn broken(why: &str) -> Self {
        Message::Refused(refused(Error::parse_error(), why))
    }
}

fn refused(error: Error, why: &str) -> Response {
    let message = format!("{}: {why}", error.message).into();
    Response::from_error(Id::Null, Error { message, ..error })
}

/// What is wrong with the parameters of a notification, which the framework would drop without a word.
pub(super) fn wrong_params(request: &Request) -> Option<String> {
    if request.id().is_some() {
        return None;
    }
    mistake(request.method(), request.params()).map(|why| format!("{} was ignored, its parameters are wrong: {why}", request.method()))
}

/// What the requests about a document have in common, as far as clients get it wrong.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "it is only tried whether the fields can be read")]
struct Placed {
    text_document: TextDocumentIdentifier,
    position: Option<Position>,
    positions: Option<Vec<Position>>,
    range: Option<Range>,
}

/// Tries the parameters of the methods that this server takes.
fn mistake(method: &str, params: Option<&Value>) -> Option<String> {
    fn try_as<T: serde::de::DeserializeOwned>(params: &Value) -> Option<String> {
        T::deserialize(params).err().map(|error| error.to_string())
    }
    let params = params.unwrap_or(&Value::Null);
    match method {
        "textDocument/didOpen" => try_as::<DidOpenTextDocumentParams>(params),
        "textDocument/didChange" => try_as::<DidChangeTextDocumentParams>(params),
        "textDocument/didClose" => try_as::<DidCloseTextDocumentParams>(params),
        "workspace/didChangeConfiguration" => try_as::<DidChangeConfigurationParams>(params),
        "workspace/didChangeWatchedFiles" => try_as::<DidChangeWatchedFilesParams>(params),
        _ if params.get("textDocument").is_some() => try_as::<Placed>(params),
        _ => None,
    }
}

/// The same request, with what clients get wrong set right where the framework could not take it: positions below zero
/// or above `u32`, URIs with characters that should have been percent-encoded.
fn mended(request: Request) -> Request {
    if mistake(request.method(), request.params()).is_none() {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or(Value::Null);
    mend(&mut params);
    let request = Request::build(method).params(params);
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

fn mend(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(mend),
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                match (name.as_str(), &*value) {
                    ("line" | "character", Value::Number(number)) => {
                        // `as` clamps; a number that is no number of any kind becomes 0.
                        *value = Value::from(number.as_f64().unwrap_or(0.0) as u32);
                    }
                    ("uri", Value::String(uri)) if uri.parse::<Uri>().is_err() => *value = Value::from(encoded(uri)),
                    _ => mend(value),
                }
            }
        }
        _ => {}
    }
}

/// `uri` with every byte percent-encoded that a URI cannot have.
fn encoded(uri: &str) -> String {
    let mut out = String::with_capacity(uri.len());
    for (at, byte) in uri.bytes().enumerate() {
        let escape = byte == b'%' && uri.as_bytes().get(at + 1..at + 3).is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit));
        if escape || byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::CodeActionParams;

    use super::*;

    fn code(body: &str) -> Option<i64> {
        match Message::read(body.as_bytes()) {
            Message::Refused(answer) => answer.error().map(|error| error.code.code()),
            _ => None,
        }
    }

    #[test]
    fn what_is_no_message_is_refused_by_its_kind() {
        for body in ["", "{", "{\"a\":", "\u{0}", "{\"method\":\"\u{1}\"}"] {
            assert_eq!(code(body), Some(-32700), "{body:?}");
        }
        for body in ["[1]", "1", "null", "{}", "{\"jsonrpc\":\"2.0\"}", "{\"jsonrpc\":\"1.0\",\"method\":\"x\"}", "[]"] {
            assert_eq!(code(body), Some(-32600), "{body:?}");
        }
        assert!(matches!(Message::read(b"\xff\xfe"), Message::Refused(_)));
        assert!(matches!(Message::read(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}"), Message::Response(_)));
        assert!(matches!(Message::read(b"{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"), Message::Request(_)));
    }

    #[test]
    fn positions_are_clamped_and_uris_encoded() {
        let body = r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///a b%20é.md"},
            "range":{"start":{"line":-3,"character":1.5},"end":{"line":1e30,"character":99999999999}},"context":{"diagnostics":[]}}}"#;
        let Message::Request(request) = Message::read(body.as_bytes()) else { panic!("it is a request") };
        let params: CodeActionParams = serde_json::from_value(request.params().cloned().unwrap()).unwrap();
        assert_eq!((params.range.start.line, params.range.start.character), (0, 1));
        assert_eq!((params.range.end.line, params.range.end.character), (u32::MAX, u32::MAX));
        assert_eq!(params.text_document.uri.as_str(), "file:///a%20b%20%C3%A9.md");
    }

    #[test]
    fn wrong_parameters_of_a_notification_are_told() {
        let request = Request::build("textDocument/didChange").params(serde_json::json!({"x": 1})).finish();
        assert!(wrong_params(&request).unwrap().contains("textDocument/didChange was ignored"));
        assert_eq!(wrong_params(&Request::build("$/whatever").finish()), None);
    }
}
