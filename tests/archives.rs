//! Archives of documents, from outside.

mod program;

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use program::{folder, run, soat};

const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết.\n";
const RIGHT: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026 đã biểu quyết.\n";

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn tgz(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        out.append_data(&mut header, name, *bytes).unwrap();
    }
    out.into_inner().unwrap().finish().unwrap()
}

/// Documents of which one is wrong, one cannot be read, and one is none.
fn members() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("b/wrong.txt", WRONG.as_bytes()),
        ("b/bad.txt", b"Ngh\xe1 \xf0\x28"),
        ("b/image.png", b"png"),
        ("right.html", b"<p>x"),
        ("wrong.md", WRONG.as_bytes()),
    ]
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_finding_names_the_archive_and_the_member() {
    let json = format!("{}\n{}\n", serde_json::json!({"id": 7, "text": WRONG}), serde_json::json!({"text": RIGHT}));
    let dir = folder(&[
        ("k/a.zip", &zip(&members())),
        ("k/b.tar.gz", &tgz(&members())),
        ("k/c.jsonl", json.as_bytes()),
        ("k/d.png", b"x"),
    ]);
    let args = ["check", "--select", "TERM01", "--format", "jsonl", "--threads"];
    let (code, out, err) = run(dir.path(), &[&args[..], &["1", "k"]].concat());
    assert_eq!(code, 2, "{err}");
    let paths: Vec<String> = lines(&out).iter().map(|line| line["path"].as_str().unwrap().to_owned()).collect();
    let expected = [
        "k/a.zip!/b/wrong.txt",
        "k/a.zip!/b/bad.txt",
        "k/a.zip!/wrong.md",
        "k/b.tar.gz!/b/wrong.txt",
        "k/b.tar.gz!/b/bad.txt",
        "k/b.tar.gz!/wrong.md",
        "k/c.jsonl!/7",
    ];
    assert_eq!(paths, expected);
    let finding = &lines(&out)[0];
    let start = WRONG.find("2021-2020").unwrap();
    assert_eq!((&finding["start"], &finding["line"]), (&start.into(), &1.into()));
    assert!(err.contains("k/a.zip!/b/bad.txt"), "{err}");
    for threads in ["2", "5"] {
        assert_eq!(run(dir.path(), &[&args[..], &[threads, "k"]].concat()), (code, out.clone(), err.clone()));
    }
    let (_, _, err) = run(dir.path(), &["check", "--lang", "en", "k"]);
    assert!(err.contains("Read 8 files") && err.contains("2 files in archives of no format that is read"), "{err}");
    let (_, out, _) = run(dir.path(), &["extract", "--format", "jsonl", "k/c.jsonl"]);
    assert_eq!(lines(&out)[0]["path"], "k/c.jsonl!/7");
}

#[test]
fn one_bad_archive_does_not_end_the_run() {
    let whole = tgz(&members());
    let dir = folder(&[
        ("a.zip", b"PK\x03\x04 and no more"),
        ("b.tgz", &whole[..whole.len() - 20]),
        ("c.txt", WRONG.as_bytes()),
    ]);
    let (code, out, err) =
        run(dir.path(), &["check", "--select", "TERM01", "--format", "concise", "--lang", "en", "."]);
    assert_eq!(code, 2);
    let found: Vec<&str> = out.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(found.last(), Some(&"c.txt"), "{out}");
    assert!(err.contains("error: a.zip: damaged or cut off from here on"), "{err}");
    assert!(err.contains("error: b.tgz: damaged or cut off from here on"), "{err}");
    assert!(err.contains("pack it again"), "{err}");
}

