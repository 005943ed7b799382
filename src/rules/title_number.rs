//! Tên luật và số của luật không phải của một luật.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::{Citation, Class};
use crate::tables::{self, Basis, Sure, Title};

pub(super) static RULE: Rule = Rule {
    code: "REF05",
    name: "title-number",
    severity: Severity::Warning,
    default: true,
    basis: "số và tên của luật, bộ luật, pháp lệnh",
    summary: ("Số của luật không phải số của luật mang tên đó", "A law's number is not that of its title"),
    explain: (
        "## Lỗi gì\n“Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số 80/2015/QH13”: số 80/2015/QH13 là Luật Ban hành văn bản quy phạm pháp luật, luật bầu cử mang số 85/2015/QH13.\n\
         ## Vì sao\nSố và tên phải cùng chỉ một luật, nếu không người đọc không biết dẫn luật nào.\n\
         ## Sửa thế nào\nĐối chiếu với bản công bố; sửa số hoặc sửa tên.\n\
         ## Khi nào im lặng\nKhi chưa biết chắc số của luật trong năm đó; khi số là của luật sửa đổi, bổ sung; trong phần trích văn bản khác.",
        "## What\n“Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số 80/2015/QH13”: 80/2015/QH13 is the Law on Promulgation of Legal Documents; the election law is 85/2015/QH13.\n\
         ## Why\nNumber and title must name one law, or nobody knows which is meant.\n\
         ## How to mend\nLook at the law as published; mend the number or the title.\n\
         ## When it is silent\nWhere the number of that year's law is not known for sure; where the number is that of an amending law; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Căn cứ Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số ⟦80/2015/QH13⟧ ngày 25 tháng 6 năm 2015;").right("85/2015/QH13"),
        wrong("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số ⟦85/2015/QH13⟧ ngày 22 tháng 6 năm 2015;").right("80/2015/QH13"),
        wrong("Căn cứ Luật Cán bộ, công chức số ⟦28/2008/QH12⟧ ngày 13 tháng 11 năm 2008;").right("22/2008/QH12"),
    ],
    silent: &[
        "Căn cứ Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số 85/2015/QH13 ngày 25 tháng 6 năm 2015;",
        "Căn cứ Luật Đất đai số 45/2013/QH13 và Luật Đất đai số 31/2024/QH15;",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số 62/2020/QH14 ngày 17 tháng 6 năm 2020;",
        "Căn cứ Luật Đất đai số 12/2019/QH14;",
        "Căn cứ Pháp lệnh Phí và lệ phí số 38/2001/PL-UBTVQH10 ngày 28/8/2001;",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered && !doc.is_quoted(m.span)) else { continue };
        let Some((right, other, dated)) = meant(doc, c) else { continue };
        let Some(number) = &c.number else { continue };
        let name = format!("{} {}", right.kind, right.title);
        let owner = other.map_or(String::new(), |t| format!("; số {} là của {} {}", t.number, t.kind, t.title));
        let owner_en = other.map_or(String::new(), |t| format!("; {} is that of {} {}", t.number, t.kind, t.title));
        out.push(
            Finding::new(
                &RULE,
                number.span,
                format!(
                    "{name} thông qua năm {} mang số {}, không phải {}{owner}.",
                    right.date.year, right.number, number.canonical
                ),
                format!(
                    "{name} of {} has the number {}, not {}{owner_en}.",
                    right.date.year, right.number, number.canonical
                ),
            )
            // From memory alone, with neither date nor another holder of the number: worth a look.
            .at(if dated || other.is_some() || right.basis != Basis::Known {
                Severity::Warning
            } else {
                Severity::Info
            })
            .fix(Safety::Unsafe, number.span, right.number),
        );
    }
}

/// The law of that title and year which has another number, the law that has the number, where it is known, and whether
/// the date is that of the first. Nothing where title and number go together or too little is known.
pub(super) fn meant(doc: &Document, c: &Citation) -> Option<(&'static Title, Option<&'static Title>, bool)> {
    let (word, title, number) = (c.doc_type?, c.title?, c.number.as_ref()?);
    // The number of a law that amends it stands behind the inner name.
    // A khóa left out ("38/2001/PL-UBTVQH") is a fault of its own kind.
    if number.assembly().is_none_or(|(_, khoa)| khoa.is_none())
        || tables::amendments().iter().any(|a| a.number == number.canonical)
    {
        return None;
    }
    let rows: Vec<&Title> = tables::titles_named(doc.slice(title)).filter(|t| t.kind == word.name).collect();
    if rows.is_empty() || rows.iter().any(|t| t.number == number.canonical) {
        return None;
    }
    let year = number.year.and_then(|y| y.full())?;
    // One title makes one law in a year; another year's may be missing in the table.
    let firm = |t: &&&Title| t.sure >= Sure::Known && !t.number.is_empty() && i32::from(t.date.year) == year;
    let right = rows.iter().copied().find(|t| firm(&t))?;
    let dated = c.date.and_then(|d| d.date()).is_some_and(|d| right.date.may_be(d));
    let other = tables::titles_numbered(&number.canonical).find(|t| t.sure == Sure::Verified);
    let before = doc.text()[..word.span.from()].trim_end();
    let amends = before.ends_with("một số điều của") || before.ends_with("sửa đổi, bổ sung");
    (!amends).then_some((right, other, dated))
}
