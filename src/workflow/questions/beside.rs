//! A sheet of questions judged beside its perspective: answers that cannot be taken in, questions that nobody asks.

use super::current::{Place, places};
use super::{Question, Standing, parse, standing};
use crate::check::{self, Checked, Kind};
use crate::config::Config;
use crate::report::{File, Finding, Fix, Related};
use crate::rules;
use crate::syntax;
use crate::text::{Span, Text};
use crate::workflow::answers::{MISSING, ORPHANED, examine, interpret, marker_of};
use crate::workflow::words::cut;

/// Judges `text` as the sheet of questions of the perspective that `of` is of and that lies at `path`, named as the
/// surface names files.
pub fn check(text: &Text, of: &Checked, path: &str, config: &Config) -> Checked {
    let sheet = parse(text.as_str());
    let perspective = File { path: path.to_owned(), text: of.text.clone() };
    let mut findings = rules::tables(text, &syntax::read(text.as_str()));
    // All questions are answered at once, so one without an answer is missed where another has one.
    let begun = sheet.questions.iter().any(|it| it.choice.is_some() && standing(of, it) == Standing::Open);
    for (question, place) in sheet.questions.iter().zip(places(text.as_str())) {
        let found = match standing(of, question) {
            Standing::Settled => None,
            Standing::Orphaned => Some(orphaned(text, question, &place)),
            Standing::Open => answer(question, &place, begun),
        };
        let asked = marker_of(of, question).map(|it| it.span);
        let related =
            asked.map(|span| Related { span, message: "the question in the perspective".to_owned(), file: Some(perspective.clone()) });
        findings.extend(found.map(|it| Finding { related: related.into_iter().collect(), ..it }));
    }
    check::beside(Kind::Questions, text, of, findings, config)
}

/// What is wrong with the answer to `question`, which is open.
fn answer(question: &Question, place: &Place, begun: bool) -> Option<Finding> {
    let span = place.choice.map_or(place.heading, |(line, _)| line);
    let Some(choice) = &question.choice else {
        let message = format!(
            "question {} has no answer: \"{}\". Fix: ask the user, and write an option or \"Custom - <answer>\" behind \"Your choice\".",
            question.number,
            cut(&question.question, 80)
        );
        return begun.then(|| rules::finding(MISSING, span, message, "ask the user, and write the answer behind \"Your choice\""));
    };
    let problem = examine(question, &interpret(choice)).err()?;
    Some(rules::finding(problem.code, span, problem.message, "choose an option, or write \"Custom - <answer>\""))
}

/// That nobody asks `question` any more.
fn orphaned(text: &Text, question: &Question, place: &Place) -> Finding {
    let message = format!(
        "question {} is not asked in the perspective any more: \"{}\". Fix: take it out, or write the questions anew with \
         `perspective-ls questions FILE --write`.",
        question.number,
        cut(&question.question, 80)
    );
    // With the blank lines behind it, up to the next question.
    let whole = Span::new(place.whole.start, place.whole.end.min(text.as_str().len()));
    let fix = Fix::new("Take the question out", whole, "");
    let found = rules::finding(ORPHANED, place.heading, message, "take it out, or write the questions anew");
    Finding { fixes: vec![fix], unnecessary: true, ..found }
}
