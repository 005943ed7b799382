//! A term that ends before it begins.

use crate::document::Document;
use crate::parse::TermKind;

use super::known_terms::{at_years, dated, plausible, right_years, word_of};
use super::term_owner::is_example;
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM01",
    name: "reversed-term",
    severity: Severity::Error,
    default: true,
    basis: "logic",
    summary: ("Nhiệm kỳ, giai đoạn có năm cuối trước năm đầu", "A term or period that ends before it begins"),
    explain: (
        "## Lỗi gì\nNhiệm kỳ, khóa, giai đoạn, thời kỳ hoặc kế hoạch có năm cuối nhỏ hơn năm đầu: “nhiệm kỳ 2021-2020”.\n\
         ## Vì sao\nKhông khoảng thời gian nào kết thúc trước khi bắt đầu; thường do gõ nhầm một chữ số hoặc đảo hai năm.\n\
         ## Sửa thế nào\nGhi đúng hai năm. Khi cùng câu có khóa Quốc hội (“khóa XV” = 2021-2026) hoặc biết cơ quan \
         (Hội đồng nhân dân, cấp ủy…), soát nêu nhiệm kỳ đúng và lý do.\n\
         ## Khi nào im lặng\nSo sánh hai năm (“năm 2021 - 2020”); năm cuối viết hai chữ số (“2020-25”); năm học (TERM08); câu đính \
         chính, ví dụ.",
        "## What\nA term, period or plan whose last year is before its first: “nhiệm kỳ 2021-2020”.\n\
         ## Why\nNo span of time ends before it begins; mostly one digit is mistyped or the years are exchanged.\n\
         ## How to mend\nWrite the right years. Where the sentence names a khóa of the National Assembly (“khóa XV” = 2021-2026) \
         or a body with known terms, the right term is told with the reason.\n\
         ## When it is silent\nComparisons of two years; a short last year (“2020-25”); school years (TERM08); corrections and examples.",
    ),
    wrong: &[
        wrong("Kỳ họp thứ nhất, Quốc hội khóa XV, nhiệm kỳ ⟦2021-2020⟧ đã khai mạc.").right("2021-2026"),
        wrong("Bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ ⟦2026 - 2021⟧.")
            .right("2026 - 2031"),
        wrong("Bầu cử đại biểu Quốc hội khóa XVI và đại biểu HĐND các cấp nhiệm kỳ ⟦2031 – 2026⟧.")
            .right("2026 – 2031"),
        wrong("Người ứng cử đại biểu HĐND xã nhiệm kỳ ⟦2026 - 2013⟧").right("2026 - 2031"),
        wrong("Thường trực HĐND huyện nhiệm kỳ ⟦2021-2020⟧ họp phiên thứ hai.").right("2021-2026"),
        wrong("Bí thư Đảng ủy xã tái cử nhiệm kỳ 2020-2025 và nhiệm kỳ ⟦2025-2020⟧.").right("2025-2030"),
        wrong("Ủy ban Mặt trận Tổ quốc Việt Nam khóa X, nhiệm kỳ ⟦2024-2019⟧.").right("2024-2029"),
        wrong("Tăng trưởng bình quân giai đoạn ⟦2015-2011⟧ đạt 6%.").right("2011-2015"),
        wrong("Quy hoạch tỉnh thời kỳ ⟦2030-2021⟧, tầm nhìn đến năm 2050.").right("2021-2030"),
        wrong("Đầu tư công trung hạn giai đoạn ⟦2021-2015⟧ của tỉnh.").right("2021-2025"),
        wrong("Người ứng cử đại biểu HĐND các cấp nhiệm kỳ ⟦2026-2021⟧ ở xã.").right("2026-2031"),
        wrong("Lợi nhuận giai đoạn 2018 - 2019.\nNăm sau giai đoạn ⟦2018 - 2009⟧ tính thêm.").right("2018 - 2019"),
        wrong("Quy hoạch thăm dò giai đoạn ⟦2027 - 2015⟧, định hướng đến năm 2025."),
        wrong("Kết quả giai đoạn ⟦1976-1945⟧ được ghi lại.").right("1945-1976"),
    ],
    silent: &[
        "Quốc hội khóa XV, nhiệm kỳ 2021-2026 và khóa XVI, nhiệm kỳ 2026-2031.",
        "Đảng bộ tỉnh nhiệm kỳ 2020-25 hoàn thành nhiều chỉ tiêu.",
        "So với các năm 2021 - 2020, số thu tăng 5%.",
        "Công văn số 2021-2020/CV nêu việc này; điện thoại 2021-2020.",
        "hai năm 2021, 2020 và giai đoạn 2016-2020",
        "Đính chính: “nhiệm kỳ 2021-2020” sửa lại là “nhiệm kỳ 2021-2026”.",
        "Nhiệm kỳ … - … của Hội đồng nhân dân xã; nhiệm kỳ 20.. - 20..",
        "Giai đoạn 2021-2030, tầm nhìn đến năm 2050.",
        "Hội đồng nhân dân các cấp nhiệm kỳ 1999-2004, 2004-2011.",
        "Thời kỳ 1945-1954 và thời kỳ 1954-1975.",
        "Niên khóa 2019-2023 có ba lớp.",
        "Chi đoàn nhiệm kỳ 2023-2024; Công đoàn cơ sở nhiệm kỳ 2023-2028.",
        "Kế hoạch 5 năm 2021-2025; chiến lược 10 năm 2021-2030.",
        "Giai đoạn từ năm 2016 đến năm 2020.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.to.full()) else { continue };
        if to >= from || term.kind == TermKind::NamHoc || !plausible(from) || !plausible(to) {
            continue;
        }
        // A slash compares: "giai đoạn 2021/2020".
        if doc.slice(years.joint).contains('/') || is_example(doc, years.span) {
            continue;
        }
        if out.beyond(&RULE, years.span) {
            continue;
        }
        let right = right_years(doc, know, span, term, &years);
        let (vi, en) = word_of(term.kind);
        let vi = format!("{vi} ghi ngược: năm cuối {to} trước năm đầu {from}");
        let en = format!("{en} runs backwards: the last year {to} is before the first, {from}");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}
