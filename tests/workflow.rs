//! The steps around a check: a new document, questions, answers, the checklist, the report.

use std::sync::Arc;

use perspective_ls::check::{Checked, check};
use perspective_ls::config::Config;
use perspective_ls::persona::{Persona, Personas};
use perspective_ls::report::{Edit, State};
use perspective_ls::syntax::{self, BlockKind, BracketKind};
use perspective_ls::text::Text;
use perspective_ls::workflow::answers::{self, Answer, Choice, Options};
use perspective_ls::workflow::checklist;
use perspective_ls::workflow::new::{self, Request};
use perspective_ls::workflow::questions::{self, Choosable, Question, Sheet};
use perspective_ls::workflow::report;
use proptest::prelude::*;

const CLEAN: &str = include_str!("data/clean.md");
const DATE: &str = "2026-02-09";

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("it is built in").clone()
}

fn judge(text: &str) -> Checked {
    check(&Text::new(text), &persona(), &Config::default())
}

/// `text` with `edits` made; they must be disjoint and in order.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut result = String::new();
    let mut from = 0;
    for edit in edits {
        assert!(edit.span.start >= from, "edits overlap or are out of order: {edits:?}");
        result += &text[from..edit.span.start];
        result += &edit.text;
        from = edit.span.end;
    }
    result + &text[from..]
}

fn plan(request: &str) -> new::Plan {
    new::plan(&persona(), Request { text: request, date: DATE, feature: None }, &[] as &[&str]).expect("a request")
}

fn options() -> Options<'static> {
    Options { date: DATE, partial: true, duplicates: false }
}

/// The document with its first question answered by `answer`.
fn answered(text: &str, answer: &str) -> String {
    let checked = judge(text);
    let choice = Choice { question: 1, answer: Answer::Custom(answer.into()) };
    apply(text, &answers::apply(&checked, &questions::sheet(&checked), &[choice], options()).expect("it fits"))
}

#[test]
fn a_new_document_is_filled_in_and_safe() {
    let plan = plan("How do we reduce churn in the first 90 days? We lost four accounts.");
    assert_eq!(plan.directory, "2026-02-09-how-do-we-reduce-churn-in-the-first-90-days-we");
    assert_eq!(plan.file, "customer-success-perspective.md");
    assert!(plan.document.starts_with(
        "# Customer Success Manager Perspective: How do we reduce churn in the first 90 days\n\n\
         **Branch**: 2026-02-09-how-do-we-reduce-churn-in-the-first-90-days-we\n**Created**: 2026-02-09\n**Status**: Draft\n\n\
         ## Guidance Request\n\n> How do we reduce churn in the first 90 days? We lost four accounts.\n\n## Customer Adoption\n"
    ));
    assert!(!plan.document.contains("(optional)") && !plan.document.contains("## Summary"));
}

#[test]
fn a_request_does_nothing_in_its_document() {
    let headings = |text: &str| syntax::read(text).blocks.iter().filter(|it| matches!(it.kind, BlockKind::Heading(_))).count();
    let usual = headings(&plan("plain words").document);
    for request in [
        "# Heading\n\n## Risk Assessment\n\nx",
        "[NEEDS CLARIFICATION: who pays?]",
        "Setext\n======\n\nx\n---",
        "```\n## x\n",
        "````text\n## x\n````\n# y",
        "<!-- perspective: allow vague-recommendation -- no --> <script>alert(1)</script>",
        "`code` **bold** [link](http://example.org) <div>",
        "\r## x\r\r# y",
        "[x]: http://example.org",
        "1. one\n2. two\n    code",
        "> quoted [NEEDS CLARIFICATION: why?]",
        "TBD [FEATURE NAME] $ARGUMENTS",
    ] {
        let plan = plan(request);
        let checked = judge(&plan.document);
        assert_eq!(headings(&plan.document), usual, "{request:?}\n{}", plan.document);
        assert!(checked.perspective.markers.is_empty(), "{request:?}");
        assert!(checked.perspective.suppressions.is_empty(), "{request:?}");
        let title = checked.perspective.title.expect("a title");
        assert!(!checked.syntax.brackets.iter().any(|it| title.covers(it.span)), "{request:?}: {}", checked.text.slice(title));
        for line in request.split(['\n', '\r']).filter(|it| !it.trim().is_empty()) {
            assert!(plan.document.contains(line.trim()), "{line:?} is not echoed in\n{}", plan.document);
        }
    }
}

