//! A document cited with a date after the citing one's own.

use crate::document::Document;
use crate::parse::{Class, Kind};

use super::dated::{self, is_example, is_plausible, line_before, line_behind, quoted_words, written};
use super::number_year_date_year;
use super::registered;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE05",
    name: "future-citation",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: (
        "Văn bản được viện dẫn có ngày sau ngày của chính văn bản",
        "A cited document dated after the citing one",
    ),
    explain: (
        "## Lỗi gì\nNgày của văn bản được viện dẫn muộn hơn ngày của chính văn bản đang xét.\n\n\
         ## Vì sao\nVăn bản chỉ viện dẫn được những gì đã ban hành. Ngày muộn hơn thường do gõ nhầm năm, hoặc do ngày ở đầu văn bản \
         chưa sửa theo lần ban hành mới.\n\n\
         ## Sửa thế nào\nĐối chiếu ngày của văn bản được viện dẫn với bản gốc; kiểm tra cả ngày ở đầu văn bản.\n\n\
         ## Khi nào im lặng\nKhông biết ngày của chính văn bản (có thể cho biết bằng `--document-date`); việc dự kiến, dự thảo; văn bản \
         hợp nhất; phần trích của văn bản khác; ngày có hiệu lực, thời hạn.",
        "## What\nA cited document is dated after the document that cites it.\n\n\
         ## Why\nOnly what has been issued can be cited. A later date is mostly a slip in the year, or the date in the head was left \
         from an earlier draft.\n\n\
         ## How to mend\nLook up the date of the cited document, and the one in the head.\n\n\
         ## When it is silent\nThe document's own date is not known (`--document-date` states it); plans and drafts; consolidated \
         texts; quotations; dates of effect and time limits.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị quyết số 57-NQ/TW ngày ⟦22 tháng 12 năm 2026⟧ của Bộ Chính trị;").dated("2024-12-31"),
        wrong("Thực hiện Chỉ thị số 35-CT/TW, ngày ⟦30/5/2021⟧ của Bộ Chính trị về đại hội đảng bộ các cấp.")
            .dated("2019-08-20"),
        wrong(
            "UBND TỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 05 tháng 3 năm 2020\nKẾ HOẠCH\nThực hiện công tác văn thư\n\
               Căn cứ Quyết định số 215/QĐ-TTg ngày ⟦13/11/2020⟧ của Thủ tướng Chính phủ;",
        ),
    ],
    silent: &[
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị;",
        "UBND TỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 05 tháng 3 năm 2020\nKẾ HOẠCH\nThực hiện công tác văn thư\n\
         Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ có hiệu lực từ ngày 05 tháng 3 năm 2020.",
        "UBND TỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 05 tháng 3 năm 2020\nKẾ HOẠCH\nThực hiện công tác văn thư\n\
         Hoàn thành trước ngày 31/12/2020; báo cáo gửi chậm nhất ngày 15/01/2021.",
        "VĂN BẢN HỢP NHẤT\nSố: 12/2018/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2018\nNGHỊ ĐỊNH\nVề công tác văn thư\n\
         Nghị định này được sửa đổi bởi Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let Some(own) = know.own_date(doc) else { return };
    let mut consolidated = None;
    for (i, citation, date) in dated::cited(doc) {
        let Some(day) = date.date().filter(|d| *d > own) else { continue };
        if citation.class == Class::This || !is_plausible(doc, know, &date) || doc.is_quoted(date.span) {
            continue;
        }
        // A number of another year is flagged as such.
        let number = citation.number.as_ref();
        if number.is_some_and(|n| number_year_date_year::other_year(doc, know, i, n, &date).is_some()) {
            continue;
        }
        // Of a known document the right date is told.
        if let Some(cited) = registered::cited(doc).find(|c| c.index == i)
            && matches!(registered::clash(doc, know, &cited), Some(registered::Clash::Date(row)) if row.is_solid())
        {
            continue;
        }
        let plan = |s: &str| ["dự kiến", "dự thảo", "Dự thảo", "sẽ ban hành", "hiệu lực"].iter().any(|w| s.contains(w));
        if plan(line_before(doc, date.span.from(), 80))
            || plan(line_behind(doc, date.span.to(), 24))
            || is_example(doc, date.span)
        {
            continue;
        }
        if *consolidated.get_or_insert_with(|| is_consolidated(doc)) {
            return;
        }
        let (said, mine) = (quoted_words(doc, date.span), written(own));
        let mut finding = Finding::new(
            &RULE,
            date.span,
            format!(
                "Văn bản được viện dẫn ghi ngày {} (“{said}”), sau ngày {mine} của chính văn bản này.",
                written(day)
            ),
            format!("The cited document is dated {} (“{said}”), after {mine}, the date of this one.", written(day)),
        );
        if know.document_date.is_none()
            && let Some(head) = &doc.head.date
        {
            finding = finding.with(head.span, "ngày của chính văn bản", "the document's own date");
        }
        out.push(finding);
    }
}

/// Whether the text is a consolidated one, whose notes cite the later amendments.
fn is_consolidated(doc: &Document) -> bool {
    let own = doc.head.own.and_then(|i| match &doc.mentions[i].kind {
        Kind::Own(n) => n.code(),
        _ => None,
    });
    let end = doc.text().floor_char_boundary(3000);
    let top = &doc.text()[..end];
    own == Some("VBHN") || top.contains("VĂN BẢN HỢP NHẤT") || top.contains("Văn bản hợp nhất") || top.contains("VBHN")
}