#[test]
fn standard_input_may_be_an_archive() {
    let dir = folder(&[]);
    let check = |name: &str, bytes: Vec<u8>| {
        let args = ["check", "--select", "TERM01", "--format", "concise", "--stdin-filename", name, "-"];
        let output = soat(dir.path()).args(args).write_stdin(bytes).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let json = format!("{}\n", serde_json::json!({"path": "x.html", "text": WRONG}));
    assert!(check("k.tgz", tgz(&members())).starts_with("k.tgz!/b/wrong.txt:1:37: error TERM01"));
    assert!(check("k.zip", zip(&members())).starts_with("k.zip!/b/wrong.txt:1:37: error TERM01"));
    assert!(check("in.jsonl", json.into_bytes()).starts_with("in.jsonl!/x.html:1:37: error TERM01"));
}

#[test]
fn what_the_program_wrote_is_not_read_as_documents() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    let answers = || run(dir.path(), &["check", "--format", "jsonl", "."]);
    let first = answers();
    for command in ["check", "extract"] {
        run(dir.path(), &[command, "--format", "jsonl", "-o", &format!("{command}.jsonl"), "a.txt"]);
    }
    assert_eq!(answers(), first);
    // In a report it stands for what it tells of, and documents for themselves.
    let json = format!("{}\n", serde_json::json!({"id": "d", "text": WRONG}));
    std::fs::write(dir.path().join("documents.jsonl"), json).unwrap();
    let (_, _, err) = run(dir.path(), &["report", "-o", "r.csv", "check.jsonl", "documents.jsonl"]);
    let table = std::fs::read_to_string(dir.path().join("r.csv")).unwrap();
    assert!(table.contains("a.txt,") && table.contains("documents.jsonl!/d,"), "{table}{err}");
}

#[test]
fn an_archive_is_not_mended() {
    let bytes = zip(&members());
    let dir = folder(&[("a.zip", &bytes), ("b.txt", WRONG.as_bytes()), ("c", &bytes)]);
    for name in ["a.zip", "c"] {
        let (code, _, err) = run(dir.path(), &["fix", "--lang", "en", name]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(&format!("{name}: holds many documents")) && err.contains("unpack it"), "{err}");
        assert_eq!(std::fs::read(dir.path().join(name)).unwrap(), bytes);
    }
    // A folder is mended without them.
    let (code, _, err) = run(dir.path(), &["fix", "--lang", "en", "."]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("Mended 1 place in 1 file."), "{err}");
    let output = soat(dir.path()).args(["fix", "--stdin-filename", "a.zip", "-"]).write_stdin(bytes).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

#[test]
fn settings_and_baselines_hold_for_members() {
    let config = "exclude = [\"/a.zip!/nhap/\", \"*.old.txt\"]\n[per-file-ignores]\n\"a.zip!/b\" = [\"TERM01\"]\n";
    let wrong = WRONG.as_bytes();
    let members: &[(&str, &[u8])] =
        &[("nhap/a.txt", wrong), ("b/a.txt", wrong), ("c.old.txt", wrong), ("../d.txt", wrong), ("e.txt", wrong)];
    let dir = folder(&[("soat.toml", config.as_bytes()), ("a.zip", &zip(members))]);
    let check =
        |args: &[&str]| run(dir.path(), &[&["check", "--select", "TERM01", "--format", "concise"], args].concat());
    let (_, out, err) = check(&["."]);
    let found: Vec<&str> = out.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(found, ["a.zip!/d.txt", "a.zip!/e.txt"], "{err}");
    check(&["--write-baseline", "known.json", "a.zip"]);
    let known = std::fs::read_to_string(dir.path().join("known.json")).unwrap();
    assert!(known.contains(r#""path":"a.zip!/e.txt""#), "{known}");
    let (code, out, err) = check(&["--baseline", "known.json", "a.zip"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(!err.contains("baseline"), "{err}");
}

#[test]
fn a_report_tells_members_and_what_was_left_out() {
    let dir = folder(&[("k/a.zip", &zip(&members()))]);
    let (code, _, err) = run(dir.path(), &["report", "--lang", "en", "k", "-o", "r.html"]);
    assert_eq!(code, 2, "{err}");
    let page = std::fs::read_to_string(dir.path().join("r.html")).unwrap();
    for words in ["k/a.zip!/b/wrong.txt", "k/a.zip!/b/bad.txt", ".png"] {
        assert!(page.contains(words), "{words}");
    }
}
