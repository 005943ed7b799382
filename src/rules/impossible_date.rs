//! A day that the calendar does not have.

use crate::document::Document;
use crate::parse::DateForm;

use super::dated::{days_in_month, is_example, is_lunar, quoted_words};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE01",
    name: "impossible-date",
    severity: Severity::Error,
    default: true,
    basis: "dương lịch",
    summary: ("Ngày không có trong lịch", "A day that the calendar does not have"),
    explain: (
        "## Lỗi gì\nNgày ghi trong văn bản không có trong dương lịch: ngày 31 của tháng có 30 ngày, ngày 29 tháng 02 của năm \
         không nhuận, ngày 30 hoặc 31 tháng 02, ngày 00, ngày lớn hơn 31.\n\n\
         ## Vì sao\nTháng 4, 6, 9, 11 có 30 ngày; tháng 02 có 28 ngày, năm nhuận có 29 ngày. Văn bản viện dẫn theo một ngày như \
         thế không tra cứu được.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc của văn bản được viện dẫn rồi ghi lại ngày đúng. Không có gợi ý sửa vì không thể \
         biết chữ số nào sai.\n\n\
         ## Khi nào im lặng\nNgày âm lịch (“30/2 âm lịch”, “tháng Chạp”); ngày 29/02 không ghi năm; tỷ số, phân số; ví dụ và lời \
         đính chính.",
        "## What\nThe day does not exist: the 31st of a month of 30 days, 29 February of a common year, day 00, a day above 31.\n\n\
         ## Why\nApril, June, September and November have 30 days, February 28 or in leap years 29. A document cited by such a \
         day cannot be found.\n\n\
         ## How to mend\nLook the day up in the document cited. There is no suggestion, since which digit is wrong cannot be \
         known.\n\n\
         ## When it is silent\nLunar dates; 29/02 without a year; ratios and fractions; examples and corrections of misprints.",
    ),
    wrong: &[
        wrong("Căn cứ Quyết định số 215/QĐ-TTg ngày ⟦31/4/2020⟧ của Thủ tướng Chính phủ;"),
        wrong("Nghị định số 47/2018/NĐ-CP ngày ⟦31 tháng 11 năm 2018⟧ của Chính phủ."),
        wrong("Báo cáo gửi về Sở Nội vụ trước ngày ⟦29/02/2021⟧ để tổng hợp."),
        wrong("Hội nghị tổ chức ngày ⟦30 tháng 02⟧ tại hội trường xã."),
        wrong("thay thế Quyết định số 48/2004/QĐ-UB ngày ⟦00/5/2004⟧ của Ủy ban nhân dân tỉnh."),
        wrong("Nghị quyết số 03/2006/NQ-HĐTP ngày ⟦45 tháng 7 năm 2006⟧ của Hội đồng Thẩm phán."),
    ],
    silent: &[
        "Lễ hội diễn ra ngày 30/2 âm lịch hằng năm.",
        "Ngày 30 tháng 02 (âm lịch) là ngày giỗ Tổ của làng.",
        "Năm nhuận có ngày 29/02.",
        "Báo cáo gửi về trước ngày 29/02/2024.",
        "Tỷ lệ 31/40 đại biểu tán thành.",
        "Quyết định số 215/QĐ-TTg ngày 30/4/2020 của Thủ tướng Chính phủ.",
        "Đính chính: “ngày 31/4/2020” sửa thành “ngày 30/4/2020”.",
        "Thửa đất số 31/4, tờ bản đồ số 2, diện tích 120 m2.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        let (Some(day), 1..=12) = (date.day, date.month.value) else { continue };
        let year = date.year_value();
        let most = days_in_month(year, date.month.value);
        if (1..=most).contains(&day.value) {
            continue;
        }
        // Without "ngày" figures as "45/12/2020" count many things.
        let meant = date.said || date.form == DateForm::Words || (1..=31).contains(&day.value);
        if !meant || is_lunar(doc, date) || is_example(doc, date.span) {
            continue;
        }
        let said = quoted_words(doc, date.span);
        let finding = match day.value {
            0 => Finding::new(
                &RULE,
                date.span,
                format!("“{said}” không phải là một ngày: không có ngày 0."),
                format!("“{said}” is no date: there is no day 0."),
            ),
            _ => {
                let month = date.month.value;
                let (of_year, in_year) = match year {
                    Some(y) if month == 2 => (format!(" năm {y}"), format!(" of {y}")),
                    _ => Default::default(),
                };
                Finding::new(
                    &RULE,
                    date.span,
                    format!("Ngày “{said}” không có trong lịch: tháng {month}{of_year} chỉ có {most} ngày."),
                    format!("“{said}” is no date: month {month}{in_year} has {most} days."),
                )
            }
        };
        out.push(finding);
    }
}
