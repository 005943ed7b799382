//! Word documents: the same words and findings as in text, mended in their runs, and drafts with remarks.

mod program;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use program::{folder, run};
use soat::edit::{self, Fate, Pen, Remark};
use soat::rules::{Edit, Safety, Suggestion};
use soat::source::{self, Limits};
use soat::text::Span;

const SPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// A document of these files: below `word`, each with the kind by which the body names it, and the body itself.
fn packed(body: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let xml = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
    let mut related = String::new();
    for (number, (kind, name, _)) in others.iter().enumerate() {
        related.push_str(&format!(r#"<Relationship Id="rId{number}" Type="http://x/{kind}" Target="{name}"/>"#));
    }
    let mut members = vec![
        ("[Content_Types].xml".to_owned(), format!("{xml}<Types></Types>")),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"{xml}<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        ("word/document.xml".to_owned(), format!("{xml}<w:document {SPACE}><w:body>{body}</w:body></w:document>")),
        ("word/_rels/document.xml.rels".to_owned(), format!("{xml}<Relationships>{related}</Relationships>")),
        ("word/embeddings/tệp.bin".to_owned(), "\0\u{1}".repeat(50)),
    ];
    members.extend(others.iter().map(|(_, name, content)| (format!("word/{name}"), (*content).to_owned())));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(content.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            (member.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn member(bytes: &[u8], name: &str) -> String {
    String::from_utf8(source::member(bytes, name, &Limits::default()).unwrap()).unwrap()
}

fn body_of(bytes: &[u8]) -> String {
    source::read(bytes, "a.docx", None).unwrap().parts[0].text.clone().into_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A run; its properties tell it from others.
fn piece(text: &str, properties: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    let kept = if text.trim() == text { "" } else { r#" xml:space="preserve""# };
    format!("<w:r>{properties}<w:t{kept}>{}</w:t></w:r>", escaped(text))
}

/// Paragraphs of a text, one a line, their runs cut where it says.
fn paragraphs(text: &str, cuts: &[usize]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for line in text.lines() {
        out.push_str("<w:p>");
        let inside = |cut: &&usize| **cut > at && **cut < at + line.len() && text.is_char_boundary(**cut);
        let mut places: Vec<usize> = cuts.iter().filter(inside).map(|cut| cut - at).collect();
        places.sort_unstable();
        places.dedup();
        let mut from = 0;
        for (number, to) in places.into_iter().chain([line.len()]).enumerate() {
            let property = ["", "<w:b/>", "<w:i/>"][number % 3];
            out.push_str(&piece(&line[from..to], property));
            from = to;
        }
        out.push_str("</w:p>");
        at += line.len() + 1;
    }
    out
}

const WRONG: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2020 đã biểu quyết.\n";
const RIGHT: &str = "Đại biểu Quốc hội khóa XV, nhiệm kỳ 2021-2026 đã biểu quyết.\n";

/// Code and words of each finding.
fn findings(dir: &Path, name: &str) -> Vec<(String, String, Value)> {
    let (_, out, err) = run(dir, &["check", "--format", "json", name]);
    let list: Vec<Value> = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out} {err}"));
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|finding| (word(finding, "code"), word(finding, "text"), finding["part"].clone())).collect()
}

#[test]
fn a_document_has_the_findings_of_its_text_at_the_same_words() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/article/bau-cu.txt");
    let text = fs::read_to_string(fixture).unwrap();
    let cuts: Vec<usize> = (0..text.len()).step_by(7).collect();
    let whole = packed(&paragraphs(&text, &[]), &[]);
    let cut = packed(&paragraphs(&text, &cuts), &[]);
    assert_eq!(body_of(&cut), format!("{text}\n"));
    let dir = folder(&[("a.txt", text.as_bytes()), ("b.docx", &whole), ("c.DOCX", &cut), ("~$c.docx", b"lock")]);
    let plain: Vec<_> = findings(dir.path(), "a.txt").into_iter().map(|(code, words, _)| (code, words)).collect();
    assert!(plain.len() > 3);
    for name in ["b.docx", "c.DOCX"] {
        let found = findings(dir.path(), name);
        assert!(found.iter().all(|(_, _, part)| part == "body"));
        assert_eq!(found.into_iter().map(|(code, words, _)| (code, words)).collect::<Vec<_>>(), plain);
    }
    let (_, _, err) = run(dir.path(), &["check", "."]);
    assert!(err.contains("Đã đọc 3 tệp"), "{err}");
}

/// A document with the wrong term in its body, a text box, a footnote and a header, and baits in deleted text and in a
/// comment.
fn draft() -> Vec<u8> {
    let wrong = WRONG.trim_end();
    let (head, tail) = wrong.split_at(wrong.find("2021-20").unwrap() + "2021-20".len());
    let story = |root: &str, inside: &str| format!("<w:{root} {SPACE}>{inside}</w:{root}>");
    let text_box =
        format!("<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>", piece(wrong, ""));
    let body = format!(
        r#"<w:p>{}<w:del w:id="7" w:author="A"><w:r><w:delText>{wrong}</w:delText></w:r></w:del>{}{text_box}{}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>"#,
        piece(head, "<w:b/>"),
        piece(&tail[..1], "<w:b/><w:i/>"),
        piece(&tail[1..], "")
    );
    let note = format!(r#"<w:footnote w:id="1"><w:p>{}</w:p></w:footnote>"#, piece(wrong, ""));
    let comment = format!(r#"<w:comment w:id="3" w:author="A"><w:p>{}</w:p></w:comment>"#, piece(wrong, ""));
    packed(
        &body,
        &[
            ("footnotes", "footnotes.xml", &story("footnotes", &note)),
            ("header", "header1.xml", &story("hdr", &format!("<w:p>{}</w:p>", piece(wrong, "")))),
            ("comments", "comments.xml", &story("comments", &comment)),
        ],
    )
}

#[test]
fn every_part_is_checked_and_no_bait_is_taken() {
    let dir = folder(&[("a.docx", &draft())]);
    let found = findings(dir.path(), "a.docx");
    let parts: Vec<_> =
        found.iter().map(|(code, words, part)| (code.as_str(), words.as_str(), part.as_str().unwrap())).collect();
    let expected = ["body", "text box", "footnotes", "header"].map(|part| ("TERM01", "2021-2020", part));
    assert_eq!(parts, expected);
}

#[test]
fn words_are_mended_in_their_runs_and_all_else_stays() {
    let draft = draft();
    let dir = folder(&[("a.docx", &draft)]);
    let (code, out, err) = run(dir.path(), &["fix", "--diff", "a.docx"]);
    assert_eq!(code, 0, "{err}");
    for path in ["b/a.docx\n", "b/a.docx (text box)\n", "b/a.docx (footnotes)\n", "b/a.docx (header)\n"] {
        assert!(out.contains(path), "{out}");
    }
    assert_eq!(out.matches(&format!("-{WRONG}+{RIGHT}")).count(), 4, "{out}");
    assert_eq!(fs::read(dir.path().join("a.docx")).unwrap(), draft);
    let (code, out, err) = run(dir.path(), &["fix", "a.docx"]);
    assert_eq!((code, out.as_str()), (0, "a.docx: đã sửa 4 chỗ\n"), "{err}");
    let mended = fs::read(dir.path().join("a.docx")).unwrap();
    for ((name, old), (same, new)) in members(&draft).into_iter().zip(members(&mended)) {
        assert_eq!(name, same);
        let touched = ["word/document.xml", "word/footnotes.xml", "word/header1.xml"].contains(&name.as_str());
        assert_eq!(old != new, touched, "{name}");
    }
    let document = member(&draft, "word/document.xml");
    // In the body the figure that is wrong stands in a run of its own.
    let (wrong, right) = (piece(WRONG.trim_end(), ""), piece(RIGHT.trim_end(), ""));
    let (there, here) = ("<w:i/></w:rPr><w:t>2</w:t>", "0 đã biểu quyết.</w:t></w:r><w:r><w:footnoteReference");
    assert!(document.contains(there) && document.contains(here));
    let expected = document
        .replace(&format!("<w:txbxContent><w:p>{wrong}"), &format!("<w:txbxContent><w:p>{right}"))
        .replace(here, &here.replacen('0', "6", 1));
    assert_eq!(member(&mended, "word/document.xml"), expected);
    assert!(findings(dir.path(), "a.docx").is_empty());
}

/// The document after all changes of soat's are rejected, and no other.
fn rejected(bytes: &[u8]) -> Vec<u8> {
    static INSERTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?s)<w:ins [^>]*w:author="soat"[^>]*>.*?</w:ins>"#).unwrap());
    static DELETED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?s)<w:del [^>]*w:author="soat"[^>]*>(.*?)</w:del>"#).unwrap());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members(bytes) {
        out.start_file(&name, SimpleFileOptions::default()).unwrap();
        let Ok(xml) = str::from_utf8(&bytes) else {
            out.write_all(&bytes).unwrap();
            continue;
        };
        let xml = INSERTED.replace_all(xml, "");
        let xml = DELETED.replace_all(&xml, |found: &regex::Captures| found[1].replace("w:delText", "w:t"));
        out.write_all(xml.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    source::read(bytes, "a.docx", None).unwrap().parts.iter().map(|part| part.text.clone().into_owned()).collect()
}

/// What stands between the marks of the comment of that number.
fn marked(story: &str, id: u32) -> &str {
    let start = format!(r#"<w:commentRangeStart w:id="{id}"/>"#);
    let end = format!(r#"<w:commentRangeEnd w:id="{id}"/>"#);
    &story[story.find(&start).unwrap() + start.len()..story.find(&end).unwrap()]
}

/// The words of a comment, less those of text boxes among them.
fn commented(story: &str, id: u32) -> String {
    static BOXES: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?s)<w:txbxContent>.*?</w:txbxContent>").unwrap());
    static WORDS: LazyLock<Regex> = LazyLock::new(|| Regex::new("<w:t[^>]*>([^<]*)</w:t>").unwrap());
    let marked = BOXES.replace_all(marked(story, id), "");
    WORDS.captures_iter(&marked).map(|found| found[1].to_owned()).collect()
}

#[test]
fn remarks_stand_on_their_words_and_changes_can_be_accepted_and_rejected() {
    let draft = draft();
    let dir = folder(&[("a.docx", &draft)]);
    let (code, out, err) = run(dir.path(), &["annotate", "a.docx", "-o", "b.docx"]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, "", "Đã ghi b.docx: 4 nhận xét.\n"));
    let remarked = fs::read(dir.path().join("b.docx")).unwrap();
    assert_eq!(texts(&remarked), texts(&draft));
    let comments = member(&remarked, "word/comments.xml");
    assert!(
        comments.starts_with(member(&draft, "word/comments.xml").strip_suffix("</w:comments>").unwrap()),
        "{comments}"
    );
    assert_eq!(comments.matches(r#"w:author="soat""#).count(), 4);
    assert!(comments.contains("TERM01 (lỗi)") && comments.contains("Sửa thành: 2021-2026"), "{comments}");
    assert!(
        comments.contains("Trong khung chữ: “Đại biểu") && comments.contains("Ở đầu trang: “Đại biểu"),
        "{comments}"
    );
    let document = member(&remarked, "word/document.xml");
    assert_eq!(commented(&document, 8), "2021-2020");
    assert_eq!(marked(&document, 10), r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#);
    assert!(comments.contains("Trong chú thích cuối trang: “Đại biểu"), "{comments}");
    // The box's comment holds the run with the box, that of the header the first words of the body.
    let in_box = marked(&document, 9);
    assert!(in_box.starts_with("<w:r><w:pict><w:txbxContent>") && in_box.ends_with("</w:pict></w:r>"), "{in_box}");
    assert!(commented(&document, 11).starts_with("Đại biểu"));
    assert_eq!(document.matches("<w:commentReference").count(), 4);

    let args = ["--lang", "en", "annotate", "--track-changes", "a.docx", "-o", "c.docx", "--fail-on", "never"];
    let (code, _, err) = run(dir.path(), &args);
    assert_eq!((code, err.as_str()), (0, "Wrote c.docx: remarks 4, tracked changes 4.\n"));
    let tracked = fs::read(dir.path().join("c.docx")).unwrap();
    let right: Vec<String> = texts(&draft).iter().map(|text| text.replace(WRONG, RIGHT)).collect();
    assert_eq!(texts(&tracked), right);
    assert_eq!(texts(&rejected(&tracked)), texts(&draft));
    assert!(findings(dir.path(), "c.docx").is_empty());
    for (name, bytes) in members(&draft) {
        if !name.starts_with("word/d")
            && !name.starts_with("word/f")
            && !name.starts_with("word/h")
            && name != "word/comments.xml"
        {
            assert_eq!(members(&tracked).into_iter().find(|(same, _)| *same == name).unwrap().1, bytes, "{name}");
        }
    }
}

#[test]
fn a_document_without_comments_gets_a_file_for_them() {
    let dir = folder(&[("a.docx", &packed(&paragraphs(WRONG, &[]), &[]))]);
    let (_, _, err) = run(dir.path(), &["annotate", "a.docx", "-o", "b.docx"]);
    assert_eq!(err, "Đã ghi b.docx: 1 nhận xét.\n");
    let bytes = fs::read(dir.path().join("b.docx")).unwrap();
    assert!(member(&bytes, "[Content_Types].xml").contains(r#"PartName="/word/comments.xml""#));
    assert!(member(&bytes, "word/_rels/document.xml.rels").contains(r#"Target="/word/comments.xml""#));
    let document = member(&bytes, "word/document.xml");
    assert_eq!(commented(&document, 1), "2021-2020");
    assert!(document.contains("</w:t></w:r><w:commentRangeStart"), "{document}");
}

#[test]
fn fields_are_left_whole() {
    let bound = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let field = |code: &str| {
        let code = format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
        [&bound("begin"), &code, &bound("separate"), &piece("2021-2020", ""), &bound("end")]
            .map(String::as_str)
            .concat()
    };
    let paragraph = |code: &str| format!("<w:p>{}{}</w:p>", piece("Quốc hội khóa XV, nhiệm kỳ ", ""), field(code));
    let draft = packed(&(paragraph("REF x") + &paragraph("HYPERLINK x")), &[]);
    let dir = folder(&[("a.docx", &draft)]);
    let (_, _, err) = run(dir.path(), &["--lang", "en", "annotate", "a.docx", "-o", "b.docx", "--track-changes"]);
    assert_eq!(err, "Wrote b.docx: remarks 2, tracked changes 1, suggestions in remarks only 1.\n");
    let document = member(&fs::read(dir.path().join("b.docx")).unwrap(), "word/document.xml");
    assert_eq!(marked(&document, 1), field("REF x"));
    assert!(marked(&document, 2).starts_with("<w:del ") && document.matches("<w:ins ").count() == 1, "{document}");
}

#[test]
fn nothing_to_remark_is_the_draft_byte_for_byte() {
    let draft = packed(&paragraphs(RIGHT, &[5]), &[]);
    let dir = folder(&[("a.docx", &draft), ("a.txt", WRONG.as_bytes())]);
    let (code, _, err) = run(dir.path(), &["annotate", "a.docx", "-o", "b.docx", "--track-changes"]);
    assert_eq!(code, 0);
    assert!(err.contains("giống bản thảo từng byte"), "{err}");
    assert_eq!(fs::read(dir.path().join("b.docx")).unwrap(), draft);
    let (code, _, err) = run(dir.path(), &["annotate", "a.docx", "-o", "./a.docx"]);
    assert!(code == 2 && err.contains("chính là bản thảo"), "{err}");
    let (code, _, err) = run(dir.path(), &["annotate", "a.txt", "-o", "b.docx"]);
    assert!(code == 2 && err.contains("lưu thành .docx"), "{err}");
    let (code, _, err) = run(dir.path(), &["annotate", "none.docx", "-o", "b.docx"]);
    assert!(code == 2 && err.contains("none.docx: không có tệp"), "{err}");
    let (code, _, err) = run(dir.path(), &["annotate", "a.docx", "-o", "none/b.docx"]);
    assert!(code == 2 && err.contains("không ghi được"), "{err}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let good = packed(&paragraphs(WRONG, &[]), &[]);
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("\0EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let bomb = packed(&paragraphs(&"a".repeat(300_000), &[]), &[]);
    assert!(bomb.len() < 100_000);
    let dir = folder(&[
        ("soat.toml", b"[limits]\nfile-size = 100000\n"),
        ("a.docx", &good),
        ("bomb.docx", &bomb),
        ("cut.docx", &good[..good.len() / 2]),
        ("empty.docx", b""),
        ("html.docx", b"<html><p>a</p></html>"),
        ("locked.docx", &locked),
        ("open.docx", &packed("<w:p>", &[])),
    ]);
    let (code, out, err) = run(dir.path(), &["check", "--format", "concise", "--lang", "en", "."]);
    assert_eq!(code, 2, "{err}");
    assert!(out.starts_with("a.docx") && out.lines().count() == 1, "{out}");
    for words in [
        "bomb.docx: unpacks to more than",
        "cut.docx: damaged or cut off",
        "locked.docx: locked with a password: open it, take the password off and save it",
        "open.docx: damaged or cut off",
    ] {
        assert!(err.contains(words), "{words}: {err}");
    }
}

#[test]
fn the_head_in_two_columns_is_read() {
    let cell = |lines: &[&str]| format!("<w:tc>{}</w:tc>", paragraphs(&lines.join("\n"), &[9, 40]));
    let row = |left: &[&str], right: &[&str]| format!("<w:tr>{}{}</w:tr>", cell(left), cell(right));
    let motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-------"];
    let date = "Nam Định, ngày 05 tháng 3 năm 2020";
    let rest = paragraphs(
        "QUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế.",
        &[],
    );
    let one = row(&["ỦY BAN NHÂN DÂN", "TỈNH NAM ĐỊNH", "Số: 12/2020/QĐ-UBND"], &[&motto[..], &[date]].concat());
    let two = row(&["ỦY BAN NHÂN DÂN", "TỈNH NAM ĐỊNH"], &motto) + &row(&["Số: 12/2020/QĐ-UBND"], &[date]);
    for table in [one, two] {
        let bytes = packed(&format!("<w:tbl>{table}</w:tbl>{rest}"), &[]);
        let dir = folder(&[("a.docx", &bytes)]);
        let (_, out, _) = run(dir.path(), &["extract", "--format", "json", "a.docx"]);
        let mentions: Vec<Value> = serde_json::from_str(&out).unwrap();
        let own = mentions.iter().find(|mention| mention["kind"] == "own").unwrap();
        assert_eq!(own["number"], "12/2020/QĐ-UBND", "{own}");
        assert_eq!(own["date"], "2020-03-05", "{own}");
        assert_eq!(own["issuer"], "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH", "{own}");
    }
}

fn suggestion(at: (usize, usize), by: &str) -> Suggestion {
    let edit = Edit { span: Span::new(at.0, at.1), replacement: by.to_owned() };
    Suggestion { edits: vec![edit], safety: Safety::Safe }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn edits_change_their_words_and_nothing_else(
        lines in prop::collection::vec("[aấ<& ]{1,12}", 1..4),
        runs in prop::collection::vec(0usize..50, 0..8),
        edits in prop::collection::vec((0usize..50, 0usize..8, "[xệ& ]{0,3}"), 1..4),
    ) {
        let text = lines.join("\n") + "\n";
        let bytes = packed(&paragraphs(&text, &runs), &[]);
        let source = source::read(&bytes, "a.docx", None).unwrap();
        prop_assert_eq!(&*source.parts[0].text, text.as_str());
        let fits = |at: usize, len: usize| {
            let to = (at + len).min(text.len());
            (at <= to && text.is_char_boundary(at) && text.is_char_boundary(to)).then_some((at, to))
        };
        let suggestions: Vec<Suggestion> =
            edits.iter().filter_map(|(at, len, by)| Some(suggestion(fits(*at, *len)?, by))).collect();
        let applied = edit::apply(&bytes, &source, suggestions.iter().map(|s| (0, s)));
        let mut expected = text.clone();
        let mut made: Vec<&Edit> = suggestions
            .iter()
            .zip(&applied.fates)
            .filter(|(_, fate)| **fate == Fate::Applied)
            .map(|(suggestion, _)| &suggestion.edits[0])
            .collect();
        made.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        for edit in made {
            expected.replace_range(edit.span.range(), &edit.replacement);
        }
        prop_assert_eq!(body_of(&applied.bytes), expected);

        let remarks: Vec<Remark> = suggestions
            .iter()
            .map(|s| Remark { part: 0, span: s.edits[0].span, lines: vec!["a".into()], suggestion: Some(s) })
            .collect();
        for track_changes in [false, true] {
            let pen = Pen { author: "soat", date: "2026-03-05T08:00:00Z", track_changes };
            let remarked = edit::annotate(&bytes, &source, &remarks, pen).unwrap();
            prop_assert_eq!(remarked.remarks, remarks.len());
            let again = body_of(&remarked.bytes);
            if track_changes {
                prop_assert_eq!(body_of(&rejected(&remarked.bytes)), text.clone());
                let (changes, told) = (remarked.changes, remarked.only_told);
                prop_assert_eq!(changes + told, remarks.len());
                if told == 0 {
                    prop_assert_eq!(again, replaced(&text, &suggestions));
                }
            } else {
                prop_assert_eq!(again, text.clone());
            }
        }
    }
}

/// The text with all edits made.
fn replaced(text: &str, suggestions: &[Suggestion]) -> String {
    let mut edits: Vec<&Edit> = suggestions.iter().map(|suggestion| &suggestion.edits[0]).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut out = text.to_owned();
    for edit in edits {
        out.replace_range(edit.span.range(), &edit.replacement);
    }
    out
}
