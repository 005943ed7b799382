//! Document numbers: `30/2020/NĐ-CP`, `45-CT/TW`, `1354/KH-VPUBND`, `217-HĐBT`, and what people write for them.
//!
//! ```ebnf
//! number = figure, year?, { joint, group } ;
//! ```
//! The full grammar stands in `grammars/citation.ebnf`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{opt, recognize, verify};
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

use crate::tables;
use crate::text::{Span, is_letter};

use super::reader::Reader;
use super::{Number, Oddities, Part, Regime, Year};

/// The most parts a symbol may have (a joint circular of eleven bodies is the longest known).
const MOST_PARTS: usize = 14;

/// Letters of symbols that are small in official case.
const SMALL: &[&str] = &["TTg", "QyĐ", "QĐi", "CTr", "TTr", "TrS", "TTh", "SNgV", "ThU", "SLt", "KLTTr", "BNgV", "LTg"];

/// Digits, with letters that scanners take for digits among them; a letter behind as in "134a", a dot as in "66.7".
fn figure(i: &str) -> IResult<&str, &str> {
    let digits = |i| {
        verify(take_while_m_n(1, 12, |c: char| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I')), |s: &str| {
            s.bytes().any(|b| b.is_ascii_digit())
        })
        .parse(i)
    };
    recognize((digits, opt(pair(char('.'), digit1)), opt(alt((tag("bis"), recognize(one_of("abcd")))))))
        .parse(i)
        // "12a" is a number with its letter, "12ab" is not, and "5b" of a word goes on with letters.
        .and_then(|(rest, s)| if rest.starts_with(is_letter) { digits(i) } else { Ok((rest, s)) })
}

/// What stands between two parts: separators with blanks around, or a blank alone.
#[derive(Clone, Copy, Debug)]
struct Joint {
    sep: char,
    /// More than one separator.
    doubled: bool,
    /// Blanks around.
    blank: bool,
    /// A line break among the blanks, which is the page's and not the writer's.
    broken: bool,
}

fn joint(i: &str) -> IResult<&str, Joint> {
    let blanks = |i| take_while(|c: char| matches!(c, ' ' | '\t' | '\r' | '\n')).parse(i);
    let seps = |i| take_while1(|c: char| matches!(c, '/' | '-' | '.' | '_')).parse(i);
    let (rest, (before, sep, after)) = (blanks, opt(seps), blanks).parse(i)?;
    let blank = !before.is_empty() || !after.is_empty();
    let broken = before.contains('\n') || after.contains('\n');
    match sep {
        Some(s) if s.len() <= 2 => {
            Ok((rest, Joint { sep: s.chars().next().unwrap_or('/'), doubled: s.len() > 1, blank, broken }))
        }
        None if blank && !broken => Ok((rest, Joint { sep: ' ', doubled: false, blank, broken })),
        _ => Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Char))),
    }
}

/// The letters and digits of one part, nothing of a word going on behind.
fn group(i: &str) -> IResult<&str, &str> {
    let inner = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, 'Đ' | 'đ' | '&' | 'Ư' | 'Ơ' | 'Ô' | 'Â' | 'Ă' | 'Ê' | 'ư' | 'ơ' | 'ô' | 'â' | 'ă' | 'ê')
    };
    terminated(
        take_while_m_n(1, 24, inner),
        nom::combinator::not(verify(nom::character::complete::anychar, |c| is_letter(*c))),
    )
    .parse(i)
}

/// Letters in the case in which symbols are officially written.
pub(crate) fn official_case(letters: &str) -> String {
    SMALL.iter().find(|s| same_letters(s, letters)).map_or_else(|| letters.to_uppercase(), |s| s.to_string())
}

/// Whether two symbols are the same but for the case of their letters.
fn same_letters(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_uppercase).eq(b.chars().flat_map(char::to_uppercase))
}

