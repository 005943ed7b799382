//! `soat fix` from outside: what is written, what is left, and how it ends.

mod program;

use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use program::{folder, run, soat};

/// A safe suggestion.
const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết.\n";
const RIGHT: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026 đã biểu quyết.\n";
/// A suggestion that is right only as far as known.
const DOUBTFUL: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2016-2021 đã biểu quyết.\n";

fn text(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

#[test]
fn safe_suggestions_are_applied_and_the_rest_is_told() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("b/c.txt", DOUBTFUL.as_bytes()), ("d.txt", RIGHT.as_bytes())]);
    let dir = dir.path();
    let (code, out, err) = run(dir, &["fix", "--select", "TERM"]);
    assert_eq!((code, out.as_str()), (1, "a.txt: đã sửa 1 chỗ\n"), "{err}");
    assert!(
        err.contains("Đã sửa 1 chỗ trong 1 tệp.") && err.contains("Còn 1 gợi ý") && err.contains("--unsafe"),
        "{err}"
    );
    assert!(err.contains("Còn lại 1 lỗi; soat check"), "{err}");
    assert_eq!((text(dir, "a.txt").as_str(), text(dir, "b/c.txt").as_str()), (RIGHT, DOUBTFUL));
    let (code, out, err) = run(dir, &["fix", "--select", "TERM", "--unsafe", "--lang", "en", "."]);
    assert_eq!((code, out.as_str()), (0, "b/c.txt: mended 1\n"), "{err}");
    assert_eq!(err, "Mended 1 place in 1 file.\n");
    assert_ne!(text(dir, "b/c.txt"), DOUBTFUL);
    let (code, out, err) = run(dir, &["fix", "--select", "TERM", "--unsafe"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "Không có gì để sửa.\n"));
    assert_eq!(fs::read_dir(dir).unwrap().count(), 3);
}

