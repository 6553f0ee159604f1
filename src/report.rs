//! What is said of a document: findings with their fixes, verdicts with their evidence.
#![deny(clippy::disallowed_methods)]

use crate::text::{Span, Text};

/// How much a finding matters; from what the reader must do (see the module `rules`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Blocks the next phase.
    Error,
    /// An item of the checklist fails, or the user has to be asked.
    Warning,
    /// A judgement of 60 % to 85 % confidence.
    Information,
    /// Welcome, never required.
    Hint,
}

impl Severity {
    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }
    }

    /// The severity that [`Severity::name`] calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint].into_iter().find(|it| it.name() == name)
    }
}

/// A replacement of the text in `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// `text` with `edits` made: disjoint, in order, relative to it. One that does not fit is left out.
pub fn applied(text: &str, edits: &[Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits.iter().filter(|it| it.span.end <= text.len()) {
        if edit.span.start >= from {
            result += Span::new(from, edit.span.start).of(text);
            result += &edit.text;
            from = edit.span.end;
        }
    }
    result + &text[from..]
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative, without a full stop.
    pub title: String,
    /// The edits, all relative to the text that was checked; disjoint and in order.
    pub edits: Vec<Edit>,
    /// Whether it can be applied without asking: it keeps the meaning and needs no choice.
    pub safe: bool,
}

impl Fix {
    /// A fix of one edit that needs a look (not [`Fix::safe`]).
    pub fn new(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }], safe: false }
    }

    /// Adds an edit.
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.edits.push(Edit { span, text: text.into() });
        self.edits.sort_by_key(|edit| edit.span);
        self
    }

    /// The same fix, marked as one that can be applied without asking.
    pub fn safe(mut self) -> Self {
        self.safe = true;
        self
    }
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
    /// The file that `span` is in, where it is not the one of the finding.
    pub file: Option<File>,
}

/// A file that stands beside the one that is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, as the surface names files.
    pub path: String,
    /// What stands in it.
    pub text: Text,
}

/// The confidence of a fact, in percent.
pub const CERTAIN: u8 = 100;

/// From this confidence on, in percent, a judgement has its rule's severity, and an item of the checklist fails by it.
pub const SURE: u8 = 85;

/// Under this confidence, in percent, nothing is said.
pub const SILENT: u8 = 60;

/// What a rule says of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's stable name.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is, in percent: [`CERTAIN`] for what anybody can see, less for a judgement.
    pub confidence: u8,
    /// The place to change.
    pub span: Span,
    /// One line that suffices alone: what is wrong, the words quoted, the form that mends it.
    pub message: String,
    /// What to do, for surfaces that show it apart.
    pub help: String,
    /// Items of the persona's checklist that fail by it: indices into its flat list.
    pub items: Vec<usize>,
    /// Places that explain it.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// Whether the text in the span serves no purpose (LSP's `Unnecessary` tag: shown faded).
    pub unnecessary: bool,
}

/// The state of an item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing speaks against it.
    Pass,
    /// A finding says that it fails.
    Fail,
    /// No program can decide it.
    Review,
    /// It fails, and every finding that says so was allowed with a reason.
    Waived,
}

impl State {
    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            State::Pass => "pass",
            State::Fail => "fail",
            State::Review => "review",
            State::Waived => "waived",
        }
    }
}

/// An item's state, why, and where it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Index into the persona's flat list of items.
    pub item: usize,
    /// The state.
    pub state: State,
    /// Why, in one line.
    pub reason: String,
    /// Where it is seen, best first; for a pass, too.
    pub evidence: Vec<Span>,
}

impl Report {
    /// Adds `findings` that concern no item, at their places.
    pub fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.findings.sort_by_key(|it| (it.span.start, it.severity, it.span.end));
    }
}

/// Everything that is said of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By place, then by severity.
    pub findings: Vec<Finding>,
    /// One for each item of the checklist, in its order.
    pub verdicts: Vec<Verdict>,
}
