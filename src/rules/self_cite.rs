//! Văn bản dẫn số của chính mình như một văn bản khác.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Class, Unit};

pub(super) static RULE: Rule = Rule {
    code: "REF07",
    name: "self-cite",
    severity: Severity::Info,
    default: true,
    basis: "logic",
    summary: ("Văn bản dẫn số của chính mình", "The document cites its own number"),
    explain: (
        "## Lỗi gì\nTrong các điều của Quyết định số 12/2024/QĐ-UBND có câu “thực hiện Quyết định số 12/2024/QĐ-UBND”.\n\
         ## Vì sao\nVăn bản tự nhắc mình bằng “Quyết định này”; ghi số của chính mình thường là lấy nhầm số khi sao chép.\n\
         ## Sửa thế nào\nNếu nói chính văn bản này thì ghi “Quyết định này”; nếu là văn bản khác thì sửa số.\n\
         ## Khi nào im lặng\nDòng “Ban hành kèm theo Quyết định số …” của quy chế, phụ lục; phần đầu văn bản; phần trích văn bản khác.",
        "## What\nAn article of Decision 12/2024/QĐ-UBND says “thực hiện Quyết định số 12/2024/QĐ-UBND”.\n\
         ## Why\nA document calls itself “Quyết định này”; its own number there is mostly copied by mistake.\n\
         ## How to mend\nWrite “Quyết định này”, or mend the number if another document is meant.\n\
         ## When it is silent\nThe line “Ban hành kèm theo Quyết định số …” of regulations and annexes; the head; quoted passages of other documents.",
    ),
    wrong: &[wrong(
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Thay thế ⟦Quyết định số 12/2024/QĐ-UBND⟧ về việc đó.\nĐiều 2. Hiệu lực",
    )],
    silent: &[
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Quyết định này có hiệu lực.\nNơi nhận:\n- Như Điều 1.\nQUY CHẾ\n(Ban hành kèm theo Quyết định số 12/2024/QĐ-UBND ngày 20 tháng 3 năm 2024)\nĐiều 1. A",
        "Điều 1. Thay thế Quyết định số 12/2024/QĐ-UBND về việc đó.",
        "Số: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. A\nCHƯƠNG TRÌNH\n(Kèm theo Quyết định số 12/2024/QĐ-UBND ngày 20 tháng 3 năm 2024)",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let Some(own) = doc.head.own.and_then(|i| doc.mentions[i].number()) else { return };
    if own.oddities.has(crate::parse::Oddities::TRUNCATED) || own.parts.is_empty() {
        return;
    }
    // The articles of the text itself; annexes name it on top of each page.
    let mut articles = doc.outline.iter().filter(|h| h.body == 0 && h.unit == Unit::Dieu && !h.quoted);
    let Some(first) = articles.next() else { return };
    let end = doc.outline.iter().find(|h| h.body > 0).map_or(doc.text().len(), |h| h.span.from());
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered) else { continue };
        if m.span.from() < first.span.from() || m.span.from() > end || doc.is_quoted(m.span) {
            continue;
        }
        if c.number.as_ref().is_none_or(|n| n.canonical != own.canonical) || attached(doc, m.span.from()) {
            continue;
        }
        out.push(Finding::new(
            &RULE,
            m.span,
            format!("{} là số của chính văn bản này; ghi “… này” hoặc sửa số nếu dẫn văn bản khác.", own.canonical),
            format!("{} is this document's own number; write “… này”, or mend the number.", own.canonical),
        ));
    }
}

/// Whether "kèm theo" stands before the citation in its line, or its line is a running title.
fn attached(doc: &Document, at: usize) -> bool {
    let before = doc.line_before(at).to_lowercase();
    before.contains("kèm theo") || before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
}