/// How the letters of a group are written.
#[derive(Clone, Copy, PartialEq)]
enum Letters {
    /// Capitals, or small where they must be.
    Official,
    /// Another case of the same.
    OtherCase,
    /// A word of prose.
    Prose,
}

fn letters_of(group: &str) -> Letters {
    if !group.chars().any(char::is_lowercase) || SMALL.contains(&group) {
        return Letters::Official;
    }
    if SMALL.iter().any(|s| same_letters(s, group)) || tables::code_is_known(&group.to_uppercase()) {
        return Letters::OtherCase;
    }
    let small = group.chars().filter(|c| c.is_lowercase()).count();
    // "HĐQTr", "TWĐTNh": one or two small letters behind capitals.
    let first = group.chars().next().is_some_and(char::is_uppercase);
    if first && small <= 2 && group.chars().count() >= small + 2 { Letters::Official } else { Letters::Prose }
}

/// What a number looks like before its meaning is asked.
struct Shape {
    digits: Span,
    year: Option<Year>,
    parts: Vec<Part>,
    oddities: Oddities,
    end: usize,
}

/// The year at `span` of the text.
pub(crate) fn year_of(text: &str, span: Span) -> Year {
    let s = span.of(text);
    Year { span, value: s.parse().ok(), digits: s.len() as u8 }
}

