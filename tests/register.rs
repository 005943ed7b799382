//! What the register is good for, measured: citations drawn by a fixed seed from the rows that are known best, right as
//! they are and spoilt in one place. `cargo test --test register -- --nocapture` prints the figures and what was missed.

use chrono::{Datelike, Months, NaiveDate};
use soat::document;
use soat::register::{Key, Register, Row};
use soat::rules::{self, Finding, Knowledge, Selection};
use soat::text::Search;

/// How many citations are drawn.
const DRAWN: usize = 300;
const SEED: u64 = 20_261_124;

static BUILTIN: Register = Register::builtin();

/// What was reached, a little less.
const RIGHT_NUMBER: f64 = 0.84;
const RIGHT_NUMBER_WITH_SUBJECT: f64 = 0.95;
const OTHER_DATE: f64 = 0.99;

/// Numbers that look drawn by lot and are the same for ever (SplitMix64).
struct Lot(u64);

impl Lot {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % count as u64) as usize
    }
}

fn drawn(lot: &mut Lot) -> Vec<Row<'static>> {
    let mut rows: Vec<Row> = BUILTIN.rows().filter(|row| row.is_read()).collect();
    (0..DRAWN).map(|_| rows.swap_remove(lot.below(rows.len()))).collect()
}

fn written(day: NaiveDate) -> String {
    let zero = if day.month() < 3 { "0" } else { "" };
    format!("{:02} tháng {zero}{} năm {}", day.day(), day.month(), day.year())
}

/// The citation of a row under a number and a day, with its subject or without.
fn citation(row: &Row, number: &str, day: NaiveDate, subject: bool) -> String {
    let title = row.title.trim_end_matches('…').trim();
    let subject =
        if subject && !title.is_empty() && row.number.contains('-') { format!(" {title}") } else { String::new() };
    let issuer = if row.issuer.is_empty() { String::new() } else { format!(" của {}", row.issuer) };
    format!("Thực hiện {} số {number} ngày {}{issuer}{subject}.\n", row.doc_type, written(day))
}

fn findings(text: &str) -> Vec<Finding> {
    let search = Search::new(text);
    let know = Knowledge { today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), ..Knowledge::default() };
    rules::check(&document::read(&search), &know, &Selection::default())
}

/// The text after the first finding's suggestion.
fn mended(text: &str, finding: &Finding) -> String {
    let mut out = text.to_owned();
    for edit in finding.suggestion.iter().flat_map(|s| s.edits.iter().rev()) {
        out.replace_range(edit.span.range(), &edit.replacement);
    }
    out
}

/// One digit of the number proper changed, to a number that is not a known document of that day.
fn spoilt(row: &Row, lot: &mut Lot) -> String {
    loop {
        let end = row.number.find(['/', '-']).unwrap();
        let places: Vec<usize> =
            row.number[..end].bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
        let at = places[lot.below(places.len())];
        let digit = (b'0' + lot.below(10) as u8) as char;
        let number = format!("{}{digit}{}", &row.number[..at], &row.number[at + 1..]);
        let key = Key::of(&number);
        let taken = |key: &Key| BUILTIN.with_key(key).iter().any(|r| r.date == row.date);
        if number != row.number && key.is_some_and(|key| !taken(&key) && key.digits != "0") {
            return number;
        }
    }
}

fn share(name: &str, hits: usize) -> f64 {
    let share = hits as f64 / DRAWN as f64;
    println!("{name}: {hits} of {DRAWN} = {share:.3}");
    share
}

