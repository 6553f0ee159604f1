//! What the steps of the workflow say, for machines: questions, the state of a perspective, a validation, a report.

use schemars::JsonSchema;
use serde::Serialize;

use super::Document;
use super::json::{self, Item, Question, Step};
use crate::check::Checked;
use crate::report::{Severity, State};
use crate::rules::{self, Rule};
use crate::workflow::checklist::Summary;
use crate::workflow::questions::Sheet;
use crate::workflow::{answers, questions, report};

/// What was made of a request, in the names that the kit's commands read: one line.
pub fn names(branch: &str, file: &str) -> String {
    line(&Names { branch_name: branch, persona_file: file })
}

#[derive(Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct Names<'a> {
    branch_name: &'a str,
    persona_file: &'a str,
}

/// What is asked of the user.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Questions<'a> {
    /// The perspective.
    pub document: &'a str,
    /// The sheet's file; null where there is none.
    pub file: Option<&'a str>,
    /// The questions, numbered as the answers name them.
    pub questions: Vec<Asked>,
    /// Questions that are over the limit and not asked.
    pub left: &'a [String],
}

impl<'a> Questions<'a> {
    /// Those of `sheet` in the perspective that `checked` is of.
    pub fn of(document: &'a str, file: Option<&'a str>, checked: &Checked, sheet: &Sheet, left: &'a [String]) -> Self {
        Questions { document, file, questions: sheet.questions.iter().map(|it| Asked::of(checked, it)).collect(), left }
    }
}

/// What became of answers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answered<'a> {
    /// The perspective.
    pub document: &'a str,
    /// What is answered.
    pub answered: Vec<Settled<'a>>,
    /// Questions that are still open.
    pub open: usize,
    /// Whether anything was written.
    pub written: bool,
    /// How the perspective stands now.
    pub status: Status,
    /// What remains to be done and for whom; never empty.
    pub next: Vec<Step>,
}

/// A question that is answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Settled<'a> {
    /// Its number.
    pub number: usize,
    /// The question.
    pub question: &'a str,
}

impl<'a> Answered<'a> {
    /// The questions `answered` (number and words) of the perspective that `checked` is of by now, validated so many times.
    pub fn of(document: &'a str, answered: &'a [(usize, String)], written: bool, checked: &Checked, validations: Option<usize>) -> Self {
        let status = Status::of(checked);
        let answered = answered.iter().map(|(number, question)| Settled { number: *number, question }).collect();
        let next = json::steps(checked, validations);
        Answered { document, answered, open: status.markers, written, status, next }
    }
}

/// Why answers were not taken in; nothing was written.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Refused {
    /// Everything there is.
    pub problems: Vec<Problem>,
}

/// A checklist with its evidence.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Checklist<'a> {
    /// The perspective.
    pub document: &'a str,
    /// How it stands.
    pub status: Status,
    /// The items in their order.
    pub checklist: Vec<Item>,
    /// The checklist's file; null where there is none.
    pub file: Option<&'a str>,
    /// Whether it was written.
    pub written: bool,
    /// What a validation changes in the file, or changed.
    pub summary: Validation,
    /// What remains to be done and for whom; never empty. After the last validation nothing is left for the writer.
    pub next: Vec<Step>,
}

impl<'a> Checklist<'a> {
    /// That of the perspective that `checked` is of.
    pub fn of(document: &'a str, file: Option<&'a str>, written: bool, checked: &Checked, summary: &Summary) -> Self {
        // A validation that stands in no file is none yet.
        let validations = file.map(|_| summary.iteration);
        let entry = json::entry(&Document::new(document, checked).validated(validations));
        let summary = Validation::of(checked, summary);
        Checklist { document, status: Status::of(checked), checklist: entry.checklist, file, written, summary, next: entry.next }
    }
}

/// What is reported of perspectives.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report<'a> {
    /// Each.
    pub perspectives: Vec<Reported<'a>>,
    /// How many are ready.
    pub ready: usize,
}

