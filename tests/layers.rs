//! Who may import whom, and what the core may not name. The list is the architecture.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer may name those before it in the list, none after it.
const LAYERS: &[&str] = &[
    "text", "report", "syntax", "language", "persona", "config", "model", "rules", "check", "workflow", "format", "disk", "project", "lsp",
    "cli", "mcp",
];

/// The first layer that is not the core.
const BORDER: &str = "disk";

/// Words that only some places may have: what, where (a prefix of the path below `src`), why.
const FORBIDDEN: &[(&str, &[&str], &str)] = &[
    ("pulldown_cmark", &["syntax"], "syntax alone reads Markdown"),
    ("ropey", &["text/document"], "the rope is a detail of open documents"),
    ("tower_lsp", &["lsp"], "LSP types stay in the surface"),
    ("tokio", &["lsp", "mcp"], "the core has no runtime"),
    ("clap", &["cli"], "arguments are the terminal's"),
    ("std::fs", &["disk"], "disk alone reads and writes files"),
    ("std::env", &["cli", "disk", "lsp", "mcp"], "the core is given its settings"),
    ("std::process", &["cli", "lsp", "main", "mcp", "project/git"], "only surfaces end the process, and git is one"),
    ("std::thread", &["cli", "lsp", "disk", "project/survey"], "the core has no threads"),
    ("std::time", &["cli", "lsp", "disk", "mcp"], "the core has no clock"),
    ("println!", &["cli"], "over LSP, standard output is the wire"),
    ("crate::cli", &["cli", "main"], "surfaces do not know each other"),
    ("crate::lsp", &["lsp", "main"], "surfaces do not know each other"),
    ("crate::mcp", &["mcp", "main"], "surfaces do not know each other"),
    ("rmcp", &["mcp"], "the protocol's types stay in the surface"),
    ("Serialize", &["format", "lsp", "mcp/answer"], "what is sent has structs of its own"),
    ("todo!", &[], "nothing is left to do"),
    ("unimplemented!", &[], "nothing is left to do"),
    ("dbg!", &[], "nothing is left from debugging"),
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
            match entry.path() {
                path if path.is_dir() => walk(&path, found),
                path if path.extension().is_some_and(|it| it == "rs") => found.push(path),
                _ => {}
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            // Tests inside a file may use what they like; comments may name what they speak of.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            (path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/"), code)
        })
        .collect()
}

fn layer(path: &str) -> Option<usize> {
    let first = path.split('/').next()?.trim_end_matches(".rs");
    LAYERS.iter().position(|it| *it == first)
}

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let Some(own) = layer(&path) else { continue };
        for (at, name) in LAYERS.iter().enumerate().filter(|(at, _)| *at > own) {
            if code.contains(&format!("crate::{name}::"))
                || code.contains(&format!("crate::{name};"))
                || code.contains(&format!("crate::{name}::{{"))
            {
                wrong.push(format!("{path} ({}) imports {name}, which is layer {at}", LAYERS[own]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn forbidden_names() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        for (name, places, why) in FORBIDDEN {
            if code.contains(name) && !places.iter().any(|place| path.starts_with(place)) {
                wrong.push(format!("{path} names {name}: {why}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_denies_disallowed_methods() {
    let border = LAYERS.iter().position(|it| *it == BORDER).expect("the border is a layer");
    for name in &LAYERS[..border] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/{name}.rs"));
        let text = fs::read_to_string(&path).expect("each layer has a file");
        assert!(text.contains("#![deny(clippy::disallowed_methods)]"), "src/{name}.rs does not turn the lint on");
    }
}

#[test]
fn every_module_is_a_layer() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("the library");
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(modules, LAYERS, "src/lib.rs lists the modules in the order of the layers");
}
