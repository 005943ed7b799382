//! Tên tắt mang loại văn bản khác với lần dẫn đầy đủ: “Nghị quyết 30” sau “Nghị định số 30/2020/NĐ-CP”.

use std::collections::HashMap;

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::{Citation, Class};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "REF11",
    name: "short-wrong-type",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: (
        "Tên tắt ghi loại văn bản khác với lần dẫn đầy đủ",
        "A short form names another type than the full citation",
    ),
    explain: (
        "## Lỗi gì\nTrước đó dẫn đầy đủ “Nghị định số 30/2020/NĐ-CP”, sau lại gọi tắt “Nghị quyết 30”.\n\
         ## Vì sao\nTên tắt phải gọi đúng loại văn bản đã dẫn; trong văn bản không có nghị quyết nào mang số đó.\n\
         ## Sửa thế nào\nĐổi lại đúng loại văn bản; nếu là văn bản khác thì dẫn đầy đủ ở lần đầu.\n\
         ## Khi nào im lặng\nKhi cả hai loại đều được dẫn đầy đủ; khi tên tắt có năm, ngày hoặc cơ quan riêng; khi tên tắt đứng trước hoặc ở xa lần dẫn đầy đủ; trong phần trích văn bản khác.",
        "## What\n“Nghị định số 30/2020/NĐ-CP” is cited in full, then called “Nghị quyết 30”.\n\
         ## Why\nA short form keeps the type of the full one, and no resolution with that number stands in the text.\n\
         ## How to mend\nUse the right type; if another document is meant, cite it in full first.\n\
         ## When it is silent\nWhere both types are cited in full; where the short form has a year, date or issuer of its own; where it stands before the full citation or far from it; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư. Các cơ quan rà soát theo ⟦Nghị quyết 30⟧.").right("Nghị định 30"),
        wrong("Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị được thực hiện thường xuyên. Sơ kết 5 năm thực hiện ⟦Nghị quyết 05⟧.").right("Chỉ thị 05"),
        wrong("Thông tư số 22/2021/TT-BGDĐT quy định về đánh giá học sinh. Các trường tập huấn về ⟦Quyết định 22⟧.").right("Thông tư 22"),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ. Các cơ quan rà soát theo Nghị định 30.",
        "Nghị định số 30/2020/NĐ-CP của Chính phủ và Nghị quyết số 30-NQ/TW của Bộ Chính trị. Theo Nghị quyết 30 và Nghị định 30.",
        "Nghị định số 30/2020/NĐ-CP của Chính phủ. Theo Nghị quyết 30 năm 2012 của Quốc hội.",
        "Thực hiện Nghị quyết 30 từ lâu, nay theo Nghị định số 30/2020/NĐ-CP của Chính phủ.",
    ],
    check,
};

/// A short form means what was cited shortly before.
const NEAR: usize = 1500;

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    if !doc.mentions.iter().any(|m| m.citation().is_some_and(|c| c.class == Class::Short && is_bare(c))) {
        return;
    }
    // The full citations by their figures: `None` where several documents share one.
    let mut full: HashMap<u32, Option<(usize, &'static str)>> = HashMap::new();
    for (i, m) in doc.mentions.iter().enumerate() {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered) else { continue };
        let (Some(word), Some(number)) = (c.doc_type, &c.number) else { continue };
        let Some(value) = number.value else { continue };
        let seen = full.entry(value).or_insert(Some((i, word.name)));
        if seen.is_some_and(|(j, _)| doc.mentions[j].number().is_none_or(|n| n.canonical != number.canonical)) {
            *seen = None;
        }
    }
    if full.is_empty() {
        return;
    }
    // Where each of them was cited last.
    let mut last: HashMap<u32, usize> = HashMap::new();
    for m in &doc.mentions {
        let Some(c) = m.citation() else { continue };
        let Some(value) = c.number.as_ref().and_then(|n| n.value) else { continue };
        match c.class {
            Class::Numbered => {
                last.insert(value, m.span.to());
            }
            Class::Short if is_bare(c) && !doc.is_quoted(m.span) => {
                let near = last.get(&value).is_some_and(|end| m.span.from() <= end + NEAR);
                if let (true, Some(Some(found))) = (near, full.get(&value)) {
                    report(doc, m.span, c, *found, out);
                }
            }
            _ => {}
        }
    }
}

/// Whether nothing but type and figure tells which document is meant.
fn is_bare(c: &Citation) -> bool {
    c.target.is_none() && c.date.is_none() && c.issuer.is_none() && c.year.is_none()
}

fn report(doc: &Document, span: Span, c: &Citation, (at, name): (usize, &'static str), out: &mut Findings) {
    let (Some(word), Some(number)) = (c.doc_type.filter(|w| w.name != name), doc.mentions[at].number()) else { return };
    // Types called by each other's names: "Nghị quyết liên tịch 05" is "Nghị quyết 05".
    if name.starts_with(word.name) || word.name.starts_with(name) {
        return;
    }
    let capital = doc.slice(word.span).chars().next().is_some_and(char::is_uppercase);
    let right = if capital { name.to_string() } else { name.to_lowercase() };
    out.push(
        Finding::new(
            &RULE,
            span,
            format!(
                "{} không khớp lần dẫn đầy đủ: số {} là {}.",
                doc.slice(span),
                number.canonical,
                name.to_lowercase()
            ),
            format!("{} does not match the full citation: {} is “{name}”.", doc.slice(span), number.canonical),
        )
        .with(doc.mentions[at].span, "lần dẫn đầy đủ", "the full citation")
        .fix(Safety::Unsafe, word.span, right),
    );
}
