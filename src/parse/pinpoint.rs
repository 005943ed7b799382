//! Pinpoints: điểm, khoản, Điều, Mục, Chương, Phần, Phụ lục with their values, in any order, with lists and ranges.

use std::sync::LazyLock;

use nom::IResult;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::sequence::pair;

use crate::text::Span;

use super::reader::{ByInitial, Reader};
use super::{Pinpoint, Step, Unit};

static UNITS: LazyLock<ByInitial<Unit>> = LazyLock::new(|| {
    ByInitial::new(&[
        ("điểm", Unit::Diem),
        ("khoản", Unit::Khoan),
        ("điều", Unit::Dieu),
        ("tiểu mục", Unit::TieuMuc),
        ("mục", Unit::Muc),
        ("chương", Unit::Chuong),
        ("phần", Unit::Phan),
        ("phụ lục", Unit::PhuLuc),
    ])
});

/// Most steps of one chain.
const MOST: usize = 60;

/// "5", "5.2", "12a", "5.2.a"; a letter behind as amending laws insert them.
fn numeral(i: &str) -> IResult<&str, &str> {
    let suffix = |i| {
        opt(alt((
            recognize(pair(
                satisfy(|c| matches!(c, 'a'..='z' | 'đ' | 'A'..='Z')),
                take_while(|c: char| c.is_ascii_digit()),
            )),
            recognize(char('đ')),
        )))
        .parse(i)
    };
    let more = many0_count(pair(char('.'), alt((digit1, recognize(satisfy(|c| matches!(c, 'a'..='z' | 'đ')))))));
    recognize((digit1, more, suffix)).parse(i)
}

/// "a", "đ", "a1", "đ2"; any small Latin or Vietnamese vowel letter, right or wrong.
fn letter(i: &str) -> IResult<&str, &str> {
    recognize(pair(satisfy(|c| c.is_alphabetic()), take_while_m_n(0, 2, |c: char| c.is_ascii_digit()))).parse(i)
}

/// The unit word at `at`.
pub(crate) fn unit(r: &Reader, at: usize) -> Option<(Unit, usize)> {
    UNITS.at(r, at).next().map(|(end, _, unit)| (unit, end))
}

/// A value of `unit` at `at`.
fn value(r: &Reader, at: usize, unit: Unit, in_chain: bool) -> Option<Span> {
    let end = match unit {
        Unit::Diem => match r.byte(at) {
            b'0'..=b'9' => r.run(at, numeral)?.1,
            _ => {
                let quoted = r.char(at).filter(|c| matches!(c, '“' | '"' | '\''));
                let start = at + quoted.map_or(0, char::len_utf8);
                let (_, end) = r.run(start, letter)?;
                if r.glued(end) {
                    return this(r, at, unit, in_chain);
                }
                return Some(Span::new(start, end));
            }
        },
        Unit::Khoan | Unit::Dieu => match r.byte(at) {
            b'0'..=b'9' => r.run(at, numeral)?.1,
            // Older texts count their clauses with Roman numerals.
            b'I' | b'V' | b'X' if in_chain || unit == Unit::Dieu => super::years::roman_at(r, at)?.1,
            _ => return this(r, at, unit, in_chain),
        },
        Unit::Muc | Unit::TieuMuc | Unit::Chuong | Unit::Phan | Unit::PhuLuc => {
            let mut start = at;
            if unit == Unit::PhuLuc
                && let Some(e) = r.words(at, "số")
            {
                start = r.blank(e);
            }
            if unit == Unit::Phan
                && let Some(e) = r.words(at, "thứ")
            {
                let w = r.word_at(r.blank(e))?;
                return Some(Span::new(at, w.to()));
            }
            match r.byte(start) {
                b'0'..=b'9' => {
                    let end = r.run(start, numeral)?.1;
                    if r.glued(end) {
                        return None;
                    }
                    return Some(Span::new(start, end));
                }
                b'I' | b'V' | b'X' | b'L' => {
                    let len = r.rest(start).bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L')).count();
                    let mut end = start + len;
                    // "Mục I.2", "Chương IIa", "Phụ lục II-A"
                    while r.byte(end) == b'.'
                        && (r.byte(end + 1).is_ascii_digit()
                            || r.byte(end + 1).is_ascii_lowercase() && !r.glued(end + 2))
                    {
                        end += 1 + r.rest(end + 1).bytes().take_while(u8::is_ascii_alphanumeric).count();
                    }
                    if matches!(r.byte(end), b'a'..=b'd') && !r.glued(end + 1) {
                        end += 1;
                    }
                    if r.glued(end) {
                        return this(r, at, unit, in_chain);
                    }
                    return Some(Span::new(start, end));
                }
                b'A'..=b'H' if !r.glued(start + 1) && matches!(unit, Unit::Muc | Unit::PhuLuc | Unit::Phan) => {
                    return Some(Span::new(start, start + 1));
                }
                _ => return this(r, at, unit, in_chain),
            }
        }
    };
    // Not a number of something else: "khoản 30/2020", "điểm 5%".
    let bad = r.glued(end) || matches!(r.byte(end), b'%' | b'/');
    (!bad).then(|| Span::new(at, end))
}

