//! Types of documents out of their time.

use crate::document::Document;
use crate::parse::{Number, Part, Regime};
use crate::tables::{self, DocType, IssuerClass, Sure};

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TYPE03",
    name: "type-outside-period",
    severity: Severity::Warning,
    default: true,
    basis: "Luật 17/2008/QH12; Luật 80/2015/QH13; Luật 64/2025/QH15",
    summary: ("Loại văn bản không còn hoặc chưa có vào lúc ấy", "A type of document out of its time"),
    explain: (
        "## Lỗi gì\nVăn bản quy phạm pháp luật thuộc loại mà luật lúc ấy không có: 12/2018/TTLT-BTC-BNV, 05/2012/CT-TTg, 12/2010/QĐ-BTC, 03/2023/TT-KTNN.\n\n## Vì sao\nLuật 17/2008/QH12 bỏ quyết định, chỉ thị quy phạm của bộ trưởng và chỉ thị quy phạm của Thủ tướng từ năm 2009; Luật 80/2015/QH13 bỏ thông tư liên tịch giữa các bộ và chỉ thị quy phạm của Ủy ban nhân dân từ ngày 01/7/2016; Luật 64/2025/QH15 cho Tổng Kiểm toán nhà nước ban hành thông tư từ ngày 01/4/2025.\n\n## Sửa thế nào\nTra lại năm, tên loại; văn bản cá biệt thì bỏ năm trong số.\n\n## Khi nào im lặng\nMột năm sau khi loại ấy hết; thông tư liên tịch có Tòa án, Viện kiểm sát, Kiểm toán nhà nước; quyết định, chỉ thị không ghi năm.",
        "## What\nA normative document of a type that the law of its time did not have: 12/2018/TTLT-BTC-BNV, 05/2012/CT-TTg.\n\n## Why\nLaw 17/2008/QH12 ended normative decisions and directives of ministers and the Prime Minister’s normative directives in 2009; Law 80/2015/QH13 ended joint circulars of ministries on 1 July 2016; Law 64/2025/QH15 gave circulars to the Auditor General on 1 April 2025.\n\n## How to mend\nCheck year and type; individual documents have no year in the number.\n\n## When it is silent\nA year after the end; joint circulars with court, procuracy or audit; decisions and directives without year.",
    ),
    wrong: &[
        wrong("Thông tư liên tịch số 12/2018/⟦TTLT-BTC-BNV⟧ ngày 05/6/2018."),
        wrong("Chỉ thị số 05/2012/⟦CT-TTg⟧ của Thủ tướng Chính phủ."),
        wrong("Quyết định số 12/2010/⟦QĐ-BTC⟧ của Bộ trưởng Bộ Tài chính."),
        wrong("Thông tư số 03/2023/⟦TT-KTNN⟧ của Tổng Kiểm toán nhà nước."),
        wrong("Chỉ thị số 05/2018/⟦CT-UBND⟧ của Ủy ban nhân dân tỉnh."),
    ],
    silent: &[
        "Thông tư liên tịch số 12/2016/TTLT-BTC-BNV ngày 05/5/2016.",
        "Thông tư liên tịch số 01/2018/TTLT-VKSNDTC-BCA; Thông tư liên tịch số 01/2017/TTLT-BCA-VKSNDTC-TANDTC.",
        "Chỉ thị số 33/CT-TTg ngày 14/8/2026; Quyết định số 1893/QĐ-BYT ngày 05/6/2019.",
        "Quyết định số 15/2006/QĐ-BTC; Quyết định số 19/2025/QĐ-TTg; Quyết định số 666/2015/QĐ-UBND.",
        "Thông tư số 01/2026/TT-KTNN; Quyết định số 11/2023/QĐ-KTNN; Thông tư số 02/2018/TT-VKS.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || !matches!(n.regime, Regime::R1 | Regime::R8) || n.organs().is_empty() {
            continue;
        }
        let Some(year) = c.number_year().filter(|y| (1997..=2100).contains(y)) else { continue };
        let Some(row) = out_of_time(n, year) else { continue };
        // The date tells whether the year is to be trusted at all.
        if c.date_year().is_some_and(|y| y != year) || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let span = n.parts[0].span.join(n.parts[n.parts.len() - 1].span);
        let name = row.name.to_lowercase();
        let (when, when_en) = match (row.from, row.to) {
            (Some(from), _) if i32::from(from.year) > year => {
                (format!("chỉ có từ {from}"), format!("exists since {from} only"))
            }
            (_, Some(to)) => (format!("hết từ sau {to}"), format!("ended on {to}")),
            _ => continue,
        };
        out.push(Finding::new(
            &RULE,
            span,
            format!("Năm {year} không có {name} với ký hiệu {} có năm: loại này {when}.", n.symbol()),
            format!("In {year} there was no {} with a year: the type {when_en}.", n.symbol()),
        ));
    }
}

/// The row of the type that lies nearest to the year, where none holds.
fn out_of_time(n: &Number, year: i32) -> Option<&'static DocType> {
    let code = numbering::restored(n.code()?, true);
    // The Government's resolutions lost and regained their year; plans have their own rule.
    if !matches!(&*code, "TT" | "TTLT" | "QĐ" | "CT") {
        return None;
    }
    let mut last = None;
    for row in tables::types_with_code(&code).filter(|t| t.normative && t.sure != Sure::Uncertain) {
        if !fits(row, n) {
            continue;
        }
        // Offices finish under the old law what they began: a year of grace.
        let holds = row.from.is_none_or(|d| i32::from(d.year) <= year)
            && row.to.is_none_or(|d| i32::from(d.year) + i32::from(d.month > 6) >= year);
        if holds {
            return None;
        }
        last = Some(row);
    }
    last
}

/// Whether a row speaks of the organs of the number.
fn fits(row: &DocType, n: &Number) -> bool {
    let named = |p: &Part| {
        let organ = numbering::restored(&p.text, false);
        let other = |abbr: &&str| {
            *abbr == organ
                || (organ.starts_with("VKS") && *abbr == "VKSNDTC")
                || (matches!(&*organ, "TATC" | "CA" | "TANDTC") && *abbr == "TANDTC")
        };
        row.issuers.iter().any(other)
    };
    let ministry = |p: &Part| numbering::organ_rows(&numbering::restored(&p.text, false)).any(|o| o.ministry);
    if n.regime == Regime::R8 {
        return if row.issuers.is_empty() { n.organs().iter().any(ministry) } else { n.organs().iter().any(named) };
    }
    let Some(first) = n.organs().first() else { return false };
    named(first) || (row.issuers.is_empty() && row.classes.contains(&IssuerClass::Ministry) && ministry(first))
}
