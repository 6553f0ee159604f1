//! What stands in files: what an editor holds open, else what is on disk.

use std::path::{Path, PathBuf};

use crate::disk::{self, Failure, Workspace};
use crate::report::Edit;

use super::root::root;

/// Where texts of files come from. A surface that holds files open gives those before what is on disk.
pub trait Texts {
    /// What stands in the file at `path`; `None` where there is no file.
    ///
    /// # Errors
    /// It cannot be read, or is not UTF-8.
    fn read(&self, path: &Path) -> Result<Option<String>, Failure>;

    /// What the surface calls the file at `path`, where it speaks of one beside another.
    fn name(&self, path: &Path) -> String {
        path.to_string_lossy().into_owned()
    }
}

/// What is on disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnDisk;

impl Texts for OnDisk {
    fn read(&self, path: &Path) -> Result<Option<String>, Failure> {
        if path.is_file() { disk::read(path).map(Some) } else { Ok(None) }
    }

    /// From the current folder, with `/`, where the file lies below it.
    fn name(&self, path: &Path) -> String {
        let here = std::path::absolute(".").unwrap_or_default();
        path.strip_prefix(here).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

/// A file as a step of the workflow wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// What stands there; `None` where there is no file.
    pub before: Option<String>,
    /// What is to stand there.
    pub after: String,
    /// The same as edits of `before`, the smallest there are; one for all where there was no file.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A file that is to be made, or `before` with `edits`.
    pub(super) fn edited(path: PathBuf, before: String, edits: Vec<Edit>) -> Self {
        let after = crate::report::applied(&before, &edits);
        Change { path, before: Some(before), after, edits }
    }

    /// A file that is to hold `after`.
    pub fn whole(path: PathBuf, before: Option<String>, after: String) -> Self {
        let old = before.as_deref().unwrap_or_default();
        let edits = if old == after { Vec::new() } else { vec![difference(old, &after)] };
        Change { path, before, after, edits }
    }

    /// Whether anything has to be written.
    pub fn is_needed(&self) -> bool {
        !self.edits.is_empty()
    }

    /// The difference as a unified diff of the file called `name`; empty where there is none.
    pub fn diff(&self, name: &str) -> String {
        let before = self.before.as_deref().unwrap_or_default();
        similar::TextDiff::from_lines(before, &self.after).unified_diff().header(name, name).to_string()
    }

    /// Writes it to disk, if there is anything to write; nothing outside the file's repository.
    ///
    /// # Errors
    /// The file holds something else than `before` by now, or cannot be written; then it is as it was.
    pub fn carry_out(&self) -> Result<(), Failure> {
        if !self.is_needed() {
            return Ok(());
        }
        let workspace = Workspace::new(&root(&self.path))?;
        match &self.before {
            None => workspace.create(&self.path, &self.after),
            Some(before) => workspace.replace(&self.path, before, &self.after),
        }
    }
}

/// The edit that makes `after` of `before`: without what the two begin and end with.
fn difference(before: &str, after: &str) -> Edit {
    use crate::text::{Span, floor_boundary};
    let same = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let start = floor_boundary(before, same).min(floor_boundary(after, same));
    let (old, new) = (&before[start..], &after[start..]);
    let mut same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(one, other)| one == other).count();
    while !old.is_char_boundary(old.len() - same) || !new.is_char_boundary(new.len() - same) {
        same -= 1;
    }
    Edit { span: Span::new(start, before.len() - same), text: new[..new.len() - same].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::applied;

    #[test]
    fn a_difference_is_small_and_true() {
        for (before, after) in [
            ("", "x"),
            ("x", ""),
            ("same", "same"),
            ("aäb", "aöb"),
            ("äö", "ä"),
            ("ab", "aab"),
            ("ü", "ä"),
            ("one\ntwo\n", "one\nthree\ntwo\n"),
        ] {
            let edit = difference(before, after);
            assert_eq!(applied(before, &[edit]), after, "{before} -> {after}");
        }
        assert_eq!(difference("one two three", "one 2 three").text, "2");
    }
}
