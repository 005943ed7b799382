//! A congress of the Party whose ordinal does not go with its term, its days, or the date of a document of its committee.

use chrono::NaiveDate;

use crate::document::Document;
use crate::parse::{DateForm, DateRef, Figure, Kind, Ordinal, Term, TermBody, TermKind, Year, to_roman};
use crate::tables::{self, Congress, Sure};
use crate::text::Span;

use super::known_terms::edits;
use super::term_owner::{is_example, is_foreign};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM16",
    name: "congress-ordinal",
    severity: Severity::Error,
    default: true,
    basis: "terms",
    summary: (
        "Số thứ tự Đại hội Đảng không khớp với nhiệm kỳ hoặc ngày họp",
        "The ordinal of a Party congress does not go with its term or its days",
    ),
    explain: (
        "## Lỗi gì\nĐại hội toàn quốc của Đảng ghi với nhiệm kỳ hoặc ngày họp của đại hội khác (“Đại hội XII (2021-2026)”), hoặc văn bản của \
         Trung ương ghi khóa khác với ngày ban hành.\n\
         ## Vì sao\nMỗi đại hội có ngày họp và nhiệm kỳ riêng: XII họp 20-28/01/2016 (2016-2021), XIII họp 25/01-01/02/2021 (2021-2026), \
         XIV họp 19-23/01/2026 (2026-2031).\n\
         ## Sửa thế nào\nSửa số thứ tự, hoặc sửa năm, ngày, theo vế chắc đúng.\n\
         ## Khi nào im lặng\nĐại hội đảng bộ địa phương và đoàn thể (số riêng); nhiệm kỳ viết gọn (2021-2025); ngày học tập, quán triệt nghị quyết.",
        "## What\nA national congress of the Party with the term or the days of another (“Đại hội XII (2021-2026)”), or a document of the Central \
         Committee under another khóa than its date.\n\
         ## Why\nEach congress has its days and its term: XII 20-28/01/2016 (2016-2021), XIII 25/01-01/02/2021 (2021-2026), XIV \
         19-23/01/2026 (2026-2031).\n\
         ## How to mend\nMend the ordinal, or the years or days, whichever is wrong.\n\
         ## When it is silent\nCongresses of local committees and mass organisations; terms in their short form (2021-2025); days on which \
         resolutions are studied.",
    ),
    wrong: &[
        wrong("Nghị quyết Đại hội đại biểu toàn quốc lần thứ ⟦XII⟧ của Đảng (nhiệm kỳ 2021-2026) xác định mục tiêu.")
            .right("XIII"),
        wrong("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng họp từ ngày 25/01 đến ngày 01/02/⟦2022⟧ tại Hà Nội.")
            .right("2021"),
        wrong("Đại hội đại biểu toàn quốc lần thứ XIV của Đảng họp từ ngày 19 đến ngày 23/01/⟦2025⟧ tại Hà Nội.")
            .right("2026"),
        wrong("Đại hội lần thứ ⟦VII⟧ của Đảng (tháng 12/1986) đề ra đường lối đổi mới.").right("VI"),
        wrong("Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương khóa ⟦XIII⟧.").right("XII"),
    ],
    silent: &[
        "Đại hội XIII của Đảng (2021-2025); Đại hội XIII của Đảng (nhiệm kỳ 2021-2026).",
        "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng họp từ ngày 25/01 đến ngày 01/02/2021.",
        "Hội nghị quán triệt Nghị quyết Đại hội XIII của Đảng khai mạc ngày 27/3/2021.",
        "Đại hội Đảng bộ tỉnh lần thứ XXII (nhiệm kỳ 2020-2025) họp tháng 10/2020.",
        "Đại hội Đoàn toàn quốc lần thứ XII, nhiệm kỳ 2022-2027.",
        "Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII.",
        "Đại hội VI của Đảng (tháng 12/1986) và Đại hội VII (6/1991).",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for (span, term) in &doc.congresses {
        let Some((ordinal, congress)) = known(term) else { continue };
        if let Some(finding) =
            by_years(doc, *span, term, &ordinal, congress).or_else(|| by_days(doc, *span, &ordinal, congress))
            && !is_example(doc, *span)
            && !is_foreign(doc, term)
        {
            out.push(finding);
        }
    }
    for (i, mention) in doc.mentions.iter().enumerate() {
        let Some(term) = mention.term().filter(|t| t.kind == TermKind::Khoa && t.years.is_none()) else { continue };
        let Some((ordinal, congress)) = known(term) else { continue };
        if let Some(finding) = by_document(doc, i, mention.span, &ordinal, congress) {
            out.push(finding);
        }
    }
}

/// The congress that a term of the Party's central bodies names by its ordinal.
fn known(term: &Term) -> Option<(Ordinal, &'static Congress)> {
    let ordinal = term.ordinal.filter(|_| term.of == Some(TermBody::PartyCentral))?;
    Some((ordinal, tables::congress_of_ordinal(ordinal.value?)?))
}

fn days(c: &Congress) -> String {
    format!("{} đến {}", c.open, c.close)
}

