//! How far a tool is, for a client that asked to be told.

use std::sync::atomic::{AtomicUsize, Ordering};

use rmcp::RoleServer;
use rmcp::model::ProgressNotificationParam;
use rmcp::service::RequestContext;
use tokio::sync::mpsc;

/// How many times a client is told, at most, on the way.
const STEPS: usize = 50;

/// Counts what is done and passes it on.
pub(super) struct Progress {
    done: AtomicUsize,
    /// Nobody listens where the client did not ask.
    sender: Option<mpsc::UnboundedSender<(usize, usize)>>,
}

impl Progress {
    /// Tells the client of `context` as work goes on.
    pub(super) fn new(context: &RequestContext<RoleServer>) -> Self {
        let sender = context.meta.get_progress_token().map(|token| {
            let (sender, mut steps) = mpsc::unbounded_channel::<(usize, usize)>();
            let client = context.peer.clone();
            tokio::spawn(async move {
                while let Some((done, total)) = steps.recv().await {
                    let told = ProgressNotificationParam::new(token.clone(), done as f64).with_total(total as f64);
                    let told = told.with_message(format!("{done} of {total} files"));
                    if client.notify_progress(told).await.is_err() {
                        return;
                    }
                }
            });
            sender
        });
        Progress { done: AtomicUsize::new(0), sender }
    }

    /// One more of `total` is done.
    pub(super) fn tick(&self, total: usize) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let due = done == total || done.is_multiple_of((total / STEPS).max(1));
        if let Some(sender) = self.sender.as_ref().filter(|_| due) {
            // A client that has gone needs to be told nothing.
            let _ = sender.send((done, total));
        }
    }
}
