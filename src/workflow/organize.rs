//! The sections of a document in the order of the persona's skeleton.

use super::mend::difference;
use crate::check::Checked;
use crate::report::Edit;
use crate::text::Span;

/// The edits that bring the mandatory sections into the skeleton's order, each with all that stands in it. A section that
/// has no place there, as an optional one, stays behind the one that it follows. None where nothing is out of order.
pub fn organize(checked: &Checked) -> Vec<Edit> {
    let text = checked.text.as_str();
    let sections: Vec<(Option<usize>, Span)> = checked
        .perspective
        .sections
        .iter()
        .filter(|it| it.level == 2)
        .map(|it| {
            let kind = it.kind.filter(|kind| checked.persona.sections[*kind].mandatory);
            (kind, Span::new(it.heading.start, it.body.end))
        })
        .collect();
    let (Some(first), Some(last)) = (sections.first(), sections.last()) else { return Vec::new() };
    // What stands between two sections of level 2 is another title, which sections must not be moved across.
    if sections.windows(2).any(|pair| pair[0].1.end != pair[1].1.start) {
        return Vec::new();
    }
    // A section without a place goes with the last before it that has one.
    let mut place = None;
    let mut placed: Vec<(Option<usize>, Span)> = Vec::with_capacity(sections.len());
    for (kind, span) in &sections {
        place = kind.or(place);
        placed.push((place, *span));
    }
    if placed.is_sorted_by_key(|(place, _)| *place) {
        return Vec::new();
    }
    placed.sort_by_key(|(place, _)| *place);
    let line_break = checked.text.line_break();
    let parts: Vec<&str> = placed.iter().map(|(_, span)| span.of(text).trim_end()).collect();
    let whole = Span::new(first.1.start, last.1.end);
    let end = &whole.of(text)[whole.of(text).trim_end().len()..];
    let sorted = parts.join(&line_break.repeat(2)) + end;
    let after = [&text[..whole.start], &sorted, &text[whole.end..]].concat();
    difference(text, &after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::config::Config;
    use crate::persona::Personas;
    use crate::report::applied;
    use crate::text::Text;

    fn organized(text: &str) -> String {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        applied(text, &organize(&check(&Text::new(text), &persona, &Config::default())))
    }

    #[test]
    fn sections_come_into_order_with_all_that_they_hold() {
        let before = "# Customer Success Manager Perspective: X\r\n\r\n## Success Metrics\r\n\r\n- a\r\n\r\n### Later\r\n\r\n## Oddity\r\n\r\nx\r\n\r\n## Risk Assessment\r\n\r\n- b\r\n## Customer Adoption\r\n\r\n- c";
        let after = "# Customer Success Manager Perspective: X\r\n\r\n## Customer Adoption\r\n\r\n- c\r\n\r\n## Risk Assessment\r\n\r\n- b\r\n\r\n## Success Metrics\r\n\r\n- a\r\n\r\n### Later\r\n\r\n## Oddity\r\n\r\nx";
        assert_eq!(organized(before), after);
        assert_eq!(organized(after), after);
    }

    #[test]
    fn what_is_in_order_stays_to_the_byte() {
        let text = "# Customer Success Manager Perspective: X\n## Notes\n\n\n## Customer Adoption\n- c\n## Summary\n\n## Success Metrics\n";
        assert_eq!(organized(text), text);
        assert_eq!(organized(""), "");
    }
}
