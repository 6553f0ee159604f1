//! What the perspectives of one feature state differently.

use std::path::{Path, PathBuf};

use super::{Perspective, Project};
use crate::check::Kind;
use crate::report::{Finding, Severity};
use crate::rules;
use crate::workflow::together::{self, Part};

impl Project {
    /// Adds to `perspectives`, which are in the order of their paths, what those of one feature state differently.
    pub fn compare(&self, perspectives: &mut [Perspective]) {
        // Checklists and sheets of questions stand among them.
        let mut perspectives: Vec<&mut Perspective> = perspectives.iter_mut().filter(|it| it.checked.kind == Kind::Perspective).collect();
        for feature in perspectives.chunk_by_mut(|one, other| one.path.parent() == other.path.parent()) {
            if feature.len() < 2 || !is_feature(feature[0].path.parent()) {
                continue;
            }
            let found = self.differing(feature);
            for (perspective, findings) in feature.iter_mut().zip(found) {
                perspective.checked.add(findings);
            }
        }
    }

    /// The findings of each of `feature`, in its order.
    fn differing(&self, feature: &[&mut Perspective]) -> Vec<Vec<Finding>> {
        let paths: Vec<String> = feature.iter().map(|it| it.path.to_string_lossy().replace('\\', "/")).collect();
        let parts: Vec<Part> = feature.iter().zip(&paths).map(|(it, path)| Part { path, checked: &it.checked }).collect();
        let all = together::together(&parts);
        let of = |(at, part): (usize, &Part)| match self.severity(part) {
            Some(severity) => together::findings(&parts, &all, at, severity),
            None => Vec::new(),
        };
        parts.iter().enumerate().map(of).collect()
    }

    /// How loud a difference is in `part`; `None` where the settings switch it off.
    fn severity(&self, part: &Part) -> Option<Severity> {
        let config = self.config(Path::new(part.path));
        match config.of(&part.checked.persona.id).severity.get(together::CODE) {
            Some(given) => *given,
            None => rules::rule(together::CODE).map(|it| it.severity),
        }
    }
}

/// Whether `folder` is that of a feature: `personas/<feature>`. Elsewhere documents lie together by chance.
fn is_feature(folder: Option<&Path>) -> bool {
    let absolute: Option<PathBuf> = folder.and_then(|it| std::path::absolute(it).ok());
    absolute.as_deref().and_then(Path::parent).and_then(Path::file_name).is_some_and(|it| it.eq_ignore_ascii_case("personas"))
}
