//! Documents dated outside the life of their issuer.

use chrono::{Datelike, NaiveDate};

use crate::document::Document;
use crate::parse::{Body, Issuer, Number, Part, Regime};
use crate::tables::{self, Day, Organ, Sphere, Sure};
use crate::text::Span;

use super::dated::written;
use super::issuing;
use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER02",
    name: "issuer-not-existing",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị quyết 176/2025/QH15; Nghị quyết 203/2025/QH15; issuers.toml",
    summary: ("Cơ quan ban hành không tồn tại vào ngày ấy", "The issuer did not exist on that day"),
    explain: (
        "## Lỗi gì\nVăn bản ghi ngày mà cơ quan ban hành đã kết thúc hoặc chưa thành lập: Công văn số 3120/BGTVT-TCCB ngày 14/5/2026, Quyết định của Ủy ban nhân dân huyện ngày 20/10/2025.\n\n## Vì sao\nBộ, ngành sắp xếp từ ngày 01/3/2025 (Nghị quyết 176/2025/QH15), cấp huyện kết thúc ngày 30/6/2025 (Nghị quyết 203/2025/QH15); các lần sắp xếp trước có trong bảng cơ quan.\n\n## Sửa thế nào\nTra lại ngày; nếu ngày đúng thì ghi cơ quan kế tiếp.\n\n## Khi nào im lặng\nVăn bản ban hành khi cơ quan còn; vài tuần sau khi sáp nhập; “nguyên”, “trước đây”, “(cũ)”, “(nay là …)”.",
        "## What\nA document dated after its issuer ended or before it began: 3120/BGTVT-TCCB of 14 May 2026.\n\n## Why\nMinistries were merged on 1 March 2025 (Resolution 176/2025/QH15), districts ended on 30 June 2025 (Resolution 203/2025/QH15); earlier changes stand in the table of organs.\n\n## How to mend\nCheck the date; if it is right, name the successor.\n\n## When it is silent\nDocuments of the body’s lifetime; the weeks after a merger; “nguyên”, “trước đây”, “(cũ)”, “(nay là …)”.",
    ),
    wrong: &[
        wrong("Công văn số 3120/⟦BGTVT⟧-TCCB ngày 14 tháng 5 năm 2026 của Bộ Giao thông vận tải về công tác cán bộ."),
        wrong("Thông tư số 12/2026/TT-⟦BGTVT⟧ quy định về đăng kiểm."),
        wrong("Quyết định số 1250/QĐ-UBND ngày 20/10/2025 của ⟦Ủy ban nhân dân huyện⟧ về kiện toàn."),
        wrong("Kế hoạch số 88-KH/⟦HU⟧ ngày 15/9/2025 của Huyện ủy về dân vận."),
        wrong("Quyết định số 66/QĐ-TCT ngày 12/8/2025 của ⟦Tổng cục Thuế⟧."),
        wrong("Quyết định số 66/QĐ-⟦SGTVT⟧ ngày 12/8/2025 của Sở Giao thông vận tải tỉnh Nghệ An."),
        wrong("Quyết định số 845/QĐ-⟦BTTTT⟧ ngày 12/6/2005."),
        wrong("Quyết định số 33/2007/QĐ-⟦BCN⟧ ngày 26/11/2007 của Bộ trưởng Bộ Công nghiệp."),
    ],
    silent: &[
        "Thông tư số 09/2022/TT-BLĐTBXH của Bộ Lao động - Thương binh và Xã hội vẫn được áp dụng.",
        "Công văn số 565/CT-CS ngày 05/6/2019 của Cục Thuế tỉnh; Quyết định số 66/QĐ-TCT ngày 12/8/2025.",
        "Quyết định số 66/QĐ-SGTVT ngày 12/5/2025 của Sở Giao thông vận tải tỉnh Nghệ An.",
        "Thông tư liên tịch số 05/2007/TTLT-BTC-BYT ngày 05/6/2007 của liên Bộ.",
        "Công văn số 12/UBND-VP ngày 05/6/2025 và ý kiến của Bộ Giao thông vận tải (nay là Bộ Xây dựng).",
        "Quyết định số 1250/QĐ-UBND ngày 20/10/2023 của Ủy ban nhân dân huyện.",
        "Quyết định số 35/2007/QĐ-BCN ngày 02/8/2007 của Bộ trưởng Bộ Công nghiệp.",
        "Nghị định số 64/CP ngày 27/9/1975 của Chính phủ.",
        "Công văn số 12/BKH-TH ngày 05/6/2012 của Bộ Kế hoạch và Đầu tư.",
        "Thông tư số 02/2025/TT-BTNMT ngày 20/01/2025 của Bộ Tài nguyên và Môi trường.",
        "Công văn số 5/BNV-VP ngày 05/6/2010 của Bộ Nội vụ.",
        "Quyết định số 2150/QĐ-UBND ngày 12/11/2025 của Ủy ban nhân dân tỉnh Lào Cai.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided {
            continue;
        }
        let Some(when) = When::of(&c) else { continue };
        let issuer = match c.citation {
            Some(_) => issuing::claimed(doc, &c),
            None => doc.head.issuer,
        };
        let found = of_symbol(n, when).or_else(|| {
            let issuer = issuer?;
            Some((issuer.span, of_name(doc, issuer, when)?))
        });
        let Some((span, fault)) = found else { continue };
        if issuer.is_some_and(|i| c.citation.is_some() && issuing::belongs_outside(doc, &c, i))
            || numbering::is_example(doc, c.mention.span)
        {
            continue;
        }
        let date = c.date.filter(|_| matches!(when, When::Day(_)));
        let at = match when {
            When::Day(day) => format!("ngày {}", written(day)),
            When::Year(year) => format!("năm {year}"),
        };
        let at_en = match when {
            When::Day(day) => written(day),
            When::Year(year) => year.to_string(),
        };
        // The span is the symbol's where it tells, so the name is asked for its history too.
        let former = issuer.is_some_and(|i| issuing::is_former(doc, i.span));
        if former {
            continue;
        }
        let mut f = Finding::new(
            &RULE,
            span,
            format!("{} {}, mà văn bản ghi {at}.", fault.name, fault.vi),
            format!("{} {}, but the document is of {at_en}.", fault.name, fault.en),
        );
        if let Some(date) = date {
            f = f.with(date.span, "ngày của văn bản", "the document's date");
        }
        out.push(f);
    }
}

