//! A document that calls a term "this one" though it is dated outside of it.

use chrono::Datelike;

use crate::document::Document;
use crate::parse::TermKind;
use crate::tables;

use super::known_terms::{dated, plausible};
use super::term_owner::is_example;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM13",
    name: "term-after-date",
    severity: Severity::Info,
    default: false,
    basis: "logic",
    summary: (
        "Nhiệm kỳ gọi là “này”, “hiện nay” không chứa ngày của văn bản",
        "A term called the present one that does not hold the document's date",
    ),
    explain: (
        "## Lỗi gì\nVăn bản ghi “nhiệm kỳ này”, “nhiệm kỳ hiện nay” với những năm không chứa ngày của chính văn bản.\n\
         ## Vì sao\nNhiệm kỳ đang diễn ra phải chứa ngày ban hành; thường là câu chép từ văn bản cũ.\n\
         ## Sửa thế nào\nGhi nhiệm kỳ hiện tại, hoặc bỏ chữ “này”, “hiện nay”.\n\
         ## Khi nào im lặng\nKhông biết ngày của văn bản; nhiệm kỳ trước, nhiệm kỳ tới; bầu cử bổ sung; tổng kết.",
        "## What\nA text says “this term” of years that do not hold the date of the text itself.\n\
         ## Why\nThe present term holds the day of issue; mostly the sentence was copied from an older text.\n\
         ## How to mend\nWrite the present term, or leave out “này”, “hiện nay”.\n\
         ## When it is silent\nThe document's date is unknown; terms before or to come; by-elections; reviews.",
    ),
    wrong: &[
        wrong("Hội đồng nhân dân tỉnh nhiệm kỳ này, nhiệm kỳ ⟦2016-2021⟧, có 50 đại biểu.").dated("2023-05-05"),
        wrong("Nhiệm kỳ hiện nay (nhiệm kỳ ⟦2011-2016⟧) của Hội đồng nhân dân xã.").dated("2018-01-10"),
    ],
    silent: &[
        "Hội đồng nhân dân tỉnh nhiệm kỳ này, nhiệm kỳ 2016-2021, có 50 đại biểu.",
        "Nhiệm kỳ trước (nhiệm kỳ 2011-2016) của Hội đồng nhân dân xã.",
        "Hội đồng nhân dân xã nhiệm kỳ 2021-2026.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let Some(own) = know.own_date(doc).map(|d| d.year()) else { return };
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { continue };
        if term.kind != TermKind::NhiemKy || (from..=to).contains(&own) || to <= from || !plausible(from) {
            continue;
        }
        let low = doc.text().ceil_char_boundary(doc.sentence(span).from().max(span.from().saturating_sub(40)));
        let before = tables::fold(&doc.text()[low..span.from()]);
        let present = ["nhiệm kỳ này", "nhiệm kỳ hiện nay", "nhiệm kỳ hiện tại"].iter().any(|w| before.contains(w));
        if !present || doc.is_quoted(span) || is_example(doc, span) {
            continue;
        }
        out.push(Finding::new(
            &RULE,
            years.span,
            format!("Văn bản năm {own} gọi {from}-{to} là nhiệm kỳ này, nhưng năm {own} nằm ngoài nhiệm kỳ đó."),
            format!("A document of {own} calls {from}-{to} the present term, but {own} lies outside of it."),
        ));
    }
}
