//! A persona is what its texts say: changed texts read as changed personas, other forms of the same template as the same.

use std::sync::Arc;

use perspective_ls::persona::{self, Check, Part, Persona, Personas, Problem, Role, Shape};
use perspective_ls::syntax::{self, BlockKind, BracketKind};
use proptest::prelude::*;

const ID: &str = "customer-success-manager";
const COMMAND: &str = include_str!("../templates/personas/customer-success-manager/command.md");
const SKELETON: &str = include_str!("../templates/personas/customer-success-manager/perspective.md");
const VOCABULARY: &str = include_str!("../templates/personas/customer-success-manager/vocabulary.toml");

fn read(command: &str) -> (Persona, Vec<Problem>) {
    persona::read(ID, command, SKELETON, VOCABULARY)
}

fn built_in() -> Persona {
    read(COMMAND).0
}

/// The template with `from` replaced, which must be there.
fn changed(from: &str, to: &str) -> String {
    assert!(COMMAND.contains(from), "the template has no {from:?}");
    COMMAND.replace(from, to)
}

fn messages(problems: &[Problem]) -> String {
    problems.iter().map(|it| it.message.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_built_in_template_says_everything() {
    let (persona, problems) = read(COMMAND);
    assert_eq!(problems, []);
    assert_eq!(
        (persona.name.as_str(), persona.limit, persona.file.as_str()),
        ("Customer Success Manager", 3, "customer-success-perspective")
    );
    assert_eq!(persona.chain, ["retention", "expansion", "satisfaction"]);
    assert_eq!(persona.checklist_title, "Customer Success Manager Perspective Quality Checklist");
    assert_eq!(persona.implications, "Customer Success Implications");
    assert!(persona.description.starts_with("Write a Customer Success Manager's view"), "{}", persona.description);
    assert_eq!(
        [persona.areas.len(), persona.defaults.len(), persona.good.len(), persona.bad.len(), persona.considerations.len()],
        [3, 4, 4, 4, 5]
    );
    assert_eq!(persona.defaults[1].topic, "Success metrics");
    assert_eq!(persona.good[0].topic, "Achieve 95% customer retention rate");
    assert_eq!((persona.bad[2].topic.as_str(), persona.bad[2].words.as_str()), ("Database supports 10M records", "names a technology"));
    let areas: Vec<&str> = persona.considerations.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(areas, ["Customer Adoption", "Retention Management", "Expansion Revenue", "Relationship Management", "Customer Outcomes"]);
    assert!(persona.considerations.iter().all(|it| it.points.len() == 4));
}

#[test]
fn all_fifteen_items_are_bound() {
    use Check::*;
    let persona = built_in();
    let bound: Vec<_> = persona.items.iter().map(|it| it.check).collect();
    let expected = [
        NoTechnology,
        Focus,
        Audience,
        Sections,
        Alignment,
        Topic(0),
        Topic(1),
        Risk,
        Topic(2),
        Topic(3),
        Topic(4),
        Actionable,
        Measurable,
        Outcomes,
        NoLeak,
    ];
    assert_eq!(bound, expected.map(Some));
    let groups = [("Content Quality", 4), ("Customer Success Alignment", 7), ("Perspective Readiness", 4)];
    for (group, count) in groups {
        assert_eq!(persona.items.iter().filter(|it| it.group == group).count(), count, "{group}");
    }
    let topics: Vec<_> = persona.topics.iter().map(|it| (it.name.as_str(), it.shape)).collect();
    let shapes = [
        ("adoption-and-onboarding", Shape::Statement),
        ("retention", Shape::Strategy),
        ("expansion", Shape::Opportunity),
        ("satisfaction", Shape::Metric),
        ("relationship", Shape::Contact),
    ];
    assert_eq!(topics, shapes);
    assert_eq!(persona.topics[0].needs, ["onboarding", "adoption"]);
}

#[test]
fn the_skeleton_has_the_sections_of_the_guideline() {
    let persona = built_in();
    let sections: Vec<_> = persona.sections.iter().map(|it| (it.title.as_str(), it.role, it.mandatory)).collect();
    let expected = [
        ("Guidance Request", Role::Request, true),
        ("Customer Adoption", Role::Topic, true),
        ("Retention Management", Role::Topic, true),
        ("Expansion Revenue", Role::Topic, true),
        ("Relationship Management", Role::Topic, true),
        ("Customer Outcomes", Role::Outcomes, true),
        ("Risk Assessment", Role::Risks, true),
        ("Recommendations", Role::Recommendations, true),
        ("Success Metrics", Role::Metrics, true),
        ("Assumptions", Role::Assumptions, true),
        ("Clarifications", Role::Clarifications, false),
        ("Out of Scope", Role::OutOfScope, false),
        ("Notes", Role::Notes, false),
        ("Summary", Role::Summary, false),
    ];
    assert_eq!(sections, expected);
}

/// Whoever fills a skeleton in must be told of every prompt that is left, so each of its brackets is a placeholder, and
/// nothing of it is content by itself.
#[test]
fn a_bare_skeleton_is_nothing_but_placeholders() {
    let derived = persona::read(ID, COMMAND, "", "").0.skeleton;
    for skeleton in [SKELETON, derived.as_str()] {
        let syntax = syntax::read(skeleton);
        assert_eq!(syntax.brackets.iter().filter(|it| it.kind != BracketKind::Placeholder).count(), 0);
        let spans: Vec<&str> = syntax.brackets.iter().map(|it| it.span.of(skeleton)).collect();
        let brackets = skeleton.matches('[').count();
        assert_eq!(spans.len(), brackets, "only these are placeholders: {spans:#?}");
        for (at, block) in syntax.blocks.iter().enumerate() {
            let in_section = syntax.blocks[..at].iter().any(|it| it.kind == BlockKind::Heading(2));
            if block.kind == BlockKind::Paragraph && in_section {
                assert!(syntax.brackets.iter().any(|it| it.block == at), "{}", block.span.of(skeleton));
                let fixed = block.content.of(&syntax.prose).split_whitespace().count();
                assert!(fixed <= 10, "too many words of its own: {}", block.content.of(&syntax.prose));
            }
        }
    }
}

#[test]
fn a_changed_template_is_a_changed_persona() {
    let limit = changed("LIMIT: Maximum 3 [NEEDS", "LIMIT: Maximum 2 [NEEDS");
    assert_eq!(read(&limit).0.limit, 2);

    let chain = changed("by impact: retention > expansion > satisfaction", "by impact: renewal > trust > growth > price.");
    assert_eq!(read(&chain).0.chain, ["renewal", "trust", "growth", "price"]);

    let item = "      - [ ] Risk assessment included\n";
    let without = read(&changed(item, "")).0;
    assert_eq!(without.items.len(), 14);
    assert!(without.items.iter().all(|it| it.check != Some(Check::Risk)));

    let with = read(&changed(item, &format!("{item}      - [ ] Budget signed by finance\n"))).0;
    assert_eq!(with.items.len(), 16);
    assert_eq!((with.items[8].words.as_str(), with.items[8].check), ("Budget signed by finance", None));
    assert_eq!(with.items[8].group, "Customer Success Alignment");

    let group = read(&changed("## Perspective Readiness", "## Ready to Go")).0;
    assert_eq!(group.items[14].group, "Ready to Go");

    let file = read(&changed("checklists/customer-success-perspective.md", "checklists/csm view.md")).0;
    assert_eq!(file.file, "csm view");

    let head = read(&changed("Customer Success Implications ", "What It Means ")).0;
    assert_eq!(head.implications, "What It Means");

    let title = read(&changed("# Customer Success Manager Persona Guidance Command", "# Account Lead Persona Guidance Command")).0;
    assert_eq!(title.name, "Account Lead");
}

#[test]
fn a_broken_template_is_read_as_far_as_it_goes() {
    let cases = [
        ("# Customer Success Manager Persona Guidance Command", "# Something", "no title"),
        ("LIMIT: Maximum 3", "LIMIT: three", "no limit"),
        ("rioritize clarifications", "rioritise the questions", "no order"),
        ("checklists/customer-success-perspective.md", "checklists/", "no file for the checklist"),
        ("Quality Checklist: [FEATURE NAME]", "List", "no checklist"),
        ("- [ ] ", "- ", "has no items"),
        ("| Option |", "| Choice |", "no table"),
        ("**Common areas needing clarification**", "**Areas**", "common areas"),
        ("**Examples of reasonable defaults**", "**Defaults**", "reasonable defaults"),
        ("**Good examples**", "**Nice**", "good examples"),
        ("**Bad examples**", "**Not so nice**", "bad examples"),
        ("Persona Considerations", "Thoughts", "no considerations"),
        ("description: ", "about: ", "no description"),
    ];
    let whole = built_in();
    for (from, to, told) in cases {
        // In "- [ ] " every box of the file goes, and so on: each anchor is destroyed wherever it stands.
        let (persona, problems) = read(&changed(from, to));
        assert!(messages(&problems).contains(told), "{told}: {}", messages(&problems));
        assert_eq!(problems.len(), 1, "{told}: {}", messages(&problems));
        assert!(problems.iter().all(|it| it.part == Part::Command && !it.message.contains('\n')));
        assert_eq!((persona.limit, persona.sections.len()), (whole.limit, whole.sections.len()));
    }
    let (nothing, problems) = persona::read("key-account-lead", "", "", "");
    assert_eq!((nothing.name.as_str(), nothing.limit, nothing.file.as_str()), ("Key Account Lead", 3, "key-account-lead-perspective"));
    assert_eq!((problems.len(), nothing.items.len()), (12, 0));
    assert!(nothing.section("Recommendations").is_some(), "the shared skeleton stands in");
}

#[test]
fn a_broken_skeleton_or_vocabulary_is_told() {
    let (persona, problems) = persona::read(ID, COMMAND, "# Nothing but a title\n", VOCABULARY);
    assert!(persona.sections.is_empty() && messages(&problems).contains("the skeleton has no sections"));
    let (persona, problems) = persona::read(ID, COMMAND, "## Risks\n\n## Notes\n\n## Risks\n\n##\n", "");
    assert_eq!(persona.sections.len(), 2);
    assert!(messages(&problems).contains("\"Risks\" twice") && messages(&problems).contains("without a title"));
    assert!(problems.iter().all(|it| it.part == Part::Skeleton));

    let (persona, problems) = persona::read(ID, COMMAND, SKELETON, "[[topic]]\nname = \"a\"\nitem = 5\n");
    assert_eq!((persona.topics.len(), problems.len(), problems[0].part), (0, 1, Part::Vocabulary));
    assert!(problems[0].span.start > 0 && !problems[0].span.is_empty());
    assert_eq!(persona.items[6].check, None, "an item whose topic is unknown is for people");
    let (_, problems) = persona::read(ID, COMMAND, SKELETON, "[[section]]\ntitle = \"Pricing\"\ntitles = [\"Price\"]\n");
    assert!(messages(&problems).contains("\"Pricing\""));
}

/// The same data as [`COMMAND`] in the shape of the kit's own files: fences indented by 6 and 11 columns with blank lines
/// of blanks inside, unaligned table, straight list, no line break at the end.
const UPSTREAM: &str = r#"---
description: Upstream's line.
scripts:
  sh: scripts/bash/create-new-persona.sh --json "{ARGS}"
  ps: scripts/powershell/create-new-persona.ps1 -Json "{ARGS}"
---

# Customer Success Manager Persona Guidance Command

Some words on `/personakit.customer-success-manager`.

## Outline

1. Run `{SCRIPT}`.

3. Go:

    1. Parse
       If empty: ERROR "No guidance request provided"
    3. For unclear aspects:
       - Only mark with [NEEDS CLARIFICATION: specific question] if:
         - it matters
       - **LIMIT: Maximum 3 [NEEDS CLARIFICATION] markers total**
       - Prioritize clarifications by impact: retention > expansion > satisfaction
    4. Go on

5. **Validation**: then

   a. **Create**: at `FEATURE_DIR/checklists/customer-success-perspective.md` with:
   
      ```markdown
      # Customer Success Manager Perspective Quality Checklist: [FEATURE NAME]
      
      **Created**: [DATE]
      
      ## Content Quality
      
      - [ ] No technical implementation details (languages, frameworks, APIs)
      - [ ] Focused on customer outcomes and satisfaction
      - [ ] Written for customer success and leadership stakeholders
      - [ ] All mandatory sections completed
      
      ## Customer Success Alignment
      
      - [ ] Recommendations align with customer and business value
      - [ ] Customer adoption and onboarding considerations addressed
      - [ ] Retention and churn prevention strategies detailed
      - [ ] Risk assessment included
      - [ ] Expansion revenue opportunities identified
      - [ ] Customer satisfaction metrics included
      - [ ] Relationship management considerations noted
      
      ## Perspective Readiness
      
      - [ ] All recommendations are actionable
      - [ ] Success metrics are measurable
      - [ ] Perspective meets customer success outcomes defined
      - [ ] No technical details leak into customer success guidance
      
      ## Notes
      
      - Something
      ```

   c. **Handle**:
   
      - **If [NEEDS CLARIFICATION] markers remain**:
        1. Extract
        2. **LIMIT CHECK**: If more than 3 markers exist, keep only the 3 most critical (by retention/expansion impact)
        3. For each:

           ```markdown
           ## Question [N]: [Topic]
           
           | Option | Answer | Customer Success Implications |
           |--------|--------|--------------|
           | A      | [First suggested answer] | [Meaning] |
           ```

## Customer Success Manager Persona Considerations

### Customer Adoption
- One
- Two

## General Guidelines

### For AI Generation

4. **Prioritize clarifications**: retention > expansion > satisfaction
6. **Common areas needing clarification** (only if no reasonable default exists):
   - Customer success goals and desired outcomes
   - Current customer satisfaction levels
   - Retention challenges or churn risk factors

**Examples of reasonable defaults** (don't ask about these):
- Customer onboarding: a
- Success metrics: b
- Communication frequency: c
- Expansion approach: d

**Good examples**:

- "Achieve 95% customer retention rate"
- "Maintain Net Promoter Score above X"
- "Generate Y% expansion revenue from existing customers"
- "Increase product adoption by Z% in key features"

**Bad examples** (implementation-focused):

- "API can handle 1000 requests per second" (too technical (really), use customer impact)
- "React frontend performance meets standards" (detail)
- "Database supports 10M records" (detail)
- "Server response time under 200ms" (detail)"#;

#[test]
fn every_form_of_a_template_is_the_same_persona() {
    let own = built_in();
    let scripts = &UPSTREAM[UPSTREAM.find("scripts:").unwrap()..UPSTREAM.find("---\n\n# Cust").unwrap()];
    let installed =
        UPSTREAM.replace(scripts, "").replace("{SCRIPT}", ".personakit/scripts/bash/create-new-persona.sh --json \"$ARGUMENTS\"") + "\n";
    let forms = [
        UPSTREAM.to_owned(),
        installed,
        UPSTREAM.replace('\n', "\r\n"),
        UPSTREAM.replace('\n', "\r"),
        UPSTREAM.replace("      ```", "      ~~~"),
        UPSTREAM.replace("- [ ]", "* [x]"),
        // Moved to the end: no fact depends on its line.
        UPSTREAM.replace("       - **LIMIT: Maximum 3 [NEEDS CLARIFICATION] markers total**\n", "") + "\n\nLIMIT: Maximum 3 of them\n",
    ];
    for form in forms {
        let (read, problems) = read(&form);
        assert_eq!(problems, [], "{form}");
        assert_eq!(read.items, own.items);
        assert_eq!((&read.name, read.limit, &read.chain, &read.file), (&own.name, own.limit, &own.chain, &own.file));
        assert_eq!(
            (&read.checklist_title, &read.implications, &read.areas, &read.good),
            (&own.checklist_title, &own.implications, &own.areas, &own.good)
        );
        let topics = |persona: &Persona| persona.defaults.iter().chain(&persona.bad).map(|it| it.topic.clone()).collect::<Vec<_>>();
        assert_eq!(topics(&read), topics(&own));
        assert_eq!(read.defaults[3].words, "d");
        assert_eq!(read.bad[0].words, "too technical (really), use customer impact");
        assert_eq!((read.considerations[0].title.as_str(), read.considerations[0].points.len()), ("Customer Adoption", 2));
    }
}

/// A template of another persona, without skeleton and vocabulary, is a persona all the same.
#[test]
fn a_template_alone_is_a_persona() {
    let command = UPSTREAM
        .replace("Customer Success Manager", "Chief Financial Officer (CFO)")
        .replace("# Chief Financial Officer (CFO) Perspective Quality", "# CFO Perspective Quality");
    let (persona, problems) = persona::read("cfo", &command, "", "");
    assert_eq!(problems, []);
    assert_eq!(persona.name, "Chief Financial Officer (CFO)");
    assert!(persona.skeleton.starts_with("# Chief Financial Officer (CFO) Perspective: [FEATURE NAME]\n"));
    assert_eq!(persona.sections[1].title, "Customer Adoption");
    assert!(persona.sections[1].body.contains("[Describe: Two]") && !persona.skeleton.contains("{TOPICS}"));
    let personas = Personas::from_iter(vec![Arc::new(persona)]);
    for title in ["# CFO Perspective: Plan", "# Chief Financial Officer Perspective: Plan", "# Chief Financial Officer (CFO) Perspective"] {
        assert!(personas.of_document("a.md", title).is_some(), "{title}");
    }
    assert!(personas.of_document("a.md", "# Officer Perspective: Plan").is_none());
}

/// A word in the title of an area does not take it for a section that every persona has; a whole title does.
#[test]
fn an_area_on_threats_stands_beside_the_risks() {
    let of_areas = |first: &str, second: &str| {
        let command = UPSTREAM.replace("### Customer Adoption", &format!("### {first}\n- One\n\n### {second}"));
        persona::read("security", &command, "", "").0.sections
    };
    let sections = of_areas("Threat Modeling", "Risk Management");
    let roles: Vec<(&str, Role)> = sections.iter().map(|it| (it.title.as_str(), it.role)).collect();
    assert!(roles.contains(&("Threat Modeling", Role::Topic)), "{roles:?}");
    assert_eq!(roles.iter().filter(|it| it.1 == Role::Risks).count(), 1, "{roles:?}");
}

/// Items of other personas, and near misses: an item is bound only where a check decides all that it says.
#[test]
fn items_are_bound_by_their_words() {
    use Check::*;
    let table = [
        ("No implementation details (languages, frameworks, APIs)", Some(NoTechnology)),
        ("No implementation details (specific code approaches, frameworks)", Some(NoTechnology)),
        ("No low-level implementation details", None),
        ("No pricing details", None),
        ("No technical implementation details leak into security guidance", Some(NoLeak)),
        ("No architectural or business decisions leak into development guidance", None),
        ("Focused on revenue generation and sales objectives", Some(Focus)),
        ("Written for executive stakeholders", Some(Audience)),
        ("All required sections are complete", Some(Sections)),
        ("Recommendations align with coding standards", Some(Alignment)),
        ("Risk assessment and mitigation detailed", Some(Risk)),
        ("Supplier risk assessment and mitigation included", None),
        ("All recommendations are actionable with specific tests", None),
        ("Success metrics are measurable through testing", None),
        ("Perspective meets operational outcomes defined", Some(Outcomes)),
        ("Onboarding and adoption approach described", Some(Topic(0))),
        ("Retention strategies included", Some(Topic(1))),
        ("Retention budget approved", None),
        ("Retention of patient records addressed", None),
        ("Adoption addressed", None),
        ("Satisfaction considered", None),
        ("Expansion opportunities identified", Some(Topic(2))),
        ("Market positioning considerations addressed", None),
    ];
    for (words, check) in table {
        let persona = read(&changed("Risk assessment included", words)).0;
        assert_eq!(persona.items[7].check, check, "{words}");
    }
}

#[test]
fn headings_of_other_writers_open_the_same_sections() {
    let persona = built_in();
    let table: &[(&str, &[&str])] = &[
        ("Guidance Request", &["Request", "1. The Request", "Original Request and Context", "GUIDANCE REQUEST"]),
        (
            "Customer Adoption",
            &[
                "Onboarding",
                "Adoption and Onboarding",
                "Onboarding & Adoption",
                "Adoption Strategy",
                "Customer Onboarding Plan",
                "Usage and Enablement",
                "Product Utilisation",
                "Time-to-Value",
                "Training & Education",
                "Onboarding, Training and Adoption",
                "First 90 days",
                "Feature Adoption",
                "Onboarding Journey",
            ],
        ),
        (
            "Retention Management",
            &[
                "Retention Strategy",
                "Retention and Churn",
                "Churn and Retention",
                "Keeping Customers",
                "Churn Prevention",
                "Renewal and Churn Prevention",
                "Renewals",
                "Retention",
                "Customer Retention",
                "Churn Risk",
                "Customer Health",
                "Health & Churn Signals",
                "Retaining customers",
                "Preventing Churn",
                "Protecting Renewals",
                "2) Retention management",
            ],
        ),
        (
            "Expansion Revenue",
            &[
                "Growth and Expansion",
                "Growth",
                "Growth Opportunities",
                "Expansion",
                "Expansion Opportunities",
                "Upsell and Cross-sell",
                "Up-sell & Cross-sell Opportunities",
                "Growing Accounts",
                "Land and Expand",
                "Revenue Growth",
                "Expansion: who and when",
            ],
        ),
        (
            "Relationship Management",
            &[
                "Relationships",
                "Relationships and Stakeholders",
                "Stakeholder Engagement",
                "Stakeholders",
                "Executive Sponsors",
                "Customer Relationships",
                "Communication Plan",
                "Touchpoints and Cadence",
                "Relationship-Building",
                "Business Reviews",
            ],
        ),
        (
            "Customer Outcomes",
            &[
                "Outcomes",
                "Desired Outcomes",
                "Goals",
                "Customer Goals and Outcomes",
                "Target outcomes",
                "What success looks like",
                "Customers' Outcomes",
            ],
        ),
        (
            "Risk Assessment",
            &[
                "Risks",
                "Risks and Mitigations",
                "Risk Register",
                "Risks & Responses",
                "6. Risk Assessment",
                "VI. Risks",
                "Key Risks (and what we do)",
                "What could go wrong?",
                "Business Risks",
                "Risk mitigation plan",
            ],
        ),
        (
            "Recommendations",
            &[
                "Action Plan",
                "Next Steps",
                "Recommended Actions",
                "Our Recommendations",
                "Prioritised recommendations",
                "Actions",
                "What to do next",
                "Key Recommendations",
                "Section 7: Recommendations",
                "**Recommendations**",
                "Recommendations for the customer success team",
            ],
        ),
        (
            "Success Metrics",
            &[
                "KPIs",
                "Measures of Success",
                "Measuring Success",
                "Metrics",
                "Key Performance Indicators",
                "How we measure success",
                "Success Criteria",
                "Metrics & Targets",
                "KPI's",
                "Success metric",
                "Outcome Metrics",
                "Success Metrics and KPIs",
            ],
        ),
        (
            "Assumptions",
            &[
                "Assumption",
                "Assumptions and Defaults",
                "Assumptions (defaults taken)",
                "Working assumptions",
                "9 Assumptions",
                "IV. Assumptions",
                "b) Assumptions",
            ],
        ),
        ("Clarifications", &["Open Questions", "Clarifications needed", "Questions", "Q&A"]),
        ("Out of Scope", &["Non-Goals", "Not in scope", "Out-of-scope"]),
        ("Notes", &["Note", "Additional Notes"]),
        ("Summary", &["Executive Summary", "TL;DR", "Overview"]),
    ];
    for (title, headings) in table {
        for heading in headings.iter().chain([title]) {
            let section = persona.section(heading).map_or("none", |at| persona.sections[at].title.as_str());
            assert_eq!(section, *title, "{heading}");
        }
    }
    for heading in [
        "",
        "?!",
        "Pricing",
        "Customer",
        "Customer Strategy",
        "The Plan",
        "Appendix",
        "Background",
        "Retention and Expansion",
        "Budget and Procurement",
        "Competitors",
        "Feature Requests",
        "Adoption Risks",
        "Assumptions about the Database",
        "1.",
        "Success",
    ] {
        assert_eq!((persona.section(heading), persona.role_of(heading)), (None, Role::Other), "{heading}");
    }
    assert_eq!(persona.role_of("Risk Register"), Role::Risks);
    assert_eq!(persona.role_of("Churn"), Role::Topic);
}

#[test]
fn a_heading_may_join_sections() {
    let persona = built_in();
    assert_eq!(persona.sections_of("Retention and Expansion"), [2, 3]);
    assert_eq!(persona.sections_of("Risks & Assumptions"), [6, 9]);
    assert_eq!(persona.sections_of("Adoption and Onboarding"), [1]);
    assert!(persona.sections_of("Pricing and Packaging").is_empty());
}

/// Where two sections claim a heading alike, neither has it; the one with more of its words has.
#[test]
fn a_heading_that_two_sections_claim_is_nobodys() {
    let vocabulary = "[[section]]\ntitle = \"Alpha\"\nwords = [\"shared\"]\nwith = [\"own\"]\n[[section]]\ntitle = \"Beta\"\nwords = [\"shared\", \"own\"]\n";
    let (persona, problems) = persona::read(ID, COMMAND, "## Alpha\n\n[What]\n\n## Beta\n\n[What]\n", vocabulary);
    assert_eq!(problems, []);
    assert_eq!([persona.section("Shared"), persona.section("Shared, Own"), persona.section("Own")], [None, Some(1), Some(1)]);
}

/// A role that a persona's skeleton does not have is known all the same.
#[test]
fn roles_do_not_need_a_section() {
    let persona = persona::read(ID, COMMAND, "## Recommendations\n\n[What to do]\n", "").0;
    assert_eq!((persona.section("Open Questions"), persona.role_of("Open Questions")), (None, Role::Clarifications));
    assert_eq!((persona.section("Action Plan"), persona.role_of("Action Plan")), (Some(0), Role::Recommendations));
}

#[test]
fn built_in_personas_are_embedded() {
    let personas = Personas::built_in();
    let persona = personas.get(ID).expect("the Customer Success Manager is built in");
    assert_eq!((persona.vocabulary.as_str(), persona.skeleton.as_str()), (VOCABULARY, SKELETON));
    assert_eq!(persona.items, built_in().items);
    assert!(Arc::ptr_eq(persona, Personas::built_in().get(ID).unwrap()), "they are read once");
    assert!(personas.get("nobody").is_none());
}

#[test]
fn a_perspective_is_known_by_its_head() {
    let title = "# Customer Success Manager Perspective: Waitlist\n\n## Guidance Request\n";
    let checklist = "# Customer Success Manager Perspective Quality Checklist: Waitlist\n";
    let session = "personas/waitlist/customer-success-perspective.md";
    let table = [
        // By title, anywhere.
        ("a.md", title, true),
        ("docs/flat/dev-a-01.md", title, true),
        ("untitled:Untitled-1", title, true),
        (
            "a.md",
            "\u{feff}---\ntags: x\n---\n\n<!-- a\n# Comment -->\n```\n# Code\n```\n\n# customer success manager  perspective for Waitlist #\n",
            true,
        ),
        ("a.md", "Customer Success Manager Perspective: X\n===\n", true),
        ("a.md", "# **Customer Success Manager** Perspective\r\n", true),
        ("a.md", "# Customer Success Manager's Perspective: X\r", true),
        ("a.md", "# Perspective of the Customer Success Manager: X", true),
        ("a.md", "# Customer Success Manager Handbook", false),
        ("a.md", "# Customer Success Managers Perspective-taking", false),
        ("a.md", "# Meeting notes\n\n# Customer Success Manager Perspective: X\n", false),
        ("a.md", "## Customer Success Manager Perspective: X\n", false),
        ("a.md", "Customer Success Manager Perspective: X\n", false),
        ("a.txt", title, false),
        ("a.md", "", false),
        // By front matter.
        ("a.md", "---\npersona: customer-success-manager\n---\n# Anything\n", true),
        ("a.md", "---\r\npersona: \"Customer Success Manager\"\r\n---\r\n", true),
        ("a.md", "---\npersona: astronaut\n---\n# Customer Success Manager Perspective: X\n", false),
        // By path.
        (session, "", true),
        (session, "# Waitlist\n", true),
        ("/home/me/project/personas/waitlist/customer-success-perspective.md", "", true),
        (r"C:\work\personas\wait list?\Customer-Success-Perspective.MD", "", true),
        ("personas/waitlist/customer-success-manager.md", "", true),
        ("personas/waitlist/view.md", "# Customer Success Manager: Waitlist\n", true),
        ("personas/commands/customer-success-perspective.md", "", true),
        ("personas/checklists/customer-success-perspective.md", title, true),
        // The only persona there is, unless something speaks of another.
        ("personas/waitlist/personas-perspective.md", "", true),
        ("personas/waitlist/personas-perspective.md", "# Personas Perspective: Waitlist\n", true),
        ("personas/waitlist/ceo-perspective.md", "", false),
        ("personas/waitlist/view.md", "# CEO Perspective: Waitlist\n", false),
        ("personas/waitlist/security-review.md", "# Review\n", false),
        ("personas/waitlist/deeper/view.md", "# Waitlist\n", false),
        ("personas/view.md", "# Waitlist\n", false),
        ("customer-success-perspective.md", "# Waitlist\n", false),
        // Never.
        ("personas/waitlist/checklists/customer-success-perspective.md", "", false),
        ("personas/waitlist/checklists/customer-success-perspective.md", title, false),
        (r"personas\waitlist\checklists\customer-success-perspective.md", checklist, false),
        (session, checklist, false),
        ("a.md", checklist, false),
        ("a.md", COMMAND, false),
        (session, COMMAND, false),
        ("a.md", UPSTREAM, false),
        ("a.md", "---\nscripts:\n  sh: x\n---\n# Customer Success Manager Perspective: X\n", false),
        (".claude/commands/personakit.customer-success-manager.md", title, false),
        (".github/prompts/csm.prompt.md", title, false),
        (".personakit/memory/csm.md", title, false),
        ("templates/personas/customer-success-manager/perspective.md", SKELETON, false),
        ("personas/waitlist/README.md", title, false),
        ("personas/waitlist/questions.md", "## Question 1: Goal\n", false),
        (session, "# Customer Success Manager Perspective Questions: Waitlist\n", false),
    ];
    // The table is written for one persona.
    let personas = Personas::from_iter(vec![Arc::new(built_in())]);
    for (path, text, expected) in table {
        let head: String = text.chars().take(60).collect();
        assert_eq!(personas.of_document(path, text).is_some(), expected, "{path}: {head:?}");
    }
}

#[test]
fn among_several_personas_the_longest_name_wins() {
    let other = |id: &str, name: &str| Arc::new(persona::read(id, &format!("# {name} Persona Guidance Command\n"), "", "").0);
    let personas =
        Personas::from_iter(vec![other("security", "Security"), other("it-security-manager", "IT Security Manager"), Arc::new(built_in())]);
    let id = |path: &str, text: &str| personas.of_document(path, text).map(|it| it.id.clone());
    assert_eq!(id("a.md", "# IT Security Manager Perspective: X").as_deref(), Some("it-security-manager"));
    assert_eq!(id("a.md", "# Security Perspective: X").as_deref(), Some("security"));
    assert_eq!(id("personas/x/security-perspective.md", "").as_deref(), Some("security"));
    assert_eq!(id("personas/x/a.md", "# Security Considerations").as_deref(), Some("security"));
    assert_eq!(id("personas/x/a.md", "# Securities"), None);
    assert_eq!(id("personas/x/personas-perspective.md", ""), None, "nothing tells whose it is");
    assert_eq!(id("personas/x/personas-perspective.md", "# Customer Success Manager Perspective: X").as_deref(), Some(ID));
}

#[test]
fn commands_are_known() {
    for path in [
        ".claude/commands/personakit.ceo.md",
        r".github\prompts\personakit.ceo.prompt.md",
        ".personakit/templates/commands/ceo.md",
        "CEO.md",
    ] {
        assert_eq!(persona::id_of_command(path).as_deref(), Some("ceo"), "{path}");
    }
    for path in ["ceo.toml", ".md", "a b.md", ""] {
        assert_eq!(persona::id_of_command(path), None, "{path}");
    }
    assert!(persona::is_command(COMMAND) && persona::is_command(UPSTREAM));
    assert!(persona::is_command("# CEO Persona Guidance Command\n"), "installed, without scripts");
    assert!(!persona::is_command(SKELETON) && !persona::is_command("# Read me\n"));
}

/// Texts made of what the readers look for, so that half-written anchors come up often.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = vec![
        "---\n",
        "scripts:\n",
        "persona: ",
        "description: x\n",
        "# X Persona Guidance Command\n",
        "# Customer Success Manager Perspective: é\n",
        "## ",
        "### ",
        "Quality Checklist",
        ": ",
        "```markdown\n",
        "      ```\n",
        "~~~",
        "- [ ] ",
        "- [x] No leak into\n",
        "LIMIT: Maximum ",
        "99999999999",
        "3",
        "Prioritize clarifications by impact: ",
        " > ",
        "checklists/",
        ".md",
        "| Option | Answer | ",
        " |\n",
        "**Good examples**:\n\n",
        "- \"a\" (b)\n",
        "**Bad examples**",
        "Common areas needing clarification",
        "(optional)",
        "*",
        "\n",
        "\r",
        "\r\n",
        "   ",
        "\t",
        "é",
        "’",
        "\u{feff}",
        "(",
        ")",
        "<!--",
        "-->",
        "===\n",
    ];
    let piece = prop_oneof![4 => proptest::sample::select(pieces).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn reading_never_fails(command in fragments(), skeleton in fragments(), vocabulary in fragments(), path in fragments()) {
        let (persona, problems) = persona::read(&path, &command, &skeleton, &vocabulary);
        for problem in problems {
            prop_assert!(!problem.message.is_empty() && !problem.message.contains('\n'));
        }
        persona.section(&command);
        persona.sections_of(&skeleton);
        let personas = Personas::from_iter(vec![Arc::new(persona)]);
        personas.of_document(&path, &command);
        persona::is_command(&skeleton);
        persona::id_of_command(&path);
    }

    /// A template that ends early says what stands before its end, and the rest is told.
    #[test]
    fn half_a_template_is_half_a_persona(lines in 0..COMMAND.lines().count()) {
        let half: String = COMMAND.split_inclusive('\n').take(lines).collect();
        let (persona, problems) = read(&half);
        prop_assert_eq!(persona.items.len(), half.matches("- [ ] ").count());
        prop_assert_eq!(problems.is_empty(), !persona.bad.is_empty(), "the bad examples stand last");
    }
}
