//! What the rules on the register share: what a citation with number and date says against the documents that are known.
//!
//! The register is far from complete, so an unknown number is a slip only where something speaks for it: a known document
//! of the same day whose number is one slip away, and either its subject, or a place in the series where the cited number
//! cannot stand.

use chrono::NaiveDate;

use crate::document::Document;
use crate::parse::{DateRef, Oddities, Regime};
use crate::register::{self, ALIKE, Basis, Key, Register, Row, alike};

use super::dated::{self, written};
use super::numbering::{self, Cited};
use super::{Knowledge, number_too_high, number_year_date_year, same_number_two_dates, title_number};

/// A citation that does not agree with the register.
pub(super) enum Clash<'k> {
    /// The number is that of a known document of another day.
    Date(Row<'k>),
    /// The number is a slip.
    Number {
        /// Known documents of this very day, the likeliest first.
        near: Vec<Row<'k>>,
        /// The document that bears the cited number, where one is known.
        own: Option<Row<'k>>,
        /// Whether an unknown document of the day may bear the number.
        possible: bool,
    },
}

/// What the register says against the number and date of a citation. Nothing where they agree, where too little is
/// known, and where another rule speaks of them.
pub(super) fn clash<'k>(doc: &Document, know: &Knowledge<'k>, c: &Cited) -> Option<Clash<'k>> {
    if know.register.is_empty() {
        return None;
    }
    let citation = c.citation?;
    let date = citation.date?;
    let day = c.day()?;
    let number = c.number;
    if !is_whole(doc, know, c, &date) {
        return None;
    }
    let all = known(doc, know.register, c);
    if all.iter().any(|row| row.date == day) {
        return None;
    }
    let mut all = all;
    // What the document cites was there before it.
    all.retain(|row| know.own_date(doc).is_none_or(|own| row.date <= own));
    let found = judge(doc, know.register, c, day, &all)?;
    // What other rules say of the same words comes first.
    let elsewhere = is_elsewhere(doc, know, c, &date)
        || dated::is_example(doc, number.span)
        || number_too_high::speaks(c)
        || title_number::meant(doc, citation).is_some();
    (!elsewhere).then_some(found)
}

/// Whether number and date are whole enough to be compared, and the date stands beside the number as that of its issue.
fn is_whole(doc: &Document, know: &Knowledge, c: &Cited, date: &DateRef) -> bool {
    let number = c.number;
    number.value.is_some()
        && !number.oddities.has(Oddities::TRUNCATED)
        && matches!(number.regime, Regime::R1 | Regime::R2 | Regime::R3 | Regime::R5 | Regime::R7 | Regime::R8)
        && (same_number_two_dates::is_unique(number) || place(doc, c).is_some())
        && dated::is_plausible(doc, know, date)
        && is_its_own(doc, c, date)
}

/// Whether the words are another document's, or the date may be.
fn is_elsewhere(doc: &Document, know: &Knowledge, c: &Cited, date: &DateRef) -> bool {
    doc.is_quoted(c.mention.span)
        || dated::may_be_outer(doc, c.index, date)
        || number_year_date_year::other_year(doc, know, c.index, c.number, date).is_some()
}

/// Whether the text says in earnest that the document of this number was issued on this date.
pub(super) fn is_said(doc: &Document, know: &Knowledge, c: &Cited, date: &DateRef) -> bool {
    is_whole(doc, know, c, date) && !is_elsewhere(doc, know, c, date) && !dated::is_example(doc, c.number.span)
}

/// The place whose number it is, where the text names it: local numbers are given in each place.
pub(super) fn place(doc: &Document, c: &Cited) -> Option<String> {
    register::place_of(doc.slice(c.citation?.issuer?.span))
}

/// The known documents that a citation may mean by its number: of local numbers those of the place that it names.
pub(super) fn known<'k>(doc: &Document, register: &'k Register, c: &Cited) -> Vec<Row<'k>> {
    let mut rows = register.find(c.type_name(), c.number);
    if !rows.is_empty() {
        keep_local(doc, c, &mut rows);
    }
    rows
}

/// Leaves out the local numbers of other places, and of any where the citation names none.
fn keep_local(doc: &Document, c: &Cited, rows: &mut Vec<Row>) {
    if !same_number_two_dates::is_unique(c.number) {
        let place = place(doc, c);
        rows.retain(|row| place.is_some() && row.place() == place);
    }
}

