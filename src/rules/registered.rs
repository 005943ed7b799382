//! What the rules on the register share: what a citation with number and date says against the documents that are known.
//!
//! The register is far from complete, so an unknown number is a slip only where something speaks for it: a known document
//! of the same day whose number is one slip away, and either its subject, or a place in the series where the cited number
//! cannot stand.

use chrono::NaiveDate;

use crate::document::Document;
use crate::parse::{DateRef, Issuer, Oddities, Regime};
use crate::register::{self, ALIKE, Basis, Register, Row, UNLIKE, alike, same_subject};
use crate::tables;
use crate::text::Span;

use super::dated::{self, written};
use super::issuing::Agreement;
use super::numbering::{self, Cited};
use super::said_subject::Said;
use super::series::{self, Misplaced};
use super::{
    Findings, Knowledge, issuing, number_too_high, number_year_date_year, same_number_two_dates, title_number,
    unknown_organ,
};

/// A citation that does not agree with the register. There is one defect at most: rules do not speak of one twice.
pub(super) enum Clash<'k> {
    /// The number is that of a known document of another day.
    Date(Row<'k>),
    /// The number is a slip.
    Number {
        /// Known documents of this very day or subject, the likeliest first.
        near: Vec<Row<'k>>,
        /// The document that bears the cited number, where one is known.
        own: Option<Row<'k>>,
        /// Whether an unknown document may bear the number.
        possible: bool,
    },
    /// The number is that of a known document, the subject is not.
    Subject {
        /// The document that bears the number.
        own: Row<'k>,
        /// The known document whose title the subject is.
        other: Option<Row<'k>>,
        /// The subject.
        said: Span,
    },
    /// Number and date are those of a known document of another body.
    Issuer {
        /// That document.
        own: Row<'k>,
        /// The body named.
        issuer: Issuer,
    },
    /// No known document bears the number, and its day is not that of its place in the series.
    Order(Misplaced<'k>),
}

/// Every citation that does not agree with the register. Which they are is found once for all rules.
pub(super) fn clashes<'d, 'k>(
    doc: &'d Document,
    know: &Knowledge<'k>,
    out: &mut Findings,
) -> Vec<(Cited<'d>, Clash<'k>)> {
    let clashing = |c: Cited<'d>| clash(doc, know, &c).map(|clash| (c, clash));
    if let Some(known) = &out.clashing {
        return known.iter().filter_map(|at| clashing(numbering::cited_at(doc, *at)?)).collect();
    }
    let found: Vec<_> = cited(doc).filter_map(clashing).collect();
    out.clashing = Some(found.iter().map(|(c, _)| c.index).collect());
    found
}

/// What the register says against a citation. Nothing where they agree, where too little is known, and where another rule
/// speaks of them.
pub(super) fn clash<'k>(doc: &Document, know: &Knowledge<'k>, c: &Cited) -> Option<Clash<'k>> {
    if know.register.is_empty() || !is_number_whole(c) {
        return None;
    }
    let citation = c.citation?;
    let found = match citation.date {
        Some(date) => of_dated(doc, know, c, &date),
        None => of_undated(doc, know, c),
    }?;
    // What other rules say of the same words comes first.
    let elsewhere = match &citation.date {
        Some(date) => is_elsewhere(doc, know, c, date),
        None => doc.is_quoted(c.mention.span),
    };
    let silent = elsewhere
        || dated::is_example(doc, c.number.span)
        || number_too_high::speaks(c)
        || title_number::meant(doc, citation).is_some();
    (!silent).then_some(found)
}

/// Of a citation with a date.
fn of_dated<'k>(doc: &Document, know: &Knowledge<'k>, c: &Cited, date: &DateRef) -> Option<Clash<'k>> {
    let day = c.day()?;
    if !is_placed(doc, c) || !is_date_whole(doc, know, c, date) {
        return slip_of_two(doc, know, c, date, day);
    }
    let mut all = known(doc, know.register, c);
    if all.iter().any(|row| row.date == day) {
        all.retain(|row| row.date == day);
        return agreed(doc, know, c, &all);
    }
    // What the document cites was there before it.
    all.retain(|row| know.own_date(doc).is_none_or(|own| row.date <= own));
    match judge(doc, know.register, c, day, &all) {
        Some(found @ Clash::Number { .. }) => Some(found),
        found => slip_of_two(doc, know, c, date, day).or(found),
    }
}

