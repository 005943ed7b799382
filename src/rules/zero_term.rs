//! A term that ends in the year it begins.

use crate::document::Document;
use crate::parse::TermKind;

use super::known_terms::{at_years, dated, plausible, right_years, word_of};
use super::term_owner::is_example;
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM03",
    name: "zero-term",
    severity: Severity::Error,
    default: true,
    basis: "logic",
    summary: (
        "Nhiệm kỳ, giai đoạn có năm đầu và năm cuối trùng nhau",
        "A term or period that begins and ends in one year",
    ),
    explain: (
        "## Lỗi gì\nHai năm của nhiệm kỳ, giai đoạn trùng nhau: “nhiệm kỳ 2021-2021”.\n\
         ## Vì sao\nNhiệm kỳ kéo dài ít nhất một năm; viết trùng thường do chép lại năm đầu.\n\
         ## Sửa thế nào\nGhi đúng năm cuối; nhiệm kỳ đúng được nêu khi biết khóa hoặc cơ quan.\n\
         ## Khi nào im lặng\nMột năm đứng riêng (“giai đoạn 1 năm 2021”); năm học (TERM08).",
        "## What\nThe two years of a term are the same: “nhiệm kỳ 2021-2021”.\n\
         ## Why\nA term lasts a year at least; mostly the first year was copied.\n\
         ## How to mend\nWrite the last year; the right term is told where the khóa or the body is known.\n\
         ## When it is silent\nA single year (“giai đoạn 1 năm 2021”); school years (TERM08).",
    ),
    wrong: &[
        wrong("Thường trực Hội đồng nhân dân xã nhiệm kỳ ⟦2021-2021⟧ tiếp công dân.").right("2021-2026"),
        wrong("Quốc hội khóa XIV, nhiệm kỳ ⟦2016-2016⟧ họp mười một kỳ.").right("2016-2021"),
        wrong("Phó Chủ tịch Ủy ban nhân dân tỉnh nhiệm kỳ ⟦2026 - 2026⟧").right("2026 - 2031"),
        wrong("Ban Chấp hành Trung ương Đảng khóa XIII, nhiệm kỳ ⟦2021-2021⟧ họp.").right("2021-2026"),
        wrong("Kế hoạch giai đoạn ⟦2021-2021⟧ của huyện."),
    ],
    silent: &[
        "Kế hoạch giai đoạn 1 năm 2021 và giai đoạn 2 năm 2022.",
        "Quốc hội khóa XIV, nhiệm kỳ 2016-2021.",
        "Giai đoạn 2021-2022 của đề án.",
        "Chi đoàn nhiệm kỳ 2023-2024.",
        "Nhiệm kỳ 2021 của câu lạc bộ",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { continue };
        if to != from || term.kind == TermKind::NamHoc || !plausible(from) || is_example(doc, years.span) {
            continue;
        }
        if out.beyond(&RULE, years.span) {
            continue;
        }
        let right = right_years(doc, know, span, term, &years);
        let (vi, en) = word_of(term.kind);
        let vi = format!("{vi} có năm đầu và năm cuối cùng là {from}");
        let en = format!("{en} begins and ends in {from}");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}
