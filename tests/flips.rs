//! Verdicts do not flip under edits without meaning: each edit below is made to every labelled document, and nothing
//! that is judged may change.

mod common;

use std::path::Path;
use std::sync::Arc;

use perspective_ls::check::check;
use perspective_ls::config::Config;
use perspective_ls::persona::{Persona, Personas};
use perspective_ls::text::Text;

fn documents() -> Vec<(String, String)> {
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let all = common::corpus(&["dev", "dev-b", "dev-c", "dev-d"]);
    all.into_iter().map(|(path, text)| (name(&path), text.replace("\r\n", "\n"))).collect()
}

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("the built-in persona").clone()
}

/// All that is judged of `text`, one line each; lists are sorted, so that a new order changes nothing.
fn judged(text: &str, persona: &Arc<Persona>) -> Vec<String> {
    let checked = check(&Text::new(text), persona, &Config::default());
    let mut lines: Vec<String> =
        checked.report.verdicts.iter().map(|it| format!("{}: {:?}", persona.items[it.item].words, it.state)).collect();
    let mut list = |name: &str, entries: Vec<String>| {
        let mut entries = entries;
        entries.sort();
        lines.push(format!("{name}: {}", entries.join(" ")));
    };
    list("recommendations", checked.perspective.recommendations.iter().map(|it| it.label.name().to_owned()).collect());
    list("metrics", checked.perspective.metrics.iter().map(|it| it.label.name().to_owned()).collect());
    list("markers", checked.perspective.markers.iter().map(|it| it.impact.clone()).collect());
    list("leaks", checked.perspective.leaks.iter().map(|it| format!("{:?}", it.kind)).collect());
    list(
        "outcomes",
        checked.perspective.outcomes.iter().map(|it| format!("{}{}", it.recommendation.is_some(), it.metric.is_some())).collect(),
    );
    lines
}

/// `text` with `edit` made to each line outside fences, comments and front matter.
fn lines(text: &str, mut edit: impl FnMut(&str) -> String) -> String {
    let mut fenced = false;
    let edited: Vec<String> = text
        .split('\n')
        .map(|line| {
            let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            fenced ^= fence;
            if fenced || fence || line.trim_start().starts_with('>') { line.to_owned() } else { edit(line) }
        })
        .collect();
    edited.join("\n")
}

/// Where the words of a list item begin in `line`, behind its marker; `None` for other lines.
fn item(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    if ["- ", "* ", "+ "].iter().any(|it| rest.starts_with(it)) {
        return Some(indent + 2);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && (rest[digits..].starts_with(". ") || rest[digits..].starts_with(") "))).then_some(indent + digits + 2)
}

fn is_prose(line: &str) -> bool {
    let start = line.trim_start();
    !start.is_empty() && !start.starts_with(['#', '|', '<', '>']) && !line.starts_with("    ") && !start.starts_with("**Branch")
}

fn bullets(to: char) -> impl Fn(&str) -> String {
    move |text| {
        lines(text, |line| {
            let start = line.trim_start();
            match ["- ", "* ", "+ "].iter().any(|it| start.starts_with(it)) {
                true => format!("{}{to}{}", &line[..line.len() - start.len()], &start[1..]),
                false => line.to_owned(),
            }
        })
    }
}

/// Breaks lines of prose at spaces, after about `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    lines(text, |line| {
        if !is_prose(line) {
            return line.to_owned();
        }
        let indent = " ".repeat(item(line).unwrap_or(line.len() - line.trim_start().len()));
        let (mut out, mut length, mut open) = (String::new(), 0, 0i32);
        for (at, word) in line.split(' ').enumerate() {
            // A line must not begin with what looks like a mark, and a marker in brackets stays whole.
            let plain = word.starts_with(|c: char| c.is_alphabetic());
            if at > 1 && length > width && plain && open == 0 {
                out += "\n";
                out += &indent;
                length = 0;
            } else if at > 0 {
                out.push(' ');
            }
            out += word;
            length += word.chars().count() + 1;
            open += word.matches('[').count() as i32 - word.matches(']').count() as i32;
        }
        out
    })
}

/// Makes the fifth word of each line bold, where it and its neighbours are plain words.
fn emboldened(text: &str) -> String {
    lines(text, |line| {
        let words: Vec<&str> = line.split(' ').collect();
        let plain = |at: usize| words.get(at).is_some_and(|it| it.len() > 3 && it.bytes().all(|b| b.is_ascii_lowercase()));
        if !is_prose(line) || line.contains(['[', '*', '`', '_']) || !(plain(5) && words.len() > 8) {
            return line.to_owned();
        }
        let bold: Vec<String> =
            words.iter().enumerate().map(|(at, it)| if at == 5 { format!("**{it}**") } else { (*it).to_owned() }).collect();
        bold.join(" ")
    })
}

fn curly(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        out.push(match c {
            '"' if before.is_whitespace() || "([*".contains(before) => '“',
            '"' => '”',
            '\'' if before.is_alphanumeric() => '’',
            '\'' => '‘',
            c => c,
        });
        before = c;
    }
    out
}

fn unbreakable(text: &str) -> String {
    lines(text, |line| {
        if !is_prose(line) {
            return line.to_owned();
        }
        let mut out = String::new();
        let chars: Vec<char> = line.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let number = at > 0 && chars[at - 1].is_ascii_digit() && item(line).is_none_or(|it| at > it);
            let unit = chars.get(at + 1).is_some_and(|it| *it == '%' || *it == '€' || it.is_alphabetic());
            out.push(if *c == ' ' && number && unit { '\u{a0}' } else { *c });
        }
        out
    })
}

