//! Checked documents as text for machines: one module for each format. Pure, and shared by all surfaces, so that what one
//! prints another sends.
#![deny(clippy::disallowed_methods)]

use crate::check::Checked;

pub mod json;

/// A judged document and what it is called.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Its path as the surface names it, with `/` on every system.
    pub path: String,
    /// What was found.
    pub checked: &'a Checked,
}
