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

/// How many words a question has to share with a topic before its answers are suggested. One alone says too little: an
/// answer that does not fit is worse than none.
const ENOUGH: f64 = 2.0;

/// Words that open a question and decide by themselves what kind of thing answers it.
const DECIDING: &[&str] = &["who", "when"];

/// Words with which a question begins that wants a yes or no; where it holds an "or", one of the things that it names.
const CLOSED: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "should", "shall", "can", "could", "may", "might", "must", "will", "would", "has",
    "have", "had",
];

/// Words that any question may hold.
const COMMON: &[&str] = &["which", "what", "how", "much", "long", "first", "by", "until"];

/// The one of `questions` that `question` belongs to; `None` where that is not clear: too few words are shared, another
/// topic shares as many, or what is asked has another kind of answer.
pub(super) fn nearest<'a>(questions: &'a [Question], question: &str) -> Option<&'a Question> {
    let asked: Vec<String> = question.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    let first = *asked.first()?;
    if CLOSED.contains(&first) && asked.contains(&"or") {
        return None;
    }
    let fits = |it: &&Question| DECIDING.iter().all(|&word| (word == first) == it.has(word) || it.names(&asked));
    let weight = |it: &Question| -> f64 {
        let shared = it.words.iter().filter(|word| asked.contains(&word.as_str()) && !COMMON.contains(&word.as_str()));
        // A word of several topics speaks less for each.
        shared.map(|word| 1.0 / questions.iter().filter(|other| other.has(word)).count().max(1) as f64).sum()
    };
    let mut weighed: Vec<(f64, &Question)> = questions.iter().filter(fits).map(|it| (weight(it), it)).collect();
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (most, best) = *weighed.first()?;
    let rival = weighed.get(1).map_or(0.0, |it| it.0);
    let decided = DECIDING.contains(&first) && best.has(first);
    (most > rival && (decided || most >= ENOUGH)).then_some(best)
}

impl Question {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|it| it == word)
    }

    /// Whether a word of the topic's own name is among `asked`.
    fn names(&self, asked: &[&str]) -> bool {
        self.topic.split_whitespace().any(|word| asked.contains(&word.to_lowercase().as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_suggested_where_the_topic_is_clear() {
        let persona = crate::persona::Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        let questions = &persona.questions;
        let topic = |question: &str| nearest(questions, question).map(|it| it.topic.as_str());
        assert_eq!(topic("What gross retention is expected?"), Some("Retention goal"));
        assert_eq!(topic("At what price is the add-on sold?"), Some("Offer and price"));
        assert_eq!(topic("Is the add-on sold at list price?"), Some("Offer and price"));
        assert_eq!(topic("Who signs off the discount?"), Some("Owner"));
        assert_eq!(topic("Who leads the renewal talks with the trusts?"), Some("Owner"));
        assert_eq!(topic("By which date must legal have read the new terms?"), None);
        assert_eq!(topic("When does the works council decide?"), Some("Date"));
        assert_eq!(topic("Xyzzy?"), None);
        assert!(questions.iter().all(|it| it.answers.len() == 3));
    }

    #[test]
    fn no_answer_is_suggested_to_another_kind_of_question() {
        let persona = crate::persona::Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        for question in [
            "Should agents rate the onboarding, or only their managers?",
            "Are growers who skip one season counted as lost or as paused?",
            "How do linguists rate the new editor against the old one?",
            "Which score do hoteliers give us after the first month, and what do we want it to be?",
            "What do we put on the table when an agency threatens to leave over price?",
            "From how many seats upward does the volume price apply?",
        ] {
            let found = nearest(&persona.questions, question).map(|it| it.topic.as_str());
            assert_eq!(found, None, "{question}");
        }
    }
}