#[test]
fn names_of_folders() {
    let rows = [
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-feature"),
        ("lpt1", "lpt1-feature"),
        ("com10", "com10"),
        ("Ünïcode Größe", "unicode-grosse"),
        ("!!!", "guidance"),
        ("", "guidance"),
        ("a\\b:c*d?e", "a-b-c-d-e"),
        ("I'm Groot", "i-m-groot"),
    ];
    for (text, slug) in rows {
        assert_eq!(new::slug(text), slug, "{text:?}");
    }
    let persona = persona();
    let request = |feature| Request { text: "Reduce churn", date: DATE, feature };
    let named = |existing: &[&str], feature| new::plan(&persona, request(feature), existing).expect("a plan").directory;
    assert_eq!(named(&["2026-02-09-Reduce-Churn", "2026-02-09-reduce-churn-2"], None), "2026-02-09-reduce-churn-3");
    assert_eq!(named(&["guided"], Some("Guided")), "guided");
    for empty in ["", " \n\t", "\u{0}"] {
        let plan = new::plan(&persona, Request { text: empty, date: DATE, feature: Some("x") }, &[] as &[&str]);
        assert_eq!(plan, Err("No guidance request provided"));
    }
}

const ASKING: &str = "# Customer Success Manager Perspective: X\n\n## Retention Management\n\n\
    - Talks begin [NEEDS CLARIFICATION(impact=satisfaction): with how much notice is the contract renewed?] before the end of the term.\n\n\
    ## Customer Outcomes\n\n[NEEDS CLARIFICATION(impact=retention): Which gross retention is the goal?]\n\n\
    ## Success Metrics\n\n| Metric | Target |\n| --- | --- |\n| Xyzzy | [NEEDS CLARIFICATION(impact=other): Xyzzy?] |\n\n## Assumptions\n\n- None.\n";

#[test]
fn the_sheet_has_the_seeds_form() {
    let sheet = questions::sheet(&judge(ASKING));
    let text = questions::render(&sheet);
    assert!(text.starts_with(
        "## Question 1: Retention goal\n\n**Context**: Customer Outcomes\n\n**What we need to know**: Which gross retention is the goal?\n\n\
         **Suggested Answers**:\n\n| Option | Answer "
    ), "{text}");
    assert!(text.contains("\n**Your choice**: _[Wait for user response]_\n"));
    let numbers: Vec<&str> = text.lines().filter(|it| it.starts_with("## ")).collect();
    assert_eq!(numbers, ["## Question 1: Retention goal", "## Question 2: Renewal", "## Question 3: Success Metrics"]);
    assert_eq!(sheet.questions[1].context, "Retention Management: \"Talks begin … before the end of the term.\"");
    assert_eq!(sheet.questions[2].options[0].answer, "[First suggested answer]");
    for table in text.split("**Suggested Answers**:\n\n").skip(1) {
        let lines: Vec<&str> = table.lines().take_while(|it| it.starts_with('|')).collect();
        assert_eq!(lines.len(), 6);
        assert!(lines.iter().all(|it| it.chars().count() == lines[0].chars().count()), "{lines:#?}");
    }
    let placeholders = syntax::read(&text).brackets.iter().filter(|it| it.kind == BracketKind::Placeholder).count();
    assert_eq!(placeholders, 6 + 3, "six prompts and three places to choose");
}

