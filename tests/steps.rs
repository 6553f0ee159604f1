//! The workflow's commands with the real binary: the seed from an empty folder to "ready", and each step's odd cases.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const CLEAN: &str = include_str!("data/clean.md");
const ID: &str = "customer-success-manager";
const DOCUMENT: &str = "personas/shift-swap/customer-success-perspective.md";
const SHEET: &str = "personas/shift-swap/questions/customer-success-perspective.md";
const LIST: &str = "personas/shift-swap/checklists/customer-success-perspective.md";

struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.err))
    }
}

/// A folder that is a git repository's root, as far as a program can see without git.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let it = Repository(TempDir::new().expect("a folder"));
        fs::create_dir(it.path(".git")).expect("a repository's mark");
        it
    }

    fn file(self, path: &str, content: &str) -> Self {
        fs::create_dir_all(self.path(path).parent().expect("a folder")).expect("folders");
        fs::write(self.path(path), content).expect("a file");
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(self.command(env!("CARGO_BIN_EXE_perspective-ls")).args(arguments))
    }

    /// `program`, to be run here with the binary of this test on its path.
    fn command(&self, program: &str) -> Command {
        let folder = Path::new(env!("CARGO_BIN_EXE_perspective-ls")).parent().expect("a folder");
        let old = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([folder.to_owned()].into_iter().chain(std::env::split_paths(&old))).expect("a path");
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).env("PATH", path).env("HOME", self.0.path()).stdin(Stdio::null());
        for name in ["PERSONAKIT_FEATURE", "PERSONAKIT_PERSONA", "PERSPECTIVE_LS", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command
    }
}

