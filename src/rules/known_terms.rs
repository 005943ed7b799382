//! Which years and ordinals a term may have, by the tables and by the words around it.

use crate::document::Document;
use crate::parse::{Mention, Term, TermBody, TermKind, Year, Years, to_roman};
use crate::tables::{self, OwnTerm, Sure, TermRow, TermTable, Vocabulary};
use crate::text::Span;

use super::{Edit, Finding, Knowledge, Rule, Safety};

/// The tables that hold the terms of a body; none where terms are free or local.
pub(super) fn tables_of(of: TermBody) -> &'static [TermTable] {
    use TermTable as T;
    match of {
        TermBody::Assembly => &[T::QuocHoi],
        TermBody::Council | TermBody::AssemblyAndCouncil | TermBody::Committee => &[T::HoiDongNhanDan],
        TermBody::Government => &[T::ChinhPhu],
        TermBody::PartyCentral => &[T::DangTrungUong],
        TermBody::PartyLocal => &[T::DangDiaPhuong],
        TermBody::PartyCell => &[T::ChiBo],
        TermBody::Front => &[T::MatTran],
        TermBody::Youth => &[T::Doan],
        TermBody::Union => &[T::CongDoan],
        TermBody::Women => &[T::PhuNu],
        TermBody::Farmers => &[T::NongDan],
        TermBody::Veterans => &[T::CuuChienBinh],
        TermBody::Other => &[],
    }
}

/// What a term of this body is called, in Vietnamese and English.
pub(super) fn term_name(of: TermBody) -> (&'static str, &'static str) {
    match of {
        TermBody::Assembly => ("nhiệm kỳ Quốc hội", "the National Assembly's term"),
        TermBody::Council => ("nhiệm kỳ Hội đồng nhân dân", "the People's Councils' term"),
        TermBody::AssemblyAndCouncil => {
            ("nhiệm kỳ Quốc hội và Hội đồng nhân dân", "the term of the National Assembly and the People's Councils")
        }
        TermBody::Government => ("nhiệm kỳ Chính phủ", "the Government's term"),
        TermBody::Committee => (
            "nhiệm kỳ Ủy ban nhân dân (theo Hội đồng nhân dân)",
            "the People's Committees' term (that of the Councils)",
        ),
        TermBody::PartyCentral => ("nhiệm kỳ Ban Chấp hành Trung ương Đảng", "the Party Central Committee's term"),
        TermBody::PartyLocal => ("nhiệm kỳ cấp ủy địa phương", "the local Party committees' term"),
        TermBody::PartyCell => ("nhiệm kỳ chi bộ", "a Party cell's term"),
        TermBody::Front => ("nhiệm kỳ Mặt trận Tổ quốc", "the Fatherland Front's term"),
        TermBody::Youth => ("nhiệm kỳ Đoàn Thanh niên", "the Youth Union's term"),
        TermBody::Union => ("nhiệm kỳ Công đoàn", "the trade unions' term"),
        TermBody::Women => ("nhiệm kỳ Hội Liên hiệp Phụ nữ", "the Women's Union's term"),
        TermBody::Farmers => ("nhiệm kỳ Hội Nông dân", "the Farmers' Union's term"),
        TermBody::Veterans => ("nhiệm kỳ Hội Cựu chiến binh", "the Veterans' Association's term"),
        TermBody::Other => ("nhiệm kỳ", "the term"),
    }
}

/// Whether the terms of a body follow those of the National Assembly, so that its khóa tells their years.
fn follows_assembly(of: TermBody) -> bool {
    matches!(
        of,
        TermBody::Assembly
            | TermBody::Council
            | TermBody::AssemblyAndCouncil
            | TermBody::Committee
            | TermBody::Government
    )
}

/// The first khóa of the National Assembly whose years are those of the People's Councils too.
const COMMON_SINCE: u32 = 13;

/// The row of a body's term with this ordinal, for bodies that count their terms nationally.
pub(super) fn row_of_ordinal(of: TermBody, ordinal: u32) -> Option<&'static TermRow> {
    let table = match of {
        TermBody::AssemblyAndCouncil => TermTable::QuocHoi,
        TermBody::Council | TermBody::Committee | TermBody::Government | TermBody::PartyLocal | TermBody::PartyCell => {
            return None;
        }
        _ => *tables_of(of).first()?,
    };
    tables::term_of_ordinal(table, ordinal)
}