impl<'a> Report<'a> {
    /// What `entries` say.
    pub fn of(entries: &'a [report::Entry]) -> Self {
        Report { perspectives: entries.iter().map(Reported::from).collect(), ready: entries.iter().filter(|it| it.ready).count() }
    }
}

/// `value` as one line of JSON. Nothing in these types can fail to be written.
pub fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// How a perspective stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Status {
    /// Id of its persona.
    pub persona: String,
    /// Items that pass.
    pub passing: usize,
    /// Items that fail.
    pub failing: usize,
    /// Items that a person has to decide.
    pub review: usize,
    /// Items that fail and were allowed to.
    pub waived: usize,
    /// All items.
    pub total: usize,
    /// Open questions.
    pub markers: usize,
    /// How many may be open.
    pub limit: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Whether the next phase may begin.
    pub ready: bool,
}

impl Status {
    /// That of the perspective that `checked` is of.
    pub fn of(checked: &Checked) -> Self {
        let items = |state| checked.report.verdicts.iter().filter(|it| it.state == state).count();
        let findings = |severity| checked.report.findings.iter().filter(|it| it.severity == severity).count();
        Status {
            persona: checked.persona.id.clone(),
            passing: items(State::Pass),
            failing: items(State::Fail),
            review: items(State::Review),
            waived: items(State::Waived),
            total: checked.report.verdicts.len(),
            markers: checked.perspective.markers.len(),
            limit: checked.limit,
            errors: findings(Severity::Error),
            warnings: findings(Severity::Warning),
            ready: checked.ready(),
        }
    }
}

/// A question that is asked of the user.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Asked {
    /// The question with its options.
    #[serde(flatten)]
    pub question: Question,
    /// What its answer decides: a link of the persona's chain of priorities, or `other`.
    pub impact: String,
}

impl Asked {
    /// `question` as it is asked in the document that `checked` is of.
    pub fn of(checked: &Checked, question: &questions::Question) -> Self {
        Asked { question: Question::of(question), impact: questions::impact(checked, question) }
    }
}

/// Why answers were not taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// `answer-unknown-option`, `answer-missing` or `question-orphaned`.
    pub code: &'static str,
    /// Number of the question, where it is about one.
    pub question: Option<usize>,
    /// What is wrong and what to write.
    pub message: String,
}

impl Refused {
    /// That `problems` stand against them.
    pub fn of(problems: &[answers::Problem]) -> Self {
        Refused { problems: problems.iter().map(Problem::from).collect() }
    }
}

impl From<&answers::Problem> for Problem {
    fn from(problem: &answers::Problem) -> Self {
        Problem { code: problem.code, question: problem.question, message: problem.message.clone() }
    }
}

/// What a validation changed in a checklist; items by their words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Validation {
    /// Items that were ticked before.
    pub before: usize,
    /// Items that are ticked now.
    pub after: usize,
    /// All items.
    pub total: usize,
    /// Items that pass now and were not ticked.
    pub newly_passing: Vec<String>,
    /// Items that were ticked and fail now.
    pub regressions: Vec<String>,
    /// Items that the file does not have.
    pub missing: Vec<String>,
    /// Which validation this is.
    pub iteration: usize,
    /// Everything is ticked and no question is open.
    pub complete: bool,
}

impl Validation {
    /// What `summary` says of the checklist for the perspective that `checked` is of.
    pub fn of(checked: &Checked, summary: &Summary) -> Self {
        let words = |items: &[usize]| items.iter().filter_map(|&at| Some(checked.persona.items.get(at)?.words.clone())).collect();
        Validation {
            before: summary.before,
            after: summary.after,
            total: summary.total,
            newly_passing: words(&summary.newly_passing),
            regressions: words(&summary.regressions),
            missing: words(&summary.missing),
            iteration: summary.iteration,
            complete: summary.complete,
        }
    }
}