fn run(command: &mut Command) -> Run {
    let output = command.output().expect("it runs");
    Run {
        status: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The clean perspective with two questions in it.
fn asking() -> String {
    CLEAN
        .replace("for 21 days", "for [NEEDS CLARIFICATION: which churn signal counts as at risk?]")
        .replace("in the June survey", "in the [NEEDS CLARIFICATION: which satisfaction survey is used?]")
}

#[cfg(unix)]
#[test]
fn the_seed_from_an_empty_folder_to_ready() {
    let folder = Repository(TempDir::new().expect("a folder"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seed.sh");
    let run = run(folder.command("bash").arg(script));
    assert_eq!(run.status, 0, "{}\n{}", run.out, run.err);
    assert!(run.out.ends_with("ready\n"), "{}", run.out);
}

#[test]
fn names_are_json_and_absolute() {
    let repository = Repository::new().file("a/b/x.txt", "");
    let request = "Say \"hi\" \\ to\tall\n& ünï \u{1f9ed}";
    let made = run(repository
        .command(env!("CARGO_BIN_EXE_perspective-ls"))
        .current_dir(repository.path("a/b"))
        .args(["new", ID, "--json", request]));
    assert_eq!((made.status, made.err.as_str(), made.out.lines().count()), (0, "", 1));
    assert!(made.out.starts_with("{\"BRANCH_NAME\":\"") && made.out.contains("\",\"PERSONA_FILE\":\""), "{}", made.out);
    let json = made.json();
    let file = Path::new(json["PERSONA_FILE"].as_str().expect("a path"));
    let branch = json["BRANCH_NAME"].as_str().expect("a name");
    assert!(file.is_absolute() && file.is_file());
    assert_eq!(file, repository.path(&format!("personas/{branch}/customer-success-perspective.md")));
    assert!(branch.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-'), "{branch}");
    assert!(branch.ends_with("-say-hi-to-all-uni-compass") && branch.starts_with("20"), "{branch}");
    let text = fs::read_to_string(file).expect("there");
    assert!(text.contains("Say \"hi\" \\ to\tall\n") && text.contains("& ünï \u{1f9ed}"), "the request is echoed: {text}");
    assert!(text.contains(&format!("**Branch**: {branch}\n")), "{text}");
}

#[test]
fn without_a_request_nothing_is_made() {
    let repository = Repository::new();
    for arguments in [&["new", ID][..], &["new", ID, "--json", ""], &["new", ID, " \n\t"], &["new", ID, "-"]] {
        let run = repository.run(arguments);
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (2, "", "ERROR: No guidance request provided\n"), "{arguments:?}");
    }
    assert!(!repository.path("personas").exists());
    let unknown = repository.run(&["new", "customer-sucess-manager", "x"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("did you mean \"customer-success-manager\""), "{}", unknown.err);
}

#[test]
fn the_same_request_twice_makes_two_and_a_feature_is_kept() {
    let repository = Repository::new();
    let file = |arguments: &[&str]| repository.run(arguments).json()["PERSONA_FILE"].as_str().expect("a path").to_owned();
    let (one, two) = (file(&["new", ID, "--json", "Reduce churn"]), file(&["new", ID, "--json", "Reduce churn"]));
    assert_ne!(one, two);
    assert!(two.contains("-reduce-churn-2"), "{two}");
    let named = file(&["new", ID, "--json", "--feature", "Photo Sharing", "x"]);
    assert!(named.ends_with("personas/photo-sharing/customer-success-perspective.md"), "{named}");
    fs::write(&named, "mine\n").expect("written");
    let again = repository.run(&["new", ID, "--feature", "photo-sharing", "y"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("exists already"), "{}", again.err);
    assert_eq!(fs::read_to_string(&named).expect("there"), "mine\n");
}

#[test]
fn the_feature_comes_from_the_environment_and_stays_inside() {
    let repository = Repository::new().file("personas/2024-11-15-Photo Sharing/other.md", "x");
    let new = |feature: &str, more: &[&str]| {
        let mut command = repository.command(env!("CARGO_BIN_EXE_perspective-ls"));
        run(command.env("PERSONAKIT_FEATURE", feature).args(["new", ID, "--json"]).args(more)).json()
    };
    let file = |json: &Value| json["PERSONA_FILE"].as_str().expect("a path").to_owned();
    assert_eq!(
        PathBuf::from(file(&new("2024-11-15-photo-sharing", &["x"]))),
        repository.path("personas/2024-11-15-photo-sharing/customer-success-perspective.md")
    );
    let existing = new("2024-11-15-Photo Sharing", &["x"]);
    assert_eq!(
        PathBuf::from(file(&existing)),
        repository.path("personas/2024-11-15-Photo Sharing/customer-success-perspective.md"),
        "a folder that is there is taken"
    );
    assert_eq!(existing["BRANCH_NAME"], "2024-11-15-photo-sharing");
    for evil in ["../evil", "/tmp/evil", "a/../../evil", "..", "con"] {
        let made = file(&new(evil, &["x"]));
        assert!(
            Path::new(&made).starts_with(repository.path("personas"))
                && Path::new(&made).strip_prefix(repository.path("personas")).expect("inside").components().count() == 2,
            "{evil}: {made}"
        );
    }
    assert!(file(&new("env", &["--feature", "flag", "x"])).contains("/flag/"), "what is typed comes first");
    assert!(file(&new(" ", &["Some words"])).contains("-some-words/"), "an empty name is none");
}

#[test]
fn many_at_once_get_a_folder_each() {
    let repository = Repository::new();
    let children: Vec<_> = (0..8)
        .map(|_| {
            let mut command = repository.command(env!("CARGO_BIN_EXE_perspective-ls"));
            command.args(["new", ID, "--json", "Reduce churn"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
        })
        .collect();
    let mut files: Vec<String> = children
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            json["PERSONA_FILE"].as_str().expect("a path").to_owned()
        })
        .collect();
    files.sort();
    files.dedup();
    assert_eq!(files.len(), 8);
}

#[test]
fn a_branch_is_made_where_it_is_asked_for() {
    let git = |repository: &Repository, arguments: &[&str]| run(repository.command("git").args(arguments));
    let repository = Repository(TempDir::new().expect("a folder"));
    let none = repository.run(&["new", ID, "--branch", "Reduce churn"]);
    assert_eq!(none.status, 2);
    assert!(none.err.contains("is in no git repository") && !repository.path("personas").exists(), "{}", none.err);
    assert_eq!(git(&repository, &["init", "--quiet", "--initial-branch=main"]).status, 0);
    assert_eq!(repository.run(&["new", ID, "Reduce churn"]).status, 0);
    assert_eq!(git(&repository, &["branch", "--show-current"]).out, "main\n", "a name alone makes no branch");
    let json = repository.run(&["new", ID, "--branch", "--json", "Grow accounts"]).json();
    assert_eq!(git(&repository, &["branch", "--show-current"]).out.trim(), json["BRANCH_NAME"].as_str().expect("a name"));
    let again = repository.run(&["new", ID, "--branch", "--json", "--feature", json["BRANCH_NAME"].as_str().expect("a name"), "More"]);
    assert_eq!(again.status, 2, "the file is there");
    assert_eq!(repository.run(&["new", ID, "--branch", "--feature", "other", "x"]).status, 0);
    assert_eq!(git(&repository, &["branch", "--show-current"]).out, "other\n");
}

#[cfg(unix)]
#[test]
fn the_script_takes_every_quoting() {
    // As typed in a shell, and what is meant.
    let rows = [
        (r#"--json "I'm Groot""#, "I'm Groot"),
        (r"--json 'I'\''m Groot'", "I'm Groot"),
        (r#""I'm Groot" --json"#, "I'm Groot"),
        (r#"--json 'He said "hi" \n'"#, r#"He said "hi" \n"#),
        (r"--json $'two\nlines'", "two\nlines"),
        ("--json a b c", "a b c"),
        (r#"--json '$(touch evil) `touch evil` $HOME *'"#, "$(touch evil) `touch evil` $HOME *"),
        (r#"--json "a/b ../../evil""#, "a/b ../../evil"),
        (r#"--json -- "--branch of a tree""#, "--branch of a tree"),
        (r#"--json "-5% churn""#, "-5% churn"),
        (r#"--json "Wie hält man Kunden? 🧭""#, "Wie hält man Kunden? 🧭"),
        (r#"--json 'back\\slash\'"#, r"back\\slash\"),
        (r#"--json "a;b|c>d&e""#, "a;b|c>d&e"),
    ];
    let repository = Repository::new().file("deep/er/x.txt", "");
    assert_eq!(repository.run(&["init"]).status, 0);
    // From the root and from below it by turns.
    let places = [("", "scripts/bash/create-new-persona.sh"), ("deep/er", "../../scripts/bash/create-new-persona.sh")];
    for ((typed, meant), (folder, script)) in rows.into_iter().zip(places.into_iter().cycle()) {
        {
            let line = format!("{script} {typed}");
            let made = run(repository.command("bash").current_dir(repository.path(folder)).args(["-c", &line]));
            assert_eq!((made.status, made.err.as_str()), (0, ""), "{line}");
            let file = PathBuf::from(made.json()["PERSONA_FILE"].as_str().expect("a path"));
            assert_eq!(file.parent().and_then(Path::parent), Some(repository.path("personas").as_path()), "{line}");
            let text = fs::read_to_string(&file).expect("there");
            for part in meant.lines() {
                assert!(text.contains(part), "{line}: {part:?} in {text}");
            }
        }
    }
    assert!(!repository.path("evil").exists() && !repository.path("deep/er/evil").exists());
    let outside = TempDir::new().expect("a folder");
    let script = repository.path("scripts/bash/create-new-persona.sh");
    let made = run(repository.command(script.to_str().expect("UTF-8")).current_dir(outside.path()).args([
        "--json",
        "--persona",
        ID,
        "--feature",
        "far",
        "x",
    ]));
    assert_eq!(
        PathBuf::from(made.json()["PERSONA_FILE"].as_str().expect("a path")),
        repository.path("personas/far/customer-success-perspective.md")
    );
    let missing = run(repository.command("bash").env("PERSPECTIVE_LS", "/nowhere/perspective-ls").args([
        script.to_str().expect("UTF-8"),
        "--json",
        "x",
    ]));
    assert_eq!(missing.status, 2);
    assert!(missing.err.starts_with("ERROR: /nowhere/perspective-ls is not there"), "{}", missing.err);
    for wrong in ["--persona", "--feature"] {
        assert_eq!(run(repository.command("bash").args([script.to_str().expect("UTF-8"), "--json", "x", wrong])).status, 2, "{wrong}");
    }
}

/// The script for PowerShell, where there is one.
#[test]
fn the_script_for_powershell_takes_every_quoting() {
    if Command::new("pwsh").arg("-Version").output().is_err() {
        return;
    }
    let repository = Repository::new();
    assert_eq!(repository.run(&["init"]).status, 0);
    for (typed, meant) in
        [(r#""I'm Groot""#, "I'm Groot"), (r#"'He said "hi" \n'"#, r#"He said "hi" \n"#), ("a b c", "a b c"), ("'ünï 🧭'", "ünï 🧭")]
    {
        let line = format!("./scripts/powershell/create-new-persona.ps1 -Json {typed}");
        let made = run(repository.command("pwsh").args(["-NoProfile", "-Command", &line]));
        assert_eq!(made.status, 0, "{line}: {}", made.err);
        let text = fs::read_to_string(made.json()["PERSONA_FILE"].as_str().expect("a path")).expect("there");
        assert!(text.contains(meant), "{line}: {text}");
    }
}

#[test]
fn init_keeps_what_was_changed() {
    let repository = Repository::new();
    let first = repository.run(&["init"]);
    assert_eq!((first.status, first.out.lines().filter(|it| it.starts_with("made ")).count()), (0, 4), "{}", first.out);
    let script = "scripts/bash/create-new-persona.sh";
    fs::write(repository.path(script), "mine\n").expect("written");
    let second = repository.run(&["init"]);
    assert_eq!((second.status, second.out.lines().filter(|it| it.starts_with("there ")).count()), (0, 3), "{}", second.out);
    assert!(second.err.contains("left as it is"), "{}", second.err);
    assert_eq!(repository.read(script), "mine\n");
}

#[test]
fn questions_are_asked_answered_and_kept() {
    let repository = Repository::new().file(DOCUMENT, &asking());
    let shown = repository.run(&["questions", DOCUMENT]);
    assert_eq!(shown.status, 0);
    assert!(shown.out.starts_with("## Question 1: ") && !repository.path(SHEET).exists(), "{}", shown.out);
    assert!(shown.err.contains(&format!("perspective-ls answer {DOCUMENT} \"Q1: A, Q2: A\"")), "{}", shown.err);
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    assert_eq!(repository.read(SHEET), shown.out);
    let json = repository.run(&["questions", SHEET, "--json"]).json();
    assert_eq!(json["questions"][0]["impact"], "retention");
    assert_eq!(json["questions"][0]["options"].as_array().map(Vec::len), Some(4));
    assert!(json["file"].as_str().is_some_and(|it| it.ends_with(SHEET)), "{json}");
    // The user writes into the sheet.
    let filled = repository.read(SHEET).replacen("**Your choice**: _[Wait for user response]_", "**Your choice**: B", 1);
    fs::write(repository.path(SHEET), &filled).expect("written");
    let early = repository.run(&["answer", DOCUMENT, "--json"]);
    assert_eq!((early.status, early.json()["problems"][0]["code"].as_str()), (2, Some("answer-missing")));
    assert_eq!((repository.read(DOCUMENT), repository.read(SHEET)), (asking(), filled.clone()));
    let filled = filled.replacen("**Your choice**: _[Wait for user response]_", "**Your choice**: Custom - a call, \"Q1: C\", each May", 1);
    fs::write(repository.path(SHEET), &filled).expect("written");
    let dry = repository.run(&["answer", DOCUMENT, "--dry-run", "--json"]).json();
    assert_eq!((dry["written"].as_bool(), dry["open"].as_u64()), (Some(false), Some(0)));
    assert_eq!(repository.read(DOCUMENT), asking());
    let done = repository.run(&["answer", SHEET]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.out.contains("answered Q1: which churn signal"), "{}", done.out);
    let text = repository.read(DOCUMENT);
    assert!(text.contains("a call, \"Q1: C\", each May") && !text.contains("NEEDS"), "{text}");
    assert_eq!(repository.read(SHEET), filled, "choices that stand there stay as they are");
    assert_eq!(repository.run(&["questions", DOCUMENT]).out, "No question is open.\n");
}

#[test]
fn answers_on_the_command_line_are_noted_in_the_sheet() {
    let repository = Repository::new().file(DOCUMENT, &asking().replace('\n', "\r\n"));
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    assert!(repository.read(SHEET).contains("\r\n"), "the sheet has the document's line breaks");
    assert_eq!(repository.run(&["answer", DOCUMENT, "Q1:", "B,", "Q2:", "Custom", "-", "a yearly talk"]).status, 0);
    let sheet = repository.read(SHEET);
    assert!(sheet.contains("**Your choice**: B\r\n") && sheet.contains("**Your choice**: Custom - a yearly talk\r\n"), "{sheet}");
    assert!(!repository.read(DOCUMENT).replace("\r\n", "").contains('\n'));
}

#[test]
fn a_question_that_changed_since_it_was_asked_is_not_answered() {
    let repository = Repository::new().file(DOCUMENT, &asking());
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    let changed = asking().replace("which satisfaction survey is used?", "how many homes are asked?");
    fs::write(repository.path(DOCUMENT), &changed).expect("written");
    let refused = repository.run(&["answer", DOCUMENT, "Q1: A, Q2: B"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("question-orphaned: Q2 has changed since it was asked"), "{}", refused.err);
    assert_eq!(repository.read(DOCUMENT), changed);
    // A new question gets the next number until the sheet is written anew.
    let shown = repository.run(&["questions", DOCUMENT, "--json"]).json();
    let numbers: Vec<u64> = shown["questions"].as_array().expect("a list").iter().filter_map(|it| it["number"].as_u64()).collect();
    assert_eq!(numbers, [1, 3]);
    assert_eq!(repository.run(&["answer", DOCUMENT, "Q1: A, Q3: Custom - twelve homes"]).status, 0);
    assert!(repository.read(DOCUMENT).contains("twelve homes"));
}

#[test]
fn a_sheet_written_anew_keeps_what_stands() {
    let repository = Repository::new().file(DOCUMENT, &asking());
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    let mine = "# Questions for Tom\n\n".to_owned()
        + &repository.read(SHEET).replacen("**Your choice**: _[Wait for user response]_", "**Your choice**: B\n\nasked on Monday", 1);
    fs::write(repository.path(SHEET), &mine).expect("written");
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    assert_eq!(repository.read(SHEET), mine, "nothing changed, so nothing is written");
    // The second question goes, another comes.
    fs::write(repository.path(DOCUMENT), asking().replace("which satisfaction survey is used?", "how many homes are asked?"))
        .expect("written");
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    let sheet = repository.read(SHEET);
    assert!(sheet.starts_with("# Questions for Tom\n\n## Question 1: ") && sheet.contains("asked on Monday"), "{sheet}");
    assert!(sheet.contains("how many homes are asked?") && !sheet.contains("which satisfaction survey"), "{sheet}");
    assert_eq!(sheet.matches("## Question ").count(), 2);
}

#[test]
fn more_questions_than_the_limit_are_told() {
    let many = asking().replace("- Every carer", "- [NEEDS CLARIFICATION: who is the contact in the office?]\n- [NEEDS CLARIFICATION: which churn signal do they see?]\n- Every carer");
    let repository = Repository::new().file(DOCUMENT, &many);
    let asked = repository.run(&["questions", DOCUMENT]);
    assert_eq!(asked.out.matches("## Question ").count(), 3);
    assert!(asked.err.contains("1 more question over the limit of 3"), "{}", asked.err);
}

#[test]
fn a_checklist_is_written_once_and_says_what_changed() {
    let vague = CLEAN.replace(
        "- Train the shift leads of every home in a one-hour session by 30 April, so that open shifts are filled without agency staff.",
        "- Improve the onboarding experience.",
    );
    let repository = Repository::new().file(DOCUMENT, &vague);
    let looked = repository.run(&["checklist", DOCUMENT]);
    assert_eq!(looked.status, 1);
    assert!(looked.out.contains("FAIL   All recommendations are actionable") && !repository.path(LIST).exists(), "{}", looked.out);
    let json = repository.run(&["checklist", DOCUMENT, "--write", "--json"]).json();
    assert_eq!(
        (json["written"].as_bool(), json["summary"]["iteration"].as_u64(), json["summary"]["before"].as_u64()),
        (Some(true), Some(1), Some(0))
    );
    assert!(
        json["checklist"]
            .as_array()
            .expect("items")
            .iter()
            .any(|it| it["state"] == "fail" && it["evidence"][0]["start"]["line"].as_u64().is_some())
    );
    let first = repository.read(LIST);
    assert!(
        first.starts_with("# Customer Success Manager Perspective Quality Checklist: Shift Swap\n")
            && first.contains("(../customer-success-perspective.md)"),
        "{first}"
    );
    let again = repository.run(&["checklist", LIST, "--write", "--json"]).json();
    assert_eq!((again["written"].as_bool(), again["summary"]["iteration"].as_u64()), (Some(false), Some(1)));
    assert_eq!(repository.read(LIST), first);
    // A person's note and an item of theirs stay; the rest follows the text.
    let noted = first.replace("## Notes\n", "- [ ] Tom has read it\n\n## Notes\n\nSee the minutes of Monday.\n");
    fs::write(repository.path(LIST), &noted).expect("written");
    fs::write(repository.path(DOCUMENT), CLEAN).expect("written");
    let run = repository.run(&["checklist", DOCUMENT, "--write"]);
    assert_eq!(run.status, 0, "{}", run.out);
    assert!(
        run.out.contains("-> 15/15 items ticked, validation 2 of 3")
            && run.out.contains("newly passing: All recommendations are actionable"),
        "{}",
        run.out
    );
    let second = repository.read(LIST);
    assert!(second.contains("- [ ] Tom has read it\n") && second.contains("See the minutes of Monday.\n"), "{second}");
    fs::write(repository.path(DOCUMENT), &vague).expect("written");
    let back = repository.run(&["checklist", DOCUMENT, "--write"]);
    assert!(back.out.contains("fails again: All recommendations are actionable"), "{}", back.out);
}

#[test]
fn fixes_of_a_checklist_mend_it_as_one() {
    let repository = Repository::new().file(DOCUMENT, CLEAN);
    assert_eq!(repository.run(&["checklist", DOCUMENT, "--write"]).status, 0);
    let list = repository.read(LIST);
    fs::write(repository.path(LIST), format!("{list}\n|who|when|\n|---|---|\n|Tom|Monday|\n")).expect("written");
    let found = repository.run(&["check", "--format", "json"]).json();
    let codes: Vec<&str> =
        found["companions"][0]["diagnostics"].as_array().expect("a list").iter().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, ["table-format"]);
    assert_eq!(repository.run(&["check", "--fix"]).status, 0);
    assert_eq!(repository.read(LIST), format!("{list}\n| who | when   |\n|-----|--------|\n| Tom | Monday |\n"));
    assert_eq!(repository.read(DOCUMENT), CLEAN);
}

#[test]
fn the_checklist_that_links_to_the_perspective_is_its_own() {
    let other = "personas/shift-swap/checklists/review.md";
    let list = "# My review\n\n**Feature**: [x](../customer-success-perspective.md)\n\n- [ ] All recommendations are actionable\n";
    let repository = Repository::new().file(DOCUMENT, CLEAN).file(other, list);
    let json = repository.run(&["checklist", DOCUMENT, "--write", "--json"]).json();
    assert!(json["file"].as_str().is_some_and(|it| it.ends_with(other)), "{json}");
    assert!(repository.read(other).contains("- [x] All recommendations are actionable\n") && !repository.path(LIST).exists());
    assert_eq!(json["summary"]["missing"].as_array().map(Vec::len), Some(14));
}

#[test]
fn a_checklist_that_links_out_of_the_repository_is_not_followed() {
    let outside = TempDir::new().expect("a folder");
    fs::create_dir_all(outside.path().join("personas/x")).expect("folders");
    let far = outside.path().join("personas/x/customer-success-perspective.md");
    fs::write(&far, CLEAN.replace("Shift Swap", "Secret Plan")).expect("written");
    let name = outside.path().file_name().expect("a name").to_string_lossy().into_owned();
    let link = format!("**Feature**: [x](../../../../{name}/personas/x/customer-success-perspective.md)");
    let list = format!("# My review\n\n{link}\n\n- [ ] All recommendations are actionable\n");
    let other = "personas/shift-swap/checklists/review.md";
    let repository = Repository::new().file(other, &list);
    assert_eq!(repository.run(&["checklist", other]).status, 2, "it is nobody's");
    let repository = repository.file(DOCUMENT, CLEAN);
    let said = repository.run(&["checklist", other, "--json"]);
    assert!(said.out.contains(DOCUMENT) && !said.out.contains(&name), "{}", said.out);
}

#[test]
fn a_report_of_a_folder_and_its_page() {
    let repository = Repository::new()
        .file(DOCUMENT, CLEAN)
        .file("personas/other/customer-success-perspective.md", &asking())
        .file(".git/HEAD", "ref: refs/heads/topic/x\n");
    let run = repository.run(&["report"]);
    assert_eq!(run.status, 0);
    assert!(run.out.starts_with("Feature     Persona"), "{}", run.out);
    let json = repository.run(&["report", "--json"]).json();
    assert_eq!((json["ready"].as_u64(), json["perspectives"].as_array().map(Vec::len)), (Some(1), Some(2)));
    assert_eq!(json["perspectives"][1]["branch"], "2026-03-02-shift-swap");
    fs::write(repository.path(DOCUMENT), CLEAN.replace("**Branch**: `2026-03-02-shift-swap`\n", "")).expect("written");
    assert_eq!(
        repository.run(&["report", DOCUMENT, "--json"]).json()["perspectives"][0]["branch"],
        "topic/x",
        "the branch that is checked out"
    );
    assert_eq!(repository.run(&["report", "--html", "out.html"]).status, 0);
    assert_eq!(repository.run(&["report", "--html", "out.html"]).status, 0, "a page of ours may be written again");
    assert!(repository.read("out.html").contains("</html>"));
    let mine = repository.file("mine.html", "<p>mine</p>\n");
    let refused = mine.run(&["report", "--html", "mine.html"]);
    assert_eq!((refused.status, mine.read("mine.html").as_str()), (2, "<p>mine</p>\n"));
    assert!(refused.err.contains("is no report of ours"), "{}", refused.err);
    assert_eq!(Repository::new().run(&["report"]).status, 2, "nothing to report on");
}

#[test]
fn files_that_are_no_perspective_are_refused() {
    let repository = Repository::new().file("README.md", "# Read me\n").file("lone/checklists/x.md", "- [ ] x\n");
    for command in ["checklist", "questions", "answer", "report"] {
        for file in ["README.md", "lone/checklists/x.md", "none.md"] {
            let run = repository.run(&[command, file]);
            assert_eq!(run.status, 2, "{command} {file}");
            assert!(run.err.starts_with("error: ") && run.err.contains(file), "{command} {file}: {}", run.err);
        }
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_repository_are_refused() {
    use std::os::unix::fs::symlink;
    let outside = TempDir::new().expect("a folder");
    let text = asking();
    fs::write(outside.path().join("p.md"), &text).expect("written");
    let repository = Repository::new().file("personas/x/note.txt", "");
    symlink(outside.path().join("p.md"), repository.path("personas/x/customer-success-perspective.md")).expect("a link");
    symlink(outside.path(), repository.path("personas/x/checklists")).expect("a link");
    symlink(outside.path(), repository.path("personas/x/questions")).expect("a link");
    let file = "personas/x/customer-success-perspective.md";
    for arguments in [&["answer", file, "Q1: A, Q2: A"][..], &["checklist", file, "--write"], &["questions", file, "--write"]] {
        let run = repository.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.out);
        assert!(run.err.contains("lies outside"), "{arguments:?}: {}", run.err);
    }
    assert_eq!(fs::read_dir(outside.path()).expect("there").count(), 1);
    assert_eq!(fs::read_to_string(outside.path().join("p.md")).expect("there"), text);
    // The folder of features may be one, too.
    let far = Repository::new();
    symlink(outside.path(), far.path("personas")).expect("a link");
    assert_eq!(far.run(&["new", ID, "x"]).status, 2);
    assert_eq!(fs::read_dir(outside.path()).expect("there").count(), 1);
}

/// The clean perspective with a vague recommendation.
fn vague() -> String {
    CLEAN.replace(
        "- Train the shift leads of every home in a one-hour session by 30 April, so that open shifts are filled without agency staff.",
        "- Improve the onboarding experience.",
    )
}

/// Code, file and message of each diagnostic of the files beside perspectives.
fn companions(json: &Value) -> Vec<(String, String)> {
    let files = json["companions"].as_array().cloned().unwrap_or_default();
    let of = |file: &Value| {
        let path = file["path"].as_str().expect("a path").to_owned();
        let codes = file["diagnostics"].as_array().expect("a list").iter().map(|it| it["code"].as_str().expect("a code").to_owned());
        codes.map(|code| (code, path.clone())).collect::<Vec<_>>()
    };
    files.iter().flat_map(of).collect()
}

#[test]
fn a_tick_and_the_text_are_judged_together() {
    let repository = Repository::new().file(DOCUMENT, CLEAN);
    assert_eq!(repository.run(&["checklist", DOCUMENT, "--write"]).status, 0);
    let clean = repository.run(&["check"]);
    assert_eq!((clean.status, clean.out.lines().count()), (0, 2), "{}", clean.out);
    // The perspective changes, and the tick stays.
    fs::write(repository.path(DOCUMENT), vague()).expect("written");
    let run = repository.run(&["check", "--format", "json"]);
    let json = run.json();
    assert_eq!((run.status, json["summary"]["documents"].as_u64()), (1, Some(1)));
    let found = companions(&json);
    assert!(found.contains(&("tick-contradicted".to_owned(), format!("./{LIST}"))), "{found:?}");
    let tick = json["companions"][0]["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|it| it["code"] == "tick-contradicted" && it["span"]["text"].as_str().is_some_and(|it| it.contains("actionable")));
    let tick = tick.expect("it is found");
    assert_eq!((tick["severity"].as_str(), tick["span"]["text"].as_str()), (Some("error"), Some("[x] All recommendations are actionable")));
    assert_eq!(
        (tick["related"][0]["path"].as_str(), tick["related"][0]["span"]["text"].as_str()),
        (Some(DOCUMENT), Some("Improve the onboarding experience.")),
        "{tick}"
    );
    // And the other way round.
    let findings = json["documents"][0]["diagnostics"].as_array().expect("a list");
    let vague = findings.iter().find(|it| it["code"] == "vague-recommendation").expect("it is found");
    assert_eq!(
        (vague["related"][0]["path"].as_str(), vague["related"][0]["span"]["text"].as_str()),
        (Some(LIST), Some("[x] All recommendations are actionable")),
        "{vague}"
    );
    let human = repository.run(&["check"]);
    assert!(human.out.contains("error[tick-contradicted]") && human.out.contains(&format!("{DOCUMENT}:")), "{}", human.out);
    for format in ["jsonl", "sarif", "github", "gitlab", "junit"] {
        let out = repository.run(&["check", "--format", format]).out;
        assert!(out.contains("tick-contradicted") && out.contains("checklists/"), "{format}: {out}");
    }
    // A checklist may be asked for by its own name.
    assert_eq!(repository.run(&["check", LIST]).status, 1);
    assert_eq!(repository.run(&["checklist", DOCUMENT, "--write"]).status, 1);
    assert_eq!(companions(&repository.run(&["check", "--format", "json"]).json()).len(), 0, "the write-back took the tick out");
}

#[test]
fn a_tick_of_a_person_is_stale_once_its_words_change() {
    // An item that no program can decide, which a person ticks.
    let command = include_str!("../templates/personas/customer-success-manager/command.md")
        .replace("- [ ] Risk assessment included", "- [ ] The tone is right");
    let repository = Repository::new().file(".personakit/templates/commands/customer-success-manager.md", &command).file(DOCUMENT, CLEAN);
    assert_eq!(repository.run(&["checklist", DOCUMENT, "--write"]).status, 1);
    let ticked = repository.read(LIST).replace("- [ ] The tone is right", "- [x] The tone is right");
    fs::write(repository.path(LIST), &ticked).expect("written");
    assert_eq!(repository.run(&["checklist", DOCUMENT, "--write"]).status, 1, "a person has to decide it for the program");
    assert!(repository.read(LIST).contains("- [x] The tone is right"));
    assert_eq!(companions(&repository.run(&["check", "--format", "json"]).json()), []);
    fs::write(repository.path(DOCUMENT), CLEAN.replace("Quarterly review with", "Half-yearly review with")).expect("written");
    let run = repository.run(&["check", "--format", "json"]);
    assert_eq!(companions(&run.json()), [("checklist-stale".to_owned(), format!("./{LIST}"))]);
    assert_eq!(run.json()["companions"][0]["diagnostics"][0]["fixes"][0]["title"], "Confirm the tick");
}

#[test]
fn a_missing_checklist_is_a_hint_where_the_kit_is_used() {
    let hint = |repository: &Repository| {
        let json = repository.run(&["check", "--format", "json"]).json();
        let found =
            json["documents"][0]["diagnostics"].as_array().expect("a list").iter().filter(|it| it["code"] == "checklist-missing").count();
        (found, json["documents"][0]["ready"].as_bool().expect("a truth"))
    };
    let repository = Repository::new().file(DOCUMENT, CLEAN);
    assert_eq!(hint(&repository), (0, true));
    let repository = repository.file(".personakit/config.json", "{}");
    assert_eq!(hint(&repository), (1, true));
    assert_eq!(repository.run(&["check"]).status, 0);
    fs::write(repository.path("perspective.toml"), "[severity]\nchecklist-missing = \"error\"\n").expect("written");
    assert_eq!(repository.run(&["check"]).status, 1);
    let allowed = format!("<!-- perspective: allow checklist-missing -- reviewed elsewhere -->\n{CLEAN}");
    fs::write(repository.path(DOCUMENT), allowed).expect("written");
    let run = repository.run(&["check"]);
    assert_eq!((run.status, run.out.contains("unused-suppression")), (0, false), "{}", run.out);
    fs::write(repository.path(DOCUMENT), CLEAN).expect("written");
    assert_eq!(repository.run(&["checklist", DOCUMENT, "--write"]).status, 0);
    assert_eq!(hint(&repository), (0, true));
}

#[test]
fn a_sheet_is_judged_beside_its_perspective() {
    let repository = Repository::new().file(DOCUMENT, &asking());
    assert_eq!(repository.run(&["questions", DOCUMENT, "--write"]).status, 0);
    let codes = || companions(&repository.run(&["check", "--format", "json"]).json()).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(codes(), Vec::<String>::new(), "a fresh sheet waits for the user");
    let sheet = repository.read(SHEET);
    fs::write(repository.path(SHEET), sheet.replacen("_[Wait for user response]_", "D", 1)).expect("written");
    assert_eq!(codes(), ["answer-unknown-option", "answer-missing"]);
    fs::write(repository.path(SHEET), sheet.replacen("| A ", "|A", 1)).expect("written");
    assert_eq!(codes(), ["table-format"]);
    fs::write(repository.path(SHEET), &sheet).expect("written");
    fs::write(repository.path(DOCUMENT), CLEAN).expect("written");
    assert_eq!(codes(), ["question-orphaned", "question-orphaned"]);
    fs::write(repository.path(DOCUMENT), asking()).expect("written");
    assert_eq!(repository.run(&["answer", DOCUMENT, "Q1: A, Q2: A"]).status, 0);
    assert_eq!(codes(), Vec::<String>::new(), "answered questions stay as a record");
}

#[test]
fn every_code_is_explained() {
    for code in [
        "tick-contradicted",
        "checklist-stale",
        "checklist-missing",
        "answer-unknown-option",
        "answer-missing",
        "question-orphaned",
        "table-format",
    ] {
        let run = Repository::new().run(&["explain", code]);
        assert_eq!(run.status, 0, "{code}");
        assert!(run.out.starts_with(code), "{code}: {}", run.out);
    }
}
