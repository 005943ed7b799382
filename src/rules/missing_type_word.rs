//! Bare numbers at the first citation.

use crate::document::Document;
use crate::parse::Class;
use crate::tables;
use crate::text::Span;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TYPE04",
    name: "type-missing-before",
    severity: Severity::Info,
    default: false,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I mục II.6",
    summary: ("Viện dẫn lần đầu chỉ có số, không có tên loại", "A first citation by number without its type word"),
    explain: (
        "## Lỗi gì\nLần đầu nhắc đến một văn bản chỉ ghi “số 30/2020/NĐ-CP”, không có tên loại.\n\n## Vì sao\nKhi viện dẫn lần đầu, ghi đầy đủ tên loại, số, ký hiệu, ngày ban hành, cơ quan ban hành và trích yếu (Nghị định 30/2020/NĐ-CP, Phụ lục I).\n\n## Sửa thế nào\nThêm tên loại: Nghị định số 30/2020/NĐ-CP.\n\n## Khi nào im lặng\nLần sau; trong ngoặc; bảng; danh sách đã có tên loại ở đầu.",
        "## What\nThe first citation of a document is a bare number: “số 30/2020/NĐ-CP”.\n\n## Why\nThe first citation gives type, number, date, issuer and subject (Decree 30/2020/NĐ-CP, Annex I).\n\n## How to mend\nAdd the type: Nghị định số 30/2020/NĐ-CP.\n\n## When it is silent\nLater citations; brackets; tables; lists with the type at their head.",
    ),
    wrong: &[wrong("Theo ⟦số 30/2020/NĐ-CP⟧ thì cơ quan lưu trữ có trách nhiệm.").right("Nghị định số 30/2020/NĐ-CP")],
    silent: &[
        "Theo Nghị định số 30/2020/NĐ-CP. Sau đó, số 30/2020/NĐ-CP được áp dụng.",
        "Văn bản quy định chi tiết (số 30/2020/NĐ-CP) đã có.",
        "| 1 | số 30/2020/NĐ-CP | công tác văn thư |",
        "các Nghị định số 30/2020/NĐ-CP, số 34/2016/NĐ-CP.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let mut seen = std::collections::HashSet::new();
    for c in numbering::cited(doc) {
        let n = c.number;
        let first = seen.insert(n.canonical.as_str());
        let Some(citation) = c.citation.filter(|x| x.doc_type.is_none() && x.within.is_none() && first) else {
            continue;
        };
        let text = doc.text();
        let start = c.mention.span.from();
        let before = doc.line_before(start);
        if citation.class != Class::Numbered
            || !text[start..].starts_with("số")
            || before.trim_end().ends_with('(')
            || before.contains('|')
            || before.trim().is_empty()
        {
            continue;
        }
        let name = n.code().and_then(|code| {
            let mut names = tables::types_with_code(code).filter(|t| t.to.is_none()).map(|t| t.name);
            let first = names.next()?;
            names.all(|other| other == first).then_some(first)
        });
        // "Các Nghị định của Chính phủ: số …, số …": the word stands at the head of the list.
        if name.is_some_and(|name| before.to_lowercase().contains(&name.to_lowercase())) {
            continue;
        }
        let found = Finding::new(
            &RULE,
            c.mention.span,
            format!("Viện dẫn lần đầu thiếu tên loại trước số {}.", n.canonical),
            format!("The first citation of {} lacks its type word.", n.canonical),
        );
        let at = Span::new(start, start);
        out.push(match name {
            Some(name) => found.fix(Safety::Unsafe, at, format!("{name} ")),
            None => found,
        });
    }
}
