//! The surface for editors: the Language Server Protocol. It translates in, asks, translates out, and judges nothing.
//!
//! ```text
//! stdin -> frames, message (a thread) -> server (handlers) -> worker (a thread) -> outbox (a thread) -> stdout
//! ```
//!
//! tower-lsp dispatches and keeps the protocol's states; its transport is replaced, for that ends at the first frame
//! it cannot read and runs handlers in no certain order. Here one loop hands over one message at a time, and polls its
//! handler before it takes the next.

mod action;
mod answers;
mod beside;
mod client;
mod commands;
mod completion;
mod convert;
mod diagnostic;
mod edit;
mod engine;
mod folding;
mod formatting;
mod frames;
mod highlight;
mod hover;
mod inlay;
mod lens;
mod links;
mod message;
mod navigation;
mod outbox;
mod progress;
mod rename;
mod scan;
mod search;
mod selection;
mod server;
mod settings;
mod status;
mod symbols;
mod texts;
mod tokens;
mod told;
mod trace;
mod view;
mod worker;

use std::future::poll_fn;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::ls_types::MessageType;
use tower_service::Service;

pub use engine::{Engine, Judge};

use frames::{Frame, Frames};
use message::Message;
use outbox::Outbox;
use server::Backend;
use trace::{Trace, Traced};
use worker::{Event, Worker};

/// Name of the server, and source of its diagnostics.
const NAME: &str = "perspective-ls";

/// Messages that may wait between the reader and the handlers; then the reader waits, and so does the client.
const BACKLOG: usize = 256;

/// How long the end may take, once the client is done: to write what was said.
const GRACE: Duration = Duration::from_secs(1);

/// How long it may take where a session was piped in: to answer and check all of it as well.
const PIPED: Duration = Duration::from_secs(20);

/// How often it is looked whether the editor still lives, where the end of stdin does not tell.
const PULSE: Duration = Duration::from_secs(2);

