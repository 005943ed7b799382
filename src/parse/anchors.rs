//! The places where a mention may be: separators of numbers and key words, found by SIMD searches. Parsers run only
//! there.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memchr2;

use super::keywords::Keywords;
use super::reader::Reader;

/// What stands at an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// "/" or "-".
    Joint,
    /// kỳ: nhiệm kỳ, thời kỳ
    Ky,
    /// đoạn: giai đoạn
    Doan,
    /// khóa, niên khóa
    Khoa,
    /// năm: năm học, 5 năm
    Nam,
    /// A type of document that may be cited by a bare number.
    Type,
    /// thị: chỉ thị
    Thi,
    /// này
    Nay,
    /// luật, bộ luật, hiến pháp
    Law,
    /// lệnh: pháp lệnh
    Lenh,
    /// ngày
    Ngay,
    /// đại: đại hội
    Dai,
    /// A unit of a pinpoint.
    Unit,
    /// lục: phụ lục
    Luc,
    /// số
    So,
    /// "tầm nhìn", which only a rule reads, in small letters.
    Vision,
    /// "Căn cứ", which the head reads, with its capital.
    Basis,
    /// "tháng ", and any of the words of dates before figures with letters among them, which only a rule reads.
    Mixed,
}

use Anchor::*;

/// Key words, each without its first letter where small and capital differ in nothing else: then one search finds both.
/// None shorter than four bytes, as the search asks for: "kì" and "Quy" stand with the blank beside them.
const WORDS: &[(&str, Anchor)] = &[
    ("kỳ", Ky),
    (" kì", Ky),
    ("\nkì", Ky),
    ("\tkì", Ky),
    ("KỲ", Ky),
    ("Kỳ", Ky),
    ("đoạn", Doan),
    ("ĐOẠN", Doan),
    ("hóa", Khoa),
    ("hoá", Khoa),
    ("KHÓA", Khoa),
    ("KHOÁ", Khoa),
    ("năm", Nam),
    ("Năm", Nam),
    ("NĂM", Nam),
    ("ghị", Type),
    ("NGHỊ", Type),
    ("uyết", Type),
    ("QUYẾT", Type),
    ("thị", Thi),
    ("THỊ", Thi),
    ("Thông", Type),
    ("THÔNG", Type),
    ("Kết", Type),
    ("KẾT", Type),
    ("Quy ", Type),
    ("Quy\n", Type),
    ("Quy\r", Type),
    ("Sắc", Type),
    ("này", Nay),
    ("NÀY", Nay),
    ("uật", Law),
    ("LUẬT", Law),
    ("lệnh", Lenh),
    ("LỆNH", Lenh),
    ("Hiến", Law),
    ("hiến", Law),
    ("HIẾN", Law),
    ("gày", Ngay),
    ("NGÀY", Ngay),
    ("Đại", Dai),
    ("ĐẠI", Dai),
    ("đại hội", Dai),
    ("Điều", Unit),
    ("điều", Unit),
    ("ĐIỀU", Unit),
    ("hoản", Unit),
    ("KHOẢN", Unit),
    ("điểm", Unit),
    ("Điểm", Unit),
    ("mục", Unit),
    ("Mục", Unit),
    ("MỤC", Unit),
    ("Chương", Unit),
    ("chương", Unit),
    ("CHƯƠNG", Unit),
    ("Phần", Unit),
    ("PHẦN", Unit),
    ("phần thứ", Unit),
    ("lục", Luc),
    ("LỤC", Luc),
    ("số", So),
    ("tầm nhìn", Vision),
    ("Căn cứ", Basis),
    ("háng ", Mixed),
];

/// The same without diacritics, for texts written so.
const PLAIN: &[(&str, Anchor)] = &[
    ("ky", Ky),
    ("doan", Doan),
    // Before its beginning "khoa".
    ("khoan", Unit),
    ("khoa", Khoa),
    ("nam", Nam),
    ("nghi", Type),
    ("quyet", Type),
    ("thi", Thi),
    ("thong", Type),
    ("ket", Type),
    ("quy", Type),
    ("sac", Type),
    ("nay", Nay),
    ("luat", Law),
    ("lenh", Lenh),
    ("hien", Law),
    ("ngay", Ngay),
    ("dai", Dai),
    ("dieu", Unit),
    ("diem", Unit),
    ("muc", Unit),
    ("chuong", Unit),
    ("phan", Unit),
    ("luc", Luc),
    ("so", So),
    ("tầm nhìn", Vision),
    ("Căn cứ", Basis),
];

static SEARCH: LazyLock<Keywords<Anchor>> = LazyLock::new(|| Keywords::new(WORDS));
static PLAIN_SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .ascii_case_insensitive(true)
        .build(PLAIN.iter().map(|(w, _)| *w))
        .expect("the key words are few and short")
});

/// Calls `found` with every anchor in the order of the text: what it is and where its word (or separator) begins and
/// ends. Key words come only as whole words, but for those that are no part of a mention.
pub(crate) fn each(r: &Reader, mut found: impl FnMut(Anchor, usize, usize)) {
    let bytes = r.bytes();
    let mut joints = Joints { bytes, next: memchr2(b'/', b'-', bytes) };
    let mut word = |start: usize, word: &str, anchor: Anchor| {
        joints.before(start, &mut found);
        word_at(r, start, word, anchor, &mut found);
    };
    if r.plain {
        for hit in PLAIN_SEARCH.find_iter(r.text) {
            let (written, anchor) = PLAIN[hit.pattern().as_usize()];
            word(hit.start(), written, anchor);
        }
    } else {
        SEARCH.each(bytes, word);
    }
    joints.before(bytes.len(), &mut found);
}