fn severity(congresses: [&Congress; 2]) -> Severity {
    if congresses.iter().all(|c| c.sure == Sure::Verified) { Severity::Error } else { Severity::Warning }
}

/// Whether the years are the term of a congress, in full, in short, or as local committees have it.
fn has_years(c: &Congress, from: u16, to: u16) -> bool {
    (c.term_from, c.term_to) == (from, to) || c.short_form == Some((from, to)) || c.local_forms.contains(&(from, to))
}

/// Years in brackets behind the congress, or a term right behind it, that are those of another one.
fn by_years(
    doc: &Document,
    span: Span,
    term: &Term,
    ordinal: &Ordinal,
    congress: &'static Congress,
) -> Option<Finding> {
    let years = term.years?;
    let (from, to) = (u16::try_from(years.first()?).ok()?, u16::try_from(years.last()?).ok()?);
    if has_years(congress, from, to) {
        return None;
    }
    let other = tables::congresses()
        .iter()
        .find(|c| (c.term_from, c.term_to) == (from, to) || c.short_form == Some((from, to)))?;
    let right = to_roman(other.ordinal);
    let numeral = doc.slice(ordinal.span);
    let (f, t) = (congress.term_from, congress.term_to);
    let vi = format!(
        "Nhiệm kỳ Đại hội {numeral} của Đảng là {f}-{t}, không phải {from}-{to}; {from}-{to} là Đại hội {right}."
    );
    let en = format!("The term of Congress {numeral} is {f}-{t}, not {from}-{to}; {from}-{to} is Congress {right}.");
    let finding = if ordinal.roman {
        Finding::new(&RULE, ordinal.span, vi, en).with(years.span, "năm của nhiệm kỳ", "the years of the term").fix(
            Safety::Unsafe,
            ordinal.span,
            right,
        )
    } else {
        Finding::new(&RULE, years.span, vi, en)
            .with(span, "đại hội", "the congress")
            .fixes(Safety::Unsafe, edits(doc, &years, f.into(), t.into()))
    };
    Some(finding.at(severity([congress, other])))
}

/// Words that may stand between a congress and the days on which it met.
const MEETING: &[&str] = &[
    "của", "đảng", "cộng", "sản", "việt", "nam", "đã", "được", "chính", "thức", "họp", "diễn", "ra", "khai", "mạc",
    "bế", "tiến", "hành", "từ", "ngày", "đến", "tháng", "vào", "trong", "các", "tại", "thủ", "đô", "hà", "nội", "tổ",
    "chức",
];

/// Words before a congress that show that something else met or was done on those days.
const OTHERS: &[&str] = &[
    "nghị quyết",
    "văn kiện",
    "kết quả",
    "tinh thần",
    "chào mừng",
    "quán triệt",
    "hội nghị",
    "thực hiện",
    "sau",
    "trước",
    "báo cáo",
    "chuyên đề",
    "thành công của",
    "thắng lợi",
    "triển khai",
];

/// How many bytes behind a congress the days on which it met are told.
const REACH: usize = 120;

/// Days of meeting behind the congress that are not its own.
fn by_days(doc: &Document, span: Span, ordinal: &Ordinal, congress: &'static Congress) -> Option<Finding> {
    let month = month_behind(doc, span);
    let date = match &month {
        Some(month) => month,
        None => {
            let start = doc.dates.partition_point(|d| d.span.start < span.end);
            let mut near = doc.dates[start..].iter().take_while(|d| d.span.from() <= span.to() + REACH);
            near.find(|d| d.year.is_some())?
        }
    };
    let gap = &doc.text()[span.to()..date.span.from()];
    let met = gap.len() <= REACH
        && gap
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| !w.is_empty())
            .all(|w| MEETING.contains(&tables::fold(w).as_str()));
    let bracket = gap.contains('(');
    let said =
        bracket || ["họp", "diễn ra", "khai mạc", "bế mạc", "tiến hành", "tổ chức"].iter().any(|w| gap.contains(w));
    if !met || !said {
        return None;
    }
    let sentence = doc.sentence(span);
    if month.is_none() && date.span.end > sentence.end {
        return None;
    }
    let before = tables::fold(&doc.text()[sentence.from()..span.from()]);
    let tail: String = before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    if !bracket && OTHERS.iter().any(|w| tail.contains(w)) {
        return None;
    }
    let (year, month) = (date.year_value()?, date.month.value);
    if date.year?.digits != 4 || is_of(congress, date) {
        return None;
    }
    let numeral = doc.slice(ordinal.span);
    let own = days(congress);
    let vi = format!("Đại hội {numeral} của Đảng họp từ {own}, không phải");
    let en = format!("Congress {numeral} of the Party met {own}, not");
    let said = date.day.map_or(format!("{month}/{year}"), |d| format!("{}/{month}/{year}", d.value));
    // The year alone is wrong.
    let mended = i32::from(congress.close.year);
    if let Some(y) = date.year
        && is_of_year(congress, date, mended)
    {
        return Some(
            Finding::new(
                &RULE,
                y.span,
                format!("{vi} {said}; năm đúng là {mended}."),
                format!("{en} {said}; the year is {mended}."),
            )
            .with(ordinal.span, "đại hội", "the congress")
            .fixes(Safety::Unsafe, vec![Edit { span: y.span, replacement: mended.to_string() }])
            .at(severity([congress, congress])),
        );
    }
    if let Some(other) = tables::congresses().iter().find(|c| is_of(c, date)).filter(|_| ordinal.roman) {
        let right = to_roman(other.ordinal);
        return Some(
            Finding::new(
                &RULE,
                ordinal.span,
                format!("{vi} {said}; họp {said} là Đại hội {right}."),
                format!("{en} {said}; that was Congress {right}."),
            )
            .with(date.span, "ngày họp", "the days")
            .fix(Safety::Unsafe, ordinal.span, right)
            .at(severity([congress, other])),
        );
    }
    (year != i32::from(congress.open.year)).then(|| {
        Finding::new(&RULE, date.span, format!("{vi} {said}."), format!("{en} {said}."))
            .with(ordinal.span, "đại hội", "the congress")
            .at(Severity::Warning)
    })
}

