//! The work around a check, as pure functions of text: make a document, ask its open questions, take the answers in,
//! keep the checklist file, report.
//!
//! Nothing here reads a file or a clock: a surface brings texts and the date, and gets back whole texts for new files
//! and [`crate::report::Edit`]s for existing ones, all relative to the text it gave, disjoint and in order.
#![deny(clippy::disallowed_methods)]

pub mod allow;
pub mod answers;
pub mod checklist;
pub mod complete;
pub mod explain;
pub mod mend;
pub mod new;
pub mod next;
pub mod organize;
pub mod questions;
pub mod rename;
pub mod report;
pub mod settings;
pub mod together;

mod phrase;
mod place;
mod words;

pub(crate) use words::{cut, one_line};
