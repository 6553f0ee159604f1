//! What cannot be done faster with the same parts, to measure against, and the texts to measure on:
//!
//! ```text
//! bare server              a server of the same framework that publishes an empty list for each version
//! bare parse FOLDER        walks, reads and parses the Markdown of a folder on all processors
//! bare document KB         prints a perspective of about so many kilobytes
//! bare workspace N FOLDER  writes so many perspectives
//! ```

#[path = "document.rs"]
mod document;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, InitializeParams, InitializeResult, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind,
};
use tower_lsp::{Client, LanguageServer, LspService, Server, jsonrpc};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["server", ..] => serve(),
        ["parse", folder] => parse(Path::new(folder)),
        ["document", size] => print!("{}", document::perspective(number(size) * 1000)),
        ["workspace", count, folder] => workspace(number(count), Path::new(folder)),
        _ => {
            eprintln!("usage: bare server | parse FOLDER | document KB | workspace N FOLDER");
            std::process::exit(2);
        }
    }
}

fn number(word: &str) -> usize {
    word.parse().unwrap_or_else(|_| panic!("{word} is no number"))
}

struct Bare(Client);

impl LanguageServer for Bare {
    async fn initialize(&self, _: InitializeParams) -> jsonrpc::Result<InitializeResult> {
        let text_document_sync = Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL));
        let capabilities = ServerCapabilities { text_document_sync, ..ServerCapabilities::default() };
        Ok(InitializeResult { capabilities, ..InitializeResult::default() })
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.0.publish_diagnostics(params.text_document.uri, Vec::new(), Some(params.text_document.version)).await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.0.publish_diagnostics(params.text_document.uri, Vec::new(), Some(params.text_document.version)).await;
    }

    async fn shutdown(&self) -> jsonrpc::Result<()> {
        Ok(())
    }
}

fn serve() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let (service, socket) = LspService::new(Bare);
        Server::new(tokio::io::stdin(), tokio::io::stdout(), socket).serve(service).await;
    });
    // The runtime waits for a read of stdin that nothing ends.
    std::process::exit(0);
}

fn parse(folder: &Path) {
    let (files, events) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    ignore::WalkBuilder::new(folder).build_parallel().run(|| {
        Box::new(|entry| {
            let path = entry.expect("a readable folder").into_path();
            if path.extension().is_some_and(|it| it == "md") {
                let text = std::fs::read_to_string(&path).expect("a text");
                events.fetch_add(pulldown_cmark::Parser::new_ext(&text, options).into_offset_iter().count(), Ordering::Relaxed);
                files.fetch_add(1, Ordering::Relaxed);
            }
            ignore::WalkState::Continue
        })
    });
    println!("{} files, {} events", files.into_inner(), events.into_inner());
}

/// Writes `count` perspectives of 5 to 40 KB, as many small as large ones by the logarithm of their sizes.
fn workspace(count: usize, folder: &Path) {
    const KINDS: usize = 64;
    let size = |at: usize| (5000.0 * 8f64.powf((at * 29 % KINDS) as f64 / KINDS as f64)) as usize;
    let texts: Vec<String> = (0..KINDS).map(|at| document::perspective(size(at))).collect();
    for at in 0..count {
        let feature = folder.join(format!("personas/{at:05}-feature"));
        std::fs::create_dir_all(&feature).expect("a folder that can be written");
        // No two files are the same, as in any repository.
        let text = texts[at % KINDS].replacen('\n', &format!(" {at}\n"), 1);
        std::fs::write(feature.join("customer-success-perspective.md"), text).expect("a file that can be written");
    }
}