/// "tháng 12/1986", "12/1986" or "tháng 12 năm 1986" as the first figures behind the congress.
fn month_behind(doc: &Document, span: Span) -> Option<DateRef> {
    let text = doc.text();
    let start = span.to() + text.as_bytes()[span.to()..].iter().take(80).position(u8::is_ascii_digit)?;
    let figures = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let month = Span::new(start, start + figures(start));
    let behind = &text[month.to()..];
    let skipped = ["/", " năm "].iter().find(|w| behind.starts_with(**w))?.len();
    let year = Span::new(month.to() + skipped, month.to() + skipped + figures(month.to() + skipped));
    if month.len() > 2 || year.len() != 4 || text[year.to()..].starts_with('/') {
        return None;
    }
    Some(DateRef {
        span: month.join(year),
        form: DateForm::Words,
        day: None,
        month: Figure { span: month, value: doc.slice(month).parse().ok()? },
        year: Some(Year { span: year, value: doc.slice(year).parse().ok(), digits: 4 }),
        seps: [' ', ' '],
        said: false,
        ends_range: false,
    })
}

/// Whether the date may be one of the congress's days; the day before it, of its preparatory session, counts.
fn is_of(c: &Congress, date: &DateRef) -> bool {
    date.year_value().is_some_and(|y| is_of_year(c, date, y))
}

/// The same with another year.
fn is_of_year(c: &Congress, date: &DateRef, year: i32) -> bool {
    let (open, close) = (c.open.earliest(), c.close.latest());
    let month = date.month.value;
    match date.day {
        None => (open.0, open.1) <= (year, month) && (year, month) <= (close.0, close.1),
        Some(d) => {
            let day = NaiveDate::from_ymd_opt(year, month, d.value);
            let (Some(day), Some(open), Some(close)) = (day, c.open.exact(), c.close.exact()) else { return false };
            (-2..=2).contains(&(day - open).num_days()) || day >= open && (day - close).num_days() <= 1
        }
    }
}

/// Whether the words between a document's date and a khóa lead to its issuer.
fn is_issuer(gap: &str) -> bool {
    let gap = tables::fold(gap);
    ["của ", "hội nghị ", "ban chấp hành "].iter().any(|w| gap.starts_with(w))
}

/// How many days before and after a congress a document may be of either committee.
const CHANGE: i64 = 100;

/// "Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XIII": the date tells the khóa.
fn by_document(
    doc: &Document,
    at: usize,
    span: Span,
    ordinal: &Ordinal,
    congress: &'static Congress,
) -> Option<Finding> {
    let before = &doc.mentions[at.checked_sub(1)?];
    let Kind::Citation(citation) = &before.kind else { return None };
    let number = citation.number.as_ref()?;
    if number.parts.last().is_none_or(|p| p.text != "TW") {
        return None;
    }
    let date = citation.date.as_ref()?;
    let day = date.date()?;
    let gap = doc.text().get(date.span.to()..span.from())?;
    // Only the issuer stands between: the khóa is its own.
    if gap.len() > 120 || !is_issuer(gap) || gap.contains([',', ';', '(', '.']) || gap.contains(" về ") {
        return None;
    }
    let other = tables::congress_numbering_at(day)?;
    if other.ordinal == congress.ordinal || !ordinal.roman {
        return None;
    }
    let near = |c: &Congress| c.numbering_from.exact().is_some_and(|d| (d - day).num_days().abs() <= CHANGE);
    if near(congress) || near(other) || is_example(doc, span) {
        return None;
    }
    let right = to_roman(other.ordinal);
    let numeral = doc.slice(ordinal.span);
    let said = doc.slice(date.span);
    Some(
        Finding::new(
            &RULE,
            ordinal.span,
            format!("Văn bản ngày {said} là của Trung ương khóa {right}, không phải khóa {numeral}."),
            format!("A document of {said} is of the Central Committee of khóa {right}, not {numeral}."),
        )
        .with(date.span, "ngày của văn bản", "the document's date")
        .fix(Safety::Unsafe, ordinal.span, right)
        .at(Severity::Warning),
    )
}
