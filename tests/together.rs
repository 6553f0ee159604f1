//! The perspectives of a feature read together.

use std::sync::Arc;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{Personas, team, teams};
use perspective_ls::report::State;
use perspective_ls::text::Text;
use perspective_ls::workflow::together::{Kind, Part, summary, together, verdicts};

const CEO: &str = include_str!("personas/ceo/clean.md");
const QA: &str = include_str!("personas/qa/clean.md");
const CSM: &str = include_str!("data/clean.md");

fn judged(id: &str, text: &str) -> Checked {
    let personas = Personas::built_in();
    let persona = personas.get(id).expect("it is built in");
    check(&Text::new(text), &Arc::clone(persona), &Config::default())
}

/// `text` with `from` replaced, which must be there.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

fn metric(text: &str, metric: &str) -> String {
    changed(text, "## Assumptions", &format!("- {metric}\n\n## Assumptions"))
}

/// Kind, subject and words of what two documents state differently.
fn told(ceo: &str, csm: &str) -> Vec<(Kind, String, Vec<String>)> {
    let (ceo, csm) = (judged("ceo", ceo), judged("customer-success-manager", csm));
    let parts = [Part { path: "ceo-perspective.md", checked: &ceo }, Part { path: "customer-success-perspective.md", checked: &csm }];
    let words = |it: &perspective_ls::workflow::together::Difference| it.statements.iter().map(|it| it.words.clone()).collect();
    together(&parts).differences.iter().map(|it| (it.kind, it.subject.clone(), words(it))).collect()
}

#[test]
fn clean_perspectives_agree() {
    assert_eq!(told(CEO, CSM), []);
}

#[test]
fn the_same_figure_stated_differently_is_found() {
    let table = [
        // The measure, the figures, whether they differ.
        ("Customer retention rate of 95% by June.", "Retention of at least 90% by June.", true),
        ("Achieve 95% customer retention rate.", "Gross retention of 95%.", false),
        ("Retention: 95%", "Retention of at least 95 %.", false),
        ("Retention: 95% by June.", "Retention: 97% by December.", false),
        ("Employee retention of 95%.", "Customer retention of 90%.", false),
        ("Payback of 20 months.", "Payback of 24 months.", true),
        ("Order intake of EUR 2.1 million.", "Order intake of €2,100,000.", false),
        ("Retention from 90% to 95%.", "Retention of 95%.", false),
        ("Retention of 95%.", "Is retention of 90% enough?", false),
    ];
    for (ceo, csm, differ) in table {
        let found = told(&metric(CEO, ceo), &metric(CSM, csm));
        assert_eq!(found.len(), usize::from(differ), "{ceo} / {csm}: {found:?}");
        assert!(found.iter().all(|(kind, _, words)| *kind == Kind::Figure && words.len() == 2), "{found:?}");
    }
}

#[test]
fn dates_and_scopes_may_differ_too() {
    let ceo = changed(CEO, "## Assumptions", "The launch is on 1 March 2027.\n\n## Assumptions");
    let csm = changed(CSM, "## Assumptions", "- Homes are told two weeks before the launch on 1 May 2027.\n\n## Assumptions");
    assert_eq!(told(&ceo, &csm), [], "a relation to the launch is no date of it");
    let csm = changed(CSM, "## Assumptions", "The launch is planned for 1 May 2027.\n\n## Assumptions");
    let found = told(&ceo, &csm);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1.as_str()), (Kind::Date, "launch"));

    let ceo = format!("{CEO}\n## Out of Scope\n\n- Overtime rules, because labour law is settled elsewhere.\n");
    let found = told(&ceo, CSM);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0, found[0].1.as_str()), (Kind::Scope, "overtime rules"));
}

#[test]
fn a_team_is_judged_by_its_checklist() {
    let (ceo, qa) = (judged("ceo", CEO), judged("qa", QA));
    let csm = judged("customer-success-manager", &metric(CSM, "Retention: TBD"));
    let all = [Part { path: "ceo.md", checked: &ceo }, Part { path: "qa.md", checked: &qa }, Part { path: "csm.md", checked: &csm }];
    let state = |id: &str, words: &str, parts: &[Part]| {
        let team = team(id).expect("it is a team");
        let item = team.items.iter().position(|it| it.words == words).expect("it is an item");
        verdicts(team, parts, &together(parts))[item].state
    };
    assert_eq!(state("multi-perspective", "Represents at least 3 distinct persona perspectives", &all), State::Pass);
    assert_eq!(state("multi-perspective", "Represents at least 3 distinct persona perspectives", &all[..2]), State::Fail);
    assert_eq!(state("company-team", "Strategic perspective from CEO included", &all), State::Pass);
    assert_eq!(state("company-team", "Strategic perspective from CEO included", &all[1..]), State::Fail);
    assert_eq!(state("multi-perspective", "Quality/security perspective included (QA/Security)", &all), State::Pass);
    assert_eq!(state("multi-perspective", "Technical perspective included (Architect/Developer)", &all), State::Fail);
    assert_eq!(state("company-team", "Success metrics are comprehensive and measurable", &all), State::Fail);
    assert_eq!(state("company-team", "Success metrics are comprehensive and measurable", &all[..2]), State::Pass);
    assert_eq!(state("company-team", "Addresses cross-functional dependencies", &all), State::Review);
    assert_eq!(state("company-team", "Risk assessment across multiple domains", &all[..1]), State::Fail);
    let other = judged("customer-success-manager", &metric(CSM, "Payback of 24 months."));
    let ceo = judged("ceo", &metric(CEO, "Payback of 20 months."));
    let differing = [Part { path: "ceo.md", checked: &ceo }, Part { path: "csm.md", checked: &other }];
    assert_eq!(state("company-team", "Conflicting perspectives are resolved or clearly identified", &differing), State::Fail);
    assert_eq!(state("company-team", "Conflicting perspectives are resolved or clearly identified", &all), State::Pass);
}

#[test]
fn the_summary_holds_the_parts_and_links_both_places() {
    let (ceo, csm) =
        (judged("ceo", &metric(CEO, "Payback of 20 months.")), judged("customer-success-manager", &metric(CSM, "Payback of 24 months.")));
    let parts = [Part { path: "personas/x/ceo.md", checked: &ceo }, Part { path: "personas/x/csm.md", checked: &csm }];
    let text = summary(team("multi-perspective").expect("a team"), "x", &parts, &together(&parts));
    for wanted in [
        "# Multi-Perspective Summary: x",
        "| CEO | [ceo.md](ceo.md) | 15 of 15 | 0 |",
        "CEO says 20 months ([ceo.md:",
        "Customer Success Manager says 24 months ([csm.md:",
        "(csm.md#L",
        "### Customer Success Manager",
        "Food exporters stay with us",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn every_team_asks_something() {
    assert_eq!(teams().len(), 8);
    for team in teams() {
        assert!(team.items.iter().any(|it| it.is_decided()), "{}", team.id);
        assert!(
            verdicts(team, &[], &together(&[]))
                .iter()
                .all(|it| it.state != State::Pass || !team.items[it.item].covers().is_empty() || team.items[it.item].agree),
            "{}",
            team.id
        );
    }
}
