//! Years inside numbers that are no years.

use crate::document::Document;
use crate::parse::Oddities;
use crate::tables::{self, TermTable};

use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM03",
    name: "number-year",
    severity: Severity::Error,
    default: true,
    basis: "Nghị định 34/2016/NĐ-CP Điều 58; Nghị định 30/2020/NĐ-CP",
    summary: ("Năm trong số văn bản không phải là năm", "The year in a number is no year"),
    explain: (
        "## Lỗi gì\nNăm trong số văn bản thừa, thiếu chữ số hoặc ở ngoài mọi khả năng: 30/20200/NĐ-CP, 30/202/NĐ-CP, 30/2202/NĐ-CP.\n\n## Vì sao\nSố văn bản quy phạm pháp luật ghi đủ bốn chữ số của năm ban hành (Nghị định 34/2016/NĐ-CP Điều 58).\n\n## Sửa thế nào\nGhi đúng bốn chữ số của năm ban hành; khi có ngày ban hành, năm ấy được gợi ý.\n\n## Khi nào im lặng\nNăm hai chữ số của văn bản những năm 1990 (05/98/TT-BXD); chữ lẫn trong năm (lỗi của nhóm ENC).",
        "## What\nThe year inside a number has digits too many or too few, or cannot be: 30/20200/NĐ-CP, 30/202/NĐ-CP, 30/2202/NĐ-CP.\n\n## Why\nNumbers of normative documents hold the four digits of the year of issue (Decree 34/2016/NĐ-CP, Article 58).\n\n## How to mend\nWrite the four digits; where the date is given, its year is suggested.\n\n## When it is silent\nYears of two digits of the 1990s (05/98/TT-BXD); letters among the digits (the ENC group's matter).",
    ),
    wrong: &[
        wrong("Nghị định số 30/⟦20200⟧/NĐ-CP ngày 05/3/2020 của Chính phủ.").right("2020"),
        wrong("Nghị định số 30/⟦202⟧/NĐ-CP của Chính phủ."),
        wrong("Quyết định số 66/⟦209⟧/QĐ-TTg ngày 24 tháng 4 năm 2009 của Thủ tướng Chính phủ.").right("2009"),
        wrong("Thông tư số 41/⟦22024⟧/TT-NHNN quy định về tiền gửi.").right("2024"),
        wrong("Nghị định số 30/⟦2202⟧/NĐ-CP ngày 05/3/2022 của Chính phủ.").right("2022"),
        wrong("Luật số 45/⟦20133⟧/QH13 về đất đai.").right("2013"),
    ],
    silent: &[
        "Thông tư số 05/98/TT-BXD của Bộ Xây dựng.",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
        "Công văn số 20126/UBND-KT ngày 05/3/2020.",
        "Quyết định số 12/QĐ-UBND ngày 05/3/2020 của Ủy ban nhân dân tỉnh.",
        "Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị.",
        "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    use chrono::Datelike;
    let latest = know.own_date(doc).map_or(know.today.year(), |d| d.year().max(know.today.year()));
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || n.oddities.has(Oddities::YEAR_BEHIND) {
            continue;
        }
        let Some(year) = n.year.filter(|y| y.value.is_some()) else { continue };
        let written = doc.slice(year.span);
        let possible = |y: i32| (1945..=latest).contains(&y);
        let bad = match (year.digits, year.value) {
            (4, Some(v)) => !possible(v as i32),
            (2, Some(45..)) => false,
            // 30/20/NĐ-CP: only where the date shows what was meant.
            (2, Some(v)) => c.date_year() == Some(2000 + v as i32),
            _ => true,
        };
        if !bad || numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let right = meant(written, &c, &possible);
        let (mut vi, mut en) = (
            format!("“{written}” trong số {} không phải là năm có bốn chữ số", n.canonical),
            format!("“{written}” in {} is no year", n.canonical),
        );
        if year.digits == 4 {
            vi = format!("Năm “{written}” trong số {} không thể có", n.canonical);
            en = format!("The year “{written}” in {} cannot be", n.canonical);
        }
        let found = |vi: String, en: String| Finding::new(&RULE, year.span, vi, en);
        out.push(match right {
            Some((y, by_date)) => {
                let why = if by_date { " (theo ngày ban hành)" } else { "" };
                let because = if by_date { " (by its date)" } else { "" };
                let safety = if by_date && numbering::one_edit_apart(written, &y.to_string()) {
                    Safety::Safe
                } else {
                    Safety::Unsafe
                };
                found(format!("{vi}; đúng là {y}{why}."), format!("{en}; it should be {y}{because}.")).fix(
                    safety,
                    year.span,
                    y.to_string(),
                )
            }
            None => found(format!("{vi}; cần ghi đủ năm ban hành."), format!("{en}; write the year of issue.")),
        });
    }
}

/// The year that was meant, and whether the date tells it.
fn meant(written: &str, c: &Cited, possible: &dyn Fn(i32) -> bool) -> Option<(i32, bool)> {
    if let Some(y) = c.date_year().filter(|y| possible(*y)) {
        return Some((y, true));
    }
    let khoa = c.number.assembly().and_then(|(_, k)| tables::term_of_ordinal(TermTable::QuocHoi, k?));
    let fits = |y: &i32| possible(*y) && khoa.is_none_or(|t| (i32::from(t.from)..=i32::from(t.to)).contains(y));
    let mut years: Vec<i32> = Vec::new();
    let bytes = written.as_bytes();
    match written.len() {
        5 => {
            // A digit typed twice explains more than any other.
            let doubled = (1..5).filter(|&i| bytes[i] == bytes[i - 1]);
            let any = (0..5).filter(|_| (1..5).all(|i| bytes[i] != bytes[i - 1]));
            for i in doubled.chain(any) {
                years.extend(format!("{}{}", &written[..i], &written[i + 1..]).parse::<i32>().ok().filter(fits));
            }
        }
        4 => {
            for i in 1..4 {
                let mut swapped = bytes.to_vec();
                swapped.swap(i - 1, i);
                years.extend(String::from_utf8(swapped).ok()?.parse::<i32>().ok().filter(fits));
            }
        }
        _ => {}
    }
    years.sort_unstable();
    years.dedup();
    match years.as_slice() {
        [only] => Some((*only, false)),
        _ => None,
    }
}
