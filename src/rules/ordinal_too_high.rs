//! A khóa or congress above the latest one known.

use crate::document::Document;
use crate::parse::{Term, TermBody, TermKind, to_roman};
use crate::tables::{self, TermRow, TermTable};
use crate::text::Span;

use super::known_terms::{row_beside, row_of_text, terms_and_congresses};
use super::term_owner::{is_abroad, is_example};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM11",
    name: "ordinal-too-high",
    severity: Severity::Warning,
    default: true,
    basis: "terms",
    summary: ("Số khóa Quốc hội, đại hội Đảng lớn hơn khóa mới nhất", "An ordinal above the latest khóa or congress"),
    explain: (
        "## Lỗi gì\nKhóa Quốc hội, đại hội hoặc khóa Trung ương của Đảng có số lớn hơn khóa mới nhất: “Quốc hội khóa XIX”.\n\
         ## Vì sao\nQuốc hội mới đến khóa XVI (2026-2031), Đảng mới đến Đại hội XIV (tháng 01/2026).\n\
         ## Sửa thế nào\nKiểm tra lại số khóa; năm hoặc ngày trong câu cho biết khóa đúng.\n\
         ## Khi nào im lặng\nHội đồng nhân dân tỉnh, đảng bộ tỉnh (số khóa riêng, có thể trên XX); khóa kế tiếp; quốc hội nước khác.",
        "## What\nA khóa of the National Assembly, or a congress of the Party, above the latest: “Quốc hội khóa XIX”.\n\
         ## Why\nThe latest are the National Assembly's khóa XVI (2026-2031) and the Party's Congress XIV (January 2026).\n\
         ## How to mend\nLook at the ordinal again; years or a date in the sentence tell the right one.\n\
         ## When it is silent\nProvincial councils and Party committees (which count for themselves, above XX); the next khóa to come; \
         parliaments of other countries.",
    ),
    wrong: &[
        wrong("Đại hội đại biểu toàn quốc lần thứ ⟦XIX⟧ của Đảng họp tại Hà Nội tháng 01/2026.").right("XIV"),
        wrong("Đại biểu Quốc hội khóa ⟦XXI⟧ tiếp xúc cử tri trước kỳ họp thứ hai.").right("XVI"),
        wrong("Quốc hội khóa ⟦XIX⟧, nhiệm kỳ 2016-2021 họp.").right("XIV"),
        wrong("Ban Chấp hành Trung ương Đảng khóa ⟦XVIII⟧ họp hội nghị."),
    ],
    silent: &[
        "Hội đồng nhân dân tỉnh khóa XIX; Đại hội Đảng bộ tỉnh lần thứ XXII.",
        "Quốc hội khóa XVI, Đại hội XIV của Đảng.",
        "Chuẩn bị Đại hội XV của Đảng và bầu cử Quốc hội khóa XVII.",
        "Quốc hội Hàn Quốc khóa XXII.",
        "Đại hội XVIII của Đảng Cộng sản Trung Quốc đề ra mục tiêu; Đại hội XIX bổ sung.",
        "Đại hội Đoàn trường lần thứ XXV; Đại hội Công đoàn tỉnh lần thứ XVIII.",
        "Đảng ta bước sang thế kỷ XXI.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let mut last = Span::default();
    for (span, term) in terms_and_congresses(doc) {
        let Some(ordinal) = term.ordinal.filter(|o| o.roman) else { continue };
        let (Some(value), Some(table)) = (ordinal.value, table_of(term)) else { continue };
        let Some(latest) = tables::terms(table).last().and_then(|r| r.ordinal) else { continue };
        // The next one may be in preparation.
        if value <= latest + 1 || ordinal.span == last || is_abroad(doc, span) || is_example(doc, span) {
            continue;
        }
        last = ordinal.span;
        let near = |row: &TermRow| row.ordinal.is_some_and(|o| is_slip(value, o));
        let row = row_beside(doc, span, term, table)
            .or_else(|| row_of_text(doc, know, span, table).filter(|r| near(r)))
            .or_else(|| tables::terms(table).iter().rev().find(|r| near(r)));
        let numeral = doc.slice(ordinal.span);
        let newest = to_roman(latest);
        let (what_vi, what_en) = if table == TermTable::QuocHoi {
            (format!("Quốc hội mới đến khóa {newest}"), format!("The National Assembly is at khóa {newest}"))
        } else {
            (format!("Đảng mới đến Đại hội {newest}"), format!("The Party is at Congress {newest}"))
        };
        let (vi, en) = (format!("{what_vi}, không có {numeral}"), format!("{what_en}, there is no {numeral}"));
        out.push(match row.and_then(|r| r.ordinal) {
            Some(right) => {
                let right = to_roman(right);
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

/// The table that counts this ordinal nationally.
fn table_of(term: &Term) -> Option<TermTable> {
    match (term.kind, term.of?) {
        (TermKind::Khoa | TermKind::NhiemKy, TermBody::Assembly) => Some(TermTable::QuocHoi),
        (_, TermBody::PartyCentral) => Some(TermTable::DangTrungUong),
        _ => None,
    }
}

/// Whether two numerals are one letter apart, or two exchanged.
fn is_slip(written: u32, right: u32) -> bool {
    let (a, b) = (to_roman(written), to_roman(right));
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() == b.len() {
        let differ: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
        return match differ[..] {
            [_] => true,
            [i, j] => a[i] == b[j] && a[j] == b[i],
            _ => false,
        };
    }
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.len() == short.len() + 1 && (0..long.len()).any(|i| long[..i] == short[..i] && long[i + 1..] == short[i..])
}
