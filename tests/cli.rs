//! The real binary over real folders: output, exit status, and what it says of bad input.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const CLEAN: &str = include_str!("data/clean.md");

/// What a run gave.
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// A folder with a perspective repository in it.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let it = Repository(TempDir::new().expect("a folder"));
        fs::create_dir(it.0.path().join(".git")).expect("a repository's mark");
        it
    }

    fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, content).expect("a file");
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.feed(arguments, "")
    }

    fn feed(&self, arguments: &[&str], input: &str) -> Run {
        use std::io::Write as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        // A program that does not read its input may close it.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("it ends");
        Run {
            status: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

const DOCUMENT: &str = "personas/shift-swap/customer-success-perspective.md";

/// A perspective with an error (a placeholder) in it.
fn flawed() -> String {
    CLEAN.replace("- Every carer has a phone", "- Every carer has a phone from [NAME OF SUPPLIER]")
}

#[test]
fn a_clean_repository_is_ready() {
    let run = Repository::new().file(DOCUMENT, CLEAN).run(&["check"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, format!("./{DOCUMENT}: ready\n1 perspective checked, 1 ready\n"));
}

#[test]
fn findings_are_shown_with_the_words_and_end_with_1() {
    let repository = Repository::new().file(DOCUMENT, flawed());
    let run = repository.run(&["check", "personas"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    for part in [
        "error[unfilled-placeholder]: placeholder is not filled in: \"[NAME OF SUPPLIER]\".",
        "- Every carer has a phone from [NAME OF SUPPLIER]",
        "^^^^^^^^^^^^^^^^^^",
        "help: write what it asks for",
        "15 of 15 items pass",
        "not ready",
        "1 error",
    ] {
        assert!(run.out.contains(part), "{part:?} in\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "no colours where there is no terminal");
    assert!(repository.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn fail_on_decides_the_status() {
    let open = CLEAN.replace("## Assumptions\n", "## Assumptions\n\n[NEEDS CLARIFICATION: Who books the room?]\n");
    let repository = Repository::new().file(DOCUMENT, open);
    assert_eq!(repository.run(&["check"]).status, 1);
    assert_eq!(repository.run(&["check", "--fail-on", "error"]).status, 0);
    assert_eq!(repository.run(&["check", "--fail-on", "hint"]).status, 1);
    assert_eq!(repository.run(&["check", "--fail-on", "loud"]).status, 2);
}

#[test]
fn json_has_the_promised_shape() {
    let text = flawed().replace("Every carer", "🧭 Évery carer").replace('\n', "\r\n");
    let run = Repository::new().file(DOCUMENT, &text).run(&["check", "--format", "json", DOCUMENT]);
    let report = run.json();
    assert_eq!((report["schema"].as_u64(), report["tool"]["name"].as_str()), (Some(1), Some("perspective-ls")));
    let document = &report["documents"][0];
    assert_eq!(document["path"], DOCUMENT);
    assert_eq!(document["persona"], "customer-success-manager");
    assert_eq!(document["ready"], false);
    assert_eq!(document["checklist"].as_array().map(Vec::len), Some(15));
    for key in ["group", "item", "state", "reason", "evidence"] {
        assert!(document["checklist"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(document["clarifications"]["limit"], 3);
    let finding = &document["diagnostics"][0];
    assert_eq!(finding["code"], "unfilled-placeholder");
    assert_eq!(finding["severity"], "error");
    for key in ["message", "help", "items", "fixes"] {
        assert!(finding.get(key).is_some(), "{key}");
    }
    let at = text.find("[NAME").expect("it is there");
    let start = &finding["span"]["start"];
    assert_eq!(start["byte"], at);
    assert_eq!(start["line"], text[..at].matches('\n').count() + 1);
    let column = text[..at].rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    assert_eq!(start["column"], column, "columns count characters");
    assert_eq!(finding["span"]["text"], "[NAME OF SUPPLIER]");
    let edit = &finding["fixes"][0]["edits"][0];
    assert!(edit["newText"].is_string() && edit["span"]["start"]["byte"].is_number());
    assert_eq!(report["summary"]["documents"], 1);
    assert_eq!(report["summary"]["errors"], 1);
}

#[test]
fn every_run_says_the_same_in_the_order_of_paths() {
    let mut repository = Repository::new();
    for at in 0..40 {
        repository = repository.file(&format!("personas/f{at:02}/customer-success-perspective.md"), flawed());
    }
    let first = repository.run(&["check", "--format", "json"]);
    let paths: Vec<String> =
        first.json()["documents"].as_array().expect("documents").iter().map(|it| it["path"].as_str().expect("a path").to_owned()).collect();
    let mut sorted = paths.clone();
    sorted.sort();
    assert_eq!((paths.len(), &paths), (40, &sorted));
    assert_eq!(first.out, repository.run(&["check", "--format", "json"]).out);
}

#[test]
fn other_markdown_is_left_alone() {
    let repository = Repository::new()
        .file(DOCUMENT, CLEAN)
        .file("README.md", "# Readme\n\n[NEEDS CLARIFICATION: what is this?]\n")
        .file(
            "personas/shift-swap/checklists/customer-success-perspective.md",
            "# Customer Success Manager Perspective Quality Checklist: X\n\n- [ ] No [NEEDS CLARIFICATION] markers remain\n",
        )
        .file(
            ".claude/commands/personakit.customer-success-manager.md",
            include_str!("../templates/personas/customer-success-manager/command.md"),
        )
        .file("ignored/customer-success-perspective.md", flawed())
        .file(".gitignore", "ignored/\n");
    let run = repository.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.json()["documents"].as_array().map(Vec::len)), (0, Some(1)), "{}", run.out);
}

#[test]
fn a_named_file_is_taken_with_persona_and_refused_without() {
    let repository = Repository::new().file("notes.md", "# Notes\n\nTBD\n");
    let refused = repository.run(&["check", "notes.md"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.err.contains("notes.md: is not a perspective; --persona ID takes it all the same; `perspective-ls personas` lists the ids"),
        "{}",
        refused.err
    );
    let taken = repository.run(&["check", "--persona", "customer-success-manager", "--format", "json", "notes.md"]);
    assert_eq!(taken.status, 1);
    assert_eq!(taken.json()["documents"][0]["path"], "notes.md");
    let unknown = repository.run(&["check", "--persona", "nobody", "notes.md"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("there is no persona \"nobody\"; there are: "), "{}", unknown.err);
    assert!(unknown.err.contains("customer-success-manager"), "{}", unknown.err);
}

#[test]
fn standard_input_is_judged_as_a_file() {
    let repository = Repository::new().file("perspective.toml", "[severity]\nunfilled-placeholder = \"hint\"\n");
    let run = repository.feed(&["check", "--format", "json", "--stdin-filename", DOCUMENT], &flawed());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.json()["documents"][0]["path"], DOCUMENT);
    assert_eq!(run.json()["documents"][0]["diagnostics"][0]["severity"], "hint", "settings are looked for from the name");
}

#[test]
fn bad_files_are_named_and_the_others_judged() {
    let repository = Repository::new()
        .file(DOCUMENT, flawed())
        .file("personas/b/customer-success-perspective.md", b"# T\n\nfine\xff\n")
        .file("docs/old.md", b"# Caf\xe9\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", repository.path().join("personas/dangling.md")).expect("a link");
    let run = repository.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.json()["documents"].as_array().map(Vec::len), Some(1));
    assert!(run.err.contains("personas/b/customer-success-perspective.md: line 3, byte 9: not UTF-8"), "{}", run.err);
    assert!(!run.err.contains("old.md"), "a file that is no perspective is left alone: {}", run.err);
    #[cfg(unix)]
    assert!(run.err.contains("personas/dangling.md: cannot be read"), "{}", run.err);
}

#[test]
fn a_byte_order_mark_is_part_of_the_file() {
    let text = format!("\u{feff}{}", flawed());
    let run = Repository::new().file(DOCUMENT, &text).run(&["check", "--format", "json"]);
    assert_eq!(run.json()["documents"][0]["diagnostics"][0]["span"]["start"]["byte"], text.find("[NAME").expect("it is there"));
    assert_eq!(run.json()["summary"]["errors"], 1, "{}", run.out);
}

#[test]
fn what_is_not_there_is_said() {
    let repository = Repository::new().file("docs/notes.md", "# Notes\n");
    let run = repository.run(&["check", "docs"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("docs: holds no perspective"), "{}", run.err);
    let run = repository.run(&["check", "nowhere.md"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("nowhere.md: cannot be read"), "{}", run.err);
}

#[test]
fn broken_settings_are_named_with_their_place_and_the_documents_judged() {
    let repository = Repository::new().file(DOCUMENT, flawed()).file("perspective.toml", "limit = 3\nban = [\"x\"\n");
    let run = repository.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.json()["summary"]["errors"], 1);
    assert!(run.err.contains("perspective.toml: line "), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "once, not for each document: {}", run.err);

    let repository = repository.file("perspective.toml", "[severity]\nunfilled-placeholders = \"off\"\n");
    let run = repository.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains(
            "perspective.toml: line 2, column 1: rule \"unfilled-placeholders\" is unknown: did you mean \"unfilled-placeholder\"?"
        ),
        "{}",
        run.err
    );
}

#[test]
fn settings_are_found_upwards_or_given() {
    let repository = Repository::new()
        .file(DOCUMENT, flawed())
        .file("personas/perspective.toml", "[personas.customer-success-manager.severity]\nunfilled-placeholder = \"off\"\n")
        .file("strict.toml", "[severity]\nunfilled-placeholder = \"error\"\n");
    assert_eq!(repository.run(&["check"]).status, 0);
    assert_eq!(repository.run(&["check", "--config", "strict.toml"]).status, 1);
    assert_eq!(repository.run(&["check", "--config", "missing.toml"]).status, 2);
    let said = repository.run(&["config", "--explain", DOCUMENT]);
    assert_eq!(said.status, 0);
    assert!(said.out.contains("personas/perspective.toml") && said.out.contains("personas  customer-success-manager"), "{}", said.out);
}

#[test]
fn strange_texts_are_judged() {
    let strange = [
        ("nul", format!("{CLEAN}\n## Notes\n\n\0\0 zero \0\n")),
        ("mark", format!("\u{feff}{CLEAN}")),
        ("return", CLEAN.replace('\n', "\r")),
        ("long", format!("{CLEAN}\n## Notes\n\n{}\n", "word [x ".repeat(1_250_000))),
        ("deep", format!("{CLEAN}\n## Notes\n\n{}\n", "> ".repeat(5_000))),
        ("blank", "\n\n\n".to_owned()),
    ];
    for (name, text) in strange {
        let repository = Repository::new().file(DOCUMENT, &text);
        let run = repository.run(&["check", "--format", "json", "--persona", "customer-success-manager", DOCUMENT]);
        assert!(run.status == 0 || (name == "blank" && run.status == 1), "{name}: {} {}", run.status, &run.out[..run.out.len().min(2000)]);
        assert_eq!(run.json()["summary"]["documents"], 1, "{name}");
        let human = repository.run(&["check", "--persona", "customer-success-manager", DOCUMENT]);
        assert_eq!(human.status, run.status, "{name}");
    }
}

#[test]
fn rules_explain_themselves() {
    let repository = Repository::new();
    let page = repository.run(&["explain", "unfilled-placeholder"]);
    assert_eq!(page.status, 0);
    assert!(page.out.contains("How to mend") && page.out.contains("severity: error"), "{}", page.out);
    let unknown = repository.run(&["explain", "unfiled-placeholder"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("did you mean \"unfilled-placeholder\"?"), "{}", unknown.err);
    let rules = repository.run(&["rules"]);
    assert_eq!(rules.out.lines().count(), perspective_ls::rules::RULES.len());
    let personas = repository.run(&["personas"]);
    assert!(personas.out.contains("retention > expansion > satisfaction"), "{}", personas.out);
}

#[test]
fn wrong_usage_ends_with_2() {
    let repository = Repository::new();
    for arguments in [&["chek"][..], &["check", "--format", "xml"], &[], &["check", "--stdin-filename", "a.md", "b.md"]] {
        let run = repository.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty());
    }
}

#[test]
fn a_broken_persona_template_is_told_and_the_rest_is_judged() {
    let template = ".personakit/templates/commands/customer-success-manager.md";
    let run = Repository::new().file(DOCUMENT, CLEAN).file(template, "---\ndescription: x\n---\n\n# Broken\n").run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.out.contains("15 of 15 items pass") && run.out.contains("1 perspective checked, 1 ready"), "{}", run.out);
    let place = run.err.lines().find(|line| line.contains("has no checklist")).expect("it is told");
    assert!(place.starts_with("error: ") && place.contains(&format!("{template}: line 1, column 1: ")), "{place}");
}

#[test]
fn manual_pages_and_completions_know_every_command() {
    let said = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_perspective-ls")).args(arguments).output().expect("it runs");
        assert!(run.status.success(), "{arguments:?}");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    let help = said(&["--help"]);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.contains(&"check") && commands.contains(&"server"), "{commands:?}");
    let folder = tempfile::tempdir().expect("a folder");
    said(&["man", "--out", &folder.path().to_string_lossy()]);
    let page = said(&["man"]);
    for name in &commands {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            assert!(said(&["completions", shell]).contains(name), "{shell} completes {name}");
        }
        assert!(page.contains(&name.replace('-', "\\-")), "the manual names {name}");
        assert!(folder.path().join(format!("perspective-ls-{name}.1")).exists(), "{name} has a page");
    }
    assert!(!help.contains("completions"), "what packagers need is not in the way of others");
}

#[test]
fn perspectives_of_a_feature_are_read_together() {
    let metric = |text: &str, metric: &str| text.replace("## Assumptions", &format!("- {metric}\n\n## Assumptions"));
    let ceo = metric(include_str!("personas/ceo/clean.md"), "Customer retention rate of 95% by June.");
    let csm = metric(include_str!("data/clean.md"), "Retention of at least 90% by June.");
    let repository = Repository::new()
        .file("personas/cold-chain/ceo-perspective.md", ceo)
        .file("personas/cold-chain/customer-success-perspective.md", csm);
    let run = repository.run(&["check", "--format", "json"]);
    let json = run.json();
    for (at, other) in [(0, "customer-success-perspective.md:"), (1, "ceo-perspective.md:")] {
        let findings = json["documents"][at]["diagnostics"].as_array().expect("diagnostics").clone();
        let message = findings.iter().find(|it| it["code"] == "differing-statement").expect("the difference")["message"].clone();
        assert!(message.as_str().is_some_and(|it| it.contains(other) && it.contains("90%") && it.contains("95%")), "{message}");
    }
    // A file that is named alone is compared with the others of its feature all the same.
    let alone = repository.run(&["check", "--format", "json", "personas/cold-chain/ceo-perspective.md"]).json();
    assert_eq!(alone["documents"][0]["diagnostics"], json["documents"][0]["diagnostics"]);
    assert_eq!(alone["documents"].as_array().map(Vec::len), Some(1));

    let repository = repository.file("perspective.toml", "[severity]\ndiffering-statement = \"off\"\n");
    let off = repository.run(&["check"]);
    assert_eq!((off.status, off.out.contains("differing-statement")), (0, false));

    let team = repository.run(&["team", "multi-perspective"]);
    assert_eq!(team.status, 1);
    assert!(team.out.contains("figures differ") && team.out.contains("no perspective of architect or developer"), "{}", team.out);
    let json = repository.run(&["team", "company-team", "--json"]).json();
    assert_eq!((json["feature"].as_str(), json["differences"][0]["statements"].as_array().map(Vec::len)), (Some("cold-chain"), Some(2)));
    let summary = repository.run(&["team", "multi-perspective", "--summary"]);
    assert_eq!(summary.status, 0);
    assert!(summary.out.starts_with("# Multi-Perspective Summary: cold-chain\n"), "{}", summary.out);
    assert_eq!(repository.run(&["team", "nobody"]).status, 2);
}
