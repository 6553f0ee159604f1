//! The pages of the rules are run: each example in a page is judged, and the page must have told the truth.
//!
//! An example is a fenced block with the info string `markdown bad`, `markdown good` or `markdown fixed`. It begins with
//! the heading of a section, and takes the place of that section (of each that it names) in `tests/data/clean.md`, which
//! is complete and clean. With `whole` in the info string it is the whole document;
//! with a persona's id, that persona judges, and its `tests/personas/<id>/clean.md` is the clean one. In a bad example a line of spaces and
//! carets and the code marks the words above it that the finding must cover. `fixed: TITLE` is what the fix with that
//! title makes of the bad example before it.

mod common;

use std::path::Path;
use std::sync::Arc;

use common::{Example, examples, replaced};
use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{Persona, Personas};
use perspective_ls::report::{Finding, Fix};
use perspective_ls::rules::RULES;
use perspective_ls::text::Text;
use perspective_ls::workflow;

const CLEAN: &str = include_str!("data/clean.md");

/// Rules that the built-in persona cannot show.
const WITHOUT_EXAMPLE: &[&str] = &["item-needs-review", "differing-statement"];

/// Rules whose fix leads on to another finding by its nature: prompts are reported until they are filled in, and a
/// question in its proper form is an open one.
const LEADS_ON: &[&str] = &["missing-section", "empty-section", "malformed-clarification"];

/// The example without its caret lines, and the words that each of those marks.
fn marks(text: &str, code: &str) -> (String, Vec<String>) {
    let mut lines: Vec<&str> = Vec::new();
    let mut marked = Vec::new();
    for line in text.lines() {
        match line.trim().strip_suffix(code).map(str::trim) {
            Some(carets) if !carets.is_empty() && carets.chars().all(|c| c == '^') => {
                let start = line.find('^').unwrap_or(0);
                let above: Vec<char> = lines.last().unwrap_or(&"").chars().collect();
                marked.push(above.iter().skip(start).take(carets.len()).collect());
            }
            _ => lines.push(line),
        }
    }
    (lines.join("\n") + "\n", marked)
}

/// The document that an example shows, and whose it is: the persona that its info string names, else the Customer
/// Success Manager.
fn document(text: &str, info: &str) -> (String, Arc<Persona>) {
    let personas = Personas::built_in();
    let named = info.split_whitespace().find_map(|word| personas.get(word).cloned());
    let clean = match &named {
        None => CLEAN.to_owned(),
        Some(persona) => {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/personas").join(&persona.id).join("clean.md");
            std::fs::read_to_string(path).expect("the persona has a clean document").replace("\r\n", "\n")
        }
    };
    let whole = info.contains("whole");
    (if whole { text.to_owned() } else { replaced(&clean, text) }, named.unwrap_or_else(persona))
}

/// What an example's text is judged as.
struct Reading {
    persona: Arc<Persona>,
    /// For a checklist or a sheet of questions: which, and the perspective that stands beside it.
    beside: Option<(bool, Checked)>,
}

impl Reading {
    /// By the example's info string; `beside` are the sections of the perspective that the page has shown last.
    fn of(info: &str, persona: Arc<Persona>, beside: &str) -> Self {
        let (checklist, questions) = (info.ends_with(" checklist"), info.ends_with(" questions"));
        let perspective = || judge(&replaced(CLEAN, beside));
        Reading { persona, beside: (checklist || questions).then(|| (checklist, perspective())) }
    }

    fn judge(&self, text: &str) -> Checked {
        const PATH: &str = "personas/shift-swap/customer-success-perspective.md";
        let (text, config) = (Text::new(text), Config::default());
        match &self.beside {
            None => check(&text, &self.persona, &config),
            Some((true, of)) => workflow::checklist::check(&text, of, PATH, &config),
            Some((false, of)) => workflow::questions::check(&text, of, PATH, &config),
        }
    }
}

/// Example by example of a page: what it shows, and as what it is judged. Sections of a perspective that stand beside the
/// examples behind them are none of their own.
fn read(page: &str, code: &str) -> Vec<(Example, String, Vec<String>, Reading)> {
    let mut beside = String::new();
    let mut all = Vec::new();
    for example in examples(page) {
        let (text, marked) = marks(&example.text, code);
        if example.info == "beside" {
            beside = text;
            continue;
        }
        let own = example.info.ends_with(" checklist") || example.info.ends_with(" questions");
        let (whole, persona) = document(&text, if own { "whole" } else { &example.info });
        let reading = Reading::of(&example.info, persona, &beside);
        all.push((example, whole, marked, reading));
    }
    all
}

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("it is built in").clone()
}

