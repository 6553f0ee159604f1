//! `docs/personas.md` is what the personas' data say: which items are decided, by what, and which are left to people and
//! why. `UPDATE=1 cargo test --test persona_docs` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use perspective_ls::persona::{Ban, Check, Item, Persona, Personas, Shape, Strength, Topic};

const HEAD: &str = "\
<!-- Written by tests/persona_docs.rs; do not edit. -->

# Personas

";

/// What decides an item, in words.
fn decides(persona: &Persona, check: Check) -> String {
    match check {
        Check::NoTechnology => format!("nothing anywhere but in the request names {}", bans(&persona.leaks.details)),
        Check::NoLeak => format!("guidance holds no {}", bans(&persona.leaks.bans)),
        Check::Focus => "half of the recommendations name a beneficiary or an outcome".to_owned(),
        Check::Audience => "no code, task for developers, crowd of technologies or of unexplained acronyms".to_owned(),
        Check::Sections => "every mandatory section is there and says something".to_owned(),
        Check::Alignment => "three of four recommendations say which result they serve".to_owned(),
        Check::Risk => "a risk stands with its effect or rating and a response".to_owned(),
        Check::Actionable => "no recommendation is vague".to_owned(),
        Check::Measurable => "every metric has an amount, or an instrument with a criterion".to_owned(),
        Check::NoMarkers => "no question is open".to_owned(),
        Check::Outcomes => "every outcome has a recommendation and a metric".to_owned(),
        Check::Topic(at) => topic(&persona.topics[at]),
    }
}

fn topic(topic: &Topic) -> String {
    let names: Vec<String> = match topic.needs.is_empty() {
        true => vec![topic.name.replace('-', " ")],
        false => topic.needs.iter().map(|it| it.replace('-', " ")).collect(),
    };
    let names = names.join(", ");
    match topic.shape {
        Shape::Statement => format!("{} on {names}", amount(topic.strength.unwrap_or(Strength::Addressed))),
        Shape::Strategy => format!("a signal with a response that has an owner, a time or a threshold: {names}"),
        Shape::Opportunity => format!("what, to whom, when or at what trigger: {names}"),
        Shape::Contact => format!("a regular or planned contact with named roles: {names}"),
        Shape::Metric => format!("a success metric on {names}"),
        Shape::Recommendation if topic.needs.len() > 1 => format!("a recommendation each on {names}"),
        Shape::Recommendation => format!("half of the recommendations bring {names}"),
        Shape::Code => "an example in code".to_owned(),
    }
}

fn amount(strength: Strength) -> &'static str {
    match strength {
        Strength::Noted | Strength::Considered => "a statement",
        Strength::Addressed => "an action or a fact",
        Strength::Identified => "an action or a fact, told by who, when, how much or on what occasion,",
        Strength::Included => "a deed with one of who, when, how much, on what occasion, or two of these,",
        Strength::Detailed => "a deed with two of who, when, how much, on what occasion,",
        Strength::Estimated => "a statement with an amount",
    }
}

fn bans(list: &[Ban]) -> String {
    let names = list.iter().map(|it| match it {
        Ban::Technology => "build technology".to_owned(),
        Ban::Metric => "technical metric".to_owned(),
        Ban::Instruction => "instruction on how to build".to_owned(),
        Ban::Code => "code".to_owned(),
        Ban::Words(name) => format!("{} (listed words)", name.replace('-', " ")),
    });
    names.collect::<Vec<_>>().join(", ")
}

fn reason(persona: &Persona, item: &Item) -> String {
    match (item.check, item.with) {
        (None, _) => format!("**review**: {}", item.why),
        (Some(check), None) => decides(persona, check),
        (Some(check), Some(with)) => format!("{}; {}", decides(persona, check), decides(persona, with)),
    }
}

fn page() -> String {
    let personas = Personas::built_in();
    let all: Vec<_> = personas.all().collect();
    let slots: usize = all.iter().map(|it| it.items.len()).sum();
    let decided: usize = all.iter().flat_map(|it| &it.items).filter(|it| it.check.is_some()).count();
    let mut out = HEAD.to_owned();
    let _ = writeln!(
        out,
        "{} personas are built in, with {slots} items in their checklists. The program decides {decided} of them; {} are \
         left to people, and each says why. An item is decided by words of the document alone: it passes where what it \
         asks for is written, which does not make it wise. A repository may bring personas of its own; see \
         [CONTRIBUTING.md](../CONTRIBUTING.md).\n",
        all.len(),
        slots - decided
    );
    out += "| persona | id | document | decided | review |\n| --- | --- | --- | --- | --- |\n";
    for persona in &all {
        let open = persona.items.iter().filter(|it| it.check.is_none()).count();
        let _ = writeln!(
            out,
            "| [{}](#{}) | `{}` | `{}.md` | {} | {open} |",
            persona.name,
            anchor(&persona.name),
            persona.id,
            persona.file,
            persona.items.len() - open
        );
    }
    for persona in &all {
        let _ = writeln!(out, "\n## {}\n\n{}\n", persona.name, persona.description);
        let _ = writeln!(
            out,
            "At most {} questions, by {}. Sections: {}.\n",
            persona.limit,
            persona.chain.join(" > "),
            persona.sections.iter().filter(|it| it.mandatory).map(|it| it.title.as_str()).collect::<Vec<_>>().join(", ")
        );
        out += "| item | passes if |\n| --- | --- |\n";
        for item in &persona.items {
            let _ = writeln!(out, "| {} | {} |", item.words, reason(persona, item));
        }
    }
    out
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect::<String>().replace(' ', "-")
}

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/personas.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page, "docs/personas.md is out of date; UPDATE=1 cargo test --test persona_docs writes it");
}