#[test]
fn only_chosen_rules_mend() {
    let dir = folder(&[("a.txt", WRONG.as_bytes())]);
    let dir = dir.path();
    assert_eq!(run(dir, &["fix", "--ignore", "reversed-term", "-q", "a.txt"]), (0, String::new(), String::new()));
    assert_eq!(text(dir, "a.txt"), WRONG);
    let (code, _, err) = run(dir, &["fix", "--select", "reversed-trem", "a.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("ý bạn là reversed-term?"), "{err}");
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let dir = folder(&[("a.txt", format!("Một.\n{WRONG}").as_bytes())]);
    let dir = dir.path();
    let (code, out, err) = run(dir, &["fix", "--diff", "a.txt"]);
    assert_eq!(code, 0);
    assert_eq!(out, format!("--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n Một.\n-{WRONG}+{RIGHT}"));
    assert!(err.contains("chưa ghi gì"), "{err}");
    assert_eq!(text(dir, "a.txt"), format!("Một.\n{WRONG}"));
}

#[test]
fn standard_input_is_printed_mended() {
    let dir = folder(&[]);
    let pipe = |args: &[&str], bytes: &[u8]| {
        let output = soat(dir.path()).args(args).write_stdin(bytes).output().unwrap();
        (output.status.code().unwrap(), output.stdout)
    };
    assert_eq!(pipe(&["fix", "-"], WRONG.as_bytes()), (0, RIGHT.into()));
    assert_eq!(pipe(&["fix", "-"], RIGHT.as_bytes()), (0, RIGHT.into()));
    assert_eq!(pipe(&["fix", "--stdin-filename", "a.md"], WRONG.as_bytes()), (0, RIGHT.into()));
    let utf16 =
        |text: &str| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect() };
    assert_eq!(pipe(&["fix", "-"], &utf16(WRONG)), (0, utf16(RIGHT)));
    let diff = String::from_utf8(pipe(&["fix", "--diff", "-"], WRONG.as_bytes()).1).unwrap();
    assert!(diff.ends_with(&format!("-{WRONG}+{RIGHT}")), "{diff}");
    assert_eq!(pipe(&["fix", "-", "a.txt"], b"").0, 2);
    assert_eq!(pipe(&["fix", "-"], b"\xff\xff").0, 2);
}

#[test]
fn files_keep_how_they_are_written() {
    let utf16 =
        |text: &str| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let nfd = |text: &str| text.nfd().collect::<String>().into_bytes();
    let page = |text: &str| format!("<!DOCTYPE html>\r\n<p class=x>A &amp; B</p>\r\n<p>{}</p>\r\n", text.trim_end());
    let dash = |text: &str| text.replace("2021-", "2021–");
    let cases: Vec<(&str, Vec<u8>, Vec<u8>)> = vec![
        ("bom.txt", format!("\u{feff}{WRONG}").into(), format!("\u{feff}{RIGHT}").into()),
        ("crlf.txt", WRONG.replace('\n', "\r\n").into(), RIGHT.replace('\n', "\r\n").into()),
        ("open.txt", WRONG.trim_end().into(), RIGHT.trim_end().into()),
        ("utf16.txt", utf16(WRONG), utf16(RIGHT)),
        ("nfd.txt", nfd(WRONG), nfd(RIGHT)),
        ("page.html", page(WRONG).into(), page(RIGHT).into()),
        ("notes.md", format!("# *Một*\n\n> {WRONG}").into(), format!("# *Một*\n\n> {RIGHT}").into()),
        ("dash.txt", dash(WRONG).into(), dash(RIGHT).into()),
    ];
    for (name, before, after) in cases {
        let dir = folder(&[(name, &before)]);
        let (code, _, err) = run(dir.path(), &["fix", "--select", "TERM01", name]);
        assert_eq!(code, 0, "{name}: {err}");
        assert_eq!(fs::read(dir.path().join(name)).unwrap(), after, "{name}");
    }
}

#[test]
fn words_with_markup_between_are_left() {
    let page = format!("<p>{}</p>", WRONG.trim_end().replace("-2020", "-202&#48;"));
    let dir = folder(&[("a.html", page.as_bytes())]);
    let (code, _, err) = run(dir.path(), &["fix", "--select", "TERM01", "--lang", "en", "a.html"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("as tags or marks stand between the words: 1."), "{err}");
    assert_eq!(text(dir.path(), "a.html"), page);
}

#[test]
fn the_exit_code_goes_by_what_is_left() {
    let dir = folder(&[("a.txt", DOUBTFUL.as_bytes())]);
    for (limit, code) in [("error", 1), ("warning", 1), ("never", 0)] {
        assert_eq!(run(dir.path(), &["fix", "--select", "TERM", "--fail-on", limit, "a.txt"]).0, code, "{limit}");
    }
    assert_eq!(run(dir.path(), &["fix", "missing.txt"]).0, 2);
    assert_eq!(run(dir.path(), &["fix", "--document-date", "2023-02-30"]).0, 2);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_closed_files_are_left() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = folder(&[("in/a.txt", WRONG.as_bytes()), ("closed.txt", WRONG.as_bytes())]);
    let dir = dir.path();
    fs::set_permissions(dir.join("in/a.txt"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(dir.join("closed.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    symlink("in/a.txt", dir.join("link.txt")).unwrap();
    let (code, out, err) = run(dir, &["fix", "link.txt", "closed.txt"]);
    assert_eq!((code, out.as_str()), (2, "link.txt: đã sửa 1 chỗ\n"), "{err}");
    assert!(err.contains("closed.txt: không ghi được") && err.contains("Có 1 tệp không sửa được"), "{err}");
    assert!(fs::symlink_metadata(dir.join("link.txt")).unwrap().is_symlink());
    assert_eq!((text(dir, "in/a.txt").as_str(), text(dir, "closed.txt").as_str()), (RIGHT, WRONG));
    assert_eq!(fs::metadata(dir.join("in/a.txt")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn many_threads_mend_as_one() {
    let text = format!("{WRONG}{DOUBTFUL}").repeat(5);
    let names: Vec<String> = (0..30).map(|i| format!("{}/{i:02}.txt", i % 4)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), text.as_bytes())).collect();
    let (one, many) = (folder(&files), folder(&files));
    let first = run(one.path(), &["fix", "--threads", "1", "--unsafe"]);
    assert_eq!(run(many.path(), &["fix", "--threads", "4", "--unsafe"]), first);
    for name in &names {
        assert_eq!(fs::read(one.path().join(name)).unwrap(), fs::read(many.path().join(name)).unwrap());
    }
}
