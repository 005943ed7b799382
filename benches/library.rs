//! How fast the stations of a text's way are, on one core: `cargo bench --bench library`.

mod texts;

use chrono::NaiveDate;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use soat::document;
use soat::rules::{self, Knowledge, Selection};
use soat::source;
use soat::text::Search;
use texts::Texts;

fn main() {
    divan::main();
}

/// What is measured over.
const KINDS: [&str; 3] = ["articles", "legal", "decomposed"];

fn text(kind: &str) -> String {
    let mut texts = Texts::new(7);
    match kind {
        "articles" => (0..64).map(|_| texts.article()).collect(),
        "legal" => texts.huge(256 << 10),
        _ => {
            use unicode_normalization::UnicodeNormalization;
            texts.huge(256 << 10).nfd().collect()
        }
    }
}

#[divan::bench(args = KINDS)]
fn search_copy(bencher: Bencher, kind: &str) {
    let text = text(kind);
    bencher.counter(BytesCount::of_str(&text)).bench(|| black_box(Search::new(&text).text().len()));
}

#[divan::bench(args = KINDS)]
fn mentions(bencher: Bencher, kind: &str) {
    let text = text(kind);
    let search = Search::new(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| black_box(document::read(&search).mentions.len()));
}

#[divan::bench(args = KINDS)]
fn whole_check(bencher: Bencher, kind: &str) {
    let text = text(kind);
    let know = Knowledge { today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default(), ..Knowledge::default() };
    let selection = Selection::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let search = Search::new(&text);
        let doc = document::read(&search);
        black_box(rules::check(&doc, &know, &selection).len())
    });
}

#[divan::bench]
fn html_to_text(bencher: Bencher) {
    let text: String = text("articles").lines().map(|line| format!("<p class=\"body\">{line}</p>\n")).collect();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| black_box(source::read(text.as_bytes(), "a.html", None).map(|source| source.parts.len())));
}
