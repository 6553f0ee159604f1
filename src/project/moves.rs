//! Files that are about to get another name or place: which go along with them, and which links have to follow.

use std::path::{Component, Path, PathBuf};

use super::Project;
use super::places::{kind_of, sheet_of, target};
use super::texts::{Change, Texts};
use crate::report::Edit;
use crate::syntax;
use crate::text::Span;
use crate::workflow::{checklist, rename};

/// A file or folder with its place now and then, absolute.
pub type Move = (PathBuf, PathBuf);

impl Project {
    /// The checklist and the sheet of questions of each perspective among `moves`, with the places where they are looked
    /// for once the perspective is moved. Those that are moved anyway are left out, and those whose new place is taken.
    pub fn companions(&self, moves: &[Move], texts: &dyn Texts) -> Vec<Move> {
        let exists = |path: &Path| texts.read(path).ok().flatten().is_some();
        let of = |(old, new): &Move| {
            let perspective = texts.read(old).ok().flatten().is_some_and(|text| self.persona_of(old, &text).is_some());
            let beside = if perspective { vec![self.checklist_of(old, texts), sheet_of(old)] } else { Vec::new() };
            beside.into_iter().filter_map(|it| Some((place_after(&it, old, new)?, it))).map(|(after, it)| (it, after)).collect::<Vec<_>>()
        };
        let companions = moves.iter().flat_map(of);
        companions.filter(|(old, new)| old != new && moved(old, moves) == *old && exists(old) && !exists(new)).collect()
    }

    /// How the links in `files` change when `moves` are made: those that lead from or to a file that is moved, where a
    /// perspective, a checklist or a sheet is at one end. `files` are given, and edited, at their places before.
    pub fn follow_moves(&self, moves: &[Move], files: &[PathBuf], texts: &dyn Texts) -> Vec<Change> {
        let ours = |path: &Path, text: &str| kind_of(path).is_some() || self.persona_of(path, text).is_some();
        let led = |path: &Path| texts.read(path).ok().flatten().is_some_and(|text| ours(path, &text));
        let change = |file: &PathBuf| {
            let text = texts.read(file).ok().flatten().filter(|it| it.contains("](") || it.contains("]:"))?;
            let folder = moved(file, moves).parent()?.to_owned();
            let own = ours(file, &text);
            let edit = |place: Span| {
                let words = place.of(&text);
                let to = target(file.parent()?, words)?;
                let after = moved(&to, moves);
                // A link between two files that go together still leads where it led.
                let follows = after != to || folder != file.parent()?;
                let new = relative(&folder, &after) + &words[words.find(['#', '?']).unwrap_or(words.len())..];
                (follows && new != words && target(&folder, words)? != after && (own || led(&to)))
                    .then_some(Edit { span: place, text: new })
            };
            let edits: Vec<Edit> = syntax::read(&text).destinations(&text).into_iter().filter_map(edit).collect();
            (!edits.is_empty()).then(|| Change::edited(file.clone(), text, edits))
        };
        files.iter().filter_map(change).collect()
    }

    /// How the links in `files` change when headings of the file at `path` get other `anchors`.
    pub fn follow_anchors(&self, path: &Path, anchors: &[(String, String)], files: &[PathBuf], texts: &dyn Texts) -> Vec<Change> {
        let change = |file: &PathBuf| {
            let text = texts.read(file).ok().flatten().filter(|it| it.contains(".md#"))?;
            let read = syntax::read(&text);
            let folder = file.parent()?;
            let edits = rename::follow(&text, &read, |link| target(folder, link).as_deref() == Some(path), anchors);
            (!edits.is_empty()).then(|| Change::edited(file.clone(), text, edits))
        };
        if anchors.is_empty() { Vec::new() } else { files.iter().filter(|it| *it != path).filter_map(change).collect() }
    }
}

/// Where the file at `path` lies after `moves`, of files or of folders around it.
pub fn moved(path: &Path, moves: &[Move]) -> PathBuf {
    let below =
        |(old, new): &Move| path.strip_prefix(old).ok().map(|rest| if rest.as_os_str().is_empty() { new.clone() } else { new.join(rest) });
    moves.iter().find_map(below).unwrap_or_else(|| path.to_owned())
}

/// Where the file `beside` the perspective at `old` belongs once that is at `new`: it keeps a name of its own.
fn place_after(beside: &Path, old: &Path, new: &Path) -> Option<PathBuf> {
    let name = if beside.file_name() == old.file_name() { new.file_name()? } else { beside.file_name()? };
    Some(new.parent()?.join(beside.parent()?.file_name()?).join(name))
}

/// The link from a file in `folder` to the one at `path`, both absolute.
fn relative(folder: &Path, path: &Path) -> String {
    let (from, to): (Vec<Component>, Vec<Component>) = (folder.components().collect(), path.components().collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let down = to[common..].iter().map(|it| checklist::destination(&it.as_os_str().to_string_lossy()));
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        for (folder, path, link) in
            [("/w/a/checklists", "/w/a/p.md", "../p.md"), ("/w/a", "/w/a/p q.md", "p%20q.md"), ("/w/a", "/w/b/c/p.md", "../b/c/p.md")]
        {
            assert_eq!(relative(Path::new(folder), Path::new(path)), link);
        }
    }

    #[test]
    fn what_lies_in_a_folder_moves_with_it() {
        let moves = [(PathBuf::from("/w/a"), PathBuf::from("/w/b"))];
        assert_eq!(moved(Path::new("/w/a/x/y.md"), &moves), Path::new("/w/b/x/y.md"));
        assert_eq!(moved(Path::new("/w/ab/y.md"), &moves), Path::new("/w/ab/y.md"));
    }
}
