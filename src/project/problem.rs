//! What is wrong with the files that a repository brings along.

use std::fmt;
use std::path::PathBuf;

use crate::disk::Failure;
use crate::report::Severity;
use crate::text::{Encoding, Span, Text};

/// Something wrong with settings or with a persona's template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Line and column, both from 1, the column in characters; `None` where the message says the place, or there is none.
    pub place: Option<(usize, usize)>,
    /// [`Severity::Error`] where what was meant is not known; [`Severity::Warning`] where a default serves.
    pub severity: Severity,
    /// What is wrong and what to write, one line.
    pub message: String,
}

impl Problem {
    /// An error at `span` of the file's `text`.
    pub(super) fn at(path: PathBuf, text: &str, span: Span, severity: Severity, message: String) -> Self {
        let at = Text::new(text).position(span.start, Encoding::Utf32);
        Problem { path, place: Some((at.line + 1, at.column + 1)), severity, message }
    }

    /// What is wrong with its place, without the file: `line 3, column 1: ...`.
    pub fn message(&self) -> String {
        match self.place {
            Some((line, column)) => format!("line {line}, column {column}: {}", self.message),
            None => self.message.clone(),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Problem { path: failure.path, place: None, severity: Severity::Error, message: failure.message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path.display(), self.message())
    }
}
