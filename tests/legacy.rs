//! Files in charsets from before Unicode, from outside.

mod program;

use program::{folder, run};
use soat::source::{self, Charset, Encoding, ReadError, legacy};
use soat::text::Span;

const TEXT: &str = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;\n\
                    nhiệm kỳ 2021-2020 của Hội đồng nhân dân các cấp.\n";

/// The text as bytes of a file in a charset.
fn bytes(text: &str, charset: Charset) -> Vec<u8> {
    Encoding::Western.encode(&legacy::encode(text, charset).unwrap()).unwrap().into_owned()
}

#[test]
fn files_are_read_with_the_place_of_each_character() {
    for charset in legacy::CHARSETS.into_iter().filter(|charset| *charset != Charset::Utf8) {
        for (name, head, tail) in [("a.txt", "", ""), ("a.html", "<p>", "</p>"), ("a.md", "", "")] {
            let file = bytes(&format!("{head}{TEXT}{tail}"), charset);
            let source = source::read(&file, name, None).unwrap();
            let part = &source.parts[0];
            assert!(part.text.contains("nhiệm kỳ 2021-2020 của Hội đồng"), "{charset:?} {}", part.text);
            for (at, c) in part.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let own = part.origin.to_file(Span::new(at, at + c.len_utf8()));
                let stored = bytes(&format!("{c}"), charset);
                assert_eq!(file[own.range()], stored, "{charset:?} {name} {c}");
                assert_eq!(part.origin.to_text(own.start), at as u32);
            }
        }
    }
}

#[test]
fn text_that_was_saved_after_it_was_misread_is_read() {
    for charset in legacy::CHARSETS {
        let misread = legacy::encode(TEXT, charset).unwrap();
        for encoding in [Encoding::Utf8, Encoding::Utf16Le] {
            let mark = if encoding == Encoding::Utf8 { "" } else { "\u{feff}" };
            let file = encoding.encode(&format!("{mark}{misread}")).unwrap().into_owned();
            let source = source::read(&file, "a.txt", None).unwrap();
            let part = &source.parts[0];
            assert_eq!((&*part.text, source.encoding), (TEXT, encoding), "{charset:?}");
            assert!(part.charset.is_some());
            let at = TEXT.find("định").unwrap();
            let own = part.origin.to_file(Span::new(at, at + "định".len()));
            let stored = legacy::encode("định", charset).unwrap();
            assert_eq!(file[own.range()], *encoding.encode(&stored).unwrap(), "{charset:?}");
        }
    }
}

#[test]
fn entities_of_old_pages_are_bytes_too() {
    let page = "<html><meta charset=iso-8859-1><p>Ngh&ograve; &ntilde;&ograve;nh s&#244;&#225; cu&ucirc;a Ch&iacute;nh \
                phu&ucirc; v&eacute;</p><p>nhieäm ky&oslash; 2021-2020 c&uuml;a Ho&auml;i ñoàng</p>";
    let source = source::read(page.as_bytes(), "a.html", None).unwrap();
    assert_eq!(source.parts[0].charset, Some(Charset::Vni));
    assert!(source.parts[0].text.contains("Nghị định"), "{}", source.parts[0].text);
}

#[test]
fn the_charset_that_a_page_names_counts_where_its_bytes_are_too_few() {
    let page = |label: &str, text: &str| {
        format!("<html><head><META http-equiv=Content-Type content=\"text/html; charset={label}\"></head><p>{text}")
    };
    let read = |label: &str, text: &str, charset| {
        let file = bytes(&page(label, text), charset);
        source::read(&file, "a.html", None).map(|source| (source.parts[0].text.to_string(), source.parts[0].charset))
    };
    let short = "Số 30/2020/NĐ-CP";
    for (label, charset) in
        [("Windows-1258", Charset::Windows1258), ("viscii", Charset::Viscii), ("x-viet-vps", Charset::Vps)]
    {
        assert_eq!(read(label, short, charset).unwrap(), (short.to_owned(), Some(charset)), "{label}");
    }
    assert!(matches!(read("utf-8", short, Charset::Viscii), Err(ReadError::Encoding(_))));
    // Bytes that speak for another charset count for more, and those that speak against the named one are not read in it.
    let (text, charset) = read("windows-1258", TEXT, Charset::Tcvn3).unwrap();
    assert!(charset == Some(Charset::Tcvn3) && text.contains("Nghị định"), "{text}");
    let french = Encoding::Western.encode(&page("viscii", "été à Québec")).unwrap().into_owned();
    assert!(matches!(source::read(&french, "a.html", None), Err(ReadError::Encoding(_))));
}

