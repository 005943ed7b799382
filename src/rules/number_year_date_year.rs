//! The year in a document's number is not the year of its date.

use crate::document::Document;
use chrono::Datelike;

use crate::parse::{DateRef, Number, Regime};
use crate::register::{self, Key};
use crate::text::Span;

use super::dated::{self, is_example, is_plausible, quoted_words};
use super::{Finding, Findings, Knowledge, Message, Rule, Safety, Severity, registered, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE04",
    name: "number-year-date-year",
    severity: Severity::Warning,
    default: true,
    basis: "Luật Ban hành văn bản quy phạm pháp luật 80/2015/QH13, Điều 10",
    summary: ("Năm trong số văn bản khác năm của ngày", "The year in the number is not that of the date"),
    explain: (
        "## Lỗi gì\nSố văn bản có năm (30/2020/NĐ-CP) nhưng ngày ghi kèm lại thuộc năm khác (05/3/2021).\n\n\
         ## Vì sao\nSố của văn bản quy phạm pháp luật được đánh theo từng năm, năm trong số là năm ban hành (Luật 80/2015/QH13, Điều \
         10; Nghị định 34/2016/NĐ-CP, Điều 58), nên hai năm phải trùng nhau; một trong hai chỗ ghi sai.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc. Gợi ý lấy năm trong số, vì số thường được chép đúng hơn ngày.\n\n\
         ## Khi nào im lặng\nNgày có thể là của văn bản đứng trước, khi tên văn bản ấy kết thúc bằng một viện dẫn (“Thông tư số \
         03/2018/TT-BGTVT quy định … Nghị định số 116/2017/NĐ-CP ngày 10/01/2018”); ngày có hiệu lực; văn bản hợp nhất; lời đính chính.",
        "## What\nThe number holds a year (30/2020/NĐ-CP) and the date beside it lies in another (05/3/2021).\n\n\
         ## Why\nNormative documents are numbered by calendar year and the year in the number is that of issue (Law 80/2015/QH13, \
         Article 10; Decree 34/2016/NĐ-CP, Article 58). The two must agree; one of them is wrong.\n\n\
         ## How to mend\nLook at the document itself. The suggestion takes the year of the number, which is oftener copied right.\n\n\
         ## When it is silent\nThe date may belong to the document before, whose title ends with this citation; dates of effect; \
         consolidated texts; corrections of misprints.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số 30/2020/NĐ-CP ngày ⟦05/3/2021⟧ của Chính phủ;").right("05/3/2020"),
        wrong("Nghị quyết số 42/2006/NQ-HĐND ngày ⟦05 tháng 10 năm 2005⟧ của Hội đồng nhân dân tỉnh.")
            .right("05 tháng 10 năm 2006"),
        wrong("thay thế Quyết định số 47/2008/QĐ-UBND, ngày ⟦31 tháng 12 năm 2009⟧ của Ủy ban nhân dân tỉnh.")
            .right("31 tháng 12 năm 2008"),
        wrong("Thông tư số 05/98/TT-BXD ngày ⟦12/3/1999⟧ của Bộ Xây dựng.").right("12/3/1998"),
        wrong("Ngày ⟦05/3/2019⟧, Chính phủ ban hành Nghị định số 30/2020/NĐ-CP về công tác văn thư.")
            .right("05/3/2020"),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;",
        "Thông tư số 03/2018/TT-BGTVT quy định chi tiết đối tượng của Nghị định số 116/2017/NĐ-CP ngày 10/01/2018 của Bộ Giao thông vận \
         tải.",
        "Nghị định số 30/2020/NĐ-CP có hiệu lực từ ngày 01/01/2021.",
        "Thông tư số 05/98/TT-BXD ngày 12/3/1998 của Bộ Xây dựng.",
        "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị.",
        "Thông tư số 13/2024/TT-BLĐTBXH\n01/02/2025\nThông tư số 14/2024/TT-BLĐTBXH | 15/02/2025",
        "Ngày 05/3/2021, Bộ Nội vụ tổ chức hội nghị triển khai Nghị định số 30/2020/NĐ-CP.",
        "Căn cứ Thông tư số 12/2021/TT-BTC ngày 05 tháng 3 năm 20… của Bộ Tài chính;",
        "Nghị định số 30/2020/NĐ-CP được thay thế từ ngày 15/5/2025.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (i, citation, date) in dated::cited(doc) {
        let Some(number) = &citation.number else { continue };
        let Some(of_number) = other_year(doc, know, i, number, &date) else { continue };
        let (Some(day), Some(year)) = (date.day.or(Some(date.month)), date.year) else { continue };
        let said = quoted_words(doc, date.span);
        let mut finding = Finding::new(
            &RULE,
            date.span,
            format!(
                "Số {} thuộc năm {of_number} nhưng ngày ghi kèm là “{said}”: năm trong số phải là năm ban hành, một trong hai chỗ ghi sai.",
                number.canonical
            ),
            format!(
                "Number {} is of {of_number} and its date “{said}”: the year in the number must be that of issue, one of them is wrong.",
                number.canonical
            ),
        )
        .with(
            number.span,
            format!("số của năm {of_number}"),
            format!("a number of {of_number}"),
        );
        // The register may know which of the two was meant.
        let known = number.year.zip(date.date()).and_then(|(year, day)| {
            let key = Key { year: u16::try_from(day.year()).ok()?, ..register::key_of(number)? };
            let row = know.register.with_key(&key).into_iter().find(|row| row.date == day && row.is_solid())?;
            Some((year, day, row))
        });
        if let Some((year, day, row)) = known
            && know.register.find(citation.doc_type.map(|t| t.name), number).is_empty()
        {
            let ((vi, en), (source, source_en)) = (registered::told(&row), registered::source(&row));
            finding.message = Message::new(
                format!("{} Có phải {vi} ({source})?", finding.message.vi),
                format!("{} Did you mean {en} ({source_en})?", finding.message.en),
            );
            out.push(finding.fix(Safety::Unsafe, year.span, day.year().to_string()));
            continue;
        }
        let exists = chrono::NaiveDate::from_ymd_opt(
            of_number,
            date.month.value,
            if date.day.is_some() { day.value } else { 1 },
        );
        if exists.is_some() {
            let right = if year.digits == 2 { format!("{:02}", of_number % 100) } else { of_number.to_string() };
            finding = finding.fix(Safety::Unsafe, year.span, right);
        }
        out.push(finding);
    }
}

