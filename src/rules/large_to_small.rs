//! Viện dẫn viết từ đơn vị lớn đến nhỏ: “Điều 5 khoản 2 điểm a”.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::{Pinpoint, Unit};

pub(super) static RULE: Rule = Rule {
    code: "PIN05",
    name: "large-to-small",
    severity: Severity::Info,
    default: false,
    basis: "Điều 24 khoản 4, Nghị quyết 351/2017/UBTVQH14",
    summary: ("Viện dẫn viết từ đơn vị lớn đến nhỏ", "A pinpoint written from the large unit to the small"),
    explain: (
        "## Lỗi gì\n“Điều 5 khoản 2 điểm a”.\n\
         ## Vì sao\nViện dẫn ghi từ nhỏ đến lớn: điểm, khoản, điều, mục, chương, phần (Nghị quyết 351/2017/UBTVQH14; Phụ lục II, Nghị định 30/2020/NĐ-CP).\n\
         ## Sửa thế nào\nViết lại: “điểm a khoản 2 Điều 5”.\n\
         ## Khi nào im lặng\nDanh sách nhiều viện dẫn; phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“Điều 5 khoản 2 điểm a”.\n\
         ## Why\nPinpoints run from small to large: điểm, khoản, điều, mục, chương, phần (Resolution 351/2017/UBTVQH14; Annex II, Decree 30/2020/NĐ-CP).\n\
         ## How to mend\nWrite “điểm a khoản 2 Điều 5”.\n\
         ## When it is silent\nLists of several pinpoints; quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Theo ⟦Điều 5 khoản 2 điểm a⟧ Luật Đất đai năm 2024.").right("điểm a khoản 2 Điều 5"),
        wrong("Theo ⟦Điều 5, khoản 2⟧ Nghị định số 30/2020/NĐ-CP.").right("khoản 2 Điều 5"),
    ],
    silent: &[
        "Theo điểm a khoản 2 Điều 5 Luật Đất đai năm 2024.",
        "Theo Điều 5 và khoản 2 Điều 6 Luật Đất đai năm 2024.",
        "Theo các Điều 5, 6, 7 Luật Đất đai năm 2024.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        if !falls(p) || doc.is_quoted(m.span) {
            continue;
        }
        let mut right = String::new();
        for step in p.steps.iter().rev() {
            if !right.is_empty() {
                right.push(' ');
            }
            let word = step.unit.word();
            // "Phụ lục", "Điều" keep their capital, "khoản", "điểm" are small.
            right.push_str(word);
            right.push(' ');
            right.push_str(doc.slice(step.value));
        }
        out.push(
            Finding::new(
                &RULE,
                m.span,
                format!("Viện dẫn viết từ lớn đến nhỏ; viết từ nhỏ đến lớn: {right}."),
                format!("The pinpoint runs from large to small; write it from small to large: {right}."),
            )
            .fix(Safety::Unsafe, m.span, right),
        );
    }
}

/// Whether each unit stands once, each smaller than the one before.
fn falls(p: &Pinpoint) -> bool {
    p.steps.len() > 1
        && p.steps.windows(2).all(|w| w[0].unit > w[1].unit && w[1].worded && !w[1].ends_range)
        && p.steps.iter().all(|s| s.unit <= Unit::Dieu)
}
