//! Prose as words: lower case, one spelling for each kind of quote and dash, with spans in the text.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Diff, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits with their separators: `10,000`, `4.5`.
    Number,
    /// One character of punctuation, or a currency sign, or a comparator.
    Symbol,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, from the first byte of the words on.
    local: Range<u32>,
    /// What it is.
    pub kind: Kind,
    /// Whether nothing stands between it and the token before: `up-sell` is three tokens, the last two glued.
    pub glued: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it has two letters or more, all of them capitals.
    pub upper: bool,
    /// Whether it stands between double quotation marks, or in a block quote.
    pub quoted: bool,
    lower: Range<u32>,
}

impl Word {
    /// Number of its bytes in the text.
    pub fn length(&self) -> usize {
        self.local.len()
    }
}

/// The tokens of a stretch of prose. Cheap to clone, and to move when text before them comes or goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Where the stretch starts in the text.
    base: usize,
    tokens: Arc<Tokens>,
    /// Index of the first token among `tokens`, and how many there are: a part shares the tokens of the whole.
    first: u32,
    count: u32,
}

/// About how many bytes of prose there are for each token.
const BYTES_A_TOKEN: usize = 5;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tokens {
    lower: String,
    list: Vec<Word>,
}

impl Words {
    /// The tokens of `prose` in `span`; bytes that are blanked there yield none.
    ///
    /// Words are lower case, without a possessive `'s`; `’` counts as `'`, every dash as `-`, a no-break space as a
    /// space. A hyphen is a token of its own, so `time-to-value` and `time to value` have the same words. Tokens of
    /// several spans of one text may follow each other by [`Words::add`].
    pub fn new(prose: &str, span: Span) -> Self {
        let mut words = Words::default();
        words.add(prose, span);
        words
    }

    /// Adds the tokens of `prose` in `span`, which stands behind those there are.
    pub fn add(&mut self, prose: &str, span: Span) {
        if self.tokens.list.is_empty() {
            self.base = span.start;
        }
        let offset = span.start.saturating_sub(self.base) as u32;
        let tokens = Arc::make_mut(&mut self.tokens);
        tokens.add(span.of(prose), offset);
        self.count = tokens.list.len() as u32 - self.first;
    }

    /// Where the token at `index` stands in the text; past the end, the empty span at the start.
    #[inline]
    pub fn place(&self, index: usize) -> Span {
        self.get(index).map_or(Span::default(), |it| self.placed(&it.local))
    }

    fn placed(&self, local: &Range<u32>) -> Span {
        Span::new(self.base + local.start as usize, self.base + local.end as usize)
    }

    /// Puts the tokens behind the stretch `place`, which was edited, where they stand now. None lies in it.
    pub(crate) fn moved(&mut self, place: &Diff) {
        if self.base >= place.old.end {
            self.base = place.moved(self.base);
            return;
        }
        let base = self.base;
        let behind = |word: &Word| base + word.local.start as usize >= place.old.end;
        if self.tokens.list.last().is_some_and(behind) {
            for word in Arc::make_mut(&mut self.tokens).list.iter_mut().filter(|word| behind(word)) {
                let local = |offset: u32| (place.moved(base + offset as usize) - base) as u32;
                word.local = local(word.local.start)..local(word.local.end);
            }
        }
    }

    /// The tokens `range` alone, as if nothing stood around them.
    pub fn part(&self, range: Range<usize>) -> Words {
        if range.is_empty() || range.end > self.len() {
            return Words::default();
        }
        let first = self.first + range.start as u32;
        Words { base: self.base, tokens: self.tokens.clone(), first, count: range.len() as u32 }
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The token at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&Word> {
        if index < self.len() { self.tokens.list.get(self.first as usize + index) } else { None }
    }

    /// All tokens.
    pub fn iter(&self) -> std::slice::Iter<'_, Word> {
        self.tokens.list[self.first as usize..self.first as usize + self.len()].iter()
    }

    /// The normal form of the token at `index`; past the end, the empty string.
    #[inline]
    pub fn lower(&self, index: usize) -> &str {
        self.get(index).map_or("", |word| &self.tokens.lower[word.lower.start as usize..word.lower.end as usize])
    }

    /// Where the tokens `range` stand in the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.get(range.start), self.get(range.end.saturating_sub(1))) {
            (Some(first), Some(last)) => self.placed(&first.local).join(self.placed(&last.local)),
            _ => Span::default(),
        }
    }

    /// The sentences of the tokens `within`. A full stop ends one when a capital, a digit or a quotation mark follows and no
    /// abbreviation precedes it.
    pub fn sentences(&self, within: Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = within.start;
        for at in within.clone() {
            if matches!(self.lower(at), "." | "!" | "?" | "…")
                && self.get(at).is_some_and(|it| it.kind == Kind::Symbol)
                && self.ends_sentence(at)
            {
                found.push(start..at + 1);
                start = at + 1;
            }
        }
        if start < within.end {
            found.push(start..within.end);
        }
        found
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let Some(next) = self.get(at + 1) else { return true };
        let opens = next.capital || next.kind == Kind::Number || matches!(self.lower(at + 1), "\"" | "“" | "(" | "„" | "«");
        if next.glued || !opens {
            return false;
        }
        let before = self.lower(at.wrapping_sub(1));
        let abbreviation = ["e.g", "i.e", "vs", "etc", "approx", "no", "inc", "ltd", "st", "dr", "mr", "mrs", "ms", "max", "min", "g", "e"];
        !(self.lower(at) == "." && at > 0 && self.get(at).is_some_and(|it| it.glued) && abbreviation.contains(&before))
    }
}

