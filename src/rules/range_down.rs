//! A range of days that runs backwards.

use crate::document::Document;
use crate::parse::{DateForm, DateRef};
use crate::text::Span;

use super::dated::{is_example, is_lunar, is_open, line_before, quoted_words};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE14",
    name: "range-down",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: ("Khoảng ngày ghi ngược", "A range of days that runs backwards"),
    explain: (
        "## Lỗi gì\nNgày đầu của khoảng thời gian muộn hơn ngày cuối: “từ ngày 15/9/2020 đến ngày 01/9/2020”, “26-24/9/2018”.\n\n\
         ## Vì sao\nKhoảng thời gian đi từ ngày sớm đến ngày muộn; ghi ngược thường do nhầm tháng, nhầm năm hoặc đảo hai ngày.\n\n\
         ## Sửa thế nào\nKiểm tra hai ngày. Không có gợi ý vì không thể biết ngày nào sai.\n\n\
         ## Khi nào im lặng\nKhoảng qua năm mới không ghi năm (“từ ngày 25/12 đến ngày 05/01/2021”); ngày âm lịch; ví dụ.",
        "## What\nA range begins later than it ends: “from 15/9/2020 to 01/9/2020”, “26-24/9/2018”.\n\n\
         ## Why\nRanges run from the earlier day to the later. A slip in month or year, or two days swapped, turns one round.\n\n\
         ## How to mend\nLook at both days. There is no suggestion, since which one is wrong cannot be known.\n\n\
         ## When it is silent\nRanges over New Year without years; lunar dates; examples.",
    ),
    wrong: &[
        wrong("Đợt kiểm tra từ ngày ⟦15/9/2020 đến ngày 01/9/2020⟧ tại các xã."),
        wrong("Tiếp nhận hồ sơ từ ngày ⟦10 tháng 5 năm 2021 đến hết ngày 20 tháng 4 năm 2021⟧."),
        wrong("Lấy ý kiến từ ngày ⟦20/8 đến ngày 05/8/2022⟧."),
        wrong("Hội nghị tổ chức ngày ⟦26-24/9/2018⟧ tại Hà Nội."),
        wrong("Thời hạn khảo sát (từ ⟦15/10/2023 - 05/10/2023⟧)."),
        wrong("Thời gian: ⟦01/9/2020 đến 15/8/2020⟧."),
    ],
    silent: &[
        "Đợt kiểm tra từ ngày 01/9/2020 đến ngày 15/9/2020 tại các xã.",
        "Nghỉ Tết từ ngày 25/12 đến ngày 05/01/2021.",
        "Trực từ ngày 28/12/2020 đến ngày 03/01/2021.",
        "Hội nghị tổ chức ngày 24-26/9/2018 tại Hà Nội.",
        "Lễ hội từ ngày 20/12 âm lịch đến ngày 10/01 âm lịch.",
        "Công bố ngày 15/9/2020 - 01/9/2020 là ngày ký.",
        "Kỳ báo cáo từ ngày 01 tháng 7 năm 2024 đến ngày 30 tháng 6 năm 20….",
        "Chuyển hạn nộp từ ngày 15/9/2020 sang ngày 01/9/2020.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in doc.dates.iter().filter(|d| d.ends_range && d.said) {
        let Some(first) = first_day(doc, date) else { continue };
        if date.day.is_some_and(|last| first.1 > last.value && first.1 <= 31) && !is_example(doc, date.span) {
            push(doc, first.0.join(date.span), out);
        }
    }
    for pair in doc.dates.windows(2) {
        let [first, last] = pair else { continue };
        if last.span.start < first.span.end || last.span.start - first.span.end > 32 || first.form == DateForm::Iso {
            continue;
        }
        if falls(first, last)
            && !is_open(doc, first)
            && !is_open(doc, last)
            && joins(doc, first, last)
            && !is_lunar(doc, first)
            && !is_lunar(doc, last)
            && !is_example(doc, first.span)
        {
            push(doc, first.span.join(last.span), out);
        }
    }
}

fn push(doc: &Document, span: Span, out: &mut Findings) {
    let said = quoted_words(doc, span);
    out.push(Finding::new(
        &RULE,
        span,
        format!("Khoảng ngày “{said}” ghi ngược: ngày đầu muộn hơn ngày cuối."),
        format!("“{said}” runs backwards: it begins later than it ends."),
    ));
}

/// The first day of "24-26/9/2018", before the date that its end makes.
fn first_day(doc: &Document, date: &DateRef) -> Option<(Span, u32)> {
    let before = line_before(doc, date.span.from(), 16);
    let head = before.trim_end().strip_suffix('-')?.trim_end();
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = date.span.from() - before.len() + head.len() - digits;
    let span = Span::new(start, start + digits);
    // What stands before it must not make it the end of something else.
    let lead = head[..head.len() - digits].trim_end();
    (matches!(digits, 1 | 2) && lead.ends_with("ngày")).then_some(())?;
    Some((span, doc.slice(span).parse().ok()?))
}

/// Whether the first date is surely later than the last. A year that is left out is that of the other.
fn falls(first: &DateRef, last: &DateRef) -> bool {
    let (Some(a), Some(b)) = (first.day, last.day) else { return false };
    match (first.year_value(), last.year_value()) {
        (Some(_), Some(_)) => first.date().zip(last.date()).is_some_and(|(a, b)| a > b),
        // Without its year the first may lie before New Year, the last behind it.
        _ => first.month.value == last.month.value && a.value > b.value && a.value <= 31,
    }
}

/// Whether "từ … đến …" joins the two.
fn joins(doc: &Document, first: &DateRef, last: &DateRef) -> bool {
    let between = doc.slice(Span::new(first.span.to(), last.span.from())).trim().to_lowercase();
    let between = between.strip_suffix("ngày").unwrap_or(&between).trim().trim_start_matches(',').trim();
    let joint =
        matches!(between, "đến" | "tới" | "đến hết" | "tới hết" | "đến trước" | "cho đến" | "cho tới" | "cho đến hết");
    let dash = between == "-" && !last.said;
    let lead = line_before(doc, first.span.from(), 40).to_lowercase();
    let lead = lead.trim_end().trim_end_matches("ngày").trim_end();
    let from = lead.ends_with("từ") || lead.rfind("từ ").is_some_and(|i| lead.len() - i < 24);
    // Two whole days joined by "đến" need no "từ".
    (joint && (from || first.year.is_some() && last.year.is_some())) || (dash && from)
}
