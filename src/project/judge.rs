//! A document judged together with its neighbours: a perspective with its checklist, a checklist or a sheet of questions
//! with its perspective.

use std::path::Path;
use std::sync::Arc;

use super::places::{Kind, kind_of};
use super::root::KIT;
use super::{Project, Texts, root};
use crate::check::Checked;
use crate::persona::Persona;
use crate::report::File;
use crate::text::Text;
use crate::workflow::{checklist, questions};

impl Project {
    /// Judges `text` as the document at `path`, a perspective or what stands beside one; `None` for any other Markdown.
    pub fn judge(&self, path: &Path, text: &Text, texts: &dyn Texts) -> Option<Checked> {
        match kind_of(path) {
            Some(kind) => self.companion(path, kind, text, texts).or_else(|| self.check(path, text)),
            None => self.judge_as(path, text, &self.persona_of(path, text.as_str())?, texts).into(),
        }
    }

    /// Judges `text` as the document at `path`, whatever it says, as a perspective of `persona`.
    pub fn judge_as(&self, path: &Path, text: &Text, persona: &Arc<Persona>, texts: &dyn Texts) -> Checked {
        let mut checked = self.check_as(path, text, persona);
        self.link(path, &mut checked, texts);
        checked
    }

    /// Puts into `checked`, the perspective at `path`, what its checklist has to do with it.
    pub fn link(&self, path: &Path, checked: &mut Checked, texts: &dyn Texts) {
        let list = self.checklist_of(path, texts);
        let file = texts.read(&list).ok().flatten().map(|text| File { path: texts.name(&list), text: Text::new(text) });
        // Only a repository that works with the kit is told that a checklist is missing.
        let expected = root(path).join(KIT).is_dir().then(|| texts.name(&list));
        checklist::link(checked, file.as_ref(), expected.as_deref(), &self.config(path));
    }

    fn companion(&self, path: &Path, kind: Kind, text: &Text, texts: &dyn Texts) -> Option<Checked> {
        let perspective = self.perspective_of(path, texts)?;
        let of = self.check(&perspective, &Text::new(texts.read(&perspective).ok().flatten()?))?;
        Some(self.beside(path, kind, text, &of, &texts.name(&perspective)))
    }

    /// Judges `text` as what stands at `path` beside the perspective that `of` is of and that is called `name`.
    pub fn beside(&self, path: &Path, kind: Kind, text: &Text, of: &Checked, name: &str) -> Checked {
        let config = self.config(path);
        match kind {
            Kind::Checklist => checklist::check(text, of, name, &config),
            Kind::Questions => questions::check(text, of, name, &config),
        }
    }
}
