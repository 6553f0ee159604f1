//! `check` for people: excerpts with carets, then the checklist, then a total.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Style, count, styled};
use crate::check::Kind;
use crate::format::{self, Document};
use crate::report::{Finding, Severity, State};
use crate::text::{Encoding, Span, Text, floor_boundary};
use crate::workflow::checklist::ITERATIONS;

/// Bytes of a line that are shown on either side of the words that matter; longer lines are cut there.
const AROUND: usize = 160;

/// At most so many places in other files are named.
const RELATED: usize = 3;

/// At most so many lines of a long span are shown.
const LINES: usize = 4;

pub(super) fn documents(documents: &[Document]) -> String {
    let mut out = String::new();
    for document in documents {
        out += &self::document(document);
    }
    out + &total(documents)
}

fn document(document: &Document) -> String {
    let (checked, path) = (document.checked, document.path.as_str());
    let perspective = checked.kind == Kind::Perspective;
    if !perspective && checked.report.findings.is_empty() {
        return String::new();
    }
    if checked.ready() && checked.report.findings.is_empty() {
        return format!("{}: {}\n", styled(Style::STRONG, path), styled(Style::GOOD, "ready"));
    }
    let mut out = String::new();
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(width());
    for named in document.findings() {
        out += &renderer.render(&excerpt(&checked.text, path, named.finding));
        out += "\n\n";
    }
    if perspective {
        out += &checklist(document, path);
        out.push('\n');
    }
    out
}

/// A finding with the lines that it is about.
fn excerpt<'a>(text: &'a Text, path: &'a str, finding: &'a Finding) -> [Group<'a>; 1] {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    // The message stands alone for readers who see nothing else; here its last part is the help line below.
    let title = finding.message.split(" Fix: ").next().unwrap_or(&finding.message);
    let at = text.position(finding.span.start, Encoding::Utf32);
    let (window, line) = window(text, finding.span);
    let marked = Span::new(finding.span.start.max(window.start), finding.span.end.min(window.end));
    let inside = marked.start - window.start..marked.end.max(marked.start) - window.start;
    let snippet = Snippet::source(text.slice(window)).line_start(line + 1).annotation(AnnotationKind::Primary.span(inside));
    let title = level.primary_title(title).id(finding.code);
    // A line that was cut does not begin in its first column, so its place has to be said apart.
    let mut group = match window.start == text.lines().start(text.as_str(), line) {
        true => title.element(snippet.path(path)),
        false => title.element(Origin::path(path).line(at.line + 1).char_column(at.column + 1)).element(snippet),
    };
    if !finding.help.is_empty() {
        group = group.element(Level::HELP.message(finding.help.as_str()));
    }
    for related in finding.related.iter().take(RELATED) {
        if let Some(file) = &related.file {
            let line = file.text.position(related.span.start, Encoding::Utf32).line + 1;
            group = group.element(Level::NOTE.message(format!("{}:{line}: {}", file.path, related.message)));
        }
    }
    [group]
}

/// What is shown of the text around `span`, and its first line from 0. Long lines are cut, long spans shortened.
fn window(text: &Text, span: Span) -> (Span, usize) {
    let (source, lines) = (text.as_str(), text.lines());
    let (first, last) = (lines.line_of(span.start), lines.line_of(span.end.saturating_sub(1).max(span.start)));
    let last = last.min(first + LINES - 1);
    let start = lines.start(source, first).max(floor_boundary(source, span.start.saturating_sub(AROUND)));
    let end = lines.start(source, last) + lines.line(source, last).len();
    let end = end.min(floor_boundary(source, span.end.min(span.start + 4 * AROUND) + AROUND)).max(start);
    (Span::new(start, end), first)
}

