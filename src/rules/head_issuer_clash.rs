//! Đầu văn bản: ký hiệu không phải của cơ quan ghi ở đầu văn bản.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::Body;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT04",
    name: "head-issuer-clash",
    severity: Severity::Warning,
    default: true,
    basis: "Phụ lục I mục II.3, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Ký hiệu của văn bản không khớp cơ quan ban hành ở đầu văn bản",
        "The document's own symbol is not that of the body in its head",
    ),
    explain: (
        "## Lỗi gì\nĐầu văn bản ghi HỘI ĐỒNG NHÂN DÂN nhưng số là “12/NQ-UBND”.\n\
         ## Vì sao\nKý hiệu gồm chữ viết tắt của loại văn bản và của cơ quan ban hành (Phụ lục I, Nghị định 30/2020/NĐ-CP), nên phải cùng chỉ một cơ quan.\n\
         ## Sửa thế nào\nSửa ký hiệu hoặc tên cơ quan.\n\
         ## Khi nào im lặng\nVăn bản liên tịch; khi giữa tên cơ quan và số còn một tên cơ quan khác (cơ quan chủ quản ghi ở trên); ký hiệu của đơn vị không có trong bảng.",
        "## What\nThe head says HỘI ĐỒNG NHÂN DÂN but the number is “12/NQ-UBND”.\n\
         ## Why\nThe symbol holds the letters of the type and of the issuing body (Annex I, Decree 30/2020/NĐ-CP): both must name one body.\n\
         ## How to mend\nMend the symbol or the name.\n\
         ## When it is silent\nJoint documents; heads with another body between (the superior one stands on top); symbols of units that no table has.",
    ),
    wrong: &[
        wrong(
            "HỘI ĐỒNG NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: ⟦12/NQ-UBND⟧\nNam Định, ngày 20 tháng 3 năm 2024\nNGHỊ QUYẾT\nVề việc thử",
        ),
        wrong("CHÍNH PHỦ\nSố: ⟦12/2024/QĐ-TTg⟧\nHà Nội, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử"),
    ],
    silent: &[
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc thử",
        "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH\nSỞ NỘI VỤ\nSố: 12/KH-SNV\nNam Định, ngày 20 tháng 3 năm 2024\nKẾ HOẠCH\nVề việc thử",
        "ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\nNghị quyết số: 101/2025/UBTVQH15\nHà Nội, ngày 26 tháng 9 năm 2025\nNGHỊ QUYẾT\nVề việc thử",
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 12/2024/QĐ-TTg\nHà Nội, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử",
    ],
    check,
};

/// Letters of bodies that are each other's only by mistake.
const CORE: &[(&str, &[Body])] = &[
    ("CP", &[Body::Government]),
    ("TTg", &[Body::PrimeMinister]),
    ("UBND", &[Body::Committee]),
    ("HĐND", &[Body::Council]),
    ("QH", &[Body::Assembly]),
    ("UBTVQH", &[Body::AssemblyCommittee]),
    ("CTN", &[Body::President]),
    ("TU", &[Body::PartyProvince]),
    ("TW", &[Body::PartyCentral, Body::PartyBoard]),
];

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let Some(at) = doc.head.own else { return };
    let (Some(number), Some(issuer)) = (doc.mentions[at].number(), doc.head.issuer) else { return };
    let [.., organ] = number.parts.as_slice() else { return };
    let letters = organ.text.trim_end_matches(|c: char| c.is_ascii_digit());
    // One organ only: "12/QC-UBND-MTTQ" is joint.
    if number.parts.len() > 2 || issuer.span.to() > number.span.from() {
        return;
    }
    let Some((_, bodies)) = CORE.iter().find(|(l, _)| *l == letters) else { return };
    let core = CORE.iter().any(|(_, b)| b.contains(&issuer.body));
    let broken = is_below_capitals(doc, issuer.span.from());
    if !core || broken || bodies.contains(&issuer.body) || !alone(doc, issuer.span.to(), number.span.from()) {
        return;
    }
    let name = doc.slice(issuer.span);
    out.push(
        Finding::new(
            &RULE,
            number.span,
            format!("Ký hiệu {} không phải của {name} ghi ở đầu văn bản.", number.symbol()),
            format!("The symbol {} is not that of {name} in the head.", number.symbol()),
        )
        .with(issuer.span, "cơ quan ban hành", "the issuing body"),
    );
}

/// Whether the name may begin in a line of capitals above: "ỦY BAN THƯỜNG VỤ" over "QUỐC HỘI".
fn is_below_capitals(doc: &Document, at: usize) -> bool {
    let Some(line) = doc.text()[..at].trim_end().lines().next_back() else { return false };
    let piece = line.trim_matches(|c: char| !c.is_alphanumeric());
    piece.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !piece.chars().any(char::is_lowercase)
        && !piece.starts_with("CỘNG H")
}

/// Whether no further body stands between the issuer and the number, nor another one beside it.
fn alone(doc: &Document, from: usize, to: usize) -> bool {
    const PLAIN: &[&str] =
        &["TỈNH", "THÀNH PHỐ", "TP", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "THỊ", "CỘNG H", "ĐỘC LẬP", "ĐẶC KHU"];
    doc.text()[from..to].split(['\n', '\t', '|']).skip(1).all(|piece| {
        let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let shout = piece.chars().filter(|c| c.is_alphabetic()).count() > 2 && !piece.chars().any(char::is_lowercase);
        !shout || PLAIN.iter().any(|p| piece.starts_with(p))
    })
}
