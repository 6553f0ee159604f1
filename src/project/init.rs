//! What a repository needs to work with perspectives: the kit's scripts and templates. What people changed is never
//! overwritten.

use std::path::{Path, PathBuf};

use crate::disk::{self, Failure, Workspace};

/// A file of the kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it goes, below the repository's root, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// Whether it is a program that people run.
    pub program: bool,
}

impl Piece {
    fn new(path: &str, text: &str) -> Self {
        Piece { path: path.to_owned(), text: text.to_owned(), program: path.ends_with(".sh") }
    }
}

/// What became of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Installed {
    /// It is there now.
    Made,
    /// It was there already.
    Same,
    /// There is another file of this name; it was left as it is.
    Kept,
    /// It could not be written.
    Failed(Failure),
}

/// The scripts and templates that every repository gets. Paths are those that the command templates name.
pub fn kit() -> Vec<Piece> {
    vec![
        Piece::new("scripts/bash/create-new-persona.sh", include_str!("../../templates/kit/bash/create-new-persona.sh")),
        Piece::new("scripts/powershell/create-new-persona.ps1", include_str!("../../templates/kit/powershell/create-new-persona.ps1")),
        Piece::new(".personakit/templates/persona-template.md", include_str!("../../templates/kit/persona-template.md")),
        Piece::new(".personakit/templates/checklist-template.md", include_str!("../../templates/kit/checklist-template.md")),
    ]
}

/// Puts `pieces` into the repository at `root`: each with what became of it, in their order.
///
/// # Errors
/// `root` is no folder that can be written in.
pub fn install(root: &Path, pieces: &[Piece]) -> Result<Vec<(PathBuf, Installed)>, Failure> {
    let workspace = Workspace::new(root)?;
    Ok(pieces.iter().map(|piece| (root.join(&piece.path), installed(&workspace, &root.join(&piece.path), piece))).collect())
}

fn installed(workspace: &Workspace, path: &Path, piece: &Piece) -> Installed {
    if path.exists() {
        let same = disk::read(path).is_ok_and(|text| text.replace("\r\n", "\n") == piece.text);
        return if same { Installed::Same } else { Installed::Kept };
    }
    let made = if piece.program { workspace.create_program(path, &piece.text) } else { workspace.create(path, &piece.text) };
    made.map_or_else(Installed::Failed, |()| Installed::Made)
}
