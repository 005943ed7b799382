//! Roman letters that are no numeral: "khóa XVV".

use crate::document::Document;
use crate::parse::{Term, TermBody, to_roman};
use crate::text::Span;

use super::known_terms::{row_beside, tables_of, terms_and_congresses};
use super::term_owner::is_example;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM10",
    name: "ordinal-form",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: ("Số La Mã của khóa, đại hội viết sai", "A broken Roman numeral of a term or congress"),
    explain: (
        "## Lỗi gì\nSố khóa, số thứ tự đại hội không phải số La Mã đúng: “khóa XVV”, “khóa XIIII”, “khóa IIX”.\n\
         ## Vì sao\nSố La Mã không lặp V, không viết quá ba chữ giống nhau, và chữ nhỏ đứng trước chữ lớn chỉ một lần.\n\
         ## Sửa thế nào\nViết lại: XV, XIV, VIII. Năm nhiệm kỳ đứng cạnh, nếu có, cho biết khóa đúng.\n\
         ## Khi nào im lặng\nSố Ả Rập (“khóa 15”); số La Mã không phải của khóa, đại hội (“thế kỷ XXI”, “Mục IIa”).",
        "## What\nThe ordinal of a khóa or congress is no right Roman numeral: “khóa XVV”, “khóa XIIII”, “khóa IIX”.\n\
         ## Why\nRoman numerals never repeat V, never write a letter four times, and put a smaller letter before a larger but once.\n\
         ## How to mend\nWrite XV, XIV, VIII. Years of a term beside it tell the right one.\n\
         ## When it is silent\nArabic figures (“khóa 15”); numerals of other things (“thế kỷ XXI”).",
    ),
    wrong: &[
        wrong("Kỳ họp thứ 5, Quốc hội khóa ⟦XVV⟧ thông qua luật.").right("XV"),
        wrong("Ban Chấp hành Trung ương Đảng khóa ⟦XIIII⟧ họp.").right("XIV"),
        wrong("Nghị quyết Trung ương 5 khóa ⟦IIX⟧ về văn hóa.").right("VIII"),
        wrong("Quốc hội khóa ⟦VX⟧ họp kỳ thứ mười.").right("XV"),
        wrong("Trung ương Đảng khóa ⟦XIIII⟧ (2021-2026) họp.").right("XIII"),
        wrong("Đại biểu Quốc hội khóa ⟦XVVI⟧.\nQuốc hội khóa XV (2021-2026).").right("XVI"),
        wrong("Đại hội đại biểu toàn quốc lần thứ ⟦XIIV⟧ của Đảng thành công.").right("XIII"),
    ],
    silent: &[
        "Quốc hội khóa XV, Trung ương khóa XIII, Hội đồng nhân dân tỉnh khóa XVIII.",
        "Lớp đại học khóa 15 của trường.",
        "Đầu thế kỷ XXI, Đại hội đại biểu toàn quốc lần thứ IX của Đảng.",
        "Đại hội VIII của Đảng; khóa XIX của Hội đồng nhân dân tỉnh.",
        "Đại hội Đảng bộ tỉnh lần thứ XXII, XXIII.",
        "Quốc hội các khóa XIII, XIV, XV.",
        "Mục IIa và phụ lục XIIIa.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut last = Span::default();
    for (span, term) in terms_and_congresses(doc) {
        let Some(ordinal) = term.ordinal.filter(|o| o.roman && o.value.is_none()) else { continue };
        // "nhiệm kỳ Đại hội XIIII" is a mention and a congress.
        if ordinal.span == last || is_example(doc, span) {
            continue;
        }
        last = ordinal.span;
        let numeral = doc.slice(ordinal.span);
        let right = by_years(doc, span, term).or_else(|| mend(numeral));
        let vi = format!("“{numeral}” không phải số La Mã đúng");
        let en = format!("“{numeral}” is no right Roman numeral");
        out.push(match right {
            Some(value) => {
                let mut right = to_roman(value);
                if numeral.starts_with(char::is_lowercase) {
                    right.make_ascii_lowercase();
                }
                Finding::new(
                    &RULE,
                    ordinal.span,
                    format!("{vi}; có thể là {right}."),
                    format!("{en}; it may be {right}."),
                )
                .fix(Safety::Unsafe, ordinal.span, right)
            }
            None => Finding::new(&RULE, ordinal.span, vi + ".", en + "."),
        });
    }
}

/// The ordinal of the term whose years stand right behind.
fn by_years(doc: &Document, span: Span, term: &Term) -> Option<u32> {
    let of = term.of.filter(|of| matches!(of, TermBody::Assembly | TermBody::PartyCentral))?;
    row_beside(doc, span, term, *tables_of(of).first()?)?.ordinal
}

/// The numeral meant: by the value its letters add up to, by two letters exchanged, or by one typed twice.
fn mend(numeral: &str) -> Option<u32> {
    let letters = numeral.to_ascii_uppercase();
    let bytes = letters.as_bytes();
    // "IIX" is two less than ten, "XIIII" four more.
    let tens = bytes.iter().take_while(|b| **b == b'X').count();
    let rest = &letters[tens..];
    let value = match rest {
        "IIII" => Some(4),
        "IIIII" => Some(5),
        "VIIII" => Some(9),
        "IIV" => Some(3),
        "IIX" => Some(8),
        "IIIX" => Some(7),
        _ => None,
    };
    if let Some(v) = value.filter(|_| tens <= 3) {
        return Some(10 * tens as u32 + v);
    }
    let mut swapped = bytes.to_vec();
    for i in 1..bytes.len() {
        if bytes[i - 1] == bytes[i] {
            continue;
        }
        swapped.swap(i - 1, i);
        if let Some(v) = value_of(&swapped) {
            return Some(v);
        }
        swapped.swap(i - 1, i);
    }
    (1..bytes.len()).filter(|&i| bytes[i - 1] == bytes[i]).find_map(|i| {
        let mut shorter = bytes.to_vec();
        shorter.remove(i);
        value_of(&shorter)
    })
}

/// The value of Roman letters below a hundred, where they are in order.
fn value_of(letters: &[u8]) -> Option<u32> {
    (1..=60).find(|v| to_roman(*v).as_bytes() == letters)
}