#[test]
fn what_is_not_vietnamese_is_refused_with_its_place() {
    let french = "Le décret a été publié à l'été; où êtes-vous, garçon? Ça coûte très cher.";
    let file = Encoding::Western.encode(french).unwrap().into_owned();
    assert_eq!(source::read(&file, "a.txt", None).unwrap_err(), ReadError::Encoding(4));
    // UTF-8 that is damaged is not taken for anything else.
    let mut damaged = TEXT.as_bytes().to_vec();
    damaged.truncate(damaged.len() - 2);
    damaged.insert(40, 0xff);
    assert!(matches!(source::read(&damaged, "a.txt", None).unwrap_err(), ReadError::Encoding(_)));
    let source = source::read(french.as_bytes(), "a.txt", None).unwrap();
    assert_eq!((&*source.parts[0].text, source.parts[0].charset), (french, None));
}

#[test]
fn findings_stand_in_bytes_of_the_file_and_edits_in_its_charset() {
    for charset in legacy::CHARSETS.into_iter().filter(|charset| *charset != Charset::Utf8) {
        let file = bytes(TEXT, charset);
        let dir = folder(&[("a.txt", &file)]);
        let (code, out, _) = run(dir.path(), &["check", "--select", "TERM01", "--format", "jsonl", "a.txt"]);
        assert_eq!(code, 1);
        let finding: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        let (start, end) = (finding["start"].as_u64().unwrap() as usize, finding["end"].as_u64().unwrap() as usize);
        assert_eq!(&file[start..end], b"2021-2020", "{charset:?}");
        assert_eq!((&finding["line"], &finding["column"]), (&2.into(), &10.into()), "{charset:?}");
        assert_eq!(finding["text"], "2021-2020");
    }
}