/// Whether the date stands beside the number as that of its issue.
fn is_its_own(doc: &Document, c: &Cited, date: &DateRef) -> bool {
    let effect = |s: &str| ["hiệu lực", "áp dụng từ", "thi hành từ"].iter().any(|w| s.contains(w));
    !dated::in_column(doc, c.mention, date)
        && (date.span.start < c.number.span.start || {
            let between = &doc.text()[c.number.span.to()..date.span.from()];
            between.len() < 60 && !effect(between)
        })
        && !date.ends_range
}

fn judge<'k>(doc: &Document, register: &'k Register, c: &Cited, day: NaiveDate, all: &[Row<'k>]) -> Option<Clash<'k>> {
    let (own, uncertain): (Vec<Row>, Vec<Row>) =
        all.iter().filter(|row| row.is_of_time(day)).partition(|row| row.basis != Basis::Uncertain);
    if own.iter().any(|row| row.date != own[0].date) {
        return None;
    }
    let own = own.first().copied();
    let mut near = register.near(c.type_name(), c.number, day);
    keep_local(doc, c, &mut near);
    near.retain(|row| row.basis != Basis::Uncertain);
    let subject = said_subject(doc, c);
    let likeness = |row: &Row| subject.as_deref().and_then(|s| alike(s, row.title));
    near.sort_by(|a, b| {
        let of = |row: &Row| likeness(row).unwrap_or(0.0);
        of(b).total_cmp(&of(a))
    });
    let best = near.first().and_then(likeness);
    match own {
        Some(own) => {
            let mine = likeness(&own);
            if near.is_empty() || mine.is_some_and(|m| m >= ALIKE && m >= best.unwrap_or(0.0)) {
                return (!may_be_meant(&own, day)).then_some(Clash::Date(own));
            }
            // A subject that fits neither is of a third document.
            if mine.zip(best).is_some_and(|(m, b)| m < UNLIKE && b < UNLIKE) {
                return None;
            }
            near.retain(|row| likeness(row).is_none_or(|l| l >= UNLIKE));
            (!near.is_empty()).then_some(Clash::Number { near, own: Some(own), possible: false })
        }
        None if near.is_empty() => None,
        None => {
            let mut possible = false;
            match best {
                Some(likeness) if likeness >= ALIKE => {}
                Some(likeness) if likeness < UNLIKE => return None,
                // An uncertain document of the number may be the one that is meant, on another day than thought.
                _ if !uncertain.is_empty() => return None,
                // In a series of which enough is known, a document of its day one slip away is worth a hint.
                _ if fits_series(register, c, day) => {
                    if !is_dense(register, c, day) {
                        return None;
                    }
                    near.retain(Row::is_read);
                    possible = true;
                }
                // Many resolutions of one day, of which the register has one, look like slips of it.
                _ => near.retain(Row::is_solid),
            }
            near.retain(|row| likeness(row).is_none_or(|l| l >= UNLIKE));
            (!near.is_empty()).then_some(Clash::Number { near, own: None, possible })
        }
    }
}

/// Below it they are two.
const UNLIKE: f64 = 0.3;

/// Whether a text may give `day` for the document: laws are signed and promulgated after their adoption, and some give
/// the day of effect.
fn may_be_meant(row: &Row, day: NaiveDate) -> bool {
    let law = matches!(row.doc_type, "Luật" | "Bộ luật" | "Pháp lệnh");
    let behind = (day - row.date).num_days();
    row.from == Some(day) || law && (5..=20).contains(&behind)
}

/// Whether the cited number can be that of an unknown document of `day`, from which the series knows others: whether they
/// and known neighbours leave room for it.
fn fits_series(register: &Register, c: &Cited, day: NaiveDate) -> bool {
    let Some((key, value)) = register::key_of(c.number).zip(c.number.value) else { return true };
    let series = Series { register, c, key, day };
    // Numbers of the Assembly run through a khóa, and the year beside them tells nothing: one is given once.
    if c.number.regime == Regime::R2 && !series.rows(i64::from(value)).is_empty() {
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
fn is_dense(register: &Register, c: &Cited, day: NaiveDate) -> bool {
    let Some((key, value)) = register::key_of(c.number).zip(c.number.value) else { return false };
    let series = Series { register, c, key, day };
    let beside = (1..=BESIDE).flat_map(|d| [i64::from(value) - d, i64::from(value) + d]).filter(|at| *at > 0);
    beside.filter(|at| !series.rows(*at).is_empty()).count() >= KNOWN
}

/// How many numbers on each side tell how much of a series is known.
const BESIDE: i64 = 6;
/// So many of them must be.
const KNOWN: usize = 4;

/// The numbers around a cited one.
struct Series<'c> {
    register: &'c Register,
    c: &'c Cited<'c>,
    key: Key,
    day: NaiveDate,
}

impl Series<'_> {
    /// The documents of the time that bear the number `at`.
    fn rows(&self, at: i64) -> Vec<Row<'_>> {
        let years = match self.key.year {
            0 => 0..=0,
            // A khóa has five years.
            year if self.c.number.regime == Regime::R2 => year - 5..=year + 5,
            year => year..=year,
        };
        let keys = years.map(|year| Key { digits: at.to_string(), year, symbol: self.key.symbol.clone() });
        let mut rows: Vec<Row> = keys.flat_map(|key| self.register.with_key(&key)).collect();
        rows.retain(|row| {
            row.basis != Basis::Uncertain && row.is_of_time(self.day) && row.may_be_called(self.c.type_name())
        });
        rows
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
    fn neighbours(&self, at: i64, step: i64) -> impl Iterator<Item = (i64, Row<'_>)> {
        (1..=PROBES)
            .map(move |i| at + i * step)
            .take_while(|at| *at > 0)
            .filter_map(|at| Some((at, self.rows(at).into_iter().next()?)))
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

/// The subject that the text gives, in words; its title where a law is named.
fn said_subject(doc: &Document, c: &Cited) -> Option<String> {
    let citation = c.citation?;
    let span = citation.title.or(citation.subject)?;
    Some(doc.slice(span).to_owned())
}

/// The document in words: "Chỉ thị 45-CT/TW ngày 20/6/2020 của Bộ Chính trị về lãnh đạo …", and in English.
pub(super) fn told(row: &Row) -> (String, String) {
    let issuer = |of: &str| if row.issuer.is_empty() { String::new() } else { format!("{of}{}", row.issuer) };
    let title = |quote: (&str, &str)| match row.title {
        "" => String::new(),
        title => format!(" {}{}{}", quote.0, shortened(title), quote.1),
    };
    (
        format!("{} {} ngày {}{}{}", row.doc_type, row.number, written(row.date), issuer(" của "), title(("“", "”"))),
        format!("{} {} of {}{}{}", row.doc_type, row.number, written(row.date), issuer(" by "), title(("“", "”"))),
    )
}

/// A title that fits in a message.
fn shortened(title: &str) -> String {
    const MOST: usize = 90;
    if title.chars().count() <= MOST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', '…']))
}

/// Where the row comes from, in words.
pub(super) fn source(row: &Row) -> (String, String) {
    match row.basis {
        Basis::Verified => {
            (format!("đã đối chiếu {} nguồn", row.count.max(2)), format!("verified by {} witnesses", row.count.max(2)))
        }
        Basis::Codification => ("theo Bộ pháp điển".into(), "by the codification".into()),
        Basis::Metadata => ("theo công báo".into(), "by the gazette".into()),
        Basis::Cited => (format!("theo {} văn bản dẫn nó", row.count), format!("as {} documents cite it", row.count)),
        Basis::Archive => (
            format!("theo {} văn bản trong kho dẫn nó", row.count),
            format!("as {} files of the archive cite it", row.count),
        ),
        Basis::Own => (format!("theo danh mục {}", row.source), format!("by the register {}", row.source)),
        Basis::Known | Basis::Uncertain => ("chưa đối chiếu nguồn".into(), "not yet read in a source".into()),
    }
}

/// Every citation with a number, for the rules on the register.
pub(super) fn cited<'d>(doc: &'d Document<'_>) -> impl Iterator<Item = Cited<'d>> {
    numbering::cited(doc).filter(|c| c.citation.is_some_and(|x| x.class == crate::parse::Class::Numbered))
}
