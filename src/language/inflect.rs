//! English inflection, forwards: the forms that a base form of a vocabulary takes. Done once, when a vocabulary is
//! read, so that reading a document needs no stemming.

/// `verb` and its third person, past and gerund. Irregular forms follow after `|`: `send|sent`.
pub(super) fn verb(verb: &str) -> Vec<String> {
    let mut forms: Vec<String> = verb.split('|').map(str::to_owned).collect();
    let base = forms[0].clone();
    // In "follow up" and "sign off" the first word is the verb.
    let (head, tail) = base.split_once(' ').map_or((base.as_str(), String::new()), |(head, tail)| (head, format!(" {tail}")));
    let irregular = forms.len() > 1;
    for form in [third(head), past(head), gerund(head)].into_iter().enumerate().filter(|(at, _)| !(irregular && *at == 1)).map(|it| it.1) {
        forms.push(form + &tail);
    }
    spellings(forms)
}

/// `noun` and its plural. In a phrase the last word is the noun.
pub(super) fn noun(noun: &str) -> Vec<String> {
    let mut forms: Vec<String> = noun.split('|').map(str::to_owned).collect();
    if forms.len() == 1 {
        forms.push(third(noun));
    }
    spellings(forms)
}

/// Adds British spellings to American ones and the reverse.
pub(super) fn spellings(forms: Vec<String>) -> Vec<String> {
    let pairs = [
        ("iz", "is"),
        ("yz", "ys"),
        ("or", "our"),
        ("og", "ogue"),
        ("enter", "entre"),
        ("ense", "ence"),
        ("eled", "elled"),
        ("eling", "elling"),
        ("ill", "il"),
    ];
    let safe = [
        "ization",
        "ize",
        "izing",
        "isation",
        "ise",
        "ising",
        "yze",
        "yse",
        "program",
        "behavior",
        "behaviour",
        "color",
        "colour",
        "favor",
        "honor",
        "labor",
        "center",
        "centre",
        "license",
        "licence",
        "catalog",
        "dialog",
        "fulfill",
        "enroll",
        "labeled",
        "modeled",
        "traveled",
        "canceled",
        "channeled",
        "modeling",
        "labeling",
        "canceling",
    ];
    let mut all = Vec::with_capacity(forms.len());
    for form in forms {
        if safe.iter().any(|it| form.contains(it)) {
            for (american, british) in pairs {
                for (from, to) in [(american, british), (british, american)] {
                    if form.contains(from) {
                        all.push(form.replacen(from, to, 1));
                    }
                }
            }
            if form.contains("program") && !form.contains("programme") {
                all.push(form.replace("program", "programme"));
            }
        }
        all.push(form);
    }
    all.sort();
    all.dedup();
    all
}

fn third(word: &str) -> String {
    match word {
        "go" | "do" | "undergo" | "forgo" | "redo" | "outdo" | "overdo" | "undo" | "veto" | "echo" | "hero" | "embargo" => {
            format!("{word}es")
        }
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        _ if word.ends_with('y') && !ends_in_vowel_before_last(word) => format!("{}ies", &word[..word.len() - 1]),
        _ => format!("{word}s"),
    }
}

fn past(word: &str) -> String {
    match word {
        _ if word.ends_with('e') => format!("{word}d"),
        _ if word.ends_with('y') && !ends_in_vowel_before_last(word) => format!("{}ied", &word[..word.len() - 1]),
        _ => format!("{}ed", doubled(word)),
    }
}

fn gerund(word: &str) -> String {
    match word {
        _ if word.ends_with("ie") => format!("{}ying", &word[..word.len() - 2]),
        _ if word.ends_with('e') && !word.ends_with("ee") && !word.ends_with("ye") => format!("{}ing", &word[..word.len() - 1]),
        _ => format!("{}ing", doubled(word)),
    }
}

/// Doubles the last consonant of a short verb: `plan` -> `plann`.
fn doubled(word: &str) -> String {
    let bytes = word.as_bytes();
    let vowel = |at: usize| matches!(bytes[at], b'a' | b'e' | b'i' | b'o' | b'u');
    let n = bytes.len();
    let syllables = (0..n).filter(|&at| vowel(at) && (at == 0 || !vowel(at - 1))).count();
    let shape = n >= 3 && !vowel(n - 1) && !matches!(bytes[n - 1], b'w' | b'x' | b'y') && vowel(n - 2) && !vowel(n - 3);
    let stressed = syllables == 1
        || ["refer", "defer", "prefer", "transfer", "commit", "submit", "permit", "admit", "equip", "begin", "embed", "enrol", "cancel"]
            .contains(&word);
    match bytes.last() {
        Some(&last) if word.is_ascii() && shape && stressed => format!("{word}{}", last as char),
        _ => word.to_owned(),
    }
}

fn ends_in_vowel_before_last(word: &str) -> bool {
    word.as_bytes().iter().rev().nth(1).is_some_and(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u'))
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms() {
        for (base, wanted) in [
            ("plan", ["plans", "planned", "planning"]),
            ("notify", ["notifies", "notified", "notifying"]),
            ("organize", ["organises", "organized", "organising"]),
            ("follow up", ["follows up", "followed up", "following up"]),
            ("refer", ["refers", "referred", "referring"]),
            ("send|sent", ["sends", "sent", "sending"]),
            ("visit", ["visits", "visited", "visiting"]),
        ] {
            let forms = super::verb(base);
            for form in wanted {
                assert!(forms.iter().any(|it| it == form), "{form} among {forms:?}");
            }
        }
        assert!(super::noun("agency").contains(&"agencies".to_owned()));
        assert!(super::noun("onboarding program").contains(&"onboarding programmes".to_owned()));
    }
}
