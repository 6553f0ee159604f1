//! What a reader of a place in a document wants to know, as plain data: what a section is for and how it stands, how a
//! metric was read.

use crate::check::Checked;
use crate::language::Kind;
use crate::model::{Marker, Metric, Section, Unit, UnitKind, is_function_word};
use crate::persona::{Check, Persona, Role, SectionKind, Shape};
use crate::report::{Finding, State, Verdict};
use crate::text::Span;

/// Items of the persona's checklist that look into the section `kind` of its skeleton: indices into its flat list. Items
/// on the document as a whole are not among them.
pub fn items_of_section(persona: &Persona, kind: usize) -> Vec<usize> {
    let Some(section) = persona.sections.get(kind) else { return Vec::new() };
    let serves = |check: Check| match check {
        Check::Risk => section.role == Role::Risks,
        Check::Focus | Check::Alignment | Check::Actionable => section.role == Role::Recommendations,
        Check::Measurable => section.role == Role::Metrics,
        Check::Outcomes => section.role == Role::Outcomes,
        Check::NoMarkers => false,
        Check::Topic(at) => persona.topics.get(at).is_some_and(|topic| match topic.shape {
            Shape::Metric => section.role == Role::Metrics,
            _ => section.role == Role::Topic && topic.heads(&section.title),
        }),
        Check::NoTechnology | Check::Audience | Check::Sections | Check::NoLeak => false,
    };
    let items = persona.items.iter().enumerate();
    items.filter(|(_, item)| item.check.is_some_and(serves)).map(|(at, _)| at).collect()
}

/// The verdicts on the items that look into `section`, in the checklist's order.
pub fn verdicts_of<'c>(checked: &'c Checked, section: &Section) -> Vec<&'c Verdict> {
    let mut items: Vec<usize> =
        section.kind.iter().chain(&section.joined).flat_map(|&kind| items_of_section(&checked.persona, kind)).collect();
    items.sort_unstable();
    items.dedup();
    checked.report.verdicts.iter().filter(|it| items.contains(&it.item)).collect()
}

/// How many of `verdicts` are in which state, in words: `2 of 3 items pass, 1 fails`. Empty for none.
pub fn tally<'v>(verdicts: impl IntoIterator<Item = &'v Verdict>) -> String {
    let states: Vec<State> = verdicts.into_iter().map(|it| it.state).collect();
    let count = |wanted: &[State]| states.iter().filter(|it| wanted.contains(it)).count();
    let (total, passing) = (states.len(), count(&[State::Pass, State::Waived]));
    match states.as_slice() {
        [] => return String::new(),
        [State::Pass] => return "its item passes".to_owned(),
        [State::Fail] => return "its item fails".to_owned(),
        [State::Review] => return "its item is for review".to_owned(),
        [State::Waived] => return "its item is waived".to_owned(),
        _ => {}
    }
    let mut words = format!("{passing} of {total} items pass");
    match count(&[State::Fail]) {
        0 => {}
        1 => words += ", 1 fails",
        failing => words += &format!(", {failing} fail"),
    }
    match count(&[State::Review]) {
        0 => {}
        review => words += &format!(", {review} for review"),
    }
    words
}

/// The skeleton's section that `section` is.
pub fn kind_of<'p>(persona: &'p Persona, section: &Section) -> Option<&'p SectionKind> {
    persona.sections.get(section.kind?)
}

/// The innermost section whose heading or body holds `offset`.
pub fn section_at(checked: &Checked, offset: usize) -> Option<&Section> {
    checked.perspective.sections.iter().rev().find(|it| Span::new(it.heading.start, it.body.end).touches(Span::at(offset)))
}

/// The open marker at `offset`.
pub fn marker_at(checked: &Checked, offset: usize) -> Option<&Marker> {
    checked.perspective.markers.iter().find(|it| it.span.touches(Span::at(offset)))
}

/// The metric at `offset`.
pub fn metric_at(checked: &Checked, offset: usize) -> Option<&Metric> {
    checked.perspective.metrics.iter().find(|it| it.span.touches(Span::at(offset)))
}

/// What stands for what at `offset`: the place itself first, then what belongs to it. An outcome has its recommendation
/// and its metric, either of them its outcomes; a marker has those that ask the same; a heading the evidence of its
/// items. Nothing where nothing belongs together.
pub fn linked(checked: &Checked, offset: usize) -> Vec<Span> {
    let perspective = &checked.perspective;
    let here = Span::at(offset);
    if let Some(marker) = marker_at(checked, offset) {
        let words = |it: &Marker| checked.text.slice(it.question).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let same = perspective.markers.iter().filter(|it| it.span != marker.span && words(it) == words(marker));
        return std::iter::once(marker.span).chain(same.map(|it| it.span)).collect();
    }
    if let Some(section) = perspective.sections.iter().find(|it| it.heading.touches(here)) {
        let mut places = vec![section.heading];
        for span in verdicts_of(checked, section).iter().flat_map(|it| it.evidence.iter().copied()) {
            // Items share evidence.
            if !places.contains(&span) {
                places.push(span);
            }
        }
        return if places.len() > 1 { places } else { Vec::new() };
    }
    if let Some(outcome) = perspective.outcomes.iter().find(|it| it.span.touches(here)) {
        return [Some(outcome.span), outcome.recommendation, outcome.metric].into_iter().flatten().collect();
    }
    let serving = |span: Option<Span>| span.filter(|it| it.touches(here));
    let served: Vec<_> = perspective.outcomes.iter().filter(|it| serving(it.recommendation).or(serving(it.metric)).is_some()).collect();
    let Some(own) = served.first().and_then(|it| serving(it.recommendation).or(serving(it.metric))) else { return Vec::new() };
    std::iter::once(own).chain(served.iter().map(|it| it.span)).collect()
}

