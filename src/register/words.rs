//! Documents by words of their titles.

use std::cmp::Reverse;

use memchr::memmem::Finder;

use crate::text::{fold_plain, is_word, lower};

use super::{Register, Row};

/// A document found by words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub row: Row,
    /// Whether the words stand in it together and in order.
    pub together: bool,
    /// Whether they stand in it with the marks of the query.
    pub marked: bool,
}

pub(super) fn find(register: Register, words: &str, most: usize) -> Vec<Hit> {
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
    let mut text = String::new();
    for row in register.rows() {
        text.clear();
        for field in [row.doc_type, row.number, row.issuer, row.title] {
            text.push(' ');
            fold_into(field, fold_plain, &mut text);
        }
        if !finders.iter().all(|word| holds(&text, word)) {
            continue;
        }
        let together = holds(&text, &whole);
        let marked = bare || {
            let own = fold(&format!("{} {} {} {}", row.doc_type, row.number, row.issuer, row.title), lower);
            marked.split(' ').all(|word| holds(&own, &Finder::new(word)))
        };
        hits.push(Hit { row, together, marked });
    }
    hits.sort_by_key(|hit| (!hit.together, !hit.marked, Reverse(hit.row.date), hit.row.line()));
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
fn holds(text: &str, word: &Finder) -> bool {
    let bytes = text.as_bytes();
    word.find_iter(bytes).any(|at| at == 0 || bytes[at - 1] == b' ')
}

fn fold(text: &str, letter: fn(char) -> char) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, letter, &mut out);
    out.trim().to_owned()
}

/// Words in lower case with single blanks between, their letters folded; signs inside numbers stay.
fn fold_into(text: &str, letter: fn(char) -> char, out: &mut String) {
    for c in text.chars() {
        match letter(c) {
            c if is_word(c) || matches!(c, '/' | '-' | '&') => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_needed() {
        for words in ["bau cu dai bieu quoc hoi khoa XV", "bầu cử đại biểu Quốc hội khóa XV"] {
            let hits = Register::builtin().with_words(words, 50);
            assert!(hits.iter().any(|hit| hit.row.number == "45-CT/TW"), "{words}");
        }
        assert!(Register::builtin().with_words("không có văn bản nào như thế này", 9).is_empty());
        assert!(Register::builtin().with_words(" ", 9).is_empty());
    }
}
