//! `table-format`: a table whose columns do not stand below each other, or that does not render as one.

use super::{Context, Rule, Sink};
use crate::report::{Finding, Fix, Severity};
use crate::syntax::{BlockKind, Syntax, table};
use crate::text::{Span, Text};

pub(super) const RULE: Rule = Rule {
    name: "table-format",
    severity: Severity::Hint,
    summary: "a table's cells are not padded, its columns not aligned, or its rows not equally long",
    page: include_str!("table_format.md"),
    check,
};

fn check(cx: &Context, sink: &mut Sink) {
    for table in findings(cx.text, cx.syntax) {
        let draft = sink.add(table.span, table.message).help(table.help);
        table.fixes.into_iter().fold(draft, super::Draft::fix);
    }
}

/// A finding for each table of `text` that is not laid out, at its first row.
pub(super) fn findings(text: &Text, syntax: &Syntax) -> Vec<Finding> {
    let tables = syntax.blocks.iter().filter(|block| block.kind == BlockKind::Table);
    tables.filter_map(|table| finding(text, syntax, table.span)).collect()
}

fn finding(text: &Text, syntax: &Syntax, table: Span) -> Option<Finding> {
    let edits = table::layout(text, syntax, table);
    if edits.is_empty() {
        return None;
    }
    let source = text.slice(table);
    let first = Span::new(table.start, table.start + source.find(['\n', '\r']).unwrap_or(source.len()));
    let message = format!(
        "table is not laid out: the cells of \"{}\" want a space on both sides, their pipes below each other, and at least three dashes \
         under each heading. Fix: format the document.",
        super::shorten(text.slice(first))
    );
    let help = "format the document: cells are padded, pipes stand below each other";
    let fix = Fix { title: "Lay out the table".to_owned(), edits, safe: true };
    Some(Finding { fixes: vec![fix], ..super::finding(RULE.name, first, message, help) })
}
