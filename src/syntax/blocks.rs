//! pulldown-cmark's events as a flat list of blocks with spans.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::Syntax;
use crate::text::Span;

/// What a block is, in CommonMark's words (tables are GitHub's).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text; also the text of a tight list's item, which CommonMark leaves without a paragraph.
    Paragraph,
    /// A list; `ordered` where it is numbered.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// An item of a list.
    Item {
        /// Numbered.
        ordered: bool,
        /// Of a task list: whether it is ticked.
        task: Option<bool>,
    },
    /// A block quote.
    Quote,
    /// A code block, fenced or indented.
    Code,
    /// A block of HTML, comments among them.
    Html,
    /// A table.
    Table,
    /// A table's row of headings.
    TableHead,
    /// A row of a table's body.
    TableRow,
    /// A cell; its column from 0.
    TableCell(usize),
    /// A thematic break.
    Rule,
    /// The head block between `---` lines.
    FrontMatter,
}

impl BlockKind {
    /// Whether it holds inline text itself.
    pub fn is_leaf(self) -> bool {
        matches!(self, BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::TableCell(_))
    }
}

/// A block of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it, from its first mark to its last character, without the line break at its end.
    pub span: Span,
    /// A leaf's inline text without the marks around it (`#`, pipes, bullets); else the same as `span`.
    pub content: Span,
    /// Index of the block that contains it.
    pub parent: Option<usize>,
}

/// What an inline mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A code span with its backticks.
    Code,
    /// Strong emphasis with its asterisks.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Struck text.
    Strike,
    /// A link or an image, all of it.
    Link,
    /// Inline HTML, comments among them.
    Html,
}

/// An inline mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// All of it with its delimiters.
    pub span: Span,
}

/// The blocks, marks and prose of `text`.
pub(super) fn read(text: &str) -> Syntax {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader {
        text,
        blocks: Vec::new(),
        marks: Vec::new(),
        prose: text.bytes().map(|byte| if byte == b'\n' || byte == b'\r' { byte } else { b' ' }).collect(),
        open: Vec::new(),
        implied: None,
        hidden: 0,
        column: 0,
    };
    let start = front_matter(text);
    for (event, range) in Parser::new_ext(&text[..start], Options::ENABLE_YAML_STYLE_METADATA_BLOCKS).into_offset_iter() {
        reader.event(event, Span::new(range.start, range.end));
    }
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.event(event, Span::new(range.start + start, range.end + start));
    }
    reader.close_implied();
    Syntax { blocks: reader.blocks, marks: reader.marks, prose: String::from_utf8(reader.prose).unwrap_or_default(), ..Syntax::default() }
}

/// Where the front matter of `text` ends; 0 where it has none. Elsewhere than at the head of a document, lines of hyphens
/// are rules and headings.
fn front_matter(text: &str) -> usize {
    if !text.starts_with("---") {
        return 0;
    }
    let mut end = 0;
    let mut lines = text.split_inclusive('\n').inspect(|line| end += line.len());
    let closed = lines.by_ref().skip(1).any(|line| matches!(line.trim_end(), "---" | "..."));
    let first = Parser::new_ext(&text[..end], Options::ENABLE_YAML_STYLE_METADATA_BLOCKS).next();
    if closed && matches!(first, Some(Event::Start(Tag::MetadataBlock(_)))) { end } else { 0 }
}

struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    prose: Vec<u8>,
    /// Blocks that have begun and not ended.
    open: Vec<usize>,
    /// The paragraph made for the bare text of a tight list's item.
    implied: Option<usize>,
    /// How many marks are open whose text is not prose.
    hidden: usize,
    column: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) => {
                // The backslash of an escape is inline text too, though the event leaves it out.
                let escaped = self.text[..span.start].ends_with('\\');
                self.inline(Span::new(span.start - usize::from(escaped), span.end));
                if self.hidden == 0 && self.open.iter().all(|&at| self.blocks[at].kind.is_prose()) {
                    self.prose[span.start..span.end].copy_from_slice(&self.text.as_bytes()[span.start..span.end]);
                }
            }
            Event::Code(_) => self.mark(MarkKind::Code, span),
            Event::InlineHtml(_) => self.mark(MarkKind::Html, span),
            Event::SoftBreak | Event::HardBreak => self.inline(span),
            Event::TaskListMarker(done) => {
                if let Some(&item) = self.open.iter().rev().find(|&&at| matches!(self.blocks[at].kind, BlockKind::Item { .. }))
                    && let BlockKind::Item { task, .. } = &mut self.blocks[item].kind
                {
                    *task = Some(done);
                }
            }
            Event::Rule => {
                self.close_implied();
                self.push(BlockKind::Rule, span);
                self.open.pop();
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, span: Span) {
        let kind = match tag {
            Tag::Paragraph => BlockKind::Paragraph,
            Tag::Heading { level, .. } => BlockKind::Heading(level as u8),
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::CodeBlock(_) => BlockKind::Code,
            Tag::HtmlBlock => BlockKind::Html,
            Tag::List(first) => BlockKind::List { ordered: first.is_some() },
            Tag::Item => {
                let list = self.open.last().map(|&at| self.blocks[at].kind);
                BlockKind::Item { ordered: list == Some(BlockKind::List { ordered: true }), task: None }
            }
            Tag::Table(_) => BlockKind::Table,
            Tag::TableHead => {
                self.column = 0;
                BlockKind::TableHead
            }
            Tag::TableRow => {
                self.column = 0;
                BlockKind::TableRow
            }
            Tag::TableCell => {
                self.column += 1;
                BlockKind::TableCell(self.column - 1)
            }
            Tag::MetadataBlock(_) => BlockKind::FrontMatter,
            Tag::Emphasis => return self.mark(MarkKind::Emphasis, span),
            Tag::Strong => return self.mark(MarkKind::Strong, span),
            Tag::Strikethrough => {
                self.hidden += 1;
                return self.mark(MarkKind::Strike, span);
            }
            Tag::Link { link_type, .. } => {
                self.hidden += usize::from(matches!(link_type, LinkType::Autolink | LinkType::Email));
                return self.mark(MarkKind::Link, span);
            }
            Tag::Image { .. } => return self.mark(MarkKind::Link, span),
            _ => return,
        };
        self.close_implied();
        self.push(kind, span);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Image => {}
            TagEnd::Strikethrough => self.hidden -= 1,
            TagEnd::Link => {
                // An autolink is the only link whose text is hidden; nothing else is open inside one.
                let last = self.marks.iter().rev().find(|mark| mark.kind == MarkKind::Link);
                if self.hidden > 0 && last.is_some_and(|mark| mark.span.of(self.text).starts_with('<')) {
                    self.hidden -= 1;
                }
            }
            _ => {
                self.close_implied();
                self.open.pop();
            }
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        let span = Span::new(span.start, span.start + span.of(self.text).trim_end_matches(['\n', '\r']).len());
        // A leaf's content grows with its inline text.
        let content = if kind.is_leaf() { Span::at(span.start) } else { span };
        self.blocks.push(Block { kind, span, content, parent: self.open.last().copied() });
        self.open.push(self.blocks.len() - 1);
    }

    fn mark(&mut self, kind: MarkKind, span: Span) {
        self.inline(span);
        self.marks.push(Mark { kind, span });
    }

    /// Notes inline text at `span`, opening a paragraph for it where the innermost block is none.
    fn inline(&mut self, span: Span) {
        let Some(&top) = self.open.last() else { return };
        if matches!(self.blocks[top].kind, BlockKind::Item { .. } | BlockKind::Quote) && self.implied.is_none() {
            self.push(BlockKind::Paragraph, span);
            self.implied = self.open.last().copied();
        }
        let top = *self.open.last().unwrap_or(&top);
        let block = &mut self.blocks[top];
        if block.kind.is_leaf() && !span.of(self.text).trim().is_empty() {
            block.content = if block.content.is_empty() { span } else { block.content.join(span) };
            if self.implied == Some(top) {
                block.span = block.span.join(span);
            }
        }
    }

    fn close_implied(&mut self) {
        if self.implied.take().is_some() {
            self.open.pop();
        }
    }
}

impl BlockKind {
    /// Whether text in it is prose at all.
    fn is_prose(self) -> bool {
        !matches!(self, BlockKind::Code | BlockKind::Html | BlockKind::FrontMatter)
    }
}
