//! Documents of word processors: the same text says the same in every format, and what cannot be read says why.

mod program;

use std::fs;
use std::path::Path;

use program::{folder, run};
use serde_json::Value;

/// A file of `fixtures/formats`.
fn fixture(extension: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    fs::read(folder.join(format!("ke-hoach.{extension}"))).unwrap()
}

/// The findings in a file of that ending.
fn findings(extension: &str) -> Vec<Value> {
    let name = format!("a.{extension}");
    let dir = folder(&[(&name, &fixture(extension))]);
    let (_, out, err) = run(dir.path(), &["check", "--quiet", "--select", "ALL", "--format", "jsonl", &name]);
    assert_eq!(err, "");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Codes and words of findings.
fn told(findings: &[Value]) -> Vec<(String, String)> {
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    findings.iter().map(|finding| (word(finding, "code"), word(finding, "text"))).collect()
}

const FORMATS: &[&str] = &["rtf", "doc", "pdf"];

#[test]
fn the_same_text_has_the_same_findings_in_every_format() {
    let expected = told(&findings("html"));
    assert_eq!(expected.len(), 8);
    for format in FORMATS {
        assert_eq!(told(&findings(format)), expected, "{format}");
    }
}

#[test]
fn findings_say_part_and_paragraph() {
    for format in ["rtf", "doc"] {
        let findings = findings(format);
        assert_eq!(findings[0]["part"], "body", "{format}");
        assert_eq!(findings[0]["page"], Value::Null, "{format}");
        let paragraphs: Vec<_> = findings.iter().map(|finding| finding["paragraph"].as_u64().unwrap()).collect();
        // Four cells and two lines of the title come before; each cell of the second table counts.
        assert_eq!(paragraphs, [7, 9, 9, 10, 10, 15, 17, 17], "{format}");
    }
}

#[test]
fn findings_in_pdf_say_their_page() {
    let findings = findings("pdf");
    assert_eq!((&findings[0]["part"], &findings[0]["page"]), (&"body".into(), &1.into()));
    assert_eq!(findings[0]["paragraph"], Value::Null);
}

#[test]
fn a_name_does_not_hide_what_a_file_is() {
    let dir = folder(&[
        ("a.doc", &fixture("rtf")),
        ("b.doc", &fixture("html")),
        ("c.txt", &fixture("doc")),
        ("d.doc", &fixture("pdf")),
    ]);
    let (code, out, _) = run(dir.path(), &["check", "--quiet", "--select", "TERM01", "--format", "concise"]);
    assert_eq!((code, out.lines().count()), (1, 4), "{out}");
}

#[test]
fn broken_files_do_not_stop_the_others() {
    let (rtf, doc, pdf) = (fixture("rtf"), fixture("doc"), fixture("pdf"));
    let dir = folder(&[
        ("a.rtf", &rtf[..rtf.len() / 2]),
        ("b.doc", &doc[..doc.len() / 2]),
        ("c.doc", b"\0\x01\x02"),
        ("c.pdf", &pdf[..pdf.len() / 8]),
        ("d.rtf", &rtf),
    ]);
    let (code, out, err) = run(dir.path(), &["--lang", "en", "check", "--select", "TERM01", "--format", "concise"]);
    assert_eq!(code, 2, "{err}");
    assert!(out.starts_with("d.rtf:") && out.lines().count() == 1, "{out}");
    for name in ["a.rtf", "b.doc", "c.doc", "c.pdf"] {
        let line = err.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{err}"));
        assert!(line.contains("damaged or cut off") && line.ends_with("save it again"), "{line}");
    }
}

#[test]
fn fix_leaves_what_it_cannot_write() {
    for format in FORMATS {
        let name = format!("a.{format}");
        let dir = folder(&[(&name, &fixture(format))]);
        let (_, out, err) = run(dir.path(), &["--lang", "en", "fix", "--unsafe", &name]);
        assert_eq!(fs::read(dir.path().join(&name)).unwrap(), fixture(format), "{format}: {out}{err}");
    }
}

#[test]
fn documents_of_the_oldest_word_say_so() {
    let dir = folder(&[("a.doc", b"\xdb\xa5\x2d\0\0\0"), ("b.doc", b"\xdb\xa6\x2d\0\0\x01\x02")]);
    let (code, _, err) = run(dir.path(), &["--lang", "en", "check", "."]);
    assert_eq!(code, 2);
    assert!(
        err.contains("a.doc: a file of Word 1.0/2.0, too old to be read") && err.contains("b.doc: damaged"),
        "{err}"
    );
}
