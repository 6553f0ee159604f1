//! Step 1: the document of a new perspective.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::root::PERSONAS;
use super::{Project, git};
use crate::disk::{self, Failure, Workspace};
use crate::persona::Persona;
use crate::workflow::new::{self, NO_REQUEST, Request};

/// How often another name is tried where somebody else makes a perspective of the same name at the same time.
const ATTEMPTS: usize = 20;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Order<'a> {
    /// Id of the persona.
    pub persona: &'a str,
    /// What the user asked, as typed.
    pub request: &'a str,
    /// The feature, where the user names one.
    pub feature: Option<&'a str>,
    /// The day, ISO 8601.
    pub date: &'a str,
    /// Whether the branch is to be checked out.
    pub branch: bool,
    /// Whether it is only to be told what would be made.
    pub dry_run: bool,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Name of the branch.
    pub branch: String,
    /// The document; absolute.
    pub file: PathBuf,
    /// Whose perspective it is.
    pub persona: Arc<Persona>,
    /// Whether the branch was made.
    pub branched: bool,
    /// The document's text.
    pub text: String,
}

/// Why nothing was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no request: [`NO_REQUEST`].
    Empty,
    /// There is no such persona; the ids of those that there are.
    Persona(Vec<String>),
    /// A file, a folder or git stands in the way.
    Failed(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Refused::Failed(failure)
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Empty => write!(out, "{NO_REQUEST}"),
            Refused::Persona(known) => write!(out, "there is no such persona; there are: {}", known.join(", ")),
            Refused::Failed(failure) => write!(out, "{}: {}", failure.path.display(), failure.message),
        }
    }
}

impl Project {
    /// Makes the document of a new perspective below `personas` of the repository at `root`. Never over an existing file:
    /// a folder named from the request gets a name that is free.
    ///
    /// # Errors
    /// Nothing is written then, but a branch that was asked for may be checked out.
    pub fn new_perspective(&self, root: &Path, order: Order) -> Result<Made, Refused> {
        let personas = self.personas(&root.join(PERSONAS));
        let persona = personas.get(order.persona).cloned();
        let persona = persona.ok_or_else(|| Refused::Persona(personas.ids().map(str::to_owned).collect()))?;
        let workspace = Workspace::new(root)?;
        let request = Request { text: order.request, date: order.date, feature: order.feature };
        for _ in 0..ATTEMPTS {
            let existing: Vec<String> = disk::names(&root.join(PERSONAS));
            let plan = new::plan(&persona, request, &existing).map_err(|_| Refused::Empty)?;
            let file = root.join(PERSONAS).join(&plan.directory).join(&plan.file);
            if order.feature.is_some() && file.exists() {
                return Err(Failure { path: file, message: "exists already; it was left as it is".to_owned() }.into());
            }
            if order.dry_run {
                return Ok(Made { branch: plan.branch, file, persona, branched: false, text: plan.document });
            }
            let branched = order.branch && git::check_out(root, &plan.branch)?;
            match workspace.create(&file, &plan.document) {
                Ok(()) => return Ok(Made { branch: plan.branch, file, persona, branched, text: plan.document }),
                // Somebody was quicker; their folder is there now, and another name is taken.
                Err(_) if order.feature.is_none() && file.exists() => {}
                Err(failure) => return Err(failure.into()),
            }
        }
        Err(Failure { path: root.join(PERSONAS), message: "no free name was found for the feature; name one with --feature".to_owned() }
            .into())
    }
}
