//! An agent without intelligence: it does what `next` says as far as a command does it, answers every question with A,
//! and stops when nothing is left for it. Over the terminal and over the Model Context Protocol it gets equally far.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../examples/personas/guided-onboarding/customer-success-perspective.md");
const DOCUMENT: &str = "personas/guided-onboarding/customer-success-perspective.md";

/// What can only be mended by words that somebody has to think of.
const JUDGEMENT: &[&str] = &[
    "technical-detail",
    "technical-metric",
    "unfilled-placeholder",
    "empty-section",
    "no-risk-assessment",
    "vague-recommendation",
    "recommendation-without-value",
    "unresolved-metric",
    "outcome-without-recommendation",
    "outcome-without-metric",
    "topic-not-addressed",
];

/// A way to the program.
trait Channel {
    fn check(&mut self) -> Value;
    fn fix(&mut self);
    fn questions(&mut self) -> Value;
    fn answer(&mut self, answers: &str);
    fn validate(&mut self) -> Value;
}

fn repository() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a repository's mark");
    let file = folder.path().join(DOCUMENT);
    fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
    fs::write(file, EXAMPLE).expect("the example");
    folder
}

struct Terminal(PathBuf);

impl Terminal {
    fn run(&self, arguments: &[&str]) -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_perspective-ls")).args(arguments).current_dir(&self.0).output().expect("it runs");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.code().is_some_and(|it| it < 2), "{arguments:?}: {err}");
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {out}"))
    }
}

impl Channel for Terminal {
    fn check(&mut self) -> Value {
        self.run(&["check", "--format", "json", DOCUMENT])["documents"][0].clone()
    }

    fn fix(&mut self) {
        self.run(&["check", "--fix", "--format", "json", DOCUMENT]);
    }

    fn questions(&mut self) -> Value {
        self.run(&["questions", "--json", DOCUMENT])["questions"].clone()
    }

    fn answer(&mut self, answers: &str) {
        self.run(&["answer", "--json", DOCUMENT, answers]);
    }

    fn validate(&mut self) -> Value {
        self.run(&["checklist", "--write", "--json", DOCUMENT])
    }
}

/// A client of MCP that knows just enough: one request at a time, lines of JSON.
struct Agent {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Agent {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
            .arg("mcp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut agent = Agent { child, input, output, asked: 0 };
        let who = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
        let offered = agent.ask("initialize", who);
        assert!(offered["result"]["instructions"].as_str().is_some_and(|it| it.contains("`next`")), "{offered}");
        agent.say(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        agent
    }

    fn say(&mut self, message: &Value) {
        writeln!(self.input, "{message}").expect("it reads");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        self.say(&json!({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("it writes") > 0, "it answers {method}");
            let message: Value = serde_json::from_str(&line).expect("JSON");
            if message["id"] == self.asked {
                return message;
            }
        }
    }

    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        assert_eq!(answer["result"]["isError"], false, "{tool}: {answer}");
        answer["result"]["structuredContent"].clone()
    }

    /// What is wrong, in words.
    fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        assert_eq!(answer["result"]["isError"], true, "{tool}: {answer}");
        answer["result"]["content"][0]["text"].as_str().expect("words").to_owned()
    }

    /// Ends the session as clients do; the server has to end, too.
    fn end(mut self) {
        drop(self.input);
        assert!(self.child.wait().expect("it ends").success());
    }
}

impl Channel for Agent {
    fn check(&mut self) -> Value {
        self.call("check", json!({"paths": [DOCUMENT]}))["documents"][0].clone()
    }

    fn fix(&mut self) {
        self.call("fix", json!({"paths": [DOCUMENT]}));
    }

    fn questions(&mut self) -> Value {
        self.call("questions", json!({"path": DOCUMENT}))["questions"].clone()
    }

    fn answer(&mut self, answers: &str) {
        self.call("answer", json!({"path": DOCUMENT, "answers": answers}));
    }

