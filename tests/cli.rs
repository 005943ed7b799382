//! The program from outside: exit codes, streams, formats.

mod program;

use std::fs;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use program::{folder, run, soat};

/// One error of which every language and format can speak.
const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết.\n";
/// Nothing to say.
const RIGHT: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026 đã biểu quyết.\n";

fn array(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted<const N: usize>(mut names: [&str; N]) -> [&str; N] {
    names.sort_unstable();
    names
}

#[test]
fn a_clean_file_is_success() {
    let dir = folder(&[("a.txt", RIGHT.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["check", "a.txt"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("Đã đọc 1 tệp"), "{err}");
}

#[test]
fn an_error_is_one() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["check", "a.txt"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(out.contains("TERM01 reversed-term") && out.contains("[a.txt:1:37]"), "{out}");
    assert!(out.contains("sửa thành: 2021-2026"), "{out}");
    assert!(err.contains("Thấy 1 lỗi"), "{err}");
    assert_eq!(run(dir.path(), &["check", "a.txt", "--fail-on", "never"]).0, 0);
    assert_eq!(run(dir.path(), &["check", "a.txt", "--ignore", "ALL"]).0, 0);
}

#[test]
fn what_cannot_be_done_is_two() {
    let dir = folder(&[("a.txt", RIGHT.as_bytes())]);
    for args in [
        &["check", "missing.txt"][..],
        &["check", "--no-such-option"],
        &["check", "--format", "xml", "a.txt"],
        &["check", "--select", "NOPE99", "a.txt"],
        &["check", "--document-date", "2023-02-30", "a.txt"],
        &["check", "--threads", "0", "a.txt"],
        &["check", "--files-from", "missing.list"],
        &["check", "-o", "no/such/folder/out.txt", "a.txt"],
        &["explain", "NOPE99"],
        &["nonsense"],
        &[],
    ] {
        let (code, out, err) = run(dir.path(), args);
        assert_eq!(code, 2, "{args:?}: {out}{err}");
        assert!(!err.is_empty(), "{args:?}");
    }
}

#[test]
fn the_json_contract_of_check() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["check", "--format", "json", "a.txt"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let findings = array(&out);
    let finding = findings.iter().find(|f| f["code"] == "TERM01").expect("the reversed term is found");
    assert_eq!(
        keys(finding),
        sorted([
            "path",
            "code",
            "name",
            "severity",
            "start",
            "end",
            "line",
            "column",
            "end_line",
            "end_column",
            "text",
            "message",
            "suggestion",
            "related",
            "part",
            "page",
            "paragraph",
            "fingerprint",
        ])
    );
    let (start, end) = (finding["start"].as_u64().unwrap() as usize, finding["end"].as_u64().unwrap() as usize);
    assert_eq!(&WRONG[start..end], "2021-2020");
    assert_eq!(finding["text"], "2021-2020");
    assert_eq!((&finding["line"], &finding["column"], &finding["end_column"]), (&1.into(), &37.into(), &46.into()));
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["part"], Value::Null);
    let edit = &finding["suggestion"]["edits"][0];
    assert_eq!(edit["replacement"], "2021-2026");
    assert_eq!((&edit["start"], &edit["end"]), (&finding["start"], &finding["end"]));
    assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 16);
}

#[test]
fn the_json_contract_of_extract() {
    let text = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ, điểm a khoản 2 Điều 5 Nghị \
                định này, nhiệm kỳ 20126-2030.\n";
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["extract", "--format", "json", "a.txt"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let mentions = array(&out);
    for mention in &mentions {
        let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
        assert_eq!(&text[start..end], mention["text"].as_str().unwrap());
    }
    let of = |kind: &str| mentions.iter().find(|m| m["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {out}"));
    let citation = of("citation");
    assert_eq!(
        keys(citation),
        sorted([
            "path",
            "kind",
            "class",
            "start",
            "end",
            "line",
            "column",
            "text",
            "type",
            "number",
            "date",
            "issuer",
            "title",
            "subject",
            "target",
            "spans",
            "part",
            "page",
            "paragraph",
        ])
    );
    assert_eq!(citation["class"], "numbered");
    assert_eq!(citation["number"], "30/2020/NĐ-CP");
    assert_eq!(citation["date"], "2020-03-05");
    assert_eq!(citation["issuer"], "Chính phủ");
    let number = &citation["spans"]["number"];
    let (start, end) = (number[0].as_u64().unwrap() as usize, number[1].as_u64().unwrap() as usize);
    assert_eq!(&text[start..end], "30/2020/NĐ-CP");
    let term = of("term");
    assert_eq!((&term["term"], &term["from"], &term["to"]), (&"nhiệm kỳ".into(), &20126.into(), &2030.into()));
    assert_eq!(term["ordinal"], Value::Null);
    let pinpoint = of("pinpoint");
    assert_eq!(pinpoint["levels"], serde_json::json!([["điểm", "a"], ["khoản", "2"], ["Điều", "5"]]));
}

#[test]
fn places_are_those_of_the_file_however_it_is_written() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let decomposed: String = WRONG.nfd().collect();
    let marked = format!("\u{feff}{WRONG}");
    let html =
        format!("<!DOCTYPE html>\n<p>{}</p>\n", WRONG.trim_end().replace("kỳ", "k&#7923;").replace(", ", ",\n<b> "));
    let files: Vec<(&str, Vec<u8>, u64, Option<u64>)> = vec![
        ("plain.txt", WRONG.into(), 1, Some(37)),
        ("decomposed.txt", decomposed.into(), 1, Some(37)),
        ("marked.txt", marked.as_bytes().into(), 1, Some(37)),
        ("utf16.txt", utf16(&marked), 1, Some(37)),
        ("windows.txt", format!("\r\n\r\n{WRONG}").into(), 3, Some(37)),
        ("page.html", html.into(), 3, None),
    ];
    for (name, bytes, line, column) in files {
        let dir = folder(&[(name, &bytes)]);
        let (_, out, err) = run(dir.path(), &["check", "--select", "TERM01", "--format", "json", name]);
        let findings = array(&out);
        assert_eq!(findings.len(), 1, "{name}: {out}{err}");
        let finding = &findings[0];
        let (start, end) = (finding["start"].as_u64().unwrap() as usize, finding["end"].as_u64().unwrap() as usize);
        let expected = if name == "utf16.txt" { utf16("2021-2020") } else { b"2021-2020".to_vec() };
        assert_eq!(&bytes[start..end], expected, "{name}");
        assert_eq!(finding["line"], line, "{name}");
        if let Some(column) = column {
            assert_eq!(finding["column"], column, "{name}");
        }
        let full = run(dir.path(), &["check", "--select", "TERM01", name]).1;
        let lines: Vec<&str> = full.lines().collect();
        let shown = lines.iter().position(|l| l.contains("2021-2020") && l.contains('│')).expect(name);
        let words = lines[shown][..lines[shown].find("2021-2020").unwrap()].graphemes(true).count();
        let under: Vec<char> = lines[shown + 1].chars().collect();
        assert_eq!(under[words..words + 9].iter().collect::<String>(), "─".repeat(9), "{name}: {full}");
    }
}

#[test]
fn one_bad_file_does_not_end_the_run() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("b.txt", b"Ngh\xe1 \xf0\x28"), ("c.txt", WRONG.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["check", "--format", "jsonl", "."]);
    assert_eq!(code, 2);
    let lines: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let paths: Vec<&str> = lines.iter().map(|l| l["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["a.txt", "b.txt", "c.txt"]);
    assert_eq!(keys(&lines[1]), ["error", "path"]);
    assert!(err.contains("b.txt") && err.contains("UTF-8"), "{err}");
    let (code, out, err) = run(dir.path(), &["check", "."]);
    assert_eq!(code, 2);
    assert_eq!(out.matches("TERM01").count(), 2, "{out}");
    assert!(err.contains("Không đọc được 1 tệp"), "{err}");
}

#[test]
fn a_run_without_files_says_so() {
    let dir = folder(&[("a.png", b"x"), (".gitignore", b"b.txt"), ("b.txt", RIGHT.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["check", "--format", "json"]);
    assert_eq!((code, out.as_str()), (2, "[]\n"));
    assert!(err.contains("không có tệp nào"), "{err}");
    assert!(run(dir.path(), &["extract", "--lang", "en", "."]).2.contains("no file to read"));
}

#[test]
fn standard_input_is_read_by_its_name() {
    let dir = folder(&[]);
    for args in
        [&["check", "-", "--format", "concise"][..], &["check", "--stdin-filename", "x.txt", "--format", "concise"]]
    {
        let output = soat(dir.path()).args(args).write_stdin(WRONG).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let out = String::from_utf8(output.stdout).unwrap();
        let name = if args.contains(&"-") { "<stdin>" } else { "x.txt" };
        assert!(out.starts_with(&format!("{name}:1:37: error TERM01 reversed-term: ")), "{out}");
        assert!(out.trim_end().ends_with("→ 2021-2026"), "{out}");
    }
}

#[test]
fn paths_are_read_from_a_list() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("b.txt", WRONG.as_bytes()), ("list", b"b.txt\na.txt\n")]);
    let (code, out, _) = run(dir.path(), &["check", "--files-from", "list", "--format", "concise"]);
    assert_eq!(code, 1);
    let names: Vec<&str> = out.lines().map(|l| &l[..5]).collect();
    assert_eq!(names, ["b.txt", "a.txt"]);
    let piped = soat(dir.path())
        .args(["check", "--files-from", "-", "--format", "concise"])
        .write_stdin("b.txt\0a.txt\0")
        .output()
        .unwrap();
    assert_eq!(piped.stdout, out.into_bytes());
}

#[test]
fn the_answer_does_not_depend_on_the_threads() {
    let text = WRONG.repeat(20);
    let names: Vec<String> = (0..60).map(|i| format!("{:02}/{i}.txt", i % 7)).collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().enumerate().map(|(i, n)| (n.as_str(), &text.as_bytes()[..WRONG.len() * (i % 20 + 1)])).collect();
    files.push(("03/bad.txt", b"\xff\xff"));
    let dir = folder(&files);
    for format in ["full", "concise", "json", "jsonl"] {
        let one = run(dir.path(), &["check", "--format", format, "--threads", "1", "."]);
        for threads in ["2", "5"] {
            assert_eq!(run(dir.path(), &["check", "--format", format, "--threads", threads, "."]), one, "{format}");
        }
    }
}

#[test]
fn rules_are_chosen_by_code_name_and_group() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    for word in ["TERM01", "term01", "reversed-term", "TERM", "ALL", "TERM01,"] {
        assert_eq!(run(dir.path(), &["check", "--select", word, "a.txt"]).0, 1, "{word}");
    }
    assert_eq!(run(dir.path(), &["check", "--ignore", "reversed-term", "--fail-on", "error", "a.txt"]).0, 0);
    let (code, _, err) = run(dir.path(), &["check", "--select", "reversed-trem", "a.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("ý bạn là reversed-term?"), "{err}");
    let (_, _, err) = run(dir.path(), &["check", "--lang", "en", "--ignore", "reversed-trem", "a.txt"]);
    assert!(err.contains("did you mean reversed-term?"), "{err}");
}

#[test]
fn equal_findings_have_their_own_fingerprints_that_last() {
    let dir = folder(&[("a.txt", WRONG.repeat(3).as_bytes()), ("b.txt", format!("Mở đầu.\n{WRONG}").as_bytes())]);
    let prints = |name: &str| -> Vec<String> {
        array(&run(dir.path(), &["check", "--select", "TERM01", "--format", "json", name]).1)
            .iter()
            .map(|f| f["fingerprint"].as_str().unwrap().to_owned())
            .collect()
    };
    let a = prints("a.txt");
    assert_eq!(a.len(), 3);
    assert!(a[0] != a[1] && a[1] != a[2] && a[0] != a[2]);
    assert_eq!(prints("b.txt")[0], a[0]);
}

#[test]
fn colours_are_kept_off_pipes_and_on_demand_on() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    let coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let output =
            soat(dir.path()).args(["check", "a.txt"]).args(args).envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["-o", "out.txt"], &[]));
}

