//! The Government and its Prime Minister taken for each other.

use crate::document::Document;
use crate::parse::{Body, Kind};

use super::issuing::{self, Agreement};
use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER05",
    name: "cp-ttg",
    severity: Severity::Warning,
    default: true,
    basis: "Luật 64/2025/QH15 (sửa đổi bởi Luật 87/2025/QH15) Điều 4",
    summary: ("Lẫn Chính phủ với Thủ tướng Chính phủ", "The Government and the Prime Minister taken for each other"),
    explain: (
        "## Lỗi gì\nVăn bản mang ký hiệu TTg ghi là của Chính phủ, hoặc văn bản mang ký hiệu CP ghi là của Thủ tướng: Quyết định số 1624/QĐ-TTg của Chính phủ, Nghị định số 30/2020/NĐ-CP của Thủ tướng Chính phủ.\n\n## Vì sao\nChính phủ ban hành nghị định, nghị quyết (CP); Thủ tướng Chính phủ ban hành quyết định, chỉ thị, công điện (TTg). Thủ tướng ký nghị định thay mặt Chính phủ, không phải người ban hành.\n\n## Sửa thế nào\nGhi “Thủ tướng Chính phủ” cho TTg, “Chính phủ” cho CP.\n\n## Khi nào im lặng\nVăn bản trước năm 1998; “của Chính phủ, Thủ tướng Chính phủ” cho nhiều văn bản; nhiều văn bản CP và TTg nối nhau.",
        "## What\nA document with the symbol TTg is called the Government's, or one with CP the Prime Minister's.\n\n## Why\nThe Government issues decrees and resolutions (CP), the Prime Minister decisions, directives and telegrams (TTg); signing for the Government makes nobody the issuer.\n\n## How to mend\nWrite “Thủ tướng Chính phủ” for TTg, “Chính phủ” for CP.\n\n## When it is silent\nDocuments of before 1998; “của Chính phủ, Thủ tướng Chính phủ” of several documents; CP and TTg documents in one list.",
    ),
    wrong: &[
        wrong("Quyết định số 1624/QĐ-TTg ngày 14/11/2019 của ⟦Chính phủ⟧ phê duyệt đề án.")
            .right("Thủ tướng Chính phủ"),
        wrong("Nghị định số 61/2018/NĐ-CP của ⟦Thủ tướng Chính phủ⟧ về một cửa.").right("Chính phủ"),
        wrong("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của ⟦Thủ tướng⟧ về cải cách hành chính.").right("Chính phủ"),
    ],
    silent: &[
        "Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
        "Nghị định số 01/2021/NĐ-CP và Chỉ thị số 05/CT-TTg của Chính phủ, Thủ tướng Chính phủ.",
        "Nghị quyết số 01/NQ-CP và Quyết định số 12/QĐ-TTg của Chính phủ.",
        "Quyết định số 118/TTg ngày 27/02/1996 của Chính phủ.",
        "Thủ tướng Chính phủ ký ban hành Nghị định số 30/2020/NĐ-CP ngày 05/3/2020.",
        "Quyết định số 999/1997/QĐ-TTg của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let Some(issuer) = issuing::claimed(doc, &c) else { continue };
        if c.number.elided
            || issuing::agreement(doc, c.number, issuer) != Agreement::GovernmentForItsHead
            || c.year().is_some_and(|y| y < 1998)
            || issuing::belongs_outside(doc, &c, issuer)
        {
            continue;
        }
        let behind = doc.text()[issuer.span.to()..].trim_start_matches([',', ' ']);
        let behind = behind.strip_prefix("và ").unwrap_or(behind);
        if behind.starts_with("Thủ tướng") || behind.starts_with("Chính phủ") || of_both(doc, c.index, issuer.body)
        {
            continue;
        }
        let symbol = c.number.symbol();
        let (right, vi, en) = match issuer.body {
            Body::Government => (
                "Thủ tướng Chính phủ",
                format!("Văn bản {symbol} do Thủ tướng Chính phủ ban hành, không phải Chính phủ."),
                format!("{symbol} is issued by the Prime Minister, not by the Government."),
            ),
            _ => (
                "Chính phủ",
                format!("Văn bản {symbol} do Chính phủ ban hành; Thủ tướng chỉ thay mặt ký."),
                format!("{symbol} is issued by the Government; the Prime Minister only signs."),
            ),
        };
        out.push(Finding::new(&RULE, issuer.span, vi, en).fix(Safety::Unsafe, issuer.span, right));
    }
}

/// Whether the citation right before shares the issuer named behind this one and fits it.
fn of_both(doc: &Document, index: usize, body: Body) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &doc.mentions[i]) else { return false };
    let Kind::Citation(c) = &before.kind else { return false };
    let gap = doc.text().get(before.span.to()..doc.mentions[index].span.from()).unwrap_or("");
    c.issuer.is_none()
        && gap.len() < 160
        && !gap.contains([';', '\n'])
        && c.number.as_ref().and_then(numbering::holder).is_some_and(|(b, _)| b == body)
}
