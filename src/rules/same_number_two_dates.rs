//! One number with two dates in one text.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::document::Document;
use crate::parse::{Class, DateRef, Number, Regime};
use crate::register::Row;
use crate::tables;

use super::dated::{self, edits_towards, is_example, is_plausible, quoted_words, written};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE06",
    name: "same-number-two-dates",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP, Điều 15",
    summary: ("Một số văn bản ghi hai ngày khác nhau", "One number with two dates"),
    explain: (
        "## Lỗi gì\nCùng một số văn bản mà hai chỗ trong bài ghi hai ngày ban hành khác nhau.\n\n\
         ## Vì sao\nSố văn bản của một cơ quan là duy nhất trong năm (Nghị định 30/2020/NĐ-CP, Điều 15), số văn bản của Đảng là duy \
         nhất trong nhiệm kỳ; mỗi văn bản chỉ có một ngày ban hành, nên một trong hai chỗ ghi sai.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc. Chỗ được báo là chỗ thuộc số ít, hoặc chỗ đứng sau; gợi ý lấy ngày của chỗ kia.\n\n\
         ## Khi nào im lặng\nSố của Đảng ở hai nhiệm kỳ (45-CT/TW ngày 20/6/2020 và 14/4/2025); số đánh lại từng năm ở hai năm; cùng số \
         của hai địa phương; luật và nghị quyết cùng số; ngày có thể là của văn bản đứng trước trong câu; ngày có hiệu lực.",
        "## What\nOne number has two dates of issue in one text.\n\n\
         ## Why\nA number is unique in its body's year (Decree 30/2020/NĐ-CP, Article 15), in the Party within a term, and a document has \
         one date of issue: one of the two is wrong.\n\n\
         ## How to mend\nLook at the document itself. Flagged is the rarer date, or the later mention; the other date is suggested.\n\n\
         ## When it is silent\nParty numbers of two terms; numbers that start again every year, in two years; one number of two \
         provinces; a law and a resolution of one number; a date that may be another document's; dates of effect.",
    ),
    wrong: &[
        wrong(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;\nThể thức văn bản theo Nghị định số 30/2020/NĐ-CP \
             ngày ⟦15/3/2020⟧ của Chính phủ.",
        )
        .right("05/3/2020"),
        wrong(
            "Thực hiện Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị.\nQuán triệt Chỉ thị số 45-CT/TW, ngày ⟦26/6/2020⟧ của Bộ Chính \
             trị.",
        )
        .right("20/6/2020"),
        wrong(
            "Quyết định số 749/QĐ-TTg ngày 03/6/2020 được ban hành. Theo Quyết định số 749/QĐ-TTg ngày ⟦06/3/2020⟧, các sở báo cáo. Quyết \
             định số 749/QĐ-TTg ngày 03/6/2020 giao nhiệm vụ cho các bộ.",
        )
        .right("03/6/2020"),
        wrong(
            "Luật Đất đai số 45/2013/QH13 ngày 29 tháng 11 năm 2013 đã được thi hành. Luật Đất đai số 45/2013/QH13 ngày ⟦29 tháng 12 năm \
             2013⟧ cần được tổng kết.",
        )
        .right("29 tháng 11 năm 2013"),
    ],
    silent: &[
        "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị về bầu cử. Chỉ thị số 45-CT/TW, ngày 14/4/2025 của Bộ Chính trị về đại hội \
         đảng bộ các cấp.",
        "Quyết định số 15/QĐ-TTg ngày 05/01/2021 và Quyết định số 15/QĐ-TTg ngày 04/01/2023 của Thủ tướng Chính phủ.",
        "Luật Bảo hiểm y tế số 25/2008/QH12 ngày 14/11/2008. Nghị quyết số 25/2008/QH12 ngày 14/11/2008 của Quốc hội.",
        "Kế hoạch số 12/KH-UBND ngày 05/3/2020 của Ủy ban nhân dân huyện Hải Hậu; Kế hoạch số 12/KH-UBND ngày 17/02/2020 của Ủy ban nhân \
         dân tỉnh Nam Định.",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020.",
    ],
    check,
};

/// A citation with its date, as evidence.
struct Seen<'a> {
    number: &'a Number,
    kind: Option<&'static str>,
    issuer: Option<&'a str>,
    date: DateRef,
    day: NaiveDate,
}

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let mut seen: Vec<Seen> = dated::cited(doc)
        .filter(|(i, c, date)| {
            c.class == Class::Numbered
                && is_plausible(doc, know, date)
                && !dated::may_be_outer(doc, *i, date)
                && !doc.is_quoted(date.span)
        })
        .filter_map(|(_, c, date)| {
            let number = c.number.as_ref().filter(|n| n.value.is_some())?;
            Some(Seen {
                number,
                kind: c.doc_type.map(|t| t.name),
                issuer: c.issuer.map(|s| doc.slice(s.span)),
                date,
                day: date.date()?,
            })
        })
        .collect();
    if seen.len() < 2 {
        return;
    }
    seen.sort_by(|a, b| key(a.number).cmp(key(b.number)).then(a.date.span.cmp(&b.date.span)));
    for same in seen.chunk_by(|a, b| key(a.number) == key(b.number)) {
        if same.iter().any(|s| s.day != same[0].day) {
            compare(doc, know, same, out);
        }
    }
}

/// The number as compared: zeros in front do not count.
fn key(number: &Number) -> &str {
    number.canonical.trim_start_matches('0')
}

