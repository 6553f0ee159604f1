//! Where things lead: an outcome to what serves it, an item to its evidence, a question to its marker, and back.

use std::path::Path;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{GotoDefinitionResponse, Location, LocationLink, Position, Range, Uri};

use super::beside::{Beside, Owner};
use super::convert;
use super::view::View;
use super::worker::{Judgement, Worker};
use crate::project::{self, Kind, Texts as _};
use crate::text::{Span, Text};
use crate::workflow::{checklist, explain, questions};

/// A place in some document.
struct Target {
    uri: Uri,
    range: Range,
}

/// Where a place leads: what at the place leads there, and the targets, the best first.
#[derive(Default)]
struct Leads {
    origin: Option<Range>,
    targets: Vec<Target>,
}

impl Worker {
    /// What the place at `position` of `uri` stands for.
    pub(super) fn definition(&mut self, uri: &Uri, position: Position) -> Result<Option<GotoDefinitionResponse>> {
        let Leads { origin, targets } = self.leads(uri, position)?;
        if targets.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.client.links {
            true => GotoDefinitionResponse::Link(
                targets
                    .into_iter()
                    .map(|it| LocationLink {
                        origin_selection_range: origin,
                        target_uri: it.uri,
                        target_range: it.range,
                        target_selection_range: it.range,
                    })
                    .collect(),
            ),
            false => GotoDefinitionResponse::Array(targets.into_iter().map(location).collect()),
        }))
    }

    /// Everything that belongs to the place at `position` of `uri`, with the place itself if `itself`.
    pub(super) fn references(&mut self, uri: &Uri, position: Position, itself: bool) -> Result<Option<Vec<Location>>> {
        let Leads { origin, targets } = self.leads(uri, position)?;
        let own = origin.filter(|_| itself).map(|range| Location { uri: uri.clone(), range });
        let found: Vec<Location> = own.into_iter().chain(targets.into_iter().map(location)).collect();
        Ok(Some(found).filter(|it| !it.is_empty()))
    }

    fn leads(&mut self, uri: &Uri, position: Position) -> Result<Leads> {
        if let Some(view) = self.view(uri)? {
            let at = view.offset(position);
            let mut leads = within(&view, at);
            let path = std::path::PathBuf::from(convert::path(uri));
            let beyond = self.beyond(uri, &path, at);
            leads.origin = leads.origin.or(beyond.origin);
            leads.targets.extend(beyond.targets);
            leads.targets.extend(self.in_template(uri, &path, at));
            return Ok(leads);
        }
        let Some(open) = self.documents.get(uri) else { return Ok(Leads::default()) };
        let Judgement::Beside(beside) = &open.judgement else { return Ok(Leads::default()) };
        let at = beside.text.offset(convert::position(position), self.client.encoding);
        Ok(self.back(beside, at).unwrap_or_default())
    }

    /// Where a place of the perspective at `path` leads outside of it: a marker to its question in the sheet, a heading
    /// to the items of its section, the title to the checklist, evidence to the items that it speaks for or against.
    fn beyond(&self, uri: &Uri, path: &Path, at: usize) -> Leads {
        let Some(Judgement::Done(checked)) = self.documents.get(uri).map(|open| &open.judgement) else { return Leads::default() };
        let encoding = self.client.encoding;
        if let Some(marker) = explain::marker_at(checked, at) {
            let origin = Some(convert::range(&checked.text, marker.span, encoding));
            return Leads { origin, targets: self.question(checked, path, marker.span).into_iter().collect() };
        }
        let section = checked.perspective.sections.iter().find(|it| it.heading.touches(Span::at(at)));
        let list = self.engine.project().checklist_of(path, &self.texts());
        let Some((list_uri, text)) = self.file(&list) else { return Leads::default() };
        let read = checklist::read(text.as_str());
        let entries_of = |items: &[usize]| -> Vec<Span> {
            let matched = read.matched(&checked.persona);
            matched.iter().filter(|(item, _)| items.contains(item)).map(|(_, at)| read.entries[*at].span).collect()
        };
        let (origin, entries) = match section {
            Some(section) if section.level == 1 => (Some(section.heading), read.title.into_iter().collect()),
            Some(section) => {
                let items: Vec<usize> = explain::verdicts_of(checked, section).iter().map(|it| it.item).collect();
                (Some(section.heading), entries_of(&items))
            }
            None => {
                let evidence = explain::evidence_at(checked, at);
                let items: Vec<usize> = evidence.iter().map(|(item, _)| *item).collect();
                (evidence.first().map(|(_, span)| *span), entries_of(&items))
            }
        };
        let target = |span: Span| Target { uri: list_uri.clone(), range: convert::range(&text, span, encoding) };
        let origin = origin.map(|it| convert::range(&checked.text, it, encoding));
        Leads { origin, targets: entries.into_iter().map(target).collect() }
    }

    /// The lines of the persona's template that ask for what was found at a place of the perspective at `path`, where the
    /// repository has that template.
    fn in_template(&self, uri: &Uri, path: &Path, at: usize) -> Vec<Target> {
        let Some(Judgement::Done(checked)) = self.documents.get(uri).map(|open| &open.judgement) else { return Vec::new() };
        let project = self.engine.project();
        let template = project.roster(path).template(&checked.persona.id).and_then(|it| self.file(&it));
        let Some((template_uri, template)) = template else { return Vec::new() };
        let again = |text: &str| project.check_as(path, &Text::new(text), &checked.persona);
        let lines = explain::asked_for(checked, template.as_str(), at, again);
        let target = |span| Target { uri: template_uri.clone(), range: convert::range(&template, span, self.client.encoding) };
        lines.into_iter().map(target).collect()
    }

    /// The question in the sheet that the marker at `marker` is asked by.
    fn question(&self, checked: &crate::check::Checked, path: &Path, marker: Span) -> Option<Target> {
        let (uri, text) = self.file(&project::sheet_of(path))?;
        let sheet = questions::parse(text.as_str());
        let (_, asked) = questions::asked(checked).into_iter().find(|(span, _)| *span == marker)?;
        let number = sheet.questions.iter().find(|it| it.id == asked.id || it.question == asked.question)?.number;
        let place = questions::places(text.as_str()).into_iter().find(|it| it.number == number)?;
        Some(Target { uri, range: convert::range(&text, place.heading, self.client.encoding) })
    }

    /// Where a place of a checklist or a sheet leads in the perspective.
    fn back(&self, beside: &Beside, at: usize) -> Option<Leads> {
        let owner = beside.perspective.as_ref()?;
        let encoding = self.client.encoding;
        let leads = |origin: Span, spans: Vec<Span>| {
            let origin = Some(convert::range(&beside.text, origin, encoding));
            Leads { origin, targets: spans.into_iter().map(|span| target(owner, span, encoding)).collect() }
        };
        match beside.kind? {
            Kind::Checklist => {
                let list = checklist::read(beside.text.as_str());
                let here = Span::at(at);
                if list.title.into_iter().chain(list.link).any(|it| it.touches(here)) {
                    let title = owner.checked.perspective.title.unwrap_or_default();
                    return Some(leads(list.title.filter(|it| it.touches(here)).or(list.link)?, vec![title]));
                }
                let matched = list.matched(&owner.checked.persona);
                let (item, entry) = matched.iter().find(|(_, at)| list.entries[*at].span.touches(here))?;
                let verdict = owner.checked.report.verdicts.get(*item)?;
                Some(leads(list.entries[*entry].span, verdict.evidence.clone()))
            }
            Kind::Questions => {
                let place = questions::places(beside.text.as_str()).into_iter().find(|it| it.whole.contains(at))?;
                let sheet = questions::parse(beside.text.as_str());
                let question = sheet.questions.iter().find(|it| it.number == place.number)?;
                let asked = questions::asked(&owner.checked);
                let (marker, _) = asked.iter().find(|(_, it)| it.id == question.id || it.question == question.question)?;
                Some(leads(place.heading, vec![*marker]))
            }
        }
    }

    /// URI and text of the file at `path`, as the user sees it.
    pub(super) fn file(&self, path: &Path) -> Option<(Uri, Text)> {
        let text = self.texts().read(path).ok().flatten()?;
        let uri = self.open_at(path).map(|(uri, _)| uri).or_else(|| convert::uri(&path.to_string_lossy()))?;
        Some((uri, Text::new(text)))
    }
}

/// Where a place leads in the same document.
fn within(view: &View, at: usize) -> Leads {
    let linked = explain::linked(view.checked, at);
    let mut places = linked.into_iter().map(|it| view.range(it));
    let origin = places.next();
    Leads { origin, targets: places.map(|range| Target { uri: view.uri.clone(), range }).collect() }
}

fn target(owner: &Owner, span: Span, encoding: crate::text::Encoding) -> Target {
    Target { uri: owner.uri.clone(), range: convert::range(&owner.checked.text, span, encoding) }
}

fn location(target: Target) -> Location {
    Location { uri: target.uri, range: target.range }
}
