//! Whose perspective a document is. Asked for every Markdown file of a workspace, so it reads a document's head only.

use super::template;

/// Documents of personas lie in `personas/<feature>/`.
pub(super) const SESSIONS: &str = "personas";

/// Those of spec-kit lie in `specs/<feature>/`.
pub(super) const SPECS: &str = "specs";

/// How many lines are searched for the title.
const HEAD: usize = 120;

/// Folders of which no file is a perspective.
const OTHER_FOLDERS: &[&str] =
    &["checklists", "checklist", "commands", "command", "prompts", "prompt", "workflows", "questions", "templates", ".personakit"];

/// Base names, in lower case, that the kit gives to documents of other personas and of several at once.
const OTHER_NAMES: &[&str] = &[
    "architecture-notes",
    "development-plan",
    "qa-assessment",
    "security-review",
    "devops-considerations",
    "multi-perspective-summary",
    "multi-perspective-analysis",
];

/// What tells whose a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The persona's id.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
    /// Base name of its documents.
    pub(super) file: String,
    /// Title of its checklist, without the feature.
    pub(super) checklist_title: String,
    /// One line.
    pub(super) description: String,
    /// The folder that holds the features' folders with its documents.
    pub(super) folder: &'static str,
}

/// The index of the persona among `heads` whose perspective the document is; see [`super::Personas::of_document`].
pub(super) fn of_document<'h, H: Iterator<Item = &'h Head>>(
    heads: impl Fn() -> H,
    path: &str,
    text: &str,
    default: Option<&str>,
) -> Option<usize> {
    let place = Place::of(path)?;
    let document = Document::of(text)?;
    let find = |fits: &dyn Fn(&Head) -> bool| heads().position(fits);
    if let Some(id) = document.persona {
        return find(&|it| it.id.eq_ignore_ascii_case(id) || it.name.eq_ignore_ascii_case(id));
    }
    let title = document.title.map(normal);
    let title = title.as_deref();
    if title.is_some_and(is_another_kind) {
        return None;
    }
    let by_title = |anywhere: bool| {
        let named = heads().enumerate().filter_map(|(at, it)| Some((names_in(it, title?, anywhere)?, at)));
        // Of two with names of one length the first counts.
        named.max_by_key(|(length, at)| (*length, usize::MAX - at)).map(|(_, at)| at)
    };
    match place.session {
        None => by_title(true),
        Some(SPECS) => find(&|it| it.folder == SPECS && place.base == it.id),
        Some(_) => find(&|it| it.folder == SESSIONS && (place.base == it.file.to_lowercase() || place.base == it.id.to_lowercase()))
            .or_else(|| by_title(false))
            .or_else(|| find(&|it| Some(it.id.as_str()) == default))
            .or_else(|| (heads().count() == 1 && !speaks_of_another(&place, title)).then_some(0)),
    }
}

/// Whether the name or the title of a document that is none's speaks of a persona.
fn speaks_of_another(place: &Place, title: Option<&str>) -> bool {
    let named = place.base.strip_suffix("-perspective").is_some_and(|it| it != "personas") || OTHER_NAMES.contains(&place.base.as_str());
    let titled =
        title.and_then(|it| it.find(" perspective").map(|at| &it[..at])).is_some_and(|before| before != "personas" && before != "the");
    named || titled
}

/// Where a document lies.
struct Place {
    /// Its name without the extension, in lower case.
    base: String,
    /// Which folder it lies below, one folder of a feature between: [`SESSIONS`] or [`SPECS`].
    session: Option<&'static str>,
}

impl Place {
    /// `None` where no perspective can lie.
    fn of(path: &str) -> Option<Place> {
        let path = path.replace('\\', "/");
        let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        let name = parts.pop().unwrap_or_default().to_lowercase();
        let (base, extension) = name.rsplit_once('.').unwrap_or((&name, "md"));
        if !["md", "markdown", "mdown", "mkd"].contains(&extension) || base.starts_with("readme") || base.starts_with("personakit.") {
            return None;
        }
        // A feature may be called anything, also "commands"; so its own folder says nothing.
        let home = parts.len().checked_sub(2).map(|at| parts[at]);
        let session = [SESSIONS, SPECS].into_iter().find(|it| home.is_some_and(|home| home.eq_ignore_ascii_case(it)));
        let above = if session.is_some() {
            &parts[parts.len().saturating_sub(3)..parts.len() - 2]
        } else {
            &parts[parts.len().saturating_sub(1)..]
        };
        let other = |folder: &&str| OTHER_FOLDERS.iter().any(|it| folder.eq_ignore_ascii_case(it));
        let below_kit = parts.iter().any(|part| part.eq_ignore_ascii_case(".personakit"));
        if above.iter().any(other) || below_kit || base.ends_with("-questions") || base == "questions" {
            return None;
        }
        Some(Place { base: base.to_owned(), session })
    }
}

