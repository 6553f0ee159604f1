//! The seed's steps on files: questions, answers, the checklist, the report. Each plans what is to stand in which file;
//! a surface then writes it, or has its editor do so.

use std::path::{Path, PathBuf};

use super::places::{Kind, kind_of, sheet_of};
use super::texts::{Change, Texts};
use super::{Project, git};
use crate::check::Checked;
use crate::disk::Failure;
use crate::report::Edit;
use crate::text::Text;
use crate::workflow::answers::{self, Choice};
use crate::workflow::checklist::{self, Summary};
use crate::workflow::questions::{self, Sheet};
use crate::workflow::report;

/// A perspective with the files that a step is about.
#[derive(Clone, Debug)]
pub struct Perspective {
    /// Its file.
    pub path: PathBuf,
    /// What was found in it.
    pub checked: Checked,
}

/// The open questions of a perspective.
#[derive(Clone, Debug)]
pub struct Questions {
    /// What is asked of the user, numbered as [`Project::answer`] takes the answers.
    pub sheet: Sheet,
    /// What each question weighs by the persona's chain, in the sheet's order.
    pub impacts: Vec<String>,
    /// Markers that are not asked, as there are too many: their questions.
    pub left: Vec<String>,
    /// The sheet's file.
    pub file: Change,
}

/// Why answers are not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A file cannot be used.
    Failed(Failure),
    /// The answers do not fit the questions: everything there is, and nothing is written.
    Problems(Vec<answers::Problem>),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Refusal::Failed(failure)
    }
}

/// Answers taken in.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What is answered: number and question.
    pub answered: Vec<(usize, String)>,
    /// The files to write, in this order: the sheet that keeps the choices, where there is one, and the perspective.
    pub changes: Vec<Change>,
    /// The perspective with the answers, checked again.
    pub checked: Checked,
}

/// The checklist of a perspective, brought up to date.
#[derive(Clone, Debug)]
pub struct Validation {
    /// The checklist's file.
    pub file: Change,
    /// What changed in it.
    pub summary: Summary,
}