#[test]
fn citations_as_they_are_raise_nothing() {
    let mut lot = Lot(SEED);
    let mut faults = Vec::new();
    for row in drawn(&mut lot) {
        for subject in [false, true] {
            let text = citation(&row, row.number, row.date, subject);
            let found = findings(&text);
            faults.extend(found.iter().map(|f| format!("{}: {} {}", text.trim(), f.rule.code, f.message.vi)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_directive_on_the_election_is_meant() {
    let text = "Chỉ thị 545-CT/TW ngày 20/6/2020 của Bộ Chính trị";
    let found = findings(text);
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(mended(text, only), text.replace("545", "45"));
    for words in ["Chỉ thị 45-CT/TW ngày 20/6/2020 của Bộ Chính trị", "cuộc bầu cử đại biểu Quốc hội khóa XV", "nguồn"]
    {
        assert!(only.message.vi.contains(words), "{}", only.message.vi);
    }
    let know = Knowledge { today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), ..Knowledge::default() };
    let search = Search::new(text);
    let found = rules::check(&document::read(&search), &know.without_register(), &Selection::default());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(!found[0].message.vi.contains("nguồn"));
}

/// What is known from citations, memory or not for certain bears no error.
#[test]
fn no_error_rests_on_the_register() {
    for rule in rules::RULES
        .iter()
        .filter(|r| ["DATE07", "NUM16", "NUM20", "REF03", "REF14", "REG02", "REG03", "ISSUER08"].contains(&r.code))
    {
        assert!(rule.severity < rules::Severity::Error, "{}", rule.code);
    }
    let mut lot = Lot(SEED);
    let soft: Vec<Row> = BUILTIN.rows().filter(|row| !row.is_solid()).collect();
    for _ in 0..DRAWN {
        let row = soft[lot.below(soft.len())];
        let day = row.date + Months::new(1);
        for finding in findings(&citation(&row, row.number, day, false)) {
            let named = ["DATE07", "NUM16", "REF14", "ISSUER08"].contains(&finding.rule.code);
            assert!(
                !named
                    || finding.severity == rules::Severity::Info
                    || Key::of(row.number).is_some_and(|key| {
                        // Another document of that day, which is well known, may have been meant.
                        BUILTIN.near_key(&key, |near| near.date == day).iter().any(|near| near.is_solid())
                    }),
                "{row:?}: {}",
                finding.message.vi
            );
        }
    }
}

#[test]
fn a_changed_digit_is_seen_and_mended() {
    for (subject, floor) in [(false, RIGHT_NUMBER), (true, RIGHT_NUMBER_WITH_SUBJECT)] {
        let mut lot = Lot(SEED);
        let mut hits = 0;
        for row in drawn(&mut lot) {
            let number = spoilt(&row, &mut lot);
            let text = citation(&row, &number, row.date, subject);
            let found = findings(&text);
            let right = citation(&row, row.number, row.date, subject);
            let suggested = found.iter().find(|f| f.suggestion.is_some()).map(|f| mended(&text, f));
            if suggested.as_deref() == Some(right.as_str()) {
                hits += 1;
            } else {
                let said: Vec<_> = found.iter().map(|f| format!("{} {}", f.rule.code, f.message.vi)).collect();
                println!("missed {} as {number}: {said:?}", row.number);
            }
        }
        let reached = share(if subject { "digit changed, with subject" } else { "digit changed" }, hits);
        assert!(reached >= floor, "{reached:.3}");
    }
}

#[test]
fn a_date_a_month_off_is_seen() {
    let mut lot = Lot(SEED);
    let mut hits = 0;
    for row in drawn(&mut lot) {
        let month = Months::new(1);
        let day = if lot.below(2) == 0 { row.date + month } else { row.date - month };
        let found = findings(&citation(&row, row.number, day, false));
        if found.is_empty() {
            println!("missed {} of {} as {day}", row.number, row.date);
        } else {
            hits += 1;
        }
    }
    let reached = share("date a month off", hits);
    assert!(reached >= OTHER_DATE, "{reached:.3}");
}

/// How many citations are drawn to be given another subject or issuer.
const SWAPPED: usize = 200;
/// What was reached, a little less.
const OTHER_SUBJECT: f64 = 0.60;
const OTHER_ISSUER: f64 = 0.92;

/// A basis line with number, date, issuer and subject.
fn basis(row: &Row, issuer: &str, subject: &str) -> String {
    format!("Căn cứ {} số {} ngày {} của {issuer} {subject};\n", row.doc_type, row.number, written(row.date))
}

/// Documents that are known best, with issuer and title, and are no laws: those are called by their names.
fn with_titles(lot: &mut Lot) -> Vec<Row<'static>> {
    let titled =
        |row: &Row| row.is_read() && !row.issuer.is_empty() && row.title.len() > 20 && !row.number.contains("QH");
    let mut rows: Vec<Row> = BUILTIN.rows().filter(titled).collect();
    (0..SWAPPED).map(|_| rows.swap_remove(lot.below(rows.len()))).collect()
}

fn title(row: &Row) -> String {
    row.title.trim_end_matches(['…', ' ']).to_owned()
}

#[test]
fn a_document_under_its_own_title_raises_nothing() {
    let mut faults = Vec::new();
    for row in with_titles(&mut Lot(SEED)) {
        let whole = title(&row);
        let words: Vec<&str> = whole.split(' ').collect();
        let cut = words[..words.len().div_ceil(2).max(4).min(words.len())].join(" ");
        let mut letters = whole.chars();
        let small: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        for subject in [whole.clone(), cut, small, format!("{whole} và các văn bản hướng dẫn thi hành")] {
            let text = basis(&row, row.issuer, &subject);
            let found = findings(&text);
            let mine = found.iter().filter(|f| f.rule.group() != "STYLE");
            faults.extend(mine.map(|f| format!("{}: {} {}", text.trim(), f.rule.code, f.message.vi)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_subject_of_another_document_is_seen() {
    let mut lot = Lot(SEED);
    let rows = with_titles(&mut lot);
    let mut hits = 0;
    for row in &rows {
        let other = rows[lot.below(rows.len())];
        let found = findings(&basis(row, row.issuer, &title(&other)));
        if found.iter().any(|f| f.rule.code == "REF14") {
            hits += 1;
        } else if found.is_empty() {
            println!("missed {} “{}” with “{}”", row.number, row.title, other.title);
        }
        assert!(found.iter().all(|f| f.rule.code == "REF14"), "{row:?} {other:?} {found:?}");
    }
    let reached = hits as f64 / SWAPPED as f64;
    println!("subject of another: {hits} of {SWAPPED} = {reached:.3}");
    assert!(reached >= OTHER_SUBJECT, "{reached:.3}");
}

#[test]
fn the_issuer_of_another_document_is_seen() {
    let mut lot = Lot(SEED);
    let rows = with_titles(&mut lot);
    let (mut hits, mut swapped) = (0, 0);
    for row in &rows {
        let other = rows[lot.below(rows.len())].issuer;
        if row.issuer.contains(other) || other.contains(row.issuer) {
            continue;
        }
        swapped += 1;
        let found = findings(&basis(row, other, &title(row)));
        if found.iter().any(|f| f.rule.group() == "ISSUER") {
            hits += 1;
        } else {
            println!("missed {} of {} as of {other}: {found:?}", row.number, row.issuer);
        }
    }
    let reached = f64::from(hits) / f64::from(swapped);
    println!("issuer of another: {hits} of {swapped} = {reached:.3}");
    assert!(reached >= OTHER_ISSUER, "{reached:.3}");
}

/// Of the Party's Centre three bodies share one symbol.
#[test]
fn bodies_of_the_centre_are_told_apart() {
    let mut lot = Lot(SEED);
    let centre = |row: &Row| row.is_central() && row.number.ends_with("/TW") && row.is_solid();
    let rows: Vec<Row> = BUILTIN.rows().filter(centre).collect();
    let (mut hits, mut asked) = (0, 0);
    for _ in 0..SWAPPED {
        let row = rows[lot.below(rows.len())];
        let other = match row.issuer {
            "Bộ Chính trị" => "Ban Bí thư",
            "Ban Bí thư" | "Ban Chấp hành Trung ương" => "Bộ Chính trị",
            _ => continue,
        };
        let of = |issuer: &str| {
            findings(&format!("{} số {} ngày {} của {issuer}.\n", row.doc_type, row.number, written(row.date)))
        };
        assert!(of(row.issuer).is_empty(), "{row:?}: {:?}", of(row.issuer));
        asked += 1;
        hits += usize::from(of(other).iter().any(|f| f.rule.code == "ISSUER08"));
    }
    println!("another body of the Centre: {hits} of {asked}");
    assert!(hits * 10 >= asked * 9, "{hits} of {asked}");
}
