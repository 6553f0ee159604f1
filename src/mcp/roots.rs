//! Which files an agent may have: those below the client's roots, and nothing else.

use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rmcp::RoleServer;
use rmcp::service::Peer;

use super::answer::Refusing;

/// How long the client may take to name its roots.
const PATIENCE: Duration = Duration::from_secs(10);

/// The folders that this session is about.
#[derive(Debug)]
pub(super) struct Session {
    /// Those that hold where the client names none.
    own: Vec<PathBuf>,
    /// What the client named, until it says that this has changed.
    told: Mutex<Option<Roots>>,
}

impl Session {
    /// A session about `folders`; without any, about the working folder.
    pub(super) fn new(folders: Vec<PathBuf>) -> std::io::Result<Self> {
        let folders = if folders.is_empty() { vec![std::env::current_dir()?] } else { folders };
        Ok(Session { own: folders, told: Mutex::default() })
    }

    /// The client's roots have changed.
    pub(super) fn forget(&self) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The roots; asked of the client where it has any.
    pub(super) async fn roots(&self, client: &Peer<RoleServer>) -> Roots {
        if let Some(known) = self.told.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            return known;
        }
        let named = ask(client).await;
        let roots = Roots::new(if named.is_empty() { &self.own } else { &named });
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(roots.clone());
        roots
    }
}

/// The folders that the client calls its roots; none where it has none, or does not answer.
// The revision of 2026-07-28 gives roots up, and a client that speaks it is not asked; those before have nothing else.
#[expect(deprecated)]
async fn ask(client: &Peer<RoleServer>) -> Vec<PathBuf> {
    let has_roots = client.peer_info().is_some_and(|it| it.capabilities.roots.is_some());
    if !has_roots {
        return Vec::new();
    }
    match tokio::time::timeout(PATIENCE, client.list_roots()).await {
        Ok(Ok(told)) => told.roots.iter().filter_map(|it| file(&it.uri)).collect(),
        _ => Vec::new(),
    }
}

/// The path that a `file:` URI names.
fn file(uri: &str) -> Option<PathBuf> {
    url::Url::parse(uri).ok().filter(|it| it.scheme() == "file")?.to_file_path().ok()
}

/// Folders below which everything has to lie, as the file system knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Roots(Vec<PathBuf>);

impl Roots {
    fn new(folders: &[PathBuf]) -> Self {
        Roots(folders.iter().filter_map(|it| it.canonicalize().ok()).collect())
    }

    /// The folders; absolute and without links.
    pub(super) fn folders(&self) -> &[PathBuf] {
        &self.0
    }

    /// The file or folder that `given` names, which need not be there: a path, relative to a root, or a `file:` URI.
    ///
    /// # Errors
    /// It lies outside the roots, be it by a link.
    pub(super) fn inside(&self, given: &str) -> Result<PathBuf, Refusing> {
        let given_path = file(given).unwrap_or_else(|| PathBuf::from(given));
        let places: Vec<PathBuf> = self.0.iter().map(|root| plain(&root.join(&given_path))).collect();
        let place = places.iter().find(|it| it.exists()).or(places.first());
        let real = place.map(|it| real(it));
        real.filter(|it| self.hold(it)).ok_or_else(|| {
            let roots: Vec<String> = self.0.iter().map(|it| it.display().to_string()).collect();
            let roots = if roots.is_empty() { "none that exists".to_owned() } else { roots.join(", ") };
            Refusing(format!("{given}: lies outside the folders of this session ({roots}); give a path below one of them"))
        })
    }

    /// All that `given` names; without any, the roots themselves.
    pub(super) fn all_inside(&self, given: &[String]) -> Result<Vec<PathBuf>, Refusing> {
        if given.is_empty() {
            return Ok(self.0.clone());
        }
        given.iter().map(|it| self.inside(it)).collect()
    }

    /// Whether the file at `path`, wherever links lead, lies below a root.
    pub(super) fn hold(&self, path: &Path) -> bool {
        let real = real(path);
        self.0.iter().any(|root| real.starts_with(root))
    }

    /// `path` as the agent knows it: relative to the first root, with `/`; absolute where it lies elsewhere.
    pub(super) fn name(&self, path: &Path) -> String {
        let name = self.0.first().and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
        name.to_string_lossy().replace('\\', "/")
    }
}

/// `path` without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// `path` without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    for ancestor in path.ancestors() {
        // A link that leads nowhere is not followed, so what is made through it is refused later.
        if let Ok(real) = ancestor.canonicalize() {
            return path
                .strip_prefix(ancestor)
                .map_or_else(|_| real.clone(), |rest| if rest.as_os_str().is_empty() { real.clone() } else { real.join(rest) });
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_roots_is_had() {
        let folder = tempfile::tempdir().expect("a folder");
        let (root, other) = (folder.path().join("root"), folder.path().join("root-2"));
        for folder in [&root, &other] {
            std::fs::create_dir_all(folder.join("a b")).expect("folders");
        }
        let roots = Roots::new(&[root.clone(), folder.path().join("gone")]);
        let real = root.canonicalize().expect("it is there");
        assert_eq!(roots.folders(), std::slice::from_ref(&real));
        for (given, expected) in [("a b/c.md", "a b/c.md"), ("./x/../a b/new/d.md", "a b/new/d.md"), ("", "")] {
            let path = roots.inside(given).expect("inside");
            assert_eq!(path, if expected.is_empty() { real.clone() } else { real.join(expected) }, "{given}");
            assert_eq!(roots.name(&path), expected);
        }
        let uri = url::Url::from_file_path(real.join("a b/c.md")).expect("absolute").to_string();
        assert!(uri.contains("%20"));
        assert_eq!(roots.inside(&uri).expect("inside"), real.join("a b/c.md"));
        for given in ["../root-2/a b", "..", "/", "a b/../../../etc/passwd", other.to_str().expect("UTF-8")] {
            let refused = roots.inside(given).expect_err(given);
            assert!(refused.0.contains("lies outside the folders of this session"), "{}", refused.0);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root");
        std::fs::create_dir_all(&root).expect("a folder");
        std::fs::create_dir_all(folder.path().join("secret")).expect("a folder");
        std::os::unix::fs::symlink("../secret", root.join("out")).expect("a link");
        let roots = Roots::new(&[root]);
        assert!(roots.inside("out").is_err());
        assert!(roots.inside("out/new.md").is_err());
        assert!(roots.inside("in/new.md").is_ok());
    }
}
