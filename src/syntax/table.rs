//! Tables by display width: the pipes of a table below each other. Nothing but white space, pipes at a row's ends and
//! the dashes below the head is ever written, so no word can be lost.

use unicode_width::UnicodeWidthStr;

use super::{BlockKind, Syntax};
use crate::report::Edit;
use crate::text::{Span, Text};

/// The least dashes below a column's heading.
const DASHES: usize = 3;

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Left,
    Centre,
    Right,
}

/// A row as it stands in the text.
struct Row {
    /// From its first character to its last, without the marks of a list or a quotation around it.
    span: Span,
    /// What stands between two pipes.
    cells: Vec<Span>,
    /// Whether a pipe stands before the first cell, and behind the last.
    ends: (bool, bool),
}

/// The edits that lay out the tables of `text` that touch `within`; disjoint and in order, none for a table that is laid
/// out. Doing it again changes nothing.
pub fn layout(text: &Text, syntax: &Syntax, within: Span) -> Vec<Edit> {
    let tables = syntax.blocks.iter().filter(|block| block.kind == BlockKind::Table && block.span.touches(within));
    tables.flat_map(|table| table_layout(text, table.span)).collect()
}

/// `table`, a text that is one table, laid out.
pub fn aligned(table: &str) -> String {
    let text = Text::new(table);
    let edits = layout(&text, &super::read(table), Span::new(0, table.len()));
    let mut aligned = table.to_owned();
    edits.iter().rev().for_each(|edit| aligned.replace_range(edit.span.start..edit.span.end, &edit.text));
    aligned
}

fn table_layout(text: &Text, table: Span) -> Vec<Edit> {
    let rows = rows(text, table);
    let Some(rule) = rows.get(1) else { return Vec::new() };
    let source = text.as_str();
    let sides: Vec<Side> = rule.cells.iter().map(|cell| side(cell.trim(source).of(source))).collect();
    // Some write `| --- |` and some `|-----|`; both stay what they are.
    let spaced = rule.cells.iter().all(|cell| cell.of(source).starts_with(char::is_whitespace));
    let width = |column: usize| {
        let cells = rows.iter().enumerate().filter(|(at, _)| *at != 1).filter_map(|(_, row)| row.cells.get(column));
        cells.map(|cell| cell.trim(source).of(source).width()).max().unwrap_or(0).max(DASHES)
    };
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut edits = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut line = Line { source, edits: &mut edits };
        match at {
            1 => line.rule(row, &widths, spaced),
            _ => line.cells(row, &widths, &sides),
        }
    }
    edits
}

/// The rows of the table in `table`, the rule below its head as the second.
fn rows(text: &Text, table: Span) -> Vec<Row> {
    let (source, lines) = (text.as_str(), text.lines());
    let last = lines.line_of(table.end.saturating_sub(1).max(table.start));
    (lines.line_of(table.start)..=last)
        .map(|number| {
            let (start, line) = (lines.start(source, number), lines.line(source, number));
            let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            row(source, Span::new(table.start.max(start + indent), start + line.trim_end().len()))
        })
        .collect()
}

/// Cuts a row at its pipes; a pipe behind an odd number of backslashes is a character.
fn row(source: &str, span: Span) -> Row {
    let line = span.of(source);
    let leads = line.starts_with('|');
    let (mut cells, mut start, mut slashes, mut closed) = (Vec::new(), span.start + usize::from(leads), 0usize, false);
    for (at, byte) in line.bytes().enumerate().skip(usize::from(leads)) {
        closed = byte == b'|' && slashes % 2 == 0;
        if closed {
            cells.push(Span::new(start, span.start + at));
            start = span.start + at + 1;
        }
        slashes = if byte == b'\\' { slashes + 1 } else { 0 };
    }
    if !closed {
        cells.push(Span::new(start, span.end));
    }
    Row { span, cells, ends: (leads, closed) }
}

fn side(rule: &str) -> Side {
    match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => Side::Centre,
        (false, true) => Side::Right,
        _ => Side::Left,
    }
}

/// Writes the edits of one line.
struct Line<'a> {
    source: &'a str,
    edits: &'a mut Vec<Edit>,
}

