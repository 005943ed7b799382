//! Dòng “Ban hành kèm theo …” của phụ lục, quy chế ghi số hoặc ngày khác với đầu văn bản.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::Class;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT05",
    name: "annex-carry",
    severity: Severity::Warning,
    default: true,
    basis: "Phụ lục I mục III.1, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Phụ lục ghi số hoặc ngày khác với đầu văn bản",
        "An annex names another number or date than the head",
    ),
    explain: (
        "## Lỗi gì\nĐầu văn bản là “Số: 12/2024/QĐ-UBND” ngày 20/3/2024, nhưng phụ lục ghi “(Kèm theo Quyết định số 11/2024/QĐ-UBND ngày 20 tháng 3 năm 2024)”.\n\
         ## Vì sao\nPhụ lục ghi thông tin chỉ dẫn kèm theo đúng văn bản của nó (Phụ lục I, Nghị định 30/2020/NĐ-CP); số hoặc ngày lệch thường còn lại từ văn bản mẫu.\n\
         ## Sửa thế nào\nSửa dòng đó theo đầu văn bản.\n\
         ## Khi nào im lặng\nSố hoặc ngày còn để trống; phụ lục của văn bản khác (cả số và ngày đều khác); phần trích văn bản khác.",
        "## What\nThe head is “Số: 12/2024/QĐ-UBND” of 20/3/2024 but an annex says “(Kèm theo Quyết định số 11/2024/QĐ-UBND ngày 20 tháng 3 năm 2024)”.\n\
         ## Why\nAn annex names the document it belongs to (Annex I, Decree 30/2020/NĐ-CP); a differing number or date is mostly left over from a model.\n\
         ## How to mend\nMend the line after the head.\n\
         ## When it is silent\nBlank numbers and dates; annexes of other documents (number and date both differ); quoted passages of other documents.",
    ),
    wrong: &[
        wrong("ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. A\nĐiều 2. B\nPHỤ LỤC I\n(Kèm theo Quyết định số ⟦11/2024/QĐ-UBND⟧ ngày 20 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh)").right("12/2024/QĐ-UBND"),
        wrong("ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. A\nĐiều 2. B\nPHỤ LỤC I\n(Kèm theo Quyết định số 12/2024/QĐ-UBND ngày ⟦21 tháng 3 năm 2024⟧ của Ủy ban nhân dân tỉnh)"),
    ],
    silent: &[
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. A\nPHỤ LỤC I\n(Kèm theo Quyết định số 12/2024/QĐ-UBND ngày 20 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh)",
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Sửa quy chế ban hành kèm theo Quyết định số 05/2020/QĐ-UBND ngày 10 tháng 02 năm 2020.",
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. A\nPHỤ LỤC I\n(Kèm theo Quyết định số    /2024/QĐ-UBND ngày    tháng 3 năm 2024 của Ủy ban nhân dân tỉnh)",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let Some(own_at) = doc.head.own else { return };
    let Some(own) = doc.mentions[own_at].number() else { return };
    let Some(own_date) = doc.own_date().or(know.document_date) else { return };
    for m in &doc.mentions[own_at + 1..] {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered) else { continue };
        let (Some(number), Some(date)) = (&c.number, c.date) else { continue };
        if number.symbol() != own.symbol() || !is_annex_line(doc, m.span.from()) || doc.is_quoted(m.span) {
            continue;
        }
        let same_day = date.date() == Some(own_date);
        let same_number = number.canonical == own.canonical;
        if same_day && !same_number {
            out.push(
                Finding::new(
                    &RULE,
                    number.span,
                    format!(
                        "Phụ lục ghi kèm theo văn bản số {}, nhưng số ở đầu văn bản là {}.",
                        number.canonical, own.canonical
                    ),
                    format!(
                        "The annex belongs to no. {} as it says, but the head has {}.",
                        number.canonical, own.canonical
                    ),
                )
                .with(own.span, "số ở đầu văn bản", "the number in the head")
                .fix(Safety::Unsafe, number.span, own.canonical.clone()),
            );
        } else if same_number && date.date().is_some() && !same_day {
            let mut finding = Finding::new(
                &RULE,
                date.span,
                format!("Phụ lục ghi ngày khác với ngày ở đầu văn bản ({}).", own_date.format("%d/%m/%Y")),
                format!("The annex has another date than the head ({}).", own_date.format("%d/%m/%Y")),
            );
            if let Some(head) = doc.head.date {
                finding = finding.with(head.span, "ngày ở đầu văn bản", "the date in the head");
            }
            out.push(finding);
        }
    }
}

/// "(Ban hành kèm theo Quyết định …", "Kèm theo Quyết định …" at the begin of a line.
fn is_annex_line(doc: &Document, at: usize) -> bool {
    let lead = doc.line_before(at).trim_start_matches(|c: char| !c.is_alphabetic());
    ["Ban hành kèm theo", "ban hành kèm theo", "Kèm theo", "kèm theo"].iter().any(|w| lead.starts_with(w))
        && lead.len() < 60
}
