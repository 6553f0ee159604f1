//! A command template of the Persona Kit as data.
//!
//! Nothing here depends on a line's place: each fact has an anchor of its own words, so that a template may be changed,
//! shortened, translated to an assistant's installed form or saved with other line breaks, and every fact that is left
//! is still read.

use std::sync::LazyLock;

use regex::Regex;

use super::identify::Head;
use super::{Area, Note, Part, Problem};
use crate::report::Severity;
use crate::syntax::{self, BlockKind, Syntax};
use crate::text::Span;

/// How many markers a document may have where a template does not say: what all templates of the kit say.
const LIMIT: usize = 3;

/// What a template cannot do without; anything else has a default that does no harm.
const ESSENTIAL: &[&str] = &["title", "limit of clarification markers", "order of clarifications", "checklist"];

/// What ends the title of a checklist, before its feature.
const CHECKLIST_TITLE: &str = "Quality Checklist";

static LIMIT_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\blimit\s*:[\s*_]*max(?:imum)?(?:\s+of)?\s+(\d{1,4})\b").expect("a valid pattern"));

static CHAIN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bprioriti[sz]e clarifications\b[*_]*(?P<impact>\s+by\s+impact)?[\s*_]*:[\s*_]*(?P<chain>[^\r\n]+(?:>\s*[\r\n]+[^\r\n]+)*)",
    )
    .expect("a valid pattern")
});

static CHECKLIST_FILE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"checklists[/\\]([\w .-]+?)\.md\b").expect("a valid pattern"));

static IMPLICATIONS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?im)^[\s>]*\|\s*option\s*\|\s*answer\s*\|\s*([^|\r\n]*[^|\s])\s*\|").expect("a valid pattern"));

static EXAMPLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^["“„](?P<text>.+?)["”]\s*(?:\((?P<why>.*)\)\s*)?\.?$"#).expect("a valid pattern"));

/// What a command template says.
#[derive(Debug, Default)]
pub(super) struct Template {
    pub(super) name: Option<String>,
    pub(super) description: String,
    pub(super) limit: usize,
    pub(super) chain: Vec<String>,
    pub(super) checklist_title: Option<String>,
    pub(super) file: Option<String>,
    /// The block that holds the checklist, without its fences.
    pub(super) checklist: String,
    /// Group and words of each item.
    pub(super) items: Vec<(String, String)>,
    pub(super) implications: String,
    pub(super) considerations: Vec<Area>,
    pub(super) areas: Vec<String>,
    pub(super) defaults: Vec<Note>,
    pub(super) good: Vec<Note>,
    pub(super) bad: Vec<Note>,
}

/// Reads the template `text`. What it does not say goes to `problems`.
pub(super) fn read(text: &str, problems: &mut Vec<Problem>) -> Template {
    let syntax = syntax::read(text);
    let mut reader = Reader { text, syntax: &syntax, problems };
    let (checklist, checklist_title, items) = reader.checklist();
    Template {
        name: reader.name(),
        description: reader.description(),
        limit: reader.limit(),
        chain: reader.chain(),
        checklist,
        checklist_title,
        file: reader.file(),
        items,
        implications: reader.implications(),
        considerations: reader.considerations(),
        areas: reader.list(&["common areas needing clarification"]),
        defaults: reader.list(&["examples of reasonable defaults"]).iter().map(|it| default(it)).collect(),
        good: reader.list(&["good examples"]).iter().map(|it| example(it)).collect(),
        bad: reader.list(&["bad examples", "poor examples"]).iter().map(|it| example(it)).collect(),
    }
}

/// The name of the persona in the title of its command: `<name> Persona Guidance Command`.
pub(super) fn name_of_title(title: &str) -> Option<&str> {
    let endings = [" Persona Guidance Command", " Persona Command", " Command Template"];
    endings.iter().find_map(|ending| title.strip_suffix(ending)).map(str::trim).filter(|name| !name.is_empty())
}

/// What tells whose a document is, of the built-in template `text` of the persona `id`: what [`read`] finds, by its plain
/// lines alone, so that a program that knows many personas reads none in vain. Its documents lie in folders below `folder`.
pub(super) fn head(id: &str, text: &str, folder: &'static str) -> Head {
    let titles = || text.lines().filter_map(|line| line.trim_start().strip_prefix("# "));
    let name = titles().find_map(name_of_title).unwrap_or(id);
    let file = text.split("checklists/").nth(1).and_then(|it| it.split(".md").next()).unwrap_or(id);
    let checklist = titles().filter_map(|it| it.split(':').next()).find(|it| it.contains(CHECKLIST_TITLE)).unwrap_or_default();
    let description = text.lines().find_map(|line| line.strip_prefix("description:")).unwrap_or_default().trim();
    Head {
        folder,
        description: description.to_owned(),
        id: id.to_owned(),
        name: name.to_owned(),
        file: file.to_owned(),
        checklist_title: checklist.to_owned(),
    }
}

