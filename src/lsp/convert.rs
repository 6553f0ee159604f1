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

/// The URI of the file at `path`, absolute. Windows' drives and shares are taken as such.
pub(super) fn uri(path: &str) -> Option<Uri> {
    let path = path.replace('\\', "/");
    let (authority, path) = match path.strip_prefix("//") {
        Some(share) => share.split_once('/').map(|(host, rest)| (host.to_owned(), format!("/{rest}")))?,
        None if path.starts_with('/') => (String::new(), path),
        None => (String::new(), format!("/{path}")),
    };
    format!("file://{authority}{}", encoded(&path)).parse().ok()
}

/// `path` with every byte percent-encoded that the path of a URI cannot have as it is, and the colon of a drive, as
/// editors write it.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

/// The file that `link`, the destination of a Markdown link in the document at `base`, leads to; `None` for a place in
/// the same document, an absolute path, and another scheme than `base` has.
pub(super) fn resolve(base: &Uri, link: &str) -> Option<Uri> {
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || scheme || path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = base.path().as_str().split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.len() > 1 => drop(parts.pop()),
            ".." => return None,
            part => parts.push(part),
        }
    }
    let authority = base.authority().map_or("", |it| it.as_str());
    let fragment = fragment.map_or_else(String::new, |it| format!("#{it}"));
    let slashes = if base.scheme().as_str().eq_ignore_ascii_case("file") { "//" } else { "" };
    let path: Vec<String> = parts.iter().map(|it| if it.contains('%') { (*it).to_owned() } else { encoded(it) }).collect();
    format!("{}:{slashes}{authority}{}{fragment}", base.scheme().as_str(), path.join("/")).parse().ok()
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

    #[test]
    fn paths_become_uris_and_come_back() {
        for (file, expected) in [
            ("/home/a b/é#.md", "file:///home/a%20b/%C3%A9%23.md"),
            ("c:/x/y.md", "file:///c%3A/x/y.md"),
            ("c:\\x\\y.md", "file:///c%3A/x/y.md"),
            ("//server/share/a.md", "file://server/share/a.md"),
        ] {
            let made = uri(file).unwrap();
            assert_eq!(made.as_str(), expected);
            assert_eq!(path(&made), file.replace('\\', "/"));
        }
    }

    #[test]
    fn links_lead_on_from_their_document() {
        let base: Uri = "file:///w/personas/f/c%20s.md".parse().unwrap();
        for (link, expected) in [
            ("checklists/x.md", Some("file:///w/personas/f/checklists/x.md")),
            ("../../a%20b.md#top", Some("file:///w/a%20b.md#top")),
            ("./c d.md", Some("file:///w/personas/f/c%20d.md")),
            ("#top", None),
            ("https://example.com/a.md", None),
            ("/etc/passwd", None),
            ("../../../../../x.md", None),
        ] {
            assert_eq!(resolve(&base, link).as_ref().map(|it| it.as_str()), expected, "{link}");
        }
        assert_eq!(resolve(&"untitled:Untitled-1".parse().unwrap(), "x.md").map(|it| it.as_str().to_owned()), Some("untitled:x.md".into()));
    }
}
