//! What is asked of git: the current branch, and a new one.

use std::path::Path;
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
