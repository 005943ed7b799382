//! Inputs that would fill memory, disk or patience: each ends with a clear word, and no other file suffers.

mod program;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use program::{folder, run, soat};

const WRONG: &str = "Hội đồng nhân dân, nhiệm kỳ 2025-2020.\n";

#[test]
fn findings_beyond_the_limit_are_counted_and_told_in_every_format() {
    let dir = folder(&[
        ("soat.toml", b"lang = \"en\"\n[limits]\nfindings = 3\n"),
        ("a.txt", WRONG.repeat(10).as_bytes()),
        ("b.txt", WRONG.repeat(3).as_bytes()),
    ]);
    for format in ["full", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "csv"] {
        let (code, out, _) = run(dir.path(), &["check", "--select", "TERM", "--format", format, "."]);
        assert_eq!(code, 1, "{format}");
        assert!(out.contains("7 of them") && out.contains("LIMIT01"), "{format}: {out}");
    }
    let (_, out, err) = run(dir.path(), &["check", "--select", "TERM", "--format", "jsonl", "--statistics", "."]);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<String> = lines.iter().map(|l| format!("{}:{} {}", l["path"], l["line"], l["code"])).collect();
    let expected = ["a.txt:1 TERM01", "a.txt:2 TERM01", "a.txt:3 TERM01", "a.txt:4 LIMIT01", "b.txt:1 TERM01"];
    assert_eq!(told.iter().map(|t| t.replace('"', "")).collect::<Vec<_>>()[..5], expected);
    assert_eq!(lines.len(), 7);
    // What is not shown is counted, and fails the run as what is shown does.
    assert!(err.contains("13  TERM01"), "{err}");
    fs::write(dir.path().join("soat.toml"), "[limits]\nfindings = 0\n").unwrap();
    let (code, out, _) = run(dir.path(), &["check", "--format", "concise", "b.txt"]);
    assert!(code == 1 && out.lines().count() == 1, "{out}");
}

#[test]
fn what_is_not_shown_is_not_taken_for_known() {
    let dir = folder(&[("soat.toml", b"[limits]\nfindings = 2\n"), ("a.txt", WRONG.repeat(5).as_bytes())]);
    let args = ["check", "--select", "TERM", "--format", "jsonl", "--lang", "en", "a.txt"];
    assert_eq!(run(dir.path(), &[&args[..], &["--write-baseline", "known.json"]].concat()).0, 1);
    let known: Vec<Value> = serde_json::from_str(&fs::read_to_string(dir.path().join("known.json")).unwrap()).unwrap();
    assert_eq!(known.len(), 2);
    let (code, out, _) = run(dir.path(), &[&args[..], &["--baseline", "known.json"]].concat());
    assert_eq!((code, out.lines().count()), (1, 1));
    assert!(out.contains("LIMIT01"));
}

#[test]
fn deep_nesting_costs_no_stack() {
    let deep = |open: &str, close: &str| {
        format!("{}nhiệm kỳ 2025-2020{}", open.repeat(200_000), close.repeat(200_000)).into_bytes()
    };
    let dir = folder(&[
        ("a.html", &deep("<div>", "</div>")),
        ("b.html", &deep("<b><table><tr><td>", "")),
        ("c.md", &deep("> ", "")),
        ("d.md", &deep("[", "](x)")),
        ("e.md", &deep("<!-- ", "")),
    ]);
    let (code, out, err) = run(dir.path(), &["check", "--select", "TERM", "--format", "jsonl", "."]);
    assert!(code == 1 && err.is_empty(), "{err}");
    assert!(out.contains("a.html") && out.contains("b.html"), "{out}");
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let dir = folder(&[("soat.toml", b"[limits]\nfile-size = \"1 MB\"\n"), ("good.txt", WRONG.as_bytes())]);
    // A file of a thousand gigabytes that takes no room on the disk.
    let huge = fs::File::create(dir.path().join("huge.txt")).unwrap();
    if huge.set_len(1 << 40).is_err() {
        huge.set_len(1 << 30).unwrap();
    }
    let (code, out, err) = run(dir.path(), &["check", "--format", "concise", "--lang", "en", "."]);
    assert_eq!(code, 2);
    assert!(out.contains("good.txt") && err.contains("huge.txt: too large"), "{out}{err}");
}