/// Every term of the text, then every congress. "nhiệm kỳ Đại hội XIV" is in both.
pub(super) fn terms_and_congresses<'d>(doc: &'d Document) -> impl Iterator<Item = (Span, &'d Term)> {
    let mentions = doc.mentions.iter().filter_map(|m| m.term().map(|t| (m.span, t)));
    let congresses = doc.congresses.iter().map(|(s, t)| (*s, t));
    mentions.chain(congresses)
}

/// The terms that the user gives for the body named right before the term; empty where none is.
pub(super) fn own_terms(doc: &Document, term: &Term) -> Vec<&'static OwnTerm> {
    let own: &'static Vocabulary = doc.own;
    let before = doc.text()[..term.word.from()].trim_end();
    let found = own.terms_of_last_body(before);
    // "Hội Sinh viên khóa XI, nhiệm kỳ 2020-2023": the other half of the term stands between.
    if found.is_empty() && !own.terms.is_empty() && term.kind == TermKind::NhiemKy {
        let khoa =
            within(doc, Span::new(before.len().saturating_sub(40), before.len())).filter_map(|m| m.term()).last();
        return khoa.map_or(Vec::new(), |k| own.terms_of_last_body(doc.text()[..k.word.from()].trim_end()));
    }
    found
}

/// Every term with its years, in the order of the text: mentions, and congresses whose years no mention holds.
pub(super) fn dated<'d>(doc: &'d Document) -> impl Iterator<Item = (Span, &'d Term, Years)> {
    let mentions = doc.mentions.iter().filter_map(|m| {
        let t = m.term()?;
        Some((m.span, t, t.years?))
    });
    let congresses = doc.congresses.iter().filter_map(|(span, t)| {
        let years = t.years?;
        (!is_mentioned(doc, years.span)).then_some((*span, t, years))
    });
    mentions.chain(congresses)
}

/// Whether a term among the mentions holds these years.
fn is_mentioned(doc: &Document, years: Span) -> bool {
    near(doc, years).any(|m| m.term().and_then(|t| t.years).is_some_and(|y| y.span.overlaps(years)))
}

/// Mentions that begin within some hundred bytes before `span` or in it.
pub(super) fn near<'d>(doc: &'d Document, span: Span) -> impl Iterator<Item = &'d Mention> {
    within(doc, Span { start: span.start.saturating_sub(400), end: span.end })
}

/// Mentions that begin in `span`.
pub(super) fn within<'d>(doc: &'d Document, span: Span) -> impl Iterator<Item = &'d Mention> {
    let from = doc.mentions.partition_point(|m| m.span.start < span.start);
    doc.mentions[from..].iter().take_while(move |m| m.span.start < span.end)
}

/// What is known of the right years of a term.
#[derive(Clone, Debug)]
pub(super) struct Right {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// Why, in Vietnamese: `“khóa XV” = 2021-2026`; empty where only the digits tell.
    pub vi: String,
    /// Why, in English.
    pub en: String,
    /// The place that tells it.
    pub place: Option<Span>,
    /// Another pair of years that might be meant.
    pub or: Option<(i32, i32)>,
    /// Whether words of the text tell it, not only the tables.
    pub told: bool,
    /// Whether nothing else can be meant.
    pub sure: bool,
}

impl Right {
    /// Years by their first one and their length.
    pub(super) fn of_length(from: i32, length: i32) -> Self {
        Right::plain(from, from + length)
    }

    fn plain(from: i32, to: i32) -> Self {
        Right { from, to, vi: String::new(), en: String::new(), place: None, or: None, told: false, sure: false }
    }

