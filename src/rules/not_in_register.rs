//! A number that no known document bears, in a series that is known nearly whole.

use crate::document::Document;
use crate::parse::Regime;
use crate::register;

use super::registered::{self, Clash};
use super::same_number_two_dates::is_unique;
use super::{Finding, Findings, Knowledge, Rule, Severity, numbering, wrong};

pub(super) static RULE: Rule = Rule {
    code: "REG02",
    name: "not-in-register",
    severity: Severity::Info,
    default: false,
    basis: "danh mục văn bản đã biết",
    summary: (
        "Số không có trong danh mục, dù dãy số gần như đủ",
        "A number not in the register, in a series known nearly whole",
    ),
    explain: (
        "## Lỗi gì\nSố văn bản không có trong danh mục đã biết, trong khi hầu hết các số ngay trước và ngay sau nó đều có.\n\n\
         ## Vì sao\nỞ dãy số gần như đủ, số vắng mặt có thể là số gõ nhầm; cũng có thể danh mục còn thiếu chính số ấy.\n\n\
         ## Sửa thế nào\nTra số, ngày và trích yếu trong bản gốc.\n\n\
         ## Khi nào im lặng\nDãy số còn thưa; số không mang năm; khi đã có quy tắc khác nói về số ấy; phần trích văn bản khác.",
        "## What\nNo known document bears the number, though nearly all before and behind it are known.\n\n\
         ## Why\nIn a series known nearly whole an absent number may be a slip; the register may also lack just that one.\n\n\
         ## How to mend\nLook up number, date and subject in the original.\n\n\
         ## When it is silent\nThin series; numbers without year; numbers of which another rule speaks; quoted passages.",
    ),
    wrong: &[wrong("Căn cứ Nghị định số ⟦74/2007/NĐ-CP⟧ của Chính phủ;")],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ;",
        "Quyết định số 215/QĐ-TTg ngày 13/02/2020 của Thủ tướng Chính phủ.",
    ],
    check,
};

/// So many numbers on each side are looked at.
const BESIDE: i64 = 6;
/// So many of them must be known.
const KNOWN: usize = 10;

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for c in registered::cited(doc) {
        let number = c.number;
        let Some((key, value)) = register::key_of(number).zip(number.value) else { continue };
        if number.regime != Regime::R1
            || !is_unique(number)
            || doc.is_quoted(c.mention.span)
            || numbering::is_example(doc, number.span)
            || !know.register.with_key(&key).is_empty()
            || matches!(registered::clash(doc, know, &c), Some(Clash::Number { .. } | Clash::Order(_)))
        {
            continue;
        }
        let at = |n: i64| register::Key { digits: n.to_string(), ..key.clone() };
        let beside = (-BESIDE..=BESIDE).filter(|d| *d != 0).map(|d| i64::from(value) + d);
        if beside.filter(|n| *n > 0 && !know.register.with_key(&at(*n)).is_empty()).count() < KNOWN {
            continue;
        }
        out.push(Finding::new(
            &RULE,
            number.span,
            format!(
                "Không biết văn bản nào mang số {}, dù hầu hết các số quanh nó đều đã biết; nên tra lại.",
                number.canonical
            ),
            format!("No document {} is known, though nearly all numbers around it are: look it up.", number.canonical),
        ));
    }
}
