//! An election day that is not the day of that election.

use crate::document::Document;
use crate::parse::{DateRef, TermBody};
use crate::tables::{self, Sure, TermRow, TermTable};
use crate::text::Span;

use super::term_owner::{is_example, is_foreign};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM17",
    name: "election-date",
    severity: Severity::Warning,
    default: true,
    basis: "terms",
    summary: (
        "Ngày bầu cử Quốc hội, Hội đồng nhân dân khác ngày bầu cử của khóa đó",
        "An election day other than that of the khóa or term",
    ),
    explain: (
        "## Lỗi gì\nNgày bầu cử đại biểu Quốc hội, Hội đồng nhân dân khác ngày bầu cử của khóa, nhiệm kỳ: “bầu cử Quốc hội khóa XV … \
         ngày 22/5/2021”.\n\
         ## Vì sao\nNgày bầu cử được ấn định cho cả nước: khóa XIV 22/5/2016, khóa XV 23/5/2021, khóa XVI 15/3/2026.\n\
         ## Sửa thế nào\nGhi lại ngày bầu cử.\n\
         ## Khi nào im lặng\nBầu cử sớm, bầu cử thêm, bầu cử lại, bầu cử bổ sung; hội nghị, kỳ họp, niêm yết, hiệp thương trước ngày bầu cử; \
         ngày của văn bản về bầu cử.",
        "## What\nAn election day of the National Assembly or the councils that is not the day of that khóa or term.\n\
         ## Why\nElection day is set for the whole country: khóa XIV 22/5/2016, khóa XV 23/5/2021, khóa XVI 15/3/2026.\n\
         ## How to mend\nWrite the election day.\n\
         ## When it is silent\nEarly voting, added, repeated and by-elections; meetings before the election; dates of documents about it.",
    ),
    wrong: &[
        wrong(
            "Ngày bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026 là ngày \
             ⟦22 tháng 5 năm 2021⟧.",
        )
        .right("23 tháng 5 năm 2021"),
        wrong("Dự kiến ngày bầu cử ĐBQH khóa XVI và đại biểu HĐND các cấp nhiệm kỳ 2026 - 2031 vào ngày ⟦15/5/2026⟧.")
            .right("15/3/2026"),
        wrong("Cuộc bầu cử đại biểu Quốc hội khóa XIII được tiến hành ngày ⟦22/5/2012⟧.").right("22/5/2011"),
        wrong("Ngày ⟦22/5/2021⟧, cử tri cả nước đi bầu cử đại biểu Quốc hội khóa XV.").right("23/5/2021"),
        wrong("Ngày bầu cử đại biểu Quốc hội khóa XVI là Chủ nhật, ngày ⟦16 tháng 3 năm 2026⟧.")
            .right("15 tháng 3 năm 2026"),
        wrong("Cuộc bầu cử đại biểu Quốc hội khóa XV tổ chức ngày ⟦22-5-2021⟧.").right("23-5-2021"),
    ],
    silent: &[
        "Bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026 ngày 23/5/2021.",
        "Bầu cử bổ sung đại biểu Hội đồng nhân dân xã nhiệm kỳ 2021-2026 được tổ chức ngày 12 tháng 3 năm 2023.",
        "Hội nghị triển khai công tác bầu cử đại biểu Quốc hội khóa XV được tổ chức ngày 01/02/2021.",
        "Chỉ thị về lãnh đạo cuộc bầu cử đại biểu Quốc hội khóa XV và đại biểu HĐND các cấp nhiệm kỳ 2021-2026, ngày 20/6/2020.",
        "Lễ phát động thi đua bầu cử đại biểu Quốc hội khóa XVI tổ chức ngày 10/01/2026.",
        "Bầu cử sớm đại biểu Quốc hội khóa XV được tiến hành ngày 16/5/2021.",
        "Ngày 20/5/2021, cử tri tiếp xúc người ứng cử trước cuộc bầu cử đại biểu Quốc hội khóa XV.",
        "Kế hoạch bầu cử đại biểu Quốc hội khóa XV ngày 22/01/2021 của tỉnh.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut last = Span::default();
    for mention in &doc.mentions {
        let Some(term) = mention.term() else { continue };
        let Some(row) =
            election(term.of, term.ordinal.and_then(|o| o.value), term.years.map(|y| (y.first(), y.last())))
        else {
            continue;
        };
        let Some(event) = row.event.filter(|e| e.is_exact() && row.sure >= Sure::Known) else { continue };
        let Some(day) = event.exact() else { continue };
        let start = doc.dates.partition_point(|d| d.span.start < mention.span.end);
        let behind = doc.dates.get(start).filter(|d| d.span.start < mention.span.end + 220);
        let before = start.checked_sub(1).map(|i| &doc.dates[i]).filter(|d| d.span.end + 220 > mention.span.start);
        let wrong = |date: &&DateRef| {
            date.span != last
                && date.year.is_some_and(|y| y.digits == 4)
                && date.date().is_some_and(|said| {
                    let off = (day - said).num_days();
                    let sentence = doc.sentence(mention.span);
                    off != 0
                        && sentence.covers(date.span)
                        && if date.span.start > mention.span.start {
                            is_election_day(doc, sentence, mention.span, date, off)
                        } else {
                            is_day_of_voters(doc, mention.span, date, off)
                        }
                })
        };
        let Some(date) = behind.filter(wrong).or_else(|| before.filter(wrong)) else { continue };
        if is_foreign(doc, term) || is_example(doc, date.span) {
            continue;
        }
        last = date.span;
        let written = doc.slice(date.span);
        let (what_vi, what_en) = match row.ordinal.map(crate::parse::to_roman) {
            Some(o) => (format!("Quốc hội khóa {o}"), format!("National Assembly khóa {o}")),
            None => (
                format!("Hội đồng nhân dân nhiệm kỳ {}-{}", row.from, row.to),
                format!("the People's Councils {}-{}", row.from, row.to),
            ),
        };
        out.push(
            Finding::new(
                &RULE,
                date.span,
                format!("Ngày bầu cử {what_vi} là {event}, không phải {written}."),
                format!("Election day of {what_en} was {event}, not {written}."),
            )
            .with(mention.span, "cuộc bầu cử", "the election")
            .fixes(Safety::Unsafe, edits(doc, date, event)),
        );
    }
}

