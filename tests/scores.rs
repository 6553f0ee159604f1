//! The labelled corpus: the verdicts agree with its labels at least as well as the floors say.
//!
//! `tests/corpus/score.py` and `score_units.py` run the real binary; `tests/corpus/floors.txt` has a line for each
//! figure. A figure that improves for good may raise its floor; none is ever lowered without a reason in the change.

use std::path::Path;
use std::process::Command;

/// Lines `SCRIPT FIGURE=NUMBER` of the floors' file that are for `script`.
fn floors(script: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/floors.txt");
    let text = std::fs::read_to_string(path).expect("tests/corpus/floors.txt");
    text.lines().filter_map(|line| line.strip_prefix(script)?.strip_prefix(' ')).map(|it| it.trim().to_owned()).collect()
}

fn score(script: &str, folders: &[&str]) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let floors = floors(script);
    assert!(!floors.is_empty(), "there are floors for {script}");
    let run = Command::new("python3")
        .arg(corpus.join(script))
        .arg(env!("CARGO_BIN_EXE_perspective-ls"))
        .args(folders.iter().map(|it| corpus.join(it)))
        .arg("--misses")
        .arg("--expect")
        .args(&floors)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("this test needs python3 (any 3.9 or later, standard library only) on the PATH");
    let (said, complained) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    println!("{said}");
    assert!(run.status.success(), "{said}\n{complained}");
}

#[test]
fn documents() {
    score("score.py", &["dev", "dev-b", "dev-c"]);
}

#[test]
fn units() {
    score("score_units.py", &["units-a", "units-b", "units-c"]);
}
