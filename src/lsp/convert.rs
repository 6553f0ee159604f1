//! Between the protocol's coordinates and ours.

use tower_lsp::ls_types::{self, Range, TextDocumentContentChangeEvent, Uri};

use crate::text::{Change, Encoding, Position, Span, Text};

/// A position as the client gives it.
pub(super) fn position(position: ls_types::Position) -> Position {
    Position { line: position.line as usize, column: position.character as usize }
}

/// The bytes in `range`; one that is given backwards is turned round.
pub(super) fn span(text: &Text, range: Range, encoding: Encoding) -> Span {
    let one = text.offset(position(range.start), encoding);
    let other = text.offset(position(range.end), encoding);
    Span::new(one.min(other), one.max(other))
}

/// Where `span` is, as the client counts.
pub(super) fn range(text: &Text, span: Span, encoding: Encoding) -> Range {
    let place = |offset| {
        let place = text.position(offset, encoding);
        ls_types::Position { line: clamped(place.line), character: clamped(place.column) }
    };
    Range { start: place(span.start), end: place(span.end) }
}

fn clamped(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A change as the client sends it.
pub(super) fn change(event: TextDocumentContentChangeEvent) -> Change {
    Change { range: event.range.map(|range| (position(range.start), position(range.end))), text: event.text }
}

/// The path that `uri` names, percent-decoded, with `/`: of a file the path in the file system (`c:/a.md` for a drive,
/// `//host/share/a.md` for a share), of anything else (`untitled:`) the URI's path.
pub(super) fn path(uri: &Uri) -> String {
    let path = uri.path().decode().to_string_lossy().into_owned();
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return path;
    }
    let host = uri.authority().map(|authority| authority.host()).filter(|host| !host.is_empty() && *host != "localhost");
    if let Some(host) = host {
        return format!("//{host}{path}");
    }
    match path.as_bytes() {
        [b'/', drive, b':', ..] if drive.is_ascii_alphabetic() => path[1..].to_owned(),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_decoded() {
        for (uri, expected) in [
            ("file:///home/a/b.md", "/home/a/b.md"),
            ("file:///home/a%20b/%C3%A9%23.md", "/home/a b/é#.md"),
            ("file:///c%3A/x/y.md", "c:/x/y.md"),
            ("file:///C:/x/y.md", "C:/x/y.md"),
            ("file://localhost/a.md", "/a.md"),
            ("file://server/share/a.md", "//server/share/a.md"),
            ("untitled:Untitled-1", "Untitled-1"),
            ("untitled:/notes/new.md", "/notes/new.md"),
            ("vscode-notebook-cell:/a.ipynb#W0", "/a.ipynb"),
        ] {
            assert_eq!(path(&uri.parse().unwrap()), expected, "{uri}");
        }
    }
}
