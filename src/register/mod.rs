//! What is known of real documents: number, date, issuer, title, what replaced them, and how well each is known.
//!
//! The built-in table is the project's own, `grammars/register.tsv`, with `grammars/replacements.tsv`; both are compiled in
//! as they stand, with the indexes that `build.rs` makes. A row is read from its line only when it is looked up, so nothing
//! is done at the start of the program. Beside it stand registers of the user's own, whose rows win over those of the
//! table, and what the documents of an archive say of others, which is asked for by itself. No register is complete: that
//! a number is absent proves nothing.

mod archive;
mod builtin;
mod key;
mod near;
mod odd;
mod own;
mod place;
mod row;
mod words;

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::parse::Number;

pub use archive::{Archive, Cited};
pub use key::Key;
pub use near::{Edited, edited};
pub use odd::{ALIKE, MANY, MANY_NUMBERS, UNLIKE, alike, is_odd, same_subject, shared};
pub use own::{Columns, Fault, Own};
pub use place::{is_central, place_of};
pub use row::{Basis, Change, Kind, Row};
pub use words::{Hit, Words, best};

use key::Parts;
use row::At;

/// The known documents. What it holds beside the built-in table is shared, so that a copy costs little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    builtin: bool,
    own: Option<Arc<Own>>,
    archive: Option<Arc<Archive>>,
}

impl Default for Register {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Default for &Register {
    fn default() -> Self {
        static BUILTIN: Register = Register::builtin();
        &BUILTIN
    }
}

impl Register {
    /// The register that the program carries.
    #[must_use]
    pub const fn builtin() -> Self {
        Self { builtin: true, own: None, archive: None }
    }

    /// A register that knows nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self { builtin: false, own: None, archive: None }
    }

    /// The same with registers of the user's own, whose rows win.
    #[must_use]
    pub fn with_own(self, own: Own) -> Self {
        Self { own: (!own.is_empty()).then(|| Arc::new(own)), ..self }
    }

    /// The same with what an archive says of the documents that one text cites.
    #[must_use]
    pub fn with_archive(&self, archive: Archive) -> Self {
        Self { archive: Some(Arc::new(archive)), ..self.clone() }
    }

    /// Whether registers of the user's own are among it.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// Whether an archive was asked.
    #[must_use]
    pub fn has_archive(&self) -> bool {
        self.archive.is_some()
    }

