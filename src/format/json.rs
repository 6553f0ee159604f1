//! Checked documents as one JSON object, schema 1: `docs/schema/check.v1.json` is generated from the types below. The
//! core's types are not serialisable by design: what is promised to machines stands here. A field that is added does not
//! change the version; one that is taken away or changes its meaning does.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Document, Named, TOOL, VERSION, indented, place, published};
use crate::check::{Checked, Kind};
use crate::report::{self, Severity};
use crate::rules;
use crate::text::{Span, Text, fnv1a};
use crate::workflow::{next, questions};

/// Version of the schema.
pub const SCHEMA: u32 = 1;

/// What a check found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "perspective-ls check --format json")]
pub struct Report {
    /// Version of this form: 1.
    pub schema: u32,
    /// Who found it.
    pub tool: Tool,
    /// The perspectives, by path.
    pub documents: Vec<Entry>,
    /// Checklists and sheets of questions that stand beside perspectives; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companions: Vec<Companion>,
    /// Counts over all of them.
    pub summary: Summary,
}

/// The program.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// `perspective-ls`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// A perspective.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// Path of the file, with `/`.
    pub path: String,
    /// Hash of the text that was checked: FNV-1a, 64 bit, of its UTF-8 bytes, in hexadecimal.
    pub hash: String,
    /// Id of the persona whose checklist applies.
    pub persona: String,
    /// Whether the next phase may begin: every item passes or is waived, no question is open, no error stands.
    pub ready: bool,
    /// The items of the persona's checklist in their order.
    pub checklist: Vec<Item>,
    /// The open questions.
    pub clarifications: Clarifications,
    /// The recommendations and how each is judged.
    pub recommendations: Vec<Labelled>,
    /// The metrics and how each is judged.
    pub metrics: Vec<Labelled>,
    /// What is to be mended, in the order of the document.
    pub diagnostics: Vec<Diagnostic>,
    /// How often the perspective was validated, from its checklist file; null where there is none.
    pub validations: Option<usize>,
    /// What remains to be done and for whom, the first thing first; never empty.
    pub next: Vec<Step>,
}

/// A checklist or a sheet of questions, judged beside its perspective.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Companion {
    /// Path of the file, with `/`.
    pub path: String,
    /// `checklist` or `questions`.
    #[schemars(extend("enum" = ["checklist", "questions"]))]
    pub kind: &'static str,
    /// Id of the persona.
    pub persona: String,
    /// What is to be mended, in the order of the document.
    pub diagnostics: Vec<Diagnostic>,
}

/// An item of the checklist.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Item {
    /// The heading that it stands below.
    pub group: String,
    /// Its words.
    pub item: String,
    /// `pass`, `fail`, `review` (a person has to decide) or `waived` (allowed with a reason).
    #[schemars(extend("enum" = ["pass", "fail", "review", "waived"]))]
    pub state: &'static str,
    /// Why, in one line.
    pub reason: String,
    /// Where it is seen, best first.
    pub evidence: Vec<Place>,
}

/// Open questions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clarifications {
    /// How many may be open.
    pub limit: usize,
    /// The markers in the order of the document.
    pub markers: Vec<Marker>,
}

/// A `[NEEDS CLARIFICATION: ...]` marker.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Marker {
    /// Its question.
    pub question: String,
    /// What the answer decides: a link of the persona's chain of priorities, or `other`.
    pub impact: String,
    /// Why it has that impact.
    pub reason: String,
    /// Its weight among the document's markers, from 1.
    pub rank: usize,
    /// Whether it is within the limit.
    pub keep: bool,
    /// Where it stands.
    pub span: Place,
}

/// A judged piece of the document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Labelled {
    /// The judgement, in the words of the guideline.
    pub label: &'static str,
    /// Where it stands.
    pub span: Place,
}

/// What a rule says of a place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// The rule's stable name.
    pub code: &'static str,
    /// How much it matters.
    #[schemars(extend("enum" = ["error", "warning", "information", "hint"]))]
    pub severity: &'static str,
    /// One line that suffices alone: what is wrong, the words quoted, the form that mends it.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Items of the checklist that fail by it, by their words.
    pub items: Vec<String>,
    /// The place to change.
    pub span: Place,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// The question that only the user can answer, where it is about one.
    pub question: Option<Question>,
    /// Where the rule's page is.
    #[schemars(extend("format" = "uri"))]
    pub url: String,
    /// A name of the finding that no edit elsewhere changes: 16 hexadecimal digits, unique in the document.
    pub fingerprint: String,
}

