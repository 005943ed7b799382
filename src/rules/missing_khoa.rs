//! Numbers of the National Assembly without their legislature.

use crate::document::Document;
use crate::tables;
use crate::text::Span;

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use super::{khoa_year_clash, numbering};

pub(super) static RULE: Rule = Rule {
    code: "NUM12",
    name: "khoa-missing",
    severity: Severity::Warning,
    default: true,
    basis: "Luật 80/2015/QH13 Điều 10",
    summary: (
        "Số của Quốc hội, Ủy ban Thường vụ Quốc hội thiếu số khóa",
        "A number of the National Assembly lacks its legislature",
    ),
    explain: (
        "## Lỗi gì\nSau QH, UBTVQH thiếu số khóa: 85/2015/QH.\n\n## Vì sao\nSố luật, nghị quyết của Quốc hội và Ủy ban Thường vụ Quốc hội gồm số, năm và số khóa (Luật 80/2015/QH13 Điều 10).\n\n## Sửa thế nào\nThêm số khóa của năm ấy: 85/2015/QH13.\n\n## Khi nào im lặng\nVăn bản năm 2003 ghi NQ-UBTVQH (429/2003/NQ-UBTVQH); văn bản hành chính.",
        "## What\nNo legislature behind QH or UBTVQH: 85/2015/QH.\n\n## Why\nThese numbers are ordinal, year and legislature (Law 80/2015/QH13, Article 10).\n\n## How to mend\nAdd the legislature of the year: 85/2015/QH13.\n\n## When it is silent\nReal numbers of 2003 (429/2003/NQ-UBTVQH); administrative documents.",
    ),
    wrong: &[
        wrong("Luật Bầu cử số 85/2015/⟦QH⟧ ngày 25/6/2015.").right("QH13"),
        wrong("Luật Lưu trữ số 01/2011/⟦QH⟧ ngày 11 tháng 11 năm 2011.").right("QH13"),
        wrong("Nghị quyết số 351/2017/⟦UBTVQH⟧ về thể thức.").right("UBTVQH14"),
        wrong("Luật số 12/2021/⟦QH⟧ về phòng thủ."),
    ],
    silent: &[
        "Nghị quyết số 429/2003/NQ-UBTVQH ngày 29/8/2003.",
        "Luật số 85/2015/QH13; Nghị quyết số 351/2017/UBTVQH14.",
        "Báo cáo số 450/BC-UBTVQH ngày 18/5/2018.",
        "Nghị quyết số 1685/NQ-UBTVQH15.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let Some(part) = n.parts.last().filter(|p| matches!(p.text.as_str(), "QH" | "UBTVQH")) else { continue };
        let Some(year) = numbering::year_of(n).filter(|y| *y >= 1997) else { continue };
        let code = if n.parts.len() > 1 { n.code().unwrap_or("") } else { "" };
        if n.elided || n.parts.len() > 2 || !matches!(code, "" | "NQ" | "PL") {
            continue;
        }
        let right = khoa_year_clash::khoa_of(year, c.day());
        let covered = |row: &tables::SymbolRow| {
            row.from.is_none_or(|d| i32::from(d.year) <= year) && row.to.is_none_or(|d| i32::from(d.year) >= year)
        };
        if tables::symbols_for(code, &part.text).any(covered) || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let missing = format!("Số {} thiếu số khóa sau {}", n.canonical, part.text);
        let lacks = format!("{} lacks the legislature behind {}", n.canonical, part.text);
        out.push(match right {
            Some(k) => Finding::new(
                &RULE,
                part.span,
                format!("{missing}; năm {year} là khóa {k}, đúng là {}{k}.", part.text),
                format!("{lacks}; {year} is of legislature {k}."),
            )
            .fix(Safety::Unsafe, Span::new(part.span.to(), part.span.to()), k.to_string()),
            None => Finding::new(&RULE, part.span, format!("{missing}."), format!("{lacks}.")),
        });
    }
}
