//! What an assistant reads besides its slash commands: a guide to perspectives, and configurations that start this program
//! as its language server and its MCP server, each in the form that the assistant documents.

use super::agents::Agent;
use super::init::Piece;

/// What an assistant has to know, a section of Markdown.
const GUIDE: &str = include_str!("../../templates/kit/agents/guide.md");

/// Where assistants look for guides, whatever their maker (agents.md).
const AGENTS_FILE: &str = "AGENTS.md";

/// `mcpServers` with the kind of transport, as Claude Code and Copilot want it.
const MCP: &str = include_str!("../../templates/kit/agents/mcp.json");

/// The same without, for assistants that take the transport from the keys.
const MCP_PLAIN: &str = include_str!("../../templates/kit/agents/mcp-plain.json");

/// The marketplace, the plugin and the language server in it: Claude Code takes a language server from a plugin only.
const CLAUDE: &[(&str, &str)] = &[
    (".mcp.json", MCP),
    (".claude/settings.json", include_str!("../../templates/kit/agents/claude-settings.json")),
    (".claude/perspective-ls/.claude-plugin/marketplace.json", include_str!("../../templates/kit/agents/claude-marketplace.json")),
    (".claude/perspective-ls/plugin/.claude-plugin/plugin.json", include_str!("../../templates/kit/agents/claude-plugin.json")),
    (".claude/perspective-ls/plugin/.lsp.json", include_str!("../../templates/kit/agents/claude-lsp.json")),
];

/// Copilot in VS Code, and Copilot CLI.
const COPILOT: &[(&str, &str)] = &[
    (".mcp.json", MCP),
    (".vscode/mcp.json", include_str!("../../templates/kit/agents/vscode-mcp.json")),
    (".github/lsp.json", include_str!("../../templates/kit/agents/copilot-lsp.json")),
];

/// The files of `agent`, the guide first. Two assistants may name the same file, with the same text.
pub fn guides(agent: &Agent) -> Vec<Piece> {
    let piece = |path: &str, text: String| Piece { path: path.to_owned(), text, program: false };
    let mut pieces = vec![piece(AGENTS_FILE, GUIDE.to_owned())];
    match agent.name {
        // Claude Code reads its own file, which may take another in.
        "claude" => pieces.push(piece("CLAUDE.md", format!("@{AGENTS_FILE}\n"))),
        "copilot" => {
            let text = format!("---\napplyTo: \"personas/**/*.md\"\n---\n\n{GUIDE}");
            pieces.push(piece(".github/instructions/perspectives.instructions.md", text));
        }
        _ => {}
    }
    let settings: &[(&str, &str)] = match agent.name {
        "claude" => CLAUDE,
        "copilot" => COPILOT,
        "opencode" => &[("opencode.json", include_str!("../../templates/kit/agents/opencode.json"))],
        "cursor-agent" => &[(".cursor/mcp.json", MCP_PLAIN)],
        "kilocode" => &[(".kilocode/mcp.json", MCP_PLAIN)],
        "roo" => &[(".roo/mcp.json", MCP_PLAIN)],
        "q" => &[(".amazonq/mcp.json", MCP_PLAIN)],
        "gemini" => &[(".gemini/settings.json", MCP_PLAIN)],
        "qwen" => &[(".qwen/settings.json", MCP_PLAIN)],
        _ => &[],
    };
    pieces.extend(settings.iter().map(|(path, text)| piece(path, text.replace("{VERSION}", env!("CARGO_PKG_VERSION")))));
    pieces
}
