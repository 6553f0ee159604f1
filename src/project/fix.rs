//! Safe fixes of a perspective, applied until none is left.

use super::{Change, Perspective, Project};
use crate::check::Checked;
use crate::text::Text;
use crate::workflow::mend::{Done, mend};

/// A perspective with its safe fixes applied.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The file as it is to be.
    pub file: Change,
    /// What was done, in order.
    pub done: Vec<Done>,
    /// What is found afterwards.
    pub checked: Checked,
}

impl Project {
    /// `perspective` with all safe fixes applied; its persona stays.
    pub fn fix(&self, perspective: &Perspective) -> Fixed {
        let Perspective { path, checked } = perspective;
        let again = |text: &Text| if *text == checked.text { checked.clone() } else { self.check_as(path, text, &checked.persona) };
        let mended = mend(&checked.text, |text| Some(again(text)));
        let [before, after] = [&checked.text, &mended.text].map(|it| it.as_str().to_owned());
        Fixed { file: Change::whole(path.clone(), Some(before), after), done: mended.done, checked: again(&mended.text) }
    }
}
