//! What the server does, told to a client that wants to follow it: `$/setTrace` and `$/logTrace`.

use std::time::Instant;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Request;

use super::outbox::Outbox;

/// How much a client wants to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Level {
    #[default]
    Off,
    Messages,
    Verbose,
}

/// Tells the client of its messages, as far as it wants that.
pub(super) struct Trace {
    level: Level,
    outbox: Outbox,
}

/// A message that is told of once it is handled.
pub(super) struct Traced {
    outbox: Outbox,
    name: String,
    params: Option<Value>,
    began: Instant,
}

impl Trace {
    pub(super) fn new(outbox: Outbox) -> Self {
        Trace { level: Level::Off, outbox }
    }

    /// Begins to follow `request`; what that says of traces is taken first.
    pub(super) fn begin(&mut self, request: &Request) -> Option<Traced> {
        let said = match request.method() {
            "initialize" => request.params().map(|it| &it["trace"]),
            "$/setTrace" => request.params().map(|it| &it["value"]),
            _ => None,
        };
        match said.and_then(Value::as_str) {
            Some("messages") => self.level = Level::Messages,
            Some("verbose") => self.level = Level::Verbose,
            Some(_) => self.level = Level::Off,
            None => {}
        }
        if self.level == Level::Off {
            return None;
        }
        let name = match request.id() {
            Some(id) => format!("{} ({id})", request.method()),
            None => request.method().to_owned(),
        };
        let params = request.params().filter(|_| self.level == Level::Verbose).cloned();
        Some(Traced { outbox: self.outbox.clone(), name, params, began: Instant::now() })
    }
}

impl Traced {
    /// Tells that the message was handled.
    pub(super) fn end(self) {
        let message = format!("{}: handled in {:.1} ms", self.name, self.began.elapsed().as_secs_f64() * 1000.0);
        let told = match self.params {
            Some(params) => json!({"message": message, "verbose": params.to_string()}),
            None => json!({"message": message}),
        };
        self.outbox.notify("$/logTrace", told);
    }
}
