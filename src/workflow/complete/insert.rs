//! What a suggestion writes: text, and places that the writer goes through.

/// A part of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that stays.
    Text(String),
    /// Text that is to be replaced.
    Stop(String),
}

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insert(pub Vec<Piece>);

impl Insert {
    /// Text without places to fill in.
    pub fn text(text: &str) -> Self {
        Insert(vec![Piece::Text(text.to_owned())])
    }

    /// `words` with each prompt in square brackets as a place to fill in. The brackets stay, so that what nobody fills in
    /// is still known as a placeholder.
    pub fn prompts(words: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = words;
        while let Some((start, end)) = rest.find('[').and_then(|start| Some((start, start + rest[start..].find(']')? + 1))) {
            pieces.push(Piece::Text(rest[..start].to_owned()));
            pieces.push(Piece::Stop(rest[start..end].to_owned()));
            rest = &rest[end..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|it| *it != Piece::Text(String::new()));
        Insert(pieces)
    }

    /// Plain text.
    pub fn plain(&self) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Stop(text) => text.clone(),
        };
        self.0.iter().map(text).collect()
    }

    /// A snippet in the syntax of LSP: each place a tab stop with its text as placeholder.
    pub fn snippet(&self) -> String {
        let escaped = |text: &str| text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        let mut stops = 0;
        let mut part = |piece: &Piece| match piece {
            Piece::Text(text) => escaped(text),
            Piece::Stop(text) => {
                stops += 1;
                format!("${{{stops}:{}}}", escaped(text))
            }
        };
        self.0.iter().map(&mut part).collect()
    }

    /// Whether there is something to fill in.
    pub fn has_stops(&self) -> bool {
        self.0.iter().any(|it| matches!(it, Piece::Stop(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_become_tab_stops() {
        let insert = Insert::prompts("- [Verb and object] for $5 \\ {x}, by [date]");
        assert_eq!(insert.plain(), "- [Verb and object] for $5 \\ {x}, by [date]");
        assert_eq!(insert.snippet(), "- ${1:[Verb and object]} for \\$5 \\\\ {x\\}, by ${2:[date]}");
        assert!(insert.has_stops());
        assert_eq!(Insert::prompts("no [end").0, [Piece::Text("no [end".into())]);
        assert!(!Insert::text("[x]").has_stops());
    }
}
