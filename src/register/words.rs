//! Documents by words of their titles.

use std::cmp::Reverse;

use memchr::memmem::Finder;

use crate::text::{fold_plain, is_word, lower};

use super::{Register, Row};

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

pub(super) fn find<'r>(register: &'r Register, words: &str, most: usize) -> Vec<Hit<'r>> {
    let plain = fold(words, fold_plain);
    let marked = fold(words, lower);
    let bare = plain == marked;
    let wanted: Vec<&str> = plain.split(' ').filter(|w| !w.is_empty()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let phrase = wanted.join(" ");
    // The longest words are the rarest: most rows are left after one search.
    let mut finders: Vec<Finder> = wanted.iter().map(|word| Finder::new(*word)).collect();
    finders.sort_by_key(|finder| Reverse(finder.needle().len()));
    let whole = Finder::new(&phrase);
    let mut hits = Vec::new();
    let mut text = Vec::new();
    for row in register.rows() {
        text.clear();
        for field in [row.doc_type, row.number, row.issuer, row.title] {
            text.push(b' ');
            fold_into(field, fold_plain, &mut text);
        }
        if !finders.iter().all(|word| holds(&text, word)) {
            continue;
        }
        let together = holds(&text, &whole);
        let marked = bare || {
            let own = fold(&format!("{} {} {} {}", row.doc_type, row.number, row.issuer, row.title), lower);
            marked.split(' ').all(|word| holds(own.as_bytes(), &Finder::new(word)))
        };
        hits.push(Hit { row, together, marked });
    }
    hits.sort_by_key(|hit| (!hit.together, !hit.marked, Reverse(hit.row.date), hit.row.at));
    // Where the marks of the query fit some documents, those that fit without them only are others.
    if hits.iter().any(|hit| hit.marked) {
        hits.retain(|hit| hit.marked);
    }
    if hits.iter().any(|hit| hit.together) {
        hits.retain(|hit| hit.together);
    }
    hits.truncate(most);
    hits
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

/// Words in lower case with single blanks between, their letters folded; signs inside numbers stay. Into bytes, because
/// this runs over the whole register and nearly every letter comes out as one byte.
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
}
