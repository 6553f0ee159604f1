//! Files are written whole or not at all, inside their workspace only, and never over what somebody else wrote meanwhile.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::Failure;

/// How the name of a file begins that is still being written. Hidden, and no Markdown: what is left of one after the
/// machine broke down is never taken for a document.
pub const TEMPORARY: &str = ".perspective-ls-";

/// Names that Windows keeps for devices, with or without an extension; a repository is checked out there, too.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// What is about to be done when a [`Probe`] is asked. Killed before any of them, a file is as it was before or as it is
/// wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A temporary file is made in the same folder.
    Make,
    /// The text is written into it.
    Write,
    /// It gets the permissions of the file that it is to replace.
    Permit,
    /// It is brought onto the medium.
    Sync,
    /// The file that is to be replaced is compared with what was read.
    Compare,
    /// It is moved into its place, which is one step for everybody who looks.
    Move,
    /// The folder is brought onto the medium.
    Settle,
}

impl Step {
    /// All steps in order.
    pub const ALL: &[Step] = &[Step::Make, Step::Write, Step::Permit, Step::Sync, Step::Compare, Step::Move, Step::Settle];
}

/// Asked before each step; an error ends the writing there. For tests, which stand in for a full or broken medium.
pub type Probe = fn(Step) -> io::Result<()>;

/// A folder below which files may be written, and nowhere else.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Without links.
    root: PathBuf,
    probe: Probe,
}

impl Workspace {
    /// The workspace below the folder `root`.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be looked into.
    pub fn new(root: &Path) -> Result<Self, Failure> {
        Workspace::probed(root, |_| Ok(()))
    }

    /// The same, with `probe` asked before each step of each writing.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be looked into.
    pub fn probed(root: &Path, probe: Probe) -> Result<Self, Failure> {
        let root = root.canonicalize().map_err(|error| failure(root, format!("cannot be used as a workspace: {error}")))?;
        Ok(Workspace { root, probe })
    }

    /// Makes the file at `path` with `text`, and the folders that it needs.
    ///
    /// # Errors
    /// There is a file already, which stays as it is; the place is outside the workspace, or a device; it cannot be
    /// written.
    pub fn create(&self, path: &Path, text: &str) -> Result<(), Failure> {
        self.make(path, text, 0o666)
    }

    /// The same for a program: it may be run where the system knows such a permission.
    ///
    /// # Errors
    /// As [`Workspace::create`].
    pub fn create_program(&self, path: &Path, text: &str) -> Result<(), Failure> {
        self.make(path, text, 0o777)
    }

