//! What several tests read: the labelled documents, and examples in Markdown pages, each of which takes the place of
//! sections of a clean document.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// The documents in `folders` of the corpus, in the order of their paths.
pub fn corpus(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(corpus.join(folder)).expect("a folder of documents"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("text"))).collect()
}

/// A fenced block with an info string `markdown ...`.
pub struct Example {
    /// The heading of level 2 that it stands under; empty before the first.
    pub heading: String,
    /// The info string without `markdown `.
    pub info: String,
    /// Its text.
    pub text: String,
}

/// The examples of `page` in order.
pub fn examples(page: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut inside: Option<Example> = None;
    let mut heading: Option<String> = None;
    let mut under = String::new();
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => under = heading.take().unwrap_or_default(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.starts_with("markdown ") => {
                inside = Some(Example { heading: under.clone(), info: info["markdown ".len()..].to_owned(), text: String::new() });
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = inside.as_mut().map(|it| &mut it.text).or(heading.as_mut()) {
                    words.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(inside.take()),
            _ => {}
        }
    }
    found
}

/// `clean` with the sections of `example` in place of its own; those that it does not have come at the end.
pub fn replaced(clean: &str, example: &str) -> String {
    let mut own = sections(example);
    let head = own.remove(0);
    assert!(head.trim().is_empty(), "an example begins with the heading of a section: {example}");
    let heading = |section: &str| section.lines().next().unwrap_or_default().trim().to_owned();
    let mut text = String::new();
    for section in sections(clean) {
        let place = |it: &String| heading(it) == heading(&section) && section.starts_with("## ");
        let replaced: Vec<String> = own.extract_if(.., |it| place(it)).collect();
        match replaced.is_empty() {
            true => text += &section,
            false => text += &format!("{}\n", replaced.concat().trim_end().to_owned() + "\n"),
        }
    }
    text.truncate(text.trim_end().len());
    text += "\n";
    for section in own {
        text += &format!("\n{}\n", section.trim_end());
    }
    text
}

/// `text` cut before each heading of level 2; the first part is what stands before all of them.
fn sections(text: &str) -> Vec<String> {
    let mut list: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("## ") {
            list.push(String::new());
        }
        let last = list.len() - 1;
        list[last] += &format!("{line}\n");
    }
    list
}
