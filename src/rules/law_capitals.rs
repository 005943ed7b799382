//! A law's name with small letters where capitals belong.

use crate::document::Document;
use crate::tables;
use crate::text::Span;

use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE04",
    name: "law-capitals",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục II mục V.6, Nghị định 30/2020/NĐ-CP",
    summary: ("Tên luật viết hoa sai", "A law's name with wrong capitals"),
    explain: (
        "## Lỗi gì\n“luật đất đai”, “Luật đất đai năm 2024”.\n\n\
         ## Vì sao\nTên một văn bản cụ thể viết hoa chữ cái đầu của tên loại và chữ cái đầu của tên gọi: “Luật Đất đai”, “Bộ luật Hình sự” (Phụ lục II mục V.6, Nghị định 30/2020/NĐ-CP).\n\n\
         ## Sửa thế nào\nViết hoa hai chữ đó.\n\n\
         ## Khi nào im lặng\nLuật thông qua trước năm 2011, khi tên còn được công bố với chữ thường; tên luật chưa biết; dòng viết toàn chữ hoa; phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“luật đất đai”, “Luật đất đai năm 2024”.\n\n\
         ## Why\nThe name of one document has a capital at its type and at its title: “Luật Đất đai”, “Bộ luật Hình sự” (Annex II, part V.6 of Decree 30/2020/NĐ-CP).\n\n\
         ## How to mend\nGive both their capitals.\n\n\
         ## When it is silent\nLaws adopted before 2011, which were published with small letters; titles that are not known; lines of capitals; quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Thực hiện theo ⟦Luật đất đai⟧ năm 2024.").right("Luật Đất đai"),
        wrong("Căn cứ ⟦luật Đất đai⟧ năm 2013;").right("Luật Đất đai"),
    ],
    silent: &[
        "Thực hiện theo Luật Đất đai năm 2024.",
        "Thực hiện theo Luật đất đai năm 2003.",
        "CĂN CỨ LUẬT ĐẤT ĐAI NĂM 2024",
    ],
    check,
};

/// From this year on laws were published with the capitals of today.
const CAPITALS: u16 = 2011;

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(c) = m.citation() else { continue };
        let (Some(word), Some(title)) = (c.doc_type, c.title) else { continue };
        let mut rows = tables::titles_named(doc.slice(title)).filter(|t| t.kind == word.name).peekable();
        let year = c.year.and_then(|y| y.full());
        let old = |day: tables::Day| year.map_or(day.year < CAPITALS, |y| y < i32::from(CAPITALS));
        if rows.peek().is_none() || rows.any(|t| old(t.date)) || doc.is_quoted(m.span) {
            continue;
        }
        let edits: Vec<Edit> = [word.span, title].into_iter().filter_map(|span| raised(doc, span)).collect();
        if edits.is_empty() {
            continue;
        }
        let span = Span::new(word.span.from(), title.to());
        let name = format!("{} {}", with_capital(word.name), with_capital(doc.slice(title)));
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Tên luật viết là “{name}”."),
                format!("The law's name is written “{name}”."),
            )
            .fixes(Safety::Unsafe, edits),
        );
    }
}

/// The edit that gives what begins at the span its capital; none where it has one.
fn raised(doc: &Document, span: Span) -> Option<Edit> {
    let first = doc.slice(span).chars().next().filter(|c| c.is_lowercase())?;
    let span = Span::new(span.from(), span.from() + first.len_utf8());
    Some(Edit { span, replacement: first.to_uppercase().collect() })
}

fn with_capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
