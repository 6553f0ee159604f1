//! A persona as data: what its command template, its skeleton and its vocabulary say.
//!
//! A persona is a folder below `templates/personas`: its command template in the grammar of the Persona Kit, the skeleton
//! of its document, its vocabulary. The built-in ones are embedded; a repository's own are read by the same function.
#![deny(clippy::disallowed_methods)]

mod answers;
mod binding;
mod headings;
mod identify;
mod personas;
mod skeleton;
mod team;
mod template;
mod vocabulary;
mod words;

use serde::Deserialize;

use crate::language::Lexicon;
use crate::report::Severity;
use crate::text::Span;
pub use answers::{Answer, Question};
use binding::Binder;
use headings::{Headings, Synonyms};
pub use personas::Personas;
pub use team::{Every, Team, TeamItem, team, teams};

/// What an item of a checklist asks for, as far as a program can decide it. Bound by the pattern of the item's words,
/// never by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// "No ... details (...)": nothing of what the persona's [`Leaks::details`] ban stands anywhere; for most, no build
    /// technology.
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
    /// "No ... leak into ...": guidance holds nothing of what the persona's [`Leaks::bans`] ban; for most, no technical
    /// detail of any kind.
    NoLeak,
    /// "No [NEEDS CLARIFICATION] markers remain": no question is open.
    NoMarkers,
    /// A topic of the persona's vocabulary is addressed, detailed, identified, included or noted: its index there.
    Topic(usize),
}

/// An item of a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Title of its group.
    pub group: String,
    /// Its words, as the template has them.
    pub words: String,
    /// What it asks; `None` where no program can decide it.
    pub check: Option<Check>,
    /// What it asks besides: "... are actionable *with code examples*", "... are measurable *through testing*".
    pub with: Option<Check>,
    /// Why no program can decide it, where the vocabulary says so; else blank.
    pub why: String,
}

impl Item {
    /// Whether it asks for `check`.
    pub fn asks(&self, check: Check) -> bool {
        self.check == Some(check) || self.with == Some(check)
    }
}

/// Something the template says where the request is silent, or an example that it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about, or the example itself.
    pub topic: String,
    /// What it says, or why the example is bad; may be empty.
    pub words: String,
}

/// What the persona considers: an area and its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its heading.
    pub title: String,
    /// Its points, in order.
    pub points: Vec<String>,
}

/// A topic of which an item of the checklist wants to see evidence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Topic {
    /// Its name: `adoption-and-onboarding`.
    pub name: String,
    /// Content words that an item must have to be bound to it.
    #[serde(rename = "item")]
    pub words: Vec<String>,
    /// Content words that such an item may have besides.
    #[serde(default)]
    pub also: Vec<String>,
    /// What evidence must look like.
    pub shape: Shape,
    /// Subtopics that each need evidence of their own; none: the topic as a whole does.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Titles of the skeleton's sections that are the topic's own; none: those whose title has one of `words`.
    #[serde(default)]
    pub sections: Vec<String>,
    /// How much a statement on it must say: what the vocabulary says, else the last word of the items that ask for it.
    #[serde(default)]
    pub strength: Option<Strength>,
}

/// How much an item wants to hear of its topic; by its last word, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// It is spoken of.
    Noted,
    /// A statement of five content words or more speaks of it.
    Considered,
    /// A statement with an action or a fact.
    Addressed,
    /// The same, told by who, when, how much or on what occasion.
    Identified,
    /// The same, told by two of these, or by one and a deed.
    Included,
    /// A deed, told by two of these.
    Detailed,
    /// A statement with an amount.
    Estimated,
}

/// What is out of place in the persona's documents. What is banned for one persona is the trade of another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Leaks {
    /// What "No ... leak into ..." bans, in guidance.
    pub bans: Vec<Ban>,
    /// What "No ... details" bans, anywhere but in the request.
    pub details: Vec<Ban>,
    /// Terms that are never out of place, beside those of the settings.
    pub allows: Vec<String>,
}

impl Default for Leaks {
    /// What holds for personas of a business: no technology, no technical metric, no instruction on how to build.
    fn default() -> Self {
        Leaks { bans: vec![Ban::Technology, Ban::Metric, Ban::Instruction], details: vec![Ban::Technology], allows: Vec::new() }
    }
}

/// A kind of thing that is out of place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Ban {
    /// A build technology, named as a part of how things are built.
    Technology,
    /// A measure that only an engineer could take.
    Metric,
    /// An instruction on how to build, code included.
    Instruction,
    /// A block of code.
    Code,
    /// Terms of the class `ban:<name>` of the vocabulary: `business-decision`.
    Words(String),
}

