//! The picture in the README shows what the program prints.

use std::process::Command;

#[test]
fn the_picture_is_up_to_date() {
    let root = env!("CARGO_MANIFEST_DIR");
    let run = Command::new(env!("CARGO_BIN_EXE_perspective-ls")).args(["check", "examples"]).current_dir(root).output().expect("it runs");
    let said = String::from_utf8(run.stdout).expect("UTF-8");
    let picture = std::fs::read_to_string(format!("{root}/docs/check.svg")).expect("docs/check.svg");
    // The picture breaks a line into pieces by style, each in an element of its own.
    let mut drawn = String::new();
    let mut inside = false;
    for character in picture.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            character if !inside => drawn.push(character),
            _ => {}
        }
    }
    let plain = |text: &str| -> String {
        let text = text
            .replace("&#160;", " ")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&gt;", ">")
            .replace("&lt;", "<")
            .replace("&amp;", "&");
        text.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let drawn = plain(&drawn);
    let last: Vec<&str> = said.trim_end().lines().rev().take(20).collect();
    for line in last.into_iter().filter(|line| line.chars().count() < 100) {
        assert!(drawn.contains(&plain(line)), "docs/check.svg does not show {line:?}; docs/picture.py draws it anew");
    }
}
