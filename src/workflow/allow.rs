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
    if on_comment || text.is_empty() {
        return None;
    }
    let comment = format!("<!-- perspective: allow {} -- -->", finding.code);
    if let Some(table) = blocks.iter().find(|it| it.kind == BlockKind::Table && it.span.start == finding.span.start) {
        return Some(above(checked, table.span, &comment));
    }
    let block = blocks.iter().rfind(|it| it.kind.is_leaf() && it.span.start <= finding.span.start && finding.span.start <= it.span.end)?;
    // In a list or a table a comment of its own line would speak for all of it, so it stands in the entry or the cell.
    if block.parent.is_some() || matches!(block.kind, BlockKind::TableCell(_)) {
        return Some(Edit { span: Span::at(block.content.end), text: format!(" {comment}") });
    }
    Some(Edit { span: Span::at(block.span.start), text: format!("{comment}{}", checked.text.line_break()) })
}

/// The edit that puts `comment` above a `table`: for a finding on all of it. In an entry of a list or a quotation it stays
/// inside.
fn above(checked: &Checked, table: Span, comment: &str) -> Edit {
    let text = checked.text.as_str();
    let line = text[..table.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let inside: String = text[line..table.start].chars().map(|c| if c == '>' || c.is_whitespace() { c } else { ' ' }).collect();
    Edit { span: Span::at(table.start), text: format!("{comment}{}{inside}", checked.text.line_break()) }
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

    #[test]
    fn a_comment_on_a_whole_table_stands_above_it() {
        const HEAD: &str = "# Customer Success Manager Perspective: X\n\n## Success Metrics\n\n";
        for (before, after) in [
            ("|a|b|\n|---|---|\n|c|d|\n", "COMMENT\n|a|b|\n|---|---|\n|c|d|\n"),
            ("- x\n\n  |a|b|\n  |---|---|\n", "- x\n\n  COMMENT\n  |a|b|\n  |---|---|\n"),
            ("- |a|b|\n  |---|---|\n", "- COMMENT\n  |a|b|\n  |---|---|\n"),
            ("> |a|b|\n> |---|---|\n", "> COMMENT\n> |a|b|\n> |---|---|\n"),
        ] {
            let text = [HEAD, before].concat();
            let found = checked(&text);
            let finding = found.report.findings.iter().find(|it| it.code == "table-format").expect("it is found");
            let edit = here(&found, finding).expect("it can be allowed");
            let reasoned = applied(&text, &[edit]).replace("-- -->", "-- as it came -->");
            assert_eq!(reasoned, [HEAD, &after.replace("COMMENT", "<!-- perspective: allow table-format -- as it came -->")].concat());
            let findings = checked(&reasoned).report.findings;
            assert!(!findings.iter().any(|it| it.code == "table-format" || it.code == "unused-suppression"), "{reasoned}");
        }
    }
}
