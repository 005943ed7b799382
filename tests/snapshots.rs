//! What the program prints for the article of `fixtures/article`, held letter for letter in `tests/snapshots/`.
//!
//! A change of messages shows there; `INSTA_UPDATE=always cargo test --test snapshots` writes it anew.

use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

fn soat(args: &[&str]) -> String {
    let mut command = Command::cargo_bin("soat").unwrap();
    let out = command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("SOAT_LANG")
        .args(["--color", "never"])
        .args(args)
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn findings_in_every_format() {
    for format in ["full", "concise", "jsonl", "junit", "github", "gitlab", "checkstyle", "csv"] {
        insta::assert_snapshot!(
            format!("check-{format}"),
            soat(&["check", "--format", format, "fixtures/article/bau-cu.html"])
        );
    }
    insta::assert_snapshot!("check-english", soat(&["--lang", "en", "check", "fixtures/article/bau-cu.nfd.txt"]));
}

#[test]
fn mentions_in_every_format() {
    for format in ["table", "jsonl"] {
        insta::assert_snapshot!(
            format!("extract-{format}"),
            soat(&["extract", "--format", format, "fixtures/article/bau-cu.html"])
        );
    }
}

/// Code, severity and message of each finding, and what is right, with the words as they read.
fn said(name: &str) -> Vec<[String; 4]> {
    let all: Vec<Value> = serde_json::from_str(&soat(&["check", "--format", "json", name])).unwrap();
    let text = |f: &Value, key: &str| f[key].as_str().unwrap().to_string();
    all.iter()
        .filter(|f| f["severity"] != "info")
        .map(|f| {
            let right = f["suggestion"]["edits"][0]["replacement"].as_str().unwrap_or_default().to_string();
            [text(f, "code"), text(f, "severity"), text(f, "message"), right]
        })
        .collect()
}

#[test]
fn the_article_says_the_same_in_all_its_forms() {
    let text = said("fixtures/article/bau-cu.txt");
    assert_eq!(text, said("fixtures/article/bau-cu.html"));
    assert_eq!(text, said("fixtures/article/bau-cu.nfd.txt"));
    let codes: Vec<_> = text.iter().map(|f| (f[0].as_str(), f[1].as_str(), f[3].as_str())).collect();
    assert_eq!(
        codes,
        [
            ("NUM01", "error", "45-CT/TW"),
            ("TERM01", "error", "2021-2026"),
            ("TERM01", "error", "2021-2026"),
            ("TERM02", "error", "2021-2026"),
        ]
    );
    for reversed in &text[1..] {
        assert!(reversed[2].contains("“khóa XV” = 2021-2026"), "no reason in {}", reversed[2]);
    }
}