/// What stands behind "Điều này" where it is an article.
const ARTICLES_DO: &[&str] = &[
    "quy định",
    "áp dụng",
    "không áp dụng",
    "được áp dụng",
    "hướng dẫn",
    "không điều chỉnh",
    "có hiệu lực",
    "được sửa đổi",
    "được bổ sung",
    "bị bãi bỏ",
];

/// "này" as value: "khoản này", "Điều này". "điều này" in small letters is "this thing" unless a chain leads to it.
fn this(r: &Reader, at: usize, unit: Unit, in_chain: bool) -> Option<Span> {
    let end = r.words(at, "này")?;
    if in_chain || matches!(unit, Unit::Khoan) {
        return Some(Span::new(at, end));
    }
    let word = r.word_before(at)?;
    let capital = word.of(r.text).chars().next().is_some_and(char::is_uppercase);
    // "Điều này cho thấy …": at the beginning of a sentence it is this thing, but for what only articles do.
    let opens = matches!(r.char_before(r.blank_before(word.from())), None | Some('\n' | '.' | '!' | '?' | '“' | '"'));
    if unit == Unit::Dieu && opens && r.any(r.blank(end), ARTICLES_DO).is_none() {
        return None;
    }
    (capital && matches!(unit, Unit::Dieu | Unit::Chuong | Unit::Muc | Unit::Phan | Unit::PhuLuc))
        .then(|| Span::new(at, end))
}

