//! The protocol's side: which tools, resources and prompts there are, and what answers each.

use std::path::PathBuf;
use std::sync::Arc;

use rmcp::handler::server::tool::schema_for_output;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{
    CallToolResult, CompleteRequestParams, CompleteResult, CompletionInfo, GetPromptRequestParams, GetPromptResponse, Implementation,
    ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ServerCapabilities, ServerConfig,
};
use rmcp::service::{NotificationContext, Peer, RequestContext};
use rmcp::{ErrorData, RoleServer, ServerHandler, tool, tool_handler, tool_router};

use super::answer::answer;
use super::library::Library;
use super::progress::Progress;
use super::roots::{Roots, Session};
use super::tools::{self, AnswerInput, CheckInput, ChecklistInput, ExplainInput, FixInput, NewInput, QuestionsInput, ReportInput};
use crate::format::{json, steps};

/// How the tools are used together; shown to the agent's model at the start.
const INSTRUCTIONS: &str = "\
perspective-ls judges perspective documents: Markdown written from a persona's viewpoint, in personas/<feature>/<name>.md.

1. `new` makes the document from the persona's skeleton; replace its prompts in brackets by text of your own.
2. `check` says what is wrong: each message is one line with the form that mends it. `fix` applies what is safe.
3. `questions` are for the user and nobody else: ask them all at once, then hand their words to `answer`.
4. `checklist` with `write: true` validates and keeps the checklist file. After three validations stop.

Every answer holds `next`: what remains and for whom. Steps for `writer` are yours; for `user` or `reviewer`, ask and wait. \
When no step is for `writer`, you are done. Never tick boxes yourself, and never invent an answer.";

/// The server of one session.
#[derive(Clone)]
pub(super) struct Server {
    session: Arc<Session>,
}

impl Server {
    /// A server for files below `folders`, where the client names no roots.
    pub(super) fn new(folders: Vec<PathBuf>) -> std::io::Result<Self> {
        Ok(Server { session: Arc::new(Session::new(folders)?) })
    }

    async fn roots(&self, client: &Peer<RoleServer>) -> Roots {
        self.session.roots(client).await
    }

    async fn shelf(&self, client: &Peer<RoleServer>) -> Library {
        Library::of(self.roots(client).await.folders().first().map(PathBuf::as_path))
    }
}

#[tool_router]
impl Server {
    #[tool(
        description = "Judge perspectives against their persona's checklist: verdicts with evidence, open questions, findings with fixes, what remains and for whom.",
        output_schema = schema_for_output::<json::Report>(),
        annotations(title = "Check perspectives", read_only_hint = true, open_world_hint = false)
    )]
    async fn check(&self, Parameters(input): Parameters<CheckInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let (roots, progress) = (self.roots(&context.peer).await, Progress::new(&context));
        answer(move || tools::check(&roots, &input, &progress)).await
    }

    #[tool(
        description = "The page of a rule: what it finds, why, how to mend it, with good and bad examples.",
        output_schema = schema_for_output::<steps::Page>(),
        annotations(title = "Explain a code", read_only_hint = true, open_world_hint = false)
    )]
    async fn explain(&self, Parameters(input): Parameters<ExplainInput>) -> CallToolResult {
        answer(move || tools::explain(&input)).await
    }

    #[tool(
        name = "new",
        description = "Make the document of a new perspective from the persona's skeleton. Never over an existing file.",
        output_schema = schema_for_output::<steps::Made<'static>>(),
        annotations(title = "New perspective", read_only_hint = false, destructive_hint = false, idempotent_hint = false, open_world_hint = false)
    )]
    async fn new_perspective(&self, Parameters(input): Parameters<NewInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let roots = self.roots(&context.peer).await;
        answer(move || tools::new(&roots, &input)).await
    }

    #[tool(
        description = "The open questions of a perspective with suggested answers. Only the user can answer them: ask all at once.",
        output_schema = schema_for_output::<steps::Questions<'static>>(),
        annotations(title = "Open questions", read_only_hint = false, destructive_hint = false, idempotent_hint = true, open_world_hint = false)
    )]
    async fn questions(&self, Parameters(input): Parameters<QuestionsInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let roots = self.roots(&context.peer).await;
        answer(move || tools::questions(&roots, &input)).await
    }

    #[tool(
        description = "Take the user's answers into a perspective: each marker is replaced by its answer, and the answers are logged. All or nothing.",
        output_schema = schema_for_output::<steps::Answered<'static>>(),
        annotations(title = "Answer questions", read_only_hint = false, destructive_hint = true, idempotent_hint = false, open_world_hint = false)
    )]
    async fn answer(&self, Parameters(input): Parameters<AnswerInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let roots = self.roots(&context.peer).await;
        answer(move || tools::answer(&roots, &input)).await
    }

    #[tool(
        description = "The checklist of a perspective with evidence; with `write`, validate it and keep the checklist's file. After three validations what remains is for people.",
        output_schema = schema_for_output::<steps::Checklist<'static>>(),
        annotations(title = "Checklist", read_only_hint = false, destructive_hint = false, idempotent_hint = true, open_world_hint = false)
    )]
    async fn checklist(&self, Parameters(input): Parameters<ChecklistInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let roots = self.roots(&context.peer).await;
        answer(move || tools::checklist(&roots, &input)).await
    }

    #[tool(
        description = "Where perspectives stand: branch, items, open questions, readiness for the next phase, what to do next.",
        output_schema = schema_for_output::<steps::Report<'static>>(),
        annotations(title = "Report", read_only_hint = true, open_world_hint = false)
    )]
    async fn report(&self, Parameters(input): Parameters<ReportInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let (roots, progress) = (self.roots(&context.peer).await, Progress::new(&context));
        answer(move || tools::report(&roots, &input, &progress)).await
    }

    #[tool(
        description = "Apply all safe fixes: those that keep the meaning and need no choice. Doing it again changes nothing.",
        output_schema = schema_for_output::<steps::Fixes>(),
        annotations(title = "Apply safe fixes", read_only_hint = false, destructive_hint = true, idempotent_hint = true, open_world_hint = false)
    )]
    async fn fix(&self, Parameters(input): Parameters<FixInput>, context: RequestContext<RoleServer>) -> CallToolResult {
        let (roots, progress) = (self.roots(&context.peer).await, Progress::new(&context));
        answer(move || tools::fix(&roots, &input, &progress)).await
    }
}

#[tool_handler]
impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().enable_prompts().enable_completions().build();
        let program = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
            .with_title("Perspectives")
            .with_website_url(env!("CARGO_PKG_REPOSITORY"));
        ServerConfig::new(capabilities).with_server_info(program).with_instructions(INSTRUCTIONS)
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(self.shelf(&context.peer).await.resources()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(Library::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        self.shelf(&context.peer).await.read(&request.uri).map(Into::into)
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(self.shelf(&context.peer).await.prompts()))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        let asked = request.arguments.as_ref().and_then(|it| it.get("request")).and_then(|it| it.as_str());
        self.shelf(&context.peer).await.prompt(&request.name, asked).map(Into::into)
    }

    async fn complete(&self, request: CompleteRequestParams, context: RequestContext<RoleServer>) -> Result<CompleteResult, ErrorData> {
        let values = self.shelf(&context.peer).await.completions(&request.argument.name, &request.argument.value);
        let completion = CompletionInfo::with_all_values(values).map_err(|error| ErrorData::internal_error(error, None))?;
        Ok(CompleteResult::new(completion))
    }

    async fn on_roots_list_changed(&self, _: NotificationContext<RoleServer>) {
        self.session.forget();
    }
}