impl From<String> for Ban {
    fn from(name: String) -> Self {
        match name.as_str() {
            "technology" => Ban::Technology,
            "metric" => Ban::Metric,
            "instruction" => Ban::Instruction,
            "code" => Ban::Code,
            _ => Ban::Words(name),
        }
    }
}

/// Words that messages speak of a persona's matters with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// Whom the work is for, one of them: `customer`.
    pub beneficiary: String,
    /// What the persona's guidance is called: `customer success guidance`. Blank: as the checklist calls it.
    pub guidance: String,
    /// Who reads it: `customer success and leadership stakeholders`. Blank: as the checklist calls them.
    pub readers: String,
}

impl Default for Terms {
    fn default() -> Self {
        Terms { beneficiary: "user".to_owned(), guidance: String::new(), readers: String::new() }
    }
}

/// What evidence of a topic must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// An action or a fact in five content words or more.
    Statement,
    /// A signal paired with a response that has a timing, an owner or a threshold.
    Strategy,
    /// What is sold or grown, and to whom, when or at what trigger.
    Opportunity,
    /// A metric of Success Metrics that measures it.
    Metric,
    /// A contact: touchpoints, cadence, reviews, sponsors, stakeholders.
    Contact,
    /// Half of the recommendations or more speak of it.
    Recommendation,
    /// An example in code, in guidance.
    Code,
}

/// What a section of the document is for; from its heading, by the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What was asked; echoed, never judged.
    Request,
    /// A topic of the persona: a section of its skeleton that no other role fits.
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

    /// The role called `name` in the files of headings.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "request" => Role::Request,
            "outcomes" => Role::Outcomes,
            "risks" => Role::Risks,
            "recommendations" => Role::Recommendations,
            "metrics" => Role::Metrics,
            "assumptions" => Role::Assumptions,
            "clarifications" => Role::Clarifications,
            "out-of-scope" => Role::OutOfScope,
            "notes" => Role::Notes,
            "summary" => Role::Summary,
            _ => return None,
        })
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
    /// The checklist as the template has it, a Markdown document with what is to be filled in; empty where there is none.
    pub checklist: String,
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
    /// Its slash command: the template, whole, with `\n` as line break.
    pub command: String,
    /// The document's skeleton, whole.
    pub skeleton: String,
    /// The skeleton's sections in order.
    pub sections: Vec<SectionKind>,
    /// What it considers.
    pub considerations: Vec<Area>,
    /// Topics that its checklist asks for; [`Check::Topic`] is an index into them.
    pub topics: Vec<Topic>,
    /// What is out of place in its documents.
    pub leaks: Leaks,
    /// Words for messages.
    pub terms: Terms,
    /// Questions that are often asked, with suggested answers.
    pub questions: Vec<Question>,
    /// Its words, a TOML file; may be empty.
    pub vocabulary: String,
    /// Its words and those that every persona shares, by class.
    pub lexicon: Lexicon,
    headings: Headings,
}

/// Which of a persona's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The command template.
    Command,
    /// The document's skeleton.
    Skeleton,
    /// The vocabulary.
    Vocabulary,
}

/// Something that a persona's texts leave open or that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which text.
    pub part: Part,
    /// Where in it; the empty span at its start where something is missing.
    pub span: Span,
    /// [`Severity::Error`] where it is not known what was meant, or there is nothing to judge by; [`Severity::Warning`]
    /// where something else serves.
    pub severity: Severity,
    /// What, and what to write, in one line.
    pub message: String,
}

/// The tables of a vocabulary that this module reads; others belong to the words' classes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Vocabulary {
    review: Vec<Review>,
    leaks: Option<Leaks>,
    terms: Terms,
    topic: Vec<Topic>,
    section: Vec<Synonyms>,
    question: Vec<Question>,
}

/// An item that is left to people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    /// The item's words.
    item: String,
    /// Why no program can decide it, in a sentence that begins in lower case.
    why: String,
}