    /// How many documents it knows, an archive left out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.own.as_ref().map_or(0, |own| own.len()) + self.lines().len()
    }

    /// Whether it knows nothing, an archive left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every document: those of the user's own in their order, then those of the table by date, type and number.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let table = self.lines().map(|line| -> Row<'_> { builtin::at(line) });
        self.own_rows().chain(table.filter(|row| !self.is_replaced(row)))
    }

    /// The documents of the user's own registers, in their order.
    fn own_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.own.iter().flat_map(|own| own.rows())
    }

    /// The lines of the built-in table.
    fn lines(&self) -> std::ops::Range<usize> {
        0..if self.builtin { builtin::count() } else { 0 }
    }

    /// Every document that bore this number, oldest first. Numbers of the Party begin again with each congress, those
    /// without a year in each year, local ones are given in each place: the number alone does not tell which is meant.
    #[must_use]
    pub fn with_key(&self, key: &Key) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = if self.builtin { builtin::with_key(key) } else { Vec::new() };
        if let Some(own) = &self.own {
            rows.retain(|row| !own.with_key(key).any(|mine| mine.is_same(row)));
            rows.extend(own.with_key(key));
            rows.sort_by_key(|row| (row.date, row.at));
        }
        rows
    }

    /// The documents that a number of this type may mean, oldest first.
    #[must_use]
    pub fn find(&self, doc_type: Option<&str>, number: &Number) -> Vec<Row<'_>> {
        let Some(key) = key_of(number) else { return Vec::new() };
        let mut rows = self.with_key(&key);
        rows.retain(|row| row.may_be_called(doc_type));
        rows
    }

    /// The documents of one day.
    pub fn of_day<'r>(&'r self, day: NaiveDate) -> impl Iterator<Item = Row<'r>> {
        self.of_day_with(day, |_| true)
    }

    /// The documents of one day whose numbers fit.
    fn of_day_with<'r>(&'r self, day: NaiveDate, fits: impl Fn(&str) -> bool + Copy) -> impl Iterator<Item = Row<'r>> {
        let lines = if self.builtin { builtin::of_day(day) } else { 0..0 };
        let table = lines.filter_map(move |line| -> Option<Row<'r>> { builtin::at_with(line, fits) });
        let table = table.filter(|row| !self.is_replaced(row));
        let own = self.own.iter().flat_map(move |own| own.of_day(day));
        table.chain(own.filter(move |row| fits(row.number)))
    }

    /// Whether a register of the user's own has another row for the document.
    fn is_replaced(&self, row: &Row) -> bool {
        let Some(own) = &self.own else { return false };
        Key::of(row.number).is_some_and(|key| own.with_key(&key).any(|mine| mine.is_same(row)))
    }

    /// The row of the built-in table for a document of the user's own registers, which that row takes the place of.
    #[must_use]
    pub fn replaced(&self, mine: &Row) -> Option<Row<'static>> {
        let key = Key::of(mine.number).filter(|_| self.builtin && mine.basis == Basis::Own)?;
        builtin::with_key(&key).into_iter().find(|row| mine.is_same(row))
    }

    /// The documents of `day` whose number differs from this one by one slip of the hand in its digits, with the same
    /// symbol and year; the likeliest slip first, then the best known.
    #[must_use]
    pub fn near(&self, doc_type: Option<&str>, number: &Number, day: NaiveDate) -> Vec<Row<'_>> {
        let Some(key) = key_of(number).filter(|key| near::slips(&key.digits)) else { return Vec::new() };
        let edit = |other: &str| {
            let other = Parts::of(other).filter(|other| near::slips(other.digits) && other.is_beside(&key))?;
            edited(&key.digits, other.digits)
        };
        // A day has few documents, a number many neighbours.
        let found = self.of_day_with(day, |other| edit(other).is_some()).filter(|row| row.may_be_called(doc_type));
        likeliest_first(found.filter_map(|row| Some((edit(row.number)?, row))).collect())
    }

    /// The numbers that documents of the series of a key bear, ascending; now and then those of another series among them.
    #[must_use]
    pub fn numbers(&self, key: &Key) -> Vec<u32> {
        let mut numbers: Vec<u32> = if self.builtin { builtin::numbers(key).collect() } else { Vec::new() };
        if let Some(own) = &self.own {
            numbers.extend(own.numbers(key));
            numbers.sort_unstable();
            numbers.dedup();
        }
        numbers
    }

    /// The documents that fit whose number differs from `key` by one slip in its digits, the likeliest slip first, then
    /// the best known.
    #[must_use]
    pub fn near_key(&self, key: &Key, fits: impl Fn(&Row) -> bool) -> Vec<Row<'_>> {
        if !near::slips(&key.digits) {
            return Vec::new();
        }
        let mut found: Vec<(Edited, Row)> = Vec::new();
        let mut near = key.clone();
        for number in self.numbers(key) {
            let Some(edit) = near::edited_number(&key.digits, number) else { continue };
            near.digits = number.to_string();
            found.extend(self.with_key(&near).into_iter().filter(|row| fits(row)).map(|row| (edit, row)));
        }
        likeliest_first(found)
    }

    /// The documents of `day` whose number differs from this one by one or two characters of digits and symbol, with how
    /// many, the nearest first; not those of which one digit alone slipped.
    #[must_use]
    pub fn two_off(&self, number: &Number, day: NaiveDate) -> Vec<(usize, Row<'_>)> {
        let Some(key) = key_of(number).filter(|key| near::slips(&key.digits)) else { return Vec::new() };
        let slips = |other: &str| {
            let other = Parts::of(other).filter(|other| other.year == key.year && near::slips(other.digits))?;
            if other.symbol().count().abs_diff(key.symbol.len()) > 1 {
                return None;
            }
            let digits = near::slips_between(&key.digits, other.digits);
            // Two digits off are a slip with the right letters only.
            if digits > 2 || digits == 2 && !other.is_beside(&key) {
                return None;
            }
            let letters = near::slips_between(&key.symbol, &other.symbol().collect::<String>());
            matches!((digits, letters), (2, 0) | (0, 1 | 2) | (1, 1)).then_some(digits + letters)
        };
        let found = self.of_day_with(day, |other| slips(other).is_some());
        let found = found.filter(|row| row.basis != Basis::Uncertain);
        let found = found.filter_map(|row| Some((slips(row.number)?, row)));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(slips, row)| (*slips, row.at));
        found
    }

    /// What the archive says of a number of this type: a row for each date that its documents give it, oldest first.
    #[must_use]
    pub fn cited(&self, doc_type: Option<&str>, number: &Number) -> Vec<Row<'_>> {
        let Some((archive, key)) = self.archive.as_ref().zip(key_of(number)) else { return Vec::new() };
        let rows = archive.rows().filter(|(other, row)| **other == key && row.may_be_called(doc_type));
        rows.map(|(_, row)| row).collect()
    }

    /// The documents of `day` that the archive cites and whose number differs from this one by one slip in its digits; the
    /// most cited first.
    #[must_use]
    pub fn cited_near(&self, doc_type: Option<&str>, number: &Number, day: NaiveDate) -> Vec<Row<'_>> {
        let Some((archive, key)) = self.archive.as_ref().zip(key_of(number)) else { return Vec::new() };
        let is_near = |other: &Key| {
            other.symbol == key.symbol && other.year == key.year && edited(&key.digits, &other.digits).is_some()
        };
        let rows =
            archive.rows().filter(|(other, row)| row.date == day && row.may_be_called(doc_type) && is_near(other));
        let mut rows: Vec<Row> = rows.map(|(_, row)| row).collect();
        rows.sort_by_key(|row| (Reverse(row.count), row.at));
        rows
    }

    /// The documents that amend, replace or abolish it.
    pub fn changes<'r>(&'r self, row: &Row) -> impl Iterator<Item = Change<'r>> + use<'r> {
        let (line, own) = match row.at {
            At::Builtin(line) => (Some(line), None),
            At::Own(at) => (None, self.own.as_ref().and_then(|own| own.changes(at))),
            At::Archive(_) => (None, None),
        };
        line.into_iter().flat_map(|line| -> Vec<Change<'r>> { builtin::changes(line).collect() }).chain(own)
    }

    /// The document that took its place or ended it: the one by whose effect it went out of force, else the first.
    #[must_use]
    pub fn replaced_by(&self, row: &Row) -> Option<Change<'_>> {
        let to = row.to;
        let ends = |c: &Change| c.kind != Kind::Amends && to.is_some();
        self.changes(row).filter(ends).min_by_key(|c| (Some(c.date) != to, c.kind == Kind::Abolishes, c.date))
    }

    /// The documents that amend it, oldest first.
    #[must_use]
    pub fn amended_by(&self, row: &Row) -> Vec<Change<'_>> {
        let mut found: Vec<_> = self.changes(row).filter(|c| c.kind == Kind::Amends).collect();
        found.sort_by_key(|c| (c.date, c.new));
        found
    }

    /// The documents whose title holds these words as they stand: far cheaper than to ask for words however written.
    #[must_use]
    pub fn titled(&self, words: &str) -> Vec<Row<'_>> {
        let lines = self.builtin.then(|| builtin::holding(words)).into_iter().flatten();
        let table = lines.map(|line| -> Row<'_> { builtin::at(line) }).filter(|row| !self.is_replaced(row));
        let mut rows: Vec<Row> = self.own_rows().chain(table).filter(|row| row.title.contains(words)).collect();
        rows.dedup_by_key(|row| row.at);
        rows
    }

    /// The documents with these words in type, number, issuer or title, the best first, at most `most`. Words may be
    /// written with or without marks.
    #[must_use]
    pub fn with_words(&self, words: &str, most: usize) -> Vec<Hit<'_>> {
        words::find(self, words, most)
    }
}