/// Another place that explains a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// The file, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Where.
    pub span: Place,
}

/// A way to mend a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether it may be applied without asking: it keeps the meaning and needs no choice.
    pub safe: bool,
    /// The edits, disjoint and in order, all relative to the text that was checked.
    pub edits: Vec<Edit>,
}

/// A replacement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Place,
    /// What stands there afterwards.
    pub new_text: String,
}

/// A question for the user.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Question {
    /// Its number in the sheet of questions: `Q1`.
    pub number: usize,
    /// What it is about, in a few words.
    pub topic: String,
    /// Where it stands: the section, and the sentence around it.
    pub context: String,
    /// The question.
    pub question: String,
    /// Answers to choose from; the last takes the user's own words.
    pub options: Vec<Choice>,
}

/// An answer that a question offers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Choice {
    /// `A`, `B`, `C` or `Custom`.
    pub label: String,
    /// The answer; it takes the place of the marker.
    pub answer: String,
    /// What it means for the persona.
    pub implication: String,
    /// Whether it only says that an answer belongs here, and cannot be chosen.
    pub prompt: bool,
}

/// Something that remains to be done.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Step {
    /// For whom: `writer` (an assistant may do it), `user` (only who asked for the perspective can) or `reviewer` (a
    /// person has to read and judge).
    #[schemars(extend("enum" = ["writer", "user", "reviewer"]))]
    pub who: &'static str,
    /// What, in one sentence.
    pub what: String,
    /// The command, and the tool over MCP, that does it or helps to.
    pub with: Option<&'static str>,
}

/// A piece of the text: bytes from 0, lines and columns from 1, columns in characters.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    /// Its first character.
    pub start: Point,
    /// Behind its last character.
    pub end: Point,
    /// The characters.
    pub text: String,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Point {
    /// Bytes before it, in UTF-8.
    pub byte: usize,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Its column, from 1, in characters.
    #[schemars(range(min = 1))]
    pub column: usize,
}

/// Counts.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Perspectives that were checked.
    pub documents: usize,
    /// Those that are ready.
    pub ready: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity information.
    pub information: usize,
    /// Findings of severity hint.
    pub hints: usize,
    /// Findings that the baseline has; they are counted nowhere else and not listed.
    pub known: usize,
}

/// The JSON schema (draft 2020-12) of a report: the text of `docs/schema/check.v1.json`.
pub fn schema() -> String {
    published::<Report>("check.v1")
}

/// The object of `check --format json`, indented, with a line break at its end.
pub fn documents(documents: &[Document]) -> String {
    indented(&report(documents))
}

