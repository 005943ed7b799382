//! Terms of office, plan periods, and the Party's congresses.

use super::{Day, Sure};
use chrono::NaiveDate;

/// Whose terms, or which kind of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermTable {
    /// Party cells.
    ChiBo,
    /// Ten-year strategies.
    ChienLuoc10Nam,
    /// The Government.
    ChinhPhu,
    /// The President.
    ChuTichNuoc,
    /// Trade unions.
    CongDoan,
    /// Veterans' Association.
    CuuChienBinh,
    /// Party committees below the centre.
    DangDiaPhuong,
    /// The Party's Central Committee.
    DangTrungUong,
    /// Youth Union.
    Doan,
    /// People's Councils.
    HoiDongNhanDan,
    /// Five-year plans.
    KeHoach5Nam,
    /// The Fatherland Front.
    MatTran,
    /// Farmers' Union.
    NongDan,
    /// Budget stability periods.
    OnDinhNganSach,
    /// Women's Union.
    PhuNu,
    /// The National Assembly.
    QuocHoi,
    /// Planning periods.
    QuyHoach,
    /// Periods of rearranging administrative units.
    SapXepDonViHanhChinh,
}

/// One term or period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    /// Whose.
    pub body: TermTable,
    /// Its ordinal (15 for khóa XV), where terms are counted nationally.
    pub ordinal: Option<u32>,
    /// First year.
    pub from: u16,
    /// Last year.
    pub to: u16,
    /// Election day, or first day of the congress.
    pub event: Option<Day>,
    /// Last day of the congress.
    pub event_end: Option<Day>,
    /// Other pairs of years that are right too.
    pub alt: &'static [(u16, u16)],
    /// What else is known.
    pub note: &'static str,
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

impl TermRow {
    /// Whether the years are the term's own or an accepted variant of them.
    #[must_use]
    pub fn has_years(&self, from: u16, to: u16) -> bool {
        (self.from, self.to) == (from, to) || self.alt.contains(&(from, to))
    }
}

/// A national congress of the Party and the term that followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Congress {
    /// 13 for Đại hội XIII.
    pub ordinal: u32,
    /// Opening day; for XIII the preparatory session, the official opening was a day later.
    pub open: Day,
    /// Closing day.
    pub close: Day,
    /// Where it met.
    pub place: &'static str,
    /// First year of the Central Committee's term.
    pub term_from: u16,
    /// Last year of it.
    pub term_to: u16,
    /// The years by which the term is also called ("2021-2025").
    pub short_form: Option<(u16, u16)>,
    /// The years of the local committees' terms of that round ("2020-2025").
    pub local_forms: &'static [(u16, u16)],
    /// First day on which central documents were numbered in this term.
    pub numbering_from: Day,
    /// Last such day; none where only the next term's first day is known, or while the term runs.
    pub numbering_to: Option<Day>,
    /// The Party's name then.
    pub party: &'static str,
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

include!(concat!(env!("OUT_DIR"), "/terms.rs"));

/// The terms of one body, by first and last year.
#[must_use]
pub fn terms(body: TermTable) -> &'static [TermRow] {
    let start = TERMS.partition_point(|t| t.body < body);
    let len = TERMS[start..].partition_point(|t| t.body == body);
    &TERMS[start..start + len]
}

/// The term with this ordinal, for bodies whose terms are counted nationally.
#[must_use]
pub fn term_of_ordinal(body: TermTable, ordinal: u32) -> Option<&'static TermRow> {
    let rows = terms(body);
    // Ordinals rise with the years where there are any; bodies without them hold `None` throughout.
    rows.binary_search_by(|t| t.ordinal.cmp(&Some(ordinal))).ok().map(|i| &rows[i])
}

/// The terms of one body that these years are right for, variants included.
pub fn terms_with_years(body: TermTable, from: u16, to: u16) -> impl Iterator<Item = &'static TermRow> + use<> {
    terms(body).iter().filter(move |t| t.has_years(from, to))
}

/// The congresses, by ordinal.
#[must_use]
pub fn congresses() -> &'static [Congress] {
    CONGRESSES
}

/// The congress with this ordinal.
#[must_use]
pub fn congress_of_ordinal(ordinal: u32) -> Option<&'static Congress> {
    CONGRESSES.binary_search_by(|c| c.ordinal.cmp(&ordinal)).ok().map(|i| &CONGRESSES[i])
}

/// The congress in whose term central documents dated `day` were numbered.
///
/// Close to a congress either term may be right: a document may be signed in the last days of the old numbering.
#[must_use]
pub fn congress_numbering_at(day: NaiveDate) -> Option<&'static Congress> {
    let end = CONGRESSES.partition_point(|c| c.numbering_from.not_after(day));
    CONGRESSES[..end].last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_by_ordinal() {
        let xv = term_of_ordinal(TermTable::QuocHoi, 15).unwrap();
        assert_eq!((xv.from, xv.to), (2021, 2026));
        assert_eq!(xv.event, Some(Day { year: 2021, month: 5, day: 23 }));
        assert!(term_of_ordinal(TermTable::QuocHoi, 19).is_none());
        assert!(term_of_ordinal(TermTable::HoiDongNhanDan, 15).is_none());
        assert_eq!(term_of_ordinal(TermTable::DangTrungUong, 13).unwrap().alt, [(2021, 2025)]);
    }

    #[test]
    fn variants_are_right_too() {
        assert_eq!(terms_with_years(TermTable::HoiDongNhanDan, 2004, 2009).count(), 1);
        assert_eq!(terms_with_years(TermTable::HoiDongNhanDan, 2015, 2020).count(), 0);
        assert_eq!(terms_with_years(TermTable::DangDiaPhuong, 2015, 2020).count(), 1);
    }

    #[test]
    fn numbering_changes_with_the_first_plenum() {
        let at = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).and_then(congress_numbering_at).map(|c| c.ordinal);
        assert_eq!(at(2021, 1, 30), Some(12));
        assert_eq!(at(2021, 1, 31), Some(13));
        assert_eq!(at(2026, 1, 23), Some(14));
        assert_eq!(at(1930, 1, 1), None);
        assert_eq!(congress_of_ordinal(5).unwrap().open.month, 3);
    }
}