fn judge(text: &str) -> Checked {
    judge_as(text, &persona())
}

fn judge_as(text: &str, persona: &Arc<Persona>) -> Checked {
    check(&Text::new(text), persona, &Config::default())
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    text
}

fn of<'a>(checked: &'a Checked, code: &str) -> Vec<&'a Finding> {
    checked.report.findings.iter().filter(|it| it.code == code).collect()
}

#[test]
fn the_clean_document_is_clean() {
    let checked = judge(CLEAN);
    let found: Vec<&str> = checked.report.findings.iter().map(|it| it.message.as_str()).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert!(checked.ready());
}

#[test]
fn pages_tell_the_truth() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let mut bad: Option<(String, Checked)> = None;
        let (mut shown_bad, mut shown_good) = (false, false);
        for (example, text, marked, reading) in read(rule.page, rule.name) {
            let checked = reading.judge(&text);
            let found = of(&checked, rule.name);
            let mut say = |what: &str| wrong.push(format!("{}: {what}\n{}", rule.name, example.text));
            if example.info.starts_with("bad") {
                shown_bad = true;
                if found.is_empty() {
                    say("the bad example is not found");
                }
                for words in marked {
                    if !found.iter().any(|it| checked.text.slice(it.span).contains(&words) || words.contains(checked.text.slice(it.span))) {
                        say(&format!(
                            "no finding covers {words:?}; found {:?}",
                            found.iter().map(|it| checked.text.slice(it.span)).collect::<Vec<_>>()
                        ));
                    }
                }
                bad = Some((text, checked));
            } else if let Some(title) = example.info.strip_prefix("fixed: ") {
                let Some((before, checked)) = &bad else { panic!("{}: a fixed example follows a bad one", rule.name) };
                let title = [" whole", " checklist", " questions"].iter().fold(title, |title, end| title.trim_end_matches(end));
                let made: Vec<String> = of(checked, rule.name)
                    .iter()
                    .flat_map(|it| &it.fixes)
                    .filter(|it| it.title == title)
                    .map(|it| apply(before, it))
                    .collect();
                if !made.contains(&text) {
                    say(&format!("the fix {title:?} makes {:#?}", made.first()));
                }
            } else {
                shown_good = true;
                if !found.is_empty() {
                    say(&format!("found in a {} example: {}", example.info, found[0].message));
                }
            }
        }
        let exempt = WITHOUT_EXAMPLE.contains(&rule.name);
        if !exempt && (!shown_bad || !shown_good) {
            wrong.push(format!("{}: the page needs a bad and a good example", rule.name));
        }
        if !rule.page.starts_with(&format!("# {}\n", rule.name)) {
            wrong.push(format!("{}: the page begins with the rule's name", rule.name));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Every fix offered for a bad example makes its finding go and brings none that was not there.
#[test]
fn fixes_mend_and_break_nothing() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (_, text, _, reading) in read(rule.page, rule.name).into_iter().filter(|it| it.0.info.starts_with("bad")) {
            let checked = reading.judge(&text);
            for finding in &checked.report.findings {
                for fix in &finding.fixes {
                    let after = reading.judge(&apply(&text, fix));
                    let same = |it: &&Finding| it.code == finding.code && it.message == finding.message;
                    let (before, now) =
                        (checked.report.findings.iter().filter(same).count(), after.report.findings.iter().filter(same).count());
                    if now >= before {
                        wrong.push(format!("{} stays after {:?}: {}", finding.code, fix.title, finding.message));
                    }
                    let new = after.report.findings.iter().find(|it| of(&checked, it.code).is_empty());
                    if let Some(new) = new.filter(|_| !LEADS_ON.contains(&finding.code)) {
                        wrong.push(format!("{:?} of {} brings {}", fix.title, finding.code, new.message));
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_file_is_registered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut pages: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of the rules")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".md")?.replace('_', "-")))
        .collect();
    pages.sort();
    let mut names: Vec<&str> = RULES.iter().map(|it| it.name).collect();
    names.sort_unstable();
    assert_eq!(pages, names);
}
