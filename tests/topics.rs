//! Topics, risks and outcomes: what satisfies an item and what does not, section by section. Each text takes the place of
//! a section's body in the clean document, which has nothing else on the subject.

use std::sync::Arc;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{Check, Persona, Personas};
use perspective_ls::report::State;
use perspective_ls::text::Text;

const CLEAN: &str = include_str!("data/clean.md");

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("it is built in").clone()
}

/// The clean document with `body` under `section`.
fn judged(section: &str, body: &str) -> Checked {
    let heading = format!("## {section}\n");
    let start = CLEAN.find(&heading).expect("the clean document has the section") + heading.len();
    let end = CLEAN[start..].find("\n## ").map_or(CLEAN.len(), |at| start + at);
    let text = format!("{}\n{body}\n{}", &CLEAN[..start], &CLEAN[end..]);
    check(&Text::new(text), &persona(), &Config::default())
}

fn state(checked: &Checked, asked: Check) -> State {
    let item = checked.persona.items.iter().position(|it| it.check == Some(asked)).expect("the checklist asks for it");
    checked.report.verdicts[item].state
}

/// Which of `cases` are not judged as wanted.
fn wrong(section: &str, asked: Check, cases: &[(State, &str)]) -> Vec<String> {
    let judge = |body: &str| state(&judged(section, body), asked);
    cases.iter().filter(|(wanted, body)| judge(body) != *wanted).map(|(wanted, body)| format!("{wanted:?} wanted: {body}")).collect()
}

#[test]
fn adoption_and_onboarding_both_want_a_statement() {
    let cases = [
        (State::Pass, "New homes get a kickoff call with the CSM in week one. Half of the carers use the board daily by May."),
        (State::Pass, "Shift leads learn it in a morning lesson. Whoever still phones the office after a month gets a visit."),
        (
            State::Pass,
            "Onboarding is not applicable because all homes have used the board since 2019. Carers open it daily; nine in ten do.",
        ),
        (State::Fail, "New homes get a kickoff call with the CSM in week one and a certificate in week two."),
        // The recommendations train the shift leads, which speaks of onboarding.
        (State::Pass, "Half of the carers use the board daily by May."),
        (State::Fail, "No onboarding is planned for this release, and no usage targets are set for the homes."),
        (State::Fail, "Who runs the kickoff call with new homes? How many carers should use the board daily?"),
        (State::Fail, "- Onboarding\n- Usage and adoption\n- Training"),
    ];
    assert_eq!(wrong("Customer Adoption", Check::Topic(0), &cases), Vec::<String>::new());
}

#[test]
fn a_strategy_pairs_a_signal_with_a_response() {
    let cases = [
        (State::Pass, "When swaps fall by half, the CSM calls the home manager within two days."),
        (State::Pass, "Two unpaid invoices in a row → finance phones the home and offers instalments."),
        (State::Pass, "| Signal | Response | Owner |\n| --- | --- | --- |\n| No login for 30 days | refresher session | pooled team |"),
        (State::Pass, "Not applicable because every home has signed for ten years."),
        (State::Fail, "We watch logins, late audits and the tone of the calls."),
        (State::Fail, "When swaps fall, something has to be done about it."),
        (State::Fail, "We do not call homes when swaps fall by half."),
        (State::Fail, "| Signal | Response |\n| --- | --- |\n| Fewer logins | follow-up as needed |"),
        (State::Fail, "N/A"),
    ];
    assert_eq!(wrong("Retention Management", Check::Topic(1), &cases), Vec::<String>::new());
}

#[test]
fn an_opportunity_says_what_is_sold_and_to_whom() {
    let cases = [
        (State::Pass, "Homes above 80 carers are offered the planner module at the half-year review."),
        (State::Pass, "- Planner module, once a home has run the board for two quarters"),
        (State::Fail, "- Premium support\n- Additional modules"),
        (State::Fail, "Homes that are happy will want more over time."),
        (State::Fail, "We will not sell modules to homes in their first season."),
    ];
    assert_eq!(wrong("Expansion Revenue", Check::Topic(2), &cases), Vec::<String>::new());
}

#[test]
fn a_contact_has_roles_and_a_rhythm() {
    let cases = [
        (State::Pass, "Quarterly review with the regional director of each home."),
        (State::Pass, "| Role | Our contact | Cadence |\n| --- | --- | --- |\n| Home manager | CSM | monthly |"),
        (State::Fail, "Every home receives the monthly newsletter and a printed calendar in December."),
        (State::Fail, "When swaps fall by half, the CSM calls the home manager within two days."),
        (State::Fail, "Relationships are the soil in which everything else grows."),
    ];
    assert_eq!(wrong("Relationship Management", Check::Topic(4), &cases), Vec::<String>::new());
}

#[test]
fn a_risk_wants_an_effect_and_a_response() {
    let cases = [
        (
            State::Pass,
            "Carers may keep lists of their own, which would cost homes hours. The CSM agrees with each manager which list counts.",
        ),
        (State::Pass, "Managers retire (likely, severe). Answer: two deputies trained in each home before October."),
        (State::Pass, "Carers might keep lists of their own, which would cost homes hours. The CSM calls each manager before May."),
        (State::Fail, "Carers may keep lists of their own, which would cost homes hours."),
        (State::Fail, "- Risk: absent managers. Response: a voice message on the first of the month."),
        (State::Fail, "Risks will be identified early and mitigated appropriately."),
        (State::Fail, "At-risk accounts: Moorgate and Vanderlin are red, Osprey is amber."),
    ];
    assert_eq!(wrong("Risk Assessment", Check::Risk, &cases), Vec::<String>::new());
}

#[test]
fn an_outcome_is_served_by_what_shares_its_subject() {
    let cases = [
        (State::Pass, "- Agencies are called less often to fill a shift."),
        (State::Fail, "- Families know the menu of the canteen by heart."),
        (State::Fail, "TBD"),
    ];
    assert_eq!(wrong("Customer Outcomes", Check::Outcomes, &cases), Vec::<String>::new());
    let checked = judged("Customer Outcomes", "- Families know the menu of the canteen by heart.");
    let codes: Vec<&str> = checked.report.findings.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["outcome-without-recommendation", "outcome-without-metric"]);
    assert_eq!(checked.text.slice(checked.report.findings[0].span), "- Families know the menu of the canteen by heart.");
}
