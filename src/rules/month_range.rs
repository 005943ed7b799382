//! A month that no year has.

use crate::document::Document;
use crate::parse::DateForm;

use super::dated::{is_example, quoted_words};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE02",
    name: "month-range",
    severity: Severity::Error,
    default: true,
    basis: "dương lịch",
    summary: ("Tháng lớn hơn 12 hoặc bằng 0", "A month above 12 or 0"),
    explain: (
        "## Lỗi gì\nTháng của ngày ghi trong văn bản lớn hơn 12 hoặc bằng 0.\n\n\
         ## Vì sao\nMột năm có 12 tháng. Số lớn hơn 12 ở chỗ của tháng thường là do gõ nhầm, hoặc do ghi tháng trước ngày theo lối \
         tiếng Anh (12/15/2020).\n\n\
         ## Sửa thế nào\nGhi ngày trước, tháng sau (Nghị định 30/2020/NĐ-CP, Phụ lục I): 15/12/2020. Khi hai số chỉ có thể hiểu \
         theo thứ tự ngược lại thì có gợi ý đổi chỗ.\n\n\
         ## Khi nào im lặng\nTỷ số, phân số, số hiệu không đứng sau chữ “ngày”; văn bản tiếng Anh; chỗ trống của biểu mẫu \
         (00/00/0000); ví dụ và lời đính chính.",
        "## What\nThe month of a date is above 12 or 0.\n\n\
         ## Why\nA year has 12 months. A larger figure is a slip, or the month was written before the day as in English \
         (12/15/2020).\n\n\
         ## How to mend\nWrite the day first (Decree 30/2020/NĐ-CP, Annex I): 15/12/2020. Where the figures can only be read the \
         other way round, the suggestion swaps them.\n\n\
         ## When it is silent\nRatios and numbers without “ngày”; English texts; blanks of forms (00/00/0000); examples and \
         corrections of misprints.",
    ),
    wrong: &[
        wrong("Công văn số 215/UBND-VX ngày ⟦12/15/2020⟧ của Ủy ban nhân dân tỉnh.").right("15/12/2020"),
        wrong("Chỉ thị số 1565/CT-TTg ngày ⟦06 tháng 13 năm 2009⟧ của Thủ tướng Chính phủ."),
        wrong("Quyết định số 158/2008/QĐ-TTg ngày ⟦2/00/2008⟧ của Thủ tướng Chính phủ."),
        wrong("Hội nghị họp ngày ⟦22-18-2021⟧ tại trụ sở."),
        wrong("Thời gian nộp hồ sơ: từ ⟦9/25/2022⟧ tại bộ phận một cửa.").right("25/9/2022"),
    ],
    silent: &[
        "Công văn số 215/UBND-VX ngày 15/12/2020 của Ủy ban nhân dân tỉnh.",
        "Có 12/15 xã đạt chuẩn; 30/40 hộ thoát nghèo.",
        "The meeting was held on 12/15/2020 and the report was sent on 12/31/2020 to all of the members.",
        "Ngày ký: 00/00/0000",
        "Chỉ thị có 13 tháng lương; tháng thứ 13 chi trong tháng 01 năm 2021.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        if (1..=12).contains(&date.month.value) || date.form == DateForm::Iso {
            continue;
        }
        let (day, month) = (date.day.map_or(1, |d| d.value), date.month.value);
        let swapped = date.form == DateForm::Figures && (1..=12).contains(&day) && (13..=31).contains(&month);
        let blank = month == 0 && (day == 0 || date.year_value() == Some(0));
        // Without a year "ngày 5/20" may be a share of twenty; without "ngày" only the English order makes a date.
        let meant = date.said && (date.year.is_some() || date.form == DateForm::Words) || swapped && !date.said;
        if !meant || blank || is_example(doc, date.span) || (!date.said && doc.plain) {
            continue;
        }
        let said = quoted_words(doc, date.span);
        let mut finding = Finding::new(
            &RULE,
            date.span,
            format!("“{said}” không phải là một ngày: không có tháng {month}."),
            format!("“{said}” is no date: there is no month {month}."),
        );
        if let (true, Some(first)) = (swapped, date.day) {
            finding.message.vi.push_str(&format!(" Có thể ngày và tháng bị đảo chỗ: ngày {month} tháng {day}."));
            finding.message.en.push_str(&format!(" Day and month may have been swapped: day {month}, month {day}."));
            let figure = |span, by| Edit { span, replacement: doc.slice(by).to_string() };
            finding = finding
                .fixes(Safety::Unsafe, vec![figure(first.span, date.month.span), figure(date.month.span, first.span)]);
            if !date.said {
                finding = finding.at(Severity::Warning);
            }
        }
        out.push(finding);
    }
}