/// Serves on stdin and stdout until the client ends it: 0 after `shutdown` and `exit`, otherwise 1.
pub fn serve() -> ExitCode {
    match stdio() {
        Ok((input, output)) => ExitCode::from(serve_on(input, output, Judge::default())),
        Err(error) => {
            let _ = writeln!(io::stderr(), "{NAME}: standard input or output cannot be used: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves the client at the other end of `input` and `output`, judging by `engine`; the exit status of the process.
///
/// May leave a thread behind that waits for `input`.
pub fn serve_on(input: impl Read + Send + 'static, output: impl Write + Send + 'static, engine: impl Engine) -> u8 {
    match tokio::runtime::Builder::new_current_thread().enable_time().build() {
        Ok(runtime) => runtime.block_on(run(input, output, engine)),
        Err(error) => {
            let _ = writeln!(io::stderr(), "{NAME}: the server cannot start: {error}");
            1
        }
    }
}

/// What the loop takes in.
enum Incoming {
    /// A message of the client.
    Message(Message),
    /// The client has said all: its input ended.
    Ended,
    /// The client is gone: it reads no more, or its process ended.
    Gone,
}

async fn run(input: impl Read + Send + 'static, output: impl Write + Send + 'static, engine: impl Engine) -> u8 {
    let (sender, incoming) = mpsc::channel(BACKLOG);
    let lost = sender.clone();
    let outbox = Outbox::start(output, move || drop(lost.blocking_send(Incoming::Gone)));
    let (finished, worker_finished) = oneshot::channel();
    let (events, queue) = std::sync::mpsc::channel();
    let worker = Worker::new(engine, outbox.clone());
    std::thread::spawn(move || {
        worker.run(&queue);
        let _ = finished.send(());
    });
    let shutdown = Arc::new(AtomicBool::new(false));
    let pulse = sender.clone();
    let answers_to_us = events.clone();
    let backend = Backend::new(events, outbox.clone(), shutdown.clone(), move |process| follow(process, pulse.clone()));
    let (service, _) = LspService::build(|_| backend)
        .custom_method(status::REQUEST, Backend::status)
        .custom_method(status::WAIT, Backend::wait_for)
        .finish();
    std::thread::spawn(move || read(input, &sender));

    let mut answers = JoinSet::new();
    let ended = dispatch(service, incoming, &outbox, &mut answers, answers_to_us).await;
    let finish = async {
        if ended {
            // A session that was piped in gets its answers and its diagnostics.
            while answers.join_next().await.is_some() {}
            let _ = worker_finished.await;
        }
        outbox.flushed().await;
    };
    let _ = tokio::time::timeout(if ended { PIPED } else { GRACE }, finish).await;
    u8::from(!shutdown.load(Ordering::SeqCst))
}

/// Hands message after message to the service, until the client ends it; whether it just had no more to say.
///
/// Each handler is polled before the next message is taken, so what it does before it first waits happens in the
/// client's order. What then still waits goes on beside.
async fn dispatch(
    mut service: LspService<Backend>,
    mut incoming: mpsc::Receiver<Incoming>,
    outbox: &Outbox,
    answers: &mut JoinSet<()>,
    worker: std::sync::mpsc::Sender<Event>,
) -> bool {
    let mut trace = Trace::new(outbox.clone());
    while let Some(next) = incoming.recv().await {
        let request = match next {
            Incoming::Message(Message::Request(request)) => request,
            Incoming::Message(Message::Refused(answer)) => {
                outbox.send(&answer);
                continue;
            }
            Incoming::Message(Message::Response(response)) => {
                // The worker ends only when this sender is gone.
                let _ = worker.send(Event::Response(response));
                continue;
            }
            Incoming::Ended => {
                // What waits for a change gets none any more.
                let _ = worker.send(Event::Ended);
                return true;
            }
            Incoming::Gone => return false,
        };
        if request.method() == "exit" {
            return false;
        }
        let traced = trace.begin(&request);
        if let Some(mistake) = message::wrong_params(&request) {
            outbox.log(MessageType::WARNING, mistake);
            continue;
        }
        call(&mut service, request, traced, outbox, answers).await;
        while answers.try_join_next().is_some() {}
    }
    false
}

async fn call(service: &mut LspService<Backend>, request: Request, traced: Option<Traced>, outbox: &Outbox, answers: &mut JoinSet<()>) {
    if poll_fn(|context| service.poll_ready(context)).await.is_err() {
        return;
    }
    let mut answer = service.call(request);
    let outbox = outbox.clone();
    let done = move |response: Option<Response>| {
        if let Some(response) = response {
            outbox.send(&response);
        }
        if let Some(traced) = traced {
            traced.end();
        }
    };
    match poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await {
        Poll::Ready(response) => done(response.ok().flatten()),
        Poll::Pending => drop(answers.spawn(async move { done(answer.await.ok().flatten()) })),
    }
}

/// Reads messages until the input ends or nobody takes them.
fn read(input: impl Read, sender: &mpsc::Sender<Incoming>) {
    let mut frames = Frames::new(input);
    // A stream that cannot be read has ended.
    while let Ok(Some(frame)) = frames.next() {
        let message = match frame {
            Frame::Body(body) => Message::read(&body),
            Frame::Broken(why) => Message::broken(&why),
        };
        if sender.blocking_send(Incoming::Message(message)).is_err() {
            return;
        }
    }
    let _ = sender.blocking_send(Incoming::Ended);
}

/// Ends the server when the editor's process has ended. A process that is not there at the start is in another name
/// space of processes, and tells nothing.
fn follow(process: u32, sender: mpsc::Sender<Incoming>) {
    if !lives(process) {
        return;
    }
    std::thread::spawn(move || {
        while lives(process) {
            std::thread::sleep(PULSE);
            if sender.is_closed() {
                return;
            }
        }
        let _ = sender.blocking_send(Incoming::Gone);
    });
}

/// Whether a process has the id `process`. One that may not be asked lives.
#[cfg(unix)]
fn lives(process: u32) -> bool {
    let id = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    id.is_some_and(|id| !matches!(rustix::process::test_kill_process(id), Err(rustix::io::Errno::SRCH)))
}

/// Elsewhere the end of stdin has to tell.
#[cfg(not(unix))]
fn lives(_: u32) -> bool {
    false
}

/// Stdin and stdout without the buffers of the standard library: a message is one write, not one for each line in it.
/// A pipe's end is its plain handle; it need not be a pipe.
#[cfg(unix)]
fn stdio() -> io::Result<(io::PipeReader, io::PipeWriter)> {
    use std::os::fd::AsFd;
    Ok((io::stdin().as_fd().try_clone_to_owned()?.into(), io::stdout().as_fd().try_clone_to_owned()?.into()))
}

/// Stdin and stdout without the buffers of the standard library: a message is one write, not one for each line in it.
/// A pipe's end is its plain handle; it need not be a pipe.
#[cfg(windows)]
fn stdio() -> io::Result<(io::PipeReader, io::PipeWriter)> {
    use std::os::windows::io::AsHandle;
    Ok((io::stdin().as_handle().try_clone_to_owned()?.into(), io::stdout().as_handle().try_clone_to_owned()?.into()))
}
