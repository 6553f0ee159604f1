//! What the client can do, read once from its `initialize` request.

use serde_json::json;
use tower_lsp::ls_types::*;

use super::{action, commands, completion, formatting, rename, tokens};
use crate::text::Encoding;

/// The abilities of a client that change what it is sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// How it counts columns.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics. Then none are pushed: a client that got both would show each twice.
    pub pulls: bool,
    /// Whether it can be asked to ask again.
    pub refreshes: bool,
    /// Whether it can be asked to draw code lenses anew.
    pub refreshes_lenses: bool,
    /// The same of inlay hints.
    pub refreshes_hints: bool,
    /// The same of semantic tokens.
    pub refreshes_tokens: bool,
    /// Whether it shows places related to a diagnostic.
    pub related: bool,
    /// Whether it fades what is unnecessary.
    pub fades: bool,
    /// Whether an edit may tell the version that it is made for.
    pub versioned_edits: bool,
    /// Whether it knows preferred actions.
    pub prefers: bool,
    /// Whether it takes actions as objects with an edit, and so a list of their kinds.
    pub action_literals: bool,
    /// Whether it shows actions that cannot be taken, with the reason.
    pub disables: bool,
    /// Whether it asks for the edit of an action when its user takes it.
    pub resolves_edits: bool,
    /// Whether it lets the server edit its documents.
    pub applies: bool,
    /// Whether an edit may make files.
    pub creates_files: bool,
    /// Whether an edit may give files other names.
    pub renames_files: bool,
    /// Whether it asks before its user gives files other names.
    pub tells_renames: bool,
    /// Whether it asks what has a name before its user types a new one.
    pub prepares_renames: bool,
    /// Whether it explains an edit to its user first where that is asked for.
    pub annotates: bool,
    /// Whether a definition may tell what leads to it.
    pub links: bool,
    /// Whether a report on a document may hold those of others.
    pub related_documents: bool,
    /// Whether it can be asked for its settings.
    pub configures: bool,
    /// Whether it can be asked to tell of changed settings.
    pub registers_settings: bool,
    /// Whether it shows how far long work is.
    pub progresses: bool,
    /// Whether it can be asked to show a document.
    pub shows: bool,
    /// Whether it can be asked to tell of changed files.
    pub watches: bool,
    /// What a hover may be; nothing from a client that knows only the form of LSP 3.0.
    pub hover_formats: Vec<MarkupKind>,
    /// Whether an outline may be a tree.
    pub symbol_tree: bool,
    /// Whether it knows the kinds of symbols that came after LSP 3.0.
    pub symbol_kinds: bool,
    /// The same of completions.
    pub completion_kinds: bool,
    /// How many folds of a document it takes; 0 for any number.
    pub folds: usize,
    /// Whether a completion may have tab stops.
    pub snippets: bool,
    /// Whether the documentation of a completion may be Markdown.
    pub completion_markdown: bool,
    /// Whether it asks for the documentation of a completion when it shows it.
    pub resolves_documentation: bool,
    /// Whether links may have a tooltip.
    pub link_tooltips: bool,
    /// Whether it wants to be told how documents stand (`experimental.perspective.status`).
    pub follows_status: bool,
}

