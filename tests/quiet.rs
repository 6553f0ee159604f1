//! What must not be said: nothing of ordinary text, nothing unsure aloud, nothing of other languages, and nothing new
//! after a fix.

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::model::{MetricLabel, RecommendationLabel};
use perspective_ls::persona::{Persona, Personas};
use perspective_ls::report::{Fix, SILENT, SURE, Severity, State};
use perspective_ls::text::{Span, Text};

const CLEAN: &str = include_str!("data/clean.md");

const BUSINESS: &[(&str, &str)] = &[
    ("minutes", include_str!("data/business/minutes.md")),
    ("newsletter", include_str!("data/business/newsletter.md")),
    ("policy", include_str!("data/business/policy.md")),
    ("sales", include_str!("data/business/sales.md")),
];

/// Rules whose fix leads on to another finding by its nature (see `rule_docs.rs`).
/// A title that is filled in tells what the document is about, and its words no longer prove a result.
const LEADS_ON: &[&str] = &["missing-section", "empty-section", "malformed-clarification", "unfilled-placeholder"];

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("the built-in persona").clone()
}

fn judge(text: &str, persona: &Arc<Persona>) -> Checked {
    check(&Text::new(text), persona, &Config::default())
}

fn corpus() -> Vec<(PathBuf, String)> {
    common::corpus(&["dev", "dev-b", "dev-c", "dev-d"])
}

#[test]
fn ordinary_business_texts_are_quiet() {
    let persona = persona();
    for (name, words) in BUSINESS {
        // In a section of its own that counts as guidance, and in one of the persona's.
        let own = format!("{CLEAN}\n## Background\n\n{words}\n");
        let within = CLEAN.replacen("## Retention Management\n", &format!("### Background\n\n{words}\n\n## Retention Management\n"), 1);
        assert_ne!(within, CLEAN, "the clean document has the section");
        for text in [own, within] {
            let checked = judge(&text, &persona);
            let loud: Vec<String> = checked
                .report
                .findings
                .iter()
                .filter(|it| it.severity <= Severity::Information)
                .map(|it| format!("{}: {}", it.code, it.message))
                .collect();
            assert!(loud.is_empty(), "{name}:\n{}", loud.join("\n"));
        }
    }
}

/// What careful authors wrote, each in a style of their own.
const CAREFUL: &[(&str, &str)] = &[
    ("invoices", include_str!("data/careful/invoices.md")),
    ("volunteers", include_str!("data/careful/volunteers.md")),
    ("sign-in", include_str!("data/careful/sign-in.md")),
    ("care-plans", include_str!("data/careful/care-plans.md")),
    ("receipts", include_str!("data/careful/receipts.md")),
];

#[test]
fn careful_documents_get_no_warning() {
    let persona = persona();
    for (name, text) in CAREFUL {
        let findings = judge(text, &persona).report.findings;
        let loud: Vec<String> = findings.iter().filter(|it| it.severity <= Severity::Warning).map(|it| it.message.clone()).collect();
        assert!(loud.is_empty(), "{name}:\n{}", loud.join("\n"));
    }
}

/// Deeds whose object could be anything, and measures that nobody knows by name: the words may mean something here.
const UNSURE: &[(&str, &str, &str)] = &[
    ("Recommendations", "- Review the process.", "vague-recommendation"),
    ("Recommendations", "- Offer solutions.", "vague-recommendation"),
    ("Success Metrics", "- Bananas in the cellar", "unmeasurable-metric"),
];

/// What the model is not sure of, with how sure it is and the codes that it may be said under.
fn judgements(checked: &Checked) -> Vec<(Span, u8, &'static [&'static str])> {
    let perspective = &checked.perspective;
    let leaks = perspective.leaks.iter().map(|it| (it.span, it.confidence, LEAKS));
    let vague = perspective.recommendations.iter().filter(|it| it.label == RecommendationLabel::Vague);
    let vague = vague.map(|it| (it.head, it.confidence, &["vague-recommendation"][..]));
    let unmeasurable = perspective.metrics.iter().filter(|it| it.label == MetricLabel::Unmeasurable);
    let unmeasurable = unmeasurable.map(|it| (it.head, it.confidence, &["unmeasurable-metric"][..]));
    leaks.chain(vague).chain(unmeasurable).collect()
}

const LEAKS: &[&str] = &["technical-detail", "technical-metric", "build-instruction"];

