//! Where two versions of a text differ.

use super::span::{Span, floor_boundary};

/// The stretch in which two versions of a text differ: all before it and all behind it is the same in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The stretch in the earlier text.
    pub old: Span,
    /// The stretch in the later text. It starts at the same byte.
    pub new: Span,
}

impl Diff {
    /// The shortest stretch, on character boundaries, outside of which `old` and `new` are the same.
    pub fn between(old: &str, new: &str) -> Self {
        let start = floor_boundary(old, same(old.as_bytes(), new.as_bytes()));
        let (behind_old, behind_new) = (&old.as_bytes()[start..], &new.as_bytes()[start..]);
        let mut tail = same_at_end(behind_old, behind_new);
        while !old.is_char_boundary(old.len() - tail) {
            tail -= 1;
        }
        Diff { old: Span::new(start, old.len() - tail), new: Span::new(start, new.len() - tail) }
    }

    /// Where `offset` of the earlier text, which does not lie before the end of the stretch, is in the later one.
    pub fn moved(&self, offset: usize) -> usize {
        offset - self.old.end + self.new.end
    }

    /// `span` of the earlier text in the later one; it lies on one side of the stretch.
    pub fn moved_span(&self, span: Span) -> Span {
        match span.start >= self.old.end {
            true => Span::new(self.moved(span.start), self.moved(span.end)),
            false => span,
        }
    }
}

/// How many bytes are compared at once.
const STEP: usize = 256;

/// Number of bytes that are the same at the starts of both.
fn same(one: &[u8], other: &[u8]) -> usize {
    let steps = one.chunks_exact(STEP).zip(other.chunks_exact(STEP)).take_while(|(one, other)| one == other).count();
    let start = steps * STEP;
    start + one[start..].iter().zip(&other[start..]).take_while(|(one, other)| one == other).count()
}

/// Number of bytes that are the same at the ends of both.
fn same_at_end(one: &[u8], other: &[u8]) -> usize {
    let steps = one.rchunks_exact(STEP).zip(other.rchunks_exact(STEP)).take_while(|(one, other)| one == other).count();
    let tail = steps * STEP;
    let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
    tail + one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_rest_is_the_same(head in ".{0,600}", old in ".{0,9}", new in ".{0,9}", tail in ".{0,600}") {
            let (before, after) = (format!("{head}{old}{tail}"), format!("{head}{new}{tail}"));
            let diff = Diff::between(&before, &after);
            prop_assert_eq!(diff.old.start, diff.new.start);
            prop_assert_eq!(&before[..diff.old.start], &after[..diff.new.start]);
            prop_assert_eq!(&before[diff.old.end..], &after[diff.new.end..]);
            prop_assert!(diff.old.len() <= old.len() + 3 && diff.new.len() <= new.len() + 3);
        }
    }
}
