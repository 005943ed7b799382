//! Invisible characters and odd blanks inside numbers and words.

use crate::document::Document;
use crate::text::{Fold, Replaced, Span};

use super::folded::{around, distinct_chars, in_date, in_number, inside, joined, mend};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC04",
    name: "invisible",
    severity: Severity::Info,
    default: true,
    basis: "TCVN 6909:2001",
    summary: ("Ký tự không nhìn thấy trong số văn bản hoặc trong từ", "Invisible characters inside numbers and words"),
    explain: (
        "## Lỗi gì\nTrong số văn bản hoặc giữa một từ có ký tự không nhìn thấy: gạch nối mềm (U+00AD), khoảng trắng rộng bằng không \
         (U+200B), dấu thứ tự byte (U+FEFF); trong số văn bản có khoảng trắng không ngắt (U+00A0).\n\n\
         ## Vì sao\nCác ký tự này lọt vào khi chép từ trang web, tệp PDF. Mắt không thấy nhưng tìm kiếm và liên kết bị hỏng.\n\n\
         ## Sửa thế nào\nXóa ký tự ấy; gợi ý làm việc này. Ngoài số văn bản, mỗi tệp báo một lần và gợi ý sửa mọi từ.\n\n\
         ## Khi nào im lặng\nKhoảng trắng không ngắt giữa hai từ; ký tự ẩn ở đầu tệp, ở cạnh dấu cách, trong biểu tượng.",
        "## What\nA number or a word has an invisible character inside: soft hyphen (U+00AD), zero-width blank (U+200B), byte order mark \
         (U+FEFF); in numbers also no-break blanks (U+00A0).\n\n\
         ## Why\nThey come with text copied from web pages and PDF. The eye misses them, and searching misses the word.\n\n\
         ## How to mend\nDelete them; the suggestion does. Outside numbers there is one finding a file, which mends all words.\n\n\
         ## When it is silent\nNo-break blanks between words; marks at the beginning of a file, beside blanks, in emoji.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦30/\u{200b}2020/NĐ-CP⟧ ngày 05 tháng 3 năm 2020;").right("30/2020/NĐ-CP"),
        wrong("Căn cứ Nghị quyết số ⟦57-\u{ad}NQ/TW⟧ ngày 22 tháng 12 năm 2024 của Bộ Chính trị;").right("57-NQ/TW"),
        wrong("Căn cứ Quyết định số ⟦749/\u{a0}QĐ-TTg⟧ ngày 03 tháng 6 năm 2020;").right("749/QĐ-TTg"),
        wrong("Sở ⟦Giáo\u{ad}dục⟧ và Đào tạo báo cáo.").right("Giáodục"),
        wrong("Chỉ thị số 45-CT/TW, ngày 20/⟦6⟧\u{200b}/2020 của Bộ Chính trị."),
        wrong("Văn phòng Trung ⟦ươ\u{200b}ng⟧ Đảng.").right("ương"),
    ],
    silent: &[
        "\u{feff}Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020;",
        "Ngày 05\u{a0}tháng\u{a0}3 năm 2020.",
        "https://vanban.vn/\u{200b}tra-cuu?so=12\u{200b}/2020",
        "Hội nghị \u{200b}triển khai công tác.",
        "Chúc mừng \u{1f468}\u{200d}\u{1f469} năm mới.",
        "Nghị định số\u{a0}30/2020/NĐ-CP của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    if !doc.search.replaced().iter().any(|r| matches!(r.fold, Fold::Invisible | Fold::Blank)) {
        return;
    }
    for number in doc.mentions.iter().filter_map(|m| m.number()) {
        let places: Vec<Replaced> =
            inside(doc, number.span, &[Fold::Invisible, Fold::Blank]).filter(|r| doc.slice(r.copy) != "\n").collect();
        if places.is_empty() {
            continue;
        }
        let edits = places
            .iter()
            .map(|p| {
                let beside_mark = doc.slice(around(doc.text(), p.copy.from())).starts_with(['/', '-'])
                    || doc.text()[p.copy.to()..].starts_with(['/', '-', ' '])
                    || doc.text()[..p.copy.from()].ends_with(' ');
                match p.fold {
                    // A blank where a mark should be stays one.
                    Fold::Blank if !beside_mark => Edit { span: p.copy, replacement: " ".to_string() },
                    Fold::Blank => Edit { span: p.copy, replacement: String::new() },
                    _ => mend(doc, *p),
                }
            })
            .collect();
        out.push(
            Finding::new(
                &RULE,
                number.span,
                format!(
                    "Số {} có ký tự không nhìn thấy ({}) bên trong, nên tìm kiếm không thấy.",
                    doc.slice(number.span),
                    names(doc, &places)
                ),
                format!(
                    "Number {} has invisible characters inside ({}), so that searching misses it.",
                    doc.slice(number.span),
                    names(doc, &places)
                ),
            )
            .fixes(Safety::Safe, joined(doc, edits)),
        );
    }
    words(doc, out);
}

/// Words outside numbers: one finding a file.
fn words(doc: &Document, out: &mut Findings) {
    let text = doc.text();
    let mut first: Option<(Span, Replaced)> = None;
    let mut edits: Vec<Edit> = Vec::new();
    for place in doc.search.replaced().iter().filter(|r| r.fold == Fold::Invisible) {
        let at = place.copy.from();
        let joins = text[..at].chars().next_back().is_some_and(char::is_alphabetic)
            && text[at..].chars().next().is_some_and(char::is_alphabetic);
        if !(joins || in_date(doc, around(text, at))) || in_number(doc, around(text, at)) {
            continue;
        }
        first.get_or_insert_with(|| (super::folded::word_around(text, place.copy), *place));
        edits.push(mend(doc, *place));
    }
    let Some((word, place)) = first else { return };
    let (count, named) = (edits.len(), names(doc, &[place]));
    out.push(
        Finding::new(
            &RULE,
            word,
            format!(
                "Từ “{}” có ký tự không nhìn thấy ({named}) bên trong; cả tệp có {count} chỗ như vậy.",
                doc.slice(word)
            ),
            format!(
                "“{}” has an invisible character inside ({named}); the file has {count} of them in words.",
                doc.slice(word)
            ),
        )
        .fixes(Safety::Safe, joined(doc, edits)),
    );
}

fn names(doc: &Document, places: &[Replaced]) -> String {
    distinct_chars(doc, places).iter().map(|c| format!("U+{:04X}", *c as u32)).collect::<Vec<_>>().join(", ")
}