impl Project {
    /// The perspective at `path`, or the one whose checklist or sheet lies there, checked.
    ///
    /// # Errors
    /// There is no file, it cannot be read, or it belongs to no perspective.
    pub fn open(&self, path: &Path, texts: &dyn Texts) -> Result<Perspective, Failure> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let failure = |message: &str| Failure { path: path.clone(), message: message.to_owned() };
        let text = texts.read(&path)?.ok_or_else(|| failure("cannot be read: there is no such file"))?;
        if let Some(checked) = self.check(&path, &Text::new(text)) {
            return Ok(Perspective { path, checked });
        }
        let other =
            self.perspective_of(&path, texts).ok_or_else(|| failure("is not a perspective, nor the checklist or questions of one"))?;
        let text = texts.read(&other)?.unwrap_or_default();
        match self.check(&other, &Text::new(text)) {
            Some(checked) => Ok(Perspective { path: other, checked }),
            None => Err(failure("is not a perspective, nor the checklist or questions of one")),
        }
    }

    /// The questions that are open in `perspective`, and the sheet's file as it would be written.
    ///
    /// # Errors
    /// The sheet cannot be read.
    pub fn questions(&self, perspective: &Perspective, texts: &dyn Texts) -> Result<Questions, Failure> {
        let checked = &perspective.checked;
        let path = sheet_of(&perspective.path);
        let before = texts.read(&path)?;
        let after = questions::renewed(checked, before.as_deref());
        let sheet = questions::current(checked, before.as_deref().map(questions::parse).as_ref());
        let markers = &checked.perspective.markers;
        let impacts = sheet.questions.iter().map(|it| questions::impact(checked, it)).collect();
        let left = markers.iter().filter(|it| !it.keep).map(|it| checked.text.slice(it.question).to_owned()).collect();
        Ok(Questions { sheet, impacts, left, file: Change::whole(path, before, after) })
    }

    /// Takes the answers of the user into `perspective`: `answers` as typed (`Q1: A, Q2: Custom - 90 days`), else those
    /// written into its sheet. All or nothing.
    ///
    /// # Errors
    /// The answers do not fit the questions, or a file cannot be read.
    pub fn answer(
        &self,
        perspective: &Perspective,
        answers: Option<&str>,
        options: answers::Options,
        texts: &dyn Texts,
    ) -> Result<Answered, Refusal> {
        let checked = &perspective.checked;
        let path = sheet_of(&perspective.path);
        let file = texts.read(&path)?;
        let written = file.as_deref().map(questions::parse);
        let mut sheet = questions::current(checked, written.as_ref());
        let choices = match answers {
            Some(answers) => {
                // What the file asks may be answered, be it only to hear that it is asked no more.
                let mut known = sheet.clone();
                known.questions.extend(written.iter().flat_map(|it| it.questions.clone()));
                answers::parse(answers, &known).map_err(Refusal::Problems)?
            }
            None => answers::chosen(&sheet),
        };
        let gone = written.as_ref().map(|it| questions::gone(checked, it, &choices)).unwrap_or_default();
        sheet
            .questions
            .extend(gone.into_iter().filter(|it| !sheet.questions.iter().any(|other| other.number == it.number)).collect::<Vec<_>>());
        let edits = answers::apply(checked, &sheet, &choices, options).map_err(Refusal::Problems)?;
        let document = Change::edited(perspective.path.clone(), checked.text.as_str().to_owned(), edits);
        let mut changes: Vec<Change> = file.map(|text| noted(path, text, &choices)).into_iter().filter(Change::is_needed).collect();
        let answered = choices.iter().filter_map(|it| {
            let question = sheet.questions.iter().find(|question| question.number == it.question)?;
            Some((it.question, question.question.clone()))
        });
        let answered = answered.collect();
        let checked = self.check_as(&perspective.path, &Text::new(document.after.as_str()), &checked.persona);
        changes.push(document);
        Ok(Answered { answered, changes, checked })
    }

    /// The checklist of `perspective` as its verdicts want it, made where there is none. `date` is the day, ISO 8601.
    ///
    /// # Errors
    /// The checklist cannot be read.
    pub fn validate(&self, perspective: &Perspective, date: &str, texts: &dyn Texts) -> Result<Validation, Failure> {
        let checked = &perspective.checked;
        let path = self.checklist_of(&perspective.path, texts);
        let before = texts.read(&path)?;
        let base = before.clone().unwrap_or_else(|| {
            let link = format!("../{}", perspective.path.file_name().unwrap_or_default().to_string_lossy());
            let text = checklist::create(&checked.persona, &report::feature(checked, &perspective.path.to_string_lossy()), date, &link);
            text.replace('\n', checked.text.line_break())
        });
        let written = checklist::write_back(&base, checked);
        let after = crate::report::applied(&base, &written.edits);
        let file = match before {
            Some(before) => Change { path, before: Some(before), after, edits: written.edits },
            None => Change::whole(path, None, after),
        };
        Ok(Validation { file, summary: written.summary })
    }

    /// What is reported of `perspective`, under the name `shown`.
    ///
    /// # Errors
    /// Its checklist cannot be read.
    pub fn report(&self, perspective: &Perspective, shown: &str, texts: &dyn Texts) -> Result<report::Entry, Failure> {
        let list = texts.read(&self.checklist_of(&perspective.path, texts))?.map(|text| checklist::read(&text));
        let mut entry = report::entry(shown, &perspective.checked, list.as_ref());
        entry.feature = feature(&perspective.path);
        entry.branch = entry.branch.or_else(|| git::branch(&perspective.path));
        Ok(entry)
    }
}

/// The name of the folder that the perspective at `path` lies in.
fn feature(path: &Path) -> String {
    path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The sheet at `path` with the choices noted in it.
fn noted(path: PathBuf, text: String, choices: &[Choice]) -> Change {
    let edits: Vec<Edit> = questions::record(&text, choices);
    Change::edited(path, text, edits)
}

/// Whether the file at `path` is a perspective's neighbour, judged together with it.
pub fn is_neighbour(path: &Path) -> bool {
    matches!(kind_of(path), Some(Kind::Checklist | Kind::Questions))
}
