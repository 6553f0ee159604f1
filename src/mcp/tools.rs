//! The tools: what goes in, and what is done. Each is a command of the terminal.

use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::{Refusing, Told, told};
use super::progress::Progress;
use super::roots::Roots;
use crate::check::Kind;
use crate::disk::{self, Failure};
use crate::format::json;
use crate::format::steps::{Answered, Applied, Checklist, Fixes, Made, Mended, Page, Questions, Report};
use crate::format::{self, Document};
use crate::project::{self, Changes, OnDisk, Order, Outcome, Perspective, Project, today};
use crate::report::Severity;
use crate::rules::{self, RULES};
use crate::workflow::answers::Options;
use crate::workflow::{questions, report};

/// Which perspectives.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CheckInput {
    /// Markdown files, and folders to search for perspectives; without any, all of the repository.
    pub(super) paths: Vec<String>,
    /// A text to check in place of the one file that `paths` names, which need not be there: what is not saved yet.
    pub(super) text: Option<String>,
    /// Take every file that is named as a perspective of this persona.
    pub(super) persona: Option<String>,
    /// Look only at what has changed in git since this branch, tag or commit, and at what is not committed yet.
    pub(super) since: Option<String>,
}

/// A rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplainInput {
    /// The code of a finding, e.g. `vague-recommendation`.
    pub(super) code: String,
}

/// A new perspective.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewInput {
    /// Id of the persona, e.g. `customer-success-manager`.
    pub(super) persona: String,
    /// What is asked, in the user's words.
    pub(super) request: String,
    /// The feature that it belongs to, instead of one named from the request.
    #[serde(default)]
    pub(super) feature: Option<String>,
    /// Where the repository is; without one, the session's first folder.
    #[serde(default)]
    pub(super) folder: Option<String>,
    /// Whether to check out a branch of the feature's name, made if it is new.
    #[serde(default)]
    pub(super) branch: bool,
    /// Say what would be made, and make nothing.
    #[serde(default)]
    pub(super) dry_run: bool,
}

/// A perspective whose questions are asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionsInput {
    /// The perspective, or its sheet of questions.
    pub(super) path: String,
    /// Write the sheet beside the perspective, for the user to fill in.
    #[serde(default)]
    pub(super) write: bool,
}

/// Answers of the user.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerInput {
    /// The perspective, or its sheet of questions.
    pub(super) path: String,
    /// All answers, e.g. `Q1: A, Q2: Custom - 90 days, Q3: B`; without any, those written into the sheet.
    #[serde(default)]
    pub(super) answers: Option<String>,
    /// Say what would happen, and write nothing.
    #[serde(default)]
    pub(super) dry_run: bool,
}

/// A perspective whose checklist is asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChecklistInput {
    /// The perspective, or its checklist.
    pub(super) path: String,
    /// Bring the checklist's file up to date, which counts as a validation. There are three.
    #[serde(default)]
    pub(super) write: bool,
}

/// Perspectives to report on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ReportInput {
    /// Perspectives, and folders to search for them; without any, all of the repository.
    pub(super) paths: Vec<String>,
}

/// Perspectives to mend.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FixInput {
    /// Perspectives, and folders to search for them; without any, all of the repository.
    pub(super) paths: Vec<String>,
    /// Say what would change, and write nothing.
    pub(super) dry_run: bool,
}

pub(super) fn check(roots: &Roots, input: &CheckInput, progress: &Progress) -> Result<Told, Refusing> {
    let project = Project::default();
    let mut perspectives = match &input.text {
        Some(text) => vec![unsaved(&project, roots, input, text.clone())?],
        None => survey(&project, roots, Some(input), &input.paths, progress)?,
    };
    project.compare(&mut perspectives);
    let documents: Vec<Document> =
        perspectives.iter().map(|it| Document::new(roots.name(&it.path), &it.checked).validated(project.validations(&it.path))).collect();
    settled(&project)?;
    told(&format::json::report(&documents))
}

/// The text that is given, judged as the file that is named.
fn unsaved(project: &Project, roots: &Roots, input: &CheckInput, text: String) -> Result<Perspective, Refusing> {
    let [path] = input.paths.as_slice() else {
        return Err(Refusing("\"text\" is the text of one file: name that file alone in \"paths\"".to_owned()));
    };
    let place = roots.inside(path)?;
    let persona = forced(project, input, &place)?;
    match project.take(&place, text, persona.as_ref()) {
        Outcome::Judged(perspective) => Ok(*perspective),
        _ => Err(not_one(path)),
    }
}

