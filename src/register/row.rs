//! The lines of the table and the indexes over them.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::key::{Key, long, short};

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
/// Lines of changed documents, sorted; two bytes each.
static CHANGED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-changed.bin"));
/// Where the lines of their changes begin; four bytes each.
static CHANGED_BY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-changed-by.bin"));

/// What a row rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Witnesses disagree, or it does not fit its series: a hint at most.
    Uncertain,
    /// General knowledge, not yet read in a source.
    Known,
    /// Other documents that cite it.
    Cited,
    /// The document's own head in the gazette.
    Metadata,
    /// The codification (Bộ pháp điển).
    Codification,
    /// The codification or the gazette, and another witness.
    Verified,
}

impl Basis {
    /// The word of the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Basis::Uncertain => "uncertain",
            Basis::Known => "known",
            Basis::Cited => "cited",
            Basis::Metadata => "metadata",
            Basis::Codification => "codification",
            Basis::Verified => "verified",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "verified" => Basis::Verified,
            "codification" => Basis::Codification,
            "metadata" => Basis::Metadata,
            "cited" => Basis::Cited,
            "known" => Basis::Known,
            _ => Basis::Uncertain,
        }
    }
}

/// A document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    line: u16,
    /// The number: "30/2020/NĐ-CP".
    pub number: &'static str,
    /// The usual name of its type: "Nghị định".
    pub doc_type: &'static str,
    /// Day of issue, of a law that of its adoption.
    pub date: NaiveDate,
    /// The body that goes with the symbol; empty where not known.
    pub issuer: &'static str,
    /// What it is about, cut at 120 characters ("…"); empty where not known.
    pub title: &'static str,
    /// First day in force, where known.
    pub from: Option<NaiveDate>,
    /// Day from which another document takes its place, where one says so. None does not mean in force.
    pub to: Option<NaiveDate>,
    /// What the row rests on.
    pub basis: Basis,
    /// How many witnesses agree on the date.
    pub count: u16,
}

/// What a later document does to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Ends it, or says that it has ended.
    Abolishes,
    /// Changes some of it.
    Amends,
    /// Takes its place.
    Replaces,
}

/// A later document that changes a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub kind: Kind,
    /// From when; the day of issue where the day of effect is not known.
    pub date: NaiveDate,
    /// Its number.
    pub new: &'static str,
}

impl Row {
    /// The document in that line of the table, the first being 0.
    pub(super) fn at(line: usize) -> Self {
        let text = &TABLE[long(LINES, line) as usize..long(LINES, line + 1) as usize - 1];
        let mut fields = text.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        // In the order of the fields of a line; `build.rs` has checked them.
        let date = day(next()).unwrap_or_default();
        let (doc_type, number, issuer) = (next(), next(), next());
        let (from, to, basis) = (day(next()), day(next()), Basis::of(next()));
        let count = next().parse().unwrap_or_default();
        Row { line: line as u16, number, doc_type, date, issuer, title: next(), from, to, basis, count }
    }

    /// Its line in the table.
    pub(super) fn line(&self) -> u16 {
        self.line
    }

    /// Whether the date is known well enough to say that another one is wrong.
    #[must_use]
    pub fn is_solid(&self) -> bool {
        self.basis >= Basis::Metadata || self.basis == Basis::Cited && self.count >= 3
    }

    /// Whether the date was read in the codification or the gazette.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.basis >= Basis::Metadata
    }

    /// Whether a text may call it by this type. Where the symbol tells the type, every word means the same document;
    /// laws and resolutions of one khóa share their numbers.
    #[must_use]
    pub fn may_be_called(&self, doc_type: Option<&str>) -> bool {
        let law = |t: &str| matches!(t, "Luật" | "Bộ luật");
        let shared = self.number.contains("QH") || self.number.contains("TVQH");
        doc_type.is_none_or(|t| !shared || t == self.doc_type || law(t) && law(self.doc_type))
    }

    /// The year in its number, 0 without one.
    #[must_use]
    pub fn number_year(&self) -> u16 {
        Key::of(self.number).map_or(0, |key| key.year)
    }

    /// The documents that amend, replace or abolish it.
    pub fn changes(&self) -> impl Iterator<Item = Change> + use<> {
        let line = self.line;
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

    /// The document that took its place or ended it: the one by whose effect it went out of force, else the first.
    #[must_use]
    pub fn replaced_by(&self) -> Option<Change> {
        let ends = |c: &Change| c.kind != Kind::Amends && self.to.is_some();
        self.changes().filter(ends).min_by_key(|c| (Some(c.date) != self.to, c.kind == Kind::Abolishes, c.date))
    }

    /// The documents that amend it, oldest first.
    #[must_use]
    pub fn amended_by(&self) -> Vec<Change> {
        let mut found: Vec<_> = self.changes().filter(|c| c.kind == Kind::Amends).collect();
        found.sort_by_key(|c| (c.date, c.new));
        found
    }
}

/// How many documents the table has.
pub(super) fn count() -> usize {
    LINES.len() / 4 - 1
}

pub(super) fn with_key(key: &Key) -> Vec<Row> {
    let hash = key.hash();
    let all = HASHES.len() / 4;
    let first = partition(all, |i| long(HASHES, i) < hash);
    (first..all)
        .take_while(|i| long(HASHES, *i) == hash)
        .map(|i| Row::at(usize::from(short(HASHED, i))))
        .filter(|row| Key::of(row.number).as_ref() == Some(key))
        .collect()
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
