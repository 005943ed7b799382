//! Provinces and cities under the centre, with the time each existed.

use super::{Day, Sure, fold, rows_of, within};
use chrono::NaiveDate;

/// The list of units a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// The 34 units since 1/7/2025 (NQ 202/2025/QH15).
    New34,
    /// The 63 units until 30/6/2025.
    Old63,
    /// Units that ended before.
    Historic,
}

/// A province or city under one status over one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// Its name without kind ("Quảng Nam").
    pub name: &'static str,
    /// "tỉnh", "thành phố trực thuộc trung ương" or "đặc khu".
    pub kind: &'static str,
    /// Which list of units the row belongs to.
    pub set: Set,
    /// What the sources add in brackets.
    pub note: &'static str,
    /// First day, if known.
    pub from: Option<Day>,
    /// Last day; none if it exists.
    pub to: Option<Day>,
    /// Names of the units it went into.
    pub merged_into: &'static [&'static str],
    /// Other ways to write the name.
    pub aliases: &'static [&'static str],
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

impl Province {
    /// Whether it may have existed on `day` under this status.
    #[must_use]
    pub fn existed(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }
}

include!(concat!(env!("OUT_DIR"), "/provinces.rs"));

/// All rows, sorted by name and first day.
#[must_use]
pub fn provinces() -> &'static [Province] {
    PROVINCES
}

/// The rows with this name or alias (NFC), whatever its case and tone placement.
pub fn provinces_named(name: &str) -> impl Iterator<Item = &'static Province> + use<> {
    rows_of(PROVINCE_INDEX, &fold(name)).iter().map(|&i| &PROVINCES[usize::from(i)])
}

/// A row with the longest name or alias that begins a text and ends there with a word. Of the text, which is folded, only
/// blanks part words.
#[must_use]
pub fn province_before(text: &str) -> Option<&'static Province> {
    let first = text.split(' ').next().filter(|word| !word.is_empty())?;
    let names = &PROVINCE_INDEX[PROVINCE_INDEX.partition_point(|(name, _)| *name < first)..];
    let ends = |name: &str| text.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let whole = names.iter().take_while(|(name, _)| name.starts_with(first)).filter(|(name, _)| ends(name));
    whole.last().map(|(_, rows)| &PROVINCES[usize::from(rows[0])])
}

/// Every folded name and alias, with the positions of its rows in [`provinces`], sorted by name in byte order.
#[must_use]
pub fn province_index() -> &'static [(&'static str, &'static [u16])] {
    PROVINCE_INDEX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quang_nam_ended() {
        let rows: Vec<_> = provinces_named("Quảng Nam").collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].to, Some(Day { year: 2025, month: 6, day: 30 }));
        assert_eq!(rows[0].merged_into, ["Đà Nẵng"]);
    }

    #[test]
    fn status_changes_keep_the_name() {
        let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let kind = |day| provinces_named("Đồng Nai").find(|p| p.existed(day)).unwrap().kind;
        assert_eq!(kind(on(2026, 4, 29)), "tỉnh");
        assert_eq!(kind(on(2026, 4, 30)), "thành phố trực thuộc trung ương");
        assert!(provinces_named("Hoà Bình").all(|p| p.name == "Hòa Bình"));
        assert!(provinces_named("TP.HCM").count() > 0);
        assert!(provinces_named("Cần Thơ").any(|p| p.set == Set::Historic));
    }

    #[test]
    fn texts_begin_with_provinces() {
        for (name, rows) in province_index() {
            for text in [(*name).to_owned(), format!("{name} và")] {
                assert_eq!(province_before(&text), Some(&provinces()[usize::from(rows[0])]), "{text}");
            }
        }
        assert_eq!(province_before("quảng nam đà nẵng").map(|p| p.name), Some("Quảng Nam"));
        assert_eq!(province_before("quảng nam;"), None);
        assert_eq!(province_before("thành phố"), None);
        assert_eq!(province_before(""), None);
    }
}
