//! What a tool answers: an object by its schema, or what is wrong, in words that the agent's model reads.

use rmcp::model::{CallToolResult, ContentBlock};
use serde::Serialize;

use crate::disk::Failure;
use crate::project::{Refusal, Refused};

/// Why a tool did nothing: one line, or several, each of which stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusing(pub(super) String);

impl From<String> for Refusing {
    fn from(message: String) -> Self {
        Refusing(message)
    }
}

impl From<Failure> for Refusing {
    fn from(failure: Failure) -> Self {
        Refusing(format!("{}: {}", failure.path.display(), failure.message))
    }
}

impl From<Refused> for Refusing {
    fn from(refused: Refused) -> Self {
        Refusing(refused.to_string())
    }
}

impl From<Refusal> for Refusing {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Failed(failure) => failure.into(),
            Refusal::Problems(problems) => {
                let lines: Vec<String> = problems.iter().map(|it| format!("{}: {}", it.code, it.message)).collect();
                Refusing(lines.join("\n") + "\nNothing was written.")
            }
        }
    }
}

/// An object, and the same as text for clients that know no other; there its fields stand in the terminal's order.
pub(super) struct Told {
    object: serde_json::Value,
    text: String,
}

/// `value` as an answer.
pub(super) fn told(value: &impl Serialize) -> Result<Told, Refusing> {
    let written = serde_json::to_value(value).and_then(|object| Ok(Told { object, text: serde_json::to_string(value)? }));
    written.map_err(|error| Refusing(format!("the answer cannot be written: {error}")))
}

/// Runs `work` on a thread for such, since a check computes and waits for files.
pub(super) async fn answer(work: impl FnOnce() -> Result<Told, Refusing> + Send + 'static) -> CallToolResult {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Told { object, text })) => {
            let mut result = CallToolResult::structured(object);
            result.content = vec![ContentBlock::text(text)];
            result
        }
        Ok(Err(Refusing(message))) => refused(message),
        Err(_) => refused("the program has a fault here and did nothing; please report what was asked".to_owned()),
    }
}

fn refused(message: String) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(message)])
}
