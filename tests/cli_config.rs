//! `soat.toml`, allowances in documents, baselines and `soat init` from outside.

mod program;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use program::{run, soat};

const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết.\n";
const RIGHT: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026 đã biểu quyết.\n";

/// A folder with these texts.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    program::folder(&files)
}

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// `path:line code` of each finding.
fn found(dir: &Path, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["check", "--format", "jsonl"].iter().chain(args).copied().collect();
    run(dir, &args)
        .1
        .lines()
        .map(|line| {
            let f: serde_json::Value = serde_json::from_str(line).unwrap();
            let word = |key: &str| f[key].as_str().unwrap_or("?").to_owned();
            format!("{}:{} {}", word("path"), f["line"], word("code"))
        })
        .collect()
}

#[test]
fn the_nearest_configuration_holds_for_each_file() {
    let dir = folder(&[
        ("soat.toml", "ignore = [\"TERM01\"]\n"),
        ("a.txt", WRONG),
        ("b/a.txt", WRONG),
        ("b/soat.toml", "[per-file-ignores]\n\"*.md\" = [\"reversed-term\"]\n"),
        ("b/c/a.md", WRONG),
        ("b/c/a.txt", WRONG),
    ]);
    let dir = dir.path();
    assert_eq!(found(dir, &["."]), ["b/a.txt:1 TERM01", "b/c/a.txt:1 TERM01"]);
    assert_eq!(found(dir, &["a.txt", "--select", "TERM01"]), ["a.txt:1 TERM01"]);
    assert_eq!(found(dir, &[".", "--config", "soat.toml"]), [] as [&str; 0]);
    assert_eq!(found(&dir.join("b/c"), &["a.txt"]), ["a.txt:1 TERM01"]);
    let piped =
        |args: &[&str]| soat(dir).arg("check").args(args).write_stdin(WRONG).output().unwrap().status.code().unwrap();
    assert_eq!((piped(&["-"]), piped(&["--stdin-filename", "b/x.txt"])), (0, 1));
}

#[test]
fn the_users_own_configuration_holds_where_there_is_no_other() {
    let dir = folder(&[("config/soat/soat.toml", "ignore = [\"TERM01\"]"), ("a.txt", WRONG)]);
    let check = |variable: &str, value: &Path| {
        let mut command = soat(dir.path());
        command.env_remove("XDG_CONFIG_HOME").env(variable, value);
        command.args(["check", "a.txt"]).output().unwrap().status.code()
    };
    assert_eq!(check("XDG_CONFIG_HOME", &dir.path().join("config")), Some(0));
    fs::rename(dir.path().join("config"), dir.path().join(".config")).unwrap();
    assert_eq!(check("HOME", dir.path()), Some(0));
}

#[test]
fn severity_changes_findings_and_the_exit_code() {
    let dir = folder(&[("soat.toml", "[severity]\nreversed-term = \"warning\"\n"), ("a.txt", WRONG)]);
    let dir = dir.path();
    let (code, out, _) = run(dir, &["check", "a.txt", "--format", "concise"]);
    assert_eq!(code, 0);
    assert!(out.contains("warning TERM01"), "{out}");
    assert_eq!(run(dir, &["check", "a.txt", "--fail-on", "warning"]).0, 1);
    write(dir, "soat.toml", "fail-on = \"never\"\n");
    assert_eq!(run(dir, &["check", "a.txt"]).0, 0);
    assert_eq!(run(dir, &["check", "a.txt", "--fail-on", "error"]).0, 1);
    write(dir, "soat.toml", "[severity]\nTERM01 = \"off\"\n");
    assert_eq!(found(dir, &["a.txt"]), [] as [&str; 0]);
}

