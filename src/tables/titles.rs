//! Titles of laws, codes, ordinances and the Constitutions.

use super::{Day, Sure, fold, rows_of};

/// What a row of the titles rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Other documents that cite it.
    Cited,
    /// The codification (Bộ Pháp điển).
    Codification,
    /// General knowledge, not yet read in a source.
    Known,
    /// The gazette.
    Metadata,
    /// The codification or the gazette, and another witness.
    Verified,
}

/// A law, code, ordinance or constitution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// "Luật", "Bộ luật", "Pháp lệnh" or "Hiến pháp".
    pub kind: &'static str,
    /// The title without its type word, as the law is cited ("Thi đua, khen thưởng"); empty for a constitution.
    pub title: &'static str,
    /// The number; empty where it has none or it is not known.
    pub number: &'static str,
    /// Day of adoption.
    pub date: Day,
    /// First day in force, if known.
    pub from: Option<Day>,
    /// Last day in force; none also where the end is not known.
    pub to: Option<Day>,
    /// The last article, if known; inserted ones count under their base.
    pub last_article: Option<u16>,
    /// What the row rests on.
    pub basis: Basis,
    /// The same in words.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

/// A law or ordinance that amends others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// "Luật", "Bộ luật" or "Pháp lệnh".
    pub kind: &'static str,
    /// The title without its type word ("Sửa đổi, bổ sung một số điều của Luật …").
    pub title: &'static str,
    /// The number.
    pub number: &'static str,
    /// Day of adoption.
    pub date: Day,
    /// First day in force, if known.
    pub from: Option<Day>,
    /// Last day in force, if known.
    pub to: Option<Day>,
    /// What the row rests on.
    pub basis: Basis,
    /// The same in words.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

include!(concat!(env!("OUT_DIR"), "/titles.rs"));

/// All titles, sorted by [`fold`]ed title, kind, day and number.
#[must_use]
pub fn titles() -> &'static [Title] {
    TITLES
}

/// Every folded title, with the positions of its rows in [`titles`], sorted by title in byte order for longest-prefix
/// search on folded text. The Constitutions, which have no title, are not in it.
#[must_use]
pub fn titles_index() -> &'static [(&'static str, &'static [u16])] {
    TITLES_INDEX
}

/// The rows with this title (NFC), whatever its case and tone placement.
pub fn titles_named(title: &str) -> impl Iterator<Item = &'static Title> + use<> {
    rows_of(TITLES_INDEX, &fold(title)).iter().map(|&i| &TITLES[usize::from(i)])
}

/// The rows with exactly this number.
pub fn titles_numbered(number: &str) -> impl Iterator<Item = &'static Title> + use<> {
    rows_of(TITLES_BY_NUMBER, number).iter().map(|&i| &TITLES[usize::from(i)])
}

/// Laws and ordinances that amend others, sorted as the titles are.
#[must_use]
pub fn amendments() -> &'static [Amendment] {
    AMENDMENTS
}

/// The years by which the Constitutions are known.
#[must_use]
pub fn constitution_years() -> &'static [u16] {
    CONSTITUTION_YEARS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::longest_prefix;

    #[test]
    fn titles_with_commas_stay_whole() {
        let text = fold("Thi đua, khen thưởng năm 2022");
        let at = longest_prefix(titles_index(), &text).unwrap();
        assert_eq!(titles_index()[at].0, "thi đua, khen thưởng");
        assert!(titles_named("Bảo vệ sức khoẻ nhân dân").count() == 1);
    }

    #[test]
    fn a_law_has_its_years() {
        let years: Vec<_> = titles_named("Đất đai").map(|t| t.date.year).collect();
        assert_eq!(years, [1987, 1993, 2003, 2013, 2024]);
        let civil = titles_numbered("91/2015/QH13").next().unwrap();
        assert_eq!((civil.kind, civil.title, civil.last_article), ("Bộ luật", "Dân sự", Some(689)));
    }

    #[test]
    fn five_constitutions() {
        assert_eq!(constitution_years(), [1946, 1959, 1980, 1992, 2013]);
    }
}
