//! The labelled corpus: the verdicts agree with its labels at least as well as `tests/corpus/floors.txt` says, and
//! `docs/judgement.md` tells how well they do.
//!
//! The scripts of `tests/corpus` run the real binary; they need Python 3.9 or later and its standard library.

use std::path::{Path, PathBuf};
use std::process::Command;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The groups of the floors' file that are for `script`: the folders that are scored together, and `FIGURE=NUMBER` lines.
fn floors<'a>(text: &'a str, script: &str) -> Vec<(Vec<&'a str>, Vec<&'a str>)> {
    let mut groups: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            Some(head) => groups.push((head.split(' ').collect(), Vec::new())),
            None => groups.last_mut().expect("a head before the first floor").1.push(line),
        }
    }
    groups.retain(|(head, _)| head[0] == script);
    groups.into_iter().map(|(head, floors)| (head[1..].to_vec(), floors)).collect()
}

/// What `script` prints with `words`; fails where it does.
fn run(script: &str, words: &[String]) -> String {
    let run = Command::new("python3")
        .arg(corpus().join(script))
        .arg(env!("CARGO_BIN_EXE_perspective-ls"))
        .args(words)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("this test needs python3 (any 3.9 or later, standard library only) on the PATH");
    let (said, complained) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{said}\n{complained}");
    said.into_owned()
}

fn score(script: &str) {
    let text = read("tests/corpus/floors.txt");
    let groups = floors(&text, script);
    assert!(!groups.is_empty(), "there are floors for {script}");
    for (folders, floors) in groups {
        assert!(!folders.is_empty() && !floors.is_empty(), "a group has folders and floors");
        let folders = folders.iter().map(|it| corpus().join(it).display().to_string());
        let flags = ["--misses", "--expect"].map(str::to_owned);
        let words: Vec<String> = folders.chain(flags).chain(floors.iter().map(|it| (*it).to_owned())).collect();
        println!("{}", run(script, &words));
    }
}

#[test]
fn documents() {
    score("score.py");
}

#[test]
fn units() {
    score("score_units.py");
}

/// The page is made by `UPDATE_JUDGEMENT=1 cargo test --test scores`.
#[test]
fn the_page_on_judgement_is_up_to_date() {
    let page = run("report.py", &[]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/judgement.md");
    if std::env::var_os("UPDATE_JUDGEMENT").is_some() {
        std::fs::write(path, &page).expect("docs/judgement.md is written");
        return;
    }
    let differing =
        read("docs/judgement.md").lines().zip(page.lines()).find(|(there, now)| there != now).map(|(there, now)| format!("{there}\n{now}"));
    assert!(
        read("docs/judgement.md") == page,
        "UPDATE_JUDGEMENT=1 cargo test --test scores writes it anew; first difference:\n{differing:?}"
    );
}