/// Of a citation without a date, by a number that is given once: only the subject tells.
fn of_undated<'k>(doc: &Document, know: &Knowledge<'k>, c: &Cited) -> Option<Clash<'k>> {
    let once = matches!(c.number.regime, Regime::R1 | Regime::R8) && c.number.year.is_some();
    if !once || !is_placed(doc, c) {
        return None;
    }
    let rows = known(doc, know.register, c);
    if !rows.is_empty() {
        return agreed(doc, know, c, &rows);
    }
    let near = by_subject(doc, know.register, c, |row| know.own_date(doc).is_none_or(|own| row.date <= own));
    (!near.is_empty()).then_some(Clash::Number { near, own: None, possible: true })
}

/// Number and date, where there is one, are those of a known document: whether subject and issuer are too.
fn agreed<'k>(doc: &Document, know: &Knowledge<'k>, c: &Cited, rows: &[Row<'k>]) -> Option<Clash<'k>> {
    let [own] = rows else { return None };
    if own.basis == Basis::Uncertain || know.own_date(doc).is_some_and(|day| own.date > day) {
        return None;
    }
    subject_of_another(doc, know.register, c, own).or_else(|| {
        let issuer = issuing::claimed(doc, c).filter(|_| !own.issuer.is_empty())?;
        let other = issuing::is_other(doc, c.number, issuer, own.issuer) && !issuing::belongs_outside(doc, c, issuer);
        other.then_some(Clash::Issuer { own: *own, issuer })
    })
}

/// How many mentions from the start of a text have their subjects looked for among all titles: more than a document has.
const FAR: usize = 5000;

/// Whether the subject of a citation is not that of the known document of its number.
fn subject_of_another<'k>(doc: &Document, register: &'k Register, c: &Cited, own: &Row<'k>) -> Option<Clash<'k>> {
    let said = Said::of(doc, c).filter(|_| c.index < FAR)?;
    if !own.is_read() || said.may_be(own) {
        return None;
    }
    if c.date.is_none() {
        let near = by_subject(doc, register, c, |row| row.is_read());
        if !near.is_empty() {
            return Some(Clash::Number { near, own: Some(*own), possible: false });
        }
    }
    let other = said.title_of(register, own);
    let strange = other.is_some() || c.date.is_some() && said.is_strange_to(doc, c, own);
    strange.then_some(Clash::Subject { own: *own, other, said: said.span })
}

/// The known documents that fit, whose number is one slip away and whose title is the subject that the text gives.
fn by_subject<'k>(doc: &Document, register: &'k Register, c: &Cited, fits: impl Fn(&Row) -> bool) -> Vec<Row<'k>> {
    let Some((key, said)) = register::key_of(c.number).zip(Said::of(doc, c)) else { return Vec::new() };
    let mut near = register.near_key(&key, |row| {
        row.is_solid() && row.may_be_called(c.type_name()) && fits(row) && same_subject(&said.words, row.title)
    });
    keep_local(doc, c, &mut near);
    near
}