    fn validate(&mut self) -> Value {
        self.call("checklist", json!({"path": DOCUMENT, "write": true}))
    }
}

/// Works on the example; how many rounds it took until a check found nothing more for a command to do.
fn work(channel: &mut dyn Channel) -> usize {
    for round in 0.. {
        let before = channel.check();
        let steps: Vec<String> =
            before["next"].as_array().expect("steps").iter().filter_map(|it| it["with"].as_str()).map(str::to_owned).collect();
        if !steps.iter().any(|it| it == "fix" || it == "answer") {
            return round;
        }
        assert!(round < 10, "it ends");
        if steps.iter().any(|it| it == "fix") {
            channel.fix();
        }
        if steps.iter().any(|it| it == "answer") {
            let questions = channel.questions();
            // A user without suggestions answers in their own words.
            let answer = |it: &Value| match it["options"][0]["answer"].as_str().is_some_and(|it| it.starts_with('[')) {
                true => format!("Q{}: Custom - only their managers", it["number"]),
                false => format!("Q{}: A", it["number"]),
            };
            let answers: Vec<String> = questions.as_array().expect("questions").iter().map(answer).collect();
            channel.answer(&answers.join(", "));
        }
        channel.validate();
    }
    unreachable!()
}

/// Holds the example to what has to be true once the agent has done all that it can.
fn only_judgement_remains(channel: &mut dyn Channel) {
    let document = channel.check();
    assert_eq!(document["clarifications"]["markers"], json!([]));
    for finding in document["diagnostics"].as_array().expect("diagnostics") {
        let code = finding["code"].as_str().expect("a code");
        assert!(JUDGEMENT.contains(&code), "{code} is no matter of judgement: {finding}");
        assert!(!finding["fixes"].as_array().expect("fixes").iter().any(|it| it["safe"] == true), "{finding}");
    }
}

/// Work that does not help: an assumption more, so that there is something to validate.
fn another_try(folder: &TempDir, number: usize) {
    let file = folder.path().join(DOCUMENT);
    let text = fs::read_to_string(&file).expect("it is there");
    fs::write(file, format!("{text}- Every team reads mail, number {number}.\n")).expect("it is written");
}

fn who(steps: &Value) -> Vec<&str> {
    steps.as_array().expect("steps").iter().map(|it| it["who"].as_str().expect("who")).collect()
}

#[test]
fn an_agent_without_intelligence_gets_as_far_as_judgement() {
    let (one, other) = (repository(), repository());
    let (mut terminal, mut agent) = (Terminal(one.path().to_owned()), Agent::start(other.path()));
    let rounds = [work(&mut terminal), work(&mut agent)];
    assert!(rounds[0] <= 3 && rounds[0] == rounds[1], "{rounds:?}");
    only_judgement_remains(&mut terminal);
    only_judgement_remains(&mut agent);
    agent.end();
    let [one, other] = [&one, &other].map(|it| fs::read_to_string(it.path().join(DOCUMENT)).expect("it is there"));
    assert_eq!(one, other, "both ways lead to the same document");
}

#[test]
fn the_loop_ends_after_three_validations() {
    let folder = repository();
    let (mut terminal, mut agent) = (Terminal(folder.path().to_owned()), Agent::start(folder.path()));
    for number in 1..=3 {
        another_try(&folder, number);
        let validated = if number == 2 { terminal.validate() } else { agent.validate() };
        assert_eq!(validated["summary"]["iteration"], number);
        assert_eq!(who(&validated["next"]).contains(&"writer"), number < 3, "{validated}");
    }
    for channel in [&mut terminal as &mut dyn Channel, &mut agent] {
        let document = channel.check();
        assert_eq!(document["validations"], 3);
        assert_eq!(document["ready"], false);
        let said: Vec<&str> = document["next"].as_array().expect("steps").iter().filter_map(|it| it["what"].as_str()).collect();
        assert!(said.iter().any(|it| it.starts_with("Settle with the people concerned")), "{said:?}");
        assert!(!who(&document["next"]).contains(&"writer"), "nothing is left for an agent: {said:?}");
    }
    agent.end();
    let output =
        Command::new(env!("CARGO_BIN_EXE_perspective-ls")).args(["check", DOCUMENT]).current_dir(folder.path()).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("validated 3 times; what remains is for people:\n    user"), "{said}");
}

