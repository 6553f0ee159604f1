//! Files are old or new and never between, wherever the writing ends; and nothing outside the workspace is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use perspective_ls::disk::{self, Step, TEMPORARY, Workspace};
use tempfile::TempDir;

const OLD: &str = "old text\n";

/// Long, so that it is not written at one go.
fn new() -> String {
    "new text, a line of many\n".repeat(20_000)
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

/// Names of the files in `folder`.
fn names(folder: &Path) -> Vec<String> {
    disk::files(folder).iter().map(|it| it.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

/// Set for a process that is to die: before which step, doing what, where.
const STEP: &str = "PERSPECTIVE_LS_TEST_STEP";
const WHAT: &str = "PERSPECTIVE_LS_TEST_WHAT";
const FOLDER: &str = "PERSPECTIVE_LS_TEST_FOLDER";

/// Dies, as if killed, before the step that the environment names.
fn die(step: Step) -> io::Result<()> {
    if std::env::var(STEP).is_ok_and(|it| it == format!("{step:?}")) {
        std::process::abort();
    }
    Ok(())
}

/// Not a test of its own: what the processes do that [`killed_at_any_step_a_file_is_old_or_new`] starts.
#[test]
fn writes_and_dies() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let file = PathBuf::from(&folder).join("file.md");
    let workspace = Workspace::probed(Path::new(&folder), die).expect("a workspace");
    match std::env::var(WHAT).as_deref() {
        Ok("replace") => workspace.replace(&file, OLD, &new()).expect("written"),
        _ => workspace.create(&file, &new()).expect("written"),
    }
}

#[test]
fn killed_at_any_step_a_file_is_old_or_new() {
    let program = std::env::current_exe().expect("this program");
    for what in ["replace", "create"] {
        let mut moved = Vec::new();
        for step in Step::ALL {
            let folder = folder();
            let file = folder.path().join("file.md");
            if what == "replace" {
                fs::write(&file, OLD).expect("written");
            }
            let mut command = Command::new(&program);
            let command =
                command.args(["--exact", "writes_and_dies"]).env(STEP, format!("{step:?}")).env(WHAT, what).env(FOLDER, folder.path());
            assert!(!command.output().expect("it runs").status.success(), "{what}, {step:?}: it was to die");
            let after = fs::read_to_string(&file).ok();
            let old = if what == "replace" { Some(OLD.to_owned()) } else { None };
            let is_new = after == Some(new());
            assert!(is_new || after == old, "{what}, {step:?}: {:?} bytes", after.map(|it| it.len()));
            moved.push(is_new);
            // What is left over is no document.
            let documents = disk::markdown(&[folder.path().to_owned()]).0;
            assert!(documents.iter().all(|it| *it == file), "{documents:?}");
            assert!(names(folder.path()).iter().all(|it| it == "file.md" || it.starts_with(TEMPORARY)));
        }
        let decisive = Step::ALL.iter().position(|it| *it == Step::Move).expect("it is a step");
        assert!(moved.iter().enumerate().all(|(at, moved)| *moved == (at > decisive)), "{what}: {moved:?}");
    }
}

#[test]
fn an_error_at_any_step_changes_nothing_and_leaves_nothing() {
    fn fail(step: Step) -> io::Result<()> {
        thread_local!(static LEFT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
        let at = Step::ALL.iter().position(|it| *it == step).unwrap_or(0);
        // Each call of a writing gets one step further than the one before.
        let left = LEFT.get();
        if at < left {
            return Ok(());
        }
        LEFT.set(left + 1);
        Err(io::ErrorKind::StorageFull.into())
    }
    let folder = folder();
    let file = folder.path().join("file.md");
    fs::write(&file, OLD).expect("written");
    let workspace = Workspace::probed(folder.path(), fail).expect("a workspace");
    for step in &Step::ALL[..Step::ALL.len() - 1] {
        let failure = workspace.replace(&file, OLD, "new").expect_err("it fails");
        assert!(failure.message.starts_with("cannot be written: "), "{step:?}: {}", failure.message);
        assert_eq!(
            (fs::read_to_string(&file).expect("there").as_str(), names(folder.path())),
            (OLD, vec!["file.md".to_owned()]),
            "{step:?}"
        );
    }
}

#[test]
fn what_somebody_else_wrote_meanwhile_stays() {
    fn meddle(step: Step) -> io::Result<()> {
        let folder = MEDDLED.with_borrow(Clone::clone);
        if step == Step::Compare {
            fs::write(folder.join("file.md"), "theirs\n")?;
        }
        if step == Step::Move {
            fs::write(folder.join("new.md"), "theirs\n")?;
        }
        Ok(())
    }
    thread_local!(static MEDDLED: std::cell::RefCell<PathBuf> = const { std::cell::RefCell::new(PathBuf::new()) });
    let folder = folder();
    MEDDLED.set(folder.path().to_owned());
    let (file, made) = (folder.path().join("file.md"), folder.path().join("new.md"));
    fs::write(&file, OLD).expect("written");
    let workspace = Workspace::probed(folder.path(), meddle).expect("a workspace");
    let failure = workspace.replace(&file, OLD, "ours\n").expect_err("it was changed");
    assert!(failure.message.contains("changed by somebody else"), "{}", failure.message);
    let failure = workspace.create(&made, "ours\n").expect_err("it came into being");
    assert!(failure.message.contains("exists already"), "{}", failure.message);
    assert_eq!(fs::read_to_string(&file).expect("there"), "theirs\n");
    assert_eq!(fs::read_to_string(&made).expect("there"), "theirs\n");
    assert_eq!(names(folder.path()), ["file.md", "new.md"]);
}

#[test]
fn a_file_that_is_there_or_gone_is_told() {
    let folder = folder();
    let workspace = Workspace::new(folder.path()).expect("a workspace");
    let file = folder.path().join("a/b/file.md");
    workspace.create(&file, OLD).expect("folders are made");
    assert!(workspace.create(&file, "x").expect_err("it is there").message.starts_with("exists already"));
    assert_eq!(fs::read_to_string(&file).expect("there"), OLD);
    fs::remove_file(&file).expect("removed");
    assert!(workspace.replace(&file, OLD, "x").is_err() && !file.exists());
    assert!(Workspace::new(&folder.path().join("nothing")).is_err());
}

#[test]
fn places_outside_and_devices_are_refused() {
    let folder = folder();
    let root = folder.path().join("root");
    fs::create_dir(&root).expect("a folder");
    let workspace = Workspace::new(&root).expect("a workspace");
    for path in ["../out.md", "a/../../out.md", "con", "NUL.md", "a/com1.txt", "lpt9", "prn .md", "aux.tar.gz/x.md"] {
        assert!(workspace.create(&root.join(path), "x").is_err(), "{path}");
    }
    for path in ["confused.md", "com.md", "com10.md", "auxiliary/x.md"] {
        workspace.create(&root.join(path), "x").unwrap_or_else(|failure| panic!("{path}: {}", failure.message));
    }
    assert!(workspace.create(&folder.path().join("out.md"), "x").is_err());
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn links_that_lead_out_are_refused() {
        let folder = folder();
        let (root, out) = (folder.path().join("root"), folder.path().join("out"));
        fs::create_dir(&root).expect("a folder");
        fs::create_dir(&out).expect("a folder");
        fs::write(out.join("file.md"), OLD).expect("written");
        symlink(&out, root.join("folder")).expect("a link");
        symlink(out.join("file.md"), root.join("file.md")).expect("a link");
        symlink(out.join("none.md"), root.join("none.md")).expect("a link");
        let workspace = Workspace::new(&root).expect("a workspace");
        for path in ["folder/new.md", "folder/deep/new.md", "none.md", "file.md"] {
            assert!(workspace.create(&root.join(path), "x").is_err(), "{path}");
        }
        for path in ["folder/file.md", "file.md"] {
            let failure = workspace.replace(&root.join(path), OLD, "x").expect_err(path);
            assert!(failure.message.contains("lies outside"), "{path}: {}", failure.message);
        }
        assert_eq!(names(&out), ["file.md"]);
        assert_eq!(fs::read_to_string(out.join("file.md")).expect("there"), OLD);
        assert!(!out.join("deep").exists());
    }

    #[test]
    fn links_inside_are_followed_and_stay() {
        let folder = folder();
        let link = folder.path().join("link.md");
        fs::write(folder.path().join("file.md"), OLD).expect("written");
        symlink("file.md", &link).expect("a link");
        let outer = TempDir::new().expect("a folder");
        symlink(folder.path(), outer.path().join("root")).expect("a link");
        // A workspace may itself be reached through a link.
        let workspace = Workspace::new(&outer.path().join("root")).expect("a workspace");
        workspace.replace(&outer.path().join("root/link.md"), OLD, "new\n").expect("written");
        assert!(link.symlink_metadata().expect("there").is_symlink());
        assert_eq!(fs::read_to_string(folder.path().join("file.md")).expect("there"), "new\n");
    }

    #[test]
    fn permissions_are_kept_and_respected() {
        let folder = folder();
        let workspace = Workspace::new(folder.path()).expect("a workspace");
        let file = folder.path().join("file.md");
        fs::write(&file, OLD).expect("written");
        for wanted in [0o600, 0o640, 0o755, 0o664] {
            fs::set_permissions(&file, fs::Permissions::from_mode(wanted)).expect("set");
            let before = fs::read_to_string(&file).expect("there");
            workspace.replace(&file, &before, &format!("{before}{wanted:o}\n")).expect("written");
            assert_eq!(mode(&file), wanted);
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("set");
        let before = fs::read_to_string(&file).expect("there");
        assert!(workspace.replace(&file, &before, "x").expect_err("read-only").message.starts_with("is read-only"));
        // A new file is like any that the user makes; a program may be run by whoever may read it.
        fs::write(folder.path().join("usual.md"), "").expect("written");
        workspace.create(&folder.path().join("new.md"), "x").expect("written");
        workspace.create_program(&folder.path().join("new.sh"), "x").expect("written");
        let usual = mode(&folder.path().join("usual.md"));
        assert_eq!(mode(&folder.path().join("new.md")), usual);
        assert_eq!(mode(&folder.path().join("new.sh")), usual | (usual & 0o444) >> 2);
    }
}
