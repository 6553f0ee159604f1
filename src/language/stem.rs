//! Stems: what a word's inflected forms and near derivations share. Light and without tables: only for comparing words
//! of one document with each other, where a stem that is too short does less harm than one that is too long.

/// Endings, the longest first. Each leaves at least [`SHORTEST`] bytes.
const ENDINGS: &[&str] = &[
    "ations", "ation", "ments", "ment", "ities", "ness", "iers", "ings", "ions", "ing", "ity", "ies", "ied", "ier", "ion", "ers", "ful",
    "ors", "er", "or", "ed", "es", "ly", "al", "s", "e", "y",
];

/// The fewest bytes that a stem has.
const SHORTEST: usize = 3;

/// The stem of `word`, which is in lower case: a prefix of it.
pub fn stem(word: &str) -> &str {
    let mut stem = word;
    // Two endings at most: "bookings" is "book" by way of "booking".
    for _ in 0..2 {
        let last = stem.as_bytes().last();
        let mut fitting = ENDINGS.iter().filter(|it| it.as_bytes().last() == last);
        let Some(shorter) = fitting.find_map(|it| stem.strip_suffix(it)).filter(|it| it.len() >= SHORTEST && it.is_ascii()) else {
            break;
        };
        stem = shorter;
    }
    undouble(stem)
}

/// "plann" as "plan"; "call" and "miss" stay what they are, for all their forms have the double letter.
fn undouble(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., first, second] if first == second && stem.len() > SHORTEST && !matches!(second, b'l' | b's' | b'e' | b'o') => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_share_a_stem() {
        for group in [
            &["book", "books", "booked", "booking", "bookings"][..],
            &["plan", "plans", "planned", "planning", "planner"],
            &["adopt", "adopts", "adopted", "adoption"],
            &["invoice", "invoices", "invoiced", "invoicing"],
            &["delivery", "deliveries"],
            &["supplier", "suppliers"],
            &["late", "later"],
        ] {
            for word in group {
                assert_eq!(stem(word), stem(group[0]), "{word}");
            }
        }
        assert_ne!(stem("price"), stem("print"));
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("café"), "café");
    }
}