/// The time of a document: its day, or the year in its number.
#[derive(Clone, Copy)]
enum When {
    Day(NaiveDate),
    Year(u16),
}

impl When {
    fn of(c: &Cited) -> Option<When> {
        let year = c.number_year();
        match c.day() {
            // Another rule's matter: number and date of different years.
            Some(day) if year.is_some_and(|y| y != day.year()) => None,
            Some(day) => Some(When::Day(day)),
            None => Some(When::Year(u16::try_from(year?).ok()?)),
        }
    }

    fn is_after(self, end: Day, sphere: Sphere) -> bool {
        // Of old, bodies went on signing until the new ministers were named; in 2025 all ministries changed in one
        // night, the departments of the provinces within some months.
        let grace = match (end.year < 2020, sphere) {
            (true, _) => 31,
            (false, Sphere::Local) => 120,
            (false, _) => 1,
        };
        match self {
            When::Day(day) => end.is_before(day - chrono::Days::new(grace)),
            When::Year(year) => end.year < year,
        }
    }

    fn is_before(self, start: Day) -> bool {
        match self {
            When::Day(day) => start.is_after(day),
            When::Year(year) => start.year > year,
        }
    }
}

/// What is wrong with the time of a body.
struct Fault {
    name: &'static str,
    vi: String,
    en: String,
}

