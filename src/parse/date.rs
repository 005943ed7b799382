//! Dates in all the forms that texts have.

use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::one_of;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::text::Span;

use super::number::year_of;
use super::reader::Reader;
use super::{DateForm, DateRef, Figure};

fn digits(most: usize) -> impl FnMut(&str) -> IResult<&str, &str> {
    move |i| take_while_m_n(1, most, |c: char| c.is_ascii_digit()).parse(i)
}

/// "/", "-" or "." with blanks around.
fn sep(i: &str) -> IResult<&str, char> {
    let blanks = |i| take_while(|c: char| c == ' ').parse(i);
    delimited(blanks, one_of("/-."), blanks).parse(i)
}

/// The months that have a name.
const NAMED_MONTHS: &[(&str, u32)] = &[
    ("giêng", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười một", 11),
    ("mười hai", 12),
    ("mười", 10),
    ("chạp", 12),
];

/// Days in words: "mồng năm", "mùng hai".
const NAMED_DAYS: &[(&str, u32)] = &[
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
];

fn figure(r: &Reader, at: usize, most: usize) -> Option<(Figure, usize)> {
    let (s, end) = r.run(at, digits(most))?;
    (!r.byte(end).is_ascii_digit()).then(|| (Figure { span: Span::new(at, end), value: s.parse().unwrap_or(0) }, end))
}

/// The date at `at`, behind "ngày" and blanks where that is said.
///
/// A date without its year is read only where `said`.
pub(crate) fn at(r: &Reader, at: usize, said: bool) -> Option<DateRef> {
    if !r.byte(at).is_ascii_digit() {
        return if said { day_in_words(r, at) } else { None };
    }
    let (first, end) = figure(r, at, 4)?;
    if first.span.len() == 4 {
        return iso(r, first);
    }
    if first.span.len() > 2 {
        return None;
    }
    if let Some(date) = in_figures(r, first, end, said) {
        return Some(date);
    }
    in_words(r, first, end, said)
}

/// "05/3/2020", "5 - 3 - 2020", "24-26/9/2018", "30/4".
fn in_figures(r: &Reader, day: Figure, end: usize, said: bool) -> Option<DateRef> {
    let (s1, at) = r.run(end, sep)?;
    let (month, end2) = figure(r, at, 2)?;
    let with = |day: Figure, month: Figure, seps: [char; 2], year, end: usize, ends_range| DateRef {
        span: Span::new(day.span.from(), end),
        form: DateForm::Figures,
        day: Some(day),
        month,
        year,
        seps,
        said,
        ends_range,
    };
    if let Some((s2, at)) = r.run(end2, sep) {
        // "24-26/9/2018": the second figure is a day too.
        if s1 == '-'
            && s2 == '/'
            && let Some((real_month, end3)) = figure(r, at, 2)
            && let Some((s3, at)) = r.run(end3, sep)
            && let Some((year, end)) = year_at(r, at)
        {
            return Some(with(month, real_month, [s2, s3], Some(year), end, true));
        }
        if let Some((year, end)) = year_at(r, at) {
            // Without "ngày" only a full year makes a date of three figures.
            let full = year.digits >= 4 || said;
            let plausible = said || (day.value <= 31 && month.value <= 31) || year.digits == 4;
            // A section number "1.2.2020" or a decision "12-3-2020/…" is none.
            let ends = !matches!(r.byte(end), b'/') && !r.glued(end);
            return (full && plausible && ends && (said || s1 != '.' || s2 == '.'))
                .then(|| with(day, month, [s1, s2], Some(year), end, false));
        }
    }
    if !said
        || s1 == '.'
        || matches!(r.byte(end2), b'/' | b'-' if r.byte(end2 + 1).is_ascii_alphanumeric())
        || r.glued(end2)
    {
        return None;
    }
    // "ngày 05/3 năm 2020"
    let y = r.blank(end2);
    if let Some(behind) = r.words(y, "năm")
        && let Some((year, end)) = year_at(r, r.blank(behind))
    {
        return Some(with(day, month, [s1, ' '], Some(year), end, false));
    }
    Some(with(day, month, [s1, ' '], None, end2, false))
}

fn year_at(r: &Reader, at: usize) -> Option<(super::Year, usize)> {
    let (_, end) = r.run(at, digits(6))?;
    let span = Span::new(at, end);
    (span.len() >= 2 && !r.byte(end).is_ascii_digit()).then(|| (year_of(r.text, span), end))
}

/// "2020-06-20".
fn iso(r: &Reader, year: Figure) -> Option<DateRef> {
    let dash = |at: usize| (r.byte(at) == b'-').then_some(at + 1);
    let (month, end) = figure(r, dash(year.span.to())?, 2)?;
    let (day, end) = figure(r, dash(end)?, 2)?;
    (month.span.len() == 2 && day.span.len() == 2 && !r.glued(end) && r.byte(end) != b'-').then(|| DateRef {
        span: Span::new(year.span.from(), end),
        form: DateForm::Iso,
        day: Some(day),
        month,
        year: Some(year_of(r.text, year.span)),
        seps: ['-', '-'],
        said: false,
        ends_range: false,
    })
}

/// "05 tháng 3 năm 2020", "05 tháng Tư năm 2020".
fn in_words(r: &Reader, day: Figure, end: usize, said: bool) -> Option<DateRef> {
    let word = r.blank(end);
    let at = r.blank(r.words(word, "tháng")?);
    let (month, end) = month_at(r, at)?;
    month_and_year(r, Some(day), day.span.from(), month, end, said)
}

fn month_at(r: &Reader, at: usize) -> Option<(Figure, usize)> {
    figure(r, at, 2).or_else(|| {
        NAMED_MONTHS.iter().find_map(|(name, value)| {
            let end = r.words(at, name)?;
            Some((Figure { span: Span::new(at, end), value: *value }, end))
        })
    })
}

/// What follows the month: "năm 2020", "/2020", or nothing.
fn month_and_year(
    r: &Reader,
    day: Option<Figure>,
    start: usize,
    month: Figure,
    end: usize,
    said: bool,
) -> Option<DateRef> {
    let date = |year, end, seps| DateRef {
        span: Span::new(start, end),
        form: DateForm::Words,
        day,
        month,
        year,
        seps,
        said,
        ends_range: false,
    };
    let mut next = r.blank(end);
    if r.byte(next) == b',' {
        next = r.blank(next + 1);
    }
    if let Some(behind) = r.words(next, "năm")
        && let Some((year, end)) = year_at(r, r.blank(behind))
    {
        return Some(date(Some(year), end, [' ', ' ']));
    }
    if let Some((s, at)) = r.run(end, sep)
        && s != '.'
        && let Some((year, end)) = year_at(r, at).filter(|(y, _)| y.digits >= 4)
    {
        return Some(date(Some(year), end, [' ', s]));
    }
    day.map(|_| date(None, end, [' ', ' ']))
}

/// "mồng năm tháng Giêng năm 1946".
fn day_in_words(r: &Reader, at: usize) -> Option<DateRef> {
    let (_, end) = r.any(at, &["mồng", "mùng"])?;
    let d = r.blank(end);
    let (day, end) = figure(r, d, 2).or_else(|| {
        NAMED_DAYS.iter().find_map(|(name, value)| {
            let end = r.words(d, name)?;
            Some((Figure { span: Span::new(d, end), value: *value }, end))
        })
    })?;
    let word = r.blank(end);
    let m = r.blank(r.words(word, "tháng")?);
    let (month, end) = month_at(r, m)?;
    month_and_year(r, Some(day), at, month, end, true)
}

/// The month with its year at `at`, behind "tháng": "3/2020", "3 năm 2020".
pub(crate) fn month(r: &Reader, at: usize) -> Option<DateRef> {
    let (month, end) = month_at(r, at)?;
    month_and_year(r, None, month.span.from(), month, end, true).filter(|d| d.year.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<DateRef> {
        let r = Reader::marked(text);
        at(&r, 0, true)
    }

    #[test]
    fn every_form_is_read() {
        for (text, span, iso) in [
            ("05 tháng 3 năm 2020 của", "05 tháng 3 năm 2020", "2020-03-05"),
            ("5/3/2020, ", "5/3/2020", "2020-03-05"),
            ("5-3-2020", "5-3-2020", "2020-03-05"),
            ("5.3.2020.", "5.3.2020", "2020-03-05"),
            ("5 / 3 / 2020", "5 / 3 / 2020", "2020-03-05"),
            ("2020-06-20 ", "2020-06-20", "2020-06-20"),
            ("24-26/9/2018", "26/9/2018", "2018-09-26"),
            ("18/11/04,", "18/11/04", "2004-11-18"),
            ("22/12/98,", "22/12/98", "1998-12-22"),
            ("mồng hai tháng Chín năm 1945", "mồng hai tháng Chín năm 1945", "1945-09-02"),
            ("30 tháng Tư năm 1975", "30 tháng Tư năm 1975", "1975-04-30"),
            ("07 tháng\n01 năm 2005", "07 tháng\n01 năm 2005", "2005-01-07"),
            ("01 tháng 3/2021", "01 tháng 3/2021", "2021-03-01"),
        ] {
            let date = read(text).unwrap_or_else(|| panic!("no date in {text}"));
            assert_eq!(date.span.of(text), span);
            assert_eq!(date.date().unwrap().to_string(), iso, "{text}");
        }
    }

    #[test]
    fn impossible_dates_are_dates() {
        for text in ["31/4/2020", "30 tháng 02 năm 2021", "12/15/2020", "5/3/2202", "10 tháng 5 năm 199"] {
            let date = read(text).unwrap_or_else(|| panic!("no date in {text}"));
            assert_eq!(date.span.of(text), text);
        }
        assert_eq!(read("31/4/2020").unwrap().date(), None);
    }

    #[test]
    fn other_figures_are_none() {
        for text in ["1/500", "12/2020/NĐ-CP", "3 người", "120/500 m2"] {
            let r = Reader::marked(text);
            assert!(at(&r, 0, false).is_none(), "{text}");
        }
    }
}