impl Tokens {
    /// Adds the tokens of `source`, which starts `offset` bytes behind the first.
    fn add(&mut self, source: &str, offset: u32) {
        let bytes = source.as_bytes();
        self.lower.reserve(source.len());
        self.list.reserve(source.len() / BYTES_A_TOKEN);
        let (mut at, mut quoted, mut end) = (0, false, usize::MAX);
        while at < bytes.len() {
            let (kind, stop) = match token(source, at) {
                Ok(token) => token,
                Err(next) => {
                    at = next;
                    continue;
                }
            };
            let raw = &source[at..stop];
            match raw {
                _ if kind != Kind::Symbol => {}
                "\"" => quoted = !quoted && source[stop..].contains('"'),
                "“" | "„" | "«" => quoted = true,
                "”" | "»" => quoted = false,
                _ => {}
            }
            let lower = self.normalise(raw, kind);
            let small = kind != Kind::Word || bytes[at].is_ascii_lowercase();
            self.list.push(Word {
                local: offset + at as u32..offset + stop as u32,
                kind,
                glued: end == at,
                capital: !small && raw.starts_with(char::is_uppercase),
                upper: !small && is_upper(raw),
                quoted: quoted && kind != Kind::Symbol,
                lower,
            });
            (at, end) = (stop, stop);
        }
    }

    /// Appends the normal form of `raw` and tells where.
    fn normalise(&mut self, raw: &str, kind: Kind) -> Range<u32> {
        let start = self.lower.len();
        if raw.is_ascii() {
            self.lower.push_str(raw);
            self.lower[start..].make_ascii_lowercase();
            if kind != Kind::Word || !raw.contains('\'') {
                return start as u32..self.lower.len() as u32;
            }
        } else {
            for character in raw.chars() {
                match character {
                    '’' | '‘' | 'ʼ' => self.lower.push('\''),
                    '–' | '—' | '‐' | '‑' | '−' if kind == Kind::Symbol => self.lower.push('-'),
                    '\u{ad}' => {}
                    c => self.lower.extend(c.to_lowercase()),
                }
            }
        }
        if kind == Kind::Word {
            if self.lower[start..].ends_with("'s") {
                self.lower.truncate(self.lower.len() - 2);
            }
            while self.lower.len() > start && self.lower.ends_with('\'') {
                self.lower.pop();
            }
        }
        start as u32..self.lower.len() as u32
    }
}

/// Whether `word` has two letters or more, none of them small.
fn is_upper(word: &str) -> bool {
    match word.as_bytes() {
        [_] | [_, b'a'..=b'z', ..] => false,
        _ => word.chars().filter(|c| c.is_alphabetic()).count() > 1 && word.chars().all(|c| !c.is_lowercase()),
    }
}

/// What begins at the byte `at` of `source`: a token of a kind and its end, or, where none does, the byte to go on at.
fn token(source: &str, at: usize) -> Result<(Kind, usize), usize> {
    let first = source.as_bytes()[at];
    let (kind, width) = match first {
        b' ' | b'\t'..=b'\r' => return Err(at + 1),
        b'0'..=b'9' => (Kind::Number, 1),
        b'a'..=b'z' | b'A'..=b'Z' => (Kind::Word, 1),
        0..=0x7f => (Kind::Symbol, 1),
        _ => {
            let character = source[at..].chars().next().unwrap_or_default();
            let width = character.len_utf8();
            if character.is_whitespace() || matches!(character, '\u{ad}' | '\u{200b}') {
                return Err(at + width);
            }
            (if character.is_alphabetic() { Kind::Word } else { Kind::Symbol }, width)
        }
    };
    let mut stop = at + width;
    if kind == Kind::Word {
        stop += source.as_bytes()[stop..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    }
    loop {
        match continued(kind, source, stop) {
            0 => break,
            more => stop += more,
        }
    }
    Ok((kind, stop))
}

/// How many bytes of `source` from `at` on continue a token of `kind`: those of one character, or none.
#[inline]
fn continued(kind: Kind, source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let character = |at: usize| source[at..].chars().next();
    match (kind, bytes.get(at)) {
        (_, None) => 0,
        (Kind::Word, Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9')) | (Kind::Number, Some(b'0'..=b'9')) => 1,
        (Kind::Word, Some(b'\'')) => usize::from(character(at + 1).is_some_and(char::is_alphabetic)),
        (Kind::Number, Some(b',' | b'.')) => usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii_digit)),
        (Kind::Word, Some(0x80..)) => {
            let next = character(at).unwrap_or_default();
            let apostrophe = matches!(next, '’' | 'ʼ') && character(at + next.len_utf8()).is_some_and(char::is_alphabetic);
            if next.is_alphanumeric() || next == '\u{ad}' || apostrophe { next.len_utf8() } else { 0 }
        }
        _ => 0,
    }
}