    /// "; đúng là 2021-2026 (“khóa XV” = 2021-2026)" and the same in English.
    pub(super) fn tail(&self) -> (String, String) {
        let years = format!("{}-{}", self.from, self.to);
        match (self.or, self.vi.is_empty()) {
            (Some((f, t)), _) => {
                (format!("; có thể là {years} hoặc {f}-{t}"), format!("; it may be {years} or {f}-{t}"))
            }
            (None, true) => (format!("; có thể là {years}"), format!("; it may be {years}")),
            (None, false) if self.told => {
                (format!("; đúng là {years} ({})", self.vi), format!("; right is {years} ({})", self.en))
            }
            (None, false) => (format!("; có lẽ là {years} ({})", self.vi), format!("; probably {years} ({})", self.en)),
        }
    }

    /// How far the replacement may be trusted.
    pub(super) fn safety(&self) -> Safety {
        if self.sure { Safety::Safe } else { Safety::Unsafe }
    }
}

/// The edits that turn `years` into `from`-`to`: only years that differ, a short end kept short.
pub(super) fn edits(doc: &Document, years: &Years, from: i32, to: i32) -> Vec<Edit> {
    let mut out = Vec::new();
    for (year, value) in [(years.from, from), (years.to, to)] {
        let short = year.digits == 2 && value / 100 == from / 100;
        let text = if short { format!("{:02}", value % 100) } else { value.to_string() };
        if doc.slice(year.span) != text {
            out.push(Edit { span: year.span, replacement: text });
        }
    }
    out
}

/// A khóa of the sentence around `span` that tells the years of a term of `of`, the nearest first; "khóa XV" in the
/// term itself counts before all others.
fn khoa_beside(
    doc: &Document,
    term: &Term,
    span: Span,
    fits: impl Fn(&TermRow) -> bool,
) -> Option<(Span, &'static TermRow)> {
    let of = term.of?;
    if let Some(o) = term.ordinal
        && let Some(row) = o.value.and_then(|v| row_of_ordinal(of, v))
        && fits(row)
    {
        return Some((o.span, row));
    }
    let sentence = doc.sentence(span);
    within(doc, sentence)
        .filter(|m| m.span != span)
        .filter_map(|m| {
            let t = m.term()?;
            let o = t.ordinal?;
            let body = t.of.or_else(|| (t.kind == TermKind::Khoa).then_some(of))?;
            let told = if follows_assembly(of) {
                matches!(body, TermBody::Assembly | TermBody::AssemblyAndCouncil)
                    && (of == TermBody::Assembly || of == TermBody::Government || o.value? >= COMMON_SINCE)
            } else {
                body == of
            };
            let row = row_of_ordinal(body, o.value?)?;
            (told && fits(row)).then_some((m.span, row))
        })
        .chain(doc.congresses.iter().filter_map(|(s, t)| {
            let row = row_of_ordinal(t.of?, t.ordinal?.value?)?;
            (t.of == Some(of) && *s != span && sentence.covers(*s) && fits(row)).then_some((*s, row))
        }))
        .min_by_key(|(s, _)| (s.start.abs_diff(span.start), s.start > span.start))
}

/// Digits of a written year, with the letters that scanners and fingers take for digits put right.
fn digits(doc: &Document, year: &Year) -> Vec<u8> {
    doc.slice(year.span)
        .bytes()
        .map(|b| match b {
            b'o' | b'O' => b'0',
            b'l' | b'I' => b'1',
            b => b,
        })
        .collect()
}

/// How far digits are from those of a year of four figures, in tenths of a slip: a digit wrong, dropped or too many is
/// one; two digits exchanged, or one typed twice, are a little less.
fn slips(written: &[u8], year: i32) -> u32 {
    const MOST: usize = 8;
    let want = [1000, 100, 10, 1].map(|unit| b'0' + (year / unit).rem_euclid(10) as u8);
    if written == want {
        return 0;
    }
    let written = &written[..written.len().min(MOST)];
    // What each beginning of the written digits costs for each beginning of the year.
    let mut costs = [[0; 5]; MOST + 1];
    costs[0] = [0, 10, 20, 30, 40];
    for (i, digit) in written.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| written[i]);
        costs[i + 1][0] = costs[i][0] + 10;
        for (j, wanted) in want.iter().enumerate() {
            let replaced = costs[i][j] + if digit == wanted { 0 } else { 10 };
            let left_out = costs[i][j + 1] + if before == Some(*digit) { 8 } else { 10 };
            let mut best = replaced.min(left_out).min(costs[i + 1][j] + 10);
            if i > 0 && j > 0 && *digit == want[j - 1] && before == Some(*wanted) {
                best = best.min(costs[i - 1][j - 1] + 8);
            }
            costs[i + 1][j + 1] = best;
        }
    }
    costs[written.len()][want.len()]
}

