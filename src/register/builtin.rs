//! The table that the program carries: its lines and the indexes over them.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::key::{Key, long, short};
use super::row::{At, Basis, Change, Kind, Row};

/// The table as it stands, its head first.
static TABLE: &str = include_str!("../../grammars/register.tsv");
/// Which document changed which.
static CHANGES: &str = include_str!("../../grammars/replacements.tsv");
/// Where the lines of the table begin, the end of the last one too; four bytes each.
static LINES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-lines.bin"));
/// Hashes of the keys, sorted; four bytes each.
static HASHES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-hashes.bin"));
/// The lines of the hashes; two bytes each.
static HASHED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-hashed.bin"));
/// Hashes of series, sorted, one for each number that the table has of a series; four bytes each.
static SERIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-series.bin"));
/// Those numbers, sorted in each series; four bytes each.
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-numbers.bin"));
/// Lines of changed documents, sorted; two bytes each.
static CHANGED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-changed.bin"));
/// Where the lines of their changes begin; four bytes each.
static CHANGED_BY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-changed-by.bin"));

/// The line of that number, the first being 0, without its end.
fn line_at(line: usize) -> &'static str {
    &TABLE[long(LINES, line) as usize..long(LINES, line + 1) as usize - 1]
}

/// Takes the first field off a line; most are short.
fn take_field<'t>(line: &mut &'t str) -> &'t str {
    let end = line.bytes().position(|byte| byte == b'\t').unwrap_or(line.len());
    let field = &line[..end];
    *line = line.get(end + 1..).unwrap_or_default();
    field
}

/// Day, type and number of the document in that line, and what follows them.
fn head(line: usize) -> ([&'static str; 3], &'static str) {
    let mut rest = line_at(line);
    ([(); 3].map(|()| take_field(&mut rest)), rest)
}

/// The document in that line of the table.
pub(super) fn at(line: usize) -> Row<'static> {
    let (head, rest) = head(line);
    row(line, head, rest)
}

/// The same where its number fits; where not, the rest is not read.
pub(super) fn at_with(line: usize, fits: impl Fn(&str) -> bool) -> Option<Row<'static>> {
    let (head, rest) = head(line);
    fits(head[2]).then(|| row(line, head, rest))
}

fn row(line: usize, [date, doc_type, number]: [&'static str; 3], mut rest: &'static str) -> Row<'static> {
    // In the order of the fields of a line; `build.rs` has checked them.
    let mut next = || take_field(&mut rest);
    let (issuer, from, to, basis) = (next(), day(next()), day(next()), Basis::of(next()));
    let (at, date, count) =
        (At::Builtin(line as u16), day(date).unwrap_or_default(), next().parse().unwrap_or_default());
    Row { at, number, doc_type, date, issuer, title: rest, from, to, basis, count, source: "" }
}

/// Type, number, issuer and title of the document in that line, without reading the rest.
pub(super) fn words(line: usize) -> [&'static str; 4] {
    let ([_, doc_type, number], mut rest) = head(line);
    let issuer = take_field(&mut rest);
    let title = memchr::memrchr(b'\t', rest.as_bytes()).map_or(rest, |at| &rest[at + 1..]);
    [doc_type, number, issuer, title]
}

/// The documents that amend, replace or abolish the one in that line.
pub(super) fn changes(line: u16) -> impl Iterator<Item = Change<'static>> {
    let count = CHANGED.len() / 2;
    let first = partition(count, |i| short(CHANGED, i) < line);
    (first..count).take_while(move |i| short(CHANGED, *i) == line).filter_map(|i| {
        let text = &CHANGES[long(CHANGED_BY, i) as usize..];
        let mut fields = text[..text.find('\n')?].split('\t').skip(2);
        let kind = match fields.next()? {
            "replaces" => Kind::Replaces,
            "abolishes" => Kind::Abolishes,
            _ => Kind::Amends,
        };
        Some(Change { kind, date: day(fields.next()?)?, new: fields.next()? })
    })
}

/// The lines that hold these words as they stand.
pub(super) fn holding(words: &str) -> impl Iterator<Item = usize> {
    let head = long(LINES, 0) as usize;
    let places = memchr::memmem::find_iter(&TABLE.as_bytes()[head..], words.as_bytes());
    let lines = places.map(|at| partition(count(), |line| long(LINES, line) as usize <= head + at) - 1);
    lines.collect::<Vec<_>>().into_iter()
}

/// How many documents the table has.
pub(super) fn count() -> usize {
    LINES.len() / 4 - 1
}

/// The documents that bear the number, oldest first.
pub(super) fn with_key(key: &Key) -> Vec<Row<'static>> {
    let hash = key.hash();
    let all = HASHES.len() / 4;
    let first = partition(all, |i| long(HASHES, i) < hash);
    (first..all)
        .take_while(|i| long(HASHES, *i) == hash)
        .filter_map(|i| at_with(usize::from(short(HASHED, i)), |number| key.fits(number)))
        .collect()
}

/// The numbers that the table has of the series of a key, ascending; now and then those of another series among them.
pub(super) fn numbers(key: &Key) -> impl Iterator<Item = u32> {
    let hash = key.series();
    let all = SERIES.len() / 4;
    let first = partition(all, |i| long(SERIES, i) < hash);
    let last = partition(all, |i| long(SERIES, i) <= hash);
    (first..last).map(|i| long(NUMBERS, i))
}

/// The lines of one day. The table is sorted by day, which each line begins with.
pub(super) fn of_day(day: NaiveDate) -> Range<usize> {
    let day = &written(day)[..];
    let of = |line: usize| &TABLE.as_bytes()[long(LINES, line) as usize..][..day.len()];
    let first = partition(count(), |line| of(line) < day);
    // A day has few documents.
    first..first + (first..count()).take_while(|line| of(*line) == day).count()
}

/// How many of the first numbers below `count` hold, where those that hold come first.
fn partition(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// A day written `YYYY-MM-DD`; none where the field is empty.
fn day(text: &str) -> Option<NaiveDate> {
    let [y, e, a, r, _, m, n, _, d, c] = text.as_bytes().first_chunk::<10>()?;
    let value = |figure: &u8| u32::from(figure & 0xf);
    let year = value(y) * 1000 + value(e) * 100 + value(a) * 10 + value(r);
    NaiveDate::from_ymd_opt(year as i32, value(m) * 10 + value(n), value(d) * 10 + value(c))
}

/// The day so written.
fn written(day: NaiveDate) -> [u8; 10] {
    // No line is of a year without four figures.
    let (year, month, day) = (day.year().clamp(0, 9999) as u32, day.month(), day.day());
    let figure = |value: u32| b'0' + (value % 10) as u8;
    let [y, e, a, r] = [1000, 100, 10, 1].map(|tens| figure(year / tens));
    [y, e, a, r, b'-', figure(month / 10), figure(month), b'-', figure(day / 10), figure(day)]
}
