use proptest::prelude::*;

use super::lines::{Line, lines};
use super::pages::pages;
use super::*;
use crate::source::{Limits, ReadError};

/// A file of pages with these contents; each may use the font F1 and the forms and fonts of `more`.
fn made(contents: &[&str], trailer: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
    ];
    let mut kids = String::new();
    for content in contents {
        let number = objects.len() + 1;
        kids.push_str(&format!("{number} 0 R "));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len());
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1));
    places.iter().for_each(|place| out.push_str(&format!("{place:010} 00000 n \n")));
    let size = places.len() + 1;
    out.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}

fn text(contents: &[&str]) -> String {
    interpret(&made(contents, "")).unwrap().body.text
}

#[test]
fn words_and_lines_are_joined() {
    for (content, expected) in [
        // A gap between two strings is a blank, none is none, a wide one a tab.
        ("BT /F1 12 Tf 72 700 Td [(So) -50 (12) -400 (KH)] TJ ET", "So12 KH"),
        ("BT /F1 12 Tf 72 700 Td (So 12) Tj 300 0 Td (Ha Noi) Tj ET", "So 12\tHa Noi"),
        // A raised sign of a footnote.
        ("BT /F1 12 Tf 72 700 Td (ND-CP) Tj /F1 7 Tf 5 Ts (1) Tj /F1 12 Tf 0 Ts ( va) Tj ET", "ND-CP¹ va"),
        // Drawn twice for weight.
        ("BT /F1 12 Tf 72 700 Td (Dieu 1) Tj ET BT /F1 12 Tf 72.3 700 Td (Dieu 1) Tj ET", "Dieu 1"),
        ("BT /F1 12 Tf 2 Tr 72 700 Td (Dieu 1) Tj ET", "Dieu 1"),
        // What a stretch of glyphs stands for.
        ("/Span << /ActualText <FEFF1EC7> >> BDC BT /F1 12 Tf 72 700 Td (e.) Tj ET EMC", "ệ"),
        // Oblique text is a stamp, text on its side a table.
        ("BT /F1 12 Tf 72 700 Td (a) Tj ET BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (MAT) Tj ET", "a"),
        ("BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Dieu 1) Tj ET", "Dieu 1"),
        ("BT /F1 12 Tf 3 Tr 72 700 Td (OCR) Tj ET", "OCR"),
    ] {
        assert_eq!(text(&[content]), expected, "{content}");
    }
}

#[test]
fn files_that_are_not_read_say_why() {
    let error = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap_err();
    assert_eq!(error(&made(&["0 0 m 9 9 l S"], "")), ReadError::Scan);
    let keys = "00".repeat(32);
    let locked = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O <{keys}> /U <{keys}> /P -4 >> /ID [<00> <00>]");
    assert_eq!(error(&made(&["BT /F1 12 Tf (a) Tj ET"], &locked)), ReadError::Encrypted);
    assert!(matches!(error(b"%PDF-1.4\nnothing"), ReadError::Damaged(_)));
    assert!(matches!(error(b"no"), ReadError::Damaged(_)));
    assert!(shows(b"\r\n%PDF-1.7") && !shows(b"Tep %PDF-1.7 la gi"));
}

#[test]
fn a_form_that_draws_itself_ends() {
    let mut bytes = String::from_utf8(made(&["/X Do BT /F1 12 Tf 72 700 Td (a) Tj ET"], "")).unwrap();
    bytes = bytes.replace("/Font <<", "/XObject << /X 9 0 R >> /Font <<");
    let form = "9 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 9 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream\nendobj\nxref";
    bytes = bytes.replace("xref\n0", &format!("{form}\n0"));
    // The table of objects is wrong now, and is made anew.
    assert_eq!(interpret(bytes.as_bytes()).unwrap().body.text, "a");
}

/// Lines of one column, each of 12 points, from its left edge and its text; 6 points a character.
fn column(rows: &[(f32, f32, &str)]) -> Vec<Line> {
    rows.iter()
        .map(|(x, y, text)| Line {
            text: (*text).to_string(),
            x: (*x, x + 6.0 * text.chars().count() as f32),
            y: *y,
            size: 12.0,
            first_word: 6.0 * text.split(' ').next().unwrap_or_default().chars().count() as f32,
            turn: 0,
        })
        .collect()
}

