//! OpenDocument texts, from outside.

mod program;

use std::fs;
use std::io::{Cursor, Read, Write};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use program::{folder, run};

const TYPE: &str = "application/vnd.oasis.opendocument.text";

const TEXT: &str = "BỘ NỘI VỤ\nSố: 12/CV-BNV\nHà Nội, ngày 31 tháng 4 năm 2024\n\nCăn cứ Nghị định số 30/20200/NĐ-CP; Quốc hội \
                    khóa XV, nhiệm kỳ 2021-2020 <b> & hết.\nTheo khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP.\n";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A paragraph for each line.
fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("<text:p text:style-name=\"P1\">{}</text:p>", escaped(line))).collect()
}

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content><office:body><office:text>{body}</office:text>\
         </office:body></office:document-content>"
    );
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    out.start_file("mimetype", stored).unwrap();
    out.write_all(TYPE.as_bytes()).unwrap();
    for (name, text) in [("Pictures/a.png", "png"), ("content.xml", content.as_str())] {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn member(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_text_gives_the_same_findings() {
    let flat = format!(
        "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"{TYPE}\"><office:body><office:text>{}</office:text></office:body>\
         </office:document>",
        paragraphs(TEXT)
    );
    let dir = folder(&[
        ("a.txt", TEXT.as_bytes()),
        ("a.odt", &odt(&paragraphs(TEXT))),
        ("a.fodt", flat.as_bytes()),
        ("b", &odt(&paragraphs(TEXT))),
    ]);
    let found = |name: &str| -> Vec<(String, String, Value)> {
        let out = run(dir.path(), &["check", "--select", "ALL", "--format", "json", name]).1;
        let all: Vec<Value> = serde_json::from_str(&out).unwrap();
        let word = |f: &Value, key: &str| f[key].as_str().unwrap().to_owned();
        all.iter().map(|f| (word(f, "code"), word(f, "text"), f["part"].clone())).collect()
    };
    let plain = found("a.txt");
    assert!(plain.len() > 3, "{plain:?}");
    for name in ["a.odt", "a.fodt", "b"] {
        let packed: Vec<_> = found(name);
        assert!(packed.iter().all(|(_, _, part)| part == "body"));
        let words = |all: &[(String, String, Value)]| -> Vec<(String, String)> {
            all.iter().map(|(code, text, _)| (code.clone(), text.clone())).collect()
        };
        assert_eq!(words(&packed), words(&plain), "{name}");
    }
    let out = run(dir.path(), &["check", "--select", "TERM01", "--format", "json", "a.odt"]).1;
    let finding = &serde_json::from_str::<Vec<Value>>(&out).unwrap()[0];
    assert_eq!((&finding["paragraph"], &finding["text"]), (&5.into(), &"2021-2020".into()));
    assert_eq!(finding["start"], TEXT.find("2021-2020").unwrap());
}

#[test]
fn a_text_is_mended_and_all_else_stays() {
    let body =
        "<text:p>Quốc hội khóa XV, nhiệm kỳ <text:span text:style-name=\"T1\">2021-20</text:span>20 &amp; hết</text:p>";
    let bytes = odt(body);
    let flat = format!(
        "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"{TYPE}\"><office:body><office:text>{body}</office:text></office:body>\
         </office:document>"
    );
    let dir = folder(&[("a.odt", &bytes), ("a.fodt", flat.as_bytes())]);
    let (code, _, err) = run(dir.path(), &["fix", "--select", "TERM01", "a.odt", "a.fodt"]);
    assert_eq!(code, 0, "{err}");
    let mended = fs::read(dir.path().join("a.odt")).unwrap();
    assert_eq!(
        member(&mended, "content.xml"),
        member(&bytes, "content.xml").replace("</text:span>20", "</text:span>26")
    );
    assert_eq!(member(&mended, "Pictures/a.png"), "png");
    // The type still stands first and unpacked.
    assert_eq!(mended[..100], bytes[..100]);
    assert_eq!(
        fs::read_to_string(dir.path().join("a.fodt")).unwrap(),
        flat.replace("</text:span>20", "</text:span>26")
    );
    // What nothing is wrong with stays byte for byte.
    assert_eq!(run(dir.path(), &["fix", "--select", "TERM01", "a.odt"]).0, 0);
    assert_eq!(fs::read(dir.path().join("a.odt")).unwrap(), mended);
}

#[test]
fn a_damaged_or_locked_text_is_told_and_the_others_are_read() {
    let whole = odt(&paragraphs(TEXT));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", TYPE),
        ("content.xml", "?"),
        ("META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
    ] {
        out.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    let locked = out.finish().unwrap().into_inner();
    let dir = folder(&[("a.odt", &whole[..whole.len() - 40]), ("b.odt", &locked), ("c.odt", &whole)]);
    let (code, out, err) =
        run(dir.path(), &["check", "--select", "TERM01", "--format", "concise", "--lang", "en", "."]);
    assert_eq!(code, 2);
    assert!(out.starts_with("c.odt:"), "{out}");
    assert!(err.contains("a.odt: damaged or cut off") && err.contains("b.odt: locked with a password"), "{err}");
}
