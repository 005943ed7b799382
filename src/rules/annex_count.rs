//! Số phụ lục nói trong văn bản khác với số phụ lục có thật.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::Unit;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT06",
    name: "annex-count",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục I mục III.1, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Văn bản nói số phụ lục khác với số phụ lục kèm theo",
        "The text speaks of another number of annexes than it has",
    ),
    explain: (
        "## Lỗi gì\n“Ban hành kèm theo Quyết định này 02 phụ lục” nhưng văn bản có ba phụ lục.\n\
         ## Vì sao\nNgười nhận không biết phụ lục thiếu hay thừa.\n\
         ## Sửa thế nào\nĐếm lại và sửa con số.\n\
         ## Khi nào im lặng\nKhi phụ lục nằm ở tệp khác; khi phụ lục không đánh số. Quy tắc này tắt theo mặc định.",
        "## What\n“Ban hành kèm theo Quyết định này 02 phụ lục” and there are three.\n\
         ## Why\nThe reader cannot tell whether one is missing.\n\
         ## How to mend\nCount again and mend the figure.\n\
         ## When it is silent\nWhere the annexes are in other files or not numbered. The rule is off by default.",
    ),
    wrong: &[wrong(
        "Điều 1. Ban hành kèm theo Quyết định này ⟦02 phụ lục⟧.\nĐiều 2. Hiệu lực\nPHỤ LỤC I\nA\nPHỤ LỤC II\nB\nPHỤ LỤC III\nC",
    )],
    silent: &[
        "Điều 1. Ban hành kèm theo Quyết định này 02 phụ lục.\nĐiều 2. Hiệu lực\nPHỤ LỤC I\nA\nPHỤ LỤC II\nB",
        "Điều 1. Ban hành kèm theo Quyết định này 02 phụ lục.\nĐiều 2. Hiệu lực",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let own: Vec<usize> = (0..doc.outline.len()).filter(|&i| doc.outline[i].unit == Unit::PhuLuc).collect();
    if own.len() < 2 || !super::heading_series::breaks(doc, &own).is_empty() {
        return;
    }
    let text = doc.text();
    let first = doc.outline[own[0]].span.from();
    for word in ["phụ lục", "Phụ lục"] {
        for (at, _) in text[..first].match_indices(word) {
            let before = text[..at].trim_end();
            let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
            let start = before.len() - digits;
            let Ok(said) = before[start..].parse::<usize>() else { continue };
            let span = Span::new(start, at + word.len());
            let sentence = doc.slice(doc.sentence(span));
            if digits > 2 || said == own.len() || !sentence.contains("kèm theo") || doc.is_quoted(span) {
                continue;
            }
            out.push(Finding::new(
                &RULE,
                span,
                format!("Văn bản nói có {said} phụ lục nhưng kèm theo {} phụ lục.", own.len()),
                format!("The text speaks of {said} annexes but has {}.", own.len()),
            ));
        }
    }
}