    fn make(&self, path: &Path, text: &str, mode: u32) -> Result<(), Failure> {
        let place = self.place(path)?;
        let exists = || failure(path, "exists already; it was left as it is".to_owned());
        if place.symlink_metadata().is_ok() {
            return Err(exists());
        }
        let folder = place.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(|error| failure(folder, format!("cannot be made: {error}")))?;
        // A link may have come into the way since the place was looked at.
        let place = self.place(path)?;
        self.whole(&place, text, Some(mode), None).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(),
            _ => failure(path, format!("cannot be written: {error}")),
        })
    }

    /// Writes `after` in the place of `before`, the text that was read from the file at `path`. Permissions stay. Where
    /// `path` is a link inside the workspace, the file that it leads to is written.
    ///
    /// # Errors
    /// The file holds something else than `before` by now, or is gone; it is outside the workspace, or read-only; it
    /// cannot be written. Then it is as it was.
    pub fn replace(&self, path: &Path, before: &str, after: &str) -> Result<(), Failure> {
        let place = self.place(path)?;
        let data = fs::metadata(&place).map_err(|error| failure(path, format!("cannot be written: {error}")))?;
        if data.permissions().readonly() {
            return Err(failure(path, "is read-only; it was left as it is".to_owned()));
        }
        self.whole(&place, after, None, Some((before, &data))).map_err(|error| match error.kind() {
            io::ErrorKind::ResourceBusy => failure(path, "was changed by somebody else since it was read; it was left as it is".to_owned()),
            _ => failure(path, format!("cannot be written: {error}")),
        })
    }

    /// Where the file at `path` is in truth.
    ///
    /// # Errors
    /// That is outside the workspace, or a device.
    fn place(&self, path: &Path) -> Result<PathBuf, Failure> {
        let whole = std::path::absolute(path).map_err(|error| failure(path, format!("is no usable path: {error}")))?;
        if whole.components().any(|it| it == Component::ParentDir) {
            return Err(failure(path, "has \"..\" in it; name the place itself".to_owned()));
        }
        // What exists is followed through its links, what does not yet exist stands below that.
        let (mut existing, mut missing) = (whole.as_path(), Vec::new());
        let real = loop {
            match existing.canonicalize() {
                Ok(real) => break real,
                // A link that leads nowhere would be written through.
                Err(_) if existing.symlink_metadata().is_ok() => {
                    return Err(failure(path, format!("{} is a link that leads nowhere", existing.display())));
                }
                Err(error) => match (existing.file_name(), existing.parent()) {
                    (Some(name), Some(parent)) => {
                        missing.push(name);
                        existing = parent;
                    }
                    _ => return Err(failure(path, format!("cannot be written: {error}"))),
                },
            }
        };
        let place = missing.iter().rev().fold(real, |place, name| place.join(name));
        let Ok(inside) = place.strip_prefix(&self.root) else {
            return Err(failure(path, format!("lies outside {}; nothing was written", self.root.display())));
        };
        match inside.components().find(|it| is_device(&it.as_os_str().to_string_lossy())) {
            Some(name) => Err(failure(path, format!("\"{}\" is the name of a device on Windows", name.as_os_str().display()))),
            None => Ok(place),
        }
    }

    /// Brings `text` to `place` in one step: over the file that held `before`, or, with a `mode`, where no file is.
    fn whole(&self, place: &Path, text: &str, mode: Option<u32>, before: Option<(&str, &fs::Metadata)>) -> io::Result<()> {
        let folder = place.parent().unwrap_or(&self.root);
        (self.probe)(Step::Make)?;
        let mut file = temporary(folder, mode)?;
        (self.probe)(Step::Write)?;
        file.write_all(text.as_bytes())?;
        (self.probe)(Step::Permit)?;
        if let Some((_, data)) = before {
            keep(file.as_file(), data)?;
        }
        (self.probe)(Step::Sync)?;
        file.as_file().sync_all()?;
        (self.probe)(Step::Compare)?;
        if let Some((before, _)) = before
            && fs::read(place)? != before.as_bytes()
        {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        (self.probe)(Step::Move)?;
        match before {
            Some(_) => file.persist(place),
            None => file.persist_noclobber(place),
        }
        .map_err(|error| error.error)?;
        (self.probe)(Step::Settle)?;
        // Not every system lets a folder be opened; the file itself is safe by now.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// A temporary file in `folder`; with the permissions `mode` as far as the user's mask allows, else for the user alone.
fn temporary(folder: &Path, mode: Option<u32>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    #[cfg(unix)]
    if let Some(mode) = mode {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder.tempfile_in(folder)
}

/// Gives `file` the permissions of the file that has `data`, and its owner where the user may.
fn keep(file: &File, data: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != (data.uid(), data.gid()) {
            // Only an administrator may; for anybody else the file becomes theirs, as with every editor.
            let _ = std::os::unix::fs::fchown(file, Some(data.uid()), Some(data.gid()));
        }
    }
    file.set_permissions(data.permissions())
}

/// Whether Windows takes a file called `name` for a device.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port =
        ["com", "lpt"].iter().any(|port| base.strip_prefix(port).is_some_and(|it| it.len() == 1 && it.as_bytes()[0].is_ascii_digit()));
    port || DEVICES.contains(&base.as_str())
}

fn failure(path: &Path, message: String) -> Failure {
    Failure { path: path.to_owned(), message }
}
