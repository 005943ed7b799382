//! Two years with what joins them, and ordinals.

use nom::Parser;
use nom::bytes::complete::take_while_m_n;

use crate::text::Span;

use super::number::year_of;
use super::reader::Reader;
use super::{Ordinal, Year, Years};

/// A year with three to six characters, at least two of them digits: letters that scanners take for digits stay visible.
fn year(r: &Reader, at: usize) -> Option<(Year, usize)> {
    let (s, end) = r.run(at, |i| {
        take_while_m_n(2, 7, |c: char| c.is_ascii_digit() || matches!(c, 'o' | 'O' | 'l' | 'I')).parse(i)
    })?;
    let figures = s.bytes().filter(u8::is_ascii_digit).count();
    (s.as_bytes()[0].is_ascii_digit() && figures >= 2 && !r.glued(end))
        .then(|| (year_of(r.text, Span::new(at, end)), end))
}

fn plausible(y: &Year) -> bool {
    y.full().is_some_and(|v| (1800..2200).contains(&v))
}

/// Two years at `at`: "2021-2026", "2021 - 2026", "2021 đến 2026", "2021 đến năm 2026", "2020-25".
///
/// At least one of them is a plausible year; the other may be anything of three to six digits.
pub(crate) fn at(r: &Reader, at: usize) -> Option<Years> {
    let (from, end) = year(r, at)?;
    if from.digits < 3 {
        return None;
    }
    let mut next = r.blank(end);
    let (joint_end, words) = match r.byte(next) {
        b'-' | b'/' => {
            while matches!(r.byte(next), b'-' | b'/') && next < end + 4 {
                next += 1;
            }
            let after = r.blank(next);
            // "2021-năm 2026"
            (r.words(after, "năm").map_or(after, |e| r.blank(e)), false)
        }
        _ => {
            let (_, e) = r.any(next, &["đến", "tới", "đến năm", "đến hết năm", "tới năm"])?;
            (r.blank(e), true)
        }
    };
    let (to, last) = year(r, joint_end)?;
    let short = to.digits == 2 && !words && end == next - 1;
    if to.digits < 3 && !short {
        return None;
    }
    // One of the two must be a year beyond doubt; "2021-2020-2019" and telephone numbers go on.
    if !(plausible(&from) || plausible(&to))
        || (r.byte(last) == b'-' && r.byte(last + 1).is_ascii_digit())
        || r.byte(last) == b'/'
    {
        return None;
    }
    Some(Years { span: Span::new(at, last), from, to, joint: Span::new(end, joint_end) })
}

/// A Roman numeral's value, where its letters are in order.
pub(crate) fn roman(letters: &str) -> Option<u32> {
    const STEPS: &[(&str, u32)] =
        &[("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let upper = letters.to_ascii_uppercase();
    let mut rest = upper.as_str();
    let mut value = 0;
    for (sign, worth) in STEPS {
        let most = if sign.len() == 2 || matches!(*sign, "V" | "L") { 1 } else { 3 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(sign) else { break };
            rest = after;
            value += worth;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// `value` in Roman letters.
pub fn to_roman(mut value: u32) -> String {
    const STEPS: &[(&str, u32)] =
        &[("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let mut out = String::new();
    for (sign, worth) in STEPS {
        while value >= *worth {
            out.push_str(sign);
            value -= worth;
        }
    }
    out
}

/// Ordinals in words that congresses are counted with.
const WORDS: &[(&str, u32)] = &[
    ("thứ nhất", 1),
    ("thứ hai", 2),
    ("thứ ba", 3),
    ("thứ tư", 4),
    ("thứ năm", 5),
    ("thứ sáu", 6),
    ("thứ bảy", 7),
    ("thứ tám", 8),
    ("thứ chín", 9),
    ("thứ mười một", 11),
    ("thứ mười hai", 12),
    ("thứ mười ba", 13),
    ("thứ mười bốn", 14),
    ("thứ mười lăm", 15),
    ("thứ mười", 10),
    ("nhất", 1),
    ("mười một", 11),
    ("mười hai", 12),
    ("mười ba", 13),
    ("mười bốn", 14),
    ("mười lăm", 15),
];

/// A Roman numeral at `at`, in order or not ("XVV"); small letters too where all are ("xv").
pub(crate) fn roman_at(r: &Reader, at: usize) -> Option<(Ordinal, usize)> {
    let bytes = r.bytes();
    let small = matches!(bytes.get(at), Some(b'i' | b'v' | b'x'));
    let mut end = at;
    while let Some(b) = bytes.get(end) {
        let fits = if small { matches!(b, b'i' | b'v' | b'x') } else { matches!(b, b'I' | b'V' | b'X' | b'L') };
        if !fits {
            break;
        }
        end += 1;
    }
    if end == at || end - at > 8 || r.glued(end) {
        return None;
    }
    let span = Span::new(at, end);
    Some((Ordinal { span, value: roman(span.of(r.text)), roman: true }, end))
}

/// An ordinal at `at`: Roman, Arabic of one to three digits, or in words.
pub(crate) fn ordinal(r: &Reader, at: usize) -> Option<(Ordinal, usize)> {
    if let Some(found) = roman_at(r, at) {
        return Some(found);
    }
    if let Some((s, end)) = r.run(at, |i| take_while_m_n(1, 3, |c: char| c.is_ascii_digit()).parse(i)) {
        return (!r.glued(end))
            .then(|| (Ordinal { span: Span::new(at, end), value: s.parse().ok(), roman: false }, end));
    }
    let (n, end) = WORDS.iter().filter_map(|(w, n)| Some((*n, r.words(at, w)?))).max_by_key(|(_, e)| *e)?;
    Some((Ordinal { span: Span::new(at, end), value: Some(n), roman: false }, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<Years> {
        at(&Reader::marked(text), 0)
    }

    #[test]
    fn years_are_read_in_every_form() {
        for (text, from, to) in [
            ("2021-2026", 2021, 2026),
            ("2021 - 2026,", 2021, 2026),
            ("2021- 2026", 2021, 2026),
            ("2021 đến năm 2026", 2021, 2026),
            ("2020-25", 2020, 25),
            ("2021-20126", 2021, 20126),
            ("20226 - 2031", 20226, 2031),
            ("2021-2020", 2021, 2020),
            ("2023/2024", 2023, 2024),
        ] {
            let y = read(text).unwrap_or_else(|| panic!("no years in {text}"));
            assert_eq!((y.from.value, y.to.value), (Some(from), Some(to)), "{text}");
        }
        assert_eq!(read("2021-2o26").unwrap().to.value, None);
        assert!(read("0510-3852").is_none());
        assert!(read("2021-2020-2019").is_none());
        assert_eq!(read("2020-25").unwrap().last(), Some(2025));
    }

    #[test]
    fn broken_numerals_have_no_value() {
        assert_eq!(roman("XV"), Some(15));
        for broken in ["XVV", "XIIII", "IIX", "VX"] {
            assert_eq!(roman(broken), None, "{broken}");
        }
    }

    proptest! {
        #[test]
        fn numerals_go_there_and_back(n in 1u32..140) {
            prop_assert_eq!(roman(&to_roman(n)), Some(n));
        }
    }
}
