//! perspective-ls: reads *perspective documents* (Markdown written from a persona's viewpoint), judges them against
//! the persona's checklist and offers the edits that mend them.
//!
//! ```text
//! bytes -> text -> syntax -> model -> rules -> report -> surfaces (lsp, cli, mcp)
//! ```
//!
//! Each module imports only those above it in the list below; `tests/layers.rs` holds that. Everything up to and
//! including [`format`] is the core: pure functions of text that cannot fail.

pub mod text;

pub mod report;

pub mod syntax;

pub mod language;

pub mod persona;

pub mod config;

pub mod model;

pub mod rules;

pub mod check;

pub mod workflow;

pub mod format;

pub mod disk;

pub mod project;

pub mod lsp;

pub mod cli;

pub mod mcp;
