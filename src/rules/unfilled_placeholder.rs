//! `unfilled-placeholder`: template text is still to be filled in.

use super::{Context, Rule, Sink, mend};
use crate::language::Amount;
use crate::persona::Role;
use crate::report::{Fix, Severity};
use crate::syntax::BracketKind;

pub(super) const RULE: Rule = Rule {
    name: "unfilled-placeholder",
    severity: Severity::Error,
    summary: "template text is still to be filled in",
    page: include_str!("unfilled_placeholder.md"),
    check,
};

fn check(cx: &Context, report: &mut Sink) {
    for bracket in cx.syntax.brackets.iter().filter(|it| it.kind == BracketKind::Placeholder) {
        if cx.perspective.role_at(bracket.span.start) == Role::Request {
            continue;
        }
        let words = cx.quote(bracket.span);
        let mut draft = report
            .add(bracket.span, format!("placeholder is not filled in: \"{words}\". Fix: write what it asks for, or take it out."))
            .help("write what it asks for, or take it out");
        if let Some(value) = value(cx, &words) {
            draft = draft.fix(Fix::new(format!("Fill in \"{value}\""), bracket.span, value).safe());
        }
        draft.fix(Fix::new("Remove the placeholder", mend::removal(cx, bracket.span), ""));
    }
    // A metric's open amount has a rule of its own.
    for (_, unit) in cx.perspective.guidance().filter(|(_, unit)| cx.perspective.role(unit) != Role::Metrics) {
        for amount in unit.quantities.iter().filter(|it| it.amount == Amount::Letter && unit.asserts(&it.words)) {
            let span = unit.words.span(amount.words.clone());
            report.add(span, format!("amount is still a letter: \"{}\". Fix: write the number.", cx.quote(span))).help("write the number");
        }
    }
}

/// What the lines below the title tell about a placeholder: the feature's name and the date are in the branch's name.
fn value(cx: &Context, placeholder: &str) -> Option<String> {
    let text = cx.text.as_str();
    let branch = text.lines().find_map(|line| line.trim().strip_prefix("**Branch**:"))?.trim().trim_matches('`');
    let inner = placeholder.trim_matches(['[', ']']).to_ascii_lowercase();
    let is_date = |it: &str| {
        it.len() == 10 && it.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    };
    let date = branch.get(..10).filter(|it| is_date(it));
    match inner.as_str() {
        "date" => date.map(str::to_owned),
        "feature name" | "feature" => {
            let slug = date.map_or(branch, |it| &branch[it.len()..]).trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            let words: Vec<String> =
                slug.split('-').filter(|it| !it.is_empty() && it.chars().all(char::is_alphanumeric)).map(capital).collect();
            (!words.is_empty()).then(|| words.join(" "))
        }
        _ => None,
    }
}

/// `word` with a capital first letter.
fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn capitals() {
        assert_eq!(super::capital("ärger"), "Ärger");
        assert_eq!(super::capital(""), "");
    }
}
