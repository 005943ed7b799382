//! A number of the Party's Central bodies that several documents bore, without what tells which is meant.

use crate::document::Document;
use crate::parse::Regime;

use super::dated::written;
use super::registered;
use super::same_number_two_dates::is_unique;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "REG03",
    name: "ambiguous-party-number",
    severity: Severity::Info,
    default: false,
    basis: "Hướng dẫn 36-HD/VPTW",
    summary: (
        "Số của Đảng mà nhiều văn bản từng mang, không ghi ngày",
        "A Party number that several documents bore, without a date",
    ),
    explain: (
        "## Lỗi gì\n“Chỉ thị số 45-CT/TW” không ghi ngày, trong khi số ấy có ở nhiều nhiệm kỳ: 20/6/2020, 14/4/2025.\n\n\
         ## Vì sao\nSố văn bản của Đảng đánh lại từ đầu ở mỗi nhiệm kỳ đại hội, nên chỉ số thôi chưa cho biết là văn bản nào.\n\n\
         ## Sửa thế nào\nGhi thêm ngày ban hành.\n\n\
         ## Khi nào im lặng\nKhi có ngày hoặc trích yếu; khi cùng số ấy đã được nêu đủ ở chỗ khác trong văn bản; khi chỉ biết một văn bản mang số ấy.",
        "## What\n“Chỉ thị số 45-CT/TW” without a date, though the number was borne in several terms: 20/6/2020, 14/4/2025.\n\n\
         ## Why\nNumbers of the Party begin again with each congress, so the number alone does not tell which document is meant.\n\n\
         ## How to mend\nAdd the date of issue.\n\n\
         ## When it is silent\nWhere a date or subject is given; where the text names the same number with its date elsewhere; where only one document of the number is known.",
    ),
    wrong: &[wrong("Tiếp tục thực hiện Chỉ thị số ⟦45-CT/TW⟧ của Bộ Chính trị.")],
    silent: &[
        "Tiếp tục thực hiện Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị.",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị; tiếp tục thực hiện Chỉ thị số 45-CT/TW.",
        "Tiếp tục thực hiện Nghị định số 30/2020/NĐ-CP của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let party = |c: &super::numbering::Cited| c.number.regime == Regime::R5 && is_unique(c.number);
    let told: Vec<&str> =
        registered::cited(doc).filter(|c| party(c) && c.date.is_some()).map(|c| c.number.canonical.as_str()).collect();
    for c in registered::cited(doc).filter(party) {
        let citation = c.citation.filter(|x| x.date.is_none() && x.subject.is_none() && x.year.is_none());
        if citation.is_none() || told.contains(&c.number.canonical.as_str()) || doc.is_quoted(c.mention.span) {
            continue;
        }
        let rows = know.register.find(c.type_name(), c.number);
        if rows.len() < 2 {
            continue;
        }
        let days = rows.iter().map(|row| written(row.date)).collect::<Vec<_>>().join(", ");
        out.push(Finding::new(
            &RULE,
            c.number.span,
            format!("Số {} có ở nhiều nhiệm kỳ ({days}); ghi thêm ngày để biết là văn bản nào.", c.number.canonical),
            format!("{} was borne in several terms ({days}); add the date to tell which is meant.", c.number.canonical),
        ));
    }
}
