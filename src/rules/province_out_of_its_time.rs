//! Provinces out of their time.

use chrono::Datelike;

use crate::document::Document;
use crate::tables::{self, Province, Sure};

use super::dated::written;
use super::issuing;
use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER03",
    name: "province-not-existing",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị quyết 202/2025/QH15",
    summary: ("Tỉnh không còn hoặc chưa có vào ngày ấy", "A province that did not exist on that day"),
    explain: (
        "## Lỗi gì\nVăn bản ghi ngày mà tỉnh ấy đã sáp nhập hoặc chưa thành lập: Kế hoạch của Tỉnh ủy Quảng Nam ngày 05/9/2025.\n\n## Vì sao\nTừ ngày 01/7/2025 cả nước còn 34 tỉnh, thành phố (Nghị quyết 202/2025/QH15); những lần chia, nhập trước có trong bảng tỉnh.\n\n## Sửa thế nào\nTra lại ngày; nếu ngày đúng thì ghi tỉnh mới.\n\n## Khi nào im lặng\nVăn bản ban hành khi tỉnh còn; “tỉnh Quảng Nam (cũ)”, “trước đây”; tên thành phố thuộc tỉnh.",
        "## What\nA document dated when the province had been merged or did not yet exist: Tỉnh ủy Quảng Nam, 5 September 2025.\n\n## Why\nSince 1 July 2025 there are 34 provinces and cities (Resolution 202/2025/QH15); earlier changes stand in the table of provinces.\n\n## How to mend\nCheck the date; if it is right, name the new province.\n\n## When it is silent\nDocuments of the province’s lifetime; “(cũ)”, “trước đây”; towns under provinces.",
    ),
    wrong: &[
        wrong("Kế hoạch số 45-KH/TU ngày 05/9/2025 của ⟦Tỉnh ủy Quảng Nam⟧ về kiểm tra."),
        wrong("Quyết định số 2150/QĐ-UBND ngày 12/11/2025 của ⟦Ủy ban nhân dân tỉnh Hà Giang⟧."),
        wrong("Quyết định số 12/2026/QĐ-UBND của ⟦UBND tỉnh Bắc Giang⟧."),
        wrong("Nghị quyết số 12/NQ-HĐND ngày 10/12/2010 của ⟦Hội đồng nhân dân tỉnh Hà Tây⟧."),
    ],
    silent: &[
        "Kế hoạch số 45-KH/TU ngày 05/9/2023 của Tỉnh ủy Quảng Nam.",
        "Quyết định số 2150/QĐ-UBND ngày 12/11/2025 của Ủy ban nhân dân tỉnh Tuyên Quang.",
        "Quyết định số 15/QĐ-UBND ngày 12/11/2025 của Ủy ban nhân dân tỉnh Quảng Nam (cũ).",
        "Quyết định số 15/QĐ-UBND ngày 12/11/2010 của Ủy ban nhân dân thành phố Huế.",
        "Quyết định số 15/QĐ-UBND ngày 12/11/2025 của Ủy ban nhân dân thành phố Đà Nẵng.",
        "Quyết định số 15/QĐ-UBND ngày 12/11/2025 của Ủy ban nhân dân tỉnh.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let issuer = match c.citation {
            Some(_) => issuing::claimed(doc, &c),
            None => doc.head.issuer,
        };
        let Some(issuer) = issuer.filter(|_| !c.number.elided) else { continue };
        let Some(name) = province(doc.slice(issuer.span)) else { continue };
        let rows: Vec<_> = tables::provinces_named(name).collect();
        let year = c.number_year();
        let day = c.day().filter(|d| year.is_none_or(|y| y == d.year()));
        let fault = match (day, year) {
            (Some(day), _) if rows.iter().all(|p| !p.existed(day) && p.sure != Sure::Uncertain) => {
                rows.iter().rev().find(|p| p.to.is_some_and(|d| d.is_before(day))).or(rows.first())
            }
            (None, Some(year)) if c.date.is_none() => {
                let gone = |p: &&Province| p.to.is_some_and(|d| i32::from(d.year) < year) && p.sure != Sure::Uncertain;
                if rows.iter().copied().all(|p| gone(&p)) { rows.last() } else { None }
            }
            _ => None,
        };
        let Some(row) = fault.copied() else { continue };
        let past = row.to.is_some_and(|d| day.is_none_or(|day| d.is_before(day)));
        let (vi, en) = match (past, row.to, row.from) {
            (true, Some(end), _) => {
                let into = row.merged_into.iter().find(|m| **m != row.name);
                match into {
                    Some(into) => (
                        format!("Tỉnh {} kết thúc sau {end} (nhập vào {into})", row.name),
                        format!("{} ended on {end} (now {into})", row.name),
                    ),
                    None => (format!("Tỉnh {} kết thúc sau {end}", row.name), format!("{} ended on {end}", row.name)),
                }
            }
            (false, _, Some(start)) => {
                (format!("Tỉnh {} chỉ có từ {start}", row.name), format!("{} exists since {start} only", row.name))
            }
            _ => continue,
        };
        if issuing::is_former(doc, issuer.span)
            || (c.citation.is_some() && issuing::belongs_outside(doc, &c, issuer))
            || numbering::is_example(doc, c.mention.span)
        {
            continue;
        }
        let (at, at_en) = match (day, year) {
            (Some(day), _) => (format!("ngày {}", written(day)), written(day)),
            (None, Some(year)) => (format!("năm {year}"), year.to_string()),
            _ => continue,
        };
        out.push(Finding::new(
            &RULE,
            issuer.span,
            format!("{vi}, mà văn bản ghi {at}."),
            format!("{en}, but the document is of {at_en}."),
        ));
    }
}

/// The name behind "tỉnh" or "Tỉnh ủy". Towns share their names with provinces: "thành phố" is not asked.
fn province(issuer: &str) -> Option<&str> {
    let mut words = issuer.match_indices(' ').map(|(i, _)| i).chain([issuer.len()]);
    let mut from = 0;
    let mut last = None;
    let mut before = "";
    for end in &mut words {
        let word = &issuer[from..end];
        let lower = word.to_lowercase();
        if lower == "tỉnh" || (matches!(lower.as_str(), "ủy" | "uỷ") && before.to_lowercase() == "tỉnh") {
            last = Some(end);
        }
        before = word;
        from = (end + 1).min(issuer.len());
    }
    let name = issuer[last?..].trim();
    let name = name.strip_prefix("ủy ").or(name.strip_prefix("uỷ ")).unwrap_or(name);
    (!name.is_empty() && tables::provinces_named(name).next().is_some()).then_some(name)
}
