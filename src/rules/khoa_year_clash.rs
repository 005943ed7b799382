//! Numbers whose legislature was not sitting in their year.

use chrono::{Datelike, NaiveDate};

use crate::document::Document;
use crate::parse::Part;
use crate::tables::{self, TermRow, TermTable};
use crate::text::Span;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM11",
    name: "khoa-year",
    severity: Severity::Error,
    default: true,
    basis: "Luật 80/2015/QH13 Điều 10; các kỳ bầu cử Quốc hội",
    summary: ("Khóa Quốc hội trong số không khớp với năm", "The legislature in a number does not fit its year"),
    explain: (
        "## Lỗi gì\nKhóa ghi sau QH hoặc UBTVQH không phải khóa của năm trong số: 85/2015/QH14.\n\n## Vì sao\nSố luật, nghị quyết của Quốc hội và Ủy ban Thường vụ Quốc hội ghi năm và số khóa; năm 2015 là khóa XIII (2011-2016).\n\n## Sửa thế nào\nSửa khóa theo năm (85/2015/QH13); khi ngày ban hành cho thấy năm sai thì sửa năm.\n\n## Khi nào im lặng\nNăm chuyển khóa (2002, 2007, 2011, 2016, 2021, 2026): cả hai khóa đều đúng.",
        "## What\nThe legislature behind QH or UBTVQH is not that of the year in the number: 85/2015/QH14.\n\n## Why\nNumbers of the National Assembly and its Standing Committee hold year and legislature; 2015 is legislature XIII (2011-2016).\n\n## How to mend\nPut the legislature of the year (85/2015/QH13); where the date shows that the year is wrong, the year.\n\n## When it is silent\nYears of change (2002, 2007, 2011, 2016, 2021, 2026), in which both are right.",
    ),
    wrong: &[
        wrong("Luật số 85/2015/⟦QH14⟧ về bầu cử.").right("QH13"),
        wrong("Nghị quyết số 101/2025/⟦UBTVQH14⟧ ngày 26/9/2025.").right("UBTVQH15"),
        wrong("Nghị quyết số 51/2001/⟦QH11⟧ ngày 25/12/2001 của Quốc hội.").right("QH10"),
        wrong("Bộ luật Dân sự số 91/⟦2005⟧/QH13 ngày 24/11/2015.").right("2015"),
        wrong("Luật số 12/2003/⟦QH19⟧.").right("QH11"),
    ],
    silent: &[
        "Luật số 109/2016/QH13 và Nghị quyết số 27/2016/QH14.",
        "Luật số 72/2020/QH14 và Luật số 04/2021/QH15; Nghị quyết số 161/2021/QH14.",
        "Nghị quyết số 05/2007/QH12 và Luật số 11/2007/QH11.",
        "Nghị quyết số 1003/2006/NQ-UBTVQH11; Pháp lệnh số 15/2008/PL-UBTVQH12.",
        "Nghị quyết số 398/NQ-UBTVQH16 ngày 08/8/2026.",
        "Lệnh số 21-LCT/HĐNN8; Nghị quyết liên tịch số 102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        let Some((body, Some(khoa))) = n.assembly() else { continue };
        if n.elided {
            continue;
        }
        let Some(year) = c.number_year().or_else(|| if n.year.is_none() { c.date_year() } else { None }) else {
            continue;
        };
        let of_year = || tables::terms(TermTable::QuocHoi).iter().filter(|t| holds(t, year));
        if of_year().any(|t| t.ordinal == Some(khoa)) {
            continue;
        }
        let of_year: Vec<&TermRow> = of_year().collect();
        if of_year.is_empty() {
            continue;
        }
        let Some(part) = n.parts.iter().find(|p| p.text.starts_with(body)) else { continue };
        // The date tells which of the two is wrong.
        let own = tables::term_of_ordinal(TermTable::QuocHoi, khoa);
        let date_year = c.date_year();
        let year_is_wrong = n.year.is_some()
            && date_year.is_some_and(|y| y != year)
            && own.is_some_and(|t| date_year.is_some_and(|y| holds(t, y)));
        if let (true, Some(written), Some(y)) = (year_is_wrong, n.year, date_year) {
            out.push(
                Finding::new(
                    &RULE,
                    written.span,
                    format!("Năm {year} trong số {} không thuộc khóa {khoa}; theo ngày ban hành là {y}.", n.canonical),
                    format!("{year} in {} is not of legislature {khoa}; by its date it is {y}.", n.canonical),
                )
                .fix(Safety::Unsafe, written.span, y.to_string()),
            );
            continue;
        }
        let years: Vec<String> = of_year
            .iter()
            .map(|t| {
                format!("khóa {} ({}-{})", t.ordinal.map_or_else(String::new, crate::parse::to_roman), t.from, t.to)
            })
            .collect();
        let found = |right: Option<u32>| {
            let tail = right.map_or_else(String::new, |k| format!("; đúng là {body}{k}"));
            let tail_en = right.map_or_else(String::new, |k| format!("; it should be {body}{k}"));
            Finding::new(
                &RULE,
                part.span,
                format!("Số {} ghi khóa {khoa} nhưng năm {year} thuộc {}{tail}.", n.canonical, years.join(" hoặc ")),
                format!("{} names legislature {khoa}, but {year} is of another{tail_en}.", n.canonical),
            )
        };
        let right = one(&of_year, c.day()).and_then(|t| t.ordinal);
        out.push(match right {
            Some(k) => found(right).fix(Safety::Unsafe, figures(doc, part), k.to_string()),
            None => found(None),
        });
    }
}

/// The legislature of a year; in a year of change that of the day, where it is clear.
pub(super) fn khoa_of(year: i32, day: Option<NaiveDate>) -> Option<u32> {
    let of_year: Vec<&TermRow> = tables::terms(TermTable::QuocHoi).iter().filter(|t| holds(t, year)).collect();
    one(&of_year, day).and_then(|t| t.ordinal)
}

fn holds(t: &TermRow, year: i32) -> bool {
    (i32::from(t.from)..=i32::from(t.to)).contains(&year)
}

/// The only term, or the one of the day in a year of change.
fn one<'t>(terms: &[&'t TermRow], day: Option<NaiveDate>) -> Option<&'t TermRow> {
    match terms {
        [only] => Some(only),
        [older, newer] => {
            // The new Assembly opens some two months after its election.
            let election = newer.event?.exact()?;
            let day = day.filter(|d| d.year() == i32::from(newer.from))?;
            if day <= election { Some(older) } else { (day >= election + chrono::Days::new(100)).then_some(newer) }
        }
        _ => None,
    }
}

/// The figures at the end of a part.
fn figures(doc: &Document, part: &Part) -> Span {
    let text = doc.slice(part.span);
    let len = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    Span::new(part.span.to() - len, part.span.to())
}
