//! Nothing of a persona is coded: a copy of the template, changed, changes the verdicts.

use std::sync::Arc;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{self, Persona};
use perspective_ls::report::{Severity, State};
use perspective_ls::text::Text;

const CLEAN: &str = include_str!("data/clean.md");
const COMMAND: &str = include_str!("../templates/personas/customer-success-manager/command.md");
const SKELETON: &str = include_str!("../templates/personas/customer-success-manager/perspective.md");
const VOCABULARY: &str = include_str!("../templates/personas/customer-success-manager/vocabulary.toml");

/// The persona whose command template is ours with `changes` made; each must find what it changes.
fn changed(changes: &[(&str, &str)]) -> Arc<Persona> {
    let mut command = COMMAND.to_owned();
    for (from, to) in changes {
        assert!(command.contains(from), "the template has {from:?}");
        command = command.replace(from, to);
    }
    Arc::new(persona::read("customer-success-manager", &command, SKELETON, VOCABULARY).0)
}

fn judge(text: &str, persona: &Arc<Persona>) -> Checked {
    check(&Text::new(text), persona, &Config::default())
}

/// The clean document with `words` in its last section.
fn noted(words: &str) -> String {
    format!("{CLEAN}\n## Notes\n\n{words}\n")
}

fn over(checked: &Checked) -> Vec<&str> {
    let findings = checked.report.findings.iter().filter(|it| it.code == "too-many-clarifications");
    findings.map(|it| checked.text.slice(it.span)).collect()
}

const FOUR: &str = "[NEEDS CLARIFICATION(impact=satisfaction): a?]\n\n[NEEDS CLARIFICATION(impact=retention): b?]\n\n\
    [NEEDS CLARIFICATION(impact=other): c?]\n\n[NEEDS CLARIFICATION(impact=expansion): d?]";

#[test]
fn the_limit_is_the_templates() {
    let three = judge(&noted(FOUR), &changed(&[]));
    assert_eq!(over(&three), ["[NEEDS CLARIFICATION(impact=other): c?]"]);
    let two = judge(&noted(FOUR), &changed(&[("Maximum 3", "Maximum 2")]));
    assert_eq!(two.persona.limit, 2);
    assert_eq!(over(&two), ["[NEEDS CLARIFICATION(impact=satisfaction): a?]", "[NEEDS CLARIFICATION(impact=other): c?]"]);
    assert!(two.report.findings.iter().any(|it| it.code == "too-many-clarifications" && it.severity == Severity::Error));
}

#[test]
fn the_chain_is_the_templates() {
    let other = changed(&[("Maximum 3", "Maximum 1"), ("retention > expansion > satisfaction", "satisfaction > retention > expansion")]);
    let checked = judge(&noted(FOUR), &other);
    let kept: Vec<&str> = checked.perspective.markers.iter().filter(|it| it.keep).map(|it| it.impact.as_str()).collect();
    assert_eq!(kept, ["satisfaction"]);
    let ranks: Vec<usize> = checked.perspective.markers.iter().map(|it| it.rank).collect();
    assert_eq!(ranks, [1, 2, 4, 3]);
}

#[test]
fn of_equal_impact_the_earlier_is_kept() {
    let checked = judge(
        &noted("[NEEDS CLARIFICATION(impact=other): a?]\n\n[NEEDS CLARIFICATION(impact=other): b?]"),
        &changed(&[("Maximum 3", "Maximum 1")]),
    );
    assert_eq!(over(&checked), ["[NEEDS CLARIFICATION(impact=other): b?]"]);
}

#[test]
fn an_item_that_the_template_does_not_have_is_not_judged() {
    let persona = changed(&[("- [ ] Success metrics are measurable", "")]);
    assert_eq!(persona.items.len(), 14);
    let text = CLEAN.replace("Share of open shifts filled without agency staff: 70% by September.", "Better use of shifts.");
    let with = judge(&text, &changed(&[]));
    assert!(
        with.report
            .verdicts
            .iter()
            .any(|it| with.persona.items[it.item].words == "Success metrics are measurable" && it.state == State::Fail)
    );
    let without = judge(&text, &persona);
    assert!(without.report.verdicts.iter().all(|it| it.state == State::Pass), "{:#?}", without.report.verdicts);
}

#[test]
fn an_item_of_unknown_words_is_for_people() {
    let item = "- [ ] The tone is warm";
    let persona =
        changed(&[("- [ ] All recommendations are actionable", &format!("{item}\n      - [ ] All recommendations are actionable"))]);
    let checked = judge(CLEAN, &persona);
    let states: Vec<State> = checked.report.verdicts.iter().map(|it| it.state).collect();
    assert_eq!(states.iter().filter(|it| **it == State::Review).count(), 1, "{:?}", persona.items);
    assert_eq!(states.iter().filter(|it| **it == State::Pass).count(), 15);
    assert!(!checked.ready());
    assert!(checked.report.findings.iter().any(|it| it.code == "item-needs-review" && it.message.contains("The tone is warm")));
}

#[test]
fn a_failing_item_has_a_finding_and_an_allowed_one_is_waived() {
    let persona = changed(&[]);
    let text = CLEAN.replace(
        "## Expansion Revenue\n",
        "## Expansion Revenue\n\n<!-- perspective: allow empty-section -- decided in May -->\nTBD\n\n## Dropped\n",
    );
    let checked = judge(&text, &persona);
    let sections = persona.items.iter().position(|it| it.words == "All mandatory sections completed").expect("the item");
    assert_eq!(checked.report.verdicts[sections].state, State::Waived, "{:#?}", checked.report.findings);
    let failing = judge(&text.replace("<!-- perspective: allow empty-section -- decided in May -->", ""), &persona);
    for verdict in failing.report.verdicts.iter().filter(|it| it.state == State::Fail) {
        assert!(failing.report.findings.iter().any(|it| it.items.contains(&verdict.item)), "{verdict:?}");
    }
    assert_eq!(failing.report.verdicts[sections].state, State::Fail);
}

#[test]
fn settings_change_severity_and_switch_rules_off() {
    let persona = changed(&[]);
    let text = noted("[NEEDS CLARIFICATION: Who books the room?]");
    let mut config = Config::default();
    config.severity.insert("open-clarification".into(), Some(Severity::Information));
    let checked = check(&Text::new(text.as_str()), &persona, &config);
    assert!(checked.report.findings.iter().any(|it| it.code == "open-clarification" && it.severity == Severity::Information));
    config.severity.insert("open-clarification".into(), None);
    assert!(check(&Text::new(text.as_str()), &persona, &config).report.findings.is_empty());
    config.limit = Some(0);
    assert_eq!(over(&check(&Text::new(text.as_str()), &persona, &config)).len(), 1);
}
