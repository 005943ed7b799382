//! The colon behind "Số" in a document's own head.

use crate::document::Document;
use crate::parse::{Kind, Regime};
use crate::text::Span;

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE06",
    name: "so-colon",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục I mục II.3, Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW",
    summary: ("Dấu hai chấm sau chữ “Số” ở đầu văn bản", "The colon behind “Số” in the head"),
    explain: (
        "## Lỗi gì\nVăn bản của Đảng viết “Số: 05-NQ/ĐU”; văn bản của Nhà nước viết “Số 05/QĐ-UBND”.\n\n\
         ## Vì sao\nVăn bản hành chính có dấu hai chấm sau “Số” (Phụ lục I, Nghị định 30/2020/NĐ-CP); văn bản của Đảng không có (Hướng dẫn 36-HD/VPTW).\n\n\
         ## Sửa thế nào\nThêm hoặc bỏ dấu hai chấm.\n\n\
         ## Khi nào im lặng\nTrong câu; văn bản của tổ chức chính trị - xã hội và loại số, ký hiệu khác. Quy tắc này tắt theo mặc định.",
        "## What\nA Party document has “Số: 05-NQ/ĐU”, or one of the State “Số 05/QĐ-UBND”.\n\n\
         ## Why\nState documents have a colon behind “Số” (Annex I of Decree 30/2020/NĐ-CP), Party documents have none (Guide 36-HD/VPTW).\n\n\
         ## How to mend\nPut the colon in or take it out.\n\n\
         ## When it is silent\nInside sentences; mass organisations and other forms of numbers. The rule is off by default.",
    ),
    wrong: &[
        wrong("ĐẢNG BỘ TỈNH NAM ĐỊNH\n⟦Số:⟧ 12-KH/TU\nNam Định, ngày 05 tháng 7 năm 2020\nKẾ HOẠCH\nthực hiện công tác bầu cử\n")
            .right("Số"),
        wrong("ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH\n⟦Số⟧ 12/QĐ-UBND\nNam Định, ngày 05 tháng 7 năm 2020\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch\n")
            .right("Số:"),
    ],
    silent: &[
        "ĐẢNG BỘ TỈNH NAM ĐỊNH\nSố 12-KH/TU\nNam Định, ngày 05 tháng 7 năm 2020\nKẾ HOẠCH\nthực hiện công tác bầu cử\n",
        "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH\nSố: 12/QĐ-UBND\nNam Định, ngày 05 tháng 7 năm 2020\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch\n",
        "Thực hiện Quyết định số 12/QĐ-UBND và Kế hoạch số: 12-KH/TU.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let Some(Kind::Own(number)) = doc.head.own.map(|i| &doc.mentions[i].kind) else { return };
    let party = match number.regime {
        Regime::R1 | Regime::R3 => false,
        Regime::R5 => true,
        _ => return,
    };
    let before = doc.text()[..number.span.from()].trim_end();
    let bare = before.strip_suffix(':').unwrap_or(before).trim_end();
    let colon = bare.len() < before.len();
    let Some(word) = ["Số", "SỐ"].iter().find(|w| bare.ends_with(**w)) else { return };
    if colon != party {
        return;
    }
    let span = Span::new(bare.len() - word.len(), before.len());
    let right = if party { (*word).to_owned() } else { format!("{word}:") };
    let (whose, whose_en) = if party { ("của Đảng", "Party") } else { ("của Nhà nước", "State") };
    out.push(
        Finding::new(
            &RULE,
            span,
            format!("Ở đầu văn bản {whose} viết “{right} {}”.", number.canonical),
            format!("The head of a {whose_en} document has “{right} {}”.", number.canonical),
        )
        .fix(Safety::Safe, span, right),
    );
}
