//! What is asked of git: the current branch, and a new one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::disk::{self, Failure};

/// The branch that is checked out where the file or folder `path` lies; `None` outside a git repository and where no
/// branch is checked out. Read from the repository itself, so that git need not be there.
pub(super) fn branch(path: &Path) -> Option<String> {
    let root = path.ancestors().find(|it| it.join(".git").exists())?;
    let mut git = root.join(".git");
    if git.is_file() {
        // A work tree of another repository says where its own part of that lies.
        let text = disk::read(&git).ok()?;
        git = root.join(text.trim().strip_prefix("gitdir:")?.trim());
    }
    let head = disk::read(&git.join("HEAD")).ok()?;
    head.trim().strip_prefix("ref: refs/heads/").map(str::to_owned)
}

/// Checks out the branch called `name` in the repository of the folder `root`, made from the current commit where it is
/// new; whether it is new.
///
/// # Errors
/// `root` is in no git repository, git is not there, or it refuses.
pub(super) fn check_out(root: &Path, name: &str) -> Result<bool, Failure> {
    let failure = |message: String| Failure { path: root.to_owned(), message };
    if !root.ancestors().any(|it| it.join(".git").exists()) {
        return Err(failure(format!("is in no git repository, so there can be no branch {name}; leave --branch out")));
    }
    if branch(root).as_deref() == Some(name) {
        return Ok(false);
    }
    let git = |arguments: &[&str]| {
        let output = Command::new("git").current_dir(root).args(arguments).stdin(Stdio::null()).output();
        output.map_err(|error| failure(format!("git cannot be run: {error}; leave --branch out")))
    };
    let exists = git(&["rev-parse", "--verify", "--quiet", &format!("refs/heads/{name}")])?.status.success();
    let output = if exists { git(&["checkout", "--quiet", name, "--"])? } else { git(&["checkout", "--quiet", "-b", name])? };
    if output.status.success() {
        return Ok(!exists);
    }
    let said = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    Err(failure(format!("git did not check out the branch {name}: {said}")))
}

/// The files that differ from the commit where the current one and `revision` part, those among them that git does not
/// know yet; absolute. `folder` lies in the repository.
///
/// # Errors
/// It does not, git is not there, or knows no such revision.
pub(super) fn changed(folder: &Path, revision: &str) -> Result<Vec<PathBuf>, Failure> {
    let failure = |message: String| Failure { path: folder.to_owned(), message };
    let git = |arguments: &[&str]| {
        let output = Command::new("git").current_dir(folder).args(arguments).stdin(Stdio::null()).output();
        let output = output.map_err(|error| failure(format!("git cannot be run: {error}; leave --since out")))?;
        let said = if output.status.success() { &output.stdout } else { &output.stderr };
        let said = String::from_utf8_lossy(said).trim_end_matches(['\n', '\r']).to_owned();
        Ok(if output.status.success() { Ok(said) } else { Err(said) })
    };
    let root = git(&["rev-parse", "--show-toplevel"])?.map_err(|_| failure("is in no git repository; leave --since out".to_owned()))?;
    let named = format!("{revision}^{{commit}}");
    let named = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?;
    let named = named.map_err(|_| failure(format!("git knows no commit \"{revision}\"; give a branch, a tag or a commit to --since")))?;
    // Where the two share no history, as in a shallow clone, they are compared themselves.
    let base = git(&["merge-base", &named, "HEAD"])?.unwrap_or(named);
    let mut changed = Vec::new();
    for list in [
        &["diff", "--name-only", "-z", "--no-renames", &base, "--"][..],
        &["ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/"],
    ] {
        let list = git(list)?.map_err(|said| failure(format!("git does not tell what changed: {said}")))?;
        changed.extend(list.split('\0').filter(|it| !it.is_empty()).map(|it| Path::new(&root).join(it)));
    }
    Ok(changed)
}
