//! Code blocks in guidance: each is one instruction on how to build (GUIDELINE, ruling 8).

use super::super::{Perspective, Source};
use super::{Leak, LeakKind};
use crate::syntax::{Block, BlockKind};

/// A code block is a fact.
pub(super) const CONFIDENCE: u8 = 99;

/// Info strings of blocks that hold prose, a quotation or a drawing.
const PROSE: &[&str] = &["text", "txt", "plain", "plaintext", "markdown", "md", "email", "mail", "quote", "mermaid", "ascii"];

/// Characters that prose does without.
const CODE: &[&str] =
    &["{", "}", "();", "=>", "==", "!=", "</", "/>", "&&", "||", "::", "$(", "#!/", "();", ";\n", "SELECT ", "= \"", "--"];

/// Those of `blocks` that are code in guidance.
pub(super) fn read(source: Source, perspective: &Perspective, blocks: &[Block]) -> Vec<Leak> {
    let blocks = blocks.iter().filter(|block| block.kind == BlockKind::Code);
    blocks
        .filter(|block| perspective.role_at(block.span.start).is_guidance() && is_code(block.span.of(source.text)))
        .map(|block| Leak { guidance: true, addressed: true, ..Leak::new(block.span, LeakKind::Instruction, CONFIDENCE) })
        .collect()
}

/// Whether the block `source` is code, not a letter or a script for a call that is set off by a fence.
fn is_code(source: &str) -> bool {
    let first = source.lines().next().unwrap_or_default().trim_start_matches(['`', '~', ' ']);
    let fenced = source.trim_start().starts_with(['`', '~']);
    let info = first.split_whitespace().next().unwrap_or_default().to_lowercase();
    if fenced && PROSE.contains(&info.as_str()) {
        return false;
    }
    let named = fenced && !info.is_empty();
    let body = if fenced { source.split_once('\n').map_or("", |(_, rest)| rest) } else { source };
    named || CODE.iter().any(|it| body.contains(it)) || body.lines().any(is_command)
}

/// Whether `line` is a command for a shell.
fn is_command(line: &str) -> bool {
    const COMMANDS: &[&str] =
        &["$", "curl", "npm", "git", "docker", "kubectl", "pip", "sudo", "ssh", "cd", "make", "cargo", "yarn", "python", "psql", "wget"];
    let mut words = line.split_whitespace();
    words.next().is_some_and(|it| COMMANDS.contains(&it)) && words.next().is_some()
}
