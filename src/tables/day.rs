//! A day of which the month or the day may be unknown: sources often state only the year.

use chrono::{Datelike, NaiveDate};

/// A year, a month of a year, or a day; 0 stands for an unknown month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Four digits, never 0.
    pub year: u16,
    /// 1 to 12, or 0.
    pub month: u8,
    /// 1 to 31, or 0.
    pub day: u8,
}

impl Day {
    /// The first day meant, as year, month, day.
    #[must_use]
    pub const fn earliest(self) -> (i32, u32, u32) {
        let month = if self.month == 0 { 1 } else { self.month };
        let day = if self.day == 0 { 1 } else { self.day };
        (self.year as i32, month as u32, day as u32)
    }

    /// The last day meant, as year, month, day.
    #[must_use]
    pub const fn latest(self) -> (i32, u32, u32) {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { days_of_month(self.year, month) } else { self.day };
        (self.year as i32, month as u32, day as u32)
    }

    /// Whether the whole of it is stated.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.day != 0
    }

    /// The day itself, where it is stated in full.
    #[must_use]
    pub fn exact(self) -> Option<NaiveDate> {
        if !self.is_exact() {
            return None;
        }
        NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(self.month), u32::from(self.day))
    }

    /// Whether it may be on or before `day`: read as the first day of a span, the span may have begun by then.
    #[must_use]
    pub fn not_after(self, day: NaiveDate) -> bool {
        self.earliest() <= parts(day)
    }

    /// Whether it may be on or after `day`: read as the last day of a span, the span may still run then.
    #[must_use]
    pub fn not_before(self, day: NaiveDate) -> bool {
        self.latest() >= parts(day)
    }

    /// Whether it is surely before `day`.
    #[must_use]
    pub fn is_before(self, day: NaiveDate) -> bool {
        !self.not_before(day)
    }

    /// Whether it is surely after `day`.
    #[must_use]
    pub fn is_after(self, day: NaiveDate) -> bool {
        !self.not_after(day)
    }

    /// Whether `day` may be the day meant.
    #[must_use]
    pub fn may_be(self, day: NaiveDate) -> bool {
        self.not_after(day) && self.not_before(day)
    }
}

impl std::fmt::Display for Day {
    /// As Vietnamese documents write it: `05/3/2020`, `3/2020`, `2020`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{}", self.year),
            // Phụ lục I, NĐ 30/2020: a 0 before days under 10 and months 1 and 2 only.
            (m @ 1..=2, 0) => write!(f, "0{m}/{}", self.year),
            (m, 0) => write!(f, "{m}/{}", self.year),
            (m @ 1..=2, d) => write!(f, "{d:02}/0{m}/{}", self.year),
            (m, d) => write!(f, "{d:02}/{m}/{}", self.year),
        }
    }
}

fn parts(day: NaiveDate) -> (i32, u32, u32) {
    (day.year(), day.month(), day.day())
}

const fn days_of_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn unknown_parts_widen_both_ways() {
        let year = Day { year: 2020, month: 0, day: 0 };
        assert_eq!(year.earliest(), (2020, 1, 1));
        assert_eq!(year.latest(), (2020, 12, 31));
        let month = Day { year: 2020, month: 2, day: 0 };
        assert_eq!(month.latest(), (2020, 2, 29));
        assert!(year.may_be(date(2020, 6, 1)));
        assert!(year.is_before(date(2021, 1, 1)));
        assert!(year.is_after(date(2019, 12, 31)));
        assert_eq!(year.exact(), None);
    }

    #[test]
    fn a_full_day_is_itself() {
        let day = Day { year: 2025, month: 6, day: 30 };
        assert_eq!(day.exact(), Some(date(2025, 6, 30)));
        assert!(day.not_before(date(2025, 6, 30)));
        assert!(day.is_before(date(2025, 7, 1)));
    }

    #[test]
    fn written_the_vietnamese_way() {
        assert_eq!(Day { year: 2020, month: 3, day: 5 }.to_string(), "05/3/2020");
        assert_eq!(Day { year: 2025, month: 1, day: 1 }.to_string(), "01/01/2025");
        assert_eq!(Day { year: 2004, month: 6, day: 0 }.to_string(), "6/2004");
    }
}
