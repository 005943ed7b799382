//! Documents by words of their titles.

use std::cmp::Reverse;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::text::{fold_plain, is_word, lower};

use super::{Register, Row, builtin};

/// A document found by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'r> {
    /// The document.
    pub row: Row<'r>,
    /// Whether the words stand in it together and in order.
    pub together: bool,
    /// Whether they stand in it with the marks of the query.
    pub marked: bool,
}

/// Words that are looked for, with marks or without.
#[derive(Debug)]
pub struct Words {
    /// With the marks they were given with.
    marked: String,
    /// Whether they were given without marks.
    bare: bool,
    /// Each without marks, the longest first: it is the rarest, so that most texts are left after one search.
    each: Vec<Finder<'static>>,
    /// All in their order.
    whole: Finder<'static>,
}

impl Words {
    /// The words of a query; none where there are none.
    #[must_use]
    pub fn of(query: &str) -> Option<Words> {
        let (plain, marked) = (fold(query, fold_plain), fold(query, lower));
        let mut wanted: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
        let phrase = wanted.join(" ");
        wanted.sort_by_key(|word| Reverse(word.len()));
        let each: Vec<_> = wanted.iter().map(|word| Finder::new(*word).into_owned()).collect();
        let whole = Finder::new(&phrase).into_owned();
        (!each.is_empty()).then(|| Words { bare: plain == marked, marked, each, whole })
    }

    /// Whether all stand in some texts, each at the beginning of a word: then whether together and in order, and whether
    /// with their marks.
    #[must_use]
    pub fn stand_in(&self, texts: &[&str]) -> Option<(bool, bool)> {
        self.stand_in_with(texts, &mut Vec::new())
    }

    /// The same with a place for the folded letters.
    fn stand_in_with(&self, texts: &[&str], folded: &mut Vec<u8>) -> Option<(bool, bool)> {
        folded.clear();
        for text in texts {
            folded.push(b' ');
            fold_plainly(text, folded);
        }
        if !self.each.iter().all(|word| holds(folded, word)) {
            return None;
        }
        let own = || fold(&texts.join(" "), lower);
        let fits = |own: String| self.marked.split(' ').all(|word| holds(own.as_bytes(), &Finder::new(word)));
        Some((holds(folded, &self.whole), self.bare || fits(own())))
    }
}

pub(super) fn find<'r>(register: &'r Register, words: &str, most: usize) -> Vec<Hit<'r>> {
    let Some(words) = Words::of(words) else { return Vec::new() };
    let mut hits: Vec<Hit> = Vec::new();
    let mut text = Vec::new();
    let mut look = |fields: [&str; 4]| words.stand_in_with(&fields, &mut text);
    for row in register.own_rows() {
        let found = look([row.doc_type, row.number, row.issuer, row.title]);
        hits.extend(found.map(|(together, marked)| Hit { row, together, marked }));
    }
    for line in register.lines() {
        // A row is read only where its words are those that are looked for.
        if let Some((together, marked)) = look(builtin::words(line)) {
            let row = builtin::at(line);
            if !register.is_replaced(&row) {
                hits.push(Hit { row, together, marked });
            }
        }
    }
    hits.sort_by_key(|hit| (!hit.together, !hit.marked, Reverse(hit.row.date), hit.row.at));
    best(&mut hits, |hit| (hit.together, hit.marked));
    hits.truncate(most);
    hits
}

/// Leaves out what the words fit less than others, by whether they stand together and whether with their marks. Where the
/// marks of the query fit some documents, those that fit without them only are others.
pub fn best<T>(hits: &mut Vec<T>, fits: impl Fn(&T) -> (bool, bool)) {
    if hits.iter().any(|hit| fits(hit).1) {
        hits.retain(|hit| fits(hit).1);
    }
    if hits.iter().any(|hit| fits(hit).0) {
        hits.retain(|hit| fits(hit).0);
    }
}

/// Whether `word` begins at the beginning of a word of `text`.
fn holds(text: &[u8], word: &Finder) -> bool {
    word.find_iter(text).any(|at| at == 0 || text[at - 1] == b' ')
}

fn fold(text: &str, letter: fn(char) -> char) -> String {
    let mut out = Vec::with_capacity(text.len());
    fold_into(text, letter, &mut out);
    String::from_utf8_lossy(&out).trim().to_owned()
}

/// What the characters below U+0200 and those of Vietnamese above become without marks: a byte, a blank for what parts
/// words, 0 for what the tables do not say.
struct Plain {
    low: [u8; LOW],
    high: [u8; HIGH],
}

/// Characters below this are in the first table.
const LOW: usize = 0x200;
/// The second table begins here.
const FIRST_HIGH: usize = 0x1e00;
/// So many are in it.
const HIGH: usize = 0x100;

static PLAIN: LazyLock<Plain> = LazyLock::new(|| {
    let byte = |code: usize| {
        let Some(c) = char::from_u32(code as u32).map(fold_plain) else { return 0 };
        match c {
            _ if c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '&') => c as u8,
            _ if c.is_ascii() || !is_word(c) => b' ',
            _ => 0,
        }
    };
    Plain { low: std::array::from_fn(byte), high: std::array::from_fn(|i| byte(FIRST_HIGH + i)) }
});

/// The same as [`fold_into`] with letters without marks, by tables: this runs over the whole register.
fn fold_plainly(text: &str, out: &mut Vec<u8>) {
    let plain = &*PLAIN;
    out.reserve(text.len() + 4);
    for c in text.chars() {
        let code = c as usize;
        let byte = match code {
            0..LOW => plain.low[code],
            FIRST_HIGH.. if code - FIRST_HIGH < HIGH => plain.high[code - FIRST_HIGH],
            _ => 0,
        };
        match byte {
            0 => fold_into(c.encode_utf8(&mut [0; 4]), fold_plain, out),
            b' ' if out.last() == Some(&b' ') => {}
            byte => out.push(byte),
        }
    }
}

/// Words in lower case with single blanks between, their letters folded; signs inside numbers stay.
#[inline]
fn fold_into(text: &str, letter: impl Fn(char) -> char, out: &mut Vec<u8>) {
    out.reserve(text.len() + 4);
    for c in text.chars() {
        let c = letter(c);
        if c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '&') {
            out.push(c as u8);
        } else if !c.is_ascii() && is_word(c) {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else if out.last() != Some(&b' ') {
            out.push(b' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_needed() {
        for words in ["bau cu dai bieu quoc hoi khoa XV", "bầu cử đại biểu Quốc hội khóa XV"] {
            let register = Register::builtin();
            let hits = register.with_words(words, 50);
            assert!(hits.iter().any(|hit| hit.row.number == "45-CT/TW"), "{words}");
        }
        assert!(Register::builtin().with_words("không có văn bản nào như thế này", 9).is_empty());
        assert!(Register::builtin().with_words(" ", 9).is_empty());
    }

    #[test]
    fn the_tables_fold_as_the_letters_do() {
        let text = "Chỉ thị số 45-CT/TW, “Đất đai” ƯỚC Ǆ ß 中 \u{301}a – §&  ỹ";
        let (mut one, mut two) = (Vec::new(), Vec::new());
        fold_into(text, fold_plain, &mut one);
        fold_plainly(text, &mut two);
        assert_eq!(String::from_utf8(one), String::from_utf8(two));
    }
}