/// The row of the election that a term names: by the khóa of the National Assembly or the years of the councils.
fn election(
    of: Option<TermBody>,
    ordinal: Option<u32>,
    years: Option<(Option<i32>, Option<i32>)>,
) -> Option<&'static TermRow> {
    let of = of?;
    if let (TermBody::Assembly, Some(o)) = (of, ordinal) {
        return tables::term_of_ordinal(TermTable::QuocHoi, o);
    }
    let (from, to) = years?;
    let (from, to) = (u16::try_from(from?).ok()?, u16::try_from(to?).ok()?);
    let table = match of {
        TermBody::Assembly => TermTable::QuocHoi,
        TermBody::Council | TermBody::AssemblyAndCouncil => TermTable::HoiDongNhanDan,
        _ => return None,
    };
    tables::terms_with_years(table, from, to).next()
}

/// Words that may stand between the term and its election day.
const BETWEEN: &[&str] = &[
    "và",
    "bầu",
    "cử",
    "đại",
    "biểu",
    "hội",
    "đồng",
    "nhân",
    "dân",
    "hđnd",
    "đbhđnd",
    "các",
    "cấp",
    "nhiệm",
    "kỳ",
    "trên",
    "cả",
    "nước",
    "phạm",
    "vi",
    "toàn",
    "quốc",
    "được",
    "đã",
    "sẽ",
    "tổ",
    "chức",
    "tiến",
    "hành",
    "diễn",
    "ra",
    "vào",
    "là",
    "ngày",
    "chủ",
    "nhật",
    "thứ",
    "khóa",
    "cuộc",
    "ấn",
    "định",
    "dự",
    "kiến",
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "xã",
    "phường",
    "hai",
    "bảy",
];

