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

/// The document in that line of the table, the first being 0.
pub(super) fn at(line: usize) -> Row<'static> {
    let text = &TABLE[long(LINES, line) as usize..long(LINES, line + 1) as usize - 1];
    let mut fields = text.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    // In the order of the fields of a line; `build.rs` has checked them.
    let date = day(next()).unwrap_or_default();
    let (doc_type, number, issuer) = (next(), next(), next());
    let (from, to, basis) = (day(next()), day(next()), Basis::of(next()));
    let count = next().parse().unwrap_or_default();
    let place = At::Builtin(line as u16);
    Row { at: place, number, doc_type, date, issuer, title: next(), from, to, basis, count, source: "" }
}

/// Type, number, issuer and title of the document in that line, without reading the rest.
pub(super) fn words(line: usize) -> [&'static str; 4] {
    let text = &TABLE[long(LINES, line) as usize..long(LINES, line + 1) as usize - 1];
    let mut tabs = memchr::memchr_iter(b'\t', text.as_bytes());
    let mut next = || tabs.next().unwrap_or(text.len());
    let (first, second, third, fourth) = (next(), next(), next(), next());
    let last = memchr::memrchr(b'\t', text.as_bytes()).unwrap_or(text.len());
    let field = |from: usize, to: usize| text.get(from + 1..to).unwrap_or_default();
    [field(first, second), field(second, third), field(third, fourth), field(last, text.len())]
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
        .map(|i| at(usize::from(short(HASHED, i))))
        .filter(|row| Key::of(row.number).as_ref() == Some(key))
        .collect()
}

/// The numbers that the table has of the series of a key, ascending; now and then those of another series among them.
pub(super) fn numbers(key: &Key) -> impl Iterator<Item = u32> {
    let hash = key.series();
    let all = SERIES.len() / 4;
    let first = partition(all, |i| long(SERIES, i) < hash);
    (first..all).take_while(move |i| long(SERIES, *i) == hash).map(|i| long(NUMBERS, i))
}

/// The lines of one day. The table is sorted by day, which each line begins with.
pub(super) fn of_day(day: NaiveDate) -> Range<usize> {
    let bytes = TABLE.as_bytes();
    let written = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    let of = |line: usize| {
        let start = long(LINES, line) as usize;
        &bytes[start..start + 10]
    };
    let first = partition(count(), |line| of(line) < written.as_bytes());
    let last = partition(count(), |line| of(line) <= written.as_bytes());
    first..last
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
    let part = |range: Range<usize>| text.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(part(0..4)? as i32, part(5..7)?, part(8..10)?)
}