fn not_one(path: &str) -> Refusing {
    Refusing(format!("{path}: is not a perspective; give \"persona\" to take it all the same"))
}

fn forced(project: &Project, input: &CheckInput, path: &Path) -> Result<Option<std::sync::Arc<crate::persona::Persona>>, Refusing> {
    let Some(id) = &input.persona else { return Ok(None) };
    let personas = project.personas(path);
    let known: Vec<&str> = personas.ids().collect();
    let refusing = || Refusing(format!("there is no persona \"{id}\"; there are: {}", known.join(", ")));
    personas.get(id).cloned().map(Some).ok_or_else(refusing)
}

/// All perspectives at and below the paths `given`, judged; at least one of those that are named.
fn survey(
    project: &Project,
    roots: &Roots,
    input: Option<&CheckInput>,
    given: &[String],
    progress: &Progress,
) -> Result<Vec<Perspective>, Refusing> {
    let named = roots.all_inside(given)?;
    let (mut files, failures) = disk::markdown(&named);
    refuse(failures)?;
    // A link may lead out of the roots; what lies there is not the agent's.
    files.retain(|it| roots.hold(it));
    if let Some(since) = input.and_then(|it| it.since.as_deref()) {
        let folder = named.first().map(|it| if it.is_dir() { it.as_path() } else { it.parent().unwrap_or(it) });
        let changes = Changes::since(since, folder.unwrap_or(Path::new(".")))?;
        files.retain(|it| changes.touch(it));
    }
    let persona = match (input, named.first()) {
        (Some(input), Some(first)) => forced(project, input, first)?,
        _ => None,
    };
    let total = files.len();
    let taken = project::Taken { named: &named, persona };
    let (mut judged, mut failures) = (Vec::new(), Vec::new());
    for outcome in project.survey(&files, &taken, &|| progress.tick(total)) {
        match outcome {
            Outcome::Judged(perspective) => judged.push(*perspective),
            Outcome::Other(path) if named.contains(&path) => return Err(not_one(&roots.name(&path))),
            Outcome::Other(_) => {}
            Outcome::Failed(failure) => failures.push(failure),
        }
    }
    refuse(failures)?;
    Ok(judged)
}

/// All that went wrong, if anything did.
fn refuse(failures: Vec<Failure>) -> Result<(), Refusing> {
    if failures.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = failures.into_iter().map(|it| Refusing::from(it).0).collect();
    Err(Refusing(lines.join("\n")))
}

/// What is wrong with settings and templates, which may have judged otherwise than was meant.
fn settled(project: &Project) -> Result<(), Refusing> {
    let problems = project.problems().into_iter().filter(|it| it.severity == Severity::Error);
    let lines: Vec<String> = problems.map(|it| it.to_string()).collect();
    if lines.is_empty() { Ok(()) } else { Err(Refusing(lines.join("\n"))) }
}

pub(super) fn explain(input: &ExplainInput) -> Result<Told, Refusing> {
    let page = rules::rule(&input.code).map(Page::of).ok_or_else(|| {
        let near = rules::nearest(&input.code).map_or("", |rule| rule.name);
        let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        Refusing(format!("there is no rule \"{}\": did you mean \"{near}\"? There are: {}", input.code, known.join(", ")))
    })?;
    told(&page)
}

pub(super) fn new(roots: &Roots, input: &NewInput) -> Result<Told, Refusing> {
    let folder = match &input.folder {
        Some(folder) => roots.inside(folder)?,
        None => roots.folders().first().cloned().ok_or_else(|| Refusing("there is no folder to make it in".to_owned()))?,
    };
    // A repository that begins above the session's folders is not the agent's to write in.
    let root = project::root(&folder);
    let root = if roots.hold(&root) { root } else { folder };
    let order = Order {
        persona: &input.persona,
        request: &input.request,
        feature: input.feature.as_deref(),
        date: &today(),
        branch: input.branch,
        dry_run: input.dry_run,
    };
    let made = Project::default().new_perspective(&root, order)?;
    told(&Made {
        branch: &made.branch,
        file: &made.file.to_string_lossy(),
        persona: &made.persona.id,
        branched: made.branched,
        written: !input.dry_run,
        text: &made.text,
    })
}

