//! Clients and validators that are not ours run the real program: the SDK of the Model Context Protocol, a library for
//! LSP, the schemas of SARIF and JUnit, a grammar of PowerShell. They are Python packages (`tests/clients/requirements.txt`), installed into a
//! folder of their own below `target`.
//!
//! Where no registry can be reached this test says so and passes, unless `PERSPECTIVE_CLIENTS=required` is set, as
//! `.ci/run` does.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use perspective_ls::text::fnv1a;
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let said = || format!("{command:?}:\n{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(output) } else { Err(said()) }
}

/// The Python that has the packages, installed if they are not yet.
fn python() -> Result<PathBuf, String> {
    let wanted = root().join("tests/clients/requirements.txt");
    let text = std::fs::read(&wanted).expect("the list of packages");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("clients-{:016x}", fnv1a(&text)));
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = folder.join("installed");
    if !done.exists() {
        let base = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(base).args(["-m", "venv", "--clear"]).arg(&folder))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&wanted))?;
        std::fs::write(&done, "").expect("target can be written");
    }
    Ok(python)
}

#[test]
fn other_peoples_clients_are_served() {
    let python = match python() {
        Ok(python) => python,
        Err(why) if std::env::var_os("PERSPECTIVE_CLIENTS").is_some_and(|it| it == "required") => panic!("{why}"),
        Err(why) => {
            eprintln!("SKIPPED: the clients cannot be installed, so nothing of other people runs the program.\n{why}");
            return;
        }
    };
    let work = TempDir::new().expect("a folder");
    for script in ["schemas.py", "powershell.py", "lsp_client.py", "mcp_client.py"] {
        let mut command = Command::new(&python);
        command.arg(root().join("tests/clients").join(script)).arg(env!("CARGO_BIN_EXE_perspective-ls"));
        command.arg(root()).arg(work.path()).env("PYTHONDONTWRITEBYTECODE", "1");
        if let Err(why) = run(&mut command) {
            panic!("{script}: {why}");
        }
    }
}
