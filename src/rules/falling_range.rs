//! Khoảng điều, khoản, điểm viết ngược: từ số lớn đến số nhỏ.

use super::pinpoint_values::place;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Step, Unit};

pub(super) static RULE: Rule = Rule {
    code: "PIN02",
    name: "falling-range",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: ("Khoảng điều, khoản, điểm đi từ lớn đến nhỏ", "A range of articles, clauses or points that falls"),
    explain: (
        "## Lỗi gì\nKhoảng “từ … đến …” của điều, khoản, điểm, mục, chương có đầu sau nhỏ hơn đầu trước: “từ Điều 15 đến Điều 12”.\n\
         ## Vì sao\nĐiều, khoản, điểm được đánh thứ tự tăng dần, nên một khoảng phải đi lên; khoảng đi xuống thường do gõ sai một chữ số hoặc đảo hai đầu.\n\
         ## Sửa thế nào\nXem lại văn bản được viện dẫn; sửa đầu bị gõ sai hoặc đổi chỗ hai đầu.\n\
         ## Khi nào im lặng\nKhi hai giá trị chỉ là danh sách (“khoản 5, khoản 2”); khi hai đầu thuộc hai điều khác nhau (“từ khoản 5 Điều 3 đến khoản 2 Điều 7”); trong phần trích văn bản khác.",
        "## What\nA range of articles, clauses, points, sections or chapters whose end lies before its beginning: “từ Điều 15 đến Điều 12”.\n\
         ## Why\nArticles, clauses and points are numbered upwards, so a range must rise; one that falls has a mistyped figure or its ends exchanged.\n\
         ## How to mend\nLook at the document cited; mend the mistyped end or exchange both.\n\
         ## When it is silent\nWhere the values are a list (“khoản 5, khoản 2”); where the ends belong to different articles (“từ khoản 5 Điều 3 đến khoản 2 Điều 7”); inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Mức phạt quy định từ Điều ⟦15 đến Điều 12⟧ Nghị định này."),
        wrong("Thực hiện các nhiệm vụ tại các khoản ⟦5 đến 1⟧ Điều 3 Quyết định này."),
        wrong("Trình tự từ điểm ⟦d đến điểm a⟧ khoản 2 Điều 9 Quy chế này."),
        wrong("Áp dụng từ điểm ⟦e đến điểm đ⟧ khoản 2 Điều 9 Nghị định này."),
        wrong("Quy định từ Mục ⟦3 đến Mục 1⟧ Chương II Luật này."),
    ],
    silent: &[
        "Mức phạt quy định từ Điều 12 đến Điều 15 và từ khoản 2 đến khoản 10 Điều 20 Nghị định này.",
        "Áp dụng từ điểm d đến điểm đ khoản 2 Điều 9 Nghị định này.",
        "Quy định từ khoản 5 Điều 3 đến khoản 2 Điều 7 Nghị định này.",
        "Áp dụng khoản 5, khoản 2 Điều 9 và Điều 7 Nghị định này.",
        "Từ Điều 9 đến Điều 9a Luật này.",
        "Danh mục tại Phụ lục 3-1 và Mục 2-1 kèm theo.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        for (i, pair) in p.steps.windows(2).enumerate() {
            let [first, last] = pair else { continue };
            if !falls(doc, first, last) || two_owners(&p.steps, i) {
                continue;
            }
            let span = first.value.join(last.value);
            if doc.is_quoted(span) {
                continue;
            }
            let (word, from, to) = (first.unit.word(), doc.slice(first.value), doc.slice(last.value));
            out.push(Finding::new(
                &RULE,
                span,
                format!(
                    "Khoảng viết ngược: {word} {to} đứng trước {word} {from}, nên không thể đi từ {from} đến {to}."
                ),
                format!("The range runs backwards: {word} {to} comes before {word} {from}."),
            ));
        }
    }
}

fn falls(doc: &Document, first: &Step, last: &Step) -> bool {
    if !last.ends_range || first.unit != last.unit || first.ends_range {
        return false;
    }
    // "Phụ lục 3-1", "Mục 2-1": a dash inside such a value makes a number of two parts.
    let glued = last.value.from() - first.value.to() == 1;
    if glued && !last.worded && !matches!(first.unit, Unit::Dieu | Unit::Khoan) {
        return false;
    }
    let (a, b) = (place(first.unit, doc.slice(first.value)), place(last.unit, doc.slice(last.value)));
    matches!((a, b), (Some(a), Some(b)) if b < a)
}

/// Whether the ends belong to different larger units: "Điều 3 khoản 5 đến khoản 2 Điều 7".
fn two_owners(steps: &[Step], at: usize) -> bool {
    let unit = steps[at].unit;
    let before = steps[..at].last().is_some_and(|s| s.unit > unit);
    let after = steps.get(at + 2).is_some_and(|s| s.unit > unit);
    before && after
}
