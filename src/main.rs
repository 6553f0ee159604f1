//! The program: dispatches to a surface.

use std::process::ExitCode;

fn main() -> ExitCode {
    match perspective_ls::cli::run() {
        perspective_ls::cli::Outcome::Exit(code) => code,
        perspective_ls::cli::Outcome::Serve => perspective_ls::lsp::serve(),
        perspective_ls::cli::Outcome::Mcp(folders) => perspective_ls::mcp::serve(folders),
    }
}