pub(super) fn questions(roots: &Roots, input: &QuestionsInput) -> Result<Told, Refusing> {
    let (project, perspective) = open(roots, &input.path)?;
    let asked = project.questions(&perspective, &OnDisk)?;
    if input.write {
        carry_out(roots, &asked.file)?;
    }
    // What was written is what is asked now; it may have other numbers than an older sheet.
    let sheet = if input.write { questions::parse(&asked.file.after) } else { asked.sheet };
    let file = (input.write || asked.file.before.is_some()).then(|| roots.name(&asked.file.path));
    let document = roots.name(&perspective.path);
    told(&Questions::of(&document, file.as_deref(), &perspective.checked, &sheet, &asked.left))
}

pub(super) fn answer(roots: &Roots, input: &AnswerInput) -> Result<Told, Refusing> {
    let (project, perspective) = open(roots, &input.path)?;
    let options = Options { date: &today(), partial: false, duplicates: true };
    let answered = project.answer(&perspective, input.answers.as_deref(), options, &OnDisk)?;
    if !input.dry_run {
        for change in &answered.changes {
            carry_out(roots, change)?;
        }
    }
    let (document, validations) = (roots.name(&perspective.path), project.validations(&perspective.path));
    told(&Answered::of(&document, &answered.answered, !input.dry_run, &answered.checked, validations))
}

pub(super) fn checklist(roots: &Roots, input: &ChecklistInput) -> Result<Told, Refusing> {
    let (project, perspective) = open(roots, &input.path)?;
    let validation = project.validate(&perspective, &today(), &OnDisk)?;
    if input.write {
        carry_out(roots, &validation.file)?;
    }
    let file = (input.write || validation.file.before.is_some()).then(|| roots.name(&validation.file.path));
    let written = input.write && validation.file.is_needed();
    let document = roots.name(&perspective.path);
    told(&Checklist::of(&document, file.as_deref(), written, &perspective.checked, &validation.summary))
}

pub(super) fn report(roots: &Roots, input: &ReportInput, progress: &Progress) -> Result<Told, Refusing> {
    let project = Project::default();
    let perspectives = survey(&project, roots, None, &input.paths, progress)?;
    let entry = |it: &Perspective| project.report(it, &roots.name(&it.path), &OnDisk).map_err(Refusing::from);
    let perspectives = perspectives.iter().filter(|it| it.checked.kind == Kind::Perspective);
    let mut entries: Vec<report::Entry> = perspectives.map(entry).collect::<Result<_, _>>()?;
    entries.sort_by(|one, other| (&one.feature, &one.persona, &one.path).cmp(&(&other.feature, &other.persona, &other.path)));
    settled(&project)?;
    told(&Report::of(&entries))
}

pub(super) fn fix(roots: &Roots, input: &FixInput, progress: &Progress) -> Result<Told, Refusing> {
    let project = Project::default();
    let perspectives = survey(&project, roots, None, &input.paths, progress)?;
    settled(&project)?;
    let mut documents = Vec::new();
    for perspective in perspectives {
        let fixed = project.fix(&perspective);
        let path = roots.name(&perspective.path);
        if !input.dry_run {
            carry_out(roots, &fixed.file)?;
        }
        documents.push(Mended {
            applied: fixed.done.into_iter().map(|it| Applied { code: it.code, title: it.title }).collect(),
            diff: fixed.file.diff(&path),
            written: !input.dry_run && fixed.file.is_needed(),
            remaining: fixed.checked.report.findings.len(),
            ready: fixed.checked.ready(),
            next: json::steps(&fixed.checked, project.validations(&perspective.path)),
            path,
        });
    }
    told(&Fixes { documents })
}

/// The perspective at the path `given`, or the one whose checklist or sheet lies there.
fn open(roots: &Roots, given: &str) -> Result<(Project, Perspective), Refusing> {
    let project = Project::default();
    let perspective = project.open(&roots.inside(given)?, &OnDisk)?;
    within(roots, &perspective.path)?;
    settled(&project)?;
    Ok((project, perspective))
}

fn carry_out(roots: &Roots, change: &project::Change) -> Result<(), Refusing> {
    within(roots, &change.path)?;
    Ok(change.carry_out()?)
}

/// A file that was found on the way, and not named, has to lie in the session's folders, too.
fn within(roots: &Roots, path: &Path) -> Result<(), Refusing> {
    if roots.hold(path) { Ok(()) } else { Err(Refusing(format!("{}: lies outside the folders of this session", path.display()))) }
}
