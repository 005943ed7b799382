//! Chương, phần ghi số Ả Rập; mục, điều ghi số La Mã.

use super::pinpoint_values::place;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::Unit;

pub(super) static RULE: Rule = Rule {
    code: "PIN08",
    name: "roman-arabic",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục I, Nghị định 30/2020/NĐ-CP",
    summary: ("Chương, phần ghi số Ả Rập hoặc mục ghi số La Mã", "Chapters with Arabic or sections with Roman numbers"),
    explain: (
        "## Lỗi gì\n“Chương 2”, “Mục II Chương I”.\n\
         ## Vì sao\nPhần, chương đánh số La Mã; mục, tiểu mục, điều, khoản đánh số Ả Rập (Phụ lục I, Nghị định 30/2020/NĐ-CP).\n\
         ## Sửa thế nào\nViết “Chương II”, “Mục 2”.\n\
         ## Khi nào im lặng\nKhi chính văn bản đánh số như thế; mục của văn bản không chia chương, điều (văn bản của Đảng); phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“Chương 2”, “Mục II Chương I”.\n\
         ## Why\nParts and chapters have Roman numbers; sections, articles and clauses Arabic ones (Annex I, Decree 30/2020/NĐ-CP).\n\
         ## How to mend\nWrite “Chương II”, “Mục 2”.\n\
         ## When it is silent\nWhere the text itself is numbered so; sections of texts without chapters and articles (those of the Party); quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Thực hiện theo Chương ⟦2⟧ Luật Đất đai năm 2024.").right("II"),
        wrong("Thực hiện theo Mục ⟦II⟧ Chương I Luật Đất đai năm 2024.").right("2"),
    ],
    silent: &[
        "Thực hiện theo Mục 2 Chương II Luật Đất đai năm 2024.",
        "Thực hiện Mục III Nghị quyết số 18-NQ/TW.",
        "Chương 2\nQUY ĐỊNH\nĐiều 1. Theo Chương 2 Luật này.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        let in_chapter = p.steps.iter().any(|s| matches!(s.unit, Unit::Chuong | Unit::Dieu));
        for step in &p.steps {
            let value = doc.slice(step.value);
            let Some((number, 0)) = place(step.unit, value) else { continue };
            let arabic = value.starts_with(|c: char| c.is_ascii_digit());
            let right = match step.unit {
                Unit::Chuong | Unit::Phan if arabic => crate::parse::to_roman(number),
                Unit::Muc | Unit::TieuMuc if !arabic && in_chapter => number.to_string(),
                _ => continue,
            };
            let own = doc.outline.iter().any(|h| h.unit == step.unit && doc.slice(h.value) == value);
            if own || doc.is_quoted(step.value) {
                continue;
            }
            let word = step.unit.word();
            out.push(
                Finding::new(
                    &RULE,
                    step.value,
                    format!("{word} ghi bằng số {}: {word} {right}.", if arabic { "La Mã" } else { "Ả Rập" }),
                    format!("{word} has {} numbers: {word} {right}.", if arabic { "Roman" } else { "Arabic" }),
                )
                .fix(Safety::Unsafe, step.value, right),
            );
        }
    }
}
