//! Laws under the symbols of decrees.

use crate::document::Document;
use crate::parse::Regime;
use crate::tables;
use crate::text::Span;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TYPE05",
    name: "law-as-decree",
    severity: Severity::Error,
    default: true,
    basis: "Luật 80/2015/QH13 Điều 10",
    summary: ("Luật, pháp lệnh mang ký hiệu của loại khác", "A law or ordinance under the symbol of another type"),
    explain: (
        "## Lỗi gì\nVăn bản gọi là luật, bộ luật, pháp lệnh nhưng số mang ký hiệu nghị định, thông tư, quyết định: Luật số 34/2016/NĐ-CP.\n\n## Vì sao\nSố của luật là số/năm/QH và số khóa, của pháp lệnh là số/năm/UBTVQH và số khóa (Luật 80/2015/QH13 Điều 10).\n\n## Sửa thế nào\nTra lại văn bản gốc: hoặc tên loại sai, hoặc số sai.\n\n## Khi nào im lặng\nVăn bản hợp nhất (VBHN), lệnh công bố (L-CTN), số cũ trước năm 1997.",
        "## What\nA text called a law, code or ordinance has the symbol of a decree, circular or decision: Luật số 34/2016/NĐ-CP.\n\n## Why\nLaws are numbered number/year/QH with the legislature, ordinances with UBTVQH (Law 80/2015/QH13, Article 10).\n\n## How to mend\nLook at the original: either the word or the number is wrong.\n\n## When it is silent\nConsolidated texts (VBHN), promulgating orders (L-CTN), old numbers of before 1997.",
    ),
    wrong: &[
        wrong("⟦Luật số 34/2016/NĐ-CP⟧ ngày 14/5/2016 của Chính phủ.").right("Nghị định số 34/2016/NĐ-CP"),
        wrong("Căn cứ ⟦Luật Đất đai số 43/2014/NĐ-CP⟧ ngày 15/5/2014."),
        wrong("⟦Pháp lệnh số 12/2020/TT-BTC⟧ về chi phí.").right("Thông tư số 12/2020/TT-BTC"),
    ],
    silent: &[
        "Luật số 31/2024/QH15; Pháp lệnh số 01/2012/UBTVQH13; Pháp lệnh số 15/2008/PL-UBTVQH12.",
        "Luật Đất đai số 21/VBHN-VPQH ngày 10/12/2018.",
        "Luật số 18/L/CTN; Luật số 21-LCT/HĐNN8; Lệnh số 07/2015/L-CTN.",
        "Luật Đất đai và Nghị định số 43/2014/NĐ-CP của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let Some(word) = c.citation.and_then(|x| x.doc_type).filter(|_| c.has_own_type() && !n.elided) else {
            continue;
        };
        if !matches!(word.name, "Luật" | "Bộ luật" | "Pháp lệnh" | "Hiến pháp") || n.organs().is_empty() {
            continue;
        }
        let Some(code) = n.code().map(|code| numbering::restored(code, true)) else { continue };
        if !matches!(&*code, "NĐ" | "TT" | "TTLT" | "QĐ" | "CT" | "KH" | "NQLT")
            || !matches!(n.regime, Regime::R1 | Regime::R3 | Regime::R5 | Regime::R8)
            || c.year().is_some_and(|y| y < 1997)
            || numbering::is_example(doc, c.mention.span)
        {
            continue;
        }
        let written = doc.slice(word.span);
        let span = Span::new(word.span.from(), n.span.to());
        let name = tables::types_with_code(&code)
            .find(|t| t.to.is_none() && t.normative)
            .map_or("văn bản khác", |t| t.name);
        let found = Finding::new(
            &RULE,
            span,
            format!("“{written}” không thể mang ký hiệu {}: {code} là mã của {}.", n.symbol(), name.to_lowercase()),
            format!("“{written}” cannot have the symbol {}: {code} is the code of another type.", n.symbol()),
        );
        // Without a title the word alone is wrong.
        let bare = doc.text()[word.span.to()..n.span.from()].trim().trim_end_matches(':') == "số";
        let capital = written.starts_with(char::is_uppercase) && written.chars().nth(1).is_some_and(char::is_lowercase);
        out.push(if bare && capital && matches!(&*code, "NĐ" | "TT") {
            found.fix(Safety::Unsafe, word.span, name)
        } else {
            found
        });
    }
}
