//! Symbols whose Đ lost its stroke.

use crate::document::Document;
use crate::parse::{Number, Regime};

use super::numbering;
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM10",
    name: "no-d-stroke",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục III",
    summary: ("Chữ Đ trong ký hiệu mất nét gạch", "A Đ of a symbol lacks its stroke"),
    explain: (
        "## Lỗi gì\nKý hiệu viết D thay Đ: ND-CP, QD-TTg, NQ-HDND.\n\n## Vì sao\nChữ viết tắt tên loại là NĐ, QĐ, CĐ …, tên cơ quan là HĐND, BGDĐT … (Nghị định 30/2020/NĐ-CP, Phụ lục III). Mất nét gạch thì tìm kiếm không ra văn bản.\n\n## Sửa thế nào\nViết lại Đ: NĐ-CP, QĐ-TTg, NQ-HĐND.\n\n## Khi nào im lặng\nVăn bản không dấu, tiếng Anh, tên tệp, địa chỉ mạng; ký hiệu mà D là đúng (HD, DTTG).",
        "## What\nA symbol has D for Đ: ND-CP, QD-TTg, NQ-HDND.\n\n## Why\nThe codes are NĐ, QĐ, CĐ, the organs HĐND, BGDĐT (Decree 30/2020/NĐ-CP, Annex III); without the stroke a search misses the document.\n\n## How to mend\nWrite Đ.\n\n## When it is silent\nText without diacritics, English text, file names, addresses; symbols whose D is right (HD).",
    ),
    wrong: &[
        wrong("Nghị định số 18/2020/⟦ND-CP⟧ ngày 11/02/2020 của Chính phủ.").right("NĐ-CP"),
        wrong("Quyết định số 1676/⟦QD-TTg⟧ ngày 19/11/2008 của Thủ tướng Chính phủ.").right("QĐ-TTg"),
        wrong("Nghị quyết số 125/2009/⟦NQ-HDND⟧ của Hội đồng nhân dân tỉnh.").right("NQ-HĐND"),
        wrong("Thông tư số 05/2019/⟦TT-BGDDT⟧ của Bộ Giáo dục và Đào tạo.").right("TT-BGDĐT"),
        wrong("Kế hoạch số 21-⟦KH/DU⟧ ngày 29/7/2025 của Đảng ủy xã.").right("KH/ĐU"),
    ],
    silent: &[
        "Can cu Nghi dinh so 30/2020/ND-CP ngay 05/3/2020 cua Chinh phu.",
        "Decree No. 30/2020/ND-CP on clerical work was issued on 5 March 2020.",
        "Hướng dẫn số 19-HD/UBKTTW ngày 25/8/2025.",
        "Nghị định số 30/2020/NĐ-CP; Thông tư số 03/2026/TT-BDTTG.",
        "Tệp đính kèm: 30-2020-ND-CP.docx.",
        "Công văn số 12/UBND-DTXD ngày 05/3/2020.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || !n.parts.iter().any(|p| p.text.contains('D')) {
            continue;
        }
        let edits: Vec<Edit> = n
            .parts
            .iter()
            .enumerate()
            .filter(|(i, _)| is_name(n, *i))
            .filter_map(|(i, p)| {
                let right = numbering::restored(&p.text, i == 0);
                (right != p.text.as_str()).then(|| Edit { span: p.span, replacement: right.into_owned() })
            })
            .collect();
        if edits.is_empty() || doc.slice(doc.sentence(c.mention.span)).is_ascii() {
            continue;
        }
        let span = n.parts[0].span.join(n.parts[n.parts.len() - 1].span);
        let right: Vec<&str> = edits.iter().map(|e| e.replacement.as_str()).collect();
        let bad: Vec<&str> = edits.iter().map(|e| doc.slice(e.span)).collect();
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Ký hiệu “{}” mất nét gạch của chữ Đ; đúng là “{}”.", bad.join("”, “"), right.join("”, “")),
                format!("“{}” lacks the stroke of its Đ; it should be “{}”.", bad.join("”, “"), right.join("”, “")),
            )
            .fixes(Safety::Safe, edits),
        );
    }
}

/// Whether a part is a code or an organ; units behind an organ are of each office's own making.
fn is_name(n: &Number, index: usize) -> bool {
    index < 2 && !(index == 1 && n.regime == Regime::R4) || n.regime == Regime::R8
}
