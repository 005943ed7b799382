//! The formats of `check` that other programs read.

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use program::{folder, run};

const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết.\n";
const RIGHT: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026 đã biểu quyết.\n";

/// One file with an error, one without, one that cannot be read.
fn usual() -> TempDir {
    folder(&[("a,b.txt", WRONG.as_bytes()), ("good.txt", RIGHT.as_bytes()), ("unread.txt", b"Ngh\xe1 \xf0\x28")])
}

/// Exit code and standard output of a check for reversed terms.
fn check(dir: &Path, format: &str, args: &[&str]) -> (i32, String) {
    let args = [&["check", "--select", "TERM01", "--format", format], args].concat();
    let (code, out, _) = run(dir, &args);
    (code, out)
}

fn sarif(dir: &Path, args: &[&str]) -> Value {
    let log: Value = serde_json::from_str(&check(dir, "sarif", args).1).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    log["runs"][0].clone()
}

#[test]
fn sarif_tells_rules_results_and_what_was_not_read() {
    let dir = usual();
    let run = sarif(dir.path(), &["."]);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let index = rules.iter().position(|rule| rule["id"] == "TERM01").unwrap();
    let rule = &rules[index];
    assert_eq!(rule["name"], "reversed-term");
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    assert!(rule["help"]["text"].as_str().unwrap().len() > 50, "{rule}");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    let result = &results[0];
    assert_eq!(
        (&result["ruleId"], &result["ruleIndex"], &result["level"]),
        (&"TERM01".into(), &index.into(), &"error".into())
    );
    assert_eq!(result["partialFingerprints"]["soat/v1"].as_str().unwrap().len(), 16);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%2Cb.txt");
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(place["region"]["snippet"]["text"], "2021-2020");
    for region in [&place["region"], &replacement["deletedRegion"]] {
        let words = region["snippet"]["text"].as_str().unwrap();
        let start = WRONG.find("2021-2020").unwrap() + 9 - words.len();
        assert_eq!((&region["startLine"], &region["startColumn"]), (&1.into(), &(46 - words.len()).into()));
        assert_eq!((&region["endLine"], &region["endColumn"]), (&1.into(), &46.into()));
        assert_eq!((&region["byteOffset"], &region["byteLength"]), (&start.into(), &words.len().into()));
    }
    assert!("2021-2026".ends_with(replacement["insertedContent"]["text"].as_str().unwrap()));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "unread.txt");
}

