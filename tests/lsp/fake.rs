//! An engine whose judgement a test can foresee: it finds the word "bad", and more on request.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use perspective_ls::check::{Checked, Kind};
use perspective_ls::lsp::Engine;
use perspective_ls::persona::{Item, Persona};
use perspective_ls::project::Project;
use perspective_ls::report::{Finding, Fix, Related, Report, Severity};
use perspective_ls::syntax;
use perspective_ls::text::{Span, Text};

/// Finds "bad" in text that begins with `#`; no other text is a perspective. Panics at "panic now".
pub(crate) struct Fake {
    /// What is bad; the editor can set it (`word`), as can a file (`forget`).
    word: String,
    checks: Arc<AtomicUsize>,
    paths: Arc<Mutex<Vec<String>>>,
    gate: Option<Gate>,
    project: Project,
}

/// Stops each check until the test lets it go on.
struct Gate {
    entered: Sender<()>,
    leave: Receiver<()>,
}

/// The test's side of a [`Fake`].
pub(crate) struct Watch {
    checks: Arc<AtomicUsize>,
    paths: Arc<Mutex<Vec<String>>>,
    entered: Receiver<()>,
    leave: Sender<()>,
}

impl Watch {
    /// How many checks there were.
    pub(crate) fn checks(&self) -> usize {
        self.checks.load(Ordering::SeqCst)
    }

    /// The paths that were checked.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.paths.lock().expect("no test panicked").clone()
    }

    /// Waits until a check has begun.
    pub(crate) fn entered(&self) {
        self.entered.recv_timeout(super::client::PATIENCE).expect("a check begins");
    }

    /// Lets a check go on.
    pub(crate) fn leave(&self) {
        self.leave.send(()).expect("the engine waits");
    }
}

impl Fake {
    /// An engine that checks at once.
    pub(crate) fn new() -> Self {
        Fake { gate: None, ..Fake::watched().0 }
    }

    /// An engine that checks at once, and a look at what it does.
    pub(crate) fn counted() -> (Self, Watch) {
        let (fake, watch) = Fake::watched();
        (Fake { gate: None, ..fake }, watch)
    }

    /// An engine each of whose checks stops until the test lets it go on.
    pub(crate) fn watched() -> (Self, Watch) {
        let (checks, paths) = <(Arc<AtomicUsize>, Arc<Mutex<Vec<String>>>)>::default();
        let (entered, entered_seen) = channel();
        let (leave, leave_asked) = channel();
        let watch = Watch { checks: checks.clone(), paths: paths.clone(), entered: entered_seen, leave };
        (Fake { word: "bad".into(), checks, paths, gate: Some(Gate { entered, leave: leave_asked }), project: Project::default() }, watch)
    }
}

/// A finding of a word at `span`; `first` is where it is for the first time.
fn finding(span: Span, first: Span) -> Finding {
    Finding {
        code: "vague-recommendation",
        severity: Severity::Warning,
        confidence: 90,
        span,
        message: "a bad word. Fix: take a good one.".into(),
        help: "take a good one".into(),
        items: vec![1],
        related: if first == span { Vec::new() } else { vec![Related { span: first, message: "first here".into(), file: None }] },
        fixes: vec![
            Fix::new("Replace by good", span, "good").safe(),
            Fix::new("Replace by two words", span, "🧭 so").and(Span::at(span.end), " so"),
        ],
        unnecessary: true,
    }
}

impl Engine for Fake {
    fn check(&mut self, path: &str, text: &Text) -> Option<Checked> {
        if let Some(gate) = &self.gate {
            gate.entered.send(()).expect("the test watches");
            gate.leave.recv().expect("the test lets go on");
        }
        self.checks.fetch_add(1, Ordering::SeqCst);
        self.paths.lock().expect("no test panicked").push(path.to_owned());
        assert!(!text.as_str().contains("panic now"), "the text said so");
        if !text.as_str().starts_with('#') {
            return None;
        }
        let places: Vec<Span> = text.as_str().match_indices(&self.word).map(|(at, word)| Span::new(at, at + word.len())).collect();
        let item = |words: &str| Item { group: "Group".into(), words: words.into(), ..Item::default() };
        let mut persona = Persona::default();
        persona.items = vec![item("first item"), item("second item")];
        Some(Checked {
            kind: Kind::Perspective,
            config: Default::default(),
            text: text.clone(),
            persona: Arc::new(persona),
            syntax: syntax::read(""),
            perspective: Default::default(),
            limit: 3,
            report: Report { findings: places.iter().map(|place| finding(*place, places[0])).collect(), verdicts: Vec::new() },
        })
    }

    fn project(&self) -> &Project {
        &self.project
    }

    fn configure(&mut self, settings: &serde_json::Value, _: Option<&Path>) -> Vec<String> {
        match settings["word"].as_str() {
            Some(word) => {
                self.word = word.to_owned();
                Vec::new()
            }
            None => vec!["unknown key".into()],
        }
    }

    fn forget(&mut self) {
        self.word = "from a file".into();
    }

    fn problems(&mut self) -> Vec<String> {
        Vec::new()
    }
}
