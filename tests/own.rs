//! A repository's own: slash commands for assistants, and personas without Rust, with the real binary.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use perspective_ls::persona::{self, Personas};
use perspective_ls::project::{AGENTS, Form, Project};
use tempfile::TempDir;

/// A folder that is a repository's root.
fn repository() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a repository's mark");
    folder
}

/// Exit status, output and errors of a run in `folder`.
fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perspective-ls"));
    let output = command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// The Markdown of an installed command.
fn markdown(file: &PathBuf, form: Form) -> String {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    match form {
        Form::Toml => {
            let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert!(table["description"].as_str().is_some_and(|it| !it.is_empty()));
            table["prompt"].as_str().expect("a prompt").to_owned()
        }
        _ => text,
    }
}

#[test]
fn every_assistant_gets_its_commands_in_the_form_it_wants() {
    for agent in AGENTS {
        let folder = repository();
        let (status, out, err) = run(&folder, &["init", "--agent", agent.name]);
        assert_eq!((status, err.as_str()), (0, ""), "{}: {out}", agent.name);
        for id in Personas::built_in().ids() {
            let file = folder.path().join(agent.folder).join(format!("personakit.{id}{}", agent.form.extension()));
            let text = markdown(&file, agent.form);
            let arguments = if agent.form == Form::Toml { "{{args}}" } else { "$ARGUMENTS" };
            for wanted in [
                format!("perspective-ls new {id} --json \"{arguments}\"").as_str(),
                "perspective-ls check --format json",
                "perspective-ls questions",
                "perspective-ls answer",
                "perspective-ls checklist",
            ] {
                assert!(text.contains(wanted), "{}: {wanted}", file.display());
            }
            for template in ["{SCRIPT}", "{ARGS}", "scripts:", "`templates/"] {
                assert!(!text.contains(template), "{}: {template} is left", file.display());
            }
            let own = Personas::built_in().get(id).expect("it is built in").clone();
            let (read, problems) = persona::read(id, &text, &own.skeleton, &own.vocabulary);
            assert_eq!((problems, &read.items, &read.name, &read.file), (vec![], &own.items, &own.name, &own.file), "{}", file.display());
        }
        let team = folder.path().join(agent.folder).join(format!("personakit.company-team{}", agent.form.extension()));
        let text = markdown(&team, agent.form);
        assert!(
            text.contains("perspective-ls team company-team --json FEATURE_DIR")
                && text.contains("- [ ] Strategic perspective from CEO included")
        );
        assert!(!["{ID}", "{NAME}", "{FILE}", "{TITLE}", "{CHECKLIST}"].iter().any(|it| text.contains(it)), "{text}");
        // What was installed is the program's own: nothing of it takes the place of a persona or is one.
        let project = Project::default();
        let roster = project.roster(&folder.path().join("personas/x/ceo-perspective.md"));
        assert_eq!((roster.own.len(), roster.problems.len()), (0, 0), "{}: {:?}", agent.name, roster.own);
        let (again, out, _) = run(&folder, &["init", "--agent", agent.name]);
        assert_eq!((again, out.lines().all(|line| line.starts_with("there "))), (0, true), "{out}");
    }
}

#[test]
fn a_changed_command_is_kept_and_an_unknown_assistant_is_refused() {
    let folder = repository();
    run(&folder, &["init", "--agent", "claude", "--agent", "gemini"]);
    let file = folder.path().join(".claude/commands/personakit.ceo.md");
    let mine = fs::read_to_string(&file).expect("there").replace("Maximum 3", "Maximum 2");
    fs::write(&file, &mine).expect("written");
    let (status, _, err) = run(&folder, &["init", "--agent", "claude"]);
    assert_eq!((status, fs::read_to_string(&file).expect("there")), (0, mine));
    assert!(err.contains("left as it is"), "{err}");
    // And it counts.
    let roster = Project::default().roster(&folder.path().join("personas/x/a.md"));
    assert_eq!((roster.own.len(), roster.personas.get("ceo").map(|it| it.limit)), (1, Some(2)));
    let (status, _, err) = run(&folder, &["init", "--agent", "nobody"]);
    assert_eq!(status, 2);
    assert!(err.contains("there is no assistant \"nobody\"; there are: claude, copilot"), "{err}");
}

#[test]
fn a_persona_of_ones_own_takes_no_rust() {
    let folder = repository();
    let (status, out, err) = run(&folder, &["personas", "new", "data-protection-officer"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    let home = folder.path().join(".personakit/templates/personas/data-protection-officer");
    for file in ["command.md", "perspective.md", "vocabulary.toml"] {
        let text = fs::read_to_string(home.join(file)).expect("written");
        assert!(!text.contains("{NAME}") && !text.contains("{ID}"), "{file}");
    }
    let roster = Project::default().roster(&folder.path().join("personas/x/a.md"));
    assert_eq!(roster.problems, []);
    let persona = roster.personas.get("data-protection-officer").expect("it is one");
    assert_eq!(persona.name, "Data Protection Officer");
    assert!(persona.items.iter().all(|it| it.check.is_some()), "a new persona begins with items that are all decided");
    // Used at once, from a request to a checked document.
    let (status, out, err) = run(&folder, &["new", "data-protection-officer", "--json", "May we store parking plates?"]);
    assert_eq!(status, 0, "{err}");
    let file = serde_json::from_str::<serde_json::Value>(&out).expect("JSON")["PERSONA_FILE"].as_str().expect("a path").to_owned();
    let (status, out, _) = run(&folder, &["check", &file]);
    assert_eq!((status, out.contains("unfilled-placeholder")), (1, true), "{out}");
    // What is there is kept.
    fs::write(home.join("vocabulary.toml"), "# mine\n").expect("written");
    let (status, _, err) = run(&folder, &["personas", "new", "data-protection-officer"]);
    assert_eq!((status, fs::read_to_string(home.join("vocabulary.toml")).expect("there").as_str()), (0, "# mine\n"));
    assert!(err.contains("left as it is"), "{err}");
    for wrong in ["Data Officer", "../x", "", "1st"] {
        let (status, _, err) = run(&folder, &["personas", "new", wrong]);
        assert_eq!(status, 2, "{wrong}: {err}");
    }
}