/// The year of the number of the citation at `index`, where it is another than that of its date.
pub(super) fn other_year(
    doc: &Document,
    know: &Knowledge,
    index: usize,
    number: &Number,
    date: &DateRef,
) -> Option<i32> {
    let of_number = year_of(number)?;
    let differs = of_number != date.year_value()?
        && matches!(number.regime, Regime::R1 | Regime::R2 | Regime::R8)
        && number.code() != Some("VBHN")
        && is_plausible(doc, know, date)
        && (date.span.start > number.span.start || is_issued_at(doc, number, date))
        && !dated::may_be_outer(doc, index, date)
        && !is_example(doc, number.span);
    differs.then_some(of_number)
}

/// Whether a date before the number is said to be that of issue: "Ngày 05/3/2020, Chính phủ ban hành Nghị định số …".
fn is_issued_at(doc: &Document, number: &Number, date: &DateRef) -> bool {
    date.span.end <= number.span.start
        && doc
            .slice(Span::new(date.span.to(), number.span.from()))
            .split_whitespace()
            .any(|w| matches!(w, "hành" | "ký"))
}

/// The year of a number in four digits.
fn year_of(number: &Number) -> Option<i32> {
    let year = number.year?;
    match (year.digits, year.value?) {
        (2, v @ 45..) => Some(1900 + v as i32),
        (2, v) => Some(2000 + v as i32),
        _ => year.full().filter(|y| (1945..=2100).contains(y)),
    }
}