/// What the head of a document says.
struct Document<'t> {
    /// `persona:` of the front matter.
    persona: Option<&'t str>,
    /// The first heading of level 1.
    title: Option<&'t str>,
}

impl<'t> Document<'t> {
    /// `None` for a command template.
    fn of(text: &'t str) -> Option<Document<'t>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(HEAD).peekable();
        let mut persona = None;
        if lines.next_if(|line| line.trim_end() == "---").is_some() {
            for line in lines.by_ref().take_while(|line| !matches!(line.trim_end(), "---" | "...")) {
                match line.split_once(':') {
                    Some(("scripts", _)) => return None,
                    Some(("persona", id)) => persona = Some(id.trim().trim_matches(['"', '\''])).filter(|id| !id.is_empty()),
                    _ => {}
                }
            }
        }
        Some(Document { persona, title: title(lines) })
    }
}

/// The words of the first heading of level 1 outside code and comments.
fn title<'t>(lines: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let (mut fence, mut comment, mut before) = (None, false, "");
    for line in lines {
        let bare = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(_)) if !comment => fence = mark,
            _ => {}
        }
        if fence.is_some() || mark.is_some() {
            continue;
        }
        if comment || bare.starts_with("<!--") {
            comment = !line.contains("-->");
            continue;
        }
        if let Some(words) = bare.strip_prefix('#').filter(|it| it.starts_with([' ', '\t']) && line.len() - bare.len() < 4) {
            return Some(words.trim());
        }
        if !before.is_empty() && bare.len() > 1 && bare.trim_end().bytes().all(|byte| byte == b'=') {
            return Some(before);
        }
        before = line.trim();
    }
    None
}

/// `title` in lower case with single spaces, without marks of emphasis.
fn normal(title: &str) -> String {
    let plain: String = title.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '#')).collect();
    plain.replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether `title`, normal, is that of a command template, a checklist or a question sheet.
fn is_another_kind(title: &str) -> bool {
    let before_feature = title.split(':').next().unwrap_or(title).trim_end();
    title.ends_with("persona guidance command")
        || before_feature.ends_with("quality checklist")
        || before_feature.ends_with("questions")
        || title.starts_with("question ")
}

/// How many bytes of `title`, normal, are the persona's name, if it is the title of its perspective. A title that only
/// begins with the name counts in a session's folder, not `anywhere`.
fn names_in(persona: &Head, title: &str, anywhere: bool) -> Option<usize> {
    let names = names(persona);
    let fits = |name: &String| match title.strip_prefix(name.as_str()) {
        Some(rest) => {
            let rest = rest.strip_prefix("'s").unwrap_or(rest);
            let whole = !rest.starts_with(char::is_alphanumeric);
            let perspective = rest.strip_prefix(" perspective").is_some_and(|it| !it.starts_with(char::is_alphanumeric));
            if anywhere { perspective } else { whole }
        }
        None => [" of ", " of the ", " of a "].iter().any(|of| title.starts_with(&format!("perspective{of}{name}"))),
    };
    names.iter().filter(|name| fits(name)).map(String::len).max()
}

/// The persona's names in lower case: "chief financial officer (cfo)" has three.
fn names(persona: &Head) -> Vec<String> {
    let name = normal(&persona.name);
    let mut names = vec![name.clone()];
    if let Some((before, rest)) = name.split_once('(')
        && let Some((inside, after)) = rest.split_once(')')
    {
        names.push(normal(&format!("{before} {after}")));
        names.push(normal(&format!("{inside} {after}")));
    }
    let checklist = normal(&persona.checklist_title);
    names.extend(checklist.strip_suffix(" perspective quality checklist").map(str::to_owned));
    names.retain(|it| !it.is_empty());
    names
}

/// The name of a persona's command in the file name of its template: `.claude/commands/personakit.ceo.md` and
/// `.personakit/templates/commands/ceo.md` are `ceo`.
pub(super) fn id_of_command(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let base = name.strip_suffix(".md")?;
    let base = base.strip_suffix(".prompt").unwrap_or(base);
    let id = base.strip_prefix("personakit.").unwrap_or(base);
    let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    plain.then(|| id.to_lowercase())
}

/// Whether `text` is a persona's command template, judged by its head.
pub(super) fn is_command(text: &str) -> bool {
    match Document::of(text) {
        None => true,
        Some(head) => head.title.is_some_and(|title| template::name_of_title(&title.replace("**", "")).is_some()),
    }
}

/// Whether `text` is the command template of a persona.
pub(super) fn is_persona_command(text: &str) -> bool {
    // All templates of personas name the file that they write so, and no other command does.
    let titled =
        Document::of(text).and_then(|head| head.title).is_some_and(|title| template::name_of_title(&title.replace("**", "")).is_some());
    titled || text.contains("PERSONA_FILE")
}
