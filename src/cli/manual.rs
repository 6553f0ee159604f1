//! What is installed beside the program: completions for shells and manual pages, made from the arguments it takes.

use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Arguments, TROUBLE, complain, print};

/// Prints the completions for `shell`.
pub(super) fn completions(shell: Shell) -> u8 {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "perspective-ls", &mut text);
    print(&String::from_utf8_lossy(&text));
    0
}

/// Prints the manual page (roff), or writes one for each command into the folder `folder`.
pub(super) fn pages(folder: Option<&Path>) -> u8 {
    let Some(folder) = folder else {
        let mut text = Vec::new();
        let rendered = Man::new(Arguments::command()).render(&mut text);
        print(&String::from_utf8_lossy(&text));
        // A vector takes whatever is written.
        return u8::from(rendered.is_err()) * TROUBLE;
    };
    match clap_mangen::generate_to(Arguments::command(), folder) {
        Ok(()) => 0,
        Err(error) => {
            complain(&format!("the manual pages cannot be written to {}: {error}", folder.display()));
            TROUBLE
        }
    }
}