/// The checklist's groups with what fails, the questions, and the verdict.
fn checklist(document: &Document, path: &str) -> String {
    let checked = document.checked;
    let (items, verdicts) = (&checked.persona.items, &checked.report.verdicts);
    let passed = verdicts.iter().filter(|it| matches!(it.state, State::Pass | State::Waived)).count();
    let mut out = format!("{}: {passed} of {} items pass\n", styled(Style::STRONG, path), verdicts.len());
    let mut group = "";
    for verdict in verdicts.iter().filter(|it| it.state != State::Pass) {
        let item = &items[verdict.item];
        if item.group != group {
            group = &item.group;
            let _ = writeln!(out, "  {}", styled(Style::FAINT, group));
        }
        let mark = match verdict.state {
            State::Fail => styled(Style::ERROR, "fail  "),
            State::Waived => styled(Style::GOOD, "waived"),
            _ => styled(Style::WARNING, "review"),
        };
        let lines: Vec<String> =
            verdict.evidence.iter().map(|it| (checked.text.position(it.start, Encoding::Utf32).line + 1).to_string()).collect();
        let place = if lines.is_empty() { String::new() } else { styled(Style::FAINT, &format!("  line {}", brief(lines))) };
        let _ = writeln!(out, "    {mark}  {}{place}", item.words);
    }
    let markers = &checked.perspective.markers;
    if !markers.is_empty() {
        let over = markers.iter().filter(|it| !it.keep).count();
        let over = if over == 0 { String::new() } else { format!(", {over} more than the {} allowed", checked.limit) };
        let _ = writeln!(out, "  {} open{over}", count(markers.len(), "question"));
    }
    if document.known() > 0 {
        let _ = writeln!(out, "  {} in the baseline, not shown", count(document.known(), "finding"));
    }
    let verdict = if checked.ready() { styled(Style::GOOD, "ready") } else { styled(Style::WARNING, "not ready") };
    let _ = writeln!(out, "  {verdict} for the next phase");
    if !checked.ready() && document.validations.is_some_and(|it| it >= ITERATIONS) {
        let _ = writeln!(out, "  validated {ITERATIONS} times; what remains is for people:");
        for step in format::json::steps(checked, document.validations) {
            let _ = writeln!(out, "    {:<8}  {}", step.who, step.what);
        }
    }
    out
}

/// The first few of `lines`, each once.
fn brief(mut lines: Vec<String>) -> String {
    lines.dedup();
    let more = lines.len() > 3;
    lines.truncate(3);
    lines.join(", ") + if more { ", ..." } else { "" }
}

fn total(documents: &[Document]) -> String {
    if documents.is_empty() {
        return String::new();
    }
    let of = |severity| documents.iter().map(|it| it.count(severity)).sum::<usize>();
    let perspectives: Vec<&Document> = documents.iter().filter(|it| it.checked.kind == Kind::Perspective).collect();
    let ready = perspectives.iter().filter(|it| it.checked.ready()).count();
    let mut parts = vec![format!("{} checked, {ready} ready", count(perspectives.len(), "perspective"))];
    for (severity, noun) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")] {
        if of(severity) > 0 {
            parts.push(count(of(severity), noun));
        }
    }
    if of(Severity::Information) > 0 {
        parts.push(format!("{} for information", of(Severity::Information)));
    }
    parts.join(", ") + "\n"
}

/// Columns of the terminal; 100 where there is none.
fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(60, 160)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_small_and_holds_the_words() {
        let long = format!("{}needle{}", "é".repeat(4_000_000), "字".repeat(1_000_000));
        let text = Text::new(format!("first\n{long}\nlast"));
        let at = text.as_str().find("needle").expect("it is there");
        let (window, line) = window(&text, Span::new(at, at + 6));
        assert_eq!(line, 1);
        assert!(window.len() < 1000 && text.slice(window).contains("needle"));
    }

    #[test]
    fn a_span_over_many_lines_is_shortened() {
        let text = Text::new("a\n".repeat(100));
        let (window, line) = window(&text, Span::new(4, 150));
        assert_eq!((line, text.slice(window)), (2, "a\na\na\na"));
    }
}
