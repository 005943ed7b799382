//! Reading files: what text comes out, and that each of its bytes is found again in the file.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use soat::source::{Encoding, Format, Part, ReadError, read};
use soat::text::Span;

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/article").join(name)).unwrap()
}

fn text_of(bytes: &[u8], format: Format) -> String {
    read(bytes, "", Some(format)).unwrap().parts.remove(0).text.into_owned()
}

/// The spans of the words of a text.
fn words(text: &str) -> Vec<Span> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(|word| {
            let at = word.as_ptr() as usize - start;
            Span::new(at, at + word.len())
        })
        .collect()
}

/// Checks that each character outside references maps to the bytes that encode it, and that spans never run backwards.
fn check_map(bytes: &[u8], part: &Part<'_>, encoding: Encoding) {
    let encode = |c: char| encoding.encode(c.encode_utf8(&mut [0; 4])).unwrap().into_owned();
    let unit = encode('&').len();
    let mut last = 0;
    for (at, c) in part.text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let file = part.origin.to_file(span);
        assert!(file.start >= last || file.end == last, "{at} {c:?} {file:?}");
        assert!(file.end >= file.start && file.to() <= bytes.len(), "{at} {c:?} {file:?}");
        last = file.end;
        let point = part.origin.to_file(Span::new(at, at));
        assert!(point.is_empty() && point.start <= file.start, "{at} {c:?} {point:?}");
        if !file.is_empty() {
            assert_eq!(part.origin.to_text(file.start), span.start, "{at} {c:?}");
        }
        let there = &bytes[file.range()];
        let reference = there.starts_with(&encode('&')) && there.len() > unit;
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c) && there.len() == unit;
        assert!(there == encode(c) || c.is_whitespace() || reference || raised, "{at} {c:?} is {there:?} in the file");
    }
}