impl Client {
    /// Reads the client's capabilities.
    pub(super) fn new(capabilities: &ClientCapabilities) -> Self {
        let document = capabilities.text_document.clone().unwrap_or_default();
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let operations = edits.resource_operations.unwrap_or_default();
        let pushed = document.publish_diagnostics.unwrap_or_default();
        let pulled = document.diagnostic;
        let actions = document.code_action.unwrap_or_default();
        let completion = document.completion.unwrap_or_default();
        let completion_kinds = completion.completion_item_kind.and_then(|it| it.value_set).unwrap_or_default();
        let completion = completion.completion_item.unwrap_or_default();
        let outline = document.document_symbol.unwrap_or_default();
        let events =
            |kinds: Option<SymbolKindCapability>| kinds.and_then(|it| it.value_set).is_some_and(|it| it.contains(&SymbolKind::EVENT));
        Client {
            encoding: encoding(capabilities),
            pulls: pulled.is_some(),
            refreshes: workspace.diagnostics.is_some_and(|it| it.refresh_support == Some(true)),
            refreshes_lenses: workspace.code_lens.is_some_and(|it| it.refresh_support == Some(true)),
            refreshes_hints: workspace.inlay_hint.is_some_and(|it| it.refresh_support == Some(true)),
            refreshes_tokens: workspace.semantic_tokens.is_some_and(|it| it.refresh_support == Some(true)),
            related: pushed.related_information == Some(true)
                || pulled.as_ref().is_some_and(|pulled| pulled.related_information == Some(true)),
            fades: pushed.tag_support.is_some_and(|it| it.value_set.contains(&DiagnosticTag::UNNECESSARY))
                || pulled.as_ref().is_some_and(|pulled| pulled_tags(pulled).contains(&DiagnosticTag::UNNECESSARY)),
            versioned_edits: edits.document_changes == Some(true),
            creates_files: operations.contains(&ResourceOperationKind::Create),
            renames_files: edits.document_changes == Some(true) && operations.contains(&ResourceOperationKind::Rename),
            tells_renames: workspace.file_operations.is_some_and(|it| it.will_rename == Some(true)),
            prepares_renames: document.rename.is_some_and(|it| it.prepare_support == Some(true)),
            annotates: edits.change_annotation_support.is_some() && actions.honors_change_annotations == Some(true),
            applies: workspace.apply_edit == Some(true),
            links: document.definition.is_some_and(|it| it.link_support == Some(true)),
            related_documents: pulled.as_ref().is_some_and(|it| it.related_document_support == Some(true)),
            configures: workspace.configuration == Some(true),
            registers_settings: workspace.did_change_configuration.is_some_and(|it| it.dynamic_registration == Some(true)),
            progresses: capabilities.window.as_ref().is_some_and(|it| it.work_done_progress == Some(true)),
            shows: capabilities.window.as_ref().and_then(|it| it.show_document.as_ref()).is_some_and(|it| it.support),
            disables: actions.disabled_support == Some(true),
            resolves_edits: actions.data_support == Some(true)
                && actions.resolve_support.is_some_and(|it| it.properties.iter().any(|it| it == "edit")),
            prefers: actions.is_preferred_support == Some(true),
            action_literals: actions.code_action_literal_support.is_some(),
            watches: workspace.did_change_watched_files.is_some_and(|it| it.dynamic_registration == Some(true)),
            hover_formats: document.hover.and_then(|it| it.content_format).unwrap_or_default(),
            symbol_tree: outline.hierarchical_document_symbol_support == Some(true),
            symbol_kinds: events(outline.symbol_kind) && events(workspace.symbol.and_then(|it| it.symbol_kind)),
            completion_kinds: [CompletionItemKind::EVENT, CompletionItemKind::CONSTANT].iter().all(|it| completion_kinds.contains(it)),
            folds: document.folding_range.and_then(|it| it.range_limit).map_or(0, |it| it as usize),
            snippets: completion.snippet_support == Some(true),
            completion_markdown: completion.documentation_format.unwrap_or_default().contains(&MarkupKind::Markdown),
            resolves_documentation: completion.resolve_support.is_some_and(|it| it.properties.iter().any(|it| it == "documentation")),
            link_tooltips: document.document_link.is_some_and(|it| it.tooltip_support == Some(true)),
            follows_status: capabilities.experimental.as_ref().is_some_and(|it| it["perspective"]["status"] == true),
        }
    }

    /// What the server offers such a client: what is implemented, no more.
    pub(super) fn offer(&self) -> ServerCapabilities {
        // Clients send a token for progress only where they were told that it is used.
        let long = WorkDoneProgressOptions { work_done_progress: self.progresses.then_some(true) };
        ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
                Encoding::Utf32 => PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..TextDocumentSyncOptions::default()
            })),
            code_action_provider: Some(if self.action_literals {
                CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(action::kinds()),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                    resolve_provider: Some(self.resolves_edits),
                })
            } else {
                CodeActionProviderCapability::Simple(true)
            }),
            diagnostic_provider: self.pulls.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some(super::NAME.to_owned()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    work_done_progress_options: long,
                })
            }),
            document_symbol_provider: Some(OneOf::Left(true)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            completion_provider: Some(CompletionOptions {
                resolve_provider: Some(self.resolves_documentation),
                trigger_characters: Some(completion::TRIGGERS.iter().map(|it| (*it).to_owned()).collect()),
                ..CompletionOptions::default()
            }),
            semantic_tokens_provider: Some(
                SemanticTokensOptions {
                    legend: tokens::legend(),
                    range: Some(true),
                    full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                    ..SemanticTokensOptions::default()
                }
                .into(),
            ),
            inlay_hint_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
                first_trigger_character: formatting::TRIGGERS.0.to_owned(),
                more_trigger_character: Some(vec![formatting::TRIGGERS.1.to_owned()]),
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: commands::ALL.iter().map(|it| (*it).to_owned()).collect(),
                work_done_progress_options: long,
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: self.tells_renames.then(|| WorkspaceFileOperationsServerCapabilities {
                    will_rename: Some(rename::files()),
                    ..WorkspaceFileOperationsServerCapabilities::default()
                }),
            }),
            workspace_symbol_provider: Some(match self.progresses {
                true => OneOf::Right(WorkspaceSymbolOptions { work_done_progress_options: long, resolve_provider: None }),
                false => OneOf::Left(true),
            }),
            rename_provider: Some(match self.prepares_renames {
                true => OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }),
                false => OneOf::Left(true),
            }),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            experimental: Some(json!({"perspective": {"status": true}})),
            ..ServerCapabilities::default()
        }
    }
}

/// The tags of pulled diagnostics that the client shows. The framework's type keeps them to itself, but for JSON.
fn pulled_tags(pulled: &DiagnosticClientCapabilities) -> Vec<DiagnosticTag> {
    let tags = pulled.tag_support.as_ref().and_then(|tags| serde_json::to_value(tags).ok());
    tags.and_then(|tags| serde_json::from_value(tags.get("valueSet")?.clone()).ok()).unwrap_or_default()
}

/// UTF-8 where it is offered (no counting), else UTF-16, which is what a client that says nothing means, else UTF-32.
fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.contains(&PositionEncodingKind::UTF16) || !offered.contains(&PositionEncodingKind::UTF32) {
        Encoding::Utf16
    } else {
        Encoding::Utf32
    }
}
