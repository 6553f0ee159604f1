//! Suggested answers to common questions.

use serde::Deserialize;

/// A suggested answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Answer {
    /// The answer: it takes the place of the marker.
    pub answer: String,
    /// What it means for the persona's concerns.
    pub implication: String,
}

/// What is asked often, and what to answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// What it is about.
    pub topic: String,
    /// Words of such questions, lower case.
    pub words: Vec<String>,
    /// Suggested answers, best first.
    pub answers: Vec<Answer>,
}

/// The one of `questions` that shares the most words with `question`, the first of several; `None` if none does.
pub(super) fn nearest<'a>(questions: &'a [Question], question: &str) -> Option<&'a Question> {
    let asked: Vec<String> = question.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase).collect();
    let shared = |it: &Question| it.words.iter().filter(|word| asked.contains(word)).count();
    let best = questions.iter().map(shared).max().filter(|&most| most > 0)?;
    questions.iter().find(|it| shared(it) == best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_with_the_most_words_wins() {
        let persona = crate::persona::Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        let questions = &persona.questions;
        let topic = |question: &str| nearest(questions, question).map(|it| it.topic.as_str());
        assert_eq!(topic("What gross retention is expected?"), Some("Retention goal"));
        assert_eq!(topic("Is the add-on sold at list price?"), Some("Offer and price"));
        assert_eq!(topic("Who signs off the discount?"), Some("Owner"));
        assert_eq!(topic("Xyzzy?"), None);
        assert!(questions.iter().all(|it| it.answers.len() == 3));
    }
}
