//! Type codes in no table.

use crate::document::Document;
use crate::parse::Regime;
use crate::tables;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TYPE06",
    name: "unknown-code",
    severity: Severity::Info,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục III",
    summary: ("Mã tên loại không có trong bảng, gần một mã có", "A type code in no table, near one that is"),
    explain: (
        "## Lỗi gì\nMã tên loại trong ký hiệu không có: 12/KHH-UBND.\n\n## Vì sao\nMã tên loại do Nghị định 30/2020/NĐ-CP, Phụ lục III và Hướng dẫn 36-HD/VPTW quy định.\n\n## Sửa thế nào\nViết đúng mã: KH.\n\n## Khi nào im lặng\nCông văn (không có mã); mã riêng của cơ quan, địa phương không gần mã nào.",
        "## What\nThe type code of a symbol does not exist: 12/KHH-UBND.\n\n## Why\nThe codes are set by Decree 30/2020/NĐ-CP, Annex III, and Guide 36-HD/VPTW.\n\n## How to mend\nWrite the code: KH.\n\n## When it is silent\nOfficial letters (no code); codes of single offices that are near none.",
    ),
    wrong: &[
        wrong("Kế hoạch số 12/⟦KHH⟧-UBND của Ủy ban nhân dân xã.").right("KH"),
        wrong("Quyết định số 12/⟦QĐĐ⟧-UBND của Ủy ban nhân dân xã.").right("QĐ"),
    ],
    silent: &[
        "Kế hoạch số 12/KH-UBND; Công văn số 05/BNV-VP; Công văn số 12/UBND-VX.",
        "Quy chế số 12/QCPH-UBND-MTTQ; Kết luận số 12/KLTTr-TTT.",
        "Công văn số 565/CT-CS; Công văn số 6501/CAT-PCCC.",
        "Tờ trình số 45/STC-HCSN.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || n.organs().is_empty() || !matches!(n.regime, Regime::R1 | Regime::R4) {
            continue;
        }
        let Some(code) = n.code().map(|code| numbering::restored(code, true)) else { continue };
        let organ = &n.organs()[0].text;
        if doc.own.type_with_code(&code).is_some() {
            continue;
        }
        if tables::code_is_known(&code) || numbering::organ_rows(&code).next().is_some() || code.len() < 3 {
            continue;
        }
        // Only before an organ that signs under type codes is the first part meant as one.
        if !numbering::is_state_organ(organ) {
            continue;
        }
        // The type said beside it tells which code was meant.
        let Some(name) = c.type_name() else { continue };
        let mut near = tables::codes_of_name(name)
            .iter()
            .filter(|k| !k.is_empty() && **k != "*" && numbering::one_edit_apart(k, &code));
        let Some(right) = near.next() else { continue };
        out.push(
            Finding::new(
                &RULE,
                n.parts[0].span,
                format!("Không có mã tên loại {code}; {} có mã {right}.", name.to_lowercase()),
                format!("There is no type code {code}; it should be {right}."),
            )
            .fix(Safety::Unsafe, n.parts[0].span, *right),
        );
    }
}
