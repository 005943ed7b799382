//! A vision that does not reach beyond its plan.

use crate::document::Document;
use crate::parse::TermKind;
use crate::tables;

use super::known_terms::{dated, is_example, plausible};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM15",
    name: "vision-order",
    severity: Severity::Warning,
    default: true,
    basis: "Luật Quy hoạch",
    summary: ("Tầm nhìn không vượt quá năm cuối của kỳ quy hoạch", "A vision that ends with or before its plan"),
    explain: (
        "## Lỗi gì\nNăm của tầm nhìn không sau năm cuối của thời kỳ: “thời kỳ 2021-2030, tầm nhìn đến năm 2025”.\n\
         ## Vì sao\nTầm nhìn nhìn xa hơn kỳ quy hoạch: thời kỳ 10 năm, tầm nhìn 20 đến 50 năm (Luật Quy hoạch).\n\
         ## Sửa thế nào\nGhi năm sau năm cuối của thời kỳ; quy hoạch thời kỳ 2021-2030 có tầm nhìn đến năm 2050.\n\
         ## Khi nào im lặng\n“Định hướng đến năm 2030” của giai đoạn 2021-2030; tầm nhìn sau năm cuối.",
        "## What\nThe year of the vision is not after the last year of the plan: “thời kỳ 2021-2030, tầm nhìn đến năm 2025”.\n\
         ## Why\nA vision sees beyond its plan: ten years of plan, twenty to fifty of vision (Law on Planning).\n\
         ## How to mend\nWrite a year after the plan's last; plans of 2021-2030 have a vision to 2050.\n\
         ## When it is silent\n“Định hướng đến năm 2030” of 2021-2030; a vision after the last year.",
    ),
    wrong: &[
        wrong("Quy hoạch tổng thể quốc gia thời kỳ 2021-2030, tầm nhìn đến năm ⟦2025⟧.").right("2050"),
        wrong("Chiến lược tăng trưởng xanh giai đoạn 2021-2030, tầm nhìn ⟦2020⟧."),
        wrong("Quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến năm ⟦2005⟧ là căn cứ.").right("2050"),
        wrong("Đề án phát triển du lịch giai đoạn 2026-2030, tầm nhìn đến năm ⟦2025⟧."),
    ],
    silent: &[
        "Quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến năm 2050.",
        "Chiến lược giai đoạn 2021-2030, định hướng đến năm 2030.",
        "Chiến lược giai đoạn 2021-2030, tầm nhìn 2045.",
        "Chương trình giai đoạn 2021-2025, định hướng đến năm 2030.",
        "Đề án giai đoạn 2021-2025, tầm nhìn đến năm 2030.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let Some(vision) = term.vision else { continue };
        let (Some(from), Some(to), Some(seen)) = (years.first(), years.last(), vision.full()) else { continue };
        if seen > to || to <= from || !plausible(to) || is_example(doc, span) {
            continue;
        }
        let vi = format!("Tầm nhìn đến năm {seen} không vượt quá năm cuối của {from}-{to}");
        let en = format!("A vision to {seen} does not reach beyond {from}-{to}");
        let mut low = doc.sentence(span).from().max(span.from().saturating_sub(120));
        while !doc.text().is_char_boundary(low) {
            low += 1;
        }
        let planning =
            term.kind == TermKind::ThoiKy && tables::fold(&doc.text()[low..span.from()]).contains("quy hoạch");
        out.push(if planning && (from, to) == (2021, 2030) {
            Finding::new(
                &RULE,
                vision.span,
                format!("{vi}; quy hoạch thời kỳ {from}-{to} có tầm nhìn đến năm 2050."),
                format!("{en}; plans of {from}-{to} have a vision to 2050."),
            )
            .fix(Safety::Unsafe, vision.span, "2050")
        } else {
            Finding::new(&RULE, vision.span, vi + ".", en + ".")
        });
    }
}