struct Reader<'t, 'p> {
    text: &'t str,
    syntax: &'t Syntax,
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_, '_> {
    /// Reports that something is missing.
    fn missing(&mut self, severity: Severity, message: String) {
        self.problems.push(Problem { part: Part::Command, span: Span::at(0), severity, message });
    }

    /// `found`, reported as missing where there is none.
    fn want<T>(&mut self, found: Option<T>, what: &str, form: &str) -> Option<T> {
        if found.is_none() {
            let severity = if ESSENTIAL.contains(&what) { Severity::Error } else { Severity::Warning };
            self.missing(severity, format!("the command template has no {what}; write {form}"));
        }
        found
    }

    /// The words of each leaf block with its index.
    fn leaves(&self) -> impl Iterator<Item = (usize, &str)> {
        self.syntax.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_leaf()).map(|(at, block)| (at, block.content.of(self.text)))
    }

    fn name(&mut self) -> Option<String> {
        let title = self.leaves().find(|(at, _)| self.syntax.blocks[*at].kind == BlockKind::Heading(1)).map(|(_, words)| plain(words));
        let name = title.as_deref().and_then(name_of_title).map(str::to_owned);
        self.want(name, "title", "\"# <Name> Persona Guidance Command\"")
    }

    fn description(&mut self) -> String {
        let found = self.syntax.front_matter.as_ref().and_then(|it| it.get(self.text, "description")).filter(|it| !it.is_empty());
        self.want(found.map(str::to_owned), "description", "\"description: <one line>\" in the front matter").unwrap_or_default()
    }

    fn limit(&mut self) -> usize {
        let found = self.leaves().find_map(|(_, words)| LIMIT_LINE.captures(words)?[1].parse().ok());
        self.want(found, "limit of clarification markers", "\"LIMIT: Maximum <number> [NEEDS CLARIFICATION] markers total\"")
            .unwrap_or(LIMIT)
    }

    fn chain(&mut self) -> Vec<String> {
        let all: Vec<_> = self.leaves().filter_map(|(_, words)| CHAIN_LINE.captures(words)).collect();
        let line = all.iter().find(|it| it.name("impact").is_some()).or(all.first());
        let chain: Vec<String> = line
            .map(|it| it["chain"].split('>').map(|link| plain(link).trim_end_matches('.').to_owned()).filter(|it| !it.is_empty()).collect())
            .unwrap_or_default();
        let found = (!chain.is_empty()).then_some(chain);
        self.want(found, "order of clarifications", "\"Prioritize clarifications by impact: <first> > <second> > <third>\"")
            .unwrap_or_default()
    }

    fn file(&mut self) -> Option<String> {
        let found = CHECKLIST_FILE.captures(self.text).map(|it| it[1].trim().to_owned());
        self.want(found, "file for the checklist", "\"FEATURE_DIR/checklists/<name>.md\"")
    }

    fn implications(&mut self) -> String {
        let found = IMPLICATIONS.captures(self.text).map(|it| it[1].to_owned());
        self.want(found, "table for the answers to a question", "its head, \"| Option | Answer | <Persona> Implications |\"")
            .unwrap_or_default()
    }

    /// The checklist, which stands in a code block: the block, its title and its items.
    fn checklist(&mut self) -> (String, Option<String>, Vec<(String, String)>) {
        let codes = self.syntax.blocks.iter().filter(|block| block.kind == BlockKind::Code);
        let found = codes.map(|block| unfenced(self.text, block.span)).find_map(|block| match checklist(&block) {
            (None, _) => None,
            (title, items) => Some((block, title, items)),
        });
        let form = "a fenced block that begins with \"# <Name> Perspective Quality Checklist: [FEATURE NAME]\"";
        let (block, title, items) = self.want(found, "checklist", form).unwrap_or_default();
        if title.is_some() && items.is_empty() {
            self.missing(Severity::Error, "the checklist of the command template has no items; write \"- [ ] <item>\"".to_owned());
        }
        (block, title, items)
    }

    /// What stands below `## <Name> Persona Considerations`.
    fn considerations(&mut self) -> Vec<Area> {
        let blocks = &self.syntax.blocks;
        let start = self.leaves().find(|(at, words)| {
            matches!(blocks[*at].kind, BlockKind::Heading(_)) && plain(words).to_lowercase().ends_with("persona considerations")
        });
        let start = start.map(|(at, _)| at);
        let mut areas: Vec<Area> = Vec::new();
        for at in start.map_or(0..0, |start| start + 1..blocks.len()) {
            match blocks[at].kind {
                BlockKind::Heading(3) => areas.push(Area { title: plain(blocks[at].content.of(self.text)), points: Vec::new() }),
                BlockKind::Heading(1 | 2) => break,
                BlockKind::Item { .. } => areas.last_mut().into_iter().for_each(|area| area.points.extend(self.item(at))),
                _ => {}
            }
        }
        let found = (!areas.is_empty()).then_some(areas);
        self.want(found, "considerations", "\"## <Name> Persona Considerations\" with a heading of level 3 for each area")
            .unwrap_or_default()
    }

    /// The items of the list below the label or heading that begins with one of `labels`.
    fn list(&mut self, labels: &[&str]) -> Vec<String> {
        let blocks = &self.syntax.blocks;
        let label = self.leaves().find(|(_, words)| {
            let words = plain(words).to_lowercase();
            labels.iter().any(|label| words.starts_with(label))
        });
        let list = label.map(|(at, _)| at + 1).filter(|&at| blocks.get(at).is_some_and(|it| matches!(it.kind, BlockKind::List { .. })));
        let items: Vec<String> = list
            .map(|list| (list + 1..blocks.len()).filter(|&at| blocks[at].parent == Some(list)).filter_map(|at| self.item(at)).collect())
            .unwrap_or_default();
        let found = (!items.is_empty()).then_some(items);
        let (what, form) = (format!("list of {}", labels[0]), format!("\"**{}**:\" with a list below it", capital(labels[0])));
        self.want(found, &what, &form).unwrap_or_default()
    }

    /// The words of the list item at `at`, without what is nested in it.
    fn item(&self, at: usize) -> Option<String> {
        words_of_item(self.text, self.syntax, at)
    }
}