/// What two exchanged years cost.
const EXCHANGED: u32 = 9;

/// How far a written pair of years is from a right one; exchanged ends are one slip, and the first year is seldom the
/// wrong one.
fn pair_slips(a: &[u8], b: &[u8], from: i32, to: i32) -> u32 {
    let first = slips(a, from);
    let straight = first + slips(b, to) + if first > 0 { 3 } else { 0 };
    if straight <= EXCHANGED {
        return straight;
    }
    straight.min(EXCHANGED + slips(a, to) + slips(b, from))
}

/// The most slips that still tell what was meant.
const MOST_SLIPS: u32 = 23;

/// Pairs of years nearer to each other than this are told apart by more than their digits.
const CLOSE: u32 = 4;

/// The right years of a term of office whose years cannot be right, by what stands beside it.
///
/// Nearest evidence first: the khóa in the same sentence; the body's own terms; another mention of that term in the
/// document; the document's date.
pub(super) fn right_years(doc: &Document, know: &Knowledge, span: Span, term: &Term, years: &Years) -> Option<Right> {
    match term.kind {
        TermKind::NhiemKy | TermKind::Khoa | TermKind::DaiHoi => right_term(doc, know, span, term, years),
        TermKind::NamHoc => right_school_year(doc, years),
        _ => right_period(doc, term, years),
    }
}

fn right_term(doc: &Document, know: &Knowledge, span: Span, term: &Term, years: &Years) -> Option<Right> {
    let (a, b) = (digits(doc, &years.from), digits(doc, &years.to));
    let cost = |r: &TermRow| pair_slips(&a, &b, i32::from(r.from), i32::from(r.to));
    let shares = |r: &TermRow| {
        let (f, t) = (Some(i32::from(r.from)), Some(i32::from(r.to)));
        [years.first(), years.last()].iter().any(|y| y.is_some() && (*y == f || *y == t))
    };
    let khoa = khoa_beside(doc, term, span, |r| shares(r) || cost(r) <= MOST_SLIPS);
    if let Some((place, row)) = khoa {
        let slip = cost(row);
        let mut right = Right::plain(row.from.into(), row.to.into());
        let roman = row.ordinal.map(to_roman).unwrap_or_default();
        let word = if term.kind == TermKind::DaiHoi || doc.slice(place).to_lowercase().contains("đại hội") {
            "Đại hội"
        } else {
            "khóa"
        };
        right.vi = format!("“{word} {roman}” = {}-{}", row.from, row.to);
        right.en = format!("“{word} {roman}” = {}-{}", row.from, row.to);
        if let Some(of) = term.of.filter(|of| !matches!(of, TermBody::Assembly | TermBody::PartyCentral))
            && follows_assembly(of)
        {
            let of = if of == TermBody::AssemblyAndCouncil { TermBody::Council } else { of };
            let (vi, en) = term_name(of);
            right.vi = format!("{}, {vi} {}-{}", right.vi, row.from, row.to);
            right.en = format!("{}, {en} {}-{}", right.en, row.from, row.to);
        }
        right.place = Some(place);
        right.told = true;
        right.sure = shares(row) && slip <= 13 && row.sure == Sure::Verified && place.end <= span.end + 2;
        return Some(right);
    }
    let free = matches!(term.of, Some(TermBody::Other));
    if free {
        return right_free(doc, years);
    }
    let sources: &[TermTable] = match term.of {
        Some(of) => tables_of(of),
        // Whoever's term: most are those of councils and of Party committees.
        None => &[TermTable::HoiDongNhanDan, TermTable::DangDiaPhuong],
    };
    let named = |row: &TermRow, right: &mut Right| {
        if let Some(of) = term.of {
            let (vi, en) = term_name(of);
            right.vi = format!("{vi} {}-{}", row.from, row.to);
            right.en = format!("{en} {}-{}", row.from, row.to);
        }
    };
    let told = sources.iter().flat_map(|t| tables::terms(*t)).map(cost).min().is_some_and(|c| c <= 10);
    let sources = if term.of.is_none() && !told { ANY_BODY } else { sources };
    let rows = || sources.iter().flat_map(|t| tables::terms(*t));
    // A term that ends in the year it begins: the end was forgotten.
    if years.first().is_some() && years.first() == years.last() {
        let row = rows()
            .find(|r| Some(i32::from(r.from)) == years.first())
            .or_else(|| rows().find(|r| Some(i32::from(r.to)) == years.last()))?;
        let mut right = Right::plain(row.from.into(), row.to.into());
        named(row, &mut right);
        return Some(right);
    }
    let best = rows().map(|r| (cost(r), r)).min_by_key(|(c, _)| *c)?;
    if best.0 > MOST_SLIPS {
        return right_free(doc, years);
    }
    let close: Vec<&TermRow> = rows().filter(|r| cost(r) < best.0 + CLOSE).collect();
    let mut right: Right;
    if let [row] = close[..] {
        right = Right::plain(row.from.into(), row.to.into());
        named(row, &mut right);
    } else {
        let (row, other, place, told) = choose(doc, know, span, term, &close)?;
        right = Right::plain(row.from.into(), row.to.into());
        if told {
            named(row, &mut right);
        } else {
            right.or = Some((other.from.into(), other.to.into()));
        }
        right.place = place;
    }
    Some(right)
}

