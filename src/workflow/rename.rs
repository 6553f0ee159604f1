//! New names for what has one: a section, whose title is also what links to it are made of, and an outcome, which
//! recommendations and metrics may call by its name.

use super::words::{capital, one_line, small};
use crate::check::Checked;
use crate::language::Kind;
use crate::model::{Outcome, Section};
use crate::report::{Edit, applied};
use crate::syntax::{self, BlockKind, Syntax};
use crate::text::Span;

/// Words that are a name, at some place in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name at that place.
    pub span: Span,
    /// The name.
    pub name: String,
    /// What has it.
    bearer: Bearer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    /// A section, by the span of its title.
    Section(Span),
    /// An outcome, by the span of its name.
    Outcome(Span),
}

/// A new name, as far as the document itself is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What changes in it, in order.
    pub edits: Vec<Edit>,
    /// Anchors that headings had and have now, where the two differ; links from elsewhere have to follow.
    pub anchors: Vec<(String, String)>,
}

/// The name at `offset`: the title of a section, the name of an outcome there or where it is referred to. `None` where
/// nothing has a name, and for an outcome that has none of its own and that nothing refers to.
pub fn named(checked: &Checked, offset: usize) -> Option<Named> {
    let here = Span::at(offset);
    if let Some(section) = checked.perspective.sections.iter().find(|it| it.heading.touches(here)) {
        let span = title(checked, section);
        let name = checked.text.slice(span).to_owned();
        return (!name.is_empty()).then_some(Named { span, name, bearer: Bearer::Section(span) });
    }
    checked.perspective.outcomes.iter().find_map(|outcome| {
        let (own, labelled) = name_of(checked, outcome)?;
        let name = checked.text.slice(own).to_owned();
        let others = mentions(checked, own);
        let span = std::iter::once(own).chain(others.iter().copied()).find(|it| it.touches(here))?;
        (labelled || !others.is_empty()).then_some(Named { span, name, bearer: Bearer::Outcome(own) })
    })
}

/// Everything in the document that changes when what is `named` is called `new`.
///
/// # Errors
/// No heading and no outcome can have that name: why, in one line.
pub fn rename(checked: &Checked, named: &Named, new: &str) -> Result<Renamed, String> {
    if new.trim().is_empty() {
        return Err("a name cannot be empty".to_owned());
    }
    if new.contains(['\n', '\r']) {
        return Err("a name stands on one line".to_owned());
    }
    let new = one_line(new);
    match named.bearer {
        Bearer::Section(span) => retitle(checked, span, &new),
        Bearer::Outcome(span) => {
            let other = |span: Span| Edit { span, text: in_case_of(checked.text.slice(span), &named.name, &new) };
            let own = Edit { span, text: new.clone() };
            let mut edits: Vec<Edit> = std::iter::once(own).chain(mentions(checked, span).into_iter().map(other)).collect();
            edits.sort_by_key(|it| it.span);
            Ok(Renamed { edits, anchors: Vec::new() })
        }
    }
}

fn retitle(checked: &Checked, span: Span, new: &str) -> Result<Renamed, String> {
    let text = checked.text.as_str();
    let edit = Edit { span, text: new.to_owned() };
    let after = applied(text, std::slice::from_ref(&edit));
    let read = syntax::read(&after);
    let bears = |at: &(usize, String)| {
        let block = &read.blocks[at.0];
        block.content.start == span.start && block.content.of(&after).trim() == new
    };
    let anchors = read.anchors(&after);
    let before = checked.syntax.anchors(text);
    // Markdown may read something else in it, such as the end of the heading.
    if !anchors.iter().any(bears) || anchors.len() != before.len() {
        return Err(format!("\"{new}\" cannot be the words of a heading: Markdown reads something else in it"));
    }
    let pairs = before.into_iter().zip(anchors).map(|((_, old), (_, new))| (old, new));
    let anchors: Vec<(String, String)> = pairs.filter(|(old, new)| old != new).collect();
    let mut edits = follow(text, &checked.syntax, |file| file.is_empty(), &anchors);
    edits.push(edit);
    edits.sort_by_key(|it| it.span);
    Ok(Renamed { edits, anchors })
}

/// The edits of `text` that let its links follow `anchors` that have changed in a file: links whose destination, without
/// the anchor, `leads` there.
pub fn follow(text: &str, syntax: &Syntax, leads: impl Fn(&str) -> bool, anchors: &[(String, String)]) -> Vec<Edit> {
    let edit = |destination: Span| {
        let words = destination.of(text);
        let (file, anchor) = words.split_once('#')?;
        let (_, new) = anchors.iter().find(|(old, _)| old.eq_ignore_ascii_case(anchor))?;
        leads(file).then(|| Edit { span: Span::new(destination.start + file.len() + 1, destination.end), text: new.clone() })
    };
    syntax.destinations(text).into_iter().filter_map(edit).collect()
}

/// The words of a section's title, without the spaces around them.
fn title(checked: &Checked, section: &Section) -> Span {
    section.title.trim(checked.text.as_str())
}