/// Mentions of one number that say the same of it.
struct Alike {
    /// The first of them.
    first: usize,
    /// How many they are.
    count: usize,
    /// The first mention of the date that speaks against theirs, where one does.
    against: Option<usize>,
    /// The first of all mentions that it speaks against.
    since: usize,
}

/// So many ways to cite one number are told apart: more than a text has, and few enough that each can be held against
/// all others.
const MOST: usize = 64;

/// The mentions of one number by what they say, and for each mention among which it is.
fn alike(doc: &Document, same: &[Seen]) -> (Vec<Alike>, Vec<Option<usize>>) {
    let mut known = HashMap::new();
    let mut groups: Vec<Alike> = Vec::new();
    let mut of = Vec::with_capacity(same.len());
    for (i, s) in same.iter().enumerate() {
        let next = groups.len();
        let group = *known.entry((s.day, s.kind, s.issuer, doc.slice(s.number.span))).or_insert(next);
        if group == next && next < MOST {
            groups.push(Alike { first: i, count: 0, against: None, since: 0 });
        }
        of.push(groups.get_mut(group).map(|alike| {
            alike.count += 1;
            group
        }));
    }
    (groups, of)
}

/// Compares mentions of one number in the order of the text.
fn compare(doc: &Document, know: &Knowledge, same: &[Seen], out: &mut Findings) {
    let (mut groups, of) = alike(doc, same);
    for g in 0..groups.len() {
        let this = &same[groups[g].first];
        let fit: Vec<&Alike> = groups.iter().filter(|other| may_be_one(doc, this, &same[other.first])).collect();
        let times = |day: NaiveDate| fit.iter().filter(|a| same[a.first].day == day).map(|a| a.count).sum::<usize>();
        // The date that speaks against this one: the commonest other one, the earliest of equals.
        let others = fit.iter().filter(|a| same[a.first].day != this.day);
        let other = others.map(|a| (times(same[a.first].day), Reverse(a.first))).max();
        let mine = times(this.day);
        let Some((count, Reverse(first))) = other.filter(|(count, _)| *count >= mine) else { continue };
        // Of two that are as common the later one is wrong.
        let of_day = groups.iter().map(|a| a.first).filter(|at| same[*at].day == same[first].day);
        let since = if count > mine { 0 } else { of_day.min().unwrap_or(first) + 1 };
        (groups[g].against, groups[g].since) = (Some(first), since);
    }
    for (i, this) in same.iter().enumerate() {
        let Some(group) = of[i].map(|g| &groups[g]).filter(|group| i >= group.since) else { continue };
        let Some(j) = group.against else { continue };
        // A date that the register confirms is right, however often the text has another.
        let confirmed = |row: &Row| row.date == this.day && row.is_solid();
        if is_example(doc, this.number.span) || know.register.find(this.kind, this.number).iter().any(confirmed) {
            continue;
        }
        let right = &same[j];
        let mut finding = Finding::new(
            &RULE,
            this.date.span,
            format!(
                "Số {} ở đây ghi ngày “{}”, ở chỗ khác ghi ngày {}: một văn bản chỉ có một ngày ban hành.",
                this.number.canonical,
                quoted_words(doc, this.date.span),
                written(right.day)
            ),
            format!(
                "Number {} is dated “{}” here and {} elsewhere: a document has one date of issue.",
                this.number.canonical,
                quoted_words(doc, this.date.span),
                written(right.day)
            ),
        )
        .with(
            right.number.span.join(right.date.span),
            format!("ở đây ghi ngày {}", written(right.day)),
            format!("dated {} here", written(right.day)),
        );
        if let Some(edits) = edits_towards(doc, &this.date, right.day) {
            finding = finding.fixes(Safety::Unsafe, edits);
        }
        out.push(finding);
    }
}

/// Whether two mentions of one number with different dates can only be of one document.
fn may_be_one(doc: &Document, a: &Seen, b: &Seen) -> bool {
    if a.kind.zip(b.kind).is_some_and(|(x, y)| x != y) {
        return false;
    }
    let years = (a.day.year(), b.day.year());
    let in_time = match a.number.regime {
        // Other years than the number's are another rule's.
        Regime::R1 | Regime::R2 | Regime::R8 => years.0 == years.1,
        // Numbers of the Party run through a term.
        Regime::R5 => (years.0 - years.1).abs() < 3,
        _ => years.0 == years.1,
    };
    if !in_time || a.day == b.day {
        return in_time;
    }
    if is_unique(a.number) {
        return true;
    }
    match (a.issuer, b.issuer) {
        (Some(x), Some(y)) => tables::fold(x) == tables::fold(y),
        // A local number without its body is the same document's only where a slip explains the difference.
        _ => differ_in_one(a.day, b.day) && doc.slice(a.number.span) == doc.slice(b.number.span),
    }
}

/// Whether only one organ of the country has this symbol.
pub(super) fn is_unique(number: &Number) -> bool {
    if number.assembly().is_some() {
        return true;
    }
    let organ = match number.organs() {
        [] => number.parts.first(),
        [first, ..] => Some(first),
    };
    organ.is_some_and(|p| p.text.ends_with("TW") || tables::is_of_country(&p.text))
}

/// Whether two days differ in their day or in their month alone.
fn differ_in_one(a: NaiveDate, b: NaiveDate) -> bool {
    a.year() == b.year() && ((a.day() == b.day()) != (a.month() == b.month()))
}