#[test]
fn a_rule_that_is_off_is_switched_on_by_its_severity() {
    let dir = folder(&[]);
    let rules = run(dir.path(), &["rules", "--format", "json"]).1;
    let rules: Vec<serde_json::Value> = serde_json::from_str(&rules).unwrap();
    let Some(rule) = rules.iter().find(|r| r["default"] == false) else { return };
    let code = rule["code"].as_str().unwrap();
    let case = rule["wrong"].as_array().unwrap().iter().find(|case| case["date"].is_null()).unwrap();
    write(dir.path(), "a.txt", &case["text"].as_str().unwrap().replace(['⟦', '⟧'], ""));
    let speaks = || found(dir.path(), &["a.txt"]).iter().any(|f| f.ends_with(code));
    assert!(!speaks());
    write(dir.path(), "soat.toml", &format!("[severity]\n{code} = \"info\"\n"));
    assert!(speaks());
}

#[test]
fn language_date_and_exclusion_are_taken_from_the_configuration() {
    let dir = folder(&[
        ("soat.toml", "lang = \"en\"\nexclude = [\"nhap/\", \"*.old.txt\"]\n"),
        ("a.txt", WRONG),
        ("nhap/b.txt", WRONG),
        ("c.old.txt", WRONG),
    ]);
    let dir = dir.path();
    let (_, out, err) = run(dir, &["check"]);
    assert!(out.contains("change to: 2021-2026") && err.contains("Read 1 file"), "{out}{err}");
    assert!(run(dir, &["check", "--lang", "vi"]).2.contains("Đã đọc 1 tệp"));
    assert_eq!(found(dir, &["nhap/b.txt"]), ["nhap/b.txt:1 TERM01"]);
    assert!(run(dir, &["extract"]).2.contains("Read 1 file"));
    let (_, out, _) = run(dir, &["fix"]);
    assert_eq!(out, "a.txt: mended 1\n");
    assert_eq!(fs::read_to_string(dir.join("nhap/b.txt")).unwrap(), WRONG);
}

#[test]
fn the_limit_of_size_is_kept() {
    let dir = folder(&[("soat.toml", "[limits]\nfile-size = 20\n"), ("a.txt", WRONG), ("b.txt", "ngắn\n")]);
    let (code, _, err) = run(dir.path(), &["check", "."]);
    assert_eq!(code, 2);
    assert!(err.contains("a.txt") && err.contains("Đã đọc 1 tệp"), "{err}");
}