/// Reads the shape of a number that begins at `start`.
fn shape(r: &Reader, start: usize) -> Option<Shape> {
    let (digits, mut at) = r.run(start, figure)?;
    let mut s =
        Shape { digits: Span::new(start, at), year: None, parts: Vec::new(), oddities: Oddities::default(), end: at };
    if digits.contains('.') {
        s.oddities.set(Oddities::DOTTED);
    }
    if digits.bytes().any(|b| matches!(b, b'O' | b'o' | b'l' | b'I')) {
        s.oddities.set(Oddities::LETTER_DIGIT);
    }
    // "45CT/TW": the hyphen was forgotten before a code that a body follows.
    if let Some((code, end)) = r.run(at, group)
        && letters_of(code) == Letters::Official
        && tables::code_is_known(code)
        && r.byte(end) == b'/'
    {
        s.parts.push(Part { sep: '-', span: Span::new(at, end), text: code.to_string() });
        s.oddities.set(Oddities::ODD_SEPARATOR);
        at = end;
        s.end = end;
    }
    while s.parts.len() < MOST_PARTS {
        let Some((j, after)) = r.run(at, joint) else { break };
        if j.broken && r.blank(at).max(at) == at && !matches!(r.byte(at), b'/' | b'-' | b'.') {
            break;
        }
        let Some((text, end)) = r.run(after, group) else {
            let stops = matches!(r.byte(at), b'/' | b'-') && !r.glued(at + 1);
            if stops && !s.parts.is_empty() {
                s.oddities.set(Oddities::TRUNCATED);
            }
            break;
        };
        let span = Span::new(after, end);
        let figures = text.bytes().all(|b| b.is_ascii_digit());
        if figures {
            // The year stands first; "45-CT/TW/2020" has one behind.
            let behind = !s.parts.is_empty();
            if j.sep == ' ' || j.sep == '.' || (j.blank && behind) {
                break;
            }
            if behind {
                if text.len() == 4 && matches!(text.as_bytes()[0], b'1' | b'2') && !r.glued(end) && r.byte(end) != b'/'
                {
                    s.oddities.set(Oddities::YEAR_BEHIND);
                    s.year = Some(year_of(r.text, span));
                    s.end = end;
                }
                break;
            }
            if s.year.is_some() || text.len() > 6 {
                break;
            }
            s.year = Some(year_of(r.text, span));
            note(&mut s.oddities, j);
            at = end;
            continue;
        }
        // A year with letters among its digits: "2O21".
        if s.parts.is_empty() && s.year.is_none() && text.len() == 4 && text.starts_with(['1', '2']) {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            if digits >= 2 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l' | b'I')) {
                s.year = Some(year_of(r.text, span));
                s.oddities.set(Oddities::LETTER_DIGIT);
                at = end;
                continue;
            }
        }
        // "187/2007NĐ-CP": the separator behind the year was forgotten.
        if s.parts.is_empty() && s.year.is_none() && text.len() > 4 && text.is_char_boundary(4) {
            let (year, code) = text.split_at(4);
            if year.bytes().all(|b| b.is_ascii_digit()) && year.starts_with(['1', '2']) && tables::code_is_known(code) {
                s.year = Some(year_of(r.text, Span::new(after, after + 4)));
                s.parts.push(Part { sep: '/', span: Span::new(after + 4, end), text: code.to_string() });
                s.oddities.set(Oddities::ODD_SEPARATOR);
                at = end;
                s.end = end;
                continue;
            }
        }
        if text.starts_with(|c: char| c.is_ascii_digit() || c == '&') {
            break;
        }
        let letters = letters_of(text);
        let known = letters == Letters::Official
            || (letters == Letters::OtherCase && (s.year.is_some() || !s.parts.is_empty() || j.sep == '/'));
        let lower_organ = letters == Letters::Prose
            && !s.parts.is_empty()
            && s.oddities.has(Oddities::CASE)
            && text.chars().all(char::is_lowercase);
        if !(known || lower_organ) {
            break;
        }
        if j.blank || j.sep == ' ' {
            // Beyond a blank only what is a symbol by itself.
            let alone = text.chars().count() >= 2 && (letters == Letters::Official) && !is_roman(text);
            let code = tables::code_is_known(text) || !tables_organ(text);
            if !alone
                || (j.sep == ' '
                    && !(s.parts.is_empty() && code && s.year.is_none() && matches!(r.byte(end), b'/' | b'-')))
            {
                break;
            }
            if j.sep == '-'
                && r.byte(after - 1) == b' '
                && r.byte(at) == b' '
                && !s.parts.is_empty()
                && !symbol_goes_on(&s)
            {
                break;
            }
        }
        if j.sep == '.' && (s.parts.is_empty() || j.blank) {
            break;
        }
        if letters == Letters::OtherCase || lower_organ {
            s.oddities.set(Oddities::CASE);
        }
        let official = official_case(text);
        if (letters == Letters::Official)
            && official != text
            && letters_of(&official) == Letters::Official
            && same_letters(&official, text)
            && SMALL.contains(&official.as_str())
        {
            s.oddities.set(Oddities::CASE);
        }
        if no_stroke(&official) {
            s.oddities.set(Oddities::NO_STROKE);
        }
        note(&mut s.oddities, j);
        let (mut span, mut official, mut end) = (span, official, end);
        // "QH 11": the khóa stands off.
        if matches!(official.as_str(), "QH" | "UBTVQH") && r.byte(end) == b' ' {
            let figures = r.rest(end + 1).bytes().take_while(u8::is_ascii_digit).count();
            if (1..=2).contains(&figures) && !r.glued(end + 1 + figures) {
                official.push_str(&r.text[end + 1..end + 1 + figures]);
                end += 1 + figures;
                span = Span::new(span.from(), end);
                s.oddities.set(Oddities::BLANK);
            }
        }
        s.parts.push(Part { sep: j.sep, span, text: official });
        at = end;
        s.end = end;
    }
    (!s.parts.is_empty()).then_some(s)
}

fn note(o: &mut Oddities, j: Joint) {
    if j.doubled {
        o.set(Oddities::DOUBLED);
    }
    if j.blank && !j.broken {
        o.set(Oddities::BLANK);
    }
    if matches!(j.sep, '.' | ' ' | '_') {
        o.set(Oddities::ODD_SEPARATOR);
    }
}

fn tables_organ(letters: &str) -> bool {
    tables::organs_with_abbr(letters).next().is_some()
}

/// Whether a group behind " - " still belongs to the symbol: "QĐ - UBND" does, "NQ-CP - BCT" does not.
fn symbol_goes_on(s: &Shape) -> bool {
    s.parts.len() == 1 && s.parts.first().is_some_and(|p| tables::code_is_known(&p.text))
}