/// The chain of pinpoints whose first unit word stands at `start`, with its span.
pub(crate) fn at(r: &Reader, start: usize) -> Option<(Span, Pinpoint)> {
    let mut steps: Vec<Step> = Vec::new();
    let (first, word_end) = unit(r, start)?;
    let mut at = r.blank(word_end);
    if at == word_end && !r.byte(at).is_ascii_digit() {
        // A blank line of the page between a small word and its value: "phụ lục", then "I kèm theo".
        let gap = r.rest(at).len() - r.rest(at).trim_start().len();
        let small = r.char(start).is_some_and(char::is_lowercase);
        let breaks = r.text[at..at + gap].bytes().filter(|b| *b == b'\n').count();
        if !small || breaks != 2 || r.item_mark(at + gap).is_some() {
            return None;
        }
        at += gap;
    }
    let mut unit_now = first;
    let v = value(r, at, first, false)?;
    steps.push(Step { unit: first, value: v, worded: true, ends_range: false });
    let mut end = v.to();
    while steps.len() < MOST {
        let Some(Link { next, range, comma, and }) = link(r, end) else { break };
        // Another unit word, or another value of the same unit.
        if let Some((u, word_end)) = unit(r, next) {
            at = r.blank(word_end);
            let Some(v) = (at > word_end || r.byte(at).is_ascii_digit()).then(|| value(r, at, u, true)).flatten()
            else {
                break;
            };
            let before = steps.last().map_or(u, |s| s.unit);
            // "khoản 1 Điều 5; điểm a khoản 2 Điều 6" is two: a semicolon parts what commas hold together.
            if r.text[end..next].contains(';') {
                break;
            }
            // "Điều 5 và khoản 2 Điều 6" is two pinpoints, "Điều 2, Khoản 7" one.
            if u < before && (and || (comma && (!large_first(&steps) || leads_on(r, v.to(), u)))) {
                break;
            }
            steps.push(Step { unit: u, value: v, worded: true, ends_range: range });
            unit_now = u;
            end = v.to();
            continue;
        }
        if !(comma || and || range) {
            break;
        }
        let Some(v) = list_value(r, next, unit_now, range) else { break };
        steps.push(Step { unit: unit_now, value: v, worded: false, ends_range: range });
        end = v.to();
    }
    // "đạt điểm 10", "mục 3 lần": a bare figure is a point only within a chain; small "phần 2" and "mục a" neither.
    if steps.len() == 1 {
        let s = steps[0];
        let text = s.value.of(r.text);
        let word = Span::new(start, word_end).of(r.text);
        let small = word.chars().next().is_some_and(char::is_lowercase);
        let figure = text.starts_with(|c: char| c.is_ascii_digit());
        let refuse = match s.unit {
            Unit::Diem => figure || !text.chars().next().is_some_and(char::is_lowercase),
            Unit::Phan => small && figure,
            Unit::Muc => small && text.chars().count() == 1 && text.chars().all(|c| matches!(c, 'A'..='H')),
            Unit::PhuLuc | Unit::Khoan | Unit::Dieu | Unit::Chuong | Unit::TieuMuc => false,
        };
        if refuse {
            return None;
        }
    }
    Some((Span::new(start, end), Pinpoint { steps, target: None }))
}

/// Whether a chain runs from large to small ("Điều 5 khoản 2"), in which a smaller unit may follow.
fn large_first(steps: &[Step]) -> bool {
    steps.windows(2).all(|w| w[0].unit >= w[1].unit)
}

/// Whether a larger unit than `unit` follows at once: "khoản 2" of "khoản 2 Điều 6".
fn leads_on(r: &Reader, end: usize, unit_before: Unit) -> bool {
    link(r, end)
        .is_some_and(|l| !l.comma && !l.and && !l.range && unit(r, l.next).is_some_and(|(u, _)| u > unit_before))
}

/// What joins a step to the next.
struct Link {
    /// Where the next step may begin.
    next: usize,
    /// "đến", "-".
    range: bool,
    comma: bool,
    /// "và", "hoặc".
    and: bool,
}

fn link(r: &Reader, end: usize) -> Option<Link> {
    // The value may stand between marks: điểm "b" khoản 1.
    let close = r.char(end).filter(|c| matches!(c, '"' | '”' | '\'')).map_or(0, char::len_utf8);
    let mut i = r.blank(end + close);
    let to = r.words(i, "đến").map(|e| r.words(r.blank(e), "hết").unwrap_or(e));
    if let Some(e) = to.or_else(|| r.words(i, "tới")) {
        return Some(Link { next: r.blank(e), range: true, comma: false, and: false });
    }
    if r.byte(i) == b'-' {
        return Some(Link { next: r.blank(i + 1), range: true, comma: false, and: false });
    }
    let comma = matches!(r.byte(i), b',' | b';');
    if comma {
        i = r.blank(i + 1);
    }
    let mut and = false;
    if let Some((_, e)) = r.any(i, &["và", "hoặc", "hay", "cùng"]) {
        i = r.blank(e);
        and = true;
    }
    if let Some(e) = r.words(i, "từ") {
        i = r.blank(e);
    }
    (i > end).then_some(Link { next: i, range: false, comma, and })
}

