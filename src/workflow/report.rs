//! Step 6: what is reported of one perspective or of a folder of them, as plain data, as text and as a page.

use std::fmt::Write as _;

use super::checklist::{Checklist, ITERATIONS};
use super::next::{self, Step};
use super::words::{cut, one_line};
use crate::check::Checked;
use crate::report::{Severity, State};
use crate::text::Span;

mod page;

pub use page::{html, is_page};

/// What is reported of a perspective.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The feature: the name of the perspective's folder.
    pub feature: String,
    /// The persona's name.
    pub persona: String,
    /// The document's title.
    pub title: String,
    /// The branch that the document names.
    pub branch: Option<String>,
    /// Where the document lies, as the surface gave it.
    pub path: String,
    /// The items of the checklist in order.
    pub items: Vec<Line>,
    /// Open questions, the weightiest first.
    pub questions: Vec<Asked>,
    /// Findings of severity error.
    pub errors: usize,
    /// Validations so far, where there is a checklist file.
    pub iteration: Option<usize>,
    /// Whether the next phase may begin.
    pub ready: bool,
    /// What to do next and for whom; never empty.
    pub next: Vec<Step>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub words: String,
    /// What its answer decides: a link of the persona's chain of priorities, or `other`.
    pub impact: String,
}

/// An item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The heading that it stands below.
    pub group: String,
    /// Its words.
    pub words: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// The words that show it.
    pub evidence: Vec<String>,
}

/// Reports on the perspective at `path`. `checklist` is its checklist as read, where there is one.
pub fn entry(path: &str, checked: &Checked, checklist: Option<&Checklist>) -> Entry {
    let quote = |span: Span| cut(&plain(checked.text.slice(span)), 160);
    let items: Vec<Line> = checked
        .report
        .verdicts
        .iter()
        .filter_map(|verdict| {
            let item = checked.persona.items.get(verdict.item)?;
            let evidence = verdict.evidence.iter().map(|it| quote(*it)).filter(|it| !it.is_empty()).take(3).collect();
            Some(Line {
                group: item.group.clone(),
                words: item.words.clone(),
                state: verdict.state,
                reason: one_line(&verdict.reason),
                evidence,
            })
        })
        .collect();
    let mut markers: Vec<_> = checked.perspective.markers.iter().collect();
    markers.sort_by_key(|it| it.rank);
    let iteration = checklist.map(|it| it.iteration);
    Entry {
        feature: path.rsplit(['/', '\\']).nth(1).unwrap_or_default().to_owned(),
        persona: checked.persona.name.clone(),
        title: checked.perspective.title.map(|it| one_line(checked.text.slice(it))).unwrap_or_default(),
        branch: branch(checked),
        path: path.to_owned(),
        items,
        questions: markers.iter().map(|it| Asked { words: one_line(checked.text.slice(it.question)), impact: it.impact.clone() }).collect(),
        errors: checked.report.findings.iter().filter(|it| it.severity == Severity::Error).count(),
        iteration,
        ready: checked.ready(),
        next: next::steps(checked, iteration),
    }
}

/// `text` without the marks of Markdown that begin a line or stress words, which mean nothing to who reads a report.
fn plain(text: &str) -> String {
    let line = |line: &str| line.trim_start_matches(['-', '*', '+', '>', '#', '|', ' ', '\t']).replace("**", "").replace("__", "");
    one_line(&text.lines().map(line).collect::<Vec<_>>().join(" ")).trim_end_matches(['|', ' ']).to_owned()
}

/// The feature as a title: what the document's title says behind the persona, else the name of the folder in `path`.
pub fn feature(checked: &Checked, path: &str) -> String {
    let title = checked.perspective.title.map(|it| one_line(checked.text.slice(it))).unwrap_or_default();
    let behind = title.split_once(": ").map(|(_, feature)| feature.trim()).filter(|it| !it.is_empty() && !it.contains('['));
    let folder = || path.rsplit(['/', '\\']).nth(1).unwrap_or_default().to_owned();
    behind.map_or_else(folder, str::to_owned)
}

/// What stands behind `**Branch**:` below the title.
fn branch(checked: &Checked) -> Option<String> {
    let head = checked.perspective.sections.iter().find(|it| it.level == 2).map_or(checked.text.as_str().len(), |it| it.heading.start);
    let mut lines = checked.text.as_str()[..head].split(['\n', '\r']).map(str::trim);
    let value = lines.find_map(|line| line.strip_prefix("**Branch**:").or_else(|| line.strip_prefix("**Branch:**")))?;
    Some(value.trim().trim_matches('`').to_owned()).filter(|it| !it.is_empty() && !it.starts_with('['))
}

impl Entry {
    /// How many items are in `state`.
    pub fn count(&self, state: State) -> usize {
        self.items.iter().filter(|it| it.state == state).count()
    }

    /// How many items pass or are waived.
    pub fn passing(&self) -> usize {
        self.count(State::Pass) + self.count(State::Waived)
    }
}

/// The word for an entry's readiness.
fn readiness(entry: &Entry) -> &'static str {
    if entry.ready { "ready" } else { "not ready" }
}

/// The report as text for people: one perspective in full, a folder as a table of features and personas first.
pub fn text(entries: &[Entry]) -> String {
    match entries {
        [] => "There are no perspectives.\n".to_owned(),
        [entry] => full(entry),
        _ => overview(entries) + "\n" + &entries.iter().map(full).collect::<Vec<_>>().join("\n"),
    }
}

/// A row for each perspective.
fn overview(entries: &[Entry]) -> String {
    use unicode_width::UnicodeWidthStr;
    let mut rows = vec![["Feature", "Persona", "Items", "Questions", "State"].map(str::to_owned)];
    rows.extend(entries.iter().map(|it| {
        let items = format!("{}/{}", it.passing(), it.items.len());
        [printable(&it.feature), printable(&it.persona), items, it.questions.len().to_string(), readiness(it).to_owned()]
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(width);
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn full(entry: &Entry) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "Perspective: {}", printable(&entry.path));
    let _ = writeln!(text, "Branch:      {}", entry.branch.as_deref().map_or_else(|| "none".to_owned(), printable));
    let _ = writeln!(text, "Persona:     {}", printable(&entry.persona));
    let _ = write!(text, "Checklist:   {}/{} pass", entry.passing(), entry.items.len());
    for (state, word) in [(State::Fail, "fail"), (State::Review, "for review"), (State::Waived, "waived")] {
        if entry.count(state) > 0 {
            let _ = write!(text, ", {} {word}", entry.count(state));
        }
    }
    let _ = writeln!(text, "\nQuestions:   {} open", entry.questions.len());
    if let Some(iteration) = entry.iteration {
        let _ = writeln!(text, "Validations: {iteration} of {ITERATIONS}");
    }
    let _ = writeln!(text, "State:       {} for the next phase", readiness(entry));
    for line in entry.items.iter().filter(|it| matches!(it.state, State::Fail | State::Review)) {
        let _ = writeln!(text, "  {}: {}\n    {}", line.state.name(), printable(&line.words), printable(&line.reason));
    }
    for question in &entry.questions {
        let _ = writeln!(text, "  open: {}", printable(&question.words));
    }
    text += "Next:\n";
    entry.next.iter().for_each(|step| text += &format!("  - {}\n", step.what));
    text
}

/// `text` on one line and without what a terminal would obey.
fn printable(text: &str) -> String {
    one_line(text).chars().filter(|c| !c.is_control()).collect()
}
