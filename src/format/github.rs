//! Workflow commands of GitHub Actions: an annotation for each finding.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::fmt::Write as _;

use super::{Document, place};
use crate::report::Severity;

/// A line for each finding.
pub fn documents(documents: &[Document]) -> String {
    let mut out = String::new();
    for document in documents {
        for named in document.findings() {
            let finding = named.finding;
            let (line, column) = place(&document.checked.text, finding.span.start);
            let (end, last) = place(&document.checked.text, finding.span.end);
            let _ = write!(out, "::{} file={},line={line}", command(finding.severity), property(document.plain_path()));
            // Columns are for spans within a line; over several, GitHub takes lines alone.
            let _ = match end == line {
                true => write!(out, ",col={column},endColumn={last}"),
                false => write!(out, ",endLine={end}"),
            };
            let _ = writeln!(out, ",title={}::{}", property(finding.code), data(&finding.message));
        }
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    }
}

/// `text` as what follows the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `text` as the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(property("a, b: 100%\r\n"), "a%2C b%3A 100%25%0D%0A");
        assert_eq!(data("a, b: 100%\n"), "a, b: 100%25%0A");
    }
}