/// What an outcome is called, and whether that is a label at its head; else it is all its words, without the full stop.
fn name_of(checked: &Checked, outcome: &Outcome) -> Option<(Span, bool)> {
    let unit = checked.perspective.units.iter().find(|it| it.span.covers(outcome.span))?;
    let labelled = !unit.label.is_empty();
    let words = if labelled { unit.label.clone() } else { 0..unit.own };
    let words: Vec<usize> = words.filter(|&at| outcome.span.covers(unit.words.place(at))).collect();
    let symbol = |at: &&usize| unit.words.get(**at).is_none_or(|it| it.kind == Kind::Symbol);
    let mark = |at: &&usize| matches!(unit.words.lower(**at), "." | ":" | ";" | "*" | "_" | "-" | "|");
    let (first, last) = (words.iter().find(|it| !symbol(it))?, words.iter().rfind(|it| !mark(it))?);
    Some((unit.words.span(*first..*last + 1), labelled))
}

/// Where else in the prose, between words, the name at `own` stands.
fn mentions(checked: &Checked, own: Span) -> Vec<Span> {
    let (text, prose) = (checked.text.as_str(), checked.syntax.prose.as_str());
    let name = own.of(text);
    let heads = checked.syntax.blocks.iter().filter(|it| matches!(it.kind, BlockKind::Heading(_)));
    let headings: Vec<Span> = heads.map(|it| it.span).collect();
    let apart = |span: Span| {
        let word = |it: char| it.is_alphanumeric() || it == '_';
        !prose[..span.start].ends_with(word) && !prose[span.end..].starts_with(word)
    };
    let mut found: Vec<Span> = [capital(name), small(name)]
        .iter()
        .flat_map(|it| prose.match_indices(it.as_str()).map(|(at, words)| Span::new(at, at + words.len())).collect::<Vec<_>>())
        .filter(|it| !it.overlaps(own) && apart(*it) && !headings.iter().any(|heading| heading.overlaps(*it)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// `new` as it stands at a place that has `words` for `name`: with a small or a capital letter where that differs.
fn in_case_of(words: &str, name: &str, new: &str) -> String {
    match words {
        _ if words == name => new.to_owned(),
        _ if words == small(name) => small(new),
        _ => capital(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::config::Config;
    use crate::persona::Personas;
    use crate::text::Text;

    const TEXT: &str = "# Customer Success Manager Perspective: X\n\n[all](#success-metrics), [other](x.md#success-metrics)\n\n\
        ## Customer Outcomes\n\n- **Faster First Value**: New teams answer their first ticket within a day.\n\
        - Managers see the workload of their team every week.\n\n\
        ## Recommendations\n\n- Call every new team, owned by CS by 1 May, so that faster First Value is reached.\n\
        - Faster First Valued is another word.\n\n## Success Metrics\n\n- Faster First Value: 70% of new teams by June\n";

    fn checked(text: &str) -> Checked {
        let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
        check(&Text::new(text), &persona, &Config::default())
    }

    fn renamed(text: &str, at: &str, new: &str) -> Result<String, String> {
        let checked = checked(text);
        let named = named(&checked, text.find(at).expect("it is there")).ok_or("nothing has a name here")?;
        rename(&checked, &named, new).map(|it| applied(text, &it.edits))
    }

    #[test]
    fn a_title_changes_with_the_links_to_it() {
        let after = renamed(TEXT, "Success Metrics", "How We Measure It").unwrap();
        assert!(after.contains("## How We Measure It\n") && after.contains("[all](#how-we-measure-it)"), "{after}");
        assert!(after.contains("[other](x.md#success-metrics)"), "{after}");
    }

    #[test]
    fn an_anchor_that_moves_up_is_followed() {
        let text = "# Customer Success Manager Perspective: X\n\n## Notes\n\n[a](#notes) [b](#notes-1)\n\n## Notes\n";
        let after = renamed(text, "Notes", "Later").unwrap();
        assert!(after.contains("## Later\n\n[a](#later) [b](#notes)\n\n## Notes"), "{after}");
    }

    #[test]
    fn an_outcome_changes_wherever_it_is_named() {
        for at in ["Faster First Value**", "faster First", "Faster First Value: 70%"] {
            let after = renamed(TEXT, at, "Quick Start").unwrap();
            assert!(after.contains("**Quick Start**: New teams"), "{at}: {after}");
            assert!(after.contains("so that quick Start is reached"), "{at}: {after}");
            assert!(after.contains("- Quick Start: 70%") && after.contains("Faster First Valued is"), "{at}: {after}");
        }
    }

    #[test]
    fn what_has_no_name_is_not_renamed() {
        assert!(renamed(TEXT, "Managers see", "x").is_err(), "nothing refers to it");
        assert!(renamed(TEXT, "by 1 May", "x").is_err());
        for bad in ["", "  ", "a\nb"] {
            assert!(renamed(TEXT, "Success Metrics", bad).is_err(), "{bad:?}");
        }
        assert!(renamed(TEXT, "Success Metrics", "C #").unwrap_err().contains("cannot be the words of a heading"));
    }
}
