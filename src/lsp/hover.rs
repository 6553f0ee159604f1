//! What is known of the place below the cursor: findings, the marker, the metric, the section and its items.

use std::fmt::Write as _;

use tower_lsp::ls_types::{Hover, HoverContents, MarkedString, MarkupContent, MarkupKind, Position};

use super::client::Client;
use super::view::View;
use crate::check::Checked;
use crate::model::{Marker, Outcome, Recommendation, Section};
use crate::report::{Finding, State};
use crate::rules;
use crate::text::{Encoding, Span, Text};
use crate::workflow::{checklist, cut, explain, one_line};

/// What is known of the place at `position`, the smallest thing first.
pub(super) fn hover(view: &View, position: Position) -> Option<Hover> {
    let at = view.offset(position);
    let mut parts: Vec<(Span, String)> = Vec::new();
    let findings = view.checked.report.findings.iter().filter(|it| it.span.touches(Span::at(at)));
    parts.extend(findings.map(|it| (it.span, finding(view, it))));
    parts.extend(explain::marker_at(view.checked, at).map(|it| (it.span, marker(view, it))));
    parts.extend(explain::metric_at(view.checked, at).map(|it| (it.span, metric(view, it))));
    let recommendation_here = view.checked.perspective.recommendations.iter().find(|it| it.span.touches(Span::at(at)));
    parts.extend(recommendation_here.map(|it| (it.span, recommendation(view, it))));
    parts.extend(view.checked.perspective.outcomes.iter().find(|it| it.span.touches(Span::at(at))).map(|it| (it.span, outcome(view, it))));
    parts.extend(explain::allowed_at(view.checked, at).and_then(|(span, code)| Some((span, allowed(rules::rule(code)?)))));
    let heading = view.checked.perspective.sections.iter().find(|it| it.heading.touches(Span::at(at)));
    parts.extend(heading.map(|it| (it.heading, section(view, it))));
    let range = parts.iter().map(|(span, _)| *span).min_by_key(|it| it.len())?;
    parts.dedup_by(|one, other| one.1 == other.1);
    let words = parts.into_iter().map(|(_, words)| words.trim_end().to_owned()).collect::<Vec<_>>().join("\n\n---\n\n");
    Some(Hover { contents: contents(view.client, words), range: Some(view.range(range)) })
}

/// Markdown as the client can show it.
pub(super) fn contents(client: &Client, words: String) -> HoverContents {
    if client.hover_formats.is_empty() {
        return HoverContents::Scalar(MarkedString::String(plain(&words)));
    }
    HoverContents::Markup(match client.hover_formats.contains(&MarkupKind::Markdown) {
        true => MarkupContent { kind: MarkupKind::Markdown, value: without_tags(&words) },
        false => MarkupContent { kind: MarkupKind::PlainText, value: plain(&words) },
    })
}

/// `words` with each `<` outside of code escaped: it is never meant for a tag, and an editor would leave that out.
fn without_tags(words: &str) -> String {
    let pieces = words.split('`').enumerate().map(|(at, piece)| if at % 2 == 0 { piece.replace('<', "\\<") } else { piece.to_owned() });
    pieces.collect::<Vec<_>>().join("`")
}

/// Markdown of ours without its marks.
pub(super) fn plain(words: &str) -> String {
    words.replace("**", "").replace('`', "").replace("\n\n---\n\n", "\n\n")
}

/// What the perspective that `checked` is of says to the item at the byte `at` of its checklist.
pub(super) fn item(text: &Text, checked: &Checked, at: usize) -> Option<(Span, String)> {
    let list = checklist::read(text.as_str());
    let matched = list.matched(&checked.persona);
    let (item, entry) = matched.iter().find(|(_, entry)| list.entries[*entry].span.touches(Span::at(at)))?;
    let verdict = checked.report.verdicts.get(*item)?;
    let mut words = format!("**{}**: {}\n", verdict.state.name(), verdict.reason);
    for span in &verdict.evidence {
        let line = checked.text.position(span.start, Encoding::Utf32).line + 1;
        let _ = write!(words, "\n- line {line}: \"{}\"", cut(checked.text.slice(*span), 160));
    }
    Some((list.entries[*entry].span, words))
}

/// What the rule is about. An editor shows the finding's own message beside it, from the diagnostic.
fn finding(view: &View, finding: &Finding) -> String {
    let about = rules::rule(finding.code).map(|rule| format!(": {}", rule.summary)).unwrap_or_default();
    let mut words = format!("**{}** `{}`{about}\n", finding.severity.name(), finding.code);
    for item in finding.items.iter().filter_map(|&it| view.checked.persona.items.get(it)) {
        let _ = write!(words, "\nThe {} template asks for it: \"{}\"\n", view.checked.persona.name, item.words);
    }
    let _ = write!(words, "\nMore: {}\n", rules::url(finding.code));
    words
}