fn of_name(doc: &Document, issuer: Issuer, when: When) -> Option<Fault> {
    let name = doc.slice(issuer.span);
    if matches!(issuer.body, Body::Committee | Body::Council | Body::PartyDistrict) {
        let lower = name.to_lowercase();
        let district = issuer.body == Body::PartyDistrict && (lower.contains("huyện ủy") || lower.contains("quận ủy"))
            || ["huyện", "quận", "thị xã", "thị trấn"]
                .iter()
                .any(|w| lower.split([' ', ',']).any(|x| x == *w) || lower.contains(&format!("{w} ")));
        let end = tables::organs_with_abbr("HU").find_map(|o| o.to)?;
        return (district && when.is_after(end, Sphere::Party)).then(|| Fault {
            name: "Cấp huyện",
            vi: format!("đã kết thúc sau ngày {end} (Nghị quyết 203/2025/QH15)"),
            en: format!("(the district level) ended on {end}"),
        });
    }
    match issuer.body {
        Body::Ministry | Body::PartyBoard => out_of_time(&issuing::organs_of(name), when),
        // "Sở Giao thông vận tải tỉnh Nghệ An", "Tổng cục Thuế": the name begins with the table's.
        Body::Department => {
            let index = tables::longest_prefix(tables::organ_names(), name)?;
            let rows: Vec<_> = tables::organs_named(tables::organ_names()[index].0).collect();
            // What begins late under a common name ("Cục Thuế") had local namesakes before.
            if rows.iter().any(|o| o.to.is_none()) { None } else { out_of_time(&rows, when) }
        }
        _ => None,
    }
}

/// The part of the symbol that names a body out of its time.
fn of_symbol(n: &Number, when: When) -> Option<(Span, Fault)> {
    let organs: &[Part] = match n.regime {
        Regime::R4 => n.parts.get(..1)?,
        Regime::R1 | Regime::R3 | Regime::R5 => n.organs().get(..1)?,
        Regime::R8 => n.organs(),
        _ => return None,
    };
    organs.iter().find_map(|p| {
        let rows: Vec<_> = numbering::organ_rows(&numbering::restored(&p.text, false)).collect();
        let sure = rows.iter().all(|o| {
            o.ministry
                || (o.sphere == Sphere::Party && p.text.len() > 1)
                || (o.sphere == Sphere::Local && o.name.starts_with("Sở "))
        });
        Some((p.span, out_of_time(&rows, when).filter(|_| sure)?))
    })
}

fn out_of_time(rows: &[&'static Organ], when: When) -> Option<Fault> {
    let ended = |row: &Organ| row.to.filter(|d| when.is_after(*d, row.sphere));
    // The beginnings of old bodies are not known well enough.
    let begins = |row: &Organ| row.from.filter(|d| d.year >= 1990 && when.is_before(*d));
    let stood = |row: &Organ| row.sure == Sure::Uncertain || ended(row).is_none() && begins(row).is_none();
    // Most did under this very symbol.
    if rows.iter().any(|row| row.sphere != Sphere::Joint && stood(row)) {
        return None;
    }
    let mut fault = None;
    // "liên Bộ" is no body, whatever stands in the table for its symbol.
    for row in rows.iter().filter(|o| o.sphere != Sphere::Joint) {
        // A symbol may have changed while the body lived on.
        for same in tables::organs_named(row.name) {
            if stood(same) {
                return None;
            }
            match (ended(same), begins(same)) {
                (None, None) => {}
                (Some(end), _) => {
                    let next = same.successor_rows().map(|o| o.name).next();
                    let (vi, en) = match next {
                        Some(next) if next != same.name => (
                            format!("đã kết thúc sau {end} (tiếp theo: {next})"),
                            format!("ended on {end} (followed by {next})"),
                        ),
                        _ => (format!("đã kết thúc sau {end}"), format!("ended on {end}")),
                    };
                    fault = Some(Fault { name: same.name, vi, en });
                }
                (None, Some(start)) => {
                    if fault.is_none() {
                        fault = Some(Fault {
                            name: same.name,
                            vi: format!("chỉ có từ {start}"),
                            en: format!("exists since {start} only"),
                        });
                    }
                }
            }
        }
    }
    fault
}
