//! A persona as data: what its command template, its skeleton and its vocabulary say.
#![deny(clippy::disallowed_methods)]

mod vocabulary;

use std::sync::Arc;

use crate::language::Lexicon;

/// What an item of a checklist asks for, as far as a program can decide it. Bound by the pattern of the item's words,
/// never by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// "No ... details (...)": no build technology is named as a part of how things are built.
    NoTechnology,
    /// "Focused on ...": recommendations name a beneficiary or an outcome.
    Focus,
    /// "Written for ...": its readers need no engineer to understand it.
    Audience,
    /// "All mandatory sections completed".
    Sections,
    /// "Recommendations align with ...": each serves a named result.
    Alignment,
    /// "Risk assessment included": a risk with its effect and a response.
    Risk,
    /// "All recommendations are actionable".
    Actionable,
    /// "Success metrics are measurable".
    Measurable,
    /// "Perspective meets ... outcomes defined": each outcome is served.
    Outcomes,
    /// "No ... leak into ...": guidance holds no technical detail of any kind.
    NoLeak,
    /// A topic of the persona's vocabulary is addressed, detailed, identified, included or noted: its index there.
    Topic(usize),
}

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Title of its group.
    pub group: String,
    /// Its words, as the template has them.
    pub words: String,
    /// What it asks; `None` where no program can decide it.
    pub check: Option<Check>,
}

/// Something the template says where the request is silent, or an example that it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about, or the example itself.
    pub topic: String,
    /// What it says, or why the example is bad; may be empty.
    pub words: String,
}

/// What a section of the document is for; from its heading, by the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What was asked; echoed, never judged.
    Request,
    /// A topic that the persona considers: its index among the skeleton's sections.
    Topic,
    /// The results to be reached.
    Outcomes,
    /// Risks, their effect, the response.
    Risks,
    /// What somebody should do.
    Recommendations,
    /// How success is measured.
    Metrics,
    /// Defaults taken where the request was silent.
    Assumptions,
    /// Questions and answers.
    Clarifications,
    /// What is left out.
    OutOfScope,
    /// Notes.
    Notes,
    /// A summary.
    Summary,
    /// Anything else; guidance.
    Other,
}

impl Role {
    /// Whether the section advises (the guideline's *guidance*).
    pub fn is_guidance(self) -> bool {
        !matches!(self, Role::Request | Role::Assumptions | Role::Clarifications | Role::OutOfScope | Role::Notes)
    }
}

/// A section that the skeleton has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionKind {
    /// Its heading's words.
    pub title: String,
    /// What it is for.
    pub role: Role,
    /// Whether the document must have it.
    pub mandatory: bool,
    /// What the skeleton has below the heading: the prompts that tell what to write.
    pub body: String,
}

/// A persona.
#[derive(Clone, Debug, Default)]
pub struct Persona {
    /// Its id: the name of its folder and of its command, `customer-success-manager`.
    pub id: String,
    /// Its name: `Customer Success Manager`.
    pub name: String,
    /// One line.
    pub description: String,
    /// How many clarification markers a document may have.
    pub limit: usize,
    /// Impacts, the weightiest first: `retention`, `expansion`, `satisfaction`.
    pub chain: Vec<String>,
    /// Title of its checklist, without the feature.
    pub checklist_title: String,
    /// Base name of its checklist and of the document: `customer-success-perspective`.
    pub file: String,
    /// The checklist, flat, in order.
    pub items: Vec<Item>,
    /// Heading of the third column of a question's table.
    pub implications: String,
    /// Areas that commonly need a clarification.
    pub areas: Vec<String>,
    /// Reasonable defaults.
    pub defaults: Vec<Note>,
    /// Good metrics.
    pub good: Vec<Note>,
    /// Bad metrics, and why.
    pub bad: Vec<Note>,
    /// The document's skeleton, whole.
    pub skeleton: String,
    /// The skeleton's sections in order.
    pub sections: Vec<SectionKind>,
    /// Its words and those that every persona shares, by class.
    pub lexicon: Lexicon,
}

impl Persona {
    /// Answers to suggest to `question` of `impact`, the likeliest first; empty where the vocabulary has none.
    pub fn answers(&self, question: &str, impact: &str) -> Vec<String> {
        let _ = (question, impact);
        Vec::new()
    }

