//! Documents of any size, made from the labelled corpus: one document whose sections hold what the same sections of many
//! documents hold, so that it reads like a perspective and has one heading of each kind.

use std::fs;
use std::path::Path;

/// A perspective of about `size` bytes, the same at each call. Below the size of one document, that document.
///
/// The corpus has about 180 KB. What is longer repeats it with other names, so that no two blocks are the same.
pub(crate) fn perspective(size: usize) -> String {
    let sources = sources();
    let mut title = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    let mut length = 0;
    for (round, source) in (0..).flat_map(|round| sources.iter().map(move |it| (round, it))) {
        let mut parts = source.split("\n## ");
        let head = parts.next().unwrap_or_default();
        if title.is_empty() {
            title = head.to_owned();
        }
        for part in parts {
            let (heading, body) = part.split_once('\n').unwrap_or((part, ""));
            let body = if round == 0 { body.to_owned() } else { told_apart(body, round) };
            length += body.len();
            let heading = heading.trim();
            match sections.iter_mut().find(|(name, _)| name == heading) {
                Some((_, all)) => *all += &format!("\n### Part {}\n\n{}\n", all.len(), body.trim()),
                None => sections.push((heading.to_owned(), format!("\n{}\n", body.trim()))),
            }
        }
        if length >= size {
            break;
        }
    }
    sections.iter().fold(title + "\n", |all, (heading, body)| format!("{all}\n## {heading}\n{body}"))
}

/// The documents of the corpus, in the order of their names.
pub(crate) fn sources() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> = ["dev", "dev-b"]
        .iter()
        .flat_map(|folder| fs::read_dir(corpus.join(folder)).expect("a folder of the corpus"))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).expect("a text").replace("\r\n", "\n")).collect()
}

/// `body` with a name in each line of prose that no other round has.
fn told_apart(body: &str, round: usize) -> String {
    let named = |line: &str| match line.split_once(' ') {
        Some((mark, rest)) if matches!(mark, "-" | "*") => format!("{mark} Site {round}: {rest}"),
        _ if line.starts_with(|c: char| c.is_alphabetic()) => format!("Site {round}: {line}"),
        _ => line.to_owned(),
    };
    body.lines().map(named).collect::<Vec<_>>().join("\n")
}
