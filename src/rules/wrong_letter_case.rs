//! Letters of symbols in another case than the official one.

use crate::document::Document;
use crate::parse::Oddities;
use crate::tables;
use crate::text::{self, Span};

use super::numbering;
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM09",
    name: "letter-case",
    severity: Severity::Info,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục III",
    summary: ("Chữ hoa, chữ thường trong ký hiệu sai", "Letters of a symbol in the wrong case"),
    explain: (
        "## Lỗi gì\nKý hiệu viết sai chữ hoa, chữ thường: 30/2020/nđ-cp, QĐ-TTG, CTR.\n\n## Vì sao\nKý hiệu viết hoa, trừ những chữ quy định viết thường: TTg, QyĐ, CTr, TTr (Nghị định 30/2020/NĐ-CP, Phụ lục III).\n\n## Sửa thế nào\nViết đúng chữ: NĐ-CP, QĐ-TTg.\n\n## Khi nào im lặng\nTiêu đề viết hoa cả dòng; tên tệp, địa chỉ mạng.",
        "## What\nA symbol in the wrong case: 30/2020/nđ-cp, QĐ-TTG.\n\n## Why\nSymbols are capitals but for the letters set small: TTg, QyĐ, CTr, TTr (Decree 30/2020/NĐ-CP, Annex III).\n\n## How to mend\nWrite NĐ-CP, QĐ-TTg.\n\n## When it is silent\nHeadings in capitals; file names, addresses.",
    ),
    wrong: &[
        wrong("Quyết định số 749/QĐ-⟦TTG⟧ ngày 03/6/2020.").right("TTg"),
        wrong("Nghị định số 30/2020/⟦nđ-cp⟧ của Chính phủ.").right("NĐ-CP"),
        wrong("Tờ trình số 45/⟦TTR⟧-UBND ngày 09/8/2023.").right("TTr"),
    ],
    silent: &[
        "THỰC HIỆN QUYẾT ĐỊNH SỐ 749/QĐ-TTG NGÀY 03/6/2020",
        "Quyết định số 749/QĐ-TTg; Tờ trình số 45/TTr-UBND; Quy định số 08-QĐi/TW.",
        "Kế hoạch số 12/KH-SNgV; Chương trình số 15-CTr/TU.",
        "Xem https://vanban.example.vn/749/qd-ttg.html để biết thêm.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if !n.oddities.has(Oddities::CASE) || n.elided || is_heading(doc.text(), n.span) {
            continue;
        }
        let edits: Vec<Edit> = n
            .parts
            .iter()
            .enumerate()
            // Behind the code stand organs: "TTH" there is no TTh.
            .filter(|(i, p)| *i == 0 || !tables::code_is_known(&p.text))
            .map(|(_, p)| p)
            .filter(|p| doc.slice(p.span) != p.text && doc.slice(p.span).to_uppercase() == p.text.to_uppercase())
            .map(|p| Edit { span: p.span, replacement: p.text.clone() })
            .collect();
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { continue };
        let span = first.span.join(last.span);
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Ký hiệu “{}” sai chữ hoa, chữ thường; đúng là {}.", doc.slice(span), n.symbol()),
                format!("“{}” is in the wrong case; it should be {}.", doc.slice(span), n.symbol()),
            )
            .fixes(Safety::Safe, edits),
        );
    }
}

/// Whether the line around a number is in capitals throughout.
fn is_heading(text: &str, span: Span) -> bool {
    let line = text::line(text, span);
    let (before, behind) = (&text[line.from()..span.from()], &text[span.to()..line.to()]);
    let letters = before.chars().chain(behind.chars()).filter(|c| c.is_alphabetic());
    let (mut capitals, mut all) = (0, 0);
    for c in letters {
        all += 1;
        capitals += usize::from(!c.is_lowercase());
    }
    // "V/v" and "ngày" stand in small letters even there.
    all > 0 && capitals * 10 >= all * 8
}