#[test]
fn the_language_is_chosen_by_option_and_variable() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    let (_, _, err) = run(dir.path(), &["check", "a.txt"]);
    assert!(err.contains("Đã đọc"), "{err}");
    let (_, out, err) = run(dir.path(), &["check", "--lang", "en", "a.txt"]);
    assert!(err.contains("Read 1 file") && out.contains("change to: 2021-2026"), "{out}{err}");
    let output = soat(dir.path()).env("SOAT_LANG", "en").args(["check", "a.txt"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("Read 1 file"));
    assert!(run(dir.path(), &["check", "--help"]).1.contains("Ví dụ:"));
    assert!(run(dir.path(), &["--lang", "en", "check", "--help"]).1.contains("Examples:"));
    assert!(run(dir.path(), &["check", "--foo"]).2.contains("tham số lạ --foo"));
}

#[test]
fn quiet_verbose_and_statistics_speak_on_standard_error() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    assert_eq!(run(dir.path(), &["check", "-q", "a.txt"]).2, "");
    assert!(run(dir.path(), &["check", "-v", "a.txt"]).2.contains("a.txt: "));
    let (_, out, err) = run(dir.path(), &["check", "--statistics", "--format", "jsonl", "a.txt"]);
    assert!(err.contains("1  TERM01  reversed-term"), "{err}");
    assert!(out.lines().all(|line| line.starts_with('{')), "{out}");
}

