use proptest::prelude::*;

use super::*;

fn parts(rtf: &str) -> Vec<(String, String)> {
    let parts = read(rtf.as_bytes(), &Limits::default()).unwrap();
    parts.into_iter().map(|part| (part.label.unwrap(), part.text.into_owned())).collect()
}

fn body(inner: &str) -> String {
    let parts = parts(&format!(r"{{\rtf1\ansi\ansicpg1252\deff0 {inner}}}"));
    parts.first().map(|(_, text)| text.clone()).unwrap_or_default()
}

#[test]
fn paragraphs_lines_and_cells() {
    for (inner, text) in [
        (r"a\par b\line c", "a\nb\nc"),
        ("a\\par\r\nb\\\nc", "a\nb\nc"),
        (r"\trowd\intbl a\cell b\par c\cell\row \intbl d\cell\cell\row\pard e\par", "a\tb\nc\nd\n\ne"),
        (r"a\~b\_c\-d\emdash e\tab f", "a\u{a0}b\u{2011}c\u{ad}d—e\tf"),
        (r"\{a\}\\", r"{a}\"),
        (r"a {\b b}c{\i d}", "a bcd"),
        (r"\par  a", "a"),
        (r"NĐ-CP{\super 1} 5 m{\up6 2}\up0 3", "NĐ-CP¹ 5 m²3"),
        (r"a\page b\sect c", "a\nb\nc"),
        (r"a\par\par b\line\line c\par\line d", "a\n\nb\n\nc\n\nd"),
        ("", ""),
    ] {
        assert_eq!(body(inner), text, "{inner}");
    }
}

#[test]
fn letters_come_from_units_and_code_pages() {
    let fonts = r"{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset163{\*\falt Arial}Times (Vietnamese);}{\f2\fcharset2 Symbol;}}";
    for (inner, text) in [
        (r"Ngh\u7883? \u273\'fe\u7883\'3fnh", "Nghị định"),
        (r"\uc0 Ngh\u7883 \u273 \u7883 nh", "Nghịđịnh"),
        (r"\uc2\u272\'d0\'d0ng", "Đng"),
        (r"\u-10179?\u-8704?!", "😀!"),
        // A writer that leaves the sign out does not lose the end of its paragraph.
        (r"\u7883\par a", "ị\na"),
        (r"\f1\'d0i\'ea\'ccu, \'fd", "Điều, ư"),
        (r"\f0\'e9", "é"),
        (r"\f2\'b7\f0  a", "• a"),
        (r"\u-3913? a", "• a"),
        (r"{\upr{dinh}{\*\ud{\u273?nh}}}", "đnh"),
    ] {
        assert_eq!(body(&format!("{fonts}{inner}")), text, "{inner}");
    }
    // The code page of the file holds where a font names none.
    assert_eq!(parts(r"{\rtf1\ansicpg1258 \'d0i\'ea\'ccu}")[0].1, "Điều");
    // Bytes beyond ASCII that are plainly UTF-8.
    assert_eq!(body("Nghị định"), "Nghị định");
}

#[test]
fn what_is_no_text_is_left_out() {
    for inner in [
        r"a{\*\generator Riched20;}b",
        r"a{\stylesheet{\s0 Normal;}}b",
        r"a{\info{\title c}{\author d}}b",
        r"a{\pict\wmetafile8 0102}b",
        r"a{\*\shppict{\pict\pngblip 0a0b}}{\nonshppict{\pict 0c}}b",
        r"a{\deleted c}b",
        r"a{\v c}b",
        r"a\deleted c\par\deleted0 b",
        r"a{\*\annotation c}{\*\atnid d}b",
        r#"a{\field{\*\fldinst HYPERLINK "x"}{\fldrslt b}}"#,
        r"a{\*\unknown{c}{\d e}}b",
        "a\\bin3 {{\\b",
        r"a{\colortbl;\red0\green0\blue0;}b",
    ] {
        assert_eq!(body(inner), "ab", "{inner}");
    }
}

#[test]
fn other_texts_of_the_file_are_parts() {
    let rtf = r"{\rtf1 {\header h\par}{\footerl f}a{\footnote\pard{\super\chftn} one}b{\footnote\ftnalt two}c\par
        {\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt box\par}}{\shprslt{\*\do{\dptxbxtext again}}}}d{\footnote three}}";
    let expected = [
        ("body", "abc\nd"),
        ("headers", "h"),
        ("footers", "f"),
        ("footnotes", "one\nthree"),
        ("endnotes", "two"),
        ("text boxes", "box"),
    ];
    assert_eq!(parts(rtf), expected.map(|(label, text)| (label.to_string(), text.to_string())));
}

#[test]
fn a_list_shows_its_numbers() {
    assert_eq!(
        body(r"{\listtext\pard 1.\tab}{\*\pn\pnlvlbody{\pntxta .}}Một\par{\pntext 2.\tab}Hai"),
        "1.\tMột\n2.\tHai"
    );
}

#[test]
fn paragraphs_are_counted() {
    let parts = read(br"{\rtf1 a\par\par b\line c\par \trowd\intbl d\cell e\cell\row}", &Limits::default()).unwrap();
    let text = &parts[0].text;
    let paragraph = |what: char| parts[0].layout.paragraph(text.find(what).unwrap() as u32);
    assert_eq!("abcde".chars().map(|c| paragraph(c).unwrap()).collect::<Vec<_>>(), [1, 2, 2, 3, 4]);
}

#[test]
fn faults_are_told_or_read_over() {
    let damaged = |rtf: &str| matches!(read(rtf.as_bytes(), &Limits::default()), Err(ReadError::Damaged(_)));
    assert!(damaged(r"{\rtf1 a{\b b}"), "cut off");
    assert!(damaged("nothing"));
    assert_eq!(parts(r"{\rtf1 a}} \par b}")[0].1, "a \nb");
    assert_eq!(parts("{\\rtf1 a}\0\0 junk")[0].1, "a");
    let deep = format!(r"{{\rtf1 {}a{}}}", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(parts(&deep)[0].1, "a");
    assert!(shows(b"\xef\xbb\xbf {\\rtf1 a}") && !shows(b"{rtf}"));
}

#[test]
fn fonts_tell_legacy_charsets() {
    let fonts = r"{\fonttbl{\f0\fnil .VnTime;}{\f1\fnil\fcharset0 Arial;}}";
    let rtf = format!(r"{{\rtf1\ansi {fonts}\f0 Ngh\'de \'ae\'denh s\'e8 5 \f1 caf\'e9}}");
    let part = &read(rtf.as_bytes(), &Limits::default()).unwrap()[0];
    assert_eq!(part.text, "Nghị định số 5 café");
    let runs: Vec<_> = part.runs.iter().map(|run| (run.span.of(&part.text), run.decoded)).collect();
    assert_eq!(runs, [("Nghị định số 5 ", true)]);
}

proptest! {
    #[test]
    fn nothing_takes_it_down(inner in r"(\\[a-z'*~\-]{1,3}-?[0-9]{0,6} ?|[{}]|[a-zđ\x80 ]{0,4}|\\(u|bin|f|fcharset|uc)-?[0-9]{1,9}|\\(fonttbl|upr|footnote|shptxt|nestrow|nesttableprops)){0,60}") {
        let _ = read(format!(r"{{\rtf1{inner}}}").as_bytes(), &Limits::default());
    }
}