/// Words that may lead to "bầu cử" where the election itself is spoken of, not a meeting or a campaign for it.
const LEAD: &[&str] = &[
    "ngày", "cuộc", "dự", "kiến", "thời", "gian", "tổ", "chức", "hội", "toàn", "dân", "tiến", "hành", "ấn", "định",
    "là", "việc", "tổng", "tuyển", "cử", "kỳ", "và",
];

/// Words of a sentence that speaks of other days than election day.
const OTHER_DAYS: &[&str] = &[
    "bổ sung",
    "bầu thêm",
    "bầu cử thêm",
    "bầu lại",
    "bầu cử lại",
    "bầu cử sớm",
    "bầu sớm",
    "niêm yết",
    "hội nghị",
    "kỳ họp",
    "hiệp thương",
    "tập huấn",
    "phiên họp",
    "danh sách",
    "vận động",
    "triển khai",
    "nghị quyết",
    "chỉ thị",
    "kế hoạch",
    "hướng dẫn",
    "công bố",
    "hoãn",
    "tổng kết",
    "khai mạc",
    "kiểm tra",
    "giám sát",
    "tuyên truyền",
    "ban hành",
    "thông tư",
    "quyết định",
];

fn is_election_day(doc: &Document, sentence: Span, term: Span, date: &DateRef, off: i64) -> bool {
    let text = doc.text();
    let before = tables::fold(&text[sentence.from()..term.from()]);
    let Some(at) = before.rfind("bầu cử").or_else(|| before.rfind("bầu ")) else { return false };
    if before.len() - at > 160 {
        return false;
    }
    let gap = tables::fold(&text[term.to()..date.span.from()]);
    let is_roman = |w: &str| w.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    if !gap.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).all(|w| BETWEEN.contains(&w) || is_roman(w)) {
        return false;
    }
    if before.contains("bổ sung")
        || before.contains("bầu cử sớm")
        || before.contains("thêm")
        || before.contains("bầu cử lại")
    {
        return false;
    }
    let lead = &before[before[..at].rfind([',', ':', '-']).map_or(0, |i| i + 1)..at];
    let other = OTHER_DAYS.iter().any(|w| before.contains(w)) || !lead.split_whitespace().all(|w| LEAD.contains(&w));
    let verb = ["tiến hành", "tổ chức", "diễn ra", "là ngày", "vào ngày", "vào chủ nhật", "là chủ nhật"]
        .iter()
        .any(|w| gap.contains(w));
    // A bare "ngày" may be of the document: only a near miss counts.
    let close = off.abs() <= 3 || off.abs() % 365 <= 1 && off.abs() >= 365;
    if other || !verb { close && (verb || !gap.contains(',')) } else { off.abs() <= 400 || close }
}

/// "Ngày 22/5/2021, cử tri cả nước đi bầu cử đại biểu Quốc hội khóa XV": the day before its election.
fn is_day_of_voters(doc: &Document, term: Span, date: &DateRef, off: i64) -> bool {
    let gap = tables::fold(&doc.text()[date.span.to()..term.from()]);
    let voters = gap.find("cử tri").is_some_and(|at| at < 12) && gap.contains("bầu cử");
    voters && off.abs() <= 400 && !OTHER_DAYS.iter().any(|w| gap.contains(w)) && !gap.contains("tiếp xúc")
}

/// The edits that put the election day in the form the date is written in.
fn edits(doc: &Document, date: &DateRef, event: tables::Day) -> Vec<Edit> {
    let mut out = Vec::new();
    let padded = |span: Span, value: u32, least: u32| {
        let wide = doc.slice(span).len() > 1 || value < least;
        if wide { format!("{value:02}") } else { value.to_string() }
    };
    if let Some(d) = date.day.filter(|d| d.value != u32::from(event.day)) {
        out.push(Edit { span: d.span, replacement: padded(d.span, event.day.into(), 10) });
    }
    if date.month.value != u32::from(event.month) {
        out.push(Edit { span: date.month.span, replacement: padded(date.month.span, event.month.into(), 3) });
    }
    if let Some(y) = date.year.filter(|y| y.value != Some(event.year.into())) {
        out.push(Edit { span: y.span, replacement: event.year.to_string() });
    }
    out
}
