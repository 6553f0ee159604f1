//! What an editor's diagnostic carries for programs: the object in LSP's `diagnostic.data`, version 1. Borrowed from what
//! was checked, since it is written at every keystroke. `docs/schema/diagnostic-data.v1.json` is generated from the types.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::Question;
use super::published;
use crate::check::Checked;
use crate::report::{self, Finding};
use crate::rules;
use crate::text::Span;

/// The version of the object. A field that is added does not change it.
pub const SCHEMA: u8 = 1;

/// The longest evidence that is repeated, in bytes; a longer one is read from the text.
const EVIDENCE_LIMIT: usize = 300;

/// What a program wants to know of a finding. The server never needs it back. `R` is a range as the client counts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "diagnostic.data of perspective-ls", rename = "Data")]
pub struct Data<'a, R> {
    /// Version of this form: 1.
    pub schema: u8,
    /// The rule's stable name.
    pub code: &'a str,
    /// The words of the checklist's items that fail by it.
    pub items: Vec<&'a str>,
    /// The version of the text that was checked.
    pub version: i32,
    /// Hash of that text: FNV-1a, 64 bit, of its UTF-8 bytes, in hexadecimal.
    pub hash: &'a str,
    /// The words found, where they are not too many to repeat.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub evidence: &'a str,
    /// What to do.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub help: &'a str,
    /// Ways to mend it.
    pub fixes: Vec<Fix<'a, R>>,
    /// The question that only the user can answer, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// Where the rule's page is.
    #[schemars(extend("format" = "uri"))]
    pub url: String,
}

/// A way to mend a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub struct Fix<'a, R> {
    /// What it does.
    pub title: &'a str,
    /// Whether it may be applied without asking: it keeps the meaning and needs no choice.
    pub safe: bool,
    /// The edits, disjoint and in order, all relative to the text that was checked.
    pub edits: Vec<Edit<'a, R>>,
}

/// A replacement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Edit")]
pub struct Edit<'a, R> {
    /// What is replaced; empty to insert.
    pub range: R,
    /// What stands there afterwards.
    pub new_text: &'a str,
}

/// The version of a text that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// As the client counts versions.
    pub number: i32,
    /// See [`super::json::hash`].
    pub hash: &'a str,
}

/// The data of `finding`, which is one of `checked`; `range` tells where a span is, as the client counts.
pub fn data<'a, R>(
    checked: &'a Checked,
    finding: &'a Finding,
    version: Version<'a>,
    question: Option<Question>,
    range: impl Fn(Span) -> R,
) -> Data<'a, R> {
    let items = &checked.persona.items;
    let evidence = checked.text.slice(finding.span);
    let edit = |it: &'a report::Edit| Edit { range: range(it.span), new_text: &it.text };
    let fix = |it: &'a report::Fix| Fix { title: &it.title, safe: it.safe, edits: it.edits.iter().map(edit).collect() };
    Data {
        schema: SCHEMA,
        code: finding.code,
        items: finding.items.iter().filter_map(|&at| items.get(at)).map(|item| item.words.as_str()).collect(),
        version: version.number,
        hash: version.hash,
        evidence: if evidence.len() <= EVIDENCE_LIMIT { evidence } else { "" },
        help: &finding.help,
        fixes: finding.fixes.iter().map(fix).collect(),
        question,
        url: rules::url(finding.code),
    }
}

/// A range as LSP has it, in the encoding that client and server agreed on.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Range {
    /// Its first place.
    pub start: Position,
    /// Behind its last place.
    pub end: Position,
}

/// A place as LSP has it.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in the agreed encoding.
    pub character: u32,
}

/// The JSON schema (draft 2020-12) of the object: the text of `docs/schema/diagnostic-data.v1.json`.
pub fn schema() -> String {
    published::<Data<'static, Range>>("diagnostic-data.v1")
}
