//! Tên tắt “Nghị định 45” mà trước đó chưa dẫn đầy đủ.

use std::collections::HashSet;

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::Class;

pub(super) static RULE: Rule = Rule {
    code: "REF01",
    name: "short-unresolved",
    severity: Severity::Info,
    default: true,
    basis: "Phụ lục I mục II.6b, Nghị định 30/2020/NĐ-CP",
    summary: ("Tên tắt của văn bản chưa được dẫn đầy đủ", "A short form of a document that was not cited in full"),
    explain: (
        "## Lỗi gì\nGọi tắt “Nghị định 45” mà trong văn bản không có lần nào ghi đủ số, ký hiệu.\n\
         ## Vì sao\nLần dẫn đầu phải ghi loại, số, ký hiệu, ngày, cơ quan ban hành và nội dung; các lần sau mới ghi tắt (Phụ lục I, Nghị định 30/2020/NĐ-CP).\n\
         ## Sửa thế nào\nỞ lần đầu ghi đủ: “Nghị định số 45/2020/NĐ-CP ngày … của Chính phủ …”.\n\
         ## Khi nào im lặng\nVăn bản đã quen gọi tắt của Đảng (“Nghị quyết 18”, “Chỉ thị 05”); khi tên tắt có năm, ngày hoặc cơ quan; phần trích văn bản khác.",
        "## What\n“Nghị định 45” is said and no full number stands anywhere.\n\
         ## Why\nThe first citation gives type, number, date, issuer and subject; later ones may be short (Annex I, Decree 30/2020/NĐ-CP).\n\
         ## How to mend\nWrite it in full the first time.\n\
         ## When it is silent\nWell-known Party documents (“Nghị quyết 18”, “Chỉ thị 05”); short forms with a year, date or issuer; quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Các cơ quan rà soát theo ⟦Nghị định 45⟧ trước khi trình."),
        wrong("Các trường tập huấn về ⟦Thông tư số 22⟧ trong năm."),
    ],
    silent: &[
        "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ. Theo Nghị định 45, các cơ quan rà soát.",
        "Sau khi thực hiện Nghị quyết 18, bộ máy gọn hơn.",
        "Theo Nghị định 45 năm 2020 của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut figures: Option<HashSet<u32>> = None;
    let mut said: HashSet<(&str, u32)> = HashSet::new();
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Short) else { continue };
        let (Some(word), Some(value)) = (c.doc_type, c.number.as_ref().and_then(|n| n.value)) else { continue };
        let told = c.target.is_some() || c.date.is_some() || c.issuer.is_some() || c.year.is_some();
        // Party documents are known by their short names.
        let known = !matches!(word.name, "Nghị định" | "Thông tư" | "Thông tư liên tịch" | "Quyết định");
        if told || known {
            continue;
        }
        let figures = figures.get_or_insert_with(|| full(doc));
        if figures.contains(&value) || !said.insert((word.name, value)) || doc.is_quoted(m.span) {
            continue;
        }
        let name = doc.slice(m.span);
        out.push(Finding::new(
            &RULE,
            m.span,
            format!("{name} chưa được dẫn đầy đủ; lần đầu cần ghi đủ số, ký hiệu, ngày và cơ quan ban hành."),
            format!("{name} was not cited in full; the first time give number, date and issuer."),
        ));
    }
}

/// The figures of the documents that are cited in full.
fn full(doc: &Document) -> HashSet<u32> {
    let full = doc.mentions.iter().filter(|m| m.citation().is_some_and(|c| c.class == Class::Numbered));
    full.filter_map(|m| m.number()?.value).collect()
}
