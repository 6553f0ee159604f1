//! What `init --agent` writes for assistants besides their commands: each file by its documented schema, and each command
//! in it starts what it should, with the real binary.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use perspective_ls::project::AGENTS;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Which schema of `tests/schemas/agents` a file has to fit.
const SCHEMAS: &[(&str, &str)] = &[
    (".mcp.json", "mcp-servers"),
    (".cursor/mcp.json", "mcp-servers"),
    (".kilocode/mcp.json", "mcp-servers"),
    (".roo/mcp.json", "mcp-servers"),
    (".amazonq/mcp.json", "mcp-servers"),
    (".gemini/settings.json", "mcp-servers"),
    (".qwen/settings.json", "mcp-servers"),
    (".vscode/mcp.json", "vscode-mcp"),
    (".github/lsp.json", "copilot-lsp"),
    ("opencode.json", "opencode"),
    (".claude/settings.json", "claude-settings"),
    (".claude/perspective-ls/.claude-plugin/marketplace.json", "claude-marketplace"),
    (".claude/perspective-ls/plugin/.claude-plugin/plugin.json", "claude-plugin"),
    (".claude/perspective-ls/plugin/.lsp.json", "claude-lsp"),
];

fn repository() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join(".git")).expect("a repository's mark");
    folder
}

/// Output and errors of `init --agent NAME`, which succeeds.
fn init(folder: &Path, agents: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perspective-ls"));
    command.arg("init").args(agents.iter().flat_map(|it| ["--agent", it])).current_dir(folder).stdin(Stdio::null());
    let output = command.output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    assert!(output.status.success(), "{agents:?}: {}", text(output.stderr));
    (text(output.stdout), text(output.stderr))
}

/// The JSON files below `folder`, relative to it.
fn json_files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").map(|it| it.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|it| it == "json") {
                found.push(entry.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// Every command in `value`: program and arguments, whichever way they are written.
fn commands(value: &Value, found: &mut Vec<Vec<String>>) {
    let texts = |it: &Value| it.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    if let Value::Object(map) = value {
        match map.get("command") {
            Some(Value::String(program)) => found.push([vec![program.clone()], map.get("args").map(texts).unwrap_or_default()].concat()),
            Some(list @ Value::Array(_)) => found.push(texts(list)),
            _ => {}
        }
        map.values().for_each(|it| commands(it, found));
    }
}

/// What the server started by `command` calls itself.
fn introduced(command: &[String]) -> String {
    let [program, arguments @ ..] = command else { panic!("no command") };
    assert_eq!(program, "perspective-ls", "the program on the PATH");
    let mut server = Command::new(env!("CARGO_BIN_EXE_perspective-ls"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut input = server.stdin.take().expect("its input");
    let mut output = BufReader::new(server.stdout.take().expect("its output"));
    let is_mcp = arguments == ["mcp"];
    let params = match is_mcp {
        true => json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}),
        false => json!({"processId": null, "rootUri": null, "capabilities": {}}),
    };
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}).to_string();
    let framed = if is_mcp { format!("{request}\n") } else { format!("Content-Length: {}\r\n\r\n{request}", request.len()) };
    input.write_all(framed.as_bytes()).expect("it listens");
    let mut line = String::new();
    output.read_line(&mut line).expect("it answers");
    if let Some(length) = line.strip_prefix("Content-Length: ") {
        let mut rest = vec![0; length.trim().parse::<usize>().expect("a length") + 2];
        output.read_exact(&mut rest).expect("the whole answer");
        line = String::from_utf8(rest).expect("UTF-8");
    }
    drop(input);
    server.wait().expect("it ends");
    let answer: Value = serde_json::from_str(line.trim()).expect("JSON");
    answer["result"]["serverInfo"]["name"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_configuration_fits_its_schema_and_starts_the_program() {
    let mut met = Vec::new();
    let mut started = Vec::new();
    for agent in AGENTS {
        let folder = repository();
        init(folder.path(), &[agent.name]);
        for file in json_files(folder.path()) {
            let text = fs::read_to_string(folder.path().join(&file)).expect("text");
            let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            let (_, name) = SCHEMAS.iter().find(|(path, _)| *path == file).unwrap_or_else(|| panic!("{file} has no schema"));
            let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schemas/agents/{name}.json"));
            let schema: Value = serde_json::from_str(&fs::read_to_string(schema).expect("a schema")).expect("JSON");
            let validator = jsonschema::options().build(&schema).expect("a schema");
            let errors: Vec<String> = validator.iter_errors(&value).map(|it| format!("{}: {it}", it.instance_path())).collect();
            assert!(errors.is_empty(), "{}: {file}: {errors:?}", agent.name);
            commands(&value, &mut started);
            met.push(file);
        }
        let guide = fs::read_to_string(folder.path().join("AGENTS.md")).expect("a guide");
        assert!(guide.contains("perspective-ls check FILE --format json"));
    }
    assert!(SCHEMAS.iter().all(|(path, _)| met.iter().any(|it| it == path)), "{met:?}");
    started.sort();
    started.dedup();
    assert_eq!(started.len(), 2, "{started:?}");
    for command in started {
        assert_eq!(introduced(&command), "perspective-ls", "{command:?}");
    }
}

#[test]
fn what_was_there_stays_and_what_it_lacks_is_printed() {
    let folder = repository();
    let own = "{\"mcpServers\": {\"mine\": {\"command\": \"mine\"}}}\n";
    fs::write(folder.path().join(".mcp.json"), own).expect("written");
    fs::write(folder.path().join("AGENTS.md"), "# Mine\n").expect("written");
    let (out, err) = init(folder.path(), &["claude", "copilot"]);
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).expect(file);
    assert_eq!((read(".mcp.json").as_str(), read("AGENTS.md").as_str()), (own, "# Mine\n"));
    assert_eq!(err.matches("was left as it is; add to it what it lacks").count(), 2, "{err}");
    assert!(out.contains("\"args\": [\"mcp\"]") && out.contains("## Perspectives"), "{out}");
    assert_eq!(read("CLAUDE.md"), "@AGENTS.md\n");
    let rules = read(".github/instructions/perspectives.instructions.md");
    assert!(rules.starts_with("---\napplyTo: \"personas/**/*.md\"\n---\n"), "{rules}");
}

/// The guide names commands and options that there are.
#[test]
fn the_guide_speaks_of_what_there_is() {
    let folder = repository();
    init(folder.path(), &["opencode"]);
    let guide = fs::read_to_string(folder.path().join("AGENTS.md")).expect("a guide");
    let calls: Vec<&str> = guide.split('`').skip(1).step_by(2).filter_map(|it| it.strip_prefix("perspective-ls ")).collect();
    assert!(calls.len() > 5, "{calls:?}");
    for call in calls {
        let name = call.split(' ').next().expect("a command");
        let help = Command::new(env!("CARGO_BIN_EXE_perspective-ls")).args([name, "--help"]).output().expect("the binary runs");
        assert!(help.status.success(), "{call}");
        let help = String::from_utf8(help.stdout).expect("UTF-8");
        for option in call.split(' ').filter(|it| it.starts_with("--")) {
            assert!(help.contains(option), "{call}: {option}");
        }
    }
}