#[test]
fn an_agent_hears_what_is_wrong_in_words() {
    let folder = repository();
    fs::write(folder.path().join("notes.md"), "# Notes\n").expect("a file");
    let mut agent = Agent::start(folder.path());
    for (tool, arguments, said) in [
        ("check", json!({"paths": ["../elsewhere"]}), "lies outside the folders of this session"),
        ("check", json!({"paths": ["nowhere.md"]}), "cannot be read"),
        ("check", json!({"paths": ["notes.md"]}), "notes.md: is not a perspective"),
        ("check", json!({"paths": [DOCUMENT], "persona": "nobody"}), "there is no persona \"nobody\"; there are: "),
        ("check", json!({"paths": [DOCUMENT], "since": "nowhere"}), "--since"),
        ("check", json!({"text": "# X"}), "name that file alone"),
        ("explain", json!({"code": "vague"}), "did you mean \"vague-recommendation\""),
        ("new", json!({"persona": "customer-success-manager", "request": "  "}), "No guidance request provided"),
        ("answer", json!({"path": DOCUMENT, "answers": "Q1: Z, Q2: A, Q3: A"}), "answer-unknown-option: Q1 has no option Z"),
        ("answer", json!({"path": DOCUMENT, "answers": "Q1: A"}), "answer-missing: Q2 has no answer"),
        ("questions", json!({"path": "notes.md"}), "is not a perspective"),
    ] {
        let words = agent.refused(tool, arguments.clone());
        assert!(words.contains(said), "{tool} {arguments}: {words}");
    }
    // What cannot be understood at all is an error of the protocol, and the server lives.
    for arguments in [json!({"path": DOCUMENT}), json!({"paths": DOCUMENT}), json!({"paths": [DOCUMENT], "colour": "red"})] {
        let answer = agent.ask("tools/call", json!({"name": "check", "arguments": arguments}));
        assert!(answer["error"]["message"].is_string() || answer["result"]["isError"] == true, "{answer}");
    }
    let before = fs::read_to_string(folder.path().join(DOCUMENT)).expect("it is there");
    assert_eq!(before, EXAMPLE, "nothing was written");
    let unsaved = agent.call("check", json!({"paths": ["personas/x/customer-success-perspective.md"], "text": EXAMPLE}));
    assert_eq!(unsaved["summary"]["documents"], 1);
    agent.say(&json!("no request"));
    agent.say(&json!({"jsonrpc": "2.0", "id": 99999, "method": "no/such"}));
    assert_eq!(agent.check()["path"], DOCUMENT);
    agent.end();
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = repository();
    let mut agent = Agent::start(folder.path());
    let fixed = agent.call("fix", json!({"dry_run": true}));
    assert!(fixed["documents"][0]["diff"].as_str().is_some_and(|it| it.contains("+**Created**: 2026-02-09")), "{fixed}");
    assert_eq!(fixed["documents"][0]["written"], false);
    let answered =
        agent.call("answer", json!({"path": DOCUMENT, "answers": "Q1: A, Q2: A, Q3: Custom - only their managers", "dry_run": true}));
    assert_eq!((&answered["written"], &answered["open"]), (&json!(false), &json!(1)));
    let made = agent.call("new", json!({"persona": "customer-success-manager", "request": "How do we keep small teams?", "dry_run": true}));
    assert_eq!(made["written"], false);
    assert!(made["text"].as_str().is_some_and(|it| it.contains("> How do we keep small teams?")), "{made}");
    assert!(!Path::new(made["PERSONA_FILE"].as_str().expect("a path")).exists());
    agent.end();
    assert_eq!(fs::read_to_string(folder.path().join(DOCUMENT)).expect("it is there"), EXAMPLE);
    assert_eq!(fs::read_dir(folder.path().join("personas")).expect("a folder").count(), 1);
}

#[test]
fn terminal_and_agent_are_told_the_same() {
    let folder = repository();
    let (mut terminal, mut agent) = (Terminal(folder.path().to_owned()), Agent::start(folder.path()));
    assert_eq!(terminal.check(), agent.check());
    assert_eq!(terminal.questions(), agent.questions());
    let [mut one, mut other] = [terminal.validate(), agent.validate()];
    for it in [&mut one, &mut other] {
        // The terminal names files as it was given them, and the second finds the file up to date.
        ["document", "file", "written"].iter().for_each(|key| drop(it.as_object_mut().expect("an object").remove(*key)));
        it["summary"].as_object_mut().expect("an object").remove("before");
        it["summary"].as_object_mut().expect("an object").remove("newlyPassing");
    }
    assert_eq!(one, other);
    agent.end();
}