/// The separators that are still to come.
struct Joints<'t> {
    bytes: &'t [u8],
    next: Option<usize>,
}

impl Joints<'_> {
    /// Hands out those before `end` that may belong to a number.
    #[inline]
    fn before(&mut self, end: usize, found: &mut impl FnMut(Anchor, usize, usize)) {
        while let Some(at) = self.next.filter(|at| *at < end) {
            if may_be_number(self.bytes, at) {
                found(Joint, at, at + 1);
            }
            self.next = memchr2(b'/', b'-', &self.bytes[at + 1..]).map(|i| at + 1 + i);
        }
    }
}

/// Hands out what the word `written` stands for that was found at `start`.
fn word_at(r: &Reader, start: usize, written: &str, anchor: Anchor, found: &mut impl FnMut(Anchor, usize, usize)) {
    let bytes = r.bytes();
    let end = start + written.len();
    match anchor {
        Vision | Basis => {
            // Where case does not count in the search, it does here.
            if &bytes[start..end] == written.as_bytes() {
                found(anchor, start, end);
            }
            return;
        }
        Mixed => {
            if is_mixed(&bytes[end..]) {
                found(Mixed, start, end);
            }
            return;
        }
        Nam | Ngay if bytes.get(end) == Some(&b' ') && is_mixed(&bytes[end + 1..]) => found(Mixed, start, end + 1),
        _ => {}
    }
    // The blank beside a short word is not of it.
    let start = start + usize::from(bytes[start].is_ascii_whitespace());
    let end = end - usize::from(bytes[end - 1].is_ascii_whitespace());
    if let Some((start, end)) = whole_word(r, start, end) {
        found(anchor, start, end);
    }
}

/// Whether a run of figures and the letters that look like them stands at the beginning, with one of each at least.
fn is_mixed(bytes: &[u8]) -> bool {
    // As long as a date in figures.
    const MOST: usize = 11;
    let letter = |b: &u8| matches!(b, b'O' | b'o' | b'l' | b'I');
    let fits = |b: &&u8| b.is_ascii_digit() || letter(b) || matches!(b, b'/' | b'-' | b'.');
    let run = || bytes.iter().take(MOST).take_while(fits);
    run().any(letter) && run().any(u8::is_ascii_digit)
}

/// Whether the separator at `at` may belong to a document number or a date: cheap to ask, right to say no.
fn may_be_number(bytes: &[u8], at: usize) -> bool {
    let after = bytes.get(at + 1).copied().unwrap_or(0);
    let before = if at > 0 { bytes[at - 1] } else { 0 };
    match bytes[at] {
        b'/' => {
            (after.is_ascii_alphanumeric() || matches!(after, b' ' | b'\n' | b'\r' | b'/' | 0xc4)) && before != b'<'
        }
        _ => before.is_ascii_digit() && (after.is_ascii_uppercase() || after == 0xc4),
    }
}

/// The word around a match, where the match is one but for a missing first letter.
fn whole_word(r: &Reader, start: usize, end: usize) -> Option<(usize, usize)> {
    // A figure may have lost its blank: "khoản2", "năm2020".
    if r.char(end).is_some_and(crate::text::is_letter) {
        return None;
    }
    let Some(before) = r.char_before(start).filter(|c| c.is_alphanumeric()) else { return Some((start, end)) };
    let first = start - before.len_utf8();
    (before.is_alphabetic() && !r.glued_before(first)).then_some((first, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_long_enough_for_the_search() {
        assert!(WORDS.iter().all(|(word, _)| word.len() >= 4));
    }

    #[test]
    fn no_word_hides_behind_its_beginning() {
        for (i, (word, _)) in PLAIN.iter().enumerate() {
            assert!(PLAIN[..i].iter().all(|(before, _)| !word.starts_with(before)), "{word} is never found");
        }
    }

    #[test]
    fn types_of_short_forms_are_found_in_every_case() {
        for words in [
            "Nghị quyết",
            "nghị quyết",
            "NGHỊ QUYẾT",
            "Nghị định",
            "nghị định",
            "NGHỊ ĐỊNH",
            "Quyết định",
            "quyết định",
            "QUYẾT ĐỊNH",
            "Chỉ thị",
            "chỉ thị",
            "CHỈ THỊ",
            "Thông tư",
            "THÔNG TƯ",
            "Kết luận",
            "KẾT LUẬN",
            "Quy định",
            "Sắc lệnh",
        ] {
            for plain in [false, true] {
                let text: String =
                    if plain { words.chars().map(crate::text::fold_plain).collect() } else { words.to_string() };
                let r = Reader { plain, ..Reader::marked(&text) };
                let mut found = false;
                each(&r, |anchor, start, end| {
                    found |= match anchor {
                        Type => start == 0,
                        Thi => r.words_before(end, "chỉ thị") == Some(0),
                        _ => false,
                    };
                });
                assert!(found, "{text}");
            }
        }
    }

    #[test]
    fn words_are_found_in_either_case() {
        let r = Reader::marked("Luật này, pháp luật, Nghị quyết, 30/2020");
        let mut seen = Vec::new();
        each(&r, |a, s, e| seen.push((a, r.text[s..e].to_string())));
        let words: Vec<_> = seen.iter().map(|(_, w)| w.as_str()).collect();
        assert_eq!(words, ["Luật", "này", "luật", "Nghị", "quyết", "/"]);
    }
}
