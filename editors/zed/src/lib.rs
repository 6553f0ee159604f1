//! Starts perspective-ls for Markdown: the program named in the settings, else the one on the PATH.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json, Command, LanguageServerId, Result, Worktree};

struct Perspectives;

impl zed::Extension for Perspectives {
    fn new() -> Self {
        Perspectives
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let named = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let path = named.as_ref().and_then(|binary| binary.path.clone()).or_else(|| worktree.which("perspective-ls"));
        let arguments = named.and_then(|binary| binary.arguments);
        Ok(Command {
            command: path.ok_or("perspective-ls is not on the PATH: install it, or set lsp.perspective-ls.binary.path")?,
            args: arguments.unwrap_or_else(|| vec!["server".to_owned()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.settings)
    }

    fn language_server_workspace_configuration(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| serde_json::json!({ "perspective": settings })))
    }
}

zed::register_extension!(Perspectives);