/// A number that no known document of the day bears but for one or two characters, letters of its symbol among them, where
/// the subject is that of such a one; or for a letter of a symbol that no organ has.
fn slip_of_two<'k>(
    doc: &Document,
    know: &Knowledge<'k>,
    c: &Cited,
    date: &DateRef,
    day: NaiveDate,
) -> Option<Clash<'k>> {
    if !is_date_whole(doc, know, c, date) || c.number.regime == Regime::R2 {
        return None;
    }
    let near = know.register.two_off(c.number, day);
    if near.is_empty() {
        return None;
    }
    let own = know.register.find(None, c.number).into_iter().find(|row| row.is_of_time(day));
    // What is wrong with the symbol by itself, or beside type and issuer, other rules say.
    let symbol = register::key_of(c.number)?.symbol;
    let of_symbol = |row: &Row| register::Key::of(row.number).is_some_and(|key| key.symbol != symbol);
    if near.iter().any(|(_, row)| of_symbol(row)) && is_symbol_judged(doc, c) {
        return None;
    }
    let subject = Said::of(doc, c);
    let same = |row: &Row| subject.as_ref().is_some_and(|said| same_subject(&said.words, row.title));
    let named: Vec<Row> = near.iter().filter(|(_, row)| row.is_solid() && same(row)).map(|(_, row)| *row).collect();
    if let [row] = named.as_slice() {
        let fits = own.is_none_or(|own| subject.as_ref().is_some_and(|said| !said.may_be(&own)));
        return fits.then(|| Clash::Number { near: vec![*row], own, possible: own.is_none() && !row.is_read() });
    }
    let organ = c.number.organs().first().or_else(|| c.number.parts.last())?;
    let unknown = numbering::organ_rows(&numbering::restored(&organ.text, false)).next().is_none();
    let digits = register::key_of(c.number)?.digits;
    let own_digits = |row: &Row| register::Key::of(row.number).is_some_and(|key| key.digits == digits);
    match near.as_slice() {
        [(1, row)] if unknown && own.is_none() && named.is_empty() && row.is_solid() && own_digits(row) => {
            let differs = subject.as_ref().is_some_and(|said| !said.may_be(row));
            (!differs).then(|| Clash::Number { near: vec![*row], own: None, possible: true })
        }
        _ => None,
    }
}

/// Whether rules without a register speak of the symbol: of a code that is none or of another type, of an organ that is
/// none or another than the one named.
fn is_symbol_judged(doc: &Document, c: &Cited) -> bool {
    let n = c.number;
    let codes = c.type_name().map(tables::codes_of_name).unwrap_or_default();
    let code = n.code().map(|code| numbering::restored(code, true));
    let other_type = !codes.is_empty() && code.is_none_or(|code| !codes.contains(&&*code));
    let other_issuer = issuing::claimed(doc, c).is_some_and(|issuer| {
        matches!(issuing::agreement(doc, n, issuer), Agreement::Clash | Agreement::GovernmentForItsHead)
    });
    other_type || other_issuer || unknown_organ::speaks(doc, n)
}

/// Whether the number of a document is the next or the one before.
fn stands_beside(c: &Cited, row: &Row) -> bool {
    let other = register::Key::of(row.number).and_then(|key| key.value());
    c.number.value.zip(other).is_some_and(|(cited, known)| cited.abs_diff(known) == 1)
}

/// Whether the number is whole enough to be compared.
fn is_number_whole(c: &Cited) -> bool {
    let number = c.number;
    number.value.is_some()
        && !number.oddities.has(Oddities::TRUNCATED)
        && matches!(number.regime, Regime::R1 | Regime::R2 | Regime::R3 | Regime::R5 | Regime::R7 | Regime::R8)
}

/// Whether the number is given once in the country, or its place is named.
fn is_placed(doc: &Document, c: &Cited) -> bool {
    same_number_two_dates::is_unique(c.number) || place(doc, c).is_some()
}

/// Whether the date is whole and stands beside the number as that of its issue.
fn is_date_whole(doc: &Document, know: &Knowledge, c: &Cited, date: &DateRef) -> bool {
    dated::is_plausible(doc, know, date) && is_its_own(doc, c, date)
}

/// Whether the words are another document's, or the date may be.
fn is_elsewhere(doc: &Document, know: &Knowledge, c: &Cited, date: &DateRef) -> bool {
    doc.is_quoted(c.mention.span)
        || dated::may_be_outer(doc, c.index, date)
        || number_year_date_year::other_year(doc, know, c.index, c.number, date).is_some()
}

/// Whether the text says in earnest that the document of this number was issued on this date.
pub(super) fn is_said(doc: &Document, know: &Knowledge, c: &Cited, date: &DateRef) -> bool {
    is_number_whole(c)
        && is_placed(doc, c)
        && is_date_whole(doc, know, c, date)
        && !is_elsewhere(doc, know, c, date)
        && !dated::is_example(doc, c.number.span)
}

/// The place whose number it is, where the text names it: local numbers are given in each place.
pub(super) fn place(doc: &Document, c: &Cited) -> Option<String> {
    register::place_of(doc.slice(c.citation?.issuer?.span))
}

/// The known documents that a citation may mean by its number: of local numbers those of the place that it names.
pub(super) fn known<'k>(doc: &Document, register: &'k Register, c: &Cited) -> Vec<Row<'k>> {
    let mut rows = register.find(c.type_name(), c.number);
    keep_local(doc, c, &mut rows);
    rows
}