#[test]
fn an_answer_is_written_to_a_file() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("out.json", b"old")]);
    let (code, out, _) = run(dir.path(), &["check", "--format", "json", "-o", "out.json", "a.txt"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let expected = run(dir.path(), &["check", "--format", "json", "a.txt"]).1;
    assert_eq!(fs::read_to_string(dir.path().join("out.json")).unwrap(), expected);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_success() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let text = WRONG.repeat(5_000);
    let dir = folder(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("soat"))
        .current_dir(dir.path())
        .args(["check", "--format", "jsonl", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn rules_are_listed_and_explained() {
    let dir = folder(&[]);
    let (code, table, _) = run(dir.path(), &["rules"]);
    assert_eq!(code, 0);
    assert!(table.lines().any(|l| l.starts_with("TERM01") && l.contains("reversed-term")), "{table}");
    let rules = array(&run(dir.path(), &["rules", "--format", "json"]).1);
    assert_eq!(rules.len() + 1, table.lines().count());
    for rule in &rules {
        let code = rule["code"].as_str().unwrap();
        let by_code = run(dir.path(), &["explain", code]);
        assert_eq!(by_code.0, 0);
        assert_eq!(run(dir.path(), &["explain", rule["name"].as_str().unwrap()]), by_code);
        assert!(by_code.1.starts_with(code), "{}", by_code.1);
        assert!(run(dir.path(), &["explain", code, "--lang", "en"]).1.contains("Severity: "));
    }
    let (_, text, _) = run(dir.path(), &["explain", "TERM01"]);
    assert!(text.contains('⟦') && text.contains("Không báo:"), "{text}");
}

#[test]
fn the_table_of_mentions_has_columns() {
    let dir = folder(&[("a.txt", RIGHT.as_bytes())]);
    let (code, out, err) = run(dir.path(), &["extract", "a.txt"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.lines().next().unwrap().starts_with("vị trí"), "{out}");
    assert!(out.contains("a.txt:1:28") && out.contains("nhiệm kỳ 2021-2026"), "{out}");
}