/// What is reported of a perspective.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Reported<'a> {
    /// Where it lies.
    pub path: &'a str,
    /// Name of its folder.
    pub feature: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Name of its persona.
    pub persona: &'a str,
    /// The branch that it names, else the one that is checked out.
    pub branch: Option<&'a str>,
    /// Whether the next phase may begin.
    pub ready: bool,
    /// Items that pass or are waived.
    pub passing: usize,
    /// All items.
    pub total: usize,
    /// The items in their order.
    pub checklist: Vec<Line<'a>>,
    /// Open questions, the weightiest first.
    pub questions: Vec<&'a str>,
    /// Findings of severity error.
    pub errors: usize,
    /// Validations so far, where there is a checklist file.
    pub validations: Option<usize>,
    /// What to do next; never empty.
    pub next: Vec<&'a str>,
}

/// An item of the checklist.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Line<'a> {
    /// The heading that it stands below.
    pub group: &'a str,
    /// Its words.
    pub item: &'a str,
    /// `pass`, `fail`, `review` or `waived`.
    #[schemars(extend("enum" = ["pass", "fail", "review", "waived"]))]
    pub state: &'static str,
    /// Why.
    pub reason: &'a str,
    /// The words that show it.
    pub evidence: &'a [String],
}

impl<'a> From<&'a report::Entry> for Reported<'a> {
    fn from(entry: &'a report::Entry) -> Self {
        let line = |it: &'a report::Line| Line {
            group: &it.group,
            item: &it.words,
            state: it.state.name(),
            reason: &it.reason,
            evidence: &it.evidence,
        };
        Reported {
            path: &entry.path,
            feature: &entry.feature,
            title: &entry.title,
            persona: &entry.persona,
            branch: entry.branch.as_deref(),
            ready: entry.ready,
            passing: entry.passing(),
            total: entry.items.len(),
            checklist: entry.items.iter().map(line).collect(),
            questions: entry.questions.iter().map(|it| it.words.as_str()).collect(),
            errors: entry.errors,
            validations: entry.iteration,
            next: entry.next.iter().map(|it| it.what.as_str()).collect(),
        }
    }
}

/// A new perspective. The first two names are the kit's.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Made<'a> {
    /// Name of the branch.
    #[serde(rename = "BRANCH_NAME")]
    pub branch: &'a str,
    /// The document; absolute.
    #[serde(rename = "PERSONA_FILE")]
    pub file: &'a str,
    /// Id of the persona.
    pub persona: &'a str,
    /// Whether the branch was made and checked out.
    pub branched: bool,
    /// Whether the document was written; not so on a dry run.
    pub written: bool,
    /// The document's text, to be filled in.
    pub text: &'a str,
}

/// What safe fixes did.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fixes {
    /// One for each perspective that was looked at.
    pub documents: Vec<Mended>,
}

/// What safe fixes did to a perspective.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mended {
    /// The perspective.
    pub path: String,
    /// The fixes in their order; none where there was nothing to mend.
    pub applied: Vec<Applied>,
    /// What they change, as a unified diff; empty where they change nothing.
    pub diff: String,
    /// Whether the file was written; not so on a dry run.
    pub written: bool,
    /// Findings that remain, of any severity.
    pub remaining: usize,
    /// Whether the next phase may begin.
    pub ready: bool,
    /// What remains to be done and for whom; never empty.
    pub next: Vec<Step>,
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Applied {
    /// The rule's name.
    pub code: &'static str,
    /// What was done.
    pub title: String,
}

/// A rule's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Page {
    /// The rule's name.
    pub code: &'static str,
    /// How much its findings matter, where settings do not say otherwise.
    pub severity: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// What it finds, why, and examples; Markdown.
    pub page: &'static str,
    /// Where the page is.
    #[schemars(extend("format" = "uri"))]
    pub url: String,
}

impl Page {
    /// The page of `rule`.
    pub fn of(rule: &Rule) -> Self {
        Page { code: rule.name, severity: rule.severity.name(), summary: rule.summary, page: rule.page, url: rules::url(rule.name) }
    }
}
