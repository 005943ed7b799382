//! Letters written as a base and separate marks.

use crate::document::Document;
use crate::text::{Fold, Span};

use super::folded::word_around;
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC01",
    name: "not-nfc",
    severity: Severity::Info,
    default: true,
    basis: "TCVN 6909:2001; Quyết định 72/2002/QĐ-TTg",
    summary: ("Chữ viết bằng Unicode tổ hợp", "Letters written as base and separate marks"),
    explain: (
        "## Lỗi gì\nVăn bản có chữ viết bằng Unicode tổ hợp: chữ cái và dấu là hai ký tự riêng (“ê” + dấu sắc), nhìn giống hệt chữ dựng \
         sẵn.\n\n\
         ## Vì sao\nVăn bản điện tử của cơ quan Đảng, Nhà nước dùng bộ mã TCVN 6909:2001 (Quyết định 72/2002/QĐ-TTg; Nghị định \
         30/2020/NĐ-CP, Phụ lục I). Tìm kiếm, so sánh, sắp xếp thường chỉ nhận chữ dựng sẵn, nên chữ tổ hợp bị bỏ sót.\n\n\
         ## Sửa thế nào\nĐổi sang Unicode dựng sẵn; gợi ý sửa mọi chỗ trong tệp. `soat normalize` làm việc này cho cả tệp.\n\n\
         ## Khi nào im lặng\nMỗi tệp chỉ báo một lần, ở chữ đầu tiên. Dấu rời không ghép được thành chữ (ký hiệu phiên âm, toán học) được \
         bỏ qua.",
        "## What\nThe text has letters written as a base and separate marks (ê + acute), which look the same as composed ones.\n\n\
         ## Why\nElectronic documents use TCVN 6909:2001 (Decision 72/2002/QĐ-TTg; Decree 30/2020/NĐ-CP, Annex I). Searching, comparing \
         and sorting mostly know composed letters only and miss the others.\n\n\
         ## How to mend\nCompose them; the suggestion does so all over the file, as `soat normalize` does.\n\n\
         ## When it is silent\nOne finding a file, at the first such letter. Marks that do not compose are left alone.",
    ),
    wrong: &[
        wrong("Căn cứ ⟦Nghi\u{323}⟧ quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị;").right("Nghị"),
        wrong("Căn cứ ⟦Quyê\u{301}t⟧ định số 65/2009/QĐ-TTg ngày 24 tháng 4 năm 2009;").right("Quyết"),
        wrong("Đại biểu có ⟦nhie\u{323}\u{302}m⟧ kỳ 2021-2026.").right("nhiệm"),
    ],
    silent: &[
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị;",
        "Ký hiệu x\u{304} là trung bình cộng.",
        "Quyết định số 65/2009/QĐ-TTg ngày 24 tháng 4 năm 2009.",
    ],
    check,
};

/// Pieces nearer than this are mended by one edit, so that a file written so throughout has one a paragraph.
const NEAR: u32 = 32;

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let Some(first) = doc.search.replaced().iter().find(|r| r.fold == Fold::Composed) else { return };
    let mut runs: Vec<Span> = Vec::new();
    let mut count = 0_usize;
    let mut open = false;
    for r in doc.search.replaced() {
        if r.fold != Fold::Composed {
            // What else differs there is not this rule's to change.
            open = false;
            continue;
        }
        count += 1;
        match runs.last_mut() {
            Some(last) if open && r.copy.start - last.end < NEAR => *last = last.join(r.copy),
            _ => runs.push(r.copy),
        }
        open = true;
    }
    let edits = runs.into_iter().map(|span| Edit { span, replacement: doc.slice(span).to_string() }).collect();
    let word = word_around(doc.text(), first.copy);
    out.push(
        Finding::new(
            &RULE,
            word,
            format!("Chữ “{}” viết bằng Unicode tổ hợp (cả tệp có {count} chữ như vậy); dùng Unicode dựng sẵn theo TCVN 6909:2001.", doc.slice(word)),
            format!("“{}” is written with separate marks ({count} such letters in the file); TCVN 6909:2001 has composed letters.", doc.slice(word)),
        )
        .fixes(Safety::Safe, edits),
    );
}