/// Reverses the entries of lists whose entries take one line each and stand alone.
fn reordered(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut list: Vec<String> = Vec::new();
    let simple = |line: &str| line.starts_with("- ") && !line.contains("**") && !line[2..].chars().take(24).any(|c| c == ':');
    let flush = |list: &mut Vec<String>, out: &mut Vec<String>, next: &str| {
        if !next.starts_with(' ') && list.iter().all(|it| simple(it)) {
            list.reverse();
        }
        out.append(list);
    };
    for line in text.split('\n') {
        if line.starts_with("- ") {
            list.push(line.to_owned());
            continue;
        }
        flush(&mut list, &mut out, line);
        out.push(line.to_owned());
    }
    flush(&mut list, &mut out, "");
    out.join("\n")
}

const SPELLINGS: &[(&str, &str)] = &[
    ("organis", "organiz"),
    ("prioritis", "prioritiz"),
    ("utilis", "utiliz"),
    ("recognis", "recogniz"),
    ("summaris", "summariz"),
    ("personalis", "personaliz"),
    ("centre", "center"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("favour", "favor"),
    ("programme", "program"),
    ("licence", "license"),
    ("catalogue", "catalog"),
    ("cancelled", "canceled"),
    ("analyse", "analyze"),
    ("labour", "labor"),
    ("enrol ", "enroll "),
];

fn spelt(american: bool) -> impl Fn(&str) -> String {
    move |text| {
        SPELLINGS.iter().fold(text.to_owned(), |text, (british, other)| match american {
            true => text.replace(british, other),
            false if *british == "enrol " => text,
            // "Program" within "programme" is spelt already.
            false => text.replace(british, other).replace(other, british),
        })
    }
}

const HEADINGS: &[(&str, &str)] = &[
    ("Customer Adoption", "Onboarding and Adoption"),
    ("Retention Management", "Churn Prevention"),
    ("Expansion Revenue", "Upsell and Cross-sell"),
    ("Relationship Management", "Stakeholder Management"),
    ("Customer Outcomes", "Outcomes"),
    ("Risk Assessment", "Risks and Mitigations"),
    ("Recommendations", "Recommended Actions"),
    ("Success Metrics", "KPIs"),
];

fn headings(edit: impl Fn(&str) -> String) -> impl Fn(&str) -> String {
    move |text| lines(text, |line| line.strip_prefix("## ").map_or_else(|| line.to_owned(), &edit))
}

fn synonym(title: &str) -> String {
    let other = HEADINGS.iter().find(|(own, _)| *own == title.trim_end()).map_or(title, |(_, other)| other);
    format!("## {other}")
}

/// Pads the cells of tables and aligns their columns.
fn padded(text: &str) -> String {
    lines(text, |line| match line.starts_with('|') {
        true if line.chars().all(|c| "|-: ".contains(c)) => line.replace("---", ":-----"),
        true => line.replace(" | ", "    |  "),
        false => line.to_owned(),
    })
}

type Edit = Box<dyn Fn(&str) -> String>;

fn edits() -> Vec<(&'static str, Edit)> {
    vec![
        ("bullets as *", Box::new(bullets('*'))),
        ("bullets as +", Box::new(bullets('+'))),
        ("CRLF", Box::new(|text| text.replace('\n', "\r\n"))),
        ("wrapped at 40", Box::new(|text| wrapped(text, 40))),
        ("wrapped at 72", Box::new(|text| wrapped(text, 72))),
        ("a bold word", Box::new(emboldened)),
        (
            "bold with underscores",
            Box::new(|text| lines(text, |line| if line.contains('_') { line.to_owned() } else { line.replace("**", "__") })),
        ),
        ("curly quotes", Box::new(curly)),
        ("no-break spaces", Box::new(unbreakable)),
        ("trailing spaces", Box::new(|text| lines(text, |line| if line.is_empty() { String::new() } else { format!("{line} ") }))),
        (
            "more blank lines",
            Box::new(|text| lines(text, |line| if line.starts_with("## ") { format!("\n\n{line}\n") } else { line.to_owned() })),
        ),
        ("headings in capitals", Box::new(headings(|title| format!("## {}", title.to_uppercase())))),
        ("headings in small letters", Box::new(headings(|title| format!("## {}", title.to_lowercase())))),
        ("closed headings", Box::new(headings(|title| format!("## {} ##", title.trim_end())))),
        ("underlined headings", Box::new(headings(|title| format!("{}\n---", title.trim_end())))),
        ("headings in other words", Box::new(headings(synonym))),
        ("reordered entries", Box::new(reordered)),
        ("British spelling", Box::new(spelt(false))),
        ("American spelling", Box::new(spelt(true))),
        ("padded tables", Box::new(padded)),
    ]
}

#[test]
fn no_verdict_flips_under_an_edit_without_meaning() {
    let persona = persona();
    let edits = edits();
    let mut made = vec![0; edits.len()];
    let mut flips = Vec::new();
    for (name, text) in documents() {
        let before = judged(&text, &persona);
        for (at, (edit, make)) in edits.iter().enumerate() {
            let edited = make(&text);
            if edited == text {
                continue;
            }
            made[at] += 1;
            let after = judged(&edited, &persona);
            flips.extend(before.iter().zip(&after).filter(|(a, b)| a != b).map(|(a, b)| format!("{name}, {edit}:\n  {a}\n  {b}")));
        }
    }
    for ((edit, _), made) in edits.iter().zip(&made) {
        assert!(*made > 0, "no document is changed by: {edit}");
    }
    assert!(flips.is_empty(), "{} flips:\n{}", flips.len(), flips.join("\n"));
}
