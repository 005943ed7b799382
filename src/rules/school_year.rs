//! A school year that does not run from one year to the next.

use crate::document::Document;
use crate::parse::TermKind;

use super::known_terms::{at_years, dated, plausible, right_years};
use super::term_owner::{is_example, is_several};
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM08",
    name: "school-year",
    severity: Severity::Error,
    default: true,
    basis: "Luật Giáo dục 43/2019/QH14",
    summary: ("Năm học không nối hai năm liền nhau", "A school year that does not join two years in a row"),
    explain: (
        "## Lỗi gì\nNăm học không đi từ một năm sang năm kế tiếp: “năm học 2023-2025”, “năm học 2010-2009”.\n\
         ## Vì sao\nNăm học bắt đầu mùa thu năm trước và kết thúc mùa hè năm sau (Luật Giáo dục; khung thời gian năm học hằng năm).\n\
         ## Sửa thế nào\nGhi hai năm liền nhau: “năm học 2023-2024”. Chỉ gợi ý khi chỉ một cách sửa là gần.\n\
         ## Khi nào im lặng\nNhiều năm học (“các năm học 2021-2022 đến 2023-2024”); niên khóa, khóa học nhiều năm.",
        "## What\nA school year that does not lead from one year to the next: “năm học 2023-2025”.\n\
         ## Why\nA school year begins in autumn and ends in the summer of the next year (Law on Education).\n\
         ## How to mend\nWrite two years in a row. A suggestion is given only where one way to mend is near.\n\
         ## When it is silent\nSeveral school years (“các năm học 2021-2022 đến 2023-2024”); courses of several years (niên khóa).",
    ),
    wrong: &[
        wrong("Khung thời gian năm học ⟦2023-2025⟧ của trường."),
        wrong("Triển khai nhiệm vụ năm học ⟦2023-2042⟧.").right("2023-2024"),
        wrong("Học sinh đạt giải năm học ⟦2020-2019⟧ kèm theo.").right("2019-2020"),
        wrong("Tổng kết năm học ⟦2023-2014⟧ của phòng.").right("2023-2024"),
        wrong("Từ năm học ⟦2021-2021⟧; báo cáo kết quả."),
    ],
    silent: &[
        "Từ các năm học 2021-2022 đến 2023-2024, trường có ba niên khóa 2020-2024.",
        "Năm học 2023-2024, năm học 2024 - 2025 và năm học 2025/2026.",
        "Các năm học 2021-2024 đều đạt kết quả tốt.",
        "Ba năm học 2021-2024 liên tiếp đạt danh hiệu.",
        "Niên khóa 2019-2023 tốt nghiệp.",
        "Năm học 2023-24 kết thúc.",
        "Giai đoạn năm học từ 2021 đến 2025.",
    ],
    check,
};

/// The longest span of years that may be a slip: longer ones tell of several school years.
const LONGEST: i32 = 2;

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { continue };
        if term.kind != TermKind::NamHoc || to == from + 1 || !plausible(from) || !plausible(to) {
            continue;
        }
        // "năm học từ 2021 đến 2025" tells of several.
        let joined = doc.slice(years.joint).contains(['-', '/']);
        if !joined || is_several(doc, term) || is_example(doc, years.span) {
            continue;
        }
        if to <= from + LONGEST && out.beyond(&RULE, years.span) {
            continue;
        }
        let right = right_years(doc, know, span, term, &years);
        if to > from + LONGEST && right.is_none() {
            continue;
        }
        let vi = format!("Năm học phải nối hai năm liền nhau, không phải {from} và {to}");
        let en = format!("A school year joins two years in a row, not {from} and {to}");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}
