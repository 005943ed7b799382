//! Đầu văn bản: năm trong số khác năm của ngày ban hành.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT03",
    name: "head-number-date",
    severity: Severity::Warning,
    default: true,
    basis: "Điều 58 và các điều tiếp theo, Nghị định 34/2016/NĐ-CP",
    summary: (
        "Năm trong số của văn bản khác năm ban hành",
        "The year in the document's own number is not that of its date",
    ),
    explain: (
        "## Lỗi gì\nĐầu văn bản ghi “Số: 12/2022/QĐ-UBND” nhưng ngày ban hành thuộc năm 2023.\n\
         ## Vì sao\nSố của văn bản quy phạm pháp luật gồm năm ban hành và đánh từ 01 tháng 01 đến 31 tháng 12 mỗi năm (Nghị định 34/2016/NĐ-CP). Hai năm khác nhau thì một nơi sai, thường do dùng lại văn bản năm trước làm mẫu.\n\
         ## Sửa thế nào\nĐối chiếu sổ đăng ký văn bản đi, sửa năm trong số hoặc trong ngày.\n\
         ## Khi nào im lặng\nSố hoặc ngày còn để trống; số không có năm.",
        "## What\nThe head says “Số: 12/2022/QĐ-UBND” but the date is of 2023.\n\
         ## Why\nThe number of a normative document holds the year of issue and runs from 1 January to 31 December (Decree 34/2016/NĐ-CP). One of the two is wrong, mostly because last year's document served as a model.\n\
         ## How to mend\nLook into the register of outgoing documents; mend the year in the number or in the date.\n\
         ## When it is silent\nWhere number or date is still blank; numbers without a year.",
    ),
    wrong: &[
        wrong(
            "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2022/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm ⟦2023⟧\nQUYẾT ĐỊNH\nVề việc thử",
        ),
        wrong("BỘ TÀI CHÍNH\nSố: 45/2021/TT-BTC\nHà Nội, ngày 18 tháng 6 năm ⟦2022⟧\nTHÔNG TƯ\nHướng dẫn thử"),
    ],
    silent: &[
        "BỘ TÀI CHÍNH\nSố: 45/2022/TT-BTC\nHà Nội, ngày 18 tháng 6 năm 2022\nTHÔNG TƯ\nHướng dẫn thử",
        "BỘ TÀI CHÍNH\nSố: 45/2021/TT-BTC\nHà Nội, ngày    tháng    năm 2022\nTHÔNG TƯ\nHướng dẫn thử",
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 20 tháng 3 năm 2023\nKẾ HOẠCH\nVề việc thử",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let Some(number) = doc.head.own.and_then(|i| doc.mentions[i].number()) else { return };
    let (Some(year), Some(date)) = (number.year, doc.head.date) else { return };
    let Some(of_date) = date.year.filter(|_| date.date().is_some()) else { return };
    let (Some(a), Some(b)) = (year.full(), of_date.full()) else { return };
    if a == b {
        return;
    }
    out.push(
        Finding::new(
            &RULE,
            of_date.span,
            format!("Ngày ban hành thuộc năm {b} nhưng số của văn bản ghi năm {a}; số phải mang năm ban hành."),
            format!(
                "The date is of {b} but the document's number has the year {a}; the number carries the year of issue."
            ),
        )
        .with(year.span, "năm trong số của văn bản", "the year in the number"),
    );
}