#[test]
fn sheets_as_people_edit_them() {
    let sheet = questions::parse(
        "### Question [1]: Goal\r\n\r\n**Context:** a\r\nb\r\n\r\n- **Your Choice:** **Option D.** because\r\n\r\n\
         ## question 2 - Price\n| Option | Answer | I |\n|:--|--|--|\n| **A** | x \\| y | z |\n**Your choice**: _______\n\
         ## Question 3: T\n\nYour choice:\n\nCustom - 90 days,\nrolling\n",
    );
    let choices: Vec<Option<&str>> = sheet.questions.iter().map(|it| it.choice.as_deref()).collect();
    assert_eq!(choices, [Some("**Option D.** because"), None, Some("Custom - 90 days, rolling")]);
    assert_eq!(sheet.questions[0].context, "a b");
    assert_eq!(sheet.questions[1].options, [Choosable { label: "A".into(), answer: "x | y".into(), implication: "z".into() }]);
    let chosen = answers::chosen(&sheet);
    assert_eq!(chosen[0].answer, Answer::Option("D".into()));
    assert_eq!(chosen[1], Choice { question: 3, answer: Answer::Custom("90 days, rolling".into()) });
}

#[test]
fn answers_as_people_type_them() {
    let sheet = questions::sheet(&judge(ASKING));
    let read = |text: &str| {
        let choices = answers::parse(text, &sheet).expect(text);
        let show = |it: &Choice| match &it.answer {
            Answer::Option(label) => format!("{}={label}", it.question),
            Answer::Custom(words) => format!("{}:{words}", it.question),
        };
        choices.iter().map(show).collect::<Vec<_>>().join("|")
    };
    let rows = [
        ("Q1: A, Q2: Custom - 90 days, rolling, Q3: B", "1=A|2:90 days, rolling|3=B"),
        ("q1=a; q2 = b\nQ3 - c", "1=A|2=B|3=C"),
        ("Q1: Custom - as in Q2: the plan, Q2: b.", "1:as in Q2: the plan|2=B"),
        ("Q1: Custom - \"x, Q2: y\", Q2: Option C", "1:x, Q2: y|2=C"),
        ("Q1: Custom: ratio 2:1, or \"more\", Q7: late, Q2: D", "1:ratio 2:1, or \"more\", Q7: late|2=D"),
        ("Q1: A plan for pilot customers", "1:A plan for pilot customers"),
        ("Q2: **Option B.** It is quick", "2=B"),
        ("Q1: 90 days", "1:90 days"),
        ("Q1: A, Q7: B", "1=A|7=B"),
    ];
    for (text, expected) in rows {
        assert_eq!(read(text), expected, "{text}");
    }
    assert!(answers::parse("Q1: A, Q1: B", &sheet).is_err());
    assert!(answers::parse("whatever", &sheet).is_err());
    assert!(answers::parse("", &sheet).is_err());
}

#[test]
fn an_answer_fits_its_sentence() {
    let m = "[NEEDS CLARIFICATION: which?]";
    let rows = [
        ("- M", "the named CSM", "- The named CSM."),
        ("- M.", "the named CSM.", "- The named CSM."),
        ("- **M**", "Usage halves!", "- **Usage halves!**"),
        ("Talks begin M before the term ends.", "Within 30 days.", "Talks begin within 30 days before the term ends."),
        ("Talks begin within M.", "Within 30 days", "Talks begin within 30 days."),
        ("The goal is the M.", "A score of 60.", "The goal is the score of 60."),
        ("We ask in M today.", "Salesforce", "We ask in Salesforce today."),
        ("We use M today.", "NPS of 40", "We use NPS of 40 today."),
        ("Done. M Then we go.", "two calls", "Done. Two calls. Then we go."),
        ("**Owner**: M", "The CSM", "**Owner**: The CSM"),
        ("M applies.", "this rule.", "This rule applies."),
        ("M", "# not a heading", "\\# not a heading."),
        ("M", "1. first", "1\\. first."),
        ("x\nM", "--- a", "x\n--- a"),
        ("> x [NEEDS CLARIFICATION: one\n> two?] y", "z.", "> x z y"),
        ("| a |\n| - |\n| M |", "b | c\nd", "| a |\n| - |\n| B \\| c d |"),
    ];
    for (text, answer, expected) in rows {
        let source = format!("# T\n\n## Retention Management\n\n{}\n", text.replace('M', if text.contains('[') { "M" } else { m }));
        let result = answered(&source, answer);
        let body = result.split("## Retention Management\n\n").nth(1).expect("the section");
        let body = body.split("\n\n## Clarifications").next().expect("the section's text").trim_end();
        assert_eq!(body, expected, "{text} / {answer}");
    }
}

