//! A repository on disk: its root, its own personas, what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use perspective_ls::project::{AGENTS, Form, Project, is_watched, root, watched};
use perspective_ls::report::Severity;
use perspective_ls::text::Text;
use tempfile::TempDir;

const COMMAND: &str = include_str!("../templates/personas/customer-success-manager/command.md");
const CLEAN: &str = include_str!("data/clean.md");
const ID: &str = "customer-success-manager";
const DOCUMENT: &str = "personas/shift-swap/customer-success-perspective.md";

/// A git repository with files in it.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let it = Repository(TempDir::new().expect("a folder"));
        fs::create_dir(it.0.path().join(".git")).expect("a repository's mark");
        it
    }

    fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, content).expect("a file");
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn limit(&self, project: &Project) -> usize {
        project.check(&self.path(DOCUMENT), &Text::new(CLEAN)).expect("a perspective").limit
    }
}

/// The command template with another limit.
fn limited(limit: usize) -> String {
    COMMAND.replace("Maximum 3 [NEEDS", &format!("Maximum {limit} [NEEDS"))
}

/// `command` as it is installed for an assistant that writes `form`.
fn installed(command: &str, form: Form) -> String {
    let bare: String = command
        .lines()
        .filter(|it| !matches!(it.trim_start().get(..3), Some("sh:" | "ps:")) && *it != "scripts:")
        .map(|it| it.to_owned() + "\n")
        .collect();
    match form {
        Form::Toml => format!("description = \"x\"\n\nprompt = \"\"\"\n{}\"\"\"\n", bare.replace('\\', "\\\\")),
        Form::Markdown | Form::Prompt => bare,
    }
}

#[test]
fn the_repository_s_own_template_counts() {
    assert_ne!(limited(2), COMMAND);
    let repository = Repository::new();
    assert_eq!(repository.limit(&Project::default()), 3);
    let repository = repository.file(".personakit/templates/commands/customer-success-manager.md", limited(2));
    let project = Project::default();
    assert_eq!(repository.limit(&project), 2);
    assert_eq!(project.problems(), []);
    let folder = repository.path(".personakit/templates/commands");
    fs::write(folder.join("customer-success-manager.md"), limited(5)).expect("written");
    assert_eq!(repository.limit(&project), 2, "files are read once");
    project.forget();
    assert_eq!(repository.limit(&project), 5, "until they change");
}

#[test]
fn commands_of_every_assistant_are_read() {
    for (at, agent) in AGENTS.iter().enumerate() {
        let limit = 4 + at;
        let name = format!("{}/personakit.{ID}{}", agent.folder, agent.form.extension());
        let repository = Repository::new().file(&name, installed(&limited(limit), agent.form));
        let project = Project::default();
        assert_eq!((repository.limit(&project), project.problems()), (limit, vec![]), "{}", agent.name);
        assert!(is_watched(&repository.path(&name)), "{name}");
    }
}

#[test]
fn the_kit_s_folder_comes_before_installed_copies() {
    let repository = Repository::new()
        .file(&format!(".claude/commands/personakit.{ID}.md"), limited(7))
        .file(&format!(".personakit/templates/commands/{ID}.md"), limited(2));
    assert_eq!(repository.limit(&Project::default()), 2);
}

