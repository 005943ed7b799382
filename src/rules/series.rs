//! The order of the numbers of a series: an unknown number stands between known ones, which tell about when it was given.

use chrono::NaiveDate;

use crate::parse::{Oddities, Regime};
use crate::register::{self, Basis, Key, Register, Row};

use super::numbering::Cited;

/// A number whose day is not that of its place in the series.
#[derive(Clone, Copy)]
pub(super) struct Misplaced<'k> {
    /// The nearest known number that speaks against the day.
    pub against: Row<'k>,
    /// Whether that number is the lower one, and later all the same.
    pub lower: bool,
    /// Whether the day is so far off that no real document was ever found there.
    pub far: bool,
}

/// Whether `day` lies out of the order of the numbers that are known around an unknown one.
///
/// Left out one by one, 5 of 5586 documents of the register whose dates were read would be flagged on their own day, which
/// is 0.9 in 1000, and none as far. Those 5 stand so in their source and may be slips of it.
pub(super) fn misplaced<'k>(register: &'k Register, c: &Cited, day: NaiveDate) -> Option<Misplaced<'k>> {
    let (key, value) = register::key_of(c.number).zip(c.number.value)?;
    // Numbers of the Assembly run through a khóa, and bills of one day are numbered at the end of the session; dotted
    // numbers (66.7/2025/NQ-CP) are a series of their own.
    if c.number.regime == Regime::R2 || c.number.oddities.has(Oddities::DOTTED) {
        return None;
    }
    let series = Series::new(register, c, key, day);
    [-1, 1].into_iter().find_map(|step| {
        let off = |row: &Row| (row.date - day).num_days() * -step;
        let (mut against, mut asked) = (Vec::new(), 0);
        for (_, row) in series.neighbours(i64::from(value), step).take(ASKED) {
            asked += 1;
            if off(&row) > OUT {
                against.push(row);
            } else if asked > against.len() + ASKED / 5 {
                // The rest are too few to be most.
                return None;
            }
        }
        let most = against.len() >= AGAINST && against.len() * 5 >= asked * 4;
        let far = against.iter().filter(|row| off(row) > FAR_OUT).count() >= AGAINST;
        most.then(|| Misplaced { against: against[0], lower: step < 0, far })
    })
}

/// How many known numbers on a side are asked.
const ASKED: usize = 5;
/// So many of them, and four in five, must speak against the day.
const AGAINST: usize = 3;
/// By how many days at least.
const OUT: i64 = 30;
/// No document of the register is as many days out of order.
const FAR_OUT: i64 = 90;

/// Whether the cited number can be that of an unknown document of `day`, from which the series knows others: whether they
/// and known neighbours leave room for it.
pub(super) fn fits(register: &Register, c: &Cited, day: NaiveDate) -> bool {
    let Some((key, value)) = register::key_of(c.number).zip(c.number.value) else { return true };
    let series = Series::new(register, c, key, day);
    // Numbers of the Assembly run through a khóa, and the year beside them tells nothing: one is given once.
    if c.number.regime == Regime::R2 && series.first(i64::from(value)).is_some() {
        return false;
    }
    // A later number with an earlier day, or the reverse, by more than numbers get out of order.
    let against = |step: i64| {
        let mut near = series.neighbours(i64::from(value), step).take(3);
        near.any(|(_, row)| (row.date - day).num_days() * step < -SLACK)
    };
    if against(-1) || against(1) {
        return false;
    }
    // Numbers of one day stand together, as near to each other as the series runs fast.
    let (low, high) = series.of_day();
    (low as f64 - series.room(low, -1)..=high as f64 + series.room(high, 1)).contains(&f64::from(value))
}

/// Whether enough of the numbers around a cited one is known that an unknown one is worth a hint.
pub(super) fn is_dense(register: &Register, c: &Cited, day: NaiveDate) -> bool {
    let Some((key, value)) = register::key_of(c.number).zip(c.number.value) else { return false };
    let series = Series::new(register, c, key, day);
    let beside = (1..=BESIDE).flat_map(|d| [i64::from(value) - d, i64::from(value) + d]).filter(|at| *at > 0);
    beside.filter(|at| series.first(*at).is_some()).count() >= KNOWN
}

/// How many numbers on each side tell how much of a series is known.
const BESIDE: i64 = 6;
/// So many of them must be.
const KNOWN: usize = 4;