#[test]
fn the_exchange_is_kept() {
    let sheet_of = |text: &str| questions::sheet(&judge(text));
    let choices = answers::parse("Q1: A, Q2: Custom - 90 days, Q3: Custom - a | b", &sheet_of(ASKING)).expect("choices");
    let options = Options { date: DATE, ..Options::default() };
    let edits = answers::apply(&judge(ASKING), &sheet_of(ASKING), &choices, options).expect("all are answered");
    let text = apply(ASKING, &edits);
    assert!(judge(&text).perspective.markers.is_empty(), "{text}");
    assert!(
        text.ends_with(
            "## Assumptions\n\n- None.\n\n## Clarifications\n\n### Session 2026-02-09\n\n\
         - Q: Which gross retention is the goal? -> A: Gross retention of 95%\n\
         - Q: with how much notice is the contract renewed? -> A: 90 days\n- Q: Xyzzy? -> A: a | b\n"
        ),
        "{text}"
    );
    let again =
        format!("{}\n- [NEEDS CLARIFICATION: more?]\n", text.replace("- None.", "- [NEEDS CLARIFICATION: more?]")).replace('\n', "\r\n");
    let text = answered(&again, "yes");
    assert_eq!(text.matches("### Session 2026-02-09").count(), 1);
    assert!(text.contains("\r\n- Q: more? -> A: yes"), "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "line breaks are the document's");
    assert_eq!(judge(&text).perspective.markers.len(), 1, "the second time the same question is asked, it stays");
    let early = answered(&ASKING.replace("## Assumptions\n\n- None.\n", "## Notes\n\nx\n"), "yes");
    assert!(early.find("## Clarifications") < early.find("## Notes"), "{early}");
}

#[test]
fn answers_all_or_nothing() {
    let checked = judge(ASKING);
    let sheet = questions::sheet(&checked);
    let codes = |text: &str, partial: bool| {
        let choices = answers::parse(text, &sheet).expect("it is read");
        match answers::apply(&checked, &sheet, &choices, Options { partial, ..options() }) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|it| (it.code, it.question.unwrap_or(0))).collect(),
        }
    };
    assert_eq!(codes("Q1: A, Q2: B, Q3: A", false), [("answer-missing", 3)], "a prompt is no answer");
    assert_eq!(codes("Q1: D, Q2: B, Q3: Custom - x", false), [("answer-unknown-option", 1)]);
    assert_eq!(codes("Q1: A", false), [("answer-missing", 2), ("answer-missing", 3)]);
    assert_eq!(codes("Q1: A", true), []);
    assert_eq!(codes("Q1: A, Q7: B", true), [("question-orphaned", 7)]);
    assert_eq!(codes("Q1: Custom - TBD", true), [("answer-missing", 1)]);
    assert_eq!(codes("Q1: Custom", true), [("answer-missing", 1)]);
    let try_on = |text: &str| {
        let choice = [Choice { question: 1, answer: Answer::Option("A".into()) }];
        answers::apply(&judge(text), &sheet, &choice, options()).map_err(|it| it[0].code)
    };
    assert_eq!(try_on(&ASKING.replace("Which gross", "Which net")), Err("question-orphaned"));
    assert!(try_on(&ASKING.replace("Talks begin", "All talks begin")).is_ok());
}

