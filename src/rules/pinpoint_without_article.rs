//! Viện dẫn khoản, điểm của một văn bản mà không nêu điều.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Class, Unit};

pub(super) static RULE: Rule = Rule {
    code: "PIN03",
    name: "pinpoint-without-article",
    severity: Severity::Info,
    default: true,
    basis: "Điều 24 khoản 3, Nghị quyết 351/2017/UBTVQH14",
    summary: (
        "Viện dẫn khoản, điểm của văn bản khác mà không nêu điều",
        "A clause or point of another document cited without its article",
    ),
    explain: (
        "## Lỗi gì\n“khoản 2 của Luật Đất đai”: không nói khoản 2 của điều nào.\n\
         ## Vì sao\nKhoản đánh số lại trong từng điều, nên phải nêu điều thì mới tìm được; khi dẫn không cần nêu chương, mục.\n\
         ## Sửa thế nào\nThêm điều: “khoản 2 Điều 5 của Luật Đất đai”.\n\
         ## Khi nào im lặng\nDẫn trong cùng một điều (“khoản 1 Điều này”, “khoản này”); điểm của mục trong văn bản không chia điều; “khoản vay”, “khoản chi”; trong phần trích văn bản khác.",
        "## What\n“khoản 2 của Luật Đất đai” does not say of which article.\n\
         ## Why\nClauses are numbered anew in each article, so that the article must be named; chapter and section need not be.\n\
         ## How to mend\nAdd the article: “khoản 2 Điều 5 của Luật Đất đai”.\n\
         ## When it is silent\nReferences inside one article (“khoản 1 Điều này”, “khoản này”); points of sections in texts without articles; “khoản vay”, “khoản chi”; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Thực hiện theo ⟦khoản 2⟧ của Luật Đất đai năm 2024."),
        wrong("Thực hiện theo ⟦điểm a khoản 2⟧ Nghị định số 30/2020/NĐ-CP."),
    ],
    silent: &[
        "Thực hiện theo khoản 2 Điều 5 của Luật Đất đai năm 2024.",
        "Điều 5. A\n1. Một.\n2. Trừ trường hợp tại khoản 1 Điều này.",
        "Thực hiện điểm 2 Mục III Nghị quyết số 18-NQ/TW.",
        "Khoản vay theo Nghị định số 30/2020/NĐ-CP.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        if p.steps.iter().any(|s| !matches!(s.unit, Unit::Khoan | Unit::Diem))
            || p.steps.iter().all(|s| s.unit < Unit::Khoan)
        {
            continue;
        }
        // "khoản 6.2" is a number of a standard.
        if p.steps.iter().any(|s| doc.slice(s.value).contains('.')) {
            continue;
        }
        let Some(c) = p.target.and_then(|t| doc.mentions[t].citation()) else { continue };
        if c.class == Class::This || doc.is_quoted(m.span) {
            continue;
        }
        let name = doc.slice(m.span);
        out.push(Finding::new(
            &RULE,
            m.span,
            format!("Viện dẫn {name} nhưng không nêu thuộc điều nào; cần ghi rõ điều."),
            format!("{name} is cited without its article; name the article."),
        ));
    }
}
