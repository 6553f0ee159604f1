//! Counts instructions, which are the same on a busy machine: `cargo bench --bench instructions`.
//!
//! Runs itself under callgrind, scenario by scenario, and fails where one takes more instructions than
//! `benches/instructions.txt` allows. Without valgrind it says so and measures nothing. `-- NAME` runs one scenario and
//! leaves its profile in `target/callgrind.NAME.out`.

#[path = "document.rs"]
mod document;

use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use perspective_ls::check::{check, check_again};
use perspective_ls::config::Config;
use perspective_ls::persona::Personas;
use perspective_ls::text::{Text, floor_boundary};

/// What is counted: a name, and what it measures.
const SCENARIOS: &[(&str, fn())] = &[
    ("cold-10k", || cold(10)),
    ("cold-100k", || cold(100)),
    ("edit-10k", || edit(10)),
    ("edit-100k", || edit(100)),
    ("edit-1000k", || edit(1000)),
];

/// Callgrind counts what happens within functions of this name.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

/// A text judged whole.
fn cold(kilobytes: usize) {
    let personas = Personas::built_in();
    let persona = personas.get("customer-success-manager").expect("a built-in persona");
    let text = document::perspective(kilobytes * 1000);
    let judge = || check(&Text::new(text.clone()), persona, &Config::default());
    // What is made on first use is no part of it.
    black_box(judge());
    measured(judge);
}

/// A letter typed in the middle of a document, at the end of a line of prose; the mean of a few places.
fn edit(kilobytes: usize) {
    const PLACES: usize = 8;
    let personas = Personas::built_in();
    let persona = personas.get("customer-success-manager").expect("a built-in persona");
    let mut text = document::perspective(kilobytes * 1000);
    let mut checked = Some(check(&Text::new(text.clone()), persona, &Config::default()));
    for place in 0..PLACES {
        let from = floor_boundary(&text, text.len() / PLACES * place);
        let line = text[from..].find(".\n").map_or(text.len(), |it| from + it);
        text.insert(line, 's');
        let next = Text::new(text.clone());
        checked = checked.take().map(|before| measured(|| check_again(before, &next, persona, &Config::default())));
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [flag, name] = &arguments[..]
        && flag == "--run"
    {
        SCENARIOS.iter().filter(|(it, _)| it == name).for_each(|(_, run)| run());
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("valgrind is not installed: no instructions are counted");
        return ExitCode::SUCCESS;
    }
    let limits = limits();
    let mut over = false;
    for (name, _) in SCENARIOS.iter().filter(|(name, _)| arguments.is_empty() || arguments.iter().any(|it| it == name)) {
        let count = count(name);
        let limit = limits.iter().find(|(of, _)| of == name).map(|(_, limit)| *limit);
        let verdict = match limit {
            Some(limit) if count > limit => "TOO MANY",
            Some(_) => "",
            None => "no limit",
        };
        over |= limit.is_none_or(|limit| count > limit);
        println!("{name:<16} {:>9.2} million instructions, at most {:>7.2} {verdict}", count as f64 / 1e6, limit.unwrap_or(0) as f64 / 1e6);
    }
    ExitCode::from(u8::from(over))
}

/// `NAME MILLIONS` lines of the file of limits, in instructions.
fn limits() -> Vec<(String, u64)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.txt");
    let text = std::fs::read_to_string(path).expect("benches/instructions.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    lines.map(|(name, millions)| (name.to_owned(), (millions.trim().parse::<f64>().expect("a number") * 1e6) as u64)).collect()
}

/// Instructions that the scenario `name` takes.
fn count(name: &str) -> u64 {
    let profile = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("target/callgrind.{name}.out"));
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*measured*"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(std::env::current_exe().expect("this program"))
        .args(["--run", name])
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&run.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected : "));
    collected.and_then(|(_, count)| count.trim().parse().ok()).unwrap_or_else(|| panic!("callgrind counted nothing: {said}"))
}
