//! Years in numbers of a time whose numbers held no year.

use crate::document::Document;
use crate::parse::Regime;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM04",
    name: "year-out-of-regime",
    severity: Severity::Warning,
    default: true,
    basis: "Luật Ban hành văn bản quy phạm pháp luật 12/11/1996",
    summary: ("Số có năm của thời chưa ghi năm trong số", "A year in a number of a time whose numbers held none"),
    explain: (
        "## Lỗi gì\nSố ghi năm trước khi dạng số ấy có: 12/1985/NĐ-CP, 05/1995/TT-BTC.\n\n## Vì sao\nSố của nghị định, thông tư, luật chỉ ghi năm từ ngày 01/01/1997 (Luật Ban hành văn bản quy phạm pháp luật 12/11/1996); trước đó là 12-CP, 05-TC/….\n\n## Sửa thế nào\nTra lại năm; nếu đúng là văn bản cũ thì ghi số theo dạng cũ.\n\n## Khi nào im lặng\nQuyết định cá biệt, nghị quyết của địa phương, năm 1996 chuyển tiếp.",
        "## What\nA number with a year of before its form existed: 12/1985/NĐ-CP, 05/1995/TT-BTC.\n\n## Why\nDecrees, circulars and laws hold the year since 1 January 1997 only (Law on normative documents of 12 November 1996).\n\n## How to mend\nCheck the year; write an old document with its old number.\n\n## When it is silent\nIndividual decisions, local resolutions, the year 1996.",
    ),
    wrong: &[
        wrong("Nghị định số 12/⟦1985⟧/NĐ-CP của Chính phủ."),
        wrong("Thông tư số 05/⟦1995⟧/TT-BTC của Bộ Tài chính."),
        wrong("Thông tư liên tịch số 01/⟦1989⟧/TTLT-BTC-BYT."),
    ],
    silent: &[
        "Nghị định số 64-CP năm 1993; Nghị định số 217-HĐBT.",
        "Nghị định số 12/1997/NĐ-CP của Chính phủ.",
        "Quyết định số 1027/1995/QĐ-BXD của Bộ Xây dựng.",
        "Thông tư số 05/98/TT-BXD.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let Some(year) = n.year.filter(|_| matches!(n.regime, Regime::R1 | Regime::R8) && !n.elided) else { continue };
        let Some(value) = numbering::year_of(n).filter(|y| (1945..1996).contains(y)) else { continue };
        let Some(code) = n.code().map(|code| numbering::restored(code, true)) else { continue };
        if !matches!(&*code, "NĐ" | "TT" | "TTLT" | "NQLT") || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        out.push(Finding::new(
            &RULE,
            year.span,
            format!("Số {} ghi năm {value}, nhưng số có năm và ký hiệu {code} chỉ có từ năm 1997.", n.canonical),
            format!("{} holds the year {value}, but numbers with year and {code} exist since 1997.", n.canonical),
        ));
    }
}