#[test]
fn a_portal_page_gives_its_article_and_nothing_around_it() {
    let page = fixture("bau-cu.html");
    let plain = String::from_utf8(fixture("bau-cu.txt")).unwrap();
    let text = text_of(&page, Format::Html);
    let article = |text: &str| -> Vec<String> {
        let part = &text[text.find("Căn cứ Chỉ thị").unwrap()..text.find("Tác giả").unwrap()];
        part.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(article(&text), article(&plain));
    assert!(text.starts_with("Văn phòng UBND tỉnh triển khai"));
    for dirt in [
        "08:15:02",
        "Select the search",
        "Trang chủ",
        "Cải cách",
        "Đăng nhập",
        "Mật khẩu",
        "lượt truy cập",
        "trực tuyến",
        "Tin liên quan",
        "giải ngân",
        "Điện thoại",
        "Fax",
        "Email",
        "Thiết kế",
        "setInterval",
        "float",
        "VIEWSTATE",
    ] {
        assert!(!text.contains(dirt), "{dirt}");
        assert!(plain.contains(dirt) || String::from_utf8_lossy(&page).contains(dirt), "{dirt}");
    }
}

#[test]
fn the_article_is_the_same_in_all_forms() {
    let plain = fixture("bau-cu.txt");
    let page = text_of(&fixture("bau-cu.html"), Format::Html);
    let text = String::from_utf8(plain.clone()).unwrap();
    for citation in [
        "Chỉ thị 545-CT/TW ngày 20/6/2020 của Bộ Chính trị",
        "Chỉ thị số 59-CT/TU ngày 27/8/2020 của Tỉnh ủy Quảng Nam",
        "Kế hoạch số 1354/KH-VPUBND ngày 14/9/2020",
        "nhiệm kỳ 2021-20126",
        "Hiến pháp năm 2013",
        "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
        "Nghị quyết Đại hội lần thứ XIII của Đảng",
        "./.",
    ] {
        assert!(text.contains(citation) && page.contains(citation), "{citation}");
    }
    assert_eq!(text.matches("nhiệm kỳ 2021-2020").count(), 2);
    assert!(read(&plain, "bau-cu.txt", None).unwrap().parts[0].origin.is_identity());
    assert!(fixture("bau-cu.nfd.txt").len() > plain.len());
}

#[test]
fn every_word_is_found_in_the_file() {
    for name in ["bau-cu.html", "bau-cu.txt", "bau-cu.nfd.txt"] {
        let bytes = fixture(name);
        let source = read(&bytes, name, None).unwrap();
        let part = &source.parts[0];
        check_map(&bytes, part, source.encoding);
        let mut plain = 0;
        let words = words(&part.text);
        for &span in &words {
            if part.origin.is_plain(span) {
                assert_eq!(&bytes[part.origin.to_file(span).range()], span.of(&part.text).as_bytes());
                plain += 1;
            }
        }
        assert!(plain * 100 > words.len() * 95, "{name}: {plain} of {}", words.len());
    }
}

#[test]
fn files_in_utf16_read_alike_in_each_format() {
    let page = String::from_utf8(fixture("bau-cu.html")).unwrap();
    let markdown =
        "# Kế hoạch\n\n1. **Nghị định** số **30/2020/NĐ-CP** &ndash; 😀\n\n| a | b |\n|---|---|\n| Đ | ề |\n";
    for (text, format) in [(page.as_str(), Format::Html), (markdown, Format::Markdown), (markdown, Format::Text)] {
        let expected = text_of(text.as_bytes(), format);
        for (encoding, mark) in [
            (Encoding::Utf16Le, "\u{feff}"),
            (Encoding::Utf16Be, "\u{feff}"),
            (Encoding::Utf16Le, ""),
            (Encoding::Utf16Be, ""),
            (Encoding::Utf8Bom, "\u{feff}"),
        ] {
            let bytes = encoding.encode(&format!("{mark}{text}")).unwrap().into_owned();
            let source = read(&bytes, "", Some(format)).unwrap();
            assert_eq!((source.encoding, source.parts[0].text.as_ref()), (encoding, expected.as_str()));
            check_map(&bytes, &source.parts[0], encoding);
        }
    }
}

#[test]
fn marks_of_markdown_are_not_in_the_text_but_in_the_file() {
    let markdown = "Căn cứ **Nghị định** số **30/2020/NĐ-CP** ngày";
    let source = read(markdown.as_bytes(), "a.md", None).unwrap();
    let part = &source.parts[0];
    assert_eq!(part.text, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày");
    let cite = "Nghị định số 30/2020/NĐ-CP";
    let at = part.text.find(cite).unwrap();
    let span = Span::new(at, at + cite.len());
    assert_eq!(&markdown[part.origin.to_file(span).range()], "Nghị định** số **30/2020/NĐ-CP");
    assert!(!part.origin.is_plain(span));
    let at = part.text.find("30/").unwrap();
    assert!(part.origin.is_plain(Span::new(at, at + "30/2020/NĐ-CP".len())));
}

#[test]
fn a_page_without_marks_of_a_portal_is_kept_whole() {
    let page = "<html><body><h1>LUẬT</h1><p>Số: 1/2020/QH14</p><ul><li><a href=a>Điều 1</a><li><a href=b>Điều 2</a>\
                <li><a href=c>Điều 3</a></ul><div class=left>Nơi nhận</div></body></html>";
    assert_eq!(
        text_of(page.as_bytes(), Format::Html),
        "LUẬT\n\nSố: 1/2020/QH14\n\nĐiều 1\n\nĐiều 2\n\nĐiều 3\n\nNơi nhận"
    );
}

#[test]
fn content_with_misleading_or_broken_marks_is_kept() {
    let prose = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, địa phương khẩn trương triển khai thực hiện đầy đủ các \
                 nội dung của Nghị quyết số 12/NQ-HĐND trong quý này. ";
    for page in [
        // Everything in what calls itself a sidebar.
        format!("<div class='content with-sidebar'><p>{prose}<p>{prose}</div>"),
        // A menu that is never closed.
        format!("<div class=menu><ul><li><a href=x>Trang chủ</a></ul><div class=detail><p>{prose}<p>{prose}"),
        format!("<nav><a href=x>Trang chủ</a><p>{prose}<p>{prose}<p>{prose}"),
        format!("<footer><p>{prose}</p></footer>"),
        format!("<form><input name=a><p>{prose}</p></form>"),
        format!("<select><option>a<p>{prose}"),
        format!("<button>{prose}"),
        // The head of the document in a block called header.
        format!("<div class=header><p>ỦY BAN NHÂN DÂN<p>Số: 12/NQ-HĐND</div><nav>x</nav><p>{prose}<p>{prose}"),
        format!("<article><header><h2>Số: 12/NQ-HĐND</h2></header><p>{prose}</article><nav>x</nav>"),
        // Short documents have no prose to go by.
        "<div class=footer><p>Số: 12/NQ-HĐND<p>Nơi nhận: như trên</div>".to_owned(),
    ] {
        let text = text_of(page.as_bytes(), Format::Html);
        assert!(text.matches("12/NQ-HĐND").count() == page.matches("12/NQ-HĐND").count(), "{page}\n{text}");
    }
}

#[test]
fn a_page_laid_out_with_tables_loses_its_frame_only() {
    let prose = "Thực hiện Chỉ thị số 05-CT/TU, các xã, phường rà soát danh sách cử tri, niêm yết tại trụ sở và các điểm \
                 đông dân cư, báo cáo kết quả về tỉnh trước ngày 20 hằng tháng. ";
    let page = format!(
        "<table><tr><td id=BannerTop><table class=topMenu><tr><td><a href=1>Trang nhất</a><td><a href=2>Sơ đồ</a>\
         </table><tr><td><table><tr><td><a href=a>Mục một</a><br><a href=b>Mục hai</a><br><a href=c>Mục ba</a></td>\
         <td><b>Tiêu đề</b><p>{prose}<p>{prose}<table border=1><tr><td>1<td>Xã A<tr><td>2<td>Xã B</table></td>\
         <td><div id=LuotTruyCap>Lượt truy cập: 12</div></td></table><tr><td class=Footer>Bản quyền thuộc tỉnh</table>"
    );
    let text = text_of(page.as_bytes(), Format::Html);
    assert!(text.starts_with("Tiêu đề") && text.ends_with("1\tXã A\n2\tXã B"), "{text}");
}

/// Odd files put together from pieces of HTML, Markdown and text.
fn odd_files() -> impl Strategy<Value = String> {
    let marks = "<p> </p> <div§class=menu> </div> <table> <tr> <td> </td> </table> <br> <b> </b> <a§href=x> </a> <script> \
                 </script> <!-- --> <pre> </pre> <sup> </sup> <svg> </svg> <nav> </nav> <ul><li> </ul> <span§class=clock> \
                 </span> <x§y=' \" ' > < & &amp; &#7871; &nbsp &ndash; ** * _ ` # > - 1. | |---| [ ]( ) ![ \\ --- ~~ [^1] \
                 [a]:§b ``` <http://x> <!> </ §§ § \t \r\n \n \n\n \0";
    let marks: Vec<String> = marks
        .split(' ')
        .map(|mark| mark.replace('§', " "))
        .chain(["\n", "\n\n", "\r\n", "\n> ", "\n- ", "\n| ", "\n|---|\n", "\n```\n", "\0"].map(str::to_owned))
        .collect();
    let piece = prop_oneof![prop::sample::select(marks), "[a-zđĐếệ0-9 ./–😀\u{303}\u{a0}-]{1,12}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown, Format::Html])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_maps_to_its_bytes(
        text in odd_files(),
        format in formats(),
        encoding in prop::sample::select(vec![Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be]),
    ) {
        let bytes = encoding.encode(&format!("\u{feff}{text}")).unwrap().into_owned();
        let source = read(&bytes, "", Some(format)).unwrap();
        prop_assert_eq!(source.encoding, encoding);
        check_map(&bytes, &source.parts[0], encoding);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), format in formats()) {
        match read(&bytes, "", Some(format)) {
            Ok(source) => check_map(&bytes, &source.parts[0], source.encoding),
            Err(ReadError::Encoding(at)) => prop_assert!(at < bytes.len()),
            Err(error) => prop_assert_eq!(error, ReadError::Binary),
        }
    }

    #[test]
    fn damaged_pages_are_read_or_refused(at in 0usize..6000, put in 0u8..128) {
        let mut page = fixture("bau-cu.html");
        page[at] = put;
        for format in [Format::Html, Format::Markdown] {
            match read(&page, "", Some(format)) {
                Ok(source) => check_map(&page, &source.parts[0], source.encoding),
                Err(error) => prop_assert!(matches!(error, ReadError::Encoding(_) | ReadError::Binary)),
            }
        }
    }
}
