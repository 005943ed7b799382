//! The highest numbers seen in a series, and the ceilings set above them.

use super::{Day, Sure, organs_with_symbol, rows_of, within};
use chrono::NaiveDate;

/// Over what a series of numbers runs before it starts again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CapScope {
    /// A term of the National Assembly.
    AssemblyTerm,
    /// One round of elections.
    Election,
    /// A term of the Party committee, from one congress to the next.
    PartyTerm,
    /// For ever.
    Running,
    /// A calendar year.
    Year,
}

/// The ceiling of one series over one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Who numbers, in words.
    pub issuer: &'static str,
    /// Codes of the types in the series.
    pub types: &'static [&'static str],
    /// Patterns of its symbols: `code-organ`, `code/organ`, or the organ alone where the symbol has no code.
    /// `*` stands for anything, `<k>` for an ordinal, `<BỘ>` for a ministry.
    pub symbols: &'static [&'static str],
    /// The span of the row in words.
    pub period: &'static str,
    /// Over what the series runs.
    pub scope: CapScope,
    /// The term of the National Assembly the row is for, where it is for one only.
    pub assembly: Option<u32>,
    /// Whether its numbers carry the year ("19/2025/QĐ-TTg") or not ("1624/QĐ-TTg"); none where both are meant.
    pub with_year: Option<bool>,
    /// The series of dotted numbers (66.k/Y/NQ-CP, NQ 206/2025/QH15), which are right as they are.
    pub dotted: bool,
    /// First day or year of the row, if it has one.
    pub from: Option<Day>,
    /// Last day or year of the row.
    pub to: Option<Day>,
    /// The highest number seen, in words.
    pub highest: &'static str,
    /// Above this a number is worth a warning; 0 sets no ceiling.
    pub warn_above: u32,
    /// Above this a number is surely wrong; 0 sets no ceiling.
    pub error_above: u32,
    /// What the ceiling rests on.
    pub how: &'static str,
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

impl Cap {
    /// Whether the row may hold for a number given on `day`.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }

    /// Whether the row may hold for a number of the year `year`.
    #[must_use]
    pub fn covers_year(&self, year: u16) -> bool {
        self.from.is_none_or(|d| d.year <= year) && self.to.is_none_or(|d| d.year >= year)
    }

    /// Whether the row is for such an organ; it is for `code`.
    fn matches(&self, code: &str, organ: &str) -> bool {
        // Most symbols end otherwise, which is told before they are taken apart.
        let last = organ.bytes().next_back();
        let ends_so = |s: &str| matches!(s.bytes().next_back(), Some(b'*' | b'>')) || s.bytes().next_back() == last;
        self.symbols.iter().any(|s| ends_so(s) && Pattern::of(s).matches(code, organ))
    }

    /// Whether the row was written for a group of organs, so that an organ's own row goes before it.
    fn is_general(&self) -> bool {
        self.symbols.iter().any(|s| is_open(Pattern::of(s).organ))
    }
}

include!(concat!(env!("OUT_DIR"), "/caps.rs"));

/// All ceilings, sorted by first type, first symbol, first day and period.
#[must_use]
pub fn caps() -> &'static [Cap] {
    CAPS
}

/// The ceilings for numbers with this type code, organ and presence of a year, in the order of the table.
///
/// `code` is the type's code even where the symbol shows none: "L", "BL" or "NQ" with organ "QH15", "CV" with organ
/// "VPCP" for công văn of the State. Separators do not matter. A row for a group ("TT-<BỘ>") is left out where the organ
/// has a row of its own for some of the same time. Dotted series are not among them; see [`dotted_caps`]. Which of the
/// rows holds at the date is told by [`Cap::covers`].
pub fn caps_for(code: &str, organ: &str, with_year: bool) -> impl Iterator<Item = &'static Cap> {
    let fits =
        move |cap: &Cap| !cap.dotted && cap.with_year.is_none_or(|own| own == with_year) && cap.matches(code, organ);
    caps_of_code(code).filter(move |cap| {
        fits(cap)
            && !(cap.is_general() && caps_of_code(code).any(|own| !own.is_general() && fits(own) && overlap(own, cap)))
    })
}

/// The rows of dotted series of this type code and organ.
pub fn dotted_caps(code: &str, organ: &str) -> impl Iterator<Item = &'static Cap> {
    caps_of_code(code).filter(move |cap| cap.dotted && cap.matches(code, organ))
}

/// The rows of this type code, whatever the organ.
pub fn caps_of_code(code: &str) -> impl Iterator<Item = &'static Cap> + use<> {
    rows_of(CAPS_BY_CODE, code).iter().map(|&i| &CAPS[usize::from(i)])
}