#[test]
fn sarif_of_a_clean_run_is_whole() {
    let dir = folder(&[("a.txt", RIGHT.as_bytes())]);
    let run = sarif(dir.path(), &["a.txt"]);
    assert_eq!(run["results"], Value::Array(Vec::new()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_beside_a_baseline_says_what_is_new() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    check(dir.path(), "sarif", &["--write-baseline", "known.json", "a.txt"]);
    let more = format!("{WRONG}Nhiệm kỳ 2025-2020.\n");
    fs::write(dir.path().join("a.txt"), more).unwrap();
    let run = sarif(dir.path(), &["--baseline", "known.json", "a.txt"]);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["baselineState"], "new");
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
}

#[test]
fn sarif_counts_columns_in_code_points() {
    let decomposed = WRONG.replace('ộ', "o\u{323}\u{302}");
    let dir = folder(&[("a.txt", decomposed.as_bytes())]);
    let run = sarif(dir.path(), &["a.txt"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
    let before = decomposed.find("2021-2020").unwrap();
    assert_eq!(region["startColumn"], decomposed[..before].chars().count() + 1);
}

#[test]
fn sarif_offers_no_fix_across_tags() {
    let html = "<p>Quốc hội khóa XV, nhiệm kỳ 2021-20<b>20</b></p>\n<p>nhiệm kỳ 2021-2020, khóa XV</p>\n";
    let dir = folder(&[("a.html", html.as_bytes())]);
    let run = sarif(dir.path(), &["a.html"]);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert_eq!(results[0]["fixes"], Value::Null);
    assert!(results[1]["fixes"].is_array(), "{}", results[1]);
}

#[test]
fn sarif_is_the_same_for_any_number_of_threads() {
    let names: Vec<String> = (0..40).map(|i| format!("{i}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .enumerate()
        .map(|(i, n)| (n.as_str(), if i % 3 == 0 { &b"\xff\xff"[..] } else { WRONG.as_bytes() }))
        .collect();
    let dir = folder(&files);
    assert_eq!(
        check(dir.path(), "sarif", &["--threads", "1", "."]),
        check(dir.path(), "sarif", &["--threads", "5", "."])
    );
}

#[test]
fn junit_has_a_suite_a_file_and_a_case_a_finding() {
    let dir = usual();
    let (code, out) = check(dir.path(), "junit", &["--lang", "en", "."]);
    assert_eq!(code, 2);
    for line in [
        r#"  <testsuite name="a,b.txt" tests="1" failures="1" errors="0" skipped="0" time="0">"#,
        r#"    <testcase classname="a,b.txt" name="TERM01 reversed-term 1:37" file="a,b.txt" line="1" time="0">"#,
        r#"  <testsuite name="good.txt" tests="1" failures="0" errors="0" skipped="0" time="0">"#,
        r#"    <testcase classname="good.txt" name="soat" file="good.txt" time="0"/>"#,
        r#"  <testsuite name="unread.txt" tests="1" failures="0" errors="1" skipped="0" time="0">"#,
        "</testsuites>",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\n{out}");
    }
    assert!(out.contains("<failure message=\"") && out.contains("2021-2020 → 2021-2026</failure>"), "{out}");
    assert!(out.contains("<error message=\"") && out.contains("type=\"unreadable-file\""), "{out}");
}

#[test]
fn checkstyle_has_an_element_a_finding() {
    let dir = usual();
    let (_, out) = check(dir.path(), "checkstyle", &["."]);
    assert!(out.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle "), "{out}");
    assert_eq!(out.matches("<file name=").count(), 3);
    assert_eq!(out.matches("<error ").count(), 2);
    assert!(out.contains(r#"<error line="1" column="37" severity="error" message=""#), "{out}");
    assert!(out.contains(r#"source="soat.TERM01.reversed-term"/>"#), "{out}");
    assert!(out.ends_with("</checkstyle>\n"), "{out}");
}

#[test]
fn github_commands_are_a_line_each() {
    let dir = usual();
    let (_, out) = check(dir.path(), "github", &["."]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    let head = "::error file=a%2Cb.txt,line=1,endLine=1,col=37,endColumn=46,title=TERM01 reversed-term::";
    assert!(lines[0].starts_with(head) && lines[0].ends_with("→ 2021-2026"), "{out}");
    assert!(lines[1].starts_with("::error file=unread.txt,title=soat::"), "{out}");
}

#[test]
fn gitlab_tells_equal_findings_of_two_files_apart() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("b.txt", WRONG.repeat(2).as_bytes()), ("c.txt", b"\xff\xff")]);
    let (_, out) = check(dir.path(), "gitlab", &["./"]);
    let issues: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(issues.len(), 4);
    let prints: BTreeSet<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), 4);
    assert_eq!((&issues[2]["check_name"], &issues[2]["severity"]), (&"TERM01".into(), &"major".into()));
    assert_eq!(
        (&issues[2]["location"]["path"], &issues[2]["location"]["lines"]["begin"]),
        (&"b.txt".into(), &2.into())
    );
    assert!(issues[0]["description"].as_str().unwrap().contains("reversed-term"));
    assert_eq!(issues[3]["check_name"], "unreadable-file");
    let clean = folder(&[("a.txt", RIGHT.as_bytes())]);
    assert_eq!(check(clean.path(), "gitlab", &["."]), (0, "[]\n".into()));
}

#[test]
fn csv_is_what_excel_opens() {
    let dir = usual();
    let (_, out) = check(dir.path(), "csv", &["."]);
    let lines: Vec<&str> = out.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}path,line,column,severity,code,name,text,message,suggestion");
    assert!(lines[1].starts_with("\"a,b.txt\",1,37,error,TERM01,reversed-term,2021-2020,"), "{out}");
    assert!(lines[1].ends_with(",2021-2026"), "{out}");
    assert!(lines[2].starts_with("unread.txt,,,error,,unreadable-file,,"), "{out}");
    assert_eq!(lines[3..], [""]);
    let clean = folder(&[("a.txt", RIGHT.as_bytes())]);
    assert_eq!(check(clean.path(), "csv", &["."]).1.lines().count(), 1);
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let dir = usual();
    for format in ["sarif", "junit", "github", "gitlab", "checkstyle", "csv"] {
        let (vi, en) = (check(dir.path(), format, &["."]), check(dir.path(), format, &["--lang", "en", "."]));
        assert!(vi.1.contains("đúng là 2021-2026") && en.1.contains("right is 2021-2026"), "{format}: {}", vi.1);
    }
}
