//! Letters read for digits in numbers, years and days.

use crate::document::Document;
use crate::parse::Oddities;
use crate::text::Span;

use super::dated::is_example;
use super::known_terms::near;
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC06",
    name: "ocr",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: ("Chữ cái thay chữ số trong số, năm, ngày", "Letters for digits in numbers, years and days"),
    explain: (
        "## Lỗi gì\nTrong số văn bản, năm hoặc ngày có chữ O thay số 0, chữ l hoặc I thay số 1: “3O/2020/NĐ-CP”, “năm 2O21”.\n\n\
         ## Vì sao\nLỗi này do quét, nhận dạng chữ hoặc gõ nhầm; mắt khó thấy nhưng số văn bản không tra cứu được.\n\n\
         ## Sửa thế nào\nThay bằng chữ số; gợi ý làm việc này. Nên xem lại bản quét, vì chỗ khác có thể cũng sai.\n\n\
         ## Khi nào im lặng\nKý hiệu có chữ thật (C41, O1, I-131); số La Mã; từ không đứng ở chỗ của số.",
        "## What\nA number, year or day has the letter O for 0, l or I for 1: “3O/2020/NĐ-CP”, “năm 2O21”.\n\n\
         ## Why\nScanning, recognition or typing puts them; the eye misses them, and the document cannot be looked up.\n\n\
         ## How to mend\nPut the digit; the suggestion does. Look at the scan again, other places may be wrong too.\n\n\
         ## When it is silent\nSymbols with real letters (C41, O1, I-131); Roman numerals; words in other places.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦3O/2020/NĐ-CP⟧ ngày 05 tháng 3 năm 2020;").right("30/2020/NĐ-CP"),
        wrong("Nghị quyết số ⟦96/2O23/QH15⟧ ngày 23 tháng 6 năm 2023 của Quốc hội.").right("96/2023/QH15"),
        wrong("Quyết định số ⟦6l09/QĐ-UBND⟧ ngày 26/12/2012 của Ủy ban nhân dân thành phố.").right("6109/QĐ-UBND"),
        wrong("Thông tư liên tịch số ⟦l17/2007/TTLT/BTC-BLĐTBXH⟧ ngày 01/10/2007 của Bộ Tài chính.")
            .right("117/2007/TTLT/BTC-BLĐTBXH"),
        wrong("Báo cáo kết quả năm ⟦2O21⟧ của Sở Nội vụ.").right("2021"),
        wrong("Hội nghị họp ngày ⟦l5⟧ tháng 3 năm 2020.").right("15"),
        wrong("Hội nghị họp ngày ⟦1O/3/2020⟧.").right("10/3/2020"),
        wrong("Thông báo số 12/TB-UBND ngày ⟦12/O5/2024⟧ của Ủy ban nhân dân xã.").right("12/05/2024"),
        wrong("Hội nghị họp ngày 15 tháng ⟦O3⟧ năm 2020.").right("03"),
    ],
    silent: &[
        "Thông tư số 61/2012/TT-BCA-C41 ngày 17/10/2012 của Bộ Công an.",
        "Nguồn phóng xạ I-131 và nhóm máu O được lưu tại kho.",
        "Hằng năm Ol hay IO là ký hiệu của máy.",
        "Ngày 15 tháng 3 năm 2020, năm 2021.",
        "Trong tháng II/2020 và tháng IO của máy.",
        "Mỗi ngày l0 giờ không phải cách viết của số.",
        "Quý I/2020, năm II của dự án; mẫu O1/2020.",
        "Ngày I khai mạc, ngày II bế mạc.",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for number in doc.mentions.iter().filter_map(|m| m.number()) {
        if !number.oddities.has(Oddities::LETTER_DIGIT) {
            continue;
        }
        let pieces = [Some(number.digits), number.year.map(|y| y.span)];
        let edits: Vec<Edit> = pieces.into_iter().flatten().filter_map(|span| as_digits(doc, span)).collect();
        if edits.is_empty() || is_example(doc, number.span) {
            continue;
        }
        out.push(
            Finding::new(
                &RULE,
                number.span,
                format!("Số {} có chữ cái ở chỗ của chữ số.", doc.slice(number.span)),
                format!("Number {} has letters in place of digits.", doc.slice(number.span)),
            )
            .fixes(Safety::Unsafe, edits),
        );
    }
    for &at in &doc.mixed {
        let before = &doc.text()[..at];
        if before.ends_with("năm ") {
            let Some(figure) = figure(doc, at, 4).filter(|f| f.len() == 4) else { continue };
            // "năm 2O21-2026" of a term is another rule's.
            let mut terms = near(doc, figure).filter_map(|m| m.term());
            let term = terms.any(|t| t.years.is_some_and(|y| y.span.covers(figure)));
            let full = doc.slice(figure).starts_with(['1', '2', 'l', 'I']);
            if full && !term {
                push(doc, figure, "Năm", "Year", out);
            }
        } else if before.ends_with("gày ") {
            if let Some(date) = date_figures(doc, at) {
                push(doc, date, "Ngày", "Date", out);
            } else if let Some(day) = figure(doc, at, 2).filter(|f| f.len() == 2)
                && doc.text()[day.to()..].starts_with(" tháng ")
            {
                push(doc, day, "Ngày", "Day", out);
            }
        } else if before.ends_with("háng ")
            && let Some(month) = figure(doc, at, 2).filter(|f| f.len() == 2)
            && doc.text()[month.to()..].starts_with([' ', '/'])
            && doc.text()[month.to() + 1..].starts_with(['n', '1', '2'])
        {
            push(doc, month, "Tháng", "Month", out);
        }
    }
}

