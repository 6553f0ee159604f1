//! Ten thousand random edits over the wire end with the diagnostics of a fresh check of the same text.

use serde_json::{Value, json};

use super::client::Editor;
use super::fake::Fake;

const URI: &str = "file:///long.md";

/// What is put in: characters of all widths, all line breaks and some that are none, the word that is found.
const SNIPPETS: &[&str] = &[
    "",
    "",
    "",
    "bad",
    "bad bad",
    "a",
    "é",
    "字",
    "🧭",
    "👩‍👧",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\u{c}",
    " ",
    "ba",
    "d",
    "| bad | x |\r\n| --- | --- |\r\n| é | 🧭 |\r\n",
    "\n\n# Heading bad\r\n- item\r\n",
    "\r\n\r\n",
];

/// Numbers that only look random: the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The oracle: a text as lines, each with its line break.
struct Lines(Vec<String>);

/// Cuts `text` behind each `\n`, `\r\n` and lone `\r`; the last line may be empty.
fn cut(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        lines.last_mut().unwrap().push(character);
        if character == '\n' || (character == '\r' && characters.peek() != Some(&'\n')) {
            lines.push(String::new());
        }
    }
    lines
}

fn content(line: &str) -> &str {
    line.trim_end_matches(['\r', '\n'])
}

fn width(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

impl Lines {
    fn text(&self) -> String {
        self.0.concat()
    }

    /// A place: its line, its byte within the line, and its column as the client says it.
    fn place(&self, dice: &mut Dice, near: Option<usize>, encoding: &str) -> (usize, usize, usize) {
        let line = match near {
            Some(line) => (line + dice.below(3)).min(self.0.len() - 1),
            None => dice.below(self.0.len()),
        };
        let content = content(&self.0[line]);
        if dice.below(10) == 0 {
            return (line, content.len(), width(content, encoding) + 1 + dice.below(1 << 31));
        }
        let count = content.chars().count();
        let byte = content.char_indices().nth(dice.below(count + 1)).map_or(content.len(), |(at, _)| at);
        (line, byte, width(&content[..byte], encoding))
    }

    /// Replaces the text between two places. The lines around may join with what is new, so they are cut again.
    fn replace(&mut self, start: (usize, usize), end: (usize, usize), new: &str) {
        let first = start.0.saturating_sub(1);
        let last = (end.0 + 1).min(self.0.len() - 1);
        let before = self.0[first..start.0].concat() + &self.0[start.0][..start.1];
        let after = self.0[end.0][end.1..].to_owned() + &self.0[end.0 + 1..=last].concat();
        let mut lines = cut(&(before + new + &after));
        if last + 1 < self.0.len() {
            assert_eq!(lines.pop().as_deref(), Some(""), "the last of these lines ends where the next begins");
        }
        self.0.splice(first..=last, lines);
    }

    /// A random edit, made here; as the client sends it.
    fn edit(&mut self, dice: &mut Dice, encoding: &str) -> Value {
        let one = self.place(dice, None, encoding);
        let other = if dice.below(3) == 0 { self.place(dice, Some(one.0), encoding) } else { one };
        let (start, end) = if (one.0, one.1) <= (other.0, other.1) { (one, other) } else { (other, one) };
        let new = SNIPPETS[dice.below(SNIPPETS.len())];
        self.replace((start.0, start.1), (end.0, end.1), new);
        json!({
            "range": {"start": {"line": start.0, "character": start.2}, "end": {"line": end.0, "character": end.2}},
            "text": new,
        })
    }

    /// Where "bad" is, by plain means.
    fn bad(&self, encoding: &str) -> Vec<Value> {
        let mut found = Vec::new();
        for (number, line) in self.0.iter().enumerate() {
            for (at, word) in line.match_indices("bad") {
                let column = width(&line[..at], encoding);
                found.push(
                    json!({"start": {"line": number, "character": column}, "end": {"line": number, "character": column + word.len()}}),
                );
            }
        }
        found
    }
}

/// FNV-1a, 64 bit, written anew.
fn hash(text: &str) -> String {
    let mut hash: u64 = 14_695_981_039_346_656_037;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211);
    }
    format!("{hash:016x}")
}

fn document() -> String {
    let mut text = String::from("# Customer Success Manager Perspective: 🧭 bad\r\n\r\n");
    while text.len() < 100_000 {
        text.push_str("## Métriques 字\r\n\r\n| Metric | Target |\r\n| --- | --- |\r\n| 🧭 bad churn | 5 % |\r\n\r\n");
        text.push_str("A line of prose that is as long as lines of prose are, with an é in it.\nAnd one that follows, bad or not.\r\n\r\n");
    }
    text
}

fn random_edits(encoding: &str) {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut oracle = Lines(cut(&document()));
    let mut editor = Editor::pushed(Fake::new(), encoding);
    editor.open(URI, 0, &oracle.text());
    let mut version = 0;
    let mut edits = 0;
    while edits < 10_000 {
        let batch = 1 + dice.below(100);
        let changes: Vec<Value> = (0..batch).map(|_| oracle.edit(&mut dice, encoding)).collect();
        edits += batch;
        version += 1;
        editor.change(URI, version, json!(changes));
        // The first line keeps the document a perspective.
        if !oracle.0[0].starts_with('#') {
            version += 1;
            oracle.replace((0, 0), (0, 0), "# ");
            editor.change(URI, version, json!([{"range": super::client::range((0, 0), (0, 0)), "text": "# "}]));
        }
    }
    let list = loop {
        let (published, list) = editor.diagnostics();
        if published == Some(version) {
            break list;
        }
    };
    let ranges: Vec<Value> = list.iter().map(|it| it["range"].clone()).collect();
    assert_eq!(ranges, oracle.bad(encoding));
    assert!(ranges.len() > 100, "the test finds something");
    assert_eq!(list[0]["data"]["hash"], hash(&oracle.text()), "the server holds the oracle's text");

    editor.close(URI);
    assert_eq!(editor.diagnostics(), (None, vec![]));
    editor.open(URI, version, &oracle.text());
    assert_eq!(editor.diagnostics(), (Some(version), list), "a fresh check says the same");
}

#[test]
fn random_edits_end_with_the_diagnostics_of_a_fresh_check_utf_8() {
    random_edits("utf-8");
}

#[test]
fn random_edits_end_with_the_diagnostics_of_a_fresh_check_utf_16() {
    random_edits("utf-16");
}

#[test]
fn random_edits_end_with_the_diagnostics_of_a_fresh_check_utf_32() {
    random_edits("utf-32");
}
