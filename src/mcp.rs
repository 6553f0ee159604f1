//! The surface for agents: the Model Context Protocol over standard input and output. Tools are the commands of the
//! terminal and answer with the same JSON; personas, skeletons and rules are resources, the personas' commands prompts.

mod answer;
mod library;
mod progress;
mod roots;
mod server;
mod tools;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use rmcp::ServiceExt as _;

use server::Server;

/// Serves an agent on standard input and output until it closes its end. Files are read and written below the folders
/// that the client calls its roots; where it names none, below `folders`, and without any, below the working folder.
pub fn serve(folders: Vec<PathBuf>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return trouble(&error),
    };
    let ended = runtime.block_on(run(folders));
    // A read of standard input that still waits cannot be cancelled, and need not end.
    runtime.shutdown_background();
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => trouble(&error),
    }
}

async fn run(folders: Vec<PathBuf>) -> Result<(), Box<dyn std::error::Error>> {
    let service = match Server::new(folders)?.serve(rmcp::transport::stdio()).await {
        Ok(service) => service,
        // A client that leaves before it has said anything leaves nothing to do.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    service.waiting().await?;
    Ok(())
}

fn trouble(error: &dyn std::fmt::Display) -> ExitCode {
    let _ = writeln!(io::stderr(), "{}: the MCP server ended: {error}", env!("CARGO_PKG_NAME"));
    ExitCode::FAILURE
}
