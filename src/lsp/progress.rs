//! Progress of work that takes a while, for a client that gave a token for it.

use serde_json::json;
use tower_lsp::ls_types::ProgressToken;

use super::outbox::Outbox;

/// The least steps between two reports: a client draws each.
const STEP: usize = 25;

/// The token that a request came with.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress(pub(super) Option<ProgressToken>);

impl Progress {
    /// Begins to report work called `title`.
    pub(super) fn begin(self, outbox: &Outbox, title: &str) -> Running {
        let running = Running { token: self.0, outbox: outbox.clone() };
        running.tell(&json!({"kind": "begin", "title": title, "percentage": 0}));
        running
    }
}

/// Work that is going on.
pub(super) struct Running {
    token: Option<ProgressToken>,
    outbox: Outbox,
}

impl Running {
    /// Tells that `done` of `total` are done, now and then.
    pub(super) fn report(&mut self, done: usize, total: usize) {
        if done > 0 && done.is_multiple_of(STEP) {
            let percentage = done * 100 / total.max(1);
            self.tell(&json!({"kind": "report", "message": format!("{done} of {total}"), "percentage": percentage}));
        }
    }

    /// Tells that it is done.
    pub(super) fn end(mut self) {
        self.tell_end();
    }

    /// The same where it may go on later, and nothing is told of that.
    pub(super) fn tell_end(&mut self) {
        self.tell(&json!({"kind": "end"}));
        self.token = None;
    }

    fn tell(&self, value: &serde_json::Value) {
        if let Some(token) = &self.token {
            self.outbox.notify("$/progress", json!({"token": token, "value": value}));
        }
    }
}
