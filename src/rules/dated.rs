//! What the rules on dates share: which dates are a document's, how they are said, and where a date means something else.

use chrono::{Datelike, NaiveDate};

use crate::document::Document;
use crate::parse::{Citation, Class, DateForm, DateRef, Mention};
use crate::text::{Span, line_within};

use super::{Edit, Knowledge};

/// The first year of documents that texts cite: the Party's, founded on 3/2/1930.
pub(super) const FIRST_YEAR: i32 = 1930;

/// The citations that have a date, with their index among the mentions.
///
/// A date without "ngày" in another line or cell than the number stands in a column of its own: a date of effect.
pub(super) fn cited<'a>(doc: &'a Document) -> impl Iterator<Item = (usize, &'a Citation, DateRef)> {
    doc.mentions.iter().enumerate().filter_map(|(i, m)| {
        let c = m.citation()?;
        let date = c.date?;
        (!in_column(doc, m, &date)).then_some((i, c, date))
    })
}

/// Whether the date of a mention stands in a column of its own.
pub(super) fn in_column(doc: &Document, m: &Mention, date: &DateRef) -> bool {
    !date.said
        && date.span.start >= m.span.end
        && doc.slice(Span::new(m.span.to(), date.span.from())).contains(['\n', '\t', '|'])
}

/// The citation that the date belongs to.
pub(super) fn citation_of<'a>(doc: &'a Document, date: &DateRef) -> Option<&'a Citation> {
    // The citation stands before its date, save in "Ngày …, X ban hành Chỉ thị số …".
    let at = doc.mentions.partition_point(|m| m.span.start <= date.span.start);
    let near = at.saturating_sub(4)..(at + 3).min(doc.mentions.len());
    doc.mentions[near].iter().filter_map(|m| m.citation()).find(|c| c.date.is_some_and(|d| d.span == date.span))
}

/// The last year that a document cited may have: the document's own, or the present one where that is later.
pub(super) fn last_year(doc: &Document, know: &Knowledge) -> i32 {
    know.own_date(doc).map_or(know.today.year(), |d| d.year().max(know.today.year()))
}

/// Whether the year of a date is written in full and one that a cited document may have.
pub(super) fn is_plausible(doc: &Document, know: &Knowledge, date: &DateRef) -> bool {
    date.year.is_some_and(|y| matches!(y.digits, 2 | 4))
        && !is_open(doc, date)
        && date.year_value().is_some_and(|y| (FIRST_YEAR..=last_year(doc, know)).contains(&y))
}

/// Whether the year stops at the blank of a form: "năm 20…", "năm 202__".
pub(super) fn is_open(doc: &Document, date: &DateRef) -> bool {
    let Some(year) = date.year else { return false };
    let behind = line_behind(doc, year.span.to(), 8).trim_start();
    // "năm 20" with nothing behind is the beginning of a year, too.
    date.form == DateForm::Words && year.digits == 2 && matches!(year.value, Some(19 | 20))
        || behind.starts_with("..")
        || behind.starts_with(['…', '_', '?', '*'])
        || behind.starts_with(". .")
}

/// The day that the date names, where its year is written out.
pub(super) fn day_of(doc: &Document, date: &DateRef) -> Option<NaiveDate> {
    date.date().filter(|_| !is_open(doc, date))
}

/// Days of a month; February has 29 where the year is not known.
pub(super) fn days_in_month(year: Option<i32>, month: u32) -> u32 {
    let days = |year: i32| {
        let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|d| d.pred_opt()).map_or(31, |d| d.day())
    };
    days(year.filter(|y| (1..=9998).contains(y)).unwrap_or(2000))
}

/// A day as official texts write it: 05/3/2020, 10/02/2021.
pub(super) fn written(day: NaiveDate) -> String {
    let zero = if day.month() < 3 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", day.day(), day.month(), day.year())
}

/// What stands at `span`, its line breaks and runs of blanks as single blanks.
pub(super) fn quoted_words(doc: &Document, span: Span) -> String {
    doc.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The piece of the same line that ends at `at`, at most `reach` bytes long.
pub(super) fn line_before<'a>(doc: &'a Document, at: usize, reach: usize) -> &'a str {
    &doc.text()[line_within(doc.text(), Span::new(at, at), reach).from()..at]
}