fn list() -> String {
    checklist::create(&persona(), "Shift Swap", DATE, "../customer-success-perspective.md")
}

#[test]
fn a_checklist_is_the_personas() {
    let text = list();
    assert!(text.starts_with("# Customer Success Manager Perspective Quality Checklist: Shift Swap\n\n**Purpose**: "), "{text}");
    assert!(
        text.contains("**Created**: 2026-02-09\n**Feature**: [Customer Success perspective file](../customer-success-perspective.md)\n")
    );
    assert!(text.lines().all(|it| it.trim_end() == it));
    let read = checklist::read(&text);
    assert_eq!(read.entries.len(), 15);
    assert_eq!(read.link.expect("a link").of(&text), "../customer-success-perspective.md");
    assert_eq!(read.matched(&persona()).len(), 15);
    assert!(checklist::create(&persona(), "x", DATE, "../a (b).md").contains("(../a%20%28b%29.md)"));
}

#[test]
fn writing_back_keeps_what_is_not_its_own() {
    let checked = judge(&CLEAN.replace("## Assumptions", "## Gone"));
    let failing = checked.report.verdicts.iter().filter(|it| it.state == State::Fail).count();
    assert!(failing > 0);
    let own = list().replace("## Customer Success Alignment", "- [x] Mine\n- [ ] Another\n\n## Customer Success Alignment")
        + "\nMy note\n\n## More\n\nx\n";
    let own = own.replace('\n', "\r\n").replace("- [ ] All mandatory", "* [X] All mandatory");
    let written = checklist::write_back(&own, &checked);
    let text = apply(&own, &written.edits);
    assert!(text.contains("* [ ] All mandatory") && text.contains("- [x] Mine\r\n- [ ] Another\r\n"));
    assert!(text.contains("My note\r\n\r\n<!-- perspective-ls: begin"), "{text}");
    assert!(text.ends_with("<!-- perspective-ls: end -->\r\n\r\n## More\r\n\r\nx\r\n"), "{text}");
    assert!(text.contains("For the author: All mandatory sections completed: "));
    assert_eq!((written.summary.before, written.summary.after, written.summary.total), (1, 15 - failing, 15));
    assert_eq!(written.summary.regressions.len(), 1);
    assert_eq!(checklist::write_back(&text, &checked).edits, []);
    let broken = apply(&own, &[]) + "\n```\nnever closed";
    let once = apply(&broken, &checklist::write_back(&broken, &checked).edits);
    assert_eq!(checklist::write_back(&once, &checked).edits, []);
}

#[test]
fn iterations_are_counted_and_end() {
    let mut text = list();
    let mut seen = Vec::new();
    for round in 0..5 {
        let checked = judge(&format!("{}\n## Notes\n\nround {round}\n", CLEAN.replace("## Assumptions", "## Gone")));
        for _ in 0..2 {
            let written = checklist::write_back(&text, &checked);
            text = apply(&text, &written.edits);
            seen.push((written.summary.iteration, written.summary.exhausted()));
        }
    }
    let (first, second, third) = ((1, false), (2, false), (3, true));
    assert_eq!(seen, [first, first, second, second, third, third, third, third, third, third]);
    assert!(text.contains("people have to settle what remains"));
}

