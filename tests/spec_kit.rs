//! Documents of spec-kit, where settings ask for them, with the real binary.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SPEC: &str = include_str!("data/spec-kit/spec.md");
const REQUIREMENTS: &str = include_str!("data/spec-kit/requirements.md");
const FILE: &str = "specs/007-room-booking/spec.md";
const LIST: &str = "specs/007-room-booking/checklists/requirements.md";

/// A repository with a specification, its checklist and `settings`.
fn repository(settings: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a repository's mark");
    fs::create_dir_all(folder.path().join("specs/007-room-booking/checklists")).expect("folders");
    for (file, text) in [("perspective.toml", settings), (FILE, SPEC), (LIST, REQUIREMENTS)] {
        fs::write(folder.path().join(file), text).expect(file);
    }
    folder
}

/// Exit status, output and errors of a run in `folder`.
fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perspective-ls"));
    let output = command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// State of the item `words`.
fn state<'r>(report: &'r Value, words: &str) -> &'r str {
    let verdicts = report["documents"][0]["checklist"].as_array().expect("a checklist");
    let found = verdicts.iter().find(|it| it["item"].as_str() == Some(words)).unwrap_or_else(|| panic!("{words}: {report:#}"));
    found["state"].as_str().expect("a state")
}

#[test]
fn a_specification_is_judged_where_the_settings_ask_for_it() {
    for settings in ["", "spec-kit = false\n"] {
        let (status, _, err) = run(&repository(settings), &["check", FILE]);
        assert_eq!((status, err.contains("is not a perspective")), (2, true), "{err}");
    }
    let folder = repository("spec-kit = true\n");
    let (status, out, err) = run(&folder, &["check", "--format", "json"]);
    assert_eq!((status, err.as_str()), (1, ""), "{out}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["documents"][0]["persona"], "spec", "{report:#}");
    assert_eq!(state(&report, "No implementation details (languages, frameworks, APIs)"), "pass");
    assert_eq!(state(&report, "All mandatory sections completed"), "pass");
    assert_eq!(state(&report, "Success criteria are measurable"), "pass");
    assert_eq!(state(&report, "No [NEEDS CLARIFICATION] markers remain"), "fail");
    assert_eq!(state(&report, "Scope is clearly bounded"), "review");
    let markers = report["documents"][0]["clarifications"]["markers"].as_array().expect("markers");
    let impacts: Vec<_> = markers.iter().filter_map(|it| it["impact"].as_str()).collect();
    assert_eq!(impacts, ["scope", "security/privacy"]);
}

#[test]
fn its_checklist_keeps_ids_tags_and_what_people_set_aside() {
    let folder = repository("spec-kit = true\n");
    let (status, out, err) = run(&folder, &["checklist", FILE, "--write"]);
    assert_eq!((status, err.as_str()), (1, ""), "{out}");
    let text = fs::read_to_string(folder.path().join(LIST)).expect("the checklist");
    for wanted in [
        "- [x] CHK001 No implementation details (languages, frameworks, APIs)\n",
        "- [ ] CHK002 - Focused on user value and business needs [Completeness, Spec §FR-001]\n",
        "- [ ] CHK005 No [NEEDS CLARIFICATION] markers remain [Gap]\n",
        "- [~] Success criteria are technology-agnostic (no implementation details) [Assumption]\n",
        "- [~] No implementation details leak into specification\n",
        "- [x] Edge cases are identified\n",
        "- The lift is out of order.\n",
        "it is set aside; tick it once it holds",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert_eq!(text.matches("is not in this checklist").count(), 0, "{text}");
    let lines = |text: &str| text.lines().filter(|it| it.starts_with("- [")).count();
    assert_eq!(lines(&text), lines(REQUIREMENTS));
}

#[test]
fn its_questions_are_asked_and_answered() {
    let folder = repository("spec-kit = true\n");
    let (status, out, err) = run(&folder, &["questions", FILE, "--write"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("## Question 1") && out.contains("how many weeks ahead"), "{out}");
    let (status, out, err) = run(&folder, &["answer", FILE, "Q1: Custom - six weeks, Q2: Custom - two years for the front desk"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    let text = fs::read_to_string(folder.path().join(FILE)).expect("the specification");
    assert!(text.contains("up to six weeks ahead") && !text.contains("NEEDS CLARIFICATION:"), "{text}");
    let (_, out, _) = run(&folder, &["check", "--format", "json"]);
    assert_eq!(state(&serde_json::from_str(&out).expect("JSON"), "No [NEEDS CLARIFICATION] markers remain"), "pass");
}
