//! Every built-in persona, by its examples: `tests/personas/<id>/clean.md` passes every item that a program decides, and
//! each flaw in `tests/personas/<id>/flaws.md` fails the item that it stands under.
//!
//! `PERSONA=ceo cargo test --test personas` looks at one persona only.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{examples, replaced};
use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{self, Persona, Personas};
use perspective_ls::report::State;
use perspective_ls::text::Text;

/// The personas to look at, with the folder of their examples.
fn personas() -> Vec<(Arc<Persona>, PathBuf)> {
    let wanted = std::env::var("PERSONA").ok();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/personas");
    let personas = Personas::built_in();
    let all = personas.ids().filter(|id| wanted.as_ref().is_none_or(|it| it == id));
    let found: Vec<_> = all.filter_map(|id| Some((personas.get(id)?.clone(), folder.join(id)))).collect();
    assert!(!found.is_empty(), "no persona is called {wanted:?}");
    found
}

fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok().map(|it| it.replace("\r\n", "\n"))
}

fn judge(persona: &Arc<Persona>, text: &str) -> Checked {
    check(&Text::new(text.to_owned()), persona, &Config::default())
}

/// Personas whose examples lie elsewhere: the Customer Success Manager's are the corpus and the pages of the rules.
const ELSEWHERE: &[&str] = &["customer-success-manager"];

#[test]
fn clean_documents_are_clean() {
    let mut wrong = Vec::new();
    for (persona, folder) in personas() {
        if ELSEWHERE.contains(&persona.id.as_str()) {
            continue;
        }
        let Some(clean) = read(&folder.join("clean.md")) else {
            wrong.push(format!("{}: tests/personas/{0}/clean.md is missing", persona.id));
            continue;
        };
        let of = Personas::built_in().of_document("clean.md", &clean).map(|it| it.id.clone());
        if of.as_deref() != Some(&persona.id) {
            wrong.push(format!("{}: the title does not tell whose the document is", persona.id));
        }
        let checked = judge(&persona, &clean);
        for finding in &checked.report.findings {
            if finding.code != "item-needs-review" {
                wrong.push(format!("{}: {}: {}", persona.id, finding.code, finding.message));
            }
        }
        for verdict in &checked.report.verdicts {
            let item = &persona.items[verdict.item];
            let wanted = if item.check.is_some() { State::Pass } else { State::Review };
            if verdict.state != wanted {
                wrong.push(format!("{}: \"{}\" is {:?}: {}", persona.id, item.words, verdict.state, verdict.reason));
            }
            if wanted == State::Pass && verdict.evidence.is_empty() && wants_evidence(&item.words) {
                wrong.push(format!("{}: \"{}\" passes without evidence", persona.id, item.words));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether an item asks for something that must be there: those that forbid something have no evidence.
fn wants_evidence(item: &str) -> bool {
    !item.starts_with("No ")
        && !item.starts_with("Written for")
        && !item.starts_with("All recommendations")
        && !item.starts_with("Success metrics")
}

#[test]
fn flaws_fail_their_items() {
    let mut wrong = Vec::new();
    for (persona, folder) in personas() {
        let (Some(clean), Some(page)) = (read(&folder.join("clean.md")), read(&folder.join("flaws.md"))) else {
            if !ELSEWHERE.contains(&persona.id.as_str()) {
                wrong.push(format!("{}: tests/personas/{0}/flaws.md is missing", persona.id));
            }
            continue;
        };
        let mut shown = BTreeSet::new();
        for example in examples(&page) {
            let Some(item) = persona.items.iter().position(|it| it.words == example.heading) else {
                wrong.push(format!("{}: the checklist has no item \"{}\"", persona.id, example.heading));
                continue;
            };
            let checked = judge(&persona, &replaced(&clean, &example.text));
            let verdict = &checked.report.verdicts[item];
            let wanted = if example.info.starts_with("good") { State::Pass } else { State::Fail };
            if wanted == State::Fail {
                shown.insert(item);
            }
            if verdict.state != wanted {
                let text = example.text.lines().take(4).collect::<Vec<_>>().join("\n    ");
                let evidence: Vec<&str> =
                    verdict.evidence.iter().map(|it| checked.text.slice(*it).lines().next().unwrap_or_default()).collect();
                let (state, reason) = (verdict.state, &verdict.reason);
                wrong.push(format!("{}: \"{}\" is {state:?} ({reason}: {evidence:?})\n    {text}", persona.id, example.heading));
            }
        }
        for (at, item) in persona.items.iter().enumerate() {
            if item.check.is_some() && !shown.contains(&at) {
                wrong.push(format!("{}: no flaw for \"{}\"", persona.id, item.words));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// The texts of each persona are whole: nothing is left open by the template, fifteen items, four groups, a reason for
/// every item that is left to people, three answers to each question, words for each thing that is asked for.
#[test]
fn texts_are_whole() {
    let mut wrong = Vec::new();
    for (persona, _) in personas() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/personas").join(&persona.id);
        let text = |name: &str| read(&folder.join(name)).unwrap_or_default();
        let (read, problems) = persona::read(&persona.id, &text("command.md"), &text("perspective.md"), &text("vocabulary.toml"));
        let mut say = |what: String| wrong.push(format!("{}: {what}", persona.id));
        problems.iter().for_each(|it| say(it.message.clone()));
        if read.items.len() != 15 {
            say(format!("{} items", read.items.len()));
        }
        let groups: BTreeSet<&str> = read.items.iter().map(|it| it.group.as_str()).collect();
        if groups.len() != 3 || read.chain.len() != 3 || read.areas.len() != 3 || read.defaults.len() != 4 {
            say(format!(
                "{} groups, {} impacts, {} areas, {} defaults",
                groups.len(),
                read.chain.len(),
                read.areas.len(),
                read.defaults.len()
            ));
        }
        if read.good.len() != 4 || read.bad.len() != 4 {
            say(format!("{} good and {} bad metrics", read.good.len(), read.bad.len()));
        }
        read.items
            .iter()
            .filter(|it| it.check.is_none() && it.why.is_empty())
            .for_each(|it| say(format!("\"{}\" is left to people without a reason", it.words)));
        for topic in &read.topics {
            let at = read.topics.iter().position(|it| it.name == topic.name).expect("it is one of them");
            if !read.items.iter().any(|it| it.asks(persona::Check::Topic(at))) {
                say(format!("no item asks for the topic {}", topic.name));
            }
            let statement = matches!(topic.shape, persona::Shape::Statement | persona::Shape::Recommendation);
            let own = [topic.name.clone()];
            for need in if topic.needs.is_empty() { &own[..] } else { &topic.needs[..] } {
                if statement && read.lexicon.class(&format!("topic:{need}")).is_none() {
                    say(format!("no words for topic:{need}"));
                }
            }
        }
        for impact in read.chain.iter().filter(|it| read.lexicon.class(&format!("impact:{it}")).is_none()) {
            say(format!("no words for impact:{impact}"));
        }
        for ban in read.leaks.bans.iter().chain(&read.leaks.details) {
            if let persona::Ban::Words(name) = ban
                && read.lexicon.class(&format!("ban:{name}")).is_none()
            {
                say(format!("no words for ban:{name}"));
            }
        }
        read.questions.iter().filter(|it| it.answers.len() != 3).for_each(|it| say(format!("\"{}\" has not three answers", it.topic)));
        if read.questions.len() < 8 {
            say(format!("{} questions", read.questions.len()));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
