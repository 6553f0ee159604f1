//! What remains to be done with a perspective, and for whom: what ends a loop of mending and checking.

use super::checklist::ITERATIONS;
use super::words::counted;
use crate::check::{Checked, Kind};
use crate::report::{Severity, State};

/// For whom a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Whoever writes the perspective: an assistant, as a rule.
    Writer,
    /// The one who asked for it: only they can answer.
    User,
    /// A person who reads it and judges what no program can.
    Reviewer,
}

impl Who {
    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Who::Writer => "writer",
            Who::User => "user",
            Who::Reviewer => "reviewer",
        }
    }
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// For whom.
    pub who: Who,
    /// What, in one sentence.
    pub what: String,
    /// The command that does it, or helps to.
    pub with: Option<&'static str>,
}

/// What remains, the first thing first; never empty. After the last of the allowed validations
/// ([`ITERATIONS`]), nothing is left for the writer: what still fails is for the user.
pub fn steps(checked: &Checked, validations: Option<usize>) -> Vec<Step> {
    let used_up = validations.is_some_and(|it| it >= ITERATIONS);
    let writer = if used_up { Who::User } else { Who::Writer };
    let items = |state| checked.report.verdicts.iter().filter(|it| it.state == state).count();
    let (failing, review, open) = (items(State::Fail), items(State::Review), checked.perspective.markers.len());
    let findings = &checked.report.findings;
    let errors = findings.iter().filter(|it| it.severity == Severity::Error).count();
    let safe = findings.iter().filter(|it| it.fixes.iter().any(|fix| fix.safe)).count();
    let mut steps = Vec::new();
    let mut add = |count: usize, who, what: &dyn Fn(usize) -> String, with| {
        if count > 0 {
            steps.push(Step { who, what: what(count), with });
        }
    };
    if !used_up {
        add(safe, Who::Writer, &|it| format!("Apply the safe fixes of {}.", counted(it, "finding")), Some("fix"));
    }
    add(open, Who::User, &|it| format!("Answer {}.", counted(it, "open question")), Some("answer"));
    add(errors, writer, &|it| format!("Mend {}.", counted(it, "error")), None);
    let revise = if used_up { "Settle with the people concerned" } else { "Revise the perspective for" };
    add(failing, writer, &|it| format!("{revise} {} and check again.", counted(it, "failing item")), Some("check"));
    let judge = |it| format!("Have a person review {} that no program can decide.", counted(it, "item"));
    add(review, Who::Reviewer, &judge, Some("checklist"));
    if steps.is_empty() {
        let what = if checked.kind != Kind::Perspective {
            "Nothing remains to be done in this file."
        } else if checked.ready() {
            "Go on to implementation or consult the next persona."
        } else {
            "Check the perspective again."
        };
        steps.push(Step { who: Who::User, what: what.to_owned(), with: None });
    }
    steps
}
