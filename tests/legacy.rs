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
