//! Years of the right length that are no term of the body.

use crate::document::Document;
use crate::parse::{Term, TermBody, TermKind, Years};
use crate::tables::{self, OwnTerm, TermTable};
use crate::text::Span;

use super::known_terms::{Right, at_years, dated, own_terms, plausible, right_years, tables_of, term_name};
use super::term_owner::{is_example, is_foreign, is_own, is_several};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM05",
    name: "term-unknown",
    severity: Severity::Warning,
    default: true,
    basis: "terms",
    summary: ("Năm không phải là nhiệm kỳ nào của cơ quan đó", "Years that are no term of the body"),
    explain: (
        "## Lỗi gì\nNhiệm kỳ dài 5 năm nhưng cơ quan không có nhiệm kỳ đó: “Hội đồng nhân dân nhiệm kỳ 2020-2025”.\n\
         ## Vì sao\nQuốc hội, Hội đồng nhân dân, Chính phủ có nhiệm kỳ 2011-2016, 2016-2021, 2021-2026, 2026-2031; cấp ủy địa phương sớm \
         hơn một năm: 2015-2020, 2020-2025, 2025-2030. Hai dãy này hay bị lẫn.\n\
         ## Sửa thế nào\nGhi nhiệm kỳ của đúng cơ quan.\n\
         ## Khi nào im lặng\nĐảng bộ nhiệm kỳ 2020-2025; Trung ương khóa XIII 2021-2025; đoàn thể, hội ở địa phương có đại hội riêng; nhiệm kỳ \
         sau nhiệm kỳ cuối đã biết; cơ quan nước ngoài.",
        "## What\nFive years, but no term of this body: “Hội đồng nhân dân nhiệm kỳ 2020-2025”.\n\
         ## Why\nThe National Assembly, the councils and the Government have 2011-2016, 2016-2021, 2021-2026, 2026-2031; local Party \
         committees begin a year earlier: 2015-2020, 2020-2025, 2025-2030. The two are often mixed up.\n\
         ## How to mend\nWrite the term of the right body.\n\
         ## When it is silent\nParty committees 2020-2025; Central Committee XIII 2021-2025; local unions and associations; terms after the \
         last one known; foreign bodies.",
    ),
    wrong: &[
        wrong("Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, nhiệm kỳ ⟦2020-2025⟧, kỳ họp thứ 2.")
            .right("2021-2026"),
        wrong("Bầu cử đại biểu Quốc hội khóa XVI và đại biểu HĐND các cấp nhiệm kỳ ⟦2025-2030⟧ thành công.")
            .right("2026-2031"),
        wrong("Chính phủ nhiệm kỳ ⟦2020-2025⟧ gồm 27 thành viên.").right("2021-2026"),
        wrong("Đại biểu Hội đồng nhân dân các cấp nhiệm kỳ ⟦2010-2015⟧ được bầu.").right("2011-2016"),
        wrong("Thường trực HĐND thành phố nhiệm kỳ ⟦2017-2022⟧ tổng kết."),
    ],
    silent: &[
        "Đảng bộ tỉnh nhiệm kỳ 2020-2025 lãnh đạo bầu cử Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026.",
        "Chính phủ nhiệm kỳ 2021-2026; Chính phủ nhiệm kỳ 2016-2021.",
        "Hội Liên hiệp Phụ nữ tỉnh nhiệm kỳ 2021-2026; Công đoàn tỉnh nhiệm kỳ 2018-2023.",
        "Quốc hội Lào khóa VIII, nhiệm kỳ 2015-2020.",
        "Hội đồng nhân dân các cấp nhiệm kỳ 2031-2036.",
        "Hội đồng nhân dân tỉnh phê duyệt quy hoạch cán bộ nhiệm kỳ 2020-2025.",
        "Tiến tới Đại hội XIV của Đảng, Bộ Chính trị chỉ đạo đại hội Đảng các cấp nhiệm kỳ 2025 - 2030.",
        "Phó Chủ tịch HĐND tỉnh, nhiệm kỳ 2020-2025 tham gia Ban Chấp hành Đảng bộ tỉnh.",
        "Chủ tịch Hội đồng trường nhiệm kỳ 2020-2025.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let own = own_terms(doc, term);
        if !own.is_empty() {
            if let Some(finding) = of_own(doc, term, &years, &own) {
                out.push(finding);
            }
            continue;
        }
        let (Some(from), Some(to), Some(of)) = (years.first(), years.last(), term.of) else { continue };
        if to - from != 5 || !plausible(from) || !matches!(term.kind, TermKind::NhiemKy | TermKind::Khoa) {
            continue;
        }
        if !is_unknown(of, from, to) {
            continue;
        }
        let own = is_own(doc, span, term) && !is_of_committee(doc, span);
        if !own || is_several(doc, term) || is_foreign(doc, term) || is_example(doc, years.span) {
            continue;
        }
        if out.beyond(&RULE, years.span) {
            continue;
        }
        let right = right_years(doc, know, span, term, &years).filter(|r| (r.from, r.to) != (from, to));
        let (name_vi, name_en) = term_name(of);
        let vi = format!("Không có {name_vi} {from}-{to}");
        let en = format!("There is no {from}-{to} among terms: {name_en}");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}