/// Where the template of `checked`'s persona, whose text is `template`, asks for what was found at `offset`, or for what
/// the comment there allows by the code at `offset`: the lines of the checklist's items.
pub fn asked_for(checked: &Checked, template: &str, offset: usize, again: impl FnOnce(&str) -> Checked) -> Vec<Span> {
    let here = Span::at(offset);
    let lines = |findings: &[Finding], wanted: &dyn Fn(&Finding) -> bool| {
        let mut items: Vec<usize> = findings.iter().filter(|it| wanted(it)).flat_map(|it| it.items.iter().copied()).collect();
        items.sort_unstable();
        items.dedup();
        items.into_iter().filter_map(|it| line_of(template, &checked.persona.items.get(it)?.words)).collect()
    };
    let Some(comment) = checked.perspective.suppressions.iter().find(|it| it.span.touches(here)) else {
        return lines(&checked.report.findings, &|it| it.span.touches(here));
    };
    let Some((_, code)) = allowed_at(checked, offset) else { return Vec::new() };
    // What a comment allows is found once it says nothing; without it, the Markdown might be read otherwise.
    let mut text = checked.text.as_str().to_owned();
    text.replace_range(comment.span.start..comment.span.end, &comment.span.of(&text).replacen(':', " ", 1));
    lines(&again(&text).report.findings, &|it| it.code == code && comment.block.overlaps(it.span))
}

/// The code at `offset` in a comment that allows findings of it, and where it stands.
pub fn allowed_at(checked: &Checked, offset: usize) -> Option<(Span, &str)> {
    let comment = checked.perspective.suppressions.iter().find(|it| it.span.touches(Span::at(offset)))?;
    let place = |code: &str| {
        let at = comment.span.start + checked.text.slice(comment.span).find(code)?;
        Some(Span::new(at, at + code.len()))
    };
    let found = comment.codes.iter().filter_map(|code| Some((place(code)?, code.as_str())));
    found.into_iter().find(|(span, _)| span.touches(Span::at(offset)))
}

/// The line of `template` with the checklist's item of these words.
fn line_of(template: &str, words: &str) -> Option<Span> {
    let mut start = 0;
    for line in template.split_inclusive('\n') {
        let item = line.trim().strip_prefix("- [ ]").or_else(|| line.trim().strip_prefix("- [x]"));
        if item.is_some_and(|it| it.trim() == words) {
            return Some(Span::new(start, start + line.len()).trim(template));
        }
        start += line.len();
    }
    None
}

/// The items, indices into the checklist's flat list, that the place at `offset` is evidence for or against, each with
/// the evidence; the items that are decided by what is missing everywhere have none.
pub fn evidence_at(checked: &Checked, offset: usize) -> Vec<(usize, Span)> {
    let here = |verdict: &Verdict| verdict.evidence.iter().find(|it| it.touches(Span::at(offset))).map(|it| (verdict.item, *it));
    checked.report.verdicts.iter().filter_map(here).collect()
}

/// How a metric was read: what, compared how, how much, when. What it does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What is measured.
    pub subject: Option<Span>,
    /// How the value is to stand to the amount, in words: `at least`.
    pub comparator: Option<&'static str>,
    /// How much.
    pub amount: Option<Span>,
    /// By when, within which period, how often.
    pub time: Option<Span>,
}

/// How `metric` was read.
pub fn reading(checked: &Checked, metric: &Metric) -> Reading {
    let Some(unit) = checked.perspective.units.get(metric.unit) else { return Reading::default() };
    let inside: Vec<usize> = (0..unit.words.len()).filter(|&at| metric.span.covers(unit.words.place(at))).collect();
    let (Some(&first), Some(&last)) = (inside.first(), inside.last()) else { return Reading::default() };
    let amount = metric.amount.filter(|it| !it.is_empty());
    let at = amount.and_then(|amount| inside.iter().copied().find(|&at| unit.words.place(at).end > amount.start));
    let subject = subject(unit, first, last);
    let times = unit.times.iter().filter(|it| it.words.start >= first && it.words.end <= last + 1);
    let times: Vec<Span> =
        times.map(|it| unit.words.span(it.words.clone())).filter(|it| !amount.is_some_and(|amount| amount.overlaps(*it))).collect();
    // A time in the subject is a part of what is measured: "answered within one day".
    let outside = times.iter().find(|it| !subject.is_some_and(|subject| subject.covers(**it)));
    let comparator = at.and_then(|at| comparator(unit, first, at));
    Reading { subject, comparator, amount, time: outside.or(times.first()).copied() }
}

