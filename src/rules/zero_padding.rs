//! A day below ten or one of the first two months without its zero.

use crate::document::Document;
use crate::parse::{DateForm, Figure};

use super::dated::{is_example, quoted_words};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE09",
    name: "zero-padding",
    severity: Severity::Info,
    default: false,
    basis: "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.4",
    summary: ("Ngày dưới 10, tháng 1, 2 không có số 0 phía trước", "A day below 10 or month 1, 2 without its zero"),
    explain: (
        "## Lỗi gì\nNgày viết đầy đủ (“ngày 5 tháng 2 năm 2020”) mà ngày dưới 10 hoặc tháng 1, 2 không có số 0 phía trước.\n\n\
         ## Vì sao\nNghị định 30/2020/NĐ-CP (Phụ lục I, Phần I, mục II.4) và Hướng dẫn 05-HD/VPTW: số chỉ ngày dưới 10 và tháng 1, 2 phải \
         ghi thêm số 0 phía trước.\n\n\
         ## Sửa thế nào\nThêm số 0: “ngày 05 tháng 02 năm 2020”.\n\n\
         ## Khi nào im lặng\nTháng 3 đến tháng 9 (không thêm số 0 là đúng); ngày viết bằng số (“5/3/2020”); tháng viết bằng chữ; phần \
         trích; ví dụ.",
        "## What\nIn a date in full words a day below 10 or one of the months 1 and 2 lacks its zero.\n\n\
         ## Why\nDecree 30/2020/NĐ-CP (Annex I, Part I, II.4) and the Party's guide 05-HD/VPTW put a zero before days below 10 and before \
         months 1 and 2.\n\n\
         ## How to mend\nAdd the zero: “ngày 05 tháng 02 năm 2020”.\n\n\
         ## When it is silent\nMonths 3 to 9; dates in figures; months in words; quotations; examples.",
    ),
    wrong: &[
        wrong("Thông tư số 20/2025/TT-BTC ngày ⟦5 tháng 5 năm 2025⟧ của Bộ Tài chính.").right("05 tháng 5 năm 2025"),
        wrong("Nghị định số 13/2020/NĐ-CP ngày ⟦21 tháng 1 năm 2020⟧ của Chính phủ.").right("21 tháng 01 năm 2020"),
        wrong("Hội nghị họp ngày ⟦7 tháng 2 năm 2021⟧.").right("07 tháng 02 năm 2021"),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.",
        "Hội nghị họp ngày 5/3/2020.",
        "Lễ kỷ niệm ngày 15 tháng Giêng năm 2020.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        if date.form != DateForm::Words || date.year.is_none() {
            continue;
        }
        let bare = |f: Figure, below: u32| {
            f.value < below && f.value > 0 && f.span.len() == 1 && doc.slice(f.span).as_bytes()[0].is_ascii_digit()
        };
        let figures = [date.day.filter(|d| bare(*d, 10)), Some(date.month).filter(|m| bare(*m, 3))];
        if figures.iter().all(Option::is_none) || doc.is_quoted(date.span) || is_example(doc, date.span) {
            continue;
        }
        let edits =
            figures.iter().flatten().map(|f| Edit { span: f.span, replacement: format!("{:02}", f.value) }).collect();
        let said = quoted_words(doc, date.span);
        out.push(
            Finding::new(
                &RULE,
                date.span,
                format!("Ngày “{said}” thiếu số 0: ngày dưới 10 và tháng 1, 2 phải ghi thêm số 0 phía trước."),
                format!("“{said}” lacks a zero: days below 10 and months 1 and 2 have one in front."),
            )
            .fixes(Safety::Safe, edits),
        );
    }
}