/// The rows by the likelihood of their slips, then by how well they are known: the best known documents are cited most, and
/// so spoilt most.
fn likeliest_first(mut found: Vec<(Edited, Row<'_>)>) -> Vec<Row<'_>> {
    found.sort_by_key(|(edit, row)| (*edit, !row.is_read(), Reverse(row.count), row.at));
    found.dedup_by_key(|(_, row)| row.at);
    found.into_iter().map(|(_, row)| row).collect()
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

    static BUILTIN: Register = Register::builtin();

    fn with(number: &str) -> Vec<Row<'static>> {
        BUILTIN.with_key(&Key::of(number).unwrap())
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
        let numbers: Vec<_> = BUILTIN.of_day(day(2020, 3, 5)).map(|r| r.number).collect();
        assert!(numbers.contains(&"30/2020/NĐ-CP"), "{numbers:?}");
        assert!(BUILTIN.titled("công tác văn thư").iter().any(|r| r.number == "30/2020/NĐ-CP"));
        assert!(BUILTIN.titled("30/2020/NĐ-CP\tChính phủ").is_empty());
        assert_eq!(Register::builtin().of_day(day(1800, 1, 1)).count(), 0);
    }

    #[test]
    fn near_numbers_of_the_day_are_found() {
        let near = |number: &str, d: NaiveDate| {
            let rows = BUILTIN.near_key(&Key::of(number).unwrap(), |row| row.date == d);
            rows.iter().map(|r| r.number).collect::<Vec<_>>()
        };
        assert_eq!(near("545-CT/TW", day(2020, 6, 20)), ["45-CT/TW"]);
        assert_eq!(near("03/2020/NĐ-CP", day(2020, 3, 5))[0], "30/2020/NĐ-CP");
        assert!(near("99/2020/NĐ-CP", day(2020, 3, 5)).is_empty());
    }

    #[test]
    fn the_decree_on_clerical_work_replaced_two() {
        let old = &with("110/2004/NĐ-CP")[0];
        let new: Vec<_> = BUILTIN.changes(old).filter(|c| c.kind != Kind::Amends).map(|c| c.new).collect();
        assert!(new.contains(&"30/2020/NĐ-CP"), "{new:?}");
    }

    #[test]
    fn own_rows_win_over_the_table() {
        let mut own = Own::default();
        own.begin("a.csv");
        let columns = Columns::of(&["number", "date", "issuer", "to", "replaced by"]).unwrap();
        own.push(&columns, &["30/2020/NĐ-CP", "2020-03-06", "Chính phủ", "2024-01-01", "01/2024/NĐ-CP"]).unwrap();
        own.push(&columns, &["45-CT/TW", "2007-05-05", "Ban Bí thư"]).unwrap();
        let register = Register::builtin().with_own(own);
        let rows = register.with_key(&Key::of("30/2020/NĐ-CP").unwrap());
        assert_eq!(rows.iter().map(|r| (r.date, r.basis)).collect::<Vec<_>>(), [(day(2020, 3, 6), Basis::Own)]);
        assert_eq!(register.replaced(&rows[0]).map(|r| r.date), Some(day(2020, 3, 5)));
        assert_eq!(register.replaced_by(&rows[0]).map(|c| c.new), Some("01/2024/NĐ-CP"));
        assert!(register.of_day(day(2020, 3, 5)).all(|r| r.number != "30/2020/NĐ-CP"));
        // Another term of the Party is another document.
        let terms = register.with_key(&Key::of("45-CT/TW").unwrap());
        assert_eq!(terms.len(), with("45-CT/TW").len() + 1);
    }
}
