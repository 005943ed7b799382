//! Lần dẫn đầu thiếu ngày hoặc cơ quan ban hành.

use std::collections::HashSet;

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Class, Regime};

pub(super) static RULE: Rule = Rule {
    code: "REF02",
    name: "first-citation-incomplete",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục I mục II.6b, Nghị định 30/2020/NĐ-CP",
    summary: ("Lần dẫn đầu thiếu ngày hoặc cơ quan ban hành", "The first citation lacks its date or issuer"),
    explain: (
        "## Lỗi gì\nLần đầu dẫn một văn bản mà chỉ ghi số, ký hiệu.\n\
         ## Vì sao\nLần dẫn đầu phải ghi đủ loại, số, ký hiệu, ngày ban hành, cơ quan ban hành và nội dung (Phụ lục I, Nghị định 30/2020/NĐ-CP); các lần sau chỉ cần loại và số.\n\
         ## Sửa thế nào\nBổ sung phần còn thiếu ở lần đầu.\n\
         ## Khi nào im lặng\nLuật, pháp lệnh, nghị quyết của Quốc hội; trong ngoặc đơn, trong bảng; danh sách nhiều số; phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\nA document's first citation has only its number.\n\
         ## Why\nThe first citation gives type, number, date, issuer and subject (Annex I, Decree 30/2020/NĐ-CP); later ones type and number.\n\
         ## How to mend\nAdd what is missing.\n\
         ## When it is silent\nLaws, ordinances and resolutions of the National Assembly; in brackets and tables; in lists of numbers; in quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Thực hiện theo ⟦Nghị định số 30/2020/NĐ-CP⟧ trong toàn ngành."),
        wrong("Thực hiện theo ⟦Nghị định số 30/2020/NĐ-CP⟧ của Chính phủ trong toàn ngành."),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư. Theo Nghị định số 30/2020/NĐ-CP thì thôi.",
        "Thực hiện Luật Đất đai số 31/2024/QH15.",
        "Hồ sơ (theo mẫu của Nghị định số 30/2020/NĐ-CP).",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut seen: HashSet<&str> = HashSet::new();
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered) else { continue };
        let Some(number) = &c.number else { continue };
        if !seen.insert(&number.canonical) || number.regime == Regime::R2 || number.elided || c.within.is_some() {
            continue;
        }
        if (c.date.is_some() && c.issuer.is_some()) || doc.is_quoted(m.span) || in_bracket(doc, m.span.from()) {
            continue;
        }
        let (vi, en) = match (c.date.is_some(), c.issuer.is_some()) {
            (false, false) => ("ngày và cơ quan ban hành", "date and issuer"),
            (false, true) => ("ngày ban hành", "date"),
            _ => ("cơ quan ban hành", "issuer"),
        };
        out.push(Finding::new(
            &RULE,
            m.span,
            format!("Lần đầu dẫn {} còn thiếu {vi}.", doc.slice(m.span)),
            format!("The first citation of {} lacks its {en}.", doc.slice(m.span)),
        ));
    }
}

/// Whether the place stands in brackets or in a table's row.
fn in_bracket(doc: &Document, at: usize) -> bool {
    let line = doc.line_before(at);
    line.contains('|') || line.rfind('(') > line.rfind(')')
}
