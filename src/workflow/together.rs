//! The perspectives of a feature read together: which personas speak, what two of them state differently, and what a
//! team's checklist says of all.

mod statement;
mod summary;
mod verdict;

use std::collections::BTreeSet;

use crate::check::Checked;
use crate::report::{CERTAIN, File, Finding, Related, Severity, Verdict};
use crate::text::Span;

pub use summary::summary;
pub use verdict::verdicts;

/// The rule that speaks of differences.
pub const CODE: &str = "differing-statement";

/// A perspective among others.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Where it lies, as the surface shows it.
    pub path: &'a str,
    /// What it says.
    pub checked: &'a Checked,
}

/// The perspectives of a feature, read together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// Ids of the personas that speak, each once, in alphabetical order.
    pub personas: Vec<String>,
    /// What two of them state differently, in the order of the first statement.
    pub differences: Vec<Difference>,
}

/// Something that perspectives state differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind of statement it is.
    pub kind: Kind,
    /// What it is about: `retention`, `pilot`, `gift cards`.
    pub subject: String,
    /// Who states what: two or more, of at least two perspectives.
    pub statements: Vec<Stated>,
}

/// What is stated differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An amount of the same measure.
    Figure,
    /// The date of the same event.
    Date,
    /// One leaves out what another recommends.
    Scope,
}

/// A statement of one of the perspectives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Index of the perspective.
    pub part: usize,
    /// The words that state it.
    pub span: Span,
    /// The value, or the words themselves, on one line.
    pub words: String,
}

/// The state of an item of a team's checklist. `Verdict::item` is its index there; the evidence is empty.
pub type TeamVerdict = Verdict;

/// Reads `parts` together.
pub fn together(parts: &[Part]) -> Together {
    let personas: BTreeSet<&str> = parts.iter().map(|it| it.checked.persona.id.as_str()).collect();
    let mut differences = statement::figures(parts);
    differences.extend(statement::dates(parts));
    differences.extend(statement::scopes(parts));
    differences.sort_by_key(|it| it.statements.first().map(|it| (it.part, it.span)));
    Together { personas: personas.into_iter().map(str::to_owned).collect(), differences }
}

/// What the perspective at `index` of `parts` states otherwise than another: a finding at each statement, which names the
/// other places.
pub fn findings(parts: &[Part], together: &Together, index: usize, severity: Severity) -> Vec<Finding> {
    let told = |it: &Difference| {
        let others: Vec<String> = it
            .statements
            .iter()
            .filter(|it| it.part != index)
            .map(|it| format!("\"{}\" in {}", it.words, place(&parts[it.part], it.span)))
            .collect();
        (it.kind, it.subject.clone(), others.join(", "))
    };
    let mut found = Vec::new();
    for difference in &together.differences {
        let (kind, subject, others) = told(difference);
        for stated in difference.statements.iter().filter(|it| it.part == index) {
            let message = match kind {
                Kind::Figure | Kind::Date => format!(
                    "{subject} is stated differently: \"{}\" here, {others}. Fix: settle which holds, and write the same in both.",
                    stated.words
                ),
                Kind::Scope => format!(
                    "one perspective leaves out \"{subject}\", another recommends it: here \"{}\", and {others}. Fix: settle whether it \
                     belongs to the feature.",
                    stated.words
                ),
            };
            found.push(Finding {
                code: CODE,
                severity,
                confidence: CERTAIN,
                span: stated.span,
                message,
                help: "say what sets them apart where both are right".to_owned(),
                items: Vec::new(),
                related: related(parts, difference, index),
                fixes: Vec::new(),
                unnecessary: false,
            });
        }
    }
    found
}

/// What the perspectives other than the one at `index` state, each at its place.
fn related(parts: &[Part], difference: &Difference, index: usize) -> Vec<Related> {
    let others = difference.statements.iter().filter(|it| it.part != index);
    let place = |it: &Stated| {
        let part = &parts[it.part];
        let file = File { path: part.path.to_owned(), text: part.checked.text.clone() };
        Related { span: it.span, message: format!("the {} states: {}", part.checked.persona.name, it.words), file: Some(file) }
    };
    others.map(place).collect()
}

impl Difference {
    /// The difference in one line: `retention is 95% here and 90% there`, with the places of `parts`.
    pub fn told(&self, parts: &[Part]) -> String {
        let told = |it: &Stated| format!("\"{}\" ({})", it.words, place(&parts[it.part], it.span));
        let statements: Vec<String> = self.statements.iter().map(told).collect();
        let what = match self.kind {
            Kind::Figure => "figures differ",
            Kind::Date => "dates differ",
            Kind::Scope => "one leaves out what another recommends",
        };
        format!("{}: {what}: {}", self.subject, statements.join(", "))
    }
}

/// `path:line` of `span`, the line from 1.
fn place(part: &Part, span: Span) -> String {
    let line = part.checked.text.position(span.start, crate::text::Encoding::Utf8).line + 1;
    format!("{}:{line}", part.path)
}
