//! What a client may have executed by name (`workspace/executeCommand`).

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Command, WorkspaceEdit};

use super::worker::Worker;

/// Makes an edit that an action offers, for clients whose actions are commands.
const APPLY: &str = "perspective.apply";

/// The names of all commands.
pub(super) const ALL: &[&str] = &[APPLY];

/// The command that makes `edit`, called `title`.
pub(super) fn apply(title: &str, edit: &WorkspaceEdit) -> Command {
    let argument = json!({"label": title, "edit": edit});
    Command { title: title.to_owned(), command: APPLY.to_owned(), arguments: Some(vec![argument]) }
}

/// Arguments of [`APPLY`]: those of `workspace/applyEdit`.
#[derive(Deserialize)]
struct Apply {
    label: String,
    edit: WorkspaceEdit,
}

/// Executes the command called `name`.
pub(super) fn execute(worker: &mut Worker, name: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    match name {
        APPLY => {
            let Apply { label, edit } = argument(name, arguments)?;
            worker.apply(&label, edit);
            Ok(None)
        }
        _ => Err(wrong(format!("there is no command {name}: the commands are {}", ALL.join(", ")))),
    }
}

/// The one argument of the command called `name`.
fn argument<T: DeserializeOwned>(name: &str, arguments: Vec<Value>) -> Result<T> {
    let first = arguments.into_iter().next().unwrap_or(Value::Null);
    serde_json::from_value(first).map_err(|error| wrong(format!("{name} takes one object as its argument: {error}")))
}

/// An error about what the client sent.
pub(super) fn wrong(message: impl Into<String>) -> Error {
    Error { message: message.into().into(), ..Error::invalid_params("") }
}