/// A further value of a list, the unit's word not repeated: nothing that could be prose or another number.
fn list_value(r: &Reader, at: usize, unit: Unit, range: bool) -> Option<Span> {
    let v = value(r, at, unit, true)?;
    let text = v.of(r.text);
    if text == "này" || matches!(r.byte(v.to()), b'/') {
        return None;
    }
    if unit == Unit::Diem && !text.starts_with(|c: char| c.is_ascii_digit()) {
        // A letter goes on a list only where the list goes on or a unit follows: "điểm a, b và c khoản 1".
        let next = r.blank(v.to());
        let ends = next >= r.text.len()
            || matches!(r.byte(next), b',' | b';' | b'.' | b')' | b':' | b'-' | b'\n')
            || r.any(
                next,
                &["và", "hoặc", "khoản", "điều", "điểm", "mục", "của", "này", "đến", "nêu", "trên", "phụ lục"],
            )
            .is_some();
        return (ends || range).then_some(v);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        // "Điều 5, 30 ngày", "khoản 1 và 2 triệu đồng": the figure counts something else.
        let next = r.blank(v.to());
        if r.any(
            next,
            &[
                "ngày",
                "tháng",
                "năm",
                "triệu",
                "tỷ",
                "đồng",
                "người",
                "lần",
                "nghìn",
                "bộ",
                "cơ quan",
                "văn bản",
                "trường hợp",
                "phần trăm",
            ],
        )
        .is_some()
        {
            return None;
        }
    }
    Some(v)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Vec<(Unit, &str)>)> {
        let r = Reader::marked(text);
        at(&r, 0).map(|(s, p)| (s.of(text), p.steps.iter().map(|x| (x.unit, x.value.of(text))).collect()))
    }

    #[test]
    fn chains_and_lists_are_one() {
        use Unit::*;
        for (text, span, steps) in [
            ("điểm a khoản 2 Điều 5 của", "điểm a khoản 2 Điều 5", vec![(Diem, "a"), (Khoan, "2"), (Dieu, "5")]),
            (
                "điểm a, b và c khoản 2 Điều 5",
                "điểm a, b và c khoản 2 Điều 5",
                vec![(Diem, "a"), (Diem, "b"), (Diem, "c"), (Khoan, "2"), (Dieu, "5")],
            ),
            ("Điều 5, 6 và 7 của", "Điều 5, 6 và 7", vec![(Dieu, "5"), (Dieu, "6"), (Dieu, "7")]),
            ("Điều 62 đến Điều 68 Luật", "Điều 62 đến Điều 68", vec![(Dieu, "62"), (Dieu, "68")]),
            (
                "khoản 1, 2, 4 và 5 Điều này",
                "khoản 1, 2, 4 và 5 Điều này",
                vec![(Khoan, "1"), (Khoan, "2"), (Khoan, "4"), (Khoan, "5"), (Dieu, "này")],
            ),
            ("Mục 1 và Mục 2 Chương V của", "Mục 1 và Mục 2 Chương V", vec![(Muc, "1"), (Muc, "2"), (Chuong, "V")]),
            ("Điều 2, Khoản 7 của", "Điều 2, Khoản 7", vec![(Dieu, "2"), (Khoan, "7")]),
            ("Phụ lục số 01 kèm", "Phụ lục số 01", vec![(PhuLuc, "01")]),
            ("khoản 5.6 Điều 5", "khoản 5.6 Điều 5", vec![(Khoan, "5.6"), (Dieu, "5")]),
            (
                "điểm b và điểm đ khoản 1 Điều 12 của",
                "điểm b và điểm đ khoản 1 Điều 12",
                vec![(Diem, "b"), (Diem, "đ"), (Khoan, "1"), (Dieu, "12")],
            ),
            ("Điều 28a và Điều 28b", "Điều 28a và Điều 28b", vec![(Dieu, "28a"), (Dieu, "28b")]),
            ("khoản này", "khoản này", vec![(Khoan, "này")]),
            ("Điều 54, 55 Luật", "Điều 54, 55", vec![(Dieu, "54"), (Dieu, "55")]),
        ] {
            let (s, got) = read(text).unwrap_or_else(|| panic!("nothing in {text}"));
            assert_eq!((s, got), (span, steps), "{text}");
        }
    }

    #[test]
    fn prose_is_none() {
        for text in [
            "điểm 10 môn Toán",
            "điều này cho thấy",
            "khoản tiền",
            "mục tiêu",
            "phần trăm",
            "chương trình",
            "Điều lệ",
            "điểm nhấn",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