impl Line<'_> {
    /// `text` in place of what stands in `span`, if that is something else.
    fn set(&mut self, span: Span, text: String) {
        if span.of(self.source) != text {
            self.edits.push(Edit { span, text });
        }
    }

    fn cells(&mut self, row: &Row, widths: &[usize], sides: &[Side]) {
        let last = row.cells.len().saturating_sub(1);
        for (column, cell) in row.cells.iter().enumerate() {
            let words = cell.trim(self.source);
            let room = widths[column].saturating_sub(words.of(self.source).width());
            let (left, right) = match sides.get(column).copied().unwrap_or_default() {
                Side::Left => (0, room),
                Side::Centre => (room / 2, room - room / 2),
                Side::Right => (room, 0),
            };
            let opens = if column == 0 && !row.ends.0 { "| " } else { " " };
            let closes = if column == last && !row.ends.1 { " |" } else { " " };
            let (before, after) = (opens.to_owned() + &" ".repeat(left), " ".repeat(right) + closes);
            if words.is_empty() {
                self.set(*cell, before + &after);
            } else {
                self.set(Span::new(cell.start, words.start), before);
                self.set(Span::new(words.end, cell.end), after);
            }
        }
        // A row may have fewer cells than the head; then they are empty.
        let missing: String = widths.iter().take(sides.len()).skip(row.cells.len()).map(|width| " ".repeat(width + 2) + "|").collect();
        if !missing.is_empty() {
            match self.edits.last_mut().filter(|edit| edit.span.end == row.span.end && !row.ends.1) {
                Some(edit) => edit.text += &missing,
                None => self.edits.push(Edit { span: Span::at(row.span.end), text: missing }),
            }
        }
    }

    fn rule(&mut self, row: &Row, widths: &[usize], spaced: bool) {
        let last = row.cells.len().saturating_sub(1);
        for (column, cell) in row.cells.iter().enumerate() {
            let words = cell.trim(self.source).of(self.source);
            let (opens, closes) = (words.starts_with(':'), words.ends_with(':') && words.len() > 1);
            let room = widths[column] + if spaced { 0 } else { 2 };
            let dashes = "-".repeat(room.saturating_sub(usize::from(opens) + usize::from(closes)));
            let rule = format!("{}{dashes}{}", if opens { ":" } else { "" }, if closes { ":" } else { "" });
            let rule = if spaced { format!(" {rule} ") } else { rule };
            let before = if column == 0 && !row.ends.0 { "|" } else { "" };
            let after = if column == last && !row.ends.1 { "|" } else { "" };
            self.set(*cell, format!("{before}{rule}{after}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(text: &str) -> String {
        let read = Text::new(text);
        let edits = layout(&read, &super::super::read(text), Span::new(0, text.len()));
        assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
        let mut out = text.to_owned();
        edits.iter().rev().for_each(|edit| out.replace_range(edit.span.start..edit.span.end, &edit.text));
        out
    }

    #[test]
    fn pipes_stand_below_each_other() {
        for (before, after) in [
            ("|a|b|\n|-|-|\n|long cell|x|\n", "| a         | b   |\n|-----------|-----|\n| long cell | x   |\n"),
            ("| a | b |\n| - | - |\n| 字 🧭 | x |\n", "| a     | b   |\n| ----- | --- |\n| 字 🧭 | x   |\n"),
            ("|a|b|c|\n|:-|-:|:-:|\n|1|22|3|\n", "| a   |   b |  c  |\n|:----|----:|:---:|\n| 1   |  22 |  3  |\n"),
            ("a | b\n--- | ---\n1 | 2\n", "| a   | b   |\n|-----|-----|\n| 1   | 2   |\n"),
            ("| a | b |\n|---|---|\n| 1 |\n", "| a   | b   |\n|-----|-----|\n| 1   |     |\n"),
            ("| a | b |\n|---|---|\n| 1\n", "| a   | b   |\n|-----|-----|\n| 1   |     |\n"),
            ("| a \\| b | c |\r\n|---|---|\r\n|| x |\r\n", "| a \\| b | c   |\r\n|--------|-----|\r\n|        | x   |\r\n"),
            ("- x\n\n  |a|b|\n  |-|-|\n  |1|2|\n", "- x\n\n  | a   | b   |\n  |-----|-----|\n  | 1   | 2   |\n"),
            ("> |a|b|\n> |-|-|\n> |1|2|\n", "> | a   | b   |\n> |-----|-----|\n> | 1   | 2   |\n"),
            ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "| a   | b   |\n|-----|-----|\n| 1   | 2   | 3   |"),
        ] {
            assert_eq!(formatted(before), after);
            assert_eq!(formatted(after), after, "again");
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        let text = "* a\n+ b\n\n    |code|\n\n```\n|a|b|\n|-|-|\n```\n\ntext | with pipe\n";
        assert_eq!(formatted(text), text);
    }

    #[test]
    fn only_the_tables_in_the_range() {
        let text = "|a|b|\n|-|-|\n\ntext\n\n|c|d|\n|-|-|\n";
        let at = text.find("|c").unwrap();
        let edits = layout(&Text::new(text), &super::super::read(text), Span::at(at));
        assert!(!edits.is_empty() && edits.iter().all(|edit| edit.span.start >= at), "{edits:?}");
    }
}