/// The tables of all bodies whose terms are five years long.
const ANY_BODY: &[TermTable] = &[
    TermTable::HoiDongNhanDan,
    TermTable::DangDiaPhuong,
    TermTable::Doan,
    TermTable::MatTran,
    TermTable::CongDoan,
    TermTable::PhuNu,
];

/// How many mentions and dates from the start of a text are asked what it speaks of: more than a document has, and few
/// enough that a million doubtful terms do not each look through a million others.
const FAR: usize = 2000;

type Choice = (&'static TermRow, &'static TermRow, Option<Span>, bool);

/// The likelier of several terms: the one not already named in the sentence; the one named elsewhere; the one the text
/// is of. With another one, the place that tells, and whether the choice is told or only likely.
fn choose(doc: &Document, know: &Knowledge, span: Span, term: &Term, rows: &[&'static TermRow]) -> Option<Choice> {
    let sentence = doc.sentence(span);
    let names = |m: &Mention, row: &TermRow| {
        m.span != span
            && m.term().is_some_and(|t| {
                t.of == term.of
                    && t.years.is_some_and(|y| (y.first(), y.last()) == (Some(row.from.into()), Some(row.to.into())))
            })
    };
    let other = |row: &TermRow| rows.iter().copied().find(|r| *r != row);
    let unnamed: Vec<_> = rows.iter().copied().filter(|r| !within(doc, sentence).any(|m| names(m, r))).collect();
    if let [row] = unnamed[..] {
        let place = within(doc, sentence).find(|m| rows.iter().any(|r| *r != row && names(m, r))).map(|m| m.span);
        return Some((row, other(row)?, place, true));
    }
    let named = |r: &TermRow| doc.mentions.iter().take(FAR).find(|m| names(m, r)).map(|m| m.span);
    let mut told = rows.iter().copied().filter_map(|r| named(r).map(|span| (r, span)));
    if let (Some((row, place)), None) = (told.next(), told.next()) {
        return Some((row, other(row)?, Some(place), true));
    }
    // Who stands for election stands for a term to come: the first year is right.
    let words = tables::fold(doc.slice(sentence));
    if ["ứng cử", "bầu cử", "hiệp thương", "cử tri nơi cư trú"].iter().any(|w| words.contains(w)) {
        let row = rows.iter().copied().max_by_key(|r| r.from)?;
        return Some((row, other(row)?, None, true));
    }
    let of_text = text_year(doc, know, sentence);
    if let Some(year) = of_text {
        let mut during = rows.iter().copied().filter(|r| (i32::from(r.from)..i32::from(r.to)).contains(&year));
        if let (Some(row), None) = (during.next(), during.next()) {
            return Some((row, other(row)?, None, true));
        }
    }
    // Nothing tells: most texts speak of the last term that has run for some years.
    let today = chrono::Datelike::year(&know.today);
    let row = rows
        .iter()
        .copied()
        .filter(|r| i32::from(r.from) + 3 <= today)
        .max_by_key(|r| r.from)
        .or_else(|| rows.first().copied())?;
    Some((row, other(row)?, None, false))
}

/// The year in which a text speaks: of a date in the sentence, of the document, or else of its latest date.
fn text_year(doc: &Document, know: &Knowledge, sentence: Span) -> Option<i32> {
    use chrono::Datelike;
    let from = doc.dates.partition_point(|d| d.span.start < sentence.start);
    let beside = doc.dates[from..].iter().take_while(|d| d.span.start < sentence.end).find_map(|d| d.year_value());
    beside.or_else(|| know.own_date(doc).map(|d| d.year())).or_else(|| {
        let today = know.today.year();
        doc.dates.iter().take(FAR).filter_map(|d| d.year_value()).filter(|y| (1930..=today).contains(y)).max()
    })
}

/// A term of a body whose terms are free: only the digits tell.
fn right_free(doc: &Document, years: &Years) -> Option<Right> {
    let (first, last) = (years.first(), years.last());
    if let (Some(f), Some(t)) = (first, last)
        && plausible(f)
        && plausible(t)
    {
        return (t < f && f - t <= 5).then(|| Right::plain(t, f));
    }
    let (a, b) = (number(&digits(doc, &years.from)), number(&digits(doc, &years.to)));
    if let (Some(f), Some(t)) = (a, b)
        && plausible(f)
        && (f + 1..=f + 5).contains(&t)
    {
        return Some(Right::plain(f, t));
    }
    mend_digits(doc, years, 1, 5)
}

/// The one way to mend years with bad digits so that the term is `least` to `most` years long.
fn mend_digits(doc: &Document, years: &Years, least: i32, most: i32) -> Option<Right> {
    let good = |y: &Year| y.full().filter(|v| plausible(*v));
    let mut found = None;
    let mut doubt = false;
    let mut best = 11;
    let mut offer = |cost: u32, from: i32, to: i32| {
        if cost < best {
            (best, found, doubt) = (cost, Some((from, to)), false);
        } else if cost == best {
            doubt = true;
        }
    };
    match (good(&years.from), good(&years.to)) {
        (Some(f), None) => {
            let written = digits(doc, &years.to);
            (f + least..=f + most).for_each(|t| offer(slips(&written, t), f, t));
        }
        (None, Some(t)) => {
            let written = digits(doc, &years.from);
            (t - most..=t - least).for_each(|f| offer(slips(&written, f), f, t));
        }
        _ => {}
    }
    found.filter(|_| !doubt && best <= 10).map(|(f, t)| Right::plain(f, t))
}

/// Whether a year can be one that documents speak of.
pub(super) fn plausible(year: i32) -> bool {
    (1850..=2120).contains(&year)
}

/// A school year runs from one year to the next: right where only one such pair is a slip away.
fn right_school_year(doc: &Document, years: &Years) -> Option<Right> {
    let (a, b) = (digits(doc, &years.from), digits(doc, &years.to));
    // One year too many may be of either end.
    if years.first().zip(years.to.full()).is_some_and(|(f, t)| t == f + 2) {
        return None;
    }
    let mut pairs: Vec<(u32, i32)> = Vec::new();
    for base in [years.from.full(), years.to.full()].into_iter().flatten().filter(|y| plausible(*y)) {
        for from in [base - 1, base] {
            if !pairs.iter().any(|(_, f)| *f == from) {
                pairs.push((pair_slips(&a, &b, from, from + 1), from));
            }
        }
    }
    pairs.sort_unstable();
    let (cost, from) = *pairs.first()?;
    let clear = cost <= 10 && pairs.get(1).is_none_or(|(c, _)| *c >= cost + 3);
    clear.then(|| Right::plain(from, from + 1))
}

/// The tables of plan periods.
const PERIODS: &[TermTable] = &[TermTable::KeHoach5Nam, TermTable::ChienLuoc10Nam, TermTable::QuyHoach];

/// A period of a plan or a review.
fn right_period(doc: &Document, term: &Term, years: &Years) -> Option<Right> {
    let (a, b) = (digits(doc, &years.from), digits(doc, &years.to));
    // Letters for digits change nothing else.
    if let (Some(f), Some(t)) = (number(&a), number(&b))
        && plausible(f)
        && plausible(t)
        && f < t
        && (years.from.value.is_none() || years.to.value.is_none())
    {
        return Some(Right::plain(f, t));
    }
    if let Some(right) = told_elsewhere(doc, term, years, &a, &b) {
        return Some(right);
    }
    let sources: &[TermTable] = match term.kind {
        TermKind::NamNam => &[TermTable::KeHoach5Nam],
        TermKind::MuoiNam => &[TermTable::ChienLuoc10Nam],
        _ => PERIODS,
    };
    let rows = || sources.iter().flat_map(|t| tables::terms(*t)).map(|r| (i32::from(r.from), i32::from(r.to)));
    let (first, last) = (years.first().filter(|y| plausible(*y)), years.last().filter(|y| plausible(*y)));
    let mut kept: Option<(u32, (i32, i32))> = None;
    let mut doubt = false;
    for (from, to) in rows() {
        // Where both years are years, only the last one may be wrong: the first is seldom.
        if slips(&a, from) + slips(&b, to) > 10 || (last.is_some() && first.is_some_and(|f| f != from)) {
            continue;
        }
        let cost = pair_slips(&a, &b, from, to);
        match kept {
            Some((c, pair)) if pair == (from, to) || c < cost => {}
            Some((c, _)) if c == cost => doubt = true,
            _ => (kept, doubt) = (Some((cost, (from, to))), false),
        }
    }
    match (first, last) {
        (Some(f), Some(t)) if t == f => {
            return kept.filter(|_| !doubt && is_plan(term.kind)).map(|(_, (from, to))| Right::plain(from, to));
        }
        (Some(f), Some(t)) if t < f => {
            if rows().any(|r| r == (t, f)) {
                return Some(Right::plain(t, f));
            }
            if let Some((_, (from, to))) = kept {
                return (!doubt).then(|| Right::plain(from, to));
            }
            return exchanged(doc, years, f, t);
        }
        (Some(_), Some(_)) => return None,
        _ => {}
    }
    if let Some((_, (from, to))) = kept {
        return (!doubt).then(|| Right::plain(from, to));
    }
    mend_digits(doc, years, 1, if term.kind == TermKind::NamNam { 4 } else { 60 })
}

/// Whether the word names a plan whose length is known.
fn is_plan(kind: TermKind) -> bool {
    matches!(kind, TermKind::NamNam | TermKind::MuoiNam)
}

/// The value of four digits.
fn number(digits: &[u8]) -> Option<i32> {
    if digits.len() != 4 {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Another period of the text that is a slip away, where there is but one.
fn told_elsewhere(doc: &Document, term: &Term, years: &Years, a: &[u8], b: &[u8]) -> Option<Right> {
    let mut best: Option<(u32, i32, i32, Span)> = None;
    let mut doubt = false;
    for t in doc.mentions.iter().take(FAR).filter_map(|m| m.term()) {
        let Some(y) = t.years.filter(|y| t.kind == term.kind && y.span != years.span) else { continue };
        let (Some(from), Some(to)) = (y.first(), y.last()) else { continue };
        if from >= to || !plausible(from) || !plausible(to) {
            continue;
        }
        let cost = pair_slips(a, b, from, to);
        match best {
            _ if cost > 10 => {}
            Some((_, f, t, _)) if (f, t) == (from, to) => {}
            Some((c, ..)) if c < cost => {}
            Some((c, ..)) if c == cost => doubt = true,
            _ => (best, doubt) = (Some((cost, from, to, y.span)), false),
        }
    }
    let (_, from, to, place) = best.filter(|_| !doubt)?;
    let mut right = Right::plain(from, to);
    right.vi = format!("như “{from}-{to}” ở chỗ khác trong văn bản");
    right.en = format!("as “{from}-{to}” elsewhere in the text");
    right.told = true;
    right.place = Some(place);
    Some(right)
}

/// The exchange of two reversed years, where nothing speaks against it.
fn exchanged(doc: &Document, years: &Years, first: i32, last: i32) -> Option<Right> {
    // What follows may show that it was not meant: "2027-2015, định hướng đến năm 2025".
    let behind: String = doc.text()[years.span.to()..].chars().take(40).collect();
    let aim = behind.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4).and_then(|d| d.parse::<i32>().ok());
    if aim.is_some_and(|y| (1900..=first).contains(&y)) {
        return None;
    }
    // The last year may as well have two digits exchanged ("2013 - 2002") or one wrong ("2022 - 2015"): plans mostly end
    // with a year that five divides.
    let turned = last / 100 * 100 + last % 10 * 10 + last / 10 % 10;
    let kept = [turned, last + 10].into_iter().find(|t| *t > first && *t <= first + 15);
    let Some(kept) = kept else { return Some(Right::plain(last, first)) };
    let keep = first % 5 != 0 && kept % 5 == 0 && first - last > 2;
    let (pair, other) = if keep { ((first, kept), (last, first)) } else { ((last, first), (first, kept)) };
    let mut right = Right::plain(pair.0, pair.1);
    right.or = Some(other);
    Some(right)
}

/// A finding at the years of a term, with the right years where they are known; `vi` and `en` are sentences without
/// full stop.
pub(super) fn at_years(
    rule: &'static Rule,
    doc: &Document,
    years: &Years,
    right: Option<Right>,
    vi: String,
    en: String,
) -> Finding {
    let Some(right) = right else { return Finding::new(rule, years.span, vi + ".", en + ".") };
    let (tail_vi, tail_en) = right.tail();
    let finding = Finding::new(rule, years.span, format!("{vi}{tail_vi}."), format!("{en}{tail_en}."))
        .fixes(right.safety(), edits(doc, years, right.from, right.to));
    match right.place.filter(|p| !p.overlaps(years.span)) {
        Some(place) => finding.with(place, "căn cứ ở đây", "told here"),
        None => finding,
    }
}

/// The word of a term for a message: "Nhiệm kỳ", and in English.
pub(super) fn word_of(kind: TermKind) -> (&'static str, &'static str) {
    match kind {
        TermKind::NhiemKy | TermKind::Khoa | TermKind::DaiHoi | TermKind::Other => ("Nhiệm kỳ", "The term"),
        TermKind::GiaiDoan => ("Giai đoạn", "The period"),
        TermKind::ThoiKy => ("Thời kỳ", "The period"),
        TermKind::NamHoc => ("Năm học", "The school year"),
        TermKind::NienKhoa => ("Niên khóa", "The course"),
        TermKind::NamNam => ("Kế hoạch 5 năm", "The five-year plan"),
        TermKind::MuoiNam => ("Kế hoạch 10 năm", "The ten-year plan"),
    }
}

/// The row of `table` whose years stand in the term or right behind it.
pub(super) fn row_beside(doc: &Document, span: Span, term: &Term, table: TermTable) -> Option<&'static TermRow> {
    let years = term.years.or_else(|| {
        let behind = Span { start: span.end, end: span.end + 16 };
        let next = within(doc, behind).next()?;
        let gap = &doc.text()[span.to()..next.span.from()];
        next.term().filter(|t| t.ordinal.is_none() && gap.trim_matches([' ', ',', '(', '-']).is_empty())?.years
    })?;
    let (from, to) = (u16::try_from(years.first()?).ok()?, u16::try_from(years.last()?).ok()?);
    tables::terms_with_years(table, from, to).next()
}

/// The row of `table` in whose time the sentence, or else the text, speaks.
pub(super) fn row_of_text(doc: &Document, know: &Knowledge, span: Span, table: TermTable) -> Option<&'static TermRow> {
    let year = text_year(doc, know, doc.sentence(span))?;
    tables::terms(table).iter().rev().find(|r| (i32::from(r.from)..=i32::from(r.to)).contains(&year))
}
