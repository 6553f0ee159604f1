//! Fixed sets of words, quick to ask for a word that is not in them, as nearly all are.

/// How many chains there are.
const CHAINS: usize = 128;

/// The most words that a set has.
const MOST: usize = 255;

/// The end of a chain.
const END: u8 = u8::MAX;

/// A set of words in lower case, none of them empty.
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// For words of one hash, the first in the list.
    first: [u8; CHAINS],
    /// For each word, the next one of its hash.
    next: [u8; MOST],
}

impl WordSet {
    /// The set of `words`; at most 255.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut next) = ([END; CHAINS], [END; MOST]);
        let mut at = 0;
        while at < words.len() {
            let chain = hash(words[at].as_bytes());
            next[at] = first[chain];
            first[chain] = at as u8;
            at += 1;
        }
        WordSet { words, first, next }
    }

    /// Whether `word` is in it.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        if word.is_empty() {
            return false;
        }
        let mut at = self.first[hash(word.as_bytes())];
        while at != END {
            if self.words[at as usize] == word {
                return true;
            }
            at = self.next[at as usize];
        }
        false
    }
}

/// The chain of `word`, which is not empty: by its length and its ends, which tell common words apart.
const fn hash(word: &[u8]) -> usize {
    (word.len() + 5 * word[0] as usize + 19 * word[word.len() - 1] as usize) % CHAINS
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    #[test]
    fn holds_its_words_alone() {
        const WORDS: &[&str] = &["a", "€", "week", "weeks", "a very long phrase of words", "another very long phrase of words"];
        static SET: WordSet = WordSet::new(WORDS);
        assert!(WORDS.iter().all(|word| SET.contains(word)));
        for word in ["", "b", "weak", "wee", "a very long phrase of others", "ä"] {
            assert!(!SET.contains(word), "{word}");
        }
    }
}
