//! Một văn bản nêu hai lần trong phần căn cứ.

use std::collections::HashMap;

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Citation, Class};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "REF08",
    name: "duplicate-basis",
    severity: Severity::Info,
    default: true,
    basis: "logic",
    summary: ("Một văn bản nêu hai lần trong phần căn cứ", "One document named twice among the legal bases"),
    explain: (
        "## Lỗi gì\nHai dòng “Căn cứ” cùng nêu một văn bản.\n\
         ## Vì sao\nMỗi căn cứ chỉ cần nêu một lần; dòng lặp thường do sao chép.\n\
         ## Sửa thế nào\nBỏ dòng thừa; nếu định nêu văn bản khác thì sửa số, ký hiệu.\n\
         ## Khi nào im lặng\nKhi hai dòng dẫn các điều, khoản khác nhau của một văn bản; khi cùng số nhưng khác ngày (văn bản của Đảng thuộc hai nhiệm kỳ); trong phần trích văn bản khác.",
        "## What\nTwo lines of “Căn cứ” name one document.\n\
         ## Why\nA basis is named once; the second line mostly comes from copying.\n\
         ## How to mend\nDrop the line; if another document was meant, mend its number.\n\
         ## When it is silent\nWhere the lines cite different articles of it; where equal numbers have different dates (Party documents of two terms); inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n\
             Căn cứ Luật Đất đai số 31/2024/QH15;\n\
             Căn cứ ⟦Nghị định số 30/2020/NĐ-CP⟧ ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        ),
        wrong("- Căn cứ Luật Đầu tư công;\n- Căn cứ ⟦Luật Đầu tư công⟧;\n- Xét đề nghị của Văn phòng,"),
    ],
    silent: &[
        "Căn cứ khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP;\nCăn cứ khoản 2 Điều 7 Nghị định số 30/2020/NĐ-CP;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ;\nCăn cứ Thông tư số 05/2021/TT-BNV hướng dẫn Nghị định số 30/2020/NĐ-CP;",
        "| Căn cứ pháp lý | Luật Đầu tư công |\n\nCăn cứ Luật Đầu tư công;",
        "Căn cứ Luật Đầu tư năm 2014;\nCăn cứ Luật Đầu tư năm 2020;",
    ],
    check,
};

/// Bases of one document stand together: a greater distance begins those of another.
const APART: usize = 800;

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut end = 0;
    for line in &doc.head.bases {
        if line.from() > end + APART || between_headings(doc, end, line.from()) {
            seen.clear();
        }
        end = line.to();
        // "Căn cứ pháp lý: …" in a table about the document.
        let heading = doc.slice(*line).trim_start_matches("Căn cứ").trim_start().starts_with("pháp lý");
        if heading || doc.is_quoted(*line) {
            continue;
        }
        let first = doc.mentions.partition_point(|m| m.span.start < line.start);
        let of_line = doc.mentions[first..].iter().take_while(|m| m.span.start < line.end);
        let mut key = String::new();
        for m in of_line {
            if m.pinpoint().is_some() {
                key.push_str(doc.slice(m.span));
                key.push(' ');
                continue;
            }
            let Some(c) = m.citation() else { continue };
            let Some(name) = name(doc, c) else { break };
            key.push_str(&name);
            if let Some(before) = seen.get(&key) {
                out.push(
                    Finding::new(
                        &RULE,
                        m.span,
                        format!("{} đã được nêu trong phần căn cứ; bỏ dòng lặp lại.", doc.slice(m.span)),
                        format!("{} already stands among the legal bases; drop the second line.", doc.slice(m.span)),
                    )
                    .with(*before, "lần nêu đầu", "the first time"),
                );
            } else {
                seen.insert(key, m.span);
            }
            break;
        }
    }
}

/// What tells one document from others: number and date, or title and year.
fn name(doc: &Document, c: &Citation) -> Option<String> {
    let date = c.date.and_then(|d| d.date());
    match c.class {
        Class::Numbered => Some(format!("{} {date:?}", c.number.as_ref()?.canonical)),
        Class::Named => Some(format!(
            "{} {} {:?} {date:?}",
            c.doc_type?.name,
            crate::tables::fold(doc.slice(c.title?)),
            c.year.and_then(|y| y.value)
        )),
        Class::Short | Class::This => None,
    }
}

fn between_headings(doc: &Document, from: usize, to: usize) -> bool {
    let next = doc.outline.partition_point(|h| h.span.from() < from);
    doc.outline.get(next).is_some_and(|h| h.span.from() < to && h.unit >= crate::parse::Unit::Dieu)
}
