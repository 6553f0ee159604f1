//! The assistants for which slash commands are installed, and where.

/// How an assistant's slash commands are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown: `personakit.<id>.md`.
    Markdown,
    /// Markdown, called a prompt: `personakit.<id>.prompt.md`.
    Prompt,
    /// TOML with the whole Markdown in its key `prompt`: `personakit.<id>.toml`.
    Toml,
}

impl Form {
    /// What follows the command's name.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Markdown => ".md",
            Form::Prompt => ".prompt.md",
            Form::Toml => ".toml",
        }
    }
}

/// An assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Its name in the Persona Kit.
    pub name: &'static str,
    /// The folder of its slash commands, below the repository's root, with `/`.
    pub folder: &'static str,
    /// How they are written.
    pub form: Form,
}

/// All that the Persona Kit knows, in its order; of two that have a command for the same persona the first counts.
pub const AGENTS: &[Agent] = &[
    Agent { name: "claude", folder: ".claude/commands", form: Form::Markdown },
    Agent { name: "copilot", folder: ".github/prompts", form: Form::Prompt },
    Agent { name: "cursor-agent", folder: ".cursor/commands", form: Form::Markdown },
    Agent { name: "opencode", folder: ".opencode/command", form: Form::Markdown },
    Agent { name: "windsurf", folder: ".windsurf/workflows", form: Form::Markdown },
    Agent { name: "kilocode", folder: ".kilocode/workflows", form: Form::Markdown },
    Agent { name: "codex", folder: ".codex/prompts", form: Form::Markdown },
    Agent { name: "q", folder: ".amazonq/prompts", form: Form::Markdown },
    Agent { name: "auggie", folder: ".augment/commands", form: Form::Markdown },
    Agent { name: "roo", folder: ".roo/commands", form: Form::Markdown },
    Agent { name: "codebuddy", folder: ".codebuddy/commands", form: Form::Markdown },
    Agent { name: "gemini", folder: ".gemini/commands", form: Form::Toml },
    Agent { name: "qwen", folder: ".qwen/commands", form: Form::Toml },
];