#[test]
fn ticks_are_held_to_the_text() {
    let persona = persona();
    let mut own = (*persona).clone();
    own.items[6].check = None;
    let judge = |text: &str| check(&Text::new(text), &Arc::new(own.clone()), &Config::default());
    let tick = |text: &str, words: &str| text.replace(&format!("- [ ] {words}"), &format!("- [x] {words}"));
    let words = own.items[6].words.clone();
    let clean = judge(CLEAN);
    let contradicted = judge(&CLEAN.replace("## Assumptions", "## Gone"));
    let text = tick(&tick(&list(), &words), "All mandatory sections completed");
    let issues = checklist::judge(&text, &contradicted);
    assert_eq!(issues.iter().map(|it| it.code).collect::<Vec<_>>(), ["tick-contradicted"]);
    assert!(!issues[0].evidence.is_empty());
    assert_eq!(apply(&text, &[issues[0].fix.clone()]), tick(&list(), &words));
    let text = apply(&text, &checklist::write_back(&text, &clean).edits);
    assert_eq!(checklist::judge(&text, &clean), []);
    let changed = judge(&CLEAN.replace("each new home gets", "each home now gets"));
    let text = apply(&text, &checklist::write_back(&text, &changed).edits);
    let issues = checklist::judge(&text, &changed);
    assert!(issues.iter().any(|it| it.code == "checklist-stale" && it.item == 6), "{issues:?}");
    let confirmed = apply(&text, &[issues.iter().find(|it| it.item == 6).expect("stale").fix.clone()]);
    assert!(!checklist::judge(&confirmed, &changed).iter().any(|it| it.item == 6));
    assert!(confirmed.contains(&format!("- [x] {words}")));
}

#[test]
fn the_report_says_what_is_next() {
    let checked = judge(ASKING);
    let entry = report::entry("personas/x/customer-success-perspective.md", &checked, None);
    assert_eq!((entry.feature.as_str(), entry.questions.len(), entry.ready), ("x", 3, false));
    assert_eq!(entry.questions[0].words, "Which gross retention is the goal?");
    let next: Vec<&str> = entry.next.iter().map(|it| it.what.as_str()).collect();
    assert_eq!(next[..2], ["Apply the safe fixes of 7 findings.", "Answer 3 open questions."]);
    let text = report::text(&[entry.clone(), entry]);
    assert!(text.starts_with("Feature  Persona"), "{text}");
    assert!(text.contains("State:       not ready for the next phase"));
    let clean = report::entry("/a/personas/b/c.md", &judge(CLEAN), None);
    assert_eq!(clean.branch.as_deref(), Some("2026-03-02-shift-swap"));
}

#[test]
fn the_page_runs_nothing() {
    let evil =
        ASKING.replace("Perspective: X", "Perspective: X <script>alert(1)</script> \" onclick=\"x").replace("Xyzzy?", "<img src=x>?");
    let page = report::html(&[report::entry("personas/<b>/\"'.md", &judge(&evil), None)]);
    for bad in ["<script", "<img", "personas/<b>/", "http:", "https:", "url(", "@import", " onclick=\""] {
        assert!(!page.contains(bad), "the page has {bad}");
    }
    assert!(page.contains("&lt;img src=x&gt;?") && page.contains("prefers-color-scheme") && page.contains("@media print"));
    assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count());
}

#[test]
fn every_place_of_the_page_can_be_reached() {
    let entry = |path: &str, text: &str| report::entry(path, &judge(text), None);
    let two = [entry("personas/a/customer-success-perspective.md", ASKING), entry("personas/b/customer-success-perspective.md", CLEAN)];
    for page in [report::html(&two), report::html(&two[..1])] {
        let targets: Vec<&str> = page.split(" href=\"#").skip(1).filter_map(|it| it.split('"').next()).collect();
        assert!(!targets.is_empty());
        for target in targets {
            assert!(page.contains(&format!(" id=\"{target}\"")), "{target}");
        }
        assert!(page.contains("for the user") && page.contains("Open questions") && page.contains("class=\"mark fail\">\u{2717} fail"));
    }
    let page = report::html(&two);
    // A row for each feature, a column for each persona, and a way from each cell.
    assert_eq!((page.matches("<th scope=\"row\">").count(), page.matches("<th scope=\"col\">").count()), (2, 2));
    assert!(page.contains("<a class=\"pass\" href=\"#p1\"><b>ready</b><small>15 of 15 pass</small></a>"), "{page}");
    // Words of Markdown are shown without its marks.
    assert!(!page.contains("**"), "{page}");
}