fn overlap(a: &Cap, b: &Cap) -> bool {
    let starts_by_end = |x: &Cap, y: &Cap| match (x.from, y.to) {
        (Some(from), Some(to)) => from.earliest() <= to.latest(),
        _ => true,
    };
    starts_by_end(a, b) && starts_by_end(b, a)
}

/// A pattern of a symbol, taken apart at its first separator.
pub(super) struct Pattern<'a> {
    pub(super) code: Option<&'a str>,
    pub(super) organ: &'a str,
}

impl<'a> Pattern<'a> {
    pub(super) fn of(symbol: &'a str) -> Self {
        let separator = symbol.bytes().position(|b| matches!(b, b'-' | b'/'));
        match separator.map(|at| (&symbol[..at], &symbol[at + 1..])) {
            Some(("<CQ>", _)) => Self { code: None, organ: symbol },
            Some((code, organ)) => Self { code: Some(code), organ },
            None => Self { code: None, organ: symbol },
        }
    }

    fn matches(&self, code: &str, organ: &str) -> bool {
        self.code.is_none_or(|own| own == "*" || own == code) && body_matches(self.organ, organ)
    }
}

/// Whether the organ part of a pattern stands for several organs.
fn is_open(pattern: &str) -> bool {
    pattern.bytes().any(|b| matches!(b, b'*' | b'<'))
}

/// Whether an organ part fits the organ part of a pattern.
pub(super) fn body_matches(pattern: &str, organ: &str) -> bool {
    if !is_open(pattern) {
        return pattern == organ;
    }
    // Further groups of a pattern are units or further organs, of which there may be any number.
    if let Some((head, _)) = pattern.split_once("-<") {
        return match organ.split_once('-') {
            Some((first, rest)) => !rest.is_empty() && body_matches(head, first),
            // 298 KH/TWĐTN is written without its unit.
            None => head == organ,
        };
    }
    match pattern {
        "*" | "<A>" | "<CQ>" => !organ.is_empty(),
        "<BỘ>" => organs_with_symbol(organ).any(|o| o.ministry),
        _ => match pattern.strip_suffix("<k>") {
            Some(stem) => organ
                .strip_prefix(stem)
                .is_some_and(|k| !k.is_empty() && k.len() <= 2 && k.bytes().all(|b| b.is_ascii_digit())),
            None => pattern == organ,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn at(code: &str, organ: &str, with_year: bool, day: NaiveDate) -> Vec<(u32, u32)> {
        caps_for(code, organ, with_year).filter(|c| c.covers(day)).map(|c| (c.warn_above, c.error_above)).collect()
    }

    #[test]
    fn party_numbers_follow_the_term() {
        assert_eq!(at("CT", "TW", false, on(2025, 4, 14)), [(70, 150)]);
        assert_eq!(at("CT", "TW", false, on(1976, 8, 20)), [(0, 0)]);
        assert!(at("QĐNS", "TW", false, on(2020, 1, 1)) == [(6000, 9999)]);
    }

    #[test]
    fn the_year_in_the_number_decides() {
        assert_eq!(at("QĐ", "TTg", true, on(2020, 1, 1)), [(120, 400)]);
        assert_eq!(at("QĐ", "TTg", false, on(2020, 1, 1)), [(3200, 5000)]);
    }

    #[test]
    fn assemblies_have_their_own_rows() {
        assert_eq!(at("L", "QH15", true, on(2025, 6, 1)), [(170, 250)]);
        assert_eq!(caps_for("NQ", "QH14", true).next().unwrap().assembly, Some(14));
        assert_eq!(caps_for("PL", "UBTVQH15", true).count(), 1);
        assert_eq!(caps_for("NQ", "UBTVQH15", false).count(), 1);
    }

    #[test]
    fn an_own_row_goes_before_the_group() {
        assert_eq!(at("TT", "BTC", true, on(2016, 1, 1)), [(400, 600)]);
        assert_eq!(at("TT", "BTP", true, on(2016, 1, 1)), [(150, 400)]);
        // 2866/1998/TT-BQP is real.
        assert_eq!(at("TT", "BQP", true, on(1998, 1, 1)), [(0, 0)]);
    }

    #[test]
    fn dotted_numbers_have_no_ceiling() {
        assert!(dotted_caps("NQ", "CP").all(|c| c.warn_above == 0));
        assert_eq!(at("NQ", "CP", true, on(2025, 11, 15)), [(480, 900)]);
    }
}