/// Whether letters are a Roman numeral.
pub(crate) fn is_roman(letters: &str) -> bool {
    !letters.is_empty() && letters.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Letters that lack the stroke of their Đ: a code that is known only with it.
fn no_stroke(letters: &str) -> bool {
    matches!(
        letters,
        "ND" | "QD"
            | "CD"
            | "HDND"
            | "HDBT"
            | "HDTP"
            | "HDNN"
            | "GDDT"
            | "BGDDT"
            | "LDTBXH"
            | "BLDTBXH"
            | "BKHDT"
            | "TLD"
    )
}

/// Reads the number that holds the separator at `anchor`; it begins at or after `low`.
pub(crate) fn around(r: &Reader, anchor: usize, low: usize) -> Option<Number> {
    let start = start_of(r, anchor, low)?;
    let shape = shape(r, start)?;
    if shape.end <= anchor {
        return None;
    }
    finish(r, shape)
}

/// Reads the number that begins at `start`.
pub(crate) fn at(r: &Reader, start: usize) -> Option<Number> {
    finish(r, shape(r, start)?)
}

/// Where the number begins whose separator stands at `anchor`.
fn start_of(r: &Reader, anchor: usize, low: usize) -> Option<usize> {
    let bytes = r.bytes();
    // The longest number of a joint circular is far shorter; a longer run is a row of something else.
    const REACH: usize = 120;
    let mut i = anchor;
    // Back over what a number is made of; a letter with a mark ends it ("số30/2020").
    while i > low
        && (bytes[i - 1].is_ascii_alphanumeric() || matches!(bytes[i - 1], b'/' | b'-' | b'&' | b'.' | 0xc4 | 0x90))
    {
        i -= 1;
        if anchor - i > REACH {
            return None;
        }
    }
    i = r.text.ceil_char_boundary(i);
    let run = &r.text[i..anchor];
    if let Some(first) = run.find(|c: char| c.is_ascii_digit()) {
        let mut at = i + first;
        // A letter read for a digit stands before the first one: "O5/2020", "l17/2007".
        if first > 0
            && matches!(bytes[at - 1], b'O' | b'o' | b'l' | b'I')
            && (first == 1 || !bytes[at - 2].is_ascii_alphanumeric())
        {
            at -= 1;
        }
        return Some(at);
    }
    // The figure stands beyond blanks: "45 - CT/TW", "43 TC/QLCS", "43 /2014/NĐ-CP".
    let mut at = i;
    for _ in 0..3 {
        let mut b = at;
        while b > low && at - b < 5 && matches!(bytes[b - 1], b' ' | b'\t' | b'\r' | b'\n') {
            b -= 1;
        }
        if b > low && matches!(bytes[b - 1], b'-' | b'/') {
            at = b - 1;
            continue;
        }
        // Over a line break only a separator leads on: "66-" and "NQ/TW" in the next line.
        if bytes[b..at].contains(&b'\n') {
            return None;
        }
        let mut d = b;
        // "210a TC/VP"
        if d > low + 1 && matches!(bytes[d - 1], b'a'..=b'd') && bytes[d - 2].is_ascii_digit() && d < at {
            d -= 1;
        }
        while d > low && bytes[d - 1].is_ascii_digit() {
            d -= 1;
        }
        if d < b {
            return (!r.glued_before(d)).then_some(d);
        }
        while b > low && (bytes[b - 1].is_ascii_uppercase() || matches!(bytes[b - 1], 0xc4 | 0x90)) {
            b -= 1;
        }
        if b == at {
            return None;
        }
        at = b;
    }
    None
}

/// Fills in what the shape means. `None` where it is none of ours.
fn finish(r: &Reader, s: Shape) -> Option<Number> {
    let span = Span::new(s.digits.from(), s.end);
    let text = s.digits.of(r.text);
    let lead: &str = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    let value = if s.oddities.has(Oddities::LETTER_DIGIT) && lead.len() != text.len() {
        None
    } else {
        lead.parse().ok().filter(|_| lead.len() <= 9)
    };
    let regime = regime(&s);
    let canonical = canonical(r.text, &s);
    Some(Number {
        span,
        digits: s.digits,
        value,
        year: s.year,
        parts: s.parts,
        canonical,
        regime,
        oddities: s.oddities,
        elided: false,
    })
}

/// The number as compared: without blanks, parts in official case, separators as written.
fn canonical(text: &str, s: &Shape) -> String {
    let mut out = String::with_capacity(s.end - s.digits.from());
    out.push_str(s.digits.of(text));
    let mut at = s.digits.to();
    let push_between = |out: &mut String, from: usize, to: usize| {
        out.extend(text[from..to].chars().filter(|c| !c.is_whitespace()));
    };
    let mut put = |out: &mut String, span: Span, letters: &str| {
        push_between(out, at, span.from());
        out.push_str(letters);
        at = span.to();
    };
    match s.year {
        Some(y) if !s.oddities.has(Oddities::YEAR_BEHIND) => put(&mut out, y.span, y.span.of(text)),
        _ => {}
    }
    for p in &s.parts {
        put(&mut out, p.span, &p.text);
    }
    if let Some(y) = s.year.filter(|_| s.oddities.has(Oddities::YEAR_BEHIND)) {
        put(&mut out, y.span, y.span.of(text));
    }
    out
}

/// Which regime the parts follow.
fn regime(s: &Shape) -> Regime {
    let code = s.parts[0].text.as_str();
    let seps: String = s.parts.iter().map(|p| p.sep).collect();
    let assembly = s.parts.iter().any(|p| {
        let letters = p.text.trim_end_matches(|c: char| c.is_ascii_digit());
        letters == "QH" || letters == "UBTVQH"
    });
    if assembly && (s.year.is_some() || s.parts.len() > 1) && code != "VBHN" && code != "TTLT" && code != "NQLT" {
        return Regime::R2;
    }
    match code {
        "TTLT" | "NQLT" => return Regime::R8,
        "VBHN" | "AL" => return Regime::R10,
        _ => {}
    }
    let last = s.parts.last().map_or("", |p| p.text.as_str());
    if s.parts.len() > 1 && seps.starts_with('-') && s.year.is_none() {
        if ["LB", "HĐNN", "CTN"].iter().any(|o| last.starts_with(o))
            || matches!(last, "TC" | "NH" | "TT") && s.digits.len() < 4
        {
            return Regime::R7;
        }
        if s.parts
            .iter()
            .any(|p| matches!(p.text.as_str(), "TWĐTN" | "ĐTN" | "TWĐ" | "HNDTW" | "TWH" | "CCB" | "LHPN" | "TLĐ"))
        {
            return Regime::R6;
        }
        return Regime::R5;
    }
    let known = tables::code_is_known(code);
    if s.year.is_some() {
        return if known || s.parts.len() > 1 { Regime::R1 } else { Regime::Unknown };
    }
    if s.parts.len() == 1 {
        return Regime::R7;
    }
    if s.parts.iter().any(|p| matches!(p.text.as_str(), "MTTW" | "MTTQ" | "BTT" | "TLĐ" | "LHPN" | "CCB")) {
        return Regime::R6;
    }
    if known { Regime::R3 } else { Regime::R4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Number {
        let r = Reader::marked(text);
        let anchor = text.find('/').or_else(|| text.find('-')).unwrap();
        around(&r, anchor, 0).unwrap_or_else(|| panic!("no number in {text}"))
    }

    #[test]
    fn every_regime_is_read() {
        for (text, canonical, regime) in [
            ("Nghị định số 30/2020/NĐ-CP ngày", "30/2020/NĐ-CP", Regime::R1),
            ("số 61/2012/TT-BCA-C41", "61/2012/TT-BCA-C41", Regime::R1),
            ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP", Regime::R1),
            ("91/2015/QH13,", "91/2015/QH13", Regime::R2),
            ("1003/2006/NQ-UBTVQH11", "1003/2006/NQ-UBTVQH11", Regime::R2),
            ("1354/KH-VPUBND", "1354/KH-VPUBND", Regime::R3),
            ("6501/CAT-PCCC", "6501/CAT-PCCC", Regime::R4),
            ("45-CT/TW ngày", "45-CT/TW", Regime::R5),
            ("05-QC/BTCTU-BDVTU", "05-QC/BTCTU-BDVTU", Regime::R5),
            ("367-QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", Regime::R6),
            ("05/TT-MTTW-BTT", "05/TT-MTTW-BTT", Regime::R6),
            ("25/TTg", "25/TTg", Regime::R7),
            ("64/SL ngày", "64/SL", Regime::R7),
            ("01/2014/TTLT-BTC-BNV", "01/2014/TTLT-BTC-BNV", Regime::R8),
            ("27/2015/TTLT/BKHCN-BTC", "27/2015/TTLT/BKHCN-BTC", Regime::R8),
            ("81/VBHN-VPQH", "81/VBHN-VPQH", Regime::R10),
        ] {
            let n = read(text);
            assert_eq!((n.canonical.as_str(), n.regime), (canonical, regime), "{text}");
        }
    }

    #[test]
    fn old_numbers_with_a_hyphen_are_read() {
        let r = Reader::marked("Nghị định 217-HĐBT ngày");
        let n = around(&r, r.text.find('-').unwrap(), 0).unwrap();
        assert_eq!(n.canonical, "217-HĐBT");
    }

    #[test]
    fn odd_writing_is_kept_and_told() {
        let n = read("số 30/2020/ NĐ-CP");
        assert_eq!(n.canonical, "30/2020/NĐ-CP");
        assert!(n.oddities.has(Oddities::BLANK));
        let n = read("122//2007/TT-BTC");
        assert!(n.oddities.has(Oddities::DOUBLED));
        assert_eq!(n.canonical, "122//2007/TT-BTC");
        let n = read("3O/2020/NĐ-CP");
        assert!(n.oddities.has(Oddities::LETTER_DIGIT) && n.value.is_none());
        let n = read("4466/qđ-bct ngày");
        assert_eq!(n.canonical, "4466/QĐ-BCT");
        let n = read("30/2020/ND-CP");
        assert!(n.oddities.has(Oddities::NO_STROKE));
        let n = read("45 - CT/TW");
        assert_eq!(n.canonical, "45-CT/TW");
        let n = read("04/2007/QĐ - UBND ngày");
        assert_eq!(n.canonical, "04/2007/QĐ-UBND");
        let n = read("45-CT/TW/2020.");
        assert!(n.oddities.has(Oddities::YEAR_BEHIND));
        let n = read("43 /2014/NĐ-CP");
        assert_eq!(n.canonical, "43/2014/NĐ-CP");
        let n = read("30/20200/NĐ-CP");
        assert_eq!(n.year.unwrap().value, Some(20200));
        let n = read("61/2018/NĐ- ngày");
        assert!(n.oddities.has(Oddities::TRUNCATED));
    }

    #[test]
    fn a_number_goes_on_behind_its_hyphen_in_the_next_line() {
        assert_eq!(read("Nghị quyết số 66-\nNQ/TW ngày").canonical, "66-NQ/TW");
        let r = Reader::marked("tháng 12\nNQ/TW");
        assert!(around(&r, r.text.find('/').unwrap(), 0).is_none());
    }

    #[test]
    fn prose_ends_a_number() {
        assert_eq!(read("45-CT/TW - Chỉ thị").canonical, "45-CT/TW");
        assert_eq!(read("57/NQ-CP và").canonical, "57/NQ-CP");
        let r = Reader::marked("tốc độ 5/km");
        assert!(around(&r, r.text.find('/').unwrap(), 0).is_none());
    }
}
