//! What may be written at a place of a perspective: sections that are missing, markers, shapes of entries, codes,
//! personas. What is offered comes from the persona's own texts.

use crate::check::Checked;
use crate::model::{Recommendation, Section};
use crate::persona::{Persona, Personas, Role};
use crate::rules::RULES;
use crate::syntax::BlockKind;
use crate::text::{Span, Text};

mod insert;

pub use insert::{Insert, Piece};

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A section of the skeleton.
    Section,
    /// A clarification marker, or a part of one.
    Marker,
    /// The form of an entry, or a part of one.
    Shape,
    /// A key of the front matter or of the settings.
    Key,
    /// A value.
    Value,
    /// A rule's code.
    Code,
}

/// What explains a suggestion; long texts are named, not carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing more than its detail.
    Nothing,
    /// The page of the rule.
    Rule(&'static str),
    /// Words, as Markdown.
    Words(String),
}

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// A few words on it.
    pub detail: String,
    /// What explains it.
    pub about: About,
    /// What it replaces: what was typed of it.
    pub span: Span,
    /// What is written.
    pub insert: Insert,
}

impl Suggestion {
    pub(super) fn new(kind: Kind, label: impl Into<String>, span: Span, insert: Insert) -> Self {
        Suggestion { label: label.into(), kind, detail: String::new(), about: About::Nothing, span, insert }
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(super) fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }
}

/// What may be written at `offset`, the likeliest first.
pub fn complete(checked: &Checked, personas: &Personas, offset: usize) -> Vec<Suggestion> {
    let place = Place::new(checked, offset);
    if let Some(matter) = &checked.syntax.front_matter
        && matter.span.touches(Span::at(offset))
        && place.line > matter.span.start
    {
        return place.front_matter(personas);
    }
    if place.in_code() {
        return Vec::new();
    }
    let found = place.comment().or_else(|| place.bracket()).or_else(|| place.heading()).or_else(|| place.row());
    found.or_else(|| place.entry()).or_else(|| place.blank()).unwrap_or_else(|| place.word())
}

/// What may be written at `offset` of a document that is nobody's yet: behind `persona:` in its front matter, the personas.
pub fn complete_other(text: &Text, personas: &Personas, offset: usize) -> Vec<Suggestion> {
    let (source, lines) = (text.as_str(), text.lines());
    let number = lines.line_of(offset);
    let line = |at: usize| lines.line(source, at).trim_end();
    let inside = number > 0 && line(0) == "---" && (1..=number).all(|at| line(at) != "---");
    let start = lines.start(source, number);
    let value = source.get(start..offset).and_then(|it| it.strip_prefix("persona:")).filter(|_| inside);
    value.map_or_else(Vec::new, |it| ids(personas, Span::new(offset - it.trim_start().len(), offset)))
}

/// The ids of personas, in place of `span`.
fn ids(personas: &Personas, span: Span) -> Vec<Suggestion> {
    let suggest = |(id, name, description): (&str, &str, &str)| {
        Suggestion::new(Kind::Value, id, span, Insert::text(id)).detail(name).about(About::Words(description.to_owned()))
    };
    personas.summaries().map(suggest).collect()
}

/// Where something is written.
struct Place<'c> {
    checked: &'c Checked,
    offset: usize,
    /// First byte of the line.
    line: usize,
    /// The line up to the place, and from there.
    before: &'c str,
    after: &'c str,
}

impl<'c> Place<'c> {
    fn new(checked: &'c Checked, offset: usize) -> Self {
        let (text, lines) = (checked.text.as_str(), checked.text.lines());
        let number = lines.line_of(offset);
        let (line, whole) = (lines.start(text, number), lines.line(text, number));
        let offset = offset.clamp(line, line + whole.len());
        Place { checked, offset, line, before: &whole[..offset - line], after: &whole[offset - line..] }
    }