#[test]
fn what_is_unsure_is_not_a_warning() {
    let persona = persona();
    let unsure = UNSURE.iter().map(|(section, line, code)| {
        let text = CLEAN.replacen(&format!("## {section}\n"), &format!("## {section}\n\n{line}\n"), 1);
        let checked = judge(&text, &persona);
        let found: Vec<_> = checked.report.findings.iter().filter(|it| it.code == *code).collect();
        assert!(matches!(found[..], [it] if it.severity == Severity::Information), "{line}: {found:?}");
        (PathBuf::from(line), text)
    });
    for (path, text) in corpus().into_iter().chain(unsure) {
        let checked = judge(&text, &persona);
        for (span, confidence, codes) in judgements(&checked) {
            let found = checked.report.findings.iter().find(|it| codes.contains(&it.code) && it.span == span);
            let place = || format!("{}: {} ({confidence} %)", path.display(), checked.text.slice(span));
            if let Some(found) = found {
                assert!(confidence >= SILENT, "said, but unsure: {}", place());
                assert_eq!(found.severity <= Severity::Warning, confidence >= SURE, "{}", place());
            }
        }
    }
}

const GERMAN: &str = "# Customer Success Manager Perspective: Schichtplan\n\n## Customer Adoption\n\nDie Leitung jeder Station zeigt den \
    Plan in der ersten Woche allen Schwestern und beantwortet ihre Fragen. Wer sich zwei Wochen lang nicht angemeldet hat, wird \
    vom Betreuer angerufen und bekommt Hilfe angeboten; so bleibt niemand mit dem neuen Werkzeug allein.\n\n## Recommendations\n\n\
    - Im Mai geht die Umfrage an alle Nutzer, damit wir wissen, was noch fehlt.\n- Jedes Haus erhält vor dem Sommer einen Besuch, \
    bei dem die Zahlen des Winters besprochen werden.\n- Neue Mitarbeiter lernen den Plan am ersten Tag von einer Kollegin.\n\n\
    ## Assumptions\n\n[NEEDS CLARIFICATION: Wer bezahlt die Schulung?]\n\nDer Server steht in Frankfurt, und die Datenbank ist Postgres.\n";

const FRENCH: &str = "# Customer Success Manager Perspective: Planning\n\n## Customer Adoption\n\nChaque responsable montre le planning \
    à son équipe pendant la première semaine et répond aux questions. Les établissements qui ne se connectent plus depuis deux \
    semaines sont appelés par leur conseiller, qui propose son aide et fixe un rendez-vous avec la direction.\n\n## Recommendations\n\n\
    - En mai, l'enquête est envoyée à tous les utilisateurs pour savoir ce qui manque encore.\n- Chaque maison reçoit avant l'été \
    une visite au cours de laquelle les chiffres de l'hiver sont discutés.\n- Les nouveaux apprennent le planning dès le premier jour.\n";

#[test]
fn other_languages_get_structure_and_markers_and_hear_it_once() {
    let persona = persona();
    for text in [GERMAN, FRENCH] {
        let checked = judge(text, &persona);
        let codes: Vec<&str> = checked.report.findings.iter().map(|it| it.code).collect();
        assert_eq!(codes.iter().filter(|it| **it == "other-language").count(), 1, "{codes:?}");
        let structure = ["other-language", "missing-section", "empty-section", "section-order", "open-clarification"];
        assert!(codes.iter().all(|it| structure.contains(it)), "{codes:?}");
        assert!(codes.contains(&"missing-section"));
        assert!(checked.report.verdicts.iter().all(|it| it.state != State::Pass), "nothing is passed unread");
    }
    assert_eq!(judge(GERMAN, &persona).perspective.markers.len(), 1);
    for (path, text) in corpus() {
        assert!(!judge(&text, &persona).perspective.foreign, "{} is English", path.display());
    }
    for (name, text) in BUSINESS {
        assert!(!judge(text, &persona).perspective.foreign, "{name} is English");
    }
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    text
}

/// Every fix that is offered over the corpus makes its finding go and brings none of a new kind.
#[test]
fn fixes_over_the_corpus_mend_and_break_nothing() {
    let persona = persona();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (path, text) in corpus() {
        let checked = judge(&text, &persona);
        let count = |checked: &Checked, code: &str, message: &str| {
            checked.report.findings.iter().filter(|it| it.code == code && (message.is_empty() || it.message == message)).count()
        };
        for finding in &checked.report.findings {
            for fix in &finding.fixes {
                tried += 1;
                let after = judge(&apply(&text, fix), &persona);
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if count(&after, finding.code, &finding.message) >= count(&checked, finding.code, &finding.message) {
                    wrong.push(format!("{name}: {} stays after {:?}: {}", finding.code, fix.title, finding.message));
                }
                let new = after.report.findings.iter().find(|it| count(&after, it.code, "") > count(&checked, it.code, ""));
                if let Some(new) = new.filter(|_| !LEADS_ON.contains(&finding.code)) {
                    wrong.push(format!("{name}: {:?} of {} brings {}: {}", fix.title, finding.code, new.code, new.message));
                }
            }
        }
    }
    assert!(tried > 20, "fixes are offered: {tried}");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
