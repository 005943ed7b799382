//! A part of a plan that lies outside the whole.

use crate::document::Document;
use crate::parse::TermKind;
use crate::tables;

use super::known_terms::{dated, plausible};
use super::term_owner::is_example;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM14",
    name: "nested-period",
    severity: Severity::Warning,
    default: false,
    basis: "logic",
    summary: ("Giai đoạn nằm ngoài chiến lược, kế hoạch chứa nó", "A period outside the plan that holds it"),
    explain: (
        "## Lỗi gì\nGiai đoạn “của” một chiến lược, chương trình nhưng nằm ngoài thời gian của chiến lược đó: “giai đoạn 2021-2025 của Chiến lược \
         2026-2030”.\n\
         ## Vì sao\nPhần không thể nằm ngoài toàn thể.\n\
         ## Sửa thế nào\nKiểm tra lại hai khoảng năm.\n\
         ## Khi nào im lặng\nTầm nhìn; “tiếp nối”, “sau giai đoạn”; hai khoảng năm không nối bằng “của”, “thuộc”.",
        "## What\nA period “of” a strategy or programme that lies outside its years: “giai đoạn 2021-2025 của Chiến lược 2026-2030”.\n\
         ## Why\nA part cannot lie outside the whole.\n\
         ## How to mend\nLook at both spans of years again.\n\
         ## When it is silent\nVisions; periods that follow one another; spans not joined by “của”, “thuộc”.",
    ),
    wrong: &[
        wrong("Thực hiện giai đoạn ⟦2021-2025⟧ của Chiến lược phát triển giai đoạn 2026-2030."),
        wrong("Kế hoạch giai đoạn ⟦2026-2031⟧ thuộc Chương trình giai đoạn 2021-2030."),
    ],
    silent: &[
        "Giai đoạn 2021-2025 của Chiến lược phát triển giai đoạn 2021-2030.",
        "Giai đoạn 2021-2025 tiếp nối giai đoạn 2016-2020.",
        "Kết quả giai đoạn 2016-2020 và nhiệm vụ giai đoạn 2021-2025 của tỉnh.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut before = None;
    for (span, term, years) in dated(doc) {
        let period = matches!(term.kind, TermKind::GiaiDoan | TermKind::ThoiKy | TermKind::NamNam | TermKind::MuoiNam);
        let (Some(from), Some(to)) = (years.first().filter(|y| plausible(*y)), years.last()) else {
            before = None;
            continue;
        };
        if !period || to <= from {
            before = None;
            continue;
        }
        let last = before.replace((years, from, to));
        let Some((part, f, t)) = last else { continue };
        if part.span.to() >= span.from() || (from <= f && t <= to) {
            continue;
        }
        let gap = &doc.text()[part.span.to()..span.from()];
        if gap.len() > 120 || gap.contains(['.', ';', ',', '\n']) {
            continue;
        }
        let gap = tables::fold(gap);
        let whole = ["chiến lược", "chương trình", "kế hoạch", "đề án", "quy hoạch"].iter().any(|w| gap.contains(w));
        let owned = gap.starts_with("của ") || gap.starts_with("thuộc ") || gap.starts_with(") của ");
        if !whole || !owned || gap.contains(" và ") || is_example(doc, span) {
            continue;
        }
        out.push(
            Finding::new(
                &RULE,
                part.span,
                format!("Giai đoạn {f}-{t} nằm ngoài {from}-{to} của chiến lược, kế hoạch chứa nó."),
                format!("The period {f}-{t} lies outside {from}-{to} of the plan that holds it."),
            )
            .with(years.span, "khoảng năm của toàn thể", "the whole"),
        );
    }
}
