//! How fast the stations of a text's way are, on one core: `cargo bench --bench library`.

mod texts;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use soat::document;
use soat::rules::{self, Knowledge, Selection};
use soat::source;
use soat::text::Search;
use texts::Texts;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

/// How often a wrong case is repeated in one line: four times as many must take about four times as long.
const TIMES: [usize; 2] = [500, 2000];

/// What grows faster than the text: tells the five wrong cases of rules whose time grows most when they are repeated.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn repeated_wrong_cases() {
    let know = Knowledge { today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default(), ..Knowledge::default() };
    let selection = Selection::default();
    let seconds = |text: &str| {
        let start = std::time::Instant::now();
        let search = Search::new(text);
        black_box(rules::check(&document::read(&search), &know, &selection).len());
        start.elapsed().as_secs_f64()
    };
    let mut slow: Vec<(f64, f64, &str, usize)> = Vec::new();
    for rule in rules::RULES {
        for (at, case) in rule.wrong.iter().enumerate() {
            let words = case.text.replace(['⟦', '⟧'], "").replace('\n', " ") + " ";
            let [few, many] = TIMES.map(|times| seconds(&words.repeat(times)));
            slow.push((many / few, many, rule.code, at));
        }
    }
    slow.retain(|(_, many, ..)| *many > 0.05);
    slow.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (growth, many, code, at) in slow.iter().take(5) {
        println!("{code}, case {}: {many:.2} s, {growth:.1} times the time of a quarter of it", at + 1);
    }
}

#[divan::bench]
fn html_to_text(bencher: Bencher) {
    let text: String = text("articles").lines().map(|line| format!("<p class=\"body\">{line}</p>\n")).collect();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| black_box(source::read(text.as_bytes(), "a.html", None).map(|source| source.parts.len())));
}

/// A Word document, and how many bytes of XML its text stands in.
fn word() -> (Vec<u8>, usize) {
    let run = |word: &str| {
        format!(
            "<w:r w:rsidRPr=\"00DE\"><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr><w:t xml:space=\"preserve\">{word}</w:t></w:r>"
        )
    };
    let paragraph = |line: &str| {
        // Word cuts runs where spelling or the time of writing changes.
        let runs: String = line.split_inclusive(". ").map(run).collect();
        format!(
            "<w:p w:rsidR=\"00F2\"><w:pPr><w:spacing w:after=\"0\"/><w:rPr><w:sz w:val=\"28\"/></w:rPr></w:pPr>{runs}</w:p>"
        )
    };
    let body: String = text("articles").repeat(8).lines().map(paragraph).collect();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml)] {
        out.start_file(name, SimpleFileOptions::default()).expect("a member");
        out.write_all(text.as_bytes()).expect("memory");
    }
    (out.finish().expect("memory").into_inner(), xml.len())
}

#[divan::bench]
fn docx_to_text(bencher: Bencher) {
    let (bytes, xml) = word();
    let read = || source::read(&bytes, "a.docx", None).expect("a document").parts.len();
    bencher.counter(BytesCount::new(xml)).bench(|| black_box(read()));
}

/// A PDF file with these pages, each letter of the text by a number of its own.
fn pdf(pages: usize) -> Vec<u8> {
    let text = text("articles");
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    letters.sort_unstable();
    letters.dedup();
    let mut table = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n".to_owned();
    for (i, c) in letters.iter().enumerate() {
        let _ = writeln!(table, "1 beginbfchar <{i:04x}> <{:04x}> endbfchar", u32::from(*c));
    }
    let stream = |bytes: &str| format!("<</Length {}>>stream\n{bytes}\nendstream", bytes.len());
    let kids: String = (0..pages).map(|i| format!("{} 0 R ", 6 + 2 * i)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>"),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[5 0 R]>>".to_owned(),
        stream(&(table + "endcmap")),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
         /Supplement 0>>>>"
            .to_owned(),
    ];
    let characters: Vec<char> = text.chars().collect();
    let mut lines = characters.split(|c| *c == '\n').flat_map(|line| line.chunks(80)).cycle();
    for page in 0..pages {
        let mut content = "BT /F1 12 Tf 15 TL 60 780 Td\n".to_owned();
        for line in lines.by_ref().take(45) {
            let codes = line.iter().filter_map(|c| letters.binary_search(c).ok());
            let codes: String = codes.map(|code| format!("{code:04x}")).collect();
            let _ = writeln!(content, "<{codes}> Tj T*");
        }
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 7 + 2 * page));
        objects.push(stream(&(content + "ET")));
    }
    let mut out = "%PDF-1.5\n".to_owned();
    let mut places = String::new();
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let (count, at) = (objects.len() + 1, out.len());
    let _ = write!(
        out,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    out.into_bytes()
}

/// Pages of the PDF file.
const PAGES: usize = 100;

#[divan::bench(sample_count = 10)]
fn pdf_to_text(bencher: Bencher) {
    let bytes = pdf(PAGES);
    let read = || source::read(&bytes, "a.pdf", None).expect("a document").parts[0].text.len();
    bencher.counter(divan::counter::ItemsCount::new(PAGES)).bench(|| black_box(read()));
}

/// The same with `pdftotext`, where there is one; it begins a process each time.
#[divan::bench(sample_count = 10)]
fn pdf_to_text_by_pdftotext(bencher: Bencher) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.pdf");
    if std::fs::write(&path, pdf(PAGES)).is_err() {
        return;
    }
    let run = || Command::new("pdftotext").arg(&path).arg("-").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if run().is_ok_and(|status| status.success()) {
        bencher.counter(divan::counter::ItemsCount::new(PAGES)).bench(run);
    }
}
