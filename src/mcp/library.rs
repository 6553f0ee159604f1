//! What an agent may read: personas, their skeletons, the rules' pages, the schemas; and the personas' commands as prompts.

use std::path::Path;

use rmcp::ErrorData;
use rmcp::model::{
    GetPromptResult, Prompt, PromptArgument, PromptMessage, ReadResourceResult, Resource, ResourceContents, ResourceTemplate, Role,
};

use crate::format::{SCHEMAS as SCHEMA_NAMES, schema};
use crate::persona::Personas;
use crate::project::Project;
use crate::rules::{self, RULES};

/// Kinds of resources: what stands behind `perspective://`, and what it holds.
const PERSONAS: &str = "perspective://personas/";
const SKELETONS: &str = "perspective://skeletons/";
const RULE_PAGES: &str = "perspective://rules/";
const SCHEMAS: &str = "perspective://schemas/";

const MARKDOWN: &str = "text/markdown";
const JSON: &str = "application/schema+json";

/// What the templates of the kit have in place of what the user asks.
const ARGUMENTS: &str = "$ARGUMENTS";

/// What an agent with these tools does with a persona's command.
const TOOLS: &str = "Use the tools of perspective-ls: `new` makes the document, `check` judges it, `fix` applies what is safe, \
    `questions` says what to ask the user and `answer` takes the answers in, `checklist` with `write` validates; each answer's `next` \
    says what remains and for whom.";

/// The personas of the repository at `root`, and all that can be read.
pub(super) struct Library {
    personas: Personas,
}

impl Library {
    pub(super) fn of(root: Option<&Path>) -> Self {
        let personas = root.map_or_else(Personas::built_in, |root| Project::default().personas(&root.join("personas")));
        Library { personas }
    }

    pub(super) fn resources(&self) -> Vec<Resource> {
        let mut all = Vec::new();
        for (id, name, description) in self.personas.summaries() {
            let command = Resource::new(format!("{PERSONAS}{id}"), format!("persona {id}")).with_mime_type(MARKDOWN);
            all.push(command.with_title(name).with_description(description));
            let skeleton = Resource::new(format!("{SKELETONS}{id}"), format!("skeleton {id}")).with_mime_type(MARKDOWN);
            all.push(skeleton.with_description(format!("The sections of a perspective of the {name}.")));
        }
        all.extend(RULES.iter().map(|rule| {
            let page = Resource::new(format!("{RULE_PAGES}{}", rule.name), format!("rule {}", rule.name));
            page.with_mime_type(MARKDOWN).with_description(rule.summary)
        }));
        all.extend(
            SCHEMA_NAMES.iter().map(|name| Resource::new(format!("{SCHEMAS}{name}"), format!("schema {name}")).with_mime_type(JSON)),
        );
        all
    }

    pub(super) fn templates() -> Vec<ResourceTemplate> {
        let template =
            |uri: &str, variable: &str, name: &str| ResourceTemplate::new(format!("{uri}{{{variable}}}"), name).with_mime_type(MARKDOWN);
        vec![
            template(PERSONAS, "id", "persona").with_description("A persona's command template: limit, priorities, checklist."),
            template(SKELETONS, "id", "skeleton").with_description("A persona's skeleton: the sections of its perspectives."),
            template(RULE_PAGES, "code", "rule").with_description("A rule's page: what it finds, why, and examples."),
        ]
    }

    pub(super) fn read(&self, uri: &str) -> Result<ReadResourceResult, ErrorData> {
        let persona = |id| self.personas.get(id);
        let found = if let Some(id) = uri.strip_prefix(PERSONAS) {
            persona(id).map(|it| (it.command.clone(), MARKDOWN))
        } else if let Some(id) = uri.strip_prefix(SKELETONS) {
            persona(id).map(|it| (it.skeleton.clone(), MARKDOWN))
        } else if let Some(code) = uri.strip_prefix(RULE_PAGES) {
            rules::rule(code).map(|it| (it.page.to_owned(), MARKDOWN))
        } else {
            uri.strip_prefix(SCHEMAS).and_then(schema).map(|it| (it, JSON))
        };
        let (text, kind) =
            found.ok_or_else(|| ErrorData::resource_not_found(format!("there is no resource {uri}; resources/list names all"), None))?;
        Ok(ReadResourceResult::new(vec![ResourceContents::text(text, uri).with_mime_type(kind)]))
    }

    pub(super) fn prompts(&self) -> Vec<Prompt> {
        let request = || PromptArgument::new("request").with_description("What the perspective is to advise on.").with_required(true);
        let prompt =
            |(id, name, description): (&str, &str, &str)| Prompt::new(id, Some(description), Some(vec![request()])).with_title(name);
        self.personas.summaries().map(prompt).collect()
    }

    pub(super) fn prompt(&self, name: &str, request: Option<&str>) -> Result<GetPromptResult, ErrorData> {
        let persona = self.personas.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.personas.ids().collect();
            ErrorData::invalid_params(format!("there is no prompt \"{name}\"; there are: {}", known.join(", ")), None)
        })?;
        let request = request.map(str::trim).filter(|it| !it.is_empty());
        let request = request.ok_or_else(|| {
            ErrorData::invalid_params("the argument \"request\" is empty: say what the perspective is to advise on", None)
        })?;
        let command = persona.command.trim();
        let command = if command.contains(ARGUMENTS) { command.replace(ARGUMENTS, request) } else { format!("{command}\n\n{request}") };
        let message = PromptMessage::new_text(Role::User, format!("{command}\n\n{TOOLS}\n"));
        Ok(GetPromptResult::new(vec![message]).with_description(persona.description.clone()))
    }

    /// What may stand for the variable `name`, beginning with `typed`.
    pub(super) fn completions(&self, name: &str, typed: &str) -> Vec<String> {
        let all: Vec<String> = match name {
            "id" => self.personas.ids().map(str::to_owned).collect(),
            "code" => RULES.iter().map(|it| it.name.to_owned()).collect(),
            _ => Vec::new(),
        };
        all.into_iter().filter(|it| it.starts_with(typed)).take(rmcp::model::CompletionInfo::MAX_VALUES).collect()
    }
}
