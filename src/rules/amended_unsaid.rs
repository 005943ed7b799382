//! A law that had been amended, cited as if it had not.

use super::dated::written;
use super::{Finding, Findings, Knowledge, Rule, Severity, numbering, wrong};
use crate::document::Document;
use crate::parse::{Class, Kind, Number, Regime};
use crate::register::Row;

pub(super) static RULE: Rule = Rule {
    code: "REF04",
    name: "amended-unsaid",
    severity: Severity::Info,
    default: false,
    basis: "Điều 68 khoản 1, Nghị định 78/2025/NĐ-CP; danh mục văn bản đã biết",
    summary: (
        "Viện dẫn luật đã sửa đổi mà không nêu văn bản sửa đổi",
        "An amended law cited without the document that amended it",
    ),
    explain: (
        "## Lỗi gì\nVăn bản quy phạm pháp luật dẫn lần đầu một luật đã được sửa đổi mà không viết “được sửa đổi, bổ sung bởi Luật số …”.\n\n\
         ## Vì sao\nKhi viện dẫn lần đầu luật đã được sửa đổi, bổ sung phải nêu các văn bản sửa đổi, bổ sung (Điều 68 khoản 1, Nghị định 78/2025/NĐ-CP).\n\n\
         ## Sửa thế nào\nThêm số của văn bản sửa đổi sau số của luật.\n\n\
         ## Khi nào im lặng\nVăn bản hành chính; từ lần dẫn thứ hai; luật chưa biết văn bản sửa đổi; sửa đổi sau ngày của chính văn bản; trong câu đã nói “sửa đổi”; phần trích. Quy tắc này mặc định tắt.",
        "## What\nA normative document first cites an amended law without “được sửa đổi, bổ sung bởi Luật số …”.\n\n\
         ## Why\nThe first citation of an amended law must name what amended it (Article 68, clause 1 of Decree 78/2025/NĐ-CP).\n\n\
         ## How to mend\nAdd the number of the amending document behind that of the law.\n\n\
         ## When it is silent\nAdministrative documents; from the second citation on; laws of which no amendment is known; amendments after the document's own date; sentences that speak of “sửa đổi”; quoted passages. Off by default.",
    ),
    wrong: &[wrong(
        "CHÍNH PHỦ\nSố: 12/2021/NĐ-CP\nHà Nội, ngày 05 tháng 7 năm 2021\nNGHỊ ĐỊNH\nQuy định chi tiết một số điều\nCăn cứ Luật Khiếu nại số ⟦02/2011/QH13⟧ ngày 11 tháng 11 năm 2011;\n",
    )],
    silent: &[
        "CHÍNH PHỦ\nSố: 12/2021/NĐ-CP\nHà Nội, ngày 05 tháng 7 năm 2021\nNGHỊ ĐỊNH\nQuy định chi tiết một số điều\nCăn cứ Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011 được sửa đổi, bổ sung bởi Luật số 42/2013/QH13 ngày 25 tháng 11 năm 2013;\n",
        "BỘ XÂY DỰNG\nSố: 12/QĐ-BXD\nHà Nội, ngày 05 tháng 7 năm 2021\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch\nCăn cứ Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;\n",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let (Some(own), Some(Kind::Own(head))) = (know.own_date(doc), doc.head.own.map(|i| &doc.mentions[i].kind)) else {
        return;
    };
    if !matches!(head.regime, Regime::R1 | Regime::R2) {
        return;
    }
    let mut seen: Vec<&str> = Vec::new();
    for c in numbering::cited(doc) {
        let number: &Number = c.number;
        let assembly = number.assembly().is_some();
        let numbered = c.mention.citation().is_some_and(|c| c.class == Class::Numbered);
        if !assembly || !numbered || seen.contains(&number.canonical.as_str()) || doc.is_quoted(number.span) {
            continue;
        }
        seen.push(&number.canonical);
        let rows: Vec<Row> = know.register.find(c.type_name(), number);
        let [row] = rows.as_slice() else { continue };
        if !row.is_read() || is_said(&doc.text()[number.span.to()..]) {
            continue;
        }
        let Some(by) = know.register.amended_by(row).into_iter().rfind(|by| by.date <= own) else { continue };
        out.push(Finding::new(
            &RULE,
            number.span,
            format!(
                "{} {} đã được {} ({}) sửa đổi, bổ sung; lần viện dẫn đầu cần nêu.",
                row.doc_type,
                row.number,
                by.new,
                written(by.date)
            ),
            format!(
                "{} {} was amended by {} ({}); its first citation should say so.",
                row.doc_type,
                row.number,
                by.new,
                written(by.date)
            ),
        ));
    }
}

/// Whether what follows a number, up to the next basis, speaks of amendments. The words may be broken by a line.
fn is_said(behind: &str) -> bool {
    let clause = behind.split(';').next().unwrap_or_default();
    let mut words = clause.split_whitespace().take(80).peekable();
    while let Some(word) = words.next() {
        if word == "sửa" && words.peek().is_some_and(|next| next.starts_with("đổi")) {
            return true;
        }
    }
    false
}
