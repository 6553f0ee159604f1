//! Cuts a stream of bytes into messages, whatever the bytes are.
//!
//! A frame is header lines, an empty line and a body of `Content-Length` bytes. Header names may have any case, any
//! number of other headers is ignored, and a broken header costs that frame alone: reading goes on at the next one.

use std::io::{self, BufRead, BufReader, Read};

/// The longest body that is believed, in bytes. Far above any document; a length beyond it is a mistake.
const BODY_LIMIT: u64 = 256 << 20;

/// The most bytes of a header line that are looked at together.
const LINE_LIMIT: u64 = 64 << 10;

/// Bytes kept of a line that is cut at [`LINE_LIMIT`], so that a header across the cut is still seen.
const OVERLAP: usize = 64;

/// The only header that matters.
const LENGTH: &[u8] = b"content-length:";

/// What the stream holds next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The body of a message, not yet looked at.
    Body(Vec<u8>),
    /// A header that tells no length that can be used, and why.
    Broken(String),
}

/// Reads frames from a stream.
pub(super) struct Frames<R> {
    input: BufReader<R>,
    /// Whether the place of the next frame is unknown and was already complained of.
    lost: bool,
}

impl<R: Read> Frames<R> {
    pub(super) fn new(input: R) -> Self {
        Frames { input: BufReader::with_capacity(LINE_LIMIT as usize, input), lost: false }
    }

    /// The next frame; `None` at the end of the stream, also when it ends within a frame.
    pub(super) fn next(&mut self) -> io::Result<Option<Frame>> {
        loop {
            match self.header()? {
                None => return Ok(None),
                Some(Ok(length)) => {
                    self.lost = false;
                    return self.body(length);
                }
                Some(Err(why)) if !self.lost => {
                    self.lost = true;
                    return Ok(Some(Frame::Broken(why)));
                }
                Some(Err(_)) => {}
            }
        }
    }

    /// Reads up to the empty line: the length that the header tells, or why it tells none.
    fn header(&mut self) -> io::Result<Option<Result<u64, String>>> {
        let mut length = None;
        let mut lines = false;
        let mut line = Vec::new();
        loop {
            if self.input.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let whole = line.ends_with(b"\n");
            let content = line.trim_ascii();
            if content.is_empty() && whole {
                line.clear();
                match (lines, length.take()) {
                    (false, _) => continue,
                    (true, Some(length)) => return Ok(Some(length)),
                    (true, None) => return Ok(Some(Err("a header without Content-Length".into()))),
                }
            }
            lines = true;
            if whole {
                length = content_length(content).or(length);
                line.clear();
            } else {
                line.drain(..line.len().saturating_sub(OVERLAP));
            }
        }
    }

    /// Reads a body. Memory grows with the bytes that really come.
    fn body(&mut self, length: u64) -> io::Result<Option<Frame>> {
        let mut body = Vec::new();
        let read = self.input.by_ref().take(length).read_to_end(&mut body)?;
        Ok((read as u64 == length).then_some(Frame::Body(body)))
    }
}

/// The length that a header line tells, if it is the one that does. Bytes before the name are what is left of a frame
/// whose length was too small; they are no reason to lose this frame, too.
fn content_length(line: &[u8]) -> Option<Result<u64, String>> {
    let at = line.windows(LENGTH.len()).rposition(|name| name.eq_ignore_ascii_case(LENGTH))?;
    let value = String::from_utf8_lossy(line[at + LENGTH.len()..].trim_ascii()).into_owned();
    let number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    Some(match value.parse() {
        Ok(length) if length <= BODY_LIMIT => Ok(length),
        _ if number => Err(format!("Content-Length {value} is above the limit of {BODY_LIMIT} bytes")),
        _ => Err(format!("Content-Length is no number: {:?}", value.chars().take(40).collect::<String>())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn frames(bytes: &[u8]) -> Vec<Frame> {
        let mut frames = Frames::new(bytes);
        std::iter::from_fn(|| frames.next().expect("memory can be read")).collect()
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_are_read_leniently() {
        let all = b"content-length:2\r\n\r\n{}Content-Type: what/ever\r\nX: 1\r\nY: 2\r\nCONTENT-LENGTH:   3 \r\n\r\n[1]\r\n\r\nContent-Length: 1\n\n0";
        assert_eq!(frames(all), [body("{}"), body("[1]"), body("0")]);
    }

    #[test]
    fn a_broken_header_costs_one_frame() {
        for broken in ["abc", "", "-1", "1e3", "99999999999999999999999", "1000000000000000"] {
            let all = format!("Content-Length: {broken}\r\n\r\nContent-Length: 2\r\n\r\n{{}}");
            let got = frames(all.as_bytes());
            assert!(matches!(got[0], Frame::Broken(_)), "{broken}: {got:?}");
            assert_eq!(got[1..], [body("{}")], "{broken}");
        }
        assert!(matches!(frames(b"X: 1\r\n\r\nContent-Length: 0\r\n\r\n")[..], [Frame::Broken(_), Frame::Body(_)]));
    }

    #[test]
    fn a_wrong_length_costs_no_further_frame() {
        let all = b"Content-Length: 3\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}";
        assert_eq!(frames(all), [body("{\"a"), body("{}")]);
    }

    #[test]
    fn a_body_above_the_limit_is_skipped_in_pieces() {
        for gap in [100_000, (LINE_LIMIT as usize) - 30, (LINE_LIMIT as usize) - 5, 3 * LINE_LIMIT as usize - 20] {
            let mut all = b"Content-Length: 300000000\r\n\r\n".to_vec();
            all.extend(std::iter::repeat_n(b'x', gap));
            all.extend(b"Content-Length: 2\r\n\r\n{}");
            let got = frames(&all);
            assert!(matches!(&got[..], [Frame::Broken(_), last] if *last == body("{}")), "{gap}: {got:?}");
        }
    }

    #[test]
    fn a_cut_frame_is_none() {
        assert_eq!(frames(b"Content-Length: 10\r\n\r\n{}"), []);
        assert_eq!(frames(b"Content-Len"), []);
    }

    proptest! {
        #[test]
        fn any_bytes_before_a_frame_do_not_hide_it(garbage in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut all = garbage;
            all.extend(b"\r\n\r\nContent-Length: 2\r\n\r\n{}");
            prop_assert_eq!(frames(&all).pop(), Some(body("{}")));
        }

        #[test]
        fn frames_come_out_as_they_went_in(bodies in proptest::collection::vec(".{0,80}", 0..6)) {
            let all: String = bodies.iter().map(|it| format!("Content-Length: {}\r\n\r\n{it}", it.len())).collect();
            prop_assert_eq!(frames(all.as_bytes()), bodies.iter().map(|it| body(it)).collect::<Vec<_>>());
        }
    }
}
