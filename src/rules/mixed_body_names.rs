//! One body spelt in two ways.

use crate::document::Document;
use crate::text::Span;

use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER07",
    name: "name-variant",
    severity: Severity::Info,
    default: false,
    basis: "logic",
    summary: ("Một cơ quan viết tên theo hai cách trong một văn bản", "One body spelt in two ways in one text"),
    explain: (
        "## Lỗi gì\nCùng một văn bản viết lẫn “Ủy ban” và “Uỷ ban”.\n\n## Vì sao\nHai cách đặt dấu đều gặp trong văn bản chính thức, nhưng lẫn nhau thì tìm kiếm bỏ sót.\n\n## Sửa thế nào\nChọn một cách cho cả văn bản.\n\n## Khi nào im lặng\nChỉ dùng một cách; trong đoạn trích của văn bản khác.",
        "## What\nOne text has both “Ủy ban” and “Uỷ ban”.\n\n## Why\nBoth stand in official texts, but mixed they hide words from searches.\n\n## How to mend\nKeep to one.\n\n## When it is silent\nTexts with one spelling; quotations.",
    ),
    wrong: &[wrong("Ủy ban nhân dân tỉnh và Ủy ban nhân dân xã báo cáo ⟦Uỷ ban⟧ Thường vụ Quốc hội.").right("Ủy ban")],
    silent: &[
        "Ủy ban nhân dân tỉnh báo cáo Ủy ban Thường vụ Quốc hội.",
        "Uỷ ban nhân dân tỉnh báo cáo Uỷ ban Thường vụ Quốc hội.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    const FORMS: [&str; 2] = ["Ủy ban", "Uỷ ban"];
    let text = doc.text();
    let places = |form: &str| -> Vec<Span> {
        memchr::memmem::find_iter(text.as_bytes(), form)
            .map(|at| Span::new(at, at + form.len()))
            .filter(|s| !doc.is_quoted(*s))
            .collect()
    };
    let (new, old) = (places(FORMS[0]), places(FORMS[1]));
    // The rarer form is the one to change.
    let (few, many, right) = if new.len() < old.len() { (new, old, FORMS[1]) } else { (old, new, FORMS[0]) };
    let (Some(first), Some(other)) = (few.first(), many.first()) else { return };
    out.push(
        Finding::new(
            &RULE,
            *first,
            format!("Văn bản viết lẫn “{}” với “{right}” ({} và {} lần).", doc.slice(*first), few.len(), many.len()),
            format!("“{}” and “{right}” are mixed ({} and {} times).", doc.slice(*first), few.len(), many.len()),
        )
        .with(*other, format!("ở đây viết “{right}”"), format!("here it is “{right}”"))
        .fixes(Safety::Safe, few.iter().map(|s| Edit { span: *s, replacement: right.to_string() }).collect()),
    );
}
