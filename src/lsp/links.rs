//! Links that can be followed: files that the document names, and the pages of codes that it allows.

use tower_lsp::ls_types::{DocumentLink, Uri};

use super::convert;
use super::view::View;
use crate::rules;
use crate::text::Span;

/// The links of the document.
pub(super) fn links(view: &View) -> Vec<DocumentLink> {
    let destinations = view.checked.syntax.destinations(view.text().as_str()).into_iter();
    let files = destinations.filter_map(|place| Some((place, convert::resolve(view.uri, view.words(place))?, "Open the file")));
    let pages = view.checked.perspective.suppressions.iter().flat_map(|suppression| {
        let words = view.words(suppression.span);
        suppression.codes.iter().filter_map(move |code| {
            let rule = rules::rule(code)?;
            let at = suppression.span.start + words.find(code.as_str())?;
            Some((Span::new(at, at + code.len()), rules::url(rule.name).parse().ok()?, "What the rule finds"))
        })
    });
    let mut links: Vec<(Span, Uri, &str)> = files.chain(pages).collect();
    links.sort_by_key(|(span, ..)| *span);
    links
        .into_iter()
        .map(|(span, target, tooltip)| DocumentLink {
            range: view.range(span),
            target: Some(target),
            tooltip: view.client.link_tooltips.then(|| tooltip.to_owned()),
            data: None,
        })
        .collect()
}
