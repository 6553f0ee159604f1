//! What goes to the client: whole frames, each with one write, by a thread that alone may wait for the client to read.

use std::io::Write;
use std::sync::mpsc;

use serde::Serialize;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::ls_types::{LogMessageParams, MessageType};

/// Room for the longest header, `Content-Length: <20 digits>\r\n\r\n`.
const HEADER: usize = 40;

enum Item {
    /// A frame from this byte on.
    Frame(Vec<u8>, usize),
    /// Asks to be told when everything before it is written.
    Flush(oneshot::Sender<()>),
}

/// Sends to the client. Never waits; cheap to clone.
#[derive(Clone)]
pub(super) struct Outbox(mpsc::Sender<Item>);

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: P,
}

#[derive(Serialize)]
struct Call<'a> {
    jsonrpc: &'static str,
    id: &'a str,
    method: &'a str,
    /// Left out where there are none: JSON-RPC knows no `null` here.
    #[serde(skip_serializing_if = "Value::is_null")]
    params: Value,
}

impl Outbox {
    /// Starts the thread that writes. `lost` is called once if the client no longer reads.
    pub(super) fn start(mut output: impl Write + Send + 'static, lost: impl FnOnce() + Send + 'static) -> Self {
        let (sender, items) = mpsc::channel();
        std::thread::spawn(move || {
            for item in items {
                let written = match item {
                    Item::Frame(frame, start) => output.write_all(&frame[start..]).and_then(|()| output.flush()),
                    Item::Flush(done) => {
                        let _ = done.send(());
                        Ok(())
                    }
                };
                if written.is_err() {
                    return lost();
                }
            }
        });
        Outbox(sender)
    }

    /// Sends a whole JSON-RPC message.
    pub(super) fn send(&self, message: &impl Serialize) {
        let mut frame = vec![0; HEADER];
        if serde_json::to_writer(&mut frame, message).is_err() {
            return;
        }
        let header = format!("Content-Length: {}\r\n\r\n", frame.len() - HEADER);
        let start = HEADER - header.len();
        frame[start..HEADER].copy_from_slice(header.as_bytes());
        // Nobody reads any more: the server is about to end.
        let _ = self.0.send(Item::Frame(frame, start));
    }

    /// Sends a notification.
    pub(super) fn notify(&self, method: &str, params: impl Serialize) {
        self.send(&Notification { jsonrpc: "2.0", method, params });
    }

    /// Sends a request whose answer nobody waits for. `id` must be used once only.
    pub(super) fn request(&self, id: &str, method: &str, params: impl Serialize) {
        let params = serde_json::to_value(params).unwrap_or_default();
        self.send(&Call { jsonrpc: "2.0", id, method, params });
    }

    /// Writes a line to the client's log.
    pub(super) fn log(&self, typ: MessageType, message: impl Into<String>) {
        self.notify("window/logMessage", LogMessageParams { typ, message: message.into() });
    }

    /// Resolves when everything sent so far is written, or never will be.
    pub(super) async fn flushed(&self) {
        let (done, written) = oneshot::channel();
        if self.0.send(Item::Flush(done)).is_ok() {
            let _ = written.await;
        }
    }
}
