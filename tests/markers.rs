//! Every spelling of a clarification that people were seen to write, and the class it gets.

use perspective_ls::syntax::{BracketKind, read};

/// `M` an open marker, `R` a settled one, `W` a near-miss with a finding of its own, `E` one without a question.
fn classes(text: &str) -> String {
    read(text)
        .brackets
        .iter()
        .filter_map(|bracket| match bracket.kind {
            BracketKind::Marker { .. } => Some('M'),
            BracketKind::Settled => Some('R'),
            BracketKind::Malformed { .. } => Some('W'),
            BracketKind::Empty => Some('E'),
            BracketKind::Placeholder => None,
        })
        .collect()
}

#[test]
fn spellings_from_the_wild() {
    let rows: &[(&str, &str)] = &[
        ("sign in via [NEEDS CLARIFICATION: auth method not specified?]", "M"),
        ("- [ ] [NEEDS CLARIFICATION: Mexico's per-message price?]", "M"),
        ("- [x] No [NEEDS CLARIFICATION] markers remain", ""),
        ("- [ ] No [NEEDS CLARIFICATION: ...] markers remain", ""),
        ("0个 [NEEDS CLARIFICATION]", ""),
        ("No quedaron marcadores [NEEDS CLARIFICATION]: todo resuelto", ""),
        ("**[NEEDS CLARIFICATION]** — remaining scope", "W"),
        ("### **[NEEDS CLARIFICATION] Define and enforce the limit**", "W"),
        ("_[NEEDS CLARIFICATION: does writing count?]_\n_[NEEDS CLARIFICATION: does reading count?]_", "MM"),
        ("| file | state |\n| --- | --- |\n| prd.md | [NEEDS CLARIFICATION: monetization strategy] |", "M"),
        ("| a |\n| - |\n| ≤ [NEEDS CLARIFICATION: how many?] within [NEEDS CLARIFICATION: N days] |", "MM"),
        ("[NEEDS CLARIFICATION: Q1?] [NEEDS CLARIFICATION: Q2?] [NEEDS CLARIFICATION: Q3?]", "MMM"),
        ("**[NEEDS CLARIFICATION: Q1?]** **[NEEDS CLARIFICATION: Q2?]**", "MM"),
        ("[NEEDS CLARIFICATION: [UC-01](../a.md) states no sign-in, is that meant?]", "M"),
        ("[NEEDS CLARIFICATION: what is in `a[0]` and `b]`?]", "M"),
        ("> [NEEDS CLARIFICATION: nomes das contas; se os valores são com\n> impostos ou sem]", "M"),
        ("> [!CAUTION]\n> [NEEDS CLARIFICATION: Confirm the date]", "M"),
        ("[needs clarification: <img src=x> in the mail?]", "M"),
        ("[Needs clarification - could be CLI or web]", "W"),
        ("[NEEDS CLARIFICATION:who pays?]", "M"),
        ("[NEEDS CLARIFICATION:\nmultiline question]", "M"),
        ("[NEEDS CLARIFICATION – D-01: which plan?]", "W"),
        ("[NEEDS CLARIFICATION — which plan?]", "W"),
        ("[NEEDS CLARIFICATION：示範公司的續約率?]", "M"),
        ("[NEEDS CLARIFICATION, no bloqueante]", "W"),
        ("[NEEDS CLARIFICATION #1]", "W"),
        ("The answer depends on [NEEDS CLARIFICATION #1] and on the sponsor.", ""),
        ("[NEEDS CLARIFICATION: Q10 — is there an ERP at the customer?]", "M"),
        ("**[NEEDS CLARIFICATION: authority form]** Roster distributed by mail.", "M"),
        ("_[NEEDS CLARIFICATION] — describe what the sponsor expects_", "W"),
        ("[NEEDS CLARIFICATION](FR-007) is settled", ""),
        ("[NEEDS CLARIFICATION #1](#needs-clarification)", ""),
        ("## [NEEDS CLARIFICATION]\n\n- who pays?", "W"),
        ("| a |\n| - |\n| \\[NEEDS CLARIFICATION: Weights of the score\\] |", "M"),
        ("**\\[NEEDS CLARIFICATION\\]**", "W"),
        ("**~~[NEEDS CLARIFICATION: which price.]~~ ANSWERED (owner, 2026-09-17): 9 €**", "R"),
        ("~~[NEEDS CLARIFICATION: how degenerate\nmay it be?] GTP's answer~~", "R"),
        ("[CLARIFIED: Based on the contract] and **[RESOLVED CL-004]**", ""),
        ("[NEEDS CLARIFICATION: x] <!-- decision_id: D-3 -->", "M"),
        ("<!-- [NEEDS CLARIFICATION: hidden?] -->", ""),
        ("text <!-- [NEEDS CLARIFICATION: hidden?] --> text", ""),
        ("  ~~~~md\n  [NEEDS CLARIFICATION: in a fence?]\n  ~~~~", ""),
        ("```mermaid\nDisewa --> Maintenance: [NEEDS CLARIFICATION - apakah?]\n```", ""),
        ("`[NEEDS CLARIFICATION — fork, pointered]`", ""),
        ("[NEEDS CLARIFICATION: …] [NEEDS CLARIFICATION: ...] [NEEDS CLARIFICATION: specific question]", ""),
        ("[NEEDS_CLARIFICATION: which plan?]", "W"),
        ("[NEEDS-CLARIFICATION: which plan?]", "W"),
        ("[needs-clarification] which plan", "W"),
        ("[NEED CLARIFICATION]", "W"),
        ("[clarification needed]", ""),
        ("[Needs Clarification | Rejected | Accepted]", ""),
        ("[Needs Clarification – classes, buckets]", ""),
        ("tags.add: [Needs-Clarification]", ""),
        ("- [NEEDS CLARIFICATION-01] (scope): which one?\n  → Options:\n    A) 5 minutes — Recommended", "W"),
        ("And [NEEDS CLARIFICATION #1]: \"That number is still unmeasured\".", ""),
        ("[NEEDS CLARIFICATION: a [NEEDS CLARIFICATION: b]]", "M"),
        ("🚨 [NEEDS CLARIFICATION: which plan?]", "M"),
        ("[NEEDS CLARIFICATION: ]", "E"),
        ("[NEEDS CLARIFICATION: never closed", "W"),
        ("[NEEDS CLARIFICATION(impact=retention): which plan?]", "M"),
        ("---\nnote: '[NEEDS CLARIFICATION: in front matter?]'\n---\n\ntext", ""),
    ];
    let wrong: Vec<String> = rows
        .iter()
        .flat_map(|(text, class)| [((*text).to_owned(), *class), (text.replace('\n', "\r\n"), *class)])
        .filter(|(text, class)| classes(text) != *class)
        .map(|(text, class)| format!("{text:?} is {class:?}, read as {:?}", classes(&text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_question_is_what_stands_after_the_colon() {
    for (text, wanted) in [
        ("a [NEEDS CLARIFICATION:  Which plan? ] b", "Which plan?"),
        ("[needs clarification：哪個方案?]", "哪個方案?"),
        ("[NEEDS CLARIFICATION(impact=expansion): Which `a]` plan?]", "Which `a]` plan?"),
        ("🧭 \\[NEEDS CLARIFICATION: Which [one]?\\]", "Which [one]?"),
    ] {
        let syntax = read(text);
        let [bracket] = syntax.brackets.as_slice() else { panic!("{text:?} has {:?}", syntax.brackets) };
        let BracketKind::Marker { question, .. } = bracket.kind else { panic!("{text:?} is {bracket:?}") };
        assert_eq!(question.of(text), wanted);
    }
}
