//! A Party citation without the comma before its date.

use crate::document::Document;
use crate::parse::{Kind, Regime};
use crate::text::Span;

use super::dated;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE07",
    name: "party-comma",
    severity: Severity::Info,
    default: false,
    basis: "Hướng dẫn 36-HD/VPTW (cách viện dẫn trong chính văn bản)",
    summary: (
        "Văn bản Đảng viện dẫn thiếu dấu phẩy trước ngày",
        "A Party text cites without the comma before the date",
    ),
    explain: (
        "## Lỗi gì\nTrong văn bản của Đảng, viện dẫn văn bản Đảng không có dấu phẩy giữa số, ký hiệu và ngày: “45-CT/TW ngày 20/6/2020”.\n\n\
         ## Vì sao\nHướng dẫn 36-HD/VPTW và văn bản của Trung ương viết “Số 45-CT/TW, ngày 20/6/2020”.\n\n\
         ## Sửa thế nào\nThêm dấu phẩy sau số, ký hiệu.\n\n\
         ## Khi nào im lặng\nVăn bản của Nhà nước; văn bản không có số, ký hiệu của Đảng ở đầu; phần trích. Quy tắc này mặc định tắt.",
        "## What\nA Party text cites a Party document without a comma between number and date.\n\n\
         ## Why\nGuide 36-HD/VPTW and the central documents write “45-CT/TW, ngày 20/6/2020”.\n\n\
         ## How to mend\nPut a comma behind the number.\n\n\
         ## When it is silent\nTexts of the State; texts whose head has no Party number; quotations. Off by default.",
    ),
    wrong: &[wrong(
        "ĐẢNG BỘ TỈNH NAM ĐỊNH\nSố 12-KH/TU\nNam Định, ngày 05 tháng 7 năm 2020\nKẾ HOẠCH\nthực hiện công tác bầu cử\n\
         Thực hiện Chỉ thị số ⟦45-CT/TW⟧ ngày 20/6/2020 của Bộ Chính trị.",
    )
    .right("45-CT/TW,")],
    silent: &[
        "ĐẢNG BỘ TỈNH NAM ĐỊNH\nSố 12-KH/TU\nNam Định, ngày 05 tháng 7 năm 2020\nKẾ HOẠCH\nthực hiện công tác bầu cử\n\
         Thực hiện Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị; Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
        "Thực hiện Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let party = doc.head.own.is_some_and(|i| matches!(&doc.mentions[i].kind, Kind::Own(n) if n.regime == Regime::R5));
    if !party {
        return;
    }
    for (_, citation, date) in dated::cited(doc) {
        let Some(number) = citation.number.as_ref().filter(|n| n.regime == Regime::R5) else { continue };
        if date.span.start < number.span.end || doc.is_quoted(number.span) {
            continue;
        }
        let between = doc.slice(Span::new(number.span.to(), date.span.from()));
        if between.trim() != "ngày" {
            continue;
        }
        // An edit of nothing has no place of its own in the text: the last character goes with it.
        let last = doc.slice(number.span).chars().next_back().map_or(0, char::len_utf8);
        let end = Span::new(number.span.to() - last, number.span.to());
        out.push(
            Finding::new(
                &RULE,
                number.span,
                format!("Viện dẫn {} thiếu dấu phẩy trước “ngày”.", number.canonical),
                format!("The citation of {} lacks the comma before “ngày”.", number.canonical),
            )
            .fix(Safety::Safe, end, format!("{},", doc.slice(end))),
        );
    }
}
