//! Separators of numbers that are not those of their kind.

use crate::document::Document;
use crate::parse::{Oddities, Regime};

use super::numbering::{self, Joint, Style};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM07",
    name: "separator",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I; Hướng dẫn 36-HD/VPTW",
    summary: ("Dấu phân cách trong số, ký hiệu sai", "Wrong separators in a number"),
    explain: (
        "## Lỗi gì\nDấu “/” và “-” trong số, ký hiệu đặt lẫn chỗ hoặc lặp: 45/CT-TW, 03-2008/TTLT-BTNMT-BNV, 55/2010/TT/BTC, 122//2007/TT-BTC.\n\n## Vì sao\nVăn bản của Nhà nước ghi số/năm/loại-cơ quan (Nghị định 30/2020/NĐ-CP, Phụ lục I); văn bản của Đảng ghi số-loại/cơ quan (Hướng dẫn 36-HD/VPTW).\n\n## Sửa thế nào\nĐặt lại dấu: 45-CT/TW, 03/2008/TTLT-BTNMT-BNV, 55/2010/TT-BTC.\n\n## Khi nào im lặng\nSố cũ trước năm 1997 (217-HĐBT, 18/L/CTN), số của đoàn thể, tên tệp và địa chỉ mạng, dấu chấm của số 66.k/năm/NQ-CP, TTLT/ trong thông tư liên tịch.",
        "## What\nSlash and hyphen in a number stand in each other's place or twice: 45/CT-TW, 55/2010/TT/BTC, 122//2007/TT-BTC.\n\n## Why\nThe State writes number/year/type-organ (Decree 30/2020/NĐ-CP, Annex I), the Party number-type/organ (Guide 36-HD/VPTW).\n\n## How to mend\nPut the separators right: 45-CT/TW, 55/2010/TT-BTC.\n\n## When it is silent\nOld numbers of before 1997 (217-HĐBT, 18/L/CTN), numbers of mass organisations, file names and addresses, the dot of 66.k/Y/NQ-CP, TTLT/ in joint circulars.",
    ),
    wrong: &[
        wrong("Chỉ thị số ⟦45/CT-TW⟧ ngày 20/6/2020 của Bộ Chính trị.").right("45-CT/TW"),
        wrong("Thông tư liên tịch số ⟦03-2008/TTLT-BTNMT-BNV⟧ ngày 15/7/2008.").right("03/2008/TTLT-BTNMT-BNV"),
        wrong("Thông tư liên tịch số ⟦08/2007-TTLT-BYT-BNV⟧ ngày 05/6/2007.").right("08/2007/TTLT-BYT-BNV"),
        wrong("Thông tư số ⟦55/2010/TT/BTC⟧ ngày 16/4/2010 của Bộ Tài chính.").right("55/2010/TT-BTC"),
        wrong("Thông tư số ⟦122//2007/TT-BTC⟧ ngày 18/10/2007.").right("122/2007/TT-BTC"),
        wrong("Nghị định số ⟦65/2003/NĐ--CP⟧ ngày 11/6/2003 của Chính phủ.").right("65/2003/NĐ-CP"),
        wrong("Quyết định số ⟦67/-2009/QĐ-TTg⟧ ngày 24/4/2009.").right("67/2009/QĐ-TTg"),
        wrong("Nghị quyết số ⟦57-NQ//TW⟧ ngày 22/12/2024 của Bộ Chính trị.").right("57-NQ/TW"),
        wrong("Nghị định số ⟦30-2020-NĐ/CP⟧ của Chính phủ.").right("30/2020/NĐ-CP"),
        wrong("Luật số ⟦45-2013-QH13⟧ về đất đai.").right("45/2013/QH13"),
        wrong("Kế hoạch số ⟦88/KH/TU⟧ ngày 15/9/2022 của Tỉnh ủy.").right("88-KH/TU"),
    ],
    silent: &[
        "Quyết định số 217-HĐBT ngày 14/11/1987; Lệnh số 18/L/CTN; Nghị định số 01-CP.",
        "Thông tư liên tịch số 27/2015/TTLT/BKHCN-BTC ngày 30/12/2015.",
        "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ.",
        "Quyết định số 367-QĐ/TWĐTN-VP; Quyết định số 933/QĐ-TLĐ; Kế hoạch số 02/KH/CCB-VSP.",
        "Tệp 30-2020-NĐ-CP.docx đăng tại https://vanban.example.vn/30-2020-nd-cp.html.",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020; Quy chế số 05-QC/BTCTU-BDVTU.",
        "Nghị quyết số 1003/2006/NQ-UBTVQH11; Nghị quyết liên tịch số 102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN.",
        "Công văn số 1845/UBND-KT ngày 22/8/2025; Tờ trình số 227/TTr-SYT.DS ngày 05/6/2023.",
        "Thông tư số 7-TT/TC; Thông tư số 20-BYT/TT; Quyết định số 229-QĐ/NH.",
        "Nghị định số 30/2020/NĐ-CP - Nghị định về công tác văn thư.",
        "Quyết định số 131 và 132-QĐ/TW ngày 05/3/2023.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        // A part written twice is another rule's matter.
        if n.elided || n.parts.windows(2).any(|p| p[0].text == p[1].text) {
            continue;
        }
        let style = numbering::style_of(n);
        // A year in a Party number is another rule's matter, and so is the Party's form on a State's number.
        if style == Some(Style::Party) && n.year.is_some() {
            continue;
        }
        let mut wrong: Vec<Joint> = match style {
            Some(style) => numbering::joints(doc.text(), n, style)
                .filter(|j| !j.span.is_empty() && doc.slice(j.span) != j.right && !is_dot(doc.slice(j.span)))
                .collect(),
            None if n.oddities.has(Oddities::DOUBLED) => doubled(doc, n),
            None => continue,
        };
        if style == Some(Style::State) && n.year.is_none() && !n.oddities.has(Oddities::DOUBLED) {
            let first = n.parts[0].sep;
            let second = n.parts.get(1).map_or('-', |p| p.sep);
            // "1354-KH/UBND" follows the Party's form; "12/QĐ/UB" and "12-QĐ-UB" were in use until about 2005.
            if (first, second) == ('-', '/')
                || n.regime == Regime::R10
                || c.year().is_some_and(|y| y < 2005)
                || n.organs().first().is_some_and(|o| o.text.starts_with("ĐĐ"))
            {
                continue;
            }
        }
        if style == Some(Style::Party) && c.year().is_some_and(|y| y < 1998) {
            wrong.retain(|j| j.span.len() > 1);
        }
        if wrong.is_empty() || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let right = mended(doc, n.span, &wrong);
        let (rule_vi, rule_en) = match style {
            Some(Style::Party) => {
                ("số, ký hiệu văn bản của Đảng ghi số-loại/cơ quan", "the Party writes number-type/organ")
            }
            Some(_) if n.year.is_some() => {
                ("thứ tự dấu là số/năm/loại-cơ quan", "the State writes number/year/type-organ")
            }
            Some(_) => ("thứ tự dấu là số/loại-cơ quan", "the State writes number/type-organ"),
            None => ("dấu phân cách bị lặp", "a separator stands twice"),
        };
        let edits = wrong.iter().map(|j| Edit { span: j.span, replacement: j.right.to_string() }).collect::<Vec<_>>();
        let safety = if wrong.iter().all(|j| j.span.len() > 1) { Safety::Safe } else { Safety::Unsafe };
        // "6872/TTr/STC-QLCS": offices wrote so until Circular 01/2011/TT-BNV, and their originals stay as they are.
        let habit = style == Some(Style::State)
            && n.year.is_none()
            && !n.oddities.has(Oddities::DOUBLED)
            && c.year().is_none_or(|y| y < 2011);
        let severity = if habit { Severity::Info } else { Severity::Warning };
        out.push(
            Finding::new(
                &RULE,
                n.span,
                format!("Dấu phân cách trong số {} sai: {rule_vi}; đúng là {right}.", n.canonical),
                format!("Wrong separators in {}: {rule_en}; it should be {right}.", n.canonical),
            )
            .at(severity)
            .fixes(safety, edits),
        );
    }
}

/// "201/QĐ.UBND", "298 KH/TWĐTN": ways of writing, no faults.
fn is_dot(joint: &str) -> bool {
    matches!(joint, "." | "_")
}

/// Joints written twice in a number of no fixed style: the first sign stays.
fn doubled(doc: &Document, n: &crate::parse::Number) -> Vec<Joint> {
    numbering::joints(doc.text(), n, Style::State)
        .filter(|j| j.span.len() == 2)
        .map(|j| Joint { right: if doc.slice(j.span).starts_with('-') { "-" } else { "/" }, ..j })
        .collect()
}

/// The number with its joints put right and without blanks.
fn mended(doc: &Document, span: crate::text::Span, joints: &[Joint]) -> String {
    let mut out = String::new();
    let mut at = span.from();
    for j in joints {
        out.push_str(&doc.text()[at..j.span.from()]);
        out.push_str(j.right);
        at = j.span.to();
    }
    out.push_str(&doc.text()[at..span.to()]);
    out.retain(|c| !c.is_whitespace());
    out
}