/// The piece of the same line that begins at `at`, at most `reach` bytes long.
pub(super) fn line_behind<'a>(doc: &'a Document, at: usize, reach: usize) -> &'a str {
    &doc.text()[at..line_within(doc.text(), Span::new(at, at), reach).to()]
}

/// Whether the date is one of the lunar calendar, which has a 30th of the second month.
pub(super) fn is_lunar(doc: &Document, date: &DateRef) -> bool {
    let named = !doc.slice(date.month.span).starts_with(|c: char| c.is_ascii_digit())
        || date.day.is_some_and(|d| !doc.slice(d.span).starts_with(|c: char| c.is_ascii_digit()));
    let says = |s: &str| {
        ["âm lịch", "Âm lịch", "ÂM LỊCH", "lịch âm", "(ÂL)", "(âl)", " ÂL", "nông lịch"].iter().any(|w| s.contains(w))
    };
    named
        || doc.slice(date.span).contains("mồng")
        || doc.slice(date.span).contains("mùng")
        || ends_with_word(line_before(doc, date.span.from(), 24), &["mồng", "mùng"])
        || says(line_behind(doc, date.span.to(), 60))
        || says(line_before(doc, date.span.from(), 60))
}

fn ends_with_word(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|w| text.ends_with(w))
}

/// Whether the passage gives an example, a form, or the wording of an error that it corrects.
pub(super) fn is_example(doc: &Document, span: Span) -> bool {
    let before = line_before(doc, span.from(), 240).to_lowercase();
    ["ví dụ", "vd:", "thí dụ", "mẫu số", "đính chính", "viết sai", "ghi sai", "in sai", "ghi nhầm", "viết là", "ghi là"]
        .iter()
        .any(|w| before.contains(w))
}

/// Whether the date of the citation at `index` may be that of an earlier citation of the sentence, whose title ends
/// with this one: "Thông tư số 03/2018/TT-BGTVT hướng dẫn Nghị định số 116/2017/NĐ-CP ngày 10/01/2018".
pub(super) fn may_be_outer(doc: &Document, index: usize, date: &DateRef) -> bool {
    let Some(inner) = doc.mentions[index].citation() else { return false };
    let sentence = doc.sentence(doc.mentions[index].span);
    doc.mentions[..index].iter().rev().take_while(|m| m.span.start >= sentence.start).filter_map(|m| m.citation()).any(
        |outer| {
            let lacks = outer.date.is_none() && outer.issuer.is_none();
            let listed = outer.within.is_some() && outer.within == inner.within;
            let year = outer.number.as_ref().and_then(|n| n.year).and_then(|y| match y.digits {
                2 => y.value.map(|v| if v >= 45 { 1900 + v as i32 } else { 2000 + v as i32 }),
                _ => y.full(),
            });
            matches!(outer.class, Class::Numbered)
                && lacks
                && !listed
                && year.is_none_or(|y| date.year_value() == Some(y))
        },
    )
}

/// The edits that give the figures of `date` the values of `right`, each in the way the date writes them. Nothing where
/// a figure is a word.
pub(super) fn edits_towards(doc: &Document, date: &DateRef, right: NaiveDate) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut change = |span: Span, value: u32, width: usize| {
        let old = doc.slice(span);
        if !old.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if old.parse() != Ok(value) {
            edits.push(Edit { span, replacement: format!("{value:0width$}") });
        }
        Some(())
    };
    let day = date.day?;
    // N30 puts a zero before days under ten and before the first two months.
    change(day.span, right.day(), 2)?;
    let padded = doc.slice(date.month.span).starts_with('0') && date.month.value > 2;
    change(date.month.span, right.month(), if padded || right.month() < 3 { 2 } else { 1 })?;
    let year = date.year?;
    if year.digits == 2 {
        change(year.span, right.year().rem_euclid(100) as u32, 2)?;
    } else {
        change(year.span, right.year() as u32, 4)?;
    }
    edits.sort_by_key(|e| e.span);
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_days() {
        assert_eq!(days_in_month(Some(2021), 2), 28);
        assert_eq!(days_in_month(None, 2), 29);
        assert_eq!(days_in_month(Some(2020), 12), 31);
        assert_eq!(days_in_month(Some(20126), 4), 30);
    }

    #[test]
    fn days_are_written_as_the_decree_has_it() {
        let day = |y, m, d| written(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        assert_eq!(day(2020, 3, 5), "05/3/2020");
        assert_eq!(day(2021, 2, 10), "10/02/2021");
    }
}
