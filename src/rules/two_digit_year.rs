//! A year of two digits.

use crate::document::Document;

use super::dated::{citation_of, is_example, is_open, line_before, quoted_words};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE08",
    name: "two-digit-year",
    severity: Severity::Info,
    default: false,
    basis: "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II.4",
    summary: ("Năm chỉ ghi hai chữ số", "A year of two digits"),
    explain: (
        "## Lỗi gì\nNăm của ngày chỉ ghi hai chữ số: “ngày 22/12/09”.\n\n\
         ## Vì sao\nNghị định 30/2020/NĐ-CP (Phụ lục I, Phần I, mục II.4) yêu cầu ghi đầy đủ năm; hai chữ số không nói được thế kỷ.\n\n\
         ## Sửa thế nào\nGhi đủ bốn chữ số. Gợi ý hiểu 45 đến 99 là 1945 đến 1999, 00 đến 44 là 2000 đến 2044.\n\n\
         ## Khi nào im lặng\nPhần trích của văn bản khác; bảng; ngày không đứng sau chữ “ngày” và không thuộc viện dẫn.",
        "## What\nThe year of a date has two digits: “22/12/09”.\n\n\
         ## Why\nDecree 30/2020/NĐ-CP (Annex I, Part I, II.4) has the year in full; two digits do not tell the century.\n\n\
         ## How to mend\nWrite four digits. The suggestion reads 45 to 99 as 1945 to 1999, 00 to 44 as 2000 to 2044.\n\n\
         ## When it is silent\nQuotations; tables; dates neither behind “ngày” nor in a citation.",
    ),
    wrong: &[
        wrong("Quyết định số 123/2009/QĐ-UBND ngày ⟦22/12/09⟧ của Ủy ban nhân dân tỉnh.").right("22/12/2009"),
        wrong("Thông tư số 05/98/TT-BXD ngày ⟦12/3/98⟧ của Bộ Xây dựng.").right("12/3/1998"),
    ],
    silent: &[
        "Quyết định số 123/2009/QĐ-UBND ngày 22/12/2009 của Ủy ban nhân dân tỉnh.",
        "Hội nghị họp ngày 22/12.",
        "Số dư đến ngày 31 tháng 12 năm 20… của đơn vị.",
        "| 1 | ngày 22/12/09 | 15 |",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        let Some(year) = date.year.filter(|y| y.digits == 2) else { continue };
        let Some(full) = date.year_value() else { continue };
        let citation = citation_of(doc, date);
        if !(date.said || citation.is_some())
            || is_open(doc, date)
            || doc.is_quoted(date.span)
            || line_before(doc, date.span.from(), 400).starts_with('|')
            || is_example(doc, date.span)
        {
            continue;
        }
        let of_number = citation.and_then(|c| c.number.as_ref()).and_then(|n| n.year).and_then(|y| y.full());
        let safety = if of_number == Some(full) { Safety::Safe } else { Safety::Unsafe };
        let said = quoted_words(doc, date.span);
        out.push(
            Finding::new(
                &RULE,
                date.span,
                format!("Năm của ngày “{said}” chỉ ghi hai chữ số; ghi đủ là {full}."),
                format!("The year of “{said}” has two digits; in full it is {full}."),
            )
            .fix(safety, year.span, full.to_string()),
        );
    }
}
