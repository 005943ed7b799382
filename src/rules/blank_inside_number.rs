//! Blanks inside numbers.

use crate::document::Document;
use crate::parse::Oddities;
use crate::text::Span;

use super::numbering;
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM08",
    name: "inner-space",
    severity: Severity::Info,
    default: true,
    basis: "Nghị định 34/2016/NĐ-CP Điều 58",
    summary: ("Khoảng trắng bên trong số, ký hiệu", "Blanks inside a number"),
    explain: (
        "## Lỗi gì\nSố, ký hiệu có khoảng trắng ở giữa: 30/2020/ NĐ-CP, 45 - CT/TW.\n\n## Vì sao\nSố, ký hiệu viết liền, không cách chữ (Nghị định 34/2016/NĐ-CP Điều 58); khoảng trắng làm tìm kiếm không ra văn bản.\n\n## Sửa thế nào\nXóa khoảng trắng.\n\n## Khi nào im lặng\nXuống dòng giữa số; “298 KH/TWĐTN” của Đoàn; số cũ “43 TC/QLCS”.",
        "## What\nA number with blanks inside: 30/2020/ NĐ-CP, 45 - CT/TW.\n\n## Why\nNumbers are written without blanks (Decree 34/2016/NĐ-CP, Article 58); a blank hides the document from searches.\n\n## How to mend\nTake the blanks out.\n\n## When it is silent\nLine breaks; the Youth Union’s “298 KH/TWĐTN”; old numbers like “43 TC/QLCS”.",
    ),
    wrong: &[
        wrong("Nghị định số ⟦30/2020/ NĐ-CP⟧ của Chính phủ.").right("30/2020/NĐ-CP"),
        wrong("Nghị định số ⟦43 /2014/NĐ-CP⟧ ngày 15/5/2014.").right("43/2014/NĐ-CP"),
        wrong("Chỉ thị số ⟦45 - CT/TW⟧ của Bộ Chính trị.").right("45-CT/TW"),
    ],
    silent: &[
        "Kế hoạch số 298 KH/TWĐTN ngày 15/9/2009.",
        "Thông tư số 43 TC/QLCS ngày 31/7/1996.",
        "Nghị định số 30/2020/NĐ-CP - Nghị định về công tác văn thư.",
        "Quyết định số 12/QĐ-UBND ngày 05/3/2020.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if !n.oddities.has(Oddities::BLANK) || n.elided {
            continue;
        }
        let text = doc.slice(n.span);
        let mut edits = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find(char::is_whitespace) {
            let from = at + found;
            let to = text[from..].find(|c: char| !c.is_whitespace()).map_or(text.len(), |i| from + i);
            // A blank that stands for a separator is a habit; a line break is the page's.
            let sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '-'));
            if (sign(text[..from].chars().next_back()) || sign(text[to..].chars().next()))
                && !text[from..to].contains('\n')
            {
                edits.push(Edit {
                    span: Span::new(n.span.from() + from, n.span.from() + to),
                    replacement: String::new(),
                });
            }
            at = to;
        }
        if edits.is_empty() {
            continue;
        }
        out.push(
            Finding::new(
                &RULE,
                n.span,
                format!("Số, ký hiệu viết liền, không có khoảng trắng: {}.", n.canonical),
                format!("Numbers have no blanks inside: {}.", n.canonical),
            )
            .fixes(Safety::Safe, edits),
        );
    }
}
