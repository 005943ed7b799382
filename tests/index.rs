//! `soat index`, and what the other commands say by an index, from outside.

mod program;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use program::{folder, run, soat};

/// A decision that the register does not know, as a file cites it.
fn citing(number: &str, date: &str) -> String {
    format!(
        "Thực hiện Quyết định số {number} ngày {date} của Thủ tướng Chính phủ phê duyệt Chương trình bảo tồn voi Việt Nam.\n"
    )
}

/// Everything that the database holds.
fn content(database: &Path) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let mut out = Vec::new();
    for table in ["file", "citation", "term", "document", "dated", "dirty", "meta"] {
        let mut query = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|i| format!("{:?}", row.get_ref(i).unwrap())).collect();
            out.push(format!("{table} {}", cells.join(" ")));
        }
    }
    out
}

/// An archive in which many files agree.
fn archive(count: usize) -> tempfile::TempDir {
    let names: Vec<String> = (0..count).map(|i| format!("kho/{i:03}.txt")).collect();
    let text = citing("2349/QĐ-TTg", "03/6/2020")
        + "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026; Chỉ thị số 99-CT/TW ngày 02/3/2025.\n";
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
    folder(&files)
}

fn codes(out: &str) -> Vec<(String, String)> {
    let findings = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    findings.map(|f| (f["code"].as_str().unwrap().to_owned(), f["message"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_second_run_reads_what_has_changed() {
    let dir = archive(8);
    let index = |args: &[&str]| run(dir.path(), &[&["--lang", "en", "index", "kho", "-o", "kho.db"], args].concat());
    assert!(index(&[]).2.contains("files 8, read anew 8, taken out 0"));
    let before = content(&dir.path().join("kho.db"));
    assert_eq!(before.iter().filter(|row| row.starts_with("citation")).count(), 16);
    assert_eq!(before.iter().filter(|row| row.starts_with("term")).count(), 16);
    assert!(index(&[]).2.contains("files 8, read anew 0, taken out 0"));
    assert_eq!(content(&dir.path().join("kho.db")), before);

    // The same bytes at another time are not read anew; other bytes are; files that are gone are taken out.
    let path = |name: &str| dir.path().join("kho").join(name);
    let text = fs::read(path("000.txt")).unwrap();
    fs::write(path("000.txt"), &text).unwrap();
    fs::write(path("001.txt"), citing("2349/QĐ-TTg", "30/6/2020")).unwrap();
    fs::remove_file(path("002.txt")).unwrap();
    assert!(index(&[]).2.contains("files 7, read anew 1, taken out 1"));

    let (code, out, _) = run(dir.path(), &["--lang", "en", "index", "kho.db", "--top"]);
    assert_eq!(code, 0);
    assert!(out.contains("7      7         Quyết định 2349/QĐ-TTg"), "{out}");
    let (_, out, _) = run(dir.path(), &["index", "kho.db", "--outliers", "--format", "json"]);
    let outliers: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(outliers[0]["path"], "kho/001.txt", "{out}");
    assert_eq!((&outliers[0]["usual_date"], &outliers[0]["files"]), (&"2020-06-03".into(), &6.into()));
}

#[test]
fn a_run_that_was_killed_is_taken_up_again() {
    let dir = archive(60);
    let (code, _, err) = run(dir.path(), &["index", "kho", "-o", "whole.db"]);
    assert_eq!(code, 0, "{err}");
    for after in 0..6 {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("soat"))
            .args(["index", "kho", "-o", "killed.db", "--threads", "2"])
            .current_dir(dir.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(7 * after));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(run(dir.path(), &["index", "kho", "-o", "killed.db"]).0, 0);
    assert_eq!(content(&dir.path().join("killed.db")), content(&dir.path().join("whole.db")));
}

#[test]
fn two_processes_write_one_index() {
    let dir = archive(60);
    let begin = || {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("soat"));
        command.args(["index", "kho", "-o", "two.db"]).current_dir(dir.path()).stderr(Stdio::null()).spawn().unwrap()
    };
    for mut child in [begin(), begin()] {
        assert!(child.wait().unwrap().success());
    }
    run(dir.path(), &["index", "kho", "-o", "one.db"]);
    assert_eq!(content(&dir.path().join("two.db")), content(&dir.path().join("one.db")));
}

#[test]
fn what_is_no_index_is_left() {
    let dir =
        folder(&[("a.txt", b"x"), ("no.db", b"this is not a database, by far not, but it is long enough to look at")]);
    let (code, _, err) = run(dir.path(), &["--lang", "en", "index", "a.txt", "-o", "no.db"]);
    assert_eq!(code, 2);
    assert!(err.contains("no.db is no index"), "{err}");
    let (code, _, err) = run(dir.path(), &["--lang", "en", "check", "a.txt", "--index", "none.db"]);
    assert_eq!(code, 2);
    assert!(err.contains("no index none.db"), "{err}");
    let (code, _, err) = run(dir.path(), &["index"]);
    assert_eq!(code, 2);
    assert!(err.contains("thiếu tệp chỉ mục"), "{err}");
}

#[test]
fn the_archive_tells_what_stands_alone() {
    let dir = archive(12);
    run(dir.path(), &["index", "kho", "-o", "kho.db"]);
    let check = |text: &str, args: &[&str]| {
        fs::write(dir.path().join("draft.txt"), text).unwrap();
        codes(&run(dir.path(), &[&["check", "--format", "jsonl", "draft.txt"], args].concat()).1)
    };
    let odd = citing("2349/QĐ-TTg", "30/6/2020");
    assert_eq!(check(&odd, &[]), []);
    let found = check(&odd, &["--index", "kho.db"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "REG04" && found[0].1.contains("12 văn bản"), "{found:?}");
    let found = check(&citing("2348/QĐ-TTg", "03/6/2020"), &["--index", "kho.db"]);
    assert!(found.len() == 1 && found[0].0 == "REG04" && found[0].1.contains("2349/QĐ-TTg"), "{found:?}");
    assert_eq!(check(&citing("2349/QĐ-TTg", "03/6/2020"), &["--index", "kho.db"]), []);
    // The file itself is no witness for what it says.
    fs::write(dir.path().join("kho/odd.txt"), &odd).unwrap();
    run(dir.path(), &["index", "kho", "-o", "kho.db"]);
    let (_, out, _) = run(dir.path(), &["check", "--format", "jsonl", "kho/odd.txt", "--index", "kho.db"]);
    assert_eq!(codes(&out).len(), 1, "{out}");
}

#[test]
fn a_number_above_all_is_that_which_the_archive_cites() {
    let text = "Chỉ thị số 45-CT/TW ngày 21/6/2020 của Bộ Chính trị về việc không có thật.\n";
    let names: Vec<String> = (0..20).map(|i| format!("kho/{i}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
    let dir = folder(&files);
    run(dir.path(), &["index", "kho", "-o", "kho.db"]);
    fs::write(dir.path().join("draft.txt"), "Chỉ thị 545-CT/TW ngày 21/6/2020 của Bộ Chính trị\n").unwrap();
    let (_, out, _) = run(dir.path(), &["check", "--format", "jsonl", "draft.txt", "--index", "kho.db"]);
    let found = codes(&out);
    assert_eq!(found.len(), 1, "{out}");
    assert!(found[0].0 == "NUM01" && found[0].1.contains("45-CT/TW ngày 21/6/2020"), "{out}");
    assert!(found[0].1.contains("20 văn bản trong kho") && found[0].1.contains("về việc không có thật"), "{out}");
}

#[test]
fn lookup_tells_who_cites() {
    let dir = archive(3);
    run(dir.path(), &["index", "kho", "-o", "kho.db"]);
    let (code, out, err) = run(dir.path(), &["lookup", "2349/QĐ-TTg", "--index", "kho.db"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("3 tệp trong kho dẫn") && out.contains("kho/002.txt:1:11"), "{out}");
    let (_, out, _) = run(dir.path(), &["lookup", "2349/QĐ-TTg", "--index", "kho.db", "--format", "json"]);
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&found[0]["match"], &found[0]["count"]), (&"archive".into(), &3.into()), "{out}");
    assert_eq!(found[0]["cited_by"][2]["path"], "kho/002.txt");
}

#[test]
fn lookup_finds_what_the_archive_cites_by_words() {
    let dir = archive(3);
    run(dir.path(), &["index", "kho", "-o", "kho.db"]);
    let bare = "chuong trinh bao ton voi";
    for words in ["Chương trình bảo tồn voi", bare] {
        let (code, out, _) = run(dir.path(), &["lookup", words, "--index", "kho.db"]);
        assert_eq!(code, 0, "{words}: {out}");
        assert!(out.contains("2349/QĐ-TTg") && out.contains("kho/002.txt:1:11"), "{words}: {out}");
    }
    let (_, out, _) = run(dir.path(), &["lookup", bare, "--index", "kho.db", "--format", "json"]);
    let found: Value = serde_json::from_str(&out).unwrap();
    let cited = found.as_array().unwrap().iter().find(|record| record["number"] == "2349/QĐ-TTg").unwrap();
    assert_eq!((&cited["match"], cited["cited_by"].as_array().unwrap().len()), (&"archive".into(), 3), "{out}");
    // A known document is found by its title, and told with who cites it by number alone.
    let text = "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị.\n";
    fs::write(dir.path().join("kho/ct.txt"), text).unwrap();
    run(dir.path(), &["index", "kho", "-o", "kho.db"]);
    let words = "lanh dao cuoc bau cu dai bieu Quoc hoi khoa XV";
    let (_, out, _) = run(dir.path(), &["lookup", words, "--index", "kho.db", "--format", "json"]);
    let found: Value = serde_json::from_str(&out).unwrap();
    let known = found.as_array().unwrap().iter().find(|record| record["number"] == "45-CT/TW").unwrap();
    assert_eq!((&known["match"], &known["cited_by"][0]["path"]), (&"words".into(), &"kho/ct.txt".into()), "{out}");
}

/// What an archive cites many times stands for the register, whoever issued it; nothing is said against numbers that may
/// stand beside it on the same day.
#[test]
fn the_archive_knows_numbers_of_the_day() {
    for (right, wrong, near) in [
        ("Chỉ thị số 27-CT/TU ngày 14/3/2023 của Tỉnh ủy Nam Định", "227-CT/TU", "28-CT/TU"),
        ("Quyết định số 1354/QĐ-UBND ngày 14/3/2023 của Ủy ban nhân dân tỉnh Nam Định", "354/QĐ-UBND", "1345/QĐ-UBND"),
        ("Quyết định số 1063/QĐ-BNV ngày 14/3/2023 của Bộ Nội vụ", "163/QĐ-BNV", "1064/QĐ-BNV"),
        ("Thông báo số 154/TB-VPCP ngày 14/3/2023 của Văn phòng Chính phủ", "554/TB-VPCP", "155/TB-VPCP"),
    ] {
        let names: Vec<String> = (0..12).map(|i| format!("kho/{i}.txt")).collect();
        let text = format!("Thực hiện {right}, các đơn vị báo cáo.\n");
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_bytes())).collect();
        let dir = folder(&files);
        run(dir.path(), &["index", "kho", "-o", "kho.db"]);
        let number = right.split(' ').find(|word| word.contains('/') && word.contains('-')).unwrap();
        let check = |other: &str| {
            fs::write(dir.path().join("draft.txt"), text.replace(number, other)).unwrap();
            codes(&run(dir.path(), &["check", "--format", "jsonl", "draft.txt", "--index", "kho.db"]).1)
        };
        assert_eq!(check(number), [], "{number}");
        assert_eq!(check(near), [], "{near}");
        let found = check(wrong);
        assert!(found.len() == 1 && ["NUM16", "NUM01"].contains(&found[0].0.as_str()), "{wrong}: {found:?}");
        assert!(found[0].1.contains(number) && found[0].1.contains("12 văn bản trong kho"), "{wrong}: {found:?}");
    }
}

#[test]
fn the_graph_joins_all_files() {
    let dir = archive(3);
    for (format, words) in [
        ("dot", "n0 [label=\"Quyết định 2349/QĐ-TTg\""),
        ("graphml", "<data key=\"label\">2349/QĐ-TTg</data>"),
        ("csv", "citation,numbered,Quyết định số 2349/QĐ-TTg,Quyết định,2349/QĐ-TTg,2020-06-03,Thủ tướng Chính phủ"),
    ] {
        let (code, out, err) = run(dir.path(), &["extract", "--format", format, "kho"]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains(words), "{out}");
    }
    let (_, out, _) = soat(dir.path())
        .args(["extract", "--format", "dot", "kho"])
        .output()
        .map(|o| (o.status, String::from_utf8(o.stdout).unwrap(), ()))
        .unwrap();
    assert_eq!(out.matches(" -> ").count(), 6, "{out}");
}
