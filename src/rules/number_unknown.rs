//! A number that is a slip away from that of a known document of the same day or subject.

use crate::document::Document;
use crate::register::{self, Row};

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
        "Số gần giống số của văn bản đã biết cùng ngày hoặc cùng trích yếu",
        "A number a slip away from that of a known document of the same day or subject",
    ),
    explain: (
        "## Lỗi gì\nNghị định số 130/2020/NĐ-CP ngày 05/3/2020: ngày ấy không có số này, nhưng có Nghị định 30/2020/NĐ-CP.\n\n\
         ## Vì sao\nSố đúng khuôn dạng nhưng là của văn bản khác thì người đọc không nhận ra. Gõ thừa, thiếu, nhầm hay đảo một chữ số mà ngày hoặc trích yếu vẫn đúng thì danh mục văn bản đã biết, hoặc kho văn bản (--index), cho thấy số phải là gì. Khi cả ngày và trích yếu cùng chỉ một văn bản thì số sai hai ký tự, sai một chữ của ký hiệu cũng nhận ra.\n\n\
         ## Sửa thế nào\nĐối chiếu số với bản gốc; gợi ý là số của văn bản gần giống nhất cùng ngày, cùng trích yếu nếu có nêu.\n\n\
         ## Khi nào im lặng\nSố và ngày đều khớp một văn bản đã biết; số chưa biết nhưng hợp với thứ tự của dãy số và không có trích yếu để so (ở dãy đã biết nhiều thì chỉ nhắc); trích yếu khác, kể cả chỉ vài chữ khi số hợp thứ tự (văn bản cùng loại ban hành cùng ngày); phần trích văn bản khác. Danh mục chưa đủ: không biết số nào không có nghĩa là số ấy sai.",
        "## What\nDecree 130/2020/NĐ-CP of 05/3/2020: there is none of that day, but there is 30/2020/NĐ-CP.\n\n\
         ## Why\nA well-formed number of another document is not seen by the reader. Where a digit was typed twice, left out, changed or swapped and the date or the subject is right, the known documents, or those of an archive (--index), tell what it was. Where both name one document, two characters or a letter of the symbol may be wrong.\n\n\
         ## How to mend\nLook the number up in the original; the suggestion is the nearest one of that day, and of that subject where one is given.\n\n\
         ## When it is silent\nNumber and date are those of a known document; an unknown number that fits the order of its series, without a subject to compare (information only where much of the series is known); another subject, by a few words too where the number fits the order (documents of one kind are issued side by side); quoted passages. The register is not complete: that a number is not known does not make it wrong.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦130/2020/NĐ-CP⟧ ngày 05/3/2020 của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP"),
        wrong("Căn cứ Nghị định số ⟦31/2020/NĐ-CP⟧ ngày 05/3/2020 của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP"),
        wrong("Chỉ thị số ⟦54-CT/TW⟧ ngày 20/6/2020 của Bộ Chính trị.").right("45-CT/TW"),
        wrong("Luật số ⟦58/2015/QH13⟧ ngày 25/6/2015 của Quốc hội."),
        wrong("Theo Nghị định số ⟦31/2020/NĐ-CP⟧ của Chính phủ về công tác văn thư, cơ quan ban hành quy chế.")
            .right("30/2020/NĐ-CP"),
        wrong("Căn cứ Nghị định số ⟦30/2020/NĐ-PC⟧ ngày 05/3/2020 của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP"),
        wrong("Căn cứ Nghị định số ⟦53/2020/NĐ-CP⟧ ngày 05/3/2020 của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP"),
        // Of the archive.
        wrong("Theo Quyết định số ⟦1349/QĐ-TTg⟧ ngày 03/6/2020 của Thủ tướng Chính phủ.").right("2349/QĐ-TTg"),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị; Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị.",
        "Căn cứ Nghị định số 130/2020/NĐ-CP của Chính phủ;",
        "Căn cứ Nghị định số 31/2020/NĐ-CP của Chính phủ;",
        "Theo Nghị định số 30/2020/NĐ-CP của Chính phủ về văn thư, cơ quan ban hành quy chế.",
        "Quyết định số 2394/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
        "Thông tư số 25/2016/TT-BNNPTNT ngày 30/6/2016 quy định về kiểm dịch động vật, sản phẩm động vật trên cạn.",
        "Nghị quyết số 30/2020/NQ-CP ngày 05/3/2020 của Chính phủ về dự toán ngân sách năm sau.",
        "Thông tư số 31/2020/TT-BTC ngày 05/3/2020 của Bộ Tài chính về việc thu phí bảo trì đường bộ liên xã.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (c, clash) in registered::clashes(doc, know, out) {
        let Clash::Number { near, own, possible } = clash else { continue };
        let number = c.number;
        let best = near[0];
        let (vi, en) = registered::told(&best);
        let (source, source_en) = registered::source(&best);
        // Its day, where the number is found by it; else the subject has told.
        let day = c.day().filter(|day| *day == best.date);
        let (mut first, mut first_en) = match (own, day) {
            (Some(own), Some(_)) if own.date != best.date => (
                format!("{} ban hành ngày {}", number.canonical, written(own.date)),
                format!("{} is of {}", number.canonical, written(own.date)),
            ),
            (Some(own), _) => {
                let (told, told_en) = registered::told(&own);
                (format!("Số này là của {told}"), format!("The number is that of {told_en}"))
            }
            (None, Some(day)) => (
                format!("Không biết văn bản {} nào của ngày {}", number.canonical, written(day)),
                format!("No {} of {} is known", number.canonical, written(day)),
            ),
            (None, None) => (
                format!("Không biết văn bản nào mang số {} có trích yếu này", number.canonical),
                format!("No {} of this subject is known", number.canonical),
            ),
        };
        first.push_str(&format!("; có phải {vi} ({source})?"));
        first_en.push_str(&format!("; did you mean {en} ({source_en})?"));
        if let [_, others @ ..] = near.as_slice()
            && !others.is_empty()
        {
            let list = |rows: &[Row]| rows.iter().take(3).map(|r| r.number).collect::<Vec<_>>().join(", ");
            let (also, also_en) = if day.is_some() {
                ("Cùng ngày", "Of the same day")
            } else {
                ("Cùng trích yếu", "Of the same subject")
            };
            first.push_str(&format!(" {also} còn có {}.", list(others)));
            first_en.push_str(&format!(" {also_en} also {}.", list(others)));
        }
        let sure = !possible && best.is_solid() && own.is_none_or(|own| own.is_solid());
        let finding =
            Finding::new(&RULE, number.span, first, first_en).at(if sure { Severity::Warning } else { Severity::Info });
        let symbol = |number: &str| register::Key::of(number).map(|key| (key.year, key.symbol));
        out.push(match digits(best.number) {
            Some(digits) if symbol(&number.canonical) == symbol(best.number) => {
                finding.fix(Safety::Unsafe, number.digits, digits)
            }
            Some(_) => finding.fix(Safety::Unsafe, number.span, best.number),
            None => finding,
        });
    }
}

/// The number proper of a known number, as it is written.
fn digits(number: &str) -> Option<&str> {
    number.split(['/', '-']).next().filter(|digits| !digits.is_empty())
}
