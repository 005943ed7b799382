//! `soat lookup` from outside.

use assert_cmd::Command;
use serde_json::Value;

fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("soat").unwrap();
    let output = command.env_remove("SOAT_LANG").arg("lookup").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn json(args: &[&str]) -> Vec<Value> {
    let (_, out, err) = run(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{err}"))
}

#[test]
fn a_number_gives_every_document_that_bore_it() {
    let (code, out, err) = run(&["45-CT/TW"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("20/6/2020") && out.contains("14/4/2025"), "{out}");
    let found = json(&["Chỉ thị", "45-CT/TW"]);
    let dates: Vec<_> = found.iter().map(|r| r["date"].as_str().unwrap()).collect();
    assert!(dates.contains(&"2020-06-20") && dates.contains(&"2025-04-14"), "{dates:?}");
    assert!(found.iter().all(|r| r["match"] == "number" && r["number"] == "45-CT/TW"));
}

#[test]
fn what_took_its_place_is_told() {
    let found = json(&["110/2004/nd-cp"]);
    assert_eq!(found[0]["replaced_by"]["number"], "30/2020/NĐ-CP");
    assert_eq!(found[0]["to"], "2020-03-05");
    let (_, out, _) = run(&["--lang", "en", "110/2004/NĐ-CP"]);
    assert!(out.contains("ended 05/3/2020, by 30/2020/NĐ-CP"), "{out}");
}

#[test]
fn words_are_found_with_and_without_marks() {
    for words in ["bau cu dai bieu quoc hoi khoa XV", "bầu cử đại biểu Quốc hội khóa XV"] {
        let found = json(&[words]);
        assert!(found.iter().any(|r| r["number"] == "45-CT/TW" && r["date"] == "2020-06-20"), "{words}");
        assert!(found.iter().all(|r| r["match"] == "words"));
    }
}

#[test]
fn an_unknown_number_gives_near_ones_and_fails() {
    let (code, out, err) = run(&["545-CT/TW"]);
    assert_eq!(code, 1);
    assert!(err.contains("có phải là") && out.contains("45-CT/TW"), "{err}{out}");
    let (code, out, err) = run(&["--lang", "en", "không có chữ nào như thế"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("absence proves nothing"), "{err}");
}

#[test]
fn without_a_query_it_says_so() {
    let (code, _, err) = run(&[]);
    assert_eq!(code, 2, "{err}");
}