/// Text with the marks that matter.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[NEEDS CLARIFICATION: who owns it?]".to_owned()),
        Just("[NEEDS CLARIFICATION: what | price?]".to_owned()),
        Just("\n## Retention Management\n\n".to_owned()),
        Just("\n## Clarifications\n\n### Session 2026-02-09\n\n- Q: a -> A: b\n".to_owned()),
        Just("\n| a | b |\n| - | - |\n| [NEEDS CLARIFICATION: c?] | d |\n\n".to_owned()),
        Just("\n- [ ] Risk assessment included\n- [x] All recommendations are actionable\n".to_owned()),
        Just("\n## Notes\n\n".to_owned()),
        Just("\n## Assumptions\n\n- x\n".to_owned()),
        Just("- [NEEDS CLARIFICATION: is the add-on sold?]\n".to_owned()),
        Just("\n```\n".to_owned()),
        Just("<!-- ".to_owned()),
        Just(" -->".to_owned()),
        Just("<!-- perspective-ls: begin -->\n".to_owned()),
        Just("\n<!-- perspective-ls: end -->\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("> ".to_owned()),
        "[ -~äß漢\n]{0,24}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|it| it.concat())
}

/// A line as a sheet holds it.
fn line() -> impl Strategy<Value = String> {
    r"[ -~äß漢]{0,30}".prop_map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn sheets() -> impl Strategy<Value = Sheet> {
    let option = ("[A-C]", line(), line()).prop_map(|(label, answer, implication)| Choosable { label, answer, implication });
    let choice = prop::option::of(prop_oneof![Just("B".to_owned()), Just("**Option D.** x".to_owned()), Just("Custom - a | b".to_owned())]);
    let question = (line(), line(), line(), prop::collection::vec(option, 1..4), choice);
    (prop::collection::vec(question, 0..4), line()).prop_map(|(questions, implications)| {
        let questions: Vec<Question> = questions
            .into_iter()
            .enumerate()
            .map(|(at, (topic, context, question, options, choice))| Question {
                number: at + 1,
                id: format!("0000000{at}-abcdef01"),
                topic,
                context,
                question,
                options,
                choice,
            })
            .collect();
        let implications = if questions.is_empty() { String::new() } else { implications };
        Sheet { implications, questions }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_reads_back(sheet in sheets()) {
        prop_assert_eq!(questions::parse(&questions::render(&sheet)), sheet);
    }

    #[test]
    fn a_sheet_of_a_document_reads_back(text in markdown()) {
        let sheet = questions::sheet(&judge(&text));
        let expected = if sheet.questions.is_empty() { Sheet::default() } else { sheet.clone() };
        prop_assert_eq!(questions::parse(&questions::render(&sheet)), expected);
    }

    #[test]
    fn answering_changes_markers_and_log_alone(text in markdown(), words in "[ -~]{0,20}", duplicates: bool) {
        let checked = judge(&text);
        let sheet = questions::sheet(&checked);
        let choices: Vec<Choice> =
            sheet.questions.iter().map(|it| Choice { question: it.number, answer: Answer::Custom(format!("x{words}")) }).collect();
        if let Ok(edits) = answers::apply(&checked, &sheet, &choices, Options { date: DATE, partial: false, duplicates }) {
            let inserted = edits.iter().filter(|it| it.span.is_empty()).count();
            prop_assert_eq!(inserted, usize::from(!choices.is_empty()));
            let spans: Vec<_> = checked.perspective.markers.iter().map(|it| it.span).collect();
            prop_assert!(edits.iter().all(|it| it.span.is_empty() || spans.contains(&it.span)));
            apply(&text, &edits);
        }
    }

    #[test]
    fn choices_are_noted_in_their_places_and_once(sheet in sheets(), words in "[ -~]{0,20}", lead in markdown()) {
        let text = format!("{lead}\n\n{}", questions::render(&sheet));
        let read = questions::parse(&text);
        let choices: Vec<Choice> =
            read.questions.iter().map(|it| Choice { question: it.number, answer: Answer::Custom(format!("x{words}")) }).collect();
        let edits = questions::record(&text, &choices);
        let places: Vec<_> = questions::places(&text).into_iter().filter_map(|it| it.choice).map(|(_, words)| words).collect();
        prop_assert!(edits.iter().all(|it| places.contains(&it.span)), "{:?}", edits);
        let once = apply(&text, &edits);
        prop_assert_eq!(questions::record(&once, &choices), vec![]);
    }

    #[test]
    fn a_sheet_written_twice_is_the_same(text in markdown(), other in markdown()) {
        let checked = judge(&text);
        for file in [None, Some(other.as_str())] {
            let once = questions::renewed(&checked, file);
            prop_assert_eq!(questions::renewed(&checked, Some(&once)), once);
        }
    }

    #[test]
    fn every_fix_can_be_made_and_keeps_its_promise(text in markdown()) {
        let checked = judge(&text);
        for (finding, fix) in checked.report.findings.iter().flat_map(|it| it.fixes.iter().map(move |fix| (it, fix))) {
            // Disjoint and in order, or `apply` would say so.
            let after = judge(&apply(&text, &fix.edits));
            if fix.title.starts_with("Keep this question") || fix.title.starts_with("Ask this instead") {
                let question = checked.text.slice(finding.span);
                let kept = after.perspective.markers.iter().any(|it| it.keep && question.contains(after.text.slice(it.question)));
                prop_assert!(kept, "{}: {:?}", fix.title, question);
            }
        }
    }

    #[test]
    fn writing_back_is_small_and_settles(list in markdown(), text in markdown()) {
        let checked = judge(&text);
        let before = checklist::read(&list);
        let written = checklist::write_back(&list, &checked);
        for edit in &written.edits {
            let tick = before.entries.iter().any(|it| it.tick == edit.span) && matches!(edit.text.as_str(), "x" | " ");
            prop_assert!(tick || edit.span.is_empty() || Some(edit.span) == before.block, "{:?}", edit);
        }
        let once = apply(&list, &written.edits);
        prop_assert_eq!(checklist::write_back(&once, &checked).edits, vec![]);
        checklist::judge(&once, &checked);
    }

    #[test]
    fn folders_are_safe(text in "\\PC{0,120}") {
        let slug = new::slug(&text);
        prop_assert!(!slug.is_empty() && slug.len() <= 60);
        prop_assert!(slug.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        prop_assert!(!["con", "nul", "aux", "prn", "com1", "lpt9"].contains(&slug.as_str()));
    }

    #[test]
    fn any_request_makes_a_document(text in markdown()) {
        if let Ok(plan) = new::plan(&persona(), Request { text: &text, date: DATE, feature: None }, &[] as &[&str]) {
            let checked = judge(&plan.document);
            prop_assert!(checked.perspective.markers.is_empty(), "{}", plan.document);
            let sections = checked.perspective.sections.iter().filter(|it| it.level == 2).count();
            prop_assert_eq!(sections, persona().sections.iter().filter(|it| it.mandatory).count(), "{}", plan.document);
        }
    }

    #[test]
    fn nothing_panics(text in markdown(), other in "\\PC{0,80}") {
        let checked = judge(&text);
        let sheet = questions::sheet(&checked);
        let _ = answers::parse(&other, &sheet);
        let _ = answers::parse(&format!("Q1: {other}, Q2: {text}"), &sheet);
        questions::parse(&text);
        checklist::create(&persona(), &other, &other, &other);
        let list = checklist::read(&text);
        let entry = report::entry(&other, &checked, Some(&list));
        report::html(std::slice::from_ref(&entry));
        report::text(&[entry.clone(), entry]);
    }
}