/// What is said of years that are none of the terms that the user gives for the body.
fn of_own(doc: &Document, term: &Term, years: &Years, own: &[&OwnTerm]) -> Option<Finding> {
    let (from, to) = (years.first()?, years.last()?);
    let is = |t: &OwnTerm| i64::from(t.from) == i64::from(from) && i64::from(t.to) == i64::from(to);
    let reach = own.iter().map(|t| t.from).min()?..=own.iter().map(|t| t.to).max()?;
    // Terms outside the years that the user tells may be right.
    let inside = u32::try_from(from).is_ok_and(|from| reach.contains(&from));
    if own.iter().any(|t| is(t)) || !inside || is_example(doc, years.span) {
        return None;
    }
    let of_ordinal = term.ordinal.and_then(|o| own.iter().find(|t| t.ordinal.is_some() && t.ordinal == o.value));
    let right = of_ordinal.or_else(|| own.iter().find(|t| i64::from(t.from) == i64::from(from)));
    let body = &own.first()?.body;
    let right = right.map(|t| Right::of_length(t.from as i32, (t.to - t.from) as i32));
    let vi = format!("Không có nhiệm kỳ {from}-{to} của {body} trong soat.toml");
    let en = format!("soat.toml gives {body} no term {from}-{to}");
    Some(at_years(&RULE, doc, years, right, vi, en))
}

/// Whether a comma parts the term from the body before it and a Party committee follows: "Phó Chủ tịch HĐND tỉnh, nhiệm kỳ
/// 2020-2025 tham gia Ban Chấp hành Đảng bộ".
fn is_of_committee(doc: &Document, span: Span) -> bool {
    let behind = Span { start: span.end, end: doc.sentence(span).end.max(span.end) };
    let behind = tables::fold(doc.slice(behind));
    let parted = doc.text()[..span.from()].trim_end().ends_with(',');
    parted && ["đảng bộ", "cấp ủy", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy"].iter().any(|w| behind.contains(w))
}

/// Whether the years lie among the known terms of the body and are none of them.
fn is_unknown(of: TermBody, from: i32, to: i32) -> bool {
    let tables: &[TermTable] = match of {
        TermBody::AssemblyAndCouncil => &[TermTable::HoiDongNhanDan, TermTable::QuocHoi],
        TermBody::Assembly
        | TermBody::Council
        | TermBody::Government
        | TermBody::Committee
        | TermBody::PartyCentral => tables_of(of),
        // Local committees and associations meet when their units begin.
        _ => return false,
    };
    let (Ok(f), Ok(t)) = (u16::try_from(from), u16::try_from(to)) else { return false };
    let known = |table: &TermTable| {
        let rows = tables::terms(*table);
        rows.first().is_none_or(|r| f < r.from) || rows.last().is_none_or(|r| f >= r.to)
    };
    !tables.iter().any(|table| known(table) || tables::terms_with_years(*table, f, t).next().is_some())
}
