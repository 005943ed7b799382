//! `soat report`: many files in one page, workbook or table, and shards that merge to the same.

mod program;

use std::fs;

use tempfile::TempDir;

use program::{folder, run};

const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết. Căn cứ Nghị định số 30/2020/NĐ-CP.\n";
const HEAD: &str = "BỘ NỘI VỤ\nSố: 12/CV-BNV\nHà Nội, ngày 05 tháng 3 năm 2024\n\nNhiệm kỳ 2025-2020 <b>&.\n";

fn usual() -> TempDir {
    folder(&[
        ("kho/a.txt", WRONG.as_bytes()),
        ("kho/b/head.txt", HEAD.as_bytes()),
        ("kho/b/good.txt", b"x\n"),
        ("kho/unread.txt", b"Ngh\xe1 \xf0\x28"),
        ("kho/c.png", b"x"),
    ])
}

fn read(dir: &TempDir, name: &str) -> String {
    fs::read_to_string(dir.path().join(name)).unwrap()
}

#[test]
fn the_page_tells_everything_and_needs_nothing() {
    let dir = usual();
    let (code, out, err) = run(dir.path(), &["report", "--lang", "en", "kho", "-o", "r.html"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    let page = read(&dir, "r.html");
    for words in [
        "<b>3</b>files read",
        "TERM01 reversed-term",
        "<mark>2021-2020</mark>",
        "Đại biểu Quốc hội khóa XV, nhiệm kỳ ",
        "Nghị định 30/2020/NĐ-CP",
        "BỘ NỘI VỤ",
        "2024-03",
        "kho/unread.txt",
        "Files .png in the folders that are not read: 1.",
        "&lt;b&gt;&amp;.",
        "<svg",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    for foreign in ["http://", "https://", "src=", "url(", "<link", "<b>&."] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    run(dir.path(), &["report", "kho", "-o", "vi.html", "--threads", "4"]);
    assert!(read(&dir, "vi.html").contains("Chưa kiểm tra"));
}

#[test]
fn shards_merge_to_the_same_report() {
    let dir = usual();
    let check = |name: &str, paths: &[&str]| {
        let args = [&["check", "--format", "jsonl", "-o", name], paths].concat();
        run(dir.path(), &args);
    };
    check("1.jsonl", &["kho/a.txt", "kho/unread.txt"]);
    check("2.jsonl", &["kho/b", "kho/a.txt"]);
    run(dir.path(), &["report", "1.jsonl", "2.jsonl", "-o", "shards.csv"]);
    run(dir.path(), &["report", "2.jsonl", "1.jsonl", "-o", "turned.csv"]);
    run(dir.path(), &["report", "kho", "-o", "whole.csv"]);
    assert_eq!(read(&dir, "shards.csv"), read(&dir, "whole.csv"));
    assert_eq!(read(&dir, "shards.csv"), read(&dir, "turned.csv"));
    let (_, csv, _) = run(dir.path(), &["check", "--format", "csv", "kho"]);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&csv), sorted(&read(&dir, "whole.csv")));
    // What reports write holds all that they know: in any order and with a file told twice, the same page and workbook.
    run(dir.path(), &["report", "kho/a.txt", "kho/unread.txt", "-o", "a.jsonl"]);
    run(dir.path(), &["report", "kho", "--threads", "3", "-o", "b.jsonl"]);
    assert!(read(&dir, "b.jsonl").contains(r#"{"path":"kho/b/good.txt","month":null,"issuer":null,"cited":{}}"#));
    for form in ["html", "xlsx", "csv", "jsonl"] {
        let whole = format!("whole.{form}");
        assert_eq!(run(dir.path(), &["report", "kho", "-o", &whole]).0, 2);
        for (number, shards) in [["a.jsonl", "b.jsonl"], ["b.jsonl", "a.jsonl"]].iter().enumerate() {
            let merged = format!("merged-{number}.{form}");
            assert_eq!(run(dir.path(), &[&["report"][..], shards, &["-o", &merged]].concat()).0, 2);
            let bytes = |name: &str| fs::read(dir.path().join(name)).unwrap();
            assert!(bytes(&merged) == bytes(&whole), "{shards:?} {form}");
        }
    }
    let (_, lines, _) = run(dir.path(), &["report", "kho", "-o", "-"]);
    assert_eq!(lines, read(&dir, "b.jsonl"));
    run(dir.path(), &["report", "--lang", "en", "1.jsonl", "2.jsonl", "-o", "r.html"]);
    assert!(read(&dir, "r.html").contains("What soat check writes does not hold what is cited"));
    run(dir.path(), &["extract", "--format", "jsonl", "-o", "3.jsonl", "kho"]);
    run(dir.path(), &["report", "--lang", "en", "1.jsonl", "2.jsonl", "3.jsonl", "-o", "r.html"]);
    let page = read(&dir, "r.html");
    assert!(page.contains("Nghị định 30/2020/NĐ-CP") && page.contains("2024-03"), "{page}");
}

#[test]
fn a_workbook_is_a_zip_with_five_sheets() {
    let dir = usual();
    assert_eq!(run(dir.path(), &["report", "kho/a.txt", "-o", "r.xlsx"]).0, 1);
    let bytes = fs::read(dir.path().join("r.xlsx")).unwrap();
    assert_eq!(&bytes[..2], b"PK");
    for number in 1..=5 {
        let name = format!("xl/worksheets/sheet{number}.xml");
        assert!(bytes.windows(name.len()).any(|w| w == name.as_bytes()), "{name}");
    }
}

#[test]
fn what_cannot_be_reported_is_told() {
    let dir = folder(&[("a.txt", b"x\n"), ("odd.jsonl", b"{\"path\":\"a.txt\"}\nnonsense\n")]);
    let (code, _, err) = run(dir.path(), &["report", "--lang", "en", "a.txt", "-o", "r.doc"]);
    assert_eq!(code, 2);
    assert!(err.contains(".html, .xlsx, .csv or .jsonl"), "{err}");
    assert_eq!(run(dir.path(), &["report", "odd.jsonl", "-o", "r.html"]).0, 2);
    let page = read(&dir, "r.html");
    assert!(page.contains("odd.jsonl:1") && page.contains("odd.jsonl:2"), "{page}");
    assert_eq!(run(dir.path(), &["report", "missing.jsonl", "-o", "r.html"]).0, 2);
    assert_eq!(run(dir.path(), &["report", "a.txt", "-o", "r.html"]).0, 0);
}

#[test]
fn shells_and_man_are_served() {
    let dir = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = run(dir.path(), &["completions", shell]);
        assert_eq!(code, 0);
        assert!(out.contains("fail-on"), "{shell}");
    }
    let (code, page, _) = run(dir.path(), &["man", "--lang", "en"]);
    assert_eq!(code, 0);
    for words in [".TH soat", "soat\\-check", "SYNOPSIS", "\\-\\-fail\\-on"] {
        assert!(page.contains(words), "{words}");
    }
}