/// Reads a persona from its texts. Never fails: what is missing has a default (the id as name, three markers, empty
/// lists) and a [`Problem`].
///
/// A blank `skeleton` is made from the template's considerations, so that a template of the kit alone is a persona.
pub fn read(id: &str, command: &str, skeleton: &str, vocabulary: &str) -> (Persona, Vec<Problem>) {
    let mut problems = Vec::new();
    let (command, skeleton) = (words::line_feeds(command), words::line_feeds(skeleton));
    let template = template::read(&command, &mut problems);
    let name = template.name.unwrap_or_else(|| name_of(id));
    let skeleton = if skeleton.trim().is_empty() { skeleton::derived(&name, &template.considerations) } else { skeleton.into_owned() };
    let sections = skeleton::read(&skeleton, &mut problems);
    let mut words: Vocabulary = toml::from_str(vocabulary).unwrap_or_else(|error| {
        let span = error.span().map_or(Span::at(0), |range| Span::new(range.start, range.end));
        let message = format!("the vocabulary cannot be read: {}", error.message().replace('\n', " "));
        problems.push(Problem { part: Part::Vocabulary, span, severity: Severity::Error, message });
        Vocabulary::default()
    });
    for synonyms in words.section.iter().filter(|it| !sections.iter().any(|section| section.title == it.title)) {
        let message = format!("the vocabulary has headings for \"{}\", and the skeleton has no such section", synonyms.title);
        problems.push(Problem { part: Part::Vocabulary, span: Span::at(0), severity: Severity::Warning, message });
    }
    let binder = Binder { name: &name, topics: &words.topic, leaks: words.leaks.as_ref(), reviews: &words.review };
    let items: Vec<Item> = template.items.into_iter().map(|(group, item)| binder.item(group, item)).collect();
    let strengths = binder.strengths(&items);
    for (topic, strength) in words.topic.iter_mut().zip(strengths) {
        topic.strength = topic.strength.or(strength);
    }
    words.terms.complete(&items);
    let persona = Persona {
        id: id.to_owned(),
        description: template.description,
        limit: template.limit,
        checklist: template.checklist,
        chain: template.chain,
        checklist_title: template.checklist_title.unwrap_or_else(|| format!("{name} Perspective Quality Checklist")),
        file: template.file.unwrap_or_else(|| format!("{id}-perspective")),
        items,
        implications: template.implications,
        areas: template.areas,
        defaults: template.defaults,
        good: template.good,
        bad: template.bad,
        headings: Headings::new(&sections, &words.section),
        considerations: template.considerations,
        topics: words.topic,
        leaks: words.leaks.unwrap_or_default(),
        terms: words.terms,
        questions: words.question,
        lexicon: vocabulary::lexicon(vocabulary),
        vocabulary: vocabulary.to_owned(),
        command: command.into_owned(),
        skeleton,
        sections,
        name,
    };
    (persona, problems)
}

impl Terms {
    /// Takes from the checklist's words what the vocabulary leaves blank.
    fn complete(&mut self, items: &[Item]) {
        let tail = |check: Check, lead: &str| {
            let item = items.iter().find(|it| it.check == Some(check))?;
            item.words.split_once(lead).map(|(_, tail)| tail.trim().to_owned())
        };
        if self.guidance.is_empty() {
            self.guidance = tail(Check::NoLeak, "leak into ").unwrap_or_else(|| "guidance".to_owned());
        }
        if self.readers.is_empty() {
            self.readers = tail(Check::Audience, "for ").unwrap_or_else(|| "its readers".to_owned());
        }
    }
}

/// The id `customer-success-manager` as a name.
pub fn name_of(id: &str) -> String {
    let word = |word: &str| {
        let mut characters = word.chars();
        characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
    };
    id.split(['-', '_']).map(word).collect::<Vec<_>>().join(" ")
}

/// The id of the persona whose command template lies at `path`, in the kit's own folder or installed for an assistant:
/// `.claude/commands/personakit.ceo.md` and `.personakit/templates/commands/ceo.md` are `ceo`. `None` for a name that is
/// no Markdown file or cannot be a command's.
pub fn id_of_command(path: &str) -> Option<String> {
    identify::id_of_command(path)
}

/// Whether `text` is a persona's command template; looks at its head only.
pub fn is_command(text: &str) -> bool {
    identify::is_command(text)
}

/// Whether `text` is the command template of a persona, and not of a step of the kit's workflow: its title says so, or it
/// has a perspective written.
pub fn is_persona_command(text: &str) -> bool {
    identify::is_persona_command(text)
}

impl Persona {
    /// What is often asked like `question`, with suggested answers; `None` where the vocabulary has nothing near.
    pub fn suggestions(&self, question: &str) -> Option<&Question> {
        answers::nearest(&self.questions, question)
    }

    /// The section of the skeleton that `heading` opens, by title, by synonym, or by its content words. Case, plural,
    /// numbering, punctuation and British or American spelling do not matter. `None` for any other heading.
    pub fn section(&self, heading: &str) -> Option<usize> {
        self.headings.find(heading).and_then(|target| target.section)
    }

    /// All sections that `heading` opens: several where it joins them, as "Retention and Expansion" does.
    pub fn sections_of(&self, heading: &str) -> Vec<usize> {
        if let Some(section) = self.section(heading) {
            return vec![section];
        }
        let parts = heading.split(['&', '+', ',', '/']).flat_map(|part| part.split(" and "));
        let mut found: Vec<usize> = parts.filter_map(|part| self.section(part)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What a section with `heading` is for; also where the skeleton has no such section.
    pub fn role_of(&self, heading: &str) -> Role {
        self.headings.find(heading).map_or(Role::Other, |target| target.role)
    }
}