/// "l2/5/2024", "12/O5/2024": figures of a date at `at` with letters among them.
fn date_figures(doc: &Document, at: usize) -> Option<Span> {
    let rest = &doc.text().as_bytes()[at..];
    let len = rest
        .iter()
        .take(11)
        .take_while(|b| b.is_ascii_digit() || is_like_digit(**b) || matches!(b, b'/' | b'-' | b'.'))
        .count();
    let text = doc.text()[at..at + len].trim_end_matches(['/', '-', '.']);
    if !text.bytes().any(is_like_digit) || doc.text()[at + text.len()..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut parts = 0;
    for part in text.split(['/', '-', '.']) {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let fits = if parts == 2 { matches!(part.len(), 2 | 4) } else { (1..=2).contains(&part.len()) };
        if !fits || digits == 0 || digits * 2 < part.len() {
            return None;
        }
        parts += 1;
    }
    (parts == 2 || parts == 3).then(|| Span::new(at, at + text.len()))
}

fn push(doc: &Document, figure: Span, vi: &str, en: &str, out: &mut Findings) {
    let Some(edit) = as_digits(doc, figure) else { return };
    let (said, right) = (doc.slice(figure), &edit.replacement);
    out.push(
        Finding::new(
            &RULE,
            figure,
            format!("{vi} “{said}” có chữ cái ở chỗ của chữ số; có thể là {right}."),
            format!("{en} “{said}” has letters in place of digits; it may be {right}."),
        )
        .fixes(Safety::Unsafe, vec![edit]),
    );
}

/// The figure of digits with letters among them at `at`, at most `most` characters, nothing going on behind.
fn figure(doc: &Document, at: usize, most: usize) -> Option<Span> {
    let rest = &doc.text().as_bytes()[at..];
    let len = rest.iter().take(most).take_while(|b| b.is_ascii_digit() || is_like_digit(**b)).count();
    let digits = rest[..len].iter().filter(|b| b.is_ascii_digit()).count();
    let ends = !doc.text()[at + len..].starts_with(char::is_alphanumeric);
    (len > digits && digits * 2 >= len && ends).then(|| Span::new(at, at + len))
}

fn is_like_digit(b: u8) -> bool {
    matches!(b, b'O' | b'o' | b'l' | b'I')
}

/// The edit that turns the letters of a figure into digits, where there are any.
fn as_digits(doc: &Document, span: Span) -> Option<Edit> {
    let old = doc.slice(span);
    if !old.bytes().any(is_like_digit) {
        return None;
    }
    let replacement = old
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect();
    Some(Edit { span, replacement })
}
