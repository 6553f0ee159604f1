//! Leaks: what is a technical detail, and above all what is none.

use std::sync::Arc;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{Check, Persona, Personas};
use perspective_ls::report::{Severity, State};
use perspective_ls::text::Text;

const CLEAN: &str = include_str!("data/clean.md");
const ORDINARY: &str = include_str!("data/ordinary.md");
const UNITS: &str = include_str!("data/leaks.txt");

const CODES: &[&str] = &["technical-detail", "technical-metric", "build-instruction"];

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("it is built in").clone()
}

fn judge(text: &str) -> Checked {
    check(&Text::new(text), &persona(), &Config::default())
}

/// The clean document with `words` behind the heading `section`.
fn within(section: &str, words: &str) -> Checked {
    let heading = format!("## {section}\n");
    assert!(CLEAN.contains(&heading), "the clean document has {section}");
    judge(&CLEAN.replacen(&heading, &format!("{heading}\n{words}\n"), 1))
}

/// Codes and words of the leaks that are said aloud.
fn leaks(checked: &Checked) -> Vec<(&'static str, String)> {
    let loud = checked.report.findings.iter().filter(|it| CODES.contains(&it.code) && it.severity <= Severity::Warning);
    loud.map(|it| (it.code, checked.text.slice(it.span).to_owned())).collect()
}

fn fails(checked: &Checked, asked: Check) -> bool {
    checked.report.verdicts.iter().any(|it| checked.persona.items[it.item].check == Some(asked) && it.state == State::Fail)
}

#[test]
fn ordinary_prose_leaks_nothing() {
    let checked = judge(ORDINARY);
    assert_eq!(leaks(&checked), [], "in {} bytes of ordinary prose", ORDINARY.len());
    let acronyms: Vec<&str> = checked.perspective.acronyms.iter().map(|it| checked.text.slice(*it)).collect();
    assert!(acronyms.is_empty(), "{acronyms:?}");
    assert!(!fails(&checked, Check::Audience));
}

