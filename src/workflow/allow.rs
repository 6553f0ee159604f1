//! Allowing a finding: the comment that does, at the place where it counts for no more than it must.

use crate::check::Checked;
use crate::report::{Edit, Finding};
use crate::syntax::BlockKind;
use crate::text::Span;

/// The edit that allows `finding` by a comment. The reason stays to be written, for only the author knows it; until then
/// the comment allows nothing, and that is found. `None` for a finding on a comment, and where no comment can stand.
pub fn here(checked: &Checked, finding: &Finding) -> Option<Edit> {
    let text = checked.text.as_str();
    let blocks = &checked.syntax.blocks;
    let on_comment = checked.perspective.suppressions.iter().any(|it| it.span.touches(finding.span));
    let at = blocks.iter().rposition(|it| it.kind.is_leaf() && it.span.start <= finding.span.start && finding.span.start <= it.span.end)?;
    if on_comment || text.is_empty() {
        return None;
    }
    let comment = format!("<!-- perspective: allow {} -- -->", finding.code);
    let block = blocks[at];
    // In a list or a table a comment of its own line would speak for all of it, so it stands in the entry or the cell.
    if block.parent.is_some() || matches!(block.kind, BlockKind::TableCell(_)) {
        return Some(Edit { span: Span::at(block.content.end), text: format!(" {comment}") });
    }
    Some(Edit { span: Span::at(block.span.start), text: format!("{comment}{}", checked.text.line_break()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::config::Config;
    use crate::persona::Personas;
    use crate::report::applied;
    use crate::text::Text;

    fn checked(text: &str) -> Checked {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        check(&Text::new(text), &persona, &Config::default())
    }

    #[test]
    fn a_comment_with_a_reason_allows_that_finding_and_no_other() {
        let text = "# Customer Success Manager Perspective: X\n\n## Recommendations\n\n- Improve the experience.\n- Enhance the value.\n\n1. Optimize things.\n\nImprove engagement.\n\n| Recommendation | Owner |\n| --- | --- |\n| Improve the experience | CSM |\n| Enhance quality | CSM |\n\n## Success Metrics\n\n- Better retention\n- [NEEDS CLARIFICATION: which?]\n";
        let before = checked(text);
        let all = &before.report.findings;
        assert!(
            all.iter().filter(|it| it.code == "vague-recommendation").count() >= 4,
            "{:?}",
            all.iter().map(|it| it.code).collect::<Vec<_>>()
        );
        for finding in all {
            let Some(edit) = here(&before, finding) else { panic!("{} can be allowed", finding.code) };
            let bare = applied(text, std::slice::from_ref(&edit));
            let waiting = checked(&bare).report.findings;
            assert!(waiting.iter().any(|it| it.code == "suppression-without-reason"), "{bare}");
            let reasoned = Edit { text: edit.text.replace("-- -->", "-- because -->"), ..edit };
            let after = checked(&applied(text, &[reasoned])).report.findings;
            let count = |list: &[Finding]| list.iter().filter(|it| it.code == finding.code).count();
            assert!(count(&after) < count(all), "{}: {bare}", finding.code);
            assert!(!after.iter().any(|it| it.code == "unused-suppression"), "{bare}");
            if finding.code == "vague-recommendation" {
                assert_eq!(count(&after), count(all) - 1, "{bare}");
            }
        }
    }
}