/// The numbers around a cited one.
struct Series<'k, 'c> {
    register: &'k Register,
    c: &'c Cited<'c>,
    key: Key,
    day: NaiveDate,
    /// Those that documents bear, at whatever time, ascending.
    numbers: Vec<u32>,
}

impl<'k, 'c> Series<'k, 'c> {
    fn new(register: &'k Register, c: &'c Cited<'c>, key: Key, day: NaiveDate) -> Self {
        let series = Series { register, c, key, day, numbers: Vec::new() };
        let mut numbers = Vec::new();
        for key in series.keys(0) {
            numbers.append(&mut register.numbers(&key));
        }
        numbers.sort_unstable();
        numbers.dedup();
        Series { numbers, ..series }
    }

    /// The keys that the number `at` may have.
    fn keys(&self, at: i64) -> impl Iterator<Item = Key> {
        let years = match self.key.year {
            0 => 0..=0,
            // A khóa has five years.
            year if self.c.number.regime == Regime::R2 => year - 5..=year + 5,
            year => year..=year,
        };
        let symbol = &self.key.symbol;
        years.map(move |year| Key { digits: at.to_string(), year, symbol: symbol.clone() })
    }

    /// The first document of the time that bears the number `at`.
    fn first(&self, at: i64) -> Option<Row<'k>> {
        u32::try_from(at).ok().filter(|at| self.numbers.binary_search(at).is_ok())?;
        // A number with a year is of its time.
        let is_of_time = |row: &Row| self.key.year != 0 || row.is_of_time(self.day);
        let fits =
            |row: &Row| row.basis != Basis::Uncertain && is_of_time(row) && row.may_be_called(self.c.type_name());
        self.keys(at).find_map(|key| self.register.with_key(&key).into_iter().find(fits))
    }

    /// The lowest and the highest known number of the day.
    fn of_day(&self) -> (i64, i64) {
        let numbers = self.register.of_day(self.day).filter_map(|row| {
            let key = Key::of(row.number)?;
            let same = key.symbol == self.key.symbol && key.year == self.key.year;
            key.digits.parse::<i64>().ok().filter(|_| same && row.basis != Basis::Uncertain)
        });
        numbers.fold((i64::MAX, 0), |(low, high), at| (low.min(at), high.max(at)))
    }

    /// How far beyond `at`, the last known number of the day on that side, others of the day may lie.
    fn room(&self, at: i64, step: i64) -> f64 {
        let days = |row: &Row| (row.date - self.day).num_days().abs();
        let mut far = None;
        for (beyond, row) in self.neighbours(at, step) {
            if days(&row) > 0 {
                far = Some((beyond, days(&row)));
            }
            if days(&row) >= SPAN {
                break;
            }
        }
        ROOM + far.map_or(0.0, |(beyond, days)| (beyond - at).abs() as f64 / days as f64 * ROOM_DAYS)
    }

    /// Known documents with numbers from `at` on, downwards or upwards, with their numbers.
    fn neighbours(&self, at: i64, step: i64) -> impl Iterator<Item = (i64, Row<'k>)> {
        (1..=PROBES).map(move |i| at + i * step).take_while(|at| *at > 0).filter_map(|at| Some((at, self.first(at)?)))
    }
}

/// How far beside the known numbers of a day others of that day may lie in any series.
const ROOM: f64 = 2.0;
/// How many days' numbers beside.
const ROOM_DAYS: f64 = 2.0;
/// How far to either side neighbours in a series are looked for.
const PROBES: i64 = 40;
/// How many days numbers of one series get out of order.
const SLACK: i64 = 6;
/// Over how many days at least the speed of a series is taken.
const SPAN: i64 = 15;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::rules::dated::written;
    use crate::rules::registered::cited;
    use crate::text::Search;

    #[test]
    fn real_documents_are_hardly_ever_out_of_order() {
        static BUILTIN: Register = Register::builtin();
        let (mut asked, mut flagged, mut far) = (0, Vec::new(), 0);
        for row in BUILTIN.rows().filter(|row| row.is_read() && row.is_central()) {
            let text = format!("{} số {} ngày {}.", row.doc_type, row.number, written(row.date));
            let search = Search::new(&text);
            let doc = document::read(&search);
            let Some(c) = cited(&doc).next().filter(|c| c.number.regime != Regime::R2) else { continue };
            asked += 1;
            if let Some(found) = misplaced(&BUILTIN, &c, row.date) {
                far += usize::from(found.far);
                flagged.push(text);
            }
        }
        assert!(asked > 5000 && flagged.len() * 1000 <= asked && far == 0, "{flagged:?}");
    }
}
