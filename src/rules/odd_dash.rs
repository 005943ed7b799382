//! A dash in place of the hyphen of a number.

use crate::document::Document;
use crate::text::{Fold, Replaced};

use super::folded::{inside, mend};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC05",
    name: "dash",
    severity: Severity::Info,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.3",
    summary: ("Gạch ngang thay gạch nối trong số, ký hiệu", "A dash for the hyphen of a number"),
    explain: (
        "## Lỗi gì\nTrong số, ký hiệu văn bản có gạch ngang (–, —), dấu trừ (−) hoặc gạch nối không ngắt thay cho gạch nối (-).\n\n\
         ## Vì sao\nCác nhóm chữ của ký hiệu nối bằng dấu gạch nối (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.3). Phần mềm soạn \
         thảo hay tự đổi gạch nối thành gạch ngang, làm tìm kiếm không thấy số.\n\n\
         ## Sửa thế nào\nThay bằng gạch nối; gợi ý làm việc này.\n\n\
         ## Khi nào im lặng\nGạch ngang giữa hai năm (2021–2026), giữa hai ngày, trong câu.",
        "## What\nA number has a dash (–, —), a minus (−) or a no-break hyphen in place of its hyphen.\n\n\
         ## Why\nThe groups of a symbol are joined by hyphens (Decree 30/2020/NĐ-CP, Annex I, Part I, II.3). Word processors turn hyphens \
         into dashes, and searching misses the number.\n\n\
         ## How to mend\nPut a hyphen; the suggestion does.\n\n\
         ## When it is silent\nDashes between years (2021–2026), days, and in sentences.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị quyết số ⟦57–NQ/TW⟧ ngày 22 tháng 12 năm 2024 của Bộ Chính trị;").right("57-NQ/TW"),
        wrong("Chỉ thị số ⟦45−CT/TW⟧, ngày 20/6/2020 của Bộ Chính trị.").right("45-CT/TW"),
        wrong("Căn cứ Nghị định số ⟦98/2023/NĐ—CP⟧ ngày 31 tháng 12 năm 2023;").right("98/2023/NĐ-CP"),
    ],
    silent: &[
        "Nhiệm kỳ 2021–2026 và giai đoạn 2021 – 2030.",
        "Nghị quyết số 57-NQ/TW – văn bản quan trọng về khoa học.",
        "Từ ngày 24–26/9/2018 tại Hà Nội.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    if !doc.search.replaced().iter().any(|r| r.fold == Fold::Dash) {
        return;
    }
    for number in doc.mentions.iter().filter_map(|m| m.number()) {
        let places: Vec<Replaced> = inside(doc, number.span, &[Fold::Dash]).collect();
        let Some(first) = places.first() else { continue };
        let dash = first.original.of(doc.search.original()).chars().next().map_or(0, u32::from);
        out.push(
            Finding::new(
                &RULE,
                number.span,
                format!("Số {} dùng gạch ngang (U+{dash:04X}) thay cho gạch nối “-”.", doc.slice(number.span)),
                format!("Number {} has a dash (U+{dash:04X}) in place of a hyphen.", doc.slice(number.span)),
            )
            .fixes(Safety::Safe, places.iter().map(|p| mend(doc, *p)).collect()),
        );
    }
}
