//! `check` as a gate: known findings, changed files, safe fixes.

use std::fs;
use std::path::Path;
use std::process::Command;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::Personas;
use perspective_ls::report::State;
use perspective_ls::text::Text;
use perspective_ls::workflow::mend::mend;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

const CLEAN: &str = include_str!("data/clean.md");
const EXAMPLE: &str = include_str!("../examples/personas/guided-onboarding/customer-success-perspective.md");
const DOCUMENT: &str = "personas/shift-swap/customer-success-perspective.md";
const OTHER: &str = "personas/other/customer-success-perspective.md";

struct Run {
    status: i32,
    out: String,
    err: String,
}

/// A git repository with files in it.
struct Repository(TempDir);

impl Repository {
    fn new(files: &[(&str, &str)]) -> Self {
        let it = Repository(TempDir::new().expect("a folder"));
        it.git(&["init", "--quiet", "--initial-branch=main"]);
        files.iter().for_each(|(path, text)| it.write(path, text));
        it
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("a file")
    }

    fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let run = Command::new("git").args(who).args(arguments).current_dir(self.path()).output().expect("git runs");
        assert!(run.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }

    fn check(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_perspective-ls")).arg("check").args(arguments).current_dir(self.path()).output();
        let output = output.expect("the binary runs");
        Run {
            status: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.check(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
    }
}

fn flawed() -> String {
    CLEAN.replace("- Every carer has a phone", "- Every carer has a phone from [NAME OF SUPPLIER]")
}

fn judged(text: &str) -> Checked {
    let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
    check(&Text::new(text), &persona, &Config::default())
}

fn mended(text: &str) -> String {
    mend(&Text::new(text), |text| Some(judged(text.as_str()))).text.as_str().to_owned()
}

#[test]
fn a_baseline_hides_what_is_known_and_nothing_else() {
    let repository = Repository::new(&[(DOCUMENT, &flawed())]);
    let missing = repository.check(&["--baseline", "known.json"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("known.json: cannot be read: there is no such file; --update-baseline writes it"), "{}", missing.err);

    let written = repository.check(&["--baseline", "known.json", "--update-baseline"]);
    assert_eq!((written.status, written.err.as_str()), (0, "known.json: 1 finding written\n"));
    let again = repository.check(&["--baseline", "known.json"]);
    assert_eq!((again.status, again.err.as_str()), (0, ""));
    assert!(again.out.contains("1 finding in the baseline, not shown") && !again.out.contains("NAME OF SUPPLIER"), "{}", again.out);

    // From another folder, and after an edit above it, it is the same finding.
    let edited = flawed().replace("## Guidance Request\n", "## Guidance Request\n\nOne line more.\n");
    repository.write(DOCUMENT, &edited);
    assert_eq!(repository.json(&["--baseline", "known.json", "personas/shift-swap"])["summary"]["known"], 1);

    repository.write(DOCUMENT, &edited.replace("week one", "week [NUMBER]"));
    let new = repository.json(&["--baseline", "known.json"]);
    assert_eq!((&new["summary"]["errors"], &new["summary"]["known"]), (&1.into(), &1.into()));
    assert_eq!(new["documents"][0]["diagnostics"][0]["span"]["text"], "[NUMBER]");
    assert_eq!(new["documents"][0]["ready"], false, "a baseline makes nothing ready");
    let log = repository.check(&["--baseline", "known.json", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&log.out).expect("JSON");
    let states: Vec<&str> =
        log["runs"][0]["results"].as_array().expect("results").iter().filter_map(|it| it["baselineState"].as_str()).collect();
    assert_eq!(states, ["new", "unchanged"]);

    repository.write(DOCUMENT, CLEAN);
    let gone = repository.check(&["--baseline", "known.json"]);
    assert_eq!((gone.status, gone.err.as_str()), (0, "known.json: 1 known finding gone; --update-baseline forgets what is gone\n"));

    repository.write("known.json", "{\"schema\": 2, \"documents\": {}}");
    assert!(repository.check(&["--baseline", "known.json"]).err.contains("is a baseline of version 2"));
    repository.write("known.json", "[]");
    let broken = repository.check(&["--baseline", "known.json"]);
    assert_eq!(broken.status, 2);
    assert!(broken.err.contains("known.json: is no baseline"), "{}", broken.err);
}

#[test]
fn since_looks_at_what_changed_alone() {
    let repository = Repository::new(&[(DOCUMENT, &flawed()), (OTHER, &flawed())]);
    repository.commit();
    let paths = |repository: &Repository, arguments: &[&str]| -> Vec<String> {
        let report = repository.json(arguments);
        report["documents"].as_array().expect("documents").iter().map(|it| it["path"].as_str().expect("a path").replace("./", "")).collect()
    };
    let none = repository.check(&["--since", "main"]);
    assert_eq!((none.status, none.out.as_str(), none.err.as_str()), (0, "", ""));

    repository.git(&["checkout", "--quiet", "-b", "work"]);
    repository.write(OTHER, &flawed().replace("week one", "week two"));
    assert_eq!(paths(&repository, &["--since", "main"]), [OTHER], "what is not committed counts");
    repository.commit();
    assert_eq!(paths(&repository, &["--since", "main"]), [OTHER]);
    repository.write("personas/new/customer-success-perspective.md", CLEAN);
    assert_eq!(paths(&repository, &["--since", "main"]).len(), 2, "what git does not know counts");

    // Main goes on; what it changed is not this branch's.
    repository.git(&["stash", "--quiet", "--include-untracked"]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write(DOCUMENT, CLEAN);
    repository.commit();
    repository.git(&["checkout", "--quiet", "work"]);
    assert_eq!(paths(&repository, &["--since", "main"]), [OTHER]);
    assert_eq!(paths(&repository, &["--since", "main", "personas/shift-swap"]), [""; 0]);
    repository.write("personas/shift-swap/perspective.toml", "limit = 2\n");
    assert_eq!(paths(&repository, &["--since", "main"]), [OTHER, DOCUMENT], "settings touch what is below them");

    repository.commit();
    repository.write("personas/shift-swap/checklists/customer-success-perspective.md", "# Mine\n\n- [x] Risk assessment included\n");
    repository.commit();
    repository.write(DOCUMENT, &flawed().replace("week one", "week three"));
    let report = repository.json(&["--since", "HEAD"]);
    assert_eq!(report["companions"].as_array().map(Vec::len), Some(1), "a checklist follows its perspective");

    for (arguments, said) in
        [(["--since", "nowhere"], "git knows no commit \"nowhere\""), (["--since=--help", "."], "git knows no commit \"--help\"")]
    {
        let run = repository.check(&arguments);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn since_needs_a_repository() {
    let folder = TempDir::new().expect("a folder");
    let run = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
        .args(["check", "--since", "main"])
        .current_dir(folder.path())
        .env("GIT_CEILING_DIRECTORIES", folder.path().parent().expect("a folder"))
        .output()
        .expect("it runs");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("is in no git repository; leave --since out"));
}

#[test]
fn safe_fixes_are_applied_until_none_is_left() {
    let broken = CLEAN.replace("## Expansion Revenue", "## Extras").replace("## Relationship Management", "## More");
    let broken = format!("{broken}\n## Notes\n\n[NEEDS CLARIFICATION Who pays?]\n");
    let repository = Repository::new(&[(DOCUMENT, &broken)]);
    let diff = repository.check(&["--diff"]);
    assert!(diff.out.starts_with("--- ./personas") && diff.out.contains("\n+[NEEDS CLARIFICATION: Who pays?]\n"), "{}", diff.out);
    assert_eq!(repository.read(DOCUMENT), broken, "a difference changes nothing");

    let fixed = repository.check(&["--fix", "--format", "json"]);
    assert!(
        fixed.err.contains("customer-success-perspective.md: ") && fixed.err.contains(" findings mended by safe fixes"),
        "{}",
        fixed.err
    );
    let after = repository.read(DOCUMENT);
    assert!(after.contains("[NEEDS CLARIFICATION: Who pays?]"), "{after}");
    let report: Value = serde_json::from_str(&fixed.out).expect("JSON");
    let all = report["documents"][0]["diagnostics"].as_array().expect("diagnostics");
    let safe = |it: &Value| it["fixes"].as_array().expect("fixes").iter().any(|fix| fix["safe"] == true);
    assert!(!all.iter().any(safe), "what is said is of the file as it is now: {all:#?}");
    assert!(all.iter().any(|it| it["code"] == "open-clarification"));

    let again = repository.check(&["--fix"]);
    assert_eq!(again.err, "");
    assert_eq!(repository.read(DOCUMENT), after);
}

#[test]
fn fixes_keep_what_people_wrote() {
    let after = mended(EXAMPLE);
    // Laying out a table changes white space and the dashes below its head, and keeps every cell.
    let words = |line: &str| line.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
    let kept: Vec<String> = after.lines().map(words).collect();
    let lost: Vec<&str> = EXAMPLE.lines().filter(|line| !kept.iter().any(|it| it.contains(&words(line)))).collect();
    assert_eq!(lost, ["**Created**: [DATE]"], "a placeholder may go");
    let items = |text: &str, state| judged(text).report.verdicts.iter().filter(|it| it.state == state).count();
    assert!(items(&after, State::Pass) >= items(EXAMPLE, State::Pass));
}

proptest! {
    // A case checks a document many times.
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever is left of a document, fixes come to an end, and doing them again changes nothing.
    #[test]
    fn fixing_is_done_once(keep in prop::collection::vec(any::<bool>(), 60), crlf in any::<bool>()) {
        let lines: Vec<&str> = EXAMPLE.lines().zip(keep.iter().chain(std::iter::repeat(&true))).filter(|(_, keep)| **keep).map(|(line, _)| line).collect();
        let text = lines.join(if crlf { "\r\n" } else { "\n" });
        let once = mended(&text);
        prop_assert_eq!(&mended(&once), &once);
        let safe = judged(&once).report.findings.iter().filter(|it| it.fixes.iter().any(|fix| fix.safe)).count();
        prop_assert_eq!(safe, 0);
    }
}
