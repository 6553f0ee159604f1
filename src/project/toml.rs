//! A slash command in TOML: the Markdown in its key `prompt`.

use toml::de::{DeTable, DeValue};

use crate::text::Span;

/// The Markdown of a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    /// The Markdown.
    pub(super) text: String,
    /// Where it begins in the file.
    start: usize,
}

/// The prompt of a command file in TOML.
///
/// # Errors
/// Text that is no TOML, and TOML without a prompt: where, and what is wrong.
pub(super) fn prompt(source: &str) -> Result<Prompt, (Span, String)> {
    let table = DeTable::parse(source).map_err(|error| {
        let span = error.span().map_or(Span::at(0), |range| Span::new(range.start, range.end));
        let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        (span, format!("the command cannot be read: {message}"))
    })?;
    let missing = || (Span::at(0), "the command has no prompt; write prompt = \"\"\"...\"\"\" with the command template in it".to_owned());
    let prompt = table.get_ref().get("prompt").ok_or_else(missing)?;
    let DeValue::String(text) = prompt.get_ref() else { return Err(missing()) };
    // The quotation marks, and the line break right behind them, are no part of the text.
    let inside = source[prompt.span().start..].trim_start_matches(['"', '\'']);
    let inside = inside.strip_prefix("\r\n").or_else(|| inside.strip_prefix('\n')).unwrap_or(inside);
    Ok(Prompt { text: text.to_string(), start: source.len() - inside.len() })
}

impl Prompt {
    /// Where `span` of the prompt stands in the file `source`, to the line: characters that are escaped in the file move
    /// what follows them on their line.
    pub(super) fn place(&self, source: &str, span: Span) -> Span {
        let before = &self.text[..span.start.min(self.text.len())];
        let line = before.matches('\n').count();
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        let inside = &source[self.start..];
        let start = if line == 0 { 0 } else { inside.match_indices('\n').nth(line - 1).map_or(inside.len(), |(at, _)| at + 1) };
        Span::at(crate::text::floor_boundary(source, self.start + start + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_knows_its_place() {
        let source = "description = \"x\"\nprompt = \"\"\"\n# Title\n\ntext\n\"\"\"\n";
        let prompt = prompt(source).expect("it has one");
        assert_eq!(prompt.text, "# Title\n\ntext\n");
        let at = prompt.text.find("text").expect("it is there");
        assert_eq!(prompt.place(source, Span::at(at)).start, source.find("text").expect("it is there"));
        assert_eq!(prompt.place(source, Span::at(0)).start, source.find("# Title").expect("it is there"));
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        assert_eq!(prompt("description = \"say \"hi\"\"\n").expect_err("no TOML").0.start, 20);
        assert!(prompt("description = \"x\"\n").expect_err("no prompt").1.contains("has no prompt"));
        assert!(prompt("prompt = 3\n").is_err());
    }
}
