//! A known document cited with another date than its own.

use crate::document::Document;

use super::dated::{self, quoted_words, written};
use super::registered::{self, Clash};
use super::same_number_two_dates;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE07",
    name: "date-register",
    severity: Severity::Warning,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: ("Ngày ghi kèm khác ngày ban hành đã biết của văn bản", "A date other than the known one of the document"),
    explain: (
        "## Lỗi gì\nSố văn bản có trong danh mục đã biết nhưng ngày ghi kèm không phải ngày ban hành của văn bản đó: Nghị định số 86/2021/NĐ-CP ngày 26 tháng 9 năm 2021.\n\n\
         ## Vì sao\nMột văn bản chỉ có một ngày ban hành. Danh mục lấy ngày từ Bộ pháp điển, công báo và các văn bản dẫn nó; mỗi dòng ghi rõ chắc đến đâu.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc; gợi ý lấy ngày trong danh mục.\n\n\
         ## Khi nào im lặng\nNgày có hiệu lực; ngày công bố, ngày ký luật sau ngày thông qua; ngày có thể là của văn bản đứng trước; số của Đảng thuộc nhiệm kỳ khác, số không có năm thuộc năm khác; phần trích văn bản khác. Khi danh mục chỉ biết qua một, hai văn bản dẫn thì chỉ nhắc, không cảnh báo.",
        "## What\nThe number is that of a known document and the date beside it is not that document's: Decree 86/2021/NĐ-CP of 26/9/2021.\n\n\
         ## Why\nA document has one date of issue. The register takes it from the codification, the gazette and the documents that cite it, and says of each row how well it is known.\n\n\
         ## How to mend\nLook it up in the original; the suggestion takes the date of the register.\n\n\
         ## When it is silent\nDates of effect; days on which a law was signed after its adoption; dates that may belong to the document before; Party numbers of another term, numbers without year of another year; quoted passages of other documents. Where only one or two documents are known to cite it, the finding is information only.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số 86/2021/NĐ-CP ngày ⟦26 tháng 9 năm 2021⟧ của Chính phủ;")
            .right("25 tháng 9 năm 2021"),
        wrong("Căn cứ Nghị định số 30/2020/NĐ-CP ngày ⟦05/4/2020⟧ của Chính phủ về công tác văn thư;")
            .right("05/3/2020"),
        wrong("Luật số 85/2015/QH13 ngày ⟦25 tháng 5 năm 2015⟧ của Quốc hội.").right("25 tháng 6 năm 2015"),
        wrong("Chỉ thị số 45-CT/TW, ngày ⟦20/7/2020⟧ của Bộ Chính trị.").right("20/6/2020"),
        // Of a register of the user's own.
        wrong("Quyết định số 12/2024/QĐ-UBND ngày ⟦15/3/2024⟧ của Ủy ban nhân dân tỉnh Nam Định.").right("05/3/2024"),
    ],
    silent: &[
        "Căn cứ Nghị định số 86/2021/NĐ-CP ngày 25 tháng 9 năm 2021 của Chính phủ;",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 và Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị.",
        "Luật số 85/2015/QH13 ngày 09 tháng 7 năm 2015 của Quốc hội.",
        "Nghị định số 86/2021/NĐ-CP có hiệu lực từ ngày 01 tháng 12 năm 2021.",
        "Quyết định số 12/2024/QĐ-UBND ngày 15/3/2024 của Ủy ban nhân dân tỉnh Hà Nam.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    // What the text itself says against a date needs no register.
    let mut within: Option<Vec<crate::text::Span>> = None;
    for (c, clash) in registered::clashes(doc, know, out) {
        let Clash::Date(row) = clash else { continue };
        let Some(date) = c.date else { continue };
        // A date later than the text's own is wrong for sure; a row that is not will hardly add to it.
        if !row.is_solid() && know.own_date(doc).zip(c.day()).is_some_and(|(own, day)| day > own) {
            continue;
        }
        if within.get_or_insert_with(|| same_number_two_dates::RULE.flagged(doc, know)).contains(&date.span) {
            continue;
        }
        let (vi, en) = registered::told(&row);
        let (source, source_en) = registered::source(&row);
        let said = quoted_words(doc, date.span);
        let mut finding = Finding::new(
            &RULE,
            date.span,
            format!(
                "{} ban hành ngày {}, không phải “{said}”: {vi} ({source}).",
                c.number.canonical,
                written(row.date)
            ),
            format!("{} is of {}, not “{said}”: {en} ({source_en}).", c.number.canonical, written(row.date)),
        )
        .at(if row.is_solid() { Severity::Warning } else { Severity::Info });
        if let Some(edits) = dated::edits_towards(doc, &date, row.date) {
            finding = finding.fixes(Safety::Unsafe, edits);
        }
        out.push(finding);
    }
}