#[test]
fn what_is_wrong_in_a_configuration_is_shown_there() {
    let dir = folder(&[("soat.toml", "lang = \"vi\"\nselct = [\"TERM\"]\n"), ("a.txt", WRONG)]);
    let dir = dir.path();
    let (code, out, err) = run(dir, &["check", "a.txt"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("khóa lạ \"selct\"; ý bạn là \"select\"?") && err.contains("soat.toml:2:1"), "{err}");
    assert!(err.contains("2 │ selct = ") && err.contains("─────"), "{err}");
    let (_, _, err) = run(dir, &["check", "a.txt", "--lang", "en"]);
    assert!(err.contains("unknown key \"selct\"; did you mean \"select\"?"), "{err}");
    for command in ["extract", "fix"] {
        assert_eq!(run(dir, &[command, "a.txt"]).0, 2);
    }
    assert_eq!(run(dir, &["check", "a.txt", "--config", "missing.toml"]).0, 2);
    // One that is met on the way keeps only its own files from being read.
    write(dir, "soat.toml", "");
    write(dir, "b/soat.toml", "lang = 3\n");
    write(dir, "b/a.txt", WRONG);
    write(dir, "b/b.txt", WRONG);
    let (code, out, err) = run(dir, &["check", ".", "--format", "concise"]);
    assert_eq!((code, out.lines().count()), (2, 1), "{out}{err}");
    assert_eq!((err.matches("1 │ lang = 3").count(), err.matches("cấu hình sai").count()), (1, 2), "{err}");
}

#[test]
fn allowances_silence_what_they_name() {
    let text = format!("{WRONG}# soat: allow TERM01\n{WRONG}\n{WRONG}soat: allow DATE01\n{RIGHT}");
    let dir = folder(&[("a.txt", &text)]);
    let dir = dir.path();
    assert_eq!(found(dir, &["a.txt"]), ["a.txt:1 TERM01", "a.txt:5 TERM01", "a.txt:6 ALLOW01"]);
    assert_eq!(found(dir, &["a.txt", "--select", "TERM"]), ["a.txt:1 TERM01", "a.txt:5 TERM01"]);
    assert_eq!(found(dir, &["a.txt", "--ignore", "unused-allowance"]).len(), 2);
    write(dir, "b.txt", &format!("{WRONG}soat: allow-file reversed-term\n{WRONG}"));
    assert_eq!(found(dir, &["b.txt"]), [] as [&str; 0]);
    run(dir, &["fix", "-q", "b.txt"]);
    assert!(fs::read_to_string(dir.join("b.txt")).unwrap().contains("2021-2020"));
    assert!(run(dir, &["explain", "ALLOW01"]).1.contains("unused-allowance"));
}

#[test]
fn allowances_are_read_in_comments() {
    let paragraph = format!("<p>{}</p>\n", WRONG.trim_end());
    let page = format!(
        "<html><body>\n{paragraph}<!-- soat: allow TERM01 -->\n{paragraph}{paragraph}<!-- soat: allow TERM02 -->\n</body></html>\n"
    );
    let notes = format!("<!-- soat: allow TERM01 -->\n\n{WRONG}{WRONG}\n{WRONG}\nx <!-- soat: allow TERMM01 -->\n");
    let dir = folder(&[("a.html", &page), ("b.md", &notes)]);
    let dir = dir.path();
    assert_eq!(found(dir, &["a.html"]), ["a.html:2 TERM01", "a.html:5 TERM01", "a.html:6 ALLOW01"]);
    assert_eq!(found(dir, &["b.md"]), ["b.md:6 TERM01", "b.md:8 ALLOW01"]);
    let (_, out, _) = run(dir, &["check", "a.html"]);
    assert!(out.contains("<!-- soat: allow TERM02 -->") && out.contains("[a.html:6:18]"), "{out}");
    assert!(run(dir, &["check", "b.md", "--lang", "en", "--format", "concise"]).1.contains("did you mean TERM01?"));
}

#[test]
fn a_baseline_hides_what_it_knows() {
    let dir = folder(&[("a.txt", WRONG), ("b/a.txt", &WRONG.repeat(2)), ("c.txt", WRONG)]);
    let dir = dir.path();
    let (code, out, err) = run(dir, &["check", "--write-baseline", "known.json"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "Đã ghi 4 chỗ báo vào known.json.\n"));
    let text = fs::read_to_string(dir.join("known.json")).unwrap();
    assert!(text.starts_with("[\n{\"code\":\"TERM01\",\"path\":\"a.txt\",\"fingerprint\":\""), "{text}");
    let known = ["--baseline", "known.json"];
    assert_eq!(found(dir, &known), [] as [&str; 0]);
    assert_eq!(run(dir, &["check", "--baseline", "known.json"]).0, 0);
    assert_eq!(found(&dir.join("b"), &["a.txt", "--baseline", "../known.json"]), [] as [&str; 0]);
    // Changes elsewhere in a file leave it known; a new one is shown.
    write(dir, "a.txt", &format!("Mở đầu.\n\n{WRONG}Khóa XV, nhiệm kỳ 2021-2019.\n"));
    assert_eq!(found(dir, &known), ["a.txt:4 TERM01"]);
    // What was mended, and what is gone, is told.
    write(dir, "b/a.txt", WRONG);
    fs::remove_file(dir.join("c.txt")).unwrap();
    let (_, _, err) = run(dir, &["check", "--baseline", "known.json"]);
    assert!(err.contains("Baseline còn 2 mục"), "{err}");
    let (_, _, err) = run(dir, &["check", "--baseline", "known.json", "-v"]);
    assert!(err.contains("  b/a.txt: TERM01 ") && err.contains("  c.txt: TERM01 "), "{err}");
    assert!(!run(dir, &["check", "a.txt", "--baseline", "known.json", "--lang", "en"]).2.contains("b/a.txt"));
    // The configuration may name it; then it need not be there to be written.
    write(dir, "soat.toml", "baseline = \"x/known.json\"\n");
    let (code, _, err) = run(dir, &["check", "a.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("--write-baseline"), "{err}");
    fs::create_dir(dir.join("x")).unwrap();
    assert_eq!(run(dir, &["check", "--write-baseline", "x/known.json"]).0, 0);
    assert_eq!(run(&dir.join("b"), &["check", "a.txt"]).0, 0);
    write(dir, "x/known.json", "{}");
    assert_eq!(run(dir, &["check", "a.txt"]).0, 2);
}

#[test]
fn a_configuration_is_begun_once() {
    let dir = folder(&[("a.txt", RIGHT)]);
    let dir = dir.path();
    assert_eq!(run(dir, &["init"]).0, 0);
    let text = fs::read_to_string(dir.join("soat.toml")).unwrap();
    assert!(text.contains("#fail-on = \"error\"") && text.contains("Ngôn ngữ"), "{text}");
    assert_eq!(run(dir, &["check", "a.txt"]).0, 0);
    let (code, _, err) = run(dir, &["init", "--lang", "en"]);
    assert_eq!(code, 2);
    assert!(err.contains("stays as it is"), "{err}");
    assert_eq!(fs::read_to_string(dir.join("soat.toml")).unwrap(), text);
}

/// Words of the user's own, as a provincial project board would give them.
const OWN: &str = "[[issuer]]\nname = \"Ban Quản lý dự án Sông Đà\"\nsymbol = \"BQLSĐ\"\nshort = [\"Ban QLDA Sông Đà\"]\n\n\
     [[type]]\nname = \"Kế hoạch thi công\"\ncode = \"KHTC\"\n\n\
     [[term]]\nbody = \"Hội Thủy điện\"\nordinal = 2\nfrom = 2020\nto = 2024\n\n\
     [[term]]\nbody = \"Hội Thủy điện\"\nordinal = 3\nfrom = 2024\nto = 2029\n";

#[test]
fn own_bodies_and_types_are_read() {
    let text = "Thực hiện Kế hoạch thi công số 12/KHTC-BQLSĐ ngày 05/3/2024 của Ban QLDA Sông Đà.\n";
    let dir = folder(&[("soat.toml", OWN), ("a.txt", text)]);
    let mention = |args: &[&str]| -> Option<serde_json::Value> {
        let args: Vec<&str> = ["extract", "--format", "jsonl", "a.txt"].iter().chain(args).copied().collect();
        let (_, out, _) = run(dir.path(), &args);
        let mut cited = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        cited.find(|m| m["kind"] == "citation")
    };
    let own = mention(&[]).unwrap();
    assert_eq!(
        [&own["type"], &own["number"], &own["date"], &own["issuer"]],
        ["Kế hoạch thi công", "12/KHTC-BQLSĐ", "2024-03-05", "Ban QLDA Sông Đà"]
    );
    fs::write(dir.path().join("none.toml"), "").unwrap();
    let plain = mention(&["--config", "none.toml"]);
    assert!(plain.is_none_or(|m| m["type"] != "Kế hoạch thi công"));
}

#[test]
fn own_types_have_their_codes_and_own_terms_their_years() {
    let dir = folder(&[
        ("soat.toml", OWN),
        ("code.txt", "Kế hoạch thi công số 12/KH-BQLSĐ ngày 05/3/2024.\n"),
        ("name.txt", "Báo cáo số 12/KHTC-UBND ngày 05/3/2024.\n"),
        ("years.txt", "Hội Thủy điện khóa III, nhiệm kỳ 2024-2028; Hội Thủy điện nhiệm kỳ 2020-2025.\n"),
        ("right.txt", "Hội Thủy điện khóa III, nhiệm kỳ 2024-2029; Hội Thủy điện nhiệm kỳ 2020-2024; 12/KHTC-BQLSĐ.\n"),
    ]);
    assert_eq!(
        found(dir.path(), &["."]),
        ["code.txt:1 TYPE01", "name.txt:1 TYPE01", "years.txt:1 TERM05", "years.txt:1 TERM05"]
    );
    assert_eq!(found(dir.path(), &["--config", "/dev/null", "years.txt", "right.txt"]), [] as [&str; 0]);
}