    /// Index of the section that a heading with the words `heading` stands for.
    pub fn section(&self, heading: &str) -> Option<usize> {
        let words = heading.to_lowercase();
        let has = |list: &[&str]| list.iter().any(|it| words.contains(it));
        let title = match () {
            () if has(&["request"]) => "Guidance Request",
            () if has(&["recommend", "action plan", "next steps"]) => "Recommendations",
            () if has(&["metric", "measur", "kpi"]) => "Success Metrics",
            () if has(&["outcome"]) => "Customer Outcomes",
            () if has(&["risk"]) => "Risk Assessment",
            () if has(&["assumption"]) => "Assumptions",
            () if has(&["adoption", "onboard"]) => "Customer Adoption",
            () if has(&["retention", "churn", "keeping", "renewal"]) => "Retention Management",
            () if has(&["expansion", "growth"]) => "Expansion Revenue",
            () if has(&["relationship"]) => "Relationship Management",
            () if has(&["scope"]) => "Out of Scope",
            () if has(&["notes"]) => "Notes",
            () if has(&["summary"]) => "Summary",
            () if has(&["clarification"]) => "Clarifications",
            () => return None,
        };
        self.sections.iter().position(|it| it.title == title)
    }
}

/// The personas there are.
#[derive(Clone, Debug, Default)]
pub struct Personas(pub Vec<Arc<Persona>>);

impl Personas {
    /// Those embedded in the program.
    pub fn built_in() -> Self {
        let section = |title: &str, role, mandatory| SectionKind { title: title.into(), role, mandatory, body: String::new() };
        let item = |words: &str, check| Item { group: String::new(), words: words.into(), check: Some(check) };
        Personas(vec![Arc::new(Persona {
            id: "customer-success-manager".into(),
            name: "Customer Success Manager".into(),
            limit: 3,
            chain: vec!["retention".into(), "expansion".into(), "satisfaction".into()],
            sections: vec![
                section("Guidance Request", Role::Request, true),
                section("Customer Adoption", Role::Topic, true),
                section("Retention Management", Role::Topic, true),
                section("Expansion Revenue", Role::Topic, true),
                section("Relationship Management", Role::Topic, true),
                section("Customer Outcomes", Role::Outcomes, true),
                section("Risk Assessment", Role::Risks, true),
                section("Recommendations", Role::Recommendations, true),
                section("Success Metrics", Role::Metrics, true),
                section("Assumptions", Role::Assumptions, true),
                section("Clarifications", Role::Clarifications, false),
                section("Out of Scope", Role::OutOfScope, false),
                section("Notes", Role::Notes, false),
                section("Summary", Role::Summary, false),
            ],
            items: vec![
                item("No technical implementation details (languages, frameworks, APIs)", Check::NoTechnology),
                item("Focused on customer outcomes and satisfaction", Check::Focus),
                item("Written for customer success and leadership stakeholders", Check::Audience),
                item("All mandatory sections completed", Check::Sections),
                item("Recommendations align with customer and business value", Check::Alignment),
                item("Customer adoption and onboarding considerations addressed", Check::Topic(0)),
                item("Retention and churn prevention strategies detailed", Check::Topic(1)),
                item("Risk assessment included", Check::Risk),
                item("Expansion revenue opportunities identified", Check::Topic(2)),
                item("Customer satisfaction metrics included", Check::Topic(3)),
                item("Relationship management considerations noted", Check::Topic(4)),
                item("All recommendations are actionable", Check::Actionable),
                item("Success metrics are measurable", Check::Measurable),
                item("Perspective meets customer success outcomes defined", Check::Outcomes),
                item("No technical details leak into customer success guidance", Check::NoLeak),
            ],
            lexicon: vocabulary::lexicon(include_str!("../templates/personas/customer-success-manager/vocabulary.toml")),
            ..Persona::default()
        })])
    }

    /// The one with `id`.
    pub fn get(&self, id: &str) -> Option<&Arc<Persona>> {
        self.0.iter().find(|persona| persona.id == id)
    }

    /// Whose perspective the document at `path` with `text` is: by front matter (`persona:`), by path
    /// (`personas/<feature>/<name>.md`) and by title; `None` for a command template, a checklist and any other Markdown.
    /// `path` may be absolute or relative, with `/` or `\`.
    pub fn of_document(&self, path: &str, text: &str) -> Option<&Arc<Persona>> {
        let _ = path;
        self.0.iter().find(|persona| text.contains(&format!("# {} Perspective", persona.name)))
    }
}
