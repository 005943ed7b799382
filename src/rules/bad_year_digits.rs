//! A year of a term that is no year: three or five digits, letters among them.

use crate::document::Document;
use crate::parse::Year;

use super::known_terms::{at_years, dated, plausible, right_years};
use super::term_owner::is_example;
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM02",
    name: "bad-year-digits",
    severity: Severity::Error,
    default: true,
    basis: "logic",
    summary: (
        "Năm của nhiệm kỳ, giai đoạn thừa, thiếu chữ số hoặc lẫn chữ cái",
        "A year of a term with digits missing, too many, or letters",
    ),
    explain: (
        "## Lỗi gì\nNăm của nhiệm kỳ, giai đoạn, năm học không có đúng bốn chữ số, lẫn chữ cái hoặc không thể là một năm: \
         “2021-20126”, “202-2025”, “2016-2O21”.\n\
         ## Vì sao\nNăm viết bằng bốn chữ số; chữ O, l thay cho số 0, 1 là lỗi gõ hoặc lỗi nhận dạng.\n\
         ## Sửa thế nào\nGhi lại năm. Nhiệm kỳ đúng được nêu khi khóa, cơ quan hoặc chính các chữ số chỉ ra một khả năng duy nhất.\n\
         ## Khi nào im lặng\nNăm cuối viết hai chữ số (“2020-25”); dấu chú thích sau năm (“2026¹”); số lượng (“20126 người”).",
        "## What\nA year of a term or period that has not four digits, holds letters, or cannot be a year: “2021-20126”.\n\
         ## Why\nA year has four digits; O and l for 0 and 1 come from typing or from recognition.\n\
         ## How to mend\nWrite the year. The right term is told where the khóa, the body or the digits leave one possibility.\n\
         ## When it is silent\nA short last year (“2020-25”); a footnote mark behind the year (“2026¹”); amounts (“20126 người”).",
    ),
    wrong: &[
        wrong("Quốc hội khóa XV, nhiệm kỳ ⟦2021-20126⟧ quyết nghị:").right("2021-2026"),
        wrong("Bầu cử đại biểu Hội đồng nhân dân các cấp nhiệm kỳ ⟦20226 - 2031⟧ tại xã").right("2026 - 2031"),
        wrong("Kỳ họp thứ nhất HĐND phường nhiệm kỳ ⟦2021–20206⟧ khai mạc").right("2021–2026"),
        wrong("Bầu cử đại biểu Quốc hội và đại biểu HĐND các cấp nhiệm kỳ ⟦2026 – 231⟧;").right("2026 – 2031"),
        wrong("Đại hội đại biểu Đảng bộ huyện, nhiệm kỳ ⟦202-2025⟧ diễn ra hai ngày.").right("2020-2025"),
        wrong("Đại biểu Hội đồng nhân dân tỉnh nhiệm kỳ ⟦2016-2O21⟧ tiếp xúc cử tri.").right("2016-2021"),
        wrong("Chương trình mục tiêu giai đoạn ⟦2021-20255⟧ được triển khai.").right("2021-2025"),
        wrong("Cải cách hành chính giai đoạn ⟦20211-2030⟧ có sáu nội dung.").right("2021-2030"),
        wrong("Đề án giai đoạn ⟦2023-20277⟧ của xã.").right("2023-2027"),
        wrong("Hỗ trợ văn hóa cơ sở giai đoạn ⟦2023 - 2O25⟧.").right("2023 - 2025"),
        wrong("Quốc gia trong giai đoạn ⟦1945 - 19766⟧ thay đổi.").right("1945 - 1976"),
        wrong("Tổng kết năm học ⟦2023-20244⟧ của trường.").right("2023-2024"),
    ],
    silent: &[
        "Quốc hội khóa XV, nhiệm kỳ 2021-2026)",
        "Nhiệm kỳ 2021-2026¹ của Hội đồng nhân dân",
        "Đảng bộ huyện nhiệm kỳ 2020-25.",
        "Giai đoạn 2021-2025 có 20126 người tham gia.",
        "Giai đoạn 2021-2025: 12345 hộ.",
        "Nhiệm kỳ 2016 - 2021 và 2021 - 2026 của HĐND tỉnh",
        "Năm học 2023-2024, 2024-2025",
        "Thời kỳ 938-1945 của lịch sử.",
        "giai đoạn 111-150 trang",
        "Tổng kết năm học 2022-2023, nhiệm kỳ 2022-2024 của chi đoàn.",
        "Thời kỳ 1954-1975 có 21000 người.",
        "Giai đoạn 1 (2021-2025), giai đoạn 2 (2026-2030)",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let short = years.to.digits == 2 && years.to.value.is_some();
        let bad = if is_bad(&years.from) {
            &years.from
        } else if !short && is_bad(&years.to) {
            &years.to
        } else {
            continue;
        };
        // Years before 1000 have three digits: "thời kỳ 938-1945".
        if bad.digits == 3 && bad.span == years.from.span && bad.value.is_some_and(|v| v >= 500)
            || is_example(doc, years.span)
        {
            continue;
        }
        if out.beyond(&RULE, years.span) {
            continue;
        }
        let right = right_years(doc, know, span, term, &years);
        let written = doc.slice(bad.span);
        let (vi, en) = match (bad.value, bad.digits) {
            (None, _) => ("lẫn chữ cái vào chữ số", "holds letters among its digits"),
            (_, 4) => ("không thể là năm của một nhiệm kỳ, giai đoạn", "cannot be a year of a term"),
            (_, ..4) => ("thiếu chữ số", "lacks a digit"),
            _ => ("thừa chữ số", "has too many digits"),
        };
        let finding =
            at_years(&RULE, doc, &years, right, format!("Năm “{written}” {vi}"), format!("The year “{written}” {en}"));
        // A single digit behind a whole year may be a footnote mark that lost its place: "2021-20261".
        let mark = bad.digits == 5
            && bad.span == years.to.span
            && !written.ends_with(&written[3..4])
            && bad.value.is_some_and(|v| plausible(v as i32 / 10) && Some(v as i32 / 10) > years.first());
        out.push(if mark { finding.at(Severity::Warning) } else { finding });
    }
}

fn is_bad(year: &Year) -> bool {
    !year.full().is_some_and(plausible)
}
