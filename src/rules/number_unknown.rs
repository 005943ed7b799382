//! A number that is one slip away from that of a known document of the same day.

use crate::document::Document;
use crate::register::Row;

use super::dated::written;
use super::registered::{self, Clash};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM16",
    name: "number-unknown",
    severity: Severity::Warning,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: (
        "Số gần giống số của văn bản đã biết ban hành đúng ngày ấy",
        "A number one slip away from that of a known document of the same day",
    ),
    explain: (
        "## Lỗi gì\nNghị định số 130/2020/NĐ-CP ngày 05/3/2020: ngày ấy không có số này, nhưng có Nghị định 30/2020/NĐ-CP.\n\n\
         ## Vì sao\nSố đúng khuôn dạng nhưng là của văn bản khác thì người đọc không nhận ra. Gõ thừa, thiếu, nhầm hay đảo một chữ số mà ngày vẫn đúng thì danh mục văn bản đã biết cho thấy số phải là gì.\n\n\
         ## Sửa thế nào\nĐối chiếu số với bản gốc; gợi ý là số của văn bản gần giống nhất cùng ngày, cùng trích yếu nếu có nêu.\n\n\
         ## Khi nào im lặng\nSố và ngày đều khớp một văn bản đã biết; số chưa biết nhưng hợp với thứ tự của dãy số và không có trích yếu để so (ở dãy đã biết nhiều thì chỉ nhắc); trích yếu khác hẳn; phần trích văn bản khác. Danh mục chưa đủ: không biết số nào không có nghĩa là số ấy sai.",
        "## What\nDecree 130/2020/NĐ-CP of 05/3/2020: there is none of that day, but there is 30/2020/NĐ-CP.\n\n\
         ## Why\nA well-formed number of another document is not seen by the reader. Where a digit was typed twice, left out, changed or swapped and the date is right, the known documents tell what it was.\n\n\
         ## How to mend\nLook the number up in the original; the suggestion is the nearest one of that day, and of that subject where one is given.\n\n\
         ## When it is silent\nNumber and date are those of a known document; an unknown number that fits the order of its series, without a subject to compare (information only where much of the series is known); another subject altogether; quoted passages. The register is not complete: that a number is not known does not make it wrong.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦130/2020/NĐ-CP⟧ ngày 05/3/2020 của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP"),
        wrong("Căn cứ Nghị định số ⟦31/2020/NĐ-CP⟧ ngày 05/3/2020 của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP"),
        wrong("Chỉ thị số ⟦54-CT/TW⟧ ngày 20/6/2020 của Bộ Chính trị.").right("45-CT/TW"),
        wrong("Luật số ⟦58/2015/QH13⟧ ngày 25/6/2015 của Quốc hội."),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị; Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị.",
        "Căn cứ Nghị định số 130/2020/NĐ-CP của Chính phủ;",
        "Thông tư số 31/2020/TT-BTC ngày 05/3/2020 của Bộ Tài chính về việc thu phí bảo trì đường bộ liên xã.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for c in registered::cited(doc) {
        let Some(Clash::Number { near, own, possible }) = registered::clash(doc, know, &c) else { continue };
        let number = c.number;
        let best = near[0];
        let (vi, en) = registered::told(&best);
        let (source, source_en) = registered::source(&best);
        let (mut first, mut first_en) = match own {
            Some(own) => (
                format!("{} ban hành ngày {}", number.canonical, written(own.date)),
                format!("{} is of {}", number.canonical, written(own.date)),
            ),
            None => (
                format!("Không biết văn bản {} nào của ngày {}", number.canonical, written(best.date)),
                format!("No {} of {} is known", number.canonical, written(best.date)),
            ),
        };
        first.push_str(&format!("; có phải {vi} ({source})?"));
        first_en.push_str(&format!("; did you mean {en} ({source_en})?"));
        if let [_, others @ ..] = near.as_slice()
            && !others.is_empty()
        {
            let list = |rows: &[Row]| rows.iter().take(3).map(|r| r.number).collect::<Vec<_>>().join(", ");
            first.push_str(&format!(" Cùng ngày còn có {}.", list(others)));
            first_en.push_str(&format!(" Of the same day also {}.", list(others)));
        }
        let sure = !possible && best.is_solid() && own.is_none_or(|own| own.is_solid());
        let finding =
            Finding::new(&RULE, number.span, first, first_en).at(if sure { Severity::Warning } else { Severity::Info });
        out.push(match digits(best.number) {
            Some(digits) => finding.fix(Safety::Unsafe, number.digits, digits),
            None => finding,
        });
    }
}

/// The number proper of a known number, as it is written.
fn digits(number: &str) -> Option<&str> {
    number.split(['/', '-']).next().filter(|digits| !digits.is_empty())
}
