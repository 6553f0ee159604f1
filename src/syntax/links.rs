//! Where links lead: the destinations as they are written, and the anchors that headings can be reached by.

use pulldown_cmark::{Options, Parser};

use super::{BlockKind, MarkKind, Syntax};
use crate::text::Span;

impl Syntax {
    /// The destinations of all links and images of `text`, as they are written: those of inline links and those of link
    /// reference definitions, in order.
    pub fn destinations(&self, text: &str) -> Vec<Span> {
        let links = self.marks.iter().filter(|it| it.kind == MarkKind::Link);
        let mut found: Vec<Span> = links.filter_map(|mark| inline(mark.span.of(text), mark.span.start)).collect();
        if text.contains("]:") {
            let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS);
            let definitions = parser.reference_definitions().iter().map(|(_, it)| it.span.clone());
            found.extend(definitions.filter_map(|it| defined(&text[it.clone()], it.start)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The anchor of each heading, in order, with the block of the heading: what stands behind `#` in a link to it.
    ///
    /// As GitHub makes them: lower case, punctuation left out, spaces as hyphens, and `-1`, `-2` behind those that are
    /// there already.
    pub fn anchors(&self, text: &str) -> Vec<(usize, String)> {
        let mut anchors: Vec<(usize, String)> = Vec::new();
        for (at, block) in self.blocks.iter().enumerate().filter(|(_, it)| matches!(it.kind, BlockKind::Heading(_))) {
            let plain = anchor(block.content.of(text));
            let taken = |name: &str| anchors.iter().any(|(_, it)| it == name);
            let numbered = (1..).map(|number| format!("{plain}-{number}"));
            let name = std::iter::once(plain.clone()).chain(numbered).find(|it| !taken(it)).unwrap_or_default();
            anchors.push((at, name));
        }
        anchors
    }
}

/// The anchor of a heading with these words, were it the only one.
fn anchor(words: &str) -> String {
    let kept = |it: &char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_');
    words.trim().to_lowercase().chars().filter(kept).map(|it| if it == ' ' { '-' } else { it }).collect()
}

/// Where the destination of the inline link `source`, which starts at byte `at`, stands.
fn inline(source: &str, at: usize) -> Option<Span> {
    let open = source.rfind("](")? + 2;
    destination(source[open..].strip_suffix(')')?, at + open)
}

/// Where the destination of the link reference definition `source`, which starts at byte `at`, stands.
fn defined(source: &str, at: usize) -> Option<Span> {
    let open = source.find("]:")? + 2;
    destination(&source[open..], at + open)
}

/// Where the destination stands that `source`, which starts at byte `at`, begins with: in angle brackets or up to the
/// next space.
fn destination(source: &str, at: usize) -> Option<Span> {
    let inside = source.trim_start();
    let at = at + source.len() - inside.len();
    let (words, bracket) = match inside.strip_prefix('<') {
        Some(rest) => (rest.split('>').next()?, 1),
        None => (inside.split_whitespace().next()?, 0),
    };
    (!words.is_empty()).then(|| Span::new(at + bracket, at + bracket + words.len()))
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn destinations_stand_where_they_are_written() {
        let text =
            "# [a](b.md)\n\n![i](<c d.png> \"t\") `[no](x)` [r] [e]() <https://x.y>\n\n[r]: ../r.md#top 'title'\n\n```\n[f]: no\n```\n";
        let found: Vec<&str> = read(text).destinations(text).into_iter().map(|it| it.of(text)).collect();
        assert_eq!(found, ["b.md", "c d.png", "../r.md#top"]);
    }

    #[test]
    fn anchors_are_those_of_github() {
        let text = "# Customer Success: 🧭 Café & Co.\n\n## Later\n\n## Later\n\n## later_1 -x\n";
        let found: Vec<String> = read(text).anchors(text).into_iter().map(|(_, it)| it).collect();
        assert_eq!(found, ["customer-success--café--co", "later", "later-1", "later_1--x"]);
    }
}