/// What a metric in the tokens from `first` to `last` measures: the first cell of a row, else the words before the first
/// number or time.
fn subject(unit: &Unit, first: usize, last: usize) -> Option<Span> {
    if unit.kind == UnitKind::Row {
        return unit.cells.iter().map(|cell| cell.span).find(|it| !it.is_empty());
    }
    let stops = unit.quantities.iter().map(|it| it.words.start).chain(unit.times.iter().map(|it| it.words.start));
    let mut end = stops.filter(|it| *it > first).min().unwrap_or(last + 1).min(last + 1);
    let idle = |at: usize| {
        let word = unit.words.lower(at);
        is_function_word(word)
            || unit.words.get(at).is_some_and(|it| it.kind == Kind::Symbol)
            || matches!(word, "least" | "above" | "below" | "less" | "minimum" | "maximum")
    };
    while end > first && idle(end - 1) {
        end -= 1;
    }
    (end > first).then(|| unit.words.span(first..end))
}

/// Words and signs before an amount, and what they mean.
const COMPARATORS: &[(&[&str], &str)] = &[
    (&["at", "least"], "at least"),
    (&["minimum", "of"], "at least"),
    (&["not", "less", "than"], "at least"),
    (&["no", "less", "than"], "at least"),
    (&["≥"], "at least"),
    (&[">", "="], "at least"),
    (&["at", "most"], "at most"),
    (&["maximum", "of"], "at most"),
    (&["no", "more", "than"], "at most"),
    (&["not", "more", "than"], "at most"),
    (&["up", "to"], "at most"),
    (&["≤"], "at most"),
    (&["<", "="], "at most"),
    (&["within"], "within"),
    (&["less", "than"], "below"),
    (&["fewer", "than"], "below"),
    (&["below"], "below"),
    (&["under"], "below"),
    (&["<"], "below"),
    (&["more", "than"], "above"),
    (&["above"], "above"),
    (&["over"], "above"),
    (&["exceeds"], "above"),
    (&["exceeding"], "above"),
    (&[">"], "above"),
    (&["by"], "changes by"),
    (&["to"], "reaches"),
];

/// What the words directly before the token at `at` say, none before `first`.
fn comparator(unit: &Unit, first: usize, at: usize) -> Option<&'static str> {
    let says = |words: &&(&[&str], &'static str)| {
        let length = words.0.len();
        at >= first + length && words.0.iter().enumerate().all(|(nth, word)| unit.words.lower(at - length + nth) == *word)
    };
    COMPARATORS.iter().find(says).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::config::Config;
    use crate::persona::Personas;
    use crate::text::Text;

    fn checked(body: &str) -> Checked {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        check(&Text::new(format!("# Customer Success Manager Perspective: X\n\n{body}")), &persona, &Config::default())
    }

    #[test]
    fn a_metric_is_taken_apart() {
        for (line, subject, comparator, amount, time) in [
            ("- Gross retention of at least 95% by June", "Gross retention", Some("at least"), "95%", "June"),
            ("- Time to first value below 10 days", "Time to first value", Some("below"), "10 days", ""),
            ("- Net Promoter Score rises to 45 by 30 June", "Net Promoter Score rises", Some("reaches"), "45", "30 June"),
        ] {
            let checked = checked(&format!("## Success Metrics\n\n{line}\n"));
            let [metric] = checked.perspective.metrics.as_slice() else { panic!("{line}: {:?}", checked.perspective.metrics) };
            let read = reading(&checked, metric);
            let words = |span: Option<Span>| span.map_or("", |it| checked.text.slice(it));
            assert_eq!((words(read.subject), read.comparator), (subject, comparator), "{line}");
            assert_eq!((words(read.amount), words(read.time)), (amount, time), "{line}");
        }
    }

    #[test]
    fn sections_have_their_items() {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        let items = |title: &str| {
            let kind = persona.section(title).expect("the skeleton has it");
            items_of_section(&persona, kind).into_iter().map(|at| persona.items[at].words.as_str()).collect::<Vec<_>>()
        };
        assert!(items("Risk Assessment").iter().any(|it| it.contains("Risk assessment")));
        assert!(items("Success Metrics").iter().any(|it| it.contains("measurable")));
        assert!(items("Retention Management").iter().any(|it| it.to_lowercase().contains("retention")));
        assert!(items("Recommendations").len() >= 2);
        assert!(items("Guidance Request").is_empty());
    }

    #[test]
    fn a_tally_is_grammatical() {
        let verdict = |state| Verdict { item: 0, state, reason: String::new(), evidence: Vec::new() };
        let all = [State::Pass, State::Waived, State::Fail, State::Review].map(verdict);
        assert_eq!(tally(&all), "2 of 4 items pass, 1 fails, 1 for review");
        assert_eq!(tally(&all[..1]), "its item passes");
        assert_eq!(tally(&all[1..3]), "1 of 2 items pass, 1 fails");
        assert_eq!(tally([]), "");
    }
}
