//! Ordinals below ten without their zero.

use crate::document::Document;
use crate::parse::Regime;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM13",
    name: "leading-zero",
    severity: Severity::Info,
    default: false,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I mục II.3",
    summary: ("Số nhỏ hơn 10 không có số 0 ở trước", "A number below 10 without its leading zero"),
    explain: (
        "## Lỗi gì\nSố thứ tự nhỏ hơn 10 viết một chữ số: Nghị định số 1/2020/NĐ-CP.\n\n## Vì sao\nSố nhỏ hơn 10 phải ghi thêm số 0 ở trước (Nghị định 30/2020/NĐ-CP, Phụ lục I).\n\n## Sửa thế nào\nThêm số 0: 01/2020/NĐ-CP.\n\n## Khi nào im lặng\nCách gọi tắt, danh sách, số cũ trước năm 1997.",
        "## What\nAn ordinal below 10 with one digit: 1/2020/NĐ-CP.\n\n## Why\nOrdinals below 10 take a 0 before them (Decree 30/2020/NĐ-CP, Annex I).\n\n## How to mend\nWrite 01/2020/NĐ-CP.\n\n## When it is silent\nShort forms, lists, old numbers of before 1997.",
    ),
    wrong: &[
        wrong("Nghị định số ⟦1⟧/2020/NĐ-CP của Chính phủ.").right("01"),
        wrong("Chỉ thị số ⟦5⟧-CT/TW ngày 15/5/2016 của Bộ Chính trị.").right("05"),
    ],
    silent: &[
        "Nghị định số 01/2020/NĐ-CP của Chính phủ.",
        "các Nghị định số 1/2020/NĐ-CP, 2/2020/NĐ-CP.",
        "Thông tư số 7-TT/TC; Nghị định số 5-CP.",
        "Quyết định số 12/QĐ-UBND.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let old = matches!(n.regime, Regime::R7 | Regime::Unknown) || c.year().is_some_and(|y| y < 1997);
        let listed = c.citation.is_some_and(|c| c.within.is_some());
        if n.digits.len() != 1 || old || listed || n.elided || n.value.is_none_or(|v| v == 0) {
            continue;
        }
        let digit = doc.slice(n.digits);
        out.push(
            Finding::new(
                &RULE,
                n.digits,
                format!("Số nhỏ hơn 10 ghi thêm số 0 ở trước: 0{digit}."),
                format!("Ordinals below 10 take a zero before them: 0{digit}."),
            )
            .fix(Safety::Safe, n.digits, format!("0{digit}")),
        );
    }
}
