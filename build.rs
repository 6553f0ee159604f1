//! Writes the tables of the embedded personas: one folder below `templates/personas` is one persona, so that adding a
//! folder needs no change of the program. The same for `templates/spec-kit`, which is read where settings ask for it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    for (folder, file) in [("templates/personas", "personas.rs"), ("templates/spec-kit", "spec_kit.rs")] {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        fs::write(out.join(file), table(&folder)).expect("OUT_DIR is writable");
    }
}

/// The table of the folders in `folder`.
fn table(folder: &Path) -> String {
    let mut personas: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.is_dir())
        .collect();
    personas.sort();

    let mut table = String::from("&[\n");
    for persona in &personas {
        let id = persona.file_name().and_then(|name| name.to_str()).expect("a persona's folder is named in UTF-8");
        let command = required(persona, "command.md");
        let skeleton = required(persona, "perspective.md");
        let vocabulary = persona.join("vocabulary.toml");
        let vocabulary = if vocabulary.is_file() { include(&vocabulary) } else { "\"\"".to_owned() };
        writeln!(table, "({id:?}, {command}, {skeleton}, {vocabulary}),").expect("a string takes everything");
    }
    table.push_str("]\n");
    table
}

/// The expression that embeds `name` of the folder `persona`; the build ends where there is no such file.
fn required(persona: &Path, name: &str) -> String {
    let file = persona.join(name);
    assert!(file.is_file(), "{} is missing; a persona's folder needs command.md and perspective.md", file.display());
    include(&file)
}

/// The expression that embeds `file`.
fn include(file: &Path) -> String {
    format!("include_str!({:?})", file.to_str().expect("a path in UTF-8"))
}
