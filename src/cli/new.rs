//! `new` and `init`: a repository for perspectives, and the document of a new one.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{InitArguments, NewArguments, TROUBLE, complain, print, warn};
use crate::format::steps;
use crate::persona::Personas;
use crate::project::{AGENTS, Installed, Order, Piece, Project, Refused, commands, guides, install, kit, root, today};

/// Names the feature that the kit's commands work on.
const FEATURE: &str = "PERSONAKIT_FEATURE";

pub(super) fn run(arguments: &NewArguments) -> u8 {
    let request = match arguments.request.as_slice() {
        [only] if only == "-" => match standard_input() {
            Ok(request) => request,
            Err(message) => {
                complain(&message);
                return TROUBLE;
            }
        },
        words => words.join(" "),
    };
    let environment = std::env::var(FEATURE).ok().filter(|it| !it.trim().is_empty());
    let feature = arguments.feature.clone().or(environment);
    let date = today();
    let order = Order {
        persona: &arguments.persona,
        request: &request,
        feature: feature.as_deref(),
        date: &date,
        branch: arguments.branch,
        dry_run: false,
    };
    let root = root(&PathBuf::from("."));
    let made = match Project::default().new_perspective(&root, order) {
        Ok(made) => made,
        Err(refused) => {
            match refused {
                // The kit's own words, which its commands wait for.
                Refused::Empty => anstream::eprintln!("ERROR: {refused}"),
                Refused::Persona(known) => complain(&unknown(&arguments.persona, &known)),
                Refused::Failed(_) => complain(&refused.to_string()),
            }
            return TROUBLE;
        }
    };
    if arguments.json {
        print(&steps::names(&made.branch, &made.file.to_string_lossy()));
        return 0;
    }
    let mut out = format!("{}\nbranch: {}", made.file.display(), made.branch);
    out += match (made.branched, arguments.branch) {
        (true, _) => " (made and checked out)\n",
        (false, true) => " (checked out)\n",
        (false, false) => " (a name; --branch makes it)\n",
    };
    print(&format!("{out}next: write the perspective of the {}, then `perspective-ls check {}`\n", made.persona.name, made.file.display()));
    0
}

fn standard_input() -> Result<String, String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("standard input cannot be read: {error}"))?;
    crate::disk::decode(bytes).map_err(|message| format!("standard input: {message}"))
}

/// That there is no persona called `id`, and which may have been meant.
fn unknown(id: &str, known: &[String]) -> String {
    let near = known.iter().min_by_key(|it| strsim::damerau_levenshtein(&id.to_lowercase(), it));
    let near = near.filter(|it| strsim::damerau_levenshtein(&id.to_lowercase(), it) <= 1 + id.len() / 3);
    match near {
        Some(near) => format!("there is no persona \"{id}\": did you mean \"{near}\"? `perspective-ls personas` lists all"),
        None => format!("there is no persona \"{id}\"; there are: {}", known.join(", ")),
    }
}

pub(super) fn init(arguments: &InitArguments) -> u8 {
    let root = match &arguments.folder {
        Some(folder) => folder.clone(),
        None => root(&PathBuf::from(".")),
    };
    let mut pieces = kit();
    for name in &arguments.agents {
        let Some(agent) = AGENTS.iter().find(|it| it.name.eq_ignore_ascii_case(name)) else {
            let known: Vec<&str> = AGENTS.iter().map(|it| it.name).collect();
            complain(&format!("there is no assistant \"{name}\"; there are: {}", known.join(", ")));
            return TROUBLE;
        };
        pieces.extend(commands(agent));
        // Assistants share some files.
        let more: Vec<Piece> = guides(agent).into_iter().filter(|it| !pieces.iter().any(|known| known.path == it.path)).collect();
        pieces.extend(more);
    }
    carried_out(&root, &pieces)
}

/// Writes the texts of a new persona.
pub(super) fn persona(id: &str, name: Option<&str>) -> u8 {
    let name = name.map_or_else(|| crate::persona::name_of(id), str::to_owned);
    let Some(pieces) = crate::project::persona(id, &name) else {
        complain(&format!(
            "\"{id}\" cannot be the name of a command; write small letters, digits and hyphens, e.g. data-protection-officer"
        ));
        return TROUBLE;
    };
    if Personas::built_in().ids().any(|it| it == id) {
        warn(&format!("there is a persona \"{id}\" already; what you write takes its place in this repository"));
    }
    let root = root(&PathBuf::from("."));
    let status = carried_out(&root, &pieces);
    if status == 0 {
        print(&format!(
            "next: make them yours, then `perspective-ls personas` shows what was understood, and `perspective-ls new {id} \"<request>\"` uses it\n"
        ));
    }
    status
}

/// Puts `pieces` into the repository at `root`, and says what became of each.
fn carried_out(root: &Path, pieces: &[Piece]) -> u8 {
    let done = match install(root, pieces) {
        Ok(done) => done,
        Err(failure) => {
            complain(&format!("{}: {}", failure.path.display(), failure.message));
            return TROUBLE;
        }
    };
    let mut status = 0;
    for ((path, what), piece) in done.into_iter().zip(pieces) {
        match what {
            Installed::Made => print(&format!("made  {}\n", path.display())),
            Installed::Same => print(&format!("there {}\n", path.display())),
            Installed::Kept => {
                print(&format!("kept  {}\n", path.display()));
                // Settings and guides are shared with whatever else their owner uses.
                if piece.path.ends_with(".json") || !piece.path.contains('/') {
                    warn(&format!("{}: was left as it is; add to it what it lacks of the lines that are printed", path.display()));
                    print(&format!("{}\n", piece.text.trim_end()));
                } else {
                    warn(&format!("{}: differs from this version's and was left as it is; move it away to get this one", path.display()));
                }
            }
            Installed::Failed(failure) => {
                complain(&format!("{}: {}", failure.path.display(), failure.message));
                status = TROUBLE;
            }
        }
    }
    status
}
