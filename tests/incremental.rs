//! A document that is edited is judged as if it were read for the first time, whatever the edits were.

mod common;

use std::sync::{Arc, LazyLock};

use perspective_ls::check::{Checked, check, check_again};
use perspective_ls::config::Config;
use perspective_ls::persona::{Persona, Personas};
use perspective_ls::text::{Text, floor_boundary};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

static PERSONAS: LazyLock<Personas> = LazyLock::new(Personas::built_in);

/// Documents of the corpus, and the shortest there are.
static DOCUMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let documents = common::corpus(&["dev", "dev-b"]).into_iter().map(|(_, text)| text);
    [String::new(), "# A\n\n## Recommendations\n\n- Call.\n".to_owned()].into_iter().chain(documents).collect()
});

/// What is typed and pasted: words that matter to a judgement, and what opens or closes much of a document.
const SCRAPS: &[&str] = &[
    " quick",
    "s",
    "\n",
    "\n\n",
    "\r\n",
    "# ",
    "## ",
    "### Later\n\n",
    "\n\n## Recommendations\n\n",
    "\n\n## Customer Outcomes\n\n- Clerks close the month in two days.\n",
    "\n\n## Success Metrics\n\n- NPS of at least 40\n",
    "- ",
    "  - Owner: CSM\n",
    "1. ",
    "> ",
    "```\n",
    "<!-- ",
    " -->",
    "<!-- perspective: allow audience -- they asked -->\n",
    "---\n",
    "| Metric | Target |\n| --- | --- |\n| NPS | 40 |\n",
    "|",
    "[NEEDS CLARIFICATION: which plan?]",
    " [X]",
    " TBD",
    "**Owner:** ",
    "`",
    "[a]: b\n",
    "SQL",
    " qualified leads",
    " Kubernetes",
    " customers",
    "Before:\n\n",
    "not ",
    "“",
    "é",
    "🦀",
];

/// Personas whose checklists ask for all that there is to read.
const IDS: &[&str] = &["customer-success-manager", "qa", "ceo"];

fn persona(id: &str) -> Arc<Persona> {
    PERSONAS.get(id).expect("a built-in persona").clone()
}

fn assert_same(again: &Checked, whole: &Checked) -> Result<(), TestCaseError> {
    prop_assert_eq!(&again.syntax, &whole.syntax);
    let (ours, theirs) = (&again.perspective, &whole.perspective);
    prop_assert_eq!(&ours.sections, &theirs.sections);
    prop_assert_eq!(ours.units.len(), theirs.units.len());
    for (ours, theirs) in ours.units.iter().zip(&theirs.units) {
        prop_assert_eq!(ours, theirs);
    }
    prop_assert_eq!(&ours.leaks, &theirs.leaks);
    prop_assert_eq!(&ours.recommendations, &theirs.recommendations);
    prop_assert_eq!(&ours.metrics, &theirs.metrics);
    prop_assert_eq!(ours, theirs);
    prop_assert_eq!(&again.report, &whole.report);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_give_what_a_fresh_check_gives(
        document in 0usize..1000,
        id in select(IDS),
        edits in vec((0.0..1.0, select(vec![0usize, 0, 0, 1, 5, 60, 900]), vec(select(SCRAPS), 0..3)), 1..8),
    ) {
        let persona = persona(id);
        let mut text = Text::new(DOCUMENTS[document % DOCUMENTS.len()].clone());
        let mut checked = check(&text, &persona, &Config::default());
        for (place, length, scraps) in edits {
            let old = text.as_str();
            let start = floor_boundary(old, (place * (old.len() + 1) as f64) as usize);
            let end = floor_boundary(old, start + length).max(start);
            text = Text::new(format!("{}{}{}", &old[..start], scraps.concat(), &old[end..]));
            checked = check_again(checked, &text, &persona, &Config::default());
            assert_same(&checked, &check(&text, &persona, &Config::default()))?;
        }
    }
}

#[test]
fn typing_a_line_at_every_block() {
    let persona = persona(IDS[0]);
    let mut text = Text::new(DOCUMENTS[2].clone());
    let mut checked = check(&text, &persona, &Config::default());
    for at in 0..checked.syntax.blocks.len() {
        let end = checked.syntax.blocks[at].span.end.min(text.as_str().len());
        for typed in [" We", " re", "duce"] {
            let old = text.as_str();
            text = Text::new(format!("{}{typed}{}", &old[..end], &old[end..]));
            checked = check_again(checked, &text, &persona, &Config::default());
        }
        assert_same(&checked, &check(&text, &persona, &Config::default())).expect("the same");
        if at >= 60 {
            break;
        }
    }
}