    fn persona(&self) -> &'c Persona {
        &self.checked.persona
    }

    /// From `start` bytes into the line up to the place.
    fn typed(&self, start: usize) -> Span {
        Span::new(self.line + start, self.offset)
    }

    fn in_code(&self) -> bool {
        self.checked.syntax.blocks.iter().any(|it| it.kind == BlockKind::Code && it.span.contains(self.offset))
    }

    /// The section of level 2 that holds the place.
    fn section(&self) -> Option<&'c Section> {
        self.checked.perspective.sections.iter().rev().find(|it| it.level == 2 && it.heading.start < self.offset.max(1))
    }

    fn front_matter(&self, personas: &Personas) -> Vec<Suggestion> {
        match self.before.split_once(':') {
            Some(("persona", value)) => {
                let start = self.before.len() - value.trim_start().len();
                ids(personas, self.typed(start))
            }
            Some(_) => Vec::new(),
            None => {
                let insert = Insert(vec![Piece::Text("persona: ".into()), Piece::Stop(self.persona().id.clone())]);
                let about = "Whose perspective the document is; comes before its name and its title.";
                vec![Suggestion::new(Kind::Key, "persona", self.typed(0), insert).about(About::Words(about.into()))]
            }
        }
    }

    /// Inside a comment: the form of one that allows findings, or the codes.
    fn comment(&self) -> Option<Vec<Suggestion>> {
        let open = self.before.rfind("<!--").filter(|&at| !self.before[at..].contains("-->"))?;
        let words = &self.before[open + 4..];
        let allows = words.trim_start().strip_prefix("perspective:").and_then(|it| it.trim_start().strip_prefix("allow"));
        let Some(rest) = allows.filter(|it| it.starts_with([' ', ','])) else {
            let close = if self.after.trim_start().starts_with("-->") { "" } else { " -->" };
            let insert = Insert(vec![
                Piece::Text("<!-- perspective: allow ".into()),
                Piece::Stop("code".into()),
                Piece::Text(" -- ".into()),
                Piece::Stop("reason".into()),
                Piece::Text(close.into()),
            ]);
            let about = "Allows findings of a code in the next block; the reason is required.";
            let form = Suggestion::new(Kind::Shape, "perspective: allow", self.typed(open), insert);
            return Some(vec![form.detail("allow a finding here").about(About::Words(about.into()))]);
        };
        if rest.contains("--") {
            return Some(Vec::new());
        }
        let start = self.before.len() - rest.rsplit([' ', ',']).next().unwrap_or_default().len();
        let found_here = |code: &str| self.checked.report.findings.iter().any(|it| it.code == code && it.span.start >= self.offset);
        let mut codes: Vec<Suggestion> = RULES
            .iter()
            .map(|rule| {
                Suggestion::new(Kind::Code, rule.name, self.typed(start), Insert::text(rule.name))
                    .detail(rule.summary)
                    .about(About::Rule(rule.name))
            })
            .collect();
        codes.sort_by_key(|it| !found_here(&it.label));
        Some(codes)
    }

    /// Behind an open square bracket: markers, or the impact of one.
    fn bracket(&self) -> Option<Vec<Suggestion>> {
        let open = self.before.rfind('[').filter(|&at| !self.before[at..].contains(']'))?;
        let inner = self.before[open + 1..].to_uppercase();
        if let Some(given) = inner.strip_prefix("NEEDS CLARIFICATION(").filter(|it| !it.contains(')')) {
            let start = self.before.len() - given.rsplit('=').next().unwrap_or_default().trim_start().len();
            let start = if given.contains('=') { start } else { self.before.len() - given.len() };
            let key = if given.contains('=') { "" } else { "impact=" };
            let impacts = self.persona().chain.iter().map(String::as_str).chain(["other"]);
            let suggest = |(rank, impact): (usize, &str)| {
                Suggestion::new(Kind::Value, impact, self.typed(start), Insert::text(&format!("{key}{impact}")))
                    .detail(format!("impact {}", rank + 1))
            };
            return Some(impacts.enumerate().map(suggest).collect());
        }
        "NEEDS CLARIFICATION".starts_with(&inner).then(|| self.markers(open))
    }

    /// The forms of a marker, in place of what was typed from `start` bytes into the line.
    fn markers(&self, start: usize) -> Vec<Suggestion> {
        // Editors close a bracket as it is opened.
        let close = usize::from(self.after.starts_with(']') && self.before[start..].starts_with('['));
        let span = Span::new(self.line + start, self.offset + close);
        let form = |given: &str| {
            Insert(vec![
                Piece::Text(format!("[NEEDS CLARIFICATION{given}: ")),
                Piece::Stop("specific question".into()),
                Piece::Text("]".into()),
            ])
        };
        let open = self.checked.perspective.markers.len();
        let mut found = vec![
            Suggestion::new(Kind::Marker, "[NEEDS CLARIFICATION: ...]", span, form(""))
                .detail(format!("an open question; {open} of {} used", self.checked.limit)),
        ];
        found.extend(self.persona().chain.iter().map(|impact| {
            let given = format!("(impact={impact})");
            let label = format!("[NEEDS CLARIFICATION{given}: ...]");
            Suggestion::new(Kind::Marker, label, span, form(&given)).detail(format!("an open question with impact {impact}"))
        }));
        found
    }

    /// Behind `#` or `##`: the sections that are missing.
    fn heading(&self) -> Option<Vec<Suggestion>> {
        let level = self.before.bytes().take_while(|it| *it == b'#').count();
        let is_heading = level > 0 && (self.before.len() == level || self.before[level..].starts_with(' '));
        is_heading.then(|| if level <= 2 { self.sections(self.typed(0)) } else { Vec::new() })
    }

    /// The sections that are missing, those that belong here first.
    fn sections(&self, span: Span) -> Vec<Suggestion> {
        let present = &self.checked.perspective.sections;
        let before = present.iter().rev().find(|it| it.heading.end <= self.line && it.kind.is_some()).and_then(|it| it.kind);
        let after = present.iter().find(|it| it.heading.start > self.offset && it.kind.is_some()).and_then(|it| it.kind);
        let belongs = |kind: usize| before.is_none_or(|it| it < kind) && after.is_none_or(|it| kind < it);
        let missing = self.persona().sections.iter().enumerate().filter(|(kind, _)| self.checked.perspective.section(*kind).is_none());
        let mut sections: Vec<(bool, Suggestion)> = missing
            .map(|(kind, section)| {
                let words = format!("## {}\n\n{}\n", section.title, section.body.trim());
                let insert = Insert::prompts(&words.replace('\n', self.checked.text.line_break()));
                let duty = if section.mandatory { "mandatory section" } else { "optional section" };
                let suggestion = Suggestion::new(Kind::Section, &section.title, span, insert).detail(duty);
                (!belongs(kind), suggestion.about(About::Words(section.body.trim().to_owned())))
            })
            .collect();
        sections.sort_by_key(|(elsewhere, _)| *elsewhere);
        sections.into_iter().map(|(_, it)| it).collect()
    }

    /// At the start of a table's row: a row with as many cells as the head.
    fn row(&self) -> Option<Vec<Suggestion>> {
        let bare = self.before.trim_start();
        let is_start = (bare.is_empty() || bare.trim_end() == "|") && self.after.trim().is_empty();
        if !is_start {
            return None;
        }
        let blocks = &self.checked.syntax.blocks;
        let near = |it: &crate::syntax::Block| it.kind == BlockKind::Table && it.span.start < self.line && it.span.end + 2 >= self.line;
        let table = blocks.iter().position(near)?;
        let head = |it: &&crate::syntax::Block| {
            matches!(it.kind, BlockKind::TableCell(_))
                && it.parent.is_some_and(|row| blocks[row].kind == BlockKind::TableHead && blocks[row].parent == Some(table))
        };
        let cells: Vec<String> = blocks
            .iter()
            .filter(head)
            .map(|it| format!("[{}]", self.checked.text.slice(it.content).trim().replace(['[', ']'], "")))
            .collect();
        let insert = Insert::prompts(&format!("| {} |", cells.join(" | ")));
        let span = self.typed(self.before.len() - bare.len());
        Some(vec![Suggestion::new(Kind::Shape, "| row |", span, insert).detail("a row of this table")])
    }

    /// In an entry of a list: the shapes that the skeleton has for the section, or what a recommendation lacks.
    fn entry(&self) -> Option<Vec<Suggestion>> {
        let bare = self.before.trim_start();
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        let mark = match bare[digits..].bytes().next() {
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return None,
        };
        let words = bare[mark..].strip_prefix(' ')?;
        if words.trim().is_empty() {
            let shapes = self.shapes("", self.typed(self.before.len() - words.trim_start().len()));
            return Some(shapes.into_iter().chain(self.markers(self.before.len())).collect());
        }
        let lacks = self.lacking();
        (!lacks.is_empty()).then_some(lacks)
    }

    /// The shapes of the section's entries, each behind `mark`.
    fn shapes(&self, mark: &str, span: Span) -> Vec<Suggestion> {
        let Some((section, kind)) = self.section().and_then(|it| Some((it, it.kind?))) else { return Vec::new() };
        let skeleton = &self.persona().sections[kind];
        let entries = skeleton.body.lines().filter_map(|line| line.strip_prefix("- "));
        let examples = match section.role {
            Role::Metrics => self.persona().good.iter().map(|it| format!("- {}", it.topic)).collect::<Vec<_>>().join("\n"),
            _ => String::new(),
        };
        let about = || match examples.is_empty() {
            true => About::Nothing,
            false => About::Words(format!("Good examples:\n\n{examples}")),
        };
        entries
            .map(|entry| {
                let insert = Insert::prompts(&format!("{mark}{entry}"));
                Suggestion::new(Kind::Shape, entry, span, insert).detail(format!("an entry of {}", skeleton.title)).about(about())
            })
            .collect()
    }

    /// What the recommendation that ends here does not say yet.
    fn lacking(&self) -> Vec<Suggestion> {
        let ended = self.after.trim_matches([' ', '.']).is_empty();
        let here = |it: &&Recommendation| it.head.touches(self.typed(self.before.trim_end().len()));
        let Some(found) = self.checked.perspective.recommendations.iter().find(here).filter(|_| ended) else { return Vec::new() };
        let gap = if self.before.ends_with(' ') { "" } else { ", " };
        let parts = [
            (found.who.is_none(), "owned by [role]", "who does it"),
            (found.when.is_none(), "by [date]", "by when"),
            (found.serves.is_none(), "so that [what the customer or the business gains]", "what for"),
        ];
        let suggest = |(_, part, detail): (bool, &str, &str)| {
            Suggestion::new(Kind::Shape, part, Span::at(self.offset), Insert::prompts(&format!("{gap}{part}"))).detail(detail)
        };
        parts.into_iter().filter(|(lacks, ..)| *lacks).map(suggest).collect()
    }

    /// On an empty line: sections, entries and markers.
    fn blank(&self) -> Option<Vec<Suggestion>> {
        if !self.before.trim().is_empty() || !self.after.trim().is_empty() {
            return None;
        }
        let span = self.typed(0);
        let mut found = self.shapes("- ", span);
        found.extend(self.sections(span));
        found.extend(self.markers(self.before.len()));
        Some(found)
    }

    /// A word that begins like a marker.
    fn word(&self) -> Vec<Suggestion> {
        let word = self.before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let begins = word.len() >= 2 && "NEEDS".starts_with(&word.to_ascii_uppercase());
        if begins { self.markers(self.before.len() - word.len()) } else { Vec::new() }
    }
}
