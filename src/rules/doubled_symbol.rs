//! Symbols of which a part is written twice.

use crate::document::Document;
use crate::parse::Regime;
use crate::text::Span;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM14",
    name: "duplicate-symbol",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I",
    summary: ("Ký hiệu bị lặp", "A part of a symbol stands twice"),
    explain: (
        "## Lỗi gì\nMột phần của ký hiệu viết hai lần: 30/2020/NĐ-CP-CP, 12/QĐ-QĐ-UBND.\n\n## Vì sao\nKý hiệu gồm mã tên loại và mã cơ quan, mỗi mã một lần (Nghị định 30/2020/NĐ-CP, Phụ lục I).\n\n## Sửa thế nào\nBỏ phần lặp.\n\n## Khi nào im lặng\nKý hiệu liên tịch, công văn có đơn vị cùng tên.",
        "## What\nA part of a symbol is written twice: 30/2020/NĐ-CP-CP.\n\n## Why\nA symbol is the code of the type and that of the organ, once each (Decree 30/2020/NĐ-CP, Annex I).\n\n## How to mend\nLeave the second out.\n\n## When it is silent\nJoint symbols; official letters whose unit has the same letters.",
    ),
    wrong: &[
        wrong("Nghị định số 30/2020/⟦NĐ-CP-CP⟧ ngày 05/3/2020.").right("NĐ-CP"),
        wrong("Quyết định số 12/⟦QĐ-QĐ-UBND⟧ của Ủy ban nhân dân xã.").right("QĐ-UBND"),
        wrong("Nghị định số 30/2020/⟦NĐ-CP/NĐ-CP⟧ của Chính phủ.").right("NĐ-CP"),
    ],
    silent: &[
        "Nghị quyết liên tịch số 102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN.",
        "Thông tư liên tịch số 01/2014/TTLT-BTC-BNV.",
        "Thông tư số 102/2000/TT-BNN-KL.",
        "Quyết định số 353/QĐ-BCA-V19.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || n.parts.len() < 2 || matches!(n.regime, Regime::R4 | Regime::R7) {
            continue;
        }
        let p = &n.parts;
        let surplus = match (1..p.len()).find(|&i| p[i].text == p[i - 1].text) {
            Some(i) => Span::new(p[i - 1].span.to(), p[i].span.to()),
            None if p.len() == 4 && (&p[0].text, &p[1].text) == (&p[2].text, &p[3].text) => {
                Span::new(p[1].span.to(), p[3].span.to())
            }
            None => continue,
        };
        let span = p[0].span.join(p[p.len() - 1].span);
        let right = format!("{}{}", &doc.text()[span.from()..surplus.from()], &doc.text()[surplus.to()..span.to()]);
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Ký hiệu “{}” bị lặp; đúng là {right}.", doc.slice(span)),
                format!("“{}” has a part twice; it should be {right}.", doc.slice(span)),
            )
            .fix(Safety::Safe, surplus, ""),
        );
    }
}
