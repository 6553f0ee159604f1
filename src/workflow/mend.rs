//! Fixes that need nobody to look, all at once: applied and checked again until nothing is left to mend.

use crate::check::Checked;
use crate::report::{Edit, Fix, applied};
use crate::text::{Span, Text};

/// How often a text is mended before it is taken as it is. A round may mend one place only where several fixes write to
/// the same one; a fix that brings its finding back would go on for ever.
const ROUNDS: usize = 40;

/// A fix that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The code of what it mends.
    pub code: &'static str,
    /// What it did.
    pub title: String,
}

/// A text after all its safe fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: Text,
    /// What was done, in order.
    pub done: Vec<Done>,
    /// Whether nothing safe is left to mend. It is not where two fixes undo each other.
    pub settled: bool,
}

/// Mends `text` by the safe fixes that `judge` finds, until there are none. Of several safe fixes of one finding the
/// first is taken; of fixes that write to the same place, one a round. A text that `judge` does not know stays as it is.
pub fn mend(text: &Text, mut judge: impl FnMut(&Text) -> Option<Checked>) -> Mended {
    let mut mended = Mended { text: text.clone(), done: Vec::new(), settled: true };
    let mut seen = vec![text.clone()];
    for _ in 0..ROUNDS {
        let Some(checked) = judge(&mended.text) else { return mended };
        let (edits, done) = round(&checked);
        if edits.is_empty() {
            return mended;
        }
        let next = Text::new(applied(mended.text.as_str(), &edits));
        if seen.contains(&next) {
            break;
        }
        seen.push(next.clone());
        mended.text = next;
        mended.done.extend(done);
    }
    mended.settled = false;
    mended
}

/// The edits of one round, in order, and what they do.
fn round(checked: &Checked) -> (Vec<Edit>, Vec<Done>) {
    let (mut edits, mut done): (Vec<Edit>, Vec<Done>) = (Vec::new(), Vec::new());
    for finding in &checked.report.findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safe) else { continue };
        if fix.edits.iter().all(|edit| is_free(&edits, edit.span)) {
            edits.extend(fix.edits.iter().cloned());
            done.push(Done { code: finding.code, title: fix.title.clone() });
        }
    }
    edits.sort_by_key(|edit| edit.span);
    (edits, done)
}

/// Whether no edit of `edits` touches `span`.
fn is_free(edits: &[Edit], span: Span) -> bool {
    edits.iter().all(|other| !other.span.touches(span))
}

/// Whether applying `fix` takes words out of `text` that stand nowhere else afterwards, so that a person should look
/// first.
pub fn destroys(text: &str, fix: &Fix) -> bool {
    let gone = |edit: &Edit| edit.text.is_empty() && edit.span.of(text).chars().any(char::is_alphanumeric);
    let kept = |edit: &Edit| fix.edits.iter().any(|other| !other.text.is_empty() && other.text.contains(edit.span.of(text).trim()));
    !fix.safe && fix.edits.iter().any(|edit| gone(edit) && !kept(edit))
}

/// The edits that make `after` of `before`, whole lines, as few as there are: so that what an editor has attached to the
/// other lines (folds, marks, the cursor) stays.
pub fn difference(before: &str, after: &str) -> Vec<Edit> {
    let diff = similar::TextDiff::from_lines(before, after);
    let mut edits = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for op in diff.ops() {
        let length = |range: std::ops::Range<usize>, slices: &[&str]| slices[range].iter().map(|it| it.len()).sum::<usize>();
        let old = length(op.old_range(), diff.old_slices());
        let new = length(op.new_range(), diff.new_slices());
        if op.tag() != similar::DiffTag::Equal {
            edits.push(Edit { span: Span::new(old_at, old_at + old), text: after[new_at..new_at + new].to_owned() });
        }
        (old_at, new_at) = (old_at + old, new_at + new);
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::config::Config;
    use crate::persona::Personas;

    fn mended(text: &str) -> Mended {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        mend(&Text::new(text), |text| Some(check(text, &persona, &Config::default())))
    }

    #[test]
    fn safe_fixes_are_made_until_none_is_left() {
        let before = "# Customer Success Manager Perspective: X\n\n## Customer Adoption\n\n- [NEEDS CLARIFICATION - who runs it?]\n\n<!-- perspective: allow audience -- why -->\ntext\n";
        let after = mended(before);
        assert!(after.settled);
        assert!(after.text.as_str().contains("[NEEDS CLARIFICATION: who runs it?]"), "{}", after.text.as_str());
        assert!(!after.text.as_str().contains("allow audience"), "it allowed nothing");
        assert!(after.text.as_str().contains("## Success Metrics"));
        assert!(after.done.iter().any(|it| it.code == "malformed-clarification"));
        let again = mended(after.text.as_str());
        assert_eq!((again.text, again.done), (after.text, Vec::new()));
    }

    #[test]
    fn fixes_that_undo_each_other_end() {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        let ended = mend(&Text::new("a"), |text| {
            let mut checked = check(text, &persona, &Config::default());
            let other = if text.as_str() == "a" { "b" } else { "a" };
            let mut finding = checked.report.findings[0].clone();
            finding.fixes = vec![Fix::new("turn", Span::new(0, 1), other).safe()];
            checked.report.findings = vec![finding];
            Some(checked)
        });
        assert!(!ended.settled);
        assert_eq!((ended.text.as_str(), ended.done.len()), ("b", 1));
    }

    #[test]
    fn differences_are_whole_lines_and_few() {
        let (before, after) = ("a\nb\r\nc\n\nd", "a\nB\r\nc\n\nnew\nd\n");
        let edits = difference(before, after);
        assert_eq!(applied(before, &edits), after);
        assert!(edits.iter().all(|it| !it.span.of(before).contains("a\n") && !it.span.of(before).contains("c\n")), "{edits:?}");
        assert_eq!(difference(after, after), []);
    }
}