/// The first paragraph of the list item at `at`.
fn words_of_item(text: &str, syntax: &Syntax, at: usize) -> Option<String> {
    let leaf = syntax.blocks.get(at + 1).filter(|block| block.parent == Some(at) && block.kind == BlockKind::Paragraph)?;
    Some(plain(leaf.content.of(text))).filter(|words| !words.is_empty())
}

/// Title and items of a checklist; no title where `text` is none.
fn checklist(text: &str) -> (Option<String>, Vec<(String, String)>) {
    let none = (None, Vec::new());
    if !text.contains(CHECKLIST_TITLE) {
        return none;
    }
    let syntax = syntax::read(text);
    let mut headings = syntax.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let first = headings.next().map(|block| plain(block.content.of(text))).unwrap_or_default();
    let Some(at) = first.find(CHECKLIST_TITLE) else { return none };
    let title = first[..at + CHECKLIST_TITLE.len()].to_owned();
    let mut group = String::new();
    let mut items = Vec::new();
    for (at, block) in syntax.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(2..) => group = plain(block.content.of(text)),
            BlockKind::Item { task: Some(_), .. } => items.extend(words_of_item(text, &syntax, at).map(|words| (group.clone(), words))),
            _ => {}
        }
    }
    (Some(title), items)
}

/// The inside of the code block at `span` of `text`, without its fences and without the indentation that its list gives
/// it.
fn unfenced(text: &str, span: Span) -> String {
    let line = text[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indent = span.start - line;
    let mut lines: Vec<&str> = span.of(text).lines().collect();
    let fenced = |line: Option<&&str>| line.is_some_and(|it| ["```", "~~~"].iter().any(|fence| it.trim_start().starts_with(fence)));
    if fenced(lines.last()) && lines.len() > 1 {
        lines.pop();
    }
    if fenced(lines.first()) {
        lines.remove(0);
    }
    let dedent = |line: &str| {
        let blank = line.bytes().take(indent).take_while(|byte| *byte == b' ' || *byte == b'\t').count();
        line[blank..].to_owned() + "\n"
    };
    lines.into_iter().map(dedent).collect()
}

/// `Topic: words`.
fn default(item: &str) -> Note {
    match item.split_once(':') {
        Some((topic, words)) => Note { topic: topic.trim().to_owned(), words: words.trim().to_owned() },
        None => Note { topic: item.to_owned(), words: String::new() },
    }
}

/// `"example"`, or `"example" (why it is bad)`.
fn example(item: &str) -> Note {
    if let Some(found) = EXAMPLE.captures(item) {
        return Note { topic: found["text"].to_owned(), words: found.name("why").map_or(String::new(), |it| it.as_str().to_owned()) };
    }
    let bare = item.strip_suffix(')').and_then(|it| it.rsplit_once(" ("));
    let (topic, words) = bare.unwrap_or((item, ""));
    Note { topic: topic.trim().trim_matches('"').to_owned(), words: words.to_owned() }
}

/// `words` on one line without the marks of strong emphasis.
fn plain(words: &str) -> String {
    words.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `words` with its first letter as a capital.
fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
