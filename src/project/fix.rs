//! Safe fixes of a perspective, applied until none is left.

use super::{Change, OnDisk, Perspective, Project};
use crate::check::{Checked, Kind};
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
    /// `perspective` with all safe fixes applied; its persona stays. What stands beside one is mended beside it.
    pub fn fix(&self, perspective: &Perspective) -> Fixed {
        let Perspective { path, checked } = perspective;
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let again = |text: &Text| match checked.kind {
            _ if *text == checked.text => checked.clone(),
            Kind::Perspective => self.judge_as(&absolute, text, &checked.persona, &OnDisk),
            // One whose perspective has gone since is not mended as if it were one.
            Kind::Checklist | Kind::Questions => {
                self.judge(&absolute, text, &OnDisk).filter(|it| it.kind == checked.kind).unwrap_or_else(|| checked.clone())
            }
        };
        let mended = mend(&checked.text, |text| Some(again(text)));
        let [before, after] = [&checked.text, &mended.text].map(|it| it.as_str().to_owned());
        Fixed { file: Change::whole(path.clone(), Some(before), after), done: mended.done, checked: again(&mended.text) }
    }
}
