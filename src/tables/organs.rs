//! Issuing organs: their symbols, names and the time they existed.

use super::{Day, Sphere, Sure, fold, rows_of, within};
use chrono::NaiveDate;

/// An organ under one symbol over one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organ {
    /// Its symbol in numbers ("BTC").
    pub abbr: &'static str,
    /// Its name, without remarks.
    pub name: &'static str,
    /// Short names, other symbols and titles of its head under which documents name it.
    pub short_names: &'static [&'static str],
    /// What the sources add in brackets.
    pub note: &'static str,
    /// Whose organ it is.
    pub sphere: Sphere,
    /// A ministry, an organ of that rank, or an agency that issued circulars like one before 2003.
    pub ministry: bool,
    /// First day, if known.
    pub from: Option<Day>,
    /// Last day; none if it exists or the end is not known.
    pub to: Option<Day>,
    /// Symbols of the organs that took over, all in this table.
    pub successors: &'static [&'static str],
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

impl Organ {
    /// Whether it may have existed on `day`.
    #[must_use]
    pub fn existed(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }

    /// The rows of the organs that took over.
    pub fn successor_rows(&self) -> impl Iterator<Item = &'static Organ> + use<> {
        self.successors.iter().flat_map(|abbr| organs_with_abbr(abbr))
    }
}

include!(concat!(env!("OUT_DIR"), "/organs.rs"));

/// All organs, sorted by symbol, first day and name.
#[must_use]
pub fn organs() -> &'static [Organ] {
    ORGANS
}

/// The organs with exactly this symbol: several where one symbol was used twice ("BNV" before and after 1998) or for
/// several organs ("TW").
pub fn organs_with_abbr(abbr: &str) -> impl Iterator<Item = &'static Organ> + use<> {
    let rows = &ORGANS[ORGANS.partition_point(|o| o.abbr < abbr)..];
    // A symbol has few.
    rows[..rows.iter().take_while(|o| o.abbr == abbr).count()].iter()
}

/// The organs that write this symbol in their numbers: by [`Organ::abbr`], or by a short name that is another spelling of
/// it ("TCĐC" for "ĐC"), the former first. Letters must match exactly.
pub fn organs_with_symbol(symbol: &str) -> impl Iterator<Item = &'static Organ> + use<> {
    rows_of(ORGANS_BY_SYMBOL, symbol).iter().map(|&i| &ORGANS[usize::from(i)])
}

/// Whether only one organ of the country has this symbol: ministries and organs of the State above them do.
#[must_use]
pub fn is_of_country(symbol: &str) -> bool {
    let mut rows = organs_with_symbol(symbol).peekable();
    rows.peek().is_some() && rows.all(|o| o.ministry || o.sphere == Sphere::State)
}

/// The organs with this name or short name (NFC), whatever its case and tone placement.
pub fn organs_named(name: &str) -> impl Iterator<Item = &'static Organ> + use<> {
    rows_of(ORGAN_INDEX, &fold(name)).iter().map(|&i| &ORGANS[usize::from(i)])
}

/// Every name and short name as written, with the position of its organ in [`organs`], sorted by name in byte order for
/// longest-prefix search. A name of several organs stands several times.
#[must_use]
pub fn organ_names() -> &'static [(&'static str, usize)] {
    ORGAN_NAMES
}

/// Every folded name and short name, with the positions of its organs in [`organs`], sorted by name in byte order.
#[must_use]
pub fn organ_index() -> &'static [(&'static str, &'static [u16])] {
    ORGAN_INDEX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::longest_prefix;

    #[test]
    fn one_symbol_two_ministries() {
        let rows: Vec<_> = organs_with_abbr("BNV").collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].successors, ["BCA"]);
        assert!(rows[1].to.is_none());
    }

    #[test]
    fn other_spellings_of_a_symbol() {
        assert!(organs_with_symbol("TCĐC").all(|o| o.abbr == "ĐC" && o.ministry));
        assert_eq!(organs_with_symbol("TCĐC").count(), 1);
        assert_eq!(organs_with_symbol("BQP").count(), 1);
        assert_eq!(organs_with_symbol("BNPTNT").count(), 0);
    }

    #[test]
    fn names_in_any_case_and_tone_style() {
        assert!(organs_named("bộ tài chính").any(|o| o.abbr == "BTC"));
        assert!(organs_named("Uỷ ban nhân dân").any(|o| o.abbr == "UBND"));
        assert!(organs_named("Ban Bí thư").all(|o| o.abbr == "TW"));
        assert!(organs_named("Ban Thường vụ Tỉnh ủy").all(|o| o.abbr == "TU"));
        assert_eq!(organs_named("Bộ Trà đá").count(), 0);
    }

    #[test]
    fn the_longest_name_is_found() {
        let text = "Bộ Nông nghiệp và Phát triển nông thôn quy định";
        let at = longest_prefix(organ_names(), text).unwrap();
        assert_eq!(organ_names()[at].0, "Bộ Nông nghiệp và Phát triển nông thôn");
    }

    #[test]
    fn merged_ministries_lead_on() {
        let day = NaiveDate::from_ymd_opt(2025, 4, 5).unwrap();
        let gtvt = organs_with_abbr("BGTVT").next().unwrap();
        assert!(!gtvt.existed(day));
        assert!(gtvt.successor_rows().any(|o| o.abbr == "BXD" && o.existed(day)));
    }
}
