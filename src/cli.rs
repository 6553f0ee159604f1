//! The surface for terminals: arguments in, text out, an exit status.
//!
//! Findings go to standard output, everything else to standard error. Exit status: 0 nothing at or above the level asked
//! for, 1 findings, 2 wrong usage, unreadable input or broken settings.

mod baseline;
mod check;
mod checklist;
mod explain;
mod human;
mod manual;
mod new;
mod questions;
mod report;
mod team;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::report::Severity;

/// What the program does next.
#[derive(Debug)]
pub enum Outcome {
    /// It ends with this status.
    Exit(ExitCode),
    /// It serves an editor.
    Serve,
    /// It serves an agent that may have what lies in these folders.
    Mcp(Vec<PathBuf>),
}

/// Judges perspective documents against the checklist of their persona.
#[derive(Debug, Parser)]
#[command(name = "perspective-ls", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Serve an editor on standard input and output, as `server` does.
    #[arg(long)]
    stdio: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve an editor on standard input and output (Language Server Protocol).
    Server {
        /// Accepted, as editors pass it; it is the only way.
        #[arg(long)]
        stdio: bool,
    },
    /// Serve an agent on standard input and output (Model Context Protocol).
    Mcp {
        /// Folders that the agent may have, where it names no roots of its own; without any, the current one.
        #[arg(long = "root", value_name = "FOLDER")]
        roots: Vec<PathBuf>,
    },
    /// Judge files and folders; without any, the current folder.
    Check(CheckArguments),
    /// Make the document of a new perspective.
    New(NewArguments),
    /// Show the checklist of a perspective with its evidence; status 1 where something is left.
    Checklist(ChecklistArguments),
    /// Ask the open questions of a perspective.
    Questions(QuestionsArguments),
    /// Take the answers to its questions into a perspective.
    Answer(AnswerArguments),
    /// Report where perspectives stand, and what to do next.
    Report(ReportArguments),
    /// Read the perspectives of a feature together: who speaks, where they differ, a team's checklist.
    Team(TeamArguments),
    /// Put the kit's scripts and templates into a repository. Changed files are never overwritten.
    Init(InitArguments),
    /// Print the page of a rule: what it finds, why, and examples.
    Explain {
        /// The code of a finding, e.g. vague-recommendation.
        code: String,
    },
    /// List the rules.
    Rules,
    /// List the personas, or begin one of your own.
    Personas {
        #[command(subcommand)]
        command: Option<PersonasCommand>,
    },
    /// Say which settings hold for a file, and where each comes from.
    Config {
        /// The file.
        #[arg(long, value_name = "FILE")]
        explain: PathBuf,
    },
    /// Print what a shell reads to complete the arguments of this program.
    #[command(hide = true)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write a page for each command.
    #[command(hide = true)]
    Man {
        /// The folder for the pages; it has to be there.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum PersonasCommand {
    /// Write the texts of a persona of your own into .personakit/templates/personas/ID.
    New {
        /// Its id, in small letters and hyphens: the name of its command.
        id: String,
        /// Its name, instead of one made of the id.
        #[arg(long)]
        name: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
struct TeamArguments {
    /// Whose checklist applies: company-team, guidance-check, multi-perspective, orchestrator, ...
    #[arg(value_name = "TEAM")]
    team: String,
    /// Folders of features; without any, the current folder.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Print a summary to be completed, a Markdown document, filled from what the perspectives say.
    #[arg(long)]
    summary: bool,
    /// Print a JSON object for each feature, a line each.
    #[arg(long, conflicts_with = "summary")]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct CheckArguments {
    /// Markdown files, and folders to search for perspectives.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// End with status 1 if there is a finding of this severity or above.
    #[arg(long, value_enum, default_value_t = Level::Warning, value_name = "LEVEL")]
    fail_on: Level,
    /// Take every file that is named as a perspective of this persona.
    #[arg(long, value_name = "ID")]
    persona: Option<String>,
    /// Read the document from standard input, as if it were this file.
    #[arg(long, value_name = "NAME", conflicts_with = "paths")]
    stdin_filename: Option<PathBuf>,
    /// Settings for all documents, instead of the perspective.toml found upwards from each.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Apply the safe fixes: those that keep the meaning and need no choice.
    #[arg(long, conflicts_with = "stdin_filename")]
    fix: bool,
    /// Show what --fix would change, and write nothing; status 1 where something remains.
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
    /// Look only at what has changed in git since the commit where the current one and REV part, and at what is not
    /// committed yet.
    #[arg(long, value_name = "REV", conflicts_with = "stdin_filename")]
    since: Option<String>,
    /// Findings that are known and not to be told again.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all that is found to the baseline.
    #[arg(long, requires = "baseline", conflicts_with_all = ["since", "stdin_filename"])]
    update_baseline: bool,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, clap::Args)]
struct NewArguments {
    /// Id of the persona; `personas` lists them.
    persona: String,
    /// What is asked, in the user's words; `-` reads it from standard input.
    #[arg(value_name = "REQUEST")]
    request: Vec<String>,
    /// Print {"BRANCH_NAME": ..., "PERSONA_FILE": ...}.
    #[arg(long)]
    json: bool,
    /// The feature that it belongs to, instead of one named from the request. Also from PERSONAKIT_FEATURE.
    #[arg(long, value_name = "NAME")]
    feature: Option<String>,
    /// Check out a branch of the feature's name, made if it is new.
    #[arg(long)]
    branch: bool,
}

#[derive(Debug, clap::Args)]
struct ChecklistArguments {
    /// The perspective, or its checklist.
    file: PathBuf,
    /// Bring the checklist's file up to date; only boxes whose verdict changed are written.
    #[arg(long)]
    write: bool,
    /// Print one object for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct QuestionsArguments {
    /// The perspective, or its sheet of questions.
    file: PathBuf,
    /// Write the sheet beside the perspective, as questions/<file>.md.
    #[arg(long)]
    write: bool,
    /// Print one object for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct AnswerArguments {
    /// The perspective, or its sheet of questions.
    file: PathBuf,
    /// The answers, e.g. "Q1: A, Q2: Custom - 90 days, Q3: B"; without any, those written into the sheet.
    answers: Vec<String>,
    /// Say what would happen, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print one object for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct ReportArguments {
    /// Perspectives, and folders to search for them; without any, the current folder.
    paths: Vec<PathBuf>,
    /// Write one page for people to this file.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    /// Print one object for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct InitArguments {
    /// Install what this assistant reads, too: slash commands, a guide, and the configurations of its language server and
    /// MCP server. claude, copilot, cursor-agent, gemini, opencode, ... May be repeated.
    #[arg(long = "agent", value_name = "NAME")]
    agents: Vec<String>,
    /// The repository, instead of the one around the current folder.
    folder: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// One object for machines; its schema is docs/schema/check.v1.json.
    Json,
    /// An object a line: findings, documents, summary.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// JUnit's XML: a case for each item of the checklist.
    Junit,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    Error,
    Warning,
    Information,
    Hint,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Information => Severity::Information,
            Level::Hint => Severity::Hint,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// When the output is a terminal and NO_COLOR is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Exit status for findings.
const FINDINGS: u8 = 1;

/// Exit status for wrong usage, unreadable input and broken settings.
const TROUBLE: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn run() -> Outcome {
    let arguments = Arguments::parse();
    let status = match arguments.command {
        Some(Command::Server { .. }) => return Outcome::Serve,
        Some(Command::Mcp { roots }) => return Outcome::Mcp(roots),
        None if arguments.stdio => return Outcome::Serve,
        None => TROUBLE,
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Checklist(arguments)) => checklist::run(&arguments),
        Some(Command::Questions(arguments)) => questions::run(&arguments),
        Some(Command::Answer(arguments)) => questions::answer(&arguments),
        Some(Command::Report(arguments)) => report::run(&arguments),
        Some(Command::Team(arguments)) => team::run(&arguments),
        Some(Command::Init(arguments)) => new::init(&arguments),
        Some(Command::Explain { code }) => explain::page(&code),
        Some(Command::Rules) => explain::rules(),
        Some(Command::Personas { command: None }) => explain::personas(),
        Some(Command::Personas { command: Some(PersonasCommand::New { id, name }) }) => new::persona(&id, name.as_deref()),
        Some(Command::Config { explain }) => explain::config(&explain),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man { out }) => manual::pages(out.as_deref()),
    };
    Outcome::Exit(ExitCode::from(status))
}

/// Prints to standard output. A reader that has gone away (`| head`) ends the program quietly.
fn print(text: &str) {
    use std::io::Write as _;
    let mut out = anstream::stdout().lock();
    if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Says what went wrong, on standard error.
fn complain(text: &str) {
    anstream::eprintln!("{}error{}: {text}", Style::ERROR.render(), Style::ERROR.render_reset());
}

/// Says what may surprise, on standard error.
fn warn(text: &str) {
    anstream::eprintln!("{}warning{}: {text}", Style::WARNING.render(), Style::WARNING.render_reset());
}

/// The few styles that are not the excerpts' own.
struct Style;

impl Style {
    const ERROR: anstyle::Style = anstyle::AnsiColor::BrightRed.on_default().bold();
    const WARNING: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();
    const GOOD: anstyle::Style = anstyle::AnsiColor::Green.on_default();
    const STRONG: anstyle::Style = anstyle::Style::new().bold();
    const FAINT: anstyle::Style = anstyle::Style::new().dimmed();
}

/// `text` in `style`.
fn styled(style: anstyle::Style, text: &str) -> String {
    format!("{}{text}{}", style.render(), style.render_reset())
}

/// `1 warning`, `2 warnings`.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
