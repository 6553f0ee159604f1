//! What the perspectives of one feature state differently.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{OnDisk, Perspective, Project, Texts};
use crate::check::{Checked, Kind};
use crate::disk;
use crate::report::{Finding, Severity};
use crate::rules;
use crate::text::{Text, fnv1a};
use crate::workflow::together::{self, Part};

/// How many perspectives are remembered as they were judged beside others; a feature has a few.
const REMEMBERED: usize = 64;

/// A perspective as it was judged to be read beside another: the hash of its text, and what was found.
pub(super) type Remembered = (u64, Option<Arc<Checked>>);

impl Project {
    /// Adds to `perspectives`, which are in the order of their paths, what they state otherwise than the others of their
    /// feature, whether those are among them or only on disk.
    pub fn compare(&self, perspectives: &mut [Perspective]) {
        // Checklists and sheets of questions stand among them.
        let mut perspectives: Vec<&mut Perspective> = perspectives.iter_mut().filter(|it| it.checked.kind == Kind::Perspective).collect();
        for feature in perspectives.chunk_by_mut(|one, other| one.path.parent() == other.path.parent()) {
            let mine: Vec<(PathBuf, &Checked)> = feature.iter().map(|it| (absolute(&it.path), &it.checked)).collect();
            let found = self.differing(&mine, &OnDisk);
            for (perspective, findings) in feature.iter_mut().zip(found) {
                perspective.checked.add(findings);
            }
        }
    }

    /// Puts into `checked`, the perspective at `path`, what its checklist and the other perspectives of its feature have to
    /// do with it.
    pub fn relate(&self, path: &Path, checked: &mut Checked, texts: &dyn Texts) {
        self.link(path, checked, texts);
        let found = self.differing(&[(absolute(path), checked)], texts);
        checked.add(found.into_iter().flatten().collect());
    }

    /// The findings of each of `mine`, perspectives of one feature with their absolute paths, in their order.
    fn differing(&self, mine: &[(PathBuf, &Checked)], texts: &dyn Texts) -> Vec<Vec<Finding>> {
        let folder = mine.first().and_then(|(path, _)| path.parent());
        let Some(folder) = folder.filter(|it| is_feature(it)) else { return vec![Vec::new(); mine.len()] };
        let others: Vec<(PathBuf, Arc<Checked>)> = markdown(folder)
            .filter(|file| !mine.iter().any(|(path, _)| path == file))
            .filter_map(|file| self.beside_others(&file, texts).map(|checked| (file, checked)))
            .collect();
        let all =
            mine.iter().map(|(path, checked)| (path.as_path(), *checked)).chain(others.iter().map(|(path, it)| (path.as_path(), &**it)));
        let mut all: Vec<(&Path, String, &Checked)> = all.map(|(path, checked)| (path, texts.name(path), checked)).collect();
        if all.len() < 2 {
            return vec![Vec::new(); mine.len()];
        }
        all.sort_by_key(|(path, ..)| *path);
        let parts: Vec<Part> = all.iter().map(|(_, name, checked)| Part { path: name, checked }).collect();
        let together = together::together(&parts);
        let of = |(path, checked): &(PathBuf, &Checked)| {
            let at = all.iter().position(|(other, ..)| other == path)?;
            Some(together::findings(&parts, &together, at, self.severity(path, checked)?))
        };
        mine.iter().map(|it| of(it).unwrap_or_default()).collect()
    }

    /// The perspective at `path` as it is read beside others; `None` for any other file.
    fn beside_others(&self, path: &Path, texts: &dyn Texts) -> Option<Arc<Checked>> {
        let text = texts.read(path).ok().flatten()?;
        let hash = fnv1a(text.as_bytes());
        if let Some((_, checked)) = self.siblings().get(path).filter(|(known, _)| *known == hash) {
            return checked.clone();
        }
        let checked = self.check(path, &Text::new(text)).map(Arc::new);
        let mut siblings = self.siblings();
        if siblings.len() >= REMEMBERED {
            siblings.clear();
        }
        siblings.insert(path.to_owned(), (hash, checked.clone()));
        checked
    }

    /// How loud a difference is in the perspective at `path`; `None` where the settings switch it off.
    fn severity(&self, path: &Path, checked: &Checked) -> Option<Severity> {
        match self.config(path).of(&checked.persona.id).severity.get(together::CODE) {
            Some(given) => *given,
            None => rules::rule(together::CODE).map(|it| it.severity),
        }
    }
}

/// The other files in the folder of a feature that the perspective at `path`, which is absolute, lies in; none elsewhere.
pub fn mates(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|it| is_feature(it));
    folder.into_iter().flat_map(markdown).filter(|it| it != path).collect()
}

fn markdown(folder: &Path) -> impl Iterator<Item = PathBuf> {
    disk::files(folder).into_iter().filter(|it| it.extension().is_some_and(|it| it.eq_ignore_ascii_case("md")))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether `folder`, which is absolute, is that of a feature: `personas/<feature>`. Elsewhere documents lie together by
/// chance.
fn is_feature(folder: &Path) -> bool {
    folder.parent().and_then(Path::file_name).is_some_and(|it| it.eq_ignore_ascii_case("personas"))
}