#[test]
fn units_leak_what_they_mark() {
    let mut wrong = Vec::new();
    for line in UNITS.lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        let marked: Vec<&str> = line.split('«').skip(1).filter_map(|it| it.split('»').next()).collect();
        let text = line.replace(['«', '»'], "");
        let found = leaks(&within("Customer Adoption", &format!("- {text}")));
        let missed = marked.iter().any(|mark| !found.iter().any(|(_, words)| words.contains(mark) || mark.contains(words.as_str())));
        let alarm = found.iter().any(|(_, words)| !marked.iter().any(|mark| words.contains(mark) || mark.contains(words.as_str())));
        if missed || alarm {
            wrong.push(format!("{line}\n    said {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_homograph_is_known_by_its_neighbours() {
    for (ordinary, technical) in [
        ("Go live in May.", "The list is written in Go."),
        ("A swift reply helps.", "The till is rebuilt in Swift."),
        ("React to complaints within a day.", "The list is a React component."),
        ("Each spring the growers renew.", "The list is a Spring Boot service."),
        ("Watch for rust on old habits.", "We write the export in Rust."),
        ("Express interest early.", "The portal runs on an Express server."),
        ("Sponsors spark change.", "The score comes from a Spark job."),
        ("The rest of the accounts wait.", "The score comes from a REST endpoint."),
        ("Oracle renews in May.", "The score sits in an Oracle database."),
        ("Ask the customer's IT about Azure.", "Deploy the portal on Azure."),
    ] {
        assert_eq!(leaks(&within("Customer Adoption", &format!("- {ordinary}"))), [], "{ordinary}");
        assert_eq!(leaks(&within("Customer Adoption", &format!("- {technical}"))).len(), 1, "{technical}");
    }
}

#[test]
fn what_is_not_asserted_is_no_leak() {
    for words in [
        "- No Kafka work is needed on the customer's side.",
        "- We do not discuss Docker, Redis or anything of that kind.",
        "- A sponsor asked: \"Do you still run MySQL?\"",
        "- <!-- moves to Kafka in Q3 --> Invite the owners to the clinic.",
        "- Does the roster still live in Postgres?",
        "> We fix it by hand in Postgres.",
        "- Type `kubectl apply` when asked.",
    ] {
        assert_eq!(leaks(&within("Customer Adoption", words)), [], "{words}");
    }
    assert_eq!(leaks(&within("Guidance Request", "The list was rebuilt in Rust on Kafka.")), []);
    assert_eq!(leaks(&within("Customer Adoption", "- Training cannot start until Redis is in place.")).len(), 1);
}

#[test]
fn technology_outside_guidance_fails_the_first_item_alone() {
    let checked = within("Assumptions", "- The roster is kept in PostgreSQL.");
    assert!(fails(&checked, Check::NoTechnology) && !fails(&checked, Check::NoLeak));
    let checked = within("Customer Adoption", "- The roster is kept in PostgreSQL.");
    assert!(fails(&checked, Check::NoTechnology) && fails(&checked, Check::NoLeak));
}

#[test]
fn a_technical_metric_fails_the_last_item_alone() {
    for words in ["- API response time under 200 ms", "- Server uptime of 99.95 %", "- 80 % code coverage", "- 400 requests per second"] {
        let checked = within("Success Metrics", words);
        assert_eq!(leaks(&checked).iter().map(|it| it.0).collect::<Vec<_>>(), ["technical-metric"], "{words}");
        assert!(fails(&checked, Check::NoLeak) && !fails(&checked, Check::NoTechnology), "{words}");
    }
}

#[test]
fn code_in_guidance_is_one_instruction() {
    let code = "```sql\nSELECT id FROM redis_sessions;\n```";
    let checked = within("Recommendations", code);
    assert_eq!(leaks(&checked), [("build-instruction", code.to_owned())]);
    assert!(fails(&checked, Check::Audience) && fails(&checked, Check::NoLeak) && !fails(&checked, Check::NoTechnology));
    let letter = "```text\nDear owner, your calendar is ready. We call on Monday.\n```";
    assert_eq!(leaks(&within("Recommendations", letter)), []);
    assert_eq!(leaks(&within("Assumptions", code)), []);
}

#[test]
fn instructions_are_marked_by_their_clause() {
    let checked = within("Customer Adoption", "- Add an index to the invoices table so that month-end feels quicker to bakers.");
    assert_eq!(leaks(&checked), [("build-instruction", "Add an index to the invoices table".to_owned())]);
    let told = within("Recommendations", "- Developers must refactor the roster service by 5 May, so that carers wait less.");
    assert!(fails(&told, Check::Audience));
}

#[test]
fn three_technologies_make_a_text_for_engineers() {
    let two = within("Customer Adoption", "- The list is rewritten in Kotlin, reads Redis, and Redis feeds it.");
    assert!(!fails(&two, Check::Audience));
    let three = within("Customer Adoption", "- The list is rewritten in Kotlin, reads Redis, and Kafka feeds it.");
    assert!(fails(&three, Check::Audience));
}

#[test]
fn unexplained_acronyms_count_from_four() {
    let four = within("Customer Adoption", "- The CDC feeds the DLQ, while the HPA and the RPO are watched.");
    assert!(fails(&four, Check::Audience));
    let named: Vec<&str> = four.perspective.acronyms.iter().map(|it| four.text.slice(*it)).collect();
    assert_eq!(named, ["CDC", "DLQ", "HPA", "RPO"]);
    for words in [
        "- The CDC (change data copy) feeds the DLQ, while the HPA and the RPO are watched.",
        "- The CDC feeds the DLQ, while the HPA and the recovery point objective, or RPO, are watched.",
        "- The CSM reads NPS, CSAT and NRR to the CFO before the QBR, in EUR.",
        "- DO NOT CALL owners ON HOLIDAY.",
    ] {
        assert!(!fails(&within("Customer Adoption", words), Check::Audience), "{words}");
    }
}

#[test]
fn settings_accept_and_ban_terms() {
    let text =
        CLEAN.replacen("## Customer Adoption\n", "## Customer Adoption\n\n- Answers are kept in Redis and sent by Pigeon Post.\n", 1);
    let with = |accept: &[&str], ban: &[&str]| {
        let list = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect();
        leaks(&check(&Text::new(&*text), &persona(), &Config { accept: list(accept), ban: list(ban), ..Config::default() }))
    };
    let named = |words: &str| ("technical-detail", words.to_owned());
    assert_eq!(with(&[], &[]), [named("Redis")]);
    assert_eq!(with(&["redis"], &[]), []);
    assert_eq!(with(&[], &["pigeon post"]), [named("Redis"), named("Pigeon Post")]);
}
