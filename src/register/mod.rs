//! What is known of real documents: number, date, issuer, title, what replaced them, and how well each is known.
//!
//! The table is the project's own, `grammars/register.tsv`, with `grammars/replacements.tsv`; both are compiled in as they
//! stand, with the indexes that `build.rs` makes. A row is read from its line only when it is looked up, so nothing is done
//! at the start of the program. The register is far from complete: that a number is absent proves nothing.

mod key;
mod near;
mod row;
mod words;

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::parse::Number;

pub use key::Key;
pub use near::{Edited, edited};
pub use row::{Basis, Change, Kind, Row};
pub use words::Hit;

/// The known documents; a handle that is copied freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Register {
    on: bool,
}

impl Default for Register {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Register {
    /// The register that the program carries.
    #[must_use]
    pub const fn builtin() -> Self {
        Self { on: true }
    }

    /// A register that knows nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self { on: false }
    }

    /// How many documents it knows.
    #[must_use]
    pub fn len(self) -> usize {
        if self.on { row::count() } else { 0 }
    }

    /// Whether it knows nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Every document, in the order of the table: by date, type and number.
    pub fn rows(self) -> impl Iterator<Item = Row> {
        (0..self.len()).map(Row::at)
    }

    /// Every document that bore this number, oldest first. Numbers of the Party begin again with each congress, those
    /// without a year in each year: the number alone does not tell which is meant.
    #[must_use]
    pub fn with_key(self, key: &Key) -> Vec<Row> {
        if !self.on { Vec::new() } else { row::with_key(key) }
    }

    /// The documents that a number of this type may mean, oldest first.
    #[must_use]
    pub fn find(self, doc_type: Option<&str>, number: &Number) -> Vec<Row> {
        let Some(key) = key_of(number) else { return Vec::new() };
        let mut rows = self.with_key(&key);
        rows.retain(|row| row.may_be_called(doc_type));
        rows
    }

    /// The documents of one day.
    pub fn of_day(self, day: NaiveDate) -> impl Iterator<Item = Row> {
        let range = if self.on { row::of_day(day) } else { 0..0 };
        range.map(Row::at)
    }

    /// The documents of `day` whose number differs from this one by one slip of the hand in its digits, with the same
    /// symbol and year; the likeliest slip first, then the best known.
    #[must_use]
    pub fn near(self, doc_type: Option<&str>, number: &Number, day: NaiveDate) -> Vec<Row> {
        let Some(key) = key_of(number) else { return Vec::new() };
        self.near_key(&key, |row| row.date == day && row.may_be_called(doc_type))
    }

    /// The documents that fit whose number differs from `key` by one slip in its digits, the likeliest slip first, then
    /// the best known.
    #[must_use]
    pub fn near_key(self, key: &Key, fits: impl Fn(&Row) -> bool) -> Vec<Row> {
        let mut found: Vec<(Edited, Row)> = Vec::new();
        for digits in near::neighbours(&key.digits) {
            let Some(edit) = edited(&key.digits, &digits) else { continue };
            let near = Key { digits, ..key.clone() };
            found.extend(self.with_key(&near).into_iter().filter(|row| fits(row)).map(|row| (edit, row)));
        }
        // The best known documents are cited most, and so spoilt most.
        found.sort_by_key(|(edit, row)| (*edit, !row.is_read(), Reverse(row.count), row.line()));
        found.dedup_by_key(|(_, row)| row.line());
        found.into_iter().map(|(_, row)| row).collect()
    }

    /// The documents with these words in type, number, issuer or title, the best first, at most `most`. Words may be
    /// written with or without marks.
    #[must_use]
    pub fn with_words(self, words: &str, most: usize) -> Vec<Hit> {
        words::find(self, words, most)
    }
}

/// The key of a number as a text writes it.
#[must_use]
pub fn key_of(number: &Number) -> Option<Key> {
    Key::of(&number.canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn with(number: &str) -> Vec<Row> {
        Register::builtin().with_key(&Key::of(number).unwrap())
    }

    #[test]
    fn a_number_of_the_party_is_many_documents() {
        let dates: Vec<_> = with("45-CT/TW").iter().map(|r| r.date).collect();
        assert!(dates.contains(&day(2020, 6, 20)) && dates.contains(&day(2025, 4, 14)));
    }

    #[test]
    fn a_decree_is_found_however_written() {
        for number in ["30/2020/NĐ-CP", "030/2020/nd-cp", "30/2020/NĐ/CP"] {
            let rows = with(number);
            assert_eq!(rows.len(), 1, "{number}");
            assert_eq!((rows[0].date, rows[0].issuer, rows[0].basis), (day(2020, 3, 5), "Chính phủ", Basis::Verified));
        }
        assert!(with("999/2020/NĐ-CP").is_empty());
        assert!(Register::empty().with_key(&Key::of("30/2020/NĐ-CP").unwrap()).is_empty());
    }

    #[test]
    fn days_have_their_documents() {
        let numbers: Vec<_> = Register::builtin().of_day(day(2020, 3, 5)).map(|r| r.number).collect();
        assert!(numbers.contains(&"30/2020/NĐ-CP"), "{numbers:?}");
        assert_eq!(Register::builtin().of_day(day(1800, 1, 1)).count(), 0);
    }

    #[test]
    fn near_numbers_of_the_day_are_found() {
        let near = |number: &str, d: NaiveDate| {
            let rows = Register::builtin().near_key(&Key::of(number).unwrap(), |row| row.date == d);
            rows.iter().map(|r| r.number).collect::<Vec<_>>()
        };
        assert_eq!(near("545-CT/TW", day(2020, 6, 20)), ["45-CT/TW"]);
        assert_eq!(near("03/2020/NĐ-CP", day(2020, 3, 5))[0], "30/2020/NĐ-CP");
        assert!(near("99/2020/NĐ-CP", day(2020, 3, 5)).is_empty());
    }

    #[test]
    fn the_decree_on_clerical_work_replaced_two() {
        let old = &with("110/2004/NĐ-CP")[0];
        let new: Vec<_> = old.changes().filter(|c| c.kind != Kind::Amends).map(|c| c.new).collect();
        assert!(new.contains(&"30/2020/NĐ-CP"), "{new:?}");
    }
}