#[test]
fn a_legacy_file_is_announced_once_and_named_in_json() {
    let file = bytes(TEXT, Charset::Tcvn3);
    let dir = folder(&[("a.txt", &file)]);
    let (_, out, err) = run(dir.path(), &["--lang", "en", "check", "--format", "concise", "a.txt"]);
    assert_eq!(out.matches("ENC03 legacy-encoding").count(), 1, "{out}");
    assert!(out.contains("TCVN3 (ABC)") && !out.contains("ENC02"), "{out}");
    assert!(err.contains("Files read in a legacy charset: TCVN3 (ABC) 1"), "{err}");
    let (_, out, _) = run(dir.path(), &["extract", "--format", "jsonl", "a.txt"]);
    assert!(out.lines().count() > 1 && out.lines().all(|line| line.contains(r#""charset":"tcvn3""#)), "{out}");
    let misread = legacy::encode(TEXT, Charset::Utf8).unwrap();
    let dir = folder(&[("a.txt", misread.as_bytes()), ("b.txt", TEXT.as_bytes())]);
    let (_, out, _) = run(dir.path(), &["check", "--format", "concise", "a.txt"]);
    assert_eq!((out.matches("ENC07").count(), out.matches("ENC03").count()), (1, 0), "{out}");
    let (_, out, _) = run(dir.path(), &["check", "--format", "jsonl", "b.txt"]);
    assert!(out.contains("TERM01") && !out.contains("charset") && !out.contains("ENC"), "{out}");
}

#[test]
fn a_page_in_a_legacy_charset_has_the_lines_of_its_file() {
    let page = "<html>\n<head><title>Quyết định</title></head>\n<body>\n<p>Căn cứ Nghị định của Chính phủ;</p>\n\
                <p>Đại biểu Hội đồng <b>nhiệm kỳ</b> 2021-2020.</p>\n</body></html>";
    for (name, file) in [
        ("vni.html", bytes(page, Charset::Vni)),
        ("utf8.html", page.as_bytes().to_vec()),
        ("utf16.html", Encoding::Utf16Le.encode(&format!("\u{feff}{page}")).unwrap().into_owned()),
        ("misread.html", legacy::encode(page, Charset::Viscii).unwrap().into_bytes()),
    ] {
        let dir = folder(&[(name, &file)]);
        let (_, out, _) = run(dir.path(), &["check", "--select", "TERM01", "--format", "concise", name]);
        assert!(out.starts_with(&format!("{name}:5:38: error TERM01")), "{out}");
        let (_, out, _) = run(dir.path(), &["check", "--select", "TERM01", name]);
        assert!(out.contains("<p>Đại biểu Hội đồng <b>nhiệm kỳ</b> 2021-2020.</p>"), "{out}");
    }
}

#[test]
fn fixing_writes_the_charset_of_the_file() {
    let text = "Căn cứ Nghị định số 30/2020/ND-CP của Chính phủ; nhiệm kỳ 2021-2020 của Hội đồng nhân dân khóa XV.\n";
    let right = text.replace("ND-CP", "NĐ-CP");
    for charset in legacy::CHARSETS.into_iter().filter(|charset| *charset != Charset::Utf8) {
        for (stored, want) in [
            (bytes(text, charset), bytes(&right, charset)),
            (
                legacy::encode(text, charset).unwrap().into_bytes(),
                legacy::encode(&right, charset).unwrap().into_bytes(),
            ),
        ] {
            let dir = folder(&[("a.txt", &stored)]);
            let (_, out, _) = run(dir.path(), &["fix", "--unsafe", "--select", "NUM,TYPE", "--diff", "a.txt"]);
            assert!(out.contains("+Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ"), "{charset:?} {out}");
            run(dir.path(), &["fix", "--unsafe", "--select", "NUM,TYPE", "a.txt"]);
            assert_eq!(std::fs::read(dir.path().join("a.txt")).unwrap(), want, "{charset:?}");
        }
    }
}

#[test]
fn normalizing_writes_unicode() {
    let dir = folder(&[("a.txt", &bytes(TEXT, Charset::Vni)), ("kho/b.txt", &bytes(TEXT, Charset::Viscii))]);
    let (code, out, err) = run(dir.path(), &["--lang", "en", "normalize", "a.txt"]);
    assert_eq!((code, out.as_str()), (0, TEXT));
    assert!(err.contains("VNI 1"), "{err}");
    let (code, out, _) = run(dir.path(), &["-q", "normalize", "a.txt", "-o", "b.txt"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(dir.path().join("b.txt")).unwrap(), TEXT);
    let (code, _, err) = run(dir.path(), &["normalize", "a.txt", "kho"]);
    assert!(code == 2 && err.contains("-o THƯ-MỤC/"), "{err}");
    let (code, _, _) = run(dir.path(), &["normalize", "a.txt", "kho", "-o", "sach/"]);
    assert_eq!(code, 0);
    for name in ["sach/a.txt", "sach/kho/b.txt"] {
        assert_eq!(std::fs::read_to_string(dir.path().join(name)).unwrap(), TEXT, "{name}");
    }
    let output = program::soat(dir.path())
        .args(["-q", "normalize", "--tone-style", "new", "-"])
        .write_stdin("\u{feff}Ủy ban hòa giải\r\n")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "Uỷ ban hoà giải\r\n");
}
