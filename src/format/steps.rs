//! What the steps of the workflow say, for machines: questions, the state of a perspective, a validation, a report.

use serde::Serialize;

use super::Document;
use super::json::{self, Item, Question};
use crate::check::Checked;
use crate::report::{Severity, State};
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
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
}

/// A question that is answered.
#[derive(Clone, Debug, Serialize)]
pub struct Settled<'a> {
    /// Its number.
    pub number: usize,
    /// The question.
    pub question: &'a str,
}

impl<'a> Answered<'a> {
    /// The questions `answered` (number and words) of the perspective that `checked` is of by now.
    pub fn of(document: &'a str, answered: &'a [(usize, String)], written: bool, checked: &Checked) -> Self {
        let status = Status::of(checked);
        let answered = answered.iter().map(|(number, question)| Settled { number: *number, question }).collect();
        Answered { document, answered, open: status.markers, written, status }
    }
}

/// Why answers were not taken in; nothing was written.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// Everything there is.
    pub problems: Vec<Problem>,
}

/// A checklist with its evidence.
#[derive(Clone, Debug, Serialize)]
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
}

impl<'a> Checklist<'a> {
    /// That of the perspective that `checked` is of.
    pub fn of(document: &'a str, file: Option<&'a str>, written: bool, checked: &Checked, summary: &Summary) -> Self {
        let checklist = json::entry(&Document::new(document, checked)).checklist;
        Checklist { document, status: Status::of(checked), checklist, file, written, summary: Validation::of(checked, summary) }
    }
}

/// What is reported of perspectives.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
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
    pub questions: &'a [String],
    /// Findings of severity error.
    pub errors: usize,
    /// Validations so far, where there is a checklist file.
    pub validations: Option<usize>,
    /// What to do next; never empty.
    pub next: &'a [String],
}

/// An item of the checklist.
#[derive(Clone, Debug, Serialize)]
pub struct Line<'a> {
    /// The heading that it stands below.
    pub group: &'a str,
    /// Its words.
    pub item: &'a str,
    /// `pass`, `fail`, `review` or `waived`.
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
            questions: &entry.questions,
            errors: entry.errors,
            validations: entry.iteration,
            next: &entry.next,
        }
    }
}