/// What a comment allows.
fn allowed(rule: &rules::Rule) -> String {
    format!("`{}` is allowed here: {}\n\nMore: {}\n", rule.name, rule.summary, rules::url(rule.name))
}

fn marker(view: &View, marker: &Marker) -> String {
    let persona = &view.checked.persona;
    let total = view.checked.perspective.markers.len();
    let reason = marker.reason(view.text().as_str());
    let mut words = format!("**Open question**, impact `{}` ({reason}), rank {} of {total}", marker.impact, marker.rank);
    words += &match marker.keep {
        true => format!(": among the {} that may stay.\n", view.checked.limit),
        false => format!(": over the limit of {}. It becomes an assumption unless another one is answered first.\n", view.checked.limit),
    };
    if !persona.chain.is_empty() {
        let _ = write!(
            words,
            "\nOrder of impact: {}. Another impact is set by `[NEEDS CLARIFICATION(impact=...): ...]`.\n",
            persona.chain.join(" > ")
        );
    }
    if let Some(known) = persona.suggestions(view.words(marker.question)) {
        let _ = write!(words, "\nSuggested answers ({}):\n\n", known.topic);
        for (label, answer) in ["A", "B", "C"].iter().zip(&known.answers) {
            let _ = writeln!(words, "- **{label}** {} ({})", answer.answer, answer.implication);
        }
    }
    words
}

fn metric(view: &View, metric: &crate::model::Metric) -> String {
    let read = explain::reading(view.checked, metric);
    let mut words = format!("**Metric**: {}\n\n", metric.label.name());
    let mut fact = |name: &str, value: Option<String>| {
        let _ = writeln!(words, "- {name}: {}", value.unwrap_or_else(|| "not said".to_owned()));
    };
    let quoted = |span: Option<Span>| span.map(|it| format!("\"{}\"", one_line(view.words(it))));
    fact("what", quoted(read.subject));
    fact("how it compares", read.comparator.map(str::to_owned));
    fact("how much", quoted(read.amount));
    fact("when", quoted(read.time));
    words
}

fn recommendation(view: &View, recommendation: &Recommendation) -> String {
    let mut words = format!("**Recommendation**: {}\n\n", recommendation.label.name());
    let facts =
        [("who", recommendation.who), ("when", recommendation.when), ("how", recommendation.how), ("serves", recommendation.serves)];
    for (name, span) in facts {
        let value = span.map_or_else(|| "not said".to_owned(), |it| format!("\"{}\"", one_line(view.words(it))));
        let _ = writeln!(words, "- {name}: {value}");
    }
    words
}

fn outcome(view: &View, outcome: &Outcome) -> String {
    let quoted = |span: Option<Span>| span.map_or_else(|| "none".to_owned(), |it| format!("\"{}\"", first_line(view.words(it))));
    format!("**Outcome**\n\n- recommendation: {}\n- metric: {}\n", quoted(outcome.recommendation), quoted(outcome.metric))
}

/// The first line of `words`, without the mark of a list.
fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or_default().trim().trim_start_matches(['-', '*', '+', '|', ' ']).trim_end_matches(['|', ' '])
}

fn section(view: &View, section: &Section) -> String {
    let persona = &view.checked.persona;
    let Some(kind) = explain::kind_of(persona, section) else { return title(view, section) };
    let duty = if kind.mandatory { "mandatory" } else { "optional" };
    let mut words = format!("**{}**, {duty}\n", kind.title);
    if !kind.body.trim().is_empty() {
        let _ = write!(words, "\nWhat belongs here:\n\n{}\n", kind.body.trim());
    }
    let verdicts = explain::verdicts_of(view.checked, section);
    if !verdicts.is_empty() {
        words += "\nWhat the checklist asks of it:\n\n";
    }
    for verdict in verdicts {
        let item = persona.items.get(verdict.item).map_or("", |it| it.words.as_str());
        let _ = write!(words, "- {}: {item}", verdict.state.name());
        words += &match verdict.state {
            State::Pass => "\n".to_owned(),
            _ => format!(" ({})\n", verdict.reason),
        };
    }
    words
}

/// What is said of the document as a whole at its title; of a heading that the skeleton does not have, what it is.
fn title(view: &View, section: &Section) -> String {
    if section.level > 1 {
        return "This section is not in the persona's skeleton.\n".to_owned();
    }
    let verdicts = &view.checked.report.verdicts;
    let mut words = format!("**{}**: {}", view.checked.persona.name, explain::tally(verdicts));
    let _ = writeln!(words, ", {} of {} open questions", view.checked.perspective.markers.len(), view.checked.limit);
    let _ = write!(words, "\n{} for the next phase.\n", if view.checked.ready() { "Ready" } else { "Not ready" });
    for verdict in verdicts.iter().filter(|it| !matches!(it.state, State::Pass | State::Waived)) {
        let item = view.checked.persona.items.get(verdict.item).map_or("", |it| it.words.as_str());
        let _ = write!(words, "\n- {}: {item}", verdict.state.name());
    }
    words
}