/// What is said of `documents`.
pub fn report(documents: &[Document]) -> Report {
    let count = |severity| documents.iter().map(|it| it.count(severity)).sum();
    let perspectives = || documents.iter().filter(|it| it.is_perspective());
    let summary = Summary {
        documents: perspectives().count(),
        ready: perspectives().filter(|it| it.checked.ready()).count(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        information: count(Severity::Information),
        hints: count(Severity::Hint),
        known: documents.iter().map(Document::known).sum(),
    };
    let tool = Tool { name: TOOL, version: VERSION };
    let companions = documents.iter().filter(|it| !it.is_perspective()).map(companion).collect();
    Report { schema: SCHEMA, tool, documents: perspectives().map(entry).collect(), companions, summary }
}

fn companion(document: &Document) -> Companion {
    Companion {
        path: document.path.clone(),
        kind: if document.checked.kind == Kind::Checklist { "checklist" } else { "questions" },
        persona: document.checked.persona.id.clone(),
        diagnostics: diagnostics(document),
    }
}

/// What is said of `document`.
pub fn entry(document: &Document) -> Entry {
    let checked = document.checked;
    let (persona, perspective) = (&checked.persona, &checked.perspective);
    let labelled = |label, span| Labelled { label, span: span_of(checked, span) };
    Entry {
        path: document.path.clone(),
        hash: hash(checked),
        persona: persona.id.clone(),
        ready: checked.ready(),
        checklist: (checked.report.verdicts.iter())
            .map(|it| Item {
                group: persona.items[it.item].group.clone(),
                item: persona.items[it.item].words.clone(),
                state: it.state.name(),
                reason: it.reason.clone(),
                evidence: it.evidence.iter().map(|span| span_of(checked, *span)).collect(),
            })
            .collect(),
        clarifications: Clarifications { limit: checked.limit, markers: markers(checked) },
        recommendations: perspective.recommendations.iter().map(|it| labelled(it.label.name(), it.span)).collect(),
        metrics: perspective.metrics.iter().map(|it| labelled(it.label.name(), it.span)).collect(),
        diagnostics: diagnostics(document),
        validations: document.validations,
        next: steps(checked, document.validations),
    }
}

/// The hash of the text that was checked.
pub fn hash(checked: &Checked) -> String {
    format!("{:016x}", fnv1a(checked.text.as_str().as_bytes()))
}

/// What remains to be done.
pub fn steps(checked: &Checked, validations: Option<usize>) -> Vec<Step> {
    let step = |it: next::Step| Step { who: it.who.name(), what: it.what, with: it.with };
    next::steps(checked, validations).into_iter().map(step).collect()
}

fn markers(checked: &Checked) -> Vec<Marker> {
    let marker = |it: &crate::model::Marker| Marker {
        question: checked.text.slice(it.question).to_owned(),
        impact: it.impact.clone(),
        reason: it.reason(checked.text.as_str()),
        rank: it.rank,
        keep: it.keep,
        span: span_of(checked, it.span),
    };
    checked.perspective.markers.iter().map(marker).collect()
}

fn diagnostics(document: &Document) -> Vec<Diagnostic> {
    let asked = questions::asked(document.checked);
    let question = |span: Span| asked.iter().find(|(marker, _)| *marker == span).map(|(_, question)| question);
    document.findings().map(|it| diagnostic(document.checked, it, question(it.finding.span))).collect()
}

fn diagnostic(checked: &Checked, named: &Named, question: Option<&questions::Question>) -> Diagnostic {
    let finding = named.finding;
    let edit = |it: &report::Edit| Edit { span: span_of(checked, it.span), new_text: it.text.clone() };
    let fix = |it: &report::Fix| Fix { title: it.title.clone(), safe: it.safe, edits: it.edits.iter().map(edit).collect() };
    let related = |it: &report::Related| {
        let text = it.file.as_ref().map_or(&checked.text, |file| &file.text);
        Related { message: it.message.clone(), path: it.file.as_ref().map(|file| file.path.clone()), span: span_in(text, it.span) }
    };
    Diagnostic {
        code: finding.code,
        severity: finding.severity.name(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        items: finding.items.iter().map(|at| checked.persona.items[*at].words.clone()).collect(),
        span: span_of(checked, finding.span),
        related: finding.related.iter().map(related).collect(),
        fixes: finding.fixes.iter().map(fix).collect(),
        question: question.map(Question::of),
        url: rules::url(finding.code),
        fingerprint: named.fingerprint.clone(),
    }
}

impl Question {
    /// A question of a sheet.
    pub fn of(question: &questions::Question) -> Self {
        let choice = |it: &questions::Choosable| Choice {
            label: it.label.clone(),
            answer: it.answer.clone(),
            implication: it.implication.clone(),
            prompt: it.is_prompt(),
        };
        Question {
            number: question.number,
            topic: question.topic.clone(),
            context: question.context.clone(),
            question: question.question.clone(),
            options: question.options.iter().map(choice).collect(),
        }
    }
}

fn span_of(checked: &Checked, span: Span) -> Place {
    span_in(&checked.text, span)
}

fn span_in(text: &Text, span: Span) -> Place {
    let point = |byte: usize| {
        let (line, column) = place(text, byte);
        Point { byte, line, column }
    };
    Place { start: point(span.start), end: point(span.end), text: text.slice(span).to_owned() }
}
