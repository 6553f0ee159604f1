//! The built-in personas say what the Persona Kit's own templates say: names, files, orders, checklists, labels. A likeness
//! of each template of the kit is written here, in its grammar and from facts alone, and read beside ours.

use std::collections::BTreeMap;

use perspective_ls::persona::{self, Note, Persona, Personas};
use serde::Deserialize;

/// Facts of a template.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    name: String,
    title: String,
    file: String,
    group: String,
    implications: String,
    order: Vec<String>,
    guideline_order: Option<Vec<String>>,
    limit_by: String,
    areas: Vec<String>,
    defaults: Vec<String>,
    good: Vec<String>,
    kind: String,
    bad: Vec<String>,
    items: Vec<Vec<String>>,
}

fn kit() -> BTreeMap<String, Facts> {
    toml::from_str(include_str!("data/kit.toml")).expect("the facts are well-formed")
}

/// Lines, one for each of `list`.
fn lines(list: &[String], line: impl Fn(&str) -> String) -> String {
    list.iter().map(|it| line(it)).collect()
}

/// A template of the kit in its own form: fences indented by six and eleven columns, no line break at the end.
fn upstream(id: &str, facts: &Facts) -> String {
    let Facts { name, title, file, group, implications, limit_by, kind, .. } = facts;
    let order = facts.order.join(" > ");
    let again = facts.guideline_order.as_ref().map_or_else(|| order.clone(), |it| it.join(" > "));
    let groups = ["Content Quality", group, "Perspective Readiness"];
    let checklist: String = groups
        .iter()
        .zip(&facts.items)
        .map(|(group, items)| format!("      ## {group}\n      \n{}      \n", lines(items, |it| format!("      - [ ] {it}\n"))))
        .collect();
    let areas = lines(&facts.areas, |it| format!("   - {it}\n"));
    let defaults = lines(&facts.defaults, |it| format!("- {it}: as usual\n"));
    let good = lines(&facts.good, |it| format!("- \"{it}\"\n"));
    let bad = lines(&facts.bad, |it| format!("- \"{it}\" (not this)\n"));
    let text = format!(
        r#"---
description: One line on {name}.
scripts:
  sh: scripts/bash/create-new-persona.sh --json "{{ARGS}}"
  ps: scripts/powershell/create-new-persona.ps1 -Json "{{ARGS}}"
---

# {name} Persona Guidance Command

The `/personakit.{id}` command provides something.

## User Input

```text
$ARGUMENTS
```

## Outline

1. Run `{{SCRIPT}}` and read BRANCH_NAME and PERSONA_FILE.

2. Load `templates/persona-template.md`.

3. Follow this:

    1. Parse
       If empty: ERROR "No guidance request provided"
    2. Extract key concepts from request
       Identify: one, two, three
    3. For unclear aspects:
       - Only mark with [NEEDS CLARIFICATION: specific question] if:
         - one
         - two
         - three
       - **LIMIT: Maximum 3 [NEEDS CLARIFICATION] markers total**
       - Prioritize clarifications by impact: {order}
    4. Apply {name} perspective considering:
       - something

5. **Validate**:

   a. **Create Checklist**: at `FEATURE_DIR/checklists/{file}.md`:
   
      ```markdown
      # {title} Perspective Quality Checklist: [FEATURE NAME]
      
      **Purpose**: Something 
      **Created**: [DATE]
      **Feature**: [Link to file]
      
{checklist}      ## Notes
      
      - Items marked incomplete require updates
      ```

   b. **Handle**: max 3 iterations

      - **If [NEEDS CLARIFICATION] markers remain**:
        1. Extract all
        2. **LIMIT CHECK**: If more than 3 markers exist, keep only the 3 most critical (by {limit_by}) and make guesses for the rest
        3. For each:

           ```markdown
           ## Question [N]: [Topic]
           
           | Option | Answer | {implications} |
           |--------|--------|--------------|
           | A      | [First suggested answer] | [Meaning] |
           | Custom | Provide your own answer | [How] |
           
           **Your choice**: _[Wait for user response]_
           ```

## {name} Persona Considerations

### One
- a
- b

## General Guidelines

### For AI Generation

3. **Limit clarifications**: Maximum 3 [NEEDS CLARIFICATION] markers
4. **Prioritize clarifications**: {again}
6. **Common areas needing clarification** (only if no reasonable default exists):
{areas}
**Examples of reasonable defaults** (don't ask about these):
{defaults}
### Success Metrics Guidelines

**Good examples**:

{good}
**Bad examples** ({kind}-focused):

{bad}"#
    );
    text.trim_end().to_owned()
}

/// What a template says, as far as the facts tell.
#[derive(Debug, PartialEq)]
struct Said<'a> {
    name: &'a str,
    limit: usize,
    chain: &'a [String],
    checklist_title: &'a str,
    file: &'a str,
    items: &'a [persona::Item],
    implications: &'a str,
    areas: &'a [String],
    notes: [Vec<&'a str>; 3],
}

fn said(persona: &Persona) -> Said<'_> {
    fn of(notes: &[Note]) -> Vec<&str> {
        notes.iter().map(|it| it.topic.as_str()).collect()
    }
    Said {
        name: &persona.name,
        limit: persona.limit,
        chain: &persona.chain,
        checklist_title: &persona.checklist_title,
        file: &persona.file,
        items: &persona.items,
        implications: &persona.implications,
        areas: &persona.areas,
        notes: [of(&persona.defaults), of(&persona.good), of(&persona.bad)],
    }
}

#[test]
fn the_templates_of_the_kit_are_the_same_personas() {
    let personas = Personas::built_in();
    for (id, facts) in kit() {
        let Some(own) = personas.get(&id) else { continue };
        let forms = [upstream(&id, &facts), upstream(&id, &facts).replace('\n', "\r\n"), installed(&upstream(&id, &facts))];
        for form in forms {
            let (read, problems) = persona::read(&id, &form, &own.skeleton, &own.vocabulary);
            assert_eq!(problems, [], "{id}");
            assert_eq!(said(&read), said(own), "{id}");
        }
    }
}

/// The template `text` as the kit installs it for an assistant.
fn installed(text: &str) -> String {
    let scripts = &text[text.find("scripts:").expect("it has scripts")..text.find("---\n\n#").expect("the front matter ends")];
    text.replace(scripts, "").replace("{SCRIPT}", ".personakit/scripts/bash/create-new-persona.sh --json \"$ARGUMENTS\"") + "\n"
}

/// A template of the kit alone, without skeleton and vocabulary, is a persona with sections, and asks for what every
/// persona asks for.
#[test]
fn a_template_of_the_kit_suffices() {
    for (id, facts) in kit() {
        let (read, problems) = persona::read(&id, &upstream(&id, &facts), "", "");
        assert_eq!(problems, [], "{id}");
        assert_eq!(read.items.len(), 15, "{id}");
        let decided = read.items.iter().filter(|it| it.check.is_some()).count();
        assert!(decided >= 3, "{id}: {decided}");
        assert!(read.section("One").is_some() && read.section("Recommendations").is_some(), "{id}");
    }
}

#[test]
fn every_built_in_persona_is_one_of_the_kit() {
    let kit = kit();
    assert!(Personas::built_in().ids().all(|id| kit.contains_key(id)));
}
