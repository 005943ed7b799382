//! A year that no cited document can have.

use crate::document::Document;
use crate::parse::{Class, DateForm, DateRef, Year};

use super::dated::{self, FIRST_YEAR, is_example, is_lunar, last_year, line_before, line_behind, quoted_words};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE03",
    name: "year-implausible",
    severity: Severity::Error,
    default: true,
    basis: "logic",
    summary: ("Năm của ngày không thể đúng", "A date in a year that cannot be right"),
    explain: (
        "## Lỗi gì\nNăm của ngày có ba chữ số hoặc từ năm chữ số trở lên (“năm 199”, “19999”), hoặc văn bản được viện dẫn mang năm \
         không thể có: trước năm 1930, sau năm hiện tại và sau năm của chính văn bản.\n\n\
         ## Vì sao\nVăn bản của Đảng có từ 03/02/1930, của Nhà nước từ 02/9/1945; văn bản chưa ban hành thì không viện dẫn theo ngày \
         ban hành được. Các năm như 2202, 1020 thường do gõ đảo hoặc thiếu chữ số.\n\n\
         ## Sửa thế nào\nGhi lại năm theo bản gốc. Số văn bản có năm (01/2008/NĐ-CP) thì gợi ý lấy năm đó.\n\n\
         ## Khi nào im lặng\nNgày ngoài viện dẫn: ngày sinh, sự kiện lịch sử, thời hạn (“đến ngày 31/12/2050”); năm bỏ trống của biểu \
         mẫu (“năm 202…”); văn bản của chính quyền thuộc địa, triều đình; ngày âm lịch; ví dụ.",
        "## What\nThe year of a date has three digits, or five and more, or a document is cited with a year it cannot have: before \
         1930, or after both the present year and the document's own.\n\n\
         ## Why\nDocuments of the Party begin on 3/2/1930, those of the State on 2/9/1945, and what is not yet issued cannot be cited \
         by its date. Years as 2202 or 1020 come from digits swapped or lost.\n\n\
         ## How to mend\nTake the year from the document itself. Where its number holds a year (01/2008/NĐ-CP), that is suggested.\n\n\
         ## When it is silent\nDates outside citations: births, history, time limits; blanks of forms; footnote marks run into the year; documents of colonial times; \
         lunar dates; examples.",
    ),
    wrong: &[
        wrong("Nghị quyết số 35/NQ-CP ngày ⟦16/5/2202⟧ của Chính phủ."),
        wrong("Quyết định số 1620/QĐ-UBND ngày ⟦12/8/1020⟧ của Ủy ban nhân dân tỉnh."),
        wrong("Căn cứ Nghị định số 50/CP ngày ⟦10 tháng 5 năm 199⟧ của Chính phủ;"),
        wrong("Nghị định số 88/1999/NĐ-CP ngày ⟦01/9/19999⟧ của Chính phủ.").right("01/9/1999"),
        wrong("Quyết định số 18/QĐ-BTC ngày ⟦15 tháng 01 năm 011⟧ của Bộ Tài chính.").right("15 tháng 01 năm 2011"),
        wrong("Quyết định số 123/QĐ-TCDL, ngày ⟦04/5/2070⟧ của Tổng cục Du lịch."),
        wrong("Hội nghị tổ chức ngày ⟦15 tháng 8 năm 20201⟧ tại hội trường tỉnh."),
    ],
    silent: &[
        "Đồng chí sinh ngày 19/5/1890 tại xã Kim Liên.",
        "Thời hạn thuê đất đến ngày 31/12/2070 theo hợp đồng.",
        "Ngày 05 tháng 11 năm 938, Ngô Quyền đánh tan quân Nam Hán.",
        "Hợp đồng có hiệu lực từ ngày 01 tháng 01 năm 202… đến hết năm.",
        "Nghị quyết số 35/NQ-CP ngày 16/5/2016 của Chính phủ.",
        "Luật Nhà ở số 27/2023/QH15 ngày 27 tháng 11 năm 20237 được sửa đổi.\n7 Luật này có hiệu lực từ ngày 01 tháng 8 năm 2024.",
        "Quy hoạch đến ngày 31/12/2050 do Ủy ban nhân dân tỉnh tổ chức lập.",
        "Nghị định số 1456/NĐ ngày 12/5/1921 của Toàn quyền Đông Dương.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let last = last_year(doc, know);
    for date in &doc.dates {
        let Some(year) = date.year else { continue };
        let value = date.year_value().unwrap_or(i32::MAX);
        // The usual year needs no look at the citation.
        if year.digits == 2 || (year.digits == 4 && (FIRST_YEAR..=last).contains(&value)) {
            continue;
        }
        let citation = dated::citation_of(doc, date);
        let cited = citation.is_some_and(|c| matches!(c.class, Class::Numbered | Class::Short));
        let odd = match year.digits {
            4 => cited || (date.said && !(1000..=2150).contains(&value)),
            _ if dated::is_open(doc, date) || has_note(doc, year) => false,
            3 => cited || (date.said && (190..=209).contains(&value)),
            _ => cited || (date.said && year.digits > 4),
        };
        if !odd
            || date.form == DateForm::Iso
            || is_lunar(doc, date)
            || is_example(doc, date.span)
            || (value < FIRST_YEAR && is_colonial(doc, date))
        {
            continue;
        }
        let said = quoted_words(doc, date.span);
        let (vi, en) = if year.digits != 4 {
            let n = year.digits;
            (
                format!("Năm “{}” của ngày “{said}” có {n} chữ số.", doc.slice(year.span)),
                format!("The year of “{said}” has {n} digits."),
            )
        } else if value < FIRST_YEAR {
            (
                format!(
                    "Ngày “{said}” không thể là ngày của văn bản được viện dẫn: văn bản của Đảng, Nhà nước có từ năm 1930 trở đi."
                ),
                format!("“{said}” cannot be the date of a cited document: those of Party and State begin in 1930."),
            )
        } else {
            (
                format!(
                    "Ngày “{said}” không thể là ngày của văn bản được viện dẫn: năm {value} chưa đến (năm muộn nhất có thể là {last})."
                ),
                format!(
                    "“{said}” cannot be the date of a cited document: {value} is yet to come ({last} is the latest it may be)."
                ),
            )
        };
        let mut finding = Finding::new(&RULE, date.span, vi, en);
        // A clock that is behind makes a text of the turn of the year look like one of the future.
        if value == last + 1 {
            finding = finding.at(Severity::Warning);
        }
        let of_number = citation.and_then(|c| c.number.as_ref()).and_then(|n| n.year).and_then(|y| y.full());
        if let Some(right) = of_number.filter(|y| (FIRST_YEAR..=last).contains(y)) {
            finding.message.vi.push_str(&format!(" Số văn bản ghi năm {right}."));
            finding.message.en.push_str(&format!(" The number says {right}."));
            finding = finding.fix(Safety::Unsafe, year.span, right.to_string());
        } else if year.digits == 3 && doc.slice(year.span).starts_with('0') && (0..=last - 2000).contains(&value) {
            // "năm 011" has lost its first figure.
            finding = finding.fix(Safety::Unsafe, year.span, (2000 + value).to_string());
        }
        out.push(finding);
    }
}

/// Whether the last figure of a year of five is the mark of a footnote that lost its place: a line further down begins
/// with it.
fn has_note(doc: &Document, year: Year) -> bool {
    let digits = doc.slice(year.span);
    let Some((full, mark)) = digits.split_at_checked(4).filter(|(_, m)| matches!(m.len(), 1 | 2)) else { return false };
    if !full.parse().is_ok_and(|y: i32| (FIRST_YEAR..2100).contains(&y)) {
        return false;
    }
    let behind = &doc.text()[year.span.to()..];
    memchr::memmem::find_iter(behind.as_bytes(), format!("\n{mark} ").as_bytes())
        .any(|at| behind[at + mark.len() + 2..].starts_with(char::is_uppercase))
}

/// Whether the sentence speaks of colonial times or a court.
fn is_colonial(doc: &Document, date: &DateRef) -> bool {
    let around = [line_before(doc, date.span.from(), 200), line_behind(doc, date.span.to(), 200)];
    ["Toàn quyền", "Thống đốc", "Thống sứ", "Khâm sứ", "thực dân", "Đông Dương", "vua ", "Vua ", "triều", "Pháp"]
        .iter()
        .any(|w| around.iter().any(|a| a.contains(w)))
}
