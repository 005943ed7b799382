//! A zero before one of the months 3 to 9.

use crate::document::Document;
use crate::parse::DateForm;

use super::dated::{is_example, line_before, quoted_words};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE10",
    name: "zero-extra",
    severity: Severity::Info,
    default: false,
    basis: "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.4",
    summary: ("Thừa số 0 trước tháng 3 đến tháng 9", "A zero before months 3 to 9"),
    explain: (
        "## Lỗi gì\nTháng 3 đến tháng 9 viết có số 0 phía trước: “05/03/2020”, “tháng 03 năm 2020”.\n\n\
         ## Vì sao\nNghị định 30/2020/NĐ-CP (Phụ lục I, Phần I, mục II.4) chỉ thêm số 0 trước ngày dưới 10 và tháng 1, 2.\n\n\
         ## Sửa thế nào\nBỏ số 0 trước tháng: “05/3/2020”.\n\n\
         ## Khi nào im lặng\nNgày theo dạng năm-tháng-ngày (2020-03-05); bảng; phần trích; ví dụ.",
        "## What\nOne of the months 3 to 9 has a zero in front: “05/03/2020”.\n\n\
         ## Why\nDecree 30/2020/NĐ-CP (Annex I, Part I, II.4) has zeros before days below 10 and months 1 and 2 only.\n\n\
         ## How to mend\nDrop the zero: “05/3/2020”.\n\n\
         ## When it is silent\nISO dates; tables; quotations; examples.",
    ),
    wrong: &[
        wrong("Nghị định số 30/2020/NĐ-CP ngày ⟦05/03/2020⟧ của Chính phủ.").right("05/3/2020"),
        wrong("Hội nghị họp ngày ⟦15 tháng 08 năm 2021⟧ tại Hà Nội.").right("15 tháng 8 năm 2021"),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
        "Nghị định số 13/2020/NĐ-CP ngày 21/01/2020 của Chính phủ.",
        "| 2 | 05/03/2020 | 15 |",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        let month = date.month;
        if date.form == DateForm::Iso
            || month.span.len() != 2
            || !(3..=9).contains(&month.value)
            || !doc.slice(month.span).starts_with('0')
            || doc.is_quoted(date.span)
            || line_before(doc, date.span.from(), 400).starts_with('|')
            || is_example(doc, date.span)
        {
            continue;
        }
        let said = quoted_words(doc, date.span);
        out.push(
            Finding::new(
                &RULE,
                date.span,
                format!("Ngày “{said}” thừa số 0 trước tháng {}: chỉ tháng 1 và 2 có số 0 phía trước.", month.value),
                format!("“{said}” has a needless zero: only months 1 and 2 have one."),
            )
            .fix(Safety::Safe, month.span, month.value.to_string()),
        );
    }
}
