//! Links that can be followed: files that the document names, and the pages of codes that it allows.

use tower_lsp::ls_types::{DocumentLink, Uri};

use super::client::Client;
use super::convert;
use super::view::View;
use crate::rules;
use crate::syntax::{self, Syntax};
use crate::text::{Span, Text};

/// The links of the document.
pub(super) fn links(view: &View) -> Vec<DocumentLink> {
    let files = files(view.uri, view.text(), &view.checked.syntax);
    let pages = view.checked.perspective.suppressions.iter().flat_map(|suppression| {
        let words = view.words(suppression.span);
        suppression.codes.iter().filter_map(move |code| {
            let rule = rules::rule(code)?;
            let at = suppression.span.start + words.find(code.as_str())?;
            Some((Span::new(at, at + code.len()), rules::url(rule.name).parse().ok()?, "What the rule finds"))
        })
    });
    let mut links: Vec<Link> = files.into_iter().chain(pages).collect();
    links.sort_by_key(|(span, ..)| *span);
    typed(links, view.text(), view.client)
}

/// The links of the document at `uri` with `text`, which is no perspective.
pub(super) fn others(uri: &Uri, text: &Text, client: &Client) -> Vec<DocumentLink> {
    typed(files(uri, text, &syntax::read(text.as_str())), text, client)
}

/// Where a link stands, where it leads, and what that does.
type Link = (Span, Uri, &'static str);

/// Links to files.
fn files(uri: &Uri, text: &Text, syntax: &Syntax) -> Vec<Link> {
    let destinations = syntax.destinations(text.as_str()).into_iter();
    destinations.filter_map(|place| Some((place, convert::resolve(uri, text.slice(place))?, "Open the file"))).collect()
}

fn typed(links: Vec<Link>, text: &Text, client: &Client) -> Vec<DocumentLink> {
    let link = |(span, target, tooltip): Link| DocumentLink {
        range: convert::range(text, span, client.encoding),
        target: Some(target),
        tooltip: client.link_tooltips.then(|| tooltip.to_owned()),
        data: None,
    };
    links.into_iter().map(link).collect()
}