#[test]
fn more_members_than_are_let_in_are_told_by_their_limit() {
    let zip = |first: (&str, &str)| {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [first, ("word/document.xml", "<x/>"), ("a.txt", "a"), ("b.txt", "b")] {
            out.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    };
    let files = [
        ("a.docx", zip(("[Content_Types].xml", ""))),
        ("b.docx", zip(("x", ""))),
        ("c.odt", zip(("mimetype", "application/vnd.oasis.opendocument.text"))),
        ("d.zip", zip(("x", ""))),
    ];
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    all.extend([("soat.toml", &b"[limits]\narchive-members = 3\n"[..]), ("e.txt", WRONG.as_bytes())]);
    let dir = folder(&all);
    let (code, out, err) = run(dir.path(), &["check", "--format", "concise", "--lang", "en", "."]);
    assert!(code == 2 && out.contains("e.txt:"), "{out}{err}");
    for (name, _) in &files {
        let told = format!("error: {name}: holds more than 3 files");
        assert!(err.lines().any(|line| line.starts_with(&told) && line.contains("archive-members")), "{name}: {err}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let dir = folder(&[("kho/a.txt", WRONG.as_bytes())]);
    let at = |name: &str| dir.path().join(name);
    std::os::unix::fs::symlink("..", at("kho/up")).unwrap();
    std::os::unix::fs::symlink("loop.txt", at("kho/loop.txt")).unwrap();
    let (code, out, _) = run(dir.path(), &["check", "--format", "jsonl", "kho"]);
    assert_eq!((code, out.lines().count()), (1, 1));
    let (code, _, err) = run(dir.path(), &["check", "--lang", "en", "kho/loop.txt"]);
    assert!(code == 2 && err.contains("kho/loop.txt: "), "{err}");
    assert_eq!(run(dir.path(), &["report", "kho", "-o", "r.html"]).0, 1);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("kho/a.txt", WRONG.as_bytes()), ("kho/b/c.txt", WRONG.as_bytes()), ("kho/d.txt", b"x")]);
    for name in ["kho/b", "kho/d.txt"] {
        fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(0o0)).unwrap();
    }
    // Who may read everything sees nothing of this.
    if fs::read(dir.path().join("kho/d.txt")).is_err() {
        let (code, out, err) = run(dir.path(), &["check", "--format", "jsonl", "--lang", "en", "kho"]);
        assert_eq!(code, 2);
        assert!(out.contains("kho/a.txt") && out.contains("kho/b") && out.contains("kho/d.txt"), "{out}");
        assert_eq!(err.matches("may not be read").count(), 2, "{err}");
    }
    fs::set_permissions(dir.path().join("kho/b"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn names_need_not_be_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[]);
    let odd = |name: &[u8]| dir.path().join(OsStr::from_bytes(name));
    fs::write(odd(b"b\xe1\xba.txt"), WRONG).unwrap();
    fs::write(odd(b"list"), b"b\xe1\xba.txt\n").unwrap();
    for args in [&["check", "--format", "jsonl", "."][..], &["check", "--format", "jsonl", "--files-from", "list"]] {
        let (code, out, _) = run(dir.path(), args);
        assert_eq!(code, 1, "{args:?}: {out}");
        let found: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        assert_eq!((found["path"].as_str(), found["line"].as_u64()), (Some("b\u{fffd}.txt"), Some(1)));
    }
    assert_eq!(run(dir.path(), &["fix", "--unsafe", "-q", "."]).0, 0);
    assert!(!fs::read_to_string(odd(b"b\xe1\xba.txt")).unwrap().contains("2025-2020"));
    assert_eq!(run(dir.path(), &["report", ".", "-o", "r.xlsx"]).0, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("r.html", b"old"), ("known.json", b"[]")]);
    std::os::unix::fs::symlink("/dev/full", dir.path().join("full.csv")).unwrap();
    for args in [
        ["check", "-o", "full.csv", "a.txt"],
        ["extract", "-o", "full.csv", "a.txt"],
        ["report", "-o", "full.csv", "a.txt"],
    ] {
        let (code, _, err) = run(dir.path(), &[&args[..], &["--lang", "en"]].concat());
        assert!(code == 2 && err.contains("cannot write full.csv"), "{args:?}: {err}");
    }
    // Files may grow no larger than this, as on a disk that is full.
    let limited = |command: &str| {
        let mut shell = soat(dir.path()).get_program().to_owned();
        shell.push(format!(" {command}"));
        let script = format!("trap '' XFSZ; ulimit -f 0; {}", shell.to_string_lossy());
        let out = std::process::Command::new("sh").current_dir(dir.path()).args(["-c", &script]).output().unwrap();
        (out.status.code(), String::from_utf8(out.stderr).unwrap())
    };
    for command in [
        "report a.txt -o r.html",
        "check --write-baseline known.json a.txt",
        "fix --unsafe a.txt",
        "check -o r.html a.txt",
    ] {
        let (code, err) = limited(&format!("{command} --lang en"));
        assert!(
            code == Some(2) && (err.contains("cannot write") || err.contains("could not be written")),
            "{command}: {err}"
        );
    }
    let text = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    assert_eq!((text("a.txt").as_str(), text("r.html").as_str(), text("known.json").as_str()), (WRONG, "old", "[]"));
    assert!(litter(dir.path()).is_empty(), "{:?}", litter(dir.path()));
}

/// Files that a run left beside others.
fn litter(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".tmp")).collect()
}
