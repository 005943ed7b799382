//! A vision that does not reach beyond its plan.

use crate::document::Document;
use crate::parse::TermKind;
use crate::tables;
use crate::text::Span;

use super::known_terms::{dated, plausible};
use super::term_owner::is_example;
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
        wrong("Chiến lược phát triển đến năm 2030, tầm nhìn đến năm ⟦2025⟧ của ngành."),
        wrong("Đề án phát triển du lịch giai đoạn 2026-2030, tầm nhìn đến năm ⟦2025⟧."),
    ],
    silent: &[
        "Quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến năm 2050.",
        "Chiến lược giai đoạn 2021-2030, định hướng đến năm 2030.",
        "Chiến lược giai đoạn 2021-2030, tầm nhìn 2045.",
        "Chương trình giai đoạn 2021-2025, định hướng đến năm 2030.",
        "Đề án giai đoạn 2021-2025, tầm nhìn đến năm 2030.",
        "Chiến lược phát triển đến năm 2030, tầm nhìn đến năm 2045.",
        "Giai đoạn 2021-2025 và đến năm 2030, tầm nhìn 2035.",
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
        let low = doc.text().ceil_char_boundary(doc.sentence(span).from().max(span.from().saturating_sub(120)));
        let planning =
            term.kind == TermKind::ThoiKy && tables::fold(&doc.text()[low..span.from()]).contains("quy hoạch");
        let right = (planning && (from, to) == (2021, 2030)).then_some("2050");
        out.push(finding(vision.span, seen, &format!("{from}-{to}"), right));
    }
    // "đến năm 2030, tầm nhìn 2025" names no first year.
    for word in &doc.visions {
        let Some((aim, vision, span)) = aim_and_vision(doc.text(), word.from()) else { continue };
        if vision <= aim && plausible(aim) && plausible(vision) && !is_example(doc, span) {
            out.push(finding(span, vision, &aim.to_string(), None));
        }
    }
}

fn finding(span: Span, seen: i32, plan: &str, right: Option<&str>) -> Finding {
    let vi = format!("Tầm nhìn đến năm {seen} không vượt quá năm cuối của {plan}");
    let en = format!("A vision to {seen} does not reach beyond {plan}");
    match right {
        Some(right) => Finding::new(
            &RULE,
            span,
            format!("{vi}; quy hoạch thời kỳ {plan} có tầm nhìn đến năm {right}."),
            format!("{en}; plans of {plan} have a vision to {right}."),
        )
        .fix(Safety::Unsafe, span, right),
        None => Finding::new(&RULE, span, vi + ".", en + "."),
    }
}

/// The years of "đến năm 2030, tầm nhìn (đến) (năm) 2045" around the "tầm nhìn" at `at`, with the place of the second.
fn aim_and_vision(text: &str, at: usize) -> Option<(i32, i32, Span)> {
    let before = text[..at].trim_end_matches([' ', ',', '\n', '\r']);
    let before = before.strip_suffix("và").map_or(before, str::trim_end);
    let digits = before.len().checked_sub(4)?;
    let aim = before.get(digits..)?.parse().ok()?;
    if !before.get(..digits)?.trim_end().ends_with("đến năm") {
        return None;
    }
    let mut from = at + "tầm nhìn".len();
    for word in [" ", "đến", "tới", " ", "năm", " "] {
        from += text[from..].len() - text[from..].strip_prefix(word).unwrap_or(&text[from..]).len();
    }
    let figures = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let span = Span::new(from, from + figures);
    (figures == 4).then(|| Some((aim, span.of(text).parse().ok()?, span)))?
}
