//! The places where a mention may be: separators of numbers and key words, found by fast searches. Parsers run only
//! there.

use std::sync::LazyLock;

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

/// Key words in the cases in which they are written; a phrase where the first word alone is too common.
const WORDS: &[(&str, Anchor)] = &[
    ("kỳ", Ky),
    ("kì", Ky),
    ("Kỳ", Ky),
    ("KỲ", Ky),
    ("đoạn", Doan),
    ("ĐOẠN", Doan),
    ("khóa", Khoa),
    ("khoá", Khoa),
    ("Khóa", Khoa),
    ("Khoá", Khoa),
    ("KHÓA", Khoa),
    ("KHOÁ", Khoa),
    ("năm", Nam),
    ("Năm", Nam),
    ("NĂM", Nam),
    ("nghị", Type),
    ("Nghị", Type),
    ("NGHỊ", Type),
    ("quyết", Type),
    ("Quyết", Type),
    ("QUYẾT", Type),
    ("thị", Thi),
    ("THỊ", Thi),
    ("Thông", Type),
    ("THÔNG", Type),
    ("Kết", Type),
    ("KẾT", Type),
    ("Quy", Type),
    ("Sắc", Type),
    ("này", Nay),
    ("NÀY", Nay),
    ("luật", Law),
    ("Luật", Law),
    ("LUẬT", Law),
    ("lệnh", Lenh),
    ("LỆNH", Lenh),
    ("hiến", Law),
    ("Hiến", Law),
    ("HIẾN", Law),
    ("ngày", Ngay),
    ("Ngày", Ngay),
    ("NGÀY", Ngay),
    ("Đại", Dai),
    ("ĐẠI", Dai),
    ("đại hội", Dai),
    ("điều", Unit),
    ("Điều", Unit),
    ("ĐIỀU", Unit),
    ("khoản", Unit),
    ("Khoản", Unit),
    ("KHOẢN", Unit),
    ("điểm", Unit),
    ("Điểm", Unit),
    ("mục", Unit),
    ("Mục", Unit),
    ("MỤC", Unit),
    ("chương", Unit),
    ("Chương", Unit),
    ("CHƯƠNG", Unit),
    ("phần thứ", Unit),
    ("Phần", Unit),
    ("PHẦN", Unit),
    ("lục", Luc),
    ("LỤC", Luc),
    ("số", So),
    ("tầm nhìn", Vision),
    ("Căn cứ", Basis),
    ("tháng", Mixed),
    ("Tháng", Mixed),
];

/// The same without diacritics, for texts written so.
const PLAIN: &[(&str, Anchor)] = &[
    ("ky", Ky),
    ("doan", Doan),
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
static PLAIN_SEARCH: LazyLock<Keywords<Anchor>> = LazyLock::new(|| Keywords::in_any_case(PLAIN));

/// Calls `found` with every anchor in the order of the text: what it is and where its word (or separator) begins and
/// ends. Key words come only as whole words, but for those that are no part of a mention.
pub(crate) fn each(r: &Reader, mut found: impl FnMut(Anchor, usize, usize)) {
    let bytes = r.bytes();
    let mut joints = Joints { bytes, next: memchr2(b'/', b'-', bytes) };
    let word = |start: usize, word: &str, anchor: Anchor| {
        joints.before(start, &mut found);
        word_at(bytes, start, word, anchor, &mut found);
    };
    let search = if r.plain { &*PLAIN_SEARCH } else { &*SEARCH };
    search.each(bytes, word);
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
fn word_at(bytes: &[u8], start: usize, written: &str, anchor: Anchor, found: &mut impl FnMut(Anchor, usize, usize)) {
    let end = start + written.len();
    if matches!(anchor, Mixed | Nam | Ngay) && bytes.get(end) == Some(&b' ') && is_mixed(&bytes[end + 1..]) {
        found(Mixed, start, end + 1);
    }
    match anchor {
        Mixed => {}
        // Where case does not count in the search, it does here.
        Vision | Basis if &bytes[start..end] != written.as_bytes() => {}
        // A figure may have lost its blank behind a word, "khoản2", not before it.
        _ if start > 0 && bytes[start - 1].is_ascii_digit() => {}
        _ => found(anchor, start, end),
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

#[cfg(test)]
mod tests {
    use super::*;

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