#[test]
fn a_new_persona_is_a_folder_or_a_template() {
    let command = COMMAND.replace("Customer Success Manager", "Dispatcher").replace("customer-success-perspective", "dispatch-view");
    let skeleton = "# Dispatcher Perspective: [FEATURE NAME]\n\n## Recommendations\n\n[Say what to do]\n";
    let repository = Repository::new()
        .file(".personakit/templates/personas/dispatcher/command.md", &command)
        .file(".personakit/templates/personas/dispatcher/perspective.md", skeleton)
        .file(".personakit/templates/commands/planner.md", command.replace("Dispatcher", "Planner").replace("dispatch-view", "planning"));
    let project = Project::default();
    let of = |name: &str| project.persona_of(&repository.path(&format!("personas/x/{name}.md")), "# Anything\n");
    let dispatcher = of("dispatch-view").expect("known by its file's name");
    assert_eq!((dispatcher.id.as_str(), dispatcher.sections.len()), ("dispatcher", 1));
    assert_eq!(of("planning").expect("known").name, "Planner");
    assert!(of("customer-success-perspective").is_some(), "those built in stay");
    assert_eq!(project.problems().iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn what_is_wrong_names_file_and_place() {
    let commands = ".personakit/templates/commands";
    let rows: &[(&str, &[u8], &str)] = &[
        ("empty.md", b"", "line 1, column 1: the command template has no title"),
        ("customer-success-manager.md", b"hello\n", "line 1, column 1: the command template has no checklist"),
        ("latin.md", b"# Caf\xe9 Persona Guidance Command\n", "line 1, byte 5: not UTF-8"),
    ];
    for (name, content, message) in rows {
        let repository = Repository::new().file(&format!("{commands}/{name}"), content);
        let project = Project::default();
        assert_eq!(repository.limit(&project), 3, "{name}: the persona of the program serves");
        let said: Vec<String> = project.problems().iter().filter(|it| it.severity == Severity::Error).map(ToString::to_string).collect();
        let wanted = format!("{}: {message}", repository.path(&format!("{commands}/{name}")).display());
        assert!(said.iter().any(|it| it.starts_with(&wanted)), "{wanted} in {said:#?}");
    }
}

#[test]
fn a_broken_part_of_a_persona_is_told_at_its_place() {
    let folder = ".personakit/templates/personas/customer-success-manager";
    let repository = Repository::new()
        .file(&format!("{folder}/command.md"), COMMAND)
        .file(&format!("{folder}/perspective.md"), "# Title\n\n## One\n\n## One\n")
        .file(&format!("{folder}/vocabulary.toml"), "# words\n\n[[topic]\n");
    let project = Project::default();
    let _ = repository.limit(&project);
    let said: Vec<(String, (usize, usize))> = project
        .problems()
        .iter()
        .map(|it| (it.path.file_name().expect("a name").to_string_lossy().into_owned(), it.place.expect("a place")))
        .collect();
    assert_eq!(said, [("perspective.md".to_owned(), (5, 1)), ("vocabulary.toml".to_owned(), (3, 9))]);
}

#[test]
fn a_broken_command_in_toml_is_told_at_its_place() {
    let file = format!(".gemini/commands/personakit.{ID}.toml");
    let repository = Repository::new().file(&file, "description = \"a \"quoted\" word\"\nprompt = \"\"\"\n\"\"\"\n");
    let project = Project::default();
    let _ = repository.limit(&project);
    let [problem] = &project.problems()[..] else { panic!("one problem") };
    assert_eq!((problem.path.clone(), problem.place, problem.severity), (repository.path(&file), Some((1, 19)), Severity::Error));
    let repository = Repository::new().file(&file, installed("# X Persona Guidance Command\n", Form::Toml));
    let project = Project::default();
    let _ = repository.limit(&project);
    assert!(project.problems().iter().all(|it| it.place == Some((4, 1))), "{:#?}", project.problems());
}

#[test]
fn commands_that_are_no_persona_s_are_left_alone() {
    let repository = Repository::new()
        .file(".personakit/templates/commands/plan.md", "---\ndescription: Plan.\n---\n\nPlan it.\n")
        .file(".personakit/templates/commands/README.md", "# About these\n")
        .file(".claude/commands/personakit.deploy.md", "# Deploy\n")
        .file(".claude/commands/other.md", "# CEO Persona Guidance Command\n");
    let project = Project::default();
    let roster = project.roster(&repository.path(DOCUMENT));
    assert_eq!((roster.own.len(), project.problems()), (0, vec![]));
}

#[test]
fn nothing_above_the_repository_counts() {
    let outer = Repository::new().file(&format!(".claude/commands/personakit.{ID}.md"), limited(9));
    let inner = outer.path("inner");
    fs::create_dir_all(inner.join(".git")).expect("a repository");
    let project = Project::default();
    let limit = |path: &Path| project.check(&path.join(DOCUMENT), &Text::new(CLEAN)).expect("a perspective").limit;
    assert_eq!((limit(outer.0.path()), limit(&inner)), (9, 3));
}

#[test]
fn roots() {
    let repository = Repository::new().file("docs/deep/x.md", "").file("kit/.personakit/config.json", "{}").file("kit/a/b/x.md", "");
    assert_eq!(root(&repository.path("docs/deep/x.md")), repository.path(""));
    assert_eq!(root(&repository.path("docs/deep")), repository.path(""));
    assert_eq!(root(&repository.path("kit/a/b")), repository.path("kit"));
    let bare = TempDir::new().expect("a folder");
    let feature = bare.path().join("personas/feature");
    fs::create_dir_all(&feature).expect("a folder");
    assert_eq!(root(&feature), bare.path());
    assert_eq!(root(bare.path()), bare.path());
}

#[test]
fn what_is_watched_is_what_is_read() {
    for path in [
        "perspective.toml",
        "a/perspective.toml",
        ".personakit/templates/commands/x.md",
        ".personakit/templates/personas/x/perspective.md",
        ".github/prompts/personakit.x.prompt.md",
    ] {
        assert!(is_watched(&Path::new("/root").join(path)), "{path}");
    }
    for path in ["x.md", ".claude/commands/x.md", ".personakit/scripts/x.sh", ".github/prompts/personakit.x.md", "personas/x/y.md"] {
        assert!(!is_watched(&Path::new("/root").join(path)), "{path}");
    }
    assert!(watched().contains(&"**/perspective.toml".to_owned()));
    assert_eq!(watched().len(), 3 + AGENTS.len());
}
