//! `check --baseline`: a file of findings that are known.

use std::path::{Path, PathBuf};

use super::count;
use crate::disk::{self, Failure};
use crate::format::Document;
use crate::format::baseline::Baseline;
use crate::project::Change;

/// The file of a baseline.
pub(super) struct Known<'a> {
    file: &'a Path,
    folder: PathBuf,
}

impl<'a> Known<'a> {
    pub(super) fn new(file: &'a Path) -> Self {
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        Known { file, folder: absolute.parent().map(Path::to_owned).unwrap_or_default() }
    }

    /// Marks the findings of `documents` that the file knows, after it was written anew where that is asked for. What to
    /// tell the user about it.
    pub(super) fn take(&self, documents: &mut [Document], update: bool) -> Result<Option<String>, Failure> {
        let name = |path: &str| self.name(path);
        let before = if self.file.is_file() { Some(disk::read(self.file)?) } else { None };
        let failure = |message: String| Failure { path: self.file.to_owned(), message };
        if update {
            let baseline = Baseline::of(documents, name);
            Change::whole(self.folder.join(self.file.file_name().unwrap_or_default()), before, baseline.text()).carry_out()?;
            baseline.apply(documents, name);
            let known: usize = documents.iter().map(Document::known).sum();
            return Ok(Some(format!("{}: {} written", self.file.display(), count(known, "finding"))));
        }
        let Some(text) = before else {
            return Err(failure("cannot be read: there is no such file; --update-baseline writes it".to_owned()));
        };
        let gone = Baseline::read(&text).map_err(failure)?.apply(documents, name);
        let remark = || format!("{}: {} gone; --update-baseline forgets what is gone", self.file.display(), count(gone, "known finding"));
        Ok((gone > 0).then(remark))
    }

    /// The name in the baseline of the document at `path`: relative to the baseline's folder, with `/`.
    fn name(&self, path: &str) -> String {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let relative = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        relative.to_string_lossy().replace('\\', "/")
    }
}
