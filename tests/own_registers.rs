//! Registers of the user's own from outside: `registers` in soat.toml.

mod program;

use program::{folder, run};

const CONFIG: &[u8] = b"registers = [\"a.csv\", \"b/b.jsonl\"]\n";
const TABLE: &str = "Số ký hiệu;Ngày ban hành;Cơ quan ban hành;Trích yếu\n\
                     12/2024/QĐ-UBND;05/3/2024;Ủy ban nhân dân tỉnh Nam Định;ban hành bảng giá đất\n\
                     13/2024/QĐ-UBND;06/3/2024;Ủy ban nhân dân tỉnh Nam Định;về phí\n";
const LINES: &str = "{\"number\": \"13/2024/QĐ-UBND\", \"date\": \"2024-03-07\", \"issuer\": \"UBND tỉnh Nam Định\"}\n";

fn codes(out: &str) -> Vec<String> {
    out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["code"].to_string()).collect()
}

#[test]
fn rows_of_the_users_own_are_known() {
    let text = "Theo Quyết định số 12/2024/QĐ-UBND ngày 05/4/2024 của Ủy ban nhân dân tỉnh Nam Định.\n\
                Theo Quyết định số 13/2024/QĐ-UBND ngày 07/3/2024 của Ủy ban nhân dân tỉnh Nam Định.\n";
    let elsewhere = "Theo Quyết định số 12/2024/QĐ-UBND ngày 05/4/2024 của Ủy ban nhân dân tỉnh Hà Nam.\n";
    let files: &[(&str, &[u8])] = &[
        ("soat.toml", CONFIG),
        ("a.csv", TABLE.as_bytes()),
        ("b/b.jsonl", LINES.as_bytes()),
        ("x.txt", text.as_bytes()),
        ("y.txt", elsewhere.as_bytes()),
    ];
    let dir = folder(files);
    let (code, out, err) = run(dir.path(), &["check", "--format", "jsonl", "."]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(codes(&out), ["\"DATE07\""], "{out}");
    assert!(out.contains("danh mục a.csv") && out.contains("\"line\":1"), "{out}");

    let (code, out, _) = run(dir.path(), &["lookup", "--format", "json", "13/2024/QĐ-UBND"]);
    assert_eq!(code, 0);
    assert!(out.contains("\"2024-03-07\"") && out.contains("\"register\": \"b/b.jsonl\""), "{out}");
    let (code, out, _) = run(dir.path(), &["lookup", "bang gia dat"]);
    assert_eq!(code, 0);
    assert!(out.contains("danh mục a.csv"), "{out}");
}

#[test]
fn a_wrong_row_is_told_with_its_place() {
    let dir =
        folder(&[("soat.toml", CONFIG), ("a.csv", "so,ngay\n12/2024/QĐ-UBND,31/4/2024\n".as_bytes()), ("x.txt", b"x")]);
    let (code, _, err) = run(dir.path(), &["check", "x.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("a.csv") && err.contains("dòng 2") && err.contains("31/4/2024"), "{err}");
    let dir = folder(&[("soat.toml", CONFIG), ("x.txt", b"x")]);
    let (code, _, err) = run(dir.path(), &["--lang", "en", "check", "x.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("soat.toml") && err.contains("the register a.csv cannot be read"), "{err}");
}
