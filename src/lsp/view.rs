//! A checked version of a document as one client sees it: what each feature looks at.

use std::cell::OnceCell;

use tower_lsp::ls_types::{Position, Range, Uri};

use super::client::Client;
use super::convert;
use crate::check::Checked;
use crate::format::json;
use crate::text::{Span, Text};
use crate::workflow::questions::{self, Question};

/// A checked version of a document as one client sees it.
pub(super) struct View<'a> {
    pub(super) uri: &'a Uri,
    pub(super) version: i32,
    pub(super) checked: &'a Checked,
    pub(super) client: &'a Client,
    hash: OnceCell<String>,
    questions: OnceCell<Vec<(Span, Question)>>,
}

impl<'a> View<'a> {
    pub(super) fn new(uri: &'a Uri, version: i32, checked: &'a Checked, client: &'a Client) -> Self {
        View { uri, version, checked, client, hash: OnceCell::new(), questions: OnceCell::new() }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a Text {
        &self.checked.text
    }

    /// The words in `span`.
    pub(super) fn words(&self, span: Span) -> &'a str {
        self.checked.text.slice(span)
    }

    /// FNV-1a, 64 bit, of the text in UTF-8, in hexadecimal.
    pub(super) fn hash(&self) -> &str {
        self.hash.get_or_init(|| json::hash(self.checked))
    }

    /// The question that the marker at `span` asks the user.
    pub(super) fn question(&self, span: Span) -> Option<json::Question> {
        let asked = self.questions.get_or_init(|| questions::asked(self.checked));
        asked.iter().find(|(marker, _)| *marker == span).map(|(_, question)| json::Question::of(question))
    }

    /// Where `span` is, as the client counts.
    pub(super) fn range(&self, span: Span) -> Range {
        convert::range(self.text(), span, self.client.encoding)
    }

    /// The byte at `position`, clamped.
    pub(super) fn offset(&self, position: Position) -> usize {
        self.text().offset(convert::position(position), self.client.encoding)
    }

    /// The bytes in `range`, clamped.
    pub(super) fn span(&self, range: Range) -> Span {
        convert::span(self.text(), range, self.client.encoding)
    }
}