#[test]
fn lines_are_joined_to_paragraphs_across_pages() {
    let first = column(&[
        (72.0, 60.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (102.0, 76.0, "Độc lập - Tự do - Hạnh phúc"),
        (72.0, 108.0, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính"),
        (72.0, 124.0, "phủ về công tác văn thư;"),
        (72.0, 140.0, "Điều 1. Ban hành kèm theo Quyết định này Quy chế và các khoản 1 của"),
        (72.0, 156.0, "Điều 5 Nghị định số 30/2020/NĐ-CP và theo kế hoạch của nhiệm kỳ 2021 -"),
        (72.0, 172.0, "2026. Quyết định này thay thế Quyết định số 12/2019/QĐ-UBND và số 30-"),
        (72.0, 188.0, "KH/TU, theo quy định tại khoản 2 Điều 3 của Quy chế ban hành kèm theo"),
    ]);
    let second = column(&[
        (290.0, 30.0, "2"),
        (72.0, 60.0, "Quyết định này."),
        (72.0, 76.0, "1. Văn phòng."),
        (72.0, 92.0, "Điều 2. Hiệu lực"),
    ]);
    let read = pages(vec![first, second]);
    let expected = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế và các khoản 1 của Điều 5 Nghị định số 30/2020/NĐ-CP và theo kế \
         hoạch của nhiệm kỳ 2021 - 2026. Quyết định này thay thế Quyết định số 12/2019/QĐ-UBND và số 30-KH/TU, theo quy \
         định tại khoản 2 Điều 3 của Quy chế ban hành kèm theo Quyết định này.",
        "1. Văn phòng.",
        "Điều 2. Hiệu lực",
    ];
    assert_eq!(read.body.text.split('\n').collect::<Vec<_>>(), expected);
    let second = read.body.text.find("Quyết định này.\n1.").unwrap();
    assert_eq!(read.body.pages, [0, second as u32]);
}

#[test]
fn what_stands_on_every_page_is_said_once() {
    let page = |n: u32, text: &str| {
        let head = format!("CÔNG BÁO/Số {} + {}", 10 + n, 11 + n);
        column(&[(72.0, 30.0, head.as_str()), (72.0, 90.0, text), (290.0, 800.0, n.to_string().as_str())])
    };
    let read = pages(vec![page(1, "Một."), page(2, "Hai."), page(3, "Ba.")]);
    assert_eq!(read.body.text, "Một.\nHai.\nBa.");
    assert_eq!(read.around.text.split("\n\n").count(), 3);
    assert!(read.around.text.starts_with("CÔNG BÁO/Số 11 + 12\n\nCÔNG BÁO/Số 12 + 13"));
    assert_eq!(read.body.pages, [0, 7, 12]);
}

#[test]
fn answers_are_told_whole_or_not_at_all() {
    let pages = interpret(&made(&["BT /F1 12 Tf 72 700 Td (a) Tj ET"], "")).unwrap();
    let errors = [
        ReadError::Encrypted,
        ReadError::Scan,
        ReadError::Unmapped,
        ReadError::Exhausts,
        ReadError::Damaged("xref".into()),
    ];
    for answer in errors.into_iter().map(Err).chain([Ok(pages)]) {
        let bytes = told::written(&answer);
        assert_eq!(told::read(&bytes).as_ref(), Some(&answer));
        for end in 0..bytes.len() {
            assert!(told::read(&bytes[..end]).as_ref() != Some(&answer));
        }
    }
    assert_eq!(told::read(b""), None);
}

proptest! {
    #[test]
    fn any_page_is_read(content in r"(BT|ET|q|Q|/F1 [0-9]{1,3} Tf|-?[0-9]{1,4} -?[0-9]{1,4} Td|\([ -'*-\[\]-~]{0,9}\) Tj|\[\(ab\) -?[0-9]{1,5} \(c\)\] TJ|1 0 0 -1 0 0 cm|0 0 0 0 0 0 Tm|[0-3] Tr|EMC|/P BMC|/X Do| ){0,60}") {
        let _ = read(&made(&[&content.replace(')', ") ")], ""), &Limits::default());
    }

    #[test]
    fn any_glyphs_are_joined(rows in prop::collection::vec((0f32..600.0, 0f32..800.0, 0f32..40.0, 0u8..4, 0usize..4), 0..80)) {
        let text = "aĐ 1ệ".to_string();
        let places = [(0, 1), (1, 3), (3, 4), (4, 5)];
        let list = rows.iter().map(|(x, y, size, turn, what)| glyphs::Glyph {
            text: places[*what], x: (*x, x + size / 2.0), y: *y, size: *size, turn: *turn, font: 0,
        }).collect();
        let page = glyphs::Glyphs { text, list, ..Default::default() };
        let read = pages(vec![lines(&page, &[]), lines(&page, &[])]);
        prop_assert!(read.body.pages.is_sorted());
    }
}
