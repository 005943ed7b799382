//! A date with two different separators.

use crate::document::Document;
use crate::parse::DateForm;

use super::dated::{is_example, quoted_words};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "DATE11",
    name: "date-mixed",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: ("Ngày viết bằng hai dấu ngăn khác nhau", "A date with two different separators"),
    explain: (
        "## Lỗi gì\nNgày viết bằng số dùng hai dấu ngăn khác nhau: “5/3-2020”, “05-3/2020”.\n\n\
         ## Vì sao\nHai dấu trong một ngày dễ bị hiểu thành khoảng ngày (“5-3/2020”) và không tìm được bằng công cụ tra cứu.\n\n\
         ## Sửa thế nào\nDùng một dấu cho cả ngày; gợi ý lấy dấu “/”.\n\n\
         ## Khi nào im lặng\nKhoảng ngày: “24-26/9/2018”, “30/4 - 01/5/2021”; ngày không ghi năm; năm hai chữ số; dấu có khoảng trắng hai \
         bên.",
        "## What\nA date in figures has two different separators: “5/3-2020”, “05-3/2020”.\n\n\
         ## Why\nTwo separators look like a range (“5-3/2020”), and searching does not find the date.\n\n\
         ## How to mend\nUse one separator; “/” is suggested.\n\n\
         ## When it is silent\nRanges: “24-26/9/2018”, “30/4 - 01/5/2021”; dates without a year; years of two digits; separators with \
         blanks around.",
    ),
    wrong: &[
        wrong("Công văn số 215/UBND-VX ngày ⟦5/3-2020⟧ của Ủy ban nhân dân tỉnh.").right("5/3/2020"),
        wrong("Quyết định số 749/QĐ-TTg ngày ⟦03-6/2020⟧ của Thủ tướng Chính phủ.").right("03/6/2020"),
        wrong("Quyết định số 749/QĐ-TTg ngày ⟦03.6/2020⟧ của Thủ tướng Chính phủ.").right("03/6/2020"),
        wrong("Hội nghị họp ngày ⟦15/8.2021⟧ tại trụ sở.").right("15/8/2021"),
    ],
    silent: &[
        "Hội nghị họp từ ngày 24-26/9/2018 tại Hà Nội.",
        "Nghỉ lễ 30/4 - 01/5/2021 theo quy định.",
        "Thời gian: ngày 5-7/3/2020.",
        "Họp ngày 15/8. 2021 là năm bầu cử.",
        "Ngày 05-3-2020 và ngày 05.3.2020 và ngày 05/3/2020 đều đọc được.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        let [first, second] = date.seps;
        if date.form != DateForm::Figures || first == second || date.ends_range {
            continue;
        }
        let (Some(day), Some(year)) = (date.day, date.year.filter(|y| y.digits == 4)) else { continue };
        let marks =
            [Span::new(day.span.to(), date.month.span.from()), Span::new(date.month.span.to(), year.span.from())];
        // A blank beside the mark ends a sentence or joins a range.
        if marks.iter().any(|m| !matches!(doc.slice(*m), "/" | "-" | ".")) || is_example(doc, date.span) {
            continue;
        }
        let edits = marks
            .iter()
            .filter(|m| doc.slice(**m) != "/")
            .map(|m| Edit { span: *m, replacement: "/".to_string() })
            .collect();
        let said = quoted_words(doc, date.span);
        out.push(
            Finding::new(
                &RULE,
                date.span,
                format!("Ngày “{said}” dùng hai dấu ngăn “{first}” và “{second}”; cả ngày chỉ dùng một dấu."),
                format!("“{said}” mixes the separators “{first}” and “{second}”; a date has one."),
            )
            .fixes(Safety::Unsafe, edits),
        );
    }
}
