//! Ordinals that no document has.

use crate::document::Document;
use crate::text::Span;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM02",
    name: "number-digits",
    severity: Severity::Error,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I",
    summary: ("Số văn bản bằng 0 hoặc quá năm chữ số", "A number that is zero or has more than five digits"),
    explain: (
        "## Lỗi gì\nSố thứ tự là 0 hoặc có từ sáu chữ số: 0/2020/NĐ-CP, 123456/UBND-KT.\n\n## Vì sao\nSố thứ tự bắt đầu từ 01 mỗi năm hoặc mỗi nhiệm kỳ (Nghị định 30/2020/NĐ-CP, Phụ lục I); không cơ quan nào ban hành đến một trăm nghìn văn bản trong một dãy.\n\n## Sửa thế nào\nTra lại số trong văn bản gốc.\n\n## Khi nào im lặng\nSố có số 0 đệm do phần mềm (002579), mã hồ sơ, số của chính dự thảo (00/2024).",
        "## What\nThe ordinal is 0 or has six digits or more: 0/2020/NĐ-CP, 123456/UBND-KT.\n\n## Why\nOrdinals start at 01 each year or term (Decree 30/2020/NĐ-CP, Annex I); no series reaches a hundred thousand.\n\n## How to mend\nLook the number up in the original.\n\n## When it is silent\nNumbers padded by software (002579), dossier codes, the own number of a draft (00/2024).",
    ),
    wrong: &[
        wrong("Nghị định số ⟦0⟧/2020/NĐ-CP của Chính phủ."),
        wrong("Công văn số ⟦1234567⟧/UBND-NC ngày 12/5/2022."),
        wrong("Nghị định số ⟦1402018⟧/NĐ-CP của Chính phủ.").right("140/2018"),
        wrong("Công văn số ⟦123456⟧/BNV-VP của Bộ Nội vụ."),
    ],
    silent: &[
        "Công văn số 002579/SNV-CCVC ngày 05/3/2024.",
        "Công văn số 20126/UBND-KT ngày 05/3/2020.",
        "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ.",
        "Mã hồ sơ H17.28-200914-0012.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        // A draft holds zeros in the place of its own number.
        let Some(value) = n.value.filter(|_| c.citation.is_some()) else { continue };
        let digits = doc.slice(n.digits);
        let long = value > 99_999 && !digits.starts_with('0');
        if !(long || value == 0) || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let (vi, en) = if long {
            (
                format!("Số thứ tự {digits} có hơn năm chữ số; cần tra lại văn bản gốc."),
                format!("{digits} has more than five digits: look it up in the original."),
            )
        } else {
            (
                format!("Số {} có số thứ tự bằng 0; số văn bản bắt đầu từ 01.", n.canonical),
                format!("{} has the ordinal 0; numbers start at 01.", n.canonical),
            )
        };
        let found = Finding::new(&RULE, n.digits, vi, en);
        // "1402018/NĐ-CP": the sign before the year was lost.
        let lost = digits.len().checked_sub(4).filter(|_| long && digits.is_ascii() && n.year.is_none());
        let year = lost.and_then(|at| digits[at..].parse::<i32>().ok());
        out.push(match (lost, year) {
            (Some(at), Some(1997..=2099)) if at <= 4 => {
                let place = Span::new(n.digits.from() + at, n.digits.from() + at);
                found.fix(Safety::Unsafe, place, "/")
            }
            _ => found,
        });
    }
}
