//! Numbers of the State in the form of the Party.

use crate::document::Document;

use super::numbering::{self, Style};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM19",
    name: "state-in-party-form",
    severity: Severity::Info,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I; Hướng dẫn 36-HD/VPTW",
    summary: ("Số văn bản của Nhà nước viết theo dạng của Đảng", "A number of the State in the form of the Party"),
    explain: (
        "## Lỗi gì\nSố của cơ quan nhà nước viết số-loại/cơ quan: 1354-KH/UBND.\n\n## Vì sao\nCơ quan nhà nước ghi số/loại-cơ quan (Nghị định 30/2020/NĐ-CP, Phụ lục I); số-loại/cơ quan là dạng của Đảng (Hướng dẫn 36-HD/VPTW).\n\n## Sửa thế nào\nĐổi chỗ hai dấu: 1354/KH-UBND.\n\n## Khi nào im lặng\nSố cũ trước năm 2005 (7-TT/TC, 229-QĐ/NH); đoàn thể; đảng đoàn, đoàn đại biểu Quốc hội.",
        "## What\nA State organ’s number written number-type/organ: 1354-KH/UBND.\n\n## Why\nThe State writes number/type-organ (Decree 30/2020/NĐ-CP, Annex I); number-type/organ is the Party’s form (Guide 36-HD/VPTW).\n\n## How to mend\nExchange the two signs: 1354/KH-UBND.\n\n## When it is silent\nOld numbers of before 2005; mass organisations; delegations of the National Assembly.",
    ),
    wrong: &[
        wrong("Kế hoạch số ⟦1354-KH/UBND⟧ ngày 12/4/2023.").right("1354/KH-UBND"),
        wrong("Quyết định số ⟦749-QĐ/TTg⟧ ngày 03/6/2020.").right("749/QĐ-TTg"),
    ],
    silent: &[
        "Kế hoạch số 88-KH/TU của Tỉnh ủy; Chỉ thị số 45-CT/TW.",
        "Quyết định số 229-QĐ/NH; Thông tư số 7-TT/TC.",
        "Kế hoạch số 3260/KH-ĐĐQH15; Quyết định số 367-QĐ/TWĐTN-VP.",
        "Quyết định số 15-QĐ/UBND ngày 12/3/1999.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided
            || n.year.is_some()
            || n.parts.len() < 2
            || (n.parts[0].sep, n.parts[1].sep) != ('-', '/')
            || numbering::style_of(n) != Some(Style::State)
            || c.year().is_some_and(|y| y < 2005)
        {
            continue;
        }
        let edits: Vec<Edit> = numbering::joints(doc.text(), n, Style::State)
            .filter(|j| doc.slice(j.span) != j.right)
            .map(|j| Edit { span: j.span, replacement: j.right.to_string() })
            .collect();
        let right = format!("{}/{}", doc.slice(n.digits), n.symbol().replacen('/', "-", 1));
        out.push(
            Finding::new(
                &RULE,
                n.span,
                format!("Số {} của cơ quan nhà nước viết theo dạng của Đảng; đúng là {right}.", n.canonical),
                format!("{} is a State number in the Party’s form; it should be {right}.", n.canonical),
            )
            .fixes(Safety::Unsafe, edits),
        );
    }
}
