//! Party numbers with a year.

use crate::document::Document;
use crate::parse::Oddities;
use crate::text::Span;

use super::numbering::{self, Style};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM18",
    name: "party-with-year",
    severity: Severity::Warning,
    default: true,
    basis: "Hướng dẫn 36-HD/VPTW mục II.1.3",
    summary: ("Số văn bản của Đảng ghi năm", "A year in a Party number"),
    explain: (
        "## Lỗi gì\nSố văn bản của Đảng có năm: 45/2020/CT-TW, 45-CT/TW/2020.\n\n## Vì sao\nSố văn bản của Đảng chạy theo nhiệm kỳ và không ghi năm (Hướng dẫn 36-HD/VPTW).\n\n## Sửa thế nào\nBỏ năm, ghi ngày ban hành bên cạnh: 45-CT/TW, ngày 20/6/2020.\n\n## Khi nào im lặng\n“45-CT/TW năm 2020”; văn bản của Nhà nước.",
        "## What\nA Party number with a year: 45/2020/CT-TW, 45-CT/TW/2020.\n\n## Why\nParty numbers run per term and hold no year (Guide 36-HD/VPTW).\n\n## How to mend\nLeave the year out and give the date beside it.\n\n## When it is silent\n“45-CT/TW năm 2020”; documents of the State.",
    ),
    wrong: &[
        wrong("Chỉ thị số ⟦45/2020/CT-TW⟧ của Bộ Chính trị.").right("45-CT/TW"),
        wrong("Nghị quyết số ⟦57-NQ/TW/2024⟧ ngày 22/12/2024.").right("57-NQ/TW"),
        wrong("Nghị quyết số ⟦29/2013-NQ/TW⟧, ngày 04/11/2013.").right("29-NQ/TW"),
        wrong("Kế hoạch số ⟦88/2022/KH-TU⟧ của Tỉnh ủy.").right("88-KH/TU"),
    ],
    silent: &[
        "Chỉ thị số 45-CT/TW năm 2020 của Bộ Chính trị.",
        "Nghị quyết số 05/2025/NQ-CP của Chính phủ.",
        "Quyết định số 12/2020/QĐ-UBND của Ủy ban nhân dân tỉnh.",
        "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let Some(year) = n.year.filter(|_| numbering::style_of(n) == Some(Style::Party) && !n.elided) else { continue };
        let mut edits = Vec::new();
        let behind = n.oddities.has(Oddities::YEAR_BEHIND);
        for (i, part) in n.parts.iter().enumerate() {
            let from = if i == 0 { n.digits.to() } else { n.parts[i - 1].span.to() };
            let joint = Span::new(from, part.span.from());
            let right = if i == 1 { "/" } else { "-" };
            if doc.slice(joint).trim() != right {
                edits.push(Edit { span: joint, replacement: right.to_string() });
            }
        }
        if behind && let Some(last) = n.parts.last() {
            edits.push(Edit { span: Span::new(last.span.to(), n.span.to()), replacement: String::new() });
        }
        let right = format!("{}-{}", doc.slice(n.digits), n.symbol().replacen('-', "/", 1));
        let written = doc.slice(year.span);
        out.push(
            Finding::new(
                &RULE,
                n.span,
                format!("Số văn bản của Đảng không ghi năm ({written}); đúng là {right}."),
                format!("Party numbers hold no year ({written}); it should be {right}."),
            )
            .fixes(Safety::Safe, edits),
        );
    }
}
