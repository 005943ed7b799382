//! Years in the numbers of administrative documents.

use crate::document::Document;
use crate::parse::{Oddities, Regime};
use crate::text::Span;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM06",
    name: "needless-year",
    severity: Severity::Info,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I; Nghị định 34/2016/NĐ-CP Điều 58",
    summary: ("Số của văn bản hành chính không ghi năm", "The number of an administrative document holds a year"),
    explain: (
        "## Lỗi gì\nKế hoạch, báo cáo, thông báo … có năm trong số: 12/2021/KH-UBND.\n\n## Vì sao\nSố của văn bản hành chính gồm số thứ tự và ký hiệu, không có năm (Nghị định 30/2020/NĐ-CP, Phụ lục I); năm trong số là dấu hiệu của văn bản quy phạm pháp luật.\n\n## Sửa thế nào\nBỏ năm: 12/KH-UBND.\n\n## Khi nào im lặng\nVăn bản trước năm 2006; quyết định, nghị quyết, chỉ thị, thông tư, nghị định.",
        "## What\nA plan, report or notice with a year in its number: 12/2021/KH-UBND.\n\n## Why\nNumbers of administrative documents are ordinal and symbol (Decree 30/2020/NĐ-CP, Annex I); a year tells a normative one.\n\n## How to mend\nLeave the year out: 12/KH-UBND.\n\n## When it is silent\nDocuments of before 2006; decisions, resolutions, directives, circulars, decrees.",
    ),
    wrong: &[
        wrong("Kế hoạch số ⟦12/2021/KH-UBND⟧ của Ủy ban nhân dân tỉnh.").right("12/KH-UBND"),
        wrong("Nghị quyết số ⟦128/2021/NQ-CP⟧ của Chính phủ.").right("128/NQ-CP"),
        wrong("Thông báo số ⟦45/2023/TB-VPCP⟧ của Văn phòng Chính phủ.").right("45/TB-VPCP"),
    ],
    silent: &[
        "Kế hoạch số 12/2004/KH-UB của Ủy ban nhân dân tỉnh.",
        "Quyết định số 666/2015/QĐ-UBND; Nghị quyết số 12/2021/NQ-HĐND.",
        "Nghị quyết số 05/2025/NQ-CP; Quyết định số 19/2025/QĐ-TTg.",
        "Thông tư số 01/2021/TT-BTC; Kế hoạch số 12/KH-UBND.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let Some(year) = n.year.filter(|y| n.regime == Regime::R1 && !n.elided && y.digits == 4) else { continue };
        if n.oddities.has(Oddities::YEAR_BEHIND) || numbering::year_of(n).is_none_or(|y| y < 2006) {
            continue;
        }
        let administrative = matches!(
            n.code(),
            Some("KH" | "BC" | "TB" | "TTr" | "CTr" | "HD" | "KL" | "CĐ" | "GM" | "BB" | "PA" | "ĐA" | "CV" | "TC")
        );
        // The Government's resolutions were normative until 2008 and are again since 1/4/2025.
        let resolution = n.symbol() == "NQ-CP" && numbering::year_of(n).is_some_and(|y| (2010..2025).contains(&y));
        let known = n.organs().first().is_some_and(|o| numbering::organ_rows(&o.text).next().is_some());
        if !(administrative || resolution) || !known {
            continue;
        }
        let right = format!("{}/{}", doc.slice(n.digits), n.symbol());
        out.push(
            Finding::new(
                &RULE,
                n.span,
                format!("Số {} có năm, nhưng số của văn bản hành chính không ghi năm; đúng là {right}.", n.canonical),
                format!("{} holds a year, but administrative numbers have none; it should be {right}.", n.canonical),
            )
            .fix(Safety::Unsafe, Span::new(n.digits.to(), year.span.to()), ""),
        );
    }
}
