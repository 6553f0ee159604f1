//! Step 1: what the files of a new perspective are called and what stands in the document.

use super::words::{cut, one_line};
use crate::persona::{Persona, Role};
use crate::syntax::{self, BlockKind};

/// What a surface says where there is no request.
pub const NO_REQUEST: &str = "No guidance request provided";

/// Bytes of a request's words in the name of a folder. Paths stay far below the 260 characters of Windows.
const SLUG_MAX: usize = 50;

/// Characters of a request's words in a title.
const TITLE_MAX: usize = 70;

/// Names that Windows keeps for devices, with or without an extension.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin", "conout"];

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request<'a> {
    /// What the user asked, as typed.
    pub text: &'a str,
    /// The day, ISO 8601: `2026-02-09`.
    pub date: &'a str,
    /// The feature that the perspective belongs to, where the user names one (`--feature`, `PERSONAKIT_FEATURE`). Its
    /// folder may exist: several personas write into it.
    pub feature: Option<&'a str>,
}

/// What is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Name of the feature's folder below `personas`. One safe component of a path on every system.
    pub directory: String,
    /// Name of the branch; the same words, and valid for git.
    pub branch: String,
    /// Name of the document in the folder.
    pub file: String,
    /// The feature as a title.
    pub title: String,
    /// The document's text, with `\n` as line break.
    pub document: String,
}

/// Plans the perspective of `persona` that `request` asks for, beside the folders called `existing`: a folder named from
/// the request never takes a name that is there, in any case; it gets `-2`, `-3` ... A folder that the user named is
/// taken as it is.
///
/// # Errors
/// [`NO_REQUEST`] where the request has no words.
pub fn plan<S: AsRef<str>>(persona: &Persona, request: Request, existing: &[S]) -> Result<Plan, &'static str> {
    let text: String = request.text.chars().filter(|&c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect();
    if text.trim().is_empty() {
        return Err(NO_REQUEST);
    }
    let named = request.feature.map(str::trim).filter(|it| !it.is_empty());
    let directory = match named {
        // A folder that is there under this very name is meant, however it is written.
        Some(feature) if existing.iter().any(|it| it.as_ref() == feature) && !feature.starts_with('.') => feature.to_owned(),
        Some(feature) => slug(feature),
        None => vacant(&[slug(request.date), slug(&text)].join("-"), existing),
    };
    let title = title(named.unwrap_or(&text), &directory);
    let file = format!("{}.md", file_name(&persona.file));
    let branch = if named.is_some() { slug(&directory) } else { directory.clone() };
    let document = document(persona, &text, &title, &branch, request.date);
    Ok(Plan { branch, directory, file, title, document })
}

/// `text` as one component of a path and of a branch: lower-case ASCII letters and digits joined by single hyphens, at
/// most 50 bytes, no name that a system reserves, never empty. Other scripts are transliterated.
pub fn slug(text: &str) -> String {
    let whole = slug::slugify(text);
    let mut short = whole.as_str();
    if whole.len() > SLUG_MAX {
        let cut = &whole[..SLUG_MAX];
        // Between words, unless that would leave next to nothing.
        let at = if whole.as_bytes()[SLUG_MAX] == b'-' { SLUG_MAX } else { cut.rfind('-').filter(|&at| at >= 10).unwrap_or(SLUG_MAX) };
        short = cut[..at].trim_end_matches('-');
    }
    let device = |port: &str| short.strip_prefix(port).is_some_and(|it| it.len() == 1 && it.as_bytes()[0].is_ascii_digit());
    match short {
        "" => "guidance".to_owned(),
        _ if RESERVED.contains(&short) || device("com") || device("lpt") => format!("{short}-feature"),
        _ => short.to_owned(),
    }
}

/// `name`, or `name-2`, `name-3` ... where it is taken.
fn vacant<S: AsRef<str>>(name: &str, existing: &[S]) -> String {
    let taken = |name: &str| existing.iter().any(|it| it.as_ref().to_lowercase() == name);
    if !taken(name) {
        return name.to_owned();
    }
    // One of as many names as there are folders, and one more, is free.
    (2..existing.len() + 3).map(|n| format!("{name}-{n}")).find(|it| !taken(it)).unwrap_or_else(|| name.to_owned())
}

/// The persona's name of a file where that is safe.
fn file_name(name: &str) -> String {
    let safe = !name.is_empty() && name.len() <= 80 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if safe && slug(name) == slug::slugify(name) { name.to_owned() } else { slug(name) }
}

/// The first sentence of `text` as a title: words alone, so that no Markdown of the request gets into a heading.
fn title(text: &str, directory: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let end = line.match_indices(['.', '?', '!', ';']).map(|(at, mark)| at + mark.len());
    let end = end.filter(|&at| line[at..].starts_with(char::is_whitespace)).find(|&at| line[..at].split_whitespace().count() > 2);
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-–—'’,.:/%&()+?!\"€£$".contains(c);
    let words: String = line[..end.unwrap_or(line.len())].chars().map(|c| if plain(c) { c } else { ' ' }).collect();
    let words = cut(&words, TITLE_MAX);
    let words = words.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '…' | '%' | '(' | ')' | '"' | '$' | '€' | '£' | '+')));
    let title = super::words::capital(words);
    let read = syntax::read(&format!("# {title}"));
    let clean = read.brackets.is_empty() && read.marks.is_empty() && title.chars().any(char::is_alphanumeric);
    if clean { title } else { super::words::capital(&directory.replace('-', " ")) }
}

/// The persona's skeleton with what is known filled in and the optional sections left out.
fn document(persona: &Persona, request: &str, title: &str, branch: &str, date: &str) -> String {
    let skeleton = &persona.skeleton;
    let first = syntax::read(skeleton).blocks.iter().find(|it| it.kind == BlockKind::Heading(2)).map_or(skeleton.len(), |it| it.span.start);
    let head = skeleton[..first].trim_end();
    let head = head.replace("[FEATURE NAME]", title).replace("[BRANCH NAME]", branch).replace("[DATE]", &one_line(date));
    let echo = echo(request);
    let mut text = head;
    if !persona.sections.iter().any(|it| it.mandatory && it.role == Role::Request) {
        text += &format!("\n\n## Guidance Request\n\n{echo}");
    }
    for section in persona.sections.iter().filter(|it| it.mandatory) {
        let body = if section.role == Role::Request { &echo } else { &section.body };
        text += &format!("\n\n## {}\n\n{}", section.title, body.trim_end());
    }
    text.trim_start().to_owned() + "\n"
}

/// The request so that it does nothing in the document: a block quote where its lines are plain text, which reads best;
/// else a code block, in which headings, markers, HTML, lists and placeholders are just characters and not one of them
/// has to be changed. (A block quote does not disarm a marker: people do ask inside quotations.)
fn echo(request: &str) -> String {
    let lines: Vec<&str> = request.trim().split("\r\n").flat_map(|it| it.split(['\n', '\r'])).map(str::trim_end).collect();
    let quote: Vec<String> =
        lines.iter().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {}", line.trim_start()) }).collect();
    let quote = quote.join("\n");
    if is_plain(&quote, request) {
        return quote;
    }
    let longest = request.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", lines.join("\n"))
}

/// Whether `quote` is nothing but paragraphs of plain text that say all of `request`.
fn is_plain(quote: &str, request: &str) -> bool {
    let syntax = syntax::read(quote);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    syntax.blocks.iter().all(|it| matches!(it.kind, BlockKind::Quote | BlockKind::Paragraph))
        && syntax.marks.is_empty()
        && letters(&syntax.prose) == letters(request)
}
