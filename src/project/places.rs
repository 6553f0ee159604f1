//! Which files belong together: a perspective, its checklist, its sheet of questions.
//!
//! ```text
//! personas/<feature>/<name>.md
//! personas/<feature>/checklists/<name>.md
//! personas/<feature>/questions/<name>.md
//! ```

use std::path::{Component, Path, PathBuf};

use super::{Project, Texts, root};
use crate::disk;
use crate::workflow::checklist;

/// The folder of a feature's checklists.
const CHECKLISTS: &str = "checklists";

/// The folder of a feature's sheets of questions.
const QUESTIONS: &str = "questions";

/// What a file is by its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A checklist.
    Checklist,
    /// A sheet of questions.
    Questions,
}

/// What the file at `path` is beside a perspective, by its folder; `None` for any other.
pub fn kind_of(path: &Path) -> Option<Kind> {
    path.extension().filter(|it| it.eq_ignore_ascii_case("md"))?;
    match path.parent()?.file_name()?.to_str()? {
        CHECKLISTS => Some(Kind::Checklist),
        QUESTIONS => Some(Kind::Questions),
        _ => None,
    }
}

/// Where the sheet of questions of the perspective at `path` lies, or would lie.
pub fn sheet_of(path: &Path) -> PathBuf {
    beside(path, QUESTIONS)
}

/// The folder of the checklists of the feature whose perspective lies at `path`.
fn checklists(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).join(CHECKLISTS)
}

fn beside(path: &Path, folder: &str) -> PathBuf {
    path.parent().unwrap_or(path).join(folder).join(path.file_name().unwrap_or_default())
}

impl Project {
    /// Where the checklist of the perspective at `path` lies: the file that names it, or is named as it is; where there
    /// is none, where it would lie.
    pub fn checklist_of(&self, path: &Path, texts: &dyn Texts) -> PathBuf {
        let usual = beside(path, CHECKLISTS);
        let candidates = [usual.clone()].into_iter().chain(disk::files(&checklists(path)).into_iter().filter(|it| *it != usual));
        let mut markdown = candidates.filter(|it| kind_of(it) == Some(Kind::Checklist));
        markdown.find(|it| self.perspective_of(it, texts).as_deref() == Some(path)).unwrap_or(usual)
    }

    /// The perspective that the checklist or sheet at `path` belongs to: the one in the repository that it links to, else the one of the
    /// same name, else that of the persona whose title it bears, else the only one of the feature.
    pub fn perspective_of(&self, path: &Path, texts: &dyn Texts) -> Option<PathBuf> {
        let kind = kind_of(path)?;
        let feature = path.parent()?.parent()?;
        let text = texts.read(path).ok().flatten()?;
        let is_one = |file: &Path| {
            let text = texts.read(file).ok().flatten();
            text.and_then(|text| self.persona_of(file, &text))
        };
        if let Some(link) = Some(kind).filter(|it| *it == Kind::Checklist).and_then(|_| checklist::read(&text).link)
            && let Some(target) = target(path.parent()?, link.of(&text))
            && disk::holds(&root(path), &target)
            && is_one(&target).is_some()
        {
            return Some(target);
        }
        let same = feature.join(path.file_name()?);
        if is_one(&same).is_some() {
            return Some(same);
        }
        let all: Vec<_> = disk::files(feature).into_iter().filter_map(|file| Some((is_one(&file)?, file))).collect();
        let titled = all.iter().find(|(persona, _)| checklist::is_titled(&text, persona));
        match (titled, all.as_slice()) {
            (Some((_, file)), _) | (None, [(_, file)]) => Some(file.clone()),
            _ => None,
        }
    }
}

/// The file that `link` of a document in `folder` leads to; `None` for one that leads into the web.
pub(super) fn target(folder: &Path, link: &str) -> Option<PathBuf> {
    let link = link.trim_matches(['<', '>']).split(['#', '?']).next().unwrap_or_default();
    if link.is_empty() || link.contains("://") || link.starts_with('/') {
        return None;
    }
    let mut path = folder.to_owned();
    for part in Path::new(&decoded(link)).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    Some(path)
}

/// `link` with its percent-encoded bytes as they are meant (RFC 3986, 2.1).
fn decoded(link: &str) -> String {
    let bytes = link.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|it| std::str::from_utf8(it).ok());
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(code) => {
                plain.push(code);
                at += 3;
            }
            None => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