/// Leaves out the local numbers of other places, and of any where the citation names none.
fn keep_local(doc: &Document, c: &Cited, rows: &mut Vec<Row>) {
    if !rows.is_empty() && !same_number_two_dates::is_unique(c.number) {
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
    if near.is_empty() && own.is_none_or(|own| likeness(&own).is_none_or(|mine| mine < ALIKE)) {
        let near: Vec<Row> = far_in_archive(doc, register, c, day)
            .into_iter()
            .filter(|row| likeness(row).is_none_or(|l| l >= UNLIKE))
            .collect();
        if let Some(first) = near.first() {
            let possible = first.count < FIRM;
            return Some(Clash::Number { near, own, possible });
        }
    }
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
        None if near.is_empty() => {
            let named = by_subject(doc, register, c, |row| row.is_of_time(day));
            if !named.is_empty() {
                return Some(Clash::Number { near: named, own: None, possible: true });
            }
            series::misplaced(register, c, day).filter(|_| uncertain.is_empty()).map(Clash::Order)
        }
        None => {
            let mut possible = false;
            let same = |row: &Row| {
                likeness(row) == Some(1.0) || subject.as_deref().is_some_and(|said| same_subject(said, row.title))
            };
            let fits = || series::fits(register, c, day);
            match best {
                Some(likeness) if likeness < UNLIKE => return None,
                Some(_) if near.iter().filter(|row| same(row)).count() == 1 => {}
                // Documents of one kind are issued side by side: "… trên cạn", "… thủy sản".
                Some(_) if fits() => return None,
                Some(likeness) if likeness >= ALIKE => {}
                // An uncertain document of the number may be the one that is meant, on another day than thought.
                _ if !uncertain.is_empty() => return None,
                // In a series of which enough is known, a document of its day one slip away is worth a hint.
                None if fits() => {
                    if !series::is_dense(register, c, day) {
                        return None;
                    }
                    // Documents that one body issues on one day mostly have numbers in a row.
                    near.retain(|row| row.is_read() && !stands_beside(c, row));
                    possible = true;
                }
                // Many resolutions of one day, of which the register has one, look like slips of it.
                _ => {
                    near.retain(Row::is_solid);
                    possible = !near.iter().any(Row::is_read);
                }
            }
            near.retain(|row| likeness(row).is_none_or(|l| l >= UNLIKE));
            (!near.is_empty()).then_some(Clash::Number { near, own: None, possible })
        }
    }
}

/// From so many files of an archive on that agree it is more than a hint.
pub(super) const FIRM: u32 = 10;

/// Documents of the day that many files of the archive cite, whose number is one slip away and so far off that no series
/// runs from one to the other in a day. None where other files cite the number as it is.
fn far_in_archive<'k>(doc: &Document, register: &'k Register, c: &Cited, day: NaiveDate) -> Vec<Row<'k>> {
    let Some(value) = c.number.value.filter(|_| register.has_archive()) else { return Vec::new() };
    let is_far = |row: &Row| {
        let other = register::Key::of(row.number).and_then(|key| key.digits.parse::<u32>().ok());
        other.is_some_and(|other| {
            let apart = value.abs_diff(other);
            apart > DAYS_MOST && value.max(other) >= 2 * value.min(other) || apart > 5 * DAYS_MOST
        })
    };
    if register.cited(c.type_name(), c.number).iter().any(|row| row.date == day && row.count > 0) {
        return Vec::new();
    }
    let mut near = register.cited_near(c.type_name(), c.number, day);
    keep_local(doc, c, &mut near);
    near.retain(|row| row.count >= register::MANY_NUMBERS && is_far(row));
    near
}

/// More numbers hardly any series runs in a day.
const DAYS_MOST: u32 = 60;

/// Whether a text may give `day` for the document: laws are signed and promulgated after their adoption, and some give
/// the day of effect.
fn may_be_meant(row: &Row, day: NaiveDate) -> bool {
    let law = matches!(row.doc_type, "Luật" | "Bộ luật" | "Pháp lệnh");
    let behind = (day - row.date).num_days();
    row.from == Some(day) || law && (5..=20).contains(&behind)
}

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
