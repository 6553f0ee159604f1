//! Each layer by itself and the whole check, at three sizes, with the allocations of each: `cargo bench --bench layers`.

#[path = "document.rs"]
mod document;

use std::sync::Arc;

use divan::{AllocProfiler, Bencher, black_box};
use perspective_ls::check::check;
use perspective_ls::config::Config;
use perspective_ls::language::{Words, quantities, times};
use perspective_ls::persona::{Persona, Personas};
use perspective_ls::text::{Span, Text};
use perspective_ls::{model, rules, syntax};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// Sizes of the documents, in KB.
const SIZES: [usize; 3] = [10, 100, 1000];

fn main() {
    divan::main();
}

fn text(kilobytes: usize) -> Text {
    Text::new(document::perspective(kilobytes * 1000))
}

fn persona() -> Arc<Persona> {
    let personas = Personas::built_in();
    personas.get("customer-success-manager").expect("a built-in persona").clone()
}

/// What nobody can do without: the parser's events.
#[divan::bench(args = SIZES)]
fn bare_parse(bencher: Bencher, kilobytes: usize) {
    let text = text(kilobytes);
    bencher.bench(|| pulldown_cmark::Parser::new_ext(text.as_str(), pulldown_cmark::Options::ENABLE_TABLES).into_offset_iter().count());
}

#[divan::bench(args = SIZES)]
fn lines(bencher: Bencher, kilobytes: usize) {
    let text = document::perspective(kilobytes * 1000);
    bencher.with_inputs(|| text.clone()).bench_values(Text::new);
}

#[divan::bench(args = SIZES)]
fn syntax(bencher: Bencher, kilobytes: usize) {
    let text = text(kilobytes);
    bencher.bench(|| syntax::read(black_box(text.as_str())));
}

#[divan::bench(args = SIZES)]
fn words(bencher: Bencher, kilobytes: usize) {
    let text = text(kilobytes);
    bencher.bench(|| Words::new(black_box(text.as_str()), Span::new(0, text.as_str().len())));
}

#[divan::bench(args = SIZES)]
fn terms(bencher: Bencher, kilobytes: usize) {
    let (text, persona) = (text(kilobytes), persona());
    let words = Words::new(text.as_str(), Span::new(0, text.as_str().len()));
    bencher.bench(|| persona.lexicon.scan(black_box(&words)));
}

#[divan::bench(args = SIZES)]
fn amounts_and_times(bencher: Bencher, kilobytes: usize) {
    let text = text(kilobytes);
    let words = Words::new(text.as_str(), Span::new(0, text.as_str().len()));
    bencher.bench(|| (quantities(black_box(&words)), times(black_box(&words))));
}

#[divan::bench(args = SIZES)]
fn model(bencher: Bencher, kilobytes: usize) {
    let (text, persona, config) = (text(kilobytes), persona(), Config::default());
    let syntax = syntax::read(text.as_str());
    bencher.bench(|| model::read(text.as_str(), black_box(&syntax), &persona, &config));
}

#[divan::bench(args = SIZES)]
fn rules(bencher: Bencher, kilobytes: usize) {
    let (text, persona, config) = (text(kilobytes), persona(), Config::default());
    let checked = check(&text, &persona, &config);
    let cx = rules::Context { text: &text, syntax: &checked.syntax, perspective: &checked.perspective, persona: &persona, config: &config };
    bencher.bench(|| rules::run(black_box(&cx)));
}

#[divan::bench(args = SIZES)]
fn whole_check(bencher: Bencher, kilobytes: usize) {
    let (text, persona, config) = (text(kilobytes), persona(), Config::default());
    bencher.bench(|| check(black_box(&text), &persona, &config));
}
